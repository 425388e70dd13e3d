//! The integration tests of the package in one program, a module for each file.

mod common;

mod analyse;
mod authoring;
mod import;
mod links;
mod new;
mod packed;
mod preview;
mod score;
