//! What an author writes: reads a catalogue's text files, checks them, and compiles them.
//!
//! A catalogue is a folder with `catalogue.toml`, which knows no language, and a file per locale with
//! all its strings. [`load`] finds everything that is wrong in one run and says for each problem where
//! it is and how to mend it; what passes is an [`Authored`] catalogue, which [`Authored::compile`]
//! turns into the binary that the widget loads.
//!
//! Where to start: [`load`] below, then [`Schema`] and `raw` for the shape of the files, `definition` and
//! `texts` for what becomes of them, [`Code`] for what an author may get to hear.

mod anchors;
mod code;
mod copied;
mod definition;
mod diagnostic;
mod document;
mod interface;
pub mod lock;
mod manifest;
mod measure;
pub mod norms;
mod personas;
mod plain;
mod plurals;
mod problems;
mod raw;
mod relations;
mod said;
mod schema;
mod shape;
mod standin;
mod strings;
mod syntax;
mod texts;
mod unwritten;
mod wording;

use std::collections::BTreeMap;
use std::path::Path;

use assessment::catalogue::{Catalogue, Definition};
use assessment::compiled;
use assessment::id::CatalogueId;
use assessment::text::Texts;
use serde::de::DeserializeOwned;

use copied::Sentences;
use diagnostic::{NotUtf8, Reader, Source};
use document::Document;
use standin::StandIn;

pub use code::Code;
pub use diagnostic::{Diagnostic, Severity};
pub use interface::interface;
pub use manifest::{locales as manifest_locales, manifest};
pub use measure::{Measure, Minutes, Part};
pub use personas::{Outcome, PERSONAS_FILE};
pub use said::{measured, summary};
pub use schema::Schema;
pub use strings::interface_table;
pub use unwritten::is_note;

/// The name of the language-neutral file.
pub const CATALOGUE_FILE: &str = "catalogue.toml";

/// What came of reading a folder.
#[derive(Debug)]
pub struct Report {
    /// Everything there is to say, errors first.
    pub diagnostics: Vec<Diagnostic>,
    /// The catalogue, if there is no error.
    pub authored: Option<Authored>,
    /// The catalogue, if all that keeps it from being used is that its author has something left to write
    /// or to decide.
    pub draft: Option<Authored>,
    /// What each persona gets, if the catalogue could be scored.
    pub personas: Vec<Outcome>,
}

impl Report {
    /// The catalogue that can be looked at, finished or not.
    #[must_use]
    pub fn shown(&self) -> Option<&Authored> {
        self.authored.as_ref().or(self.draft.as_ref())
    }
}

/// A catalogue in order, with its strings in every locale.
#[derive(Debug)]
pub struct Authored {
    catalogue: Catalogue,
    texts: Vec<Texts>,
    loader: Vec<BTreeMap<String, String>>,
    default_locale: String,
    /// Who the people are whose figures visitors see.
    others: Option<norms::Sentence>,
}

/// The binary of one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledLocale {
    /// The locale's tag.
    pub locale: String,
    /// What the widget loads.
    pub bytes: Vec<u8>,
}

impl Authored {
    /// The checked catalogue.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The checked definition.
    #[must_use]
    pub fn definition(&self) -> &Definition {
        self.catalogue.definition()
    }

    /// The strings, one for each locale in the catalogue's order.
    #[must_use]
    pub fn texts(&self) -> &[Texts] {
        &self.texts
    }

    /// What the element's script says before it has read a catalogue, by key: one table for each locale, in
    /// the order of [`Self::texts`].
    #[must_use]
    pub fn loader(&self) -> &[BTreeMap<String, String>] {
        &self.loader
    }

    /// The locale of a page whose language there is no file for.
    #[must_use]
    pub fn default_locale(&self) -> &str {
        &self.default_locale
    }

    /// How much there is to read in each locale, and how hard it is.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        self.texts.iter().flat_map(measure::measures).collect()
    }

    /// How long a whole check takes, by locale.
    #[must_use]
    pub fn minutes(&self) -> Vec<Minutes> {
        self.texts.iter().map(measure::minutes).collect()
    }

    /// The binaries, one for each locale; the same files give the same bytes on every machine.
    ///
    /// # Panics
    /// If memory runs out.
    #[must_use]
    pub fn compile(&self) -> Vec<CompiledLocale> {
        self.texts
            .iter()
            .map(|texts| CompiledLocale {
                locale: texts.locale.to_string(),
                #[allow(
                    clippy::expect_used,
                    reason = "writing to memory fails only without memory"
                )]
                bytes: compiled::encode_with_history(
                    &norms::in_locale(self.definition(), self.others.as_ref(), &texts.locale),
                    texts,
                    self.catalogue.history(),
                )
                .expect("writing to memory"),
            })
            .collect()
    }
}

