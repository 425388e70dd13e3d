//! What can be mended at once: for a diagnostic, the changes that mend it, each with the key of its name on the
//! page.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::ops::Range;

use catalogue::{CATALOGUE_FILE, Code, Diagnostic};
use serde_json::{Value, json};
use toml_edit::{Document, Item, TableLike};

use crate::Files;
use crate::model::Parsed;

/// A value that somebody asks for by where it stands.
struct Place {
    path: Vec<Value>,
    /// Its number, if it is one.
    number: Option<i64>,
}

/// The files as they are looked at for each of many diagnostics: each is parsed once, and gone through once.
pub(crate) struct Seen<'f> {
    files: &'f Files,
    places: BTreeMap<&'f str, Places>,
    parsed: OnceCell<Option<Parsed>>,
    /// Where each competence stands in its list.
    competences: OnceCell<BTreeMap<String, usize>>,
    /// The next revision after all that are released.
    revision: OnceCell<i64>,
    /// How many files were parsed so far.
    parses: Cell<usize>,
}

/// Values by where they begin and end.
type Places = BTreeMap<(usize, usize), Option<Place>>;

impl<'f> Seen<'f> {
    /// With the places of these diagnostics.
    pub(crate) fn new(files: &'f Files, diagnostics: &[&Diagnostic]) -> Self {
        let mut places: BTreeMap<&'f str, Places> = BTreeMap::new();
        for diagnostic in diagnostics {
            let Some((name, _)) = files.get_key_value(&diagnostic.file) else {
                continue;
            };
            if let Some(span) = &diagnostic.span {
                let own = places.entry(name).or_default();
                own.insert((span.start, span.end), None);
            }
        }
        let mut parses = 0;
        for (name, wanted) in &mut places {
            parses += 1;
            if let Ok(document) = Document::parse(files[*name].as_str()) {
                let mut walk = Walk {
                    wanted,
                    path: Vec::new(),
                };
                walk.table(document.as_table());
            }
        }
        Self {
            files,
            places,
            parsed: OnceCell::new(),
            competences: OnceCell::new(),
            revision: OnceCell::new(),
            parses: Cell::new(parses),
        }
    }

    /// How many files were parsed so far.
    #[cfg(test)]
    pub(crate) fn parses(&self) -> usize {
        self.parses.get()
    }

    /// All that forms look at, if the files are TOML.
    fn parsed(&self) -> Option<&Parsed> {
        let parsed = self.parsed.get_or_init(|| {
            self.parses.set(self.parses.get() + self.files.len());
            Parsed::of(self.files).ok()
        });
        parsed.as_ref()
    }

    /// Where a competence stands in its list.
    fn competence(&self, id: &str) -> Option<usize> {
        let parsed = self.parsed()?;
        let places = self.competences.get_or_init(|| {
            let ids = parsed.ids("competences").into_iter().enumerate();
            ids.map(|(at, id)| (id, at)).collect()
        });
        places.get(id).copied()
    }

    /// The value that a diagnostic is about.
    fn place(&self, diagnostic: &Diagnostic) -> Option<&Place> {
        let span = diagnostic.span.as_ref()?;
        let own = self.places.get(&*diagnostic.file)?;
        own.get(&(span.start, span.end))?.as_ref()
    }

    /// The path of what a diagnostic is about: the value, or the key, that stands at its place, or belongs there.
    pub(crate) fn path(&self, diagnostic: &Diagnostic) -> Option<Vec<Value>> {
        let mut path = self.place(diagnostic)?.path.clone();
        if diagnostic.code == Code::MissingEntry
            && let [field, name] = *quoted(&diagnostic.message)
            && path.last().and_then(Value::as_str) == Some(field)
        {
            path.push(json!(name));
        }
        Some(path)
    }
}

