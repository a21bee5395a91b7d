//! The ledgers on paper: for a printer, or as a file, plain or sealed under a passphrase.

use casework::{
    codes::{CodeList, Words},
    fee::FeeKind,
    ledger::{Lasting, Seeking, SixMonths},
};
use dossier::{FeeRow, LedgerHead, OpeningRow, SeekerRow, fees_ledger, openings_ledger, seekers_ledger};
use guarded::Guarded;
use paper::{Language, Sheet};
use store::LedgerOpening;
use thiserror::Error;

use super::{FeeEntry, IntroductionLine, Ledgers, OpeningEntry, SeekerEntry, days_of};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    papers::CvFile,
    roles::Act,
    session::{Office, Stage},
    session_error::SessionError,
    unlocking::judge,
};

/// Which ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerKind {
    /// 求人管理簿.
    Openings,
    /// 求職管理簿.
    Seekers,
    /// 手数料管理簿.
    Fees,
}

impl LedgerKind {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Openings => "openings",
            Self::Seekers => "seekers",
            Self::Fees => "fees",
        }
    }
}

/// A ledger as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFile {
    /// Which ledger.
    pub kind: LedgerKind,
    /// The fiscal year.
    pub year: i32,
    /// The language.
    pub language: Language,
    /// As what.
    pub file: CvFile,
}

impl LedgerFile {
    /// A ledger in a language in which papers are written.
    pub const fn new(kind: LedgerKind, year: i32, language: crate::preferences::Language, file: CvFile) -> Self {
        let language = match language {
            crate::preferences::Language::Ja => Language::Japanese,
            crate::preferences::Language::En => Language::English,
        };
        Self { kind, year, language, file }
    }
}

/// Why a ledger was not written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LedgerFileError {
    /// The session: a passphrase that is too weak.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The use case.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

impl Desk<'_> {
    /// Returns a ledger as a sheet. That it is printed or saved is noted apart.
    ///
    /// # Errors
    /// As [`ledgers`](Desk::ledgers).
    pub fn ledger_sheet(&self, kind: LedgerKind, year: i32, language: Language) -> Result<Sheet, OfficeError> {
        self.may(Act::Placement)?;
        let ledgers = self.put_together(year)?;
        let head = LedgerHead {
            language,
            organisation: self.organisation()?.name,
            licence: ledgers.licence.number.clone(),
            period: days_of(year)?,
            on: self.today(),
        };
        let said = Said { desk: self, language };
        Ok(match kind {
            LedgerKind::Openings => openings_ledger(&head, &said.openings(&ledgers)?),
            LedgerKind::Seekers => seekers_ledger(&head, &said.seekers(&ledgers)?),
            LedgerKind::Fees => fees_ledger(&head, &said.fees(&ledgers)),
        })
    }
}

impl WritingDesk<'_> {
    /// Notes that a ledger is handed to the printer.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn note_ledger_printed(&self, kind: LedgerKind, year: i32) -> Result<(), OfficeError> {
        self.note_ledger("print", &serde_json::json!({ "ledger": kind.code(), "year": year }))
    }

    /// Notes that a ledger was saved, sealed or readable by everybody.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn note_ledger_saved(&self, kind: LedgerKind, year: i32, sealed: bool) -> Result<(), OfficeError> {
        self.note_ledger("export", &serde_json::json!({ "ledger": kind.code(), "year": year, "sealed": sealed }))
    }

    fn note_ledger(&self, verb: &str, told: &serde_json::Value) -> Result<(), OfficeError> {
        self.may(Act::Placement)?;
        let after = Some(Guarded::new(told.to_string()));
        self.note_change(&Change { verb, subject: "ledger", after, ..Change::default() })
    }
}

