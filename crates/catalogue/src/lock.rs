//! The lock file of a catalogue: what each released revision asked, so that its links open for ever.
//!
//! `links.lock` lies beside the catalogue's other files and is only appended to. Each block says for
//! one revision which families and items there were, in link order, and how many levels each item
//! had; it ends with a seal, a checksum over all lines so far, so that a block once written stays as
//! it is. Lines beginning with `#` are remarks.
//!
//! ```text
//! revision 1 check 8d8ef
//! family baker
//! profile baker.junior
//! item flour-types 3
//! says flour-types 1b2c3d4e 5f60718a 92a3b4c5
//! seal 5f0c11aa
//! ```
//!
//! `says` holds a fingerprint of what each level of an item says in the first locale: a text may be
//! reworded, but not change its place with another's.

mod frozen;

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::path::Path;

use assessment::Definition;
use assessment::catalogue::{RevisionTable, definition_check};
use assessment::id::{FamilyId, FamilyIndex, ItemId, ItemIndex, ProfileId};
use assessment::text::Texts;
use crc::{CRC_32_ISO_HDLC, Crc};

pub use frozen::frozen;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Reader, Source};
use crate::document::{Document, Step};

/// The lock file's name in the catalogue's folder.
pub const FILE_NAME: &str = "links.lock";

const SEAL: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

const HEADING: &str = "\
# What each released revision asked, so that its links open for ever.
# Written by `cargo skill-check links lock` and only added to; see docs/result-links.md.
";

/// What a lock file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The released revisions, in rising order.
    pub releases: Vec<Release>,
}

/// A released revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The revision.
    pub revision: u16,
    /// Its definition check.
    pub definition_check: u32,
    /// Its families, in link order.
    pub families: Vec<FamilyId>,
    /// Its items, in link order, with their number of levels.
    pub items: Vec<(ItemId, u8)>,
    /// Its profiles; none in a lock file that doesn't say.
    pub profiles: Vec<ProfileId>,
    /// The fingerprints of what each level of an item says, lowest first.
    pub says: Vec<(ItemId, Vec<u32>)>,
    /// The line of the lock file on which it begins, counted from 1.
    pub line: usize,
}

/// What is wrong with a lock file, or with a catalogue in view of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockProblem {
    /// A line isn't one of a lock file, or stands in the wrong place.
    Malformed {
        /// The line, counted from 1.
        line: usize,
    },
    /// Lines before a seal aren't what was sealed.
    SealBroken {
        /// The seal's line, counted from 1.
        line: usize,
    },
    /// A revision doesn't rise above the one before.
    NotRising {
        /// The line, counted from 1.
        line: usize,
    },
    /// The catalogue has a lower revision than one that was released.
    RevisionGoneBack {
        /// The revision released last.
        released: u16,
        /// The catalogue's.
        found: u16,
    },
    /// What scoring depends on was changed after its revision was released.
    ChangedWithoutRevision {
        /// The revision.
        revision: u16,
    },
    /// An item that links need is gone.
    ItemGone {
        /// The first revision that has it.
        revision: u16,
        /// The item.
        item: ItemId,
    },
    /// An item that links need has another number of levels.
    LevelsChanged {
        /// The first revision that has it differently.
        revision: u16,
        /// The item.
        item: ItemId,
        /// Its number of levels in that revision.
        then: u8,
        /// Its number of levels in the catalogue.
        now: u8,
    },
    /// A family that links need is gone.
    FamilyGone {
        /// The first revision that has it.
        revision: u16,
        /// The family.
        family: FamilyId,
    },
    /// A profile that links aim at is gone.
    ProfileGone {
        /// The first revision that has it.
        revision: u16,
        /// The profile.
        profile: ProfileId,
    },
    /// A level says what another one said when its revision was released.
    TextMoved {
        /// The revision.
        revision: u16,
        /// The item of today.
        item: ItemId,
        /// Its level of today.
        level: usize,
        /// The item that said so.
        from: ItemId,
        /// The level that said so.
        from_level: usize,
    },
    /// There is no lock file, or none that holds a release, and yet there were revisions before.
    NoReleases {
        /// The catalogue's revision.
        revision: u16,
    },
}

