//! Modules that need each other in a circle: none of them can be read, tested or moved alone.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::{line_of, without_comments};
use super::{Found, Sources};

/// The crates whose modules are checked, by the folder of their sources.
const CRATES: [&str; 2] = ["crates/assessment/src/", "src/"];

/// Which modules a module uses, and where it first does.
type Uses = BTreeMap<String, BTreeMap<String, (String, usize)>>;

/// Modules at the top of a crate that use each other in a circle.
pub(super) fn module_circles(sources: &Sources, found: &mut Found) {
    for folder in CRATES {
        let uses = uses(sources, folder);
        let mut left: BTreeSet<&str> = uses.keys().map(String::as_str).collect();
        while let Some(&module) = left.first() {
            let Some(circle) = circle(&uses, module, &left) else {
                left.remove(module);
                continue;
            };
            let (path, line) = &uses[circle[0]][circle[1]];
            let named = circle.join(" → ");
            found.add(path, *line, format!("modules form a circle: {named}"));
            for module in circle {
                left.remove(module);
            }
        }
    }
}

/// What the modules of a crate use of each other.
fn uses(sources: &Sources, folder: &str) -> Uses {
    let files = || {
        let files = sources.files(folder, ".rs");
        files.filter_map(|(path, text)| {
            let inside = path.strip_prefix(folder)?.strip_suffix(".rs")?;
            let inside = inside.strip_suffix("/mod").unwrap_or(inside);
            let parts: Vec<&str> = inside.split('/').collect();
            (!matches!(parts[..], ["lib" | "main"])).then_some((path, text, parts))
        })
    };
    let mut uses: Uses = files()
        .map(|(_, _, parts)| (parts[0].to_owned(), BTreeMap::new()))
        .collect();
    let known: BTreeSet<String> = uses.keys().cloned().collect();
    for (path, text, parts) in files() {
        let code = without_comments(text);
        for (name, position) in used(&code, parts.len()) {
            if name != parts[0] && known.contains(name) {
                let place = (path.to_owned(), line_of(&code, position));
                let of_module = uses.entry(parts[0].to_owned()).or_default();
                of_module.entry(name.to_owned()).or_insert(place);
            }
        }
    }
    uses
}

/// What a file so many modules deep names of the crate's top, and where: behind `crate::`, and behind as
/// many `super::` as lead there.
fn used(code: &str, depth: usize) -> Vec<(&str, usize)> {
    let out = "super::".repeat(depth);
    let mut used = Vec::new();
    for way in ["crate::", &out] {
        for (position, _) in code.match_indices(way) {
            let before = code[..position].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let names = names(&code[position + way.len()..]);
            used.extend(names.into_iter().map(|name| (name, position)));
        }
    }
    used
}

/// The names at the beginning of a path, of which there are several in braces: `{a, b::{c, d}}`.
fn names(path: &str) -> Vec<&str> {
    let Some(list) = path.strip_prefix('{') else {
        return vec![first_name(path)];
    };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(first_name(list[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

fn first_name(path: &str) -> &str {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
    &path[..end.unwrap_or(path.len())]
}

/// The shortest way from a module back to itself, with it at both ends.
fn circle<'a>(uses: &'a Uses, module: &'a str, among: &BTreeSet<&str>) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![module]];
    let mut seen = BTreeSet::new();
    let mut next = 0;
    while let Some(way) = ways.get(next).cloned() {
        next += 1;
        let last = way.last()?;
        for used in uses[*last].keys().map(String::as_str) {
            let mut longer = way.clone();
            longer.push(used);
            if used == module {
                return Some(longer);
            }
            if among.contains(used) && seen.insert(used) {
                ways.push(longer);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::{broken, said};

    const RULE: &str = "module-circles";
    const NONE: [String; 0] = [];

    #[test]
    fn a_circle_is_named_at_its_first_use() {
        let files = [
            ("src/a.rs", "//! A.\n\nuse crate::b::B;\n"),
            ("src/b/mod.rs", "use crate::{d, c::{C, e}};\n"),
            ("src/c.rs", "fn c() {\n    crate::a::a();\n}\n"),
            ("src/d.rs", "use std::fmt;\n"),
            ("src/lib.rs", "use crate::a;\nmod a;\n"),
        ];
        assert_eq!(broken(RULE, &files), ["src/a.rs:3"]);
        assert!(said(RULE, &files).contains("a → b → c → a"));
    }

    #[test]
    fn super_counts_where_it_leaves_the_module() {
        let up = |text| [("src/a/one.rs", text), ("src/b.rs", "use crate::a;\n")];
        assert_eq!(
            broken(RULE, &up("use super::super::b;\n")),
            ["src/a/one.rs:1"]
        );
        // A sibling of that name.
        assert_eq!(broken(RULE, &up("use super::b;\n")), NONE);
        let top = [
            ("src/a.rs", "use super::b;\n"),
            ("src/b.rs", "use super::a;\n"),
        ];
        assert_eq!(broken(RULE, &top), ["src/a.rs:1"]);
    }

    #[test]
    fn what_is_no_use_is_passed_over() {
        for text in [
            "//! See [`crate::a`].\n",
            "pub(crate) mod a;\n",
            "use other_crate::a;\n",
            "use crate::aa;\n",
            "use crate::b::a;\n",
            "use crate::{b::a, c::{a, b}};\n",
        ] {
            let files = [("src/a.rs", "use crate::b;\n"), ("src/b.rs", text)];
            assert_eq!(broken(RULE, &files), NONE, "{text}");
        }
    }

    #[test]
    fn crates_are_checked_each_by_itself() {
        let files = [
            ("src/a.rs", "use crate::b;\n"),
            ("crates/assessment/src/b.rs", "use crate::a;\n"),
            ("crates/assessment/src/c.rs", "use crate::d;\n"),
            ("crates/assessment/src/d.rs", "use crate::c;\n"),
        ];
        assert_eq!(broken(RULE, &files), ["crates/assessment/src/c.rs:1"]);
    }
}
