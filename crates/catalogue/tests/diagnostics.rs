//! Each way to break a catalogue gets a diagnostic that names its kind and its place.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use catalogue::{Diagnostic, Severity};

/// A copy of the built-in catalogue that goes with the test.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("skill-check-diagnostics-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
        for file in ["catalogue.toml", "de.toml", "en.toml"] {
            std::fs::copy(built_in.join(file), folder.join(file)).expect("a copy");
        }
        Self(folder)
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = std::fs::read_to_string(&path).expect("the copy");
        assert!(text.contains(from), "{file} holds {from}");
        std::fs::write(path, text.replacen(from, to, 1)).expect("a change");
    }

    fn errors(&self) -> Vec<Diagnostic> {
        let report = catalogue::load(&self.0);
        let errors: Vec<_> = report
            .diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .collect();
        assert_eq!(report.authored.is_none(), !errors.is_empty());
        errors
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Breaks one thing; the first error has the code, points at the text, and offers the help.
#[track_caller]
fn check(file: &str, from: &str, to: &str, code: &str, at: &str, help: &str) {
    let copy = Copy::new();
    copy.change(file, from, to);
    let errors = copy.errors();
    let error = errors.first().expect("an error");
    assert_eq!(error.code, code, "{error}");
    assert!(error.file.ends_with(file), "{error}");
    let text = std::fs::read_to_string(copy.0.join(file)).expect("the copy");
    if !at.is_empty() {
        let span = error.span.clone().expect("a place");
        assert!(text[span].contains(at), "{error}");
        assert!(error.position().is_some());
    }
    assert!(error.help.contains(help), "{error}");
    assert!(error.to_string().starts_with("error["), "{error}");
    assert_eq!(error.to_json()["code"], code);
}

#[test]
fn an_unbroken_copy_is_in_order() {
    assert!(Copy::new().errors().is_empty());
}

#[test]
fn the_language_neutral_file() {
    const FILE: &str = "catalogue.toml";
    check(FILE, "revision = 1", "revision = ", "syntax", "", "");
    check(
        FILE,
        "revision = 1",
        "revision = 1\nauthor = 3",
        "syntax",
        "",
        "",
    );
    check(
        FILE,
        "revision = 1",
        "revision = 0",
        "inconsistent",
        "social-media",
        "",
    );
    check(
        FILE,
        "area = \"pr\"",
        "area = \"prr\"",
        "unknown-id",
        "prr",
        "did you mean `pr`?",
    );
    check(
        FILE,
        "prerequisite = \"social-media-manager.junior\"",
        "prerequisite = \"nobody.junior\"",
        "unknown-id",
        "nobody",
        "there is: social-media-manager.junior",
    );
    check(
        FILE,
        "reached_percent = 80",
        "reached_percent = 101",
        "inconsistent",
        "[thresholds]",
        "",
    );
    check(
        FILE,
        "id = \"research\"",
        "id = \"Research\"",
        "unknown-id",
        "research",
        "did you mean `Research`?",
    );
    check(
        FILE,
        "id = \"research\"",
        "id = \"tables-and-data\"",
        "unknown-id",
        "",
        "",
    );
    check(
        FILE,
        "locales = [\"de\", \"en\"]",
        "locales = [\"de\", \"de\"]",
        "duplicate-id",
        "de",
        "",
    );
}

#[test]
fn a_senior_may_not_ask_for_less_than_the_junior() {
    let copy = Copy::new();
    let path = copy.0.join("catalogue.toml");
    let text = std::fs::read_to_string(&path).expect("the copy");
    let key = "\"social-media-manager.junior\" = 2";
    std::fs::write(
        &path,
        text.replacen(key, "\"social-media-manager.junior\" = 4", 1),
    )
    .expect("a change");
    let errors = copy.errors();
    assert!(
        errors[0].message.contains("less than its junior"),
        "{}",
        errors[0]
    );
}

#[test]
fn a_locale_s_file() {
    const FILE: &str = "de.toml";
    check(
        FILE,
        "locale = \"de\"",
        "locale = \"en\"",
        "wrong-locale",
        "en",
        "",
    );
    check(
        FILE,
        "short = \"PC\"",
        "short = \"Personal Computer\"",
        "too-long",
        "[areas.pc]",
        "phone",
    );
    check(
        FILE,
        "short = \"PC\"",
        "short = \" \"",
        "empty-text",
        "",
        "",
    );
    check(
        FILE,
        "short = \"PC\"",
        "short = \"<b>PC</b>\"",
        "markup",
        "[areas.pc]",
        "as they are",
    );
    check(
        FILE,
        "short = \"PC\"",
        "short = \"P\\u202EC\"",
        "markup",
        "",
        "direction",
    );
    check(FILE, "short = \"PC\"", "", "syntax", "", "");
    check(
        FILE,
        "[items.research]",
        "[items.reserch]",
        "surplus-text",
        "reserch",
        "did you mean `research`?",
    );
    check(
        FILE,
        "[areas.pc]",
        "[interface]\n\"start.acton\" = \"Los\"\n[areas.pc]",
        "surplus-text",
        "",
        "did you mean `start.action`?",
    );
    check(
        FILE,
        "[areas.pc]",
        "[interface]\n\"start.items\" = \"Fragen\"\n[areas.pc]",
        "placeholder",
        "",
        "belongs",
    );
    check(
        FILE,
        "[areas.pc]",
        "[interface]\n\"start.action\" = \"Los {jetzt}\"\n[areas.pc]",
        "placeholder",
        "",
        "",
    );
}

#[test]
fn anchors() {
    let copy = Copy::new();
    let path = copy.0.join("en.toml");
    let text = std::fs::read_to_string(&path).expect("the copy");
    let start = text.find("anchors = [").expect("anchors") + "anchors = [".len();
    let end = start + text[start..].find(']').expect("their end");
    let broken = |anchors: &str| {
        let changed = [&text[..start], anchors, &text[end..]].concat();
        std::fs::write(&path, changed).expect("a change");
        copy.errors()
            .iter()
            .map(|error| error.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(broken("\"a\", \"b\", \"c\", \"d\""), ["anchor-count"]);
    assert_eq!(broken("\"a\", \"b\", \"c\", \"d\", \"a\""), ["same-anchor"]);
    let long = format!("\"a\", \"b\", \"c\", \"d\", \"{}\"", "e".repeat(141));
    assert_eq!(broken(&long), ["too-long"]);
}

#[test]
fn a_missing_file_is_named() {
    let copy = Copy::new();
    std::fs::remove_file(copy.0.join("en.toml")).expect("it was there");
    let errors = copy.errors();
    assert_eq!(errors[0].code, "unreadable");
    assert!(errors[0].file.ends_with("en.toml"));
}

#[test]
fn a_competence_without_a_module_is_noted() {
    let copy = Copy::new();
    let path = copy.0.join("catalogue.toml");
    let text = std::fs::read_to_string(&path).expect("the copy");
    // Only digital-basics raises it.
    let changed: String = text.replace("security-and-privacy = 3,", "");
    std::fs::write(&path, changed).expect("a change");
    let report = catalogue::load(&copy.0);
    let note = report
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.code == "no-module");
    assert!(report.authored.is_some(), "a note is no error");
    assert!(note.is_some_and(
        |note| note.severity == Severity::Note && note.message.contains("security-and-privacy")
    ));
}

/// How a diagnostic looks, whole.
#[test]
fn a_diagnostic_shows_the_line_and_how_to_mend_it() {
    let copy = Copy::new();
    copy.change("catalogue.toml", "area = \"pr\"", "area = \"prr\"");
    let shown = copy.errors()[0].to_string();
    let shown = shown.replace(&copy.0.display().to_string(), "FOLDER");
    let line = shown
        .lines()
        .find(|line| line.contains("-->"))
        .expect("a place");
    assert!(line.contains("FOLDER/catalogue.toml:"), "{shown}");
    assert!(shown.contains("area = \"prr\""), "{shown}");
    assert!(shown.contains("^^^^^"), "{shown}");
    assert!(shown.contains("help: did you mean `pr`?"), "{shown}");
}