impl LockProblem {
    /// The line of the lock file that is wrong, counted from 1; none if the catalogue is.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::Malformed { line } | Self::SealBroken { line } | Self::NotRising { line } => {
                Some(*line)
            }
            Self::RevisionGoneBack { .. }
            | Self::ChangedWithoutRevision { .. }
            | Self::ItemGone { .. }
            | Self::LevelsChanged { .. }
            | Self::FamilyGone { .. }
            | Self::ProfileGone { .. }
            | Self::TextMoved { .. }
            | Self::NoReleases { .. } => None,
        }
    }

    /// How to mend it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Malformed { .. } | Self::SealBroken { .. } | Self::NotRising { .. } => {
                "restore links.lock as it was released; it is written by `cargo skill-check links lock` only"
            }
            Self::RevisionGoneBack { .. } | Self::ChangedWithoutRevision { .. } => {
                "raise `revision` in catalogue.toml"
            }
            Self::ItemGone { .. } => "keep the item, or begin a catalogue with a new id",
            Self::LevelsChanged { .. } => {
                "keep the item as it was and add one with a new id, or begin a catalogue with a new id"
            }
            Self::FamilyGone { .. } => "keep the family, or begin a catalogue with a new id",
            Self::ProfileGone { .. } => "keep the profile, or begin a catalogue with a new id",
            Self::TextMoved { .. } => {
                "put the texts back in their places; a level that is to mean something else needs an item with a new id"
            }
            Self::NoReleases { .. } => {
                "restore links.lock as it was released; if nothing was released yet, `revision` is 1"
            }
        }
    }
}

impl fmt::Display for LockProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { .. } => f.write_str("this line doesn't belong into a lock file here"),
            Self::SealBroken { .. } => {
                f.write_str("lines before this seal were changed after they were released")
            }
            Self::NotRising { .. } => f.write_str("revisions have to rise"),
            Self::RevisionGoneBack { released, found } => {
                write!(f, "revision {found}, where {released} was released already")
            }
            Self::ChangedWithoutRevision { revision } => write!(
                f,
                "the catalogue isn't what was released as revision {revision}, so its links would be scored differently"
            ),
            Self::ItemGone { revision, item } => {
                write!(
                    f,
                    "links of revision {revision} need the item `{item}`, which is gone"
                )
            }
            Self::LevelsChanged {
                revision,
                item,
                then,
                now,
            } => write!(
                f,
                "links of revision {revision} need the item `{item}` with {then} levels, and it has {now}"
            ),
            Self::ProfileGone { revision, profile } => write!(
                f,
                "links of revision {revision} may aim at the profile `{profile}`, which is gone"
            ),
            Self::TextMoved {
                revision,
                item,
                level,
                from,
                from_level,
            } => write!(
                f,
                "level {level} of the item `{item}` says what level {from_level} of `{from}` said in revision {revision}, so its links would say something else"
            ),
            Self::NoReleases { revision } => write!(
                f,
                "the catalogue has revision {revision}, and links.lock holds none before, so no earlier link opens"
            ),
            Self::FamilyGone { revision, family } => {
                write!(
                    f,
                    "links of revision {revision} need the family `{family}`, which is gone"
                )
            }
        }
    }
}

impl std::error::Error for LockProblem {}

