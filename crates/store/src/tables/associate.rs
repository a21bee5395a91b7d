//! People who are no participants: mentors, speakers, contacts. Their names stand here and nowhere else; the journal
//! gets none of them, because no erasure would reach it there.

use casework::{
    associate::{Associate, AssociateRole, NewAssociate},
    ids::{AssociateId, ParticipantId},
    names::{self, PersonName},
    text::fold,
};
use chrono::NaiveDate;
use guarded::Guarded;
use rusqlite::{Row, ToSql, params, params_from_iter};

use super::{
    collect, day, guarded, optional_day,
    participant::{NAME_KINDS, code_of, of_code},
};
use crate::{Reader, StoreError, Writer};

const ROW: &str = "SELECT id, participant_id, contact, organisation, coalesce(consent_on, '') AS consent_on,
    coalesce(removed_on, '') AS removed_on FROM associate";

impl Reader<'_> {
    /// Returns somebody with all their names and roles.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn associate(&self, id: AssociateId) -> Result<Associate, StoreError> {
        let sql = format!("{ROW} WHERE id = ?1");
        let row = self.connection.prepare_cached(&sql)?.query_row([id.0], |row| Ok(associate(row)))??;
        self.complete(row)
    }

    /// Returns who has every word of `words` (folded) in some name, and the role on a day unless it is empty, by name.
    /// Those whose data was removed are not among them.
    ///
    /// # Errors
    /// What the disk says.
    pub fn associates(
        &self,
        words: &[Guarded<String>],
        role: &str,
        on: NaiveDate,
        limit: u32,
    ) -> Result<Vec<Associate>, StoreError> {
        let has_word = |place: usize| {
            format!(
                " AND EXISTS (SELECT 1 FROM associate_name n WHERE n.associate_id = associate.id
                   AND instr(n.folded, ?{}) > 0)",
                place.saturating_add(3)
            )
        };
        let sql = format!(
            "{ROW} WHERE removed_on IS NULL AND (?1 = '' OR EXISTS (SELECT 1 FROM associate_role r
               WHERE r.associate_id = associate.id AND r.role = ?1 AND r.from_on <= ?2
               AND (r.until_on IS NULL OR r.until_on >= ?2))){} ORDER BY sort_name, id LIMIT {limit}",
            (0..words.len()).map(has_word).collect::<String>()
        );
        let on = on.to_string();
        let mut values: Vec<&dyn ToSql> = vec![&role, &on];
        // EXPOSE: compared inside the encrypted store.
        values.extend(words.iter().map(|word| word.expose() as &dyn ToSql));
        let rows = collect(self.connection, &sql, params_from_iter(values), |row| Ok(associate(row)))?;
        rows.into_iter().map(|row| self.complete(row)).collect()
    }

    /// Returns who is the same human as a participant, if somebody joined the two.
    ///
    /// # Errors
    /// What the disk says.
    pub fn associate_who_is(&self, participant: ParticipantId) -> Result<Option<AssociateId>, StoreError> {
        let sql = "SELECT id FROM associate WHERE participant_id = ?1 ORDER BY id LIMIT 1";
        Ok(collect(self.connection, sql, [participant.0], |row| Ok(Ok(AssociateId(row.get(0)?))))?.pop())
    }

    fn complete(&self, mut row: Associate) -> Result<Associate, StoreError> {
        let sql = "SELECT kind, text FROM associate_name WHERE associate_id = ?1 ORDER BY id";
        row.associate.names = collect(self.connection, sql, [row.id.0], |row| {
            let (kind, text): (String, _) = (row.get("kind")?, guarded(row, "text")?);
            Ok(of_code(&NAME_KINDS, &kind).map(|kind| PersonName::of(kind, text)))
        })?;
        let sql = "SELECT role, from_on, coalesce(until_on, '') AS until_on FROM associate_role
                   WHERE associate_id = ?1 ORDER BY from_on DESC, id";
        row.associate.roles = collect(self.connection, sql, [row.id.0], |row| {
            let (from, until): (String, String) = (row.get("from_on")?, row.get("until_on")?);
            Ok((|| Ok(AssociateRole { role: row.get("role")?, from: day(&from)?, until: optional_day(&until)? }))())
        })?;
        Ok(row)
    }
}

