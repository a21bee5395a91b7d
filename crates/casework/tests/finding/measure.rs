//! Recall and precision of a set.
#![expect(clippy::print_stderr, reason = "the figures are for people to read")]

use std::collections::{BTreeMap, BTreeSet};

use casework::{finding::search, text::fold};
use guarded::Guarded;

use crate::memory::Memory;

/// People who have one name, and ways to ask for it.
#[derive(Default)]
pub struct Cluster {
    pub script: &'static str,
    pub names: Vec<&'static str>,
    /// The name in Latin letters, where the set says it.
    pub latin: &'static str,
    pub queries: Vec<&'static str>,
}

#[derive(Default, Clone, Copy)]
pub struct Counts {
    pub asked: u32,
    wanted: u32,
    found: u32,
    shown: u32,
    fitting: u32,
}

impl Counts {
    /// Of those who have the name, how many are among the first five (or as many as have it).
    pub fn recall(self) -> f64 {
        f64::from(self.found) / f64::from(self.wanted)
    }

    /// Of those who are shown, how many have the name.
    pub fn precision(self) -> f64 {
        f64::from(self.fitting) / f64::from(self.shown.max(1))
    }
}

pub struct Measured {
    pub all: Counts,
    pub scripts: BTreeMap<&'static str, Counts>,
}

/// Reads both forms: clusters of names (`C`, `P`, `Q`), and one person each (`P` with four fields, `Q`). Every name on
/// record of a cluster is asked for as well.
pub fn clusters(text: &'static str) -> Vec<Cluster> {
    let mut found: Vec<Cluster> = Vec::new();
    for line in text.lines() {
        let fields: Vec<&'static str> = line.split('\t').collect();
        match fields.as_slice() {
            ["C", script] => found.push(Cluster { script, ..Cluster::default() }),
            ["P", name] => {
                let cluster = found.last_mut().expect("a cluster begins with C");
                cluster.names.push(name);
                cluster.queries.push(name);
            }
            ["P", script, name, latin] => {
                found.push(Cluster { script, names: vec![name], latin, ..Cluster::default() });
            }
            ["Q", _, query] => found.last_mut().expect("a query has a name").queries.push(query),
            _ => {}
        }
    }
    found
}

/// Everybody on record in a set.
pub fn people(text: &'static str) -> Vec<&'static str> {
    clusters(text).into_iter().flat_map(|cluster| cluster.names).collect()
}

/// Names that nobody has.
pub fn absent(text: &'static str) -> Vec<&'static str> {
    text.lines().filter_map(|line| line.strip_prefix("N\t")).collect()
}

/// A set with other people around it.
pub struct Set {
    index: Memory,
    names: BTreeMap<u32, &'static str>,
}

impl Set {
    pub fn of(clusters: &[Cluster], others: &[&'static str]) -> Self {
        let mut set = Self { index: Memory::default(), names: BTreeMap::new() };
        for name in clusters.iter().flat_map(|cluster| &cluster.names).chain(others) {
            let number = u32::try_from(set.names.len()).expect("few") + 1;
            set.index.add(number, name);
            set.names.insert(number, name);
        }
        set
    }

    fn ask(&self, query: &str) -> Vec<u32> {
        let hits = search(&self.index, &Guarded::from(query)).expect("it cannot fail");
        hits.into_iter().take(20).map(|hit| hit.person).collect()
    }

    /// How many names there are, and how many of them find anybody.
    pub fn finds_for(&self, absent: &[&str]) -> (usize, usize) {
        (absent.len(), absent.iter().filter(|name| !self.ask(name).is_empty()).count())
    }

    pub fn measure(&self, clusters: &[Cluster]) -> Measured {
        let mut measured = Measured { all: Counts::default(), scripts: BTreeMap::new() };
        for cluster in clusters {
            let has = self.who_has(cluster);
            for query in &cluster.queries {
                let found = self.ask(query);
                let wanted = has.own.len().min(5);
                let first = found.iter().take(5).filter(|person| has.own.contains(person)).count();
                let fitting = found.iter().filter(|person| has.any.contains(person)).count();
                if std::env::var_os("TOMARIGI_MISSES").is_some() && (first < wanted || fitting < found.len()) {
                    self.tell(query, &found, &has);
                }
                for counts in [&mut measured.all, measured.scripts.entry(cluster.script).or_default()] {
                    counts.asked += 1;
                    counts.wanted += u32::try_from(wanted).expect("few");
                    counts.found += u32::try_from(first.min(wanted)).expect("few");
                    counts.shown += u32::try_from(found.len()).expect("few");
                    counts.fitting += u32::try_from(fitting).expect("few");
                }
            }
        }
        measured
    }

    /// Whoever has the name; and whoever has a part of it in the same Latin letters, who may be shown.
    fn who_has(&self, cluster: &Cluster) -> Has {
        let with = |fits: &dyn Fn(&str) -> bool| {
            self.names.iter().filter(|(_, name)| fits(name)).map(|(number, _)| *number).collect::<BTreeSet<u32>>()
        };
        let own = with(&|name| cluster.names.contains(&name));
        let latin = cluster.names.iter().chain([&cluster.latin]).flat_map(|name| parts(name)).collect::<BTreeSet<_>>();
        let any = with(&|name| cluster.names.contains(&name) || !parts(name).is_disjoint(&latin));
        Has { own, any }
    }

    fn tell(&self, query: &str, found: &[u32], has: &Has) {
        let name = |person: &u32| self.names.get(person).copied().unwrap_or_default();
        let missing: Vec<_> =
            has.own.iter().filter(|person| !found.iter().take(5).any(|one| one == *person)).map(name).collect();
        let wrong: Vec<_> = found.iter().filter(|person| !has.any.contains(person)).map(name).collect();
        eprintln!("{query}: misses {missing:?}, shows {wrong:?}");
    }
}

struct Has {
    own: BTreeSet<u32>,
    any: BTreeSet<u32>,
}

impl Measured {
    pub fn print(&self, set: &str) {
        for (script, counts) in &self.scripts {
            eprintln!(
                "{set} {script}: recall {:.3}, precision {:.3} of {}",
                counts.recall(),
                counts.precision(),
                counts.asked
            );
        }
        let all = self.all;
        eprintln!("{set}: recall@5 {:.3}, precision {:.3}, {} queries", all.recall(), all.precision(), all.asked);
    }
}

fn parts(name: &str) -> BTreeSet<String> {
    fold(name).split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 1).map(String::from).collect()
}
