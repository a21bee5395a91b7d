//! The organisation as it comes to be, one fiscal year after another.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    consent::{How, Purpose},
    placement::Step,
    programme::NewCohort,
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::EnteredConsent;

use crate::{
    companies,
    dice::Dice,
    people::Population,
    plan::Year,
    record::{Cohort, Company, Consent, Mentor, Opening, Person, Recommendation, Record},
    texts,
};

/// What the story remembers of a person.
#[derive(Debug, Clone)]
pub struct Known {
    pub met_on: NaiveDate,
    /// The day of their newest fact.
    pub last_on: NaiveDate,
    /// The day from which they could be recommended when they last were.
    pub ready_on: NaiveDate,
    pub language: &'static str,
    pub interviewed_on: Option<NaiveDate>,
    /// Consent to keep sensitive answers, while it stands.
    pub interview_consent: Option<Consent>,
    pub placement_consent: bool,
    pub may_work: bool,
    /// The last fiscal year with a career training.
    pub trained_in: Option<i32>,
    /// Employed or on a trial hire.
    pub placed: bool,
    /// No longer comes.
    pub closed: bool,
}

impl Known {
    /// Whether they still come, have no job through the organisation, and were interviewed by a day.
    pub fn looks_for_work_on(&self, day: NaiveDate) -> bool {
        !self.placed && !self.closed && self.interviewed_on.is_some_and(|on| on <= day)
    }
}

/// A step that lies after the year in which it was planned.
#[derive(Debug, Clone, Copy)]
pub struct Later {
    pub recommendation: Recommendation,
    pub step: Step,
    pub on: NaiveDate,
    pub reason: &'static str,
}

/// Who interprets when somebody consents. They are nobody.
const INTERPRETERS: &[&str] = &["見本 さくら", "見本 ひろし", "見本の通訳派遣", "(友人)"];

/// Everything that was made so far.
#[derive(Debug)]
pub struct Story {
    pub dice: Dice,
    pub population: Population,
    pub people: Vec<Known>,
    pub companies: usize,
    pub later: Vec<Later>,
    /// Recommendations that have not ended, by whom and where.
    pub live: BTreeMap<(Person, Company), Recommendation>,
    /// The same from the other side.
    pub pairs: BTreeMap<Recommendation, (Person, Company)>,
    /// Whom companies employed: since when, and until when.
    pub hired: BTreeMap<Recommendation, (NaiveDate, Option<NaiveDate>)>,
    /// The newest opening of each company, from its first day to its last.
    pub openings: BTreeMap<Company, (Opening, NaiveDate, NaiveDate)>,
    /// Companies in which somebody is known.
    pub known_companies: BTreeSet<Company>,
    /// How many openings there are.
    pub offered: usize,
    consents: usize,
    cohorts: usize,
    mentors: usize,
    recommendations: usize,
    records: Vec<Record>,
}

impl Story {
    /// The story before the founding.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let population = Population::new(&mut dice);
        Self {
            dice,
            population,
            people: Vec::new(),
            companies: 0,
            later: Vec::new(),
            live: BTreeMap::new(),
            pairs: BTreeMap::new(),
            hired: BTreeMap::new(),
            openings: BTreeMap::new(),
            known_companies: BTreeSet::new(),
            offered: 0,
            consents: 0,
            cohorts: 0,
            mentors: 0,
            recommendations: 0,
            records: Vec::new(),
        }
    }

    /// Makes the next year and returns its records in an order in which they can be written.
    pub fn year(&mut self, year: &Year) -> Vec<Record> {
        if year.numbers.year == texts::POLICY_SINCE {
            self.record(Record::Policy { on: year.first, ja: texts::POLICY.0, en: texts::POLICY.1 });
        }
        self.meet_people(year);
        self.interview_again(year);
        self.run_courses(year);
        self.place_people(year);
        self.appear_in_public(year);
        self.withdraw_consents(year);
        self.say_what_was_done(year);
        std::mem::take(&mut self.records)
    }

    /// The people for whom a condition holds.
    pub fn who(&self, fits: impl Fn(&Known) -> bool) -> Vec<Person> {
        let people = self.people.iter().enumerate();
        people.filter(|(_, known)| fits(known)).map(|(place, _)| Person(place)).collect()
    }

    /// What is known of a person.
    ///
    /// # Panics
    /// Never: people are made here and not taken away.
    pub fn known(&mut self, person: Person) -> &mut Known {
        self.people.get_mut(person.0).expect("a person of this story")
    }

    /// Notes that something happened to a person on a day.
    pub fn touch(&mut self, person: Person, on: NaiveDate) {
        let known = self.known(person);
        known.last_on = known.last_on.max(on);
    }

    pub fn record(&mut self, record: Record) {
        self.records.push(record);
    }

    pub fn consent(&mut self, person: Person, purpose: Purpose, on: NaiveDate) -> Consent {
        let language = self.known(person).language;
        let how = *self.dice.weighted(&[(4, How::Written), (2, How::Spoken), (2, How::Interpreted)]);
        let entered = EnteredConsent::new(purpose, language, how, &on.to_string());
        self.consent_as(person, entered, on)
    }

    pub fn consent_as(&mut self, person: Person, mut entered: EnteredConsent, on: NaiveDate) -> Consent {
        if entered.how == How::Interpreted && self.dice.percent(70) {
            entered.interpreter = Guarded::from(*self.dice.pick(INTERPRETERS));
        }
        self.record(Record::Consent(person, Box::new(entered)));
        self.touch(person, on);
        self.consents += 1;
        Consent(self.consents - 1)
    }

    pub fn enrol(&mut self, cohort: Cohort, person: Person, on: NaiveDate) {
        self.record(Record::Enrolment { cohort, person, on });
        self.touch(person, on);
    }

    pub fn cohort(&mut self, course: &str, name: String, starts_on: NaiveDate, ends_on: NaiveDate) -> Cohort {
        let ends_on = Some(ends_on);
        self.cohort_like(NewCohort { course: course.to_owned(), name, starts_on, ends_on, ..NewCohort::default() })
    }

    pub fn cohort_like(&mut self, cohort: NewCohort) -> Cohort {
        self.record(Record::Cohort(cohort));
        self.cohorts += 1;
        Cohort(self.cohorts - 1)
    }

    pub fn mentor_named(&mut self, name: String, since: NaiveDate) -> Mentor {
        self.record(Record::Mentor { name, since });
        self.mentors += 1;
        Mentor(self.mentors - 1)
    }

    pub fn recommend(&mut self, year: &Year, person: Person, company: Company, on: NaiveDate) -> Recommendation {
        let opening = self.opening_for(year, company, on);
        let (told, inside) = companies::notes(self.recommendations);
        self.record(Record::Recommendation { person, company, opening, on, told, inside });
        self.touch(person, on);
        self.recommendations += 1;
        Recommendation(self.recommendations - 1)
    }
}
