//! What a laptop hands in. Its size depends on the list of figures alone, never on what was counted.

use aggregates::RawTable;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    envelope::{self, Kind, digest, hex},
    fault::{Fault, Reason},
    identity::{Identity, LaptopId, PublicIdentity, Sealed},
    organisation::Organisation,
    place::{Parcel, Place},
    shares::{Pair, Split, Vectors},
};

const LABEL: [&[u8]; 2] = [b"tomarigi/combining/1/share/0", b"tomarigi/combining/1/share/1"];
/// More files than this of one laptop and year are not looked at.
pub(crate) const MOST_FILES: usize = 50;

/// The digest of a file that was handed in.
pub(crate) type ReportId = [u8; 32];

/// What is signed.
#[derive(Debug, Serialize, Deserialize)]
struct Body {
    context: [u8; 32],
    #[serde(with = "postcard::fixint::be")]
    sequence: u64,
    public: Pair,
    sealed: [Sealed; 2],
}

/// What a laptop hands in, and the number under which it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Its number: the newest counts.
    pub sequence: u64,
    /// The file.
    pub parcel: Parcel,
}

/// What a key holder finds in one.
pub(crate) struct Found {
    pub id: ReportId,
    pub sequence: u64,
    pub nonce: [u8; 16],
    pub public: Pair,
    pub share: Pair,
}

/// Splits the counts of a laptop, seals them to the two key holders, and signs.
///
/// # Errors
/// [`Fault::NotListed`]; [`Fault::Missing`] and [`Fault::TooLarge`] for a figure.
pub fn contribute(own: &Identity, to: &Organisation, table: &RawTable, sequence: u64) -> Result<Contribution, Fault> {
    let laptop = own.public().id();
    if !to.lists(laptop) {
        return Err(Fault::NotListed);
    }
    let context = to.context();
    let layout = to.schema().lay_out(table)?;
    let vectors = Vectors::new(to.schema().positions(), context)?;
    signed(own, to, sequence, vectors.split(&nonce(laptop, &context, sequence), &layout)?)
}

/// Seals the shares to the two key holders, and signs.
fn signed(own: &Identity, to: &Organisation, sequence: u64, split: Split) -> Result<Contribution, Fault> {
    let (laptop, context) = (own.public().id(), to.context());
    let about = about(laptop, &context, sequence, &split.public);
    let [a, b] = to.holders().each_ref().map(|holder| &holder.keys);
    let [share_a, share_b] = &split.shares;
    let sealed = [seal(a, 0, &about, share_a)?, seal(b, 1, &about, share_b)?];
    let body = Body { context, sequence, public: split.public, sealed };
    let bytes = envelope::sign(own, Kind::Contribution, &body)?;
    let name = format!("{}/{}", folder(to, laptop), file_name(sequence, &report_id(&bytes)));
    Ok(Contribution { sequence, parcel: Parcel { name, bytes } })
}

/// Returns the number for the next file: higher than the last one known here and than any of this laptop at the place,
/// so that a laptop that came back from a backup goes on.
///
/// # Errors
/// [`Fault::Place`].
pub fn next_sequence(own: &Identity, to: &Organisation, place: &dyn Place, last: u64) -> Result<u64, Fault> {
    let names = place.list(&folder(to, own.public().id()))?;
    // A stranger's absurd number must not use up all of them.
    let there = names.iter().filter_map(|name| Some(parse(name)?.0)).filter(|number| *number < 1 << 32);
    Ok(there.max().unwrap_or_default().max(last).saturating_add(1))
}

/// The folder of a laptop.
pub(crate) fn folder(of: &Organisation, laptop: LaptopId) -> String {
    format!("{}/{laptop}", of.folder())
}

pub(crate) fn file_name(sequence: u64, id: &ReportId) -> String {
    format!("{sequence:016x}-{}", hex(id))
}

/// The number and digest that a name claims.
pub(crate) fn parse(name: &str) -> Option<(u64, &str)> {
    let (sequence, hash) = name.split_once('-')?;
    let right = sequence.len() == 16 && hash.len() == 64;
    right.then(|| u64::from_str_radix(sequence, 16).ok()).flatten().map(|sequence| (sequence, hash))
}

pub(crate) fn report_id(bytes: &[u8]) -> ReportId {
    digest("report", &[bytes])
}

fn nonce(laptop: LaptopId, context: &[u8; 32], sequence: u64) -> [u8; 16] {
    let digest = digest("nonce", &[laptop.as_bytes(), context, &sequence.to_be_bytes()]);
    digest.first_chunk().copied().unwrap_or_default()
}

fn about(laptop: LaptopId, context: &[u8; 32], sequence: u64, public: &Pair) -> [u8; 32] {
    digest("about", &[laptop.as_bytes(), context, &sequence.to_be_bytes(), &public.counts, &public.present])
}

fn seal(to: &PublicIdentity, holder: usize, about: &[u8], share: &Pair) -> Result<Sealed, Fault> {
    let plain = Zeroizing::new(postcard::to_stdvec(share).map_err(|_| Fault::Cipher)?);
    to.seal(LABEL.get(holder).ok_or(Fault::NotAHolder)?, about, &plain)
}

/// The length of every file for this list of figures, and so the most that is read.
///
/// # Errors
/// [`Fault`] when the list cannot be used.
pub(crate) fn length(to: &Organisation) -> Result<usize, Fault> {
    let own = Identity::from_secret(&[0; 32]);
    let positions = to.schema().positions();
    let layout = crate::schema::Layout { counts: vec![0; positions], present: vec![0; positions] };
    let split = Vectors::new(positions, [0; 32])?.split(&[0; 16], &layout)?;
    let [a, b] = &split.shares;
    let sealed = [seal(&own.public(), 0, &[], a)?, seal(&own.public(), 1, &[], b)?];
    Ok(envelope::sign(&own, Kind::Contribution, &Body { context: [0; 32], sequence: 0, public: split.public, sealed })?
        .len())
}

