//! The key of the office: two people hold one half each, and only both halves together open the vault.
//!
//! The slot key is split into two random shares (their XOR), and each share is encrypted to the `age` X25519 key of
//! one of the two people. One share alone is noise.

use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use guarded::Guarded;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::errors::NoRandomness;
use crate::kdf;
use crate::slot::{SlotFault, take, take_some};

/// An `age` recipient has always this many characters.
const RECIPIENT_LEN: usize = 62;

/// An `age` file of 32 bytes for one recipient is much shorter.
const MAX_SHARE_LEN: usize = 2048;

/// Makes the key of one person at the office: the secret half, which that person keeps, and the public half, which
/// [`VaultFolder::set_escrow`](crate::VaultFolder::set_escrow) takes. Both are in the format of the program `age`.
///
/// # Panics
/// The operating system gives no random bytes.
pub fn make_identity() -> (Guarded<String>, String) {
    let identity = Identity::generate();
    // EXPOSE: handed to the person whose key it is
    let secret = Guarded::from(identity.to_string().expose_secret());
    (secret, identity.to_public().to_string())
}

/// Why two public halves are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecipientFault {
    Malformed,
    Same,
}

/// Reads two public halves. They must be of two people.
pub(crate) fn parse_recipients(typed: [&str; 2]) -> Result<[Recipient; 2], RecipientFault> {
    let parse = |typed: &str| Recipient::from_str(typed.trim()).map_err(|_| RecipientFault::Malformed);
    let [one, two] = [parse(typed[0])?, parse(typed[1])?];
    if one == two { Err(RecipientFault::Same) } else { Ok([one, two]) }
}

/// Reads two secret halves as they were typed or pasted.
pub(crate) fn parse_identities(typed: &[Guarded<String>; 2]) -> Option<[Identity; 2]> {
    let [one, two] = typed.each_ref().map(parse_identity);
    Some([one?, two?])
}

fn parse_identity(typed: &Guarded<String>) -> Option<Identity> {
    // EXPOSE: parsed; the copy is overwritten
    let text = typed.expose();
    let mut form = Zeroizing::new(String::with_capacity(text.len() * 4));
    form.extend(text.nfkc().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()));
    Identity::from_str(&form).ok()
}

/// The two encrypted shares as they lie in the slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shares {
    recipients: [[u8; RECIPIENT_LEN]; 2],
    encrypted: [Vec<u8>; 2],
}

impl Shares {
    /// Makes a slot key and splits it between the two.
    pub(crate) fn make(recipients: &[Recipient; 2]) -> Result<(Self, Guarded<[u8; 32]>), NoRandomness> {
        let (one, two) = (Guarded::new(kdf::make_bytes()?), Guarded::new(kdf::make_bytes()?));
        let encrypted = [encrypt(&recipients[0], &one)?, encrypt(&recipients[1], &two)?];
        let names = recipients.each_ref().map(name);
        Ok((Self { recipients: names, encrypted }, together(&one, &two)))
    }

    /// Returns the slot key if both halves are there, in either order.
    pub(crate) fn open(&self, identities: &[Identity; 2]) -> Option<Guarded<[u8; 32]>> {
        let [first, second] = &self.encrypted;
        let [one, two] = identities;
        let straight = || Some(together(&decrypt(one, first)?, &decrypt(two, second)?));
        let crossed = || Some(together(&decrypt(two, first)?, &decrypt(one, second)?));
        straight().or_else(crossed)
    }

    /// Returns the public halves.
    pub(crate) fn recipients(&self) -> [String; 2] {
        self.recipients.each_ref().map(|name| String::from_utf8_lossy(name).into_owned())
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.recipients.iter().for_each(|name| out.extend_from_slice(name));
        for share in &self.encrypted {
            out.extend_from_slice(&u16::try_from(share.len()).expect("a share is short").to_be_bytes());
            out.extend_from_slice(share);
        }
    }

    pub(crate) fn read(bytes: &mut &[u8]) -> Result<Self, SlotFault> {
        let recipients = [take(bytes)?, take(bytes)?];
        Ok(Self { recipients, encrypted: [read_share(bytes)?, read_share(bytes)?] })
    }
}

fn read_share(bytes: &mut &[u8]) -> Result<Vec<u8>, SlotFault> {
    let length = usize::from(u16::from_be_bytes(take(bytes)?));
    if length > MAX_SHARE_LEN {
        return Err(SlotFault::Malformed);
    }
    Ok(take_some(bytes, length)?.to_vec())
}

fn name(recipient: &Recipient) -> [u8; RECIPIENT_LEN] {
    let text = recipient.to_string();
    *text.as_bytes().first_chunk().expect("a recipient of age has 62 characters")
}

/// The XOR of two shares.
fn together(one: &Guarded<[u8; 32]>, two: &Guarded<[u8; 32]>) -> Guarded<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // EXPOSE: combined into a key that is guarded itself
    for (byte, (a, b)) in key.iter_mut().zip(one.expose().iter().zip(two.expose())) {
        *byte = a ^ b;
    }
    Guarded::new(*key)
}

fn encrypt(recipient: &Recipient, share: &Guarded<[u8; 32]>) -> Result<Vec<u8>, NoRandomness> {
    // EXPOSE: encrypted to the person who holds this half
    age::encrypt(recipient, share.expose()).map_err(|_| NoRandomness)
}

fn decrypt(identity: &Identity, encrypted: &[u8]) -> Option<Guarded<[u8; 32]>> {
    let plain = Zeroizing::new(age::decrypt(identity, encrypted).ok()?);
    plain.as_slice().try_into().ok().map(Guarded::new)
}
