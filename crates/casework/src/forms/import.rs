//! What reading a form from a file comes to.

use std::collections::BTreeMap;

use super::{
    Definition, Finding, FindingCode, Form, Item,
    form::{Field, Trouble, is_form_code},
    model::{Language, NO_LANGUAGE, Words},
};

/// A form that was read from a file.
#[derive(Debug, Clone, Default)]
pub struct Import {
    /// What it asks, as far as it could be read.
    pub definition: Definition,
    /// The form made ready, when nothing is refused.
    pub form: Option<Form>,
    /// What is not supported or wrong.
    pub refused: Vec<Finding>,
    /// What is left out or done otherwise.
    pub warnings: Vec<Finding>,
}

/// Where something stands in a file.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The sheet, or the part of an XForm.
    pub sheet: String,
    /// The row.
    pub row: Option<u32>,
    /// The column of each field that has one.
    pub columns: BTreeMap<Field, String>,
}

impl Import {
    /// A form without an id or a title takes the name of its file.
    pub fn called(mut self, name: &str) -> Self {
        let definition = &mut self.definition;
        if definition.code.trim().is_empty() {
            let allowed = |letter: char| if is_form_code(&letter.to_string()) { letter } else { '_' };
            let code: String = name.trim().chars().take(100).map(allowed).collect();
            definition.code = if code.is_empty() { "form".to_owned() } else { code };
        }
        if definition.title.values().all(|title| title.is_empty()) {
            let language = definition.default_language().to_owned();
            definition.title = Words::from([(language, definition.code.clone())]);
        }
        if let Some(form) = &mut self.form {
            form.rename(&self.definition);
        }
        self
    }

    /// Tries to make the definition ready, and tells troubles by the place of the part they are about.
    pub fn finish(mut self, places: &BTreeMap<String, Place>) -> Self {
        gather_languages(&mut self.definition);
        self.warnings.extend(missing_translations(&self.definition, places));
        match Form::new(self.definition.clone()) {
            Ok(form) => {
                self.definition = form.definition().clone();
                self.form = self.refused.is_empty().then_some(form);
            }
            Err(troubles) => self.refused.extend(troubles.iter().map(|trouble| located(trouble, places))),
        }
        self.refused.sort_by_key(|finding| (finding.sheet != "survey", finding.row));
        self.refused.dedup();
        self
    }
}

fn located(trouble: &Trouble, places: &BTreeMap<String, Place>) -> Finding {
    let none = Place::default();
    let place = places.get(&trouble.id).unwrap_or(&none);
    let column = place.columns.get(&trouble.field).map_or_else(|| usual(trouble.field), String::as_str);
    Finding::new(&place.sheet, place.row, column, trouble.code, &trouble.what)
}

/// What a field is called in an XLSForm.
const fn usual(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Type | Field::List => "type",
        Field::Label => "label",
        Field::Hint => "hint",
        Field::Relevant => "relevant",
        Field::Count => "repeat_count",
        Field::Required => "required",
        Field::Constraint => "constraint",
        Field::Calculation => "calculation",
        Field::Default => "default",
        Field::ReadOnly => "read_only",
        Field::ChoiceFilter => "choice_filter",
    }
}

/// Every language that any words are in is one of the form's.
fn gather_languages(definition: &mut Definition) {
    let mut found: Vec<String> = definition.languages.iter().map(|language| language.code.clone()).collect();
    let mut add = |words: &Words| {
        for code in words.keys().filter(|code| !found.contains(code)).cloned().collect::<Vec<_>>() {
            found.push(code);
        }
    };
    for words in all_words(definition) {
        add(&words);
    }
    let missing: Vec<_> = found.into_iter().skip(definition.languages.len()).collect();
    definition.languages.extend(missing.into_iter().map(|code| Language { code, name: String::new() }));
    if definition.languages.is_empty() {
        definition.languages.push(Language { code: NO_LANGUAGE.to_owned(), name: String::new() });
    }
}

fn all_words(definition: &Definition) -> Vec<Words> {
    fn walk(items: &[Item], found: &mut Vec<Words>) {
        for item in items {
            found.push(item.label().clone());
            if let Item::Question(question) = item {
                found.push(question.hint.clone());
            }
            walk(item.items(), found);
        }
    }
    let mut found = Vec::new();
    walk(&definition.items, &mut found);
    found.extend(definition.lists.values().flatten().map(|choice| choice.label.clone()));
    found
}

/// One finding for each language that misses the words of any question.
fn missing_translations(definition: &Definition, places: &BTreeMap<String, Place>) -> Vec<Finding> {
    fn first_without<'a>(items: &'a [Item], code: &str, scope: &str) -> Option<(String, &'a str)> {
        items.iter().find_map(|item| {
            let many = if matches!(item, Item::Repeat(_)) { "[]" } else { "" };
            let id = format!("{scope}{}{many}", item.name());
            if !item.label().is_empty() && !item.label().contains_key(code) {
                return Some((id, item.name()));
            }
            let inside = if many.is_empty() { scope.to_owned() } else { format!("{id}.") };
            first_without(item.items(), code, &inside)
        })
    }
    let languages = definition.languages.iter().filter(|_| definition.languages.len() > 1);
    let found = languages.filter_map(|language| {
        let (id, name) = first_without(&definition.items, &language.code, "")?;
        let none = Place::default();
        let place = places.get(&id).unwrap_or(&none);
        let column = format!("label::{}", language.code);
        Some(Finding::new(&place.sheet, place.row, &column, FindingCode::TranslationMissing, name))
    });
    found.collect()
}

/// A language as files name it: `日本語 (ja)` has the code `ja`; without a code the name stands for it.
pub fn language(text: &str) -> Language {
    let text = text.trim();
    let coded =
        text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(name, code)| (name.trim(), code.trim()));
    match coded {
        Some((name, code)) if !code.is_empty() => Language { code: code.to_owned(), name: name.to_owned() },
        _ => Language { code: text.to_owned(), name: text.to_owned() },
    }
}
