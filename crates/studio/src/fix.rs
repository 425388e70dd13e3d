//! What can be mended at once: for a diagnostic, the changes that mend it, each with the key of its name on the
//! page.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use catalogue::{CATALOGUE_FILE, Code, Diagnostic};
use serde_json::{Value, json};
use toml_edit::{Document, Item, TableLike};

use crate::Files;
use crate::model::Parsed;

/// The files as they are looked at for each of many diagnostics: each is parsed once, when the first needs it.
pub(crate) struct Seen<'f> {
    files: &'f Files,
    documents: RefCell<BTreeMap<&'f str, Option<Rc<Document<&'f str>>>>>,
    parsed: OnceCell<Option<Parsed>>,
    /// How many files were parsed so far.
    parses: Cell<usize>,
}

impl<'f> Seen<'f> {
    pub(crate) fn new(files: &'f Files) -> Self {
        Self {
            files,
            documents: RefCell::default(),
            parsed: OnceCell::new(),
            parses: Cell::new(0),
        }
    }

    /// How many files were parsed so far.
    #[cfg(test)]
    pub(crate) fn parses(&self) -> usize {
        self.parses.get()
    }

    /// A file with the place of every value, if it is TOML.
    fn document(&self, file: &str) -> Option<Rc<Document<&'f str>>> {
        let (name, text) = self.files.get_key_value(file)?;
        let mut documents = self.documents.borrow_mut();
        let document = documents.entry(name).or_insert_with(|| {
            self.parses.set(self.parses.get() + 1);
            Document::parse(text.as_str()).ok().map(Rc::new)
        });
        document.clone()
    }

    /// All that forms look at, if the files are TOML.
    fn parsed(&self) -> Option<&Parsed> {
        let parsed = self.parsed.get_or_init(|| {
            self.parses.set(self.parses.get() + self.files.len());
            Parsed::of(self.files).ok()
        });
        parsed.as_ref()
    }

    /// The path of the value, or of the key, that stands at a place in a file.
    pub(crate) fn path_at(&self, file: &str, span: &Range<usize>) -> Option<Vec<Value>> {
        let document = self.document(file)?;
        let mut path = Vec::new();
        in_table(document.as_table(), span, &mut path).then_some(path)
    }
}

/// The ways to mend a diagnostic.
pub(crate) fn fixes(diagnostic: &Diagnostic, seen: &Seen<'_>) -> Vec<Value> {
    let files = seen.files;
    let file = &diagnostic.file;
    let words = quoted(&diagnostic.message);
    let at = || {
        let span = diagnostic.span.as_ref();
        span.and_then(|span| seen.path_at(file, span))
    };
    match diagnostic.code {
        Code::MissingText | Code::AnchorCount | Code::EmptyText => {
            vec![fix(
                "complete",
                json!({}),
                json!({ "op": "complete", "file": file }),
            )]
        }
        Code::SeniorEasier => senior(&words, seen),
        Code::MissingEntry => entry(&words, diagnostic, seen),
        Code::OutOfRange | Code::UnreachableProfile => {
            let (Some(path), Some((low, high))) = (at(), range(&diagnostic.help)) else {
                return Vec::new();
            };
            let found = diagnostic
                .span
                .as_ref()
                .and_then(|span| files.get(file)?.get(span.clone()));
            let found = found.and_then(|text| text.trim().parse::<i64>().ok());
            let near = found.map_or(high, |found| found.clamp(low, high));
            vec![set(
                "choose",
                json!({ "number": near }),
                file,
                path,
                json!(near),
            )]
        }
        Code::RaisesToTop => {
            let number = diagnostic
                .span
                .as_ref()
                .and_then(|span| files.get(file)?.get(span.clone()));
            let number = number.and_then(|text| text.trim().parse::<i64>().ok());
            match (at(), number) {
                (Some(path), Some(number)) => {
                    vec![set(
                        "lower",
                        json!({ "number": number - 1 }),
                        file,
                        path,
                        json!(number - 1),
                    )]
                }
                _ => Vec::new(),
            }
        }
        Code::RequiredUncounted => at()
            .map(|path| set("choose", json!({ "number": 0 }), file, path, json!(0)))
            .into_iter()
            .collect(),
        Code::Undecided => at()
            .map(|path| set("decided", json!({}), file, path, Value::Null))
            .into_iter()
            .collect(),
        Code::UnknownKey | Code::SurplusText => renamed(diagnostic),
        Code::WrongLocale => {
            let tag = file.strip_suffix(".toml").unwrap_or(file);
            vec![set(
                "locale",
                json!({ "tag": tag }),
                file,
                vec![json!("locale")],
                json!(tag),
            )]
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
    let ids = parsed.ids("competences");
    let Some(at) = ids.iter().position(|own| own == id) else {
        return Vec::new();
    };
    let required = |profile: &str| {
        let list = parsed.list("competences");
        list.get(at)?.get("required")?.get(profile)?.as_integer()
    };
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
    let ([field, profile], Some(span)) = (words, &diagnostic.span) else {
        return Vec::new();
    };
    let path = seen.path_at(&diagnostic.file, span);
    let Some(mut path) = path.filter(|path| path.last().and_then(Value::as_str) == Some(*field))
    else {
        return Vec::new();
    };
    path.push(json!(profile));
    vec![set(
        "zero",
        json!({ "profile": profile }),
        &diagnostic.file,
        path,
        json!(0),
    )]
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
    let parsed = seen.parsed();
    let now = parsed.and_then(|parsed| parsed.definition.get("revision")?.as_integer());
    let held = crate::held::Held::of(seen.files)
        .revisions()
        .into_iter()
        .max()
        .unwrap_or(0);
    let next = now.unwrap_or(0).max(i64::from(held)) + 1;
    vec![set(
        "revision",
        json!({ "number": next }),
        CATALOGUE_FILE,
        vec![json!("revision")],
        json!(next),
    )]
}

fn is_at(found: Option<Range<usize>>, span: &Range<usize>) -> bool {
    found.is_some_and(|found| found == *span)
}

fn in_table(table: &dyn TableLike, span: &Range<usize>, path: &mut Vec<Value>) -> bool {
    for (key, item) in table.iter() {
        path.push(json!(key));
        let is_key = table.key(key).is_some_and(|key| is_at(key.span(), span));
        if is_key || in_item(item, span, path) {
            return true;
        }
        path.pop();
    }
    false
}

fn in_item(item: &Item, span: &Range<usize>, path: &mut Vec<Value>) -> bool {
    if !matches!(item, Item::Table(_) | Item::ArrayOfTables(_)) && is_at(item.span(), span) {
        return true;
    }
    if let Some(tables) = item.as_array_of_tables() {
        return in_list(
            tables.iter().map(|table| table as &dyn TableLike),
            span,
            path,
        );
    }
    if let Some(table) = item.as_table_like() {
        return in_table(table, span, path);
    }
    let Some(array) = item.as_array() else {
        return false;
    };
    for (index, value) in array.iter().enumerate() {
        path.push(json!(index));
        let inner = value.as_inline_table().map(|table| table as &dyn TableLike);
        if is_at(value.span(), span) || inner.is_some_and(|table| in_table(table, span, path)) {
            return true;
        }
        path.pop();
    }
    false
}

fn in_list<'t>(
    tables: impl Iterator<Item = &'t dyn TableLike>,
    span: &Range<usize>,
    path: &mut Vec<Value>,
) -> bool {
    for (index, table) in tables.enumerate() {
        path.push(json!(index));
        if in_table(table, span, path) {
            return true;
        }
        path.pop();
    }
    false
}