/// The ways to mend a diagnostic.
pub(crate) fn fixes(diagnostic: &Diagnostic, seen: &Seen<'_>) -> Vec<Value> {
    let file = &diagnostic.file;
    let words = quoted(&diagnostic.message);
    let number = || seen.place(diagnostic).and_then(|place| place.number);
    let put = |key: &str, number: i64| {
        let path = seen.path(diagnostic);
        let mend = |path| set(key, json!({ "number": number }), file, path, json!(number));
        path.map(mend).into_iter().collect()
    };
    match diagnostic.code {
        Code::MissingText | Code::AnchorCount | Code::EmptyText => {
            let edit = json!({ "op": "complete", "file": file });
            vec![fix("complete", json!({}), edit)]
        }
        Code::SeniorEasier => senior(&words, seen),
        Code::MissingEntry => entry(&words, diagnostic, seen),
        Code::OutOfRange | Code::UnreachableProfile => match range(&diagnostic.help) {
            Some((low, high)) => {
                let near = number().map_or(high, |found| found.clamp(low, high));
                put("choose", near)
            }
            None => Vec::new(),
        },
        Code::RaisesToTop => number().map_or_else(Vec::new, |number| put("lower", number - 1)),
        Code::RequiredUncounted => put("choose", 0),
        Code::Undecided => {
            let path = seen.path(diagnostic);
            let mend = |path| set("decided", json!({}), file, path, Value::Null);
            path.map(mend).into_iter().collect()
        }
        Code::UnknownKey | Code::SurplusText => renamed(diagnostic),
        Code::WrongLocale => {
            let tag = file.strip_suffix(".toml").unwrap_or(file);
            let path = vec![json!("locale")];
            vec![set("locale", json!({ "tag": tag }), file, path, json!(tag))]
        }
        Code::LinksBroken if diagnostic.help.starts_with("raise `revision`") => revision(seen),
        _ => Vec::new(),
    }
}

/// A way to mend: the key of its name, what is filled into that, and the changes.
fn fix(key: &str, values: Value, edit: Value) -> Value {
    object([
        ("key", key.into()),
        ("values", values),
        ("edits", Value::Array(vec![edit])),
    ])
}

fn set(key: &str, values: Value, file: &str, path: Vec<Value>, value: Value) -> Value {
    let edit = object([
        ("op", "set".into()),
        ("file", file.into()),
        ("path", Value::Array(path)),
        ("value", value),
    ]);
    fix(key, values, edit)
}

fn object<const COUNT: usize>(fields: [(&str, Value); COUNT]) -> Value {
    let fields = fields.into_iter();
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect())
}

/// What stands between backticks.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// The numbers of "choose a number from 2 to 7" and "require 0 to 4".
fn range(help: &str) -> Option<(i64, i64)> {
    let mut numbers = help
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|word| word.parse().ok());
    let range = (numbers.next()?, numbers.next()?);
    help.contains(" to ").then_some(range)
}

/// A senior that asks for less than its junior: the one goes up, or the other down.
fn senior(words: &[&str], seen: &Seen<'_>) -> Vec<Value> {
    let [senior, id, junior] = *words else {
        return Vec::new();
    };
    let Some(parsed) = seen.parsed() else {
        return Vec::new();
    };
    let Some(at) = seen.competence(id) else {
        return Vec::new();
    };
    let competence = parsed.entry("competences", at);
    let required = |profile: &str| competence?.get("required")?.get(profile)?.as_integer();
    let (Some(high), Some(low)) = (required(junior), required(senior)) else {
        return Vec::new();
    };
    let path = |profile: &str| {
        vec![
            json!("competences"),
            json!(at),
            json!("required"),
            json!(profile),
        ]
    };
    vec![
        set(
            "junior",
            json!({ "number": low }),
            CATALOGUE_FILE,
            path(junior),
            json!(low),
        ),
        set(
            "senior",
            json!({ "number": high }),
            CATALOGUE_FILE,
            path(senior),
            json!(high),
        ),
    ]
}

