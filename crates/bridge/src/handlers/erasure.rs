//! Erasing a participant, and the yearly review.

use casework::{dates::DateError, ids::ParticipantId};
use office::{EraseError, OfficeError};

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show::erasure::{erased, preview, purpose_of, reason_of, review_view},
    views::{
        erasure::{
            ConfirmDateRequest, EraseRequest, ErasedView, ErasurePreview, KeepParticipantRequest, RemoveHoldRequest,
            ReviewView, SaveRetentionRequest,
        },
        people::ParticipantRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

impl From<EraseError> for CommandError {
    fn from(error: EraseError) -> Self {
        match error {
            EraseError::Session(office::SessionError::WrongSecret) => Self::at(ErrorCode::WrongSecret, "current"),
            EraseError::Session(error) => error.into(),
            EraseError::Office(error) => error.into(),
        }
    }
}

pub fn erasure_preview(host: &Host, request: ParticipantRequest) -> Answer<ErasurePreview> {
    Ok(preview(&host.office.erasure_preview(ParticipantId(request.id))?))
}

pub fn erase_participant(host: &Host, request: EraseRequest) -> Answer<ErasedView> {
    let EraseRequest { participant, reason, current } = request;
    Ok(erased(&host.office.erase(ParticipantId(participant), reason_of(reason), &current)?))
}

pub fn review(host: &Host, (): ()) -> Answer<ReviewView> {
    Ok(review_view(&host.office.read(|desk| desk.review())?))
}

pub fn save_retention(host: &Host, request: SaveRetentionRequest) -> Answer<ReviewView> {
    let rule = |rule: &crate::views::erasure::RetentionRule| office::RetentionRule {
        purpose: purpose_of(rule.purpose),
        months: rule.months,
    };
    let rules: Vec<_> = request.rules.iter().map(rule).collect();
    host.office.write(|desk| desk.save_retention(&rules))?;
    review(host, ())
}

pub fn keep_participant(host: &Host, request: KeepParticipantRequest) -> Answer<ReviewView> {
    host.office.write(|desk| desk.keep(ParticipantId(request.participant), &request.reason))?;
    review(host, ())
}

pub fn remove_hold(host: &Host, request: RemoveHoldRequest) -> Answer<ReviewView> {
    host.office.write(|desk| desk.remove_hold(request.hold))?;
    review(host, ())
}

pub fn confirm_date(host: &Host, request: ConfirmDateRequest) -> Answer<ReviewView> {
    let today = request.today.parse().map_err(|_| OfficeError::field("today", DateError::NoSuchDate))?;
    host.office.write(|desk| desk.confirm_date(today))?;
    review(host, ())
}
