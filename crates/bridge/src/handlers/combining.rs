//! Combining laptops.

use std::fmt::Write;

use office::NewCombining;

use crate::{
    error::{CommandError, ErrorCode},
    host::{DesktopError, FileSuggestion, Host},
    show,
    views::combining::{
        ChosenCardView, ChosenInvitationView, ChosenPlaceView, CombiningCardRequest, CombiningCardView, CombiningView,
        CountsCheckedView, CountsHandedInView, FoundCombiningRequest, InvitationView, JoinCombiningRequest,
        LaptopCardView, PlaceKeysRequest, PlaceKeysView, PlacePasswordRequest, PlacePasswordView, SendingRequest,
    },
};

type Answer<T> = Result<T, CommandError>;

/// More than any card or invitation.
const LONGEST_INVITATION: u64 = 1024 * 1024;

pub fn combining(host: &Host, (): ()) -> Answer<CombiningView> {
    let Some(state) = host.office.combining_state()? else { return Ok(CombiningView { part: None }) };
    let year = state.year;
    let (goes, combined) =
        host.office.read(|desk| Ok((desk.counts_to_hand_in(year)?, desk.combined_figures(year)?)))?;
    Ok(CombiningView { part: Some(show::combining::part(state, &goes, combined)) })
}

pub fn save_combining_card(host: &Host, request: CombiningCardRequest) -> Answer<CombiningCardView> {
    let card = host.office.combining_card(&request.name)?;
    let suggestion = FileSuggestion { stem: String::from("tomarigi-card"), extension: "txt" };
    let saved = host.desktop.save(&suggestion, format!("{}\n", card.text).as_bytes())?;
    Ok(CombiningCardView { saved, words: show::combining::words(&card.japanese, &card.english) })
}

pub fn own_combining_card(host: &Host, request: CombiningCardRequest) -> Answer<LaptopCardView> {
    Ok(show::combining::card(host.office.combining_card(&request.name)?))
}

pub fn choose_combining_card(host: &Host, (): ()) -> Answer<ChosenCardView> {
    let Some(file) = host.desktop.open_file(LONGEST_INVITATION)? else { return Ok(ChosenCardView { found: None }) };
    // EXPOSE: a card holds the name of a laptop and public keys.
    let text = String::from_utf8_lossy(file.bytes.expose());
    Ok(ChosenCardView { found: Some(show::combining::card(host.office.look_at_card(&text)?)) })
}

pub fn choose_place(host: &Host, (): ()) -> Answer<ChosenPlaceView> {
    let chosen = host.desktop.choose_folder()?;
    // The address is text; a folder whose name is none is typed by nobody either.
    let place =
        chosen.map(|path| path.into_os_string().into_string().map_err(|_| DesktopError::Unreadable)).transpose()?;
    Ok(ChosenPlaceView { place })
}

pub fn set_sending(host: &Host, request: SendingRequest) -> Answer<CombiningView> {
    host.office.set_sending(request.every)?;
    combining(host, ())
}

pub fn look_at_place_keys(_: &Host, request: PlaceKeysRequest) -> Answer<PlaceKeysView> {
    let keys = office::look_at_place(request.place.trim())?;
    Ok(PlaceKeysView { keys: keys.iter().map(ToString::to_string).collect() })
}

pub fn found_combining(host: &Host, request: FoundCombiningRequest) -> Answer<CombiningView> {
    let FoundCombiningRequest { name, year, holders, laptops, place } = request;
    let (name, place) = (name.trim().to_owned(), place.trim().to_owned());
    host.office.found_combining(&NewCombining { name, year, holders, laptops, place })?;
    combining(host, ())
}

pub fn save_combining_invitation(host: &Host, (): ()) -> Answer<CombiningCardView> {
    let (file, invitation) = host.office.combining_invitation()?;
    let suggestion = FileSuggestion { stem: String::from("tomarigi-invitation"), extension: "tmcb" };
    let saved = host.desktop.save(&suggestion, &file)?;
    Ok(CombiningCardView { saved, words: show::combining::words(&invitation.japanese, &invitation.english) })
}

pub fn choose_invitation(host: &Host, (): ()) -> Answer<ChosenInvitationView> {
    let Some(file) = host.desktop.open_file(LONGEST_INVITATION)? else {
        return Ok(ChosenInvitationView { found: None });
    };
    // EXPOSE: an invitation holds names of laptops and public keys.
    let bytes = file.bytes.expose();
    let found = host.office.look_at_invitation(bytes)?;
    Ok(ChosenInvitationView {
        found: Some(InvitationView {
            file: hex(bytes),
            name: found.name,
            year: found.year,
            holders: found.holders.to_vec(),
            laptops: found.laptops,
            figures: u32::try_from(found.figures).unwrap_or(u32::MAX),
        }),
    })
}

pub fn join_combining(host: &Host, request: JoinCombiningRequest) -> Answer<CombiningView> {
    let file = bytes(&request.file).ok_or(CommandError::at(ErrorCode::CombiningRefused, "damaged"))?;
    host.office.join_combining(&file, request.place.trim(), &request.words)?;
    combining(host, ())
}

pub fn keep_place_password(host: &Host, request: PlacePasswordRequest) -> Answer<PlacePasswordView> {
    Ok(PlacePasswordView { kept: host.office.keep_place_password(request.password, true)?.is_ok() })
}

pub fn hand_in_counts(host: &Host, (): ()) -> Answer<CountsHandedInView> {
    let done = host.office.hand_in_counts()?;
    Ok(CountsHandedInView {
        bytes: u32::try_from(done.bytes).unwrap_or(u32::MAX),
        figures: u32::try_from(done.figures).unwrap_or(u32::MAX),
        trouble: done.trouble.map(|fault| fault.code().to_owned()),
        now: combining(host, ())?,
    })
}

pub fn check_counts(host: &Host, (): ()) -> Answer<CountsCheckedView> {
    Ok(show::combining::checked(host.office.check_counts()?))
}

pub fn combine_counts(host: &Host, (): ()) -> Answer<CombiningView> {
    host.office.combine_counts()?;
    combining(host, ())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: &u8| char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
