//! Residence over time: the status held now, and what was before.

use casework::{
    participant::WorkPermission::{self, Limited, None as NoWork, Permitted},
    profile::ResidencePeriod,
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::NewResidence;

use super::{limit_of, words::DESIGNATIONS};
use crate::dice::Dice;

/// When somebody was met, and the last day of which they can have told.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub met_on: NaiveDate,
    pub until: NaiveDate,
}

/// The periods, the newest last. Most statuses began before the first contact; some changed since.
pub fn periods(dice: &mut Dice, held: &NewResidence, told: Told) -> Vec<ResidencePeriod> {
    let ends_on: Option<NaiveDate> = held.expires_on.parse().ok();
    let changed = told.until > told.met_on && dice.percent(22);
    let from = if changed { dice.day(told.met_on, told.until) } else { before(dice, told.met_on, 20, 150) };
    let from = ends_on.map_or(from, |ends| from.min(ends));
    let mut periods = Vec::with_capacity(3);
    let mut until = from;
    for (status, work) in earlier(dice, &held.status, held.work) {
        let began = before(dice, until, 80, 200);
        periods.push(period(status, work, began, Some(until - Days::new(1))));
        until = began;
    }
    periods.reverse();
    let work_ends_on = ends_on.filter(|_| held.work == Permitted && dice.percent(8));
    let now = period(&held.status, held.work, from, ends_on);
    periods.push(ResidencePeriod { work_ends_on: work_ends_on.map(|ends| half_way(from, ends)), ..now });
    periods
}

/// What was before a status, the latest first.
fn earlier(dice: &mut Dice, status: &str, work: WorkPermission) -> Vec<(&'static str, WorkPermission)> {
    const ARRIVAL: (&str, WorkPermission) = ("short_stay", NoWork);
    const WAITING: (&str, WorkPermission) = ("designated_applying", NoWork);
    const WORKING: (&str, WorkPermission) = ("designated_applying", Permitted);
    let path: &[_] = match (status, work) {
        ("designated_applying", Permitted) => &[WAITING, ARRIVAL],
        ("designated_applying" | "provisional_release" | "provisional_stay", _) => &[ARRIVAL],
        ("designated_humanitarian" | "complementary_protection" | "recognised_refugee", _) => &[WORKING, WAITING],
        ("engineer_humanities" | "specified_skilled", _) => &[("student", Limited)],
        ("long_term_resident", _) => &[("designated_humanitarian", Permitted)],
        _ => &[],
    };
    let count = *dice.weighted(&[(3, 0), (5, 1), (4, 2)]);
    path.iter().take(count).copied().collect()
}

fn period(status: &str, work: WorkPermission, from: NaiveDate, ends_on: Option<NaiveDate>) -> ResidencePeriod {
    let works = matches!(work, Permitted | Limited);
    let paper = DESIGNATIONS.iter().find(|(known, allows, _)| *known == status && *allows == works);
    ResidencePeriod {
        status: Guarded::from(status),
        from: Some(from),
        told_on: from,
        ends_on,
        work,
        work_ends_on: None,
        work_limits: limit_of(status).filter(|_| work == Limited),
        // Whether work is allowed stands on the paper: where nobody knows, nobody saw it.
        designation: paper.filter(|_| work != WorkPermission::Unknown).map(|(.., text)| Guarded::from(*text)),
        evidence: None,
    }
}

fn before(dice: &mut Dice, day: NaiveDate, least: u32, most: u32) -> NaiveDate {
    day - Days::new(u64::from(dice.between(least, most)))
}

fn half_way(from: NaiveDate, until: NaiveDate) -> NaiveDate {
    from + Days::new(u64::try_from((until - from).num_days() / 2).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::day;

    #[test]
    fn periods_follow_one_another_and_the_last_is_the_one_held_now() {
        let mut dice = Dice::new(7);
        let told = Told { met_on: day(2024, 5, 1), until: day(2024, 6, 30) };
        let (mut several, mut changed) = (0, 0);
        for _ in 0..400 {
            let (status, expires_on) = (String::from("designated_applying"), String::from("2025-01-31"));
            let held = NewResidence { status, expires_on, work: Permitted };

            let periods = periods(&mut dice, &held, told);

            let begins: Vec<_> = periods.iter().map(|period| period.from).collect();
            assert!(begins.is_sorted());
            assert!(periods.iter().all(|period| period.check(told.until).is_ok()), "{periods:?}");
            let now = periods.last().expect("the one held now");
            assert_eq!((now.ends_on, now.work), (Some(day(2025, 1, 31)), Permitted));
            several += usize::from(periods.len() > 1);
            changed += usize::from(now.from >= Some(told.met_on));
        }
        assert!(several > 150 && (40..200).contains(&changed), "{several} with a history, {changed} changed since");
    }
}
