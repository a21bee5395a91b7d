//! Power cuts: what a program wrote is recorded, and the disk is made again as a power cut would have left it.
//!
//! Until a file has been synced, any of its written sectors may be missing or hold nonsense; until a folder has been
//! synced, its latest changes may be undone. That is SQLite's own model of a power cut (its test6.c), and it is harsher
//! than the disks of laptops are.

use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use crate::faults::Start;

/// The calls that are recorded.
const RECORDED: &str =
    "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,link,linkat";

const SECTOR: usize = 512;

/// A file by its number, because its name can change.
type File = usize;

/// What a program did to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Write(File, usize, Vec<u8>),
    Length(File, usize),
    Sync(File),
    Enter(String, File),
    Remove(String),
    Rename(String, String),
    SyncFolder,
    /// It said that something is saved.
    Said,
}

/// Everything that a program did to a folder, and what lay there before.
#[derive(Debug)]
pub struct Recording {
    before: BTreeMap<String, Vec<u8>>,
    steps: Vec<Step>,
}

/// How far a disk can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// It keeps what was synced.
    Honest,
    /// It says that it has synced and has not.
    Lying,
}

impl Recording {
    /// Runs a program to its end and records what it does to a folder.
    ///
    /// # Errors
    /// When strace or the program is missing, or the program fails.
    pub fn of(start: &Start, folder: &Path, log: &Path) -> io::Result<Self> {
        let before = contents(folder)?;
        let output = start.recorded(RECORDED, log)?;
        if !output.status.success() {
            return Err(io::Error::other(format!("the recorded run: {output:?}")));
        }
        let steps = Reader::of(folder, &before).read(&fs::read_to_string(log)?);
        Ok(Self { before, steps })
    }

    /// How many moments there are at which the power can go.
    pub fn moments(&self) -> usize {
        self.steps.len() + 1
    }

    /// How often the program had said that something is saved.
    pub fn said_before(&self, moment: usize) -> usize {
        self.steps.iter().take(moment).filter(|step| **step == Step::Said).count()
    }

    /// Makes the folder as a power cut at a moment may have left it; chance decides about what was not synced.
    ///
    /// # Errors
    /// What the disk says.
    pub fn leave(&self, moment: usize, trust: Trust, chance: &mut Chance, folder: &Path) -> io::Result<()> {
        let mut world = World::of(&self.before);
        self.steps.iter().take(moment).for_each(|step| world.take(step, trust));
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
        for (name, file) in world.names_after(chance) {
            fs::write(folder.join(name), world.content_after(file, chance))?;
        }
        Ok(())
    }
}

fn contents(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            found.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
        }
    }
    Ok(found)
}

/// Chance, the same for the same seed.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// Begins with a seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit` (Marsaglia's xorshift).
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % limit.max(1)
    }
}

/// A file: what the disk is sure to have, and what it was told since.
#[derive(Debug, Default, Clone)]
struct Content {
    sure: Vec<u8>,
    told: Vec<(usize, Option<Vec<u8>>)>,
}

/// The disk.
struct World {
    files: Vec<Content>,
    sure: BTreeMap<String, File>,
    told: Vec<Step>,
}

impl World {
    fn of(before: &BTreeMap<String, Vec<u8>>) -> Self {
        let files = before.values().map(|sure| Content { sure: sure.clone(), told: vec![] }).collect();
        let sure = before.keys().enumerate().map(|(file, name)| (name.clone(), file)).collect();
        Self { files, sure, told: vec![] }
    }

    fn take(&mut self, step: &Step, trust: Trust) {
        match step {
            Step::Write(file, at, bytes) => self.file(*file).told.push((*at, Some(bytes.clone()))),
            Step::Length(file, length) => self.file(*file).told.push((*length, None)),
            Step::Sync(file) if trust == Trust::Honest => {
                let file = self.file(*file);
                for (at, bytes) in std::mem::take(&mut file.told) {
                    put(&mut file.sure, at, bytes.as_deref());
                }
            }
            Step::Enter(..) | Step::Remove(_) | Step::Rename(..) => self.told.push(step.clone()),
            Step::SyncFolder if trust == Trust::Honest => {
                let told = std::mem::take(&mut self.told);
                told.iter().for_each(|step| rename(&mut self.sure, step));
            }
            Step::Sync(_) | Step::SyncFolder | Step::Said => {}
        }
    }

    fn file(&mut self, file: File) -> &mut Content {
        if self.files.len() <= file {
            self.files.resize(file + 1, Content::default());
        }
        &mut self.files[file]
    }

