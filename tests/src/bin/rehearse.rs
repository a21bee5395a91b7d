//! The program of a rehearsal: does the work of a day on a vault, and may be killed, starved or cut off while it does.
//!
//! `rehearse once WORK VAULT` does it and ends with 0, or says why not and ends with 7.
//! `rehearse endlessly facts|imports|keys|backups|erasures|event VAULT` goes on until it is killed and says what is saved.
//! `rehearse in-a-row COUNT VAULT` saves so many times.
//! `rehearse watch the-clock VAULT` opens it, waits until it locks itself, and says so.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
    time::Duration,
};

use acceptance::rehearsal::{
    NEXT_PASSPHRASE, PASSPHRASE, Refusal, Work, add_many, edit, erase, named, office, open, save_draft,
};
use casework::activity::{About, ActivityKind, NewActivity};
use guarded::Guarded;
use office::{Clock, EnteredQuickContact, Hardness, Office, SessionError, Stage, SystemClock};

const REFUSED: u8 = 7;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [how, what, vault] = arguments.as_slice() else { return ExitCode::from(2) };
    let vault = Path::new(vault);
    let done = match (how.as_str(), what.as_str()) {
        ("once", work) => work.parse::<Work>().map_err(|()| unknown()).and_then(|work| work.perform(vault)),
        ("endlessly", "facts") => endlessly(vault, facts),
        ("endlessly", "imports") => endlessly(vault, imports),
        ("endlessly", "keys") => endlessly(vault, keys),
        ("endlessly", "backups") => endlessly(vault, |office, turn| backups(office, vault, turn)),
        ("endlessly", "erasures") => endlessly(vault, erasures),
        ("endlessly", "event") => endlessly(vault, at_an_event),
        ("in-a-row", count) => in_a_row(vault, count.parse().unwrap_or(0)),
        ("watch", "the-clock") => watch(vault),
        _ => Err(unknown()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            // A disk that takes nothing may take this neither.
            let _ = writeln!(io::stderr(), "{refusal}");
            ExitCode::from(REFUSED)
        }
    }
}

const fn unknown() -> Refusal {
    Refusal::Session(SessionError::WrongStage)
}

fn endlessly(vault: &Path, turn: impl Fn(&Office, u32) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let office = office(vault);
    let first_passphrase = open(&office)?.by_the_first_passphrase;
    println!("ready");
    (u32::from(!first_passphrase)..).try_for_each(|n| turn(&office, n))
}

/// A participant, then three saves of the draft of the first participant.
fn facts(office: &Office, turn: u32) -> Result<(), Refusal> {
    let name = format!("fact-{}-{turn}-end", std::process::id());
    office.write(|desk| desk.add_participant(&named(&name), true))?;
    println!("saved {name}");
    for save in 0..3 {
        let text = format!("draft {} {turn} {save}", std::process::id());
        office.write(|desk| save_draft(desk, &text))?;
        println!("saved {text}");
    }
    Ok(())
}

fn imports(office: &Office, turn: u32) -> Result<(), Refusal> {
    let name = format!("import-{}-{turn}-end", std::process::id());
    office.write(|desk| add_many(desk, &name))?;
    println!("saved {name}");
    Ok(())
}

/// A contact and a tap, in event mode, which begins with the first turn and never ends.
fn at_an_event(office: &Office, turn: u32) -> Result<(), Refusal> {
    if office.stage_now() == Stage::Open {
        let event = NewActivity {
            kind: ActivityKind::Event,
            on: SystemClock.today(),
            title: Guarded::from("An evening"),
            place: String::new(),
            audience: None,
            heads: Vec::new(),
            about: About::default(),
        };
        let id = office.write(|desk| desk.record_activity(&event))?;
        office.begin_event(id)?;
    }
    let name = format!("contact-{}-{turn}-end", std::process::id());
    let contact = EnteredQuickContact {
        name: Guarded::from(name.as_str()),
        way: String::from("phone"),
        value: Guarded::from("080-0000-0001"),
        language: String::from("en"),
        agreed: true,
    };
    office.take_contact(&contact)?;
    println!("saved {name}");
    office.count_at_event("participants", 1)?;
    println!("saved tap");
    Ok(())
}

/// The passphrase there and back again, and a new recovery code, which is shown before it is typed back.
fn keys(office: &Office, turn: u32) -> Result<(), Refusal> {
    let first = turn.is_multiple_of(2);
    let [now, next] = if first { [PASSPHRASE, NEXT_PASSPHRASE] } else { [NEXT_PASSPHRASE, PASSPHRASE] };
    for _ in 0..3 {
        office.renew_recovery_code(&Guarded::from(now))?;
        let code = office.new_recovery_code()?;
        // EXPOSE: of a made-up vault.
        println!("saved code {}", code.expose());
        office.confirm_recovery(&code)?;
    }
    office.change_passphrase(&Guarded::from(now), &Guarded::from(next), Hardness::Least)?;
    println!("saved passphrase {next}");
    Ok(())
}

/// An edit, and a backup of it beside the vault.
fn backups(office: &Office, vault: &Path, turn: u32) -> Result<(), Refusal> {
    let name = format!("backup-{}-{turn}.tomarigi", std::process::id());
    edit(office, &name)?;
    office.make_backup(&vault.with_file_name(&name))?;
    println!("saved {name}");
    Ok(())
}

/// Somebody comes and is erased again.
fn erasures(office: &Office, turn: u32) -> Result<(), Refusal> {
    let name = format!("erased-{}-{turn}-end", std::process::id());
    let id = office.write(|desk| desk.add_participant(&named(&name), true))?;
    erase(office, id)?;
    println!("saved {name}");
    Ok(())
}

fn in_a_row(vault: &Path, count: u32) -> Result<(), Refusal> {
    let office = office(vault);
    open(&office)?;
    println!("ready");
    for turn in 0..count {
        edit(&office, &format!("state {turn}"))?;
        println!("saved {turn}");
    }
    Ok(())
}

fn watch(vault: &Path) -> Result<(), Refusal> {
    let office = office(vault);
    open(&office)?;
    office.tick();
    println!("ready {}", SystemClock.elapsed().as_secs());
    while !office.tick() {
        std::thread::sleep(Duration::from_secs(1));
    }
    println!("locked");
    Ok(())
}
