//! The sheet `settings`.

use super::{Reading, cell};
use crate::forms::{
    FindingCode,
    import::language,
    model::{Language, NO_LANGUAGE},
    sheets::Sheet,
};

/// Settings that change nothing here: where a form is sent, how it looks in a browser.
const WITHOUT_EFFECT: &[&str] = &[
    "style",
    "instance_name",
    "submission_url",
    "auto_send",
    "auto_delete",
    "sms_keyword",
    "allow_choice_duplicates",
    "omit_instanceid",
    "namespaces",
    "id_string",
    "prefix",
    "delimiter",
    "instance_id",
    "client_editable",
];

impl Reading {
    /// Reads the title, the id, the version and the default language.
    pub fn settings(&mut self, sheet: &Sheet) {
        self.own_language = NO_LANGUAGE.to_owned();
        let Some(((_, header), rows)) = sheet.rows.split_first() else { return };
        let empty = Vec::new();
        let (number, row) = rows.first().map_or((None, &empty), |(number, row)| (Some(*number), row));
        for (place, name) in header.iter().enumerate() {
            let (written, value) = (name.trim(), cell(row, place));
            let key = written.to_lowercase().replace(' ', "_");
            if value.is_empty() || key.is_empty() {
                continue;
            }
            match key.as_str() {
                "form_title" | "title" => drop(self.import.definition.title.insert(NO_LANGUAGE.to_owned(), value)),
                "form_id" => self.import.definition.code = value,
                "id_string" if self.import.definition.code.is_empty() => self.import.definition.code = value,
                "version" => self.import.definition.author_version = value,
                "default_language" => {
                    let own = language(&value);
                    self.own_language = own.code.clone();
                    self.import.definition.languages.insert(0, own);
                }
                // Encrypted forms are sent to a server; here everything is encrypted anyway.
                "public_key" => self.warn("settings", number, written, FindingCode::SettingIgnored, written),
                _ if WITHOUT_EFFECT.contains(&key.as_str()) => {
                    self.warn("settings", number, written, FindingCode::SettingIgnored, written);
                }
                _ => match written.split_once("::") {
                    Some((head, tail)) if matches!(head.trim().to_lowercase().as_str(), "form_title" | "title") => {
                        let Language { code, .. } = language(tail);
                        self.import.definition.title.insert(code, value);
                    }
                    _ => self.warn("settings", number, written, FindingCode::ColumnIgnored, written),
                },
            }
        }
        let title = &mut self.import.definition.title;
        if let Some(plain) = title.remove(NO_LANGUAGE) {
            title.entry(self.own_language.clone()).or_insert(plain);
        }
    }
}
