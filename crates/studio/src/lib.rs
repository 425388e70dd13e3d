//! What the page for authors computes, and the command that runs without Rust: one catalogue's files in memory,
//! checked, compiled, edited and taken out for translators. What imports is a Wasm of its own, `crates/importer`.
//!
//! One door: [`run`] takes an operation's name, its arguments as JSON and bytes, and gives JSON and bytes. The
//! same files give the same answer everywhere, and the words are those of the author's command. Between two calls it
//! keeps the last report and the last words alone, so that what was checked is compiled without another check, and pages
//! of words are turned without another look. Where to start: [`run`] below, then `check` and `edit`.

#[cfg(target_arch = "wasm32")]
mod bindings;
mod check;
mod command;
mod complete;
mod edit;
mod fix;
mod held;
mod model;
mod out;
mod pages;
mod personas;
mod references;
mod rename;
mod texts;
mod xliff;

use std::collections::BTreeMap;

use import::Remarks;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The files of a catalogue by their name.
pub type Files = BTreeMap<String, String>;

/// What an operation gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// What there is to say, as JSON.
    pub text: String,
    /// A file, where it makes one.
    pub bytes: Vec<u8>,
}

impl From<Value> for Output {
    fn from(value: Value) -> Self {
        Self {
            text: value.to_string(),
            bytes: Vec::new(),
        }
    }
}

/// Why an operation gives nothing.
type Failure = String;

/// Carries out an operation. What can't be carried out gives an object with `error`: a sentence that says why
/// and what to do instead.
#[must_use]
pub fn run(name: &str, arguments: &str, bytes: &[u8]) -> Output {
    run_telling(name, arguments, bytes, &mut |_| {})
}

/// The same for somebody who waits: `tell` hears how far a check has come, after each file with what was found.
#[must_use]
pub fn run_telling(
    name: &str,
    arguments: &str,
    bytes: &[u8],
    tell: &mut dyn FnMut(Value),
) -> Output {
    let done = match name {
        "check" => taken(arguments).map(|asked: Folder| check::check(&asked.files, tell)),
        "compile" => {
            taken(arguments).and_then(|asked: Compile| out::compiled(&asked.files, asked.draft))
        }
        "take" => taken(arguments).and_then(|asked: Folder| out::taken(&asked.files)),
        "pack" => taken(arguments).and_then(|asked: Pack| out::packed(&asked.folder, &asked.files)),
        "unpack" => out::unpacked(bytes),
        "model" => {
            taken(arguments).and_then(|asked: Forms| model::model(&asked.files, &asked.words))
        }
        "words" => {
            taken(arguments).and_then(|asked: Forms| pages::turned(&asked.files, &asked.words))
        }
        "edit" => {
            taken(arguments).and_then(|asked: Edits| edit::edited(&asked.files, &asked.edits))
        }
        "begin" => taken(arguments).and_then(|asked: Begin| asked.begun()),
        "lock" => taken(arguments).and_then(|asked: Folder| held::locked(&asked.files)),
        "export" => taken(arguments)
            .and_then(|asked: Translate| xliff::exported(&asked.files, &asked.locale)),
        "translated" => {
            taken(arguments).and_then(|asked: Folder| xliff::imported(&asked.files, bytes))
        }
        "schema" => taken(arguments).map(|asked: Named| schema(&asked.name)),
        "slug" => {
            taken(arguments).map(|asked: Named| json!({ "text": import::slug(&asked.name) }).into())
        }
        "table" => taken(arguments)
            .map(|asked: Named| json!({ "text": import::template(&asked.name) }).into()),
        "command" => taken(arguments).map(|asked: command::Asked| asked.answered(bytes)),
        _ => Err(format!("there is no operation `{name}`")),
    };
    done.unwrap_or_else(|error| json!({ "error": error }).into())
}

/// The arguments of an operation.
fn taken<T: DeserializeOwned>(arguments: &str) -> Result<T, Failure> {
    serde_json::from_str(arguments).map_err(|cause| format!("the arguments can't be read: {cause}"))
}

#[derive(Deserialize)]
struct Folder {
    files: Files,
}

#[derive(Deserialize)]
struct Forms {
    files: Files,
    /// Which words are shown.
    #[serde(default)]
    words: pages::Wanted,
}

#[derive(Deserialize)]
struct Compile {
    files: Files,
    /// Whether a draft is compiled as well.
    #[serde(default)]
    draft: bool,
}

#[derive(Deserialize)]
struct Pack {
    folder: String,
    files: Files,
}

#[derive(Deserialize)]
struct Edits {
    files: Files,
    edits: Vec<edit::Edit>,
}

#[derive(Deserialize)]
struct Translate {
    files: Files,
    locale: String,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Begin {
    id: String,
    date: String,
    locales: Vec<String>,
}

impl Begin {
    fn begun(&self) -> Result<Output, Failure> {
        let mut remarks = Remarks::default();
        let files = import::begin(&self.id, &self.date, &self.locales, &mut remarks)
            .map_err(|refused| refused.to_string())?;
        Ok(json!({ "files": files, "remarks": remarks.json() }).into())
    }
}

/// A schema, by the name of its file.
fn schema(name: &str) -> Output {
    let found = catalogue::Schema::ALL
        .into_iter()
        .find(|schema| schema.file_name() == name);
    json!({ "text": found.map(catalogue::Schema::text) }).into()
}
