//! The key of a laptop: what a colleague encrypts a case to, as words that two people compare aloud.
//!
//! The secret half is derived from the key of the vault, so it is nowhere but there: it needs no file, comes back with
//! a backup, and goes with the vault.

use bip39::Language;
use guarded::Guarded;
use hpke::{Deserializable, Kem as _, Serializable, kem::X25519HkdfSha256 as Kem};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::key::Purpose;
use crate::open_keys::OpenKeys;

pub(crate) type Public = <Kem as hpke::Kem>::PublicKey;
pub(crate) type Secret = <Kem as hpke::Kem>::PrivateKey;

/// How many words are compared: 110 bits, which nobody can hit by trying keys.
const WORDS: usize = 10;
/// What a key in writing begins with. The form never changes.
const MARK: &str = "tomarigi-laptop-1";
/// Bytes of the checksum in a written key.
const CHECK: usize = 4;

/// The public key of a laptop, X25519 (RFC 7748).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaptopKey([u8; 32]);

/// Words for comparing a key aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// The English list of BIP 39.
    English,
    /// The Japanese list of BIP 39, in hiragana.
    Japanese,
}

impl LaptopKey {
    /// Wraps a key as it is kept.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key as it is kept.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Returns ten words. Two keys with the same words do not occur.
    pub fn words(&self, list: WordList) -> Vec<&'static str> {
        let list = match list {
            WordList::English => Language::English.word_list(),
            WordList::Japanese => Language::Japanese.word_list(),
        };
        let digest: [u8; 32] = Sha256::digest([b"tomarigi/laptop words/1".as_slice(), &self.0].concat()).into();
        let bit = |at: usize| digest.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
        let number = |word: usize| (0..11).fold(0, |number, at| number << 1 | usize::from(bit(word * 11 + at)));
        (0..WORDS).filter_map(|word| list.get(number(word)).copied()).collect()
    }

    /// Returns the key in writing: one line, with a checksum.
    pub fn to_text(&self) -> String {
        let hex: String = self.0.iter().chain(&self.check()).map(|byte| format!("{byte:02x}")).collect();
        format!("{MARK}:{hex}")
    }

    /// Reads what [`to_text`](Self::to_text) wrote, with spaces and line ends wherever a mail put them; `None` when it is
    /// something else or has a typing error.
    pub fn from_text(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let hex = plain.strip_prefix(MARK)?.strip_prefix(':')?;
        if hex.len() != (32 + CHECK) * 2 || !hex.is_ascii() {
            return None;
        }
        let byte = |at: usize| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..32 + CHECK).map(byte).collect::<Option<_>>()?;
        let (key, check) = bytes.split_first_chunk::<32>()?;
        let key = Self(*key);
        (key.check() == *check && key.public().is_some()).then_some(key)
    }

    fn check(&self) -> [u8; CHECK] {
        let digest: [u8; 32] = Sha256::digest([b"tomarigi/laptop check/1".as_slice(), &self.0].concat()).into();
        digest.first_chunk().copied().unwrap_or_default()
    }

    /// The key as the cipher takes it; `None` for the few values that are no keys.
    pub(crate) fn public(&self) -> Option<Public> {
        Public::from_bytes(&self.0).ok()
    }
}

/// Both halves of the key of this laptop.
pub struct OwnLaptop {
    pub(crate) secret: Secret,
    pub(crate) public: Public,
}

impl std::fmt::Debug for OwnLaptop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnLaptop")
    }
}

impl OwnLaptop {
    /// Derives it from the key of the vault.
    pub fn of(keys: &OpenKeys) -> Self {
        Self::from_seed(&keys.key(Purpose::Laptop))
    }

    fn from_seed(seed: &Guarded<[u8; 32]>) -> Self {
        // EXPOSE: input of the derivation of a key pair (RFC 9180, 7.1.3); the copy is overwritten
        let input = Zeroizing::new(*seed.expose());
        let (secret, public) = Kem::derive_keypair(input.as_slice());
        Self { secret, public }
    }

    /// Returns the public half.
    pub fn key(&self) -> LaptopKey {
        LaptopKey(self.public.to_bytes().into())
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    pub(crate) fn laptop(seed: u8) -> OwnLaptop {
        OwnLaptop::from_seed(&Guarded::new([seed; 32]))
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::laptop, *};

    #[test]
    fn a_key_in_writing_is_read_back_and_a_typing_error_is_noticed() {
        let key = laptop(1).key();
        let text = key.to_text();

        assert_eq!(LaptopKey::from_text(&text), Some(key));
        let (front, back) = text.split_at(30);
        assert_eq!(LaptopKey::from_text(&format!(" {front}\n{back} ")), Some(key));
        for at in MARK.len() + 1..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'0' { b'1' } else { b'0' };
            assert_eq!(LaptopKey::from_text(&String::from_utf8(wrong).expect("ascii")), None, "letter {at}");
        }
        for rubbish in ["", "tomarigi-laptop-1:", "tomarigi-laptop-2:00", "あ"] {
            assert_eq!(LaptopKey::from_text(rubbish), None);
        }
    }

    #[test]
    fn the_words_of_a_key_stay_the_same_and_are_others_for_another_key() {
        let words = |seed, list| laptop(seed).key().words(list);

        assert_eq!(words(1, WordList::English).len(), WORDS);
        assert_eq!(words(1, WordList::Japanese).len(), WORDS);
        assert_eq!(words(1, WordList::English), words(1, WordList::English));
        assert_ne!(words(1, WordList::English), words(2, WordList::English));
    }

    #[test]
    fn the_words_of_a_known_key_are_pinned() {
        let words = LaptopKey::from_bytes([7; 32]).words(WordList::English).join(" ");

        assert_eq!(words, PINNED, "people compare what two versions of the program show");
    }

    const PINNED: &str = "diary close clever empty affair slender baby pulse pottery range";
}
