//! Papers for companies: a curriculum vitae out of the records, looked at first, then saved where consent stands.

mod facts;

use casework::{
    consent::{Gate, GateState},
    ids::{CompanyId, ParticipantId},
};
use dossier::{Facts, Form, Given, Order, Switches, cv, given_anyway};
use guarded::Guarded;
use paper::Sheet;
use store::CvGiven;

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
    session::{Office, Stage},
};

/// A curriculum vitae that somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CvWish {
    /// Of whom.
    pub participant: ParticipantId,
    /// For whom; nobody yet while it is only looked at.
    pub company: Option<CompanyId>,
    /// Its form.
    pub form: Form,
    /// Its language; the Japanese form is in Japanese whatever is asked for.
    pub language: paper::Language,
    /// What is shown.
    pub switches: Switches,
}

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CvFile {
    /// A word-processor document.
    Docx,
    /// A PDF.
    Pdf,
}

impl CvFile {
    /// The ending of its name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// A curriculum vitae as it would go.
#[derive(Debug, Clone)]
pub struct CvPreview {
    /// Exactly what goes.
    pub sheet: Sheet,
    /// What is switched off and stands in the words of something else all the same.
    pub given: Vec<Given>,
    /// Whether it may go to that company today; nothing while no company is chosen.
    pub gate: Option<GateState>,
}

/// A curriculum vitae that went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CvGivenLine {
    /// Which, to whom, when.
    pub given: CvGiven,
    /// The name of the company.
    pub company: Guarded<String>,
    /// Who saved it.
    pub by: Option<Guarded<String>>,
}

impl CvWish {
    fn order(&self, desk: &Desk<'_>) -> Order {
        let language = match self.form {
            Form::Rirekisho => paper::Language::Japanese,
            Form::International => self.language,
        };
        Order { form: self.form, language, switches: self.switches, on: desk.today() }
    }
}

impl Desk<'_> {
    /// Returns the companies that a paper can be written for, by name.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn cv_recipients(&self) -> Result<Vec<(CompanyId, Guarded<String>)>, OfficeError> {
        self.may(Act::Placement)?;
        Ok(self.records.recipients()?)
    }

    /// Returns a curriculum vitae as it would go.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn cv_preview(&self, wish: &CvWish) -> Result<CvPreview, OfficeError> {
        let (facts, order) = self.cv_of(wish)?;
        let sheet = cv(&facts, &order);
        let gate = wish.company.map(|company| self.cv_gate(wish.participant, company)).transpose()?;
        let given = given_anyway(&sheet, &facts, order.switches);
        self.note_reading(Some(wish.participant), "read", "cv", None);
        Ok(CvPreview { sheet, given, gate })
    }

    /// Returns which curricula vitae of somebody went to which company, the newest first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn cvs_given(&self, participant: ParticipantId) -> Result<Vec<CvGivenLine>, OfficeError> {
        self.may(Act::Placement)?;
        let staff = self.staff_names()?;
        let line = |(_, given): (u32, CvGiven)| {
            let company = self.records.company_name(given.company)?;
            Ok(CvGivenLine { by: staff.get(&given.by).cloned(), company, given })
        };
        self.records.records_of::<CvGiven>(participant)?.into_iter().map(line).collect()
    }

    /// The sheet for a company, where consent lets it go.
    fn cv_for(&self, wish: &CvWish) -> Result<Sheet, OfficeError> {
        let company = wish.company.ok_or(OfficeError::NotFound)?;
        let name = self.records.company_name(company)?;
        let (facts, order) = self.cv_of(wish)?;
        self.check_open_on(wish.participant, self.today())?;
        self.pass(wish.participant, Gate::Recommending, Some(&name))?;
        Ok(cv(&facts, &order))
    }

    fn cv_of(&self, wish: &CvWish) -> Result<(Facts, Order), OfficeError> {
        self.may(Act::Placement)?;
        let order = wish.order(self);
        Ok((self.cv_facts(wish.participant, order.language)?, order))
    }

    fn cv_gate(&self, participant: ParticipantId, company: CompanyId) -> Result<GateState, OfficeError> {
        let name = self.records.company_name(company)?;
        self.gate(participant, Gate::Recommending, Some(&name), self.today())
    }
}

impl WritingDesk<'_> {
    /// Notes that a curriculum vitae was saved for a company.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`] without a company; [`OfficeError::Forbidden`]; what the store says.
    pub fn note_cv_given(&self, wish: &CvWish, file: CvFile) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let company = wish.company.ok_or(OfficeError::NotFound)?;
        let name = self.records.company_name(company)?;
        let order = wish.order(self);
        let language = match order.language {
            paper::Language::Japanese => "ja",
            paper::Language::English => "en",
        };
        let shown = order.switches.codes();
        let given = CvGiven {
            company,
            on: order.on,
            form: order.form.code().to_owned(),
            file: file.extension().to_owned(),
            language: language.to_owned(),
            shown: shown.iter().map(|code| (*code).to_owned()).collect(),
            by: self.actor.id,
        };
        let id = self.writer.add_record(wish.participant, &given)?;
        // EXPOSE: goes into the journal, sealed under the key of the person.
        let told = serde_json::json!({
            "company": name.expose(), "form": given.form, "file": given.file, "language": language, "shown": shown,
        });
        self.note_change(&Change {
            verb: "export",
            subject: "cv",
            id: Some(id),
            person: Some(wish.participant),
            after: Some(Guarded::new(told.to_string())),
            ..Change::default()
        })
    }
}

impl Office {
    /// Writes a curriculum vitae for a company, where consent stands. Once it lies outside, say so with
    /// [`WritingDesk::note_cv_given`]. The session goes on while it is written.
    ///
    /// # Errors
    /// [`OfficeError::GateClosed`]; [`OfficeError::CaseClosed`]; [`OfficeError::NotFound`];
    /// [`OfficeError::Forbidden`]; [`OfficeError::Locked`] when the vault was locked meanwhile.
    pub fn cv_file(&self, wish: &CvWish, file: CvFile) -> Result<Guarded<Vec<u8>>, OfficeError> {
        let sheet = self.read(|desk| desk.cv_for(wish))?;
        let bytes = match file {
            CvFile::Docx => {
                sheet.to_docx().map_err(|_| OfficeError::Unforeseen("a document that cannot be written"))?
            }
            CvFile::Pdf => sheet.to_pdf().map_err(|_| OfficeError::Unforeseen("a PDF that cannot be written"))?,
        };
        let bytes = Guarded::new(bytes);
        if self.stage_now() == Stage::Open { Ok(bytes) } else { Err(OfficeError::Locked) }
    }
}
