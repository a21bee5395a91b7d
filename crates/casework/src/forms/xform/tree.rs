//! An XML document as it comes out of the child that read it: rows of marks.

use std::collections::BTreeMap;

use crate::forms::sheets::Sheets;

/// An element.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name without a prefix.
    pub name: String,
    /// Its attributes, with the prefixes that ODK uses.
    pub attributes: BTreeMap<String, String>,
    /// What stands in it.
    pub inside: Vec<Inside>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Inside {
    /// Another element.
    Element(Element),
    /// Text.
    Text(String),
}

/// Reads the rows: `<` with a name and attributes, `=` with a text, `>` at the end of an element.
pub fn read(sheets: &Sheets) -> Option<Element> {
    let mut open: Vec<Element> = vec![Element::default()];
    for (_, row) in &sheets.sheets.first()?.rows {
        let cell = |place: usize| row.get(place).cloned().unwrap_or_default();
        match row.first().map(String::as_str) {
            Some("<") => {
                let pairs = (2..row.len()).step_by(2).map(|place| (cell(place), cell(place.saturating_add(1))));
                open.push(Element { name: cell(1), attributes: pairs.collect(), inside: Vec::new() });
            }
            Some("=") => open.last_mut()?.inside.push(Inside::Text(cell(1))),
            _ => {
                let ended = open.pop()?;
                open.last_mut()?.inside.push(Inside::Element(ended));
            }
        }
    }
    let root = open.pop().filter(|_| open.is_empty())?;
    root.inside.into_iter().find_map(|inside| match inside {
        Inside::Element(element) => Some(element),
        Inside::Text(_) => None,
    })
}

impl Element {
    /// The elements in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.inside.iter().filter_map(|inside| match inside {
            Inside::Element(element) => Some(element),
            Inside::Text(_) => None,
        })
    }

    /// The first element in it with a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// An attribute, without spaces around it; empty when it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", |value| value.trim())
    }

    /// Its own text, with `${…}` where a value stands.
    pub fn text(&self) -> String {
        let parts = self.inside.iter().map(|inside| match inside {
            Inside::Text(text) => text.clone(),
            Inside::Element(element) if element.name == "output" => {
                let value = if element.attribute("value").is_empty() { "ref" } else { "value" };
                format!("${{{}}}", element.attribute(value))
            }
            Inside::Element(_) => String::new(),
        });
        parts.collect::<String>().trim().to_owned()
    }
}
