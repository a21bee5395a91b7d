//! A key holder sits down: checks what the laptops handed in together with the other key holder, and opens only the sum.
//!
//! Three files go from each to the other, and to the office: what checks the shares; a share of the number of people;
//! the share of the sum. Whoever sits down second does the first two at once, so that each of them sits down twice.

mod apart;
mod candidates;
mod memory;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use self::candidates::{Candidates, candidates};
pub use self::memory::Memory;
use self::memory::{Kept, Round, Set};
use crate::{
    FEWEST_LAPTOPS, FEWEST_PEOPLE,
    contribution::ReportId,
    envelope::{self, Kind, digest, hex},
    fault::{Fault, Reason, Refusal},
    identity::{Identity, LaptopId, PublicIdentity, Sealed},
    organisation::Organisation,
    place::{Parcel, Place},
    shares::{Checking, Pair, Vectors, value_of},
};

/// More than the checks of 2,000 laptops.
const LONGEST: usize = 64 * 1024 * 1024;
/// So many rounds without a file, and there are no more.
const GAP: u32 = 3;
const PEOPLE: &[u8] = b"tomarigi/combining/1/people";
pub(crate) const SUM: &[u8] = b"tomarigi/combining/1/sum";

/// A laptop whose file counts, and which file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Taken {
    laptop: LaptopId,
    id: ReportId,
    sequence: u64,
}

/// A laptop in a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// Which.
    pub laptop: LaptopId,
    /// Why its file does not count.
    pub reason: Reason,
}

/// What both key holders sign: whose counts are in the sum, whose are not and why, and who handed in nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    context: [u8; 32],
    round: u32,
    taken: Vec<Taken>,
    left_out: Vec<Named>,
    missing: Vec<LaptopId>,
}

impl Manifest {
    /// Returns whose counts are in the sum.
    pub fn taken(&self) -> impl ExactSizeIterator<Item = LaptopId> {
        self.taken.iter().map(|taken| taken.laptop)
    }

    /// Returns whose files did not count, and why.
    pub fn left_out(&self) -> &[Named] {
        &self.left_out
    }

    /// Returns who handed in nothing.
    pub fn missing(&self) -> &[LaptopId] {
        &self.missing
    }

    /// Returns the number of the round.
    pub const fn round(&self) -> u32 {
        self.round
    }

    pub(crate) fn hash(&self) -> Result<[u8; 32], Fault> {
        Ok(digest("manifest", &[&postcard::to_stdvec(self).map_err(|_| Fault::Cipher)?]))
    }

    fn set(&self) -> Set {
        self.taken.iter().map(|taken| (taken.laptop, taken.id)).collect()
    }
}

/// What came of sitting down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The first pass is done; the other key holder is next.
    WaitingForChecks,
    /// The second pass is done; the other key holder is next.
    WaitingForPeople(Manifest),
    /// This key holder's sum is sealed to the office.
    Opened(Manifest),
    /// The sum of these is not opened.
    Refused(Refusal, Vec<Named>),
    /// Everything that was handed in is in a sum that was opened.
    NothingNew,
}

/// What is to be kept, to be delivered, and to be said. Keep the memory before anything is delivered.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// Kept in the vault: what was opened cannot be opened again in another set.
    pub memory: Memory,
    /// To be delivered, in this order.
    pub parcels: Vec<Parcel>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What a key holder says of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Seen {
    taken: Taken,
    check: Pair,
}

/// The first file.
#[derive(Debug, Serialize, Deserialize)]
struct Checks {
    context: [u8; 32],
    round: u32,
    seen: Vec<Seen>,
    left_out: Vec<Named>,
    missing: Vec<LaptopId>,
}

/// The second file.
#[derive(Debug, Serialize, Deserialize)]
struct People {
    manifest: [u8; 32],
    sealed: Sealed,
}

/// The third file, for the office.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SumFile {
    pub manifest: Manifest,
    pub sealed: Sealed,
}

/// A key holder at work.
struct Work<'a> {
    own: &'a Identity,
    of: &'a Organisation,
    place: &'a dyn Place,
    me: usize,
    other: PublicIdentity,
    context: [u8; 32],
    vectors: Vectors,
    key: [u8; 32],
}

enum Step {
    Further,
    Done(Outcome),
}

