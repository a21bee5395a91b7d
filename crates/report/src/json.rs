use aggregates::{Basis, Code, SmallCount, Unit};
use serde::Serialize;

use crate::{ActivityReport, Language, thousand_yen};

#[derive(Serialize)]
struct ReportJson<'a> {
    year: i32,
    language: Language,
    figures: Vec<FigureJson>,
    programmes: Vec<ProgrammeJson<'a>>,
    total_expenses_thousand_yen: i64,
    approval: ApprovalJson<'a>,
}

#[derive(Serialize)]
struct FigureJson {
    id: Code,
    value: u64,
    unit: Unit,
    basis: Basis,
}

#[derive(Serialize)]
struct ProgrammeJson<'a> {
    id: Code,
    name: &'a str,
    staff: Option<u64>,
    staff_concurrent: bool,
    beneficiaries: Option<u64>,
    beneficiaries_text: &'a str,
    expenses_thousand_yen: Option<i64>,
}

#[derive(Serialize)]
struct ApprovalJson<'a> {
    approver: Code,
    at: String,
    small_counts: &'a [SmallCount],
}

impl ActivityReport {
    /// Writes the figures and the law's table as JSON on one line, for scripts; the sentences of part 1 are not in it.
    ///
    /// `beneficiaries` is the number of the programme's figure or null, `beneficiaries_text` what the column prints.
    pub fn to_json(&self) -> String {
        let report = ReportJson {
            year: self.year.begins_in(),
            language: self.language,
            figures: self.figures.iter().map(figure).collect(),
            programmes: self.programmes.iter().map(programme).collect(),
            total_expenses_thousand_yen: thousand_yen(self.total_expenses_yen),
            approval: ApprovalJson {
                approver: self.approval.approver,
                at: self.approval.at.to_rfc3339(),
                small_counts: &self.approval.shown,
            },
        };
        serde_json::to_string(&report).expect("numbers, texts and lists are always written")
    }
}

fn figure(line: &crate::activity::FigureLine) -> FigureJson {
    FigureJson { id: line.id, value: line.value, unit: line.unit, basis: line.basis }
}

fn programme(line: &crate::activity::ProgrammeLine) -> ProgrammeJson<'_> {
    ProgrammeJson {
        id: line.id,
        name: &line.name,
        staff: line.staff,
        staff_concurrent: line.staff_concurrent,
        beneficiaries: line.beneficiaries,
        beneficiaries_text: &line.beneficiaries_text,
        expenses_thousand_yen: line.expenses_yen.map(thousand_yen),
    }
}
