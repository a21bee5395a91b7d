//! The screen in the hands of the participant: a stage of the session in which nothing else is answered.
//!
//! The table of commands refuses everything else ([`Stage::Handed`]), and so does the office: [`Office::read`] and
//! [`Office::write`] are closed, what is here works on the one draft and on the questions of the participant alone.

use std::sync::Arc;

use casework::{
    forms::{Audience, Form, State, id_of},
    ids::{DraftId, ParticipantId},
};
use guarded::Guarded;
use store::{Draft, DraftContent};

use super::Answers;
use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
    session::{Office, Stage, Status},
    session_error::SessionError,
};

/// What is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handed {
    pub draft: DraftId,
    pub participant: ParticipantId,
    pub language: String,
}

/// The screen as the participant sees it.
#[derive(Debug, Clone)]
pub struct HandedScreen {
    /// The version of the form; only questions of the participant are to be shown.
    pub form: Arc<Form>,
    /// The language of the form in which it is shown.
    pub language: String,
    /// The answers to their questions.
    pub answers: Answers,
    /// What the form says about them.
    pub state: State,
    /// Counts the saves.
    pub revision: u32,
}

impl Office {
    /// Hands the screen over: from now on only the questions of the participant in this draft are answered.
    ///
    /// # Errors
    /// [`OfficeError::DraftConflict`]; [`OfficeError::NothingToHand`] when no question is for the participant;
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`].
    pub fn hand_screen(&self, draft: DraftId, revision: u32, language: &str) -> Result<HandedScreen, OfficeError> {
        let handed = self.write(|desk| desk.hand_screen(draft, revision, language))?;
        self.change_stage(Stage::Open, Stage::Handed, Some(handed)).map_err(|_| OfficeError::Locked)?;
        self.handed_screen()
    }

    /// Returns what the participant sees.
    ///
    /// # Errors
    /// [`OfficeError::WrongStage`] while the screen is not handed over.
    pub fn handed_screen(&self) -> Result<HandedScreen, OfficeError> {
        self.read_handed(|desk, handed| desk.handed_screen(handed))
    }

    /// What the form says about answers of the participant, without keeping them.
    ///
    /// # Errors
    /// [`OfficeError::WrongStage`] while the screen is not handed over.
    pub fn evaluate_handed(&self, answers: &Answers) -> Result<State, OfficeError> {
        self.read_handed(|desk, handed| {
            let draft = desk.records.draft(handed.draft)?;
            let form = desk.records.form(draft.form, draft.version)?;
            let merged = merge(&form, &draft.content.answers, answers);
            Ok(form.evaluate_for(Audience::Participant, &merged, desk.moment()))
        })
    }

    /// Keeps the answers of the participant: the new revision, the moment (RFC 3339), what the form says.
    ///
    /// # Errors
    /// [`OfficeError::WrongStage`] while the screen is not handed over; [`OfficeError::DraftConflict`].
    pub fn save_handed(&self, revision: u32, answers: &Answers) -> Result<(u32, String, State), OfficeError> {
        self.write_handed(|desk, handed| {
            let draft = desk.records.draft(handed.draft)?;
            let form = desk.records.form(draft.form, draft.version)?;
            let merged = merge(&form, &draft.content.answers, answers);
            let state = form.evaluate_for(Audience::Participant, &merged, desk.moment());
            let saved_at = desk.clock.now().to_rfc3339();
            let content = DraftContent { answers: merged, ..draft.content };
            if !desk.writer.save_draft(draft.id, revision, &content, &saved_at)? {
                return Err(OfficeError::DraftConflict);
            }
            Ok((revision.saturating_add(1), saved_at, state))
        })
    }

    /// Takes the screen back. Blocks for about a second, like every look at a passphrase.
    ///
    /// # Errors
    /// [`SessionError::WrongSecret`] unless it is the passphrase of whoever handed it over;
    /// [`SessionError::WrongStage`] while the screen is not handed over.
    pub fn take_back_screen(&self, current: &Guarded<String>) -> Result<Status, SessionError> {
        if self.stage_now() != Stage::Handed {
            return Err(SessionError::WrongStage);
        }
        self.check_passphrase(current)?;
        let handed = self.change_stage(Stage::Handed, Stage::Open, None)?;
        if let Some(Handed { draft, participant, .. }) = handed {
            self.write(|desk| desk.note_of(participant, "take_back", "draft", draft.0))?;
        }
        Ok(self.status())
    }
}

impl Desk<'_> {
    fn handed_screen(&self, handed: &Handed) -> Result<HandedScreen, OfficeError> {
        let draft = self.records.draft(handed.draft)?;
        let form = self.records.form(draft.form, draft.version)?;
        let state = form.evaluate_for(Audience::Participant, &draft.content.answers, self.moment());
        let mut answers = draft.content.answers;
        answers.retain(|path, _| form.is_for(&id_of(path), Audience::Participant));
        Ok(HandedScreen { language: handed.language.clone(), revision: draft.revision, form, answers, state })
    }
}

impl WritingDesk<'_> {
    fn hand_screen(&self, id: DraftId, revision: u32, language: &str) -> Result<Handed, OfficeError> {
        self.may(Act::Interview)?;
        let draft: Draft = self.own_draft(id)?;
        if draft.revision != revision || draft.discarded {
            return Err(OfficeError::DraftConflict);
        }
        let form = self.records.form(draft.form, draft.version)?;
        let theirs = |(_, question): (&str, &casework::forms::Question)| {
            question.audience == Audience::Participant && question.kind.is_asked()
        };
        if !form.questions().any(theirs) {
            return Err(OfficeError::NothingToHand);
        }
        let known = form.definition().languages.iter().any(|own| own.code == language);
        let language = if known { language } else { form.definition().default_language() };
        self.note_of(draft.participant, "hand_over", "draft", id.0)?;
        Ok(Handed { draft: id, participant: draft.participant, language: language.to_owned() })
    }
}

/// What is kept, with the answers of the participant in the place of their former ones. Others are not theirs to change.
fn merge(form: &Form, kept: &Answers, brought: &Answers) -> Answers {
    let theirs = |path: &str| form.keeps(path) && form.is_for(&id_of(path), Audience::Participant);
    let mut merged = kept.clone();
    merged.retain(|path, _| !theirs(path));
    merged.extend(brought.iter().filter(|(path, _)| theirs(path)).map(|(path, text)| (path.clone(), text.clone())));
    merged
}
