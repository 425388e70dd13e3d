//! How long each test in a browser took: the tests say so in a file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::run::{Runner, seconds};

/// The variable that names the file; `browser_tests::browse` writes to it.
const VARIABLE: &str = "SKILL_CHECK_TIMES";

/// So many tests are named with the time that they took.
const SLOWEST: usize = 12;

/// The file, where there is one.
#[derive(Debug)]
pub(super) struct File(Option<PathBuf>);

impl File {
    /// An empty one, where it is wanted and can be.
    pub(super) fn new(runner: &Runner, is_wanted: bool) -> Self {
        let path = runner.path("target/browser-times.tsv");
        // No test hangs on it: where it can't be, nothing is said of times.
        let is_there = is_wanted && std::fs::write(&path, "").is_ok();
        Self(is_there.then_some(path))
    }

    /// How the tests learn of it.
    pub(super) fn variable(&self) -> Option<(&'static str, PathBuf)> {
        self.0.clone().map(|path| (VARIABLE, path))
    }

    /// The tests that took longest, in a line.
    pub(super) fn line(&self) -> Option<String> {
        let text = std::fs::read_to_string(self.0.as_ref()?).ok()?;
        let times = times(&text);
        (times.len() > SLOWEST).then(|| slowest(&times))
    }
}

/// The time of each test, in all the browsers that it used.
fn times(text: &str) -> BTreeMap<&str, Duration> {
    let mut times = BTreeMap::new();
    for line in text.lines() {
        let Some((name, Ok(taken))) = line
            .split_once('\t')
            .map(|(name, taken)| (name, taken.parse().map(Duration::from_millis)))
        else {
            continue;
        };
        *times.entry(name).or_default() += taken;
    }
    times
}

fn slowest(times: &BTreeMap<&str, Duration>) -> String {
    let mut times: Vec<_> = times.iter().collect();
    times.sort_by_key(|&(_, time)| std::cmp::Reverse(time));
    let named: Vec<_> = times
        .into_iter()
        .take(SLOWEST)
        .map(|(name, time)| format!("{name} {}", seconds(*time)))
        .collect();
    format!("longest: {}", named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_took_longest_comes_first() {
        let times = times("ways::a\t1000\nsteps::b\t1500\nsteps::b\t500\nbroken\nc\tx\n");
        assert_eq!(slowest(&times), "longest: steps::b 2.0 s, ways::a 1.0 s");
    }
}