/// A competence that says nothing of a profile: 0 there.
fn entry(words: &[&str], diagnostic: &Diagnostic, seen: &Seen<'_>) -> Vec<Value> {
    let ([_, profile], Some(path)) = (words, seen.path(diagnostic)) else {
        return Vec::new();
    };
    if path.last().and_then(Value::as_str) != Some(*profile) {
        return Vec::new();
    }
    let values = json!({ "profile": profile });
    vec![set("zero", values, &diagnostic.file, path, json!(0))]
}

/// A name that was misspelt: the text is replaced as the help says. Done in the text, since it is a key.
fn renamed(diagnostic: &Diagnostic) -> Vec<Value> {
    let meant = diagnostic
        .help
        .strip_prefix("did you mean `")
        .and_then(|rest| rest.split_once('`'));
    let (Some((meant, _)), Some(start), Some(end)) =
        (meant, diagnostic.position(), diagnostic.end())
    else {
        return Vec::new();
    };
    vec![json!({
        "key": "rename",
        "values": { "name": meant },
        "text": {
            "file": diagnostic.file,
            "line": start.0, "column": start.1,
            "end_line": end.0, "end_column": end.1,
            "with": meant,
        },
    })]
}

fn revision(seen: &Seen<'_>) -> Vec<Value> {
    let next = *seen.revision.get_or_init(|| {
        let parsed = seen.parsed();
        let now = parsed.and_then(|parsed| parsed.definition.get("revision")?.as_integer());
        let released = crate::held::Held::of(seen.files).revisions();
        let held = released.into_iter().max().unwrap_or(0);
        now.unwrap_or(0).max(i64::from(held)) + 1
    });
    let path = vec![json!("revision")];
    vec![set(
        "revision",
        json!({ "number": next }),
        CATALOGUE_FILE,
        path,
        json!(next),
    )]
}

/// Goes once through a file, and notes the values that are asked for.
struct Walk<'w, 't> {
    wanted: &'w mut Places,
    path: Vec<Step<'t>>,
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
enum Step<'t> {
    Key(&'t str),
    Index(usize),
}

impl<'t> Walk<'_, 't> {
    /// Notes what stands here, if somebody asks for it; what is further out comes first.
    fn at(&mut self, span: Option<Range<usize>>, number: Option<i64>) {
        let found = span.and_then(|span| self.wanted.get_mut(&(span.start, span.end)));
        let Some(place @ None) = found else {
            return;
        };
        let path = self.path.iter().map(|step| match step {
            Step::Key(key) => json!(key),
            Step::Index(index) => json!(index),
        });
        *place = Some(Place {
            path: path.collect(),
            number,
        });
    }

    fn table(&mut self, table: &'t dyn TableLike) {
        for (key, item) in table.iter() {
            self.path.push(Step::Key(key));
            let name = table.key(key).and_then(toml_edit::Key::span);
            let number = item.as_integer();
            self.at(name.clone(), number);
            // An entry of a line: its key, its value, or both.
            if item.is_value() {
                let value = item.span();
                let whole = name
                    .zip(value.clone())
                    .map(|(name, value)| name.start..value.end);
                self.at(whole, number);
                self.at(value, number);
            }
            self.item(item);
            self.path.pop();
        }
    }

    fn item(&mut self, item: &'t Item) {
        if let Some(tables) = item.as_array_of_tables() {
            for (index, table) in tables.iter().enumerate() {
                self.path.push(Step::Index(index));
                self.table(table);
                self.path.pop();
            }
        } else if let Some(table) = item.as_table_like() {
            self.table(table);
        } else if let Some(array) = item.as_array() {
            for (index, value) in array.iter().enumerate() {
                self.path.push(Step::Index(index));
                self.at(value.span(), value.as_integer());
                if let Some(table) = value.as_inline_table() {
                    self.table(table);
                }
                self.path.pop();
            }
        }
    }
}
