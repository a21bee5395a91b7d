//! The files as other programs read them: `pdftotext` for the PDF, the parts of the package for the docx.

use std::{
    io::{Cursor, Read as _, Write as _},
    process::Command,
};

use paper::{Align, Block, Column, Language, Sheet, Table};

fn sheet(blocks: Vec<Block>) -> Sheet {
    let mut sheet = Sheet::new(Language::Japanese, "履歴書");
    sheet.blocks = blocks;
    sheet
}

fn pdf_text(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(pdf).expect("written");
    let output = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output().expect("pdftotext runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn docx_text(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("the document").read_to_string(&mut text).expect("text");
    text
}

fn pages(pdf: &[u8]) -> usize {
    pdf_text(pdf).matches('\u{c}').count()
}

/// A name in a script, and its words as they must be found again.
const NAMES: &[(&str, &[&str])] = &[
    ("ラ\u{30fc}ニヤ 山田", &["ラ\u{30fc}ニヤ", "山田"]),
    ("أمل الحسن", &["أمل", "الحسن"]),
    ("פייגע", &["פייגע"]),
    ("Олена Шевченко", &["Олена", "Шевченко"]),
    ("ሰላም", &["ሰላም"]),
    ("Nguyễn Thị Ánh", &["Nguyễn", "Ánh"]),
];

#[test]
fn names_in_every_script_are_found_in_the_pdf_again() {
    let blocks = NAMES.iter().map(|(name, _)| Block::Paragraph((*name).to_owned())).collect();

    let text = pdf_text(&sheet(blocks).to_pdf().expect("a PDF"));

    for word in NAMES.iter().flat_map(|(_, words)| words.iter()) {
        assert!(text.contains(word), "{word} is not in:\n{text}");
    }
}

#[test]
fn names_whose_letters_join_are_drawn_without_losing_the_text() {
    for name in ["नेपाली", "နန္ဒာအောင်", "தமிழ்", "ਪੰਜਾਬੀ"] {
        let pdf = sheet(vec![Block::Title(name.to_owned())]).to_pdf().expect("a PDF");
        let found: String = pdf_text(&pdf).chars().filter(|c| !c.is_whitespace()).collect();
        assert!(found.contains(name), "{name} became {found}");
    }
}

#[test]
fn a_pdf_is_a4_and_a_landscape_one_lies() {
    let size = |landscape| {
        let mut sheet = sheet(vec![Block::Paragraph("一".to_owned())]);
        sheet.landscape = landscape;
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&sheet.to_pdf().expect("a PDF")).expect("written");
        let output = Command::new("pdfinfo").arg(file.path()).output().expect("pdfinfo runs");
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().find(|line| line.starts_with("Page size")).expect("a size").to_owned()
    };

    assert!(size(false).contains("595.28 x 841.89"), "{}", size(false));
    assert!(size(true).contains("841.89 x 595.28"), "{}", size(true));
}

#[test]
fn a_long_table_goes_on_over_pages_with_its_header_and_loses_no_row() {
    let rows = (1..=120).map(|n| vec![n.to_string(), format!("行{n}の内容")]).collect();
    let columns = vec![Column { share: 1, align: Align::Middle }, Column::text(5)];
    let header = vec!["番号".to_owned(), "見出し".to_owned()];
    let pdf = sheet(vec![Block::Table(Table { columns, header, titled_rows: false, rows })]).to_pdf().expect("a PDF");

    let text = pdf_text(&pdf);

    assert!(pages(&pdf) > 2);
    assert_eq!(text.matches("見出し").count(), pages(&pdf), "once a page");
    for n in 1..=120 {
        assert!(text.contains(&format!("行{n}の内容")), "row {n}");
    }
}

#[test]
fn a_cell_that_is_longer_than_a_page_goes_on_and_nothing_is_lost() {
    let long: Vec<String> = (0..2_000).map(|n| format!("語{n}。")).collect();
    let table = Table {
        columns: vec![Column::text(1), Column::text(3)],
        header: Vec::new(),
        titled_rows: true,
        rows: vec![vec!["職務".to_owned(), long.concat()], vec!["最後".to_owned(), "終わり".to_owned()]],
    };

    let text: String = pdf_text(&sheet(vec![Block::Table(table)]).to_pdf().expect("a PDF"))
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();

    assert!(text.contains("語1999。") && text.contains("終わり"));
}

#[test]
fn what_is_hostile_breaks_neither_file() {
    let hostile = [
        String::new(),
        "\0\u{1}\u{1b}[31m<script>&amp;</w:t>".to_owned(),
        "\u{202e}gnp.exe".to_owned(),
        "A".repeat(5_000),
        "👩🏽‍🚒🕊️".repeat(50),
        "e\u{301}".repeat(300),
        "\n\n\n".to_owned(),
        "\u{feff}\u{200b}\u{ad}".to_owned(),
    ];
    for text in hostile {
        let row = vec![text.clone(), text.clone(), text.clone()];
        let columns = vec![Column::text(1), Column::number(1)];
        let table = Table { columns, header: vec![text.clone()], titled_rows: true, rows: vec![row, Vec::new()] };
        let sheet = sheet(vec![
            Block::Title(text.clone()),
            Block::Aside(text.clone()),
            Block::Heading(text.clone()),
            Block::Paragraph(text.clone()),
            Block::Note(text.clone()),
            Block::Table(table),
        ]);

        let (pdf, docx) = (sheet.to_pdf().expect("a PDF"), sheet.to_docx().expect("a docx"));

        assert!(pages(&pdf) >= 1);
        assert!(!docx_text(&docx).contains('\0') && !docx_text(&docx).contains('\u{202e}'));
    }
}

#[test]
fn an_empty_sheet_and_an_empty_table_are_files_too() {
    let table =
        Table { columns: vec![Column::text(1)], header: vec!["題".to_owned()], titled_rows: false, rows: vec![] };
    for blocks in [vec![], vec![Block::Table(table)]] {
        let sheet = sheet(blocks);
        assert_eq!(pages(&sheet.to_pdf().expect("a PDF")), 1);
        assert!(docx_text(&sheet.to_docx().expect("a docx")).contains("<w:body>"));
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_names_no_author() {
    let sheet = sheet(vec![Block::Title("職務経歴書".to_owned())]);

    assert_eq!(sheet.to_docx().expect("a docx"), sheet.to_docx().expect("a docx"));
    let mut archive = zip::ZipArchive::new(Cursor::new(sheet.to_docx().expect("a docx"))).expect("a package");
    let mut core = String::new();
    archive.by_name("docProps/core.xml").expect("properties").read_to_string(&mut core).expect("text");
    assert!(core.contains("<dc:title>履歴書</dc:title>") && !core.contains("<dc:creator>"), "{core}");
}

#[test]
fn only_tables_with_a_header_repeat_a_row() {
    let table = |header: Vec<String>| {
        Block::Table(Table {
            columns: vec![Column::text(1)],
            header,
            titled_rows: false,
            rows: vec![vec!["x".to_owned()]],
        })
    };
    let marked = |blocks| docx_text(&sheet(blocks).to_docx().expect("a docx")).matches("<w:tblHeader />").count();

    assert_eq!(marked(vec![table(vec![]), table(vec!["題".to_owned()]), table(vec![])]), 1);
    assert_eq!(marked(vec![table(vec![])]), 0);
}
