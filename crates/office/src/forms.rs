//! Forms of interviews: their versions, their import, their editor.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use casework::{
    forms::{Definition, Edit, Finding, FindingCode, Form, Import, Sheet, Sheets, Words, edit, id_of, xform, xlsform},
    ids::FormId,
};
use intake::{Format, Kind, Program, Refusal, Workbook, read_form};
use store::{FormRow, FormVersionRow, MemberId, NewFormVersion, StoreError, checksum_of};

use crate::{
    desk::{Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
};

/// A form in the list.
#[derive(Debug, Clone)]
pub struct FormLine {
    /// As it is on record.
    pub row: FormRow,
    /// Its newest version.
    pub form: Arc<Form>,
}

/// A version of a form with all that is known of it.
#[derive(Debug, Clone)]
pub struct FormOnRecord {
    /// As it is on record.
    pub row: FormRow,
    /// Which version this is.
    pub version: u32,
    /// This version.
    pub form: Arc<Form>,
    /// All versions, the newest first.
    pub versions: Vec<FormVersionRow>,
    /// Ids of questions that hold answers somewhere.
    pub answered: Vec<String>,
    /// Changes of the person at the keyboard that are not published yet.
    pub unpublished: Vec<Edit>,
}

/// A form that was read from a file and not taken in yet.
#[derive(Debug, Clone)]
pub struct FormFile {
    /// What was read.
    pub import: Import,
    /// The code of its source: `xlsform` or `xform`.
    pub source: &'static str,
}

/// What taking a file in would mean here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormFits {
    /// The form of which it would be the next version.
    pub replaces: Option<FormId>,
    /// Whether it is its newest version already, word for word.
    pub unchanged: bool,
}

/// Reads a form from a file in the child process. Works without any vault.
pub fn read_form_file(path: &Path, stop: &AtomicBool) -> FormFile {
    let read = Program::this().and_then(|program| read_form(&program, path, stop));
    match read {
        Ok(workbook) => {
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            FormFile::of(&workbook, &name)
        }
        Err(why) => unreadable(why),
    }
}

impl FormFile {
    /// The form in a file that was taken apart. Its name stands in for an id and a title that are missing.
    pub fn of(workbook: &Workbook, name: &str) -> Self {
        let sheets = sheets(workbook);
        let (import, source) = match workbook.source().format {
            Format::Form => (xform::read(&sheets), "xform"),
            _ => (xlsform::read(&sheets), "xlsform"),
        };
        Self { import: import.called(name), source }
    }
}

fn unreadable(why: Refusal) -> FormFile {
    let large = matches!(
        why,
        Refusal::TooLarge
            | Refusal::UnpacksTooLarge
            | Refusal::TooManyRows
            | Refusal::TooManyColumns
            | Refusal::TooMuch
            | Refusal::TooSlow
    );
    let code = if large { FindingCode::TooLarge } else { FindingCode::Unreadable };
    let refused = vec![Finding::new("", None, "", code, why.code())];
    FormFile { import: Import { refused, ..Import::default() }, source: "xlsform" }
}

/// EXPOSE: the words of a form are nobody's.
fn sheets(workbook: &Workbook) -> Sheets {
    let cell =
        |cell: intake::Cell<'_>| if cell.kind() == Kind::Blank { String::new() } else { cell.expose().to_owned() };
    let sheet = |sheet: &intake::Sheet| Sheet {
        name: sheet.name().expose().clone(),
        rows: sheet.rows().map(|row| (row.number(), row.cells().map(cell).collect())).collect(),
    };
    Sheets { sheets: workbook.sheets().iter().map(sheet).collect() }
}

impl Desk<'_> {
    /// All forms, those in use first.
    ///
    /// # Errors
    /// What the store says.
    pub fn forms(&self) -> Result<Vec<FormLine>, OfficeError> {
        self.may(Act::Forms)?;
        let line = |row: FormRow| {
            let form = self.records.form(row.id, row.newest.version)?;
            Ok(FormLine { row, form })
        };
        self.records.forms()?.into_iter().map(line).collect()
    }

    /// A version of a form, the newest when none is told.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn form_on_record(&self, id: FormId, version: Option<u32>) -> Result<FormOnRecord, OfficeError> {
        self.may(Act::Forms)?;
        let row = self.records.form_row(id)?;
        let version = version.unwrap_or(row.newest.version);
        let form = self.records.form(id, version)?;
        let paths = self.records.answered_paths(id)?;
        let answered: BTreeSet<String> = paths.iter().map(|path| id_of(path)).collect();
        let versions = self.records.form_versions(id)?;
        let unpublished = self.records.form_draft(id, MemberId(self.actor.id))?;
        Ok(FormOnRecord { row, version, form, versions, answered: answered.into_iter().collect(), unpublished })
    }

    /// What taking a form in would mean.
    ///
    /// # Errors
    /// What the store says.
    pub fn form_fits(&self, definition: &Definition) -> Result<FormFits, OfficeError> {
        self.may(Act::Forms)?;
        let replaces = self.records.form_called(&definition.code)?;
        let unchanged = match replaces {
            Some(form) => self.records.form_row(form)?.newest.checksum == checksum_of(definition)?,
            None => false,
        };
        Ok(FormFits { replaces, unchanged })
    }

    /// A form with changes, and what stands in their way.
    ///
    /// # Errors
    /// [`OfficeError::FormOutdated`] unless they are for the newest version; [`OfficeError::NotFound`].
    pub fn preview_form(&self, id: FormId, version: u32, edits: &[Edit]) -> Result<(Form, Vec<Finding>), OfficeError> {
        let page = self.form_on_record(id, None)?;
        if page.version != version {
            return Err(OfficeError::FormOutdated);
        }
        // An id that ever held answers keeps its meaning, also when no version asks it any more.
        let mut held: BTreeSet<String> = page.answered.into_iter().collect();
        for line in &page.versions {
            held.extend(self.records.form(id, line.version)?.questions().map(|(id, _)| id.to_owned()));
        }
        Ok(edit(&page.form, edits, &held))
    }
}

