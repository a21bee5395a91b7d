//! What happened in the courses of the last year: sessions with their attendance, evenings with heads, mentors and their
//! pairs. Schools and mentors are made up. Earlier years have enrolments only, as an office has that began to mark
//! attendance lately.

use casework::programme::attendance::Mark;
use chrono::{Days, Months, NaiveDate};

use crate::{
    plan::Year,
    record::{Came, Cohort, Mentor, Person, Record},
    story::Story,
};

/// The year from which on attendance is marked.
const MARKED_SINCE: i32 = 2024;
/// A mentor has about so many pairs in a year.
const PAIRS_EACH: usize = 4;
const SURNAMES: &[&str] = &["見本", "架空", "作例", "試し野", "例田", "仮屋", "模本", "雛形"];
const GIVEN_NAMES: &[&str] = &["葵", "陽", "薫", "千春", "晶", "望", "真琴", "光"];
const TOPICS: &[&str] = &["自己紹介", "電話のことば", "職場のあいさつ", "敬語の入口", "メールを書く", "面接のことば"];
const CALLED_OFF: &[&str] = &["holiday", "teacher_ill", "weather"];

/// Whether attendance is marked in a year.
pub const fn are_marked(year: &Year) -> bool {
    year.numbers.year >= MARKED_SINCE
}

impl Story {
    /// A day of training: nearly everybody comes.
    pub fn hold_training(&mut self, cohort: Cohort, on: NaiveDate, people: &[Person]) {
        let marks = people.iter().map(|person| (*person, self.mark(94))).collect();
        self.hold(cohort, on, "10:00", 360, "", Came::Names(marks));
    }

    /// Weekly lessons from the first day to the last; now and then one is called off.
    pub fn hold_class(&mut self, cohort: Cohort, starts: NaiveDate, ends: NaiveDate, people: &[Person]) {
        for (number, on) in weekly(starts, ends).enumerate() {
            let topic = TOPICS.get(number % TOPICS.len()).copied().unwrap_or_default();
            let came = if number % 9 == 7 {
                Came::CalledOff(CALLED_OFF.get(number / 9 % CALLED_OFF.len()).copied().unwrap_or("other"))
            } else {
                Came::Names(people.iter().map(|person| (*person, self.mark(82))).collect())
            };
            self.hold(cohort, on, "10:00", 120, topic, came);
        }
    }

    /// Weekly evenings: heads are counted, nobody is named.
    pub fn hold_evenings(&mut self, cohort: Cohort, starts: NaiveDate, ends: NaiveDate) {
        for on in weekly(starts, ends) {
            let heads = vec![("participants", self.dice.between(6, 15)), ("volunteers", self.dice.between(2, 5))];
            self.hold(cohort, on, "18:30", 90, "", Came::Heads(heads));
        }
    }

    /// Mentors for so many pairs.
    pub fn find_mentors(&mut self, pairs: usize, since: NaiveDate) -> Vec<Mentor> {
        let count = pairs.div_ceil(PAIRS_EACH);
        (0..count)
            .map(|number| {
                let surname = SURNAMES.get(number % SURNAMES.len()).copied().unwrap_or_default();
                let given = GIVEN_NAMES.get(number / SURNAMES.len() % GIVEN_NAMES.len()).copied().unwrap_or_default();
                self.mentor_named(format!("{surname} {given}"), since)
            })
            .collect()
    }

    /// A pair that meets every two or three weeks for three months, as far as the year goes.
    pub fn pair(&mut self, year: &Year, cohort: Cohort, person: Person, mentor: Mentor, starts: NaiveDate) {
        let ends = starts + Months::new(3) - Days::new(1);
        let mut meetings = Vec::new();
        let mut on = starts + Days::new(u64::from(self.dice.between(0, 6)));
        while on <= ends.min(year.last) {
            meetings.push((on, 30 * self.dice.between(1, 3)));
            on = on + Days::new(u64::from(self.dice.between(12, 20)));
        }
        if let Some((last, _)) = meetings.last() {
            self.touch(person, *last);
        }
        let ended_on = (ends <= year.last).then_some(ends);
        self.record(Record::Pair { cohort, person, mentor, starts_on: starts, meetings, ended_on });
    }

    fn hold(&mut self, cohort: Cohort, on: NaiveDate, at: &'static str, minutes: u32, topic: &'static str, came: Came) {
        if let Came::Names(marks) = &came {
            let there: Vec<Person> = marks.iter().filter(|(_, mark)| mark.came()).map(|(person, _)| *person).collect();
            there.into_iter().for_each(|person| self.touch(person, on));
        }
        self.record(Record::Session { cohort, on, at, minutes, topic, came });
    }

    /// Comes with this chance in percent, now and then late; who does not come mostly says so.
    fn mark(&mut self, comes: usize) -> Mark {
        match (self.dice.percent(comes), self.dice.percent(12), self.dice.percent(60)) {
            (true, true, _) => Mark::Late,
            (true, false, _) => Mark::Present,
            (false, _, true) => Mark::Excused,
            (false, _, false) => Mark::Absent,
        }
    }
}

fn weekly(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(first), |day| Some(*day + Days::new(7))).take_while(move |day| *day <= last)
}
