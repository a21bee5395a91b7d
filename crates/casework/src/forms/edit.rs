//! Small changes to a form. Each makes a new version; the older ones are never touched.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Definition, Finding, FindingCode, Form,
    expr::quoted,
    form::Field,
    model::{Audience, Choice, Item, Language, Question, QuestionType, Section, Words},
};

/// A small change. Those that are not published yet are kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// The title in a language.
    Title(String, String),
    /// The words of a part in a language.
    Label(String, String, String),
    /// The hint of a question in a language.
    Hint(String, String, String),
    /// Whether a question must be answered.
    Required(String, bool),
    /// Whether a question is asked only after consent.
    Sensitive(String, bool),
    /// Who answers a question, or all of a group.
    Audience(String, Audience),
    /// Moves a part before another one of its group, or to its end.
    Move(String, Option<String>),
    /// Adds a question at the end of a group, or of the form.
    AddQuestion(Option<String>, Box<Question>),
    /// Takes a part out.
    Remove(String),
    /// Adds a choice to a list.
    AddChoice(String, String, Words),
    /// The words of a choice in a language.
    ChoiceLabel(String, String, String, String),
    /// Takes a choice out of a list.
    RemoveChoice(String, String),
    /// Adds a language.
    AddLanguage(String, String),
}

/// What may be added by hand.
const ADDABLE: [QuestionType; 9] = [
    QuestionType::Text,
    QuestionType::Integer,
    QuestionType::Decimal,
    QuestionType::Date,
    QuestionType::Time,
    QuestionType::Note,
    QuestionType::SelectOne,
    QuestionType::SelectMultiple,
    QuestionType::Acknowledge,
];

/// Applies changes in order: the form with those that are possible, and what stands in the way of the others. `held` are
/// the ids that any version asked or that hold answers: none of them is given to another question.
pub fn edit(form: &Form, edits: &[Edit], held: &BTreeSet<String>) -> (Form, Vec<Finding>) {
    let mut editing = Editing { form: form.clone(), held, refused: Vec::new() };
    for one in edits {
        let mut definition = editing.form.definition().clone();
        if editing.apply(&mut definition, one) {
            editing.take(definition, one);
        }
    }
    (editing.form, editing.refused)
}

struct Editing<'a> {
    form: Form,
    held: &'a BTreeSet<String>,
    refused: Vec<Finding>,
}

