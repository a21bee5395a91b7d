//! Companies, recommendations, and what comes of them.

mod outcome;

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    consent::Purpose,
    ids::ParticipantId,
    ledger::Seeking,
    opening::Term,
    placement::{
        Side, Step,
        retention::{CHECKS, Still, due_on},
    },
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::{OfficeError, WritingDesk};

use crate::{
    companies,
    plan::Year,
    record::{Company, Opening, Person, Recommendation, Record},
    story::{Later, Story},
};
use outcome::{Outcome, window};

/// About one recommended person in so many is recommended to many companies.
const ONE_IN: usize = 35;
/// How many companies more.
const MORE: usize = 8;
/// Companies recommended to without a discussion in the year.
const WITHOUT_DISCUSSION: usize = 20;

/// Why somebody went on in spite of a warning.
pub const DESPITE: &str = "更新の申請中。許可を確かめてから働き始めることを、企業と本人に説明した。";

/// Whose decision an end with this reason mostly is.
pub fn side(reason: &str) -> Option<Side> {
    match reason {
        "" => None,
        "language_level" | "no_reply" | "position_filled" | "trial_not_continued" => Some(Side::Company),
        "withdrew" | "resigned" => Some(Side::Participant),
        _ => Some(Side::Other),
    }
}

impl Story {
    /// Talks with companies, recommends people and follows what comes of it.
    pub fn place_people(&mut self, year: &Year) {
        self.follow_up(year);
        while self.companies < year.numbers.companies {
            self.record(Record::Company(Box::new(companies::profile(self.companies))));
            self.companies += 1;
        }
        let (consulted, asked) = self.choose_companies(year);
        let discussed_by = self.recommend_people(year, &asked);
        self.discuss(year, &consulted, &discussed_by);
        self.ask_who_is_still_there(year);
    }

    /// Records the steps of earlier recommendations that fall into this year.
    fn follow_up(&mut self, year: &Year) {
        let (due, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.later).into_iter().partition(|step| step.on <= year.last);
        self.later = later;
        for Later { recommendation, step, on, reason } in due {
            self.take_step(recommendation, step, on, reason);
        }
    }

    /// Records a step, and remembers who was employed and who left.
    fn take_step(&mut self, recommendation: Recommendation, step: Step, on: NaiveDate, reason: &'static str) {
        match step {
            Step::Employed | Step::Permanent => {
                self.hired.entry(recommendation).or_insert((on, None));
            }
            Step::Ended => {
                if let Some(pair) = self.pairs.remove(&recommendation) {
                    self.live.remove(&pair);
                }
                if let Some((_, until)) = self.hired.get_mut(&recommendation) {
                    *until = Some(on);
                }
            }
            Step::CompanyInterview | Step::Offer | Step::TrialHire => {}
        }
        self.record(Record::Step { recommendation, step, on, reason });
    }

    /// Asks whether those who were employed are still there. What fell due in the last weeks of a year nobody asked yet.
    fn ask_who_is_still_there(&mut self, year: &Year) {
        let asked_until = year.last - Days::new(45);
        let hired: Vec<_> = self.hired.iter().map(|(recommendation, stay)| (*recommendation, *stay)).collect();
        for (recommendation, (since, until)) in hired {
            for months in CHECKS {
                let Some(due) = due_on(since, months) else { continue };
                if !(year.first - Days::new(45)..=asked_until).contains(&due)
                    || until.is_some_and(|until| until < since)
                {
                    continue;
                }
                let still = match until {
                    Some(until) if until < due => Still::No,
                    _ if recommendation.0 % 9 == 4 && months == 12 => Still::Unknown,
                    _ => Still::Yes,
                };
                let on = (due + Days::new(recommendation.0 as u64 % 10)).max(year.first);
                self.record(Record::Retention { recommendation, months, still, on });
            }
        }
    }

