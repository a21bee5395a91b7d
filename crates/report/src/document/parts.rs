//! What the library has no word for, added to the XML parts it built.
//!
//! Text cannot be mistaken for these places: a `<` that somebody typed stands in the parts as `&lt;`.

use docx_rs::XMLDocx;

use super::WriteDocumentError;
use super::layout::allowed_in_xml;
use crate::phrases::Phrases;
use crate::{ActivityReport, Language};

/// Marks each table's first row as its header, and says in which language the document is and what it is called.
pub(super) fn complete(parts: &mut XMLDocx, report: &ActivityReport) -> Result<(), WriteDocumentError> {
    add_behind(&mut parts.document, "</w:tblGrid><w:tr><w:trPr>", "<w:tblHeader />")?;
    add_before(&mut parts.styles, "</w:rPr></w:rPrDefault>", language(report.language))?;
    replace(&mut parts.doc_props.core, "<dc:creator>unknown</dc:creator>", &description(report))?;
    let approved = report.approval.at.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    replace(&mut parts.doc_props.core, "1970-01-01T00:00:00Z", &approved)
}

fn language(language: Language) -> &'static str {
    match language {
        Language::Japanese => r#"<w:lang w:val="ja-JP" w:eastAsia="ja-JP" w:bidi="ar-SA" />"#,
        Language::English => r#"<w:lang w:val="en" w:eastAsia="ja-JP" w:bidi="ar-SA" />"#,
    }
}

fn description(report: &ActivityReport) -> String {
    let phrases = Phrases::of(report.language);
    let title = format!("{} {}", phrases.title, phrases.year(report.year));
    let organisation = allowed_in_xml(&report.organisation);
    format!("<dc:title>{}</dc:title><dc:creator>{}</dc:creator>", escaped(&title), escaped(&organisation))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn add_behind(part: &mut Vec<u8>, place: &str, addition: &str) -> Result<(), WriteDocumentError> {
    replace(part, place, &format!("{place}{addition}"))
}

fn add_before(part: &mut Vec<u8>, place: &str, addition: &str) -> Result<(), WriteDocumentError> {
    replace(part, place, &format!("{addition}{place}"))
}

fn replace(part: &mut Vec<u8>, place: &str, replacement: &str) -> Result<(), WriteDocumentError> {
    let text = str::from_utf8(part).map_err(|_| WriteDocumentError::UnexpectedPart)?;
    if !text.contains(place) {
        return Err(WriteDocumentError::UnexpectedPart);
    }
    *part = text.replace(place, replacement).into_bytes();
    Ok(())
}
