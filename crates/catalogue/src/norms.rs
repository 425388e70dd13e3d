//! How others answered: quartiles of many people's results, by area and profile.
//!
//! [`Norms`] is the file `norms.toml`, which `cargo skill-check norms` writes from many results and
//! which lies beside `catalogue.toml`. A `Norms` value always keeps its rules: [`Norms::new`] and
//! [`Norms::read`] check them against the catalogue, and no figure in it is of fewer than
//! [`CELL_MIN`] people.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use assessment::Catalogue;
use assessment::catalogue::{self, Definition, is_date};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Reader, Severity, Source};
use crate::plain;

/// The name of the file.
pub const NORMS_FILE: &str = "norms.toml";

/// The fewest people of whom a figure may be given.
pub const CELL_MIN: u32 = 50;

/// The longest source, in characters.
const SOURCE_LENGTH_MAX: usize = 200;

/// What is to be said of the people, before it is checked; the file has the same fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormsDefinition {
    /// The id of the catalogue that was answered.
    pub catalogue: String,
    /// Its revision.
    pub revision: u16,
    /// The day on which the figures were made, `YYYY-MM-DD`.
    pub date: String,
    /// Who the people are and where their answers come from, in a sentence.
    pub source: Sentence,
    /// People counted in all.
    pub n: u32,
    /// By area, in percent of its items' highest levels; areas with too few people are left out.
    #[serde(default)]
    pub areas: Vec<Quartiles>,
    /// By profile, its fit in percent; profiles with too few people are left out.
    #[serde(default)]
    pub profiles: Vec<Quartiles>,
}

/// A sentence for visitors, in one language for all of them or in each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Sentence {
    /// The same in every locale.
    ForAll(String),
    /// By locale.
    ByLocale(BTreeMap<String, String>),
}

impl Sentence {
    /// The sentence in a locale; none if it is missing.
    #[must_use]
    pub fn of(&self, locale: &str) -> Option<&str> {
        match self {
            Self::ForAll(sentence) => Some(sentence),
            Self::ByLocale(sentences) => sentences.get(locale).map(|sentence| &**sentence),
        }
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self {
            Self::ForAll(sentence) => (Some(sentence), None),
            Self::ByLocale(sentences) => (None, Some(sentences)),
        };
        let many = many.into_iter().flat_map(BTreeMap::values);
        one.into_iter().chain(many).map(|sentence| &**sentence)
    }
}

impl From<&str> for Sentence {
    fn from(sentence: &str) -> Self {
        Self::ForAll(sentence.to_owned())
    }
}

/// Where the middle half of the people lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quartiles {
    /// The id of the area or profile.
    pub id: String,
    /// People of whom there is this figure.
    pub n: u32,
    /// The least percentage that a quarter of them doesn't exceed.
    pub lower: u8,
    /// The least percentage that half of them don't exceed.
    pub median: u8,
    /// The least percentage that three quarters of them don't exceed.
    pub upper: u8,
}

/// Figures of others that fit a catalogue and keep the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norms(NormsDefinition);

/// Why figures of others can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NormsError {
    /// The file isn't the TOML that is expected.
    Syntax(String),
    /// They belong to another catalogue.
    Catalogue {
        /// The catalogue that they name.
        given: String,
        /// The one that they are read for.
        expected: String,
    },
    /// They belong to another revision, which may ask otherwise.
    Revision {
        /// The revision that they name.
        given: u16,
        /// The one that they are read for.
        expected: u16,
    },
    /// The date isn't a day of the calendar.
    Date(String),
    /// Nobody knows who the people are, or it is told at too great a length.
    Source {
        /// Its characters.
        length: usize,
    },
    /// The source holds what has no place in a text.
    Text(String),
    /// The source is told by locale, and not in this one.
    Locale(String),
    /// A figure is of too few people.
    TooFew {
        /// Of which area or profile; `n` is the whole.
        id: String,
        /// The people.
        n: u32,
    },
    /// A figure is of more people than there are in all.
    TooMany {
        /// Of which area or profile.
        id: String,
        /// The people.
        n: u32,
    },
    /// Quartiles don't rise, or lie above 100 %.
    Order(String),
    /// There is no area or profile of this id.
    Unknown(String),
    /// An area or profile comes twice.
    Twice(String),
    /// There is no figure at all.
    Empty,
}

