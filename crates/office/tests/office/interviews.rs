//! Interviews: a draft that is never lost, notes that stay sealed, a screen that can be handed over, forms that change.

mod consent;
mod drafts;
mod handed;
mod sealed;
mod versions;

use std::collections::BTreeMap;

use crate::care::{self, Here, here, secret};
use casework::{
    forms::{Sheet, Sheets, xlsform},
    ids::{DraftId, FormId, ParticipantId},
};
use guarded::Guarded;
use office::{Finished, FormFile, Hardness, OfficeError, OpenDraft, Role, Roles, SaveDraft, SecretKind};
use store::DraftContent;

const TODAY: &str = "2024-06-20";

/// An office with somebody in it.
fn desk() -> (Here, ParticipantId) {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2024-06-01");
    (here, amal)
}

/// A form out of rows with `|` between the columns.
fn form(survey: &str) -> FormFile {
    let sheet = |name: &str, text: &str| Sheet {
        name: name.to_owned(),
        rows: (1..)
            .zip(text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()))
            .collect(),
    };
    let settings = sheet("settings", "form_id|form_title\nwork|Work");
    let choices = sheet("choices", "list_name|name|label\nyn|yes|Yes\nyn|no|No");
    let import = xlsform::read(&Sheets { sheets: vec![sheet("survey", survey), choices, settings] });
    assert!(import.form.is_some(), "{:?}", import.refused);
    FormFile { import, source: "xlsform" }
}

const WORK: &str = "type|name|label|relevant|required|constraint|audience|sensitive
text|job|Job||||participant|
select_one yn|more|More?||||participant|
text|which|Which?|${more} = 'yes'|||participant|
integer|age|Age||yes|. >= 16||
text|flight|Why did you flee?|||||yes
begin_repeat|child|Child|||||
text|first|First name|||||
end_repeat||||||";

fn take_in(here: &Here, file: &FormFile) -> FormId {
    here.office.write(|desk| desk.import_form(file)).expect("the form is taken in")
}

fn open(here: &Here, person: ParticipantId, form: FormId) -> OpenDraft {
    here.office.write(|desk| desk.open_interview_with(person, Some(form))).expect("a draft")
}

fn content(answers: &[(&str, &str)]) -> DraftContent {
    let answers = answers.iter().map(|(path, text)| ((*path).to_owned(), Guarded::from(*text)));
    DraftContent { answers: answers.collect(), focus: "job".to_owned(), held_on: TODAY.to_owned() }
}

fn save(here: &Here, draft: DraftId, revision: u32, answers: &[(&str, &str)]) -> Result<u32, OfficeError> {
    let save = SaveDraft { draft, revision, content: content(answers) };
    here.office.write(|desk| desk.save_draft(&save)).map(|(revision, _)| revision)
}

fn finish(here: &Here, draft: DraftId, revision: u32) -> Result<Finished, OfficeError> {
    here.office.write(|desk| desk.finish_interview(draft, revision, false))
}

fn plain(answers: &BTreeMap<String, Guarded<String>>) -> Vec<(&str, &str)> {
    answers.iter().map(|(path, text)| (path.as_str(), text.expose().as_str())).collect()
}

const MORI: &str = "harbour-sparrow-cactus-ribbon-tunnel-lemon";

/// A second caseworker; the first stays at the keyboard. Returns their number.
fn colleague(here: &Here) -> u32 {
    let roles = Roles::from_iter([Role::Caseworker]);
    let added = here.office.add_member(&secret("Mori"), roles, &secret(MORI), &secret(care::GOOD), Hardness::Least);
    added.expect("a member").members.iter().map(|member| member.id).max().expect("the new one")
}

fn switch(here: &Here, passphrase: &str) {
    here.office.lock();
    here.office.unlock(&secret(passphrase), SecretKind::Passphrase).expect("a passphrase");
}
