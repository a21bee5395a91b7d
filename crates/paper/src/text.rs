//! Text as it may stand in a file.

/// Returns a text without what no file can hold and what would turn the reading direction of its surroundings:
/// control characters, embeddings, overrides and isolates, and noncharacters. A tab becomes a space, a line break
/// stays.
pub(crate) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\t' => ' ',
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            other => other,
        })
        .filter(|&c| c == '\n' || !(c.is_control() || turns(c) || is_noncharacter(c)))
        .collect()
}

const fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_can_hold_is_left_out() {
        assert_eq!(plain("a\0b\u{1}c\u{1b}d\u{7f}e\u{fffe}f\u{10ffff}"), "abcdef");
        assert_eq!(plain("a\tb\r\nc\rd\u{2028}e"), "a b\nc\nd\ne");
        assert_eq!(plain("<&> 🕊️ مرحبا שלום 難民"), "<&> 🕊️ مرحبا שלום 難民");
    }

    #[test]
    fn nothing_turns_the_reading_direction_of_what_stands_beside_it() {
        assert_eq!(plain("x\u{202e}gnp.exe\u{202c}\u{2066}y\u{2069}"), "xgnp.exey");
    }
}
