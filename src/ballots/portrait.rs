//! The picture beside a candidate's name: small, square, and without anything that a camera writes into its files, such as
//! where it was taken.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage,
    codecs::jpeg::JpegEncoder,
    imageops::{self, FilterType},
};

/// How many pixels a portrait has each way: sharp on a good screen at the size at which papers show it.
const SIDE: u32 = 320;

/// The fewest that a picture may have each way, so that a face can be known by it.
const LEAST: u32 = 120;

/// The largest file that is read, in bytes: what a phone's camera makes is smaller.
pub const LARGEST: usize = 16 << 20;

/// How good a JPEG it becomes, of 100: some fifteen thousand bytes.
const QUALITY: u8 = 80;

/// A portrait as it is kept: a JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portrait(Vec<u8>);

/// Why a file gives no portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoPortrait {
    #[error("This file is no picture that can be read. Choose a JPEG, PNG or WebP file.")]
    NoPicture,
    #[error("This file is too large. Choose a picture of at most 16 megabytes.")]
    TooLarge,
    #[error("This picture is too small. It needs at least 120 pixels each way.")]
    TooSmall,
}

impl Portrait {
    /// Makes a portrait of a JPEG, PNG or WebP file.
    ///
    /// # Errors
    /// Files that hold no such picture, or one too large or too small.
    pub fn of(file: &[u8]) -> Result<Self, NoPortrait> {
        if file.len() > LARGEST {
            return Err(NoPortrait::TooLarge);
        }
        let picture = upright(file).map_err(|_| NoPortrait::NoPicture)?;
        if picture.width().min(picture.height()) < LEAST {
            return Err(NoPortrait::TooSmall);
        }
        let square = on_white(&around_the_face(&picture).resize_exact(SIDE, SIDE, FilterType::CatmullRom));
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&square).map_err(|_| NoPortrait::NoPicture)?;
        Ok(Self(jpeg))
    }

    pub fn jpeg(&self) -> &[u8] {
        &self.0
    }
}

/// The picture as it was held when it was taken.
fn upright(file: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(12_000), Some(12_000), Some(400 << 20));
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The largest square in the middle; of a tall picture the upper part, where a face is.
fn around_the_face(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 4, side, side)
}

/// What can be seen through becomes white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let mut white = image::RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255; 4]));
    imageops::overlay(&mut white, &picture.to_rgba8(), 0, 0);
    DynamicImage::ImageRgba8(white).to_rgb8()
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, Rgba, RgbaImage};

    use super::*;

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.into().write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    fn read(portrait: &Portrait) -> RgbImage {
        image::load_from_memory_with_format(portrait.jpeg(), ImageFormat::Jpeg).unwrap().to_rgb8()
    }

    #[test]
    fn a_tall_picture_gives_a_small_square_of_its_upper_part() {
        let tall = RgbImage::from_fn(400, 1200, |_, y| if y < 600 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) });

        let portrait = read(&Portrait::of(&png(tall)).unwrap());

        assert_eq!(portrait.dimensions(), (SIDE, SIDE));
        assert!(portrait.get_pixel(160, 10)[0] > 150 && portrait.get_pixel(160, 310)[0] > 150);
    }

    #[test]
    fn what_can_be_seen_through_is_white() {
        let portrait = read(&Portrait::of(&png(RgbaImage::from_pixel(300, 300, Rgba([0, 0, 0, 0])))).unwrap());

        assert!(portrait.pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250)));
    }

    #[test]
    fn nothing_that_a_camera_noted_is_kept() {
        let mut file = Portrait::of(&png(RgbImage::new(200, 200))).unwrap().0;
        let note = b"Exif\0\0MM\0*\0\0\0\x08taken at 52.1, 4.3";
        let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
        file.splice(2..2, [0xff, 0xe1].into_iter().chain(length).chain(*note));

        let portrait = Portrait::of(&file).unwrap();

        assert!(!portrait.jpeg().windows(8).any(|part| part == b"taken at"));
    }

    #[test]
    fn files_that_give_no_portrait_are_refused_with_what_to_choose_instead() {
        assert_eq!(Portrait::of(b"%PDF-1.7"), Err(NoPortrait::NoPicture));
        assert_eq!(Portrait::of(&png(RgbImage::new(119, 500))), Err(NoPortrait::TooSmall));
        assert_eq!(Portrait::of(&vec![0; LARGEST + 1]), Err(NoPortrait::TooLarge));
        let torn = png(RgbImage::new(200, 200));
        assert_eq!(Portrait::of(&torn[..60]), Err(NoPortrait::NoPicture));
    }
}