impl Office {
    /// Writes a ledger as a file; with a passphrase it is sealed in the format of `age`. The session goes on meanwhile.
    ///
    /// # Errors
    /// [`SessionError::WeakPassphrase`]; as [`ledgers`](Desk::ledgers); [`OfficeError::Locked`] when the vault was
    /// locked meanwhile.
    pub fn ledger_file(
        &self,
        wanted: &LedgerFile,
        passphrase: Option<&Guarded<String>>,
    ) -> Result<Guarded<Vec<u8>>, LedgerFileError> {
        passphrase.map_or(Ok(()), judge)?;
        let LedgerFile { kind, year, language, file } = *wanted;
        let sheet = self.read(|desk| desk.ledger_sheet(kind, year, language))?;
        let written = match file {
            CvFile::Docx => {
                sheet.to_docx().map_err(|_| OfficeError::Unforeseen("a document that cannot be written"))?
            }
            CvFile::Pdf => sheet.to_pdf().map_err(|_| OfficeError::Unforeseen("a PDF that cannot be written"))?,
        };
        let plain = Guarded::new(written);
        let bytes = match passphrase {
            None => plain,
            Some(passphrase) => vault::seal_file(&plain, passphrase)
                .map(Guarded::new)
                .map_err(|_| OfficeError::Unforeseen("a file that cannot be sealed"))?,
        };
        if self.stage_now() == Stage::Open { Ok(bytes) } else { Err(OfficeError::Locked.into()) }
    }
}

/// Records in the words of a language.
struct Said<'a> {
    desk: &'a Desk<'a>,
    language: Language,
}