impl fmt::Display for NormsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(cause) => f.write_str(cause),
            Self::Catalogue { given, expected } => write!(
                f,
                "these are figures for the catalogue `{given}`, not for `{expected}`: make them from answers to this one"
            ),
            Self::Revision { given, expected } => write!(
                f,
                "these are figures for revision {given}, and the catalogue is at {expected}: make them anew"
            ),
            Self::Date(date) => write!(f, "`{date}` is no day: expected YYYY-MM-DD"),
            Self::Source { length } => write!(
                f,
                "the source has {length} characters: say in 1 to {SOURCE_LENGTH_MAX} who the people are"
            ),
            Self::Text(cause) => write!(f, "the source: {cause}"),
            Self::Locale(locale) => write!(
                f,
                "the source has no sentence for the locale `{locale}`: add one, or say a single one for all"
            ),
            Self::TooFew { id, n } => write!(
                f,
                "`{id}` is of {n} people, and no figure may be of fewer than {CELL_MIN}: leave it out"
            ),
            Self::TooMany { id, n } => {
                write!(f, "`{id}` is of {n} people, which is more than there are")
            }
            Self::Order(id) => write!(
                f,
                "the quartiles of `{id}` have to rise (lower, median, upper) and end at 100"
            ),
            Self::Unknown(id) => write!(f, "no area or profile `{id}` in this catalogue"),
            Self::Twice(id) => write!(f, "`{id}` comes twice"),
            Self::Empty => write!(
                f,
                "no area and no profile has figures of {CELL_MIN} people or more"
            ),
        }
    }
}

impl std::error::Error for NormsError {}

impl NormsError {
    /// The line of the file that it is about; its first one where that can't be told.
    fn place(&self, text: &str) -> Range<usize> {
        let (key, value) = match self {
            Self::Catalogue { .. } => ("catalogue", None),
            Self::Revision { .. } => ("revision", None),
            Self::Date(_) => ("date", None),
            Self::Source { .. } | Self::Text(_) | Self::Locale(_) => ("source", None),
            Self::TooFew { id, .. } if id == "n" => ("n", None),
            Self::TooFew { id, .. }
            | Self::TooMany { id, .. }
            | Self::Order(id)
            | Self::Unknown(id)
            | Self::Twice(id) => ("id", Some(id)),
            Self::Syntax(_) | Self::Empty => ("", None),
        };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let place = start..start + line.trim_end().len();
            start += line.len();
            let is_value = line.split_once('=').is_some_and(|(name, rest)| {
                name.trim() == key
                    && value.is_none_or(|value| rest.trim().trim_matches(['"', '\'']) == value)
            });
            let is_meant = is_value || line.trim() == format!("[{key}]");
            if is_meant {
                return place;
            }
        }
        0..text.lines().next().unwrap_or_default().len()
    }
}

