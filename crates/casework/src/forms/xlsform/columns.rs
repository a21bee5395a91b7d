//! The columns of a sheet, whatever their spelling: `label::日本語 (ja)`, `bind::jr:constraintMsg`, `Read Only`.

use std::collections::BTreeMap;

use super::{Reading, cell};
use crate::forms::{FindingCode, import::language, model::Language, sheets::Sheet};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// One value.
    Plain(&'static str),
    /// Words in a language; the code is empty where the column names none.
    Words(&'static str, String),
    /// Anything else: its own name.
    Other(String),
}

/// The columns of a sheet by what they hold, and how they are written.
#[derive(Debug, Default)]
pub struct Columns {
    at: BTreeMap<Column, usize>,
    written: Vec<String>,
}

/// Spellings of a column; the first is the one that is told.
const SURVEY: &[(&str, &[&str])] = &[
    ("type", &["type", "command"]),
    ("name", &["name", "value", "tag"]),
    ("relevant", &["relevant", "relevance", "bind::relevant", "skip_logic"]),
    ("required", &["required", "bind::required", "isrequired"]),
    ("read_only", &["read_only", "readonly", "bind::readonly"]),
    ("constraint", &["constraint", "bind::constraint"]),
    ("calculation", &["calculation", "calculate", "bind::calculate"]),
    ("default", &["default"]),
    ("appearance", &["appearance", "control::appearance", "body::appearance"]),
    ("choice_filter", &["choice_filter"]),
    ("repeat_count", &["repeat_count", "count", "jr:count", "control::jr:count"]),
    ("parameters", &["parameters", "parameter"]),
    ("trigger", &["trigger"]),
    ("disabled", &["disabled"]),
    ("save_to", &["save_to"]),
    ("sensitive", &["sensitive", "tomarigi::sensitive"]),
    ("audience", &["audience", "tomarigi::audience"]),
    ("select_from_list_name", &["select_from_list_name"]),
    ("autoplay", &["autoplay"]),
    ("body::accuracythreshold", &["body::accuracythreshold"]),
    ("query", &["query"]),
];

/// Columns with words in languages.
const WORDS: &[(&str, &[&str])] = &[
    ("label", &["label", "caption", "text"]),
    ("hint", &["hint"]),
    ("guidance_hint", &["guidance_hint"]),
    (
        "constraint_message",
        &["constraint_message", "constraint_msg", "constraintmsg", "jr:constraintmsg", "bind::jr:constraintmsg"],
    ),
    (
        "required_message",
        &["required_message", "required_msg", "requiredmsg", "jr:requiredmsg", "bind::jr:requiredmsg"],
    ),
    ("image", &["image", "media::image"]),
    ("big-image", &["big-image", "media::big-image"]),
    ("audio", &["audio", "media::audio"]),
    ("video", &["video", "media::video"]),
];

/// A sheet with columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The questions.
    Survey,
    /// The choices.
    Choices,
}

/// What the columns of choices can hold.
const OF_CHOICES: &[&str] = &["name", "label", "image", "big-image", "audio", "video"];

/// Columns that authors' programs write for themselves.
const SILENT: &[&str] =
    &["$xpath", "$kuid", "kuid", "$autoname", "$qpath", "$prev", "$given_name", "note", "notes", "comment", "comments"];

impl Columns {
    /// Reads the header of a sheet, and the languages it names.
    pub fn of(header: &[String], sheet: Page) -> (Self, Vec<Language>) {
        let mut columns = Self::default();
        let mut languages: Vec<Language> = Vec::new();
        for (place, written) in header.iter().enumerate() {
            let written = written.replace('\u{a0}', " ").trim().to_owned();
            columns.written.push(written.clone());
            if written.is_empty() {
                continue;
            }
            let (column, named) = meaning(&written, sheet);
            if let Some(named) = named
                && !languages.iter().any(|known| known.code == named.code)
            {
                languages.push(named);
            }
            columns.at.entry(column).or_insert(place);
        }
        (columns, languages)
    }

