//! Texts laid out in lines, and their glyphs drawn.

use std::{borrow::Cow, collections::HashMap, ops::Range, rc::Rc};

use krilla::{
    geom::Point,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph, Tag},
};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontWeight, Layout, LayoutContext, LineHeight, OverflowWrap,
    StyleProperty, layout::Run,
};

use super::WritePdfError;
use crate::{
    sheet::{Align, Language},
    text::plain,
};

/// Japanese first: its fonts have Latin letters as well, so that a line is of one piece. Other scripts take what the
/// computer has for them.
const JAPANESE: &str = "'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', 'Meiryo', sans-serif";
const ENGLISH: &str = "'Noto Sans', 'Helvetica Neue', 'Segoe UI', 'Noto Sans CJK JP', 'Yu Gothic', sans-serif";

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// In points.
    pub size: f32,
    /// Whether it is bold.
    pub bold: bool,
    /// Where it stands.
    pub align: Align,
}

/// A text in lines.
pub(super) struct Lines {
    text: String,
    layout: Layout<()>,
}

impl Lines {
    /// How many.
    pub fn len(&self) -> usize {
        self.layout.len()
    }

    /// The height of one of them, in points.
    pub fn height_of(&self, line: usize) -> f32 {
        self.layout.get(line).map_or(0.0, |line| line.metrics().line_height)
    }

    /// The height of all.
    pub fn height(&self) -> f32 {
        (0..self.len()).map(|line| self.height_of(line)).sum()
    }
}

/// The fonts, and what turns texts into glyphs.
pub(super) struct Letters {
    language: Language,
    fonts: FontContext,
    layouts: LayoutContext<()>,
    embedded: HashMap<FontKey, Font>,
}

/// A font file, its number in it, and its variation as bits.
type FontKey = (u64, u32, Vec<([u8; 4], u32)>);

impl Letters {
    pub fn new(language: Language) -> Self {
        Self { language, fonts: FontContext::new(), layouts: LayoutContext::new(), embedded: HashMap::new() }
    }

    /// Lays a text out between two edges.
    pub fn lines(&mut self, text: &str, look: Look, width: f32) -> Rc<Lines> {
        let text = plain(text);
        let families = match self.language {
            Language::Japanese => JAPANESE,
            Language::English => ENGLISH,
        };
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::Source(Cow::Borrowed(families))));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.5)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if let Ok(locale) = self.language.tag().parse() {
            builder.push_default(StyleProperty::Locale(Some(locale)));
        }
        if look.bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(alignment(look.align), AlignmentOptions::default());
        Rc::new(Lines { text, layout })
    }

    /// Draws a line with its upper left corner at a place.
    pub fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        lines: &Lines,
        line: usize,
        left: f32,
        top: f32,
    ) -> Result<(), WritePdfError> {
        let Some(line) = lines.layout.get(line) else { return Ok(()) };
        let metrics = line.metrics();
        let above: f32 = metrics.baseline - metrics.block_min_coord;
        let mut at = Point::from_xy(left + metrics.offset, top + above);
        for run in line.runs() {
            let glyphs = glyphs(&run);
            let font = self.font(&run)?;
            surface.draw_glyphs(at, &glyphs, font, &lines.text, run.font_size(), false);
            at.x += run.advance();
        }
        Ok(())
    }

    /// The font of a run as the PDF embeds it.
    fn font(&mut self, run: &Run<'_, ()>) -> Result<Font, WritePdfError> {
        let used = run.font();
        let synthesis = run.synthesis();
        let variation = synthesis.variation_settings();
        let settings = variation.iter().map(|(tag, value)| (tag.to_be_bytes(), *value));
        let bits = settings.clone().map(|(tag, value)| (tag, value.to_bits())).collect();
        let key: FontKey = (used.data.id(), used.index, bits);
        if let Some(known) = self.embedded.get(&key) {
            return Ok(known.clone());
        }
        let settings: Vec<_> = settings.map(|(tag, value)| (Tag::new(&tag), value)).collect();
        let (bytes, _) = used.data.clone().into_raw_parts();
        let font = Font::new_variable(bytes.into(), used.index, &settings).ok_or(WritePdfError::Refused)?;
        self.embedded.insert(key, font.clone());
        Ok(font)
    }
}

const fn alignment(align: Align) -> Alignment {
    match align {
        Align::Start => Alignment::Start,
        Align::Middle => Alignment::Center,
        Align::End => Alignment::Right,
    }
}

/// The glyphs of a run with the bytes of the text that each stands for. A ligature stands for all of its letters: the
/// letters after its first have no glyph of their own.
fn glyphs(run: &Run<'_, ()>) -> Vec<KrillaGlyph> {
    let size = run.font_size();
    let mut glyphs: Vec<KrillaGlyph> = Vec::new();
    let mut waiting: Option<Range<usize>> = None;
    for cluster in run.visual_clusters() {
        let own = cluster.text_range();
        if cluster.is_ligature_continuation() {
            // From right to left the letters after the first are met before it.
            match glyphs.last_mut() {
                Some(glyph) if !run.is_rtl() => glyph.text_range = joined(&glyph.text_range, &own),
                _ => waiting = Some(waiting.map_or(own.clone(), |waiting| joined(&waiting, &own))),
            }
            continue;
        }
        let range = waiting.take().map_or(own.clone(), |waiting| joined(&waiting, &own));
        glyphs.extend(cluster.glyphs().map(|glyph| {
            let (id, advance) = (GlyphId::new(glyph.id), glyph.advance / size);
            KrillaGlyph::new(id, advance, glyph.x / size, glyph.y / size, 0.0, range.clone(), None)
        }));
    }
    glyphs
}

fn joined(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}
