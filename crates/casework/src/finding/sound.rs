//! Sounds: how a part of a name is pronounced, as far as its spelling says, and how far two of them lie apart.
//!
//! A sound is written with one ASCII character. Most stand for themselves. Some stand for several, because a script
//! leaves open what is meant: katakana does not tell l from r, Arabic does not write short vowels, Latin `ch` is read
//! in three ways. Each of those is a row of [`OPEN`]: what it can be, and how unusual that is. Everything else follows
//! from that table: how far apart two sounds are, and under which skeletons a part is found.

use std::sync::LazyLock;

/// What is not there: the other side of a sound that is left out.
const NOTHING: u8 = b'-';

/// Sounds that leave open what is meant: the sounds they can be, each with what it costs to take it for that one, in
/// hundredths of a consonant.
const OPEN: &[(u8, &[(u8, u16)])] = &[
    // Vowels that are not written, or not always spoken.
    (b'.', &[(NOTHING, 0), (b'a', 0), (b'e', 0), (b'i', 0), (b'o', 0), (b'u', 0)]),
    (b'V', &[(b'a', 0), (b'e', 0), (b'i', 0), (b'o', 0), (b'u', 0), (NOTHING, 12)]),
    (b',', &[(b'a', 0), (NOTHING, 4), (b'o', 8), (b'e', 8)]),
    // The Korean vowels that are written eo and eu, or with one letter.
    (b'$', &[(b'o', 0), (b'u', 2), (b'e', 4), (b'a', 22), (NOTHING, 22)]),
    (b';', &[(b'o', 0), (b'a', 0), (NOTHING, 4), (b'e', 12)]),
    (b'\'', &[(b'a', 0), (b'e', 0), (b'o', 22)]),
    (b'U', &[(NOTHING, 2), (b'u', 0), (b'o', 8), (b'e', 10)]),
    (b'O', &[(NOTHING, 3), (b'o', 0), (b'u', 8)]),
    (b'I', &[(NOTHING, 3), (b'i', 0), (b'e', 5)]),
    (b'=', &[(b'a', 0), (b'e', 0), (b'h', 5), (NOTHING, 8)]),
    (b'&', &[(b'a', 0), (b'e', 3), (b'h', 8), (b't', 10)]),
    // The second half of a diphthong.
    (b'`', &[(b'y', 0), (b'i', 0), (b'e', 3), (NOTHING, 14)]),
    (b'{', &[(b'y', 0), (b'i', 0), (b'e', 3), (NOTHING, 22)]),
    (b'~', &[(b'w', 0), (b'u', 0), (b'o', 2), (b'v', 8), (NOTHING, 24)]),
    (b'#', &[(b'w', 0), (b'u', 0), (b'o', 0), (NOTHING, 2)]),
    // A long vowel in kana, which may stand for an r; an r after a vowel, which may only lengthen it.
    (b'_', &[(NOTHING, 0), (b'r', 8), (b'h', 4)]),
    (b'%', &[(b'r', 0), (NOTHING, 15)]),
    (b'^', &[(NOTHING, 0), (b'l', 3), (b'r', 3), (b'n', 8)]),
    // Letters of the Arabic kind.
    (b'W', &[(b'w', 0), (b'v', 0), (b'u', 0), (b'o', 0), (NOTHING, 20)]),
    (b'Y', &[(b'y', 0), (b'i', 0), (b'e', 0), (b'a', 30)]),
    // Pairs that a script does not tell apart.
    (b'R', &[(b'r', 0), (b'l', 0)]),
    (b'B', &[(b'b', 0), (b'v', 0)]),
    (b'F', &[(b'f', 0), (b'p', 0)]),
    (b'H', &[(b'f', 0), (b'h', 0)]),
    (b'A', &[(b'b', 0), (b'p', 0)]),
    (b'E', &[(b'd', 0), (b't', 0)]),
    (b'9', &[(b'g', 0), (b'k', 0)]),
    (b'4', &[(b'g', 0), (b'h', 3)]),
    (b'6', &[(b'J', 0), (b'C', 0), (b'z', 8), (b't', 15)]),
    (b'N', &[(b'n', 0), (b'm', 22), (NOTHING, 60)]),
    (b'M', &[(b'n', 0), (b'm', 0), (NOTHING, 0)]),
    (b'0', &[(b'n', 0), (b'g', 3), (b'k', 15)]),
    (b'@', &[(b's', 0), (b'S', 0)]),
    (b'8', &[(b's', 0), (b'S', 0), (b'z', 20)]),
    (b'2', &[(b'C', 0), (b't', 5), (b'c', 10)]),
    (b'3', &[(b'J', 0), (b'z', 0), (b'd', 8)]),
    (b'5', &[(b'c', 0), (b't', 5)]),
    (b'7', &[(b'z', 0), (b'd', 8)]),
    (b'T', &[(b't', 0), (b's', 3), (b'd', 20)]),
    (b'D', &[(b'd', 0), (b'z', 0), (b't', 20)]),
    (b'L', &[(b'l', 0), (b'y', 8), (b'J', 12)]),
    (b'P', &[(b'f', 0), (b'p', 0), (b'b', 10)]),
    // Letters of the Latin alphabet that languages read differently.
    (b'q', &[(b'k', 0), (b'g', 5), (b'X', 8)]),
    (b'+', &[(b'k', 0), (b'C', 8), (b'g', 8), (b'X', 10)]),
    (b'c', &[(b'c', 0), (b's', 3), (b'C', 4), (b'J', 12)]),
    (b'1', &[(b'C', 0), (b'S', 6), (b'X', 10), (b'k', 12), (b'h', 20)]),
    (b'j', &[(b'J', 0), (b'Z', 4), (b'y', 12), (b'X', 15), (b'h', 15)]),
    (b'Q', &[(b'g', 0), (b'J', 5), (b'Z', 8), (b'h', 15)]),
    (b'x', &[(b'S', 3), (b'X', 5), (b's', 8), (b'h', 12), (b'z', 15), (b'k', 25)]),
    (b'Z', &[(b'Z', 0), (b'J', 3), (b'z', 8), (b'C', 12)]),
    (b'!', &[(b'C', 0), (NOTHING, 4)]),
    (b'[', &[(NOTHING, 3), (b'G', 0), (b'g', 0), (b'y', 10), (b'w', 10)]),
    (b']', &[(b'l', 0), (b'w', 3), (b'u', 3), (NOTHING, 25)]),
    (b':', &[(NOTHING, 0), (b'b', 3), (b'p', 5)]),
    // Stops that a script marks without saying which, and that may be silent.
    (b'*', &[(b't', 0), (b'k', 3), (b'p', 5), (NOTHING, 8)]),
    (b'?', &[(NOTHING, 3), (b'g', 0), (b'k', 5)]),
    (b'/', &[(NOTHING, 8), (b't', 0), (b'd', 5)]),
    (b'"', &[(NOTHING, 0), (b's', 8), (b'h', 4)]),
];

