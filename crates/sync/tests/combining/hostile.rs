//! What a place and its strangers can do to the file of one laptop: it is named, and the others sum exactly.

use std::{fs, path::Path};

use crate::world::{World, change, identity, schema, totals};
use aggregates::FiscalYear;
use sync::*;

const VICTIM: usize = 0;

fn values(laptop: usize) -> [u64; 2] {
    [10 + laptop as u64, 1]
}

/// Five laptops hand in, something is done to the file of the first, and the sum is opened.
fn after(harm: impl FnOnce(&World, &Path)) -> (World, Combined) {
    let mut world = World::new(5, schema(2, 2));
    let files: Vec<_> = (0..5).map(|at| world.hand_in(at, &values(at), 1)).collect();
    harm(&world, &files[VICTIM]);
    let combined = world.open();
    (world, combined)
}

/// The laptop is named with this reason, and the rest sums exactly.
fn named(reason: Reason, harm: impl FnOnce(&World, &Path)) {
    let (world, combined) = after(harm);

    let left_out: Vec<_> = world.reasons(combined.manifest.left_out()).into_iter().collect();
    assert_eq!(left_out, [(VICTIM, reason)]);
    assert_eq!(totals(&combined), [11 + 12 + 13 + 14, 4]);
}

/// Puts a contribution of another organisation in the place of the laptop's own.
fn instead(world: &World, file: &Path, organisation: &Organisation, of: &Identity) {
    let table = crate::world::table_of(organisation.year(), &values(VICTIM));
    let made = contribute(of, organisation, &table, 1).unwrap();
    fs::remove_file(file).unwrap();
    let name = made.parcel.name.rsplit_once('/').unwrap().1;
    fs::write(file.with_file_name(name), &made.parcel.bytes).unwrap();
    assert_ne!(world.organisation.context(), organisation.context());
}

#[test]
fn garbage_in_the_place_of_a_file_is_named() {
    named(Reason::Damaged, |_, file| fs::write(file, vec![0x5a; 200]).unwrap());
}

#[test]
fn an_empty_file_is_named() {
    named(Reason::Damaged, |_, file| fs::write(file, []).unwrap());
}

#[test]
fn a_truncated_file_is_named() {
    named(Reason::Damaged, |_, file| change(file, |bytes| bytes.truncate(bytes.len() - 1)));
}

#[test]
fn an_oversized_file_is_named_and_not_read_whole() {
    named(Reason::TooLong, |_, file| change(file, |bytes| bytes.resize(50_000_000, 0)));
}

#[test]
fn an_unsigned_file_is_named() {
    named(Reason::Signature, |_, file| {
        change(file, |bytes| {
            let end = bytes.len() - 64;
            bytes[end..].fill(0);
        });
    });
}

#[test]
fn a_file_of_another_list_of_figures_is_named() {
    named(Reason::OtherPurpose, |world, file| {
        let other = World::new(5, schema(2, 1));
        instead(world, file, &other.organisation, &identity(0));
    });
}

#[test]
fn a_file_of_another_year_is_named() {
    named(Reason::OtherPurpose, |world, file| {
        let year = FiscalYear::new(2023).unwrap();
        let other = World::of_year(5, year);
        instead(world, file, &other.organisation, &identity(0));
    });
}

#[test]
fn the_file_of_another_laptop_replayed_under_this_one_is_named() {
    named(Reason::Signature, |world, file| {
        let other = world.contribution(1, &values(1), 1);
        fs::write(file, other.parcel.bytes).unwrap();
    });
}

#[test]
fn a_file_replayed_under_a_later_number_is_named_and_the_file_itself_counts() {
    let (world, combined) = after(|_, file| {
        let (_, digest) = file.file_name().unwrap().to_str().unwrap().split_once('-').unwrap();
        let later = format!("{:016x}-{digest}", 7);
        fs::copy(file, file.with_file_name(later)).unwrap();
    });

    assert_eq!(world.reasons(combined.manifest.left_out())[&VICTIM], Reason::Name);
    assert_eq!(totals(&combined), [10 + 11 + 12 + 13 + 14, 5]);
}

#[test]
fn the_same_file_twice_counts_once() {
    let (_, combined) = after(|world, _| {
        world.hand_in(VICTIM, &values(VICTIM), 2);
    });

    assert_eq!(totals(&combined), [10 + 11 + 12 + 13 + 14, 5]);
}

#[test]
fn a_withheld_file_is_named_as_missing_and_the_rest_sums_exactly() {
    let (world, combined) = after(|_, file| fs::remove_file(file).unwrap());

    assert_eq!(combined.manifest.missing(), [world.laptops[VICTIM].public().id()]);
    assert_eq!(totals(&combined), [11 + 12 + 13 + 14, 4]);
}
