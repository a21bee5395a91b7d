//! What people's programs write, and what nobody should have to guess.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use rust_xlsxwriter::{ExcelDateTime, Format as XlsxFormat, Formula, Workbook as Made};

use super::read_here;
use crate::{Format, Kind, Refusal, Workbook};

/// Rows as (number, texts).
fn rows(workbook: &Workbook) -> Vec<(u32, Vec<String>)> {
    let sheet = workbook.sheets().first().expect("a sheet");
    sheet.rows().map(|row| (row.number(), row.cells().map(|cell| cell.expose().to_owned()).collect())).collect()
}

fn read(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
    rows(&read_here(bytes).expect("a spreadsheet"))
}

fn encoding(bytes: &[u8]) -> String {
    match read_here(bytes).expect("a spreadsheet").source().format.clone() {
        Format::Text { encoding, .. } => encoding,
        Format::Workbook => String::from("workbook"),
        Format::Form => String::from("form"),
    }
}

fn owned(rows: &[(u32, &[&str])]) -> Vec<(u32, Vec<String>)> {
    rows.iter().map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect()
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    let text = "名簿\r\n\r\n氏名,備考\r\nアマル,\"一行目\r\n二行目\"\r\n\r\n\r\n,,\r\nバシル,\r\n";

    let expected =
        owned(&[(1, &["名簿"]), (3, &["氏名", "備考"]), (4, &["アマル", "一行目\n二行目"]), (8, &["バシル"])]);
    assert_eq!(read(text.as_bytes()), expected);
    assert_eq!(read(text.replace("\r\n", "\n").as_bytes()), expected);
    assert_eq!(read(text.replace("\r\n", "\r").as_bytes()), expected, "line ends of old Macs");
}

#[test]
fn every_encoding_that_japanese_offices_use_is_told_from_the_others() {
    let text = "氏名,フリガナ,備考\n髙﨑 ①,ソウソウ,表示能力十分ー\n";
    let expected = owned(&[(1, &["氏名", "フリガナ", "備考"]), (2, &["髙﨑 ①", "ソウソウ", "表示能力十分ー"])]);
    let wide = |to: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF_u16);
        mark.into_iter().chain(text.encode_utf16()).flat_map(to).collect()
    };
    let cp932 = SHIFT_JIS.encode(text).0.into_owned();
    assert!(cp932.windows(2).any(|pair| pair[1] == 0x5C), "a second byte that is a backslash");

    for (bytes, name) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{FEFF}{text}").into_bytes(), "UTF-8"),
        (cp932, "Shift_JIS"),
        (wide(u16::to_le_bytes, true), "UTF-16LE"),
        (wide(u16::to_be_bytes, true), "UTF-16BE"),
        (wide(u16::to_le_bytes, false), "UTF-16LE"),
        (wide(u16::to_be_bytes, false), "UTF-16BE"),
    ] {
        assert_eq!((encoding(&bytes).as_str(), read(&bytes)), (name, expected.clone()));
    }
    let plain = "氏名,国籍\n山田太郎,アフガニスタン\nアマル・カーン,ミャンマー\n";
    for (bytes, name) in [(EUC_JP.encode(plain).0, "EUC-JP"), (ISO_2022_JP.encode(plain).0, "ISO-2022-JP")] {
        assert_eq!((encoding(&bytes).as_str(), read(&bytes)), (name, read(plain.as_bytes())));
    }
}

#[test]
fn a_letter_that_its_encoding_does_not_have_is_marked_and_the_rest_is_read() {
    let mut bytes = "氏名,国籍\nアマル・カーン,アフガニスタン\nバシル".as_bytes().to_vec();
    bytes.extend_from_slice(b"\xFF,AFG\n");

    let workbook = read_here(&bytes).expect("a spreadsheet");

    let row = workbook.sheets()[0].row(2).expect("a row");
    assert_eq!((row.cell(0).kind(), row.cell(1).kind()), (Kind::Undecodable, Kind::Text));
}

#[test]
fn a_stray_zero_does_not_make_two_bytes_of_every_letter() {
    assert_eq!(read(b"name,born\nAm\0al,1990\n")[1], (2, vec![String::from("Am\0al"), String::from("1990")]));
}

#[test]
fn the_separator_is_the_one_with_which_the_rows_agree() {
    for (text, expected) in [
        ("name;born;note\nAmal;1990;a, b\nBashir;1991;c, d\n", ["Amal", "1990", "a, b"]),
        ("name\tborn\tnote\nAmal\t1990\ta, b\n", ["Amal", "1990", "a, b"]),
        ("sep=|\nname|born|note\nAmal|1990|a, b\n", ["Amal", "1990", "a, b"]),
        ("list, of 2024\n\nname,born,note\nAmal,1990,a; b\n", ["Amal", "1990", "a; b"]),
    ] {
        let rows = read(text.as_bytes());
        assert!(rows.iter().any(|(_, cells)| cells == &expected), "{rows:?}");
    }
}

