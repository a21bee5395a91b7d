//! A chart as a picture of dots, for programs that do not draw SVG.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use thiserror::Error;

/// Dots for each unit of the drawing: sharp on paper of A4 width.
const SHARPNESS: u16 = 2;

/// A chart cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the chart cannot be drawn")]
pub struct DrawPictureError;

/// Draws a [chart](super::Publication::chart) as PNG. Blocks for a moment: the fonts of the computer are looked up.
///
/// # Errors
/// [`DrawPictureError`] for what is no drawing.
pub fn png(svg: &str) -> Result<Vec<u8>, DrawPictureError> {
    let mut options = Options::default();
    options.fontdb_mut().load_system_fonts();
    let tree = Tree::from_str(svg, &options).map_err(|_| DrawPictureError)?;
    let (size, sharpness) = (tree.size().to_int_size(), u32::from(SHARPNESS));
    let (across, down) = (size.width().saturating_mul(sharpness), size.height().saturating_mul(sharpness));
    let mut dots = Pixmap::new(across, down).ok_or(DrawPictureError)?;
    let sharpness = f32::from(SHARPNESS);
    resvg::render(&tree, Transform::from_scale(sharpness, sharpness), &mut dots.as_mut());
    dots.encode_png().map_err(|_| DrawPictureError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_dots_of_twice_its_size_and_anything_else_nothing() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"><rect width=\"9\" height=\"9\"/></svg>";

        let picture = png(svg).expect("a picture");

        assert!(picture.starts_with(b"\x89PNG"));
        let size: Vec<u8> = [60_u32, 40].into_iter().flat_map(u32::to_be_bytes).collect();
        assert_eq!(picture.get(16..24), Some(size.as_slice()), "width and height");
        assert_eq!(png("no drawing"), Err(DrawPictureError));
    }
}
