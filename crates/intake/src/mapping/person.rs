//! A row as a person: what each cell says, or why it cannot be taken.

mod company;
mod more;
mod programme;

use std::collections::{BTreeMap, HashMap};

use casework::{names::NameKind, participant::WorkPermission};
use chrono::NaiveDate;
use guarded::Guarded;

use super::{
    DayOrder, Details, Fault, Field, Layout, Problem,
    dates::{self, Written},
    layout::merged_above,
    lists::OfficeLists,
    names, words,
};
use crate::workbook::{Cell, Format, Kind, Row, Sheet, Workbook};

pub use self::programme::{AttendanceRow, MarkAt, SessionRow};

/// What a person decides for all rows.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The day of the first contact where the sheet has none.
    pub first_contact: Option<NaiveDate>,
    /// What comes first in days such as 03/04/2024.
    pub order: Option<DayOrder>,
    /// The number of the cohort of rows that do not name one.
    pub cohort: Option<u32>,
}

/// What a row says of a person, as the form of the office would have it.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// At least one.
    pub names: Vec<(NameKind, Guarded<String>)>,
    /// `1990`, `1990-04`, `1990-04-30` or empty.
    pub birth: Guarded<String>,
    /// ISO 3166-1 alpha-3 or empty.
    pub nationality: Guarded<String>,
    /// Further ones, as nationality.
    pub other_nationalities: Vec<Guarded<String>>,
    /// ISO 3166-1 alpha-3 or empty.
    pub origin: Guarded<String>,
    /// BCP 47 primary subtags.
    pub languages: Vec<String>,
    /// `2024-06-20`.
    pub first_contact: String,
    /// Status, last day of the permit (or empty), work.
    pub residence: Option<(String, String, WorkPermission)>,
    /// What else the row says.
    pub details: Details,
}

/// Cells that were mended on the spot, by row number and column.
pub type Mends = BTreeMap<(u32, usize), Guarded<String>>;

/// Reads rows as people.
pub struct PersonReader<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    choices: &'a Choices,
    lists: &'a OfficeLists,
    from_1904: bool,
    /// How many columns the heading has, in a text file.
    width: Option<usize>,
    columns: HashMap<Field, Vec<usize>>,
}

