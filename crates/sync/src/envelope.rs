//! The signed form in which everything travels.
//!
//! ```text
//! magic 4 | version 1 | kind 1 | signer 8 | length of the body u32 | body | signature 64
//! ```

use ed25519_dalek::SIGNATURE_LENGTH;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{
    fault::Fault,
    identity::{Identity, LaptopId, PublicIdentity},
};

const MAGIC: &[u8; 4] = b"TMCB";
/// Goes up with every change of the wire form, also with those of the crate that makes the proofs.
pub(crate) const VERSION: u8 = 1;
const HEAD: usize = 4 + 1 + 1 + 8 + 4;
const SIGNED_AS: &[u8] = b"tomarigi/combining/1/signature";

/// What an envelope holds. A number never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Organisation = 1,
    Contribution = 2,
    Checks = 3,
    People = 4,
    Sum = 5,
    Card = 6,
}

/// An envelope whose signature was not looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unproved<'a> {
    signed: &'a [u8],
    body: &'a [u8],
    signature: &'a [u8; SIGNATURE_LENGTH],
    pub kind: u8,
    pub signer: LaptopId,
}

/// Signs a body.
pub(crate) fn sign<T: Serialize>(own: &Identity, kind: Kind, body: &T) -> Result<Vec<u8>, Fault> {
    let body = postcard::to_stdvec(body).map_err(|_| Fault::Cipher)?;
    let length = u32::try_from(body.len()).map_err(|_| Fault::Cipher)?;
    let mut bytes = Vec::with_capacity(HEAD + body.len() + SIGNATURE_LENGTH);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&[VERSION, kind as u8]);
    bytes.extend_from_slice(own.public().id().as_bytes());
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(&body);
    let signature = own.sign(&[SIGNED_AS, &bytes].concat());
    bytes.extend_from_slice(&signature);
    Ok(bytes)
}

/// Takes an envelope apart. Nothing of it is to be believed yet.
pub(crate) fn take_apart(bytes: &[u8]) -> Result<Unproved<'_>, Fault> {
    let (signed, signature) = bytes.split_last_chunk::<SIGNATURE_LENGTH>().ok_or(Fault::Damaged)?;
    let (head, body) = signed.split_first_chunk::<HEAD>().ok_or(Fault::Damaged)?;
    let [m0, m1, m2, m3, version, kind, id @ .., l0, l1, l2, l3] = *head;
    if [m0, m1, m2, m3] != *MAGIC {
        return Err(Fault::Damaged);
    }
    match version {
        VERSION => (),
        newer if newer > VERSION => return Err(Fault::Newer),
        _ => return Err(Fault::Damaged),
    }
    if usize::try_from(u32::from_be_bytes([l0, l1, l2, l3])) != Ok(body.len()) {
        return Err(Fault::Damaged);
    }
    Ok(Unproved { signed, body, signature, kind, signer: LaptopId::from_bytes(id) })
}

/// Reads a body after its signature was found right.
pub(crate) fn open<T: DeserializeOwned>(bytes: &[u8], kind: Kind, by: &PublicIdentity) -> Result<T, Fault> {
    let envelope = take_apart(bytes)?;
    if envelope.kind != kind as u8 {
        return Err(Fault::Damaged);
    }
    if envelope.signer != by.id() || !by.signed(&[SIGNED_AS, envelope.signed].concat(), envelope.signature) {
        return Err(Fault::Signature);
    }
    envelope.read()
}

impl Unproved<'_> {
    /// Reads the body; all of it must be used.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        match postcard::take_from_bytes(self.body) {
            Ok((body, [])) => Ok(body),
            _ => Err(Fault::Damaged),
        }
    }
}

/// SHA-256 of some parts, their lengths included.
pub(crate) fn digest(label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"tomarigi/combining/1/");
    for part in [label.as_bytes()].iter().chain(parts) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
