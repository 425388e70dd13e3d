//! The integration tests of the package in one program, a module for each file.

mod render;
#[path = "render/screen.rs"]
mod screen;

mod crossing;
mod early;
mod minutes;
mod outward;
mod picked;
mod third_locale;
mod views;
