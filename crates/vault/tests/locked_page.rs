//! The key of an open vault lies on a page that is kept out of swap. Alone in its process: what is locked is counted
//! for the process as a whole.
#![cfg(target_os = "linux")]

use std::fs;

use vault::{KdfCost, VaultFolder};

/// Returns how many KiB of this process are kept out of swap.
fn locked_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux has this file");
    let line = status.lines().find_map(|line| line.strip_prefix("VmLck:")).expect("and it has this line");
    line.trim_end_matches("kB").trim().parse().expect("a number")
}

#[test]
fn the_page_of_the_key_is_locked_while_the_vault_is_open() {
    let home = tempfile::tempdir().unwrap();
    let before = locked_kib();

    let (keys, _) = VaultFolder::at(home.path().join("one")).create(&"any will do".into(), KdfCost::FLOOR).unwrap();
    let with_one = locked_kib();
    let other = VaultFolder::at(home.path().join("two")).create(&"any will do".into(), KdfCost::FLOOR).unwrap();

    assert_eq!((with_one - before, locked_kib() - before), (4, 8), "a page for each");
    drop((keys, other));
    assert_eq!(locked_kib(), before);
}
