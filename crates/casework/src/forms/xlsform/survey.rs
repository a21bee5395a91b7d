//! The sheet `survey`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Reading,
    columns::{Columns, Page},
    types::{RowType, row_type},
};
use crate::forms::{
    FindingCode,
    expr::{Expr, parse, quoted},
    form::Field,
    import::Place,
    model::{Audience, Choice, Item, Question, QuestionType, Range, Section, Words},
    sheets::Sheet,
};

/// A group or repeat that has begun.
struct Begun {
    section: Section,
    repeat: bool,
    row: u32,
    /// What ids in it begin with.
    scope: String,
}

/// The survey as it is laid down, row by row.
struct Survey {
    open: Vec<Begun>,
    items: Vec<Item>,
    /// Ids that are taken, and the names in each group.
    taken: BTreeSet<String>,
    media: BTreeSet<&'static str>,
}

impl Reading {
    /// Reads all questions.
    pub fn survey(&mut self, sheet: &Sheet) {
        let (columns, rows) = self.header(sheet, Page::Survey);
        let missing: Vec<_> = ["type", "name"].into_iter().filter(|needed| !columns.has(needed)).collect();
        for needed in &missing {
            self.refuse("survey", Some(1), needed, FindingCode::ColumnMissing, needed);
        }
        if !missing.is_empty() {
            return;
        }
        self.ignored("survey", &columns);
        let mut survey = Survey { open: Vec::new(), items: Vec::new(), taken: BTreeSet::new(), media: BTreeSet::new() };
        for (number, row) in rows {
            self.row(&mut survey, &columns, *number, row);
        }
        while let Some(begun) = survey.open.pop() {
            self.refuse("survey", Some(begun.row), "type", FindingCode::GroupUnbalanced, &begun.section.name);
            survey.close(begun);
        }
        for media in survey.media {
            self.warn("survey", Some(1), media, FindingCode::MediaLeftOut, media);
        }
        self.import.definition.items = survey.items;
        self.other_choices();
    }

    fn row(&mut self, survey: &mut Survey, columns: &Columns, number: u32, row: &[String]) {
        let written = columns.text(row, "type");
        let name = columns.text(row, "name");
        if written.is_empty() {
            if !name.is_empty() {
                self.refuse("survey", Some(number), "type", FindingCode::TypeUnsupported, &name);
            }
            return;
        }
        let row = Row { columns, row, number, name };
        // An old way to leave a row out.
        if is_yes(&row.text("disabled")) {
            self.warn("survey", Some(number), "disabled", FindingCode::ColumnIgnored, &row.name);
            return;
        }
        match row_type(&written) {
            RowType::BeginGroup => self.begin(survey, &row, false),
            RowType::BeginRepeat => self.begin(survey, &row, true),
            RowType::EndGroup => self.end(survey, &row, false),
            RowType::EndRepeat => self.end(survey, &row, true),
            RowType::Metadata => {
                self.left_out.push(row.name.clone());
                self.warn("survey", Some(number), "type", FindingCode::MetadataLeftOut, &written);
            }
            RowType::Today => {
                let question = Question { calculation: "today()".to_owned(), ..row.plain(QuestionType::Calculate) };
                self.add(survey, &row, question);
            }
            RowType::Question(kind) => self.question(survey, &row, kind, String::new(), false),
            RowType::Choices(_, list, _) if list.starts_with("${") => {
                self.refuse("survey", Some(number), "type", FindingCode::FeatureUnsupported, &list);
            }
            RowType::Choices(kind, list, other) => self.question(survey, &row, kind, list, other),
            RowType::Unsupported(text) => {
                self.refuse("survey", Some(number), "type", FindingCode::TypeUnsupported, &text);
            }
        }
    }

