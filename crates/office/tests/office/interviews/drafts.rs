//! A draft that is never lost: invariant 6 case by case.

use crate::care;
use office::{OfficeError, Role};

use super::{MORI, TODAY, WORK, colleague, desk, finish, form, open, plain, save, switch, take_in};
use casework::forms::AnswerFault;

#[test]
fn an_answer_that_stands_in_the_way_stays_in_the_draft_as_it_was_typed() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let typed = [("age", "12"), ("child[1].first", "Lina"), ("child[]", "1"), ("job", "cook")];
    let revision = save(&here, draft.id, draft.revision, &typed).expect("a draft takes anything");

    let finished = finish(&here, draft.id, revision).expect("an answer");

    assert!(finished.interview.is_none());
    let told: Vec<_> = finished.in_the_way.iter().map(|one| (one.path.as_str(), one.problem.fault)).collect();
    assert_eq!(told, [("age", AnswerFault::Constraint)]);
    let again = open(&here, amal, work);
    assert_eq!(plain(&again.draft.content.answers), typed, "nothing was lost by being refused");
    assert_eq!((again.draft.id, again.draft.content.focus.as_str()), (draft.id, "job"), "with the cursor where it was");

    let revision = save(&here, draft.id, revision, &[("job", "cook")]).expect("saved");
    let missing = finish(&here, draft.id, revision).expect("an answer");
    assert_eq!(missing.in_the_way[0].problem.fault, AnswerFault::Missing);
    let left_out = here.office.write(|desk| desk.finish_interview(draft.id, revision, true)).expect("finished");
    let interview = here.office.read(|desk| desk.interview(left_out.interview.expect("one"))).expect("on record");
    assert_eq!(interview.interview.held.skipped, ["age"], "what was left out on purpose is told");
}

#[test]
fn an_odd_day_is_kept_in_the_draft_and_refused_at_its_field_when_finishing() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let mut odd = super::content(&[("job", "cook"), ("age", "30")]);
    odd.held_on = "last Tuesday".to_owned();
    let save = office::SaveDraft { draft: draft.id, revision: draft.revision, content: odd };
    let (revision, _) = here.office.write(|desk| desk.save_draft(&save)).expect("saved");
    assert!(
        matches!(finish(&here, draft.id, revision), Err(OfficeError::Field { ref field, .. }) if field == "held_on")
    );
    assert_eq!(open(&here, amal, work).draft.content.held_on, "last Tuesday");
}

#[test]
fn a_lock_keeps_everything() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    save(&here, draft.id, draft.revision, &[("job", "half a sen")]).expect("saved");
    switch(&here, care::GOOD);
    let again = open(&here, amal, work).draft;
    assert_eq!(plain(&again.content.answers), [("job", "half a sen")]);
    assert_eq!((again.content.focus.as_str(), again.content.held_on.as_str()), ("job", TODAY));
}

#[test]
fn of_two_windows_the_second_is_told_and_overwrites_nothing() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let [first, second] = [open(&here, amal, work).draft, open(&here, amal, work).draft];
    assert_eq!(first.id, second.id, "one for each person, form and caseworker");
    let revision = save(&here, first.id, first.revision, &[("job", "the first window")]).expect("saved");
    let late = save(&here, second.id, second.revision, &[("job", "the second window")]);
    assert_eq!(late, Err(OfficeError::DraftConflict));
    assert_eq!(finish(&here, second.id, second.revision).err(), Some(OfficeError::DraftConflict));
    assert_eq!(plain(&open(&here, amal, work).draft.content.answers), [("job", "the first window")]);
    assert!(
        save(&here, second.id, revision, &[("job", "both, put together")]).is_ok(),
        "after it was shown, it goes on"
    );
}

#[test]
fn each_form_has_a_draft_of_its_own() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let one = open(&here, amal, work).draft;
    let standard =
        here.office.write(|desk| desk.open_interview_with(amal, Some(store::STANDARD))).expect("a draft").draft;
    assert_ne!(one.id, standard.id);
    save(&here, one.id, one.revision, &[("job", "cook")]).expect("saved");
    save(&here, standard.id, standard.revision, &[("wish", "a kitchen")]).expect("saved");
    let waiting = here.office.read(|desk| desk.day()).expect("the day").drafts;
    assert_eq!(waiting.len(), 2, "both wait on the screen of today");
}