impl Said<'_> {
    fn one(&self, ja: &str, en: &str) -> String {
        match self.language {
            Language::Japanese => ja.to_owned(),
            Language::English => en.to_owned(),
        }
    }

    fn code(&self, list: CodeList, code: &str) -> Result<String, OfficeError> {
        if code.is_empty() {
            return Ok(String::new());
        }
        let said = |Words { ja, en }: Words| if self.language == Language::Japanese { ja } else { en };
        Ok(self.desk.words_of(list, code)?.map_or_else(|| code.to_owned(), said))
    }

    fn openings(&self, ledgers: &Ledgers) -> Result<Vec<OpeningRow>, OfficeError> {
        ledgers.openings.iter().map(|entry| self.opening(entry)).collect()
    }

    fn opening(&self, entry: &OpeningEntry) -> Result<OpeningRow, OfficeError> {
        let introductions = self.introductions(&entry.introductions, |line| &line.participant_name);
        let Some(opening) = &entry.opening else {
            let company = entry.introductions.first().map(|line| line.record.company_name.clone());
            return Ok(OpeningRow { company: company.unwrap_or_default(), introductions, ..OpeningRow::default() });
        };
        // EXPOSE: written into the ledger, which an inspector reads.
        let text = |words: &Guarded<String>| words.expose().clone();
        let occupation = self.code(CodeList::Occupation, &opening.occupation)?;
        let prefecture = self.code(CodeList::Prefecture, &opening.prefecture)?;
        Ok(OpeningRow {
            company: Guarded::new(lines(&[text(&opening.company_name), text(&opening.address)])),
            contact: opening.contact.clone(),
            days: self.days(opening.received_on, opening.closed_on.or(opening.valid_until)),
            sought: opening.sought.to_string(),
            occupation: Guarded::new(lines(&[text(&opening.title), occupation])),
            place: Guarded::new(lines(&[prefecture, text(&opening.place)])),
            term: self.term(&opening.term, opening.term_months),
            pay: self.pay(opening),
            introductions,
        })
    }

    fn seekers(&self, ledgers: &Ledgers) -> Result<Vec<SeekerRow>, OfficeError> {
        ledgers.seekers.iter().map(|entry| self.seeker(entry)).collect()
    }

    fn seeker(&self, entry: &SeekerEntry) -> Result<SeekerRow, OfficeError> {
        let introductions = self.introductions(&entry.introductions, |line| &line.record.company_name);
        let (name, birth) = (entry.name.clone(), entry.birth.clone().unwrap_or_default());
        let row = SeekerRow { name, birth, introductions, ..SeekerRow::default() };
        let Some(Seeking { received_on, occupation, wish, address, .. }) = &entry.seeking else { return Ok(row) };
        // EXPOSE: written into the ledger, which an inspector reads.
        let wish = wish.as_ref().map(|wish| wish.expose().clone()).unwrap_or_default();
        let last = entry.seeking.as_ref().and_then(Seeking::last_day);
        Ok(SeekerRow {
            address: address.clone().unwrap_or_default(),
            wish: Guarded::new(lines(&[self.code(CodeList::Occupation, occupation)?, wish])),
            days: self.days(*received_on, last),
            ..row
        })
    }

    fn fees(&self, ledgers: &Ledgers) -> Vec<FeeRow> {
        ledgers.fees.iter().map(|entry| self.fee(entry)).collect()
    }

    fn fee(&self, entry: &FeeEntry) -> FeeRow {
        let fee = &entry.row.fee;
        let (company, seeker) = (entry.row.company_name.clone(), entry.participant_name.clone().unwrap_or_default());
        FeeRow {
            payer: if fee.is_paid_by_seeker() { seeker.clone() } else { company.clone() },
            day: fee.received_on.to_string(),
            kind: match fee.kind {
                FeeKind::Reception => self.one("求人受付手数料", "for receiving an opening"),
                FeeKind::Capped => self.one("上限制紹介手数料", "for a placement, by the table"),
                FeeKind::Notified => self.one("届出制紹介手数料", "for a placement, as notified"),
                FeeKind::Seeker => self.one("求職者手数料", "from the seeker"),
                FeeKind::Other => self.one("その他", "other"),
            },
            amount: if fee.amount == 0 { self.one("徴収なし", "none taken") } else { yen(fee.amount) },
            basis: fee.basis.clone().unwrap_or_default(),
            placement: match &entry.participant_name {
                // EXPOSE: written into the ledger, which an inspector reads.
                Some(_) => Guarded::new(format!("{}\n{}", seeker.expose(), company.expose())),
                None => Guarded::default(),
            },
        }
    }

    fn introductions(
        &self,
        all: &[IntroductionLine],
        other: fn(&IntroductionLine) -> &Guarded<String>,
    ) -> Guarded<String> {
        let line = |line: &IntroductionLine| {
            // EXPOSE: written into the ledger, which an inspector reads.
            let name = other(line).expose().clone();
            format!("{} {name}: {}", line.record.on, self.came(line))
        };
        Guarded::new(all.iter().map(line).collect::<Vec<_>>().join("\n"))
    }

    fn came(&self, line: &IntroductionLine) -> String {
        let came = &line.came;
        let Some(hired) = came.hired_on else {
            return match came.ended_on {
                Some(_) => self.one("不採用・辞退", "not hired"),
                None => self.one("選考中", "under way"),
            };
        };
        let lasting = came.lasting.map(|lasting| match lasting {
            Lasting::Regular => self.one("常用", "regular"),
            Lasting::Temporary => self.one("臨時", "temporary"),
            Lasting::Daily => self.one("日雇", "daily"),
        });
        let not_lured = came
            .not_lured_until
            .map(|until| format!("{} {until}", self.one("転職勧奨禁止", "not to be drawn away until")));
        let after = came.six_months.map(|state| match state {
            SixMonths::Stayed => self.one("6か月以内の離職なし", "stayed six months"),
            SixMonths::Left(on) => format!("{} {on}", self.one("離職", "left")),
            SixMonths::Unknown => self.one("離職の有無は判明せず", "not known after six months"),
            SixMonths::NotYet => self.one("6か月未満", "less than six months"),
        });
        let parts = [Some(format!("{} {hired}", self.one("採用", "hired"))), lasting, not_lured, after];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
    }

    fn days(&self, from: chrono::NaiveDate, until: Option<chrono::NaiveDate>) -> String {
        let open = || self.one("期限なし", "no end");
        format!("{from}\n– {}", until.map_or_else(open, |until| until.to_string()))
    }

    fn term(&self, term: &str, months: Option<u32>) -> String {
        match (term, months) {
            ("regular", _) => self.one("正社員(期間の定めなし)", "regular, no end"),
            ("indefinite", _) => self.one("期間の定めなし", "no end"),
            ("daily", _) => self.one("日雇", "by the day"),
            ("fixed", Some(months)) => format!("{months}{}", self.one("か月", " months")),
            ("fixed", None) => self.one("期間の定めあり", "fixed"),
            _ => String::new(),
        }
    }

    fn pay(&self, opening: &LedgerOpening) -> String {
        let unit = match opening.pay_unit.as_str() {
            "hour" => self.one("時給", "an hour"),
            "day" => self.one("日給", "a day"),
            "year" => self.one("年俸", "a year"),
            _ => self.one("月給", "a month"),
        };
        match (opening.pay_from, opening.pay_to) {
            (None, None) => String::new(),
            (from, to) => {
                let yen = |amount: Option<i64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
                let range = if from == to { yen(from) } else { format!("{}–{}", yen(from), yen(to)) };
                format!("{unit} ¥{range}")
            }
        }
    }
}

/// Yen with commas between the thousands.
fn yen(amount: u32) -> String {
    let digits = amount.to_string();
    let grouped = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
    format!("¥{grouped}")
}

fn lines(parts: &[String]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
