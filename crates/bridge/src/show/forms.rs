//! Forms, and what they say about answers.

use std::collections::BTreeMap;

use casework::forms::{
    AnswerFault, Audience, Choice, Definition, Form, Item, Problem, Question, QuestionState as State, QuestionType,
    Section, State as Said,
};
use guarded::Guarded;

use crate::views::forms::{
    AnswerProblem, AnswerProblemCode, FormAudience, FormChoice, FormDefinition, FormGroup, FormItem, FormLanguage,
    FormQuestion, FormQuestionType, FormRange, FormState, QuestionState, Words,
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
            audience: match question.audience {
                Audience::Caseworker => FormAudience::Caseworker,
                Audience::Participant => FormAudience::Participant,
            },
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
