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
    shares::{Pair, Vectors},
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
    let split = vectors.split(&nonce(laptop, &context, sequence), &layout)?;
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
