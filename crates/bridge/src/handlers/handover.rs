//! Handing a case to a colleague on another laptop.

use casework::ids::ParticipantId;
use guarded::Guarded;
use office::{HANDOVER_EXTENSION, HandOverFile, LAPTOP_KEY_EXTENSION, ParcelDone};

use crate::{
    error::{CommandError, ErrorCode},
    host::{DesktopError, FileSuggestion, Host},
    show::handover::{found, history, laptop, whereabouts, words},
    views::{
        handover::{
            CarriedHistoryView, ChosenLaptopView, HandOverRequest, KnowLaptopRequest, LaptopLookView, LaptopRequest,
            LaptopsView, LookAtLaptopRequest, ParcelDoneView, ParcelView, WhereaboutsView,
        },
        people::ParticipantRequest,
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

/// A written key is one line.
const LONGEST_KEY: u64 = 4096;

pub fn laptops(host: &Host, (): ()) -> Answer<LaptopsView> {
    let own = words(&host.office.own_laptop()?);
    Ok(LaptopsView { own, known: host.office.read(|desk| desk.laptops())?.iter().map(laptop).collect() })
}

pub fn save_laptop_key(host: &Host, (): ()) -> Answer<SavedView> {
    let text = format!("{}\n", host.office.own_laptop()?.text);
    Ok(SavedView { saved: host.desktop.save(&suggestion("laptop", LAPTOP_KEY_EXTENSION), text.as_bytes())? })
}

pub fn look_at_laptop(host: &Host, request: LookAtLaptopRequest) -> Answer<LaptopLookView> {
    let (key, known) = host.office.look_at_laptop(&request.text)?;
    Ok(LaptopLookView { words: words(&key), known_as: known.map(|name| plain(&name)) })
}

pub fn choose_laptop_key(host: &Host, (): ()) -> Answer<ChosenLaptopView> {
    host.office.own_laptop()?;
    let Some(file) = host.desktop.open_file(LONGEST_KEY)? else { return Ok(ChosenLaptopView { found: None }) };
    // EXPOSE: a public key.
    let text = std::str::from_utf8(file.bytes.expose()).map_err(|_| CommandError::of(ErrorCode::NotALaptopKey))?;
    Ok(ChosenLaptopView { found: Some(look_at_laptop(host, LookAtLaptopRequest { text: text.to_owned() })?) })
}

pub fn know_laptop(host: &Host, request: KnowLaptopRequest) -> Answer<LaptopsView> {
    host.office.write(|desk| desk.know_laptop(&request.text, &request.name))?;
    laptops(host, ())
}

pub fn forget_laptop(host: &Host, request: LaptopRequest) -> Answer<LaptopsView> {
    host.office.write(|desk| desk.forget_laptop(request.laptop))?;
    laptops(host, ())
}

pub fn whereabouts_of(host: &Host, request: ParticipantRequest) -> Answer<WhereaboutsView> {
    Ok(whereabouts(&host.office.read(|desk| desk.whereabouts(ParticipantId(request.id)))?))
}

pub fn hand_over(host: &Host, request: HandOverRequest) -> Answer<SavedView> {
    let id = ParticipantId(request.participant);
    let file = host.office.hand_over(id, request.laptop)?;
    match save(host, &file) {
        Ok(true) => Ok(SavedView { saved: true }),
        // Nothing left this laptop: the case is open here as before.
        Ok(false) => {
            host.office.abandon_hand_over(id)?;
            Ok(SavedView { saved: false })
        }
        Err(error) => {
            host.office.abandon_hand_over(id)?;
            Err(error.into())
        }
    }
}

pub fn save_hand_over(host: &Host, request: ParticipantRequest) -> Answer<SavedView> {
    Ok(SavedView { saved: save(host, &host.office.hand_over_file(ParticipantId(request.id))?)? })
}

pub fn take_case_back(host: &Host, request: ParticipantRequest) -> Answer<WhereaboutsView> {
    host.office.take_case_back(ParticipantId(request.id))?;
    whereabouts_of(host, request)
}

pub fn look_at_parcel(host: &Host, (): ()) -> Answer<ParcelView> {
    host.office.own_laptop()?;
    // Room for what the cipher adds.
    let longest = vault::LONGEST_PARCEL.saturating_add(vault::LONGEST_PARCEL / 1024);
    let Some(file) = host.desktop.open_file(longest)? else { return Ok(ParcelView { chosen: false, found: None }) };
    let preview = host.office.look_at_parcel(&file.bytes)?;
    Ok(ParcelView { chosen: true, found: Some(found(&preview)) })
}

pub fn accept_parcel(host: &Host, (): ()) -> Answer<ParcelDoneView> {
    done(host, host.office.accept_parcel()?)
}

pub fn refuse_parcel(host: &Host, (): ()) -> Answer<ParcelDoneView> {
    done(host, host.office.refuse_parcel()?)
}

pub fn forget_parcel(host: &Host, (): ()) -> Answer<()> {
    host.office.forget_parcel();
    Ok(())
}

pub fn carried_history(host: &Host, request: ParticipantRequest) -> Answer<CarriedHistoryView> {
    Ok(history(&host.office.read(|desk| desk.carried_history(ParticipantId(request.id)))?))
}

/// The case is taken or refused already: an answer that was not saved takes nothing of that back.
fn done(host: &Host, done: ParcelDone) -> Answer<ParcelDoneView> {
    let answer = done.answer.as_ref();
    let saved = answer.map(|bytes| host.desktop.save(&suggestion("answer", HANDOVER_EXTENSION), bytes));
    let answered = matches!(saved, Some(Ok(true)));
    Ok(ParcelDoneView { participant: done.participant.map(|id| id.0), answered })
}

fn save(host: &Host, file: &HandOverFile) -> Result<bool, DesktopError> {
    host.desktop.save(&suggestion("case", HANDOVER_EXTENSION), &file.bytes)
}

fn suggestion(stem: &str, extension: &'static str) -> FileSuggestion {
    FileSuggestion { stem: stem.to_owned(), extension }
}

fn plain(text: &Guarded<String>) -> String {
    // EXPOSE: shown to the person who asked.
    text.expose().clone()
}
