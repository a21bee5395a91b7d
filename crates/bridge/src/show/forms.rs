//! Forms, and what they say about answers.

use std::collections::BTreeMap;

use casework::forms::{
    AnswerFault, Audience, Choice, Definition, Edit, Finding, FindingCode, Form, Item, Problem, Question,
    QuestionState as State, QuestionType, Section, State as Said,
};
use casework::ids::FormId;
use guarded::Guarded;
use office::{FormFile, FormFits, FormOnRecord};
use store::{FormRow, FormVersionRow};

use crate::views::forms::{
    AnswerProblem, AnswerProblemCode, FormAudience, FormChoice, FormDefinition, FormEdit, FormFinding, FormFindingCode,
    FormGroup, FormImport, FormItem, FormLanguage, FormPage, FormQuestion, FormQuestionType, FormRange, FormSource,
    FormState, FormSummary, FormVersionLine, QuestionState, Words,
};

/// EXPOSE: words with values are shown to whoever has the screen.
pub fn plain(words: &BTreeMap<String, Guarded<String>>) -> Words {
    words.iter().map(|(code, text)| (code.clone(), text.expose().clone())).collect()
}

pub fn languages(definition: &Definition) -> Vec<FormLanguage> {
    definition.languages.iter().map(|own| language(definition, &own.code)).collect()
}

pub fn language(definition: &Definition, code: &str) -> FormLanguage {
    let own = definition.languages.iter().find(|own| own.code == code);
    FormLanguage {
        code: code.to_owned(),
        name: own.map(|own| own.name.clone()).unwrap_or_default(),
        rtl: definition.is_rtl(code),
    }
}

/// What a version asks; of the questions of one audience only, when told.
pub fn definition(form: &Form, number: (u32, u32), audience: Option<Audience>) -> FormDefinition {
    let definition = form.definition();
    let items = Items { form, audience };
    FormDefinition {
        form: number.0,
        version: number.1,
        code: definition.code.clone(),
        title: definition.title.clone(),
        languages: languages(definition),
        items: items.all(&definition.items, ""),
        lists: definition.lists.iter().map(|(name, list)| (name.clone(), list.iter().map(choice).collect())).collect(),
    }
}

fn choice(choice: &Choice) -> FormChoice {
    FormChoice { name: choice.name.clone(), label: choice.label.clone() }
}

struct Items<'a> {
    form: &'a Form,
    audience: Option<Audience>,
}

impl Items<'_> {
    fn all(&self, items: &[Item], scope: &str) -> Vec<FormItem> {
        items.iter().filter_map(|item| self.one(item, scope)).collect()
    }

    fn one(&self, item: &Item, scope: &str) -> Option<FormItem> {
        let many = if matches!(item, Item::Repeat(_)) { "[]" } else { "" };
        let id = format!("{scope}{}{many}", item.name());
        if self.audience.is_some_and(|audience| !self.form.is_for(&id, audience)) {
            return None;
        }
        Some(match item {
            Item::Question(question) => FormItem::Question(self.question(question, id)),
            Item::Group(section) => FormItem::Group(self.section(section, id, scope)),
            Item::Repeat(section) => {
                let inside = format!("{id}.");
                FormItem::Repeat(self.section(section, id, &inside))
            }
        })
    }

    fn section(&self, section: &Section, id: String, scope: &str) -> FormGroup {
        FormGroup {
            label: section.label.clone(),
            appearance: section.appearance.clone(),
            counted: !section.count.is_empty(),
            items: self.all(&section.items, scope),
            id,
        }
    }

    fn question(&self, question: &Question, id: String) -> FormQuestion {
        let tall = question.kind == QuestionType::Text && question.appearance.contains("multiline");
        // What helps to ask is not for those who are asked.
        let guidance = if self.audience.is_none() { question.guidance.clone() } else { Words::new() };
        FormQuestion {
            kind: question_type(question.kind),
            label: question.label.clone(),
            hint: question.hint.clone(),
            guidance,
            appearance: question.appearance.clone(),
            lines: if tall { 4 } else { 1 },
            list: (!question.list.is_empty()).then(|| question.list.clone()),
            other: self.form.question(&format!("{id}_other")).map(|_| "other".to_owned()),
            range: question.range.as_ref().map(|range| FormRange {
                start: range.start.clone(),
                end: range.end.clone(),
                step: range.step.clone(),
            }),
            required: !question.required.is_empty(),
            sensitive: question.sensitive,
            audience: audience(question.audience),
            depends: self.form.depends(&id),
            id,
        }
    }
}

