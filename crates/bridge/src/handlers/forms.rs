//! Forms of interviews.

use std::sync::atomic::AtomicBool;

use casework::{
    forms::{Edit, Words},
    ids::FormId,
};
use office::{FormFits, OfficeError, read_form_file};

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show::forms::{edit, finding, form_import, no_file, page, summary, whole},
    views::forms::{
        CopyFormRequest, FormEdited, FormEditsRequest, FormImport, FormPage, FormRequest, FormsView, RetireFormRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn forms(host: &Host, (): ()) -> Answer<FormsView> {
    let lines = host.office.read(|desk| desk.forms())?;
    Ok(FormsView { forms: lines.iter().map(|line| summary(&line.row, &line.form)).collect() })
}

pub fn form(host: &Host, request: FormRequest) -> Answer<FormPage> {
    shown(host, FormId(request.form), request.version)
}

fn shown(host: &Host, id: FormId, version: Option<u32>) -> Answer<FormPage> {
    Ok(page(&host.office.read(|desk| desk.form_on_record(id, version))?))
}

pub fn copy_form(host: &Host, request: CopyFormRequest) -> Answer<FormPage> {
    let title = Words::from([(request.language, request.title)]);
    let copy = host.office.write(|desk| desk.copy_form(FormId(request.form), &request.code, &title))?;
    shown(host, copy, None)
}

pub fn preview_form(host: &Host, request: FormEditsRequest) -> Answer<FormEdited> {
    let (id, version) = (FormId(request.form), request.version);
    let edits: Vec<Edit> = request.edits.into_iter().map(edit).collect();
    let (form, refused) = host.office.write(|desk| desk.change_form(id, version, &edits))?;
    Ok(FormEdited { definition: whole(&form, id, version), refused: refused.iter().map(finding).collect() })
}

pub fn publish_form(host: &Host, request: FormEditsRequest) -> Answer<FormPage> {
    let id = FormId(request.form);
    let edits: Vec<Edit> = request.edits.into_iter().map(edit).collect();
    host.office.write(|desk| desk.publish_form(id, request.version, &edits))?;
    shown(host, id, None)
}

pub fn retire_form(host: &Host, request: RetireFormRequest) -> Answer<FormsView> {
    host.office.write(|desk| desk.retire_form(FormId(request.form), request.retired))?;
    forms(host, ())
}

pub fn choose_form_file(host: &Host, (): ()) -> Answer<FormImport> {
    let Some(path) = host.desktop.choose_file(&["xlsx", "xml"])? else { return Ok(no_file()) };
    let file = read_form_file(&path, &AtomicBool::new(false));
    let fits = match &file.import.form {
        Some(form) => host.office.read(|desk| desk.form_fits(form.definition()))?,
        None => FormFits { replaces: None, unchanged: false },
    };
    let told = form_import(&file, fits);
    host.office.keep_form(file);
    Ok(told)
}

pub fn import_form(host: &Host, (): ()) -> Answer<FormPage> {
    let file = host.office.take_form().ok_or_else(|| CommandError::of(ErrorCode::FormRefused))?;
    let id = host.office.write(|desk| desk.import_form(&file)).inspect_err(|error| {
        // What the disk refused can be tried again.
        if !matches!(error, OfficeError::FormRefused) {
            host.office.keep_form(file.clone());
        }
    })?;
    shown(host, id, None)
}