/// What it costs to take one sound for another, in hundredths of a consonant. Pairs that are not here cost
/// [`FOREIGN`].
const NEAR: &[(u8, u8, u16)] = &[
    // Vowels.
    (b'a', b'e', 18),
    (b'a', b'o', 24),
    (b'a', b'u', 45),
    (b'a', b'i', 55),
    (b'e', b'i', 14),
    (b'e', b'o', 45),
    (b'e', b'u', 50),
    (b'i', b'o', 60),
    (b'i', b'u', 50),
    (b'o', b'u', 9),
    // Between vowels and consonants.
    (b'i', b'y', 2),
    (b'e', b'y', 16),
    (b'u', b'w', 4),
    (b'o', b'w', 8),
    (b'u', b'v', 24),
    // Lips.
    (b'b', b'p', 32),
    (b'b', b'v', 14),
    (b'b', b'f', 48),
    (b'f', b'p', 30),
    (b'f', b'v', 22),
    (b'p', b'v', 50),
    (b'v', b'w', 4),
    (b'b', b'w', 35),
    (b'f', b'h', 35),
    // Nose.
    (b'm', b'n', 45),
    // Teeth.
    (b'd', b't', 28),
    (b'd', b'z', 45),
    (b'd', b'J', 42),
    (b's', b't', 55),
    (b'C', b't', 35),
    (b'c', b't', 32),
    (b's', b'z', 18),
    (b'S', b's', 18),
    (b'C', b'S', 25),
    (b'S', b'Z', 25),
    (b'J', b'S', 42),
    (b'C', b's', 32),
    (b'c', b's', 10),
    (b'C', b'c', 12),
    (b'S', b'c', 22),
    (b'c', b'z', 15),
    (b'Z', b'z', 15),
    (b'J', b'z', 18),
    (b'S', b'z', 38),
    (b'J', b'Z', 4),
    (b'C', b'J', 25),
    (b'C', b'Z', 28),
    (b'J', b's', 48),
    (b'Z', b's', 40),
    // Throat.
    (b'g', b'k', 25),
    (b'X', b'k', 14),
    (b'G', b'g', 4),
    (b'X', b'h', 8),
    (b'G', b'h', 22),
    (b'g', b'h', 32),
    (b'h', b'k', 38),
    (b'G', b'X', 14),
    (b'G', b'k', 25),
    (b'X', b'g', 30),
    (b'C', b'k', 55),
    // Tongue.
    (b'l', b'r', 34),
    (b'J', b'y', 32),
    (b'Z', b'y', 45),
    (b'l', b'n', 60),
];

