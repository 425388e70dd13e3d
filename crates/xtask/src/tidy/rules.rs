//! The rules themselves.

use super::circles;
use super::lengths::{self, is_code};
use super::papers;
use super::rust::{line_of, literals, without_comments};
use super::{Found, Rule, Sources};
use crate::contract;

/// All rules.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "module-docs",
        why: "a Rust file begins with `//!`, so that its first line says what it is for",
        check: module_docs,
    },
    Rule {
        name: "file-length",
        why: "a file with code has at most 700 lines, in the core and the widget 400, scripts as eslint has it: beyond that it has more than one subject",
        check: lengths::file_length,
    },
    Rule {
        name: "function-length",
        why: "a function has at most 80 lines, in the core and the widget 70, in tests and examples 120: beyond that nobody holds it in mind",
        check: lengths::function_length,
    },
    Rule {
        name: "module-circles",
        why: "modules that need each other in a circle can't be read, tested or moved alone: move what both need below both",
        check: circles::module_circles,
    },
    Rule {
        name: "pure-core",
        why: "crates/assessment depends on no browser, so that it runs and is tested anywhere",
        check: pure_core,
    },
    Rule {
        name: "pure-views",
        why: "src/view, src/chart and src/markup read no browser: a view is a function of state",
        check: pure_views,
    },
    Rule {
        name: "effects-in-platform",
        why: "storage, clock and address bar are touched in src/platform only, where their failures are answered for",
        check: effects_in_platform,
    },
    Rule {
        name: "no-style-attribute",
        why: "a strict content security policy blocks `style` attributes: use a class or a presentation attribute",
        check: no_style_attribute,
    },
    Rule {
        name: "no-raw-html",
        why: "raw HTML opens the page to injection and breaks under Trusted Types: build nodes",
        check: no_raw_html,
    },
    Rule {
        name: "texts-in-catalogues",
        why: "what a visitor reads or hears stands in catalogues/, in every locale",
        check: texts_in_catalogues,
    },
    Rule {
        name: "no-markers",
        why: "what is left to do is an issue, not a note in the source",
        check: no_markers,
    },
    Rule {
        name: "no-registry-hosts",
        why: "no file names the host of a registry, so that any mirror will do",
        check: no_registry_hosts,
    },
    Rule {
        name: "promises-tested",
        why: "a promise of SECURITY.md names the test that fails when it is broken",
        check: promises_tested,
    },
    Rule {
        name: "contract",
        why: "what pages may use stands once, in contract/element.toml, and all else follows from it",
        check: |sources, found| {
            for (path, what) in contract::differences(sources) {
                found.add(&path, None, what);
            }
        },
    },
    Rule {
        name: "styles-imported",
        why: "a style sheet that none imports reaches nobody",
        check: styles_imported,
    },
    Rule {
        name: "decisions",
        why: "a decision in docs/adr has at most 25 lines and stands in the list, or nobody reads it",
        check: papers::decisions,
    },
    Rule {
        name: "one-test-command",
        why: "README, .ci/run and the forge's definition run the same command, or they say different things",
        check: papers::one_test_command,
    },
    Rule {
        name: "line-ends",
        why: "lines end without blanks, files end with one line end, so that changes show what changed",
        check: line_ends,
    },
];

/// Whether people write a file, line by line: neither lock files nor what tests feed on.
fn is_written(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let known = [
        ".rs", ".toml", ".js", ".mjs", ".css", ".html", ".md", ".json", ".svg", ".sh", ".yml",
        ".php",
    ];
    !name.ends_with("lock.json")
        && (is_code(path)
            || known.iter().any(|extension| name.ends_with(extension))
            || name == "run"
            || name.starts_with("LICENSE")
            || name == ".gitignore")
}

/// The Rust files of the widget.
fn widget(sources: &Sources) -> impl Iterator<Item = (&str, &str)> {
    sources.files("src/", ".rs")
}

/// Adds each occurrence of one of the words in a text.
fn add_words(found: &mut Found, path: &str, text: &str, words: &[&str], what: &str) {
    for word in words {
        for (position, _) in text.match_indices(word) {
            found.add(path, line_of(text, position), format!("`{word}` {what}"));
        }
    }
}

