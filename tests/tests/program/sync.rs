//! Combining laptops from the command line: every part is played by the program itself.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use acceptance::{
    buses::Bus,
    program::{self, Home, Running},
};
use serde_json::Value;

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud\n";

fn run(arguments: &[&str]) -> (Option<i32>, Value) {
    let done = program::tomarigi(arguments, PASSPHRASE).expect("the program runs");
    (done.status.code(), serde_json::from_slice(&done.stdout).unwrap_or_default())
}

fn done(arguments: &[&str]) -> Value {
    let (code, answer) = run(arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {answer}");
    answer
}

fn sync(part: &str, vault: &str) -> Value {
    done(&["sync", part, "--vault", vault, "--json"])
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().expect("a plain path").to_owned()
}

#[test]
fn three_vaults_become_one_table_by_the_command_line_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = path(folder.path(), "place");
    fs::create_dir(&place).expect("a place");
    let vaults = ["a", "b", "c"].map(|name| path(folder.path(), name));
    let cards = ["a.card", "b.card", "c.card"].map(|name| path(folder.path(), name));
    for (vault, card) in vaults.iter().zip(&cards) {
        done(&["sample", "--vault", vault, "--people", "40", "--json"]);
        done(&["sync", "card", "--vault", vault, "--name", "laptop", "--out", card, "--json"]);
    }
    let invitation = path(folder.path(), "invitation");
    let [a, b, c] = &cards;
    let invite = |laptops: &[&String]| {
        let mut arguments = vec!["sync", "invite", "--vault", &vaults[0], "--name", "止まり木", "--year", "2024"];
        arguments.extend(["--holder", a, "--holder", b, "--place", &place, "--out", &invitation, "--json"]);
        laptops.iter().for_each(|card| arguments.extend(["--laptop", card.as_str()]));
        done(&arguments)
    };
    invite(&[a, b]);
    let invited = invite(&[a, b, c]);
    assert_eq!((&invited["generation"], &invited["laptops"]), (&2.into(), &Value::from(vec!["laptop"; 3])));
    let words: Vec<_> = invited["words"]["ja"].as_array().expect("words").iter().filter_map(Value::as_str).collect();
    for vault in &vaults[1..] {
        let join = ["sync", "join", "--vault", vault, "--invitation", &invitation, "--place", &place, "--json"];
        assert_eq!(done(&join)["joined"], Value::from(false), "looking is not joining");
        assert_eq!(done(&[join.as_slice(), &["--words", &words.join(" ")]].concat())["joined"], Value::from(true));
    }
    let (code, refused) = run(&["sync", "verify", "--vault", &vaults[0], "--json"]);
    assert_eq!((code, &refused["refusal"]), (Some(11), &Value::from("few_laptops")));

    for vault in &vaults {
        assert_eq!(sync("contribute", vault)["delivered"], Value::from(true));
    }
    for (vault, state) in [(0, "waiting"), (1, "waiting"), (0, "opened"), (1, "opened")] {
        assert_eq!(sync("verify", &vaults[vault])["state"], Value::from(state));
    }
    let table = sync("combine", &vaults[0]);

    let cells = table["cells"].as_array().expect("cells");
    let totals: BTreeMap<_, _> = cells.iter().map(|cell| (cell["figure"].as_str(), cell["total"].as_u64())).collect();
    assert!(totals[&Some("new_contacts")] >= Some(20), "{totals:?}");
    assert_eq!(table["laptops"].as_array().map(Vec::len), Some(3));
    let status = sync("status", &vaults[0]);
    assert_eq!((&status["office"], &status["holder"], &status["waiting"]), (&true.into(), &true.into(), &0.into()));
    assert_eq!(run(&["sync", "combine", "--vault", &vaults[1], "--json"]).0, Some(1), "the office alone");
}

const PLACE_PASSWORD: &str = "seven-herons-at-the-weir";

fn typed(mut command: Command, text: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

/// Keeps the password of the place, in a session whose bus is there or not.
fn keep_password(home: &Home, bus: Option<&Bus>) -> Value {
    let mut command = home.command(program::binary().expect("the program"));
    command.args(["sync", "password", "--json", "--vault"]).arg(home.path().join("a"));
    if let Some(bus) = bus {
        command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
    }
    let done = typed(command, &format!("{PASSPHRASE}{PLACE_PASSWORD}\n"));
    assert!(done.status.success());
    serde_json::from_slice(&done.stdout).expect("an answer")
}

/// Every file below a folder that holds these bytes, in plain.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let inside = |path: std::path::PathBuf| match fs::metadata(&path) {
        Ok(about) if about.is_dir() => holding(&path, bytes),
        Ok(about)
            if about.is_file() && fs::read(&path).is_ok_and(|all| all.windows(bytes.len()).any(|at| at == bytes)) =>
        {
            vec![path.display().to_string()]
        }
        _ => Vec::new(),
    };
    fs::read_dir(folder).into_iter().flatten().flatten().flat_map(|entry| inside(entry.path())).collect()
}

#[test]
fn the_password_of_the_place_goes_into_the_keyring_and_into_no_file_of_ours() {
    let home = Home::new().expect("a home");
    let bus = Bus::start().expect("dbus-daemon is installed");
    let vault = path(home.path(), "a");
    done(&["sample", "--vault", &vault, "--people", "20", "--json"]);
    assert_eq!(keep_password(&home, None)["kept"], false, "no keyring, and it says so");

    let mut keyring = home.command("gnome-keyring-daemon");
    keyring.args(["--foreground", "--components=secrets", "--unlock"]).env("DBUS_SESSION_BUS_ADDRESS", bus.address());
    let mut keyring = Running::start(keyring.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()))
        .expect("gnome-keyring-daemon is installed");
    keyring.child().stdin.take().expect("piped").write_all(b"the password of the account").expect("it reads");
    let keyrings = home.path().join("data/keyrings");
    let kept = (0..40).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        keep_password(&home, Some(&bus))["kept"] == true
    });

    assert!(kept, "the keyring takes it");
    assert!(fs::read_dir(&keyrings).is_ok_and(|mut files| files.next().is_some()), "it is the keyring of this home");
    assert_eq!(holding(home.path(), PLACE_PASSWORD.as_bytes()), Vec::<String>::new());
    fs::write(home.path().join("a/control"), PLACE_PASSWORD).expect("a control");
    assert_eq!(holding(home.path(), PLACE_PASSWORD.as_bytes()).len(), 1, "it would be found");
}
