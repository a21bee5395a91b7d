//! Participants, consents, Today.

use casework::{
    codes,
    consent::{How, Purpose, Recipient},
    ids::{ConsentId, ParticipantId},
};
use office::{EnteredConsent, MOST_FOUND, NewName, NewParticipant, NewResidence};
use store::Order;

use crate::{
    error::CommandError,
    host::Host,
    show::finding::found_page,
    show::people::{
        associate_alike, draft_summary, likely_duplicate, name_kind, participant_page, permit_due, person_row, work_of,
    },
    views::{
        interviews::TodayView,
        people::{
            AddParticipantRequest, CodesView, ConsentHow, ConsentPurpose, ConsentRecipient, CorrectParticipantRequest,
            CountryCode, DuplicatesView, ListPeopleRequest, ParticipantInput, ParticipantRequest, ParticipantView,
            PeopleOrder, PeoplePage, RecordConsentRequest, WithdrawConsentRequest,
        },
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn today(host: &Host, (): ()) -> Answer<TodayView> {
    let day = host.office.read(|desk| desk.day())?;
    Ok(TodayView {
        drafts: day.drafts.iter().map(|(draft, person)| draft_summary(draft, person)).collect(),
        permits: day.permits.iter().map(permit_due).collect(),
        unseen: day.unseen.iter().map(person_row).collect(),
        unseen_total: day.unseen_total,
        participants: day.participants,
    })
}

pub fn codes(_: &Host, (): ()) -> Answer<CodesView> {
    let special = [(codes::STATELESS, ""), (codes::NATIONALITY_UNKNOWN, "")];
    let countries = codes::countries().chain(special);
    let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    Ok(CodesView {
        countries: countries
            .map(|(alpha3, alpha2)| CountryCode { alpha3: alpha3.to_owned(), alpha2: alpha2.to_owned() })
            .collect(),
        residence_statuses: owned(codes::RESIDENCE_STATUSES),
        languages: owned(codes::LANGUAGES),
    })
}

pub fn list_people(host: &Host, request: ListPeopleRequest) -> Answer<PeoplePage> {
    let order = match request.order {
        PeopleOrder::NewestContact => Order::NewestContact,
        PeopleOrder::Name => Order::Name,
        PeopleOrder::LongestUnseen => Order::LongestUnseen,
    };
    // EXPOSE: only whether anything was typed.
    if !request.query.expose().trim().is_empty() {
        let found = host.office.read(|desk| desk.search(&request.query, MOST_FOUND))?;
        return Ok(found_page(&found, request.offset, request.limit));
    }
    let (total, rows) = host.office.read(|desk| desk.people(order, request.offset, request.limit))?;
    Ok(PeoplePage { total, rows: rows.iter().map(person_row).collect(), found: Vec::new() })
}

pub fn find_duplicates(host: &Host, request: ParticipantInput) -> Answer<DuplicatesView> {
    let entered = entered(request);
    let (likely, associates) =
        host.office.read(|desk| Ok((desk.duplicates_of(&entered)?, desk.associates_alike(&entered)?)))?;
    Ok(DuplicatesView {
        likely: likely.iter().map(likely_duplicate).collect(),
        associates: associates.iter().map(associate_alike).collect(),
    })
}

pub fn add_participant(host: &Host, request: AddParticipantRequest) -> Answer<ParticipantView> {
    let entered = entered(request.participant);
    let id = host.office.write(|desk| desk.add_participant(&entered, request.not_a_duplicate))?;
    page(host, id)
}

pub fn correct_participant(host: &Host, request: CorrectParticipantRequest) -> Answer<ParticipantView> {
    let (id, entered) = (ParticipantId(request.id), entered(request.participant));
    host.office.write(|desk| desk.correct_participant(id, &entered))?;
    page(host, id)
}

pub fn participant(host: &Host, request: ParticipantRequest) -> Answer<ParticipantView> {
    page(host, ParticipantId(request.id))
}

pub fn record_consent(host: &Host, request: RecordConsentRequest) -> Answer<ParticipantView> {
    let id = ParticipantId(request.participant);
    let purpose = match request.purpose {
        ConsentPurpose::Interview => Purpose::Interview,
        ConsentPurpose::Placement => Purpose::Placement,
        ConsentPurpose::Media => Purpose::Media,
        ConsentPurpose::Sharing => Purpose::Sharing,
    };
    let how = match request.how {
        ConsentHow::Spoken => How::Spoken,
        ConsentHow::Written => How::Written,
        ConsentHow::Interpreted => How::Interpreted,
    };
    let usual = EnteredConsent::new(purpose, &request.language, how, &request.on);
    let recipient = match request.recipient {
        None => usual.recipient.clone(),
        Some(ConsentRecipient::Own) => Recipient::Own,
        Some(ConsentRecipient::Any) => Recipient::Any,
        Some(ConsentRecipient::Named) => Recipient::Named(request.recipient_name),
    };
    let entered = EnteredConsent { recipient, interpreter: request.interpreter, ..usual };
    host.office.write(|desk| desk.record_consent(id, &entered))?;
    page(host, id)
}

pub fn withdraw_consent(host: &Host, request: WithdrawConsentRequest) -> Answer<ParticipantView> {
    host.office.write(|desk| desk.withdraw_consent(ConsentId(request.consent), &request.on))?;
    page(host, ParticipantId(request.participant))
}

pub(crate) fn page(host: &Host, id: ParticipantId) -> Answer<ParticipantView> {
    Ok(participant_page(&host.office.read(|desk| desk.participant_page(id))?))
}

fn entered(input: ParticipantInput) -> NewParticipant {
    let name = |name: crate::views::people::NameInput| NewName {
        kind: name_kind(name.kind),
        text: name.text,
        script: name.script,
    };
    NewParticipant {
        names: input.names.into_iter().map(name).collect(),
        birth: input.birth,
        nationality: input.nationality,
        other_nationalities: input.other_nationalities,
        origin: input.origin,
        languages: input.languages,
        first_contact: input.first_contact,
        residence: input.residence.map(|residence| NewResidence {
            status: residence.status,
            expires_on: residence.expires_on.unwrap_or_default(),
            work: work_of(residence.work),
        }),
    }
}
