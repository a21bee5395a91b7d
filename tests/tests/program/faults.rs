//! Disks that fail, fill up or go: afterwards a vault is as before or as after, never in between, and the program has
//! said what failed. A normal run takes a sample of the faults that a long one goes through one by one.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use acceptance::{
    disk::{Disk, ran_in_a_world_of_its_own},
    faults::{Fault, Start},
    power::{Chance, Recording, Trust},
    program::binary,
    rehearsal::{self, PASSPHRASE, Refusal, State, Work},
    sample,
};
use guarded::Guarded;
use office::{SecretKind, SessionError};

/// How a program with a fault ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// It did not matter.
    Done,
    /// Refused with a sentence, and nothing was changed.
    RefusedBefore,
    /// Refused with a sentence, though the last step was already taken.
    RefusedAfter,
}

/// Goes through faults, two at a time, and counts how they ended.
fn each(
    faults: &[Fault],
    most: usize,
    rehearse: impl Fn(&Fault) -> Result<End, String> + Sync,
) -> BTreeMap<End, usize> {
    let step = faults.len().div_ceil(most).max(1);
    let chosen: Vec<_> = faults.iter().step_by(step).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new((BTreeMap::new(), vec![])));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(fault) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let end = rehearse(fault);
                    let mut found = found.lock().expect("no thread panics while it holds this");
                    match end {
                        Ok(end) => *found.0.entry(end).or_default() += 1,
                        Err(why) => found.1.push(format!("{fault}: {why}")),
                    }
                }
            });
        }
    });
    let (ends, wrong) = found.into_inner().expect("no thread panics while it holds this");
    assert!(wrong.is_empty(), "{} of {} faults:\n{}", wrong.len(), chosen.len(), wrong.join("\n"));
    ends
}

/// A folder for one run.
struct Stage {
    _folder: tempfile::TempDir,
    vault: PathBuf,
    log: PathBuf,
}

fn stage(template: &Path) -> Stage {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let beside = template.with_file_name("backup.tomarigi");
    if template.exists() {
        rehearsal::copy(template, &vault).expect("a copy");
    }
    if beside.exists() {
        fs::copy(beside, folder.path().join("backup.tomarigi")).expect("a copy");
    }
    Stage { vault, log: folder.path().join("log"), _folder: folder }
}

fn rehearse(work: Work, vault: &Path) -> Start {
    let arguments = ["once", work.name(), vault.to_str().expect("a plain path")].map(String::from).to_vec();
    Start { program: env!("CARGO_BIN_EXE_rehearse").into(), arguments, stdin: String::new() }
}

/// A refusal is a sentence and an exit code of its own; a panic or a signal is neither.
fn is_told(output: &Output, fault: Option<&Fault>) -> Result<bool, String> {
    let said = String::from_utf8_lossy(&output.stderr);
    // What cannot write at all cannot write a sentence either.
    let is_mute = fault.is_some_and(|fault| fault.call == "write" && fault.lasting);
    match output.status.code() {
        Some(0) => Ok(true),
        Some(1..=9) if is_mute || !said.is_empty() => Ok(false),
        // The standard library ends a program whose hash tables get no randomness.
        Some(101) if said.contains("failed to generate random data") => Ok(false),
        _ => Err(format!("{}: {said}", output.status)),
    }
}

fn no_file_is_empty(vault: &Path) -> Result<(), String> {
    for file in ["vault.db", "vault.keys", "vault.keys.copy"] {
        if fs::metadata(vault.join(file)).is_ok_and(|about| about.len() == 0) {
            return Err(format!("{file} is empty"));
        }
    }
    Ok(())
}