    fn begin(&mut self, survey: &mut Survey, row: &Row<'_>, repeat: bool) {
        let own = self.own_language.clone();
        let (name, called) = self.name(survey, row);
        let scope = survey.scope();
        let id = format!("{scope}{name}{}", if repeat { "[]" } else { "" });
        self.place(&id, row);
        let section = Section {
            name,
            called,
            label: row.columns.words(row.row, "label", &own),
            appearance: row.text("appearance"),
            relevant: truth(&row.text("relevant")),
            count: if repeat { row.text("repeat_count") } else { String::new() },
            items: Vec::new(),
        };
        let scope = if repeat { format!("{id}.") } else { scope };
        survey.open.push(Begun { section, repeat, row: row.number, scope });
    }

    fn end(&mut self, survey: &mut Survey, row: &Row<'_>, repeat: bool) {
        match survey.open.pop() {
            Some(begun) if begun.repeat == repeat => survey.close(begun),
            Some(begun) => {
                self.refuse("survey", Some(row.number), "type", FindingCode::GroupUnbalanced, &begun.section.name);
                survey.close(begun);
            }
            None => self.refuse("survey", Some(row.number), "type", FindingCode::GroupUnbalanced, &row.name),
        }
    }

    fn question(&mut self, survey: &mut Survey, row: &Row<'_>, kind: QuestionType, list: String, other: bool) {
        let own = self.own_language.clone();
        let words = |name| row.columns.words(row.row, name, &own);
        let mut question = Question {
            label: words("label"),
            hint: words("hint"),
            guidance: words("guidance_hint"),
            appearance: row.text("appearance"),
            list,
            choice_filter: row.text("choice_filter"),
            relevant: truth(&row.text("relevant")),
            required: yes_or(&row.text("required")),
            required_message: words("required_message"),
            constraint: truth(&row.text("constraint")),
            constraint_message: words("constraint_message"),
            calculation: row.text("calculation"),
            default: default_of(kind, &row.text("default")),
            read_only: yes_or(&row.text("read_only")),
            sensitive: is_yes(&row.text("sensitive")),
            audience: audience(&row.text("audience")),
            ..row.plain(kind)
        };
        self.extras(survey, row, &mut question);
        if question.label.is_empty() && question.hint.is_empty() && (kind.is_asked() || kind == QuestionType::Note) {
            self.warn("survey", Some(row.number), "label", FindingCode::LabelMissing, &row.name);
            question.label.insert(own, row.name.clone());
        }
        let (list, label) = (question.list.clone(), question.label.clone());
        let name = self.add(survey, row, question);
        if other {
            self.with_other.push(list);
            self.add_other(survey, row, &name, &label);
        }
    }

    /// What stands in columns that are not followed word for word.
    fn extras(&mut self, survey: &mut Survey, row: &Row<'_>, question: &mut Question) {
        let number = Some(row.number);
        for media in ["image", "big-image", "audio", "video"] {
            if !row.columns.words(row.row, media, "").is_empty() {
                survey.media.insert(media);
            }
        }
        if !row.text("trigger").is_empty() {
            self.refuse("survey", number, "trigger", FindingCode::FeatureUnsupported, "trigger");
        }
        if !row.text("save_to").is_empty() {
            self.warn("survey", number, "save_to", FindingCode::ColumnIgnored, "save_to");
        }
        let appearance = question.appearance.to_lowercase();
        match refused_appearance(&appearance) {
            Some(refused) => self.refuse("survey", number, "appearance", FindingCode::AppearanceUnsupported, refused),
            None => {
                let unknown = appearance.split_whitespace().find(|word| !is_known_appearance(word));
                if let Some(unknown) = unknown {
                    self.warn("survey", number, "appearance", FindingCode::AppearanceIgnored, unknown);
                }
            }
        }
        let worked_out = !question.calculation.is_empty();
        let shown = question.kind.is_asked() && question.read_only.is_empty();
        if worked_out && shown {
            self.warn("survey", number, "calculation", FindingCode::CalculationReadOnly, &row.name);
        }
        let messages = [
            ("constraint_message", &question.constraint_message),
            ("required_message", &question.required_message),
            ("guidance_hint", &question.guidance),
        ];
        // In these no value is put in; to show the marks themselves would puzzle whoever reads them.
        for (column, words) in messages {
            if words.values().any(|text| text.contains("${")) {
                self.refuse("survey", number, column, FindingCode::FeatureUnsupported, "${…}");
            }
        }
        self.parameters(row, question);
    }

