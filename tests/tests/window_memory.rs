//! What a lock leaves in memory: nothing, in none of the program's processes.

use std::{
    hash::{BuildHasher, RandomState},
    process::Command,
    sync::Arc,
    time::Duration,
};

use acceptance::{
    memory::{copies, may_be_read},
    product::{Product, until},
    program::Home,
    sample,
    window::WindowError,
};
use casework::names::NameKind;
use guarded::Guarded;
use office::{Hardness, NewName, NewParticipant, Office, Places, SystemClock};

/// When the memory is looked through, in seconds after the lock.
const LOOKS: [u64; 3] = [1, 10, 55];

#[test]
fn nothing_that_was_shown_is_in_memory_after_a_lock() -> Result<(), WindowError> {
    let planted = Planted::make();
    let home = planted.home()?;
    let product = Product::start(&home, |_| {})?;
    let (main, page) = planted.work_a_while(&product)?;
    println!("open: {main} copies in the program, {page} in its page");
    let before = product.process();
    assert!(page > 0, "control: while it is open, the process of the page holds names");
    assert!(!may_be_read(before) || main > 0, "control: while it is open, the program holds names");

    product.lock()?;

    for seconds in wait_between(LOOKS).take(sample(3, 2)) {
        std::thread::sleep(seconds);
        let (main, page) = planted.held_by(&product)?;
        assert_eq!((main, page), (0, 0), "copies held by the program and by its page");
    }
    assert_eq!(product.process(), before, "it is the same process still");
    product.unlock(&planted.passphrase)
}

/// What the lock of a test driver does, and what many programs do.
#[test]
fn a_page_that_is_only_loaded_again_would_leave_much() -> Result<(), WindowError> {
    let left = left_after("lock-by-reload")?;

    println!("loaded again: {} copies in the program, {} in its page", left.0, left.1);
    assert!(left.0 + left.1 > 100, "control: {left:?}");
    Ok(())
}

/// What is done where a program cannot replace itself.
#[test]
fn a_new_page_leaves_nothing_in_the_processes_of_the_page() -> Result<(), WindowError> {
    let left = left_after("lock-by-new-page")?;

    println!("new page: {} copies in the program, {} in its page", left.0, left.1);
    assert_eq!(left.1, 0, "{left:?}");
    Ok(())
}

fn left_after(trial: &str) -> Result<(usize, usize), WindowError> {
    let planted = Planted::make();
    let home = planted.home()?;
    let product = Product::start(&home, |command: &mut Command| {
        command.env("TOMARIGI_TRIAL", trial);
    })?;
    planted.work_a_while(&product)?;
    product.lock()?;
    std::thread::sleep(Duration::from_secs(1));
    planted.held_by(&product)
}

/// From one look to the next.
fn wait_between(looks: [u64; 3]) -> impl Iterator<Item = Duration> {
    let mut before = 0;
    looks.into_iter().map(move |at| Duration::from_secs(at - std::mem::replace(&mut before, at)))
}

/// Texts that nothing but this test has ever written.
struct Planted {
    passphrase: String,
    names: Vec<String>,
}

impl Planted {
    fn make() -> Self {
        let names = (0..100).map(|_| format!("Zaynab {}", latin())).collect();
        Self { passphrase: format!("wet gravel {} nine {}", latin(), latin()), names }
    }

    fn home(&self) -> Result<Home, WindowError> {
        let home = Home::new()?;
        let vault = home.vault();
        let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
        let office = Office::new(places, Arc::new(SystemClock));
        let passphrase = Guarded::from(self.passphrase.as_str());
        let code = office.create_vault(&passphrase, "", Hardness::Least).expect("a home is empty");
        office.confirm_recovery(&code).expect("the code was just shown");
        let today = office.status().today.to_string();
        for name in &self.names {
            let participant = participant(name, &today);
            office.write(|desk| desk.add_participant(&participant, true)).expect("the vault is open");
        }
        office.lock();
        Ok(home)
    }

    /// Unlocks and looks at the list and at one person; returns what is in memory then.
    fn work_a_while(&self, product: &Product) -> Result<(usize, usize), WindowError> {
        product.unlock(&self.passphrase)?;
        let mut held = (0, 0);
        until("names are shown", || {
            // The second screen of the palette is the list of people.
            product.press(&["ctrl+k"])?;
            product.screen.at_rest()?;
            product.press(&["Down", "Return"])?;
            product.screen.at_rest()?;
            product.press(&["ctrl+k"])?;
            product.screen.at_rest()?;
            product.screen.xdotool(&["type", "--delay", "20", self.names.first().map_or("", String::as_str)])?;
            product.screen.at_rest()?;
            product.press(&["Return"])?;
            product.screen.at_rest()?;
            held = self.held_by(product)?;
            Ok(held.1 >= self.names.len())
        })?;
        product.screen.shot("memory-01-open")?;
        Ok(held)
    }

    /// How many copies the program holds, and how many its page.
    fn held_by(&self, product: &Product) -> Result<(usize, usize), WindowError> {
        let texts: Vec<String> = self.names.iter().chain([&self.passphrase]).cloned().collect();
        let mut of_the_page = 0;
        for process in product.page() {
            of_the_page += copies(process, &texts)?;
        }
        // Only root may look into the program itself.
        let main = if may_be_read(product.process()) { copies(product.process(), &texts)? } else { 0 };
        Ok((main, of_the_page))
    }
}

fn participant(name: &str, first_contact: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: vec![],
        first_contact: first_contact.to_owned(),
        ..NewParticipant::default()
    }
}

/// Twelve letters that a keyboard has.
fn latin() -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnopqrstuvwxyz";
    let random = RandomState::new();
    let place = |n: u32| usize::try_from(random.hash_one(n) % LETTERS.len() as u64).expect("a place in the alphabet");
    (0..12).map(|n| char::from(LETTERS[place(n)])).collect()
}
