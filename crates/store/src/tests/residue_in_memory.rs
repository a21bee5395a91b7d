//! What SQLCipher leaves of the key in memory once the store is closed. In a process of its own, whose whole memory is
//! read.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use guarded::Guarded;
use zeroize::{Zeroize, Zeroizing};

use super::{Place, day, place};
use crate::{Held, Key, Store, StoreKeys, seal::make_bytes};

/// Never equal to the key itself, so that what is looked for does not lie in memory because it is looked for.
const MASK: u8 = 0x5a;

struct Masked(Vec<u8>);

impl Masked {
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().map(|byte| byte ^ MASK).collect())
    }

    fn count_in(&self, memory: &[u8]) -> usize {
        let first = self.0[0] ^ MASK;
        let is_here = |at: &usize| {
            memory[*at..].len() >= self.0.len() && self.0.iter().zip(&memory[*at..]).all(|(a, b)| a ^ MASK == *b)
        };
        memory.iter().enumerate().filter(|(_, byte)| **byte == first).map(|(at, _)| at).filter(is_here).count()
    }
}

/// The key as it may lie there: itself, turned in fours as the cipher's first round keys, and as the text it is given in.
struct Traces {
    raw: Masked,
    rounds: Masked,
    text: Masked,
    /// An answer that is written, to see what is left of records.
    answer: Masked,
}

impl Traces {
    fn in_memory(&self) -> [usize; 4] {
        let maps = fs::read_to_string("/proc/self/maps").expect("the map of this process");
        let mut memory = File::open("/proc/self/mem").expect("the memory of this process");
        let mut counts = [0; 4];
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, to) = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
            let [from, to] = [from, to].map(|end| u64::from_str_radix(end, 16).expect("an address"));
            let mut region = vec![0; usize::try_from(to - from).expect("it fits")];
            let read = memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read(&mut region)).unwrap_or(0);
            for (count, trace) in counts.iter_mut().zip([&self.raw, &self.rounds, &self.text, &self.answer]) {
                *count += trace.count_in(&region[..read]);
            }
            region.zeroize();
        }
        counts
    }
}

fn random_keys() -> (StoreKeys, Traces, Guarded<String>) {
    let answer = Guarded::new(make_bytes::<16>().expect("random").map(|byte| format!("{byte:02x}")).concat());
    let mut key = Zeroizing::new(make_bytes::<32>().expect("random"));
    let raw = Masked::of(&*key);
    let mut text = Zeroizing::new(String::with_capacity(67));
    text.push_str("x'");
    for byte in key.iter() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(digit), 16).expect("a digit"));
        }
    }
    text.push('\'');
    let digits = Masked::of(&text.as_bytes()[2..66]);
    key.chunks_mut(4).for_each(<[u8]>::reverse);
    let rounds = Masked::of(&*key);
    key.zeroize();
    let other = || Key::new([1; 32]);
    let database = Guarded::new(std::mem::take(&mut *text));
    let keys = StoreKeys { database, journal: other(), subjects: other(), anchor: other() };
    let traces = Traces { raw, rounds, text: digits, answer: Masked::of(answer.expose().as_bytes()) };
    (keys, traces, answer)
}

fn work_and_close(file: &Path, security: &str) -> [[usize; 4]; 2] {
    let (keys, traces, answer) = random_keys();
    rusqlite::Connection::open_in_memory()
        .and_then(|any| any.pragma_update(None, "cipher_memory_security", security))
        .expect("set for the whole process");
    drop(Store::create(file, &keys).expect("a store"));
    let mut store = Store::open(file, &keys, &mut |_, _| ()).expect("it opens");
    let amal = store.write(|writer| writer.add_participant(&super::amal(), day("2024-05-01"))).expect("somebody");
    let answers = [(String::from("wish"), answer)].into();
    store
        .write(|writer| writer.add_interview(amal, day("2024-06-01"), &Held::default(), &answers))
        .expect("an interview");
    drop(answers);
    let while_open = traces.in_memory();
    drop(store);
    drop(keys);
    [while_open, traces.in_memory()]
}

/// Run as a test of its own it does nothing; the next test runs it in another process.
#[test]
fn scan_in_another_process() {
    if let Some(file) = std::env::var_os("TOMARIGI_SCAN") {
        let security = std::env::var("TOMARIGI_SCAN_SECURITY").expect("which setting");
        println!("scanned {:?}", work_and_close(file.as_ref(), &security));
    }
}

fn scanned(place: &Place, security: &str) -> [[usize; 4]; 2] {
    let output = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "tests::residue_in_memory::scan_in_another_process", "--nocapture", "--test-threads", "1"])
        .env("TOMARIGI_SCAN", &place.file)
        .env("TOMARIGI_SCAN_SECURITY", security)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let counts =
        said.split("scanned ").nth(1).and_then(|counts| counts.lines().next()).unwrap_or_else(|| panic!("{said}"));
    serde_json::from_str(counts).expect("counts")
}

#[test]
fn no_key_is_left_in_memory_once_the_store_is_closed() {
    if !cfg!(target_os = "linux") {
        return;
    }
    for security in ["OFF", "ON"] {
        let [while_open, closed] = scanned(&place(), security);
        println!(
            "wiped memory {security}: key, rounds, text, answer {while_open:?} while open, {closed:?} once closed"
        );
        assert!(while_open[2] > 0, "the control: the scan sees the text of the key that the open store holds");
        assert_eq!(closed[..3], [0, 0, 0], "with wiped memory {security}");
    }
}
