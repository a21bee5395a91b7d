//! What happens on the computer that locks the vault: a sleep, a screen saver, a lock of the session.

use std::{
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use acceptance::{
    buses::{Bus, Logind},
    product::{Product, children, signal, until, within},
    program::Home,
    sample,
    window::WindowError,
};
use guarded::Guarded;
use office::{Hardness, Office, Places, SystemClock};
use rustix::process::Signal;
use zbus::blocking::Connection;

const PASSPHRASE: &str = "wet gravel, nine swallows, one late train";
/// From the event to the closed store.
const BAR: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(30);
/// The screen savers, with the path at which each speaks.
const SCREEN_SAVERS: [(&str, &str); 5] = [
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
];

#[test]
fn a_sleep_waits_until_the_vault_is_locked() -> Result<(), WindowError> {
    let desktop = Desktop::start()?;
    let product = desktop.product("")?;

    for turn in 0..sample(5, 2) {
        product.unlock(PASSPHRASE)?;
        until("a sleep would wait", || Ok(desktop.logind.delays() == 1))?;
        let begin = Instant::now();
        desktop.logind.prepare_for_sleep(true).expect("the bus carries it");
        let released = desktop.logind.released(PATIENCE).expect("the program lets the computer sleep");
        assert!(!product.is_open(), "turn {turn}: the computer may sleep only once the vault is locked");
        assert!(released - begin <= BAR, "turn {turn}: it took {:?}", released - begin);
        desktop.logind.prepare_for_sleep(false).expect("the bus carries it");
    }
    Ok(())
}

#[test]
fn every_screen_saver_and_every_lock_of_the_session_locks_within_half_a_second() -> Result<(), WindowError> {
    let desktop = Desktop::start()?;
    let product = desktop.product("")?;
    let process = product.process();

    for (what, happen) in desktop.events() {
        product.unlock(PASSPHRASE)?;
        until("the program listens", || Ok(desktop.logind.delays() == 1))?;
        happen();
        let took = within(PATIENCE, || !product.is_open());
        println!("{what}: {took:?}");
        assert!(took.is_some_and(|took| took <= BAR), "{what}: {took:?}");
    }
    assert_eq!(product.process(), process, "it is the same process still");
    product.focus()?;
    product.screen.shot("events-01-locked")
}

#[test]
fn a_program_that_does_not_listen_would_stay_open() -> Result<(), WindowError> {
    let desktop = Desktop::start()?;
    let product = desktop.product("deaf")?;
    product.unlock(PASSPHRASE)?;

    desktop.events().into_iter().for_each(|(_, happen)| happen());
    desktop.logind.prepare_for_sleep(true).expect("the bus carries it");

    assert_eq!(within(Duration::from_secs(3), || !product.is_open()), None, "control: nothing else locked it");
    Ok(())
}

#[test]
fn a_screen_saver_that_ends_locks_nothing() -> Result<(), WindowError> {
    let desktop = Desktop::start()?;
    let product = desktop.product("")?;
    product.unlock(PASSPHRASE)?;
    until("the program listens", || Ok(desktop.logind.delays() == 1))?;

    desktop.savers.iter().for_each(|saver| saver.says(false));
    desktop.logind.prepare_for_sleep(false).expect("the bus carries it");

    assert_eq!(within(Duration::from_secs(2), || !product.is_open()), None);
    Ok(())
}

/// What a sleep looks like where no desktop tells of it.
#[test]
fn a_program_that_was_stopped_for_a_while_locks_when_it_goes_on() -> Result<(), WindowError> {
    let home = home()?;
    let product = Product::start(&home, |_| {})?;
    product.unlock(PASSPHRASE)?;

    signal(product.process(), Signal::STOP);
    std::thread::sleep(Duration::from_secs(sample(30, 11)));
    assert!(product.is_open(), "control: while it is stopped, nobody locks");
    signal(product.process(), Signal::CONT);

    let took = within(PATIENCE, || !product.is_open());
    assert!(
        took.is_some_and(|took| took <= BAR + Duration::from_secs(1)),
        "the clocks are looked at once a second: {took:?}"
    );
    Ok(())
}

/// A second start in the moment in which the first one replaces itself.
#[test]
fn a_second_start_during_a_lock_opens_no_second_window() -> Result<(), WindowError> {
    let desktop = Desktop::start()?;
    let product = desktop.product("")?;
    for turn in 0..sample(20, 3) {
        product.unlock(PASSPHRASE)?;
        until("the program listens", || Ok(desktop.logind.delays() == 1))?;
        desktop.logind.lock_session().expect("the bus carries it");
        std::thread::sleep(Duration::from_millis(turn * 40 % 600));

        let mut again = desktop.home.command(acceptance::program::binary()?);
        let mut second = acceptance::program::Running::start(product.screen.lend(&mut again))?;

        let message = product.screen.find_of(second.id())?;
        product.screen.xdotool(&["windowfocus", "--sync", &message])?;
        until("the second start has ended", || {
            product.press(&["Return"])?;
            Ok(second.ended()?.is_some())
        })?;
        assert_eq!(second.ended()?.and_then(|status| status.code()), Some(6), "turn {turn}: it found the first");
        until("one window is there", || Ok(children(product.process()).len() >= 2))?;
    }
    Ok(())
}

struct Desktop {
    home: Home,
    _system: Bus,
    _session: Bus,
    addresses: (String, String),
    logind: Logind,
    savers: Vec<Saver>,
}

/// A name, and what makes it happen.
type Event<'a> = (&'static str, Box<dyn Fn() + 'a>);

struct Saver {
    connection: Connection,
    interface: &'static str,
    path: &'static str,
}

impl Saver {
    fn says(&self, active: bool) {
        let Self { connection, interface, path } = self;
        connection.emit_signal(None::<&str>, *path, *interface, "ActiveChanged", &active).expect("the bus carries it");
    }
}

impl Desktop {
    fn start() -> Result<Self, WindowError> {
        let (system, session) = (Bus::start()?, Bus::start()?);
        let logind = Logind::on(&system).expect("a bus takes a service");
        let mut savers: Vec<Saver> = vec![];
        for (interface, path) in SCREEN_SAVERS {
            let known = savers.iter().find(|saver| saver.interface == interface);
            let connection = known.map(|saver| saver.connection.clone());
            let connection =
                connection.unwrap_or_else(|| session.owner_of(interface).expect("the name is free on a new bus"));
            savers.push(Saver { connection, interface, path });
        }
        let addresses = (system.address().to_owned(), session.address().to_owned());
        Ok(Self { home: home()?, _system: system, _session: session, addresses, logind, savers })
    }

    fn product(&self, trial: &str) -> Result<Product, WindowError> {
        Product::start(&self.home, |command: &mut Command| {
            command.env("DBUS_SYSTEM_BUS_ADDRESS", &self.addresses.0);
            command.env("DBUS_SESSION_BUS_ADDRESS", &self.addresses.1);
            command.env("TOMARIGI_TRIAL", trial);
        })
    }

    /// What must lock, a sleep apart.
    fn events(&self) -> Vec<Event<'_>> {
        let mut events: Vec<Event<'_>> =
            self.savers.iter().map(|saver| (saver.path, Box::new(|| saver.says(true)) as Box<dyn Fn() + '_>)).collect();
        events.push(("Session.Lock", Box::new(|| self.logind.lock_session().expect("the bus carries it"))));
        events.push(("LockedHint", Box::new(|| self.logind.hint_locked().expect("the bus carries it"))));
        events
    }
}

fn home() -> Result<Home, WindowError> {
    let home = Home::new()?;
    let vault = home.vault();
    let places = Places { sample: vault.join("sample"), preferences: vault.join("preferences.json"), vault };
    let office = Office::new(places, Arc::new(SystemClock));
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "", Hardness::Least).expect("a home is empty");
    office.confirm_recovery(&code).expect("the code was just shown");
    office.lock();
    Ok(home)
}
