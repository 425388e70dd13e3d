//! What an author writes: reads a catalogue's text files, checks them, and compiles them.
//!
//! A catalogue is a folder with `catalogue.toml`, which knows no language, and a file per locale with
//! all its strings. [`load`] finds everything that is wrong in one run and says for each problem where
//! it is and how to mend it; what passes is an [`Authored`] catalogue, which [`Authored::compile`]
//! turns into the binary that the widget loads.
//!
//! Where to start: [`load`] below, then `raw` for the shape of the files, `definition` and `texts`
//! for what becomes of them, [`Diagnostic`] for what an author gets to see.

mod definition;
mod diagnostic;
mod interface;
pub mod lock;
mod raw;
mod texts;

use std::path::Path;

use assessment::catalogue::{Catalogue, Definition};
use assessment::compiled;
use assessment::text::Texts;

pub use diagnostic::{Diagnostic, Severity};
pub use interface::interface;

/// The name of the language-neutral file.
pub const CATALOGUE_FILE: &str = "catalogue.toml";

/// What came of reading a folder.
#[derive(Debug)]
pub struct Report {
    /// Everything there is to say, errors first.
    pub diagnostics: Vec<Diagnostic>,
    /// The catalogue, if there is no error.
    pub authored: Option<Authored>,
}

/// A catalogue in order, with its strings in every locale.
#[derive(Debug)]
pub struct Authored {
    catalogue: Catalogue,
    texts: Vec<Texts>,
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
                    self.definition(),
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
    let mut diagnostics = Vec::new();
    let authored = read(folder, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
    let has_error = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    Report {
        diagnostics,
        authored: authored.filter(|_| !has_error),
    }
}

fn read(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Option<Authored> {
    let source = diagnostic::Source::read(&folder.join(CATALOGUE_FILE), diagnostics)?;
    let raw: raw::Catalogue = source.parse(diagnostics)?;
    let definition = definition::resolve(&source, &raw, diagnostics);
    let texts: Vec<Option<Texts>> = raw
        .locales
        .iter()
        .map(|locale| {
            let path = folder.join(format!("{}.toml", locale.get_ref()));
            let source = diagnostic::Source::read(&path, diagnostics)?;
            let raw: raw::Locale = source.parse(diagnostics)?;
            texts::resolve(
                &source,
                &raw,
                definition.as_ref()?,
                locale.get_ref(),
                diagnostics,
            )
        })
        .collect();
    let definition = definition?;
    let history = lock::check(
        folder,
        &definition,
        &source,
        raw.revision.span(),
        diagnostics,
    );
    let catalogue = Catalogue::with_history(definition, history).ok()?;
    let texts = texts.into_iter().collect::<Option<Vec<_>>>()?;
    Some(Authored { catalogue, texts })
}
