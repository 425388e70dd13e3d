//! The catalogue that responses are of, and the goal of those that don't say, as all commands take them.

use std::path::Path;
use std::process::ExitCode;

use assessment::id::FamilyIndex;
use assessment::text::Texts;
use assessment::{Catalogue, compiled};

use crate::limesurvey::Mapping;
use crate::score::{Failed, unusable};
use crate::{ERRORS, FAILURE, Format, complain, show};

/// A catalogue with its texts.
pub(crate) struct Loaded {
    pub(crate) catalogue: Catalogue,
    /// By locale, the default first.
    pub(crate) texts: Vec<Texts>,
    /// What the answers of a survey stand for.
    pub(crate) mapping: Option<Mapping>,
}

/// What a survey's responses need besides the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Survey {
    /// Nothing: they are no survey's.
    No,
    /// What its answers stand for.
    Ready,
    /// The same, also of a catalogue that isn't finished.
    Draft,
}

/// The catalogue in a folder or a compiled file.
pub(crate) fn load(path: &Path, survey: Survey) -> Result<Loaded, Failed> {
    let is_survey = survey != Survey::No;
    if path.is_dir() {
        let report = catalogue::load(path);
        let draft = report.shown().filter(|_| survey == Survey::Draft);
        let Some(authored) = draft.or(report.authored.as_ref()) else {
            show(&report, Format::Human);
            return Err((ERRORS, String::new()));
        };
        let mapping = is_survey.then(|| Mapping::read(path, authored)).transpose();
        let mut texts = authored.texts().to_vec();
        texts.sort_by_key(|texts| *texts.locale != *authored.default_locale());
        return Ok(Loaded {
            catalogue: authored.catalogue().clone(),
            texts,
            mapping: mapping.map_err(|message| (FAILURE, message))?,
        });
    }
    if is_survey {
        let message = "responses of a survey need the catalogue's folder, where `import` wrote what its answers stand for";
        return Err((FAILURE, message.to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|cause| unusable(path, "read", &cause))?;
    let (catalogue, texts) = compiled::decode(&bytes)
        .map_err(|cause| (ERRORS, format!("{}: {cause}", path.display())))?;
    Ok(Loaded {
        catalogue,
        texts: vec![texts],
        mapping: None,
    })
}

/// The family of this id; without one the first.
pub(crate) fn family(catalogue: &Catalogue, id: Option<&str>) -> Result<FamilyIndex, Failed> {
    let Some(id) = id else {
        return Ok(FamilyIndex(0));
    };
    catalogue.family_by_id(id).ok_or_else(|| {
        let families = catalogue.families();
        let known = families.map(|family| catalogue.family_id(family).as_str());
        let known = known.collect::<Vec<_>>().join(", ");
        (FAILURE, format!("no family `{id}`; there is {known}"))
    })
}

/// The exit status of a command; why it failed is said.
pub(crate) fn ended(done: Result<ExitCode, Failed>) -> ExitCode {
    done.unwrap_or_else(|(status, message)| {
        if !message.is_empty() {
            complain(&message);
        }
        ExitCode::from(status)
    })
}
