//! What another version of a form asks otherwise.

use std::collections::{BTreeMap, BTreeSet};

use super::{Form, Words, form::id_of};

/// What moving answers to another version changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upgrade {
    /// Questions that are new: id and words.
    pub added: Vec<(String, Words)>,
    /// Questions that are gone and have no answer: id and words.
    pub gone: Vec<(String, Words)>,
    /// Questions with an answer whose words or kind of answer changed: id, words before and after.
    pub changed: Vec<(String, Words, Words)>,
    /// Paths of answers whose question is gone, with its words.
    pub aside: BTreeMap<String, Words>,
}

impl Upgrade {
    /// Compares two versions for the answers under these paths.
    pub fn between(old: &Form, new: &Form, answered: &BTreeSet<&str>) -> Self {
        let ids: BTreeSet<String> = answered.iter().map(|path| id_of(path)).collect();
        let asked = |form: &Form, id: &str| form.question(id).is_some_and(|question| question.kind.is_asked());
        let mut upgrade = Self::default();
        for (id, question) in new.questions().filter(|(id, _)| asked(new, id)) {
            match old.question(id) {
                None => upgrade.added.push((id.to_owned(), question.label.clone())),
                Some(before)
                    if ids.contains(id) && (before.label != question.label || before.kind != question.kind) =>
                {
                    upgrade.changed.push((id.to_owned(), before.label.clone(), question.label.clone()));
                }
                Some(_) => (),
            }
        }
        let gone = |id: &str| new.question(id).is_none();
        for (id, question) in old.questions().filter(|(id, _)| gone(id) && asked(old, id) && !ids.contains(*id)) {
            upgrade.gone.push((id.to_owned(), question.label.clone()));
        }
        for path in answered.iter().filter(|path| !new.keeps(path)) {
            let words = old.question(&id_of(path)).map(|question| question.label.clone()).unwrap_or_default();
            upgrade.aside.insert((*path).to_owned(), words);
        }
        upgrade
    }
}