/// Reads and checks the catalogue in a folder.
#[must_use]
pub fn load(folder: &Path) -> Report {
    let read = |path: &Path| decoded(std::fs::read(path)?);
    // A folder that can't be listed is one whose files can't be read, which is said of each.
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    load_listed(folder, &read, &names)
}

/// A file's text, if it is one.
fn decoded(bytes: Vec<u8>) -> std::io::Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let cause = NotUtf8::new(error.as_bytes());
        std::io::Error::new(std::io::ErrorKind::InvalidData, cause)
    })
}

/// The same as [`load`] for files that somebody else has read, by their name; `folder` is what the paths in
/// diagnostics begin with.
#[must_use]
pub fn load_bytes(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Report {
    let read = |path: &Path| {
        let name = path.strip_prefix(folder).unwrap_or(path);
        let found = files.get(&*name.to_string_lossy()).cloned();
        // As the system words it.
        let missing = || std::io::Error::new(std::io::ErrorKind::NotFound, NOT_FOUND);
        decoded(found.ok_or_else(missing)?)
    };
    let names: Vec<String> = files.keys().cloned().collect();
    load_listed(folder, &read, &names)
}

/// The same as [`load_bytes`] for texts.
#[must_use]
pub fn load_files(folder: &Path, files: &BTreeMap<String, String>) -> Report {
    load_files_telling(folder, files, &mut |_| {})
}

/// How far a check has come: told after each file.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'d> {
    /// How many of the files that make a catalogue are checked.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// What there is to say so far, in the order in which it was found.
    pub diagnostics: &'d [Diagnostic],
}

/// The same as [`load_files`] for somebody who waits: `tell` hears after each file how far it has come.
#[must_use]
pub fn load_files_telling(
    folder: &Path,
    files: &BTreeMap<String, String>,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Report {
    let read = |path: &Path| {
        let name = path.strip_prefix(folder).unwrap_or(path);
        let found = files.get(&*name.to_string_lossy()).cloned();
        found.ok_or_else(|| std::io::Error::new(std::io::ErrorKind::NotFound, NOT_FOUND))
    };
    let names: Vec<String> = files.keys().cloned().collect();
    load_told(folder, &read, &names, tell)
}

/// What is said of a file that isn't in memory.
const NOT_FOUND: &str = "No such file or directory (os error 2)";

/// Whether a text can be the id of a catalogue: lower-case words of a-z and 0-9 joined by hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    CatalogueId::new(text).is_well_formed()
}

/// Checks the catalogue in a folder whose files are read by a function: from memory, for instance.
#[must_use]
pub fn load_with(folder: &Path, read: impl Fn(&Path) -> std::io::Result<String>) -> Report {
    load_listed(folder, &read, &[])
}

/// Checks the catalogue in a folder; `names` are the files in it, as far as they are known.
fn load_listed(folder: &Path, read: &Reader<'_>, names: &[String]) -> Report {
    load_told(folder, read, names, &mut |_| {})
}