    /// The journal of a file system keeps the order of changes to a folder: the last ones may be missing.
    fn names_after(&self, chance: &mut Chance) -> BTreeMap<String, File> {
        let kept = match chance.below(4) {
            0 => 0,
            1 => self.told.len(),
            _ => chance.below(self.told.len() + 1),
        };
        let mut names = self.sure.clone();
        self.told.iter().take(kept).for_each(|step| rename(&mut names, step));
        names
    }

    fn content_after(&self, file: File, chance: &mut Chance) -> Vec<u8> {
        let Some(content) = self.files.get(file) else { return vec![] };
        let mut bytes = content.sure.clone();
        let mood = chance.below(5);
        for (at, written) in &content.told {
            let Some(written) = written else {
                if mood == 1 || (mood > 1 && chance.below(2) == 0) {
                    put(&mut bytes, *at, None);
                }
                continue;
            };
            // Sectors as the disk has them, wherever the write began.
            let mut begin = 0;
            while begin < written.len() {
                let end = (begin + SECTOR - (at + begin) % SECTOR).min(written.len());
                match (mood, chance.below(3)) {
                    (0, _) | (2.., 0) => {}
                    (4, 1) => put(&mut bytes, at + begin, Some(&nonsense(end - begin, chance))),
                    _ => put(&mut bytes, at + begin, Some(&written[begin..end])),
                }
                begin = end;
            }
        }
        bytes
    }
}

fn nonsense(length: usize, chance: &mut Chance) -> Vec<u8> {
    (0..length).map(|_| u8::try_from(chance.below(256)).unwrap_or(0)).collect()
}

/// Writes bytes, or sets the length where there are none.
fn put(content: &mut Vec<u8>, at: usize, bytes: Option<&[u8]>) {
    let Some(bytes) = bytes else { return content.resize(at, 0) };
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}

fn rename(names: &mut BTreeMap<String, File>, step: &Step) {
    match step {
        Step::Enter(name, file) => {
            names.insert(name.clone(), *file);
        }
        Step::Remove(name) => {
            names.remove(name);
        }
        Step::Rename(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        _ => {}
    }
}

/// What an open descriptor leads to.
#[derive(Clone, Copy)]
enum Open {
    File(File, usize),
    Folder,
    Terminal,
}

/// Reads what strace wrote.
struct Reader {
    folder: PathBuf,
    names: BTreeMap<String, File>,
    files: usize,
    open: HashMap<u32, Open>,
    steps: Vec<Step>,
}

impl Reader {
    fn of(folder: &Path, before: &BTreeMap<String, Vec<u8>>) -> Self {
        let names: BTreeMap<_, _> = before.keys().enumerate().map(|(file, name)| (name.clone(), file)).collect();
        let open = HashMap::from([(1, Open::Terminal)]);
        Self { folder: folder.to_owned(), files: names.len(), names, open, steps: vec![] }
    }

    fn read(mut self, log: &str) -> Vec<Step> {
        let mut unfinished = HashMap::new();
        for line in log.lines() {
            let Some((thread, call)) = line.split_once(' ') else { continue };
            let call = call.trim_start();
            if let Some(begun) = call.strip_suffix("<unfinished ...>") {
                unfinished.insert(thread, begun.to_owned());
            } else if let Some((_, end)) = call.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>")) {
                let whole = unfinished.remove(thread).unwrap_or_default() + end;
                self.call(&whole);
            } else {
                self.call(call);
            }
        }
        self.steps
    }

    fn call(&mut self, call: &str) -> Option<()> {
        let (name, rest) = call.split_once('(')?;
        let (arguments, result) = rest.rsplit_once(" = ")?;
        let result: i64 = result.split_whitespace().next()?.parse().ok()?;
        let arguments = arguments.trim_end().strip_suffix(')')?;
        let texts = quoted(arguments);
        let number = |at: usize| arguments.rsplit(", ").nth(at)?.parse::<usize>().ok();
        let descriptor = arguments.split(',').next()?.parse().ok();
        if result < 0 {
            return None;
        }
        match name {
            "openat" => self.opened(u32::try_from(result).ok()?, texts.first()?, arguments),
            "close" => drop(self.open.remove(&descriptor?)),
            "pwrite64" => self.written(descriptor?, Some(number(0)?), texts.into_iter().next()?),
            "write" => self.written(descriptor?, None, texts.into_iter().next()?),
            "ftruncate" => {
                if let Some(Open::File(file, _)) = self.open.get(&descriptor?) {
                    self.steps.push(Step::Length(*file, number(0)?));
                }
            }
            "fsync" | "fdatasync" => match self.open.get(&descriptor?)? {
                Open::File(file, _) => self.steps.push(Step::Sync(*file)),
                Open::Folder => self.steps.push(Step::SyncFolder),
                Open::Terminal => {}
            },
            "unlink" | "unlinkat" => {
                let name = self.name(texts.first()?)?;
                self.rename(Step::Remove(name));
            }
            "rename" | "renameat" | "renameat2" => {
                let (from, to) = (self.name(texts.first()?)?, self.name(texts.get(1)?)?);
                self.rename(Step::Rename(from, to));
            }
            "link" | "linkat" => {
                let (from, to) = (self.name(texts.first()?)?, self.name(texts.get(1)?)?);
                let file = *self.names.get(&from)?;
                self.rename(Step::Enter(to, file));
            }
            _ => {}
        }
        Some(())
    }

    fn rename(&mut self, step: Step) {
        rename(&mut self.names, &step);
        self.steps.push(step);
    }

    fn opened(&mut self, descriptor: u32, path: &[u8], arguments: &str) {
        let path_text = String::from_utf8_lossy(path);
        if Path::new(&*path_text) == self.folder {
            self.open.insert(descriptor, Open::Folder);
            return;
        }
        let Some(name) = self.name(path) else {
            self.open.remove(&descriptor);
            return;
        };
        let file = match self.names.get(&name) {
            Some(file) => *file,
            None => {
                let file = self.files;
                self.files += 1;
                self.rename(Step::Enter(name, file));
                file
            }
        };
        if arguments.contains("O_TRUNC") {
            self.steps.push(Step::Length(file, 0));
        }
        self.open.insert(descriptor, Open::File(file, 0));
    }

    fn written(&mut self, descriptor: u32, at: Option<usize>, bytes: Vec<u8>) {
        match self.open.get_mut(&descriptor) {
            Some(Open::File(file, position)) => {
                let begin = at.unwrap_or(*position);
                if at.is_none() {
                    *position += bytes.len();
                }
                self.steps.push(Step::Write(*file, begin, bytes));
            }
            Some(Open::Terminal) if bytes.starts_with(b"saved") => self.steps.push(Step::Said),
            _ => {}
        }
    }

    /// The name of a file that lies in the folder itself.
    fn name(&self, path: &[u8]) -> Option<String> {
        let path = String::from_utf8_lossy(path).into_owned();
        let path = Path::new(&path);
        (path.parent() == Some(&self.folder))
            .then(|| path.file_name().map(|name| name.to_string_lossy().into_owned()))?
    }
}

