//! What screens and pictures are put together from.

pub mod icon;
pub mod tag;
