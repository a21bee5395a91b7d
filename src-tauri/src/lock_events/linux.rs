//! On Linux: logind and the screen savers, each on its own bus. Either may be missing; then it is looked for again.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};
use zbus::{
    MatchRule,
    blocking::{Connection, MessageIterator, Proxy, fdo::DBusProxy},
    match_rule::Builder as MatchRuleBuilder,
    message::{Header, Message, Type},
    names::BusName,
    zvariant::{OwnedFd, OwnedObjectPath},
};

use super::Watching;

static SLEEP: AtomicBool = AtomicBool::new(false);
static SCREEN: AtomicBool = AtomicBool::new(false);

const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const LOGIN_MANAGER: &str = "org.freedesktop.login1.Manager";
const LOGIN_SESSION: &str = "org.freedesktop.login1.Session";
const LOGIN_USER: &str = "org.freedesktop.login1.User";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const BUS: &str = "org.freedesktop.DBus";
/// KDE answers to the first name.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.xfce.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
];
/// A desktop may start its parts after us.
const AGAIN_AFTER: Duration = Duration::from_secs(20);

/// What is watched now.
pub fn watching() -> Watching {
    Watching { sleep: SLEEP.load(Ordering::Relaxed), screen: SCREEN.load(Ordering::Relaxed) }
}

/// Listens on both buses for as long as the program runs.
pub fn watch(lock: impl Fn() + Clone + Send + 'static) {
    let also = lock.clone();
    keep_on(&SLEEP, move || listen_to_logind(&lock));
    keep_on(&SCREEN, move || listen_to_screen_savers(&also));
}

/// How long the computer has slept since it was started.
pub fn time_asleep() -> Option<Duration> {
    // In this order: what passes between the two makes the difference smaller.
    let (asleep_too, awake) = (clock_gettime(ClockId::Boottime), clock_gettime(ClockId::Monotonic));
    Duration::try_from(asleep_too).ok()?.checked_sub(Duration::try_from(awake).ok()?)
}

fn keep_on(watched: &'static AtomicBool, listen: impl Fn() -> zbus::Result<()> + Send + 'static) {
    std::thread::spawn(move || {
        loop {
            // Whatever the reason is, the settings say that nothing is watched.
            let _ = listen();
            watched.store(false, Ordering::Relaxed);
            std::thread::sleep(AGAIN_AFTER);
        }
    });
}

fn listen_to_logind(lock: &impl Fn()) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let manager = Proxy::new(&bus, LOGIN, LOGIN_PATH, LOGIN_MANAGER)?;
    let messages = MessageIterator::from(&bus);
    follow(&bus, signal(LOGIN_MANAGER, "PrepareForSleep")?.sender(LOGIN)?.path(LOGIN_PATH)?.build())?;
    if let Some(session) = own_session(&bus, &manager) {
        follow(&bus, signal(LOGIN_SESSION, "Lock")?.sender(LOGIN)?.path(session.as_str())?.build())?;
        follow(&bus, signal(PROPERTIES, "PropertiesChanged")?.sender(LOGIN)?.path(session.as_str())?.build())?;
    }
    let mut delay = delay_sleep(&manager);
    for message in messages {
        let message = message?;
        match said(&message.header()) {
            Some((LOGIN_MANAGER, "PrepareForSleep")) => {
                if message.body().deserialize()? {
                    lock();
                    // Only now may the computer sleep.
                    delay = None;
                } else if delay.is_none() {
                    delay = delay_sleep(&manager);
                }
            }
            Some((LOGIN_SESSION, "Lock")) => lock(),
            Some((PROPERTIES, "PropertiesChanged")) if is_locked_now(&message) => lock(),
            _ => {}
        }
    }
    drop(delay);
    Ok(())
}

/// The session of this process; where it belongs to none (a window started by systemd), the one that the user sees.
fn own_session(bus: &Connection, manager: &Proxy<'_>) -> Option<OwnedObjectPath> {
    let me = std::process::id();
    let own = manager.call("GetSessionByPID", &me).ok();
    own.or_else(|| {
        let user: OwnedObjectPath = manager.call("GetUserByPID", &me).ok()?;
        let user = Proxy::new(bus, LOGIN, user, LOGIN_USER).ok()?;
        let (_, display): (String, OwnedObjectPath) = user.get_property("Display").ok()?;
        (display.as_str() != "/").then_some(display)
    })
}

/// Asks the computer to wait with its sleep until the handle is dropped.
fn delay_sleep(manager: &Proxy<'_>) -> Option<OwnedFd> {
    let asked = manager.call("Inhibit", &("sleep", "Tomarigi", "locks the vault", "delay"));
    let delay = asked.ok();
    SLEEP.store(delay.is_some(), Ordering::Relaxed);
    delay
}

fn is_locked_now(message: &Message) -> bool {
    let body = message.body();
    let changed: zbus::Result<(String, std::collections::HashMap<String, zbus::zvariant::Value<'_>>, Vec<String>)> =
        body.deserialize();
    changed.is_ok_and(|(interface, values, _)| {
        interface == LOGIN_SESSION
            && values.get("LockedHint").is_some_and(|locked| locked.downcast_ref::<bool>() == Ok(true))
    })
}

fn listen_to_screen_savers(lock: &impl Fn()) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let names = DBusProxy::new(&bus)?;
    let messages = MessageIterator::from(&bus);
    for saver in SCREEN_SAVERS {
        follow(&bus, signal(saver, "ActiveChanged")?.build())?;
        follow(&bus, signal(BUS, "NameOwnerChanged")?.sender(BUS)?.arg(0, saver)?.build())?;
    }
    look_for_screen_savers(&names)?;
    for message in messages {
        let message = message?;
        match said(&message.header()) {
            Some((saver, "ActiveChanged")) if SCREEN_SAVERS.contains(&saver) && says_yes(&message) => lock(),
            Some((BUS, "NameOwnerChanged")) => look_for_screen_savers(&names)?,
            _ => {}
        }
    }
    Ok(())
}

fn says_yes(message: &Message) -> bool {
    message.body().deserialize::<bool>().is_ok_and(|yes| yes)
}

fn look_for_screen_savers(names: &DBusProxy<'_>) -> zbus::Result<()> {
    let mut there = false;
    for saver in SCREEN_SAVERS {
        there |= names.name_has_owner(BusName::try_from(saver)?)?;
    }
    SCREEN.store(there, Ordering::Relaxed);
    Ok(())
}

fn signal<'a>(interface: &'a str, member: &'a str) -> zbus::Result<MatchRuleBuilder<'a>> {
    MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(member)
}

fn follow(bus: &Connection, rule: MatchRule<'_>) -> zbus::Result<()> {
    Ok(DBusProxy::new(bus)?.add_match_rule(rule)?)
}

/// The interface and the name of a signal.
fn said<'m>(header: &'m Header<'_>) -> Option<(&'m str, &'m str)> {
    let signal = header.message_type() == Type::Signal;
    signal.then_some((header.interface()?.as_str(), header.member()?.as_str()))
}
