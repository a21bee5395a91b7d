//! Reading the journal: who did what, to which record, and what stood there before and after.

use std::collections::{BTreeMap, BTreeSet};

use casework::{consent::Gate, ids::ParticipantId, names};
use chrono::{DateTime, NaiveDate, TimeDelta};
use guarded::Guarded;
use serde_json::Value;
use store::{Filter, Holding, JournalRow, MemberId};

use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    roles::Act,
};

/// Which entries to list. The default lists none, because its limit is 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JournalFilter {
    /// About this participant.
    pub participant: Option<ParticipantId>,
    /// By this member.
    pub member: Option<u32>,
    /// Of this verb.
    pub verb: Option<String>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// Older than this entry.
    pub before: Option<u64>,
    /// At most so many, and never more than 500.
    pub limit: u32,
}

/// An entry with the names it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its number.
    pub n: u64,
    /// When (RFC 3339).
    pub at: String,
    /// Who; none for the program itself and for what was noted before there were members.
    pub member: Option<Guarded<String>>,
    /// What was done.
    pub verb: String,
    /// The kind of the record.
    pub subject: String,
    /// The number of the record.
    pub id: Option<u32>,
    /// The participant whom it concerns.
    pub participant: Option<ParticipantId>,
    /// Their name; none when they were erased.
    pub participant_name: Option<Guarded<String>>,
    /// Whether it keeps what stood there.
    pub has_content: bool,
}

/// Entries, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalPage {
    /// The entries.
    pub entries: Vec<JournalLine>,
    /// Whether there are older ones.
    pub more: bool,
    /// How many entries the journal has.
    pub total: u64,
    /// Every verb that occurs, in alphabetical order.
    pub verbs: Vec<String>,
    /// Everybody who has an entry.
    pub members: Vec<(u32, Guarded<String>)>,
}

/// A field before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// The path of the field, for example `names.0`.
    pub field: String,
    /// What stood there.
    pub before: Option<Guarded<String>>,
    /// What stands there since.
    pub after: Option<Guarded<String>>,
}

/// The most entries on a page.
const MOST: u32 = 500;
/// Somebody who goes on reading the journal within this time is noted once.
const ONE_READING: TimeDelta = TimeDelta::minutes(10);
/// What stands between the parts of a list of plain values.
const BETWEEN: &str = " · ";

