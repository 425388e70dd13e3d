//! A language that the interface doesn't come in, written from right to left: by an author's file alone.
//!
//! Goal: everything a visitor reads or hears comes from the catalogue, in its language and direction.
//!
//! Method: the English texts in Arabic letters, one for each, which is no Arabic but shows every
//! word that comes from elsewhere. No claim is made about the wording.

use crate::render;

use std::path::{Path, PathBuf};

use assessment::id::{FamilyIndex, ItemIndex};
use assessment::knowledge::Verdicts;
use assessment::ladder::Asking;
use assessment::response::{Response, Responses};
use assessment::session::{Phase, Session};
use skill_check::app::{App, AppProps};
use skill_check::content::Content;
use yew::prelude::*;

use render::html;

/// As many letters as English has, in its order.
const LETTERS: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنه";

/// A text in other letters; placeholders, which the interface fills in, stay.
fn in_other_letters(text: &str) -> String {
    let mut is_placeholder = false;
    text.chars()
        .map(|c| {
            is_placeholder = match c {
                '{' => true,
                '}' => false,
                _ => is_placeholder,
            };
            let place = (c.to_ascii_lowercase() as usize).wrapping_sub('a' as usize);
            match LETTERS.chars().nth(place) {
                Some(letter) if !is_placeholder => letter,
                _ => c,
            }
        })
        .collect()
}

/// A locale's file with all its texts in other letters.
fn translated(file: &str) -> String {
    let lines = file.lines().map(|line| {
        if line.starts_with(['#', '[']) {
            return line.to_owned();
        }
        match line.split_once(" = ") {
            Some(("locale", _)) => "locale = \"ar\"".to_owned(),
            Some(("direction", _)) => "direction = \"rtl\"".to_owned(),
            Some((key, text)) => format!("{key} = {}", in_other_letters(text)),
            None => in_other_letters(line),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The strings of the interface with all forms that numbers take in Arabic.
fn with_forms(interface: &str) -> String {
    let mut lines = Vec::new();
    for line in interface.lines() {
        lines.push(line.to_owned());
        let Some((base, text)) = line.split_once(".other\" = ") else {
            continue;
        };
        if interface.contains(&format!("{base}.one\" = ")) {
            let forms = ["zero", "two", "few", "many"];
            lines.extend(forms.map(|form| format!("{base}.{form}\" = {text}")));
        }
    }
    lines.join("\n")
}

/// A copy of the second catalogue, in this language only.
fn authored(name: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/data-analyst");
    let read = |file| std::fs::read_to_string(source.join(file)).expect("a readable file");
    let definition = read("catalogue.toml")
        .replace("default_locale = \"de\"", "default_locale = \"ar\"")
        .replace("locales = [\"de\", \"en\"]", "locales = [\"ar\"]");
    let interface = catalogue::interface_table("en").expect("it is built in");
    let interface = with_forms(&interface);
    let texts = translated(&format!("{}\n{interface}", read("en.toml")));

    let folder = std::env::temp_dir().join(format!("third-locale-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("catalogue.toml"), definition).expect("a file");
    std::fs::write(folder.join("ar.toml"), texts).expect("a file");
    folder
}

fn content(name: &str) -> Content {
    let folder = authored(name);
    let report = catalogue::load(&folder);
    std::fs::remove_dir_all(&folder).expect("the folder is there");
    let said: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    let compiled = report.authored.expect("in order").compile();
    assert_eq!(compiled.len(), 1);
    Content::decode(&compiled[0].bytes).expect("it was just compiled")
}

/// What is read out or shown: the text between tags, and the attributes that hold text.
fn words(html: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("tags are closed");
        // Codes of frameworks are the same in every language.
        if !tag.starts_with("style") && tag != "code" {
            words.push(text.trim());
        }
        for attribute in [
            "aria-label",
            "alt",
            "title",
            "placeholder",
            "aria-valuetext",
        ] {
            let start = format!(" {attribute}=\"");
            if let Some((_, value)) = tag.split_once(&start) {
                words.push(value.split('"').next().expect("at least a piece"));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Names of file formats, which are the same in every language.
const FORMATS: [&str; 4] = ["JSON", "CSV", "SVG", "PNG"];

/// Whether there are Latin letters in it, names of formats and character references aside, or braces.
fn is_foreign(word: &str) -> bool {
    let references = ["&quot;", "&amp;", "&lt;", "&gt;", "&#x27;", "&#39;"];
    let rest = FORMATS
        .into_iter()
        .chain(references)
        .fold(word.to_owned(), |rest, known| rest.replace(known, ""));
    rest.chars()
        .any(|c| c.is_ascii_alphabetic() || c == '{' || c == '}')
}

#[test]
fn every_word_on_every_screen_is_the_catalogue_s() {
    let content = content("words");
    let catalogue = content.catalogue();
    let list: Vec<Response> = (0..catalogue.item_count())
        .map(|item| match item % 6 {
            5 => Response::Skipped,
            level => Response::Level(level as u8),
        })
        .collect();
    let responses = Responses::from_list(catalogue, &list).expect("they fit");
    let item = Phase::Item {
        item: ItemIndex(3),
        revisit: false,
    };
    for phase in [Phase::Start, item, Phase::Result] {
        let session = Session {
            phase,
            family: FamilyIndex(0),
            level: None,
            is_quick: false,
            asking: Asking::default(),
            responses: responses.clone(),
            verdicts: Verdicts::default(),
        };
        let html = html::<App>(AppProps {
            content: content.clone(),
            session,
            result_chunk: skill_check::store::ResultChunk::Here,
            code: None,
            locales: [].into(),
            on_keep: Callback::noop(),
            on_change: Callback::noop(),
            on_effect: Callback::noop(),
        });
        let root = html.lines().next().expect("there is a root");
        assert!(
            root.contains(" lang=\"ar\"") && root.contains(" dir=\"rtl\""),
            "{root}"
        );
        let words = words(&html);
        assert!(words.len() > 20, "{phase:?} shows {} texts", words.len());
        let foreign: Vec<_> = words.into_iter().filter(|word| is_foreign(word)).collect();
        assert!(foreign.is_empty(), "{phase:?}: {foreign:#?}");
    }
}
