//! The integration tests of the package in one program, a module for each file.

mod common;

mod pages;
mod references;
mod rename;
mod studio;