impl Desk<'_> {
    /// Returns the entries asked for. That the journal was read is noted in it.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn journal(&self, filter: &JournalFilter) -> Result<JournalPage, OfficeError> {
        self.may(Act::Journal)?;
        let limit = filter.limit.min(MOST);
        let mut rows = self.records.journal(&in_store(filter), limit.saturating_add(1))?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let staff = self.staff_names()?;
        let (verbs, actors) = self.verbs_and_actors()?;
        let page = JournalPage {
            entries: self.journal_lines(rows, &staff)?,
            more,
            total: self.records.journal_head()?.n,
            verbs: verbs.into_iter().collect(),
            members: staff.into_iter().filter(|(id, _)| actors.contains(id)).collect(),
        };
        self.note_reading_of_the_journal(filter)?;
        Ok(page)
    }

    /// Returns the fields that an entry keeps; none when it never kept any or the person was erased.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; [`OfficeError::NotFound`]; what the store says.
    pub fn journal_entry(&self, n: u64) -> Result<Vec<ChangedField>, OfficeError> {
        self.may(Act::Journal)?;
        let Some(payload) = self.records.journal_payload(n)? else { return Ok(Vec::new()) };
        let person = self.entry(n)?.person;
        self.note_reading(person, "read", "journal", u32::try_from(n).ok());
        Ok(side_by_side(payload.before.as_ref(), payload.after.as_ref()))
    }

    fn entry(&self, n: u64) -> Result<JournalRow, OfficeError> {
        let just_this = Filter { before_n: Some(n.saturating_add(1)), ..Filter::default() };
        let newest = self.records.journal(&just_this, 1)?.pop();
        newest.filter(|row| row.n == n).ok_or(OfficeError::NotFound)
    }

    fn journal_lines(&self, rows: Vec<JournalRow>, staff: &StaffNames) -> Result<Vec<JournalLine>, OfficeError> {
        let mut people = BTreeMap::new();
        for id in rows.iter().filter_map(|row| row.person) {
            if let std::collections::btree_map::Entry::Vacant(place) = people.entry(id) {
                // A record that was merged is told as the person it is of.
                let is = self.records.merged_person(id)?.map_or(id, |merged| merged.is);
                place.insert((is, names::shown(&self.records.names_of(is)?).map(|name| name.text.clone())));
            }
        }
        Ok(rows.into_iter().map(|row| line(row, staff, &people)).collect())
    }

    /// The names of everybody who works or worked here.
    pub(crate) fn staff_names(&self) -> Result<StaffNames, OfficeError> {
        Ok(self.records.members()?.into_iter().map(|member| (member.id.0, member.name)).collect())
    }

    /// Every verb and everybody who has an entry, for the filters.
    fn verbs_and_actors(&self) -> Result<(BTreeSet<String>, BTreeSet<u32>), OfficeError> {
        let (mut verbs, mut actors) = (BTreeSet::new(), BTreeSet::new());
        for row in self.records.journal(&Filter::default(), u32::MAX)? {
            actors.insert(row.actor.0);
            if !verbs.contains(&row.verb) {
                verbs.insert(row.verb);
            }
        }
        Ok((verbs, actors))
    }

    /// Further pages and other filters a moment later are the same reading.
    fn note_reading_of_the_journal(&self, filter: &JournalFilter) -> Result<(), OfficeError> {
        if filter.before.is_some() {
            return Ok(());
        }
        let own = Filter { actor: Some(MemberId(self.actor.id)), ..Filter::default() };
        let last = self.records.journal(&own, 1)?.pop();
        let again = last.is_some_and(|row| {
            let noted = row.verb == "read" && row.subject == "journal" && row.person == filter.participant;
            let at = DateTime::parse_from_rfc3339(&row.at).ok();
            noted && at.is_some_and(|at| self.clock.now().signed_duration_since(at).abs() < ONE_READING)
        });
        if !again {
            self.note_reading(filter.participant, "read", "journal", None);
        }
        Ok(())
    }
}

impl WritingDesk<'_> {
    /// Lets something be sent to the printer, and notes it: the page of a participant who consented to it, or another
    /// one. Paper cannot be locked.
    ///
    /// # Errors
    /// [`OfficeError::GateClosed`]; [`OfficeError::NotFound`] when there is no such participant; what the store says.
    pub fn note_printed(&self, participant: Option<ParticipantId>) -> Result<(), OfficeError> {
        self.may(Act::OwnAccount)?;
        let Some(id) = participant else { return self.note("print", "page", None) };
        self.records.summary(id)?;
        self.pass(id, Gate::Export, None)?;
        self.note_change(&Change {
            verb: "print",
            subject: "participant",
            id: Some(id.0),
            person: Some(id),
            ..Change::default()
        })
    }
}

/// Names of members of staff by their number.
pub(crate) type StaffNames = BTreeMap<u32, Guarded<String>>;

fn in_store(filter: &JournalFilter) -> Filter {
    Filter {
        person: filter.participant,
        actor: filter.member.map(MemberId),
        verb: filter.verb.clone(),
        from: filter.from,
        to: filter.to,
        before_n: filter.before,
    }
}

/// Whom a number in the journal means, and their name.
type Named = (ParticipantId, Option<Guarded<String>>);

fn line(row: JournalRow, staff: &StaffNames, people: &BTreeMap<ParticipantId, Named>) -> JournalLine {
    let person = row.person.and_then(|id| people.get(&id));
    JournalLine {
        n: row.n,
        at: row.at,
        member: staff.get(&row.actor.0).cloned(),
        verb: row.verb,
        subject: row.subject,
        id: row.id,
        participant: person.map(|(is, _)| *is),
        participant_name: person.and_then(|(_, name)| name.clone()),
        has_content: row.holding == Holding::Sealed,
    }
}

