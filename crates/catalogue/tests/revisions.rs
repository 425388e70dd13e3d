//! A small catalogue that was released three times: `revisions/` has the files of each release, the
//! lock file after the third, and codes of each. They are only added to.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use assessment::id::ItemIndex;
use assessment::link::{decode, encode};
use assessment::{Catalogue, Response, Responses, compiled};
use catalogue::lock::{FILE_NAME, locked_with_texts};
use catalogue::{Authored, load};

const REVISIONS: [u16; 3] = [1, 2, 3];

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/revisions")
}

/// The catalogue's folder, as an author has it while one release follows another.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("revisions-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Writes the files of a revision over those before, and returns what they say.
    fn revise(&self, revision: u16) -> Authored {
        for file in ["catalogue.toml", "en.toml"] {
            let from = fixture().join(revision.to_string()).join(file);
            fs::copy(from, self.0.join(file)).unwrap();
        }
        let report = load(&self.0);
        assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
        report.authored.unwrap()
    }

    /// Locks what is released, and returns the lock file.
    fn release(&self, authored: &Authored) -> String {
        let path = self.0.join(FILE_NAME);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let texts = &authored.texts()[0];
        let locked = locked_with_texts(&text, authored.definition(), texts).unwrap();
        fs::write(path, &locked).unwrap();
        locked
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays in the place for temporary ones harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A code that was given out, and what it says.
struct Code {
    revision: u16,
    code: String,
    family: String,
    /// Item and level, in the order of that revision; a skipped item has none.
    responses: Vec<(String, Option<u8>)>,
}

fn codes() -> Vec<Code> {
    let text = fs::read_to_string(fixture().join("codes.txt")).unwrap();
    let code = |line: &str| {
        let mut words = line.split(' ').map(ToOwned::to_owned);
        Code {
            revision: words.next().unwrap().parse().unwrap(),
            code: words.next().unwrap(),
            family: words.next().unwrap(),
            responses: words
                .map(|word| {
                    let (item, level) = word.split_once('=').unwrap();
                    (item.to_owned(), level.parse().ok())
                })
                .collect(),
        }
    };
    text.lines().map(code).collect()
}

fn response(level: Option<u8>) -> Response {
    level.map_or(Response::Skipped, Response::Level)
}

fn item_by_id(catalogue: &Catalogue, id: &str) -> ItemIndex {
    let mut items = catalogue.items();
    items
        .find(|item| catalogue.item_id(*item).as_str() == id)
        .unwrap()
}

#[test]
fn three_releases_leave_the_lock_file_that_is_kept() {
    let folder = Folder::new("lock");
    let mut locked = String::new();
    for revision in REVISIONS {
        let authored = folder.revise(revision);
        locked = folder.release(&authored);
        let report = load(&folder.0);
        assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    }
    let kept = fs::read_to_string(fixture().join(FILE_NAME)).unwrap();
    assert_eq!(locked, kept, "{locked}");
}

#[test]
fn each_release_wrote_the_codes_that_are_kept() {
    let folder = Folder::new("codes");
    for revision in REVISIONS {
        let authored = folder.revise(revision);
        folder.release(&authored);
        let catalogue = authored.catalogue();
        let codes = codes();
        let mut of_this = codes
            .iter()
            .filter(|code| code.revision == revision)
            .peekable();
        assert!(of_this.peek().is_some());
        for kept in of_this {
            let mut responses = Responses::new(catalogue);
            for (item, level) in &kept.responses {
                let index = item_by_id(catalogue, item);
                responses.set(catalogue, index, response(*level)).unwrap();
            }
            let family = catalogue.family_by_id(&kept.family).unwrap();
            assert_eq!(
                encode(catalogue, &responses, family, None).unwrap(),
                kept.code
            );
        }
    }
}

#[test]
fn the_third_release_opens_the_codes_of_all() {
    let folder = Folder::new("open");
    fs::copy(fixture().join(FILE_NAME), folder.0.join(FILE_NAME)).unwrap();
    let authored = folder.revise(3);
    for compiled in authored.compile() {
        let (catalogue, _) = compiled::decode(&compiled.bytes).unwrap();
        for kept in codes() {
            let shared = decode(&catalogue, &kept.code).unwrap();
            assert_eq!(shared.revision, kept.revision);
            assert_eq!(shared.is_rescored, kept.revision != 3);
            assert_eq!(catalogue.family_id(shared.family).as_str(), kept.family);
            for item in catalogue.items() {
                let id = catalogue.item_id(item).as_str();
                let said = kept.responses.iter().find(|(item, _)| item == id);
                let expected = said.map_or(Response::NotAsked, |(_, level)| response(*level));
                assert_eq!(
                    shared.responses.get(item),
                    expected,
                    "{id} of {}",
                    kept.code
                );
            }
        }
    }
}
