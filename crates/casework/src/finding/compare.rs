//! How well a name answers a query: its parts are assigned to the parts of the query, in any order.

use any_ascii::any_ascii;

use super::{
    parts::{Heard, Part},
    script::Script,
    sound::{alikeness, beginning, substance},
};

/// Why a name answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Only width, case, accents, spaces or the kind of kana differ, if anything.
    SameLetters,
    /// The same parts in another order.
    OtherOrder,
    /// It sounds the same in another script.
    OtherScript,
    /// It is another spelling in the same script.
    OtherSpelling,
    /// It is spelt or sounds a little different.
    Similar,
    /// Only a part of the name was typed.
    Part,
    /// A part of the name begins with what was typed.
    Beginning,
}

impl Why {
    /// The code that the screen and the command line know it by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameLetters => "same_letters",
            Self::OtherOrder => "other_order",
            Self::OtherScript => "other_script",
            Self::OtherSpelling => "other_spelling",
            Self::Similar => "similar",
            Self::Part => "part",
            Self::Beginning => "beginning",
        }
    }
}

/// How well a name answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// From 0 to 1.
    pub score: f32,
    /// Why, the most telling reason first.
    pub why: Vec<Why>,
}

/// Parts that are less alike than this are not the same.
const SAME: f32 = 0.74;
/// Parts that sound this alike are spellings of one name.
const SPELLING: f32 = 0.88;
/// A name that answers less than this does not answer.
pub const LEAST: f32 = 0.70;
/// The most that a beginning counts.
const BEGUN: f32 = 0.86;
/// What it costs when a part of the name was not asked for.
const LEFT_OVER: f32 = 0.02;
/// What it costs when parts with a space between them answer as one word.
const JOINED: f32 = 0.04;
/// By how much more alike a part must be to Han characters, of which each has several readings.
const HAN: f32 = 0.05;
/// What was typed is compared with beginnings by its sound when it says as much as this: some three consonants.
const SOUNDS_BEGUN: u32 = 300;
/// Parts that are joined to be compared with one.
const LONGEST_RUN: usize = 4;

/// A run of parts on one side that answers a run on the other.
#[derive(Clone, Copy)]
struct Pair {
    from: usize,
    length: usize,
    mask: u32,
    score: f32,
    way: Way,
    /// Too little alike to be taken for a name alone; beside another part that answers it is.
    loose: bool,
}

/// How two runs are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Written,
    Script,
    Spelling,
    Begun,
}

/// The best assignment from a part of the query on.
#[derive(Clone, Default)]
struct Best {
    sum: f32,
    pairs: Vec<Pair>,
}

/// Returns how well a name answers a query, if it does. With `typing`, the last part may be unfinished.
pub fn answer(query: &Heard, name: &Heard, typing: bool) -> Option<Answer> {
    if query.parts.is_empty() || name.parts.is_empty() {
        return (!query.folded.is_empty() && query.folded == name.folded)
            .then(|| Answer { score: 1.0, why: vec![Why::SameLetters] });
    }
    if query.folded == name.folded {
        return Some(Answer { score: 1.0, why: vec![Why::SameLetters] });
    }
    let pairs = pairs(query, name, typing);
    let weights: Vec<f32> = query.parts.iter().map(weight).collect();
    let total: f32 = weights.iter().sum();
    let best = best(pairs, &weights, total);
    let taken = best.pairs.iter().fold(0, |mask, pair| mask | pair.mask);
    let left = name.parts.iter().enumerate().filter(|(n, part)| taken & (1 << n) == 0 && !part.optional).count();
    let covered = best.sum / total.max(0.01);
    let short = u8::try_from(left.min(4)).unwrap_or(4);
    let score = covered - LEFT_OVER * f32::from(short);
    (covered >= LEAST).then(|| Answer { score, why: reasons(&best.pairs, left, query.parts.len()) })
}

/// The best assignment in which what answers loosely is no more than half.
fn best(mut pairs: Vec<Pair>, weights: &[f32], total: f32) -> Best {
    let best = assign(&pairs, weights, 0, 0);
    let own = |pair: &Pair| weights.iter().skip(pair.from).take(pair.length).sum::<f32>();
    let loose: f32 = best.pairs.iter().filter(|pair| pair.loose).map(own).sum();
    if loose <= total / 2.0 {
        return best;
    }
    pairs.retain(|pair| !pair.loose);
    assign(&pairs, weights, 0, 0)
}

fn weight(part: &Part) -> f32 {
    // The most that a part can say is a few hundred.
    f32::from(u16::try_from(part.substance()).unwrap_or(u16::MAX))
}

/// Every run of the query with every run of the name that is the same.
fn pairs(query: &Heard, name: &Heard, typing: bool) -> Vec<Pair> {
    let mut found = Vec::new();
    for (from, length) in runs(query.parts.len()) {
        for (at, span) in runs(name.parts.len()) {
            let whole = length == query.parts.len() && span == name.parts.len();
            if length > 1 && span > 1 && !whole {
                continue;
            }
            let last = typing && from + length == query.parts.len() && span == 1;
            let alike = alike(query, (from, length), name, (at, span), last);
            if let Some((score, way, loose)) = alike {
                found.push(Pair { from, length, mask: ((1 << span) - 1) << at, score, way, loose });
            }
        }
    }
    found
}

fn runs(parts: usize) -> impl Iterator<Item = (usize, usize)> {
    let lengths = (1..=parts).filter(move |length| *length <= LONGEST_RUN || *length == parts);
    lengths.flat_map(move |length| (0..=parts - length).map(move |from| (from, length)))
}