impl Editing<'_> {
    fn refuse(&mut self, column: &str, code: FindingCode, what: &str) -> bool {
        self.refused.push(Finding::new("", None, column, code, what));
        false
    }

    /// Takes a changed definition if it can be asked.
    fn take(&mut self, definition: Definition, one: &Edit) {
        match Form::new(definition) {
            Ok(form) => self.form = form,
            Err(troubles) => {
                let gone = matches!(one, Edit::Remove(_) | Edit::RemoveChoice(..));
                for trouble in troubles {
                    let needed = gone && trouble.code == FindingCode::ReferenceUnknown;
                    let code = if needed { FindingCode::NeededByAnother } else { trouble.code };
                    let what = if needed { &trouble.id } else { &trouble.what };
                    self.refuse(column(trouble.field), code, what);
                }
            }
        }
    }

    fn apply(&mut self, definition: &mut Definition, one: &Edit) -> bool {
        match one {
            Edit::Title(language, text) => {
                put(&mut definition.title, language, text);
                true
            }
            Edit::Label(id, language, text) => self.item(definition, id, |item| match item {
                Item::Question(question) => put(&mut question.label, language, text),
                Item::Group(section) | Item::Repeat(section) => put(&mut section.label, language, text),
            }),
            Edit::Hint(id, language, text) => {
                self.question(definition, id, |question| put(&mut question.hint, language, text))
            }
            Edit::Required(id, on) => self.question(definition, id, |question| {
                question.required = if *on { "true()".to_owned() } else { String::new() };
            }),
            Edit::Sensitive(id, on) => self.question(definition, id, |question| question.sensitive = *on),
            Edit::Audience(id, audience) => self.item(definition, id, |item| set_audience(item, *audience)),
            Edit::Move(id, before) => self.move_item(definition, id, before.as_deref()),
            Edit::AddQuestion(inside, question) => self.add_question(definition, inside.as_deref(), question),
            Edit::Remove(id) => {
                let found = remove(&mut definition.items, id, "").is_some();
                found || self.refuse("name", FindingCode::ReferenceUnknown, id)
            }
            Edit::AddChoice(list, name, label) => self.add_choice(definition, list, name, label),
            Edit::ChoiceLabel(list, name, language, text) => {
                let choices = definition.lists.get_mut(list);
                match choices.and_then(|choices| choices.iter_mut().find(|choice| choice.name == *name)) {
                    Some(choice) => put(&mut choice.label, language, text),
                    None => return self.refuse("list_name", FindingCode::ReferenceUnknown, name),
                }
                true
            }
            Edit::RemoveChoice(list, name) => self.remove_choice(definition, list, name),
            Edit::AddLanguage(code, name) => {
                if code.is_empty() || definition.languages.iter().any(|language| language.code == *code) {
                    return self.refuse("label", FindingCode::NameTwice, code);
                }
                definition.languages.push(Language { code: code.clone(), name: name.clone() });
                true
            }
        }
    }

    fn item(&mut self, definition: &mut Definition, id: &str, change: impl FnOnce(&mut Item)) -> bool {
        match find(&mut definition.items, id, "") {
            Some(item) => change(item),
            None => return self.refuse("name", FindingCode::ReferenceUnknown, id),
        }
        true
    }

    fn question(&mut self, definition: &mut Definition, id: &str, change: impl FnOnce(&mut Question)) -> bool {
        match find(&mut definition.items, id, "") {
            Some(Item::Question(question)) => change(question),
            _ => return self.refuse("name", FindingCode::ReferenceUnknown, id),
        }
        true
    }

    fn move_item(&mut self, definition: &mut Definition, id: &str, before: Option<&str>) -> bool {
        let Some((item, parent)) = remove(&mut definition.items, id, "") else {
            return self.refuse("name", FindingCode::ReferenceUnknown, id);
        };
        let scope = scope_of(&self.form, &parent);
        let mut moving = Some(item);
        inside(&mut definition.items, &parent, "", &mut |siblings| {
            let place = match before {
                None => Some(siblings.len()),
                Some(before) => siblings.iter().position(|sibling| id_in(sibling, &scope) == before),
            };
            if let (Some(place), Some(item)) = (place, moving.take_if(|_| place.is_some())) {
                siblings.insert(place, item);
            }
        });
        moving.is_none() || self.refuse("name", FindingCode::ReferenceUnknown, before.unwrap_or_default())
    }

    fn add_question(&mut self, definition: &mut Definition, into: Option<&str>, question: &Question) -> bool {
        if !ADDABLE.contains(&question.kind) {
            return self.refuse("type", FindingCode::TypeUnsupported, &question.name);
        }
        if question.label.values().all(|text| text.trim().is_empty()) {
            return self.refuse("label", FindingCode::LabelMissing, &question.name);
        }
        let parent = into.unwrap_or_default();
        if !parent.is_empty()
            && !matches!(find(&mut definition.items, parent, ""), Some(Item::Group(_) | Item::Repeat(_)))
        {
            return self.refuse("name", FindingCode::ReferenceUnknown, parent);
        }
        let id = format!("{}{}", scope_of(&self.form, parent), question.name);
        if self.held.contains(&id) && self.form.question(&id).is_none() {
            return self.refuse("name", FindingCode::IdTaken, &question.name);
        }
        inside(&mut definition.items, parent, "", &mut |items| items.push(Item::Question(question.clone())));
        true
    }

    fn add_choice(&mut self, definition: &mut Definition, list: &str, name: &str, label: &Words) -> bool {
        let choices = definition.lists.entry(list.to_owned()).or_default();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return self.refuse("name", FindingCode::NameInvalid, name);
        }
        if choices.iter().any(|choice| choice.name == name) {
            return self.refuse("name", FindingCode::NameTwice, name);
        }
        choices.push(Choice { name: name.to_owned(), label: label.clone(), columns: BTreeMap::new() });
        true
    }

    /// A choice that an expression names is needed.
    fn remove_choice(&mut self, definition: &mut Definition, list: &str, name: &str) -> bool {
        let Some(choices) = definition.lists.get_mut(list) else {
            return self.refuse("list_name", FindingCode::ReferenceUnknown, list);
        };
        choices.retain(|choice| choice.name != name);
        let asking: Vec<String> = self
            .form
            .questions()
            .filter(|(_, question)| question.list == list)
            .map(|(id, _)| format!("${{{id}}}"))
            .collect();
        let word = quoted(name);
        let needs = |question: &Question| {
            let all = [&question.relevant, &question.constraint, &question.calculation, &question.required];
            all.into_iter().any(|text| text.contains(&word) && asking.iter().any(|id| text.contains(id)))
        };
        let needing = self.form.questions().find(|(_, question)| needs(question)).map(|(id, _)| id.to_owned());
        match needing {
            Some(id) => self.refuse("name", FindingCode::NeededByAnother, &id),
            None => true,
        }
    }
}

