//! The ledgers of the placement law on paper. Words of codes are those of its language already.

use chrono::NaiveDate;
use guarded::Guarded;
use paper::{Block, Column, Language, Sheet, Table};

use crate::parts::{beside, said};

/// What every ledger says at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerHead {
    /// The language.
    pub language: Language,
    /// The name of the organisation.
    pub organisation: String,
    /// The number of the licence or notification; empty when not set.
    pub licence: String,
    /// The first and the last day.
    pub period: (NaiveDate, NaiveDate),
    /// The day that stands on it.
    pub on: NaiveDate,
}

/// A row of the ledger of openings (求人管理簿).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpeningRow {
    /// Name and address of the company.
    pub company: Guarded<String>,
    /// Whom to reach there.
    pub contact: Guarded<String>,
    /// When it was received, and until when it holds.
    pub days: String,
    /// How many people are sought.
    pub sought: String,
    /// The kind of work.
    pub occupation: Guarded<String>,
    /// The place of work.
    pub place: Guarded<String>,
    /// How long the employment lasts.
    pub term: String,
    /// The pay.
    pub pay: String,
    /// Who was introduced, and what came of it.
    pub introductions: Guarded<String>,
}

/// A row of the ledger of seekers (求職管理簿).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeekerRow {
    /// Their name.
    pub name: Guarded<String>,
    /// Where they live.
    pub address: Guarded<String>,
    /// Date of birth.
    pub birth: Guarded<String>,
    /// The work that is sought.
    pub wish: Guarded<String>,
    /// When they asked, and until when it holds.
    pub days: String,
    /// To whom they were introduced, and what came of it.
    pub introductions: Guarded<String>,
}

/// A row of the ledger of fees (手数料管理簿).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeeRow {
    /// Who paid.
    pub payer: Guarded<String>,
    /// When it was received.
    pub day: String,
    /// Which kind.
    pub kind: String,
    /// How much.
    pub amount: String,
    /// How it was worked out.
    pub basis: Guarded<String>,
    /// Who was placed where; empty when it was for no placement.
    pub placement: Guarded<String>,
}

const fn words(language: Language, ja: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Japanese => ja,
        Language::English => en,
    }
}

/// Writes the ledger of openings.
pub fn openings_ledger(head: &LedgerHead, rows: &[OpeningRow]) -> Sheet {
    let row = |row: &OpeningRow| {
        vec![
            said(&row.company).to_owned(),
            said(&row.contact).to_owned(),
            row.days.clone(),
            row.sought.clone(),
            said(&row.occupation).to_owned(),
            said(&row.place).to_owned(),
            row.term.clone(),
            row.pay.clone(),
            said(&row.introductions).to_owned(),
        ]
    };
    let titles = [
        ("求人者の名称・所在地", "Company, address"),
        ("連絡先", "Contact"),
        ("受付日・有効期間", "Received, valid"),
        ("求人数", "People"),
        ("職種", "Work"),
        ("就業場所", "Place"),
        ("雇用期間", "Term"),
        ("賃金", "Pay"),
        ("取扱状況", "Introductions"),
    ];
    let shares = [5, 4, 4, 2, 4, 4, 3, 4, 8];
    ledger(
        head,
        words(head.language, "求人管理簿", "Ledger of openings"),
        &titles,
        &shares,
        rows.iter().map(row).collect(),
    )
}

/// Writes the ledger of seekers.
pub fn seekers_ledger(head: &LedgerHead, rows: &[SeekerRow]) -> Sheet {
    let row = |row: &SeekerRow| {
        vec![
            said(&row.name).to_owned(),
            said(&row.address).to_owned(),
            said(&row.birth).to_owned(),
            said(&row.wish).to_owned(),
            row.days.clone(),
            said(&row.introductions).to_owned(),
        ]
    };
    let titles = [
        ("氏名", "Name"),
        ("住所", "Address"),
        ("生年月日", "Date of birth"),
        ("希望職種", "Work sought"),
        ("受付日・有効期間", "Received, valid"),
        ("取扱状況", "Introductions"),
    ];
    ledger(
        head,
        words(head.language, "求職管理簿", "Ledger of seekers"),
        &titles,
        &[4, 5, 3, 4, 4, 10],
        rows.iter().map(row).collect(),
    )
}