#[test]
fn quotes_commas_and_line_ends_inside_of_cells_stay() {
    let text = "name,note\n\"Khan, Amal\",\"she said \"\"yes\"\"\nand left\"\n";

    assert_eq!(
        read(text.as_bytes())[1],
        (2, vec![String::from("Khan, Amal"), String::from("she said \"yes\"\nand left")])
    );
}

fn made(fill: impl FnOnce(&mut Made)) -> Vec<u8> {
    let mut book = Made::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook is written")
}

#[test]
fn a_workbook_keeps_what_its_cells_are() {
    let bytes = made(|book| {
        let sheet = book.add_worksheet().set_name("名簿").expect("a name");
        let day = XlsxFormat::new().set_num_format("yyyy/mm/dd");
        let era = XlsxFormat::new().set_num_format("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@");
        sheet.write(1, 0, "髙﨑").expect("text");
        sheet.write_with_format(1, 1, ExcelDateTime::from_ymd(2024, 6, 20).expect("a day"), &day).expect("a day");
        sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2024, 6, 20).expect("a day"), &era).expect("a day");
        sheet.write(1, 3, 81_901_234_567.0).expect("a number");
        sheet.write(1, 4, 3.5).expect("a number");
        sheet.write(1, 5, true).expect("yes");
        sheet.write(1, 6, Formula::new("=A1&\"x\"").set_result("cached")).expect("a formula");
        sheet.write(1, 7, Formula::new("=1/0").set_result("#DIV/0!")).expect("a formula");
        sheet.write(1, 8, "   ").expect("blanks");
    });

    let workbook = read_here(&bytes).expect("a workbook");

    let row = workbook.sheets()[0].row(0).expect("a row");
    let found: Vec<_> = row.cells().map(|cell| (cell.kind(), cell.expose())).collect();
    assert_eq!(row.number(), 2);
    assert_eq!(
        found,
        [
            (Kind::Text, "髙﨑"),
            (Kind::Date, "2024-06-20"),
            (Kind::Date, "2024-06-20"),
            (Kind::Number, "81901234567"),
            (Kind::Number, "3.5"),
            (Kind::Bool, "TRUE"),
            (Kind::Text, "cached"),
            (Kind::Error, "#DIV/0!"),
        ]
    );
}

#[test]
fn merged_ranges_and_hidden_sheets_are_told() {
    let bytes = made(|book| {
        let sheet = book.add_worksheet();
        sheet.merge_range(2, 0, 4, 1, "アフガニスタン", &XlsxFormat::new()).expect("a range");
        book.add_worksheet().set_hidden(true).write(0, 0, "x").expect("text");
    });

    let workbook = read_here(&bytes).expect("a workbook");

    let merged = workbook.sheets()[0].merged()[0];
    assert_eq!((merged.first_row, merged.last_row, merged.first_column, merged.last_column), (3, 5, 0, 1));
    assert!(workbook.sheets()[1].is_hidden());
}

#[test]
fn what_is_no_spreadsheet_is_refused_by_name() {
    let compound = |inside: &str| -> Vec<u8> {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(inside.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for (bytes, why) in [
        (Vec::new(), Refusal::Empty),
        (b"\n\n , ,\n".to_vec(), Refusal::NoRows),
        (compound("EncryptedPackage"), Refusal::Encrypted),
        (compound("Workbook"), Refusal::OldExcel),
        (b"%PDF-1.7".to_vec(), Refusal::NotASpreadsheet),
        ("\u{FEFF}<html><table>".as_bytes().to_vec(), Refusal::WebPage),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), Refusal::WebPage),
        (b"PK\x03\x04 cut off".to_vec(), Refusal::Damaged),
    ] {
        assert_eq!(read_here(&bytes).err(), Some(why));
    }
}

#[test]
fn a_quote_that_is_never_closed_refuses_the_file_and_an_inch_does_not() {
    let unclosed = "Name,Notes\nAmal,\"swallows what follows\nBashir,\n";
    let inch = "Name,Height\nAmal,5'7\"\nBashir,\n";

    assert_eq!(read_here(unclosed.as_bytes()).err(), Some(Refusal::Damaged));
    let rows = read_here(inch.as_bytes()).expect("a list").sheets().first().map(crate::Sheet::len);
    assert_eq!(rows, Some(3));
}
