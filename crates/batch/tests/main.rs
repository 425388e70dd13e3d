//! The integration tests of the package in one program, a module for each file.

mod batch;
mod records;