/// Does the work with a fault in it, looks at what is left, and does it again without.
fn with_fault(work: Work, template: &Path, before: Option<&State>, fault: &Fault) -> Result<End, String> {
    let stage = stage(template);
    let output = rehearse(work, &stage.vault).with(Some(fault), &stage.log).map_err(|error| error.to_string())?;
    let done = is_told(&output, Some(fault))?;
    let said = String::from_utf8_lossy(&output.stderr);
    no_file_is_empty(&stage.vault).map_err(|why| format!("{why} ({said})"))?;
    let after = before.map_or_else(State::created, |before| before.after(work));
    let found = match State::of(&stage.vault) {
        Ok(found) => Some(found),
        Err(Refusal::Session(SessionError::NoVault)) if before.is_none() => None,
        Err(error) => return Err(format!("the vault does not open: {error} (it had said: {said})")),
    };
    let end = match (done, &found) {
        (true, Some(found)) if *found == after => Ok(End::Done),
        (false, found) if found.as_ref() == before => Ok(End::RefusedBefore),
        (false, Some(found)) if *found == after => Ok(End::RefusedAfter),
        _ => Err(format!("neither before nor after: {found:?} (it had said: {said})")),
    }?;
    if end == End::RefusedBefore {
        work.perform(&stage.vault).map_err(|error| format!("the second try: {error}"))?;
        let again = State::of(&stage.vault).map_err(|error| format!("after the second try: {error}"))?;
        if again != after {
            return Err(format!("the second try left {again:?}"));
        }
    }
    Ok(end)
}

fn go_through(work: Work, most: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    let before = (work != Work::Create).then(|| {
        rehearsal::make_for(work, &template).expect("a vault");
        State::of(&template).expect("it opens")
    });
    let Stage { vault, log, _folder } = stage(&template);
    let faults = rehearse(work, &vault).faults(&vault, &log).expect("without a fault it works");

    let ends = each(&faults, most, |fault| with_fault(work, &template, before.as_ref(), fault));

    println!("{}: {} faults, tried {}: {ends:?}", work.name(), faults.len(), ends.values().sum::<usize>());
    assert!(work == Work::Open || ends.contains_key(&End::RefusedBefore), "the control: some faults do stop it");
}

#[test]
fn a_fault_while_a_vault_is_made_leaves_none_or_a_whole_one() {
    go_through(Work::Create, sample(400, 20));
}

#[test]
fn a_fault_while_a_vault_is_opened_changes_nothing() {
    go_through(Work::Open, sample(300, 20));
}

#[test]
fn a_fault_in_an_edit_leaves_all_of_it_or_nothing() {
    go_through(Work::Edit, sample(400, 24));
}

#[test]
fn a_fault_in_a_saved_draft_leaves_the_old_or_the_new_words() {
    go_through(Work::Draft, sample(300, 20));
}

#[test]
fn a_fault_in_an_import_leaves_all_of_it_or_nothing() {
    go_through(Work::Import, sample(400, 20));
}

#[test]
fn a_fault_in_a_change_of_keys_leaves_the_old_or_the_new_ones() {
    go_through(Work::Passphrase, sample(200, 10));
    go_through(Work::Code, sample(200, 10));
}

#[test]
fn a_fault_in_a_backup_leaves_none_or_one_that_opens() {
    go_through(Work::Backup, sample(300, 12));
}

#[test]
fn a_fault_while_a_backup_is_put_back_leaves_the_vault_or_the_backup() {
    go_through(Work::Restore, sample(300, 12));
}

#[test]
fn a_fault_in_an_erasure_leaves_the_person_or_nothing_of_them() {
    go_through(Work::Erase, sample(300, 12));
}

