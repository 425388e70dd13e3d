//! The pure core of skill-check: what is asked, what was answered, and what follows from it.
//!
//! Nothing here knows a browser, a file, a clock or a language; everything is a total function of
//! its arguments, in integers, so the same responses give the same result on every machine.
//!
//! Where to start, in reading order:
//! - [`catalogue`]: the checked content model. A [`Catalogue`] that violates an invariant can't exist.
//! - [`level`]: a level of proficiency.
//! - [`response`]: what a visitor answered, item by item.
//! - [`scoring`]: responses to area scores, fits, statuses and the headline.
//! - [`recommendation`]: gaps to the best set of modules, with reasons.
//! - [`exam`]: how far a certificate exam's fields are covered.
//! - [`overlap`]: which other roles the responses are close to.
//! - [`quick`]: which items decide soonest, and when the rest can't change a status.
//! - [`knowledge`]: what a check of knowledge says beside a self-rating.
//! - [`session`]: one sitting as `Session` + `Action` -> `Session`.
//! - [`summary`]: what a result comes to, without the responses.
//! - [`link`]: responses, or a summary, as a short text that opens for ever.
//! - [`record`]: a session as a short text, to be saved.
//! - [`export`]: a result as a file to take along.
//! - [`handover`]: a result, or nothing but answers, to be given to somebody else.
//! - [`text`]: the strings of one locale; the only module that holds language.
//! - [`compiled`]: the binary form that holds a catalogue and its texts in one locale.
//! - [`example`]: a small catalogue, for the examples in this documentation.

#![forbid(unsafe_code)]

pub mod agenda;
pub mod catalogue;
mod codec;
pub mod compiled;
mod date;
pub mod exam;
pub mod example;
pub mod export;
pub mod handover;
pub mod id;
mod json;
pub mod knowledge;
pub mod ladder;
pub mod level;
pub mod link;
mod order;
pub mod overlap;
pub mod pace;
pub mod quick;
pub mod recommendation;
pub mod record;
pub mod response;
pub mod scoring;
pub mod session;
pub mod summary;
pub mod text;

pub use catalogue::{Catalogue, Definition};
pub use response::{Response, Responses};
