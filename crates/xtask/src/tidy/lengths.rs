//! How long files and functions are.

use super::rust::{functions, without_comments};
use super::{Found, Sources};

/// The most lines of a file with code.
const FILE_LINES: usize = 700;
/// The same in the core and the widget, which are read most.
const SHORT_FILE_LINES: usize = 400;
/// A file of those that is one table.
const LONG_TABLE: &str = "crates/assessment/src/text/key.rs";

/// The most lines of a function.
const FUNCTION_LINES: usize = 80;
/// The same in the core and the widget.
const SHORT_FUNCTION_LINES: usize = 70;
/// The same for tests and examples, which may be one long table.
const TABLE_LINES: usize = 120;

/// Whether a file holds code, as opposed to content, data or prose. Scripts have their length from eslint.
pub(super) fn is_code(path: &str) -> bool {
    [".rs", ".css", ".html"]
        .iter()
        .any(|extension| path.ends_with(extension))
}

pub(super) fn file_length(sources: &Sources, found: &mut Found) {
    for (path, text) in sources.files("", "").filter(|(path, _)| is_code(path)) {
        let lines = text.lines().count();
        let limit = if is_core_or_widget(path) && path != LONG_TABLE {
            SHORT_FILE_LINES
        } else {
            FILE_LINES
        };
        if lines > limit {
            found.add(path, None, format!("{lines} lines"));
        }
    }
}

pub(super) fn function_length(sources: &Sources, found: &mut Found) {
    for (path, text) in sources.files("", ".rs") {
        let is_table = path
            .split('/')
            .any(|part| ["tests", "examples", "benches"].contains(&part));
        let limit = if is_table {
            TABLE_LINES
        } else if is_core_or_widget(path) {
            SHORT_FUNCTION_LINES
        } else {
            FUNCTION_LINES
        };
        for (name, line, length) in functions(&without_comments(text)) {
            if length > limit {
                found.add(path, line, format!("`{name}` has {length} lines"));
            }
        }
    }
}

/// Whether a file is one of the core or of the widget.
fn is_core_or_widget(path: &str) -> bool {
    path.starts_with("crates/assessment/src/") || path.starts_with("src/")
}

#[cfg(test)]
mod tests {
    use super::super::tests::broken;

    const NONE: [String; 0] = [];

    #[test]
    fn lengths() {
        let lines = |count: usize| "x\n".repeat(count);
        assert_eq!(broken("file-length", &[("a.css", &lines(700))]), NONE);
        assert_eq!(broken("file-length", &[("a.css", &lines(701))]), ["a.css"]);
        assert_eq!(broken("file-length", &[("a.js", &lines(701))]), NONE);
        assert_eq!(broken("file-length", &[("de.toml", &lines(701))]), NONE);
        assert_eq!(broken("file-length", &[("src/a.rs", &lines(400))]), NONE);
        assert_eq!(
            broken("file-length", &[("src/a.rs", &lines(401))]),
            ["src/a.rs"]
        );
        let function = |count: usize| format!("//! A.\nfn a() {{\n{}}}\n", lines(count));
        assert_eq!(broken("function-length", &[("a.rs", &function(78))]), NONE);
        assert_eq!(
            broken("function-length", &[("a.rs", &function(79))]),
            ["a.rs:2"]
        );
        let core = "crates/assessment/src/a.rs";
        assert_eq!(broken("function-length", &[(core, &function(68))]), NONE);
        assert_eq!(
            broken("function-length", &[(core, &function(69))]),
            [format!("{core}:2")]
        );
    }
}
