//! While the screen is in the hands of a participant, or at an event, nothing else is answered.

use bridge::COMMANDS;
use office::Stage;

/// Their questions, and the way back.
const THEIRS: [&str; 4] = ["evaluate_handed", "handed_screen", "save_handed", "take_back_screen"];
/// Where the session stands, that somebody is there, and the lock. They tell nothing about anybody.
const ALWAYS: [&str; 5] = ["flushed", "lock", "note_activity", "progress", "session_status"];

/// Counters, contacts, and the way back.
const OF_THE_DAY: [&str; 4] = ["count_at_event", "event_screen", "leave_event", "take_contact"];

fn answered(stage: Stage) -> Vec<&'static str> {
    let mut names: Vec<_> =
        COMMANDS.iter().filter(|command| command.required.allows(stage)).map(|command| command.name).collect();
    names.sort_unstable();
    names
}

fn with_always(own: &[&'static str]) -> Vec<&'static str> {
    let mut wanted = [own, ALWAYS.as_slice()].concat();
    wanted.sort_unstable();
    wanted
}

#[test]
fn of_all_commands_only_these_are_answered_on_a_screen_handed_over() {
    assert_eq!(answered(Stage::Handed), with_always(&THEIRS));
    let theirs_elsewhere = answered(Stage::Open).into_iter().filter(|name| THEIRS.contains(name)).count();
    assert_eq!(theirs_elsewhere, 0, "and theirs nowhere else");
}

#[test]
fn of_all_commands_only_these_are_answered_at_an_event() {
    assert_eq!(answered(Stage::Event), with_always(&OF_THE_DAY));
    assert!(answered(Stage::Open).iter().all(|name| !OF_THE_DAY.contains(name)), "and they nowhere else");
}