impl Lock {
    /// Reads a lock file.
    ///
    /// # Errors
    /// The first line that is wrong; what follows it can't be trusted.
    pub fn parse(text: &str) -> Result<Self, LockProblem> {
        let mut lock = Self::default();
        let mut open: Option<Release> = None;
        let mut sum = SEAL.digest();
        let mut line_count = 0;
        for (line, text) in (1..).zip(text.lines()) {
            line_count = line;
            let malformed = LockProblem::Malformed { line };
            let words: Vec<&str> = text.split(' ').collect();
            match (words.as_slice(), &mut open) {
                ([word, ..], _) if word.is_empty() || word.starts_with('#') => {}
                (["revision", revision, "check", check], None) => {
                    let release = parse_head(revision, check, line).ok_or(malformed)?;
                    if lock
                        .releases
                        .last()
                        .is_some_and(|last| last.revision >= release.revision)
                    {
                        return Err(LockProblem::NotRising { line });
                    }
                    open = Some(release);
                }
                (["family", id], Some(release)) => release.families.push(FamilyId::new(id)),
                (["profile", id], Some(release)) => release.profiles.push(ProfileId::new(id)),
                (["says", id, levels @ ..], Some(release)) => {
                    let levels = levels.iter().map(|level| u32::from_str_radix(level, 16));
                    let levels = levels.collect::<Result<_, _>>().map_err(|_| malformed)?;
                    release.says.push((ItemId::new(id), levels));
                }
                (["item", id, levels], Some(release)) => {
                    let levels = levels.parse().map_err(|_| malformed)?;
                    release.items.push((ItemId::new(id), levels));
                }
                (["seal", seal], Some(_)) => {
                    if u32::from_str_radix(seal, 16) != Ok(sum.clone().finalize()) {
                        return Err(LockProblem::SealBroken { line });
                    }
                    lock.releases.extend(open.take());
                }
                _ => return Err(malformed),
            }
            sum.update(text.as_bytes());
            sum.update(b"\n");
        }
        match open {
            None => Ok(lock),
            Some(_) => Err(LockProblem::Malformed { line: line_count }),
        }
    }