/// Opens the share of a key holder, after everything around it was found right.
pub(crate) fn examine(
    own: &Identity,
    of: &Organisation,
    laptop: &PublicIdentity,
    (name, bytes): (&str, &[u8]),
    length: usize,
) -> Result<Found, Reason> {
    let holder = of.holder(own.public().id()).ok_or(Reason::Seal)?;
    if bytes.len() > length {
        return Err(Reason::TooLong);
    }
    let id = report_id(bytes);
    let (sequence, hash) = parse(name).ok_or(Reason::Name)?;
    let body: Body = envelope::open(bytes, Kind::Contribution, laptop).map_err(|fault| match fault {
        Fault::Newer => Reason::Newer,
        Fault::Signature => Reason::Signature,
        _ => Reason::Damaged,
    })?;
    if hash != hex(&id) || body.sequence != sequence {
        return Err(Reason::Name);
    }
    if body.context != of.context() {
        return Err(Reason::OtherPurpose);
    }
    let about = about(laptop.id(), &body.context, sequence, &body.public);
    let (label, sealed) = LABEL.get(holder).zip(body.sealed.get(holder)).ok_or(Reason::Seal)?;
    let plain = own.unseal(label, &about, sealed).ok_or(Reason::Seal)?;
    let share = postcard::from_bytes(&plain).map_err(|_| Reason::Damaged)?;
    Ok(Found { id, sequence, nonce: nonce(laptop.id(), &body.context, sequence), public: body.public, share })
}

#[cfg(test)]
mod tests {
    use aggregates::{Basis, Code, FiscalYear, RawCell, Unit};

    use super::*;
    use crate::{Card, Folder, Founding, Memory, Outcome, Place, Reason, Schema, Slot, combine, deliver, sit_down};

    const FIGURE: &str = "new_contacts";

    fn identity(number: u8) -> Identity {
        Identity::from_secret(&[number; 32])
    }

    fn organisation(laptops: &[Identity], office: &Identity, holders: &[Identity; 2]) -> Organisation {
        let card = |of: &Identity| Card::read(&Card::write(of, "a laptop").expect("a card")).expect("read back");
        let figure = Code::try_from(FIGURE).expect("a code");
        let slot = Slot { figure, programme: None, unit: Unit::Persons, basis: Basis::Flow, width: 2 };
        let year = FiscalYear::new(2024).expect("a year");
        let founding = Founding {
            name: String::from("止まり木"),
            holders: holders.each_ref().map(card),
            laptops: laptops.iter().map(card).collect(),
            schema: Schema::new(year, vec![slot], figure).expect("a schema"),
        };
        Organisation::found(office, None, founding).expect("an organisation")
    }

    fn counted(to: &Organisation, value: u64) -> RawTable {
        let mut table = RawTable::new(to.year());
        let figure = Code::try_from(FIGURE).expect("a code");
        let cell = RawCell { figure, programme: None, unit: Unit::Persons, basis: Basis::Flow, value };
        table.push(cell).expect("once");
        table
    }

    /// Signed and sealed as it should be, with a count that is no byte any more.
    fn out_of_range(own: &Identity, to: &Organisation) -> Contribution {
        let vectors = Vectors::new(to.schema().positions(), to.context()).expect("positions");
        let layout = to.schema().lay_out(&counted(to, 10)).expect("a table");
        let mut split = vectors.split(&nonce(own.public().id(), &to.context(), 1), &layout).expect("shares");
        let [share, _] = &mut split.shares;
        let first = share.counts.first_mut().expect("a field element");
        *first = first.wrapping_add(2);
        signed(own, to, 1, split).expect("a file")
    }

    #[test]
    fn a_laptop_with_a_count_out_of_range_is_named_and_the_rest_sums_exactly() {
        let laptops: Vec<_> = (1..=4).map(identity).collect();
        let (office, holders) = (identity(90), [identity(91), identity(92)]);
        let to = organisation(&laptops, &office, &holders);
        let folder = tempfile::tempdir().expect("a folder");
        let place = Folder::at(folder.path());
        let honest = laptops.iter().skip(1).map(|own| contribute(own, &to, &counted(&to, 10), 1).expect("a file"));
        let all = std::iter::once(out_of_range(laptops.first().expect("a laptop"), &to)).chain(honest);
        all.for_each(|made| place.put(&made.parcel.name, &made.parcel.bytes).expect("delivered"));

        let mut memories = [Memory::default(), Memory::default()];
        let mut opened = None;
        for _ in 0..2 {
            for (own, memory) in holders.iter().zip(&mut memories) {
                let sitting = sit_down(own, &to, &place, memory).expect("a key holder");
                *memory = sitting.memory;
                assert_eq!(deliver(&place, &sitting.parcels).1, None);
                if let Outcome::Opened(manifest) = sitting.outcome {
                    opened = Some(manifest);
                }
            }
        }

        let manifest = opened.expect("the sum of the others");
        let named: Vec<_> = manifest.left_out().iter().map(|named| (named.laptop, named.reason)).collect();
        assert_eq!(named, [(identity(1).public().id(), Reason::Proof)]);
        let combined = combine(&office, &to, &place).expect("both sums");
        assert_eq!(combined.cells.iter().map(|cell| cell.total).collect::<Vec<_>>(), [30]);
    }
}
