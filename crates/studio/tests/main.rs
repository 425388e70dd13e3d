//! The integration tests of the package in one program, a module for each file.

mod pages;
mod rename;
mod studio;
