//! Finishing an interview: what was asked and answered goes on record.

use std::collections::BTreeMap;

use casework::{
    forms::{ANSWER_MAX, AnswerFault, Form, Problem, QuestionType, State, Words, id_of},
    ids::{DraftId, InterviewId, ParticipantId},
    text::paragraphs,
};
use guarded::Guarded;
use store::{Aside, Draft, Held};

use super::Answers;
use crate::{
    desk::WritingDesk,
    error::{InField, OfficeError},
    roles::Act,
};

/// What finishing came to.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The interview on record; none while something stands in the way.
    pub interview: Option<InterviewId>,
    /// Whose it is.
    pub participant: ParticipantId,
    /// What stands in the way, in the order of the form.
    pub in_the_way: Vec<InTheWay>,
}

/// An answer that stands in the way of finishing.
#[derive(Debug, Clone)]
pub struct InTheWay {
    /// Path of the question.
    pub path: String,
    /// The question, with values put in.
    pub label: BTreeMap<String, Guarded<String>>,
    /// What is wrong.
    pub problem: Problem,
}

impl WritingDesk<'_> {
    /// Turns a draft into a finished interview. Answers to questions that are not relevant are left out; required
    /// questions without an answer are left out only with `skip_missing`.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`]; [`OfficeError::Field`] for `held_on` or an answer;
    /// [`OfficeError::NothingAnswered`]; [`OfficeError::ConsentNeeded`] for a sensitive answer without consent.
    pub fn finish_interview(&self, draft: DraftId, revision: u32, skip_missing: bool) -> Result<Finished, OfficeError> {
        self.may(Act::Interview)?;
        let draft = self.own_draft(draft)?;
        if draft.revision != revision || draft.discarded {
            return Err(OfficeError::DraftConflict);
        }
        let participant = draft.participant;
        let held_on = self.fact_day_of(participant, "held_on", &draft.content.held_on)?;
        let form = self.records.form(draft.form, draft.version)?;
        let state = form.evaluate(&draft.content.answers, self.moment());
        let (skipped, in_the_way) = in_the_way(&form, &state, skip_missing);
        if !in_the_way.is_empty() {
            return Ok(Finished { interview: None, participant, in_the_way });
        }
        let answers = answered(&form, &state, &draft.content.answers)?;
        self.check_consent(participant, &form, &answers)?;
        let (aside, id) = (aside(&form, &draft), draft.id);
        let held = Held { form: draft.form, version: draft.version, member: draft.member, aside, skipped };
        let interview = self.writer.add_interview(participant, held_on, &held, &answers)?;
        self.writer.remove_draft(id)?;
        self.note_of(participant, "finish", "interview", interview.0)?;
        Ok(Finished { interview: Some(interview), participant, in_the_way })
    }

    fn check_consent(&self, participant: ParticipantId, form: &Form, answers: &Answers) -> Result<(), OfficeError> {
        let sensitive = |path: &&String| form.question(&id_of(path)).is_some_and(|question| question.sensitive);
        match answers.keys().find(sensitive) {
            Some(question) if !self.consents_to_interview(participant)? => {
                Err(OfficeError::ConsentNeeded { question: question.clone() })
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// The paths that are left out, and what stands in the way.
fn in_the_way(form: &Form, state: &State, skip_missing: bool) -> (Vec<String>, Vec<InTheWay>) {
    let (mut skipped, mut found) = (Vec::new(), Vec::new());
    for path in &state.order {
        let Some(question) = state.questions.get(path) else { continue };
        let Some(problem) = &question.problem else { continue };
        // What cannot be kept at all is refused at its field when it is about to be.
        if matches!(problem.fault, AnswerFault::TooLong | AnswerFault::BadCharacters) {
            continue;
        }
        if skip_missing && problem.fault == AnswerFault::Missing {
            skipped.push(path.clone());
            continue;
        }
        let plain =
            |words: &Words| words.iter().map(|(code, text)| (code.clone(), Guarded::new(text.clone()))).collect();
        let label = question.label.clone();
        let label =
            label.unwrap_or_else(|| form.question(&question.id).map(|asked| plain(&asked.label)).unwrap_or_default());
        found.push(InTheWay { path: path.clone(), label, problem: problem.clone() });
    }
    (skipped, found)
}

/// The answers that say something to questions that were asked, what was worked out, and how often repeats were asked.
fn answered(form: &Form, state: &State, answers: &Answers) -> Result<Answers, OfficeError> {
    let mut kept = Answers::new();
    let mut says_something = false;
    for (path, question) in state.questions.iter().filter(|(_, question)| question.relevant) {
        let Some(asked) = form.question(&question.id) else { continue };
        let typed = answers.get(path);
        let Some(text) = question.value.as_ref().or(typed) else { continue };
        if let Some(text) = paragraphs(text, ANSWER_MAX).in_field(format!("answers.{path}"))? {
            let by_a_person = question.value.is_none() && asked.kind.is_asked();
            says_something |= by_a_person && !is_default(asked.kind);
            kept.insert(path.clone(), text);
        }
    }
    if !says_something {
        return Err(OfficeError::NothingAnswered);
    }
    for (path, count) in state.repeats.iter().filter(|(_, count)| **count > 0) {
        kept.insert(path.clone(), Guarded::new(count.to_string()));
    }
    Ok(kept)
}

/// A tick that something was read says nothing about anybody.
const fn is_default(kind: QuestionType) -> bool {
    matches!(kind, QuestionType::Acknowledge)
}

/// Answers whose questions are gone, those without any place in the form among them.
fn aside(form: &Form, draft: &Draft) -> store::Asides {
    let mut aside = draft.aside.clone();
    for (path, text) in draft.content.answers.iter().filter(|(path, _)| !form.keeps(path)) {
        aside.insert(path.clone(), Aside { label: Words::new(), text: text.clone() });
    }
    aside
}
