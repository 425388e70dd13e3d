//! The command `frameworks`: an application with each framework that the guide has a recipe for, built by its own
//! tools and run to a result; and the table of it in the guide. They are large, so `test` leaves them out.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::build::{self, Mode};
use crate::run::{Runner, cargo};
use crate::setup;

/// Where they are installed, and the applications built.
const FOLDER: &str = "target/frameworks";

/// What names their versions, and the skeletons of the applications.
const SOURCES: &str = "tests/frameworks";

/// The file with the tests, and how the names of those that are left out else begin.
const TESTS: [&str; 2] = ["frameworks::", "framework_"];

/// The guide with the recipes, and the marks around its table.
const GUIDE: &str = "docs/frameworks.md";
const MARKS: [&str; 2] = ["<!-- measured: frameworks -->\n", "<!-- /measured -->\n"];

/// The ways in the order of the table, by the names of what the tests write; and whether each run of `test` has it.
const WAYS: [(&str, bool); 9] = [
    ("followed", true),
    ("plain", true),
    ("react", true),
    ("common", true),
    ("next", false),
    ("astro", false),
    ("vue", false),
    ("svelte", false),
    ("angular", false),
];

/// What a test tells of a way.
#[derive(Debug, Deserialize)]
struct Row {
    title: String,
    versions: String,
    ran: String,
    seconds: u64,
    lines: usize,
}

/// The command `frameworks`.
pub(crate) fn command(runner: &Runner) -> Result<()> {
    setup::node_tools(runner)?;
    let chromium = setup::chromium(runner)?;
    let folder = runner.path(FOLDER);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("{} can't be made", folder.display()))?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        let from = runner.path(SOURCES).join(name);
        std::fs::copy(&from, folder.join(name))
            .with_context(|| format!("{} can't be copied", from.display()))?;
    }
    setup::frameworks(runner, FOLDER)?;
    build::run(runner, Mode::Production)?;
    take_package(runner, &folder)?;
    for (way, _) in WAYS {
        // What an earlier run has found is no answer.
        let _ = std::fs::remove_file(folder.join(format!("{way}.json")));
    }
    runner.step("Building an application with each, and running it", || {
        let mut command = cargo();
        command
            .args(["test", "--locked", "--package=browser-tests"])
            .args(["--test=integration", "--", TESTS[0]])
            .args(["--include-ignored", "--test-threads=1"])
            .env("SKILL_CHECK_FRAMEWORKS", &folder)
            .env("SKILL_CHECK_DIST", runner.path("dist"))
            .env("CHROME", &chromium.browser)
            .env("CHROMEDRIVER", &chromium.driver)
            .env("NEXT_TELEMETRY_DISABLED", "1")
            .env("ASTRO_TELEMETRY_DISABLED", "1")
            .env("NG_CLI_ANALYTICS", "false");
        runner.run(&mut command)
    })?;
    let table = table(&folder, &today(runner)?)?;
    let path = runner.path(GUIDE);
    let guide = std::fs::read_to_string(&path).with_context(|| format!("{GUIDE} can't be read"))?;
    std::fs::write(&path, with_table(&guide, &table)?)
        .with_context(|| format!("{GUIDE} can't be written"))?;
    print!("{table}");
    Ok(())
}

/// Puts the package where all of them find it.
fn take_package(runner: &Runner, folder: &Path) -> Result<()> {
    let to = folder.join("node_modules/@skill-check/widget");
    let _ = std::fs::remove_dir_all(&to);
    std::fs::create_dir_all(to.with_file_name(""))
        .with_context(|| format!("{} can't be made", to.display()))?;
    let mut copy = std::process::Command::new("cp");
    copy.arg("-r").arg(runner.path("dist/npm")).arg(&to);
    runner.run(&mut copy).map(drop)
}

/// The day, as the table has it.
fn today(runner: &Runner) -> Result<String> {
    let day = runner.run(std::process::Command::new("date").arg("+%Y-%m-%d"))?;
    Ok(day.trim().to_owned())
}

/// The table of what the tests have written.
fn table(folder: &Path, day: &str) -> Result<String> {
    let mut text =
        "\n| way | with | what was run | seconds | lines | last run |\n|---|---|---|---|---|---|\n"
            .to_owned();
    for (way, is_always) in WAYS {
        let path = folder.join(format!("{way}.json"));
        let row = std::fs::read(&path).with_context(|| format!("no test has tried {way}"))?;
        let row: Row = serde_json::from_slice(&row)
            .with_context(|| format!("{} is no row", path.display()))?;
        let last = if is_always { "each run" } else { day };
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {last} |",
            row.title, row.versions, row.ran, row.seconds, row.lines
        );
    }
    text.push('\n');
    Ok(text)
}

/// The guide with another table.
fn with_table(guide: &str, table: &str) -> Result<String> {
    let [open, close] = MARKS;
    let parts = guide.split_once(open);
    let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once(close)?.1)));
    ensure!(parts.is_some(), "{GUIDE} has no place for the table");
    let (before, after) = parts.unwrap_or_default();
    Ok(format!("{before}{open}{table}{close}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_goes_between_its_marks() {
        let guide = format!("a\n{}old\n{}b\n", MARKS[0], MARKS[1]);
        let with = with_table(&guide, "new\n").unwrap();
        assert_eq!(with, guide.replace("old", "new"));
        assert!(with_table("a", "new").is_err());
    }
}
