//! Interviews.

use std::collections::BTreeMap;

use casework::forms::{Audience, Form, Item, Upgrade, Words};
use guarded::Guarded;
use office::{
    FinishedInterview, HandedScreen, InTheWay, InterviewSummary as Summed, OpenDraft, OtherDraft as Other,
    SealedNoteLine as Note, SealedNotes,
};
use store::{Asides, Draft};

use super::{
    forms::{definition, language, plain, problem, state},
    people::person_row,
};
use crate::views::{
    forms::{HandedView, SealedNoteLine, SealedNotesView},
    interviews::{
        AsideAnswer, ChangedQuestion, DraftProblem, DraftUpgradeView, InterviewDraftView, InterviewSummary,
        InterviewView, OtherDraft, QuestionView, SummaryLine, SummarySection,
    },
};

/// EXPOSE: answers are shown to the caseworker who opened the vault.
pub fn exposed(answers: &BTreeMap<String, Guarded<String>>) -> BTreeMap<String, String> {
    answers.iter().map(|(question, text)| (question.clone(), text.expose().clone())).collect()
}

/// EXPOSE: shown to the caseworker who opened the vault.
fn exposed_text(text: &Guarded<String>) -> String {
    text.expose().clone()
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The questions of a form in a row, as the page knew them before forms had parts.
fn questions(form: &Form) -> Vec<QuestionView> {
    let of = |words: &Words, code: &str| form.definition().choose(words, code).to_owned();
    let row = |item: &Item, section: &Words| match item {
        Item::Question(question) => Some(QuestionView {
            id: question.name.clone(),
            section_ja: of(section, "ja"),
            section_en: of(section, "en"),
            ja: of(&question.label, "ja"),
            en: of(&question.label, "en"),
            hint_ja: of(&question.hint, "ja"),
            hint_en: of(&question.hint, "en"),
            lines: 4,
            sensitive: question.sensitive,
        }),
        Item::Group(_) | Item::Repeat(_) => None,
    };
    let none = Words::new();
    let items = form.definition().items.iter();
    items
        .flat_map(|item| match item {
            Item::Group(section) => section.items.iter().filter_map(|inner| row(inner, &section.label)).collect(),
            other => row(other, &none).into_iter().collect::<Vec<_>>(),
        })
        .collect()
}

pub fn open_draft(open: &OpenDraft) -> InterviewDraftView {
    let OpenDraft { draft, person, consent, languages, form, state: said, newer, others } = open;
    InterviewDraftView {
        draft: draft.id.0,
        person: person_row(person),
        questions: questions(form),
        answers: exposed(&draft.content.answers),
        focus: filled(&draft.content.focus),
        held_on: draft.content.held_on.clone(),
        revision: draft.revision,
        saved_at: filled(&draft.saved_at),
        consent: *consent,
        languages: languages.clone(),
        form: definition(form, (draft.form.0, draft.version), None),
        state: state(said),
        aside: aside(&draft.aside),
        newer: *newer,
        others: others.iter().map(other).collect(),
    }
}

fn aside(aside: &Asides) -> Vec<AsideAnswer> {
    let one = |(path, one): (&String, &store::Aside)| AsideAnswer {
        path: path.clone(),
        label: one.label.clone(),
        text: exposed_text(&one.text),
    };
    aside.iter().map(one).collect()
}

fn other(other: &Other) -> OtherDraft {
    OtherDraft {
        draft: other.draft.0,
        by: exposed_text(&other.by),
        title: other.form.definition().title.clone(),
        saved_at: other.saved_at.clone(),
        orphaned: other.orphaned,
    }
}

pub fn upgrade(draft: &Draft, to: u32, upgrade: &Upgrade) -> DraftUpgradeView {
    let changed = |id: &str, before: &Words, after: &Words| ChangedQuestion {
        id: id.to_owned(),
        before: before.clone(),
        after: after.clone(),
    };
    let none = Words::new();
    let aside = upgrade.aside.iter().filter_map(|(path, label)| {
        let text = exposed_text(draft.content.answers.get(path)?);
        Some(AsideAnswer { path: path.clone(), label: label.clone(), text })
    });
    DraftUpgradeView {
        from: draft.version,
        to,
        added: upgrade.added.iter().map(|(id, words)| changed(id, &none, words)).collect(),
        gone: upgrade.gone.iter().map(|(id, words)| changed(id, words, &none)).collect(),
        changed: upgrade.changed.iter().map(|(id, before, after)| changed(id, before, after)).collect(),
        aside: aside.collect(),
    }
}

pub fn in_the_way(found: &InTheWay) -> DraftProblem {
    DraftProblem { path: found.path.clone(), label: plain(&found.label), problem: problem(&found.problem) }
}

pub fn finished(finished: &FinishedInterview) -> InterviewView {
    let FinishedInterview { interview, person, by, form, state: said } = finished;
    InterviewView {
        interview: interview.id.0,
        person: person_row(person),
        held_on: interview.held_on.to_string(),
        questions: questions(form),
        answers: exposed(&interview.answers),
        by: exposed_text(by),
        form: definition(form, (interview.held.form.0, interview.held.version), None),
        state: state(said),
        aside: aside(&interview.held.aside),
        skipped: interview.held.skipped.clone(),
    }
}

pub fn summary(summary: &Summed) -> InterviewSummary {
    let line = |line: &office::SummaryLine| SummaryLine {
        path: line.path.clone(),
        label: exposed_text(&line.label),
        text: exposed_text(&line.text),
        sensitive: line.sensitive,
    };
    let section = |section: &office::SummarySection| SummarySection {
        title: section.title.clone(),
        number: section.number,
        lines: section.lines.iter().map(line).collect(),
    };
    InterviewSummary {
        person: person_row(&summary.interview.person),
        held_on: summary.interview.interview.held_on.to_string(),
        by: exposed_text(&summary.interview.by),
        title: summary.title.clone(),
        rtl: summary.rtl,
        sections: summary.sections.iter().map(section).collect(),
    }
}

pub fn handed(screen: &HandedScreen) -> HandedView {
    HandedView {
        language: language(screen.form.definition(), &screen.language),
        // They have no business with its number.
        definition: definition(&screen.form, (0, 0), Some(Audience::Participant)),
        answers: exposed(&screen.answers),
        state: state(&screen.state),
        revision: screen.revision,
    }
}

/// EXPOSE: what they typed themselves is shown to whoever typed it.
pub fn sealed_notes(sealed: &SealedNotes) -> SealedNotesView {
    let line = |line: &Note| SealedNoteLine {
        note: line.note.id.0,
        written_at: line.note.written_at.clone(),
        by: exposed_text(&line.by),
        reveals: line.note.reveals,
        revealed_at: filled(&line.note.revealed_at),
    };
    SealedNotesView {
        person: person_row(&sealed.person),
        notes: sealed.notes.iter().map(line).collect(),
        draft: exposed_text(&sealed.draft),
    }
}
