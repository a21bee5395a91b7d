//! Imports as the screen shows them.

use intake::mapping::{Column, DayOrder as Order, Field, ImportKind as Kind};
use office::{FaultyRow, ImportState, PastImport, Summary, Twin, TwinChoice};
use store::Imported;

use crate::views::intake::{
    ChangedView, ColumnView, DayOrder, ImportCohort, ImportFault, ImportField, ImportKind, ImportRowView,
    ImportSummary, ImportView, PastImportView, SheetView,
};

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The field of the screen; both lists have the same codes.
pub fn field(field: Field) -> ImportField {
    let same = |known: &&ImportField| known.code() == field.code();
    ImportField::ALL.iter().find(same).copied().unwrap_or(ImportField::OtherName)
}

pub const fn kind(kind: Kind) -> ImportKind {
    match kind {
        Kind::Participants => ImportKind::Participants,
        Kind::Companies => ImportKind::Companies,
        Kind::Sessions => ImportKind::Sessions,
        Kind::Attendance => ImportKind::Attendance,
    }
}

pub const fn summary(summary: Summary) -> ImportSummary {
    let Summary { rows, ready, faulty, twins, twins_added, skipped } = summary;
    ImportSummary { rows, ready, faulty, twins, twins_added, skipped }
}

/// An import under way. EXPOSE, here and below: shown to the person who brought the file.
pub fn import_view(state: &ImportState) -> ImportView {
    let sheet = |sheet: &office::SheetLine| SheetView {
        name: sheet.name.expose().clone(),
        hidden: sheet.hidden,
        rows: sheet.rows,
    };
    ImportView {
        chosen: true,
        kind: kind(state.layout.kind),
        sheets: state.sheets.iter().map(sheet).collect(),
        sheet: number(state.layout.sheet),
        heading_row: state.layout.heading_row,
        columns: state.layout.columns.iter().map(column).collect(),
        fields: state.layout.kind.fields().iter().copied().map(field).collect(),
        missing: state.missing.iter().copied().map(field).collect(),
        first_contact: state.first_contact.map_or_else(String::new, |day| day.to_string()),
        order: match state.order {
            Order::Unknown => DayOrder::Unknown,
            Order::DayFirst => DayOrder::DayFirst,
            Order::MonthFirst => DayOrder::MonthFirst,
        },
        seen_before: state.seen_before.as_ref().and_then(|at| at.get(..10)).map(String::from),
        summary: state.summary.map(summary),
        add_twins: state.twins == TwinChoice::Add,
        cohorts: state.cohorts.iter().map(cohort).collect(),
        cohort: state.cohort,
    }
}

/// What a dialog that was closed brings.
pub const fn nothing_chosen(kind: ImportKind) -> ImportView {
    ImportView {
        chosen: false,
        kind,
        sheets: Vec::new(),
        sheet: 0,
        heading_row: 0,
        columns: Vec::new(),
        fields: Vec::new(),
        missing: Vec::new(),
        first_contact: String::new(),
        order: DayOrder::Unknown,
        seen_before: None,
        summary: None,
        add_twins: false,
        cohorts: Vec::new(),
        cohort: None,
    }
}

fn cohort(choice: &office::CohortChoice) -> ImportCohort {
    let (ja, en) = choice.name.clone();
    ImportCohort { id: choice.id.0, ja, en, starts_on: choice.starts_on.to_string() }
}

fn column(column: &Column) -> ColumnView {
    ColumnView {
        index: number(column.index),
        heading: column.heading.expose().clone(),
        field: column.field.map(field),
        sure: column.sure,
        samples: column.samples.iter().map(|sample| sample.expose().chars().take(60).collect()).collect(),
    }
}

pub fn row(row: &FaultyRow) -> ImportRowView {
    let fault = |cell: &office::FaultyCell| ImportFault {
        column: cell.fault.column.map(number),
        field: field(cell.fault.field),
        problem: cell.fault.problem.code().to_owned(),
        text: cell.text.expose().clone(),
    };
    let (twin, why) = row.twin.clone().unzip();
    ImportRowView {
        row: row.row,
        name: row.name.expose().clone(),
        faults: row.faults.iter().map(fault).collect(),
        twin: match twin {
            Some(Twin::OnRecord(id)) => Some(id),
            _ => None,
        },
        twin_row: match twin {
            Some(Twin::Row(row)) => Some(row),
            _ => None,
        },
        twin_name: row.twin_name.expose().clone(),
        why: why.unwrap_or_default().iter().map(|why| why.code().to_owned()).collect(),
        add: row.choice == TwinChoice::Add,
    }
}

pub fn past_import(past: &PastImport) -> PastImportView {
    let changed = |(id, name): &(u32, guarded::Guarded<String>)| ChangedView { id: *id, name: name.expose().clone() };
    PastImportView {
        id: past.row.id.0,
        at: past.row.at.clone(),
        by: past.by.expose().clone(),
        kind: match past.row.kind {
            Imported::Participants => ImportKind::Participants,
            Imported::Companies => ImportKind::Companies,
            Imported::Sessions => ImportKind::Sessions,
            Imported::Attendance => ImportKind::Attendance,
        },
        added: past.row.added,
        undone_at: (!past.row.undone_at.is_empty()).then(|| past.row.undone_at.clone()),
        untouched: past.untouched,
        changed: past.changed,
        changed_first: past.changed_names.iter().map(changed).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_sheet_is_known_to_the_screen() {
        for known in Field::ALL {
            assert_eq!(field(*known).code(), known.code());
        }
        assert_eq!(ImportField::ALL.len(), Field::ALL.len());
    }
}