#[test]
fn two_caseworkers_have_a_draft_each_and_see_of_the_other_only_that_it_is_there() {
    let (here, amal) = desk();
    colleague(&here);
    let work = take_in(&here, &form(WORK));
    let mine = open(&here, amal, work).draft;
    save(&here, mine.id, mine.revision, &[("job", "told to me")]).expect("saved");

    switch(&here, MORI);
    let theirs = open(&here, amal, work);
    assert_ne!(theirs.draft.id, mine.id);
    assert!(theirs.draft.content.answers.is_empty());
    assert_eq!(theirs.others.iter().map(|other| (other.draft, other.orphaned)).collect::<Vec<_>>(), [(mine.id, false)]);
    assert!(matches!(save(&here, mine.id, 1, &[]), Err(OfficeError::Forbidden(_))));
    assert!(matches!(finish(&here, mine.id, 1), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.write(|desk| desk.discard_draft(mine.id)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.write(|desk| desk.take_over_draft(mine.id)), Err(OfficeError::Forbidden(_))));
    assert!(here.office.read(|desk| desk.day()).expect("the day").drafts.is_empty(), "not what others typed");
    let revision =
        save(&here, theirs.draft.id, theirs.draft.revision, &[("job", "theirs"), ("age", "30")]).expect("saved");
    assert!(finish(&here, theirs.draft.id, revision).expect("an answer").interview.is_some());

    switch(&here, care::GOOD);
    assert_eq!(plain(&open(&here, amal, work).draft.content.answers), [("job", "told to me")]);
}

#[test]
fn the_draft_of_somebody_who_left_is_taken_over_and_the_journal_says_so() {
    let (here, amal) = desk();
    let mori = colleague(&here);
    let work = take_in(&here, &form(WORK));
    switch(&here, MORI);
    let theirs = open(&here, amal, work).draft;
    save(&here, theirs.id, theirs.revision, &[("job", "told to Mori")]).expect("saved");
    switch(&here, care::GOOD);
    here.office.end_member(mori, &care::secret(care::GOOD)).expect("they leave");

    let mine = open(&here, amal, work);
    assert!(mine.others[0].orphaned);
    save(&here, mine.draft.id, mine.draft.revision, &[("job", "mine")]).expect("saved");
    assert_eq!(here.office.write(|desk| desk.take_over_draft(theirs.id)).err(), Some(OfficeError::DraftConflict));
    here.office.write(|desk| desk.discard_draft(mine.draft.id)).expect("thrown away");
    let taken = here.office.write(|desk| desk.take_over_draft(theirs.id)).expect("taken over");
    assert_eq!(plain(&taken.draft.content.answers), [("job", "told to Mori")]);
    assert!(here.deeds().contains(&care::deed("take_over", "draft")));
    let back = here.office.write(|desk| desk.restore_draft(mine.draft.id));
    assert_eq!(
        back,
        Err(OfficeError::DraftConflict),
        "two of one form cannot be open; the one thrown away stays there"
    );
}

#[test]
fn what_was_thrown_away_comes_back_unless_another_was_begun() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let revision = save(&here, draft.id, draft.revision, &[("job", "cook")]).expect("saved");
    here.office.write(|desk| desk.discard_draft(draft.id)).expect("thrown away");
    assert_eq!(save(&here, draft.id, revision, &[("job", "late")]), Err(OfficeError::DraftConflict));
    assert_eq!(finish(&here, draft.id, revision).err(), Some(OfficeError::DraftConflict));

    let empty = open(&here, amal, work).draft;
    assert_ne!(empty.id, draft.id);
    here.office.write(|desk| desk.restore_draft(draft.id)).expect("one that is empty makes room");
    assert_eq!(plain(&open(&here, amal, work).draft.content.answers), [("job", "cook")]);

    here.office.write(|desk| desk.discard_draft(draft.id)).expect("thrown away");
    let other = open(&here, amal, work).draft;
    save(&here, other.id, other.revision, &[("job", "other")]).expect("saved");
    assert_eq!(here.office.write(|desk| desk.restore_draft(draft.id)), Err(OfficeError::DraftConflict));
}

#[test]
fn a_finished_interview_taken_back_is_the_draft_it_was() {
    let (here, amal) = desk();
    let work = take_in(&here, &form(WORK));
    let draft = open(&here, amal, work).draft;
    let typed = [("age", "30"), ("job", "cook"), ("more", "no"), ("which", "hidden now")];
    let revision = save(&here, draft.id, draft.revision, &typed).expect("saved");
    let id = finish(&here, draft.id, revision).expect("an answer").interview.expect("finished");
    let on_record = here.office.read(|desk| desk.interview(id)).expect("the interview");
    let kept = plain(&on_record.interview.answers).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(kept, ["age", "job", "more"], "what was not asked is not on record");

    here.office.undo(amal).expect("taken back");

    let again = open(&here, amal, work).draft;
    assert_eq!(plain(&again.content.answers), typed, "with what was only hidden");
    assert_eq!(here.office.read(|desk| desk.interview(id)).err(), Some(OfficeError::NotFound));
    assert!(
        finish(&here, again.id, again.revision).expect("an answer").interview.is_some(),
        "and can be finished again"
    );
}

#[test]
fn an_interview_in_which_nothing_was_said_is_not_put_on_record() {
    let (here, amal) = desk();
    let draft = open(&here, amal, store::STANDARD).draft;
    let revision = save(&here, draft.id, draft.revision, &[("wish", "   ")]).expect("saved");
    assert_eq!(finish(&here, draft.id, revision).err(), Some(OfficeError::NothingAnswered));
}

#[test]
fn whoever_does_not_interview_reads_and_writes_no_draft() {
    let (here, amal) = desk();
    let draft = open(&here, amal, store::STANDARD).draft;
    save(&here, draft.id, draft.revision, &[("wish", "private")]).expect("saved");
    here.go_on_as(Role::Office);
    assert!(matches!(here.office.write(|desk| desk.open_interview(amal)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(save(&here, draft.id, 1, &[]), Err(OfficeError::Forbidden(_))));
    assert!(matches!(
        here.office.read(|desk| desk.evaluate_draft(draft.id, &Default::default())),
        Err(OfficeError::Forbidden(_))
    ));
    assert!(matches!(here.office.read(|desk| desk.sealed_notes(amal)), Err(OfficeError::Forbidden(_))));
}
