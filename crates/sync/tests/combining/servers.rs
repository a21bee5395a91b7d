//! Places on a network: they keep what a folder promises, and nothing that a server does gets further than its own files.

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use crate::server::{
    Key, PASSWORD, USER,
    apache::Apache,
    dav, dav_as, patience, s3,
    scripted::{Answer, Scripted, nextcloud},
};
use crate::world::{World, identity, schema, totals};
use sync::*;

/// What every place promises.
fn promises(place: &dyn Place, which: &str) {
    let (one, other) = ("year-2024/laptop/0-aa", "year-2024/laptop/1-bb");
    assert_eq!(place.probe(), Ok(()), "{which}");
    assert_eq!(place.list("year-2024/laptop"), Ok(Vec::new()), "{which}: no such folder");
    assert_eq!(place.get(one, 10), Ok(None), "{which}: no such file");

    let bytes: Vec<_> = (0..300_000_u32).map(|at| at.to_le_bytes()[1]).collect();
    assert_eq!(place.put(one, &bytes), Ok(()), "{which}");
    assert_eq!(place.put(one, &bytes), Ok(()), "{which}: twice is once");
    assert_eq!(place.put(other, b"short"), Ok(()), "{which}");
    let mut names = place.list("year-2024/laptop").unwrap();
    names.sort();
    assert_eq!(names, ["0-aa", "1-bb"], "{which}");
    assert_eq!(place.list("year-2024"), Ok(vec![String::from("laptop")]), "{which}");
    assert_eq!(place.get(one, 300_000).unwrap().as_ref(), Some(&bytes), "{which}");
    assert_eq!(place.get(one, 1000).unwrap().map(|read| read.len()), Some(1001), "{which}: one more than asked for");

    assert_eq!(place.delete(other), Ok(()), "{which}");
    assert_eq!(place.delete(other), Ok(()), "{which}: twice is once");
    assert_eq!(place.get(other, 10), Ok(None), "{which}");
    assert_eq!(place.put("../up", b""), Err(PlaceFault::Name), "{which}");
}

#[test]
fn a_folder_an_apache_a_nextcloud_and_an_s3_keep_the_same_promises() {
    let folder = tempfile::tempdir().unwrap();
    promises(&Folder::at(folder.path()), "folder");
    let apache = Apache::start();
    promises(&*dav(apache.port, &apache.key.pin()), "Apache");
    let cloud = nextcloud();
    promises(&*dav(cloud.port, &cloud.pin), "like Nextcloud");
    let folder = tempfile::tempdir().unwrap();
    promises(&*s3::serve(folder.path()), "S3");
}

#[test]
fn three_laptops_are_summed_exactly_through_an_apache_a_nextcloud_and_an_s3() {
    let (apache, cloud, bucket) = (Apache::start(), nextcloud(), tempfile::tempdir().unwrap());
    let places = [dav(apache.port, &apache.key.pin()), dav(cloud.port, &cloud.pin), s3::serve(bucket.path())];
    for place in places {
        let mut world = World::at(place, tempfile::tempdir().unwrap(), 3, schema(4, 2));
        for laptop in 0..3 {
            let made = world.contribution(laptop, &[10, 1, 0, 300], 1);
            world.place.put(&made.parcel.name, &made.parcel.bytes).unwrap();
        }

        assert_eq!(totals(&world.open()), [30, 3, 0, 900]);
    }
}

#[test]
fn an_address_typed_wrong_is_refused_and_makes_no_folder() {
    let apache = Apache::start();
    let files = apache.folder.path().join("files");
    let address = format!("https://{USER}@127.0.0.1:{}/files/tomarigj#sha256={}", apache.port, apache.key.pin());
    let place = Site::read(&address).unwrap().open_with(Some(PASSWORD), &patience()).unwrap();

    assert_eq!(place.probe(), Err(PlaceFault::NoFolder));
    assert_eq!(place.put("year-2024/laptop/0-aa", b"x"), Err(PlaceFault::NoFolder));
    assert!(!files.join("tomarigj").exists());

    std::fs::create_dir(files.join("tomarigj")).unwrap();
    std::fs::set_permissions(files.join("tomarigj"), std::fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(place.put("year-2024/laptop/0-aa", b"x"), Ok(()), "once somebody made it, it is used");
}

#[test]
fn a_wrong_password_is_told_and_nothing_is_written() {
    let apache = Apache::start();
    let place = dav_as(apache.port, &apache.key.pin(), "another").unwrap();

    assert_eq!(place.put("year-2024/laptop/0-aa", b"x"), Err(PlaceFault::Refused));
    assert_eq!(std::fs::read_dir(apache.folder.path().join("files/tomarigi")).unwrap().count(), 0);
}

#[test]
fn a_server_with_another_key_hears_no_password_and_no_file() {
    let server = nextcloud();
    let place = dav(server.port, &Key::new().pin());

    assert_eq!(place.put("year-2024/laptop/0-aa", b"x"), Err(PlaceFault::OtherKey));
    assert!(server.methods().is_empty(), "nothing was said");
    assert_eq!(server.reached.load(Ordering::SeqCst), 1, "and not tried a second time");
    assert_eq!(dav(server.port, &server.pin).probe(), Ok(()), "the right key is taken");
}

#[test]
fn the_keys_of_a_server_can_be_looked_at_without_telling_it_anything() {
    let server = nextcloud();
    let keys = look_at_keys(&format!("https://laptop@127.0.0.1:{}/files/", server.port)).unwrap();

    assert_eq!(keys.iter().map(ToString::to_string).collect::<Vec<_>>(), std::slice::from_ref(&server.pin));
    assert!(server.methods().is_empty());
}

/// Counts who comes.
fn bystander() -> (u16, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let came = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&came);
    thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
            drop(stream);
        }
    });
    (port, came)
}

