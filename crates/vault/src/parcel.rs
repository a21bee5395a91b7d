//! A parcel: one file from one laptop to another, which only that other one can open, and which shows from whom it is.
//!
//! ```text
//! magic 8 | version u16 | key of the sender 32 | encapsulated key 32 | body, padded
//! ```
//! Hybrid public key encryption in the mode that authenticates the sender (RFC 9180, mode Auth: X25519, HKDF-SHA256); the
//! body is sealed in pieces under the key it exports, as that of a backup is. The header names no recipient. Whatever is
//! wrong (another recipient, another sender than the header says, a byte changed, something missing or too much), there
//! is one answer: not for this laptop, or damaged.

use std::io::{self, Read};

use guarded::Guarded;
use hpke::{
    Deserializable, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256,
    rand_core,
};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::backup::body::{Opening, Sealing};
use crate::errors::NoRandomness;
use crate::laptop::{LaptopKey, OwnLaptop};

const MAGIC: &[u8; 8] = b"TMRGPRCL";
const VERSION: u16 = 1;
const INFO: &[u8] = b"tomarigi/v1/parcel";
const EXPORT: &[u8] = b"body";
const HEAD: usize = 8 + 2 + 32 + 32;
/// Lengths are rounded up to a whole number of these, so that they tell little.
const STEP: usize = 64 * 1024;
/// The longest content, in bytes.
pub const LONGEST_PARCEL: u64 = 512 * 1024 * 1024;

/// Why a parcel cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParcelFault {
    /// It is none, it is not for this laptop, or it is damaged.
    #[error("this is no parcel for this laptop, or it is damaged")]
    Damaged,
    /// A newer release made it.
    #[error("a newer release made the parcel")]
    Newer,
    /// It is longer than [`LONGEST_PARCEL`].
    #[error("the parcel is too long")]
    TooLong,
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// What a parcel holds, and whose key it was sealed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The laptop it comes from, proved.
    pub from: LaptopKey,
    /// What it holds.
    pub content: Guarded<Vec<u8>>,
}

/// Seals a parcel.
///
/// # Errors
/// [`ParcelFault::TooLong`]; [`ParcelFault::Damaged`] when `to` is no key.
pub fn seal_parcel(from: &OwnLaptop, to: &LaptopKey, content: &Guarded<Vec<u8>>) -> Result<Vec<u8>, ParcelFault> {
    // EXPOSE: sealed below
    let plain = content.expose();
    let length = u64::try_from(plain.len()).unwrap_or(u64::MAX);
    if length > LONGEST_PARCEL {
        return Err(ParcelFault::TooLong);
    }
    let to = to.public().ok_or(ParcelFault::Damaged)?;
    let mode = OpModeS::Auth((from.secret.clone(), from.public.clone()));
    let (encapsulated, context) =
        hpke::setup_sender::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(&mode, &to, INFO, &mut System)
            .map_err(|_| ParcelFault::Damaged)?;
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(MAGIC);
    head.extend_from_slice(&VERSION.to_be_bytes());
    head.extend_from_slice(from.key().as_bytes());
    head.extend_from_slice(&encapsulated.to_bytes());
    let key = exported(|out| context.export(EXPORT, out))?;
    let padded = padded(plain.len());
    let mut out = Vec::with_capacity(HEAD + padded + padded / 1024);
    out.extend_from_slice(&head);
    fill(Sealing::new(out, &key, &head), plain, length, padded).map_err(|_| ParcelFault::Damaged)
}

fn fill(mut sealing: Sealing<Vec<u8>>, plain: &[u8], length: u64, padded: usize) -> io::Result<Vec<u8>> {
    put(&mut sealing, &length.to_be_bytes())?;
    put(&mut sealing, plain)?;
    let zeros = [0; 4096];
    let mut left = padded.saturating_sub(plain.len() + 8);
    while left > 0 {
        let some = left.min(zeros.len());
        put(&mut sealing, zeros.get(..some).unwrap_or_default())?;
        left -= some;
    }
    sealing.finish()
}

fn put(sealing: &mut Sealing<Vec<u8>>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let taken = sealing.write(bytes)?;
        bytes = bytes.get(taken..).unwrap_or_default();
    }
    Ok(())
}

/// The length in front, the content, and zeros.
const fn padded(content: usize) -> usize {
    (content + 8).div_ceil(STEP) * STEP
}

/// Opens a parcel.
///
/// # Errors
/// [`ParcelFault`].
pub fn open_parcel(own: &OwnLaptop, bytes: &[u8]) -> Result<Opened, ParcelFault> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(ParcelFault::Damaged)?;
    let (magic, rest) = head.split_first_chunk::<8>().ok_or(ParcelFault::Damaged)?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or(ParcelFault::Damaged)?;
    let (from, encapsulated) = rest.split_first_chunk::<32>().ok_or(ParcelFault::Damaged)?;
    match (magic == MAGIC, u16::from_be_bytes(*version)) {
        (true, VERSION) => (),
        (true, newer) if newer > VERSION => return Err(ParcelFault::Newer),
        _ => return Err(ParcelFault::Damaged),
    }
    let from = LaptopKey::from_bytes(*from);
    let sender = from.public().ok_or(ParcelFault::Damaged)?;
    let encapsulated =
        <X25519HkdfSha256 as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| ParcelFault::Damaged)?;
    let context = hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Auth(sender),
        &own.secret,
        &encapsulated,
        INFO,
    )
    .map_err(|_| ParcelFault::Damaged)?;
    let key = exported(|out| context.export(EXPORT, out))?;
    let content = read_all(Opening::new(body, &key, head), body.len()).ok_or(ParcelFault::Damaged)?;
    Ok(Opened { from, content })
}

