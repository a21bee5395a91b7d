//! From the first contact over interviews to the courses.

mod courses;
mod lessons;

use casework::{
    consent::{How, Purpose, Recipient},
    media::Given,
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::{EnteredConsent, EnteredMediaUse};

use crate::{
    answers,
    background::{self, Told},
    plan::Year,
    record::{Person, Record},
    story::{Known, Story},
};

/// The first year of which more is known than the form asks: the office then began to write it down.
const TOLD_SINCE: i32 = 2023;
/// Of so many in a hundred who were interviewed.
const TOLD: usize = 70;

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
            let told = (interviewed && year.numbers.year >= TOLD_SINCE && self.dice.percent(TOLD))
                .then_some(Told { met_on, until: (met_on + Days::new(45)).min(year.last) });
            let person = self.meet(met_on, told);
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

    fn meet(&mut self, met_on: NaiveDate, told: Option<Told>) -> Person {
        let mut met = self.population.meet(&mut self.dice, met_on);
        let records = told.map(|told| background::tell(&mut self.dice, &mut met.entered, told));
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
        let person = Person(self.people.len() - 1);
        if let Some(records) = records {
            self.record(Record::Profile(person, records));
            self.look_after(person);
        }
        person
    }

    /// How they came, and who looks after them.
    fn look_after(&mut self, person: Person) {
        let (source, detail) = *self.dice.weighted(&[
            (4, ("support_organisation", "見本支援ネットワーク")),
            (3, ("friend", "")),
            (2, ("former_participant", "")),
            (2, ("unhcr", "")),
            (2, ("lawyer", "見本法律事務所")),
            (2, ("self", "")),
            (1, ("school", "見本日本語学校")),
            (1, ("municipality", "")),
        ]);
        let prefecture =
            *self.dice.weighted(&[(6, "13"), (3, "11"), (2, "14"), (2, "12"), (1, "27"), (1, "23"), (1, "10")]);
        let own = self.dice.percent(80);
        self.record(Record::Support { person, own, source, detail, prefecture });
    }

    /// Most people consent to keeping what they say before they are first asked.
    fn first_interview(&mut self, person: Person, on: NaiveDate) {
        if self.dice.percent(85) {
            let consent = self.consent(person, Purpose::Interview, on);
            self.known(person).interview_consent = Some(consent);
        }
        if self.dice.percent(8) {
            self.appear(person, on);
        }
        if self.dice.percent(12) {
            self.share(person, on);
        }
        self.known(person).interviewed_on = Some(on);
        self.interview(person, on);
    }

    /// Some let a newspaper, or any, tell of them; some of those are told of.
    fn appear(&mut self, person: Person, on: NaiveDate) {
        let medium = *self.dice.pick(&["見本新聞", "見本テレビ", "見本ラジオ"]);
        let named = self.dice.percent(60);
        let language = self.known(person).language;
        let mut entered = EnteredConsent::new(Purpose::Media, language, How::Written, &on.to_string());
        if named {
            entered.recipient = Recipient::Named(Guarded::from(medium));
        }
        self.consent_as(person, entered, on);
        if self.dice.percent(60) {
            let given = Given { name: self.dice.percent(30), picture: self.dice.percent(25), story: true };
            let note = Guarded::from(if given.picture { "横顔。顔は写さない。" } else { "仮名で。" });
            let used = EnteredMediaUse { medium: Guarded::from(medium), on: on.to_string(), given, note };
            self.record(Record::MediaUse(person, Box::new(used)));
        }
    }

    /// Some let another organisation know of them.
    fn share(&mut self, person: Person, on: NaiveDate) {
        let language = self.known(person).language;
        let mut entered = EnteredConsent::new(Purpose::Sharing, language, How::Spoken, &on.to_string());
        if self.dice.percent(70) {
            let partner = *self.dice.pick(&["見本支援ネットワーク", "見本法律事務所", "見本日本語学校"]);
            entered.recipient = Recipient::Named(Guarded::from(partner));
        }
        self.consent_as(person, entered, on);
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
            let still_comes = !known.placed && !known.closed && known.last_on < year.last;
            known.met_on >= year.first && known.interview_consent.is_some() && still_comes
        });
        let count = leaving.len() / 30 + usize::from(leaving.len() > 10);
        for person in self.dice.some(leaving, count) {
            let (consent, last_on) = (self.known(person).interview_consent.take(), self.known(person).last_on);
            let Some(consent) = consent else { continue };
            // Not on the day of an interview: on that day consent would no longer have stood.
            let on = self.dice.day(last_on + Days::new(1), year.last);
            self.record(Record::Withdrawal { consent, on });
            self.touch(person, on);
            self.known(person).closed = true;
        }
    }
}