const fn column(field: Field) -> &'static str {
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

fn put(words: &mut Words, language: &str, text: &str) {
    if text.trim().is_empty() {
        words.remove(language);
    } else {
        words.insert(language.to_owned(), text.trim().to_owned());
    }
}

fn set_audience(item: &mut Item, audience: Audience) {
    match item {
        Item::Question(question) => question.audience = audience,
        Item::Group(section) | Item::Repeat(section) => {
            section.items.iter_mut().for_each(|inner| set_audience(inner, audience));
        }
    }
}

/// The id of a part, given what ids around it begin with.
fn id_in(item: &Item, scope: &str) -> String {
    format!("{scope}{}{}", item.name(), if matches!(item, Item::Repeat(_)) { "[]" } else { "" })
}

/// What ids inside of a part begin with.
fn scope_inside(item: &Item, scope: &str) -> String {
    if matches!(item, Item::Repeat(_)) { format!("{}.", id_in(item, scope)) } else { scope.to_owned() }
}

/// What ids inside of the group with this id begin with.
fn scope_of(form: &Form, parent: &str) -> String {
    let whole = parent.rfind("[]").and_then(|end| parent.get(..end.saturating_add(2)));
    let known = form.nodes().iter().any(|node| node.id == parent);
    whole.filter(|_| known).map_or_else(String::new, |repeat| format!("{repeat}."))
}

fn section(item: &mut Item) -> Option<&mut Section> {
    match item {
        Item::Question(_) => None,
        Item::Group(section) | Item::Repeat(section) => Some(section),
    }
}

fn find<'a>(items: &'a mut [Item], id: &str, scope: &str) -> Option<&'a mut Item> {
    for item in items {
        if id_in(item, scope) == id {
            return Some(item);
        }
        let inner = scope_inside(item, scope);
        if let Some(section) = section(item)
            && let Some(found) = find(&mut section.items, id, &inner)
        {
            return Some(found);
        }
    }
    None
}

/// Takes a part out and returns it with the id of what it stood in.
fn remove(items: &mut Vec<Item>, id: &str, scope: &str) -> Option<(Item, String)> {
    if let Some(place) = items.iter().position(|item| id_in(item, scope) == id) {
        return Some((items.remove(place), String::new()));
    }
    for item in items {
        let (own, inner) = (id_in(item, scope), scope_inside(item, scope));
        if let Some(section) = section(item)
            && let Some((found, parent)) = remove(&mut section.items, id, &inner)
        {
            return Some((found, if parent.is_empty() { own } else { parent }));
        }
    }
    None
}

/// Works on what stands in the part with this id, or in the form itself when it is empty.
fn inside(items: &mut Vec<Item>, id: &str, scope: &str, work: &mut dyn FnMut(&mut Vec<Item>)) {
    if id.is_empty() {
        return work(items);
    }
    for item in items {
        let (own, inner) = (id_in(item, scope), scope_inside(item, scope));
        let Some(section) = section(item) else { continue };
        if own == id {
            return work(&mut section.items);
        }
        inside(&mut section.items, id, &inner, work);
    }
}
