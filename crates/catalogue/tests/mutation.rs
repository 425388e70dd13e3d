//! Ten thousand broken catalogues in text and as many compiled ones: nothing panics, nothing hangs, and
//! none that contradicts itself is accepted.

use crate::mutation_support;

use std::sync::LazyLock;

use mutation_support::{check_compiled, check_payload, check_text, payload_of};
use proptest::prelude::*;
use proptest::sample::Index;

const CATALOGUE: &str = include_str!("gallery/catalogue.toml");
const TEXTS: &str = include_str!("gallery/en.toml");

/// What is put in: pieces of the language, and what is most likely to be read wrongly.
const PIECES: [&str; 28] = [
    "\"",
    "'",
    "\"\"\"",
    "=",
    "[",
    "]",
    "[[",
    "{",
    "}",
    ",",
    "#",
    "\n",
    "\\",
    "\\u202E",
    "0",
    "9",
    "-1",
    "255",
    "70000",
    "99999999999999999999",
    "1e9",
    "true",
    "2026-02-30",
    "baker",
    "[[competences]]",
    "ä",
    "<b>",
    "\u{0}",
];

/// A change to a text, by what it does and where.
#[derive(Clone, Debug)]
enum Change {
    RemoveLine(Index),
    RepeatLine(Index),
    SwapLines(Index, Index),
    RemoveCharacter(Index),
    Insert(Index, usize),
    Replace(Index, usize),
    Cut(Index),
    SwapValues(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let piece = || 0..PIECES.len();
    prop_oneof![
        any::<Index>().prop_map(Change::RemoveLine),
        any::<Index>().prop_map(Change::RepeatLine),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::SwapLines(one, other)),
        any::<Index>().prop_map(Change::RemoveCharacter),
        (any::<Index>(), piece()).prop_map(|(place, piece)| Change::Insert(place, piece)),
        (any::<Index>(), piece()).prop_map(|(place, piece)| Change::Replace(place, piece)),
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::SwapValues(one, other)),
    ]
}

/// The start of a character.
fn place(text: &str, index: Index) -> usize {
    text.floor_char_boundary(index.index(text.len() + 1))
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    match *change {
        Change::Cut(at) => return text[..place(text, at)].to_owned(),
        Change::RemoveCharacter(at) => {
            let at = place(text, at);
            let mut rest = text[at..].chars();
            rest.next();
            return [&text[..at], rest.as_str()].concat();
        }
        Change::Insert(at, piece) => {
            let (before, after) = text.split_at(place(text, at));
            return [before, PIECES[piece], after].concat();
        }
        _ if lines.is_empty() => {}
        Change::RemoveLine(at) => {
            lines.remove(at.index(lines.len()));
        }
        Change::RepeatLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
        }
        Change::SwapLines(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
        // Whatever stands behind an equals sign becomes something else, which often is sound TOML.
        Change::Replace(at, piece) => {
            let at = at.index(lines.len());
            if let Some((key, _)) = lines[at].split_once('=') {
                lines[at] = format!("{key}= {}", PIECES[piece]);
            }
        }
        Change::SwapValues(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            let value = lines[other]
                .split_once('=')
                .map(|(_, value)| value.to_owned());
            if let (Some((key, _)), Some(value)) = (lines[one].split_once('='), value) {
                lines[one] = format!("{key}={value}");
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The small catalogue as the widget loads it.
static COMPILED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let report = check_text(CATALOGUE, TEXTS);
    report.authored.expect("in order").compile().remove(0).bytes
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn broken_texts_are_answered(
        changes in prop::collection::vec((any::<bool>(), change()), 1..5),
    ) {
        let (mut definition, mut texts) = (CATALOGUE.to_owned(), TEXTS.to_owned());
        for (in_texts, change) in &changes {
            let text = if *in_texts { &mut texts } else { &mut definition };
            *text = changed(text, change);
        }
        check_text(&definition, &texts);
    }

    #[test]
    fn broken_binaries_are_answered(
        changes in prop::collection::vec((any::<Index>(), any::<u8>(), 0..3_u8), 1..4),
    ) {
        let mut payload = payload_of(&COMPILED);
        for (at, byte, kind) in changes {
            let at = at.index(payload.len());
            match kind {
                0 => payload[at] = byte,
                1 => payload.insert(at, byte),
                _ => { payload.remove(at); }
            }
        }
        check_payload(&payload);
    }
}

/// The mutations aren't all so coarse that the first look refuses them.
#[test]
fn small_changes_are_accepted_or_refused_by_what_they_say() {
    let said = |from: &str, to: &str| -> Vec<&'static str> {
        let report = check_text(&CATALOGUE.replacen(from, to, 1), TEXTS);
        report
            .diagnostics
            .iter()
            .map(|said| said.code.as_str())
            .collect()
    };
    assert!(said("core_weight = 3", "core_weight = 2").is_empty());
    assert_eq!(said("dough = 1", "dough = 3"), ["out-of-range"]);
    assert_eq!(
        said("\"baker.senior\" = 2", "\"baker.senior\" = 0"),
        ["senior-easier"]
    );
    assert!(!check_compiled(b"SKC"));
    assert!(check_payload(&payload_of(&COMPILED)));
}

/// Found by the fuzzer: what is said of a backslash with nothing behind it lies within the file.
#[test]
fn a_backslash_at_the_end_has_its_place() {
    for end in ["\\", "\\\n", "\\\r\n", "\\u", "\\u{fffd}"] {
        let report = check_text(&format!("id = \"a{end}"), TEXTS);
        assert!(report.authored.is_none(), "{end:?}");
    }
}

/// What the fuzzer begins with, as it is.
#[test]
fn the_seeds_of_texts_hold() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fuzz/corpus/catalogue_text"
    );
    let mut accepted = 0;
    let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert!(seeds.len() >= 3);
    for seed in seeds {
        let bytes = std::fs::read(seed.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        // As `fuzz/fuzz_targets/catalogue_text.rs` divides it.
        let (definition, texts) = text.split_once("\n----- en.toml\n").unwrap_or((&text, ""));
        accepted += usize::from(check_text(definition, texts).authored.is_some());
    }
    assert!(accepted > 0, "none of the seeds is a catalogue");
}

/// A new layout makes the fuzzer's seeds useless; [`payload_of`] tells how they are made anew.
#[test]
fn the_seeds_of_compiled_catalogues_are_accepted() {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fuzz/corpus/catalogue_compiled"
    );
    let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().collect();
    assert!(seeds.len() >= 3);
    for seed in seeds {
        let path = seed.unwrap().path();
        assert!(
            check_payload(&std::fs::read(&path).unwrap()),
            "{}",
            path.display()
        );
    }
}
