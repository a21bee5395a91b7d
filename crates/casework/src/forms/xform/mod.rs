//! From an ODK XForm (<https://getodk.github.io/xforms-spec/>) to a definition. What is not supported is refused by name.

mod body;
mod model;
mod tree;

use std::collections::BTreeMap;

use super::{
    Finding, FindingCode, Sheets,
    form::Field,
    import::{Import, Place},
    model::{Item, Question, QuestionType, Range, Section, Words},
    xlsform::default_of,
};
use body::{Control, controls, set_values};
use model::{Model, node_path};
use tree::Element;

/// Reads an XForm.
pub fn read(sheets: &Sheets) -> Import {
    let mut reading = Reading::default();
    let model = tree::read(sheets).and_then(|html| {
        let mut model = Model::of(html.child("head")?, &mut reading)?;
        let body = html.child("body")?;
        reading.controls = controls(body);
        set_values(body).iter().for_each(|element| model.set_value(element, &mut reading));
        Some(model)
    });
    let Some(model) = model else {
        reading.refuse("", "model", FindingCode::Unreadable, "model");
        return reading.import;
    };
    reading.form(&model);
    let Reading { import, places, .. } = reading;
    import.finish(&places)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    import: Import,
    places: BTreeMap<String, Place>,
    controls: BTreeMap<String, Control>,
    /// Names that are taken.
    taken: std::collections::BTreeSet<String>,
}

impl Reading {
    fn refuse(&mut self, path: &str, column: &str, code: FindingCode, what: &str) {
        self.import.refused.push(Finding::new(path, None, column, code, what));
    }

    fn warn(&mut self, path: &str, column: &str, code: FindingCode, what: &str) {
        self.import.warnings.push(Finding::new(path, None, column, code, what));
    }

    fn form(&mut self, model: &Model) {
        let root = &model.instance;
        let definition = &mut self.import.definition;
        definition.code = root.attribute("id").to_owned();
        definition.author_version = root.attribute("version").to_owned();
        definition.languages.clone_from(&model.languages);
        definition.lists.clone_from(&model.lists);
        definition.title = Words::from([(definition.default_language().to_owned(), model.title.clone())]);
        let path = format!("/{}", root.name);
        let items = self.items(model, root, &path, "");
        self.import.definition.items = items;
    }

    fn items(&mut self, model: &Model, element: &Element, path: &str, scope: &str) -> Vec<Item> {
        let mut seen = Vec::new();
        let mut items = Vec::new();
        for child in element.children() {
            // A template of a repeat stands beside its first instance. The heading row of a table asks nothing.
            let row = child.name.starts_with(TABLE_HEADINGS);
            if seen.contains(&child.name.as_str()) || child.name == "meta" || row {
                continue;
            }
            seen.push(&child.name);
            let own = format!("{path}/{}", child.name);
            items.extend(self.item(model, child, &own, scope));
        }
        items
    }

    fn item(&mut self, model: &Model, element: &Element, path: &str, scope: &str) -> Option<Item> {
        let control = self.controls.get(path).cloned();
        let repeat = control.as_ref().is_some_and(|control| control.repeat);
        if !repeat && element.children().next().is_none() {
            return self.question(model, element, path, scope, control.as_ref());
        }
        let control = control.unwrap_or_default();
        let (name, called) = self.name(&element.name, path, scope);
        let id = format!("{scope}{name}{}", if repeat { "[]" } else { "" });
        self.place(&id, path);
        let inside = if repeat { format!("{id}.") } else { scope.to_owned() };
        let mut section = Section {
            name,
            called,
            label: model.words(control.label.as_ref()),
            appearance: control.appearance.clone(),
            relevant: model.bind(path, "relevant"),
            count: control.count.clone(),
            items: self.items(model, element, path, &inside),
        };
        as_table(&mut section);
        Some(if repeat { Item::Repeat(section) } else { Item::Group(section) })
    }

    fn question(
        &mut self,
        model: &Model,
        element: &Element,
        path: &str,
        scope: &str,
        control: Option<&Control>,
    ) -> Option<Item> {
        let calculation = model.bind(path, "calculate");
        let preload = model.bind(path, "jr:preload");
        let (kind, calculation) = match control {
            Some(control) => {
                self.actions(control, path);
                (self.kind(model, control, path)?, calculation)
            }
            None if preload == "date" => (QuestionType::Calculate, "today()".to_owned()),
            None if !preload.is_empty() => {
                self.warn(path, "jr:preload", FindingCode::MetadataLeftOut, &preload);
                return None;
            }
            None if calculation.is_empty() => (QuestionType::Hidden, calculation),
            None => (QuestionType::Calculate, calculation),
        };
        let none = Control::default();
        let control = control.unwrap_or(&none);
        let (name, called) = self.name(&element.name, path, scope);
        self.place(&format!("{scope}{name}"), path);
        let mut question = Question {
            name,
            called,
            kind,
            label: model.words(control.label.as_ref()),
            hint: model.words(control.hint.as_ref()),
            guidance: model.guidance(control.hint.as_ref()),
            appearance: control.appearance.clone(),
            relevant: model.bind(path, "relevant"),
            required: truth(&model.bind(path, "required")),
            required_message: model.message(&model.bind(path, "jr:requiredMsg")),
            constraint: model.bind(path, "constraint"),
            constraint_message: model.message(&model.bind(path, "jr:constraintMsg")),
            calculation,
            default: model.first_value(path).unwrap_or_else(|| default_of(QuestionType::Text, &element.text())),
            read_only: truth(&model.bind(path, "readonly")),
            ..Question::default()
        };
        self.choices(model, control, path, &mut question);
        if kind == QuestionType::Range {
            let [start, end, step] = control.range.clone();
            question.range = Some(Range { start, end, step });
        }
        if kind == QuestionType::Calculate {
            question.read_only = String::new();
        }
        // A note is written as a text that cannot be changed.
        let plain = question.calculation.is_empty() && question.default.is_empty();
        if kind == QuestionType::Text && question.read_only == "true()" && plain {
            question.kind = QuestionType::Note;
            question.read_only = String::new();
        }
        Some(Item::Question(question))
    }