impl WritingDesk<'_> {
    /// A form with changes, which are kept for whoever makes them until they are published or taken back.
    ///
    /// # Errors
    /// As [`Desk::preview_form`]; what the store says.
    pub fn change_form(&self, id: FormId, version: u32, edits: &[Edit]) -> Result<(Form, Vec<Finding>), OfficeError> {
        let changed = self.preview_form(id, version, edits)?;
        self.keep_edits(id, edits)?;
        Ok(changed)
    }

    fn keep_edits(&self, id: FormId, edits: &[Edit]) -> Result<(), OfficeError> {
        let at = self.clock.now().to_rfc3339();
        Ok(self.writer.keep_form_draft(id, MemberId(self.actor.id), edits, &at)?)
    }

    /// Takes a form in: as the next version of the form with its id, or as a new form.
    ///
    /// # Errors
    /// [`OfficeError::FormRefused`] when anything in it is refused; what the store says.
    pub fn import_form(&self, file: &FormFile) -> Result<FormId, OfficeError> {
        self.may(Act::Forms)?;
        let form = file.import.form.as_ref().ok_or(OfficeError::FormRefused)?;
        let fits = self.form_fits(form.definition())?;
        let id = match fits.replaces {
            Some(id) => id,
            None => self.writer.add_form(&form.definition().code)?,
        };
        if !fits.unchanged {
            self.add_version(id, form.definition(), file.source)?;
            self.note("import", "form", Some(id.0))?;
        }
        Ok(id)
    }

    /// Copies the newest version of a form under another id.
    ///
    /// # Errors
    /// [`OfficeError::FormCodeTaken`]; [`OfficeError::Field`] for `code`; [`OfficeError::NotFound`].
    pub fn copy_form(&self, id: FormId, code: &str, title: &Words) -> Result<FormId, OfficeError> {
        self.may(Act::Forms)?;
        let code = code.trim();
        if !casework::forms::is_form_code(code) {
            return Err(OfficeError::field("code", crate::error::FieldError::OutOfRange));
        }
        let row = self.records.form_row(id)?;
        let form = self.records.form(id, row.newest.version)?;
        let mut definition = form.definition().clone();
        code.clone_into(&mut definition.code);
        definition.title.extend(title.iter().map(|(language, text)| (language.clone(), text.clone())));
        let copy = self.writer.add_form(code).map_err(|error| match error {
            StoreError::Constraint => OfficeError::FormCodeTaken,
            error => error.into(),
        })?;
        self.add_version(copy, &definition, "editor")?;
        self.note("copy", "form", Some(copy.0))?;
        Ok(copy)
    }

    /// Publishes changes as the next version; the older ones stay as they are.
    ///
    /// # Errors
    /// [`OfficeError::FormRefused`] while anything stands in the way; [`OfficeError::FormOutdated`].
    pub fn publish_form(&self, id: FormId, version: u32, edits: &[Edit]) -> Result<(), OfficeError> {
        self.may(Act::Forms)?;
        let (form, refused) = self.preview_form(id, version, edits)?;
        if !refused.is_empty() || edits.is_empty() {
            return Err(OfficeError::FormRefused);
        }
        self.add_version(id, form.definition(), "editor")?;
        self.keep_edits(id, &[])?;
        self.note("publish", "form", Some(id.0))
    }

    fn add_version(&self, id: FormId, definition: &Definition, source: &str) -> Result<u32, OfficeError> {
        let (at, by) = (self.clock.now().to_rfc3339(), MemberId(self.actor.id));
        Ok(self.writer.add_form_version(id, &NewFormVersion { definition, source, at: &at, by })?)
    }

    /// Retires a form, or takes it into use again. Drafts that are open go on.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn retire_form(&self, id: FormId, retired: bool) -> Result<(), OfficeError> {
        self.may(Act::Forms)?;
        self.writer.retire_form(id, retired.then(|| self.today()))?;
        self.note(if retired { "retire" } else { "reuse" }, "form", Some(id.0))
    }
}
