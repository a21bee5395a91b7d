//! Career training, mentorship, Japanese classes and the Japanese club.

use casework::programme::NewCohort;
use chrono::{Datelike, Days, Months, NaiveDate};

use super::lessons;
use crate::{
    plan::Year,
    record::{Cohort, Person},
    story::{Known, Story},
};

/// A training day holds about so many people.
const TRAINING_SIZE: usize = 10;
/// A class holds about so many people.
const CLASS_SIZE: usize = 9;

/// A training day and the mentorship that begins three weeks later.
#[derive(Debug, Clone, Copy)]
struct Session {
    training: Cohort,
    on: NaiveDate,
    mentorship: Cohort,
    mentorship_on: NaiveDate,
}

impl Story {
    /// Runs the courses of a year.
    pub fn run_courses(&mut self, year: &Year) {
        let sessions = self.open_sessions(year);
        let trained = self.train(year, &sessions);
        let mentored = self.mentor(year, &sessions, trained);
        if lessons::are_marked(year) {
            self.pair_up(year, &mentored);
        }
        self.teach_japanese(year);
    }

    fn open_sessions(&mut self, year: &Year) -> Vec<Session> {
        let count = year.numbers.trainings.div_ceil(TRAINING_SIZE);
        let days = spread(year.on(5, 11), year.on(1, 25), count);
        days.into_iter().map(|on| self.open_session(on)).collect()
    }

    fn open_session(&mut self, on: NaiveDate) -> Session {
        let training = self.cohort("career_training", format!("キャリア研修 {on}"), on, on);
        let mentorship_on = on + Days::new(21);
        let name = format!("メンターシップ {}年{}月", mentorship_on.year(), mentorship_on.month());
        let mentorship = self.cohort("mentorship", name, mentorship_on, mentorship_on + Months::new(3));
        Session { training, on, mentorship, mentorship_on }
    }

    /// Trains people, a few of them twice, and returns each with their first session.
    fn train(&mut self, year: &Year, sessions: &[Session]) -> Vec<(Person, Session)> {
        let Some(last) = sessions.last() else { return Vec::new() };
        let since = year.first - Days::new(365);
        let ready = self.who(|known| known.met_on >= since && known.looks_for_work_on(last.on));
        let (participations, twice) = (year.numbers.trainings, year.numbers.trained_twice);
        let mut chosen = self.dice.some(ready, participations.saturating_sub(twice));
        // The earliest first: who takes part twice needs two sessions to come.
        chosen.sort_unstable_by_key(|person| (self.known(*person).interviewed_on, *person));
        let mut trained = Vec::with_capacity(chosen.len());
        let mut there: Vec<(Person, Session)> = Vec::new();
        for (place, person) in chosen.into_iter().enumerate() {
            let times = if place < twice { 2 } else { 1 };
            let attended = self.train_person(year, sessions, person, times);
            trained.extend(attended.first().map(|session| (person, *session)));
            there.extend(attended.into_iter().map(|session| (person, session)));
        }
        if lessons::are_marked(year) {
            for session in sessions {
                let of_it = there.iter().filter(|(_, other)| other.training == session.training);
                let people: Vec<Person> = of_it.map(|(person, _)| *person).collect();
                self.hold_training(session.training, session.on, &people);
            }
        }
        trained
    }

    fn train_person(&mut self, year: &Year, sessions: &[Session], person: Person, times: usize) -> Vec<Session> {
        let known = self.known(person);
        let Some(ready) = known.interviewed_on else { return Vec::new() };
        known.trained_in = Some(year.numbers.year);
        let open = sessions.iter().filter(|session| session.on >= ready).copied().collect();
        let mut attended = self.dice.some(open, times);
        attended.sort_unstable_by_key(|session| session.on);
        for session in &attended {
            self.enrol(session.training, person, session.on);
        }
        attended
    }

    /// Most of those trained go on to a mentorship. A few others begin one without a training in the year. Returns all.
    fn mentor(&mut self, year: &Year, sessions: &[Session], trained: Vec<(Person, Session)>) -> Vec<(Person, Session)> {
        let mut mentored = self.dice.some(trained, year.numbers.mentored);
        for (person, session) in &mentored {
            self.enrol(session.mentorship, *person, session.mentorship_on);
        }
        let Some(last) = sessions.last() else { return mentored };
        let since = year.first - Days::new(730);
        let untrained = |known: &Known| known.trained_in != Some(year.numbers.year);
        let others =
            self.who(|known| known.met_on >= since && untrained(known) && known.looks_for_work_on(last.mentorship_on));
        for person in self.dice.some(others, year.numbers.mentored_only) {
            self.enrol(last.mentorship, person, last.mentorship_on);
            mentored.push((person, *last));
        }
        mentored
    }

    /// Gives each of those mentored a mentor.
    fn pair_up(&mut self, year: &Year, mentored: &[(Person, Session)]) {
        let mentors = self.find_mentors(mentored.len(), year.first);
        for ((person, session), mentor) in mentored.iter().zip(mentors.iter().cycle()) {
            self.pair(year, session.mentorship, *person, *mentor, session.mentorship_on);
        }
    }

    /// Classes of five months in the first half of the year; whoever likes goes on in the club.
    fn teach_japanese(&mut self, year: &Year) {
        let starts = year.on(5, 10);
        let since = year.first - Days::new(1_095);
        let ready = self.who(|known| known.met_on >= since && known.looks_for_work_on(starts));
        let learners = self.dice.some(ready, year.numbers.japanese);
        for (number, class) in (1..).zip(learners.chunks(CLASS_SIZE)) {
            let ends = year.on(10, 10);
            let cohort = self.cohort_like(NewCohort {
                course: "japanese_class".to_owned(),
                name: format!("日本語クラス {number}組"),
                starts_on: starts,
                ends_on: Some(ends),
                capacity: Some(12),
                place: "見本坂教室".to_owned(),
                partner: "架空日本語学院".to_owned(),
                term: "春夏学期".to_owned(),
                weekly_minutes: Some(120),
            });
            class.iter().for_each(|person| self.enrol(cohort, *person, starts));
            if lessons::are_marked(year) {
                self.hold_class(cohort, starts, ends, class);
            }
        }
        let club = self.dice.some(learners, year.numbers.club);
        let starts = year.on(11, 8);
        for group in club.chunks(2 * CLASS_SIZE) {
            let cohort = self.cohort("japanese_club", "日本語倶楽部".to_owned(), starts, year.last);
            group.iter().for_each(|person| self.enrol(cohort, *person, starts));
            if lessons::are_marked(year) {
                self.hold_evenings(cohort, starts, year.last);
            }
        }
    }
}

/// So many days from the first on, at equal distances up to the last.
fn spread(first: NaiveDate, last: NaiveDate, count: usize) -> Vec<NaiveDate> {
    let width = u64::try_from((last - first).num_days()).unwrap_or(0);
    let steps = count.saturating_sub(1).max(1) as u64;
    (0..count as u64).map(|step| first + Days::new(width * step / steps)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::day;

    #[test]
    fn days_are_spread_from_the_first_to_the_last() {
        let days = spread(day(2024, 5, 1), day(2024, 5, 31), 3);

        assert_eq!(days, [day(2024, 5, 1), day(2024, 5, 16), day(2024, 5, 31)]);
        assert_eq!(spread(day(2024, 5, 1), day(2024, 5, 31), 0), []);
    }
}
