//! What is packed inside other bytes: gzip, zlib, zip and zstandard, wherever they begin, also inside each other.

use std::io::Read;

/// No member is unpacked further than this.
const MOST: u64 = 8 << 20;
const DEEPEST: u32 = 3;

/// Hands every unpacked content to `look`. What only looks like a member gives nothing, or nonsense.
pub fn unpacked(bytes: &[u8], look: &mut dyn FnMut(&[u8])) {
    inside(bytes, 0, look);
}

fn inside(bytes: &[u8], depth: u32, look: &mut dyn FnMut(&[u8])) {
    if depth == DEEPEST {
        return;
    }
    for (at, head) in bytes.windows(4).enumerate() {
        // Most places are passed by their first byte.
        if !matches!(head[0], 0x1F | 0x28 | 0x50 | 0x78) {
            continue;
        }
        let content = member(head, &bytes[at..]).unwrap_or_default();
        if !content.is_empty() {
            look(&content);
            inside(&content, depth + 1, look);
        }
    }
}

fn member(head: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    match head {
        [0x1F, 0x8B, 8, _] => Some(read(flate2::read::GzDecoder::new(bytes))),
        [0x28, 0xB5, 0x2F, 0xFD] => Some(read(ruzstd::decoding::StreamingDecoder::new(bytes).ok()?)),
        [0x50, 0x4B, 3, 4] => Some(read(flate2::read::DeflateDecoder::new(deflated(bytes)?))),
        [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => Some(read(flate2::read::ZlibDecoder::new(bytes))),
        _ => None,
    }
}

/// Where the content of a deflated member of a zip begins.
fn deflated(bytes: &[u8]) -> Option<&[u8]> {
    let number = |at: usize| Some(usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    const DEFLATE: usize = 8;
    if number(8)? != DEFLATE {
        return None;
    }
    bytes.get(30 + number(26)? + number(28)?..)
}

/// Reads as far as it goes: a member may be cut off, and what was unpacked until then counts.
fn read(mut packed: impl Read) -> Vec<u8> {
    let mut content = vec![];
    let _ = packed.by_ref().take(MOST).read_to_end(&mut content);
    content
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::*};

    use super::*;

    const TEXT: &[u8] = b"somebody's name, somebody's name, somebody's name";

    fn finds(packed: &[u8]) -> bool {
        let mut found = false;
        let around = [b"other bytes", packed, b"more of them"].concat();
        unpacked(&around, &mut |content| found |= content.windows(TEXT.len()).any(|part| part == TEXT));
        found
    }

    #[test]
    fn gzip_and_zlib_are_unpacked_wherever_they_begin() {
        let mut gzip = GzEncoder::new(vec![], Compression::default());
        gzip.write_all(TEXT).unwrap();
        let mut zlib = ZlibEncoder::new(vec![], Compression::default());
        zlib.write_all(TEXT).unwrap();

        assert!(finds(&gzip.finish().unwrap()));
        assert!(finds(&zlib.finish().unwrap()));
        assert!(!finds(b"nothing"));
    }

    #[test]
    fn a_member_of_a_zip_is_unpacked() {
        let mut deflate = DeflateEncoder::new(vec![], Compression::default());
        deflate.write_all(TEXT).unwrap();
        let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x04\0\0\0name".to_vec();
        zip.extend(deflate.finish().unwrap());

        assert!(finds(&zip));
    }

    #[test]
    fn zstandard_is_unpacked() {
        let packed = ruzstd::encoding::compress_to_vec(TEXT, ruzstd::encoding::CompressionLevel::Fastest);

        assert!(finds(&packed));
    }
}
