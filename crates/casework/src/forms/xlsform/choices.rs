//! The sheet `choices`.

use std::collections::BTreeMap;

use super::{
    Reading, cell,
    columns::{Columns, Page},
};
use crate::forms::{FindingCode, model::Choice, sheets::Sheet};

impl Reading {
    /// Reads all lists.
    pub fn choices(&mut self, sheet: &Sheet) {
        let (columns, rows) = self.header(sheet, Page::Choices);
        if rows.is_empty() {
            return;
        }
        let others: Vec<(String, usize)> = columns.others().map(|(name, place)| (name.to_owned(), place)).collect();
        let Some(list_at) = others.iter().find(|(name, _)| is_list(name)).map(|(_, place)| *place) else {
            self.refuse("choices", Some(1), "list_name", FindingCode::ColumnMissing, "list_name");
            return;
        };
        for (number, row) in rows {
            let list = cell(row, list_at);
            if list.is_empty() {
                continue;
            }
            self.choice(&columns, &others, *number, row, list);
        }
        for media in ["image", "audio", "video", "big-image"] {
            if columns.has_words(media) && rows.iter().any(|(_, row)| !columns.words(row, media, "").is_empty()) {
                self.warn("choices", Some(1), media, FindingCode::MediaLeftOut, media);
            }
        }
    }

    fn choice(&mut self, columns: &Columns, others: &[(String, usize)], number: u32, row: &[String], list: String) {
        let name = columns.text(row, "name");
        if name.is_empty() {
            self.refuse("choices", Some(number), "name", FindingCode::NameMissing, &list);
            return;
        }
        let own = self.own_language.clone();
        let label = columns.words(row, "label", &own);
        if label.values().any(|text| text.contains("${")) {
            self.refuse("choices", Some(number), "label", FindingCode::FeatureUnsupported, "${…}");
        }
        let extra = others.iter().filter(|(column, _)| !is_list(column));
        let extra: BTreeMap<String, String> = extra
            .map(|(column, place)| (column.clone(), cell(row, *place)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let choices = self.import.definition.lists.entry(list).or_default();
        if choices.iter().any(|choice| choice.name == name) {
            self.refuse("choices", Some(number), "name", FindingCode::NameTwice, &name);
            return;
        }
        choices.push(Choice { name, label, columns: extra });
    }
}

fn is_list(name: &str) -> bool {
    matches!(name.trim().to_lowercase().replace(' ', "_").as_str(), "list_name" | "listname" | "list")
}
