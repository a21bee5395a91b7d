//! Rows of sessions and of attendance.

use casework::programme::attendance::Mark;
use chrono::NaiveTime;
use guarded::Guarded;

use super::{PersonReader, Reading};
use crate::{
    mapping::{
        DayOrder, Fault, Field, Mends, Problem,
        marks::{self, SessionDay},
        words,
    },
    workbook::{Cell, Kind, Row},
};

/// A row as a session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// What the row says of the cohort, with its column.
    pub cohort: Option<(usize, Guarded<String>)>,
    /// The column of the day.
    pub column: usize,
    /// The day.
    pub day: SessionDay,
    /// When it begins.
    pub starts_at: Option<NaiveTime>,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// What it is about.
    pub topic: Guarded<String>,
}

/// A mark with the day under which it stands.
#[derive(Debug, Clone, Copy)]
pub struct MarkAt {
    /// The column of the mark.
    pub column: usize,
    /// The day of the session.
    pub day: SessionDay,
    /// When the session begins, if told.
    pub starts_at: Option<NaiveTime>,
    /// The mark.
    pub mark: Mark,
}

/// A row as the attendance of somebody.
#[derive(Debug, Clone)]
pub struct AttendanceRow {
    /// Every name that the row has, as it is written.
    pub names: Vec<Guarded<String>>,
    /// The column of the first of them.
    pub column: Option<usize>,
    /// The number of the participant, where the row or a mended name says it.
    pub number: Option<u32>,
    /// `1990`, `1990-04`, `1990-04-30` or empty.
    pub birth: Guarded<String>,
    /// What the row says of the cohort, with its column.
    pub cohort: Option<(usize, Guarded<String>)>,
    /// Its marks; a cell without one is not among them.
    pub marks: Vec<MarkAt>,
}

impl PersonReader<'_> {
    /// Reads a row as a session.
    ///
    /// # Errors
    /// Everything in it that cannot be taken.
    pub fn session(&self, row: Row<'_>, mends: &Mends) -> Result<SessionRow, Vec<Fault>> {
        let mut reading = Reading { reader: self, row, mends, faults: Vec::new() };
        let cohort = reading.cohort();
        let day = reading.session_day();
        let starts_at = reading.time(Field::StartsAt);
        let minutes = reading.minutes(starts_at);
        let topic = reading.first(Field::Topic).map(|(_, text)| Guarded::from(text)).unwrap_or_default();
        match day {
            Some((column, day)) if reading.faults.is_empty() => {
                Ok(SessionRow { cohort, column, day, starts_at, minutes, topic })
            }
            _ => Err(reading.faults),
        }
    }

    /// Reads a row as the attendance of somebody: one mark with its day, or a mark under each of several days.
    ///
    /// # Errors
    /// Everything in it that cannot be taken.
    pub fn attendance(&self, row: Row<'_>, mends: &Mends) -> Result<AttendanceRow, Vec<Fault>> {
        let mut reading = Reading { reader: self, row, mends, faults: Vec::new() };
        let cohort = reading.cohort();
        let number = reading.number();
        let column = self.layout.columns.iter().find(|column| column.field.is_some_and(Field::names));
        let column = column.map(|column| column.index);
        let names = if number.is_some() { Vec::new() } else { reading.names() };
        let names: Vec<Guarded<String>> = names.into_iter().map(|(_, name)| name).collect();
        let birth = reading.birth();
        let marks = reading.marks();
        let row = AttendanceRow { names, column, number, birth, cohort, marks };
        if reading.faults.is_empty() { Ok(row) } else { Err(reading.faults) }
    }
}

impl Reading<'_, '_> {
    fn cohort(&mut self) -> Option<(usize, Guarded<String>)> {
        let (column, text) = self.first(Field::Cohort)?;
        (!words::is_nothing(text)).then(|| (column, Guarded::from(text)))
    }

    /// The number of a participant: in a column of its own, or as the mended name `12`, `#12`, `No. 12`.
    fn number(&mut self) -> Option<u32> {
        let digits = |text: &str| words::key(text).trim_start_matches("no").parse::<u32>().ok();
        if let Some((column, text)) = self.first(Field::PersonNumber) {
            let number = digits(text);
            if number.is_none() && !words::is_nothing(text) {
                self.fault(Some(column), Field::PersonNumber, Problem::UnknownPerson);
            }
            return number;
        }
        let names = self.reader.layout.columns.iter().filter(|column| column.field.is_some_and(Field::names));
        let mut mended = names.filter_map(|column| self.mends.get(&(self.row.number(), column.index)));
        // EXPOSE: only a number is taken out of it.
        mended.find_map(|text| digits(text.expose()))
    }

    fn order(&self) -> DayOrder {
        self.reader.choices.order.unwrap_or(self.reader.layout.order)
    }

