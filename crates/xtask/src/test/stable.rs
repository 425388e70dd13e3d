//! The build by what is stable in the compiler alone: that it is made, and that a check runs in it.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{Counts, Group, Program, listed, run_those};
use crate::build::{self, Mode, Plan};
use crate::run::Runner;

/// Where it goes, beside the build for visitors.
const OUT: &str = "target/stable";

/// What tells the tests in a browser where a build lies.
pub(super) const DIST: &str = "SKILL_CHECK_DIST";

/// What is run in it: whole checks, and the way back after a panic, which is written out by another library.
const NAMES: [&str; 3] = [
    "journeys::a_whole_run_in_german_by_mouse",
    "journeys::a_response_can_be_changed_from_the_result",
    "faults::fifty_panics_lose_nothing_and_the_other_widget_goes_on",
];

/// Builds it and runs that.
pub(super) fn test(
    runner: &Runner,
    counts: &mut Counts,
    programs: &[Program],
    environment: &[(&'static str, PathBuf)],
) -> Result<()> {
    let out = runner.path(OUT);
    let plan = Plan {
        mode: Mode::Stable,
        catalogues: None,
        out: Some(out.clone()),
    };
    build::run_plan(runner, &plan)?;
    let mut environment = environment.to_vec();
    environment.retain(|(name, _)| *name != DIST);
    environment.push((DIST, out));
    let mut groups: Vec<Group<'_>> = Vec::new();
    for name in NAMES {
        let found = listed(runner, programs, name)?;
        ensure!(!found.is_empty(), "there is no test {name} any more");
        groups.extend(found);
    }
    run_those(runner, counts, "the stable build", &groups, &environment)
}
