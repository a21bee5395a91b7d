//! Tables of text that spreadsheet programs open, and in which nothing is a formula.

use std::{borrow::Cow, io};

use csv::{Terminator, WriterBuilder};

/// Writes lines as UTF-8 with a mark, commas and CRLF, as Excel wants it.
///
/// # Errors
/// None that memory does not cause.
pub fn table(lines: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer("\u{FEFF}".as_bytes().to_vec());
    for line in lines {
        writer.write_record(line.iter().map(|cell| neutral(cell).into_owned())).map_err(io::Error::other)?;
    }
    writer.into_inner().map_err(|_| io::ErrorKind::Other.into())
}

/// A cell that no program takes for a formula: what begins like one, in any width and after any blanks, gets a `'` before
/// it (OWASP, CSV injection).
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let begin = cell.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    });
    let dangerous = begin.starts_with(['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '\u{2212}'])
        || cell.starts_with(['\t', '\r', '\n']);
    if dangerous { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_begins_like_a_formula_is_a_text() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\u{3000}=cmd|'/c calc'!A0",
            "＝1",
            "\u{FEFF}=1",
            "\u{202E}=1",
            "\n=1",
            "|x",
        ] {
            assert!(neutral(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["アマル", "2024-06-20", "a=b", ""] {
            assert_eq!(neutral(text), text);
        }
    }
}