const fn question_type(kind: QuestionType) -> FormQuestionType {
    match kind {
        QuestionType::Text => FormQuestionType::Text,
        QuestionType::Integer => FormQuestionType::Integer,
        QuestionType::Decimal => FormQuestionType::Decimal,
        QuestionType::Range => FormQuestionType::Range,
        QuestionType::SelectOne => FormQuestionType::SelectOne,
        QuestionType::SelectMultiple => FormQuestionType::SelectMultiple,
        QuestionType::Rank => FormQuestionType::Rank,
        QuestionType::Note => FormQuestionType::Note,
        QuestionType::Date => FormQuestionType::Date,
        QuestionType::Time => FormQuestionType::Time,
        QuestionType::DateTime => FormQuestionType::DateTime,
        QuestionType::Calculate => FormQuestionType::Calculate,
        QuestionType::Acknowledge => FormQuestionType::Acknowledge,
        QuestionType::Hidden => FormQuestionType::Hidden,
    }
}

pub fn state(said: &Said) -> FormState {
    FormState {
        questions: said.questions.iter().map(|(path, state)| (path.clone(), question_state(state))).collect(),
        repeats: said.repeats.clone(),
        hidden: said.hidden.clone(),
        headings: said.headings.iter().map(|(path, words)| (path.clone(), plain(words))).collect(),
    }
}

fn question_state(state: &State) -> QuestionState {
    // EXPOSE: shown to whoever has the screen.
    let text = |text: &Guarded<String>| text.expose().clone();
    QuestionState {
        relevant: state.relevant,
        required: state.required,
        read_only: state.read_only,
        value: state.value.as_ref().map(text),
        choices: state.choices.clone(),
        label: state.label.as_ref().map(plain),
        hint: state.hint.as_ref().map(plain),
        default: state.default.as_ref().map(text),
        problem: state.problem.as_ref().map(problem),
    }
}

pub fn problem(problem: &Problem) -> AnswerProblem {
    let code = match problem.fault {
        AnswerFault::Missing => AnswerProblemCode::Missing,
        AnswerFault::NotAnInteger => AnswerProblemCode::NotAnInteger,
        AnswerFault::NotANumber => AnswerProblemCode::NotANumber,
        AnswerFault::NoSuchDate => AnswerProblemCode::NoSuchDate,
        AnswerFault::NoSuchTime => AnswerProblemCode::NoSuchTime,
        AnswerFault::NotAChoice => AnswerProblemCode::NotAChoice,
        AnswerFault::OutOfRange => AnswerProblemCode::OutOfRange,
        AnswerFault::Constraint => AnswerProblemCode::Constraint,
        AnswerFault::TooLong => AnswerProblemCode::TooLong,
        AnswerFault::BadCharacters => AnswerProblemCode::BadCharacters,
    };
    AnswerProblem { code, message: problem.message.clone() }
}

/// A version with everything it asks.
pub fn whole(form: &Form, id: FormId, version: u32) -> FormDefinition {
    definition(form, (id.0, version), None)
}

pub fn summary(row: &FormRow, form: &Form) -> FormSummary {
    let definition = form.definition();
    FormSummary {
        form: row.id.0,
        code: row.code.clone(),
        title: definition.title.clone(),
        languages: languages(definition),
        version: row.newest.version,
        author_version: row.newest.author_version.clone(),
        questions: row.newest.asked,
        source: source(&row.newest.source),
        created_at: row.newest.created_at.clone(),
        retired_on: row.retired_on.clone(),
        interviews: row.interviews,
        drafts: row.drafts,
    }
}

fn source(code: &str) -> FormSource {
    match code {
        "xlsform" => FormSource::Xlsform,
        "xform" => FormSource::Xform,
        "editor" => FormSource::Editor,
        _ => FormSource::BuiltIn,
    }
}

