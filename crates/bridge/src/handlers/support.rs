//! What nobody fills in, and what can be shown to somebody who helps with the program.

use office::{FieldForm, FieldUse};

use crate::{
    error::{CommandError, ErrorCode},
    host::{FileSuggestion, Host},
    views::{
        session::SavedView,
        support::{FieldFormView, FieldUseView, FieldUsesView, SaveSupportBundleRequest, SupportBundleView},
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn unused_fields(host: &Host, (): ()) -> Answer<FieldUsesView> {
    let uses = host.office.read(|desk| desk.unused_fields())?;
    Ok(FieldUsesView { fields: uses.into_iter().map(field).collect() })
}

pub fn support_bundle(host: &Host, (): ()) -> Answer<SupportBundleView> {
    let text = host.office.support_bundle()?;
    Ok(SupportBundleView { bytes: u32::try_from(text.len()).unwrap_or(u32::MAX), text })
}

/// What is saved is what was shown: if the two differ by now, it is shown again first.
pub fn save_support_bundle(host: &Host, request: SaveSupportBundleRequest) -> Answer<SavedView> {
    if host.office.support_bundle()? != request.text {
        return Err(CommandError::at(ErrorCode::BadRequest, "text"));
    }
    let suggestion = FileSuggestion { stem: String::from("tomarigi-support"), extension: "json" };
    Ok(SavedView { saved: host.desktop.save(&suggestion, request.text.as_bytes())? })
}

fn field(one: FieldUse) -> FieldUseView {
    let (title_ja, title_en) = one.title.unwrap_or_default();
    let form = match one.form {
        FieldForm::Profile => None,
        FieldForm::Interview(id, version) => Some(FieldFormView { id: id.0, version, title_ja, title_en }),
    };
    let (words_ja, words_en) = one.words.map_or((None, None), |(ja, en)| (Some(ja), Some(en)));
    FieldUseView { form, field: one.field, words_ja, words_en, filled: one.filled, of: one.of }
}
