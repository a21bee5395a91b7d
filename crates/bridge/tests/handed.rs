//! While the screen is in the hands of a participant, nothing else is answered.

use bridge::COMMANDS;
use office::Stage;

/// Their questions, and the way back.
const THEIRS: [&str; 4] = ["evaluate_handed", "handed_screen", "save_handed", "take_back_screen"];
/// Where the session stands, that somebody is there, and the lock. They tell nothing about anybody.
const ALWAYS: [&str; 5] = ["flushed", "lock", "note_activity", "progress", "session_status"];

#[test]
fn of_all_commands_only_these_are_answered_on_a_screen_handed_over() {
    let answered = |stage: Stage| {
        let mut names: Vec<_> =
            COMMANDS.iter().filter(|command| command.required.allows(stage)).map(|command| command.name).collect();
        names.sort_unstable();
        names
    };
    let mut wanted = [THEIRS.as_slice(), ALWAYS.as_slice()].concat();
    wanted.sort_unstable();
    assert_eq!(answered(Stage::Handed), wanted);
    let theirs_elsewhere = answered(Stage::Open).into_iter().filter(|name| THEIRS.contains(name)).count();
    assert_eq!(theirs_elsewhere, 0, "and theirs nowhere else");
}