    /// What a company sought when somebody was recommended to it: for most there is an opening.
    pub fn opening_for(&mut self, year: &Year, company: Company, on: NaiveDate) -> Option<Opening> {
        if company.0 % 5 == 4 {
            return None;
        }
        if let Some((opening, from, until)) = self.openings.get(&company)
            && (*from..=*until).contains(&on)
        {
            return Some(*opening);
        }
        // Not before the year, so that nothing is older than the organisation.
        let since = (on - Days::new(5 + company.0 as u64 % 20)).max(year.first);
        let until = on + Days::new(180);
        let opening = companies::opening(company.0, self.offered, since, until);
        self.record(Record::Opening { company, opening: Box::new(opening), closed: None });
        self.openings.insert(company, (Opening(self.offered), since, until));
        self.offered += 1;
        Some(Opening(self.offered - 1))
    }

    /// The companies consulted, and those recommended to: most of the former, and a few more.
    fn choose_companies(&mut self, year: &Year) -> (Vec<Company>, Vec<Company>) {
        let all = self.dice.some((0..self.companies).map(Company).collect(), self.companies);
        let (consulted, others) = all.split_at(year.numbers.consulted.min(all.len()));
        let wanted = year.numbers.recommended_to;
        let outside = (wanted / WITHOUT_DISCUSSION).min(others.len());
        let inside = consulted.iter().take(wanted - outside);
        (consulted.to_vec(), inside.chain(others.iter().take(outside)).copied().collect())
    }

    /// Recommends people and returns the first recommendation of each company.
    fn recommend_people(&mut self, year: &Year, companies: &[Company]) -> BTreeMap<Company, NaiveDate> {
        let chosen = self.choose_people(year, companies.len());
        let hires = outcome::hires(year, chosen.len());
        let busy = (chosen.len() / ONE_IN).max(1).min(chosen.len());
        let mut first = BTreeMap::new();
        for (person, company, place) in self.pairs(year, &chosen, companies, busy, hires.len()) {
            let hire = place.and_then(|place| place.checked_sub(busy)).and_then(|place| hires.get(place));
            let outcome = hire.copied().unwrap_or_else(|| Outcome::draw(&mut self.dice));
            let on = self.recommend_person(year, person, company, outcome);
            first.entry(company).and_modify(|day: &mut NaiveDate| *day = on.min(*day)).or_insert(on);
        }
        first
    }

    /// People who look for work, those who may work before the others.
    fn choose_people(&mut self, year: &Year, companies: usize) -> Vec<Person> {
        let since = year.first - Days::new(1_095);
        let ready = year.on(9, 30);
        let looking =
            self.who(|known| known.met_on >= since && known.last_on <= ready && known.looks_for_work_on(ready));
        let (may_work, others): (Vec<_>, Vec<_>) = looking.into_iter().partition(|person| self.known(*person).may_work);
        let wanted = if companies == 0 { 0 } else { year.numbers.recommended };
        let mut chosen = self.dice.some(may_work, wanted);
        let missing = wanted - chosen.len();
        chosen.extend(self.dice.some(others, missing));
        for person in &chosen {
            let known = self.known(*person);
            known.ready_on = known.last_on;
        }
        chosen
    }

    /// Who is recommended where. Everybody and every company at least once; the place is that of a person's first
    /// recommendation. The first `busy` people go to many companies, the hired ones after them to one each.
    fn pairs(
        &mut self,
        year: &Year,
        people: &[Person],
        companies: &[Company],
        busy: usize,
        hired: usize,
    ) -> Vec<(Person, Company, Option<usize>)> {
        let (busy, rest) = (people.get(..busy).unwrap_or_default(), people.get(busy + hired..).unwrap_or_default());
        if busy.is_empty() || companies.is_empty() {
            return Vec::new();
        }
        let count = year.numbers.recommendations.max(people.len()).max(companies.len());
        let mut seen = BTreeSet::new();
        let mut pairs = Vec::with_capacity(count);
        for (n, company) in (0..count).zip(companies.iter().cycle()) {
            let more = n.saturating_sub(people.len());
            let (person, place) = match people.get(n) {
                Some(person) => (person, Some(n)),
                None if more < MORE * busy.len() => (busy.get(more / MORE).unwrap_or(self.dice.pick(busy)), None),
                None => (self.dice.pick(if rest.is_empty() { busy } else { rest }), None),
            };
            if seen.insert((*person, *company)) {
                pairs.push((*person, *company, place));
            }
        }
        pairs
    }