    /// The text of a plain column in a row.
    pub fn text(&self, row: &[String], name: &'static str) -> String {
        self.at.get(&Column::Plain(name)).map(|place| cell(row, *place)).unwrap_or_default()
    }

    /// How a plain column is written here.
    pub fn written(&self, name: &'static str) -> Option<String> {
        self.at.get(&Column::Plain(name)).and_then(|place| self.written.get(*place)).cloned()
    }

    /// The words of a row in all languages; a column without one is in `own`.
    pub fn words(&self, row: &[String], name: &'static str, own: &str) -> BTreeMap<String, String> {
        let ours = self.at.iter().filter_map(|(column, place)| match column {
            Column::Words(column, code) if *column == name => Some((code, cell(row, *place))),
            _ => None,
        });
        let filled = ours.filter(|(_, text)| !text.is_empty());
        filled.map(|(code, text)| (if code.is_empty() { own.to_owned() } else { code.clone() }, text)).collect()
    }

    /// Whether there is such a column with words.
    pub fn has_words(&self, name: &'static str) -> bool {
        self.at.keys().any(|column| matches!(column, Column::Words(own, _) if *own == name))
    }

    /// Whether there is such a plain column.
    pub fn has(&self, name: &'static str) -> bool {
        self.at.contains_key(&Column::Plain(name))
    }

    /// The columns of another name, and where they stand.
    pub fn others(&self) -> impl Iterator<Item = (&str, usize)> {
        self.at.iter().filter_map(|(column, place)| match column {
            Column::Other(name) => Some((name.as_str(), *place)),
            _ => None,
        })
    }
}

/// What a heading means, and the language that it names.
fn meaning(written: &str, page: Page) -> (Column, Option<Language>) {
    let lower = written.to_lowercase().replace(' ', "_");
    // Among choices any other column is the author's own, for filters to ask for: `type`, `count`.
    let known = |name: &str| page == Page::Survey || OF_CHOICES.contains(&name);
    let plain = SURVEY.iter().find(|(name, spellings)| known(name) && spellings.contains(&lower.as_str()));
    if let Some((name, _)) = plain {
        return (Column::Plain(name), None);
    }
    let words = || WORDS.iter().filter(|(name, _)| known(name));
    if let Some((name, _)) = words().find(|(_, spellings)| spellings.contains(&lower.as_str())) {
        return (Column::Words(name, String::new()), None);
    }
    // The oldest forms write one colon.
    let split = written.rsplit_once("::").or_else(|| written.rsplit_once(':'));
    if let Some((head, tail)) = split {
        let head = head.trim().to_lowercase().replace(' ', "_");
        if let Some((name, _)) = words().find(|(_, spellings)| spellings.contains(&head.as_str())) {
            let language = language(tail);
            return (Column::Words(name, language.code.clone()), Some(language));
        }
    }
    (Column::Other(written.to_owned()), None)
}

impl Reading {
    /// Reads the header of a sheet and remembers its languages; the rows that follow it.
    pub fn header<'a>(&mut self, sheet: &'a Sheet, page: Page) -> (Columns, &'a [(u32, Vec<String>)]) {
        let Some(((_, header), rows)) = sheet.rows.split_first() else { return (Columns::default(), &[]) };
        let (columns, languages) = Columns::of(header, page);
        let known = &mut self.import.definition.languages;
        for language in languages {
            match known.iter_mut().find(|known| known.code == language.code) {
                Some(known) if known.name.is_empty() => known.name = language.name,
                Some(_) => (),
                None => known.push(language),
            }
        }
        (columns, rows)
    }

    /// Tells columns that are not read.
    pub fn ignored(&mut self, sheet: &str, columns: &Columns) {
        let others: Vec<String> = columns.others().map(|(name, _)| name.to_owned()).collect();
        for name in others.iter().filter(|name| !SILENT.contains(&name.to_lowercase().as_str())) {
            self.warn(sheet, Some(1), name, FindingCode::ColumnIgnored, name);
        }
    }
}
