//! The integration tests of the package in one program, a module for each file.

mod gallery_cases;
#[path = "../../assessment/tests/link_support/mod.rs"]
mod link_support;
mod mutation_support;

mod built_in;
mod diagnostics;
mod export;
mod extras;
mod gallery;
mod handover;
mod links;
mod mistakes;
mod mutation;
mod norms;
mod plurals;
mod revisions;
mod schema;
mod table;