/// All of the body without the padding; `None` for whatever is wrong.
fn read_all(opening: Opening<&[u8]>, room: usize) -> Option<Guarded<Vec<u8>>> {
    struct Reading<'a>(Opening<&'a [u8]>);
    impl Read for Reading<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.0.read(into)
        }
    }
    let mut reading = Reading(opening);
    let mut length = [0; 8];
    reading.read_exact(&mut length).ok()?;
    let length = u64::from_be_bytes(length);
    let wanted = usize::try_from(length).ok().filter(|wanted| length <= LONGEST_PARCEL && *wanted <= room)?;
    // Room for all from the start: a vector that grows leaves copies behind.
    let mut content = Zeroizing::new(vec![0; wanted]);
    reading.read_exact(&mut content).ok()?;
    let mut rest = Zeroizing::new(vec![0; 4096]);
    let mut padding = 0;
    loop {
        match reading.read(&mut rest).ok()? {
            0 => break,
            read if rest.iter().take(read).all(|byte| *byte == 0) => padding += read,
            _ => return None,
        }
    }
    (wanted + 8 + padding == padded(wanted)).then(|| Guarded::new(std::mem::take(&mut *content)))
}

fn exported(export: impl FnOnce(&mut [u8]) -> Result<(), hpke::HpkeError>) -> Result<Guarded<[u8; 32]>, ParcelFault> {
    let mut key = Zeroizing::new([0; 32]);
    export(key.as_mut_slice()).map_err(|_| ParcelFault::Damaged)?;
    Ok(Guarded::new(*key))
}

/// The random bytes of the operating system, as the library wants them.
struct System;

impl rand_core::RngCore for System {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, into: &mut [u8]) {
        getrandom::fill(into).expect("the operating system gives random bytes");
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(into);
        Ok(())
    }
}

impl rand_core::CryptoRng for System {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::laptop::testing::laptop;

    fn content(length: usize) -> Guarded<Vec<u8>> {
        Guarded::new((0..length).map(|at| u8::try_from(at % 251).expect("small")).collect())
    }

    #[test]
    fn a_parcel_of_any_length_is_opened_by_the_one_it_is_for_and_shows_from_whom() {
        let (from, to) = (laptop(1), laptop(2));
        for length in [0, 1, STEP - 8, STEP - 7, STEP, 3 * STEP + 5] {
            let parcel = seal_parcel(&from, &to.key(), &content(length)).expect("sealed");

            let opened = open_parcel(&to, &parcel).expect("opened");

            assert_eq!(opened, Opened { from: from.key(), content: content(length) });
        }
    }

    #[test]
    fn nobody_else_opens_it_not_even_the_sender() {
        let (from, to, other) = (laptop(1), laptop(2), laptop(3));
        let parcel = seal_parcel(&from, &to.key(), &content(100)).expect("sealed");

        assert_eq!(open_parcel(&other, &parcel), Err(ParcelFault::Damaged));
        assert_eq!(open_parcel(&from, &parcel), Err(ParcelFault::Damaged));
    }

    #[test]
    fn a_sender_is_not_pretended() {
        let (from, to, other) = (laptop(1), laptop(2), laptop(3));
        let mut parcel = seal_parcel(&from, &to.key(), &content(100)).expect("sealed");

        parcel[10..42].copy_from_slice(other.key().as_bytes());

        assert_eq!(open_parcel(&to, &parcel), Err(ParcelFault::Damaged));
    }

    #[test]
    fn any_changed_missing_or_added_byte_is_noticed() {
        let (from, to) = (laptop(1), laptop(2));
        let parcel = seal_parcel(&from, &to.key(), &content(70_000)).expect("sealed");

        for at in (0..HEAD).chain((HEAD..parcel.len()).step_by(997)) {
            let mut wrong = parcel.clone();
            wrong[at] ^= 1;
            let refused = open_parcel(&to, &wrong).expect_err("a changed byte");
            assert!(matches!(refused, ParcelFault::Damaged | ParcelFault::Newer), "byte {at}");
        }
        for length in [0, 9, HEAD - 1, HEAD, HEAD + 1, STEP, parcel.len() - 1] {
            assert_eq!(open_parcel(&to, &parcel[..length]), Err(ParcelFault::Damaged), "{length} bytes");
        }
        assert_eq!(open_parcel(&to, &[&parcel[..], b"x"].concat()), Err(ParcelFault::Damaged));
        assert!(open_parcel(&to, &parcel).is_ok(), "the control");
    }

    #[test]
    fn a_newer_format_is_told_from_a_damaged_one() {
        let (from, to) = (laptop(1), laptop(2));
        let mut parcel = seal_parcel(&from, &to.key(), &content(5)).expect("sealed");

        parcel[9] = 2;

        assert_eq!(open_parcel(&to, &parcel), Err(ParcelFault::Newer));
    }

    #[test]
    fn lengths_tell_little() {
        let (from, to) = (laptop(1), laptop(2));
        let length = |of| seal_parcel(&from, &to.key(), &content(of)).expect("sealed").len();

        assert_eq!(length(10), length(60_000));
        assert_eq!(length(70_000), length(130_000));
    }
}