/// Does whatever a key holder can do now.
///
/// # Errors
/// [`Fault::NotAHolder`]; [`Fault::Place`]. Files that are wrong are no error: they are named.
pub fn sit_down(own: &Identity, of: &Organisation, place: &dyn Place, memory: &Memory) -> Result<Sitting, Fault> {
    let me = of.holder(own.public().id()).ok_or(Fault::NotAHolder)?;
    let [first, second] = of.holders();
    let other = if me == 0 { second.keys } else { first.keys };
    let context = of.context();
    let vectors = Vectors::new(of.schema().positions(), context)?;
    let key = own.agree(&other, &context)?;
    let work = Work { own, of, place, me, other, context, vectors, key };
    let mut memory = memory.clone();
    memory.enter(of.year(), context);
    let mut parcels = Vec::new();
    loop {
        if let Step::Done(outcome) = work.step(&mut memory, &mut parcels)? {
            return Ok(Sitting { memory, parcels, outcome });
        }
    }
}

impl Work<'_> {
    fn step(&self, memory: &mut Memory, parcels: &mut Vec<Parcel>) -> Result<Step, Fault> {
        let Some(round) = memory.round() else { return self.begin(memory, parcels) };
        if round.summed.is_none() {
            return match self.read::<Checks>(round.number, Kind::Checks)? {
                Some(checks) => self.second(memory, parcels, &checks),
                None => self.wait(memory, Outcome::WaitingForChecks),
            };
        }
        match self.read::<People>(round.number, Kind::People)? {
            Some(people) => self.third(memory, parcels, &people),
            None => {
                let manifest = round.summed.as_ref().map(|(manifest, _)| manifest.clone()).ok_or(Fault::Damaged)?;
                self.wait(memory, Outcome::WaitingForPeople(manifest))
            }
        }
    }

    /// Waits for the other key holder, unless they have gone on to a later round.
    fn wait(&self, memory: &mut Memory, outcome: Outcome) -> Result<Step, Fault> {
        if self.newest_round(memory.last())? > memory.last() {
            memory.end();
            return Ok(Step::Further);
        }
        Ok(Step::Done(outcome))
    }

    /// The newest round after `last` that the other key holder began, or `last`.
    fn newest_round(&self, last: u32) -> Result<u32, Fault> {
        let mut newest = last;
        let mut number = last.saturating_add(1);
        while number <= newest.saturating_add(GAP) {
            if self.read::<Checks>(number, Kind::Checks)?.is_some() {
                newest = number;
            }
            number = number.saturating_add(1);
        }
        Ok(newest)
    }

    fn begin(&self, memory: &mut Memory, parcels: &mut Vec<Parcel>) -> Result<Step, Fault> {
        self.learn_what_was_opened(memory)?;
        let last = memory.last();
        let number = self.newest_round(last)?.max(last.saturating_add(1));
        let theirs = self.read::<Checks>(number, Kind::Checks)?;
        let theirs = theirs.iter().flat_map(|theirs| &theirs.seen).map(|seen| (seen.taken.laptop, seen.taken.sequence));
        let Candidates { mut found, mut left_out, missing } =
            candidates(self.own, self.of, self.place, memory, &theirs.collect())?;
        let mut seen = Vec::new();
        let mut kept = BTreeMap::new();
        found.sort_by_key(|(laptop, _)| *laptop);
        for (laptop, file) in found {
            let with = Checking { key: &self.key, holder: self.me, nonce: &file.nonce };
            match self.vectors.check(&with, &file.public, &file.share) {
                Ok((state, check)) => {
                    let taken = Taken { laptop, id: file.id, sequence: file.sequence };
                    kept.insert(file.id, Kept::from(state));
                    seen.push(Seen { taken, check });
                }
                Err(_) => left_out.push(Named { laptop, reason: Reason::Proof }),
            }
        }
        let set: Set = seen.iter().map(|seen| (seen.taken.laptop, seen.taken.id)).collect();
        if memory.opened().contains(&set) {
            return Ok(Step::Done(Outcome::NothingNew));
        }
        if let Err(refusal) = may_open(&set, memory.opened()) {
            return Ok(Step::Done(Outcome::Refused(refusal, left_out)));
        }
        seen.iter().for_each(|seen| memory.note(seen.taken.laptop, seen.taken.sequence));
        let checks = Checks { context: self.context, round: number, seen, left_out, missing };
        let parcel = self.write(number, Kind::Checks, &checks)?;
        memory.begin(Round { number, checks: parcel.bytes.clone(), kept, summed: None });
        parcels.push(parcel);
        Ok(Step::Further)
    }

    fn second(&self, memory: &mut Memory, parcels: &mut Vec<Parcel>, theirs: &Checks) -> Result<Step, Fault> {
        let round = memory.round().ok_or(Fault::Damaged)?;
        let number = round.number;
        let own: Checks = envelope::open(&round.checks, Kind::Checks, &self.own.public())?;
        let (manifest, sum) = self.agree_on(round, &own, theirs)?;
        if let Err(refusal) = may_open(&manifest.set(), memory.opened()) {
            memory.end();
            return Ok(Step::Done(Outcome::Refused(refusal, manifest.left_out)));
        }
        let (from, positions) = self.of.schema().people();
        let hash = manifest.hash()?;
        let sealed = self.other.seal(PEOPLE, &hash, &sum.part(from, positions)?)?;
        parcels.push(self.write(number, Kind::People, &People { manifest: hash, sealed })?);
        memory.open(manifest.set());
        memory.sum(manifest, sum.to_bytes()?);
        Ok(Step::Further)
    }

    /// What both saw and what holds, added up. Both key holders come to the same list.
    fn agree_on(&self, round: &Round, own: &Checks, theirs: &Checks) -> Result<(Manifest, crate::shares::Sum), Fault> {
        let others: BTreeMap<_, _> = theirs.seen.iter().map(|seen| (&seen.taken, &seen.check)).collect();
        let mut left_out: BTreeSet<_> = own.left_out.iter().chain(&theirs.left_out).copied().collect();
        let mut taken = Vec::new();
        let mut sum = self.vectors.nothing();
        for Seen { taken: file, check } in &own.seen {
            let (Some(kept), Some(their_check)) = (round.kept.get(&file.id), others.get(file)) else { continue };
            let checks = if self.me == 0 { [check, their_check] } else { [*their_check, check] };
            match self.vectors.accept(&mut sum, self.me, kept.pair(), checks) {
                Ok(()) => taken.push(file.clone()),
                Err(_) => drop(left_out.insert(Named { laptop: file.laptop, reason: Reason::Proof })),
            }
        }
        let within: BTreeSet<_> = taken.iter().map(|taken| taken.laptop).collect();
        for seen in own.seen.iter().chain(&theirs.seen) {
            let laptop = seen.taken.laptop;
            if !within.contains(&laptop) && !left_out.iter().any(|named| named.laptop == laptop) {
                left_out.insert(Named { laptop, reason: Reason::SeenByOne });
            }
        }
        let named: BTreeSet<_> = left_out.iter().map(|named| named.laptop).chain(within.iter().copied()).collect();
        let missing: BTreeSet<_> =
            own.missing.iter().chain(&theirs.missing).filter(|laptop| !named.contains(laptop)).copied().collect();
        let left_out = left_out.into_iter().collect();
        let missing = missing.into_iter().collect();
        Ok((Manifest { context: self.context, round: round.number, taken, left_out, missing }, sum))
    }

    fn third(&self, memory: &mut Memory, parcels: &mut Vec<Parcel>, theirs: &People) -> Result<Step, Fault> {
        let round = memory.round().ok_or(Fault::Damaged)?;
        let number = round.number;
        let (manifest, pair) = round.summed.clone().ok_or(Fault::Damaged)?;
        memory.end();
        let hash = manifest.hash()?;
        if theirs.manifest != hash {
            return Ok(Step::Done(Outcome::Refused(Refusal::Disagree, manifest.left_out)));
        }
        let (from, positions) = self.of.schema().people();
        let sum = crate::shares::Sum::from_bytes(&pair, self.of.schema().positions())?;
        let their_part = self.own.unseal(PEOPLE, &hash, &theirs.sealed);
        let people = their_part.and_then(|part| value_of(&sum.part(from, positions).ok()?, &part).ok());
        match people {
            None => return Ok(Step::Done(Outcome::Refused(Refusal::Disagree, manifest.left_out))),
            Some(people) if people < u128::from(FEWEST_PEOPLE) => {
                return Ok(Step::Done(Outcome::Refused(Refusal::FewPeople, manifest.left_out)));
            }
            Some(_) => (),
        }
        let plain = zeroize::Zeroizing::new(postcard::to_stdvec(&pair).map_err(|_| Fault::Cipher)?);
        let sealed = self.of.office().seal(SUM, &hash, &plain)?;
        parcels.push(self.write(number, Kind::Sum, &SumFile { manifest: manifest.clone(), sealed })?);
        Ok(Step::Done(Outcome::Opened(manifest)))
    }

    /// A key holder whose memory is new, or came back from a backup, learns from the signed manifests what was opened.
    fn learn_what_was_opened(&self, memory: &mut Memory) -> Result<(), Fault> {
        let (mut number, mut last) = (1, memory.last());
        while number <= last.saturating_add(GAP) {
            for holder in [0, 1] {
                if let Some(sum) = read_file::<SumFile>(self.of, self.place, number, holder, Kind::Sum)? {
                    memory.open(sum.manifest.set());
                    memory.skip_to(number);
                    last = last.max(number);
                }
            }
            number = number.saturating_add(1);
        }
        Ok(())
    }

    fn read<T: serde::de::DeserializeOwned>(&self, round: u32, kind: Kind) -> Result<Option<T>, Fault> {
        read_file(self.of, self.place, round, 1 - self.me, kind)
    }

    fn write<T: Serialize>(&self, round: u32, kind: Kind, body: &T) -> Result<Parcel, Fault> {
        let bytes = envelope::sign(self.own, kind, body)?;
        let hash = digest("file", &[&bytes]);
        let name = format!("{}/{}{}", folder(self.of, round), prefix(self.me, kind), hex(&hash));
        Ok(Parcel { name, bytes })
    }
}