#[test]
fn a_redirection_leads_nowhere() {
    let (port, came) = bystander();
    for status in [301, 302, 303, 307, 308] {
        let server = Scripted::serve(move |asked| {
            Answer::Head(status, format!("Location: https://127.0.0.1:{port}{}", asked.path), Vec::new())
        });
        let place = dav(server.port, &server.pin);
        assert_eq!(place.get("year-2024/laptop/0-aa", 10), Err(PlaceFault::Answer), "{status}");
        assert_eq!(place.put("year-2024/laptop/0-aa", b"x"), Err(PlaceFault::Answer), "{status}");
    }
    thread::sleep(Duration::from_millis(50));
    assert_eq!(came.load(Ordering::SeqCst), 0);
    drop(std::net::TcpStream::connect(("127.0.0.1", port)).unwrap());
    thread::sleep(Duration::from_millis(50));
    assert_eq!(came.load(Ordering::SeqCst), 1, "whoever comes is counted");
}

#[test]
fn each_refusal_has_its_own_name_and_only_what_passes_is_tried_again() {
    let cases = [
        (401, PlaceFault::Refused, 1),
        (403, PlaceFault::Refused, 1),
        (507, PlaceFault::Full, 1),
        (413, PlaceFault::Full, 1),
        (418, PlaceFault::Answer, 1),
        (429, PlaceFault::Unreachable, 3),
        (500, PlaceFault::Unreachable, 3),
        (503, PlaceFault::Unreachable, 3),
    ];
    for (status, fault, tries) in cases {
        let server = Scripted::serve(move |_| Answer::Say(status, b"<html>".to_vec()));
        let place = dav(server.port, &server.pin);

        assert_eq!(place.get("year-2024/laptop/0-aa", 10), Err(fault), "{status}");
        assert_eq!(server.methods().len(), tries, "{status}");
    }
}

#[test]
fn trouble_that_passes_is_waited_out() {
    let times = AtomicU64::new(0);
    let server = Scripted::serve(move |_| match times.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::Say(503, Vec::new()),
        1 => Answer::Cut(10, b"half".to_vec()),
        _ => Answer::Say(200, b"the whole".to_vec()),
    });

    let read = dav(server.port, &server.pin).get("year-2024/laptop/0-aa", 100);
    assert_eq!(read, Ok(Some(b"the whole".to_vec())), "cut off in the middle is not taken for whole");
}

#[test]
fn an_answer_without_an_end_is_left_off_and_silence_is_not_waited_for() {
    let long = Scripted::serve(|_| Answer::Say(200, vec![b'x'; 3_000_000]));
    let read = dav(long.port, &long.pin).get("year-2024/laptop/0-aa", 1000).unwrap().unwrap();
    assert_eq!(read.len(), 1001);

    let dripping = Scripted::serve(|_| Answer::Drip);
    let read = dav(dripping.port, &dripping.pin).get("year-2024/laptop/0-aa", 20).unwrap().unwrap();
    assert_eq!(read.len(), 21, "as much as was asked for");
    let mut short = patience();
    (short.whole, short.pauses) = (Duration::from_millis(500), Vec::new());
    let address = format!("https://laptop@127.0.0.1:{}/files#sha256={}", dripping.port, dripping.pin);
    let place = Site::read(&address).unwrap().open_with(Some(PASSWORD), &short).unwrap();
    assert_eq!(place.get("year-2024/laptop/0-aa", 1_000_000), Err(PlaceFault::Unreachable));

    let silent = Scripted::serve(|_| Answer::Nothing);
    assert_eq!(dav(silent.port, &silent.pin).probe(), Err(PlaceFault::Unreachable));
}

#[test]
fn rubbish_for_a_list_is_no_list_and_strange_names_are_passed_over() {
    for rubbish in [&b"not xml"[..], b"<a", b"\xff\xfe\x00", b"<d:multistatus xmlns:d='DAV:'>"] {
        let server = Scripted::serve(move |_| Answer::Say(207, rubbish.to_vec()));
        let listed = dav(server.port, &server.pin).list("year-2024");
        assert!(listed == Err(PlaceFault::Answer) || listed == Ok(Vec::new()), "{listed:?}");
    }
    let list = "<d:multistatus xmlns:d='DAV:'>".to_owned()
        + &["../../etc", "%2e%2e", "A", "x y", "good-1"].map(entry).concat()
        + "</d:multistatus>";
    let server = Scripted::serve(move |_| Answer::Say(207, list.clone().into_bytes()));
    assert_eq!(dav(server.port, &server.pin).list("year-2024"), Ok(vec![String::from("good-1")]));
}

