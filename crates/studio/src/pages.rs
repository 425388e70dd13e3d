//! The words of a catalogue page by page, in groups: a form that showed all of a large one at once would stand still
//! over it. What is to do is counted over all pages.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use catalogue::is_note;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{Parsed, items, text};
use crate::texts::{self, Step, Word};
use crate::{Failure, Files, Output};

/// So many groups stand on a page, with so many words behind them.
const GROUPS_MAX: usize = 100;
const WORDS_MAX: usize = 600;
/// Where all groups are unfolded, a page has about so many fields, over all languages.
const FIELDS_MAX: usize = 240;
/// A group of more words is shown in parts.
const PART_MAX: usize = 120;
/// So many words have a page in any case.
const PART_MIN: usize = 20;
/// The tables whose words are a group; those of items go to their competence.
const GROUPS: [&str; 6] = [
    "catalogue",
    "areas",
    "families",
    "profiles",
    "modules",
    "formats",
];
/// Where other words go.
const OTHER: &str = "other";

thread_local! {
    /// The words of the files that were last looked at: pages of them are turned.
    static LAST: RefCell<Option<(Files, Rc<Words>)>> = const { RefCell::new(None) };
}

/// Which page is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// Counted from 0; the last one, if there are fewer.
    page: usize,
    /// Whether only what is to do is shown.
    filter: bool,
    /// Rather the page with the word of this path.
    find: Option<Vec<Value>>,
}

/// Words that are shown under one heading.
struct Group {
    key: String,
    /// Whether it is a competence with several items.
    has_several: bool,
    /// Places in the list of all.
    words: Vec<usize>,
}

/// All words of a catalogue, in groups.
pub(crate) struct Words {
    all: Vec<Word>,
    groups: Vec<Group>,
    locale_count: usize,
}

/// A group, or a part of a large one.
struct Part<'w> {
    group: &'w Group,
    number: usize,
    count: usize,
    words: Vec<usize>,
}

impl Words {
    /// All words of parsed files.
    fn of(parsed: &Parsed) -> Self {
        let mut owners = BTreeMap::new();
        let mut several = BTreeMap::new();
        for competence in parsed.list("competences") {
            let id = text(competence, "id");
            let own = items(competence);
            several.insert(id.to_owned(), own.len() > 1);
            for item in own {
                owners.entry(item).or_insert_with(|| id.to_owned());
            }
        }
        let all = texts::words(parsed);
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for (at, word) in all.iter().enumerate() {
            let owner = owner(word, &owners);
            let key =
                owner.map_or_else(|| table(word).to_owned(), |id| format!("competences {id}"));
            let place = *places.entry(key).or_insert_with_key(|key| {
                let has_several = owner.is_some_and(|id| several.get(id) == Some(&true));
                groups.push(Group {
                    key: key.clone(),
                    has_several,
                    words: Vec::new(),
                });
                groups.len() - 1
            });
            groups[place].words.push(at);
        }
        Self {
            all,
            groups,
            locale_count: parsed.locales.len(),
        }
    }

    /// All groups in parts that a page can hold: of each, the words that are shown.
    fn parts(&self, most: usize, filter: bool) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        for group in &self.groups {
            let shown = group.words.iter().copied();
            let shown = shown.filter(|at| !filter || left(&self.all[*at]) > 0);
            let shown: Vec<usize> = shown.collect();
            let chunks = shown.chunks(most.min(PART_MAX));
            let count = chunks.len();
            parts.extend(chunks.enumerate().map(|(number, words)| Part {
                group,
                number,
                count,
                words: words.to_vec(),
            }));
        }
        parts
    }

    /// The page that is wanted.
    fn page(&self, wanted: &Wanted) -> Value {
        let most = if wanted.filter {
            (FIELDS_MAX / self.locale_count.max(1)).clamp(PART_MIN, PART_MAX)
        } else {
            WORDS_MAX
        };
        let parts = self.parts(most, wanted.filter);
        let mut pages: Vec<Vec<&Part<'_>>> = vec![Vec::new()];
        let mut filled = 0;
        for part in &parts {
            let is_full = filled + part.words.len() > most
                || pages.last().is_some_and(|page| page.len() >= GROUPS_MAX);
            if is_full {
                pages.push(Vec::new());
                filled = 0;
            }
            filled += part.words.len();
            if let Some(page) = pages.last_mut() {
                page.push(part);
            }
        }
        let found = wanted.find.as_ref().and_then(|path| {
            let is_it = |at: &usize| {
                self.all[*at]
                    .path
                    .iter()
                    .map(Step::json)
                    .eq(path.iter().cloned())
            };
            let has_it = |part: &&Part<'_>| part.words.iter().any(is_it);
            pages.iter().position(|page| page.iter().any(has_it))
        });
        let page = found.unwrap_or(wanted.page).min(pages.len() - 1);
        let shown = pages[page].iter().map(|part| self.shown(part));
        json!({
            "groups": shown.collect::<Vec<_>>(),
            "page": page,
            "pages": pages.len(),
            "left": self.all.iter().map(left).sum::<usize>(),
            "found": found.is_some(),
        })
    }

    fn shown(&self, part: &Part<'_>) -> Value {
        let words = || part.words.iter().map(|at| &self.all[*at]);
        json!({
            "key": part.group.key,
            "several": part.group.has_several,
            "part": part.number,
            "parts": part.count,
            "left": words().map(left).sum::<usize>(),
            "words": words().map(Word::json).collect::<Vec<_>>(),
        })
    }
}

/// The competence that a word belongs to, if it belongs to one.
fn owner<'w>(word: &'w Word, owners: &'w BTreeMap<String, String>) -> Option<&'w str> {
    match &*word.path {
        [Step::Key(table), Step::Key(id), ..] if table == "competences" => Some(id),
        [Step::Key(table), Step::Key(id), ..] if table == "items" => {
            owners.get(id).map(String::as_str)
        }
        _ => None,
    }
}

/// The group of a word that belongs to no competence.
fn table(word: &Word) -> &'static str {
    let Some(Step::Key(table)) = word.path.first() else {
        return OTHER;
    };
    let known = GROUPS.into_iter().find(|own| own == table);
    known.unwrap_or(OTHER)
}

/// In how many languages a word leaves something to do: it is missing, still to be written, or too long.
fn left(word: &Word) -> usize {
    let is_open = |text: &str| text.trim().is_empty() || is_note(text);
    let is_long = |text: &str| {
        word.limit
            .is_some_and(|limit| text.chars().count() as u64 > limit)
    };
    let texts = word
        .texts
        .iter()
        .map(|(_, text)| text.as_deref().unwrap_or_default());
    texts
        .filter(|text| word.is_needed && is_open(text) || is_long(text))
        .count()
}

/// The page of these files that is wanted, and the files as the last ones.
pub(crate) fn first(files: &Files, parsed: &Parsed, wanted: &Wanted) -> Value {
    let words = Rc::new(Words::of(parsed));
    let page = words.page(wanted);
    LAST.set(Some((files.clone(), words)));
    page
}

/// Another page; those of the same files are not looked for again.
///
/// # Errors
/// One of the files isn't TOML.
pub(crate) fn turned(files: &Files, wanted: &Wanted) -> Result<Output, Failure> {
    let known = LAST.with_borrow(|last| {
        let (_, words) = last.as_ref().filter(|(own, _)| own == files)?;
        Some(Rc::clone(words))
    });
    let page = match known {
        Some(words) => words.page(wanted),
        None => first(files, &Parsed::of(files)?, wanted),
    };
    Ok(page.into())
}
