//! A row with all that follows from it.

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::recommendation::{self, Recommendation};
use assessment::scoring::{self, Headline, Scores};
use assessment::{Catalogue, Responses};

/// Row: what a line, or a row of a table, says.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// What it calls itself, as JSON.
    pub id: Option<&'a str>,
    /// The responses, one per item.
    pub responses: &'a Responses,
    /// The family aimed at.
    pub family: FamilyIndex,
    /// The level aimed at; none is the next one.
    pub level: Option<Tier>,
    /// What stands under the names that are passed through, in their order.
    pub passed: &'a [Option<String>],
}

/// Outcome: a row with its scores and what is recommended.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// The number of the line or row, from 1.
    pub line: u64,
    /// What was scored.
    pub row: Row<'a>,
    /// What follows from the responses.
    pub scores: Scores,
    /// The profile that the result names first.
    pub headline: Headline,
    /// The gaps to the profile aimed at, and what closes them.
    pub advice: Recommendation,
}

impl<'a> Outcome<'a> {
    /// Scores a row, as the widget does.
    #[must_use]
    pub fn of(catalogue: &Catalogue, line: u64, row: Row<'a>) -> Self {
        let scores = scoring::score(catalogue, row.responses);
        let target = scoring::target(catalogue, &scores, row.family, row.level);
        Self {
            line,
            row,
            headline: scoring::headline(catalogue, &scores, row.family),
            advice: recommendation::recommend(catalogue, &scores, target),
            scores,
        }
    }
}
