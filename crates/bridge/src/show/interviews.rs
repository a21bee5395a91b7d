//! Interviews.

use std::collections::BTreeMap;

use casework::interview::STANDARD;
use guarded::Guarded;
use office::OpenDraft;

use super::people::person_row;
use crate::views::{
    forms::{FormDefinition, FormState},
    interviews::{InterviewDraftView, QuestionView},
};

pub fn questions() -> Vec<QuestionView> {
    let question = |question: &casework::interview::Question| QuestionView {
        id: question.id.to_owned(),
        section_ja: question.section.0.to_owned(),
        section_en: question.section.1.to_owned(),
        ja: question.words.0.to_owned(),
        en: question.words.1.to_owned(),
        hint_ja: question.hint.0.to_owned(),
        hint_en: question.hint.1.to_owned(),
        lines: question.lines,
        sensitive: question.sensitive,
    };
    STANDARD.questions.iter().map(question).collect()
}

/// EXPOSE: answers are shown to the caseworker who opened the vault.
pub fn exposed(answers: &BTreeMap<String, Guarded<String>>) -> BTreeMap<String, String> {
    answers.iter().map(|(question, text)| (question.clone(), text.expose().clone())).collect()
}

pub fn open_draft(open: &OpenDraft) -> InterviewDraftView {
    let OpenDraft { draft, person, consent, languages } = open;
    let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
    InterviewDraftView {
        draft: draft.id.0,
        person: person_row(person),
        questions: questions(),
        answers: exposed(&draft.content.answers),
        focus: filled(&draft.content.focus),
        held_on: draft.content.held_on.clone(),
        revision: draft.revision,
        saved_at: filled(&draft.saved_at),
        consent: *consent,
        languages: languages.clone(),
        form: no_form(),
        state: no_state(),
        aside: Vec::new(),
        newer: None,
        others: Vec::new(),
    }
}

pub fn no_form() -> FormDefinition {
    FormDefinition {
        form: 1,
        version: 1,
        code: String::new(),
        title: BTreeMap::new(),
        languages: Vec::new(),
        items: Vec::new(),
        lists: BTreeMap::new(),
    }
}

pub const fn no_state() -> FormState {
    FormState { questions: BTreeMap::new(), repeats: BTreeMap::new(), hidden: Vec::new() }
}
