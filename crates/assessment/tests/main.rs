//! The integration tests of the package in one program, a module for each file.

mod common;
mod link_support;
mod wrappers;

mod areas;
mod catalogue;
mod compiled;
mod extras;
mod headline;
mod knowledge;
mod link;
mod link_corpus;
mod link_mutation;
mod link_summary;
mod link_wrapped;
mod overlap;
mod properties;
mod public;
mod quick;
mod recommendation;
mod record;
mod scoring;
mod session;
