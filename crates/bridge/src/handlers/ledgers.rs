//! The ledgers of the placement law, and who asked to be placed.

use casework::{
    dates::full_day,
    fee::{Fee, FeeFor},
    ids::{CompanyId, ParticipantId, RecommendationId},
    ledger::Seeking,
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{CvFile, LedgerFile, LedgerFileError, Licence, OfficeError};

use crate::{
    error::{CommandError, ErrorCode},
    host::{FileSuggestion, Host},
    show::{
        ledgers::{fee, fee_kind_of, held, ledgers_view, seekings_view},
        papers::blocks,
    },
    views::{
        Language,
        ledgers::{
            FeeInput, FeesView, HeldLedgerView, LedgerKind, LedgerPaperView, LedgersRequest, LedgersView, LicenceView,
            PrintLedgerRequest, RemoveFeeRequest, RemoveSeekingRequest, SaveFeeRequest, SaveLedgerRequest,
            SaveSeekingRequest, SeekingInput, SeekingsView,
        },
        papers::CvFileKind,
        people::ParticipantRequest,
        placements::PlacementRequest,
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

impl From<LedgerFileError> for CommandError {
    fn from(error: LedgerFileError) -> Self {
        match error {
            LedgerFileError::Session(office::SessionError::WeakPassphrase) => {
                Self::at(ErrorCode::WeakPassphrase, "passphrase")
            }
            LedgerFileError::Session(error) => error.into(),
            LedgerFileError::Office(error) => error.into(),
        }
    }
}

pub fn ledgers(host: &Host, request: LedgersRequest) -> Answer<LedgersView> {
    let (ledgers, years) = host.office.read(|desk| {
        let year = desk.ledger_year(request.year)?;
        Ok((desk.ledgers(year)?, desk.ledger_years(year)?))
    })?;
    Ok(ledgers_view(ledgers, years))
}

pub fn save_licence(host: &Host, request: LicenceView) -> Answer<()> {
    let licence = Licence { number: request.number, fees: request.fees };
    Ok(host.office.write(|desk| desk.save_licence(&licence))?)
}

pub fn print_ledger(host: &Host, request: PrintLedgerRequest) -> Answer<LedgerPaperView> {
    let (kind, year) = (kind_of(request.ledger), request.year);
    let sheet = host.office.write(|desk| {
        desk.note_ledger_printed(kind, year)?;
        desk.ledger_sheet(kind, year, language_of(request.language))
    })?;
    Ok(LedgerPaperView { blocks: blocks(&sheet) })
}

pub fn save_ledger(host: &Host, request: SaveLedgerRequest) -> Answer<SavedView> {
    let file = match request.file {
        CvFileKind::Docx => CvFile::Docx,
        CvFileKind::Pdf => CvFile::Pdf,
    };
    let (kind, year) = (kind_of(request.ledger), request.year);
    let wanted = LedgerFile { kind, year, language: language_of(request.language), file };
    let bytes = host.office.ledger_file(&wanted, request.passphrase.as_ref())?;
    let sealed = request.passphrase.is_some();
    let extension = if sealed { "age" } else { file.extension() };
    let kind_of_file = if sealed { format!(".{}", file.extension()) } else { String::new() };
    let stem = format!("ledger-{}-{year}{kind_of_file}", kind.code());
    // EXPOSE: written where the person chose to have it; sealed, or plain on purpose and noted.
    let saved = host.desktop.save(&FileSuggestion { stem, extension }, bytes.expose())?;
    if saved {
        host.office.write(|desk| desk.note_ledger_saved(kind, year, sealed))?;
    }
    Ok(SavedView { saved })
}

pub fn held_ledger(host: &Host, (): ()) -> Answer<HeldLedgerView> {
    let entries = host.office.read(|desk| {
        let holds = desk.review()?.holds;
        holds.into_iter().map(|hold| Ok((hold, desk.ledger_hold(hold.id)?))).collect::<Result<Vec<_>, OfficeError>>()
    })?;
    Ok(held(&entries))
}

pub fn seekings(host: &Host, request: ParticipantRequest) -> Answer<SeekingsView> {
    Ok(seekings_view(host.office.read(|desk| desk.seekings(ParticipantId(request.id)))?))
}

pub fn save_seeking(host: &Host, request: SaveSeekingRequest) -> Answer<SeekingsView> {
    let whose = ParticipantId(request.participant);
    let seeking = entered(request.input)?;
    host.office.write(|desk| desk.save_seeking(whose, request.seeking, seeking.clone()))?;
    Ok(seekings_view(host.office.read(|desk| desk.seekings(whose))?))
}

pub fn remove_seeking(host: &Host, request: RemoveSeekingRequest) -> Answer<SeekingsView> {
    let whose = ParticipantId(request.participant);
    host.office.write(|desk| desk.remove_seeking(whose, request.seeking))?;
    Ok(seekings_view(host.office.read(|desk| desk.seekings(whose))?))
}

pub fn fees(host: &Host, request: PlacementRequest) -> Answer<FeesView> {
    let placement = RecommendationId(request.id);
    let (licence, fees) = host.office.read(|desk| Ok((desk.licence()?.fees, desk.fees_of(placement)?)))?;
    Ok(FeesView { licence, fees: fees.iter().map(fee).collect() })
}

pub fn save_fee(host: &Host, request: SaveFeeRequest) -> Answer<()> {
    let fee = entered_fee(request.input)?;
    host.office.write(|desk| desk.save_fee(request.fee, fee.clone()))?;
    Ok(())
}

pub fn remove_fee(host: &Host, request: RemoveFeeRequest) -> Answer<()> {
    Ok(host.office.write(|desk| desk.remove_fee(request.fee))?)
}

fn entered_fee(input: FeeInput) -> Answer<Fee> {
    let empty = |field: &str| CommandError::at(ErrorCode::Empty, field);
    let placement = input.placement.map(|id| FeeFor::Placement(RecommendationId(id)));
    let company = input.company.map(|id| FeeFor::Company(CompanyId(id)));
    Ok(Fee {
        taken_for: placement.or(company).ok_or_else(|| empty("company"))?,
        received_on: day("received_on", &input.received_on)?,
        kind: fee_kind_of(input.kind),
        amount: input.amount.ok_or_else(|| empty("amount"))?,
        basis: Some(input.basis),
    })
}

fn entered(input: SeekingInput) -> Answer<Seeking> {
    let words = |text: Guarded<String>| Some(text);
    Ok(Seeking {
        received_on: day("received_on", &input.received_on)?,
        valid_until: optional_day("valid_until", &input.valid_until)?,
        closed_on: optional_day("closed_on", &input.closed_on)?,
        occupation: input.occupation.trim().to_owned(),
        wish: words(input.wish),
        address: words(input.address),
    })
}

fn day(field: &str, typed: &str) -> Answer<NaiveDate> {
    full_day(typed).map_err(|why| OfficeError::field(field, why).into())
}

fn optional_day(field: &str, typed: &str) -> Answer<Option<NaiveDate>> {
    if typed.trim().is_empty() { Ok(None) } else { day(field, typed).map(Some) }
}

const fn kind_of(kind: LedgerKind) -> office::LedgerKind {
    match kind {
        LedgerKind::Openings => office::LedgerKind::Openings,
        LedgerKind::Seekers => office::LedgerKind::Seekers,
        LedgerKind::Fees => office::LedgerKind::Fees,
    }
}

const fn language_of(language: Language) -> paper::Language {
    match language {
        Language::Ja => paper::Language::Japanese,
        Language::En => paper::Language::English,
    }
}
