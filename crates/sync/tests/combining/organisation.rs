//! What must be true of combining laptops, from the counts to the organisation's table.

use std::{collections::BTreeSet, fs, path::PathBuf};

use crate::world::{World, card, change, figure, identity, schema, table, totals};
use sync::*;

fn values(laptop: u64) -> [u64; 4] {
    [10 + laptop, laptop % 3, 0, 300 * laptop]
}

/// A world in which everybody handed in, and the paths of the files.
fn full(laptops: u16) -> (World, Vec<PathBuf>) {
    let world = World::new(laptops, schema(4, 2));
    let files = (0..usize::from(laptops)).map(|at| world.hand_in(at, &values(at as u64), 1)).collect();
    (world, files)
}

fn sums(laptops: impl Iterator<Item = u64>) -> Vec<u64> {
    laptops.map(values).fold(vec![0; 4], |sum, one| sum.iter().zip(one).map(|(a, b)| a + b).collect())
}

#[test]
fn the_table_of_the_organisation_is_the_exact_sum_of_its_laptops() {
    for laptops in [3, 10, 30, 100] {
        let (mut world, _) = full(laptops);

        assert_eq!(totals(&world.open()), sums(0..u64::from(laptops)), "{laptops} laptops");
    }
}

#[test]
fn who_sits_down_first_does_not_matter() {
    let (mut world, _) = full(3);

    assert_eq!(world.sit(1), Outcome::WaitingForChecks);
    assert!(matches!(world.sit(0), Outcome::WaitingForPeople(_)));
    assert_eq!(combine(&world.office, &world.organisation, &*world.place), Err(Fault::NotYet));
    assert!(matches!(world.sit(1), Outcome::Opened(_)));
    assert_eq!(combine(&world.office, &world.organisation, &*world.place), Err(Fault::NotYet), "one sum says nothing");
    assert!(matches!(world.sit(0), Outcome::Opened(_)));

    assert_eq!(totals(&world.combined()), sums(0..3));
}

#[test]
fn nobody_but_the_office_opens_the_sums() {
    let (mut world, _) = full(3);
    world.open();

    for other in world.holders.iter().chain(&world.laptops) {
        assert_eq!(combine(other, &world.organisation, &*world.place), Err(Fault::OtherOrganisation));
    }
}

#[test]
fn a_sum_of_two_laptops_is_refused_by_both_key_holders() {
    let (mut world, _) = full(2);

    for holder in [0, 1] {
        assert_eq!(world.sit(holder), Outcome::Refused(Refusal::FewLaptops, vec![]));
    }
}

#[test]
fn a_sum_of_fewer_than_twenty_people_is_refused_by_both_key_holders() {
    let mut world = World::new(3, schema(4, 2));
    for at in 0..3 {
        world.hand_in(at, &[6, 1, 1, 1], 1);
    }

    world.sit(0);
    world.sit(1);
    for holder in [0, 1] {
        assert_eq!(world.sit(holder), Outcome::Refused(Refusal::FewPeople, vec![]));
    }
    assert_eq!(combine(&world.office, &world.organisation, &*world.place), Err(Fault::NotYet));
}

#[test]
fn a_set_that_differs_by_one_or_two_laptops_is_refused_and_by_three_is_opened() {
    let (mut world, _) = full(8);
    let late: Vec<_> =
        (5..8).map(|at| world.folder.path().join(format!("2024/{}", world.laptops[at].public().id()))).collect();
    let aside: Vec<_> = late.iter().map(|folder| folder.with_extension("later")).collect();
    late.iter().zip(&aside).for_each(|(from, to)| fs::rename(from, to).unwrap());
    let first = world.open();
    assert_eq!(totals(&first), sums(0..5));
    assert_eq!(first.manifest.missing().len(), 3, "who is late is named");
    assert_eq!(world.sit(0), Outcome::NothingNew);

    for (from, to) in late.iter().zip(&aside).take(2) {
        fs::rename(to, from).unwrap();
        for holder in [0, 1] {
            assert_eq!(world.sit(holder), Outcome::Refused(Refusal::TooAlike, vec![]));
        }
    }
    fs::rename(&aside[2], &late[2]).unwrap();

    assert_eq!(totals(&world.open()), sums(0..8));
}