    fn parameters(&mut self, row: &Row<'_>, question: &mut Question) {
        let mut range = Range { start: "1".to_owned(), end: "10".to_owned(), step: "1".to_owned() };
        for (key, value) in parameters(&row.text("parameters")) {
            match (question.kind, key.as_str()) {
                (QuestionType::Range, "start") => range.start = value,
                (QuestionType::Range, "end") => range.end = value,
                (QuestionType::Range, "step") => range.step = value,
                _ => self.warn("survey", Some(row.number), "parameters", FindingCode::AppearanceIgnored, &key),
            }
        }
        if question.kind == QuestionType::Range {
            question.range = Some(range);
        }
    }

    /// The question for a choice of one's own words, as `or_other` means it.
    fn add_other(&mut self, survey: &mut Survey, row: &Row<'_>, name: &str, label: &Words) {
        let specify = |code: &String| if code == "ja" { "「その他」の内容" } else { "Specify other." };
        let question = Question {
            label: label.keys().map(|code| (code.clone(), specify(code).to_owned())).collect(),
            // What is not relevant has nothing chosen.
            relevant: format!("selected(${{{name}}}, 'other')"),
            ..Question::default()
        };
        let row = Row { name: format!("{name}_other"), ..row.clone() };
        self.add(survey, &row, question);
    }

    /// Adds the choice that `or_other` means to its lists.
    fn other_choices(&mut self) {
        for list in std::mem::take(&mut self.with_other) {
            let Some(choices) = self.import.definition.lists.get_mut(&list) else { continue };
            if choices.iter().any(|choice| choice.name == "other") {
                continue;
            }
            let codes: BTreeSet<String> = choices.iter().flat_map(|choice| choice.label.keys().cloned()).collect();
            let word = |code: &str| if code == "ja" { "その他" } else { "Other" };
            let label = codes.into_iter().map(|code| (code.clone(), word(&code).to_owned())).collect();
            choices.push(Choice { name: "other".to_owned(), label, columns: BTreeMap::new() });
        }
    }

    /// Adds a question and returns the name it got.
    fn add(&mut self, survey: &mut Survey, row: &Row<'_>, question: Question) -> String {
        let (name, called) = self.name(survey, row);
        let id = format!("{}{name}", survey.scope());
        self.place(&id, row);
        survey.put(Item::Question(Question { name: name.clone(), called, ..question }));
        name
    }

    /// A name that is unique within the repeat it stands in, and what the file calls it if that is another one.
    fn name(&mut self, survey: &mut Survey, row: &Row<'_>) -> (String, String) {
        let scope = survey.scope();
        if survey.taken.insert(format!("{scope}{}", row.name)) || row.name.is_empty() {
            return (row.name.clone(), String::new());
        }
        let inside = survey.open.last().filter(|begun| !begun.repeat).map(|begun| begun.section.name.clone());
        let longer = inside.map(|group| format!("{group}.{}", row.name));
        match longer.filter(|longer| survey.taken.insert(format!("{scope}{longer}"))) {
            Some(longer) => (longer, row.name.clone()),
            None => {
                self.refuse("survey", Some(row.number), "name", FindingCode::NameTwice, &row.name);
                (format!("{}.{}", row.name, row.number), row.name.clone())
            }
        }
    }

    fn place(&mut self, id: &str, row: &Row<'_>) {
        let written = |name: &'static str| row.columns.written(name);
        let fields = [
            (Field::Relevant, "relevant"),
            (Field::Required, "required"),
            (Field::Constraint, "constraint"),
            (Field::Calculation, "calculation"),
            (Field::ReadOnly, "read_only"),
            (Field::Count, "repeat_count"),
        ];
        let columns = fields.into_iter().filter_map(|(field, name)| Some((field, written(name)?))).collect();
        let place = Place { sheet: "survey".to_owned(), row: Some(row.number), columns };
        self.places.insert(id.to_owned(), place);
    }
}