pub fn page(record: &FormOnRecord) -> FormPage {
    let line = |row: &FormVersionRow| FormVersionLine {
        version: row.version,
        author_version: row.author_version.clone(),
        source: source(&row.source),
        created_at: row.created_at.clone(),
    };
    FormPage {
        summary: summary(&record.row, &record.form),
        definition: whole(&record.form, record.row.id, record.version),
        versions: record.versions.iter().map(line).collect(),
        answered: record.answered.clone(),
        unpublished: record.unpublished.iter().cloned().map(told_edit).collect(),
    }
}

pub fn no_file() -> FormImport {
    FormImport {
        chosen: false,
        source: None,
        code: String::new(),
        title: Words::new(),
        author_version: String::new(),
        languages: Vec::new(),
        questions: 0,
        refused: Vec::new(),
        warnings: Vec::new(),
        replaces: None,
        unchanged: false,
        definition: None,
    }
}

pub fn form_import(file: &FormFile, fits: FormFits) -> FormImport {
    let read = &file.import.definition;
    FormImport {
        chosen: true,
        source: Some(source(file.source)),
        code: read.code.clone(),
        title: read.title.clone(),
        author_version: read.author_version.clone(),
        languages: languages(read),
        questions: read.asked(),
        refused: file.import.refused.iter().map(finding).collect(),
        warnings: file.import.warnings.iter().map(finding).collect(),
        replaces: fits.replaces.map(|form| form.0),
        unchanged: fits.unchanged,
        definition: file.import.form.as_ref().map(|form| whole(form, fits.replaces.unwrap_or(FormId(0)), 0)),
    }
}

pub fn finding(finding: &Finding) -> FormFinding {
    FormFinding {
        sheet: finding.sheet.clone(),
        row: finding.row,
        column: finding.column.clone(),
        code: finding_code(finding.code),
        what: finding.what.clone(),
    }
}

const fn finding_code(code: FindingCode) -> FormFindingCode {
    match code {
        FindingCode::Unreadable => FormFindingCode::Unreadable,
        FindingCode::TooLarge => FormFindingCode::TooLarge,
        FindingCode::SheetMissing => FormFindingCode::SheetMissing,
        FindingCode::ColumnMissing => FormFindingCode::ColumnMissing,
        FindingCode::TypeUnsupported => FormFindingCode::TypeUnsupported,
        FindingCode::FunctionUnsupported => FormFindingCode::FunctionUnsupported,
        FindingCode::ExpressionUnsupported => FormFindingCode::ExpressionUnsupported,
        FindingCode::ExpressionBroken => FormFindingCode::ExpressionBroken,
        FindingCode::AppearanceUnsupported => FormFindingCode::AppearanceUnsupported,
        FindingCode::FeatureUnsupported => FormFindingCode::FeatureUnsupported,
        FindingCode::ReferenceUnknown => FormFindingCode::ReferenceUnknown,
        FindingCode::ReferenceCircle => FormFindingCode::ReferenceCircle,
        FindingCode::NameMissing => FormFindingCode::NameMissing,
        FindingCode::NameInvalid => FormFindingCode::NameInvalid,
        FindingCode::NameTwice => FormFindingCode::NameTwice,
        FindingCode::ListMissing => FormFindingCode::ListMissing,
        FindingCode::ChoiceWithSpace => FormFindingCode::ChoiceWithSpace,
        FindingCode::GroupUnbalanced => FormFindingCode::GroupUnbalanced,
        FindingCode::PatternBroken => FormFindingCode::PatternBroken,
        FindingCode::ValueInvalid => FormFindingCode::ValueInvalid,
        FindingCode::NoQuestion => FormFindingCode::NoQuestion,
        FindingCode::LabelMissing => FormFindingCode::LabelMissing,
        FindingCode::NeededByAnother => FormFindingCode::NeededByAnother,
        FindingCode::IdTaken => FormFindingCode::IdTaken,
        FindingCode::ColumnIgnored => FormFindingCode::ColumnIgnored,
        FindingCode::SheetIgnored => FormFindingCode::SheetIgnored,
        FindingCode::SettingIgnored => FormFindingCode::SettingIgnored,
        FindingCode::MetadataLeftOut => FormFindingCode::MetadataLeftOut,
        FindingCode::MediaLeftOut => FormFindingCode::MediaLeftOut,
        FindingCode::AppearanceIgnored => FormFindingCode::AppearanceIgnored,
        FindingCode::CalculationReadOnly => FormFindingCode::CalculationReadOnly,
        FindingCode::TranslationMissing => FormFindingCode::TranslationMissing,
    }
}