fn module_docs(sources: &Sources, found: &mut Found) {
    for (path, text) in sources.files("", ".rs") {
        if !text.starts_with("//!") {
            found.add(path, 1, "the file does not begin with `//!`");
        }
    }
}

fn pure_core(sources: &Sources, found: &mut Found) {
    const MANIFEST: &str = "crates/assessment/Cargo.toml";
    let manifest = sources.get(MANIFEST).unwrap_or_default();
    for (index, line) in manifest.lines().enumerate() {
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        let browser = ["yew", "web-sys", "js-sys", "wasm-bindgen", "gloo"]
            .iter()
            .any(|known| name == *known || name.starts_with(&format!("{known}-")));
        if browser {
            found.add(MANIFEST, index + 1, format!("it depends on `{name}`"));
        }
    }
}

fn pure_views(sources: &Sources, found: &mut Found) {
    for folder in ["src/view", "src/chart", "src/markup"] {
        for (path, text) in sources.files(folder, ".rs") {
            let code = without_comments(text);
            let words = ["web_sys", "js_sys", "gloo", "crate::platform"];
            add_words(found, path, &code, &words, "in a view");
        }
    }
}

fn effects_in_platform(sources: &Sources, found: &mut Found) {
    let words = [
        "local_storage(",
        "session_storage(",
        ".performance()",
        ".location()",
        ".history()",
        "Date::now(",
        "Date::new_0(",
        "Instant::now(",
        "SystemTime::now(",
    ];
    for (path, text) in widget(sources).filter(|(path, _)| !path.starts_with("src/platform")) {
        add_words(
            found,
            path,
            &without_comments(text),
            &words,
            "outside of src/platform",
        );
    }
}

fn no_style_attribute(sources: &Sources, found: &mut Found) {
    for (path, text) in widget(sources) {
        let code = without_comments(text);
        for (position, _) in code.match_indices("style=") {
            let before = code[..position].chars().next_back();
            if before.is_none_or(char::is_whitespace) {
                found.add(path, line_of(&code, position), "a `style` attribute");
            }
        }
    }
}

fn no_raw_html(sources: &Sources, found: &mut Found) {
    for (path, text) in widget(sources) {
        let words = ["VRaw", "from_html_unchecked", "set_inner_html"];
        add_words(
            found,
            path,
            &without_comments(text),
            &words,
            "builds raw HTML",
        );
    }
    for (path, text) in sources.files("embed/", ".js") {
        let words = [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
        ];
        add_words(
            found,
            path,
            &without_comments(text),
            &words,
            "builds raw HTML",
        );
    }
}