impl<'a> PersonReader<'a> {
    /// A reader of the sheet of a layout. `lists` is what the office has.
    pub fn new(
        workbook: &'a Workbook,
        layout: &'a Layout,
        choices: &'a Choices,
        lists: &'a OfficeLists,
    ) -> Option<Self> {
        let sheet = workbook.sheets().get(layout.sheet)?;
        let mut columns: HashMap<Field, Vec<usize>> = HashMap::new();
        for column in &layout.columns {
            if let Some(field) = column.field {
                columns.entry(field).or_default().push(column.index);
            }
        }
        let from_1904 = workbook.source().from_1904;
        let is_text = matches!(workbook.source().format, Format::Text { .. });
        let width = layout.width();
        let beyond = sheet.rows().skip(layout.first).filter(|row| row.len() > width).count();
        // With many such rows it is a column without a heading.
        let rare = beyond.saturating_mul(4) <= sheet.len().saturating_sub(layout.first).max(4);
        let width = (is_text && width > 0 && rare).then_some(width);
        Some(Self { sheet, layout, choices, lists, from_1904, width, columns })
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything in it that cannot be taken.
    pub fn read(&self, row: Row<'_>, mends: &Mends) -> Result<Person, Vec<Fault>> {
        let mut reading = Reading { reader: self, row, mends, faults: Vec::new() };
        let person = reading.person();
        if let Some(shifted) = reading.faults.iter().find(|fault| fault.problem == Problem::Shifted) {
            // Whatever else is wrong comes of it.
            return Err(vec![*shifted]);
        }
        if reading.faults.is_empty() { Ok(person) } else { Err(reading.faults) }
    }

    /// The name of a row as it stands there, for showing beside a fault.
    pub fn name_in(&self, row: Row<'_>, mends: &Mends) -> Guarded<String> {
        let reading = Reading { reader: self, row, mends, faults: Vec::new() };
        let names = [
            Field::FullName,
            Field::FamilyName,
            Field::GivenName,
            Field::LatinName,
            Field::PreferredName,
            Field::Reading,
            Field::CompanyName,
        ];
        // EXPOSE: put together and guarded again.
        let texts = names.iter().flat_map(|field| self.columns(*field)).map(|column| reading.cell(*column).expose());
        Guarded::new(texts.filter(|text| !text.trim().is_empty()).take(2).collect::<Vec<_>>().join(" "))
    }

    fn columns(&self, field: Field) -> &[usize] {
        self.columns.get(&field).map_or(&[], Vec::as_slice)
    }
}

/// One row on its way.
struct Reading<'a, 'b> {
    reader: &'b PersonReader<'a>,
    row: Row<'b>,
    mends: &'b Mends,
    faults: Vec<Fault>,
}

impl<'b> Reading<'_, 'b> {
    /// The cell of a column: as mended, or as it stands, or what is merged into it from above.
    fn cell(&self, column: usize) -> Cell<'b> {
        if let Some(mended) = self.mends.get(&(self.row.number(), column)) {
            // EXPOSE: lent as a cell, which guards it.
            let text = mended.expose().as_str();
            return Cell::new(if text.trim().is_empty() { Kind::Blank } else { Kind::Text }, text);
        }
        let own = self.row.cell(column);
        if !own.is_blank() {
            return own;
        }
        self.above(column).unwrap_or(own)
    }

    /// What a merged range that reaches this row shows.
    fn above(&self, column: usize) -> Option<Cell<'b>> {
        let wanted = u32::try_from(column).ok()?;
        let range = merged_above(self.reader.sheet, self.row.number())
            .find(|range| (range.first_column..=range.last_column).contains(&wanted))?;
        let first = self.reader.sheet.rows().find(|row| row.number() == range.first_row)?;
        Some(first.cell(usize::try_from(range.first_column).ok()?)).filter(|cell| !cell.is_blank())
    }

    fn fault(&mut self, column: Option<usize>, field: Field, problem: Problem) {
        self.faults.push(Fault { row: self.row.number(), column, field, problem });
    }

    /// The text of a cell that can be read; none when it is blank. What cannot be read is noted.
    fn text(&mut self, column: usize, field: Field) -> Option<&'b str> {
        let cell = self.cell(column);
        let problem = match cell.kind() {
            Kind::Blank => return None,
            // EXPOSE: read as a field; the result is guarded.
            Kind::Text | Kind::Number | Kind::Date | Kind::Bool => return Some(cell.expose()),
            Kind::Error => Problem::CellError,
            Kind::Uncalculated => Problem::Uncalculated,
            Kind::TooLong => Problem::CellTooLong,
            Kind::Undecodable => Problem::Undecodable,
        };
        self.fault(Some(column), field, problem);
        None
    }

    /// The text of the first column of a field that is filled.
    fn first(&mut self, field: Field) -> Option<(usize, &'b str)> {
        let columns = self.reader.columns(field).to_vec();
        columns.into_iter().find_map(|column| self.text(column, field).map(|text| (column, text)))
    }

    fn person(&mut self) -> Person {
        self.not_merged_with_the_one_above();
        self.not_shifted();
        let mut details = Details::default();
        let mut nationalities = self.nationalities().into_iter();
        Person {
            names: self.names(),
            birth: self.birth(),
            nationality: nationalities.next().unwrap_or_default(),
            other_nationalities: nationalities.collect(),
            origin: Guarded::from(self.country(Field::Origin)),
            languages: self.languages(&mut details),
            first_contact: self.first_contact(),
            residence: self.residence(&mut details),
            details: self.details(details),
        }
    }

    /// A text file with more cells in a row than in its heading: a separator stands in a cell without quotes, and
    /// everything behind it is in the wrong column.
    fn not_shifted(&mut self) {
        let Some(width) = self.reader.width else { return };
        if let Some(column) = (width..self.row.len()).find(|column| !self.cell(*column).is_blank()) {
            self.fault(Some(column), Field::FullName, Problem::Shifted);
        }
    }

    fn nationalities(&mut self) -> Vec<Guarded<String>> {
        let Some((column, text)) = self.first(Field::Nationality) else { return Vec::new() };
        match words::nationalities(text) {
            Ok(codes) => codes.into_iter().map(Guarded::from).collect(),
            Err(_) if words::is_nothing(text) => Vec::new(),
            Err(problem) => {
                self.fault(Some(column), Field::Nationality, problem);
                Vec::new()
            }
        }
    }

    /// A name that is merged over two rows is one person, whatever else stands in the second row.
    fn not_merged_with_the_one_above(&mut self) {
        let names = self
            .reader
            .layout
            .columns
            .iter()
            .filter(|column| column.field.is_some_and(Field::names))
            .map(|column| column.index);
        let continued = names
            .filter(|column| {
                self.row.cell(*column).is_blank()
                    && self.above(*column).is_some()
                    && !self.mends.contains_key(&(self.row.number(), *column))
            })
            .collect::<Vec<_>>();
        if let Some(column) = continued.first() {
            self.fault(Some(*column), Field::FullName, Problem::MergedRow);
        }
    }

    fn names(&mut self) -> Vec<(NameKind, Guarded<String>)> {
        let mut found: Vec<(NameKind, String)> = Vec::new();
        for column in self.reader.columns(Field::FullName).to_vec() {
            if let Some(text) = self.text(column, Field::FullName).filter(|text| !words::is_nothing(text)) {
                found.extend(names::whole(text));
            }
        }
        let mut part = |field: Field| self.first(field).map_or("", |(_, text)| text);
        let (family, given, middle) = (part(Field::FamilyName), part(Field::GivenName), part(Field::MiddleName));
        let joined = names::joined(family, given, middle).map(|name| names::whole(&name)).unwrap_or_default();
        found.extend(joined);
        let (family, given) = (part(Field::FamilyReading), part(Field::GivenReading));
        let reading = names::joined(family, given, "");
        for (kind, field) in [
            (NameKind::Latin, Field::LatinName),
            (NameKind::Reading, Field::Reading),
            (NameKind::Preferred, Field::PreferredName),
            (NameKind::Other, Field::OtherName),
        ] {
            for column in self.reader.columns(field).to_vec() {
                if let Some(text) = self.text(column, field).filter(|text| !words::is_nothing(text)) {
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    // A column for Latin letters that holds others says what it holds.
                    let kind = if kind == NameKind::Latin && names::script(&text) != names::Script::Latin {
                        NameKind::Other
                    } else {
                        kind
                    };
                    found.push((kind, text));
                }
            }
        }
        found.extend(reading.map(|name| (NameKind::Reading, name)));
        self.named(found)
    }

    /// Each name once, and at least one that is more than how it is read.
    fn named(&mut self, found: Vec<(NameKind, String)>) -> Vec<(NameKind, Guarded<String>)> {
        let mut kept: Vec<(NameKind, String)> = Vec::new();
        for (kind, text) in found {
            if kept.iter().any(|(_, known)| *known == text) {
                continue;
            }
            let taken = kind != NameKind::Other && kept.iter().any(|(known, _)| *known == kind);
            kept.push((if taken { NameKind::Other } else { kind }, text));
        }
        if let Some((_, text)) = kept.iter().find(|(_, text)| !text.chars().any(char::is_alphabetic))
            && !text.is_empty()
        {
            let column = self.reader.layout.columns.iter().find(|column| column.field.is_some_and(Field::names));
            self.fault(column.map(|column| column.index), Field::FullName, Problem::NotAName);
        }
        if kept.is_empty() && !self.faults.iter().any(|fault| fault.field.names()) {
            let column = self.reader.layout.columns.iter().find(|column| column.field.is_some_and(Field::names));
            let (column, field) = column.map_or((None, Field::FullName), |column| {
                (Some(column.index), column.field.unwrap_or(Field::FullName))
            });
            self.fault(column, field, Problem::Missing);
        }
        kept.into_iter().map(|(kind, text)| (kind, Guarded::new(text))).collect()
    }

    fn country(&mut self, field: Field) -> &'static str {
        let Some((column, text)) = self.first(field) else { return "" };
        match words::country(text) {
            Ok(code) => code,
            Err(_) if words::is_nothing(text) => "",
            Err(problem) => {
                self.fault(Some(column), field, problem);
                ""
            }
        }
    }

    fn day(&mut self, column: usize, field: Field) -> Option<Written> {
        let text = self.text(column, field)?;
        if words::is_nothing(text) {
            return None;
        }
        let order = self.reader.choices.order.unwrap_or(self.reader.layout.order);
        match dates::read(self.cell(column), order, self.reader.from_1904) {
            Ok(written) => Some(written),
            Err(problem) => {
                self.fault(Some(column), field, problem);
                None
            }
        }
    }

    fn birth(&mut self) -> Guarded<String> {
        let column = self.reader.columns(Field::Birth).first().copied();
        let written = column.and_then(|column| self.day(column, Field::Birth));
        Guarded::new(written.map_or_else(String::new, Written::iso))
    }

    /// The earliest of the days that stand for the first contact, or the day chosen for all.
    fn first_contact(&mut self) -> String {
        let before = self.faults.len();
        let mut earliest: Option<NaiveDate> = None;
        let columns = self.reader.columns(Field::FirstContact).to_vec();
        for column in columns.iter().copied() {
            let Some(written) = self.day(column, Field::FirstContact) else { continue };
            match written.full() {
                Ok(day) => earliest = Some(earliest.map_or(day, |known| known.min(day))),
                Err(problem) => self.fault(Some(column), Field::FirstContact, problem),
            }
        }
        let faulty = self.faults.len() > before;
        match earliest.or(self.reader.choices.first_contact.filter(|_| !faulty)) {
            Some(day) => day.to_string(),
            None => {
                if !faulty {
                    self.fault(columns.first().copied(), Field::FirstContact, Problem::Missing);
                }
                String::new()
            }
        }
    }

    fn languages(&mut self, details: &mut Details) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for column in self.reader.columns(Field::Languages).to_vec() {
            let Some(text) = self.text(column, Field::Languages) else { continue };
            match words::languages(text) {
                Ok(codes) => {
                    for (code, level) in codes {
                        details.tell_level(&code, &level);
                        if !found.contains(&code) {
                            found.push(code);
                        }
                    }
                }
                Err(problem) => self.fault(Some(column), Field::Languages, problem),
            }
        }
        for column in self.reader.columns(Field::JapaneseLevel).to_vec() {
            let Some(text) = self.text(column, Field::JapaneseLevel).filter(|text| !words::is_nothing(text)) else {
                continue;
            };
            details.tell_level("ja", text);
        }
        if details.languages.iter().any(|skill| skill.language == "ja") && !found.iter().any(|code| code == "ja") {
            found.push(String::from("ja"));
        }
        found
    }

    fn residence(&mut self, details: &mut Details) -> Option<(String, String, WorkPermission)> {
        let column = self.reader.columns(Field::ResidenceStatus).first().copied();
        let status = self.status(details);
        let ends = self.reader.columns(Field::PermitEnds).first().copied().and_then(|column| {
            let written = self.day(column, Field::PermitEnds)?;
            written.full().map_err(|problem| self.fault(Some(column), Field::PermitEnds, problem)).ok()
        });
        let work = self.work();
        match status {
            Some(status) => Some((
                status,
                ends.map_or_else(String::new, |day| day.to_string()),
                work.unwrap_or(WorkPermission::Unknown),
            )),
            None => {
                let says_more = ends.is_some() || work.is_some_and(|work| work != WorkPermission::Unknown);
                if says_more && !self.faults.iter().any(|fault| fault.field == Field::ResidenceStatus) {
                    self.fault(column, Field::ResidenceStatus, Problem::StatusMissing);
                }
                None
            }
        }
    }

    fn status(&mut self, details: &mut Details) -> Option<String> {
        let (column, text) = self.first(Field::ResidenceStatus)?;
        match words::status(text, &self.reader.lists.statuses) {
            Ok((status, says_more)) => {
                details.designation = says_more.then(|| Guarded::from(text.trim()));
                Some(status)
            }
            Err(_) if words::is_nothing(text) => None,
            Err(problem) => {
                self.fault(Some(column), Field::ResidenceStatus, problem);
                None
            }
        }
    }

    fn work(&mut self) -> Option<WorkPermission> {
        let (column, text) = self.first(Field::Work)?;
        match words::work(text) {
            Ok(work) => Some(work),
            Err(_) if words::is_nothing(text) => None,
            Err(problem) => {
                self.fault(Some(column), Field::Work, problem);
                None
            }
        }
    }
}
