//! A search: which sounds are looked up, whose names are compared in full, and who is listed.

use std::{cmp::Ordering, collections::HashMap};

use guarded::Guarded;

use super::{
    compare::{Answer, LEAST, Why, answer},
    parts::{Heard, Part},
    script::Script,
    sound::{alikeness, beginning, neighbours, skeletons},
};

/// A sound on record and its number.
pub type Known = (i64, Guarded<String>);

/// Where the keys of names are kept.
pub trait Index {
    /// What can go wrong with it.
    type Error;

    /// Returns the sounds that have a skeleton.
    ///
    /// # Errors
    /// What the index says.
    fn sounds_with(&self, skeleton: &str) -> Result<Vec<Known>, Self::Error>;

    /// Returns the sounds one of whose skeletons begins like this, at most `limit`.
    ///
    /// # Errors
    /// What the index says.
    fn sounds_with_beginning(&self, skeleton: &str, limit: u32) -> Result<Vec<Known>, Self::Error>;

    /// Returns the sounds that begin like this, at most `limit`.
    ///
    /// # Errors
    /// What the index says.
    fn sounds_beginning(&self, begun: &str, limit: u32) -> Result<Vec<Known>, Self::Error>;

    /// Returns the number of one sound, if it is known.
    ///
    /// # Errors
    /// What the index says.
    fn sound_named(&self, sound: &str) -> Result<Option<i64>, Self::Error>;

    /// Returns the numbers of whose names hold a sound, the newest first, at most `limit`.
    ///
    /// # Errors
    /// What the index says.
    fn people_sounding(&self, sound: i64, limit: u32) -> Result<Vec<u32>, Self::Error>;

    /// Returns the names of somebody.
    ///
    /// # Errors
    /// What the index says.
    fn names_of(&self, person: u32) -> Result<Vec<Guarded<String>>, Self::Error>;
}

/// Somebody who was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Their number.
    pub person: u32,
    /// The place of the name that answers best among theirs.
    pub name: usize,
    /// From 0 to 1.
    pub score: f32,
    /// Why, the most telling reason first.
    pub why: Vec<Why>,
}

/// Sounds that are less like a part of the query are not looked up.
const SOUNDS_LIKE: f32 = 0.72;
/// People whose names are read and compared in full.
const COMPARED: usize = 120;
/// People taken from one part of a query of several; a commoner name than this needs another part beside it.
const TAKEN: u32 = 20_000;
/// Whoever answers this much less than the best is left out; when the best is nearly certain, less will do, and after a
/// few letters still less.
const BEHIND: f32 = 0.08;
const BEHIND_CERTAIN: f32 = 0.075;
const BEHIND_FEW: f32 = 0.05;
const CERTAIN: f32 = 0.94;
/// A query that says less than this (some three consonants) is of a few letters.
const FEW: u32 = 300;
/// When nobody answers better than this, beginnings and slips of the fingers are looked for, too.
const SURE: f32 = 0.84;
/// Slips are looked for in so many ways to read a part.
const SLIPPED: usize = 6;
/// Beginnings are looked up in so many sounds.
const BEGINNINGS: u32 = 4_000;

/// As many namesakes are looked at closely.
const NAMESAKES: usize = 40;

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Whole parts of names.
    Whole,
    /// Also names with a part that begins like the last part of the query.
    Begun,
    /// Also names that differ by a consonant.
    Slips,
}

/// A run of parts of the query.
struct Unit {
    /// The parts that it covers, a bit each.
    mask: u32,
    sounds: Vec<String>,
    /// Han characters are looked up as they are, too.
    literal: Option<String>,
}

impl Unit {
    /// Slips are looked for in single parts, and in two that belong together.
    const fn may_hold_a_slip(&self, asked: &Heard) -> bool {
        self.mask.count_ones() == 1 || asked.parts.len() == 2
    }
}

