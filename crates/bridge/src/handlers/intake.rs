//! Bringing a spreadsheet.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use guarded::Guarded;
use intake::{
    LARGEST_FILE, Program,
    mapping::{DayOrder as Order, Field, ImportKind as Kind},
};
use office::{ImportState, OfficeError, RowFilter, Spreadsheet, TwinChoice};

use crate::{
    error::{CommandError, ErrorCode},
    host::{FileSuggestion, Host},
    show::intake::{import_view, nothing_chosen, past_import, row, summary},
    views::{
        intake::{
            ChooseSpreadsheetRequest, ChooseTwinsRequest, DayOrder, DropSpreadsheetRequest, ImportChoicesRequest,
            ImportColumnRequest, ImportDoneView, ImportKind, ImportRowFilter, ImportRowsPage, ImportRowsRequest,
            ImportSheetRequest, ImportView, MendCellRequest, PastImportsView, UndoImportRequest, UndoneImport,
        },
        session::SavedView,
    },
};

type Answer<T> = Result<T, CommandError>;

const fn kind_of(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Participants => Kind::Participants,
        ImportKind::Companies => Kind::Companies,
        ImportKind::Sessions => Kind::Sessions,
        ImportKind::Attendance => Kind::Attendance,
    }
}

fn shown(state: Result<ImportState, OfficeError>) -> Answer<ImportView> {
    Ok(import_view(&state?))
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub fn choose_spreadsheet(host: &Host, request: ChooseSpreadsheetRequest) -> Answer<ImportView> {
    let Some(path) = host.desktop.choose_spreadsheet()? else { return Ok(nothing_chosen(request.kind)) };
    open(host, &Spreadsheet::At(&path), request.kind)
}

pub fn drop_spreadsheet(host: &Host, request: DropSpreadsheetRequest) -> Answer<ImportView> {
    let longest = LARGEST_FILE.div_ceil(3).saturating_mul(4);
    // EXPOSE: decoded and guarded again.
    let text = request.data.expose();
    if u64::try_from(text.len()).map_or(true, |length| length > longest) {
        return Err(CommandError::of(ErrorCode::FileTooLarge));
    }
    let bytes = STANDARD.decode(text).map(Guarded::new);
    let bytes = bytes.map_err(|_| CommandError::at(ErrorCode::BadRequest, "data"))?;
    open(host, &Spreadsheet::Dropped(&bytes), request.kind)
}

fn open(host: &Host, file: &Spreadsheet<'_>, kind: ImportKind) -> Answer<ImportView> {
    let program = Program::this().map_err(OfficeError::from)?;
    shown(host.office.open_import(&program, file, kind_of(kind)))
}

pub fn import_state(host: &Host, (): ()) -> Answer<ImportView> {
    shown(host.office.import_state())
}

pub fn set_import_sheet(host: &Host, request: ImportSheetRequest) -> Answer<ImportView> {
    shown(host.office.choose_sheet(index(request.sheet), request.heading_row))
}

pub fn set_import_column(host: &Host, request: ImportColumnRequest) -> Answer<ImportView> {
    let field = request.field.and_then(|field| Field::from_code(field.code()));
    shown(host.office.choose_column(index(request.column), field))
}

pub fn set_import_choices(host: &Host, request: ImportChoicesRequest) -> Answer<ImportView> {
    let order = request.order.map(|order| match order {
        DayOrder::Unknown => Order::Unknown,
        DayOrder::DayFirst => Order::DayFirst,
        DayOrder::MonthFirst => Order::MonthFirst,
    });
    host.office.choose_cohort(request.cohort)?;
    shown(host.office.choose_for_all(&request.first_contact, order))
}

pub fn check_import(host: &Host, (): ()) -> Answer<ImportView> {
    shown(host.office.check_import())
}

pub fn import_rows(host: &Host, request: ImportRowsRequest) -> Answer<ImportRowsPage> {
    let filter = match request.filter {
        ImportRowFilter::Faulty => RowFilter::Faulty,
        ImportRowFilter::Twins => RowFilter::Twins,
        ImportRowFilter::Ready => RowFilter::Ready,
    };
    let (total, rows) = host.office.import_rows(filter, index(request.offset), index(request.limit))?;
    Ok(ImportRowsPage { total, rows: rows.iter().map(row).collect() })
}

pub fn mend_import_cell(host: &Host, request: MendCellRequest) -> Answer<ImportView> {
    shown(host.office.mend_cell(request.row, index(request.column), request.text))
}

pub fn choose_import_twins(host: &Host, request: ChooseTwinsRequest) -> Answer<ImportView> {
    let choice = if request.add { TwinChoice::Add } else { TwinChoice::Skip };
    shown(match request.row {
        Some(row) => host.office.choose_for_twin(row, choice),
        None => host.office.choose_for_twins(choice),
    })
}

pub fn export_import_errors(host: &Host, (): ()) -> Answer<SavedView> {
    let bytes = host.office.export_import_errors(host.office.status().language)?;
    let suggestion = FileSuggestion { stem: String::from("import-errors"), extension: "csv" };
    Ok(SavedView { saved: host.desktop.save(&suggestion, &bytes)? })
}

pub fn run_import(host: &Host, (): ()) -> Answer<ImportDoneView> {
    let done = host.office.run_import()?;
    Ok(ImportDoneView { import: done.import, added: done.added, summary: summary(done.summary) })
}

pub fn forget_import(host: &Host, (): ()) -> Answer<()> {
    host.office.forget_import();
    Ok(())
}

pub fn past_imports(host: &Host, (): ()) -> Answer<PastImportsView> {
    let past = host.office.read(|desk| desk.past_imports())?;
    Ok(PastImportsView { imports: past.iter().map(past_import).collect() })
}

pub fn undo_import(host: &Host, request: UndoImportRequest) -> Answer<UndoneImport> {
    let done = host.office.undo_import(request.import, request.also_when_changed)?;
    Ok(UndoneImport { removed: done.removed, kept: done.kept })
}