/// What an open sound would cost too little: a long vowel of the Arabic kind is always written, so it is neither a vowel
/// that was not written nor nothing.
const ALWAYS_WRITTEN: &[(u8, u8, u16)] = &[(b'.', b'Y', 34), (b'.', b'W', 34), (NOTHING, b'Y', 34)];

/// Two sounds that have nothing to do with each other.
const FOREIGN: u16 = 100;
/// A vowel and a consonant are never taken for each other.
const UNLIKE: u16 = 130;
/// Two neighbouring sounds that changed places: a slip of the fingers.
const SWAPPED: u16 = 60;

const VOWELS: &[u8] = b"aeiou";

fn is_vowel(sound: u8) -> bool {
    VOWELS.contains(&sound)
}

/// What it costs to leave a sound out.
const fn dropped(sound: u8) -> u16 {
    match sound {
        b'a' | b'e' | b'i' | b'o' | b'u' => 24,
        b'h' => 14,
        b'y' | b'w' => 16,
        b'G' => 55,
        b'X' | b'n' | b't' | b'd' | b'r' => 80,
        _ => 95,
    }
}

fn plain(a: u8, b: u8) -> u16 {
    if a == b {
        return 0;
    }
    if a == NOTHING {
        return dropped(b);
    }
    if b == NOTHING {
        return dropped(a);
    }
    let near = NEAR.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
    near.map_or(if is_vowel(a) == is_vowel(b) { FOREIGN } else { UNLIKE }, |(_, _, cost)| *cost)
}

/// What a sound can be.
fn readings(sound: u8) -> Vec<(u8, u16)> {
    OPEN.iter().find(|(open, _)| *open == sound).map_or_else(|| vec![(sound, 0)], |(_, readings)| readings.to_vec())
}

const SIZE: usize = 128;

/// The cost of each pair, worked out once; position 45 (`-`) is nothing.
static COSTS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let known = (0_u8..128).map(readings).collect::<Vec<_>>();
    let cheapest = |a: &[(u8, u16)], b: &[(u8, u16)]| {
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
        pairs.map(|((x, p), (y, q))| plain(*x, *y).saturating_add(p + q)).min().unwrap_or(FOREIGN)
    };
    let pairs = known.iter().zip(0_u8..).flat_map(|a| known.iter().zip(0_u8..).map(move |b| (a, b)));
    let written = |a: u8, b: u8| ALWAYS_WRITTEN.iter().find(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
    pairs.map(|((a, x), (b, y))| written(x, y).map_or_else(|| cheapest(a, b), |(.., cost)| *cost)).collect()
});

/// What it costs to take one sound for another; `-` for a sound that is left out.
fn cost(a: u8, b: u8) -> u32 {
    if a == b {
        return 0;
    }
    COSTS.get(usize::from(a) * SIZE + usize::from(b)).copied().map_or(u32::from(FOREIGN), u32::from)
}

/// How much of a part a sound makes up, in hundredths of a consonant.
fn weight(sound: u8) -> u32 {
    match sound {
        b'.' | b'_' | b'?' | b'^' | b'!' | b'M' | b'"' | b'/' | b'[' | b':' => 0,
        b',' | b';' | b'U' | b'O' | b'I' | b'`' | b'~' | b'#' | b'{' => 10,
        b'a' | b'e' | b'i' | b'o' | b'u' | b'V' | b'$' | b'\'' | b'=' | b'&' | b'Y' => 35,
        b'h' | b'y' | b'w' | b'W' | b'%' | b'*' => 60,
        _ => 100,
    }
}

/// How many consonants a part surely has.
fn consonants(sounds: &[u8]) -> usize {
    sounds.iter().filter(|sound| weight(**sound) >= 60).count()
}