/// The folder of a round.
fn folder(of: &Organisation, round: u32) -> String {
    let context = of.context();
    format!("{}/round-{}-{round}", of.folder(), hex(context.get(..8).unwrap_or_default()))
}

fn prefix(holder: usize, kind: Kind) -> String {
    format!("{holder}-{}-", kind as u8)
}

/// The first file of a key holder that is signed by them and whole. Rubbish is passed over.
fn read_file<T: serde::de::DeserializeOwned>(
    of: &Organisation,
    place: &dyn Place,
    round: u32,
    holder: usize,
    kind: Kind,
) -> Result<Option<T>, Fault> {
    let folder = folder(of, round);
    let prefix = prefix(holder, kind);
    let keys = of.holders().get(holder).ok_or(Fault::NotAHolder)?.keys;
    let mut names = place.list(&folder)?;
    names.retain(|name| name.starts_with(&prefix));
    names.sort();
    for name in names.iter().take(20) {
        let Some(bytes) = place.get(&format!("{folder}/{name}"), LONGEST)? else { continue };
        if bytes.len() <= LONGEST
            && name.ends_with(&hex(&digest("file", &[&bytes])))
            && let Ok(body) = envelope::open(&bytes, kind, &keys)
        {
            return Ok(Some(body));
        }
    }
    Ok(None)
}