fn texts_in_catalogues(sources: &Sources, found: &mut Found) {
    const UMLAUTS: &[char] = &['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'ß'];
    let scripts = sources.files("embed/", ".js");
    for (path, text) in widget(sources).chain(scripts) {
        for (position, umlaut) in text.match_indices(UMLAUTS) {
            found.add(
                path,
                line_of(text, position),
                format!("German text (`{umlaut}`)"),
            );
        }
    }
    for (path, text) in widget(sources) {
        let code = without_comments(text);
        for literal in literals(&code) {
            if literal.text.chars().any(char::is_alphabetic)
                && (is_child(literal.before, literal.after)
                    || is_name(literal.before)
                    || is_said(literal.before))
            {
                found.add(path, literal.line, format!("the text `{}`", literal.text));
            }
        }
    }
}

/// Whether a literal stands as a text node between tags: `>"…"<`, `>{ "…" }` or `{ "…" }<`.
fn is_child(before: &str, after: &str) -> bool {
    let ends_tag = |text: &str| {
        let text = text.trim_end();
        text.ends_with('>') && !text.ends_with("=>") && !text.ends_with("->")
    };
    let (before, after) = (before.trim_end(), after.trim_start());
    if let (Some(before), Some(after)) = (before.strip_suffix('{'), after.strip_prefix('}')) {
        return ends_tag(before) || after.trim_start().starts_with('<');
    }
    ends_tag(before) && after.starts_with('<')
}

/// Whether a literal is the value of an attribute that is shown or read out.
fn is_name(before: &str) -> bool {
    [
        "aria-label",
        "aria-description",
        "aria-roledescription",
        "alt",
        "title",
        "placeholder",
    ]
    .iter()
    .any(|attribute| {
        before
            .strip_suffix('=')
            .and_then(|before| before.strip_suffix(attribute))
            .is_some_and(|before| before.ends_with(char::is_whitespace))
    })
}

/// Whether a literal is a text of an element that is put together by calls: `.text("…")`, the label in
/// `button("class", "…")`, or what follows the name of an attribute that is read out.
fn is_said(before: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with(".text(") || before.ends_with("Name::AriaLabel,") {
        return true;
    }
    let label = before
        .strip_suffix(',')
        .and_then(|before| before.rsplit_once('('));
    label.is_some_and(|(call, class)| {
        let class = class.trim();
        call.ends_with("button")
            && class.len() > 1
            && class.starts_with('"')
            && class.ends_with('"')
    })
}

fn no_markers(sources: &Sources, found: &mut Found) {
    // In two parts, or this file would break the rule.
    let markers = [("TO", "DO"), ("FIX", "ME"), ("XX", "X")].map(|(a, b)| format!("{a}{b}"));
    for (path, text) in sources.files("", "").filter(|(path, _)| is_written(path)) {
        for (index, line) in text.lines().enumerate() {
            let words = line.split(|c: char| !c.is_alphanumeric());
            for word in words.filter(|word| markers.iter().any(|marker| marker == word)) {
                found.add(path, index + 1, format!("`{word}`"));
            }
        }
    }
}

fn no_registry_hosts(sources: &Sources, found: &mut Found) {
    // In parts, or this file would break the rule.
    let hosts = [
        ["registry", "npmjs", "org"],
        ["registry", "yarnpkg", "com"],
        ["index", "crates", "io"],
        ["static", "crates", "io"],
        ["files", "pythonhosted", "org"],
        ["deb", "debian", "org"],
    ]
    .map(|parts| parts.join("."));
    for (path, text) in sources.files("", "") {
        for host in &hosts {
            for (position, _) in text.match_indices(host.as_str()) {
                found.add(path, line_of(text, position), format!("`{host}`"));
            }
        }
        if path.ends_with("package-lock.json") {
            add_words(
                found,
                path,
                text,
                &["\"resolved\""],
                "names where a package came from",
            );
        }
    }
}

fn styles_imported(sources: &Sources, found: &mut Found) {
    let imports: String = sources
        .files("styles/", ".css")
        .map(|(_, text)| without_comments(text))
        .collect();
    let page = sources.get("index.html").unwrap_or_default();
    for (path, _) in sources.files("styles/", ".css") {
        let name = path.trim_start_matches("styles/");
        let imported = ["", "./"]
            .iter()
            .any(|up| imports.contains(&format!("@import \"{up}{name}\"")));
        // The bundles of the widget's styles, and what the page itself links to.
        if !["widget.css", "later.css", "kiosk.css"].contains(&name)
            && !imported
            && !page.contains(path)
        {
            found.add(path, None, "no style sheet imports it");
        }
    }
}

fn promises_tested(sources: &Sources, found: &mut Found) {
    const PATH: &str = "SECURITY.md";
    let text = sources.get(PATH).unwrap_or_default();
    for (index, line) in text.lines().enumerate() {
        // In the table of promises the last column has the tests.
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, _, promise, tests] = cells[..] else {
            continue;
        };
        if promise == "promised" || promise.starts_with("---") {
            continue;
        }
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            found.add(PATH, index + 1, "the promise names no test");
        }
        for name in names {
            // At the top, in a module, or one that proptest runs.
            let forms = ["#[test]\nfn ", "#[test]\n    fn "].map(|form| format!("{form}{name}("));
            let inner = format!("    fn {name}(");
            let is_there = sources.files("", ".rs").any(|(_, code)| {
                forms.iter().any(|form| code.contains(form))
                    || code.contains("proptest!") && code.contains(&inner)
            });
            if !is_there {
                found.add(PATH, index + 1, format!("there is no test `{name}`"));
            }
        }
    }
}

