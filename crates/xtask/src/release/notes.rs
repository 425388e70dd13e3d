//! What a release says of itself: the changelog's section of its version, and what each file is for.

use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};

/// The changelog.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

/// The section of a version, without its heading.
pub(super) fn of(changelog: &str, version: &str) -> Result<String> {
    let sections = changelog.split("\n## ").skip(1);
    let mut found = sections.filter_map(|section| {
        let (heading, text) = section.split_once('\n')?;
        // A day may stand behind it.
        (heading.split(' ').next() == Some(version)).then(|| text.trim())
    });
    let section = found.next().with_context(|| {
        format!("{CHANGELOG} has no section `## {version}`, which the workspace is at")
    })?;
    ensure!(!section.is_empty(), "{CHANGELOG} says nothing of {version}");
    Ok(format!("{section}\n"))
}

/// The notes as they lie beside the files.
pub(super) fn text(version: &str, commit: &str, files: &[(String, &str)], section: &str) -> String {
    let mut text = format!(
        "# skill-check {version}\n\nBuilt from commit {commit}. `sha256sum --check SHA256SUMS` says whether all \
         arrived as it was built. Nothing here needs Rust.\n\n| file | what it is |\n|---|---|\n"
    );
    for (name, what) in files {
        // Writing to a string can't fail.
        let _ = writeln!(text, "| `{name}` | {what} |");
    }
    let _ = write!(text, "\n## Changes\n\n{section}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_of_a_version_is_found_with_a_day_or_without() {
        let changelog =
            "# Changelog\n\n## 1.1.0\n\n- later\n\n## 1.0.0 (2026-12-01)\n\nThe first.\n\n- a\n";
        assert_eq!(of(changelog, "1.0.0").unwrap(), "The first.\n\n- a\n");
        assert_eq!(of(changelog, "1.1.0").unwrap(), "- later\n");
        assert!(of(changelog, "1.0").is_err());
        assert!(of("# Changelog\n\n## 2.0.0\n\n", "2.0.0").is_err());
    }

    /// Goal: nobody raises the version and forgets to say what changed.
    #[test]
    fn the_changelog_says_what_is_in_the_version_of_the_workspace() {
        let changelog = include_str!("../../../../CHANGELOG.md");
        of(changelog, env!("CARGO_PKG_VERSION")).unwrap();
    }

    #[test]
    fn the_notes_name_each_file() {
        let files = [("a.zip".to_owned(), "an archive")];
        let text = text("1.0.0", "12ab", &files, "- new\n");
        assert!(text.starts_with("# skill-check 1.0.0\n\nBuilt from commit 12ab."));
        assert!(text.contains("\n| `a.zip` | an archive |\n"), "{text}");
        assert!(text.ends_with("\n## Changes\n\n- new\n"), "{text}");
    }
}
