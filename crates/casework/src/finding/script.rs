//! Which script a letter belongs to, as far as finding names needs it.

use super::han::is_han;

/// A script that is read in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of ISO 15924")]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
    Georgian,
    Armenian,
    Arabic,
    Hebrew,
    Ethiopic,
    Devanagari,
    Sinhala,
    Thai,
    Khmer,
    Myanmar,
    Tibetan,
    Hangul,
    Han,
    Hiragana,
    Katakana,
    /// Any other: read through its letters' Latin equivalents.
    Other,
}

impl Script {
    /// The script of a letter; none of a mark or digit that takes the script of its neighbour.
    pub fn of(letter: char) -> Option<Self> {
        let code = u32::from(letter);
        Some(match code {
            0x30..=0x39
            | 0x27
            | 0x02B0..=0x036F
            | 0x1AB0..=0x1AFF
            | 0x1DC0..=0x1DFF
            | 0x200B..=0x200F
            | 0x2019
            | 0x2018 => return None,
            0x3099..=0x309C | 0x30FC => return None,
            0x41..=0x02AF | 0x1E00..=0x1EFF => Self::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
            0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF => Self::Cyrillic,
            0x0530..=0x058F => Self::Armenian,
            0x0590..=0x05FF => Self::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF => Self::Arabic,
            0x0900..=0x0D7F => Self::Devanagari,
            0x0D80..=0x0DFF => Self::Sinhala,
            0x0E00..=0x0EFF => Self::Thai,
            0x0F00..=0x0FFF => Self::Tibetan,
            0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Self::Myanmar,
            0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Self::Georgian,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7FF => Self::Hangul,
            0x1200..=0x139F | 0x2D80..=0x2DDF | 0xAB00..=0xAB2F => Self::Ethiopic,
            0x1780..=0x17FF => Self::Khmer,
            0x3041..=0x309F => Self::Hiragana,
            0x30A0..=0x30FF | 0x31F0..=0x31FF => Self::Katakana,
            _ if is_han(letter) => Self::Han,
            _ => Self::Other,
        })
    }
}
