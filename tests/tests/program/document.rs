//! The activity report as a document, opened by the office suite that an office would open it with.

use std::{fs, path::Path, process::Command};

use acceptance::program;

const PASSPHRASE: &str = "quiet-river-lantern-garden-pencil-cloud\n";

fn tomarigi(arguments: &[&str]) {
    let done = program::tomarigi(arguments, PASSPHRASE).expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Lets LibreOffice open the document and write it in another format.
pub fn converted(folder: &Path, document: &str, format: &str) -> Vec<u8> {
    reopened(folder, &format!("{document}.docx"), format);
    let written = folder.join(format!("{document}.{format}"));
    fs::read(&written).unwrap_or_else(|_| panic!("LibreOffice wrote no {format}"))
}

/// Lets LibreOffice open a file of a folder and write it beside it in another format, which may have a filter's settings.
pub fn reopened(folder: &Path, file: &str, format: &str) {
    let profile = format!("-env:UserInstallation=file://{}/office", folder.display());
    let done = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", format, "--outdir"])
        .arg(folder)
        .arg(folder.join(file))
        .output()
        .expect("LibreOffice (libreoffice-writer-nogui, libreoffice-calc-nogui)");
    assert!(done.status.success(), "{done:?}");
}

/// What another program says of files.
pub fn told(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("poppler-utils");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn libreoffice_opens_the_report_with_its_table_and_its_fonts() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let vault = at("vault");
    tomarigi(&["sample", "--vault", &vault]);
    for language in ["ja", "en"] {
        let out = at(&format!("{language}.docx"));
        tomarigi(&[
            "report", "--vault", &vault, "--year", "2024", "--lang", language, "--format", "docx", "--out", &out,
        ]);
    }

    let japanese = String::from_utf8(converted(folder.path(), "ja", "fodt")).expect("an XML document");
    assert!(japanese.contains("<table:table-header-rows>"), "the table of the law has a real header row");
    assert!(japanese.contains("職業紹介事業") && japanese.contains("38,190") && japanese.contains("13,741"));
    assert!(japanese.contains("延べ") && japanese.contains("実人数"), "every figure says how people are counted");

    converted(folder.path(), "ja", "pdf");
    let fonts = told("pdffonts", &[&at("ja.pdf")]);
    assert!(fonts.contains("NotoSansCJKjp"), "Japanese text stands in a Japanese font: {fonts}");
    let text = told("pdftotext", &["-layout", &at("ja.pdf"), "-"]);
    assert!(text.contains("事業報告書") && text.contains("38,190"), "{text}");

    converted(folder.path(), "en", "pdf");
    let text = told("pdftotext", &["-layout", &at("en.pdf"), "-"]);
    assert!(text.contains("38,190") && text.contains("persons") && text.contains("participations"), "{text}");
}
