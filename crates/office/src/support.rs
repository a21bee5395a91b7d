//! What nobody fills in, and what can be shown to somebody who helps with the program.

use std::collections::{BTreeMap, VecDeque};

use casework::{forms::Words, ids::FormId};
use serde_json::json;

use crate::{desk::Desk, error::OfficeError, roles::Act, session::Office};

/// A question or a field, and how many fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldUse {
    /// Where it is asked.
    pub form: FieldForm,
    /// The column or the id of the question.
    pub field: String,
    /// The title of the form, Japanese and English, where it is one of interviews.
    pub title: Option<(String, String)>,
    /// The words of the question, Japanese and English, where it is one.
    pub words: Option<(String, String)>,
    /// How many fill it.
    pub filled: u32,
    /// Of how many.
    pub of: u32,
}

/// Where a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldForm {
    /// On the page of a participant.
    Profile,
    /// In this version of a form of interviews.
    Interview(FormId, u32),
}

/// How many failures are remembered, as codes.
const REMEMBERED: usize = 50;
/// The settings that hold no words of anybody.
const PLAIN_SETTINGS: [&str; 5] =
    ["idle_minutes", "retention_support", "retention_drafts", "retention_placement_ledger", "cleaning_due"];

/// Codes of failures, the newest last. In memory only.
#[derive(Debug, Default)]
pub(crate) struct Failures(VecDeque<String>);

impl Failures {
    fn note(&mut self, code: &str) {
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(code.to_owned());
    }

    fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for code in &self.0 {
            let count: &mut usize = counts.entry(code.clone()).or_default();
            *count = count.saturating_add(1);
        }
        counts
    }
}

impl Desk<'_> {
    /// Returns how often each field of a participant's page and each question of the interview is filled, those that
    /// nobody fills first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn unused_fields(&self) -> Result<Vec<FieldUse>, OfficeError> {
        self.may(Act::Organisation)?;
        let mut uses = Vec::new();
        for field in self.records.filled_fields()? {
            let name = if field.column.is_empty() { field.table } else { format!("{}.{}", field.table, field.column) };
            let (filled, of) = (field.filled, field.of);
            uses.push(FieldUse { form: FieldForm::Profile, field: name, title: None, words: None, filled, of });
        }
        let mut answered: BTreeMap<(FormId, u32, String), u32> = BTreeMap::new();
        for one in self.records.answered_questions()? {
            answered.insert((one.form, one.version, one.question), one.answered);
        }
        for ((form, version), of) in self.records.interviews_by_version()? {
            self.add_questions_of(form, version, of, &answered, &mut uses)?;
        }
        uses.sort_by_key(|one| (one.form, u64::from(one.filled).saturating_mul(1000).checked_div(u64::from(one.of))));
        Ok(uses)
    }

    /// A question that nobody ever answered has no row: the form itself says which there are.
    fn add_questions_of(
        &self,
        id: FormId,
        version: u32,
        of: u32,
        answered: &BTreeMap<(FormId, u32, String), u32>,
        uses: &mut Vec<FieldUse>,
    ) -> Result<(), OfficeError> {
        let form = self.records.form(id, version)?;
        let both = |words: &Words| {
            let one = |language| form.definition().choose(words, language).to_owned();
            Some((one("ja"), one("en")))
        };
        for (question, asked) in form.questions().filter(|(_, asked)| asked.kind.is_asked()) {
            let filled = answered.get(&(id, version, question.to_owned())).copied().unwrap_or(0);
            uses.push(FieldUse {
                form: FieldForm::Interview(id, version),
                field: question.to_owned(),
                title: both(&form.definition().title),
                words: both(&asked.label),
                filled,
                of,
            });
        }
        Ok(())
    }

    fn support_facts(&self) -> Result<serde_json::Value, OfficeError> {
        self.may(Act::OwnAccount)?;
        let rows: BTreeMap<String, &str> =
            self.records.rows_by_table()?.into_iter().map(|(table, count)| (table, coarse(count))).collect();
        let mut settings = BTreeMap::new();
        for name in PLAIN_SETTINGS {
            if let Some(value) = self.records.setting(name)?.filter(|value| is_plain(value)) {
                settings.insert(name, value);
            }
        }
        let members = self.records.members()?.iter().filter(|member| member.left.is_none()).count();
        Ok(json!({
            "schema": self.records.schema_version()?,
            "rows": rows,
            "settings": settings,
            "members_here": coarse(u64::try_from(members).unwrap_or(u64::MAX)),
            "journal_verifies": self.records.verify_journal().is_ok(),
        }))
    }
}

impl Office {
    /// Returns what helps somebody who looks for a fault: versions, how large things are, what failed. It names nobody,
    /// holds no number of a record, no word that anybody typed and no date finer than a month. This text is all that is
    /// saved.
    ///
    /// # Errors
    /// [`OfficeError::Locked`]; what the store says.
    pub fn support_bundle(&self) -> Result<String, OfficeError> {
        let facts = self.read(|desk| desk.support_facts())?;
        let status = self.status();
        let failures = self.at_work(|open, _| Ok(open.failures.counts()))?;
        let bundle = json!({
            "about": "Tomarigi support bundle 1",
            "program": env!("CARGO_PKG_VERSION"),
            "system": std::env::consts::OS,
            "architecture": std::env::consts::ARCH,
            "month": status.today.format("%Y-%m").to_string(),
            "language": status.language.choose("ja", "en"),
            "sample": status.sample,
            "clock_behind": status.clock_behind.is_some(),
            "interrupted": status.closed.as_ref().is_some_and(|closed| closed.interrupted),
            "openers": {
                "passphrase": status.openers.passphrase,
                "recovery": status.openers.recovery,
                "office_keys": status.openers.escrow,
            },
            "store": facts,
            "failures": failures,
        });
        let mut text =
            serde_json::to_string_pretty(&bundle).map_err(|_| OfficeError::Unforeseen("the support bundle"))?;
        text.push('\n');
        Ok(text)
    }

    /// Remembers that something failed, by a code of the program, until the vault is locked.
    pub fn note_failure(&self, code: &str) {
        let _ = self.at_work(|open, _| {
            open.failures.note(code);
            Ok(())
        });
    }
}

/// How large something is, about.
const fn coarse(count: u64) -> &'static str {
    match count {
        0 => "0",
        1..=9 => "1-9",
        10..=99 => "10-99",
        100..=999 => "100-999",
        1_000..=9_999 => "1000-9999",
        10_000..=99_999 => "10000-99999",
        _ => "100000+",
    }
}

/// A number or a short code of the program.
fn is_plain(value: &str) -> bool {
    value.len() <= 8 && value.bytes().all(|byte| byte.is_ascii_digit()) || value == "yes"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_by_their_order_of_magnitude() {
        let told: Vec<_> = [0, 1, 9, 10, 559, 100_000].map(coarse).into();

        assert_eq!(told, ["0", "1-9", "1-9", "10-99", "100-999", "100000+"]);
    }

    #[test]
    fn of_failures_the_newest_are_remembered_as_counts() {
        let mut failures = Failures::default();
        failures.note("disk_full");
        for _ in 0..REMEMBERED {
            failures.note("not_found");
        }

        assert_eq!(failures.counts(), BTreeMap::from([(String::from("not_found"), REMEMBERED)]));
    }
}
