//! The keys of a laptop in combining: it signs, it is sealed to, and two key holders agree on a secret.

use std::fmt;

use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use hkdf::Hkdf;
use hpke::{
    Deserializable, Kem as _, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256 as Kem, rand_core,
};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::{
    envelope::{self, Kind, digest, hex},
    fault::Fault,
};

/// The most characters of a name of a laptop or an organisation.
pub(crate) const NAME_MAX: usize = 60;
/// What a card in writing begins with. The form never changes.
const MARK: &str = "tomarigi-card-1:";

/// The short name of a key: where its files lie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LaptopId([u8; 8]);

impl LaptopId {
    pub(crate) const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

impl fmt::Display for LaptopId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex(&self.0))
    }
}

impl fmt::Debug for LaptopId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&hex(&self.0))
    }
}

/// The public halves of the keys of a laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PublicIdentity {
    sign: [u8; 32],
    seal: [u8; 32],
    agree: [u8; 32],
}

/// A blob that only one laptop opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    encapsulated: [u8; 32],
    text: Vec<u8>,
}

/// Randomness of the operating system, as HPKE asks for it.
struct System;

impl rand_core::RngCore for System {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the system gives random bytes");
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl rand_core::CryptoRng for System {}

impl PublicIdentity {
    /// Returns its short name.
    pub fn id(&self) -> LaptopId {
        LaptopId(self.fingerprint().first_chunk().copied().unwrap_or_default())
    }

    /// Returns 32 bytes that stand for all three keys: what people compare as words.
    pub fn fingerprint(&self) -> [u8; 32] {
        digest("identity", &[&self.sign, &self.seal, &self.agree])
    }

    pub(crate) fn signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.sign)
            .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }

    pub(crate) fn seal(&self, label: &[u8], about: &[u8], plain: &[u8]) -> Result<Sealed, Fault> {
        let to = <Kem as hpke::Kem>::PublicKey::from_bytes(&self.seal).map_err(|_| Fault::NotAKey)?;
        let (encapsulated, text) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem, _>(
            &OpModeS::Base,
            &to,
            label,
            plain,
            about,
            &mut System,
        )
        .map_err(|_| Fault::Cipher)?;
        Ok(Sealed { encapsulated: encapsulated.to_bytes().into(), text })
    }
}

/// The keys of this laptop.
pub struct Identity {
    sign: SigningKey,
    seal: <Kem as hpke::Kem>::PrivateKey,
    agree: StaticSecret,
    public: PublicIdentity,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Identity").field(&self.public.id()).finish()
    }
}

impl Identity {
    /// Derives the keys from a secret of the vault: they come back with a backup and go with the vault.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        let part = |label: &[u8]| {
            let mut bytes = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(Some(b"tomarigi/combining/1"), secret)
                .expand(label, bytes.as_mut_slice())
                .expect("HKDF gives 32 bytes");
            bytes
        };
        let sign = SigningKey::from_bytes(&part(b"sign"));
        let (seal, seal_public) = Kem::derive_keypair(part(b"seal").as_slice());
        let agree = StaticSecret::from(*part(b"agree"));
        let public = PublicIdentity {
            sign: sign.verifying_key().to_bytes(),
            seal: seal_public.to_bytes().into(),
            agree: PublicKey::from(&agree).to_bytes(),
        };
        Self { sign, seal, agree, public }
    }

    /// Returns the public halves.
    pub const fn public(&self) -> PublicIdentity {
        self.public
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        use ed25519_dalek::Signer;
        self.sign.sign(message).to_bytes()
    }

    pub(crate) fn unseal(&self, label: &[u8], about: &[u8], sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(&sealed.encapsulated).ok()?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.seal,
            &encapsulated,
            label,
            &sealed.text,
            about,
        )
        .ok()
        .map(Zeroizing::new)
    }

    /// A secret that only this laptop and another can make. No laptop that hands in counts knows it.
    pub(crate) fn agree(&self, other: &PublicIdentity, about: &[u8]) -> Result<[u8; 32], Fault> {
        let shared = self.agree.diffie_hellman(&PublicKey::from(other.agree));
        if !shared.was_contributory() {
            return Err(Fault::NotAKey);
        }
        Ok(digest("agreed", &[shared.as_bytes(), about]))
    }
}

