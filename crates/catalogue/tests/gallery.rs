//! The gallery of diagnostics: for each kind a catalogue that is broken in just this way, and all that
//! is said about it, as a snapshot in `tests/snapshots`.

use crate::gallery_cases;

use std::path::{Path, PathBuf};

use catalogue::{Code, Severity};
use gallery_cases::kinds::GALLERY;
use gallery_cases::variants::VARIANTS;
use gallery_cases::*;

/// A copy of the small catalogue, gone at its end.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str, changes: &[Change]) -> Self {
        let folder = format!("skill-check-gallery-{}-{name}", std::process::id());
        let copy = Self(std::env::temp_dir().join(folder));
        std::fs::create_dir_all(&copy.0).expect("a temporary folder");
        let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
        for file in [C, E] {
            std::fs::copy(gallery.join(file), copy.0.join(file)).expect("a copy");
        }
        for (file, from, to) in changes {
            let path = copy.0.join(file);
            if *to == LOCK {
                let authored = catalogue::load(&copy.0).authored.expect("in order so far");
                let lock = catalogue::lock::locked("", authored.definition()).expect("a lock");
                std::fs::write(path, lock).expect("a change");
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(text.contains(from), "{name}: {file} holds {from}");
            std::fs::write(path, text.replacen(from, to, 1)).expect("a change");
        }
        copy
    }

    /// All that is said, with the paths as an author would give them.
    fn said(&self) -> String {
        let folder = format!("{}/", self.0.display());
        let said: Vec<String> = catalogue::load(&self.0)
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.to_string().replace(&folder, "bakery/"))
            .collect();
        said.join("\n\n")
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_small_catalogue_is_in_order() {
    let copy = Copy::new("in-order", &[]);
    assert_eq!(copy.said(), "");
    assert!(catalogue::load(&copy.0).authored.is_some());
}

#[test]
fn personas_that_get_what_is_expected_say_nothing() {
    let copy = Copy::new("personas", &[(P, "", PERSONAS)]);
    assert_eq!(copy.said(), "");
    let personas = catalogue::load(&copy.0).personas;
    let named: Vec<_> = personas
        .iter()
        .map(|outcome| (&*outcome.id, &*outcome.headline, outcome.standing))
        .collect();
    assert_eq!(
        named,
        [
            ("newcomer", "baker.junior", "beginning"),
            ("practised", "baker.junior", "on-the-way"),
            ("practised-too", "baker.junior", "on-the-way"),
        ]
    );
}

#[test]
fn each_kind_is_shown() {
    for (code, severity, changes) in GALLERY {
        let copy = Copy::new(code.as_str(), changes);
        let report = catalogue::load(&copy.0);
        let shown = report
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == *code);
        let shown = shown.unwrap_or_else(|| panic!("{code} is said:\n{}", copy.said()));
        assert_eq!(shown.severity, *severity, "{code}");
        assert_eq!(shown.to_json()["why"], code.why());
        // Only what isn't there has no place.
        assert_eq!(
            shown.position().is_none(),
            *code == Code::Unreadable,
            "{shown}"
        );
        let has_error = report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(report.authored.is_none(), has_error, "{code}");
        insta::assert_snapshot!(format!("gallery-{code}"), copy.said());
    }
}

#[test]
fn other_causes_have_words_of_their_own() {
    for (name, code, changes) in VARIANTS {
        let copy = Copy::new(name, changes);
        let report = catalogue::load(&copy.0);
        let shown = report
            .diagnostics
            .iter()
            .find(|diagnostic| diagnostic.code == *code);
        let shown = shown.unwrap_or_else(|| panic!("{name}: {code} is said:\n{}", copy.said()));
        assert!(shown.position().is_some(), "{shown}");
        insta::assert_snapshot!(format!("variant-{name}"), copy.said());
    }
}

#[test]
fn the_gallery_has_every_kind() {
    for code in Code::ALL {
        assert!(
            GALLERY.iter().any(|(shown, ..)| shown == code),
            "{code} has no case in the gallery"
        );
    }
}
