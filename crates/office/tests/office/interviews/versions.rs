//! Forms change; drafts follow when they are told to, and old answers stay readable with their version.

use crate::care;
use casework::forms::Edit;
use office::OfficeError;

use super::{MORI, WORK, colleague, desk, finish, form, open, plain, save, switch, take_in};

/// The next version: a question is gone, one moved into a group, one is new.
const NEXT: &str = "type|name|label|relevant|required|constraint|audience|sensitive
begin_group|about|About you|||||
integer|age|How old are you?||yes|. >= 16||
end_group||||||
text|fresh|New|||||
text|flight|Why did you flee?|||||yes";

#[test]
fn a_draft_stays_with_its_version_until_it_is_moved_and_loses_no_answer_then() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let typed = [("age", "30"), ("child[1].first", "Lina"), ("child[]", "1"), ("job", "cook")];
    let revision = save(&here, draft.id, draft.revision, &typed).expect("saved");
    assert_eq!(take_in(&here, &form(NEXT)), work, "the same id is the next version");

    let still = open(&here, amal, work);
    assert_eq!((still.draft.version, still.newer), (1, Some(2)));
    let (_, newest, upgrade) = here.office.read(|desk| desk.preview_draft_upgrade(draft.id)).expect("a preview");
    assert_eq!(
        (newest, upgrade.aside.keys().map(String::as_str).collect::<Vec<_>>()),
        (2, vec!["child[1].first", "child[]", "job"])
    );
    assert_eq!(plain(&open(&here, amal, work).draft.content.answers), typed, "looking changes nothing");
    assert_eq!(
        here.office.write(|desk| desk.upgrade_draft(draft.id, revision - 1)).err(),
        Some(OfficeError::DraftConflict)
    );

    let moved = here.office.write(|desk| desk.upgrade_draft(draft.id, revision)).expect("moved");
    assert_eq!((moved.draft.version, plain(&moved.draft.content.answers)), (2, vec![("age", "30")]));
    assert_eq!(moved.draft.aside["job"].text.expose(), "cook");
    assert_eq!(moved.draft.aside["job"].label["default"], "Job", "with the words in which it was asked");

    let id = finish(&here, draft.id, moved.draft.revision).expect("an answer").interview.expect("finished");
    let on_record = here.office.read(|desk| desk.interview(id)).expect("on record");
    assert_eq!(on_record.interview.held.aside["child[1].first"].text.expose(), "Lina", "and goes on record with it");
}

#[test]
fn what_was_set_aside_comes_back_with_its_question() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("job", "cook"), ("age", "30")]).expect("saved");
    take_in(&here, &form(NEXT));
    let moved = here.office.write(|desk| desk.upgrade_draft(draft.id, revision)).expect("moved").draft;
    take_in(&here, &form(WORK));
    let back = here.office.write(|desk| desk.upgrade_draft(draft.id, moved.revision)).expect("moved").draft;
    assert_eq!(plain(&back.content.answers), [("age", "30"), ("job", "cook")]);
    assert!(back.aside.is_empty());
}

#[test]
fn a_finished_interview_is_read_with_the_version_it_was_held_with() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("job", "cook"), ("age", "30")]).expect("saved");
    let id = finish(&here, draft.id, revision).expect("an answer").interview.expect("finished");
    take_in(&here, &form(NEXT));
    here.office.write(|desk| desk.retire_form(work, true)).expect("retired");

    let old = here.office.read(|desk| desk.interview(id)).expect("the interview");
    assert_eq!(old.form.question("job").expect("its question").label["default"], "Job");
    assert_eq!(plain(&old.interview.answers), [("age", "30"), ("job", "cook")]);
    let summary = here.office.read(|desk| desk.interview_summary(id, "default")).expect("a summary");
    let lines: Vec<_> =
        summary.sections.iter().flat_map(|section| &section.lines).map(|line| line.label.expose().as_str()).collect();
    assert_eq!(lines, ["Job", "Age"], "in the words of then");
}

#[test]
fn the_same_file_again_is_no_new_version() {
    let (here, _) = desk();
    let work = take_in(&here, &form(WORK));
    take_in(&here, &form(WORK));
    let page = here.office.read(|desk| desk.form_on_record(work, None)).expect("the form");
    assert_eq!(page.versions.len(), 1);
}

#[test]
fn a_retired_form_is_begun_by_nobody_and_finished_by_those_who_began() {
    let (here, amal) = desk();
    let lina = here.meet("Lina", "2024-06-01");
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    here.office.write(|desk| desk.retire_form(work, true)).expect("retired");
    assert_eq!(
        here.office.write(|desk| desk.open_interview_with(lina, Some(work))).err(),
        Some(OfficeError::FormRetired)
    );
    let revision = save(&here, draft.id, draft.revision, &[("job", "cook"), ("age", "30")]).expect("saved");
    assert!(finish(&here, draft.id, revision).expect("an answer").interview.is_some());
}

#[test]
fn changes_that_are_not_published_survive_a_lock_and_are_nobody_elses() {
    let (here, amal) = desk();
    colleague(&here);
    let work = take_in(&here, &form(WORK));
    let edits = [
        Edit::Label("job".to_owned(), "default".to_owned(), "Trade".to_owned()),
        Edit::Required("job".to_owned(), true),
    ];
    let (changed, refused) = here.office.write(|desk| desk.change_form(work, 1, &edits)).expect("changed");
    assert!(refused.is_empty());
    assert_eq!(changed.question("job").expect("job").label["default"], "Trade");
    assert!(
        !open(&here, amal, work).form.question("job").expect("job").label["default"].contains("Trade"),
        "nobody is asked it"
    );

    let unpublished = || here.office.read(|desk| desk.form_on_record(work, None)).map(|page| page.unpublished);
    switch(&here, care::GOOD);
    assert_eq!(unpublished().expect("the form"), edits);
    switch(&here, MORI);
    assert!(!unpublished().is_ok_and(|edits| !edits.is_empty()), "not those of others");
    switch(&here, care::GOOD);
    here.office.write(|desk| desk.publish_form(work, 1, &edits)).expect("published");
    assert!(unpublished().expect("the form").is_empty());
    assert_eq!(here.office.write(|desk| desk.publish_form(work, 1, &edits)).err(), Some(OfficeError::FormOutdated));
    let page = here.office.read(|desk| desk.form_on_record(work, Some(1))).expect("version 1 is still there");
    assert_eq!(page.form.question("job").expect("job").label["default"], "Job");
}

#[test]
fn an_id_that_held_answers_is_given_to_no_other_question() {
    let (here, _) = desk();
    let work = take_in(&here, &form(WORK));
    here.office.write(|desk| desk.publish_form(work, 1, &[Edit::Remove("job".to_owned())])).expect("published");
    let question = casework::forms::Question { name: "job".to_owned(), ..Default::default() };
    let again = [Edit::AddQuestion(None, Box::new(question))];
    let (_, refused) = here.office.write(|desk| desk.change_form(work, 2, &again)).expect("a preview");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(here.office.write(|desk| desk.publish_form(work, 2, &again)).err(), Some(OfficeError::FormRefused));
}
