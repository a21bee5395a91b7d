//! Residence statuses, whether they allow work, and when they end.

use casework::participant::WorkPermission::{self, Limited, None as NoWork, Permitted, Unknown};
use chrono::{Months, NaiveDate};
use office::NewResidence;

use crate::{dice::Dice, plan::day};

/// Which statuses are met among people of an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Most have applied and wait.
    Applying,
    /// Many have a status for humanitarian reasons.
    Humanitarian,
    /// Many came in an evacuation.
    Evacuated,
}

/// A status: its code, the months of a permit (0: it does not end), and what it allows.
type Status = (&'static str, u32, WorkPermission);

const APPLYING: &[(usize, Status)] = &[
    (34, ("designated_applying", 6, Permitted)),
    (12, ("designated_applying", 3, NoWork)),
    (10, ("designated_applying", 6, Unknown)),
    (9, ("provisional_release", 2, NoWork)),
    (4, ("provisional_stay", 6, NoWork)),
    (6, ("short_stay", 3, NoWork)),
    (7, ("student", 15, Limited)),
    (4, ("engineer_humanities", 36, Limited)),
    (3, ("spouse", 36, Permitted)),
    (4, ("recognised_refugee", 60, Permitted)),
    (2, ("permanent_resident", 0, Permitted)),
    (2, ("none", 0, NoWork)),
];
const HUMANITARIAN: &[(usize, Status)] = &[
    (38, ("designated_humanitarian", 12, Permitted)),
    (16, ("designated_applying", 6, Permitted)),
    (10, ("complementary_protection", 60, Permitted)),
    (8, ("recognised_refugee", 60, Permitted)),
    (8, ("student", 24, Limited)),
    (6, ("specified_skilled", 12, Limited)),
    (5, ("engineer_humanities", 36, Limited)),
    (4, ("long_term_resident", 36, Permitted)),
    (3, ("provisional_release", 2, NoWork)),
];
const EVACUATED: &[(usize, Status)] = &[
    (36, ("designated_humanitarian", 12, Permitted)),
    (18, ("complementary_protection", 60, Permitted)),
    (16, ("recognised_refugee", 60, Permitted)),
    (10, ("long_term_resident", 36, Permitted)),
    (8, ("student", 24, Limited)),
    (6, ("short_stay", 3, NoWork)),
    (4, ("spouse", 36, Permitted)),
    (2, ("other", 12, Limited)),
];

/// The day around which the sample is looked at.
fn present() -> NaiveDate {
    day(2025, 4, 1)
}

/// The status that somebody met on a day holds now, if they told it.
pub fn draw(dice: &mut Dice, protection: Protection, met_on: NaiveDate) -> Option<NewResidence> {
    if dice.percent(7) {
        return None;
    }
    let (status, months, work) = *dice.weighted(match protection {
        Protection::Applying => APPLYING,
        Protection::Humanitarian => HUMANITARIAN,
        Protection::Evacuated => EVACUATED,
    });
    let expires_on = if months == 0 { String::new() } else { permit_end(dice, months, met_on).to_string() };
    Some(NewResidence { status: status.to_owned(), expires_on, work })
}

/// Most permits of people met in the last two years were extended and end around or after the present, and a few of
/// those met before; the others stand as they were first told.
fn permit_end(dice: &mut Dice, months: u32, met_on: NaiveDate) -> NaiveDate {
    let extended = dice.percent(if met_on >= present() - Months::new(24) { 60 } else { 12 });
    let granted = if extended { present() - Months::new(1) } else { met_on };
    dice.day(granted, granted + Months::new(months))
}

/// Whether work is permitted, perhaps with limits.
pub const fn lets_work(residence: &NewResidence) -> bool {
    matches!(residence.work, Permitted | Limited)
}
