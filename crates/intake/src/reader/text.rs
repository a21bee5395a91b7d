//! Text with separators: its encoding, its separator, its rows.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::Sink;
use crate::{
    limits::MOST_COLUMNS,
    refusal::Refusal,
    workbook::{Cell, Format, Kind, Source},
};

/// Reads a text as one sheet without a name.
///
/// # Errors
/// [`Refusal`].
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<Source, Refusal> {
    let encoding = encoding_of(bytes);
    let (text, _, faulty) = encoding.decode(bytes);
    if is_binary(&text) {
        return Err(Refusal::NotASpreadsheet);
    }
    let text = one_kind_of_line_end(&text);
    let (skipped, separator) = separator_of(&text);
    if ends_inside_quotes(&text, separator) {
        return Err(Refusal::Damaged);
    }
    sink.sheet("", false)?;
    rows(&text, skipped, separator, faulty, sink)?;
    let format = Format::Text { encoding: encoding.name().to_owned(), separator: char::from(separator) };
    Ok(Source { format, from_1904: false })
}

/// Whether it begins as a web page, as XML, or with another mark.
pub fn looks_like_markup_or(bytes: &[u8], mark: &[u8]) -> bool {
    looks_like_markup(bytes) || bytes.trim_ascii_start().starts_with(mark)
}

/// Whether it begins as a web page or as XML.
pub fn looks_like_markup(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let begin: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(200).collect();
    let begin =
        String::from_utf8_lossy(&begin).trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start().to_lowercase();
    ["<?xml", "<!doctype", "<html", "<table", "<head", "<body", "<meta"].iter().any(|tag| begin.starts_with(tag))
}

/// Tells the encoding: by its mark, by what the bytes can be, and only then by guessing.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if let Some(wide) = unmarked_utf_16(bytes) {
        return wide;
    }
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    let (japanese, faulty) = SHIFT_JIS.decode_without_bom_handling(bytes);
    if !faulty && japanese.chars().any(is_kana) {
        return SHIFT_JIS;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(Some(b"jp"), Utf8Detection::Deny)
}

const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}')
}

/// Two bytes a letter without a mark: separators and line ends have a zero byte on one side only.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |odd: usize| bytes.iter().take(8192).skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A stray zero is no sign.
    let enough = (bytes.len().min(8192) / 40).max(2);
    match (even, odd) {
        (0, odd) if odd > enough => Some(UTF_16LE),
        (even, 0) if even > enough => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8, perhaps with a broken letter here and there: other encodings hardly ever look like many whole letters of it.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    if bytes.contains(&0x1B) {
        // ISO-2022-JP is plain ASCII with escapes.
        return false;
    }
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole = whole.saturating_add(chunk.valid().chars().filter(|c| !c.is_ascii()).count());
        broken = broken.saturating_add(usize::from(!chunk.invalid().is_empty()));
    }
    broken == 0 || whole >= broken.saturating_mul(20)
}

/// A text has few control characters; a program, a picture or a database has many.
fn is_binary(text: &str) -> bool {
    let begin = text.chars().take(4096);
    let strange = begin.clone().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}')).count();
    strange > (begin.count() / 50).max(4)
}

fn one_kind_of_line_end(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains('\r') {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    text
}

const SEPARATORS: [u8; 4] = *b",\t;|";
/// How much of a text is looked at for its separator.
const GLANCE: usize = 64 * 1024;
const GLANCE_ROWS: usize = 100;

/// Returns how many lines to leave out before the first row, and the separator: the one that Excel was told
/// (`sep=;`), or else the one with which most rows have the same number of columns.
fn separator_of(text: &str) -> (u32, u8) {
    let told = text.get(..6).and_then(|line| line.to_ascii_lowercase().strip_suffix('\n').map(str::to_owned));
    if let Some(&[b's', b'e', b'p', b'=', separator]) = told.as_deref().map(str::as_bytes) {
        return (1, separator);
    }
    let end = text.char_indices().take_while(|(at, _)| *at < GLANCE).filter(|(_, c)| *c == '\n').last();
    let begin = end.and_then(|(at, _)| text.get(..=at)).unwrap_or(text);
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| fitness(begin, *separator));
    (0, best.unwrap_or(b','))
}

/// How many separators stand where the rows agree on their number.
fn fitness(text: &str, separator: u8) -> usize {
    let mut widths: Vec<usize> = Vec::new();
    let mut reader = reader(text, separator);
    let mut record = StringRecord::new();
    while widths.len() < GLANCE_ROWS && reader.read_record(&mut record).unwrap_or(false) {
        widths.push(record.len().saturating_sub(1));
    }
    let agreeing = |width: usize| widths.iter().filter(|other| **other == width).count().saturating_mul(width.min(300));
    widths.iter().map(|width| agreeing(*width)).max().unwrap_or(0)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// Whether a quote that was opened is never closed: then one cell has swallowed every row behind it. One more quote
/// closes it, and begins a row otherwise.
fn ends_inside_quotes(text: &str, separator: u8) -> bool {
    if memchr::memchr_iter(b'"', text.as_bytes()).count().is_multiple_of(2) {
        return false;
    }
    let records = |text: &str| {
        let (mut reader, mut record, mut count) = (reader(text, separator), StringRecord::new(), 0_usize);
        while reader.read_record(&mut record).unwrap_or(false) {
            count = count.saturating_add(1);
        }
        count
    };
    records(&format!("{text}\"\n")) == records(text)
}

fn rows(text: &str, skipped: u32, separator: u8, faulty: bool, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut reader = reader(text, separator);
    let mut record = StringRecord::new();
    let mut number = 0_u32;
    let mut line = reader.position().line();
    while reader.read_record(&mut record).map_err(|_| Refusal::Damaged)? {
        let after = reader.position().line();
        // Blank lines are rows to whoever opens the file; line ends inside of cells are not.
        let inside: usize = record.iter().map(|cell| memchr::memchr_iter(b'\n', cell.as_bytes()).count()).sum();
        let lines = after.saturating_sub(line).saturating_sub(u64::try_from(inside).unwrap_or(u64::MAX)).max(1);
        number = number.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        line = after;
        if number <= skipped {
            continue;
        }
        let filled = record.iter().rev().skip_while(|cell| cell.trim().is_empty()).count();
        if filled > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        let cells: Vec<Cell<'_>> = record.iter().take(filled).map(|text| cell(text, faulty)).collect();
        sink.row(number, &cells)?;
    }
    Ok(())
}

fn cell(text: &str, faulty: bool) -> Cell<'_> {
    let kind = if text.trim().is_empty() {
        Kind::Blank
    } else if faulty && text.contains('\u{FFFD}') {
        Kind::Undecodable
    } else {
        Kind::Text
    };
    Cell::new(kind, text)
}
