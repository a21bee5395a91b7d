//! What a document is, told from its first bytes. The name says nothing about it.

use image::ImageFormat;

/// A plain text in UTF-8.
pub(super) const TEXT: &str = "text/plain";
const OTHER: &str = "application/octet-stream";
const ZIP: &str = "application/zip";

/// The kinds that are told by how they begin, with the ending of their names.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    // The container of the older Word, Excel and PowerPoint alike.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
];

/// What a ZIP archive is when it holds an entry of this name.
const INSIDE_ZIP: &[(&[u8], &str)] = &[
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
];

const ENDINGS: &[(&str, &str)] = &[
    ("image/jpeg", "jpg"),
    ("image/png", "png"),
    ("image/webp", "webp"),
    ("image/gif", "gif"),
    ("image/tiff", "tiff"),
    ("image/heic", "heic"),
    ("image/avif", "avif"),
    ("image/bmp", "bmp"),
    ("application/pdf", "pdf"),
    ("application/rtf", "rtf"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (ZIP, "zip"),
    (TEXT, "txt"),
];

/// Returns the media type of a document.
pub(super) fn of(bytes: &[u8]) -> &'static str {
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return kind;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return inside_zip(bytes);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => "image/webp",
        (_, Some(b"ftyp"), Some(b"avif" | b"avis")) => "image/avif",
        (_, Some(b"ftyp"), Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1")) => "image/heic",
        _ if is_bitmap(bytes) => "image/bmp",
        _ if is_text(bytes) => TEXT,
        _ => OTHER,
    }
}

/// Whether a kind can be shown here.
pub(super) fn can_be_shown(kind: &str) -> bool {
    kind == TEXT || format(kind).is_some()
}

/// The format of a picture that can be drawn here.
pub(super) fn format(kind: &str) -> Option<ImageFormat> {
    match kind {
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/png" => Some(ImageFormat::Png),
        "image/webp" => Some(ImageFormat::WebP),
        "image/gif" => Some(ImageFormat::Gif),
        _ => None,
    }
}

/// Returns the ending of a name for a kind.
pub(super) fn extension(kind: &str) -> &'static str {
    ENDINGS.iter().find(|(known, _)| *known == kind).map_or("bin", |(_, ending)| ending)
}

fn inside_zip(bytes: &[u8]) -> &'static str {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    INSIDE_ZIP.iter().find(|(name, _)| holds(name)).map_or(ZIP, |(_, kind)| kind)
}

/// `BM` begins many a text; a bitmap says how long it is.
fn is_bitmap(bytes: &[u8]) -> bool {
    let said = bytes.get(2..6).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
    bytes.starts_with(b"BM") && said.is_some_and(|said| usize::try_from(said) == Ok(bytes.len()))
}

fn is_text(bytes: &[u8]) -> bool {
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    !bytes.is_empty() && std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_its_content_says() {
        let zip = |name: &str| [b"PK\x03\x04 some bytes ".as_slice(), name.as_bytes(), b" more"].concat();
        let kinds: &[(&[u8], &str)] = &[
            (b"\xff\xd8\xff\xe0 ...", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n...", "image/png"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
            (b"RIFF\x10\0\0\0WAVEfmt ", OTHER),
            (b"\0\0\0\x18ftypheic", "image/heic"),
            (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
            (&zip("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (&zip("photos/1.jpg"), ZIP),
            ("在留カードの写し\r\n".as_bytes(), TEXT),
            (b"BM is how this text begins", TEXT),
            (b"BM\x0c\0\0\0\0\0\0\0\0\0", "image/bmp"),
            (b"\x83\x4a\x81\x5b\x83\x68", OTHER),
            (b"text with a \0", OTHER),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", TEXT),
            (b"", OTHER),
        ];

        for (bytes, kind) in kinds {
            assert_eq!(of(bytes), *kind, "{bytes:?}");
        }
    }

    #[test]
    fn only_pictures_that_are_drawn_anew_and_texts_are_shown() {
        assert!(["image/jpeg", "image/png", "image/webp", "image/gif", TEXT].into_iter().all(can_be_shown));
        assert!(!["application/pdf", "image/tiff", "image/heic", OTHER, "text/html"].into_iter().any(can_be_shown));
    }

    #[test]
    fn every_kind_has_an_ending() {
        assert_eq!(extension("image/jpeg"), "jpg");
        assert_eq!(extension("image/of-a-later-version"), "bin");
    }
}
