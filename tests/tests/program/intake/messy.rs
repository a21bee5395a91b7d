//! Lists as offices and field forms really have them, each with what has to come of it.

use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16LE};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// A list, and what has to come of it.
pub struct Messy {
    pub what: &'static str,
    pub file: &'static str,
    pub bytes: Vec<u8>,
    /// Rows that are people.
    pub rows: u64,
    pub imported: u64,
    /// Row and field of every error.
    pub errors: Vec<(u64, &'static str)>,
    /// Rows that resemble another one.
    pub twins: Vec<u64>,
}

fn good(what: &'static str, bytes: impl Into<Vec<u8>>, people: u64) -> Messy {
    let bytes = bytes.into();
    let file = if bytes.starts_with(b"PK") { "list.xlsx" } else { "list.csv" };
    Messy { what, file, bytes, rows: people, imported: people, errors: Vec::new(), twins: Vec::new() }
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook")
}

fn row(sheet: &mut Worksheet, number: u32, cells: &[&str]) {
    for (column, text) in (0_u16..).zip(cells) {
        if !text.is_empty() {
            sheet.write(number, column, *text).expect("a cell");
        }
    }
}

fn day(sheet: &mut Worksheet, number: u32, column: u16, date: (u16, u8, u8)) {
    let format = Format::new().set_num_format("yyyy/m/d");
    let date = ExcelDateTime::from_ymd(date.0, date.1, date.2).expect("a day");
    sheet.write_with_format(number, column, date, &format).expect("a day");
}

fn utf16(text: &str, marked: bool) -> Vec<u8> {
    assert_eq!(UTF_16LE.name(), "UTF-16LE");
    let mark: &[u16] = if marked { &[0xFEFF] } else { &[] };
    mark.iter().copied().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Every list.
pub fn lists() -> Vec<Messy> {
    [texts(), workbooks(), forms()].into_iter().flatten().collect()
}

fn texts() -> Vec<Messy> {
    let plain =
        "氏名,国籍,生年月日,初回面談日\nアマル,アフガニスタン,1990-04-30,2024-06-20\nバシル,イラン,1985,2024-06-21\n";
    vec![
        good("UTF-8 with a mark", format!("\u{FEFF}{plain}"), 2),
        good("UTF-16 with a mark", utf16(plain, true), 2),
        good("UTF-16 without a mark", utf16(&plain.replace(',', "\t"), false), 2),
        good(
            "CP932 with letters of NEC and IBM",
            SHIFT_JIS.encode("氏名,受付日\n髙﨑①,2024/6/20\n﨑山Ⅱ,2024/6/21\n").0.into_owned(),
            2,
        ),
        good("EUC-JP", EUC_JP.encode(plain).0.into_owned(), 2),
        good("old line ends of the Mac", plain.replace('\n', "\r"), 2),
        good(
            "semicolons and what Excel was told",
            format!("sep=;\r\n{}", plain.replace(',', ";").replace('\n', "\r\n")),
            2,
        ),
        good(
            "full-width digits, Japanese years and letters of eras",
            "氏 名,生年月日,受付日\nアマル,平成２年４月３０日,令和６年６月２０日（木）\nバシル,S60.4.30,R6.6.21\nクレア,昭和55年,㋿6年6月22日\n",
            3,
        ),
        good(
            "names with line ends, quotes and separators in quotes",
            "Name,Nationality,First contact,Notes\n\"Khan, Amal\",Afghan,2024-06-20,\"said \"\"hello\"\"\nsecond line\"\n\"Bashir\nAhmadi\",Iran,2024-06-21,\n",
            2,
        ),
        Messy {
            errors: vec![(3, "name")],
            imported: 1,
            ..good(
                "a separator without quotes",
                "Name,Nationality,First contact\nAmal,Afghanistan,2024-06-20\nKhan, Bashir,Iran,2024-06-21\n",
                2,
            )
        },
        Messy {
            errors: vec![(3, "first_contact"), (4, "birth"), (5, "nationality"), (6, "name"), (7, "first_contact")],
            imported: 1,
            ..good(
                "one mistake of each kind",
                "氏名,国籍,生年月日,初回面談日\nアマル,アフガニスタン,1990,2024-06-20\nバシル,イラン,1990,2024-02-30\nクレア,コンゴ民主共和国,2999-01-01,2024-06-20\nダウィト,コンゴ,1990,2024-06-20\n,エチオピア,1990,2024-06-20\nエリフ,トルコ,1990,2099-01-01\n",
                6,
            )
        },
        Messy {
            imported: 2,
            twins: vec![4, 5],
            ..good(
                "the same person twice, in another order and another width",
                "Name,DOB,Nationality,First contact\nAmal Khan,1990-04-30,AFG,2024-06-20\nBashir Ahmadi,1985-01-01,AFG,2024-06-20\nKHAN Amal,1990-04-30,Afghan,2024-06-21\nＡｍａｌ Ｋｈａｎ,1990-04-30,AFG,2024-06-22\n",
                4,
            )
        },
        Messy {
            errors: vec![(2, "first_contact"), (3, "first_contact"), (4, "birth")],
            imported: 0,
            ..good(
                "days that can be read in two ways",
                "Name,Date of birth,First contact\nAmal,1990-04-30,03/04/2024\nBashir,1990-04-30,24/6/20\nClaire,4/5/90,2024-06-20\n",
                3,
            )
        },
        good(
            "days with the day first, as enough of them show",
            "Name;First contact\nAmal;03/04/2024\nBashir;25/04/2024\nClaire;26/04/2024\nDawit;27/04/2024\n",
            4,
        ),
        good(
            "sums, remarks, an example, blank rows and the heading once more",
            "名簿,,\n2024年度,,\n,,\n氏名,国籍,受付日\n例,日本,2024/4/1\nアマル,アフガニスタン,2024/6/20\n,,\n氏名,国籍,受付日\nバシル,イラン,2024/6/21\n計2名,,\n※7月現在,,\n",
            2,
        ),
        good(
            "empty columns before, between and behind",
            ",,氏名,,国籍,,受付日,,,\n,,アマル,,アフガニスタン,,2024/6/20,,,\n,,バシル,,イラン,,2024/6/21,,,\n",
            2,
        ),
        good(
            "values that say that there is nothing",
            "氏名,国籍,生年月日,在留資格,言語,受付日\nアマル,不明,不明,-,なし,2024/6/20\nバシル,N/A,?,未確認,,2024/6/21\n",
            2,
        ),
        good(
            "residence statuses of every kind",
            "氏名,在留資格,在留期限,就労可否,受付日\nア,特定活動(難民認定申請中・6か月),2026/12/1,可,2024/6/20\nイ,家族滞在,2026/12/1,資格外活動許可あり,2024/6/20\nウ,技人国,2026/12/1,○,2024/6/20\nエ,仮放免,,×,2024/6/20\nオ,特定活動,令和8年12月1日,就労可,2024/6/20\nカ,その他(協定),,,2024/6/20\n",
            6,
        ),
        Messy {
            errors: vec![(2, "residence_status"), (3, "languages"), (4, "work_permission")],
            imported: 0,
            ..good(
                "words that nobody knows",
                "氏名,在留資格,言語,就労可否,受付日\nアマル,緑のカード,英語,可,2024/6/20\nバシル,定住者,クリンゴン語,可,2024/6/20\nクレア,定住者,英語,月曜,2024/6/20\n",
                3,
            )
        },
        good(
            "columns that the office keeps elsewhere",
            "氏名,受付日,電話番号,メール,連絡時の注意,日本語レベル,言語,担当,紹介元,学歴,職歴,備考,年齢,性別\nアマル,2024/6/20,090-0000-0000,a@example.org,18時以降,N3相当,\"ダリ語(母語), 英語(日常会話)\",田中,友人,カブール大学卒,運転手,駅まで迎え,34,女\n",
            1,
        ),
        good(
            "names in Arabic, Burmese and Ge'ez",
            "Name,First contact\nأمل خان,2024-06-20\nအောင်,2024-06-20\nአበበ,2024-06-20\n",
            3,
        ),
        good(
            "births as years, about a year, and in old eras",
            "氏名,生年,受付日\nアマル,1990,2024/6/20\nバシル,昭和55年,2024/6/20\nクレア,1985年4月,2024/6/20\nダウィト,大正10年,2024/6/20\n",
            4,
        ),
        good(
            "two nationalities, notes in brackets, a country of origin apart",
            "氏名,国籍,出身国,受付日\nアマル,アフガニスタン・イラン,パキスタン,2024/6/20\nバシル,ミャンマー(ロヒンギャ),バングラデシュ,2024/6/20\nクレア,無国籍,Syria,2024/6/20\n",
            3,
        ),
        good(
            "a note in a column without a heading",
            "氏名,受付日\nアマル,2024/6/20,確認済み\nバシル,2024/6/21,確認済み\n",
            2,
        ),
        good("a list of one person", "氏名,受付日\nアマル,2024/6/20\n", 1),
    ]
}

fn workbooks() -> Vec<Messy> {
    vec![
        good(
            "a merged title, two heading rows, days as numbers, as texts and as days",
            book(|book| {
                let sheet = book.add_worksheet();
                sheet.merge_range(0, 0, 0, 4, "参加者一覧", &Format::new()).expect("a title");
                sheet.merge_range(2, 0, 2, 1, "氏名", &Format::new()).expect("a heading");
                row(sheet, 2, &["", "", "生年月日", "初回面談日", "国籍"]);
                row(sheet, 3, &["姓", "名"]);
                row(sheet, 4, &["Khan", "Amal", "", "", "AFG"]);
                sheet.write(4, 2, 33_000).expect("a number of days");
                day(sheet, 4, 3, (2024, 6, 20));
                row(sheet, 5, &["Ahmadi", "Bashir", "1985/3/1", "45464", "IRN"]);
            }),
            2,
        ),
        good(
            "several sheets, the list on the second, an older list hidden",
            book(|book| {
                let cover = book.add_worksheet();
                row(cover, 0, &["このファイルについて"]);
                row(cover, 1, &["名簿は次のシートです"]);
                let list = book.add_worksheet();
                row(list, 0, &["氏名", "国籍", "受付日"]);
                row(list, 1, &["アマル", "アフガニスタン", "2024/6/20"]);
                let hidden = book.add_worksheet();
                hidden.set_hidden(true);
                row(hidden, 0, &["氏名", "国籍", "受付日", "生年月日", "在留資格"]);
                row(hidden, 1, &["旧", "イラン", "2020/6/20", "1990", "定住者"]);
            }),
            1,
        ),
        good(
            "formulas with their results, and a row of sums",
            book(|book| {
                let sheet = book.add_worksheet();
                row(sheet, 0, &["No.", "氏名", "年齢", "受付日"]);
                for number in 1..=3_u32 {
                    let result = number.to_string();
                    sheet.write(number, 0, Formula::new("=ROW()-1").set_result(&result)).expect("a formula");
                    sheet.write(number, 1, format!("人{number}と")).expect("a name");
                    sheet.write(number, 2, 30 + number).expect("an age");
                    sheet.write(number, 3, Formula::new("=TEXT(B1)").set_result("2024/6/20")).expect("a formula");
                }
                row(sheet, 4, &["", "合計"]);
                sheet.write(4, 2, Formula::new("=SUM(C2:C4)").set_result("96")).expect("a sum");
            }),
            3,
        ),
        Messy {
            errors: vec![(2, "first_contact")],
            imported: 1,
            ..good(
                "an error value where a day should be",
                book(|book| {
                    let sheet = book.add_worksheet();
                    row(sheet, 0, &["Name", "First contact"]);
                    row(sheet, 1, &["Amal"]);
                    sheet.write(1, 1, Formula::new("=VLOOKUP(A2,X:Y,2,0)").set_result("#N/A")).expect("a formula");
                    row(sheet, 2, &["Bashir", "2024-06-20"]);
                }),
                2,
            )
        },
        Messy {
            errors: vec![(3, "name")],
            imported: 1,
            ..good(
                "a person over two rows, merged",
                book(|book| {
                    let sheet = book.add_worksheet();
                    row(sheet, 0, &["氏名", "受付日", "言語"]);
                    sheet.merge_range(1, 0, 2, 0, "アマル", &Format::new()).expect("a name");
                    row(sheet, 1, &["", "2024/6/20", "英語"]);
                    row(sheet, 2, &["", "2024/6/21", "仏語"]);
                }),
                2,
            )
        },
        good(
            "a country merged over the rows of two people",
            book(|book| {
                let sheet = book.add_worksheet();
                row(sheet, 0, &["国籍", "氏名", "受付日"]);
                sheet.merge_range(1, 0, 2, 0, "アフガニスタン", &Format::new()).expect("a country");
                row(sheet, 1, &["", "アマル", "2024/6/20"]);
                row(sheet, 2, &["", "バシル", "2024/6/21"]);
            }),
            2,
        ),
        good(
            "rich cells: a telephone number as a number, a day with a time, a hidden row",
            book(|book| {
                let sheet = book.add_worksheet();
                row(sheet, 0, &["氏名", "電話", "受付日"]);
                row(sheet, 1, &["アマル"]);
                sheet.write(1, 1, 9_012_345_678_f64).expect("a number");
                sheet.write(1, 2, 45_463.75).expect("a moment");
                row(sheet, 2, &["バシル", "080-0000-0000", "2024/6/21 10:30"]);
                sheet.set_row_hidden(2).expect("a hidden row");
            }),
            2,
        ),
    ]
}

/// What forms and programs hand out.
fn forms() -> Vec<Messy> {
    vec![
        good(
            "an export of Kobo with groups and a column for each choice",
            "start,end,group_person/full_name,group_person/nationality,group_person/date_of_birth,languages,languages/en,languages/fa,languages/fr,_id,_uuid,_submission_time\n\
             2024-06-20T10:00:00.000+09:00,2024-06-20T10:20:00.000+09:00,Amal Khan,Afghanistan,1990-04-30,en fa,1,1,0,17,ab-cd,2024-06-20T01:20:00\n\
             2024-06-21T10:00:00.000+09:00,2024-06-21T10:20:00.000+09:00,Bashir Ahmadi,Iran,1985-01-01,fa,0,1,0,18,ab-ce,2024-06-21T01:20:00\n",
            2,
        ),
        good(
            "a form of Google",
            "タイムスタンプ,お名前(フルネーム)をご記入ください,国籍を教えてください,話せる言語(複数選択可)\n2024/06/20 10:00:00,Amal Khan,アフガニスタン,\"英語, ペルシャ語\"\n2024/06/21 10:00:00,Bashir Ahmadi,イラン,ペルシャ語\n",
            2,
        ),
        good(
            "a heading in two languages, one under the other",
            "full_name,nationality,first_contact\n氏名,国籍,初回面談日\nAmal Khan,AFG,2024-06-20\nBashir Ahmadi,IRN,2024-06-21\n",
            2,
        ),
        good(
            "names of the family beside those of the person",
            "氏名,配偶者氏名,子の氏名,緊急連絡先(氏名),担当者,受付日\nアマル,バシル,クレア,ダウィト,田中,2024/6/20\n",
            1,
        ),
    ]
}