fn associate(row: &Row<'_>) -> Result<Associate, StoreError> {
    let (consent, removed): (String, String) = (row.get("consent_on")?, row.get("removed_on")?);
    Ok(Associate {
        id: AssociateId(row.get("id")?),
        associate: NewAssociate {
            names: Vec::new(),
            contact: guarded(row, "contact")?,
            organisation: guarded(row, "organisation")?,
            consent_on: optional_day(&consent)?,
            participant: row.get::<_, Option<u32>>("participant_id")?.map(ParticipantId),
            roles: Vec::new(),
        },
        removed_on: optional_day(&removed)?,
    })
}

impl Writer<'_> {
    /// Adds somebody.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add_associate(&self, associate: &NewAssociate) -> Result<AssociateId, StoreError> {
        let id = self.insert("INSERT INTO associate DEFAULT VALUES", []).map(AssociateId)?;
        self.correct_associate(id, associate)?;
        Ok(id)
    }

    /// Replaces what is known of somebody.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn correct_associate(&self, id: AssociateId, associate: &NewAssociate) -> Result<(), StoreError> {
        let sql = "UPDATE associate SET participant_id = ?2, contact = ?3, organisation = ?4, consent_on = ?5,
                       sort_name = ?6 WHERE id = ?1";
        let NewAssociate { names, contact, organisation, consent_on, participant, roles } = associate;
        let consent = consent_on.map(|day| day.to_string());
        // EXPOSE: goes into the encrypted store.
        let sort_name = fold(names::shown(names).map_or("", |name| name.text.expose()));
        let (contact, organisation) = (contact.expose(), organisation.expose());
        let values = params![id.0, participant.map(|id| id.0), contact, organisation, consent, sort_name];
        if self.change(sql, values)? == 0 {
            return Err(StoreError::NotFound);
        }
        self.empty_names_and_roles(id)?;
        names.iter().try_for_each(|name| self.add_associate_name(id, name))?;
        roles.iter().try_for_each(|role| self.add_associate_role(id, role))
    }

    /// Removes everything that says who somebody is. The row stays, so that the pairs they were in stay countable.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or what the disk says.
    pub fn empty_associate(&self, id: AssociateId, on: NaiveDate) -> Result<(), StoreError> {
        let sql = "UPDATE associate SET participant_id = NULL, contact = '', organisation = '', consent_on = NULL,
                       sort_name = '', removed_on = ?2 WHERE id = ?1";
        if self.change(sql, params![id.0, on.to_string()])? == 0 {
            return Err(StoreError::NotFound);
        }
        // What they were in a company says who they are.
        self.change("DELETE FROM company_contact WHERE associate_id = ?1", [id.0])?;
        self.empty_names_and_roles(id)
    }

    fn empty_names_and_roles(&self, id: AssociateId) -> Result<(), StoreError> {
        self.change("DELETE FROM associate_name WHERE associate_id = ?1", [id.0])?;
        self.change("DELETE FROM associate_role WHERE associate_id = ?1", [id.0]).map(drop)
    }

    fn add_associate_name(&self, id: AssociateId, name: &PersonName) -> Result<(), StoreError> {
        let sql = "INSERT INTO associate_name (associate_id, kind, text, folded) VALUES (?1, ?2, ?3, ?4)";
        // EXPOSE: goes into the encrypted store.
        let text = name.text.expose();
        self.insert(sql, params![id.0, code_of(&NAME_KINDS, name.kind)?, text, fold(text)]).map(drop)
    }

    fn add_associate_role(&self, id: AssociateId, role: &AssociateRole) -> Result<(), StoreError> {
        let sql = "INSERT INTO associate_role (associate_id, role, from_on, until_on) VALUES (?1, ?2, ?3, ?4)";
        let until = role.until.map(|day| day.to_string());
        self.insert(sql, params![id.0, role.role, role.from.to_string(), until]).map(drop)
    }
}