fn line_ends(sources: &Sources, found: &mut Found) {
    for (path, text) in sources.files("", "").filter(|(path, _)| is_written(path)) {
        for (index, line) in text.split('\n').enumerate() {
            if line.ends_with([' ', '\t', '\r']) {
                found.add(path, index + 1, "blanks at the end of the line");
            }
        }
        if !text.is_empty() && (!text.ends_with('\n') || text.ends_with("\n\n")) {
            found.add(path, None, "it does not end with one line end");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::broken;

    const NONE: [String; 0] = [];

    #[test]
    fn module_docs() {
        assert_eq!(broken("module-docs", &[("a.rs", "//! A.\n")]), NONE);
        assert_eq!(broken("module-docs", &[("a.rs", "use b;\n")]), ["a.rs:1"]);
        assert_eq!(broken("module-docs", &[("a.rs", "")]), ["a.rs:1"]);
    }

    #[test]
    fn dependencies_point_one_way() {
        let manifest = "crates/assessment/Cargo.toml";
        let good = "[dependencies]\ncrc = \"3\"\nserde.workspace = true\n";
        let bad =
            "[dependencies]\nyew = \"0.23\"\ngloo-events = \"0.3\"\nweb-sys.workspace = true\n";
        assert_eq!(broken("pure-core", &[(manifest, good)]), NONE);
        let places: Vec<_> = [2, 3, 4].map(|line| format!("{manifest}:{line}")).to_vec();
        assert_eq!(broken("pure-core", &[(manifest, bad)]), places);

        let view = "//! Reads no web_sys.\nuse web_sys::Window;\n";
        assert_eq!(
            broken("pure-views", &[("src/view/a.rs", view)]),
            ["src/view/a.rs:2"]
        );
        assert_eq!(
            broken("pure-views", &[("src/chart.rs", "use gloo_events as e;")]),
            ["src/chart.rs:1"]
        );
        assert_eq!(broken("pure-views", &[("src/platform/a.rs", view)]), NONE);
    }

    #[test]
    fn effects_stay_in_platform() {
        for code in [
            "window.local_storage()",
            "js_sys::Date::now()",
            "std::time::Instant::now()",
            "window().location()",
        ] {
            assert_eq!(
                broken("effects-in-platform", &[("src/app.rs", code)]),
                ["src/app.rs:1"],
                "{code}"
            );
            assert_eq!(
                broken("effects-in-platform", &[("src/platform/a.rs", code)]),
                NONE
            );
        }
        assert_eq!(
            broken(
                "effects-in-platform",
                &[("src/app.rs", "// Instant::now()")]
            ),
            NONE
        );
    }

    #[test]
    fn a_promise_names_tests_that_exist() {
        let head = "| who | can write | promised | by the test |\n|---|---|---|---|\n";
        let promise = |tests: &str| format!("{head}| a | b | Nothing. | {tests} |\n");
        let code =
            "#[test]\nfn one() {}\nmod tests {\n    #[test]\n    fn two() {}\n}\nfn three() {}\n";
        for (tests, count) in [
            ("`one`, `two`", 0),
            ("`one`, `three`", 1),
            ("`four`", 1),
            ("", 1),
        ] {
            let text = promise(tests);
            let files = [("SECURITY.md", text.as_str()), ("tests/a.rs", code)];
            assert_eq!(broken("promises-tested", &files).len(), count, "{tests}");
        }
        assert_eq!(broken("promises-tested", &[("SECURITY.md", head)]), NONE);
    }

    #[test]
    fn style_attributes_and_raw_html() {
        let rule = "no-style-attribute";
        assert_eq!(
            broken(rule, &[("src/a.rs", "html! { <p style=\"a\"/> }")]),
            ["src/a.rs:1"]
        );
        assert_eq!(
            broken(rule, &[("src/a.rs", "let style = 1; // style=")]),
            NONE
        );
        assert_eq!(
            broken(rule, &[("src/a.rs", "<p font-style=\"italic\"/>")]),
            NONE
        );

        let rule = "no-raw-html";
        assert_eq!(
            broken(rule, &[("src/a.rs", "Html::from_html_unchecked(x)")]),
            ["src/a.rs:1"]
        );
        assert_eq!(
            broken(rule, &[("embed/a.js", "a.innerHTML = b")]),
            ["embed/a.js:1"]
        );
        assert_eq!(
            broken(
                rule,
                &[("embed/a.js", "// no innerHTML\na.textContent = b")]
            ),
            NONE
        );
    }

    #[test]
    fn texts_of_visitors() {
        let rule = "texts-in-catalogues";
        for code in [
            "<p>{ \"Hello\" }</p>",
            "<p>{\"Hello\"}</p>",
            "<p>\n    { \"Hello\" }\n</p>",
            "<p>\"Hello\"</p>",
            "{ name }{ \" of \" }<b/>",
            "<p aria-label=\"Progress\"/>",
            "<img alt=\"A chart\"/>",
            "tag(\"p\", \"sc-note\").text(\"Hello\")",
            "part::button(\"sc-button\", \"Next\", on)",
            "tag.set(Name::AriaLabel, \"Progress\")",
            "let name = \"für\";",
        ] {
            assert!(
                !broken(rule, &[("src/view/a.rs", code)]).is_empty(),
                "{code}"
            );
        }
        for code in [
            "<p>{ texts.get(\"start.how\") }</p>",
            "<p class=\"lead\">{ lead }</p>",
            "fn name() -> &'static str { \"name\" }",
            "match a { A => { \"a\" } B => \"b\" }",
            "if a > b { \"more\" } else { \"less\" }",
            "<p>{ \" – \" }</p>",
            "tag(\"p\", \"sc-note\").set(Name::Role, \"alert\").text(label)",
            "button(\"sc-button\", label, on)",
            "<p>{ \"1.\" }</p>",
            "<p aria-label={label} data-title=\"a\"/>",
            "// <p>{ \"Hello\" }</p>",
        ] {
            assert_eq!(broken(rule, &[("src/view/a.rs", code)]), NONE, "{code}");
        }
        assert_eq!(
            broken(rule, &[("embed/element.js", "const a = \"Übung\";")]),
            ["embed/element.js:1"]
        );
        assert_eq!(
            broken(rule, &[("catalogues/a/de.toml", "a = \"Übung\"")]),
            NONE
        );
    }

    #[test]
    fn markers_and_hosts() {
        let marker = format!("// {}{}: later\n", "TO", "DO");
        assert_eq!(broken("no-markers", &[("a.md", &marker)]), ["a.md:1"]);
        assert_eq!(
            broken("no-markers", &[("a.md", "TODOS and FIXMEUP\n")]),
            NONE
        );
        let host = format!("from {}.{}.{}\n", "index", "crates", "io");
        assert_eq!(
            broken("no-registry-hosts", &[("a.toml", &host)]),
            ["a.toml:1"]
        );
        let lock = "{\n\"resolved\": \"x\"\n}\n";
        assert_eq!(
            broken("no-registry-hosts", &[("tools/package-lock.json", lock)]),
            ["tools/package-lock.json:2"]
        );
        assert_eq!(broken("no-registry-hosts", &[("a.md", "see docs\n")]), NONE);
    }

    #[test]
    fn style_sheets() {
        let files = [
            (
                "styles/widget.css",
                "@import \"tokens.css\" layer(a);\n/* @import \"lost.css\" */\n",
            ),
            ("styles/tokens.css", ""),
            ("styles/page.css", ""),
            ("styles/lost.css", ""),
            ("index.html", "<link href=\"styles/page.css\">"),
        ];
        assert_eq!(broken("styles-imported", &files), ["styles/lost.css"]);
    }

    #[test]
    fn line_ends() {
        assert_eq!(broken("line-ends", &[("a.md", "a\nb\n")]), NONE);
        assert_eq!(
            broken("line-ends", &[("a.md", "a \nb\r\n")]),
            ["a.md:1", "a.md:2"]
        );
        assert_eq!(broken("line-ends", &[("a.md", "a")]), ["a.md"]);
        assert_eq!(broken("line-ends", &[("a.md", "a\n\n")]), ["a.md"]);
        assert_eq!(broken("line-ends", &[("a.md", "")]), NONE);
        assert_eq!(
            broken("line-ends", &[("fuzz/corpus/link/01ab", "a ")]),
            NONE
        );
    }
}
