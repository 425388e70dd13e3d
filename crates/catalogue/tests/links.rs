//! Links of released revisions open with the catalogues that ship, and the check says what would
//! keep them from it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::link_support;

use std::fs;
use std::path::{Path, PathBuf};

use assessment::catalogue::definition_check;
use assessment::link::{decode, encode};
use assessment::{Responses, compiled};
use catalogue::lock::{FILE_NAME, Lock, frozen, locked_with_texts};
use link_support::responses_text;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of the catalogues that ship.
fn names() -> Vec<String> {
    let entries = fs::read_dir(root().join("catalogues")).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path());
    folders
        .filter(|folder| folder.join("catalogue.toml").is_file())
        .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_catalogues_that_ship_open_the_codes_of_their_releases() {
    let corpus = fs::read_to_string(root().join("tests/links/v1.txt")).unwrap();
    let mut opened = 0;
    for name in names() {
        let report = catalogue::load(&root().join("catalogues").join(&name));
        let authored = report.authored.unwrap();
        let catalogue = authored.catalogue();
        let lines = corpus.lines().filter(|line| {
            let of = line.split(' ').next().unwrap();
            of.rsplit_once('-').is_some_and(|(of, _)| of == name)
        });
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let shared = decode(catalogue, words[1]).unwrap();
            // A revision that only adds items leaves the others' order as it was.
            let responses = responses_text(&shared.responses);
            let mut found: Vec<char> = responses.chars().filter(|one| *one != '.').collect();
            let mut expected: Vec<char> = words[2].chars().filter(|one| *one != '.').collect();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{line}");
            assert_eq!(catalogue.family_id(shared.family).as_str(), words[3]);
            opened += 1;
        }
    }
    assert!(opened >= 100, "{opened} codes of catalogues that ship");
}

#[test]
fn released_revisions_are_frozen_with_their_codes() {
    for name in names() {
        let folder = root().join("catalogues").join(&name);
        let Ok(text) = fs::read_to_string(folder.join(FILE_NAME)) else {
            continue;
        };
        for release in Lock::parse(&text).unwrap().releases {
            let frozen = link_support::definition(&format!("{name}-{}", release.revision));
            assert_eq!(definition_check(&frozen), release.definition_check);
        }
    }
}

#[test]
fn a_frozen_catalogue_thaws_to_what_links_depend_on() {
    for name in names() {
        let report = catalogue::load(&root().join("catalogues").join(&name));
        let authored = report.authored.unwrap();
        let definition = authored.definition();
        let text = frozen(definition);
        let thawed = link_support::thaw(&text);
        assert_eq!(definition_check(&thawed), definition_check(definition));
        assert_eq!(frozen(&thawed), text);
    }
    for name in ["social-media-1", "several-items-1", "data-analyst-1"] {
        let path = root().join(format!("tests/links/catalogues/{name}.txt"));
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(frozen(&link_support::thaw(&text)), text);
    }
}

/// The built-in catalogue in a folder of its own, to be changed.
struct Copy {
    folder: PathBuf,
}

impl Copy {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("links-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for file in ["catalogue.toml", "de.toml", "en.toml"] {
            let from = root().join("catalogues/social-media").join(file);
            fs::copy(from, folder.join(file)).unwrap();
        }
        Self { folder }
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn lock(&self) {
        let path = self.folder.join(FILE_NAME);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let authored = catalogue::load(&self.folder).authored.unwrap();
        let texts = &authored.texts()[0];
        let locked = locked_with_texts(&text, authored.definition(), texts).unwrap();
        fs::write(path, locked).unwrap();
    }

