//! When the long run was last, and of which commit: it is too long for every change, and easily forgotten.

use std::process::Command;

use anyhow::{Context, Result};

use super::LONG_RUN;
use crate::run::Runner;

/// What stands in the file, for a commit and its day.
fn text(commit: &str, day: &str) -> String {
    format!(
        "# Written by `cargo xtask test --long` once all of it has passed.\ncommit = \"{commit}\"\nday = \"{day}\"\n"
    )
}

/// Commit and day in the file's text.
fn read(text: &str) -> Option<(&str, &str)> {
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.strip_prefix(" = \"")?.strip_suffix('"')
    };
    Some((value("commit")?, value("day")?))
}

fn git(runner: &Runner, arguments: &[&str]) -> Result<String> {
    let output = runner.run(Command::new("git").args(arguments))?;
    Ok(output.trim().to_owned())
}

/// Notes that it has passed now.
pub(super) fn note(runner: &Runner) -> Result<()> {
    let commit = git(runner, &["rev-parse", "--short=12", "HEAD"])?;
    let day = git(runner, &["log", "-1", "--format=%cs"])?;
    let path = runner.path(LONG_RUN);
    std::fs::write(&path, text(&commit, &day))
        .with_context(|| format!("{} can't be written", path.display()))?;
    println!("The long run has passed at {commit}: commit {LONG_RUN}");
    Ok(())
}

/// In a line, when it was.
pub(super) fn said(runner: &Runner) -> Result<String> {
    let path = runner.path(LONG_RUN);
    let never = "The long run (`cargo xtask test --long`) has not been made yet".to_owned();
    let Ok(text) = std::fs::read_to_string(&path) else {
        return Ok(never);
    };
    let (commit, day) =
        read(&text).with_context(|| format!("{LONG_RUN} names no commit and no day"))?;
    // Of a history that was cut off the commit may be gone.
    let range = format!("{commit}..HEAD");
    let since = git(runner, &["rev-list", "--count", &range]);
    let since = since.map_or_else(|_| String::new(), |count| format!(", {count} commits ago"));
    Ok(format!("The long run was last at {commit} of {day}{since}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_is_read_again() {
        let text = text("0123456789ab", "2026-11-30");
        assert_eq!(read(&text), Some(("0123456789ab", "2026-11-30")));
        assert_eq!(read("commit = \"a\"\n"), None);
        assert_eq!(read("commit = a\nday = \"b\"\n"), None);
    }
}
