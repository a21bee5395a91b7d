//! How a recommendation goes on: dated steps, and coded reasons where it ends.

use casework::placement::Step;
use chrono::NaiveDate;

use crate::{
    dice::Dice,
    numbers::Hires,
    plan::{Year, day},
};

/// What comes of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The company never met them.
    NotMet,
    /// It ended after the company interview.
    Interviewed,
    /// There was an offer, and it came to nothing.
    Offered,
    /// Interviewed, and still open.
    Open,
    /// Trial hire and employment in the year.
    Hired,
    /// Trial hire in the year, permanent in the year after.
    PermanentNext,
    /// Trial hire in the year, employed in the year after.
    EmployedNext,
    /// The trial hire ended.
    TrialEnded,
}

impl Outcome {
    /// Draws an outcome without a trial hire; most end at the company interview.
    pub fn draw(dice: &mut Dice) -> Self {
        *dice.weighted(&[(18, Self::NotMet), (66, Self::Interviewed), (7, Self::Offered), (9, Self::Open)])
    }

    /// Whether the person has work from then on.
    pub const fn takes_them_on(self) -> bool {
        matches!(self, Self::Hired | Self::PermanentNext | Self::EmployedNext)
    }

    const fn has_trial(self) -> bool {
        matches!(self, Self::Hired | Self::PermanentNext | Self::EmployedNext | Self::TrialEnded)
    }
}

/// A step with its day and the code of the reason of an end.
pub type Dated = (Step, NaiveDate, &'static str);

/// Why it ends after a company interview.
const REASONS: &[(usize, &str)] = &[
    (34, "language_level"),
    (20, "residence_status"),
    (17, "conditions"),
    (12, "no_reply"),
    (10, "position_filled"),
    (7, "withdrew"),
];

/// The trial hires of a year, for so many recommended people. One person at least is not hired.
pub fn hires(year: &Year, people: usize) -> Vec<Outcome> {
    let Hires { this_year, permanent_next, employed_next, ended } = year.numbers.hires;
    let kinds = [
        (this_year, Outcome::Hired),
        (permanent_next, Outcome::PermanentNext),
        (employed_next, Outcome::EmployedNext),
        (ended, Outcome::TrialEnded),
    ];
    let all = kinds.into_iter().flat_map(|(count, outcome)| std::iter::repeat_n(outcome, count));
    all.take(people.saturating_sub((people / super::ONE_IN).max(1))).collect()
}

/// The days on which a recommendation can be made: a trial hire and what follows it need time.
pub fn window(year: &Year, outcome: Outcome) -> (NaiveDate, NaiveDate) {
    match outcome {
        Outcome::Hired => (year.first, year.on(10, 31)),
        outcome if outcome.has_trial() => (year.on(9, 1), year.on(11, 30)),
        _ => (year.first, year.on(3, 20)),
    }
}

/// The steps that follow a recommendation, in order; some lie after the year.
pub fn steps(dice: &mut Dice, year: &Year, outcome: Outcome, recommended_on: NaiveDate) -> Vec<Dated> {
    if outcome == Outcome::NotMet {
        let reason = *dice.weighted(&[(5, "no_reply"), (3, "position_filled"), (2, "language_level")]);
        return vec![(Step::Ended, dice.after(recommended_on, 21, 60), reason)];
    }
    let interview = dice.after(recommended_on, 7, 14);
    let mut steps = vec![(Step::CompanyInterview, interview, "")];
    match outcome {
        Outcome::Open | Outcome::NotMet => {}
        Outcome::Interviewed => steps.push((Step::Ended, dice.after(interview, 3, 30), *dice.weighted(REASONS))),
        _ => {
            let offer = dice.after(interview, 5, 14);
            steps.push((Step::Offer, offer, ""));
            if outcome.has_trial() {
                trial(dice, year, outcome, offer, &mut steps);
            } else {
                let reason = *dice.weighted(&[(2, "conditions"), (1, "withdrew"), (1, "residence_status")]);
                steps.push((Step::Ended, dice.after(offer, 5, 20), reason));
            }
        }
    }
    steps
}

fn trial(dice: &mut Dice, year: &Year, outcome: Outcome, offer: NaiveDate, steps: &mut Vec<Dated>) {
    let trial = dice.after(offer, 7, 21);
    steps.push((Step::TrialHire, trial, ""));
    let next = year.numbers.year + 1;
    match outcome {
        Outcome::Hired => {
            let employed = dice.after(trial, 30, 60);
            steps.push((Step::Employed, employed, ""));
            steps.extend(afterwards(dice, year, employed));
        }
        Outcome::PermanentNext => steps.push((Step::Permanent, dice.day(day(next, 4, 1), day(next, 9, 30)), "")),
        Outcome::EmployedNext => steps.push((Step::Employed, dice.day(day(next, 4, 1), day(next, 6, 30)), "")),
        _ => steps.push((Step::Ended, dice.after(trial, 14, 60), *dice.weighted(REASONS))),
    }
}

/// Years after the trial hire some become permanent, too late for the figure, and some leave.
fn afterwards(dice: &mut Dice, year: &Year, employed: NaiveDate) -> Option<Dated> {
    let after_next = year.numbers.year + 2;
    match dice.below(10) {
        0..3 => Some((Step::Permanent, dice.day(day(after_next, 4, 1), day(after_next, 12, 31)), "")),
        3..5 => Some((Step::Ended, dice.after(employed, 90, 500), "withdrew")),
        _ => None,
    }
}
