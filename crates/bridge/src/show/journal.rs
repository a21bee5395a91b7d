//! The journal.

use guarded::Guarded;
use office::{ChangedField as OfficeField, JournalLine as OfficeLine, JournalPage as OfficePage};

use crate::views::{
    journal::{ChangedField, JournalContent, JournalLine, JournalPage},
    keys::Holder,
};

/// EXPOSE: everything in this file is shown to somebody who may read the journal.
fn text(value: &Guarded<String>) -> String {
    value.expose().clone()
}

pub fn journal_page(page: &OfficePage) -> JournalPage {
    let holder = |(id, name): &(u32, Guarded<String>)| Holder { id: *id, name: text(name) };
    JournalPage {
        entries: page.entries.iter().map(line).collect(),
        more: page.more,
        total: number(page.total),
        verbs: page.verbs.clone(),
        members: page.members.iter().map(holder).collect(),
    }
}

fn line(line: &OfficeLine) -> JournalLine {
    JournalLine {
        n: number(line.n),
        at: line.at.clone(),
        member: line.member.as_ref().map(text),
        verb: line.verb.clone(),
        subject: line.subject.clone(),
        id: line.id,
        participant: line.participant.map(|id| id.0),
        participant_name: line.participant_name.as_ref().map(text),
        has_content: line.has_content,
    }
}

/// The screen counts in 32 bits: four thousand million entries are more than a laptop writes.
fn number(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub fn content(fields: &[OfficeField]) -> JournalContent {
    let field = |field: &OfficeField| ChangedField {
        field: field.field.clone(),
        before: field.before.as_ref().map(text),
        after: field.after.as_ref().map(text),
    };
    JournalContent { fields: fields.iter().map(field).collect() }
}