    /// What happens when a question is answered is not followed, and choices in other files are not read.
    fn actions(&mut self, control: &Control, path: &str) {
        if control.sets {
            self.refuse(path, "setvalue", FindingCode::FeatureUnsupported, "xforms-value-changed");
        }
        if !control.query.is_empty() {
            self.refuse(path, "query", FindingCode::FeatureUnsupported, &control.query);
        }
    }

    /// The kind of a question by its control and the type of its node; refuses others by name.
    fn kind(&mut self, model: &Model, control: &Control, path: &str) -> Option<QuestionType> {
        let typed = model.bind(path, "type");
        let typed = typed.rsplit(':').next().unwrap_or_default();
        let kind = match (control.tag.as_str(), typed) {
            ("select1", _) => QuestionType::SelectOne,
            ("select", _) => QuestionType::SelectMultiple,
            ("rank", _) => QuestionType::Rank,
            ("trigger", _) => QuestionType::Acknowledge,
            ("range", _) => QuestionType::Range,
            ("input", "" | "string") => QuestionType::Text,
            ("input", "int" | "integer" | "long") => QuestionType::Integer,
            ("input", "decimal" | "double" | "float") => QuestionType::Decimal,
            ("input", "date") => QuestionType::Date,
            ("input", "time") => QuestionType::Time,
            ("input", "dateTime") => QuestionType::DateTime,
            ("upload", _) => {
                self.refuse(path, "upload", FindingCode::TypeUnsupported, &control.media);
                return None;
            }
            (_, typed) => {
                self.refuse(
                    path,
                    "type",
                    FindingCode::TypeUnsupported,
                    if typed.is_empty() { &control.tag } else { typed },
                );
                return None;
            }
        };
        Some(kind)
    }

    fn choices(&mut self, model: &Model, control: &Control, path: &str, question: &mut Question) {
        if !question.kind.has_choices() {
            return;
        }
        if control.items.is_empty() {
            let nodeset = control.nodeset.trim();
            let shuffled = nodeset.strip_prefix("randomize(");
            if shuffled.is_some() {
                self.warn(path, "itemset", FindingCode::AppearanceIgnored, "randomize()");
            }
            match model::itemset(shuffled.unwrap_or(nodeset)) {
                Some((list, filter)) => (question.list, question.choice_filter) = (list, filter),
                None => self.refuse(path, "itemset", FindingCode::FeatureUnsupported, nodeset),
            }
            return;
        }
        // Questions of one name in two repeats have lists of their own.
        let lists = &mut self.import.definition.lists;
        question.list = node_path(path).rsplit('/').next().unwrap_or_default().to_owned();
        if lists.contains_key(&question.list) {
            question.list = node_path(path);
        }
        let choices = control.items.iter().map(|(name, label)| model.choice(name, label.as_ref())).collect();
        lists.insert(question.list.clone(), choices);
    }

    fn name(&mut self, name: &str, path: &str, scope: &str) -> (String, String) {
        if self.taken.insert(format!("{scope}{name}")) {
            return (name.to_owned(), String::new());
        }
        let group = path.rsplit('/').nth(1).unwrap_or_default();
        let longer = format!("{group}.{name}");
        if !self.taken.insert(format!("{scope}{longer}")) {
            self.refuse(path, "name", FindingCode::NameTwice, name);
        }
        (longer, name.to_owned())
    }

    fn place(&mut self, id: &str, path: &str) {
        let columns = BTreeMap::from([
            (Field::Calculation, "calculate".to_owned()),
            (Field::ReadOnly, "readonly".to_owned()),
            (Field::Count, "jr:count".to_owned()),
            (Field::ChoiceFilter, "nodeset".to_owned()),
        ]);
        self.places.insert(id.to_owned(), Place { sheet: node_path(path), row: None, columns });
    }
}

/// What pyxform makes of a group that XLSForm calls a table: a note with the heading, and a row with the choices.
const TABLE_HEADING: &str = "generated_table_list_label_";
const TABLE_HEADINGS: &str = "reserved_name_for_field_list_labels_";

/// Makes it a table again.
fn as_table(section: &mut Section) {
    let is_heading = |item: &Item| item.name().starts_with(TABLE_HEADING);
    if let Some(place) = section.items.iter().position(is_heading) {
        section.label = section.items.remove(place).label().clone();
        "table-list".clone_into(&mut section.appearance);
        for item in &mut section.items {
            if let Item::Question(question) = item {
                // Its choices stand in the row that is gone.
                question.appearance = question.appearance.replace("list-nolabel", "").trim().to_owned();
            }
        }
    }
}

/// `true()` and `false()`, or an expression.
fn truth(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "true()" | "true" | "yes" => "true()".to_owned(),
        "false()" | "false" | "no" => String::new(),
        _ => text.to_owned(),
    }
}