/// Returns who has a name that answers the query, the best first. The last part of the query may be unfinished.
///
/// # Errors
/// What the index says.
pub fn search<I: Index>(index: &I, query: &Guarded<String>) -> Result<Vec<Hit>, I::Error> {
    // EXPOSE: taken apart and compared, not kept.
    if no_name_is_written_so(query.expose()) {
        return Ok(Vec::new());
    }
    let asked = Heard::new(query.expose());
    let mut found: Vec<Hit> = Vec::new();
    for reach in [Reach::Whole, Reach::Begun, Reach::Slips] {
        if best(&found) >= SURE {
            break;
        }
        let known: Vec<u32> = found.iter().map(|hit| hit.person).collect();
        let candidates = candidates(index, &asked, reach)?;
        for person in candidates.into_iter().filter(|person| !known.contains(person)) {
            found.extend(compared(index, &asked, person, reach)?);
        }
    }
    let (best, said) = (best(&found), asked.parts.iter().map(Part::substance).sum::<u32>());
    let behind = match (best >= CERTAIN, said < FEW) {
        (true, true) => BEHIND_FEW,
        (true, false) => BEHIND_CERTAIN,
        (false, _) => BEHIND,
    };
    // What is only similar, or begins like it, is not shown far behind a certain answer.
    let weak = |hit: &Hit| hit.why.iter().any(|why| matches!(why, Why::Similar | Why::Beginning));
    let behind = |hit: &Hit| if best >= CERTAIN && weak(hit) { behind.min(BEHIND_FEW) } else { behind };
    found.retain(|hit| hit.score >= (best - behind(hit)).max(LEAST + 0.06));
    // Of equals, who is written as it was typed comes first.
    let elsewhere = |hit: &Hit| hit.why.contains(&Why::OtherScript);
    let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(elsewhere(a).cmp(&elsewhere(b)));
    found.sort_by(|a, b| order(a, b).then(b.person.cmp(&a.person)));
    Ok(found)
}

/// A Latin letter four times in a row is a key held down. Read as one sound it would be the beginning of half the names.
fn no_name_is_written_so(query: &str) -> bool {
    let mut run = (' ', 0);
    query.chars().flat_map(char::to_lowercase).any(|letter| {
        run = if letter == run.0 && letter.is_ascii_alphabetic() { (letter, run.1 + 1) } else { (letter, 1) };
        run.1 >= 4
    })
}

/// Returns who may have this name, in any script or spelling: candidates for a closer look, the likeliest first.
///
/// # Errors
/// What the index says.
pub fn namesakes<I: Index>(index: &I, name: &Guarded<String>) -> Result<Vec<u32>, I::Error> {
    // EXPOSE: taken apart and compared, not kept.
    let asked = Heard::new(name.expose());
    let mut likely = candidates(index, &asked, Reach::Whole)?;
    likely.truncate(NAMESAKES);
    Ok(likely)
}

fn best(found: &[Hit]) -> f32 {
    found.iter().map(|hit| hit.score).fold(0.0, f32::max)
}

/// Reads the names of a candidate and compares them in full.
fn compared<I: Index>(index: &I, asked: &Heard, person: u32, reach: Reach) -> Result<Option<Hit>, I::Error> {
    let mut best: Option<(usize, Answer)> = None;
    for (n, name) in index.names_of(person)?.iter().enumerate() {
        // EXPOSE: taken apart and compared, not kept.
        let Some(answer) = answer(asked, &Heard::new(name.expose()), reach != Reach::Whole) else { continue };
        let better = |known: &Answer| match answer.score.total_cmp(&known.score) {
            Ordering::Equal => known.why.contains(&Why::OtherScript) && !answer.why.contains(&Why::OtherScript),
            order => order.is_gt(),
        };
        if best.as_ref().is_none_or(|(_, known)| better(known)) {
            best = Some((n, answer));
        }
    }
    Ok(best.map(|(name, answer)| Hit { person, name, score: answer.score, why: answer.why }))
}