/// The sums of both key holders in a round.
pub(crate) fn sums(of: &Organisation, place: &dyn Place, round: u32) -> Result<[Option<SumFile>; 2], Fault> {
    let read = |holder| read_file(of, place, round, holder, Kind::Sum);
    Ok([read(0)?, read(1)?])
}

/// The newest round in which both sums are there, and them.
pub(crate) fn newest_sums(of: &Organisation, place: &dyn Place) -> Result<Option<[SumFile; 2]>, Fault> {
    let (mut newest, mut number, mut last) = (None, 1_u32, 0_u32);
    while number <= last.saturating_add(GAP) {
        if !place.list(&folder(of, number))?.is_empty() {
            last = number;
        }
        if let [Some(a), Some(b)] = sums(of, place, number)? {
            newest = Some([a, b]);
        }
        number = number.saturating_add(1);
    }
    Ok(newest)
}

/// The rule of both key holders: enough laptops, and none singled out by subtracting what was opened before, from one
/// sum or from several together.
fn may_open(set: &Set, opened: &[Set]) -> Result<(), Refusal> {
    if set.len() < FEWEST_LAPTOPS {
        return Err(Refusal::FewLaptops);
    }
    let alike = opened.iter().any(|before| differing(set, before) < FEWEST_LAPTOPS);
    if alike || apart::singles_out(opened, set) { Err(Refusal::TooAlike) } else { Ok(()) }
}

/// Of how many laptops the one set holds what the other does not.
fn differing(a: &Set, b: &Set) -> usize {
    let laptops: BTreeSet<_> = a.keys().chain(b.keys()).collect();
    laptops.into_iter().filter(|laptop| a.get(laptop) != b.get(laptop)).count()
}
