//! Tests of scripts, which Node.js runs: bundled first, as the scripts are written for browsers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::Runner;

/// Runs a file of tests in the sources; `modules` are files that it imports by a name. Returns how many passed.
///
/// # Panics
/// When one fails, or none is there.
pub(super) fn passes(test: &str, modules: &[(&str, &Path)]) -> u32 {
    all_pass(&[test.to_owned()], modules)
}

/// The same for all files of tests in a folder of the sources.
///
/// # Panics
/// When one fails, or none is there.
pub(crate) fn folder_passes(folder: &str, modules: &[(&str, &Path)]) -> u32 {
    let mut tests: Vec<String> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".test.js"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    tests.sort();
    all_pass(&tests, modules)
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap()
}

fn all_pass(tests: &[String], modules: &[(&str, &Path)]) -> u32 {
    let runner = Runner::new(root(), false);
    let name = tests[0].replace(['/', '.'], "-");
    let folder = std::env::temp_dir().join(format!("skill-check-{name}-{}", std::process::id()));
    let options = ["--bundle", "--platform=node", "--format=esm"];
    let mut bundle = Command::new(runner.path("tools/node_modules/.bin/esbuild"));
    bundle
        .args(options)
        .args(["--log-level=warning", "--out-extension:.js=.mjs"])
        .args(
            modules
                .iter()
                .map(|(name, path)| format!("--alias:{name}={}", path.display())),
        )
        .args(tests.iter().map(|test| runner.path(test)))
        .arg(format!("--outdir={}", folder.display()));
    runner.run(&mut bundle).unwrap();
    let mut scripts: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    scripts.sort();
    assert_eq!(scripts.len(), tests.len());
    let mut node = Command::new("node");
    node.env("TOOLS", runner.path("tools/")).arg("--test");
    let output = runner.capture(node.args(&scripts)).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(output.success, "{}", output.text);
    let passed = output.text.lines().find_map(|line| {
        let count = line
            .trim_start_matches(['#', 'ℹ', ' '])
            .strip_prefix("pass ")?;
        count.parse().ok()
    });
    passed.unwrap_or_else(|| panic!("{}", output.text))
}
