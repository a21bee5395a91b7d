//! Companies, the people in them, discussions and openings.

use casework::{
    company::CompanyProfile,
    ids::{AssociateId, CompanyId, ContactId, DiscussionId, OpeningId},
    opening::{NewOpening, PayUnit, Term},
    profile::JlptLevel,
};
use guarded::Guarded;
use office::{CompanyRemoved, EnteredContact, EnteredDiscussion, EnteredOpening};

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show::companies::{company_row, company_view, fitting as fitting_view, opening_row, opening_view},
    views::companies::{
        CloseOpeningRequest, CompaniesRequest, CompaniesView, CompanyGoneView, CompanyInput, CompanyRequest,
        CompanyView, DiscussionRequest, FinishNextStepRequest, FittingView, OpeningInput, OpeningRequest, OpeningView,
        OpeningsRequest, OpeningsView, SaveCompanyRequest, SaveContactRequest, SaveDiscussionRequest,
        SaveOpeningRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn companies(host: &Host, request: CompaniesRequest) -> Answer<CompaniesView> {
    let rows = host.office.read(|desk| desk.companies(&request.query))?;
    Ok(CompaniesView { rows: rows.iter().map(company_row).collect() })
}

pub fn company(host: &Host, request: CompanyRequest) -> Answer<CompanyView> {
    page(host, CompanyId(request.id))
}

fn page(host: &Host, id: CompanyId) -> Answer<CompanyView> {
    Ok(company_view(&host.office.read(|desk| desk.company_page(id))?))
}

pub fn save_company(host: &Host, request: SaveCompanyRequest) -> Answer<CompanyView> {
    let profile = profile(request.company);
    let id = host.office.write(|desk| match request.id.map(CompanyId) {
        Some(id) => desk.correct_company(id, &profile).map(|()| id),
        None => desk.enter_company(&profile, request.another),
    })?;
    page(host, id)
}

fn profile(input: CompanyInput) -> CompanyProfile {
    CompanyProfile {
        name: Guarded::new(input.name),
        reading: Guarded::new(input.reading),
        name_en: Guarded::new(input.name_en),
        industry: input.industry,
        size: input.size,
        prefecture: input.prefecture,
        address: Guarded::new(input.address),
        phone: Guarded::new(input.phone),
        website: Guarded::new(input.website),
        notes: Guarded::new(input.notes),
    }
}

pub fn remove_company(host: &Host, request: CompanyRequest) -> Answer<CompanyGoneView> {
    let gone = host.office.write(|desk| desk.remove_company(CompanyId(request.id)))?;
    Ok(CompanyGoneView { retired: gone == CompanyRemoved::Retired })
}

pub fn restore_company(host: &Host, request: CompanyRequest) -> Answer<CompanyView> {
    host.office.write(|desk| desk.restore_company(CompanyId(request.id)))?;
    page(host, CompanyId(request.id))
}

pub fn save_contact(host: &Host, request: SaveContactRequest) -> Answer<CompanyView> {
    let company = CompanyId(request.company);
    host.office.write(|desk| match request.id.map(ContactId) {
        Some(id) => desk.correct_contact(id, &request.position, &request.until),
        None => {
            let entered = EnteredContact {
                associate: request.associate.map(AssociateId),
                name: request.name,
                reach: request.reach,
                position: request.position,
                from: request.from,
            };
            desk.add_contact(company, &entered).map(drop)
        }
    })?;
    page(host, company)
}

pub fn save_discussion(host: &Host, request: SaveDiscussionRequest) -> Answer<CompanyView> {
    let company = CompanyId(request.company);
    let entered = EnteredDiscussion {
        on: request.on,
        kind: request.kind,
        contact: request.contact.map(ContactId),
        said: request.said,
        next_step: request.next_step,
        due_on: request.due_on,
        assignee: request.assignee,
    };
    host.office.write(|desk| match request.id.map(DiscussionId) {
        Some(id) => desk.correct_discussion(id, &entered),
        None => desk.enter_discussion(company, &entered).map(drop),
    })?;
    page(host, company)
}

pub fn finish_next_step(host: &Host, request: FinishNextStepRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.finish_next_step(DiscussionId(request.id), request.done))?)
}

pub fn remove_discussion(host: &Host, request: DiscussionRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.remove_discussion(DiscussionId(request.id)))?)
}

pub fn openings(host: &Host, request: OpeningsRequest) -> Answer<OpeningsView> {
    let lines = host.office.read(|desk| desk.openings(request.open))?;
    Ok(OpeningsView { rows: lines.iter().map(opening_row).collect() })
}

pub fn opening(host: &Host, request: OpeningRequest) -> Answer<OpeningView> {
    opening_page(host, OpeningId(request.id))
}

fn opening_page(host: &Host, id: OpeningId) -> Answer<OpeningView> {
    Ok(opening_view(&host.office.read(|desk| desk.opening_page(id))?))
}

pub fn save_opening(host: &Host, request: SaveOpeningRequest) -> Answer<OpeningView> {
    let entered = entered_opening(host, request.opening)?;
    let id = host.office.write(|desk| match request.id.map(OpeningId) {
        Some(id) => desk.correct_opening(id, &entered).map(|()| id),
        None => desk.add_opening(&entered),
    })?;
    opening_page(host, id)
}

fn entered_opening(host: &Host, input: OpeningInput) -> Answer<EnteredOpening> {
    let unknown = |field: &str| CommandError::at(ErrorCode::UnknownCode, field);
    let pay_unit = PayUnit::from_code(&input.pay_unit).ok_or_else(|| unknown("pay_unit"))?;
    let term = optional(&input.term, Term::from_code).ok_or_else(|| unknown("term"))?;
    let level = |code: &str| JlptLevel::ALL.into_iter().find(|level| format!("N{}", level.number()) == code);
    let japanese = optional(&input.japanese, level).ok_or_else(|| unknown("japanese"))?;
    let today = host.office.read(|desk| Ok(desk.today()))?;
    let opening = NewOpening {
        occupation: input.occupation,
        tasks: Guarded::new(input.tasks),
        prefecture: input.prefecture,
        place: Guarded::new(input.place),
        pay_from: input.pay_from,
        pay_to: input.pay_to,
        pay_unit,
        term,
        term_months: input.term_months,
        trial_months: input.trial_months,
        hours: Guarded::new(input.hours),
        conditions: Guarded::new(input.conditions),
        japanese,
        languages: input.languages,
        statuses: input.statuses,
        sought: input.sought,
        notes: Guarded::new(input.notes),
        ..NewOpening::new(CompanyId(input.company), Guarded::new(input.title), today)
    };
    Ok(EnteredOpening { opening, received_on: input.received_on, valid_until: input.valid_until })
}

/// Reads a code that may be empty: `None` when it is another.
pub(super) fn optional<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if code.is_empty() { Some(None) } else { read(code).map(Some) }
}

pub fn close_opening(host: &Host, request: CloseOpeningRequest) -> Answer<OpeningView> {
    let id = OpeningId(request.id);
    host.office.write(|desk| desk.close_opening(id, &request.on, &request.reason))?;
    opening_page(host, id)
}

pub fn reopen_opening(host: &Host, request: OpeningRequest) -> Answer<OpeningView> {
    host.office.write(|desk| desk.reopen_opening(OpeningId(request.id)))?;
    opening_page(host, OpeningId(request.id))
}

pub fn fitting(host: &Host, request: OpeningRequest) -> Answer<FittingView> {
    Ok(fitting_view(&host.office.read(|desk| desk.fitting(OpeningId(request.id)))?))
}
