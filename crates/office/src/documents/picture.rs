//! Drawing a picture anew: from a file of whoever made it to points, and from the points to a new file.
//!
//! What comes out holds nothing of the file that came in but what can be seen: no place, no camera, no thumbnail, no
//! animation, no trick aimed at the web view.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use guarded::Guarded;
use image::{
    DynamicImage, ExtendedColorType, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use zeroize::Zeroizing;

/// A picture, drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type: `image/jpeg`, or `image/png` when parts of it are transparent.
    pub kind: &'static str,
    /// Itself.
    pub bytes: Guarded<Vec<u8>>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The longest side that is drawn.
const LONGEST_SIDE: u32 = 30_000;
/// The most pixels: a scanned A3 page at 600 dots an inch.
const MOST_PIXELS: u64 = 72_000_000;
/// The most memory for them.
const MOST_BYTES: u64 = 320 * 1024 * 1024;
const JPEG_QUALITY: u8 = 88;

/// Draws a picture so that its longest side is at most `longest_side`. None when it is not what it says, is larger than
/// the limits above, or makes the decoder fail.
pub(super) fn draw(bytes: &[u8], format: ImageFormat, longest_side: u32) -> Option<Picture> {
    // A decoder that panics over a file has not changed anything that lives on.
    catch_unwind(AssertUnwindSafe(|| encode(small(decode(bytes, format)?, longest_side)))).ok().flatten()
}

fn decode(bytes: &[u8], format: ImageFormat) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    // Not every decoder keeps to the limits by itself.
    let fits = u64::from(width).saturating_mul(u64::from(height)) <= MOST_PIXELS;
    if !fits || decoder.total_bytes() > MOST_BYTES {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture)
}

fn small(picture: DynamicImage, longest_side: u32) -> DynamicImage {
    let longest_side = longest_side.max(1);
    if picture.width().max(picture.height()) <= longest_side {
        return picture;
    }
    let small = picture.thumbnail(longest_side, longest_side);
    forget(picture);
    small
}

/// Overwrites the points.
fn forget(picture: DynamicImage) {
    drop(Zeroizing::new(picture.into_bytes()));
}

fn encode(picture: DynamicImage) -> Option<Picture> {
    let (width, height) = (picture.width(), picture.height());
    let transparent = is_transparent(&picture);
    let points = if transparent {
        Zeroizing::new(picture.into_rgba8().into_raw())
    } else {
        Zeroizing::new(picture.into_rgb8().into_raw())
    };
    // Room for all from the start: a vector that grows leaves copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(points.len()));
    let (kind, drawn) = if transparent {
        ("image/png", PngEncoder::new(&mut *out).write_image(&points, width, height, ExtendedColorType::Rgba8))
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut *out, JPEG_QUALITY);
        ("image/jpeg", encoder.write_image(&points, width, height, ExtendedColorType::Rgb8))
    };
    drawn.ok()?;
    Some(Picture { kind, bytes: Guarded::new(std::mem::take(&mut *out)), width, height })
}

/// Whether anything can be seen through. Most pictures that could be transparent are not, and then are smaller as JPEG.
fn is_transparent(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.pixels().any(|(_, _, point)| point.0[3] < u8::MAX)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    /// A picture with a white left half and a black right half.
    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { [255; 3] } else { [0; 3] }))
    }

    fn written(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.into().write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    fn drawn(bytes: &[u8], format: ImageFormat, longest_side: u32) -> (Picture, RgbImage) {
        let picture = draw(bytes, format, longest_side).expect("a picture");
        let again = image::load_from_memory(picture.bytes.expose()).expect("what was drawn is a picture").into_rgb8();
        (picture, again)
    }

    /// An EXIF block that says how the picture is to be turned, and carries a place.
    fn with_exif(jpeg: &[u8], orientation: u8, secret: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(secret);
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let (soi, rest) = jpeg.split_at(2);
        [soi, &[0xff, 0xe1], &length, &exif, rest].concat()
    }

    #[test]
    fn a_picture_is_turned_as_its_camera_says_and_loses_everything_else() {
        let jpeg = with_exif(&written(halves(80, 40), ImageFormat::Jpeg), 6, b"35.6812N 139.7671E");

        let (picture, again) = drawn(&jpeg, ImageFormat::Jpeg, 1_000);

        assert_eq!((picture.width, picture.height), (40, 80), "turned by a quarter");
        assert!(again.get_pixel(20, 10).0[0] > 200 && again.get_pixel(20, 70).0[0] < 50, "left is up now");
        let bytes = picture.bytes.expose();
        assert!(!bytes.windows(4).any(|four| four == b"Exif"), "no metadata is left");
        assert!(!bytes.windows(7).any(|seven| seven == b"35.6812"), "nor the place");
    }

    #[test]
    fn a_large_picture_becomes_small_and_a_small_one_stays() {
        let large = written(halves(900, 300), ImageFormat::Png);

        assert_eq!(drawn(&large, ImageFormat::Png, 300).1.dimensions(), (300, 100));
        assert_eq!(drawn(&large, ImageFormat::Png, 5_000).1.dimensions(), (900, 300));
        assert_eq!(drawn(&large, ImageFormat::Png, 0).1.dimensions(), (1, 1));
    }

    #[test]
    fn transparency_is_kept() {
        let clear = written(RgbaImage::from_pixel(8, 8, Rgba([255, 0, 0, 0])), ImageFormat::Png);

        let (picture, _) = drawn(&clear, ImageFormat::Png, 100);

        assert_eq!(picture.kind, "image/png");
        let again = image::load_from_memory(picture.bytes.expose()).expect("a picture").into_rgba8();
        assert_eq!(again.get_pixel(4, 4).0[3], 0);
    }

    #[test]
    fn of_an_animation_the_first_picture_is_shown() {
        let mut bytes = Vec::new();
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for shade in [255, 0] {
            let frame = RgbaImage::from_pixel(8, 8, Rgba([shade, shade, shade, 255]));
            encoder.encode_frame(image::Frame::new(frame)).expect("a frame");
        }
        drop(encoder);

        let (_, again) = drawn(&bytes, ImageFormat::Gif, 100);

        assert!(again.get_pixel(4, 4).0[0] > 200);
    }

    #[test]
    fn every_kind_on_offer_is_drawn() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let (_, again) = drawn(&written(halves(40, 20), format), format, 100);

            assert!(again.get_pixel(5, 10).0[0] > 200 && again.get_pixel(35, 10).0[0] < 50, "{format:?}");
        }
    }

    #[test]
    fn a_small_file_that_claims_to_be_huge_is_not_drawn() {
        let mut png = written(halves(8, 8), ImageFormat::Png);
        for (width, height) in [(60_000_u32, 60_000_u32), (29_999, 29_999), (2_000_000_000, 1)] {
            png[16..20].copy_from_slice(&width.to_be_bytes());
            png[20..24].copy_from_slice(&height.to_be_bytes());
            let crc = crc32(&png[12..29]);
            png[29..33].copy_from_slice(&crc.to_be_bytes());

            assert_eq!(draw(&png, ImageFormat::Png, 100), None, "{width} × {height}");
        }
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn damaged_pictures_are_refused_and_never_end_the_program() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let whole = written(halves(24, 16), format);
            for length in 0..whole.len() {
                let _ = draw(&whole[..length], format, 64);
            }
            for place in 0..whole.len() {
                for bits in [0x01, 0x80, 0xff] {
                    let mut damaged = whole.clone();
                    damaged[place] ^= bits;
                    let _ = draw(&damaged, format, 64);
                }
            }
            assert_eq!(draw(b"not a picture at all", format, 64), None);
        }
    }
}
