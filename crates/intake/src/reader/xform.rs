//! ODK XForms: XML, taken apart into rows of marks. What they mean is not asked here.
//!
//! A row is `<` with the name of an element and its attributes, `=` with a text, or `>` at the end of an element.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::Sink;
use crate::{
    refusal::Refusal,
    workbook::{Cell, Format, Kind, Source},
};

const XFORMS: &[u8] = b"http://www.w3.org/2002/xforms";
/// How deep elements may stand in one another.
const DEEPEST: usize = 100;
/// Prefixes as ODK writes them, whatever a file calls them.
const PREFIXES: [(&str, &str); 3] = [
    ("http://openrosa.org/javarosa", "jr"),
    ("http://www.opendatakit.org/xforms", "odk"),
    ("http://openrosa.org/xforms", "orx"),
];

/// Whether it is XML that names the namespace of XForms at its beginning.
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let begin = bytes.get(..bytes.len().min(16 * 1024)).unwrap_or_default();
    super::text::looks_like_markup_or(bytes, b"<h:html") && memchr::memmem::find(begin, XFORMS).is_some()
}

/// Takes it apart.
///
/// # Errors
/// [`Refusal::Damaged`] when it is no XML, or defines entities; what is beyond the bounds.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<Source, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Damaged)?;
    sink.sheet("xform", false)?;
    let mut reading = Reading { sink, number: 0, depth: 0, text: String::new(), prefixes: BTreeMap::new() };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(start) => reading.begin(&start)?,
            Event::Empty(start) => {
                reading.begin(&start)?;
                reading.end()?;
            }
            Event::End(_) => reading.end()?,
            Event::Text(part) => reading.text.push_str(&part.decode().map_err(|_| Refusal::Damaged)?),
            Event::CData(part) => reading.text.push_str(&part.decode().map_err(|_| Refusal::Damaged)?),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| Refusal::Damaged)?;
                let name = reference.decode().map_err(|_| Refusal::Damaged)?;
                match (letter, quick_xml::escape::resolve_predefined_entity(&name)) {
                    (Some(letter), _) => reading.text.push(letter),
                    (None, Some(known)) => reading.text.push_str(known),
                    (None, None) => return Err(Refusal::Damaged),
                }
            }
            // Definitions of entities make small files large.
            Event::DocType(_) => return Err(Refusal::Damaged),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => (),
            Event::Eof if reading.depth == 0 => break,
            Event::Eof => return Err(Refusal::Damaged),
        }
    }
    Ok(Source { format: Format::Form, from_1904: false })
}

struct Reading<'a> {
    sink: &'a mut dyn Sink,
    number: u32,
    depth: usize,
    text: String,
    prefixes: BTreeMap<String, &'static str>,
}

impl Reading<'_> {
    fn row(&mut self, cells: &[&str]) -> Result<(), Refusal> {
        self.number = self.number.saturating_add(1);
        let kind = |text: &str| if text.trim().is_empty() { Kind::Blank } else { Kind::Text };
        let cells: Vec<_> = cells.iter().map(|text| Cell::new(kind(text), text)).collect();
        self.sink.row(self.number, &cells)
    }

    fn say_text(&mut self) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() { Ok(()) } else { self.row(&["=", &text]) }
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        self.say_text()?;
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            return Err(Refusal::TooMuch);
        }
        let name = utf_8(start.local_name().as_ref())?;
        let mut pairs = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Refusal::Damaged)?;
            let value = utf_8(&attribute.value)?;
            let value = quick_xml::escape::unescape(&value).map_err(|_| Refusal::Damaged)?.into_owned();
            let key = utf_8(attribute.key.as_ref())?;
            if let Some(prefix) = key.strip_prefix("xmlns:") {
                let known = PREFIXES.iter().find(|(uri, _)| *uri == value);
                known.map(|(_, own)| self.prefixes.insert(prefix.to_owned(), *own));
            }
            pairs.push((key, value));
        }
        let mut cells = vec!["<".to_owned(), name];
        for (key, value) in pairs {
            let known =
                key.split_once(':').and_then(|(prefix, rest)| Some(format!("{}:{rest}", self.prefixes.get(prefix)?)));
            cells.extend([known.unwrap_or(key), value]);
        }
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        self.row(&cells)
    }

    fn end(&mut self) -> Result<(), Refusal> {
        self.say_text()?;
        self.depth = self.depth.checked_sub(1).ok_or(Refusal::Damaged)?;
        self.row(&[">"])
    }
}

fn utf_8(bytes: &[u8]) -> Result<String, Refusal> {
    std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Refusal::Damaged)
}