/// Puts what stood before beside what stands since. Of two full records only what differs is told.
fn side_by_side(before: Option<&Guarded<String>>, after: Option<&Guarded<String>>) -> Vec<ChangedField> {
    let both = before.is_some() && after.is_some();
    let mut fields: Vec<ChangedField> = Vec::new();
    for (field, text) in before.map(flattened).unwrap_or_default() {
        fields.push(ChangedField { field, before: Some(text), after: None });
    }
    for (field, text) in after.map(flattened).unwrap_or_default() {
        match fields.iter_mut().find(|known| known.field == field) {
            Some(known) => known.after = Some(text),
            None => fields.push(ChangedField { field, before: None, after: Some(text) }),
        }
    }
    fields.retain(|field| !both || field.before != field.after);
    fields
}

/// The fields of a record that was noted as JSON. A field without a value is not there.
fn flattened(json: &Guarded<String>) -> Vec<(String, Guarded<String>)> {
    // EXPOSE: taken apart into guarded fields, for somebody who may read the journal.
    let text = json.expose();
    let mut fields = Vec::new();
    match serde_json::from_str(text) {
        Ok(value) => flatten(String::new(), value, &mut fields),
        Err(_) => fields.push((String::from("text"), json.clone())),
    }
    fields
}

fn flatten(path: String, value: Value, into: &mut Vec<(String, Guarded<String>)>) {
    let below = |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path}.{part}") };
    match value {
        Value::Object(fields) => {
            // By name: whether the map keeps another order depends on what else is built.
            for (name, value) in BTreeMap::from_iter(fields) {
                flatten(below(&name), value, into);
            }
        }
        Value::Array(parts) if parts.iter().any(|part| part.is_array() || part.is_object()) => {
            for (position, value) in parts.into_iter().enumerate() {
                flatten(below(&position.to_string()), value, into);
            }
        }
        Value::Array(parts) => {
            let parts: Vec<_> = parts.into_iter().filter_map(plain).collect();
            if !parts.is_empty() {
                // EXPOSE: joined and guarded again.
                let texts: Vec<&str> = parts.iter().map(|part| part.expose().as_str()).collect();
                into.push((path, Guarded::new(texts.join(BETWEEN))));
            }
        }
        value => into.extend(plain(value).map(|text| (path, text))),
    }
}

/// A plain value as text, moved and not copied where it is one.
fn plain(value: Value) -> Option<Guarded<String>> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(Guarded::new(text)),
        value => Some(Guarded::new(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: Option<&str>, after: Option<&str>) -> Vec<(String, Option<String>, Option<String>)> {
        let guarded = |text: Option<&str>| text.map(Guarded::from);
        let text = |value: Option<Guarded<String>>| value.map(|value| value.expose().clone());
        let fields = side_by_side(guarded(before).as_ref(), guarded(after).as_ref());
        fields.into_iter().map(|field| (field.field, text(field.before), text(field.after))).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn of_a_correction_only_what_differs_is_told() {
        let before = r#"{"names": [["Preferred", "Amal"], ["Latin", "A. Hassan"]], "birth": "1990", "languages": []}"#;
        let after = r#"{"names": [["Preferred", "Amal"], ["Latin", "Amal Hassan"]], "birth": "1990", "languages": ["ar", "en"]}"#;

        let fields = told(Some(before), Some(after));

        let names = (String::from("names.1"), some("Latin · A. Hassan"), some("Latin · Amal Hassan"));
        assert_eq!(fields, [names, (String::from("languages"), None, some("ar · en"))]);
    }

    #[test]
    fn of_a_new_or_a_removed_record_every_field_is_told() {
        let record = r#"{"name": "card.jpg", "bytes": 12, "note": null, "kind": ""}"#;

        assert_eq!(told(None, Some(record)).len(), 2);
        assert_eq!(
            told(Some(record), None),
            [(String::from("bytes"), some("12"), None), (String::from("name"), some("card.jpg"), None)]
        );
    }

    #[test]
    fn what_is_no_record_is_told_as_it_stands() {
        assert_eq!(told(Some("once"), None), [(String::from("text"), some("once"), None)]);
    }
}