/// The strings among the arguments of a call; strace writes every byte as `\x` and two digits.
fn quoted(arguments: &str) -> Vec<Vec<u8>> {
    let inside = arguments.split('"').skip(1).step_by(2);
    inside
        .map(|text| text.split("\\x").skip(1).filter_map(|byte| u8::from_str_radix(byte, 16).ok()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> String {
        text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()
    }

    /// A program that writes "new" over "old" and syncs, then says so.
    fn recording() -> Recording {
        let log = format!(
            "7 openat(AT_FDCWD, \"{file}\", O_RDWR) = 3\n7 pwrite64(3, \"{new}\", 3, 0) = 3\n7 fsync(3) = 0\n\
             7 write(1, \"{said}\", 6) = 6\n7 openat(AT_FDCWD, \"{other}\", O_RDWR|O_CREAT, 0600) = 4\n",
            file = hex("/v/a"),
            other = hex("/v/b"),
            new = hex("new"),
            said = hex("saved\n"),
        );
        let before = BTreeMap::from([(String::from("a"), b"old".to_vec())]);
        Recording { steps: Reader::of(Path::new("/v"), &before).read(&log), before }
    }

    fn left(moment: usize, trust: Trust) -> Vec<BTreeMap<String, Vec<u8>>> {
        let folder = tempfile::tempdir().unwrap();
        let leave = |seed| {
            recording().leave(moment, trust, &mut Chance::of(seed), &folder.path().join("v")).unwrap();
            contents(&folder.path().join("v")).unwrap()
        };
        (1..40).map(leave).collect()
    }

    #[test]
    fn what_was_synced_is_kept_and_what_was_not_may_be_lost() {
        let recording = recording();
        assert_eq!(recording.moments(), 5);
        assert_eq!((recording.said_before(2), recording.said_before(3)), (0, 1));

        assert!(left(2, Trust::Honest).iter().all(|folder| folder["a"] == b"new"), "synced");
        assert!(left(1, Trust::Honest).iter().any(|folder| folder["a"] == b"old"), "the write may be lost");
        assert!(left(1, Trust::Honest).iter().any(|folder| folder["a"] == b"new"), "or be there");
        assert!(left(2, Trust::Lying).iter().any(|folder| folder["a"] == b"old"), "a disk may lie");
    }

    #[test]
    fn a_new_name_may_be_gone_until_its_folder_is_synced() {
        let left = left(4, Trust::Honest);

        assert!(left.iter().any(|folder| folder.contains_key("b")));
        assert!(left.iter().any(|folder| !folder.contains_key("b")));
    }
}
