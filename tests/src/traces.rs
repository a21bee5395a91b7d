//! Traces: finding texts in files, in every form a program may have written them in.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Texts that must not be found, each in six encodings.
#[derive(Debug, Default)]
pub struct Traces {
    texts: Vec<String>,
    /// By their first bytes: which text, and all of its bytes.
    forms: HashMap<[u8; HEAD], Vec<(usize, Vec<u8>)>>,
    /// Which pairs of bytes a form begins with: most places are passed by this alone.
    begins: Vec<bool>,
    longest: usize,
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Which text.
    pub text: String,
    /// In or on which file.
    pub file: PathBuf,
}

/// No form of a planted text is shorter.
const HEAD: usize = 6;
const CHUNK: usize = 1 << 20;

impl Traces {
    /// Looks for these texts.
    pub fn of(texts: impl IntoIterator<Item = String>) -> Self {
        let mut traces = Self { begins: vec![false; 1 << 16], ..Self::default() };
        for text in texts {
            for form in forms(&text) {
                if let Some(head) = form.first_chunk::<HEAD>() {
                    if let Some(begins) = traces.begins.get_mut(pair(head)) {
                        *begins = true;
                    }
                    traces.longest = traces.longest.max(form.len());
                    traces.forms.entry(*head).or_default().push((traces.texts.len(), form));
                }
            }
            traces.texts.push(text);
        }
        traces
    }

    /// Returns what is found in names and contents of the files in a folder and all folders below that were written at
    /// or after a moment, `None` for all. Folders in `except` and other file systems are not looked into.
    ///
    /// # Errors
    /// What the disk says; a file that goes while it is looked at is no error.
    pub fn in_folder(&self, folder: &Path, since: Option<SystemTime>, except: &[&Path]) -> io::Result<Vec<Trace>> {
        let mut found = vec![];
        let mut waiting = vec![folder.to_owned()];
        let here = file_system(&fs::metadata(folder)?);
        while let Some(folder) = waiting.pop() {
            let Some(entries) = still_there(fs::read_dir(&folder))? else { continue };
            for entry in entries {
                let path = entry?.path();
                if except.iter().any(|except| path.starts_with(except)) {
                    continue;
                }
                let Some(about) = still_there(fs::symlink_metadata(&path))? else { continue };
                if about.is_dir() && file_system(&about) == here {
                    waiting.push(path.clone());
                }
                if since.is_none_or(|since| about.modified().is_ok_and(|written| written >= since)) {
                    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
                    self.look(name, &path, &mut found);
                    if about.is_file() {
                        self.in_file(&path, &mut found)?;
                    }
                }
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn in_file(&self, path: &Path, found: &mut Vec<Trace>) -> io::Result<()> {
        let Some(mut file) = still_there(File::open(path))? else { return Ok(()) };
        let mut held = Vec::new();
        loop {
            let read = (&mut file).take(CHUNK as u64).read_to_end(&mut held)?;
            if read == 0 {
                return Ok(());
            }
            self.look(&held, path, found);
            // A text may lie across two pieces.
            held.drain(..held.len().saturating_sub(self.longest));
        }
    }

    fn look(&self, bytes: &[u8], path: &Path, found: &mut Vec<Trace>) {
        for (at, head) in bytes.windows(HEAD).enumerate() {
            if !self.begins.get(pair(head)).is_some_and(|begins| *begins) {
                continue;
            }
            let Some(forms) = head.first_chunk::<HEAD>().and_then(|head| self.forms.get(head)) else { continue };
            for (text, form) in forms {
                if bytes.get(at..).is_some_and(|rest| rest.starts_with(form)) {
                    let text = self.texts.get(*text).cloned().unwrap_or_default();
                    found.push(Trace { text, file: path.to_owned() });
                }
            }
        }
    }
}

fn pair(bytes: &[u8]) -> usize {
    bytes.iter().take(2).fold(0, |pair, byte| pair << 8 | usize::from(*byte))
}

/// A file of another program may go at any time; a file that nobody may read is none of ours.
fn still_there<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn file_system(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(about)
}

#[cfg(not(unix))]
fn file_system(_: &fs::Metadata) -> u64 {
    0
}

/// UTF-8, UTF-16 both ways, base64 at each of the three places where it can begin, hexadecimal, percent-encoded.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let utf8 = text.as_bytes();
    let mut forms = vec![
        utf8.to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    for alphabet in [b"+/", b"-_"] {
        forms.extend((0..3).map(|before| base64(utf8, before, alphabet)));
    }
    for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
        forms.push(utf8.iter().flat_map(|byte| hex(*byte, digits)).collect());
        forms.push(utf8.iter().flat_map(|byte| percent(*byte, digits)).collect());
    }
    forms.sort();
    forms.dedup();
    forms
}

/// The digits that are the same whatever stands around the text when it begins `before` bytes after a group of three.
fn base64(bytes: &[u8], before: usize, two_last: &[u8; 2]) -> Vec<u8> {
    let mut alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').collect();
    alphabet.extend(two_last);
    let bits: Vec<u8> = std::iter::repeat_n(0, before)
        .chain(bytes.iter().copied())
        .flat_map(|byte| (0..8).rev().map(move |bit| (byte >> bit) & 1))
        .collect();
    let digits = bits.chunks_exact(6).map(|six| six.iter().fold(0, |digit, bit| digit << 1 | usize::from(*bit)));
    let first_whole = (before * 8).div_ceil(6);
    digits.skip(first_whole).filter_map(|digit| alphabet.get(digit).copied()).collect()
}

fn hex(byte: u8, digits: &[u8; 16]) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|half| digits.get(usize::from(half)).copied().unwrap_or_default())
}

