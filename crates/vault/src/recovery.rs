//! The recovery code: 160 random bits on paper, with a check that no single slip of the pen passes.
//!
//! Eight groups of data and one of check, four characters each, in Crockford's base 32 (no I, L, O, U). The check is
//! the number that the data spells, modulo the prime 1,048,573. A wrong character changes that number by d·32ⁿ with
//! |d| < 32, two swapped characters by d·32ⁿ·(32ᵐ − 1), a swap across the border to the check by d·32,769: the prime
//! divides none of them, so each of these typos is caught, always.

use std::hint::black_box;

use guarded::Guarded;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::errors::NoRandomness;
use crate::kdf;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENTROPY_LEN: usize = 20;
const DATA_LEN: usize = 32;
const CHECK_LEN: usize = 4;
const CODE_LEN: usize = DATA_LEN + CHECK_LEN;
const GROUP_LEN: usize = 4;
const CHECK_PRIME: u32 = 1_048_573;

/// Why a typed recovery code cannot be one. It holds nothing of the code but a place or a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeTypo {
    /// The code has 36 characters without dashes; this one has `found`.
    #[error("a recovery code has 36 characters, not {found}")]
    Length {
        /// How many were typed.
        found: usize,
    },
    /// A character that no code has.
    #[error("group {group} of the recovery code holds a character that no code has")]
    Character {
        /// The group of four it stands in, counted from 1.
        group: usize,
    },
    /// Every character is possible, but at least one is wrong.
    #[error("the recovery code holds a typing mistake")]
    Checksum,
}

/// A code that opens the vault when the passphrase is lost. It is shown once and kept on paper.
#[derive(Debug, Clone)]
pub struct RecoveryCode {
    symbols: Guarded<Vec<u8>>,
    text: Guarded<String>,
}

impl RecoveryCode {
    /// Reads a code as people type it: in any case, with or without dashes and spaces, in full-width characters,
    /// with O for 0 and I or L for 1.
    ///
    /// # Errors
    /// What is certainly wrong with it. A code that passes may still be that of another vault.
    pub fn parse(typed: &str) -> Result<Self, CodeTypo> {
        let characters: Zeroizing<Vec<char>> = Zeroizing::new(typed.nfkc().filter(|c| !is_separator(*c)).collect());
        let mut symbols = Zeroizing::new(Vec::with_capacity(CODE_LEN));
        for (place, character) in characters.iter().enumerate().take(CODE_LEN) {
            symbols.push(symbol(*character).ok_or(CodeTypo::Character { group: place / GROUP_LEN + 1 })?);
        }
        if characters.len() != CODE_LEN {
            return Err(CodeTypo::Length { found: characters.len() });
        }
        let (data, check) = symbols.split_at(DATA_LEN);
        if check_of(data) != check {
            return Err(CodeTypo::Checksum);
        }
        Ok(Self::of(data))
    }

    /// Returns the code as it is shown: nine groups of four, joined by dashes.
    pub const fn text(&self) -> &Guarded<String> {
        &self.text
    }

    /// Whether `typed` is this code, however it is typed. The comparison takes the same time wherever they differ.
    pub fn matches(&self, typed: &str) -> bool {
        let Ok(other) = Self::parse(typed) else { return false };
        // EXPOSE: compared in constant time
        let pairs = self.symbols.expose().iter().zip(other.symbols.expose());
        black_box(pairs.fold(0, |differences, (a, b)| black_box(differences | (a ^ b)))) == 0
    }

    pub(crate) fn make() -> Result<Self, NoRandomness> {
        let entropy = Zeroizing::new(kdf::make_bytes::<ENTROPY_LEN>()?);
        Ok(Self::of(&to_symbols(&entropy)))
    }

    /// Returns the 160 bits.
    pub(crate) fn entropy(&self) -> Guarded<[u8; ENTROPY_LEN]> {
        let mut entropy = Zeroizing::new([0; ENTROPY_LEN]);
        // EXPOSE: packed into bytes that are guarded themselves
        for (eight, five) in self.symbols.expose().as_chunks::<8>().0.iter().zip(entropy.as_chunks_mut::<5>().0) {
            let bits = eight.iter().fold(0_u64, |bits, symbol| bits << 5 | u64::from(*symbol));
            let [_, _, _, bytes @ ..] = bits.to_be_bytes();
            *five = bytes;
        }
        Guarded::new(*entropy)
    }

    fn of(data: &[u8]) -> Self {
        let mut text = String::with_capacity(CODE_LEN + CODE_LEN / GROUP_LEN);
        for group in data.chunks(GROUP_LEN).chain([check_of(data).as_slice()]) {
            if !text.is_empty() {
                text.push('-');
            }
            text.extend(group.iter().filter_map(|symbol| ALPHABET.get(usize::from(*symbol))).map(|c| char::from(*c)));
        }
        Self { symbols: Guarded::new(data.to_vec()), text: Guarded::new(text) }
    }
}

