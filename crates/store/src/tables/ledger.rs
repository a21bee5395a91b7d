//! The rows out of which the ledgers of the placement law are put together.

use std::collections::BTreeMap;

use casework::{
    ids::{CompanyId, ParticipantId, RecommendationId},
    ledger::{LedgerStep, Seeking},
};
use chrono::NaiveDate;
use guarded::Guarded;

use super::{collect, day, guarded, optional_day, profile::Kept};
use crate::{Reader, StoreError};

/// An opening as its ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerOpening {
    /// Its number.
    pub id: u32,
    /// Whose.
    pub company: CompanyId,
    /// The company's name.
    pub company_name: Guarded<String>,
    /// The company's address; empty when not known.
    pub address: Guarded<String>,
    /// Whom to reach there: a name, else a number; empty when not known.
    pub contact: Guarded<String>,
    /// When it was received.
    pub received_on: NaiveDate,
    /// Until when it holds.
    pub valid_until: Option<NaiveDate>,
    /// When it was closed.
    pub closed_on: Option<NaiveDate>,
    /// How many people are sought.
    pub sought: u32,
    /// What it is called.
    pub title: Guarded<String>,
    /// Code of the occupation; empty when not told.
    pub occupation: String,
    /// Code of the prefecture of the place of work; empty when not told.
    pub prefecture: String,
    /// The place of work in words.
    pub place: Guarded<String>,
    /// Code of the term; empty when not told.
    pub term: String,
    /// How many months a fixed one lasts.
    pub term_months: Option<u32>,
    /// Yen, from.
    pub pay_from: Option<i64>,
    /// Yen, to.
    pub pay_to: Option<i64>,
    /// Code of the unit of the pay.
    pub pay_unit: String,
}

/// An introduction: who, to whom, when, for which opening, and what followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerIntroduction {
    /// The recommendation.
    pub id: RecommendationId,
    /// Who.
    pub participant: ParticipantId,
    /// To whom.
    pub company: CompanyId,
    /// The company's name.
    pub company_name: Guarded<String>,
    /// The number of the opening, if it was for one.
    pub opening: Option<u32>,
    /// When.
    pub on: NaiveDate,
    /// The steps that followed, in the order in which they were recorded.
    pub steps: Vec<LedgerStep>,
    /// The answer after six months: `yes`, `no` or `unknown`.
    pub six_months: Option<String>,
}