/// The program itself, with its vault and, for a report, the file to write.
fn tomarigi(arguments: &[&str]) -> Start {
    let arguments = arguments.iter().map(ToString::to_string).collect();
    Start { program: binary().expect("it builds").to_owned(), arguments, stdin: format!("{PASSPHRASE}\n") }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

fn verify(vault: &Path) -> Start {
    tomarigi(&["verify", "--vault", text(vault)])
}

fn report(vault: &Path) -> Start {
    let out = vault.with_file_name("report.json");
    tomarigi(&["report", "--vault", text(vault), "--year", "2024", "--format", "json", "--out", text(&out)])
}

fn organisation(vault: &Path, people: &str) -> Start {
    tomarigi(&["sample", "--vault", text(vault), "--people", people, "--seed", "7"])
}

fn run(start: &Start, fault: Option<&Fault>, stage: &Stage) -> Result<bool, String> {
    is_told(&start.with(fault, &stage.log).map_err(|error| error.to_string())?, fault)
}

fn must_work(start: &Start, stage: &Stage) -> Result<(), String> {
    if run(start, None, stage)? { Ok(()) } else { Err(String::from("the second try was refused")) }
}

#[test]
fn the_program_tells_a_fault_and_works_once_it_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    let made = stage(&template);
    assert_eq!(run(&organisation(&template, "40"), None, &made), Ok(true));
    for (name, start) in [("verify", verify as fn(&Path) -> Start), ("report", report)] {
        let Stage { vault, log, _folder } = stage(&template);
        let faults = start(&vault).faults(&vault, &log).expect("without a fault it works");
        let whole = fs::read(vault.with_file_name("report.json")).unwrap_or_default();

        let ends = each(&faults, sample(150, 8), |fault| {
            let stage = stage(&template);
            let done = run(&start(&stage.vault), Some(fault), &stage)?;
            let written = fs::read(stage.vault.with_file_name("report.json")).unwrap_or_default();
            if !(written == whole || (!done && written.is_empty())) {
                return Err(format!("{} bytes of a report", written.len()));
            }
            must_work(&start(&stage.vault), &stage)?;
            Ok(if done { End::Done } else { End::RefusedBefore })
        });

        println!("{name}: {} faults, tried {}: {ends:?}", faults.len(), ends.values().sum::<usize>());
    }
}

#[test]
fn a_fault_while_the_sample_is_made_leaves_no_vault_or_one_that_opens() {
    let nothing = Path::new("/nowhere/template");
    let Stage { vault, log, _folder } = stage(nothing);
    let faults = organisation(&vault, "10").faults(&vault, &log).expect("without a fault it works");

    let ends = each(&faults, sample(200, 8), |fault| {
        let stage = stage(nothing);
        let done = run(&organisation(&stage.vault, "10"), Some(fault), &stage)?;
        no_file_is_empty(&stage.vault)?;
        if stage.vault.join("vault.db").exists() {
            must_work(&verify(&stage.vault), &stage).map_err(|why| format!("what was made does not open: {why}"))?;
        } else {
            must_work(&organisation(&stage.vault, "10"), &stage)?;
        }
        Ok(if done { End::Done } else { End::RefusedBefore })
    });

    println!("sample: {} faults, tried {}: {ends:?}", faults.len(), ends.values().sum::<usize>());
}

/// What was saved a few times in a row, with everything the disk was told meanwhile.
struct Cut {
    recording: Recording,
    code: Guarded<String>,
    _folder: tempfile::TempDir,
}

fn recorded(how: &str, what: &str) -> Cut {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = folder.path().join("vault");
    let code = rehearsal::make(&vault).expect("a vault");
    let start =
        Start { arguments: [how, what, text(&vault)].map(String::from).to_vec(), ..rehearse(Work::Open, &vault) };
    let recording = Recording::of(&start, &vault, &folder.path().join("log")).expect("a recording");
    Cut { recording, code, _folder: folder }
}

impl Cut {
    /// Cuts the power at a moment, opens what is left (by the recovery code: that is the same opening without the slow
    /// key derivation) and says what is wrong with it.
    fn at(&self, seed: u64, trust: Trust, folder: &Path) -> Result<(), String> {
        let mut chance = Chance::of(seed);
        let moment = chance.below(self.recording.moments());
        self.recording.leave(moment, trust, &mut chance, folder).map_err(|error| error.to_string())?;
        let status = rehearsal::office(folder).unlock(&self.code, SecretKind::Recovery);
        let status = status.map_err(|error| format!("cut {seed} at {moment}: {error}"))?;
        let said = self.recording.said_before(moment);
        let state = |n: usize| if n == 0 { String::from("before") } else { format!("state {}", n - 1) };
        let found = status.organisation.unwrap_or_default();
        // What was being saved may be there already.
        if found == state(said) || found == state(said + 1) {
            return Ok(());
        }
        Err(format!("cut {seed} at {moment}: {found:?} and not {:?}", state(said)))
    }