    /// Recommends a person to a company and records what comes of it, as far as it falls into the year.
    fn recommend_person(&mut self, year: &Year, person: Person, company: Company, outcome: Outcome) -> NaiveDate {
        let known = self.known(person);
        let ready = known.ready_on;
        if !known.placement_consent {
            known.placement_consent = true;
            self.consent(person, Purpose::Placement, ready);
        }
        let on = self.recommendation_day(year, person, outcome);
        // One that was left open is ended before the next one there.
        if let Some(open) = self.live.get(&(person, company)).copied() {
            self.take_step(open, Step::Ended, on, "no_reply");
        }
        let recommendation = self.recommend(year, person, company, on);
        self.live.insert((person, company), recommendation);
        self.pairs.insert(recommendation, (person, company));
        for (step, on, reason) in outcome::steps(&mut self.dice, year, outcome, on) {
            if on <= year.last {
                self.take_step(recommendation, step, on, reason);
                self.touch(person, on);
            } else {
                self.later.push(Later { recommendation, step, on, reason });
            }
        }
        self.known(person).placed |= outcome.takes_them_on();
        on
    }

    /// After what the person did before they were chosen, within the months that leave time for the outcome.
    fn recommendation_day(&mut self, year: &Year, person: Person, outcome: Outcome) -> NaiveDate {
        let (first, last) = window(year, outcome);
        let ready = self.known(person).ready_on.max(first);
        self.dice.day(ready, last)
    }

    /// At least one discussion with every company consulted; with those recommended to, one before it.
    fn discuss(&mut self, year: &Year, consulted: &[Company], by: &BTreeMap<Company, NaiveDate>) {
        for (place, company) in consulted.iter().enumerate() {
            let on = match by.get(company) {
                Some(recommended) => self.dice.day(year.first, *recommended),
                None if place + 1 == consulted.len() => year.last,
                None => self.dice.day(year.first, year.last),
            };
            let on = if place == 0 { year.first } else { on };
            self.talk_with(*company, on, place);
            for _ in 0..*self.dice.weighted(&[(5, 0), (3, 1), (2, 2)]) {
                let on = self.dice.day(year.first, year.last);
                self.talk_with(*company, on, place + 1);
            }
        }
    }

    /// A talk with a company. Before the first one somebody there becomes known.
    fn talk_with(&mut self, company: Company, on: NaiveDate, place: usize) {
        if self.known_companies.insert(company) {
            let (name, position) = companies::contact(company.0);
            self.record(Record::Contact { company, name, position, since: on });
        }
        let discussion = companies::discussion(company.0 + place, on);
        self.record(Record::Discussion { company, discussion: Box::new(discussion) });
    }
}

/// How long a job is meant to last, as far as the sample tells it: of a trial nobody wrote it down.
pub fn term(step: Step) -> Option<Term> {
    match step {
        Step::Employed => Some(Term::Indefinite),
        Step::Permanent => Some(Term::Regular),
        _ => None,
    }
}

/// Somebody who is introduced for the first time asks to be placed on that day. With a few the office forgot to enter
/// it, and with a few the address: the ledger says so.
pub fn ask(desk: &WritingDesk<'_>, who: ParticipantId, on: NaiveDate) -> Result<(), OfficeError> {
    if who.0.is_multiple_of(7) || !desk.seekings(who)?.is_empty() {
        return Ok(());
    }
    let address = format!("見本市みどり町{}-{}", who.0 % 9 + 1, who.0 % 20 + 1);
    let seeking = Seeking {
        received_on: on,
        valid_until: None,
        closed_on: None,
        occupation: String::from("9"),
        wish: None,
        address: (!who.0.is_multiple_of(5)).then(|| Guarded::new(address)),
    };
    desk.save_seeking(who, None, seeking).map(drop)
}
