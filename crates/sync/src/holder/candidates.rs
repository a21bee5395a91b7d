//! Which file of each laptop is a candidate.

use std::collections::BTreeMap;

use super::{Memory, Named};
use crate::{
    contribution::{self, Found, MOST_FILES, examine, folder, parse},
    fault::{Fault, Reason},
    identity::{Identity, LaptopId},
    organisation::{Member, Organisation},
    place::Place,
};

/// What lies at the place.
pub(super) struct Candidates {
    pub found: Vec<(LaptopId, Found)>,
    pub left_out: Vec<Named>,
    pub missing: Vec<LaptopId>,
}

/// The newest whole file of each laptop on the list; of one that the other key holder checked already, none newer than
/// theirs (`seen`), so that whoever hands in between the two is still counted.
pub(super) fn candidates(
    own: &Identity,
    of: &Organisation,
    place: &dyn Place,
    memory: &Memory,
    seen: &BTreeMap<LaptopId, u64>,
) -> Result<Candidates, Fault> {
    let length = contribution::length(of)?;
    let mut all = Candidates { found: Vec::new(), left_out: Vec::new(), missing: Vec::new() };
    for laptop in of.laptops() {
        let id = laptop.keys.id();
        let (found, reasons) = newest(own, of, place, laptop, (length, seen.get(&id).copied()))?;
        match found {
            Some(file) if file.sequence < memory.newest(id) => {
                all.left_out.push(Named { laptop: id, reason: Reason::PutBack });
            }
            Some(file) => all.found.push((id, file)),
            None if reasons.is_empty() => all.missing.push(id),
            None => (),
        }
        all.left_out.extend(reasons.into_iter().map(|reason| Named { laptop: id, reason }));
    }
    all.left_out.sort();
    all.left_out.dedup();
    Ok(all)
}

fn newest(
    own: &Identity,
    of: &Organisation,
    place: &dyn Place,
    laptop: &Member,
    (length, newest): (usize, Option<u64>),
) -> Result<(Option<Found>, Vec<Reason>), Fault> {
    let folder = folder(of, laptop.keys.id());
    let mut names = place.list(&folder)?;
    names.sort();
    names.retain(|name| parse(name).is_none_or(|(sequence, _)| newest.is_none_or(|newest| sequence <= newest)));
    let mut found: Option<Found> = None;
    let mut reasons = Vec::new();
    for name in names.iter().rev().take(MOST_FILES) {
        let Some((sequence, _)) = parse(name) else {
            reasons.push(Reason::Name);
            continue;
        };
        if found.as_ref().is_some_and(|found| sequence < found.sequence) {
            break;
        }
        let Some(bytes) = place.get(&format!("{folder}/{name}"), length)? else { continue };
        match examine(own, of, &laptop.keys, (name, &bytes), length) {
            Ok(_) if found.is_some() => return Ok((None, vec![Reason::Twice])),
            Ok(file) => found = Some(file),
            Err(reason) => reasons.push(reason),
        }
    }
    Ok((found, reasons))
}