    /// What in a catalogue would break links of released revisions.
    #[must_use]
    pub fn problems(&self, definition: &Definition) -> Vec<LockProblem> {
        let mut problems = Vec::new();
        let revision = definition.revision;
        if self.releases.is_empty() && revision > 1 {
            problems.push(LockProblem::NoReleases { revision });
        }
        if let Some(last) = self.releases.last() {
            if last.revision > definition.revision {
                problems.push(LockProblem::RevisionGoneBack {
                    released: last.revision,
                    found: definition.revision,
                });
            } else if last.revision == definition.revision
                && last.definition_check != definition_check(definition)
            {
                let revision = last.revision;
                problems.push(LockProblem::ChangedWithoutRevision { revision });
            }
        }
        // What is gone is said once, not for each revision that has it.
        let items = positions(definition);
        let mut said = HashSet::new();
        for release in &self.releases {
            for problem in release.problems(definition, &items) {
                let is_new = match &problem {
                    LockProblem::ItemGone { item, .. } => said.insert(format!("item {item}")),
                    LockProblem::LevelsChanged { item, .. } => {
                        said.insert(format!("levels {item}"))
                    }
                    LockProblem::FamilyGone { family, .. } => {
                        said.insert(format!("family {family}"))
                    }
                    LockProblem::ProfileGone { profile, .. } => {
                        said.insert(format!("profile {profile}"))
                    }
                    _ => true,
                };
                if is_new {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    /// What opens the links of earlier revisions with this catalogue. A revision of which the
    /// catalogue lacks something is left out.
    #[must_use]
    pub fn tables(&self, definition: &Definition) -> Vec<RevisionTable> {
        let items = positions(definition);
        self.releases
            .iter()
            .filter(|release| release.revision < definition.revision)
            .filter_map(|release| release.table(definition, &items))
            .collect()
    }

    /// Whether the catalogue's revision was released.
    #[must_use]
    pub fn holds(&self, revision: u16) -> bool {
        self.releases
            .iter()
            .any(|release| release.revision == revision)
    }
}

impl Lock {
    /// Levels that say what another level said at the last release, one for each item. Texts that were
    /// only reworded are in order.
    #[must_use]
    pub fn moved(&self, definition: &Definition, texts: &Texts) -> Vec<LockProblem> {
        let Some(release) = self.releases.last() else {
            return Vec::new();
        };
        // What two levels said tells of no place.
        let mut said: HashMap<u32, Option<(&ItemId, usize)>> = HashMap::new();
        for (item, levels) in &release.says {
            for (level, print) in levels.iter().enumerate() {
                let place = said.entry(*print);
                place
                    .and_modify(|place| *place = None)
                    .or_insert(Some((item, level)));
            }
        }
        let then: HashMap<&ItemId, &Vec<u32>> = release
            .says
            .iter()
            .map(|(item, levels)| (item, levels))
            .collect();
        let items = definition.items.iter().zip(&texts.items);
        let moved = items.filter_map(|(item, text)| {
            let then = then.get(&item.id)?;
            let levels = text.anchors.iter().map(|anchor| fingerprint(anchor));
            levels.enumerate().find_map(|(level, now)| {
                if then.get(level) == Some(&now) {
                    return None;
                }
                let (from, from_level) = said.get(&now).copied().flatten()?;
                Some(LockProblem::TextMoved {
                    revision: release.revision,
                    item: item.id.clone(),
                    level,
                    from: from.clone(),
                    from_level,
                })
            })
        });
        moved.collect()
    }
}

/// What a text says, white space and case aside.
fn fingerprint(text: &str) -> u32 {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    SEAL.checksum(words.join(" ").as_bytes())
}

/// As [`locked`], with what each level says.
///
/// # Errors
/// As for [`locked`], and if texts changed places since the last release.
pub fn locked_with_texts(
    text: &str,
    definition: &Definition,
    texts: &Texts,
) -> Result<String, Vec<LockProblem>> {
    let lock = Lock::parse(text).map_err(|problem| vec![problem])?;
    let moved = lock.moved(definition, texts);
    if !moved.is_empty() {
        return Err(moved);
    }
    let says = definition
        .items
        .iter()
        .zip(&texts.items)
        .map(|(item, text)| {
            let prints = text.anchors.iter().map(|anchor| fingerprint(anchor));
            let prints: Vec<String> = prints.map(|print| format!("{print:08x}")).collect();
            format!("says {} {}\n", item.id, prints.join(" "))
        });
    written(text, definition, &says.collect::<String>())
}

/// The lock file with the catalogue's revision added, or as it is if it holds that already.
///
/// # Errors
/// Everything that would break links of revisions released before.
pub fn locked(text: &str, definition: &Definition) -> Result<String, Vec<LockProblem>> {
    written(text, definition, "")
}

/// The lock file with the catalogue's revision added; `says` are lines of what levels say.
fn written(text: &str, definition: &Definition, says: &str) -> Result<String, Vec<LockProblem>> {
    let lock = Lock::parse(text).map_err(|problem| vec![problem])?;
    let problems = lock.problems(definition);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut text = if text.is_empty() {
        HEADING.to_owned()
    } else {
        text.replace("\r\n", "\n")
    };
    if lock.holds(definition.revision) {
        return Ok(text);
    }
    let check = definition_check(definition);
    let mut line = |arguments: fmt::Arguments<'_>| {
        // Writing to a string can't fail.
        let _ = text.write_fmt(arguments);
    };
    line(format_args!(
        "\nrevision {} check {check:05x}\n",
        definition.revision
    ));
    for family in &definition.families {
        line(format_args!("family {family}\n"));
    }
    for profile in &definition.profiles {
        line(format_args!("profile {}\n", profile.id));
    }
    for item in &definition.items {
        let levels = definition.competences[item.competence.get()].level_count;
        line(format_args!("item {} {levels}\n", item.id));
    }
    line(format_args!("{says}"));
    let seal = SEAL.checksum(text.as_bytes());
    Ok(format!("{text}seal {seal:08x}\n"))
}

/// Says what is wrong with the lock file in a folder, if there is one, and with the catalogue in view
/// of it; gives what opens the links of earlier revisions.
///
/// `document` is the file that says the catalogue's revision at the place `revision`.
pub(crate) fn check(
    folder: &Path,
    read: &Reader<'_>,
    definition: &Definition,
    texts: Option<&Texts>,
    document: &Document<'_>,
    revision: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RevisionTable> {
    let path = folder.join(FILE_NAME);
    if matches!(read(&path), Err(cause) if cause.kind() == std::io::ErrorKind::NotFound) {
        if definition.revision > 1 {
            let problem = LockProblem::NoReleases {
                revision: definition.revision,
            };
            diagnostics.push(document.source.error(
                Code::LinksLock,
                Some(revision),
                problem.to_string(),
                problem.help(),
            ));
        }
        return Vec::new();
    }
    let Some(file) = Source::read(&path, read, diagnostics) else {
        return Vec::new();
    };
    match Lock::parse(file.text()) {
        Ok(lock) => {
            let mut problems = lock.problems(definition);
            problems.extend(texts.iter().flat_map(|texts| lock.moved(definition, texts)));
            diagnostics.extend(problems.iter().map(|problem| {
                let place = levels_span(document, definition, problem);
                document.source.error(
                    Code::LinksBroken,
                    place.or_else(|| Some(revision.clone())),
                    problem.to_string(),
                    problem.help(),
                )
            }));
            lock.tables(definition)
        }
        Err(problem) => {
            let place = problem.line().map(|line| line_span(file.text(), line));
            diagnostics.push(file.error(
                Code::LinksLock,
                place,
                problem.to_string(),
                problem.help(),
            ));
            Vec::new()
        }
    }
}

/// Where the number of levels that a problem is about stands.
fn levels_span(
    document: &Document<'_>,
    definition: &Definition,
    problem: &LockProblem,
) -> Option<Range<usize>> {
    let LockProblem::LevelsChanged { item, .. } = problem else {
        return None;
    };
    let index = definition.items.iter().position(|one| one.id == *item)?;
    let competence = definition.items[index].competence.get();
    let field = |name| {
        [
            Step::Key("competences"),
            Step::Index(competence),
            Step::Key(name),
        ]
    };
    // Left out, there are as many as usual.
    let levels = document.span(&field("levels"));
    levels.or_else(|| document.span(&field("id")))
}

/// Where a line stands in a text, counted from 1.
fn line_span(text: &str, line: usize) -> Range<usize> {
    let start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let length = text[start..].lines().next().map_or(0, str::len);
    start..start + length
}

fn parse_head(revision: &str, check: &str, line: usize) -> Option<Release> {
    Some(Release {
        revision: revision.parse().ok().filter(|revision| *revision > 0)?,
        definition_check: u32::from_str_radix(check, 16).ok()?,
        families: Vec::new(),
        items: Vec::new(),
        profiles: Vec::new(),
        says: Vec::new(),
        line,
    })
}

impl Release {
    fn problems(&self, definition: &Definition, now: &Positions<'_>) -> Vec<LockProblem> {
        let revision = self.revision;
        let families = self.families.iter().filter_map(|family| {
            let family = family.clone();
            family_index(definition, &family)
                .is_none()
                .then_some(LockProblem::FamilyGone { revision, family })
        });
        let items = self.items.iter().filter_map(|(item, then)| {
            let (item, then) = (item.clone(), *then);
            match now.get(&item).copied() {
                None => Some(LockProblem::ItemGone { revision, item }),
                Some((_, now)) if now != then => Some(LockProblem::LevelsChanged {
                    revision,
                    item,
                    then,
                    now,
                }),
                Some(_) => None,
            }
        });
        let profiles = self.profiles.iter().filter_map(|profile| {
            let is_kept = definition.profiles.iter().any(|one| one.id == *profile);
            let profile = profile.clone();
            // One whose family is gone goes with it.
            let family = profile.as_str().split('.').next().unwrap_or_default();
            let has_family = definition.families.iter().any(|one| one.as_str() == family);
            (has_family && !is_kept).then_some(LockProblem::ProfileGone { revision, profile })
        });
        families.chain(profiles).chain(items).collect()
    }

    fn table(&self, definition: &Definition, now: &Positions<'_>) -> Option<RevisionTable> {
        let families = self.families.iter();
        let items = self.items.iter().map(|(item, then)| {
            let (index, now) = now.get(item)?;
            (now == then).then_some(*index)
        });
        Some(RevisionTable {
            revision: self.revision,
            definition_check: self.definition_check,
            families: families
                .map(|family| family_index(definition, family))
                .collect::<Option<_>>()?,
            items: items.collect::<Option<_>>()?,
        })
    }
}

fn family_index(definition: &Definition, id: &FamilyId) -> Option<FamilyIndex> {
    let position = definition.families.iter().position(|family| family == id)?;
    u8::try_from(position).ok().map(FamilyIndex)
}

/// The items by their id, each with how many levels it has.
type Positions<'d> = HashMap<&'d ItemId, (ItemIndex, u8)>;

fn positions(definition: &Definition) -> Positions<'_> {
    let items = definition.items.iter().zip(0..);
    items
        .filter_map(|(item, position)| {
            let competence = definition.competences.get(item.competence.get())?;
            Some((&item.id, (ItemIndex(position), competence.level_count)))
        })
        .collect()
}

#[cfg(test)]
mod tests;
