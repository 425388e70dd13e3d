//! Pictures that are kept in the repository: small, and the same on every machine.

use std::path::Path;

use anyhow::{Context as _, Result};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _, RgbImage};

/// Leaves sixteen shades a channel: enough to look at and to compare, and half as much to keep.
pub fn coarsen(picture: &mut RgbImage) {
    picture
        .iter_mut()
        .for_each(|channel| *channel = *channel / 16 * 17);
}

/// Writes a picture as PNG, as small as it gets, into a folder that is made for it.
///
/// # Errors
/// Says which file can't be written.
pub fn save(picture: &RgbImage, path: &Path) -> Result<()> {
    let folder = path.parent().context("a folder")?;
    std::fs::create_dir_all(folder)?;
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive)
        .write_image(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )?;
    std::fs::write(path, bytes).with_context(|| format!("{} can't be written", path.display()))
}