#[test]
fn one_corrected_laptop_cannot_be_singled_out_and_three_count_with_their_newest_numbers() {
    let (mut world, _) = full(5);
    world.open();

    world.hand_in(0, &[30, 0, 0, 0], 2);
    assert_eq!(world.sit(0), Outcome::Refused(Refusal::TooAlike, vec![]));
    world.hand_in(1, &[30, 0, 0, 0], 2);
    world.hand_in(2, &[30, 0, 0, 0], 2);

    let rest = sums(3..5);
    assert_eq!(totals(&world.open()), [rest[0] + 90, rest[1], rest[2], rest[3]]);
}

#[test]
fn a_key_holder_who_lost_their_memory_still_knows_what_was_opened() {
    let (mut world, _) = full(4);
    world.open();
    world.memories = Default::default();
    world.hand_in(0, &[30, 0, 0, 0], 2);

    for holder in [0, 1] {
        assert_eq!(world.sit(holder), Outcome::Refused(Refusal::TooAlike, vec![]));
    }
}

#[test]
fn files_that_are_wrong_are_named_and_the_rest_sums_exactly() {
    let (mut world, files) = full(12);
    let other = World::new(12, schema(3, 2));
    let stranger = identity(999);
    change(&files[0], |bytes| bytes.truncate(bytes.len() / 2));
    change(&files[1], |bytes| bytes.extend([0; 100]));
    change(&files[2], |bytes| *bytes.last_mut().unwrap() ^= 1);
    change(&files[3], |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
    });
    // Made for another list of figures.
    let made = other.contribution(4, &[1, 2, 3], 1);
    fs::remove_file(&files[4]).unwrap();
    world.place.put(&made.parcel.name, &made.parcel.bytes).unwrap();
    // Somebody else's file under the name of laptop 5.
    let foreign = fs::read(&files[6]).unwrap();
    fs::write(&files[5], foreign).unwrap();
    // The same again under another number: the file itself still counts.
    let again = files[7].parent().unwrap().join(format!("{:016x}-{}", 9, "0".repeat(64)));
    fs::copy(&files[7], again).unwrap();
    // Rubbish, and a laptop that nobody knows.
    fs::write(files[8].parent().unwrap().join("rubbish"), [0; 10]).unwrap();
    let unknown = world.folder.path().join(format!("2024/{}", stranger.public().id()));
    fs::create_dir(&unknown).unwrap();
    fs::copy(&files[9], unknown.join("x")).unwrap();
    // A newer release, and nothing at all.
    change(&files[10], |bytes| bytes[4] = 2);
    fs::remove_file(&files[11]).unwrap();

    let combined = world.open();

    let taken: BTreeSet<_> = combined.manifest.taken().map(|laptop| world.number_of(laptop)).collect();
    assert_eq!(taken, BTreeSet::from([6, 7, 8, 9]));
    assert_eq!(totals(&combined), sums(6..10));
    let reasons = world.reasons(combined.manifest.left_out());
    let expected = [
        (0, Reason::Damaged),
        (1, Reason::TooLong),
        (2, Reason::Signature),
        (3, Reason::Signature),
        (4, Reason::OtherPurpose),
        (5, Reason::Signature),
        (7, Reason::Name),
        (8, Reason::Name),
        (10, Reason::Newer),
    ];
    assert_eq!(reasons.into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(combined.manifest.missing(), [world.laptops[11].public().id()]);
}

#[test]
fn with_missing_doubled_and_corrupted_files_the_sum_is_exact_over_the_valid_ones() {
    let (mut world, files) = full(100);
    // 10 % missing, 5 % in the place twice, 2 % corrupted.
    files.iter().take(10).for_each(|file| fs::remove_file(file).unwrap());
    for file in files.iter().skip(10).take(5) {
        let again = file.parent().unwrap().join(format!("{:016x}-{}", 2, "0".repeat(64)));
        fs::copy(file, again).unwrap();
    }
    for file in files.iter().skip(15).take(2) {
        change(file, |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
    }

    let combined = world.open();

    let valid: Vec<_> = (10..15).chain(17..100).collect();
    assert_eq!(totals(&combined), sums(valid.iter().copied()));
    assert_eq!(combined.manifest.missing().len(), 10);
    let mut taken: Vec<_> = combined.manifest.taken().map(|laptop| world.number_of(laptop) as u64).collect();
    taken.sort_unstable();
    assert_eq!(taken, valid);
}

#[test]
fn every_changed_byte_of_a_file_is_noticed() {
    let (mut world, files) = full(4);
    let whole = fs::read(&files[0]).unwrap();

    for at in (0..whole.len()).step_by(whole.len() / 60) {
        change(&files[0], |bytes| bytes[at] ^= 4);
        let mut fresh = World { memories: Default::default(), ..world };
        let sitting = sit_down(&fresh.holders[0], &fresh.organisation, &*fresh.place, &fresh.memories[0]).unwrap();
        assert_eq!(sitting.outcome, Outcome::WaitingForChecks);
        fresh.memories = Default::default();
        world = fresh;
        let sitting = sit_down(&world.holders[1], &world.organisation, &*world.place, &Memory::default()).unwrap();
        deliver(&*world.place, &sitting.parcels);
        let Outcome::WaitingForPeople(manifest) = world.sit(0) else { panic!("byte {at}") };
        assert_eq!(manifest.taken().len(), 3, "byte {at}");
        fs::remove_dir_all(sitting_folder(&world)).unwrap();
        fs::write(&files[0], &whole).unwrap();
    }
}

fn sitting_folder(world: &World) -> PathBuf {
    let entries = fs::read_dir(world.folder.path().join("2024")).unwrap().map(|entry| entry.unwrap().path());
    entries.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("round")).unwrap()
}

