//! Figures, their records, the activity report.

use casework::programme::{Bilingual, Expense, ProgrammeYear};
use office::{Extent, ReportFormat as OfficeFormat};

use crate::{
    error::CommandError,
    host::{FileSuggestion, Host},
    show::figures::{draft_report, explained, figures_of_year},
    views::{
        figures::{
            ApproveHeadlinesRequest, ChooseExtentRequest, ExplainFigureRequest, ExplainedFigure, ExportReportRequest,
            FiguresView, ProgrammeYearView, ReportFormat, ReportRequest, ReportView, SaveProgrammeYearRequest,
            YearRequest,
        },
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn figures(host: &Host, request: YearRequest) -> Answer<FiguresView> {
    let year = |desk: &office::Desk<'_>| request.year.map_or_else(|| desk.newest_year(), Ok);
    Ok(figures_of_year(&host.office.read(|desk| desk.figures(year(desk)?))?))
}

pub fn explain_figure(host: &Host, request: ExplainFigureRequest) -> Answer<ExplainedFigure> {
    Ok(explained(&host.office.read(|desk| desk.explain(request.year, &request.figure))?))
}

pub fn report(host: &Host, request: ReportRequest) -> Answer<ReportView> {
    let language = request.language.into();
    Ok(draft_report(&host.office.read(|desk| desk.draft_report(request.year, language))?))
}

pub fn save_programme_year(host: &Host, request: SaveProgrammeYearRequest) -> Answer<FiguresView> {
    let year = request.year;
    let (programme, said) = said(request.programme);
    host.office.write(|desk| desk.save_programme_year(&programme, year, &said))?;
    figures(host, YearRequest { year: Some(year) })
}

pub fn approve_headlines(host: &Host, request: ApproveHeadlinesRequest) -> Answer<FiguresView> {
    let ApproveHeadlinesRequest { year, approver, small_counts } = request;
    let seen: Vec<_> = small_counts.into_iter().map(|count| (count.figure, count.value)).collect();
    host.office.write(|desk| desk.approve_headlines(year, &approver, &seen))?;
    figures(host, YearRequest { year: Some(year) })
}

pub fn choose_extent(host: &Host, request: ChooseExtentRequest) -> Answer<FiguresView> {
    let ChooseExtentRequest { year, of_organisation } = request;
    let extent = if of_organisation { Extent::Organisation } else { Extent::Laptop };
    host.office.write(|desk| desk.choose_extent(year, extent))?;
    figures(host, YearRequest { year: Some(year) })
}

pub fn export_report(host: &Host, request: ExportReportRequest) -> Answer<SavedView> {
    let (format, extension) = match request.format {
        ReportFormat::Docx => (OfficeFormat::Docx, "docx"),
        ReportFormat::Json => (OfficeFormat::Json, "json"),
    };
    let language = request.language.into();
    let bytes = host.office.read(|desk| desk.report_file(request.year, language, format))?;
    let suggestion = FileSuggestion { stem: format!("activity-report-FY{}", request.year), extension };
    Ok(SavedView { saved: host.desktop.save(&suggestion, &bytes)? })
}

fn said(view: ProgrammeYearView) -> (String, ProgrammeYear) {
    let said = ProgrammeYear {
        results: Bilingual::new(view.results_ja, view.results_en),
        content: Bilingual::new(view.content_ja, view.content_en),
        dates: Bilingual::new(view.dates_ja, view.dates_en),
        place: Bilingual::new(view.place_ja, view.place_en),
        staff: view.staff,
        staff_concurrent: view.staff_concurrent,
        scope: Bilingual::new(view.scope_ja, view.scope_en),
        beneficiaries: Bilingual::new(view.beneficiaries_ja, view.beneficiaries_en),
        expenses_yen: view.expenses_yen,
        expenses: view.expenses.into_iter().map(|line| Expense { what: line.what, yen: line.yen }).collect(),
    };
    (view.programme, said)
}