impl Norms {
    /// Checks figures against the catalogue that they are about.
    ///
    /// # Errors
    /// The first rule that they break; see [`NormsError`].
    pub fn new(definition: NormsDefinition, catalogue: &Catalogue) -> Result<Self, NormsError> {
        let head = catalogue.definition();
        if definition.catalogue != head.id.as_str() {
            return Err(NormsError::Catalogue {
                given: definition.catalogue,
                expected: head.id.to_string(),
            });
        }
        if definition.revision != head.revision {
            return Err(NormsError::Revision {
                given: definition.revision,
                expected: head.revision,
            });
        }
        if !is_date(&definition.date) {
            return Err(NormsError::Date(definition.date));
        }
        check_source(&definition.source)?;
        if definition.n < CELL_MIN {
            return Err(NormsError::TooFew {
                id: "n".to_owned(),
                n: definition.n,
            });
        }
        let areas: Vec<&str> = head.areas.iter().map(|id| id.as_str()).collect();
        let profiles = head.profiles.iter().map(|profile| profile.id.as_str());
        let profiles: Vec<&str> = profiles.collect();
        check(&definition.areas, &areas, definition.n)?;
        check(&definition.profiles, &profiles, definition.n)?;
        if definition.areas.is_empty() && definition.profiles.is_empty() {
            return Err(NormsError::Empty);
        }
        Ok(Self(definition))
    }

    /// Reads a `norms.toml` and checks it against its catalogue.
    ///
    /// # Errors
    /// As for [`Norms::new`], and if it isn't the TOML that is expected.
    pub fn read(text: &str, catalogue: &Catalogue) -> Result<Self, NormsError> {
        let definition = toml::from_str(text)
            .map_err(|cause| NormsError::Syntax(cause.to_string().trim_end().to_owned()))?;
        Self::new(definition, catalogue)
    }

    /// The file, which [`Norms::read`] reads back as it was.
    ///
    /// # Errors
    /// If it can't be written as TOML, which no checked value gives cause to.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        let body = toml::to_string(&self.0)?;
        Ok(format!(
            "# How others answered: the middle half of their results, in percent.\n\
             # `cargo skill-check norms` wrote this; `docs/analysis.md` says how it is made.\n\n{body}"
        ))
    }

    /// Checks that visitors can read in each of these locales who the people are.
    ///
    /// # Errors
    /// [`NormsError::Locale`] with the first in which they can't.
    pub fn speaks(&self, locales: &[&str]) -> Result<(), NormsError> {
        let mut missing = locales
            .iter()
            .filter(|locale| self.0.source.of(locale).is_none());
        missing
            .next()
            .map_or(Ok(()), |&locale| Err(NormsError::Locale(locale.to_owned())))
    }

    /// All of it.
    #[must_use]
    pub fn definition(&self) -> &NormsDefinition {
        &self.0
    }

    /// The same as it is compiled, by position; [`in_locale`] puts each locale's source in.
    fn compiled(&self, definition: &Definition) -> catalogue::Norms {
        let Self(norms) = self;
        let place = |id: &str, is_profile| {
            if is_profile {
                let mut profiles = definition.profiles.iter();
                return profiles.position(|profile| profile.id.as_str() == id);
            }
            definition.areas.iter().position(|area| area.as_str() == id)
        };
        let lists = [(&norms.areas, false), (&norms.profiles, true)];
        let all = lists.iter().flat_map(|&(list, is_profile)| {
            list.iter().filter_map(move |one| {
                Some(catalogue::Quartiles {
                    is_profile,
                    place: u16::try_from(place(&one.id, is_profile)?).ok()?,
                    people: one.n,
                    lower: one.lower,
                    median: one.median,
                    upper: one.upper,
                })
            })
        });
        // A reader takes each for at most once by their order.
        let mut quartiles: Vec<catalogue::Quartiles> = all.collect();
        quartiles.sort_unstable_by_key(|one| (one.is_profile, one.place));
        catalogue::Norms {
            people: norms.n,
            date: norms.date.as_str().into(),
            source: norms.source.each().next().map(shown).unwrap_or_default(),
            quartiles,
        }
    }

    /// Where the middle half lies in an area.
    #[must_use]
    pub fn area(&self, id: &str) -> Option<&Quartiles> {
        self.0.areas.iter().find(|quartiles| quartiles.id == id)
    }

    /// Where the middle half lies in the fit to a profile.
    #[must_use]
    pub fn profile(&self, id: &str) -> Option<&Quartiles> {
        self.0.profiles.iter().find(|quartiles| quartiles.id == id)
    }
}