fn to_symbols(entropy: &[u8; ENTROPY_LEN]) -> Zeroizing<Vec<u8>> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(DATA_LEN));
    for five in entropy.as_chunks::<5>().0 {
        let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        symbols.extend((0..8).rev().map(|place| low_five(bits >> (5 * place))));
    }
    symbols
}

fn check_of(data: &[u8]) -> [u8; CHECK_LEN] {
    let check = data.iter().fold(0, |rest, symbol| (rest * 32 + u32::from(*symbol)) % CHECK_PRIME);
    [15, 10, 5, 0].map(|shift| low_five(u64::from(check >> shift)))
}

const fn low_five(bits: u64) -> u8 {
    (bits & 31) as u8
}

/// Spaces, dashes of all kinds, and the long-vowel mark that a Japanese keyboard has in the place of the dash.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}')
}

fn symbol(typed: char) -> Option<u8> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|c| char::from(*c) == meant)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> RecoveryCode {
        RecoveryCode::of(&to_symbols(
            b"\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10\x00\xff\x5a\xa5",
        ))
    }

    fn letters(code: &RecoveryCode) -> Vec<char> {
        code.text().expose().chars().filter(|c| *c != '-').collect()
    }

    fn typed(letters: &[char]) -> String {
        letters.iter().collect()
    }

    #[test]
    fn a_code_has_nine_groups_of_four_and_reads_back_to_the_same_160_bits() {
        let code = RecoveryCode::make().unwrap();

        let again = RecoveryCode::parse(code.text().expose()).unwrap();

        assert!(code.text().expose().split('-').map(str::len).eq([4; 9]));
        assert_eq!(again.entropy(), code.entropy());
        assert_eq!(to_symbols(again.entropy().expose()).as_slice(), code.symbols.expose());
    }

    #[test]
    fn every_wrong_character_in_every_place_is_caught() {
        let letters = letters(&sample());
        for place in 0..CODE_LEN {
            for wrong in ALPHABET.iter().map(|c| char::from(*c)).filter(|c| *c != letters[place]) {
                let mut slip = letters.clone();
                slip[place] = wrong;

                assert_eq!(RecoveryCode::parse(&typed(&slip)).err(), Some(CodeTypo::Checksum), "place {place}");
            }
        }
    }

    #[test]
    fn every_two_characters_swapped_are_caught() {
        let letters = letters(&sample());
        for (first, second) in (0..CODE_LEN).flat_map(|a| (a + 1..CODE_LEN).map(move |b| (a, b))) {
            if letters[first] != letters[second] && (second < DATA_LEN || second == first + 1) {
                let mut slip = letters.clone();
                slip.swap(first, second);

                assert!(RecoveryCode::parse(&typed(&slip)).is_err(), "{first} and {second} swapped");
            }
        }
    }

    #[test]
    fn a_character_left_out_or_typed_twice_is_caught() {
        let letters = letters(&sample());
        for place in 0..CODE_LEN {
            let (mut short, mut long) = (letters.clone(), letters.clone());
            short.remove(place);
            long.insert(place, letters[place]);

            assert_eq!(RecoveryCode::parse(&typed(&short)).err(), Some(CodeTypo::Length { found: 35 }));
            assert_eq!(RecoveryCode::parse(&typed(&long)).err(), Some(CodeTypo::Length { found: 37 }));
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = sample();
        let text = code.text().expose().clone();
        let full_width: String = text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();

        for typed in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('-', "ー"),
            text.replace('-', "\u{3000}"),
            text.replace('0', "o").replace('1', "l"),
            text.replace('0', "O").replace('1', "I"),
            format!("  {text}\n"),
            full_width,
        ] {
            assert!(code.matches(&typed), "{typed} is the code on the paper");
        }
    }

    #[test]
    fn a_character_that_no_code_has_is_named_by_its_group() {
        let slip = sample().text().expose().replacen('-', "-U", 1);

        assert_eq!(RecoveryCode::parse(&slip).err(), Some(CodeTypo::Character { group: 2 }));
    }

    #[test]
    fn another_code_does_not_match() {
        assert!(!sample().matches(RecoveryCode::make().unwrap().text().expose()));
        assert!(!sample().matches(""));
    }

    #[test]
    fn debug_shows_nothing_of_a_code() {
        let code = sample();

        let shown = format!("{code:?}");

        assert!(code.text().expose().split('-').all(|group| !shown.contains(group)));
        assert!(!shown.contains(&format!("{:?}", code.symbols.expose())));
    }
}