impl Reader<'_> {
    /// Returns the openings that were open on some day of a period, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn ledger_openings(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<LedgerOpening>, StoreError> {
        let sql = "
            SELECT o.*, c.name AS company_name, c.address,
                   coalesce((SELECT n.text FROM company_contact k JOIN associate_name n ON n.associate_id = k.associate_id
                             WHERE k.company_id = c.id AND k.until_on = '' ORDER BY k.from_on DESC, k.id DESC, n.id LIMIT 1),
                            c.phone) AS contact
            FROM opening o JOIN company c ON c.id = o.company_id
            WHERE o.received_on <= ?2 AND (o.closed_on = '' OR o.closed_on >= ?1)
              AND (o.valid_until = '' OR o.valid_until >= ?1)
            ORDER BY o.received_on, o.id";
        collect(self.connection, sql, [first.to_string(), last.to_string()], |row| {
            let days: (String, String, String) =
                (row.get("received_on")?, row.get("valid_until")?, row.get("closed_on")?);
            let read = || Ok::<_, StoreError>((day(&days.0)?, optional_day(&days.1)?, optional_day(&days.2)?));
            let days = match read() {
                Ok(days) => days,
                Err(error) => return Ok(Err(error)),
            };
            Ok(Ok(LedgerOpening {
                id: row.get("id")?,
                company: CompanyId(row.get("company_id")?),
                company_name: guarded(row, "company_name")?,
                address: guarded(row, "address")?,
                contact: guarded(row, "contact")?,
                received_on: days.0,
                valid_until: days.1,
                closed_on: days.2,
                sought: row.get("sought")?,
                title: guarded(row, "title")?,
                occupation: row.get("occupation")?,
                prefecture: row.get("prefecture")?,
                place: guarded(row, "place")?,
                term: row.get("term")?,
                term_months: row.get("term_months")?,
                pay_from: row.get("pay_from")?,
                pay_to: row.get("pay_to")?,
                pay_unit: row.get("pay_unit")?,
            }))
        })
    }

    /// Returns who asked to be placed, every request that stood on some day of a period, the oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub fn ledger_seekings(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<(ParticipantId, Seeking)>, StoreError> {
        let columns = Seeking::COLUMNS.join(", ");
        let sql = format!(
            "SELECT participant_id, {columns} FROM seeking
             WHERE received_on <= ?2 AND (closed_on = '' OR closed_on >= ?1) AND (valid_until = '' OR valid_until >= ?1)
             ORDER BY received_on, id"
        );
        collect(self.connection, &sql, [first.to_string(), last.to_string()], |row| {
            let whose = ParticipantId(row.get("participant_id")?);
            Ok(Seeking::read(row)?.map(|seeking| (whose, seeking)))
        })
    }

    /// Returns the introductions that were made until a day and on which something happened from another day on: the
    /// introduction itself, a step, or nothing yet.
    ///
    /// # Errors
    /// What the disk says.
    pub fn ledger_introductions(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<LedgerIntroduction>, StoreError> {
        let mut steps = self.ledger_steps()?;
        let sql = "
            SELECT r.id, r.participant_id, r.company_id, r.recommended_on, r.opening_id, c.name AS company_name,
                   (SELECT k.answer FROM retention_check k WHERE k.recommendation_id = r.id AND k.months = 6) AS kept
            FROM recommendation r JOIN company c ON c.id = r.company_id
            WHERE r.recommended_on <= ?2
              AND (r.recommended_on >= ?1
                   OR EXISTS (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id AND s.reached_on >= ?1)
                   OR NOT EXISTS (SELECT 1 FROM placement_step s WHERE s.recommendation_id = r.id
                                  AND s.step IN ('placement_ended', 'employed', 'permanent')))
            ORDER BY r.recommended_on, r.id";
        collect(self.connection, sql, [first.to_string(), last.to_string()], |row| {
            let (id, on): (u32, String) = (row.get("id")?, row.get("recommended_on")?);
            let introduction = LedgerIntroduction {
                id: RecommendationId(id),
                participant: ParticipantId(row.get("participant_id")?),
                company: CompanyId(row.get("company_id")?),
                company_name: guarded(row, "company_name")?,
                opening: row.get("opening_id")?,
                on: NaiveDate::MIN,
                steps: steps.remove(&id).unwrap_or_default(),
                six_months: row.get("kept")?,
            };
            Ok(day(&on).map(|on| LedgerIntroduction { on, ..introduction }))
        })
    }

    fn ledger_steps(&self) -> Result<BTreeMap<u32, Vec<LedgerStep>>, StoreError> {
        let sql = "SELECT recommendation_id, step, reached_on, term, planned_end FROM placement_step ORDER BY id";
        let all = collect(self.connection, sql, [], |row| {
            let (whose, step): (u32, String) = (row.get("recommendation_id")?, row.get("step")?);
            let (on, end): (String, String) = (row.get("reached_on")?, row.get("planned_end")?);
            let term = row.get("term")?;
            let read = || Ok::<_, StoreError>((day(&on)?, optional_day(&end)?));
            Ok(read().map(|(on, planned_end)| (whose, LedgerStep { step, on, term, planned_end })))
        })?;
        let mut steps: BTreeMap<u32, Vec<LedgerStep>> = BTreeMap::new();
        for (whose, step) in all {
            steps.entry(whose).or_default().push(step);
        }
        Ok(steps)
    }
}