#[test]
fn an_older_file_that_is_put_back_does_not_count_as_the_newest() {
    let (mut world, files) = full(4);
    let newer = world.hand_in(0, &[50, 0, 0, 0], 2);
    world.sit(0);
    world.sit(1);
    world.sit(0);
    world.sit(1);
    fs::remove_file(newer).unwrap();
    for (at, file) in files.iter().enumerate().skip(1) {
        fs::remove_file(file).unwrap();
        world.hand_in(at, &values(at as u64), 2);
    }

    world.sit(0);
    let Outcome::WaitingForPeople(manifest) = world.sit(1) else { panic!("it goes on with the others") };

    assert_eq!(world.reasons(manifest.left_out())[&0], Reason::PutBack);
    assert_eq!(manifest.taken().len(), 3);
}

#[test]
fn two_files_of_one_number_count_neither() {
    let (mut world, _) = full(4);
    world.hand_in(0, &[99, 0, 0, 0], 1);

    let combined = world.open();

    assert_eq!(world.reasons(combined.manifest.left_out())[&0], Reason::Twice);
    assert_eq!(totals(&combined), sums(1..4));
}

#[test]
fn a_file_that_only_one_key_holder_saw_is_left_out() {
    let (mut world, files) = full(4);
    world.sit(0);
    fs::remove_file(&files[3]).unwrap();

    world.sit(1);
    world.sit(0);
    world.sit(1);

    let combined = world.combined();
    assert_eq!(world.reasons(combined.manifest.left_out())[&3], Reason::SeenByOne);
    assert_eq!(totals(&combined), sums(0..3));
}

#[test]
fn a_laptop_that_hands_in_between_the_two_key_holders_is_counted_with_what_both_see() {
    let (mut world, _) = full(4);
    world.sit(0);
    world.hand_in(3, &[99, 0, 0, 0], 2);

    world.sit(1);
    world.sit(0);
    world.sit(1);

    let combined = world.combined();
    assert_eq!(combined.manifest.left_out(), []);
    assert_eq!(totals(&combined), sums(0..4), "as the first of them saw it");
}

#[test]
fn a_lost_key_means_handing_in_again_and_loses_no_figures() {
    let (mut world, _) = full(4);
    world.sit(0);
    // Key holder B lost their laptop; the office names another, and laptop 3 was replaced, too.
    world.holders[1] = identity(60_003);
    world.laptops[3] = identity(500);
    let holders = [identity(60_001), identity(60_003)];
    let laptops: Vec<_> = [0, 1, 2, 500].map(identity).into();
    world.change(&holders, &laptops.iter().collect::<Vec<_>>(), schema(4, 2));
    world.memories[1] = Memory::default();
    assert_eq!(world.sit(1), Outcome::Refused(Refusal::FewLaptops, named(&world, 0..3, Reason::OtherPurpose)));
    for at in 0..4 {
        world.hand_in(at, &values(at as u64), 2);
    }

    assert_eq!(totals(&world.open()), sums(0..4));
}

fn named(world: &World, laptops: std::ops::Range<usize>, reason: Reason) -> Vec<Named> {
    let mut named: Vec<_> = laptops.map(|at| Named { laptop: world.laptops[at].public().id(), reason }).collect();
    named.sort();
    named
}