    fn wrong(&self, cuts: u64, trust: Trust) -> Vec<String> {
        let halves = [0, 1].map(|half| (1..=cuts).filter(move |seed| seed % 2 == half));
        std::thread::scope(|scope| {
            let runs = halves.map(|seeds| {
                scope.spawn(|| {
                    let folder = tempfile::tempdir().expect("a folder");
                    let vault = folder.path().join("vault");
                    seeds.filter_map(|seed| self.at(seed, trust, &vault).err()).collect::<Vec<_>>()
                })
            });
            runs.into_iter().flat_map(|run| run.join().expect("the vault is opened or refused")).collect()
        })
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_said_to_be_saved() {
    let cut = recorded("in-a-row", sample("200", "20"));
    let cuts = sample(10_000, 300);

    let wrong = cut.wrong(cuts, Trust::Honest);

    println!("{cuts} power cuts at {} moments, {} wrong", cut.recording.moments(), wrong.len());
    assert_eq!(wrong, Vec::<String>::new());
    let lying = cut.wrong(100, Trust::Lying);
    println!("control: with a disk that lies about having synced, {} of 100 are wrong", lying.len());
    assert!(lying.len() > 10, "the control must lose something");
}

/// What is left on a disk, in kilobytes.
const LEFT: &[u64] = &[0, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512, 4096];

#[test]
fn a_disk_that_is_really_full_leaves_all_or_nothing() {
    let name = "faults::a_disk_that_is_really_full_leaves_all_or_nothing";
    if ran_in_a_world_of_its_own(name, &[]).expect("a world with small disks") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template");
    rehearsal::make(&template).expect("a vault");
    let before = State::of(&template).expect("it opens");
    for work in [Work::Edit, Work::Import, Work::Draft, Work::Passphrase, Work::Code, Work::Backup, Work::Erase] {
        let sizes = LEFT.iter().step_by(sample(1, 7));
        let ends: Vec<_> = sizes.map(|left| on_a_full_disk(work, &template, &before, *left)).collect();

        println!("{} on full disks: {ends:?}", work.name());
        assert!(ends.contains(&End::Done), "{}: the control: with room it works", work.name());
        assert!(ends.contains(&End::RefusedBefore), "{}: the control: without it does not", work.name());
    }
}

fn on_a_full_disk(work: Work, template: &Path, before: &State, left: u64) -> End {
    let disk = Disk::small().expect("a small disk");
    let vault = disk.path().join("vault");
    rehearsal::copy(template, &vault).expect("the vault fits");
    disk.fill_up(left).expect("it is full");
    let start = rehearse(work, &vault);
    let output = std::process::Command::new(&start.program).args(&start.arguments).output().expect("it runs");
    let done = is_told(&output, None).expect("it tells");
    no_file_is_empty(&vault).expect("whole files");
    disk.make_room().expect("room");
    let after = before.after(work);
    let found = State::of(&vault).expect("the vault opens");
    let said = String::from_utf8_lossy(&output.stderr);
    if done {
        assert_eq!(found, after, "{} with {left} KiB", work.name());
        return End::Done;
    }
    assert_eq!(&found, before, "{} with {left} KiB: {said}", work.name());
    assert!(said.contains("full"), "{} with {left} KiB: it says why: {said}", work.name());
    work.perform(&vault).expect("with room it works");
    assert_eq!(State::of(&vault).expect("the vault opens"), after);
    End::RefusedBefore
}

#[test]
fn a_power_cut_amid_any_other_work_leaves_a_vault_that_opens() {
    for work in [Work::Import, Work::Backup, Work::Erase] {
        let cut = recorded("once", work.name());
        let cuts = sample(1500, 120);

        let wrong = cut.wrong(cuts, Trust::Honest);

        println!("{}: {cuts} power cuts at {} moments, {} wrong", work.name(), cut.recording.moments(), wrong.len());
        assert_eq!(wrong, Vec::<String>::new(), "{}", work.name());
    }
}
