//! The core paths, one after the other, each once: `costs VAULT` under callgrind counts what each of them costs.
//!
//! `tests/tests/program/costs.rs` makes the vault, counts, and holds the counts against the record.

use std::{path::Path, process::ExitCode, sync::Arc};

use acceptance::rehearsal::Refusal;
use chrono::NaiveDate;
use guarded::Guarded;
use office::{FixedClock, Followed, Office, Places, SecretKind};
use sample::PASSPHRASE;
use store::Order;

/// A day in the sample organisation's last year, so that Today costs the same on every day.
const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 3, 3);
const YEAR: i32 = 2024;
const ASKED: &[&str] = &["moh", "モハメド", "محمد", "Aung", "李", "Олена", "nobody at all"];

type Work<'a> = dyn Fn() -> Result<(), Refusal> + 'a;

fn main() -> ExitCode {
    let Some(vault) = std::env::args().nth(1) else { return ExitCode::from(2) };
    match all(Path::new(&vault)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("{refusal}");
            ExitCode::FAILURE
        }
    }
}

fn all(vault: &Path) -> Result<(), Refusal> {
    let office = office(vault);
    office.unlock(&Guarded::from(PASSPHRASE), SecretKind::Passphrase)?;
    let (_, people) = office.read(|desk| desk.people(Order::NewestContact, 0, 50))?;
    let somebody = people.first().map(|person| person.id);
    let works: [(&str, &Work<'_>); 6] = [
        ("today", &|| Ok(office.read(|desk| desk.day()).map(drop)?)),
        ("people", &|| Ok(office.read(|desk| desk.people(Order::NewestContact, 0, 50)).map(drop)?)),
        ("search", &|| {
            ASKED.iter().try_for_each(|asked| office.read(|desk| desk.search(&Guarded::from(*asked), 50)).map(drop))?;
            Ok(())
        }),
        ("person", &|| Ok(somebody.map_or(Ok(()), |id| office.read(|desk| desk.participant_page(id)).map(drop))?)),
        ("figures", &|| Ok(office.read(|desk| desk.figures(YEAR)).map(drop)?)),
        ("funnel", &|| Ok(office.read(|desk| desk.funnel(YEAR, Followed::Today, None)).map(drop)?)),
    ];
    for (name, work) in works {
        // What is only done the first time is not counted.
        work()?;
        counted(work)?;
        println!("{name}");
    }
    Ok(())
}

fn office(vault: &Path) -> Office {
    let at = |name: &str| vault.with_file_name(name);
    let places = Places { vault: vault.to_owned(), sample: at("sample"), preferences: at("preferences.json") };
    Office::new(places, Arc::new(FixedClock::noon(TODAY.unwrap_or_default())))
}

/// What callgrind looks for by its name.
#[inline(never)]
fn counted(work: &Work<'_>) -> Result<(), Refusal> {
    work()
}