/// Writes the ledger of fees.
pub fn fees_ledger(head: &LedgerHead, rows: &[FeeRow]) -> Sheet {
    let row = |row: &FeeRow| {
        vec![
            said(&row.payer).to_owned(),
            row.day.clone(),
            row.kind.clone(),
            row.amount.clone(),
            said(&row.basis).to_owned(),
            said(&row.placement).to_owned(),
        ]
    };
    let titles = [
        ("手数料を支払った者", "Paid by"),
        ("徴収年月日", "Received"),
        ("手数料の種類", "Kind"),
        ("手数料の額", "Amount"),
        ("算出の根拠", "How it was worked out"),
        ("職業紹介の内容", "Placement"),
    ];
    ledger(
        head,
        words(head.language, "手数料管理簿", "Ledger of fees"),
        &titles,
        &[5, 3, 4, 3, 8, 5],
        rows.iter().map(row).collect(),
    )
}

fn ledger(
    head: &LedgerHead,
    title: &str,
    titles: &[(&'static str, &'static str)],
    shares: &[u16],
    rows: Vec<Vec<String>>,
) -> Sheet {
    let language = head.language;
    let mut sheet = Sheet::new(language, title);
    sheet.landscape = true;
    sheet.add(Block::Title(title.to_owned()));
    let licence = if head.licence.is_empty() {
        String::new()
    } else {
        format!("{} {}", words(language, "許可・届出番号", "Licence"), head.licence)
    };
    let (first, last) = head.period;
    sheet.add(Block::Aside(beside(
        &[
            &head.organisation,
            &licence,
            &format!("{first} – {last}"),
            &format!("{} {}", words(language, "作成日", "Printed"), head.on),
        ],
        "\n",
    )));
    if rows.is_empty() {
        sheet.add(Block::Paragraph(
            words(language, "この期間の記載はありません。", "Nothing in this period.").to_owned(),
        ));
        return sheet;
    }
    let header = titles.iter().map(|(ja, en)| words(language, ja, en).to_owned()).collect();
    let columns = shares.iter().map(|share| Column::text(*share)).collect();
    sheet.add(Block::Table(Table { columns, header, titled_rows: false, rows }));
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(licence: &str) -> LedgerHead {
        let day = |text: &str| text.parse().expect("a day");
        LedgerHead {
            language: Language::Japanese,
            organisation: "止まり木の会".into(),
            licence: licence.into(),
            period: (day("2024-04-01"), day("2025-03-31")),
            on: day("2025-04-10"),
        }
    }

    #[test]
    fn a_ledger_lies_on_its_side_and_names_the_licence() {
        let rows = vec![OpeningRow { company: Guarded::from("あかね食品"), ..OpeningRow::default() }; 3];

        let sheet = openings_ledger(&head("13-ム-000000"), &rows);

        assert!(sheet.landscape);
        let text = format!("{:?}", sheet.blocks);
        assert!(text.contains("13-ム-000000") && text.contains("2024-04-01 – 2025-03-31"));
        let Some(Block::Table(table)) = sheet.blocks.last() else { panic!("a table") };
        assert_eq!((table.rows.len(), table.columns.len()), (3, table.header.len()));
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    }

    #[test]
    fn every_column_of_fees_has_its_title() {
        let sheet = fees_ledger(&head(""), &[FeeRow::default(), FeeRow::default()]);

        let Some(Block::Table(table)) = sheet.blocks.last() else { panic!("a table") };
        assert_eq!((table.columns.len(), table.rows.len()), (table.header.len(), 2));
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }

    #[test]
    fn an_empty_ledger_says_so() {
        let sheet = seekers_ledger(&head(""), &[]);

        assert!(format!("{:?}", sheet.blocks).contains("この期間の記載はありません"));
        assert!(sheet.to_pdf().is_ok() && sheet.to_docx().is_ok());
    }

    #[test]
    fn every_column_of_seekers_has_its_title() {
        let sheet = seekers_ledger(&head(""), &[SeekerRow::default()]);

        let Some(Block::Table(table)) = sheet.blocks.last() else { panic!("a table") };
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
    }
}
