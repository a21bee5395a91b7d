//! Traces: finding texts in files, in every form a program may have written them in, also packed, also deleted.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::encodings::forms;
use crate::members::unpacked;

/// Texts that must not be found, each in fourteen encodings.
#[derive(Debug, Default)]
pub struct Traces {
    texts: Vec<String>,
    /// By their first bytes.
    forms: HashMap<[u8; HEAD], Vec<Form>>,
    /// Which pairs of bytes a form begins with: most places are passed by this alone.
    begins: Vec<bool>,
    longest: usize,
}

/// A text as it may stand on a disk.
#[derive(Debug)]
struct Form {
    text: usize,
    encoding: &'static str,
    bytes: Vec<u8>,
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Which text.
    pub text: String,
    /// In or on which file.
    pub file: PathBuf,
    /// In which encoding.
    pub encoding: &'static str,
}

/// No form of a planted text is shorter.
const HEAD: usize = 6;
const CHUNK: usize = 1 << 20;

impl Traces {
    /// Looks for these texts.
    pub fn of(texts: impl IntoIterator<Item = String>) -> Self {
        let mut traces = Self { begins: vec![false; 1 << 16], ..Self::default() };
        for text in texts {
            for (encoding, bytes) in forms(&text) {
                if let Some(head) = bytes.first_chunk::<HEAD>().copied() {
                    if let Some(begins) = traces.begins.get_mut(pair(&head)) {
                        *begins = true;
                    }
                    traces.longest = traces.longest.max(bytes.len());
                    traces.forms.entry(head).or_default().push(Form { text: traces.texts.len(), encoding, bytes });
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

    /// Returns what is found anywhere in one file, be it the image of a whole disk: also in what is packed in it, and
    /// in what was deleted from it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn in_image(&self, image: &Path) -> io::Result<Vec<Trace>> {
        let mut found = vec![];
        let bytes = fs::read(image)?;
        self.look(&bytes, image, &mut found);
        self.look_inside(&bytes, image, &mut found);
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn look_inside(&self, bytes: &[u8], path: &Path, found: &mut Vec<Trace>) {
        unpacked(bytes, &mut |content| self.look(content, path, found));
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
            self.look_inside(&held, path, found);
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
            for form in forms {
                if bytes.get(at..).is_some_and(|rest| rest.starts_with(&form.bytes)) {
                    let text = self.texts.get(form.text).cloned().unwrap_or_default();
                    found.push(Trace { text, file: path.to_owned(), encoding: form.encoding });
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

#[cfg(test)]
mod tests {
    use std::io::Write;

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
    fn a_text_that_is_packed_twice_is_found() {
        let packed = |bytes: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(b"in front ".to_vec(), flate2::Compression::best());
            packer.write_all(bytes).unwrap();
            packer.finish().unwrap()
        };

        assert!(found_in(&packed(&packed(NAME.as_bytes()))));
        assert!(!found_in(&packed(&packed(b"Husayn"))));
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