/// How well a run answers another, in what way, and whether only loosely.
fn alike(
    query: &Heard,
    ours: (usize, usize),
    name: &Heard,
    theirs: (usize, usize),
    last: bool,
) -> Option<(f32, Way, bool)> {
    let our_parts = query.parts.get(ours.0..ours.0 + ours.1)?;
    let their_parts = name.parts.get(theirs.0..theirs.0 + theirs.1)?;
    let written = |parts: &[Part]| parts.iter().map(|part| part.written.as_str()).collect::<String>();
    let (a, b) = (written(our_parts), written(their_parts));
    if a == b {
        return Some((1.0, Way::Written, false));
    }
    let (our_script, their_script) = (script(our_parts), script(their_parts));
    // One character is one name: others that sound like it are other names.
    if our_script == Script::Han && their_script == Script::Han {
        return (last && b.starts_with(&a)).then_some((BEGUN, Way::Begun, false));
    }
    let (our_sounds, their_sounds) = (query.joined(ours.0, ours.1), name.joined(theirs.0, theirs.1));
    let all = || our_sounds.iter().flat_map(|x| their_sounds.iter().map(move |y| (x, y)));
    let joined = if spaced(our_parts) != spaced(their_parts) { JOINED } else { 0.0 };
    // Han readings are many, so that something nearly fits too often.
    let several = if our_script == Script::Han || their_script == Script::Han { HAN } else { 0.0 };
    let compared = || all().map(|(x, y)| (alikeness(x, y), least(x, y) + several));
    let strictly = compared().filter(|(same, least)| same >= least).map(|(same, _)| same).fold(0.0, f32::max) - joined;
    let loosely = compared().map(|(same, _)| same).fold(0.0, f32::max) - joined;
    let same = if strictly >= SAME { strictly } else { loosely };
    let way = if our_script == their_script { Way::Spelling } else { Way::Script };
    let mut best = (same >= SAME + several).then_some((same, way, strictly < SAME));
    if last && same < BEGUN {
        let begun = if begins_with(&b, &a) { 1.0 } else { begun(all()) };
        if begun >= 0.9 && best.is_none_or(|(score, _, loose)| loose || score < begun * BEGUN) {
            best = Some((begun * BEGUN, Way::Begun, false));
        }
    }
    best
}

/// How alike two parts must be. The less the shorter one says, the more: in a name of one consonant nothing may differ.
fn least(x: &str, y: &str) -> f32 {
    match substance(x).min(substance(y)) {
        ..200 => 0.91,
        200..300 => 0.84,
        300..400 => 0.79,
        _ => SAME,
    }
}

/// Whether a part begins with letters as they were typed, in its own script or both in plain Latin letters.
fn begins_with(part: &str, typed: &str) -> bool {
    let plain = |text: &str| any_ascii(text).to_lowercase();
    part.starts_with(typed) || (!typed.is_empty() && plain(part).starts_with(&plain(typed)))
}

/// How well a part begins with what was typed by its sound alone, which a few letters do not tell.
fn begun<'a>(all: impl Iterator<Item = (&'a String, &'a String)>) -> f32 {
    all.filter(|(x, _)| substance(x) >= SOUNDS_BEGUN).map(|(x, y)| beginning(x, y)).fold(0.0, f32::max)
}

/// Whether a space stands between the parts of a run.
fn spaced(parts: &[Part]) -> bool {
    parts.iter().skip(1).any(|part| !part.attached)
}

fn script(parts: &[Part]) -> Script {
    parts.first().map_or(Script::Other, |part| match part.script {
        Script::Hiragana => Script::Katakana,
        other => other,
    })
}

/// The assignment with the highest sum: each part of the query is answered once or not at all, each part of the name
/// answers once.
fn assign(pairs: &[Pair], weights: &[f32], from: usize, taken: u32) -> Best {
    if from >= weights.len() {
        return Best::default();
    }
    let mut best = assign(pairs, weights, from + 1, taken);
    for pair in pairs.iter().filter(|pair| pair.from == from && pair.mask & taken == 0) {
        let own: f32 = weights.iter().skip(from).take(pair.length).sum();
        let mut rest = assign(pairs, weights, from + pair.length, taken | pair.mask);
        rest.sum += own * pair.score;
        if rest.sum > best.sum {
            rest.pairs.push(*pair);
            best = rest;
        }
    }
    best
}

/// The reasons in the words of the screen.
fn reasons(pairs: &[Pair], left: usize, asked: usize) -> Vec<Why> {
    let mut why = Vec::new();
    let any = |way: Way| pairs.iter().any(|pair| pair.way == way);
    if any(Way::Begun) {
        why.push(Why::Beginning);
    }
    if any(Way::Script) {
        why.push(Why::OtherScript);
    }
    let worst = pairs.iter().filter(|pair| pair.way != Way::Begun).map(|pair| pair.score).fold(1.0, f32::min);
    if worst < SPELLING {
        why.push(Why::Similar);
    } else if any(Way::Spelling) {
        why.push(Why::OtherSpelling);
    }
    let answered: usize = pairs.iter().map(|pair| pair.length).sum();
    if left > 0 {
        why.push(Why::Part);
    }
    if why.is_empty() {
        let ordered = pairs.iter().rev().map(|pair| pair.mask).is_sorted();
        why.push(if ordered || answered < asked { Why::SameLetters } else { Why::OtherOrder });
    }
    why
}
