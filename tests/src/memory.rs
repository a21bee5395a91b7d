//! Memory: finding texts in what a running process holds.

use std::{
    fs::{self, File},
    io,
    os::unix::fs::FileExt,
};

use memchr::memmem::Finder;

/// No process uses more than this half of the address space; what lies above belongs to the system.
const USER_END: u64 = 1 << 47;
const PAGE: u64 = 4096;
/// A run of pages is read in pieces of this size.
const PIECE: u64 = 4 << 20;
/// What is known of the pages is read so many at a time.
const ENTRIES: usize = 8192;
static NOTHING: [u8; ENTRIES * 8] = [0; ENTRIES * 8];

/// Counts how often any of the texts stands in the memory of a process, in UTF-8 and in UTF-16.
///
/// # Errors
/// When the process has ended or may not be looked at.
pub fn copies(process: u32, texts: &[String]) -> io::Result<usize> {
    let forms: Vec<Vec<u8>> = texts.iter().flat_map(|text| [text.as_bytes().to_vec(), utf16(text)]).collect();
    let finders: Vec<Finder<'_>> = forms.iter().map(Finder::new).collect();
    let longest = forms.iter().map(Vec::len).max().unwrap_or_default();
    let memory = File::open(format!("/proc/{process}/mem"))?;
    let mut held = 0;
    for (from, to) in present(process)? {
        let mut at = from;
        while at < to {
            let piece = (to - at).min(PIECE);
            // A text may lie across two pieces.
            let more = (to - at - piece).min(longest as u64 - 1);
            if let Some(bytes) = read(&memory, at, piece + more) {
                held += finders.iter().map(|finder| beginning_in(finder, &bytes, piece)).sum::<usize>();
            }
            at += piece;
        }
    }
    Ok(held)
}

/// Whether a process may be looked at: root always may, another user only if the process allows it.
pub fn may_be_read(process: u32) -> bool {
    File::open(format!("/proc/{process}/mem")).is_ok()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn beginning_in(finder: &Finder<'_>, bytes: &[u8], piece: u64) -> usize {
    finder.find_iter(bytes).take_while(|at| (*at as u64) < piece).count()
}

/// What a process has given back since it was listed cannot be read, and is no matter.
fn read(memory: &File, at: u64, length: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    memory.read_exact_at(&mut bytes, at).ok().map(|()| bytes)
}

/// The stretches of memory that are really there: a page reserves far more than it uses.
fn present(process: u32) -> io::Result<Vec<(u64, u64)>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps"))?;
    let pages = File::open(format!("/proc/{process}/pagemap"))?;
    let mut entries = [0; ENTRIES * 8];
    let mut found: Vec<(u64, u64)> = vec![];
    for (from, to) in maps.lines().filter_map(range).filter(|(from, _)| *from < USER_END) {
        for at in (from..to).step_by(ENTRIES * PAGE as usize) {
            let wanted = usize::try_from((to - at) / PAGE * 8).unwrap_or_default().min(entries.len());
            let read = pages.read_at(&mut entries[..wanted], at / PAGE * 8)?;
            // Most of what is reserved is not there; it is passed by at once.
            if entries[..read] != NOTHING[..read] {
                let there = entries[..read].chunks_exact(8).map(|entry| entry[7] >> 6 != 0);
                (at..)
                    .step_by(PAGE as usize)
                    .zip(there)
                    .filter(|(_, there)| *there)
                    .for_each(|(at, _)| add(&mut found, at));
            }
        }
    }
    Ok(found)
}

fn add(found: &mut Vec<(u64, u64)>, page: u64) {
    match found.last_mut() {
        Some((_, end)) if *end == page => *end += PAGE,
        _ => found.push((page, page + PAGE)),
    }
}

fn range(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once(' ')?.0.split_once('-')?;
    Some((u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_memory_is_found_in_both_encodings() {
        // Put together here, so that the parts alone stand in the program.
        let text = ["kestrel", "over", "the", "harbour"].join("-");
        let wide = utf16(&text);

        let some = copies(std::process::id(), std::slice::from_ref(&text)).unwrap();
        // Many more: the search itself and what was freed leave a few copies, now more and now fewer.
        let narrow = vec![text.clone().into_bytes(); 1_000];
        let many = copies(std::process::id(), std::slice::from_ref(&text)).unwrap();

        assert!(some >= 2 && many > some + 500, "{some}, then {many}");
        drop((wide, narrow));
    }
}
