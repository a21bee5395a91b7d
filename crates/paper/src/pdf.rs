//! A sheet as a PDF: pages of A4 with text that can be searched and copied, in every script for which the computer has
//! a font. The fonts that are used are embedded, cut down to their used glyphs.

mod flow;
mod letters;

use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::Fill,
    surface::Surface,
};
use thiserror::Error;

use self::{
    flow::{Flow, Mark, PageMarks},
    letters::Letters,
};
use crate::sheet::Sheet;

/// The PDF could not be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WritePdfError {
    /// The library refused to write it: a font of this computer that cannot be embedded, for example.
    #[error("the PDF could not be written with the fonts of this computer")]
    Refused,
}

impl Sheet {
    /// Writes the sheet as a PDF. Blocks for a moment: the fonts of the computer are looked up.
    ///
    /// # Errors
    /// [`WritePdfError`].
    pub fn to_pdf(&self) -> Result<Vec<u8>, WritePdfError> {
        let mut letters = Letters::new(self.language);
        let mut flow = Flow::new(self.landscape);
        self.blocks.iter().for_each(|block| flow.place(block, &mut letters));
        let pages = flow.finish(&mut letters);
        let mut document = Document::new();
        document.set_metadata(
            Metadata::new().title(crate::text::plain(&self.name)).language(self.language.tag().to_owned()),
        );
        let (width, height) = flow::paper(self.landscape);
        for marks in &pages {
            let settings = PageSettings::from_wh(width, height).ok_or(WritePdfError::Refused)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            draw(&mut surface, marks, &mut letters)?;
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|_| WritePdfError::Refused)
    }
}

fn draw(surface: &mut Surface<'_>, marks: &PageMarks, letters: &mut Letters) -> Result<(), WritePdfError> {
    // What is filled lies under the letters.
    for mark in marks {
        if let Mark::Filled { left, top, width, height, grey } = mark {
            let area = Rect::from_xywh(*left, *top, *width, *height).ok_or(WritePdfError::Refused)?;
            let mut path = PathBuilder::new();
            path.push_rect(area);
            surface.set_fill(Some(fill(*grey)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
    surface.set_fill(Some(fill(0)));
    for mark in marks {
        if let Mark::Line { text, line, left, top } = mark {
            letters.draw(surface, text, *line, *left, *top)?;
        }
    }
    Ok(())
}

fn fill(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}
