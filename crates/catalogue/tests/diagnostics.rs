//! What the gallery doesn't show: that one run finds everything, and where it says it stands.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use catalogue::{Code, Diagnostic, Severity};

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

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let report = catalogue::load(&self.0);
        let has_error = report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(report.authored.is_none(), has_error);
        report.diagnostics
    }

    /// What is said, each with its file and the text that it underlines.
    fn said(&self) -> Vec<(Code, String, String)> {
        let said = self.diagnostics().into_iter().map(|diagnostic| {
            let text = std::fs::read_to_string(&diagnostic.file).expect("the file");
            let span = diagnostic.span.expect("a place");
            let file = Path::new(&diagnostic.file).file_name().expect("a name");
            let file = file.to_string_lossy().into_owned();
            (diagnostic.code, file, text[span].to_owned())
        });
        said.collect()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn expected(said: &[(Code, &str, &str)]) -> Vec<(Code, String, String)> {
    said.iter()
        .map(|(code, file, text)| (*code, (*file).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn an_unbroken_copy_is_in_order() {
    assert_eq!(Copy::new().said(), []);
}

#[test]
fn one_run_finds_mistakes_of_every_kind_in_every_file() {
    let copy = Copy::new();
    copy.change(
        "catalogue.toml",
        "reached_percent = 80",
        "reached_percent = 0",
    );
    copy.change("catalogue.toml", "area = \"pr\"", "area = \"prr\"");
    copy.change(
        "catalogue.toml",
        "id = \"self-paced\"",
        "id = \"Self-Paced\"",
    );
    copy.change(
        "catalogue.toml",
        "weights = { \"social-media-manager.junior\" = 1,",
        "weights = { \"social-media-manager.junior\" = 10,",
    );
    copy.change("de.toml", "short = \"PC\"", "short = \"<b>PC</b>\"");
    copy.change("de.toml", "[items.research]", "[items.reserch]");
    copy.change("en.toml", "locale = \"en\"", "locale = \"en-GB\"");
    let said = copy.said();
    for one in expected(&[
        (Code::OutOfRange, "catalogue.toml", "0"),
        (Code::UnknownId, "catalogue.toml", "\"prr\""),
        (Code::MalformedId, "catalogue.toml", "\"Self-Paced\""),
        (Code::OutOfRange, "catalogue.toml", "10"),
        (Code::Markup, "de.toml", "<b>"),
        (Code::SurplusText, "de.toml", "reserch"),
        (Code::WrongLocale, "en.toml", "\"en-GB\""),
    ]) {
        assert!(said.contains(&one), "{one:?} in {said:#?}");
    }
    // The texts of a format that is named differently now are missing here and surplus there.
    assert!(said.len() < 20, "{said:#?}");
}

#[test]
fn a_file_that_is_no_toml_keeps_no_other_from_being_checked() {
    let copy = Copy::new();
    copy.change("de.toml", "locale = \"de\"", "locale = ");
    copy.change("en.toml", "short = \"PC\"", "short = \"Personal Computer\"");
    let codes: Vec<Code> = copy.said().into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, [Code::Syntax, Code::TooLong]);
}

#[test]
fn a_malformed_definition_keeps_no_locale_from_being_checked() {
    let copy = Copy::new();
    copy.change("catalogue.toml", "revision = 1", "revison = 1");
    copy.change("en.toml", "short = \"PC\"", "short = \"Personal Computer\"");
    let codes: Vec<Code> = copy.said().into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, [Code::UnknownKey, Code::TooLong]);
}

#[test]
fn programs_get_the_place_in_characters() {
    let copy = Copy::new();
    copy.change("de.toml", "name = \"PC und", "name = \"Für <b>PC</b> und");
    let diagnostics = copy.diagnostics();
    let json = diagnostics[0].to_json();
    assert_eq!(json["severity"], "error");
    assert_eq!(json["code"], "markup");
    let text = std::fs::read_to_string(copy.0.join("de.toml")).expect("the copy");
    let line = text.lines().position(|line| line.contains("<b>"));
    let line = line.expect("the change") + 1;
    assert_eq!((&json["line"], &json["column"]), (&line.into(), &13.into()));
    assert_eq!(
        (&json["end_line"], &json["end_column"]),
        (&line.into(), &16.into())
    );
    for key in ["message", "why", "help"] {
        assert!(
            json[key].as_str().is_some_and(|text| !text.is_empty()),
            "{key}"
        );
    }
}

#[test]
fn a_language_without_an_interface_hears_it_once() {
    let copy = Copy::new();
    copy.change(
        "catalogue.toml",
        "locales = [\"de\", \"en\"]",
        "locales = [\"de\", \"en\", \"ar\"]",
    );
    let text = std::fs::read_to_string(copy.0.join("en.toml")).expect("the copy");
    let arabic = text
        .replacen("locale = \"en\"", "locale = \"ar\"", 1)
        .replacen("direction = \"ltr\"", "direction = \"rtl\"", 1);
    std::fs::write(copy.0.join("ar.toml"), &arabic).expect("a file");
    let diagnostics = copy.diagnostics();
    // The interface has nothing of it, and the texts are still those of the other file.
    assert_eq!(diagnostics.len(), 2);
    assert!(
        diagnostics[1]
            .message
            .contains(" texts read as in `en`: `catalogue.title`")
    );
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    assert!(
        catalogue::load(&copy.0).authored.is_some(),
        "it can be shown"
    );
    assert!(diagnostics[0].help.contains("cargo skill-check strings en"));
    let strings = catalogue::interface_table("en").expect("built in");
    std::fs::write(copy.0.join("ar.toml"), format!("{arabic}\n{strings}")).expect("a file");
    let diagnostics = copy.diagnostics();
    assert_eq!(diagnostics.len(), 2);
    for (said, part) in diagnostics
        .iter()
        .zip(["texts read as in `en`", "read as in the original"])
    {
        assert_eq!(said.code, Code::Untranslated);
        assert!(said.message.contains(part), "{}", said.message);
    }
}

#[test]
fn a_language_that_is_read_half_as_fast_takes_longer() {
    let copy = Copy::new();
    let minutes = || {
        let authored = catalogue::load(&copy.0).authored.expect("it is in order");
        authored
            .minutes()
            .into_iter()
            .find(|minutes| minutes.locale == "en")
    };
    let usual = minutes().expect("there is English");
    assert!(usual.steps.1 < usual.all.1, "{usual:?}");
    let head = "direction = \"ltr\"";
    copy.change("en.toml", head, &format!("{head}\nwords_per_minute = 110"));
    let slow = minutes().expect("there is English");
    assert!(
        slow.all.1 > usual.all.1 + usual.all.1 / 2,
        "{usual:?} {slow:?}"
    );
    copy.change("en.toml", "words_per_minute = 110", "words_per_minute = 10");
    let said = copy.said();
    assert_eq!(said.len(), 1, "{said:?}");
}