/// How much a part says: a short one says little. In hundredths of a consonant.
pub fn substance(sounds: &str) -> u32 {
    sounds.bytes().map(weight).sum()
}

/// Returns how alike two parts sound, from 0 to 1. In short parts every vowel matters; in long ones few do.
pub fn alikeness(a: &str, b: &str) -> f32 {
    alikeness_of(a, b, false)
}

/// Returns how alike `begun` sounds to the beginning of `whole`.
pub fn beginning(begun: &str, whole: &str) -> f32 {
    alikeness_of(begun, whole, true)
}

fn alikeness_of(a: &str, b: &str, open_end: bool) -> f32 {
    if a == b {
        return 1.0;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let ending = if open_end || same_ending(a, b) { 0 } else { OTHER_ENDING };
    let distance = distance(a, b, open_end) + ending;
    let (ours, theirs) = (a.iter().copied().map(weight).sum::<u32>(), b.iter().copied().map(weight).sum::<u32>());
    let length = if open_end { ours } else { (ours + theirs) / 2 }.max(60);
    let fewest = if open_end { consonants(a) } else { consonants(a).min(consonants(b)) };
    let strictness = match fewest {
        0 | 1 => 2.0,
        2 => 1.6,
        3 => 1.15,
        _ => 1.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "both are small")]
    let apart = distance as f32 * strictness / length as f32;
    (1.0 - apart).max(0.0)
}

/// What it costs when one part surely ends with a vowel and the other with a consonant: Karim is not Karima.
const OTHER_ENDING: u32 = 22;

fn same_ending(a: &[u8], b: &[u8]) -> bool {
    let ending = |sounds: &[u8]| match sounds.last() {
        Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'&') => Some(true),
        Some(last) if weight(*last) >= 60 => Some(false),
        _ => None,
    };
    ending(a).zip(ending(b)).is_none_or(|(one, other)| one == other)
}

/// The cheapest way to turn one part into the other; neighbours that changed places count as one slip.
fn distance(a: &[u8], b: &[u8], open_end: bool) -> u32 {
    let mut before: Vec<u32> = Vec::new();
    let mut above: Vec<u32> = std::iter::once(0)
        .chain(b.iter().scan(0, |sum, y| {
            *sum += cost(NOTHING, *y);
            Some(*sum)
        }))
        .collect();
    let mut last = None;
    for x in a {
        let left_out = cost(*x, NOTHING);
        let mut row = Vec::with_capacity(above.len());
        row.push(above.first().copied().unwrap_or(0) + left_out);
        let mut previous: Option<u8> = None;
        for (j, y) in b.iter().enumerate() {
            let (corner, up) = (at(&above, j), at(&above, j + 1));
            let left = row.last().copied().unwrap_or(u32::MAX);
            let mut best = (corner + cost(*x, *y)).min(up + left_out).min(left + cost(NOTHING, *y));
            if last == Some(*y) && previous == Some(*x) && j > 0 && weight(*x) >= 60 && weight(*y) >= 35 {
                best = best.min(at(&before, j - 1) + u32::from(SWAPPED));
            }
            row.push(best);
            previous = Some(*y);
        }
        before = std::mem::replace(&mut above, row);
        last = Some(*x);
    }
    if open_end { above.iter().copied().min() } else { above.last().copied() }.unwrap_or(0)
}

fn at(row: &[u32], position: usize) -> u32 {
    row.get(position).copied().unwrap_or(u32::MAX / 2)
}

/// The class of a plain sound in a skeleton; vowels and what is like them have none.
const fn class(sound: u8) -> Option<u8> {
    match sound {
        b'p' | b'b' | b'f' | b'v' => Some(b'P'),
        b't' | b'd' => Some(b'T'),
        b's' | b'z' | b'S' | b'Z' | b'C' | b'J' | b'c' => Some(b'S'),
        b'k' | b'g' | b'X' | b'G' => Some(b'K'),
        b'm' => Some(b'M'),
        b'n' => Some(b'N'),
        b'l' | b'r' => Some(b'R'),
        _ => None,
    }
}

/// A part has no more skeletons than these.
const MOST_SKELETONS: usize = 24;