    /// The codes and messages of the errors.
    fn errors(&self) -> Vec<String> {
        let diagnostics = catalogue::load(&self.folder).diagnostics;
        let line = |diagnostic: &catalogue::Diagnostic| {
            format!("{}: {}", diagnostic.code, diagnostic.message)
        };
        diagnostics.iter().map(line).collect()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays in the place for temporary ones harms nobody.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_link_of_a_released_revision_opens_in_the_next_one() {
    let copy = Copy::new("next");
    copy.lock();
    let first = catalogue::load(&copy.folder).authored.unwrap();
    let first = first.catalogue();
    let responses = Responses::new(first);
    let family = first.family_by_id("community-manager").unwrap();
    let code = encode(first, &responses, family, None).unwrap();

    copy.edit("catalogue.toml", "core_weight = 3", "core_weight = 2");
    assert_eq!(
        copy.errors(),
        [
            "links-broken: the catalogue isn't what was released as revision 1, so its links would be scored differently"
        ]
    );
    copy.edit("catalogue.toml", "revision = 1", "revision = 2");
    assert_eq!(copy.errors(), [""; 0]);
    let next = catalogue::load(&copy.folder).authored.unwrap();
    for compiled in next.compile() {
        let (catalogue, _) = compiled::decode(&compiled.bytes).unwrap();
        let shared = decode(&catalogue, &code).unwrap();
        assert_eq!((shared.revision, shared.is_rescored), (1, true));
        assert_eq!(shared.family, family);
    }
    copy.lock();
    assert_eq!(copy.errors(), [""; 0]);
}

#[test]
fn a_lock_file_that_was_edited_is_pointed_at() {
    let copy = Copy::new("edited");
    copy.lock();
    copy.edit(FILE_NAME, "item research 5", "item research 4");
    let diagnostics = catalogue::load(&copy.folder).diagnostics;
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.as_str(), "links-lock");
    assert!(
        diagnostics[0]
            .position()
            .is_some_and(|(line, column)| line > 36 && column == 1)
    );
    let shown = diagnostics[0].to_string();
    assert!(
        shown.contains("seal ") && shown.contains("links.lock"),
        "{shown}"
    );
}

/// Goal: an answer that a visitor gave goes on meaning what it meant.
#[test]
fn texts_that_change_places_after_a_release_are_refused_and_rewording_is_not() {
    let copy = Copy::new("moved");
    copy.lock();
    let path = copy.folder.join("de.toml");
    let before = fs::read_to_string(&path).unwrap();
    let start = before.find("anchors = [").unwrap();
    let list: Vec<&str> = before[start..].lines().skip(1).take(5).collect();
    let broken = |text: &str| {
        fs::write(&path, text).unwrap();
        let found = catalogue::load(&copy.folder).diagnostics.into_iter();
        let found = found.filter(|said| said.code == catalogue::Code::LinksBroken);
        found.map(|said| said.message).collect::<Vec<_>>()
    };
    assert_eq!(broken(&before), Vec::<String>::new());

    let turned: Vec<&str> = list.iter().rev().copied().collect();
    let said = broken(&before.replacen(&list.join("\n"), &turned.join("\n"), 1));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("level 0") && said[0].contains("what level 4 of"),
        "{said:?}"
    );

    let later = start + before[start + 1..].find("anchors = [").unwrap() + 1;
    let other = before[later..].lines().nth(1).unwrap();
    let (one, two) = (list[0], other);
    let swapped = before
        .replacen(one, "@", 1)
        .replacen(two, one, 1)
        .replacen('@', two, 1);
    assert_eq!(broken(&swapped).len(), 2);

    let reworded = before.replacen(one, &one.replacen("\",", ", neu\",", 1), 1);
    assert_ne!(reworded, before);
    assert_eq!(broken(&reworded), Vec::<String>::new());
}

#[test]
fn a_later_revision_without_its_lock_is_refused() {
    let copy = Copy::new("unlocked");
    copy.edit("catalogue.toml", "revision = 1", "revision = 2");
    let said = catalogue::load(&copy.folder).diagnostics;
    let said: Vec<_> = said
        .iter()
        .filter(|said| said.code == catalogue::Code::LinksLock)
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].message.contains("revision 2"), "{said:?}");
}
