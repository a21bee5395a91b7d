//! Two starts on one vault.

use std::{io::Read, process::Stdio, time::Duration};

use acceptance::{
    program::{Home, Running, binary},
    window::{Screen, WindowError},
};

#[test]
fn a_second_start_says_so_and_brings_the_first_window_forward() -> Result<(), WindowError> {
    let home = Home::new()?;
    let screen = Screen::start()?;
    let mut first = start(&home, &screen)?;
    let window = screen.find_of(first.id())?;
    screen.at_rest()?;
    let nothing = screen.xdotool(&["search", "--maxdepth", "0", ".*"])?;
    screen.xdotool(&["windowfocus", &nothing])?;
    assert_ne!(focused(&screen), window, "the first window is not in front to begin with");

    let mut second = start(&home, &screen)?;

    let message = screen.find_of(second.id())?;
    screen.at_rest()?;
    screen.shot("second-01-message")?;
    assert_eq!(focused(&screen), window, "the first window has been asked to come forward");
    assert_eq!(second.ended()?, None, "the message stays until somebody has read it");
    screen.xdotool(&["windowfocus", "--sync", &message])?;
    screen.xdotool(&["key", "Return"])?;
    assert_eq!(code_at_the_end(&mut second)?, Some(6));
    let mut said = String::new();
    second.child().stderr.take().expect("standard error is piped").read_to_string(&mut said)?;
    assert!(said.contains("この保管庫は別のウィンドウで開いています"), "{said}");
    assert_eq!(first.ended()?, None, "the first goes on");
    screen.shot("second-02-first-goes-on")
}

#[test]
fn two_vaults_may_be_open_at_the_same_time() -> Result<(), WindowError> {
    let home = Home::new()?;
    let screen = Screen::start()?;
    let mut first = start(&home, &screen)?;
    screen.find_of(first.id())?;
    let mut command = home.command(binary()?);
    command.arg("--vault").arg(home.path().join("home/another vault"));

    let mut second = Running::start(screen.lend(&mut command))?;

    screen.find_of(second.id())?;
    screen.at_rest()?;
    assert_eq!((first.ended()?, second.ended()?), (None, None));
    Ok(())
}

fn start(home: &Home, screen: &Screen) -> Result<Running, WindowError> {
    let mut command = home.command(binary()?);
    Ok(Running::start(screen.lend(&mut command).stdout(Stdio::null()).stderr(Stdio::piped()))?)
}

fn focused(screen: &Screen) -> String {
    screen.xdotool(&["getwindowfocus"]).unwrap_or_default()
}

fn code_at_the_end(program: &mut Running) -> Result<Option<i32>, WindowError> {
    for _ in 0..300 {
        if let Some(status) = program.ended()? {
            return Ok(status.code());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(None)
}