impl Survey {
    fn scope(&self) -> String {
        self.open.last().map_or_else(String::new, |begun| begun.scope.clone())
    }

    fn put(&mut self, item: Item) {
        match self.open.last_mut() {
            Some(begun) => begun.section.items.push(item),
            None => self.items.push(item),
        }
    }

    fn close(&mut self, begun: Begun) {
        self.put(if begun.repeat { Item::Repeat(begun.section) } else { Item::Group(begun.section) });
    }
}

#[derive(Clone)]
struct Row<'a> {
    columns: &'a Columns,
    row: &'a [String],
    number: u32,
    name: String,
}

impl Row<'_> {
    fn text(&self, column: &'static str) -> String {
        self.columns.text(self.row, column)
    }

    fn plain(&self, kind: QuestionType) -> Question {
        Question { kind, ..Question::default() }
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "true" | "true()" | "1" | "はい")
}

/// `yes` and `no` as conditions, or an expression.
fn truth(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "true()" => "true()".to_owned(),
        "no" | "false" | "false()" => "false()".to_owned(),
        _ => text.to_owned(),
    }
}

/// `yes` and `no`, or an expression; what never holds is left out.
fn yes_or(text: &str) -> String {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "true()" => "true()".to_owned(),
        "no" | "false" | "false()" => String::new(),
        _ => text.to_owned(),
    }
}

fn audience(text: &str) -> Audience {
    if text.to_lowercase() == "participant" { Audience::Participant } else { Audience::Caseworker }
}

/// A default is an expression when it refers to something, calls a function, or calculates a number; else it is meant
/// as it stands.
pub fn default_of(kind: QuestionType, text: &str) -> String {
    fn is_meant(expr: &Expr, kind: QuestionType) -> bool {
        match expr {
            Expr::Call(..) => true,
            Expr::Binary(_, left, right) => kind.is_number() || is_meant(left, kind) || is_meant(right, kind),
            Expr::Negate(inner) => is_meant(inner, kind),
            Expr::Refer(_) | Expr::Number(_) | Expr::Text(_) | Expr::Here => false,
        }
    }
    let meant = text.contains("${") || parse(text).is_ok_and(|expr| is_meant(&expr, kind));
    match text {
        "" => String::new(),
        _ if meant => text.to_owned(),
        _ => quoted(text),
    }
}

/// `start=0 end=10`, with spaces, commas or semicolons between.
fn parameters(text: &str) -> Vec<(String, String)> {
    let text = text.replace([',', ';'], " ").replace(" =", "=").replace("= ", "=");
    let pairs = text.split_whitespace().filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (key.trim().to_lowercase(), value.trim().to_owned())).collect()
}

/// Appearances that ask another program or a file.
fn refused_appearance(appearance: &str) -> Option<&'static str> {
    let squeezed = appearance.replace(' ', "");
    [("search(", "search()"), ("ex:", "ex:"), ("printer:", "printer:")]
        .into_iter()
        .find(|(mark, _)| squeezed.starts_with(mark) || squeezed.contains(&format!("){mark}")))
        .map(|(_, told)| told)
}

fn is_known_appearance(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "multiline",
        "minimal",
        "field-list",
        "table-list",
        "quick",
        "autocomplete",
        "likert",
        "label",
        "list-nolabel",
        "list",
        "horizontal",
        "horizontal-compact",
        "vertical",
        "compact",
        "columns",
        "columns-pack",
        "columns-flex",
        "no-buttons",
        "image-map",
        "picker",
        "rating",
        "vertical",
        "no-ticks",
        "month-year",
        "year",
        "no-calendar",
        "numbers",
        "thousands-sep",
        "counter",
        "masked",
        "summary",
        "page",
        "maximal",
        "bearing",
    ];
    let numbered = |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| rest.parse::<u32>().is_ok());
    KNOWN.contains(&word) || numbered("w") || numbered("columns-") || numbered("compact-") || numbered("quickcompact-")
}