fn load_told(
    folder: &Path,
    read: &Reader<'_>,
    names: &[String],
    tell: &mut dyn FnMut(Progress<'_>),
) -> Report {
    let mut diagnostics = Vec::new();
    let mut personas = Vec::new();
    let found = self::read(folder, read, names, &mut diagnostics, &mut personas, tell);
    sort(&mut diagnostics);
    let mut errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    let is_draft = errors
        .clone()
        .all(|error| matches!(error.code, Code::Unwritten | Code::Undecided));
    let (authored, draft) = match errors.next() {
        None => (found, None),
        Some(_) => (None, found.filter(|_| is_draft)),
    };
    Report {
        diagnostics,
        authored,
        draft,
        personas,
    }
}

/// Errors first, and each kind file by file from top to bottom.
fn sort(diagnostics: &mut [Diagnostic]) {
    let mut files: Vec<String> = Vec::new();
    for diagnostic in &*diagnostics {
        if !files.contains(&diagnostic.file) {
            files.push(diagnostic.file.clone());
        }
    }
    diagnostics.sort_by_key(|diagnostic| {
        let file = files.iter().position(|file| *file == diagnostic.file);
        let start = diagnostic.span.as_ref().map(|span| span.start);
        (diagnostic.severity, file, start)
    });
}

fn read(
    folder: &Path,
    read: &Reader<'_>,
    names: &[String],
    diagnostics: &mut Vec<Diagnostic>,
    outcomes: &mut Vec<Outcome>,
    tell: &mut dyn FnMut(Progress<'_>),
) -> Option<Authored> {
    let source = Source::read(&folder.join(CATALOGUE_FILE), read, diagnostics)?;
    let document = Document::parse(&source, diagnostics)?;
    let mut raw: Option<raw::Catalogue> = shaped(&document, Schema::Catalogue, diagnostics);
    if let Some(raw) = &mut raw {
        definition::profile_ids(&document, raw, diagnostics);
        unwritten::undecided(&document, raw, diagnostics);
    }
    unwritten::files(&document, read, folder, names, diagnostics);
    let definition = raw
        .as_ref()
        .and_then(|raw| definition::resolve(&document, raw, diagnostics));
    // Even if the rest is malformed, the locales' files can be looked at.
    let stand_in = stand_in(folder, read, raw.as_ref());
    let mut locales = document.strings("locales");
    locales.retain(|locale| definition::is_tag(locale));
    let mut sentences = Vec::new();
    if locales.iter().any(|one| interface::built_in(one).is_none()) {
        let read = |locale| Sentences::read(folder, read, locale);
        sentences.extend(locales.iter().cloned().filter_map(read));
    }
    let total = locales.len() + 1;
    let mut told = |done, diagnostics: &[Diagnostic]| {
        tell(Progress {
            done,
            total,
            diagnostics,
        });
    };
    told(1, diagnostics);
    let texts: Vec<Option<(Texts, BTreeMap<String, String>)>> = locales
        .into_iter()
        .enumerate()
        .map(|(at, locale)| {
            if unwritten::is_named_otherwise(&document, locale, names, diagnostics) {
                return None;
            }
            let raw = raw.as_ref();
            let others = (&stand_in, sentences.as_slice());
            let texts = read_locale(folder, read, locale, raw, others, diagnostics);
            told(at + 2, diagnostics);
            texts
        })
        .collect();
    let definition = definition?;
    let raw = raw?;
    let history = lock::check(
        folder,
        read,
        &definition,
        texts
            .first()
            .and_then(Option::as_ref)
            .map(|(texts, _)| texts),
        &document,
        raw.revision.span(),
        diagnostics,
    );
    let catalogue = Catalogue::with_history(definition, history).ok()?;
    let locales = document.strings("locales");
    let (catalogue, others) = norms::add(folder, read, catalogue, &locales, diagnostics)?;
    *outcomes = personas::check(folder, read, &catalogue, diagnostics);
    let texts = texts.into_iter().collect::<Option<Vec<_>>>()?;
    let (texts, loader) = texts.into_iter().unzip();
    Some(Authored {
        catalogue,
        texts,
        loader,
        default_locale: raw.default_locale.into_inner(),
        others,
    })
}

/// What is shown where a locale has no string of the interface.
fn stand_in(folder: &Path, read: &Reader<'_>, raw: Option<&raw::Catalogue>) -> StandIn {
    let default = raw.map_or("en", |raw| raw.default_locale.get_ref());
    let is_file = definition::is_tag(default);
    // A file that can't be read is said where its locale's turn is.
    let text = is_file.then(|| read(&folder.join(format!("{default}.toml"))).ok());
    StandIn::new(default, text.flatten().as_deref())
}

fn read_locale(
    folder: &Path,
    read: &Reader<'_>,
    locale: &str,
    catalogue: Option<&raw::Catalogue>,
    (stand_in, others): (&StandIn, &[Sentences]),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Texts, BTreeMap<String, String>)> {
    let path = folder.join(format!("{locale}.toml"));
    let source = Source::read(&path, read, diagnostics)?;
    let document = Document::parse(&source, diagnostics)?;
    let raw: raw::Locale = shaped(&document, Schema::Locale, diagnostics)?;
    copied::check(&document, locale, others, diagnostics);
    let texts = texts::resolve(&document, &raw, catalogue, locale, stand_in, diagnostics)?;
    measure::check(&document, &texts, diagnostics);
    Some((texts, stand_in.loader(&raw, locale)))
}

/// What a file says, if it has the shape that it should have.
fn shaped<T: DeserializeOwned>(
    document: &Document<'_>,
    schema: Schema,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let has_texts = schema == Schema::Locale;
    if !shape::check(document, schema.json(), has_texts, diagnostics) {
        return None;
    }
    match document.read() {
        Ok(raw) => Some(raw),
        Err(error) => {
            let message = error.message().trim_end().to_owned();
            let help = "`cargo skill-check schema` says what belongs where";
            let said = document
                .source
                .error(Code::WrongType, error.span(), message, help);
            diagnostics.push(said);
            None
        }
    }
}