/// A laptop introduces itself: its name and keys, signed by itself, as one line of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What the laptop is called.
    pub name: String,
    /// Its keys.
    pub keys: PublicIdentity,
}

impl Card {
    /// Writes the card of this laptop.
    ///
    /// # Errors
    /// [`Fault::Damaged`] when the name is empty or too long.
    pub fn write(own: &Identity, name: &str) -> Result<String, Fault> {
        let card = Self { name: checked_name(name)?, keys: own.public() };
        Ok(format!("{MARK}{}", hex(&envelope::sign(own, Kind::Card, &card)?)))
    }

    /// Reads what [`write`](Self::write) wrote, with spaces and line ends wherever a mail put them.
    ///
    /// # Errors
    /// [`Fault::Damaged`]; [`Fault::Signature`].
    pub fn read(text: &str) -> Result<Self, Fault> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).take(4096).collect();
        let digits = plain.strip_prefix(MARK).map(str::as_bytes).ok_or(Fault::Damaged)?;
        let digit = |c: &u8| char::from(*c).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let bytes: Option<Vec<u8>> = digits
            .chunks(2)
            .map(|pair| match pair {
                [high, low] => Some(digit(high)? << 4 | digit(low)?),
                _ => None,
            })
            .collect();
        let bytes = bytes.ok_or(Fault::Damaged)?;
        let claimed: Self = envelope::take_apart(&bytes)?.read()?;
        let card: Self = envelope::open(&bytes, Kind::Card, &claimed.keys)?;
        checked_name(&card.name)?;
        Ok(card)
    }
}

/// A name without control characters, of 1 to 60 characters.
pub(crate) fn checked_name(name: &str) -> Result<String, Fault> {
    let name = name.trim();
    let fits = (1..=NAME_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(Fault::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_read_back_and_a_changed_one_is_refused() {
        let own = Identity::from_secret(&[1; 32]);
        let text = Card::write(&own, "東京").expect("a card");

        assert_eq!(Card::read(&text), Ok(Card { name: "東京".into(), keys: own.public() }));
        for at in MARK.len()..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'0' { b'1' } else { b'0' };
            assert!(Card::read(&String::from_utf8(wrong).expect("ascii")).is_err(), "letter {at}");
        }
    }

    #[test]
    fn two_key_holders_agree_on_a_secret_that_others_and_other_years_do_not_have() {
        let [a, b, c] = [1, 2, 3].map(|seed| Identity::from_secret(&[seed; 32]));

        assert_eq!(a.agree(&b.public(), b"2024"), b.agree(&a.public(), b"2024"));
        assert_ne!(a.agree(&b.public(), b"2024"), c.agree(&b.public(), b"2024"));
        assert_ne!(a.agree(&b.public(), b"2024"), a.agree(&b.public(), b"2025"));
    }

    #[test]
    fn what_is_sealed_to_one_opens_for_nobody_else_and_for_nothing_else() {
        let [a, b] = [1, 2].map(|seed| Identity::from_secret(&[seed; 32]));
        let sealed = a.public().seal(b"x", b"about", b"text").expect("sealed");

        assert_eq!(a.unseal(b"x", b"about", &sealed).as_deref().map(Vec::as_slice), Some(b"text".as_slice()));
        assert!(b.unseal(b"x", b"about", &sealed).is_none());
        assert!(a.unseal(b"y", b"about", &sealed).is_none());
        assert!(a.unseal(b"x", b"else", &sealed).is_none());
    }
}