fn percent(byte: u8, digits: &[u8; 16]) -> Vec<u8> {
    if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
        return vec![byte];
    }
    let [high, low] = hex(byte, digits);
    vec![b'%', high, low]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "Ḥusayn 胡桃 حسين";

    fn found_in(content: &[u8]) -> bool {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), content).unwrap();
        let traces = Traces::of([NAME.to_owned()]);
        !traces.in_folder(folder.path(), None, &[]).unwrap().is_empty()
    }

    #[test]
    fn a_text_is_found_in_every_encoding() {
        let utf16: Vec<u16> = NAME.encode_utf16().collect();
        let percent = "%E1%B8%A4usayn%20%E8%83%A1%E6%A1%83%20%D8%AD%D8%B3%D9%8A%D9%86";

        assert!(found_in(format!("<p>{NAME}</p>").as_bytes()));
        assert!(found_in(&utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>()));
        assert!(found_in(&utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<_>>()));
        assert!(found_in(b"e1b8a4757361796e20e883a1e6a18320d8add8b3d98ad986"));
        assert!(found_in(percent.as_bytes()));
        assert!(found_in(percent.to_lowercase().as_bytes()));
    }

    #[test]
    fn a_text_is_found_in_base64_wherever_it_begins() {
        // printf 'Ḥusayn 胡桃 حسين!' | base64, with none, one and two bytes before it
        assert!(found_in(b"4bikdXNheW4g6IOh5qGDINit2LPZitmGIQ=="));
        assert!(found_in(b"LuG4pHVzYXluIOiDoeahgyDYrdiz2YrZhiE="));
        assert!(found_in(b"Li7huKR1c2F5biDog6HmoYMg2K3Ys9mK2YYh"));
    }

    #[test]
    fn a_text_across_two_pieces_of_a_large_file_is_found() {
        let mut content = vec![b' '; CHUNK - 5];
        content.extend_from_slice(NAME.as_bytes());
        content.resize(CHUNK * 2, b' ');

        assert!(found_in(&content));
    }

    #[test]
    fn a_text_in_the_name_of_a_file_is_found_and_nothing_where_nothing_is() {
        let folder = tempfile::tempdir().unwrap();
        let traces = Traces::of([NAME.to_owned()]);
        fs::write(folder.path().join("empty"), "Husayn").unwrap();
        assert_eq!(traces.in_folder(folder.path(), None, &[]).unwrap(), vec![]);

        fs::create_dir(folder.path().join(format!("report of {NAME}.docx"))).unwrap();
        assert_eq!(traces.in_folder(folder.path(), None, &[]).unwrap().len(), 1);
    }
}