pub fn edit(edit: FormEdit) -> Edit {
    match edit {
        FormEdit::Title { language, text } => Edit::Title(language, text),
        FormEdit::Label { id, language, text } => Edit::Label(id, language, text),
        FormEdit::Hint { id, language, text } => Edit::Hint(id, language, text),
        FormEdit::Required { id, on } => Edit::Required(id, on),
        FormEdit::Sensitive { id, on } => Edit::Sensitive(id, on),
        FormEdit::Audience { id, audience } => Edit::Audience(
            id,
            match audience {
                FormAudience::Caseworker => Audience::Caseworker,
                FormAudience::Participant => Audience::Participant,
            },
        ),
        FormEdit::Move { id, before } => Edit::Move(id, before),
        FormEdit::AddQuestion { inside, name, question_type, label, list } => {
            let kind = asked_type(question_type);
            let list = list.unwrap_or_default();
            Edit::AddQuestion(inside, Box::new(Question { name, kind, label, list, ..Question::default() }))
        }
        FormEdit::Remove { id } => Edit::Remove(id),
        FormEdit::AddChoice { list, name, label } => Edit::AddChoice(list, name, label),
        FormEdit::ChoiceLabel { list, name, language, text } => Edit::ChoiceLabel(list, name, language, text),
        FormEdit::RemoveChoice { list, name } => Edit::RemoveChoice(list, name),
        FormEdit::AddLanguage { code, name } => Edit::AddLanguage(code, name),
    }
}

const fn audience(audience: Audience) -> FormAudience {
    match audience {
        Audience::Caseworker => FormAudience::Caseworker,
        Audience::Participant => FormAudience::Participant,
    }
}

fn told_edit(edit: Edit) -> FormEdit {
    match edit {
        Edit::Title(language, text) => FormEdit::Title { language, text },
        Edit::Label(id, language, text) => FormEdit::Label { id, language, text },
        Edit::Hint(id, language, text) => FormEdit::Hint { id, language, text },
        Edit::Required(id, on) => FormEdit::Required { id, on },
        Edit::Sensitive(id, on) => FormEdit::Sensitive { id, on },
        Edit::Audience(id, who) => FormEdit::Audience { id, audience: audience(who) },
        Edit::Move(id, before) => FormEdit::Move { id, before },
        Edit::AddQuestion(inside, question) => {
            let Question { name, kind, label, list, .. } = *question;
            let list = (!list.is_empty()).then_some(list);
            FormEdit::AddQuestion { inside, name, question_type: question_type(kind), label, list }
        }
        Edit::Remove(id) => FormEdit::Remove { id },
        Edit::AddChoice(list, name, label) => FormEdit::AddChoice { list, name, label },
        Edit::ChoiceLabel(list, name, language, text) => FormEdit::ChoiceLabel { list, name, language, text },
        Edit::RemoveChoice(list, name) => FormEdit::RemoveChoice { list, name },
        Edit::AddLanguage(code, name) => FormEdit::AddLanguage { code, name },
    }
}

const fn asked_type(kind: FormQuestionType) -> QuestionType {
    match kind {
        FormQuestionType::Text => QuestionType::Text,
        FormQuestionType::Integer => QuestionType::Integer,
        FormQuestionType::Decimal => QuestionType::Decimal,
        FormQuestionType::Range => QuestionType::Range,
        FormQuestionType::SelectOne => QuestionType::SelectOne,
        FormQuestionType::SelectMultiple => QuestionType::SelectMultiple,
        FormQuestionType::Rank => QuestionType::Rank,
        FormQuestionType::Note => QuestionType::Note,
        FormQuestionType::Date => QuestionType::Date,
        FormQuestionType::Time => QuestionType::Time,
        FormQuestionType::DateTime => QuestionType::DateTime,
        FormQuestionType::Calculate => QuestionType::Calculate,
        FormQuestionType::Acknowledge => QuestionType::Acknowledge,
        FormQuestionType::Hidden => QuestionType::Hidden,
    }
}
