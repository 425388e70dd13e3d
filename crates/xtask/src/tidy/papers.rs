//! Rules of what stands beside the code: decisions, and what a public forge runs.

use super::{Found, Sources};

/// The most lines of a decision.
const DECISION_LINES: usize = 25;

/// A decision is short, and its list names it.
pub(super) fn decisions(sources: &Sources, found: &mut Found) {
    const FOLDER: &str = "docs/adr/";
    const LIST: &str = "docs/adr/README.md";
    let list = sources.get(LIST).unwrap_or_default();
    for (path, text) in sources.files(FOLDER, ".md") {
        if path == LIST {
            continue;
        }
        let lines = text.lines().count();
        if lines > DECISION_LINES {
            found.add(path, None, format!("{lines} lines"));
        }
        let title = text.lines().next().unwrap_or_default();
        let title = title.trim_start_matches("# ");
        let entry = format!("[{title}]({})", &path[FOLDER.len()..]);
        if !list.contains(&entry) {
            found.add(path, None, format!("{LIST} has no {entry}"));
        }
    }
}

/// What runs on a forge is the command that the README names.
pub(super) fn one_test_command(sources: &Sources, found: &mut Found) {
    const COMMAND: &str = "cargo xtask test";
    let places = [
        ("README.md", format!("\n{COMMAND} ")),
        (".ci/run", format!("\nexec {COMMAND}\n")),
        (".github/workflows/test.yml", format!("- run: {COMMAND}\n")),
    ];
    for (path, line) in places {
        if !sources.get(path).is_some_and(|text| text.contains(&line)) {
            found.add(path, None, format!("it doesn't run `{COMMAND}`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::broken;

    const NONE: [String; 0] = [];

    #[test]
    fn decisions_are_short_and_listed() {
        let list = "# Decisions\n\n- [1. One](0001-one.md)\n";
        let files = |text| [("docs/adr/README.md", list), ("docs/adr/0001-one.md", text)];
        assert_eq!(broken("decisions", &files("# 1. One\n")), NONE);
        assert_eq!(
            broken("decisions", &files("# 1. Other\n")),
            ["docs/adr/0001-one.md"]
        );
        let long = format!("# 1. One\n{}", "x\n".repeat(25));
        assert_eq!(broken("decisions", &files(&long)), ["docs/adr/0001-one.md"]);
    }

    #[test]
    fn one_command_tests_everywhere() {
        let readme = ("README.md", "```sh\ncargo xtask test    # all\n");
        let ci = (".ci/run", "set -eu\nexec cargo xtask test\n");
        let forge = |text| (".github/workflows/test.yml", text);
        let good = [readme, ci, forge("      - run: cargo xtask test\n")];
        assert_eq!(broken("one-test-command", &good), NONE);
        let bad = [readme, ci, forge("      - run: cargo test\n")];
        assert_eq!(
            broken("one-test-command", &bad),
            [".github/workflows/test.yml"]
        );
    }
}
