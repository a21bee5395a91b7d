//! The journal.

use casework::{dates::DateError, ids::ParticipantId};
use chrono::NaiveDate;
use office::{JournalFilter, OfficeError};

use crate::{
    error::CommandError,
    host::Host,
    show::journal::{content, journal_page},
    views::journal::{JournalContent, JournalEntryRequest, JournalPage, JournalRequest, NotePrintedRequest},
};

type Answer<T> = Result<T, CommandError>;

pub fn journal(host: &Host, request: JournalRequest) -> Answer<JournalPage> {
    let filter = JournalFilter {
        participant: request.participant.map(ParticipantId),
        member: request.member,
        verb: request.verb,
        from: day("from", request.from.as_deref())?,
        to: day("to", request.to.as_deref())?,
        before: request.before.map(u64::from),
        limit: request.limit,
    };
    Ok(journal_page(&host.office.read(|desk| desk.journal(&filter))?))
}

pub fn journal_entry(host: &Host, request: JournalEntryRequest) -> Answer<JournalContent> {
    Ok(content(&host.office.read(|desk| desk.journal_entry(u64::from(request.n)))?))
}

pub fn note_printed(host: &Host, request: NotePrintedRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.note_printed(request.participant.map(ParticipantId)))?)
}

fn day(field: &str, text: Option<&str>) -> Result<Option<NaiveDate>, OfficeError> {
    let parsed = text.map(|text| text.parse().map_err(|_| OfficeError::field(field, DateError::NoSuchDate)));
    parsed.transpose()
}
