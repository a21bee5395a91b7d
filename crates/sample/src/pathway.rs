//! From the first contact over interviews to the courses.

mod courses;
mod lessons;

use casework::consent::Purpose;
use chrono::{Days, NaiveDate};

use crate::{
    answers,
    plan::Year,
    record::{Person, Record},
    story::{Known, Story},
};

impl Story {
    /// Meets the new people of a year and interviews some of them in the same year.
    pub fn meet_people(&mut self, year: &Year) {
        let count = year.numbers.new_contacts;
        let places = self.dice.some((0..count).collect(), year.numbers.interviewed);
        let mut interviewed = vec![false; count];
        for place in places {
            interviewed.iter_mut().skip(place).take(1).for_each(|one| *one = true);
        }
        let days = self.contact_days(year);
        for (met_on, interviewed) in days.into_iter().zip(interviewed) {
            let person = self.meet(met_on);
            if interviewed {
                let latest = (met_on + Days::new(45)).min(year.last);
                let on = self.dice.day(met_on, latest);
                self.first_interview(person, on);
                self.second_interview(person, on, year.last);
            }
        }
    }

    /// Days of first contact in order. The first day of the year and its last are among them: both belong to it.
    fn contact_days(&mut self, year: &Year) -> Vec<NaiveDate> {
        let count = year.numbers.new_contacts;
        let mut days: Vec<_> = (0..count).map(|_| self.dice.day(year.first, year.last)).collect();
        days.sort_unstable();
        if count > 1 {
            days.first_mut().into_iter().for_each(|day| *day = year.first);
            days.last_mut().into_iter().for_each(|day| *day = year.last);
        }
        days
    }

    fn meet(&mut self, met_on: NaiveDate) -> Person {
        let met = self.population.meet(&mut self.dice, met_on);
        self.people.push(Known {
            met_on,
            last_on: met_on,
            ready_on: met_on,
            language: met.language,
            interviewed_on: None,
            interview_consent: None,
            placement_consent: false,
            may_work: met.may_work,
            trained_in: None,
            placed: false,
            closed: false,
        });
        self.record(Record::Participant(Box::new(met.entered)));
        Person(self.people.len() - 1)
    }

    /// Most people consent to keeping what they say before they are first asked.
    fn first_interview(&mut self, person: Person, on: NaiveDate) {
        if self.dice.percent(85) {
            let consent = self.consent(person, Purpose::Interview, on);
            self.known(person).interview_consent = Some(consent);
        }
        if self.dice.percent(8) {
            self.consent(person, Purpose::Media, on);
        }
        self.known(person).interviewed_on = Some(on);
        self.interview(person, on);
    }

    /// Some are interviewed again in the same year: they count once.
    fn second_interview(&mut self, person: Person, first: NaiveDate, last: NaiveDate) {
        let on = self.dice.after(first, 20, 90);
        if on <= last && self.dice.percent(30) {
            self.interview(person, on);
        }
    }

    fn interview(&mut self, person: Person, on: NaiveDate) {
        let sensitive = self.known(person).interview_consent.is_some();
        let answers = answers::draw(&mut self.dice, sensitive);
        self.record(Record::Interview { person, on, answers });
        self.touch(person, on);
    }

    /// Interviews people met in earlier years: those never interviewed before, who do not count among the year's new
    /// contacts, and some of those who come back.
    pub fn interview_again(&mut self, year: &Year) {
        let two_years_ago = year.first - Days::new(730);
        let recent = |known: &Known| !known.closed && known.met_on < year.first && known.met_on >= two_years_ago;
        let waiting = self.who(|known| recent(known) && known.interviewed_on.is_none());
        for (place, person) in self.dice.some(waiting, year.numbers.interviewed_later).into_iter().enumerate() {
            let on = if place == 0 { year.first } else { self.dice.day(year.first, year.last) };
            self.first_interview(person, on);
        }
        for person in self.who(|known| recent(known) && !known.placed && known.interviewed_on < Some(year.first)) {
            if self.known(person).interviewed_on.is_some() && self.dice.percent(15) {
                let on = self.dice.day(year.first, year.last);
                self.interview(person, on);
            }
        }
    }

    /// A few of those met in the year take their consent back after everything else, and do not come again.
    pub fn withdraw_consents(&mut self, year: &Year) {
        let leaving = self.who(|known| {
            known.met_on >= year.first && known.interview_consent.is_some() && !known.placed && !known.closed
        });
        let count = leaving.len() / 30 + usize::from(leaving.len() > 10);
        for person in self.dice.some(leaving, count) {
            let (consent, last_on) = (self.known(person).interview_consent.take(), self.known(person).last_on);
            let Some(consent) = consent else { continue };
            let on = self.dice.day(last_on, year.last);
            self.record(Record::Withdrawal { consent, on });
            self.touch(person, on);
            self.known(person).closed = true;
        }
    }
}