#[test]
fn cells_of_few_laptops_and_cells_that_an_insider_could_subtract_are_marked() {
    let mut world = World::new(7, schema(5, 1));
    for at in 0..7 {
        let has = |laptops: usize| u64::from(at < laptops);
        world.hand_in(at, &[10, has(2), has(5), has(6), 0], 1);
    }

    let cells = world.open().cells;

    let cautions: Vec<_> = cells.iter().map(|cell| (cell.laptops, cell.caution)).collect();
    let expected = [
        (7, Caution::Clear),
        (2, Caution::FewLaptops),
        (5, Caution::Insider),
        (6, Caution::Clear),
        (0, Caution::Clear),
    ];
    assert_eq!(cautions, expected);
}

#[test]
fn a_count_that_does_not_fit_is_refused_before_anything_is_made() {
    let world = World::new(3, schema(2, 1));
    let hand_in = |values: &[u64]| contribute(&world.laptops[0], &world.organisation, &table(values), 1);

    assert!(hand_in(&[255, 255]).is_ok());
    assert_eq!(hand_in(&[256, 0]), Err(Fault::TooLarge(figure(0))));
    assert_eq!(hand_in(&[1]), Err(Fault::Missing(figure(1))));
    assert_eq!(contribute(&identity(77), &world.organisation, &table(&[1, 1]), 1), Err(Fault::NotListed));
}

#[test]
fn a_share_has_one_size_whatever_the_caseload_and_looks_random() {
    let world = World::new(3, schema(500, 1));
    let empty = world.contribution(0, &[0; 500], 1).parcel.bytes;
    let full = world.contribution(0, &[255; 500], u64::from(u32::MAX)).parcel.bytes;
    assert_eq!(empty.len(), full.len());

    for bytes in [empty, full] {
        let mut counts = [0_u32; 256];
        bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
        let expected = bytes.len() as f64 / 256.0;
        let chi: f64 = counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        // 255 degrees of freedom: 400 is beyond one in 100 million.
        assert!(chi < 400.0, "chi-square {chi}");
    }
}

#[test]
fn a_full_list_of_figures_makes_a_file_of_at_most_300_kilobytes() {
    let world = World::new(3, schema(2_000, 1));

    assert!(world.contribution(0, &[1; 2_000], 1).parcel.bytes.len() <= 300_000);
}

#[test]
fn a_newer_list_is_taken_from_the_place_and_a_forged_or_older_one_is_not() {
    let mut world = World::new(3, schema(2, 1));
    let invited = world.organisation.clone();
    let own = [0, 1].map(identity);
    world.change(&[identity(60_001), identity(60_002)], &[&own[0], &own[1]], schema(2, 1));
    let parcel = world.organisation.parcel(&world.office).unwrap();
    world.place.put(&parcel.name, &parcel.bytes).unwrap();
    let stranger = identity(900);
    let founding = Founding {
        name: String::from("x"),
        holders: [card(&stranger, "A"), card(&identity(901), "B")],
        laptops: vec![],
        schema: schema(2, 1),
    };
    let forged = Organisation::found(&stranger, None, founding).unwrap().parcel(&stranger).unwrap();
    world.place.put("organisation/ffffffff-0", &forged.bytes).unwrap();

    assert_eq!(invited.newest_file(&*world.place).unwrap().unwrap(), (world.organisation.clone(), parcel.bytes));
    assert_eq!(world.organisation.newest_file(&*world.place), Ok(None), "what is known is the newest");
}

#[test]
fn a_stick_that_is_not_there_is_no_folder_and_the_rest_waits() {
    let world = World::new(3, schema(2, 1));
    let gone = Folder::at(world.folder.path().join("gone"));
    let made = world.contribution(0, &[1, 1], 1);

    assert_eq!(deliver(&gone, std::slice::from_ref(&made.parcel)), (0, Some(PlaceFault::Unreachable)));
    assert!(!world.folder.path().join("gone").exists());
    assert_eq!(world.place.put("../out", b""), Err(PlaceFault::Name));
    assert_eq!(deliver(&*world.place, &[made.parcel.clone(), made.parcel]), (2, None), "twice is once");
}

#[test]
fn a_laptop_that_came_back_from_a_backup_goes_on_with_its_numbers() {
    let (world, _) = full(3);
    world.hand_in(0, &values(0), 7);

    assert_eq!(next_sequence(&world.laptops[0], &world.organisation, &*world.place, 0), Ok(8));
    assert_eq!(next_sequence(&world.laptops[1], &world.organisation, &*world.place, 20), Ok(21));
}