/// Returns the skeletons of a part: the classes of its consonants in order, for each way it can be read. Parts that
/// sound alike have one in common, whatever their vowels.
pub fn skeletons(sounds: &str) -> Vec<String> {
    let mut found: Vec<(Vec<u8>, Option<u8>)> = vec![(Vec::new(), None)];
    for sound in sounds.bytes() {
        let mut classes: Vec<_> = readings(sound).iter().map(|(reading, _)| class(*reading)).collect();
        if matches!(sound, b'X') {
            classes.push(None);
        }
        if sound == b'v' || sound == b'w' {
            classes = if sound == b'v' { vec![Some(b'P'), None] } else { vec![None, Some(b'P')] };
        }
        let mut seen = Vec::new();
        classes.retain(|class| {
            !seen.contains(class) && {
                seen.push(*class);
                true
            }
        });
        let known = found.len();
        let mut next: Vec<(Vec<u8>, Option<u8>)> = Vec::with_capacity(known * classes.len());
        for class in classes {
            for (skeleton, last) in &found {
                let mut skeleton = skeleton.clone();
                match class {
                    // A letter written twice is one sound.
                    Some(class) if *last != Some(class) => skeleton.push(class),
                    _ => {}
                }
                let silent =
                    class.is_none() && matches!(sound, b'_' | b'^' | b'?' | b'!' | b'M' | b'"' | b'/' | b'[' | b':');
                let reached = (skeleton, if silent { *last } else { class });
                if !next.contains(&reached) && next.len() < MOST_SKELETONS {
                    next.push(reached);
                }
            }
        }
        found = next;
    }
    let mut all: Vec<_> = found.into_iter().filter_map(|(skeleton, _)| String::from_utf8(skeleton).ok()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

const CLASSES: &str = "PTSKMNR";

/// Returns a skeleton and those that differ from it by one class more, less, other, or in another place.
pub fn neighbours(skeleton: &str) -> Vec<String> {
    let letters: Vec<char> = skeleton.chars().collect();
    let with = |range: std::ops::Range<usize>, new: &[char]| {
        let mut changed = letters.clone();
        changed.splice(range, new.iter().copied());
        changed.into_iter().collect::<String>()
    };
    let mut found = vec![skeleton.to_owned()];
    for n in 0..=letters.len() {
        found.extend(CLASSES.chars().map(|class| with(n..n, &[class])));
        if n < letters.len() {
            found.push(with(n..n + 1, &[]));
            found.extend(CLASSES.chars().map(|class| with(n..n + 1, &[class])));
        }
        if let Some([a, b]) = letters.get(n..n + 2) {
            found.push(with(n..n + 2, &[*b, *a]));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Brings a row of sounds into the form in which it is kept: a doubled consonant is one, and before lips the nose
/// closes (`nb` is `mb`).
pub fn settle(sounds: &str) -> String {
    let mut settled: Vec<u8> = Vec::with_capacity(sounds.len());
    for sound in sounds.bytes() {
        match (settled.last_mut(), sound) {
            (Some(last), _) if *last == sound && sound != b'.' => continue,
            (Some(b'.'), b'.' | b'a' | b'e' | b'i' | b'o' | b'u' | b'V') => {
                settled.pop();
            }
            (Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'V'), b'.') => continue,
            (Some(last), b'p' | b'b' | b'B' | b'A' | b'm') if matches!(*last, b'n' | b'N') => *last = b'm',
            _ => {}
        }
        if !(sound == b'm' && settled.last() == Some(&b'm')) {
            settled.push(sound);
        }
    }
    String::from_utf8(settled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(a: &str, b: &str) -> bool {
        skeletons(a).iter().any(|skeleton| skeletons(b).contains(skeleton))
    }

    #[test]
    fn unwritten_vowels_cost_nothing() {
        assert!(alikeness("m.h.m.d", "muhamad") > 0.99);
        assert!(meet("m.h.m.d", "muhamad"));
    }

    #[test]
    fn kana_does_not_tell_l_from_r() {
        assert!(alikeness("aRi", "ali") > 0.99);
        assert!(alikeness("ali", "ari") < 0.8);
    }

    #[test]
    fn in_a_short_part_every_vowel_matters() {
        assert!(alikeness("li", "le") < alikeness("mohamed", "muhamad"));
        assert!(alikeness("lin", "lan") < 0.75);
    }

    #[test]
    fn letters_that_changed_places_are_one_slip() {
        assert!(alikeness("natalia", "natlaia") > alikeness("natalia", "nakaria"));
    }

    #[test]
    fn a_doubled_letter_is_one() {
        assert_eq!(settle("mohammad"), "mohamad");
        assert_eq!(settle("kannbo"), "kambo");
    }
}
