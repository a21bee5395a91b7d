//! Event mode and what becomes of its contacts.

use casework::{codes::CodeList, ids::ActivityId};
use office::EnteredQuickContact;

use crate::{
    error::CommandError,
    handlers::session::{at_current, now},
    host::Host,
    show::event::{contacts, screen},
    views::{
        activities::ActivityRequest,
        event::{
            CompleteContactRequest, CompletedContact, ContactInput, CountAtEventRequest, EventView, LeaveEventRequest,
            QuickContactRequest, QuickContactsView, RestoreContactRequest,
        },
        session::SessionView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn begin_event(host: &Host, request: ActivityRequest) -> Answer<EventView> {
    Ok(screen(host.office.begin_event(ActivityId(request.id))?))
}

pub fn event_screen(host: &Host, (): ()) -> Answer<EventView> {
    Ok(screen(host.office.event_screen()?))
}

pub fn count_at_event(host: &Host, request: CountAtEventRequest) -> Answer<EventView> {
    Ok(screen(host.office.count_at_event(&request.category, request.step)?))
}

pub fn take_contact(host: &Host, request: ContactInput) -> Answer<EventView> {
    Ok(screen(host.office.take_contact(&entered(request))?))
}

pub fn leave_event(host: &Host, request: LeaveEventRequest) -> Answer<SessionView> {
    host.office.leave_event(&request.current).map_err(at_current)?;
    now(host)
}

pub fn quick_contacts(host: &Host, (): ()) -> Answer<QuickContactsView> {
    Ok(host.office.read(|desk| Ok(contacts(desk.quick_contacts()?, desk.code_list(CodeList::ContactKind)?)))?)
}

pub fn complete_contact(host: &Host, request: CompleteContactRequest) -> Answer<CompletedContact> {
    let participant = host.office.write(|desk| desk.complete_contact(request.id, request.not_a_duplicate))?;
    Ok(CompletedContact { participant: participant.0 })
}

pub fn discard_contact(host: &Host, request: QuickContactRequest) -> Answer<QuickContactsView> {
    host.office.write(|desk| desk.discard_contact(request.id))?;
    quick_contacts(host, ())
}

pub fn restore_contact(host: &Host, request: RestoreContactRequest) -> Answer<QuickContactsView> {
    let contact = entered(request.contact);
    host.office.write(|desk| desk.restore_contact(&request.on, &contact))?;
    quick_contacts(host, ())
}

fn entered(input: ContactInput) -> EnteredQuickContact {
    let ContactInput { name, way, value, language, agreed } = input;
    EnteredQuickContact { name, way, value, language, agreed }
}