/// Returns who may answer, the likeliest first, by the sounds of single parts alone.
fn candidates<I: Index>(index: &I, asked: &Heard, reach: Reach) -> Result<Vec<u32>, I::Error> {
    let weights: Vec<f32> = asked.parts.iter().map(weight).collect();
    let mut heard: HashMap<u32, Vec<f32>> = HashMap::new();
    for unit in units_of(asked) {
        let everything = unit.mask.count_ones() as usize == weights.len();
        let mut left = if everything { 600 } else { TAKEN };
        for (sound, score) in sounds_like(index, &unit, asked, reach)? {
            let people = index.people_sounding(sound, left)?;
            left = left.saturating_sub(u32::try_from(people.len()).unwrap_or(u32::MAX));
            for person in people {
                let parts = heard.entry(person).or_insert_with(|| vec![0.0; weights.len()]);
                let covered = parts.iter_mut().enumerate().filter(|(n, _)| unit.mask & (1 << n) != 0);
                covered.for_each(|(_, part)| *part = part.max(score));
            }
            if left == 0 {
                break;
            }
        }
    }
    let total = weights.iter().sum::<f32>().max(0.01);
    let sum = |parts: &[f32]| parts.iter().zip(&weights).map(|(part, weight)| part * weight).sum::<f32>() / total;
    let mut ranked: Vec<_> = heard.iter().map(|(person, parts)| (sum(parts), *person)).collect();
    ranked.retain(|(score, _)| *score >= LEAST * 0.65);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    ranked.truncate(COMPARED);
    Ok(ranked.into_iter().map(|(_, person)| person).collect())
}

fn weight(part: &Part) -> f32 {
    f32::from(u16::try_from(part.substance()).unwrap_or(u16::MAX))
}

/// Returns the sounds on record that are like a unit of the query, the likest first.
fn sounds_like<I: Index>(index: &I, unit: &Unit, asked: &Heard, reach: Reach) -> Result<Vec<(i64, f32)>, I::Error> {
    let mut wanted: Vec<String> = unit.sounds.iter().flat_map(|sounds| skeletons(sounds)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    if reach == Reach::Slips && unit.may_hold_a_slip(asked) {
        // A slip in a part of two consonants could be any other name.
        let long = wanted.iter().filter(|skeleton| skeleton.len() > 2).take(SLIPPED);
        wanted = long.flat_map(|skeleton| neighbours(skeleton)).collect();
        wanted.sort_unstable();
        wanted.dedup();
    }
    let mut scored: Vec<(i64, f32)> = Vec::new();
    for skeleton in &wanted {
        for (id, sound) in index.sounds_with(skeleton)? {
            // EXPOSE: compared, not kept.
            let score = unit.sounds.iter().map(|own| alikeness(own, sound.expose())).fold(0.0, f32::max);
            scored.push((id, score));
        }
    }
    let ends = unit.mask & (1 << asked.parts.len().saturating_sub(1)) != 0;
    if reach == Reach::Begun && ends {
        for begun in &unit.sounds {
            for (id, sound) in beginnings(index, begun)? {
                // EXPOSE: compared, not kept.
                scored.push((id, beginning(begun, sound.expose()) * 0.95));
            }
        }
    }
    if let Some(literal) = &unit.literal {
        scored.extend(index.sound_named(literal)?.map(|id| (id, 1.0)));
    }
    scored.retain(|(_, score)| *score >= SOUNDS_LIKE);
    scored.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    scored.dedup_by_key(|(id, _)| *id);
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    Ok(scored)
}

/// Sounds that begin like this, or with the same consonants.
fn beginnings<I: Index>(index: &I, begun: &str) -> Result<Vec<Known>, I::Error> {
    let mut found = index.sounds_beginning(begun, BEGINNINGS)?;
    for skeleton in skeletons(begun).iter().filter(|skeleton| !skeleton.is_empty()) {
        found.extend(index.sounds_with_beginning(skeleton, BEGINNINGS)?);
    }
    Ok(found)
}

/// Parts of the query, alone and joined with their neighbours.
fn units_of(asked: &Heard) -> Vec<Unit> {
    let mut units = Vec::new();
    let parts = asked.parts.len();
    for length in (1..=parts).filter(|length| *length <= 3 || *length == parts) {
        for from in 0..=parts - length {
            let alone = asked.parts.get(from).filter(|part| length == 1 && part.script == Script::Han);
            let literal = alone.map(|part| format!("={}", part.written));
            units.push(Unit { mask: ((1 << length) - 1) << from, sounds: asked.joined(from, length), literal });
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_held_down_is_no_name() {
        assert!(no_name_is_written_so("zzzz") && no_name_is_written_so("Amal XXXX"));
        assert!(!no_name_is_written_so("Aaalto") && !no_name_is_written_so("アアアア"));
    }
}