/// A source as it stands in the sentence that shows it, which has a full stop of its own.
fn shown(source: &str) -> Box<str> {
    source.trim().trim_end_matches('.').into()
}

/// A definition as it is compiled for a locale.
pub(crate) fn in_locale<'d>(
    definition: &'d Definition,
    source: Option<&Sentence>,
    locale: &str,
) -> Cow<'d, Definition> {
    let mut definition = Cow::Borrowed(definition);
    if let Some(Sentence::ByLocale(_)) = source
        && let Some(sentence) = source.and_then(|source| source.of(locale))
        && let Some(norms) = &mut definition.to_mut().extras.norms
    {
        norms.source = shown(sentence);
    }
    definition
}

/// Adds what lies beside a catalogue with these locales; with it comes who the people are, if there are figures.
/// Figures of another revision are left out, with a warning: whoever has changed the catalogue needn't have made them
/// anew. Nothing if the catalogue can't be made.
pub(crate) fn add(
    folder: &Path,
    read: &Reader<'_>,
    catalogue: Catalogue,
    locales: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Catalogue, Option<Sentence>)> {
    let path = folder.join(NORMS_FILE);
    if matches!(read(&path), Err(cause) if cause.kind() == ErrorKind::NotFound) {
        return Some((catalogue, None));
    }
    let Some(source) = Source::read(&path, read, diagnostics) else {
        return Some((catalogue, None));
    };
    let norms = Norms::read(source.text(), &catalogue);
    let norms = norms.and_then(|norms| norms.speaks(locales).map(|()| norms));
    let norms = match norms {
        Ok(norms) => norms,
        Err(cause) => {
            let severity = match cause {
                NormsError::Revision { .. } => Severity::Warning,
                _ => Severity::Error,
            };
            let place = Some(cause.place(source.text()));
            let help = "`cargo skill-check norms` writes it; without it nothing is said of others";
            diagnostics.push(source.say(severity, Code::Norms, place, cause.to_string(), help));
            return Some((catalogue, None));
        }
    };
    let mut definition = catalogue.definition().clone();
    definition.extras.norms = Some(norms.compiled(&definition));
    let catalogue = Catalogue::with_history(definition, catalogue.history().to_vec()).ok()?;
    Some((catalogue, Some(norms.0.source)))
}

fn check_source(source: &Sentence) -> Result<(), NormsError> {
    let mut lengths = source
        .each()
        .map(|sentence| sentence.trim().chars().count());
    if source.each().next().is_none() {
        return Err(NormsError::Source { length: 0 });
    }
    if let Some(length) = lengths.find(|length| !(1..=SOURCE_LENGTH_MAX).contains(length)) {
        return Err(NormsError::Source { length });
    }
    let faults = source
        .each()
        .flat_map(|sentence| plain::faults(sentence, false));
    match faults.into_iter().next() {
        Some(fault) => Err(NormsError::Text(fault.message)),
        None => Ok(()),
    }
}

fn check(list: &[Quartiles], known: &[&str], whole: u32) -> Result<(), NormsError> {
    for (place, quartiles) in list.iter().enumerate() {
        let id = || quartiles.id.clone();
        let n = quartiles.n;
        if !known.contains(&&*quartiles.id) {
            return Err(NormsError::Unknown(id()));
        }
        if list[..place].iter().any(|other| other.id == quartiles.id) {
            return Err(NormsError::Twice(id()));
        }
        if n < CELL_MIN {
            return Err(NormsError::TooFew { id: id(), n });
        }
        if n > whole {
            return Err(NormsError::TooMany { id: id(), n });
        }
        let rises = quartiles.lower <= quartiles.median && quartiles.median <= quartiles.upper;
        if !rises || quartiles.upper > 100 {
            return Err(NormsError::Order(id()));
        }
    }
    Ok(())
}
