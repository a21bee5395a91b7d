//! The report of the sample organisation, refused, as JSON, and as a document that is opened and read again.

mod common;

use std::io::{Cursor, Read};

use aggregates::Code;
use common::{PLACEMENT, release, wording};
use quick_xml::Reader;
use quick_xml::events::Event;
use report::{ActivityReport, Language, ReportError};

fn report_in(language: Language) -> ActivityReport {
    ActivityReport::new(&release(), wording(language), language).expect("the sample's words name known figures")
}

fn report_with_results(results: &str) -> Result<ActivityReport, ReportError> {
    let mut wording = wording(Language::Japanese);
    let placement = wording.programmes.first_mut().expect("the sample has programmes");
    placement.results = results.to_owned();
    ActivityReport::new(&release(), wording, Language::Japanese)
}

fn part(report: &ActivityReport, name: &str) -> String {
    let file = report.to_docx().expect("the document is written");
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a docx file is a zip archive");
    let mut part = archive.by_name(name).expect("the part is there");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("a part is UTF-8");
    text
}

/// What an XML parser sees: the elements between `begin` and `end`, each as a list of its texts.
fn texts_of(xml: &str, element: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut texts = Vec::new();
    let mut open: Option<String> = None;
    loop {
        match reader.read_event().expect("the part is well-formed") {
            Event::Start(tag) if tag.name().as_ref() == element.as_bytes() => open = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == element.as_bytes() => texts.extend(open.take()),
            Event::Text(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text.decode().expect("UTF-8"));
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(open) = &mut open {
                    open.push_str(&format!("&{};", reference.decode().expect("UTF-8")));
                }
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

#[test]
fn the_json_is_the_one_that_scripts_rely_on() {
    let json = report_in(Language::Japanese).to_json();

    let expected = concat!(
        r#"{"year":2024,"language":"ja","figures":["#,
        r#"{"id":"companies_consulted","value":73,"unit":"companies","basis":"flow"},"#,
        r#"{"id":"companies_recommended","value":62,"unit":"companies","basis":"flow"},"#,
        r#"{"id":"recommended","value":35,"unit":"persons","basis":"flow"},"#,
        r#"{"id":"hires","value":7,"unit":"placements","basis":"flow"},"#,
        r#"{"id":"hires_after_trial","value":5,"unit":"placements","basis":"flow"},"#,
        r#"{"id":"hires_permanent","value":2,"unit":"placements","basis":"flow"},"#,
        r#"{"id":"new_contacts","value":103,"unit":"persons","basis":"flow"},"#,
        r#"{"id":"contacts","value":559,"unit":"persons","basis":"stock"},"#,
        r#"{"id":"interviewed","value":71,"unit":"persons","basis":"flow"},"#,
        r#"{"id":"trainings","value":50,"unit":"participations","basis":"flow"},"#,
        r#"{"id":"mentored","value":41,"unit":"persons","basis":"flow"},"#,
        r#"{"id":"japanese","value":17,"unit":"persons","basis":"flow"},"#,
        r#"{"id":"talks","value":18,"unit":"events","basis":"flow"},"#,
        r#"{"id":"talks_large","value":6,"unit":"events","basis":"flow"},"#,
        r#"{"id":"talks_small","value":12,"unit":"events","basis":"flow"},"#,
        r#"{"id":"media","value":19,"unit":"events","basis":"flow"},"#,
        r#"{"id":"round_tables","value":3,"unit":"events","basis":"flow"}],"programmes":["#,
        r#"{"id":"placement","name":"職業紹介事業","staff":7,"staff_concurrent":true,"#,
        r#""beneficiaries":35,"beneficiaries_text":"35人","expenses_thousand_yen":13233},"#,
        r#"{"id":"integration","name":"難民の日本社会への統合を促す事業","staff":5,"staff_concurrent":true,"#,
        r#""beneficiaries":71,"beneficiaries_text":"面談などで直接支えた人\n71人","expenses_thousand_yen":13741},"#,
        r#"{"id":"advocacy","name":"難民の現状と課題を調査・発信する事業","staff":3,"staff_concurrent":false,"#,
        r#""beneficiaries":18,"beneficiaries_text":"100人以上6回、50人以下12回、計18回","#,
        r#""expenses_thousand_yen":8123},"#,
        r#"{"id":"other","name":"その他目的を達成するために必要な事業","staff":3,"staff_concurrent":false,"#,
        r#""beneficiaries":null,"beneficiaries_text":"－","expenses_thousand_yen":3091}],"#,
        r#""total_expenses_thousand_yen":38190,"#,
        r#""approval":{"approver":"protection_officer","at":"2025-05-20T10:00:00+09:00","#,
        r#""small_counts":[{"figure":"hires_permanent","value":2}]}}"#
    );
    assert_eq!(json, expected);
}

#[test]
fn a_text_that_names_an_unknown_figure_is_refused() {
    let refused = report_with_results("{companies_consulted}社と{companies_consulte}社");

    assert_eq!(
        refused,
        Err(ReportError::UnknownFigure { programme: PLACEMENT, id: "companies_consulte".into() }),
        "braces must not reach the public"
    );
}

#[test]
fn an_unknown_figure_of_beneficiaries_is_refused() {
    let mut wording = wording(Language::English);
    let placement = wording.programmes.first_mut().expect("the sample has programmes");
    placement.beneficiaries_figure = Some(Code::literal("guests"));

    let refused = ActivityReport::new(&release(), wording, Language::English);

    assert_eq!(refused, Err(ReportError::UnknownFigure { programme: PLACEMENT, id: "guests".into() }));
}

#[test]
fn a_programme_with_expenses_but_without_words_is_refused() {
    let mut wording = wording(Language::Japanese);
    wording.programmes.remove(0);

    let refused = ActivityReport::new(&release(), wording, Language::Japanese);

    assert_eq!(
        refused,
        Err(ReportError::MissingProgramme { programme: PLACEMENT }),
        "the rows would not add up to the total"
    );
}

#[test]
fn the_law_table_has_a_repeated_header_four_programmes_and_the_total() {
    for (language, header, staff, total) in [
        (Language::Japanese, "定款に記載された事業名", "7人(兼任)", "合計38,190"),
        (Language::English, "Programme (as in the articles)", "7(shared)", "Total38,190"),
    ] {
        let document = part(&report_in(language), "word/document.xml");
        let tables: Vec<&str> = document.split("<w:tbl>").skip(1).collect();

        let rows = texts_of(&document, "w:tr");

        assert_eq!(tables.len(), 2, "the law's table and that of the figures");
        assert!(tables.iter().all(|table| table.matches("<w:tblHeader />").count() == 1));
        assert_eq!(texts_of(&document, "w:tc").iter().position(|cell| cell == header), Some(0));
        let row = |number: usize| rows.get(number).map(String::as_str).unwrap_or_default();
        assert!(row(1).contains(staff) && row(1).ends_with("13,233"), "{}", row(1));
        assert!(row(2).ends_with("13,741") && row(3).ends_with("8,123") && row(4).ends_with("3,091"));
        assert_eq!(row(5), total);
        assert_eq!(rows.len(), 6 + 1 + 17, "header, programmes, total; header, figures");
    }
}

#[test]
fn the_document_has_the_parts_of_the_form() {
    let document = part(&report_in(Language::Japanese), "word/document.xml");

    let paragraphs = texts_of(&document, "w:p");

    for expected in [
        "事業報告書",
        "2024年度(令和6年度)",
        "特定非営利活動法人 とまりぎ",
        "1\u{3000}事業の成果",
        "(1) 職業紹介事業",
        "2\u{3000}事業の実施に関する事項",
        "(1) 特定非営利活動に係る事業",
        "(事業費の総費用【38,190】千円)",
        "(2) その他の事業",
        "なし",
        "人(実人数)",
        "人(延べ人数)",
        "社",
        "件",
        "回",
    ] {
        assert!(paragraphs.iter().any(|text| text == expected), "{expected} is missing");
    }
    assert!(paragraphs.iter().any(|text| text.starts_with("新たに103人と出会い")), "figures stand in the sentences");
}

#[test]
fn the_headings_are_headings_to_a_word_processor() {
    let file = report_in(Language::English).to_docx().expect("the document is written");

    let document = docx_rs::read_docx(&file).expect("the document can be read");

    let levels = document.styles.create_heading_style_map();
    let headings: Vec<_> = document
        .document
        .children
        .iter()
        .filter_map(|child| match child {
            docx_rs::DocumentChild::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
        .filter_map(|paragraph| {
            let style = paragraph.property.style.as_ref()?;
            Some((*levels.get(&style.val)?, paragraph.raw_text()))
        })
        .collect();
    let of_level = |level| headings.iter().filter(move |(of, _)| *of == level).count();
    assert_eq!((of_level(1), of_level(2)), (3, 6), "{headings:?}");
}

#[test]
fn the_document_says_its_language_and_its_font() {
    for (language, tag) in [(Language::Japanese, "ja-JP"), (Language::English, "en")] {
        let styles = part(&report_in(language), "word/styles.xml");

        assert!(styles.contains(&format!(r#"<w:lang w:val="{tag}" w:eastAsia="ja-JP""#)), "read aloud as {tag}");
        for slot in ["ascii", "hAnsi", "eastAsia"] {
            assert!(styles.contains(&format!(r#"w:{slot}="Noto Sans CJK JP""#)), "{slot}");
        }
    }
}

#[test]
fn the_pages_are_upright_a4_and_numbered() {
    let report = report_in(Language::Japanese);

    let document = part(&report, "word/document.xml");
    let footer = part(&report, "word/footer1.xml");

    assert!(document.contains(r#"<w:pgSz w:w="11906" w:h="16838" />"#));
    assert!(
        footer.contains("<w:instrText>PAGE</w:instrText>") && footer.contains("<w:instrText>NUMPAGES</w:instrText>")
    );
}

#[test]
fn what_the_office_types_stays_text() {
    let typed =
        "<w:tbl></w:tblGrid><w:tr><w:trPr> <&>\" ]]> a\0b\u{b}c\u{1b}d\u{ffff} 🕊\u{fe0f} مرحبا שלום\t難民\r\n次";

    let document = part(&report_with_results(typed).expect("no braces"), "word/document.xml");

    let read = texts_of(&document, "w:p").into_iter().find(|text| text.contains("難民\u{6b21}") || text.contains("🕊"));
    assert_eq!(
        read.as_deref(),
        Some(
            "&lt;w:tbl&gt;&lt;/w:tblGrid&gt;&lt;w:tr&gt;&lt;w:trPr&gt; &lt;&amp;&gt;&quot; ]]&gt; abcd 🕊\u{fe0f} \
             مرحبا שלום 難民次"
        ),
        "everything readable is kept, everything else dropped, nothing becomes markup"
    );
    assert_eq!(document.matches("<w:tblHeader />").count(), 2, "typed markup is not taken for a table");
}

#[test]
fn a_name_with_markup_does_not_break_the_description_of_the_file() {
    let mut wording = wording(Language::English);
    wording.organisation = "Fish & <Chips>\u{1}".into();
    let report = ActivityReport::new(&release(), wording, Language::English).expect("known figures");

    let core = part(&report, "docProps/core.xml");

    assert_eq!(texts_of(&core, "dc:creator"), ["Fish &amp; &lt;Chips&gt;"]);
    assert_eq!(texts_of(&core, "dc:title"), ["Activity report FY2024"]);
    assert!(core.contains("2025-05-20T01:00:00Z"), "dated by the approval");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report_in(Language::Japanese);

    let first = report.to_docx().expect("written");
    let second = report.to_docx().expect("written again");

    assert_eq!(first, second, "a filed report can be compared with a later one");
}

#[test]
fn text_in_every_field_reaches_a_readable_document() {
    let mut wording = wording(Language::Japanese);
    for programme in &mut wording.programmes {
        for text in [&mut programme.name, &mut programme.content, &mut programme.scope, &mut programme.place] {
            *text = "\u{0}&<長い名前の事業>\n\n\u{202b}مرحبا".repeat(20);
        }
    }
    wording.labels.values_mut().for_each(|label| label.push_str("<&>\u{8}"));

    let report = ActivityReport::new(&release(), wording, Language::Japanese).expect("no braces");

    let file = report.to_docx().expect("the document is written");
    assert!(docx_rs::read_docx(&file).is_ok());
}
