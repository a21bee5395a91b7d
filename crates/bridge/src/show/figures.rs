//! Figures and the report.

use aggregates::{Approval, Basis as RawBasis, SmallCount, Unit as RawUnit};
use office::{
    DraftReport, DraftRow, DraftSection, ExplainedFigure as OfficeExplained, Figure, Figures, ProgrammeFigures,
};
use report::{
    fields::{Filled, Piece},
    thousand_yen,
};

use super::people::fact;
use crate::views::figures::{
    ApprovalView, Basis, ExplainedFigure, FigureView, FiguresView, ProgrammeYearView, ReportRow, ReportSection,
    ReportView, SmallCountView, TextPiece, Unit,
};

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
    }
}

fn figure(figure: &Figure) -> FigureView {
    let indicator = figure.indicator;
    FigureView {
        id: indicator.id.to_owned(),
        ja: indicator.label.ja.to_owned(),
        en: indicator.label.en.to_owned(),
        rule_ja: indicator.rule.ja.to_owned(),
        rule_en: indicator.rule.en.to_owned(),
        value: figure.value,
        previous: figure.previous,
        unit: unit(indicator.unit),
        basis: match indicator.basis {
            RawBasis::Flow => Basis::Flow,
            RawBasis::Stock => Basis::Stock,
        },
        programme: indicator.programme.to_owned(),
    }
}

pub fn unit(unit: RawUnit) -> Unit {
    match unit {
        RawUnit::Persons | RawUnit::Staff => Unit::Persons,
        RawUnit::Participations => Unit::Participations,
        RawUnit::Companies => Unit::Companies,
        RawUnit::Placements => Unit::Placements,
        RawUnit::Events | RawUnit::Yen => Unit::Events,
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
    }
}

pub fn draft_report(report: &DraftReport) -> ReportView {
    ReportView {
        year: report.year.begins_in(),
        organisation: report.organisation.clone(),
        results: report.results.iter().map(section).collect(),
        rows: report.rows.iter().map(row).collect(),
        total_expenses_thousand_yen: report.total_expenses_thousand_yen,
        unknown_figures: report.unknown_figures.clone(),
    }
}

fn section(section: &DraftSection) -> ReportSection {
    ReportSection { programme: section.programme.clone(), name: section.name.clone(), text: pieces(&section.text) }
}

fn row(row: &DraftRow) -> ReportRow {
    let DraftRow { programme, name, content, dates, place, staff, staff_concurrent, scope, .. } = row.clone();
    let (beneficiaries, expenses_thousand_yen) = (pieces(&row.beneficiaries), row.expenses_thousand_yen);
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

fn pieces(text: &Filled) -> Vec<TextPiece> {
    text.pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> TextPiece {
    match piece {
        Piece::Words(text) => TextPiece::Words { text: text.clone() },
        Piece::Figure { id, value } => {
            let counted = tally::indicator(id.as_str()).map_or(RawUnit::Events, |indicator| indicator.unit);
            TextPiece::Figure { id: id.as_str().to_owned(), value: *value, unit: unit(counted) }
        }
        Piece::Unknown(id) => TextPiece::Words { text: format!("{{{id}}}") },
    }
}