    fn session_day(&mut self) -> Option<(usize, SessionDay)> {
        let columns = self.reader.columns(Field::SessionDay).to_vec();
        let filled = columns.iter().copied().find(|column| !self.cell(*column).is_blank());
        let Some(column) = filled else {
            self.fault(columns.first().copied(), Field::SessionDay, Problem::Missing);
            return None;
        };
        self.text(column, Field::SessionDay)?;
        match marks::day(self.cell(column), self.order(), self.reader.from_1904) {
            Ok(day) => Some((column, day)),
            Err(problem) => {
                self.fault(Some(column), Field::SessionDay, problem);
                None
            }
        }
    }

    fn time(&mut self, field: Field) -> Option<NaiveTime> {
        let (column, text) = self.first(field).filter(|(_, text)| !words::is_nothing(text))?;
        let time = time(text);
        if time.is_none() {
            self.fault(Some(column), field, Problem::NoSuchTime);
        }
        time
    }

    fn minutes(&mut self, starts_at: Option<NaiveTime>) -> Option<u32> {
        if let Some((column, text)) = self.first(Field::Minutes).filter(|(_, text)| !words::is_nothing(text)) {
            let minutes = minutes(text);
            if minutes.is_none() {
                self.fault(Some(column), Field::Minutes, Problem::NoSuchTime);
            }
            return minutes;
        }
        let ends_at = self.time(Field::EndsAt)?;
        let minutes = ends_at.signed_duration_since(starts_at?).num_minutes();
        u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)
    }

    fn marks(&mut self) -> Vec<MarkAt> {
        let wide: Vec<(usize, Guarded<String>)> = self
            .reader
            .layout
            .columns
            .iter()
            .filter(|column| column.field == Some(Field::MarkOn))
            .map(|column| (column.index, column.heading.clone()))
            .collect();
        let mut found = Vec::new();
        for (column, heading) in wide {
            let Some(mark) = self.mark(column, Field::MarkOn) else { continue };
            // EXPOSE: read as a day.
            match marks::day(Cell::new(Kind::Text, heading.expose()), self.order(), self.reader.from_1904) {
                Ok(day) => found.push(MarkAt { column, day, starts_at: None, mark }),
                Err(problem) => self.fault(Some(column), Field::MarkOn, problem),
            }
        }
        if let Some(column) = self.reader.columns(Field::Mark).first().copied()
            && let Some(mark) = self.mark(column, Field::Mark)
        {
            let starts_at = self.time(Field::StartsAt);
            if let Some((_, day)) = self.session_day() {
                found.push(MarkAt { column, day, starts_at, mark });
            }
        }
        found
    }

    fn mark(&mut self, column: usize, field: Field) -> Option<Mark> {
        let text = self.text(column, field)?;
        marks::mark(text).unwrap_or_else(|problem| {
            self.fault(Some(column), field, problem);
            None
        })
    }
}

/// 18:30, 18時30分, 6:30 PM, or a moment with a day before it.
fn time(text: &str) -> Option<NaiveTime> {
    let folded = casework::text::fold(text);
    let later = folded.contains("pm") || folded.contains("午後");
    let text: String = folded.split('t').next_back().unwrap_or_default().replace('時', ":").replace('分', "");
    let text = text.replace("午前", "").replace("午後", "").replace("am", "").replace("pm", "");
    let last = text.split_whitespace().next_back()?;
    let mut parts = last.trim_end_matches(':').split(':').map(str::parse::<u32>);
    let hour = parts.next()?.ok()?;
    let minute = parts.next().transpose().ok()?.unwrap_or(0);
    let hour = if later && hour < 12 { hour.saturating_add(12) } else { hour };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// 90, 90分, 1.5時間, 1:30.
fn minutes(text: &str) -> Option<u32> {
    let folded = casework::text::fold(text);
    if let Some((hours, minutes)) = folded.split_once(':') {
        let minutes = minutes.split(':').next().unwrap_or_default();
        return hours.trim().parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes.trim().parse().ok()?);
    }
    let number = folded.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace()).trim();
    if folded.contains("時間") || folded.contains("hour") || folded.ends_with('h') {
        let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
        let tenth = tenths.get(..1).unwrap_or("0").parse::<u32>().ok()?;
        return whole.parse::<u32>().ok()?.checked_mul(60)?.checked_add(tenth.checked_mul(6)?);
    }
    number.parse().ok().filter(|minutes| (1..=1440).contains(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_lengths_are_read_as_they_are_written() {
        for (text, expected) in [
            ("18:30", "18:30:00"),
            ("18時30分", "18:30:00"),
            ("18時", "18:00:00"),
            ("6:30 PM", "18:30:00"),
            ("2024-06-20T18:30:00", "18:30:00"),
        ] {
            assert_eq!(time(text).map(|time| time.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(time("夕方"), None);
        for (text, expected) in
            [("90", 90), ("90分", 90), ("1.5時間", 90), ("2時間", 120), ("1:30", 90), ("90 min", 90)]
        {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        assert_eq!(minutes("長い"), None);
    }
}
