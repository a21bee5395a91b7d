//! What the office says of codes: its own ones, and other words or another validity for those of a standard.

use std::collections::BTreeMap;

use casework::codes::{CodeList, OfficeCode, Validity, Words};
use rusqlite::{Row, params};

use super::{collect, optional_day};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT code, words_ja, words_en, valid_from, valid_until, kind_of FROM code_list_entry";

/// Where codes of a list stand in records. A column of several holds them with spaces between.
const USES: &[(CodeList, &str, &str)] = &[
    (CodeList::Country, "participant", "nationality"),
    (CodeList::Country, "participant", "other_nationalities"),
    (CodeList::Country, "participant", "origin"),
    (CodeList::Country, "schooling", "country"),
    (CodeList::Country, "job", "country"),
    (CodeList::Language, "participant", "languages"),
    (CodeList::Language, "consent", "language"),
    (CodeList::ResidenceStatus, "residence_period", "status"),
    (CodeList::IscedLevel, "schooling", "level"),
    (CodeList::IscedField, "schooling", "field"),
    (CodeList::Occupation, "job", "occupation"),
    (CodeList::Prefecture, "participant", "prefecture"),
    (CodeList::ReferralSource, "participant", "referral_source"),
    (CodeList::ContactKind, "contact_way", "kind"),
    (CodeList::HouseholdRelation, "household_member", "relation"),
    (CodeList::SkillKind, "skill", "kind"),
    (CodeList::OverrideReason, "consent_override", "reason"),
    (CodeList::PlacementEndReason, "placement_step", "reason"),
    (CodeList::Industry, "company", "industry"),
    (CodeList::Prefecture, "company", "prefecture"),
    (CodeList::Occupation, "opening", "occupation"),
    (CodeList::Prefecture, "opening", "prefecture"),
    (CodeList::Language, "opening", "languages"),
    (CodeList::ResidenceStatus, "opening", "statuses"),
    (CodeList::OpeningCloseReason, "opening", "close_reason"),
    (CodeList::ClosureReason, "closure", "reason"),
    (CodeList::ExitReason, "enrolment", "reason"),
    (CodeList::ExitReason, "mentorship", "reason"),
    (CodeList::SessionNotHeldReason, "session", "reason"),
    (CodeList::SessionNotHeldReason, "mentor_meeting", "reason"),
    (CodeList::HeadCategory, "head_count", "category"),
    (CodeList::MediumKind, "activity", "medium"),
    (CodeList::FundraisingKind, "activity", "raised_as"),
    (CodeList::ContactKind, "quick_contact", "way"),
];

impl Reader<'_> {
    /// Returns what the office says of the codes of a list, in the order in which it was said.
    ///
    /// # Errors
    /// What the disk says.
    pub fn office_codes(&self, list: CodeList) -> Result<Vec<OfficeCode>, StoreError> {
        collect(self.connection, &format!("{ROW} WHERE list = ?1 ORDER BY id"), [list.id()], office_code)
    }

    /// Returns what the office says of a code, if it says anything.
    ///
    /// # Errors
    /// What the disk says.
    pub fn office_code(&self, list: CodeList, code: &str) -> Result<Option<OfficeCode>, StoreError> {
        let sql = format!("{ROW} WHERE list = ?1 AND code = ?2");
        Ok(collect(self.connection, &sql, params![list.id(), code], office_code)?.pop())
    }

    /// Returns how many records each code of a list stands in. A code that stands nowhere is not among them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn code_uses(&self, list: CodeList) -> Result<BTreeMap<String, u32>, StoreError> {
        let mut uses = BTreeMap::new();
        for (_, table, column) in USES.iter().filter(|(used, ..)| *used == list) {
            let sql = format!("SELECT {column}, count(*) FROM {table} WHERE {column} <> '' GROUP BY {column}");
            for (codes, count) in
                collect(self.connection, &sql, [], |row| Ok(Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))))?
            {
                for code in codes.split_whitespace() {
                    let known = uses.entry(code.to_owned()).or_insert(0_u32);
                    *known = known.saturating_add(count);
                }
            }
        }
        Ok(uses)
    }

    /// Whether a code stands in any record.
    ///
    /// # Errors
    /// What the disk says.
    pub fn code_in_use(&self, list: CodeList, code: &str) -> Result<bool, StoreError> {
        for (_, table, column) in USES.iter().filter(|(used, ..)| *used == list) {
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE instr(' ' || {column} || ' ', ?1) > 0)");
            let found: bool =
                self.connection.prepare_cached(&sql)?.query_row([format!(" {code} ")], |row| row.get(0))?;
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn office_code(row: &Row<'_>) -> rusqlite::Result<Result<OfficeCode, StoreError>> {
    let (from, until): (String, String) = (row.get("valid_from")?, row.get("valid_until")?);
    let words = Words { ja: row.get("words_ja")?, en: row.get("words_en")? };
    let (code, kind_of) = (row.get("code")?, row.get("kind_of")?);
    Ok((|| {
        let valid = Validity { from: optional_day(&from)?, until: optional_day(&until)? };
        Ok(OfficeCode { code, words, valid, kind_of })
    })())
}

impl Writer<'_> {
    /// Keeps what the office says of a code, whether it said anything before or not.
    ///
    /// # Errors
    /// What the disk says.
    pub fn set_office_code(&self, list: CodeList, said: &OfficeCode) -> Result<(), StoreError> {
        let sql = "INSERT INTO code_list_entry (list, code, words_ja, words_en, valid_from, valid_until, kind_of)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (list, code) DO UPDATE
                   SET words_ja = ?3, words_en = ?4, valid_from = ?5, valid_until = ?6, kind_of = ?7";
        let OfficeCode { code, words, valid, kind_of } = said;
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let row = params![list.id(), code, words.ja, words.en, day(valid.from), day(valid.until), kind_of];
        self.change(sql, row).map(drop)
    }

    /// Takes back what the office said of a code.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn remove_office_code(&self, list: CodeList, code: &str) -> Result<(), StoreError> {
        match self.change("DELETE FROM code_list_entry WHERE list = ?1 AND code = ?2", params![list.id(), code])? {
            0 => Err(StoreError::NotFound),
            _ => Ok(()),
        }
    }
}
