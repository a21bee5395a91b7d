//! Forms of interviews.

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    views::forms::{
        CopyFormRequest, FormEdited, FormEditsRequest, FormImport, FormPage, FormRequest, FormsView, RetireFormRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn forms(_: &Host, _: ()) -> Answer<FormsView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn form(_: &Host, _: FormRequest) -> Answer<FormPage> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn copy_form(_: &Host, _: CopyFormRequest) -> Answer<FormPage> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn preview_form(_: &Host, _: FormEditsRequest) -> Answer<FormEdited> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn publish_form(_: &Host, _: FormEditsRequest) -> Answer<FormPage> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn retire_form(_: &Host, _: RetireFormRequest) -> Answer<FormsView> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn choose_form_file(_: &Host, _: ()) -> Answer<FormImport> {
    Err(CommandError::of(ErrorCode::Internal))
}

pub fn import_form(_: &Host, _: ()) -> Answer<FormPage> {
    Err(CommandError::of(ErrorCode::Internal))
}
