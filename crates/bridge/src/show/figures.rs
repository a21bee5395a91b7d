//! Figures and the report.

use std::collections::BTreeMap;

use aggregates::{Approval, Basis as RawBasis, SmallCount, Unit as RawUnit};
use office::{
    CombinedFigures, DraftReport, DraftRow, DraftSection, ExplainedFigure as OfficeExplained, Extent, Figure, Figures,
    ProgrammeFigures,
};
use report::{
    fields::{Filled, Piece},
    thousand_yen,
};

use super::people::fact;
use crate::views::figures::{
    ApprovalView, Basis, CombinedOfYear, ExpenseView, ExplainedFigure, FigureView, FiguresView, ProgrammeYearView,
    ReportRow, ReportSection, ReportView, SmallCountView, TextPiece, Unit,
};

/// What one of each figure is.
type Units = BTreeMap<String, RawUnit>;

pub fn figures_of_year(figures: &Figures) -> FiguresView {
    let total: i64 = figures.programmes.iter().map(|programme| programme.said.expenses_yen).sum();
    FiguresView {
        year: figures.year.begins_in(),
        starts_on: figures.year.first_day().to_string(),
        ends_on: figures.year.last_day().to_string(),
        years: figures.years.clone(),
        figures: figures.figures.iter().map(figure).collect(),
        programmes: figures.programmes.iter().map(programme).collect(),
        total_expenses_yen: total,
        total_expenses_thousand_yen: thousand_yen(total),
        approval: figures.approval.as_ref().map(approval),
        small_counts: figures.small_counts.iter().map(small_count).collect(),
        of_organisation: figures.extent == Extent::Organisation,
        combined: figures.combined.as_ref().map(combined),
    }
}

fn combined(combined: &CombinedFigures) -> CombinedOfYear {
    let left_out = combined.left_out.iter().map(|(name, _)| name);
    let mut without: Vec<String> = combined.missing.iter().chain(left_out).cloned().collect();
    without.sort_unstable();
    without.dedup();
    CombinedOfYear { laptops: combined.taken.clone(), without }
}

fn figure(figure: &Figure) -> FigureView {
    let indicator = &figure.indicator;
    FigureView {
        id: indicator.id.to_string(),
        ja: indicator.label.ja.to_string(),
        en: indicator.label.en.to_string(),
        rule_ja: indicator.rule.ja.to_string(),
        rule_en: indicator.rule.en.to_string(),
        value: figure.value,
        previous: figure.previous,
        unit: unit(indicator.unit),
        basis: match indicator.basis {
            RawBasis::Flow => Basis::Flow,
            RawBasis::Stock => Basis::Stock,
        },
        programme: indicator.programme.to_string(),
        shown: figure.shown,
    }
}

pub fn unit(unit: RawUnit) -> Unit {
    match unit {
        RawUnit::Persons | RawUnit::Staff => Unit::Persons,
        RawUnit::Participations => Unit::Participations,
        RawUnit::Companies => Unit::Companies,
        RawUnit::Placements => Unit::Placements,
        RawUnit::Events => Unit::Events,
        RawUnit::Yen => Unit::Yen,
    }
}

fn programme(figures: &ProgrammeFigures) -> ProgrammeYearView {
    let (programme, said) = (figures.programme.clone(), figures.said.clone());
    ProgrammeYearView {
        programme: programme.code,
        name_ja: programme.name.ja,
        name_en: programme.name.en,
        results_ja: said.results.ja,
        results_en: said.results.en,
        content_ja: said.content.ja,
        content_en: said.content.en,
        dates_ja: said.dates.ja,
        dates_en: said.dates.en,
        place_ja: said.place.ja,
        place_en: said.place.en,
        staff: said.staff,
        staff_concurrent: said.staff_concurrent,
        scope_ja: said.scope.ja,
        scope_en: said.scope.en,
        beneficiaries_ja: said.beneficiaries.ja,
        beneficiaries_en: said.beneficiaries.en,
        expenses_yen: said.expenses_yen,
        expenses: said.expenses.into_iter().map(|line| ExpenseView { what: line.what, yen: line.yen }).collect(),
    }
}

fn approval(approval: &Approval) -> ApprovalView {
    ApprovalView {
        approver: approval.approver.as_str().to_owned(),
        at: approval.at.to_rfc3339(),
        small_counts: approval.shown.iter().map(small_count).collect(),
    }
}

fn small_count(count: &SmallCount) -> SmallCountView {
    SmallCountView { figure: count.figure.as_str().to_owned(), value: count.value }
}

pub fn explained(explained: &OfficeExplained) -> ExplainedFigure {
    ExplainedFigure {
        figure: figure(&explained.figure),
        records: explained.records.iter().map(fact).collect(),
        erased: u32::try_from(explained.erased).unwrap_or(u32::MAX),
        elsewhere: u32::try_from(explained.elsewhere).unwrap_or(u32::MAX),
        here: explained.here,
    }
}

pub fn draft_report(report: &DraftReport) -> ReportView {
    ReportView {
        year: report.year.begins_in(),
        organisation: report.organisation.clone(),
        results: report.results.iter().map(|one| section(one, &report.units)).collect(),
        rows: report.rows.iter().map(|one| row(one, &report.units)).collect(),
        total_expenses_thousand_yen: report.total_expenses_thousand_yen,
        unknown_figures: report.unknown_figures.clone(),
    }
}

fn section(section: &DraftSection, units: &Units) -> ReportSection {
    ReportSection {
        programme: section.programme.clone(),
        name: section.name.clone(),
        text: pieces(&section.text, units),
    }
}

fn row(row: &DraftRow, units: &Units) -> ReportRow {
    let DraftRow { programme, name, content, dates, place, staff, staff_concurrent, scope, .. } = row.clone();
    let (beneficiaries, expenses_thousand_yen) = (pieces(&row.beneficiaries, units), row.expenses_thousand_yen);
    ReportRow {
        programme,
        name,
        content,
        dates,
        place,
        staff,
        staff_concurrent,
        scope,
        beneficiaries,
        expenses_thousand_yen,
    }
}

fn pieces(text: &Filled, units: &Units) -> Vec<TextPiece> {
    text.pieces.iter().map(|one| piece(one, units)).collect()
}

fn piece(piece: &Piece, units: &Units) -> TextPiece {
    match piece {
        Piece::Words(text) => TextPiece::Words { text: text.clone() },
        Piece::Figure { id, value } => {
            let counted = units.get(id.as_str()).copied().unwrap_or(RawUnit::Events);
            TextPiece::Figure { id: id.as_str().to_owned(), value: *value, unit: unit(counted) }
        }
        Piece::Unknown(id) => TextPiece::Words { text: format!("{{{id}}}") },
    }
}
