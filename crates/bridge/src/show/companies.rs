//! Companies, the people in them, discussions and openings.

use casework::{
    company::{CompanyProfile, Discussion},
    opening::NewOpening,
    placement::matching::{Japanese, Suits as CaseSuits},
    profile::SelfRated,
};
use guarded::Guarded;
use office::{CompanyPage, ContactLine, Fitting, FittingPerson, OpeningLine, OpeningPage};

use super::{
    people::person_row,
    placements::{placement_row, term_code},
};
use crate::views::companies::{
    CompanyInput, CompanyRow, CompanyView, ContactRow, DiscussionRow, FittingRow, FittingView, KnownBy, OpeningInput,
    OpeningRow, OpeningView, Suits,
};

/// EXPOSE: everything in this file is shown to the member of staff who opened the vault.
fn text(text: &Guarded<String>) -> String {
    text.expose().clone()
}

fn day(day: Option<chrono::NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub fn company_row(row: &store::CompanyRow) -> CompanyRow {
    let profile = &row.company.profile;
    CompanyRow {
        id: row.company.id.0,
        name: text(&profile.name),
        reading: text(&profile.reading),
        name_en: text(&profile.name_en),
        industry: profile.industry.clone(),
        size: profile.size.clone(),
        prefecture: profile.prefecture.clone(),
        last_discussion: day(row.last_discussion),
        openings: row.openings,
        live: row.live,
        hired: row.hired,
        retired_on: day(row.company.retired_on),
    }
}

pub fn company_view(page: &CompanyPage) -> CompanyView {
    CompanyView {
        id: page.company.id.0,
        company: profile(&page.company.profile),
        retired_on: day(page.company.retired_on),
        has_history: page.has_history,
        contacts: page.contacts.iter().map(contact).collect(),
        discussions: page.discussions.iter().map(discussion).collect(),
        openings: page.openings.iter().map(opening_row).collect(),
        placements: page.placements.iter().map(placement_row).collect(),
    }
}

fn profile(profile: &CompanyProfile) -> CompanyInput {
    CompanyInput {
        name: text(&profile.name),
        reading: text(&profile.reading),
        name_en: text(&profile.name_en),
        industry: profile.industry.clone(),
        size: profile.size.clone(),
        prefecture: profile.prefecture.clone(),
        address: text(&profile.address),
        phone: text(&profile.phone),
        website: text(&profile.website),
        notes: text(&profile.notes),
    }
}

fn contact(line: &ContactLine) -> ContactRow {
    let of = &line.contact.contact;
    ContactRow {
        id: line.contact.id.0,
        associate: of.associate.0,
        name: text(&line.name),
        reach: text(&line.reach),
        position: text(&of.position),
        from: of.from.to_string(),
        until: day(of.until),
        roles: line.roles.clone(),
    }
}

fn discussion(of: &Discussion) -> DiscussionRow {
    let said = &of.discussion;
    DiscussionRow {
        id: of.id.0,
        on: said.on.to_string(),
        kind: said.kind.clone(),
        contact: said.contact.map(|id| id.0),
        said: text(&said.said),
        next_step: text(&said.next_step),
        due_on: day(said.due_on),
        done_on: day(said.done_on),
        assignee: said.assignee,
    }
}

pub fn opening_row(line: &OpeningLine) -> OpeningRow {
    let closed = line.opening.closed.as_ref();
    OpeningRow {
        id: line.opening.id.0,
        company_name: text(&line.company),
        opening: opening(&line.opening.opening),
        is_open: line.is_open,
        closed_on: closed.map(|end| end.on.to_string()),
        close_reason: closed.map_or_else(String::new, |end| end.reason.clone()),
        live: line.live,
        employed: line.employed,
    }
}

pub fn opening_view(page: &OpeningPage) -> OpeningView {
    OpeningView { row: opening_row(&page.line), placements: page.placements.iter().map(placement_row).collect() }
}

fn opening(of: &NewOpening) -> OpeningInput {
    OpeningInput {
        company: of.company.0,
        title: text(&of.title),
        occupation: of.occupation.clone(),
        tasks: text(&of.tasks),
        prefecture: of.prefecture.clone(),
        place: text(&of.place),
        pay_from: of.pay_from,
        pay_to: of.pay_to,
        pay_unit: of.pay_unit.code().to_owned(),
        term: term_code(of.term),
        term_months: of.term_months,
        trial_months: of.trial_months,
        hours: text(&of.hours),
        conditions: text(&of.conditions),
        japanese: of.japanese.map_or_else(String::new, |level| format!("N{}", level.number())),
        languages: of.languages.clone(),
        statuses: of.statuses.clone(),
        sought: of.sought,
        received_on: of.received_on.to_string(),
        valid_until: day(of.valid_until).unwrap_or_default(),
        notes: text(&of.notes),
    }
}

pub fn fitting(fitting: &Fitting) -> FittingView {
    FittingView { rows: fitting.people.iter().map(fitting_row).collect(), of: fitting.of }
}

fn fitting_row(one: &FittingPerson) -> FittingRow {
    let fit = &one.fit;
    let (known_by, level) = japanese(fit.knows);
    FittingRow {
        person: person_row(&one.person),
        occupation: suits(fit.occupation),
        nearest: fit.nearest.clone(),
        same_group: fit.same_group,
        japanese: suits(fit.japanese),
        known_by,
        level,
        languages_missing: fit.languages_missing.clone(),
        place: suits(fit.place),
        status: suits(fit.status),
        against: fit.is_against(),
        under_way: one.under_way,
    }
}

const fn suits(suits: CaseSuits) -> Suits {
    match suits {
        CaseSuits::Yes => Suits::Yes,
        CaseSuits::Unknown => Suits::Unknown,
        CaseSuits::No => Suits::No,
    }
}

fn japanese(known: Japanese) -> (KnownBy, String) {
    match known {
        Japanese::Jlpt(level) => (KnownBy::Test, format!("N{}", level.number())),
        Japanese::Cefr(level) => (KnownBy::Assessed, level.code().to_owned()),
        Japanese::Says(said) => (KnownBy::Said, said_code(said).to_owned()),
        Japanese::Unknown => (KnownBy::Nothing, String::new()),
    }
}

const fn said_code(said: SelfRated) -> &'static str {
    match said {
        SelfRated::Words => "words",
        SelfRated::Everyday => "everyday",
        SelfRated::Work => "work",
        SelfRated::Fluent => "fluent",
        SelfRated::MotherTongue => "mother_tongue",
    }
}