fn entry(name: &str) -> String {
    format!(
        "<d:response><d:href>/files/tomarigi/year-2024/{name}</d:href><d:propstat><d:prop><d:resourcetype/>\
         <d:getcontentlength>1</d:getcontentlength><d:getlastmodified>Wed, 01 May 2024 00:00:00 GMT</d:getlastmodified></d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

#[test]
fn what_a_dead_server_does_not_take_waits_and_goes_in_order_when_it_is_back() {
    let parcels: Vec<_> = ["a", "b", "c"]
        .map(|name| Parcel { name: format!("year-2024/laptop/{name}"), bytes: name.into() })
        .into_iter()
        .collect();
    let cloud = nextcloud();
    let puts = AtomicU64::new(0);
    let failing = Scripted::serve(move |asked| match asked.method.as_str() {
        "PUT" if puts.fetch_add(1, Ordering::SeqCst) == 0 => Answer::Say(201, Vec::new()),
        "PUT" => Answer::Say(503, Vec::new()),
        _ => Answer::Say(207, format!("<d:multistatus xmlns:d='DAV:'>{}</d:multistatus>", entry("x")).into_bytes()),
    });

    assert_eq!(deliver(&*dav(failing.port, &failing.pin), &parcels), (1, Some(PlaceFault::Unreachable)));
    let back = dav(cloud.port, &cloud.pin);
    assert_eq!(deliver(&*back, &parcels[1..]), (2, None));
    let mut names = back.list("year-2024/laptop").unwrap();
    names.sort();
    assert_eq!(names, ["b", "c"]);
}

#[test]
fn a_year_of_five_laptops_with_a_lost_one_and_a_lost_key_through_an_apache() {
    let apache = Apache::start();
    let place = || dav(apache.port, &apache.key.pin());
    let mut world = World::at(place(), tempfile::tempdir().unwrap(), 5, schema(4, 2));
    // Each laptop comes to the server by itself.
    let hand_in = |world: &World, laptop: usize, values: &[u64], sequence| {
        let made = world.contribution(laptop, values, sequence);
        assert_eq!(deliver(&*place(), &[made.parcel]), (1, None));
    };
    for laptop in 0..5 {
        hand_in(&world, laptop, &[10 + laptop as u64, 1, 0, 7], 1);
    }
    assert_eq!(world.sit(0), Outcome::WaitingForChecks);

    // Laptop 4 is lost, and with it key B. The office names others; everybody who is left hands in again.
    world.holders[1] = identity(60_003);
    world.memories[1] = Memory::default();
    let holders = [identity(60_001), identity(60_003)];
    let left: Vec<_> = (0..4).map(identity).collect();
    world.change(&holders, &left.iter().collect::<Vec<_>>(), schema(4, 2));
    for laptop in 0..4 {
        hand_in(&world, laptop, &[10 + laptop as u64, 1, 0, 7], 2);
    }
    assert_eq!(totals(&world.open()), [46, 4, 0, 28]);

    // Two corrections could be told apart, three cannot.
    hand_in(&world, 0, &[20, 1, 0, 7], 3);
    hand_in(&world, 1, &[21, 1, 0, 7], 3);
    for holder in [0, 1] {
        assert!(matches!(world.sit(holder), Outcome::Refused(Refusal::TooAlike, _)));
    }
}

/// The addresses that a program connects to, with an environment that names a proxy and a cloud.
fn connections(program: &Path, arguments: &[&str]) -> Vec<String> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let proxy = "http://127.0.0.1:9";
    let done = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=connect", "-o"])
        .arg(log.path())
        .arg(program)
        .args(arguments)
        .envs(["HTTP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, proxy)))
        .envs([("AWS_ENDPOINT_URL", proxy), ("AWS_PROFILE", "other"), ("AWS_ROLE_ARN", "arn:aws:iam::1:role/x")])
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/dev/null")
        .output()
        .expect("strace is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    let lines = std::fs::read_to_string(log.path()).unwrap();
    // Port 0 is how the C library asks which addresses this computer has; nothing is sent.
    let real = |line: &&str| line.contains("AF_INET") && !line.contains("htons(0)");
    lines.lines().filter(real).map(str::to_owned).collect()
}

#[test]
fn nothing_but_the_place_is_connected_to_whatever_the_environment_says() {
    let elsewhere = |line: &&String| !line.contains("\"127.0.0.1\"") || line.contains("htons(9)");

    let whole = "servers::three_laptops_are_summed_exactly_through_an_apache_a_nextcloud_and_an_s3";
    let seen = connections(&std::env::current_exe().unwrap(), &["--exact", whole]);
    assert!(seen.len() > 10, "the servers themselves are seen");
    assert_eq!(seen.iter().find(elsewhere), None);
    let control = connections(Path::new("bash"), &["-c", ": <>/dev/tcp/127.0.0.1/9 || true"]);
    assert_eq!(control.iter().filter(elsewhere).count(), 1, "another connection would be seen");
}
