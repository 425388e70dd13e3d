//! Tests of scripts, which Node.js runs: bundled first, as the scripts are written for browsers.

use std::path::Path;
use std::process::Command;

use crate::run::Runner;

/// Runs a file of tests in the sources; `modules` are files that it imports by a name. Returns how many passed.
///
/// # Panics
/// When one fails, or none is there.
pub(super) fn passes(test: &str, modules: &[(&str, &Path)]) -> u32 {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let runner = Runner::new(root.canonicalize().unwrap(), false);
    let name = test.replace(['/', '.'], "-");
    let script = std::env::temp_dir().join(format!(
        "skill-check-{name}-{}.test.mjs",
        std::process::id()
    ));
    let options = ["--bundle", "--platform=node", "--format=esm"];
    let mut bundle = Command::new(runner.path("tools/node_modules/.bin/esbuild"));
    bundle
        .args(options)
        .arg("--log-level=warning")
        .args(
            modules
                .iter()
                .map(|(name, path)| format!("--alias:{name}={}", path.display())),
        )
        .arg(runner.path(test))
        .arg(format!("--outfile={}", script.display()));
    runner.run(&mut bundle).unwrap();
    let mut node = Command::new("node");
    node.env("TOOLS", runner.path("tools/")).args(["--test"]);
    let output = runner.capture(node.arg(&script)).unwrap();
    std::fs::remove_file(&script).unwrap();
    assert!(output.success, "{}", output.text);
    let passed = output.text.lines().find_map(|line| {
        let count = line
            .trim_start_matches(['#', 'ℹ', ' '])
            .strip_prefix("pass ")?;
        count.parse().ok()
    });
    passed.unwrap_or_else(|| panic!("{}", output.text))
}
