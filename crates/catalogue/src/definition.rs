//! From the language-neutral file to a definition: ids become positions, and what can't be is said.

use std::collections::{BTreeMap, BTreeSet};

use assessment::catalogue::{
    Catalogue, CompetenceDefinition, CountryDefinition, Definition, ExamDefinition,
    ExamFieldDefinition, ExamTodayDefinition, Extras, FormatDefinition, FrameworkDefinition,
    ItemDefinition, MappingDefinition, ModuleDefinition, NeighbourDefinition, Offer,
    ProfileDefinition, Provenance, StatementDefinition, StepDefinition,
};
use assessment::id::{
    AreaId, AreaIndex, CatalogueId, CompetenceId, CompetenceIndex, CountryId, EntryId, FamilyId,
    FamilyIndex, FormatId, FormatIndex, FrameworkId, FrameworkIndex, ItemId, ModuleId, ProfileId,
    ProfileIndex,
};
use strsim::levenshtein;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::document::{Document, Step};
use crate::raw::{self, ByName, Text};
use crate::{problems, relations};

/// More names than this are a list that nobody reads.
const LISTED_MAX: usize = 40;
/// So many ids are compared with more names than that.
const SUGGESTED_MAX: usize = 100;

/// The definition, unless something in it refers to what isn't there.
pub(crate) fn resolve(
    document: &Document<'_>,
    raw: &raw::Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Definition> {
    let errors_before = diagnostics.len();
    let mut resolver = Resolver {
        document,
        source: document.source,
        raw,
        competences: raw
            .competences
            .iter()
            .enumerate()
            .map(|(position, competence)| (competence.id.get_ref().as_str(), position))
            .collect(),
        broken: BTreeMap::new(),
        has_all_ids: true,
        suggested: 0,
        diagnostics,
    };
    let definition = resolver.definition();
    resolver.locales();
    let has_all_ids = resolver.has_all_ids && resolver.diagnostics.len() == errors_before;
    if let Err(problems) = Catalogue::new(definition.clone()) {
        let said = problems
            .iter()
            .filter(|problem| has_all_ids || problems::is_by_itself(problem))
            .filter(|problem| !relations::is_said(problem))
            .filter(|problem| !problems::follows(raw, &problems, problem))
            .map(|problem| problems::diagnostic(document, raw, problem));
        diagnostics.extend(said);
    }
    relations::check(document, raw, diagnostics);
    let errors = diagnostics[errors_before..].iter();
    let is_sound = errors.clone().all(|said| said.severity != Severity::Error);
    is_sound.then_some(definition)
}

struct Resolver<'a> {
    document: &'a Document<'a>,
    source: &'a Source,
    raw: &'a raw::Catalogue,
    /// Where each competence stands: there may be very many.
    competences: BTreeMap<&'a str, usize>,
    /// Whether some id of a kind is malformed or there twice, so that others may mean it.
    broken: BTreeMap<&'static str, bool>,
    has_all_ids: bool,
    /// How many ids were compared with many others.
    suggested: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn definition(&mut self) -> Definition {
        let raw = self.raw;
        Definition {
            id: CatalogueId::new(raw.id.get_ref()),
            revision: *raw.revision.get_ref(),
            as_of: raw.as_of.get_ref().as_str().into(),
            thresholds: *raw.thresholds.get_ref(),
            areas: raw
                .areas
                .iter()
                .map(|area| AreaId::new(area.id.get_ref()))
                .collect(),
            families: raw
                .families
                .iter()
                .map(|family| FamilyId::new(family.id.get_ref()))
                .collect(),
            profiles: raw
                .profiles
                .iter()
                .map(|profile| self.profile(profile))
                .collect(),
            competences: raw
                .competences
                .iter()
                .enumerate()
                .map(|(position, competence)| self.competence(position, competence))
                .collect(),
            items: items(raw)
                .map(|(competence, id)| ItemDefinition {
                    id: ItemId::new(id.get_ref()),
                    competence: CompetenceIndex(competence as u16),
                })
                .collect(),
            formats: raw
                .formats
                .iter()
                .map(|format| FormatDefinition {
                    id: FormatId::new(format.id.get_ref()),
                    beside_job: format.beside_job,
                    full_time: format.full_time,
                    distance: format.distance,
                    academic: format.academic,
                })
                .collect(),
            modules: raw
                .modules
                .iter()
                .map(|module| self.module(module))
                .collect(),
            extras: self.extras(),
        }
    }

    fn profile(&mut self, profile: &raw::Profile) -> ProfileDefinition {
        let families = self.raw.families.iter().map(|family| &family.id);
        ProfileDefinition {
            id: ProfileId::new(profile.id.get_ref()),
            family: FamilyIndex(self.find("family", &profile.family, families) as u8),
            tier: profile.tier,
        }
    }

    fn competence(
        &mut self,
        position: usize,
        competence: &raw::Competence,
    ) -> CompetenceDefinition {
        let raw = self.raw;
        let id = &competence.id;
        let areas = raw.areas.iter().map(|area| &area.id);
        let area = AreaIndex(self.find("area", &competence.area, areas) as u8);
        let profiles: Vec<&Text> = raw.profiles.iter().map(|profile| &profile.id).collect();
        CompetenceDefinition {
            id: CompetenceId::new(id.get_ref()),
            area,
            level_count: competence.levels,
            weights: self.row(
                position,
                "weights",
                "profile",
                &competence.weights,
                &profiles,
            ),
            required: self.row(
                position,
                "required",
                "profile",
                &competence.required,
                &profiles,
            ),
        }
    }

    fn module(&mut self, module: &raw::Module) -> ModuleDefinition {
        let raw = self.raw;
        let raises = self.levels(&module.raises);
        let formats = module
            .formats
            .iter()
            .map(|format| {
                let formats = raw.formats.iter().map(|format| &format.id);
                FormatIndex(self.find("format", format, formats) as u8)
            })
            .collect();
        let prerequisite = module.prerequisite.as_ref().map(|profile| {
            let profiles = raw.profiles.iter().map(|profile| &profile.id);
            ProfileIndex(self.find("profile", profile, profiles) as u8)
        });
        ModuleDefinition {
            id: ModuleId::new(module.id.get_ref()),
            raises,
            from_level: module.from_level,
            formats,
            prerequisite,
            provenance: provenance(&module.provenance),
            as_of: module.as_of.get_ref().as_str().into(),
            offer: Offer {
                hours: module.hours,
                weeks: module.weeks,
                cost: module.cost,
                providers: module.providers.clone(),
                certificates: module.certificates.clone(),
                funding: module.funding.clone(),
                distance_approval: module.distance_approval,
                self_study: module.self_study,
            },
        }
    }

    fn extras(&mut self) -> Extras {
        let raw = self.raw;
        Extras {
            exam: raw.exam.as_ref().map(|exam| self.exam(exam)),
            statements: raw
                .statements
                .iter()
                .map(|statement| StatementDefinition {
                    id: entry_id(&statement.id),
                    area: self.area(&statement.area),
                    kind: statement.kind,
                })
                .collect(),
            neighbours: raw
                .neighbours
                .iter()
                .map(|neighbour| NeighbourDefinition {
                    id: entry_id(&neighbour.id),
                    levels: self.levels(&neighbour.levels),
                    provenance: provenance(&neighbour.provenance),
                })
                .collect(),
            provenance: raw
                .competences
                .iter()
                .map(|competence| provenance(&competence.provenance))
                .collect(),
            countries: raw.countries.iter().map(country).collect(),
            frameworks: raw
                .frameworks
                .iter()
                .map(|framework| FrameworkDefinition {
                    id: FrameworkId::new(framework.id.get_ref()),
                    uri: framework.uri.as_ref().map(boxed),
                })
                .collect(),
            mappings: self.mappings(),
            // They lie in a file of their own.
            norms: None,
        }
    }

    fn mappings(&mut self) -> Vec<MappingDefinition> {
        let raw = self.raw;
        let frameworks = raw.frameworks.iter().map(|framework| &framework.id);
        mappings(raw)
            .map(|(competence, mapping)| MappingDefinition {
                competence: CompetenceIndex(competence as u16),
                framework: FrameworkIndex(self.find(
                    "framework",
                    &mapping.framework,
                    frameworks.clone(),
                ) as u8),
                code: boxed(&mapping.code),
                fit: mapping.fit,
            })
            .collect()
    }

    fn exam(&mut self, exam: &raw::Exam) -> ExamDefinition {
        let profiles = self.raw.profiles.iter().map(|profile| &profile.id);
        ExamDefinition {
            profile: ProfileIndex(self.find("profile", &exam.profile, profiles) as u8),
            is_held: exam.held,
            parts: exam.parts.iter().map(|part| entry_id(&part.id)).collect(),
            fields: self.exam_fields(&exam.fields),
            provenance: provenance(&exam.provenance),
            as_of: exam.as_of.get_ref().as_str().into(),
            today: exam.today.as_ref().map(|today| ExamTodayDefinition {
                fields: self.exam_fields(&today.fields),
                provenance: provenance(&today.provenance),
                as_of: boxed(&today.as_of),
            }),
        }
    }

    fn exam_fields(&mut self, fields: &[raw::ExamField]) -> Vec<ExamFieldDefinition> {
        fields
            .iter()
            .map(|field| ExamFieldDefinition {
                id: entry_id(&field.id),
                competences: field
                    .competences
                    .iter()
                    .map(|competence| self.competence_index(competence))
                    .collect(),
            })
            .collect()
    }

    fn area(&mut self, area: &Text) -> AreaIndex {
        let areas = self.raw.areas.iter().map(|area| &area.id);
        AreaIndex(self.find("area", area, areas) as u8)
    }

    fn levels(&mut self, levels: &ByName<u8>) -> Vec<(CompetenceIndex, u8)> {
        levels
            .iter()
            .map(|(competence, level)| (self.competence_index(competence), *level.get_ref()))
            .collect()
    }

    fn competence_index(&mut self, competence: &Text) -> CompetenceIndex {
        let known = self.competences.get(competence.get_ref().as_str());
        let position = known.copied().unwrap_or_else(|| {
            let competences = self.raw.competences.iter().map(|competence| &competence.id);
            self.find("competence", competence, competences)
        });
        CompetenceIndex(position as u16)
    }

    /// A number for each of `names`, in their order, from the field of a competence.
    fn row(
        &mut self,
        competence: usize,
        field: &str,
        what: &'static str,
        numbers: &ByName<u8>,
        names: &[&Text],
    ) -> Vec<u8> {
        // Whose name is misspelt isn't missing.
        let mut slips = Vec::new();
        for name in numbers.keys() {
            let position = self.find(what, name, names.iter().copied());
            if names
                .get(position)
                .is_none_or(|known| known.get_ref() != name.get_ref())
            {
                let known = names.iter().map(|known| known.get_ref().as_str());
                let known = known.filter(|known| !numbers.contains_key(*known));
                slips.extend(nearest(name.get_ref(), known));
            }
        }
        names
            .iter()
            .map(|name| {
                if let Some(number) = numbers.get(name.get_ref().as_str()) {
                    return *number.get_ref();
                }
                if slips.contains(&name.get_ref().as_str()) {
                    return 0;
                }
                let message = format!("`{field}` has no entry for the {what} `{}`", name.get_ref());
                let help = format!("add `{} = …`", quoted(name.get_ref()));
                let path = [
                    Step::Key("competences"),
                    Step::Index(competence),
                    Step::Key(field),
                ];
                let span = self.document.key_span(&path);
                let error = self.source.error(Code::MissingEntry, span, message, help);
                self.diagnostics.push(error);
                0
            })
            .collect()
    }

    /// The position of an id; an unknown one is reported and counts as the first.
    fn find<'t>(
        &mut self,
        what: &'static str,
        wanted: &Text,
        known: impl Iterator<Item = &'t Text> + Clone,
    ) -> usize {
        if let Some(position) = known
            .clone()
            .position(|id| id.get_ref() == wanted.get_ref())
        {
            return position;
        }
        let ids: Vec<&str> = known.map(|id| id.get_ref().as_str()).collect();
        let is_broken = self
            .broken
            .entry(what)
            .or_insert_with(|| are_broken(what, &ids));
        let is_many = ids.len() > LISTED_MAX;
        self.suggested += usize::from(is_many);
        // To compare everything with everything takes its time, and nobody reads so many remarks.
        let help = if is_many && self.suggested > SUGGESTED_MAX {
            format!("name one of the {} that there are", ids.len())
        } else {
            if *is_broken
                && nearest(
                    wanted.get_ref(),
                    ids.iter().copied().filter(|id| is_formed(what, id)),
                )
                .is_none()
            {
                self.has_all_ids = false;
                return 0;
            }
            suggestion(wanted.get_ref(), ids.into_iter())
        };
        let message = format!("there is no {what} `{}`", wanted.get_ref());
        let error = self
            .source
            .error(Code::UnknownId, Some(wanted.span()), message, help);
        self.diagnostics.push(error);
        0
    }

    fn locales(&mut self) {
        let raw = self.raw;
        let locales = raw.locales.iter();
        self.find("locale", &raw.default_locale, locales.clone());
        for locale in locales.clone().filter(|locale| !is_tag(locale.get_ref())) {
            let message = format!("`{}` is no language tag", locale.get_ref());
            let help = "a tag is letters and digits joined by hyphens, such as de or pt-BR";
            let error = self
                .source
                .error(Code::MalformedId, Some(locale.span()), message, help);
            self.diagnostics.push(error);
        }
        for (position, locale) in locales.clone().enumerate() {
            if locales
                .clone()
                .take(position)
                .any(|other| other.get_ref() == locale.get_ref())
            {
                let message = format!("the locale `{}` is listed twice", locale.get_ref());
                let help = "remove one of the two";
                let error =
                    self.source
                        .error(Code::DuplicateId, Some(locale.span()), message, help);
                self.diagnostics.push(error);
            }
        }
    }
}

fn boxed(text: &Text) -> Box<str> {
    text.get_ref().as_str().into()
}

fn country(country: &raw::Country) -> CountryDefinition {
    CountryDefinition {
        id: CountryId::new(country.id.get_ref()),
        steps: country
            .steps
            .iter()
            .map(|step| StepDefinition {
                id: entry_id(&step.id),
                links: step.links.iter().map(boxed).collect(),
            })
            .collect(),
    }
}

/// All mappings with their competence's position.
pub(crate) fn mappings(raw: &raw::Catalogue) -> impl Iterator<Item = (usize, &raw::Mapping)> {
    raw.competences
        .iter()
        .enumerate()
        .flat_map(|(position, competence)| {
            let mappings = competence.mappings.iter();
            mappings.map(move |mapping| (position, mapping))
        })
}

fn entry_id(id: &Text) -> EntryId {
    EntryId::new(id.get_ref())
}

/// Whether a text can be a locale's tag, and with it a file's name.
pub(crate) fn is_tag(text: &str) -> bool {
    text.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// All items with their competence's position; a competence without a list has one of its own name.
pub(crate) fn items(raw: &raw::Catalogue) -> impl Iterator<Item = (usize, &Text)> {
    raw.competences
        .iter()
        .enumerate()
        .flat_map(|(position, competence)| {
            let own = std::slice::from_ref(&competence.id);
            let items = competence.items.as_deref().unwrap_or(own);
            items.iter().map(move |id| (position, id))
        })
}

fn provenance(entries: &[raw::Provenance]) -> Provenance {
    let places = entries.iter();
    Provenance::new(places.map(|entry| (entry.kind, entry.reference.trim())))
}

/// A key as TOML wants it.
pub(crate) fn quoted(key: &str) -> String {
    let is_bare = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if !key.is_empty() && key.chars().all(is_bare) {
        key.to_owned()
    } else {
        format!("{key:?}")
    }
}

/// Says of profiles that their id is another than that of their family and tier, by which the rest of
/// the file calls them, and gives them that id, so that nothing else is said for it.
pub(crate) fn profile_ids(
    document: &Document<'_>,
    raw: &mut raw::Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for at in 0..raw.profiles.len() {
        let profile = &raw.profiles[at];
        let wanted = format!("{}.{}", profile.family.get_ref(), profile.tier.as_str());
        let calls = |id: &str| {
            raw.competences.iter().any(|competence| {
                competence.weights.contains_key(id) || competence.required.contains_key(id)
            })
        };
        let id = profile.id.get_ref();
        if *id == wanted || calls(id) || !calls(&wanted) {
            continue;
        }
        let span = profile.id.span();
        let (code, message) = if is_formed("profile", id) {
            let message =
                format!("the profile `{id}` is called otherwise than its family and tier");
            (Code::ProfileId, message)
        } else {
            let message = format!("`{id}` can't be the id of a profile");
            (Code::MalformedId, message)
        };
        let help = format!("by its family and tier its id is `{wanted}`");
        let place = Some(span.clone());
        let said = document.source.error(code, place, message, help);
        diagnostics.push(said);
        raw.profiles[at].id = Text::new(span, wanted);
    }
}

/// Whether some of the ids of a kind are malformed or there twice.
pub(crate) fn are_broken(what: &str, ids: &[&str]) -> bool {
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    distinct.len() < ids.len() || ids.iter().any(|id| !is_formed(what, id))
}

/// Whether an id can be one of its kind.
fn is_formed(what: &str, id: &str) -> bool {
    match what {
        "locale" => is_tag(id),
        "profile" => ProfileId::new(id).is_well_formed(),
        "country" => CountryId::new(id).is_well_formed(),
        "framework" => FrameworkId::new(id).is_well_formed(),
        _ => EntryId::new(id).is_well_formed(),
    }
}

/// The known name that a wrong one is a slip of.
pub(crate) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let far = wrong.chars().count() / 3;
    let near = known.filter(|name| name.len().abs_diff(wrong.len()) <= 4 * far);
    let near = near.map(|name| (levenshtein(wrong, name), name));
    let (distance, name) = near.min_by_key(|(distance, _)| *distance)?;
    (distance <= far).then_some(name)
}

/// The known name nearest to a wrong one, or the list of those there are.
pub(crate) fn suggestion<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    match nearest(wrong, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if known.is_empty() => "there is none".to_owned(),
        None if known.len() > LISTED_MAX => format!(
            "there is: {}, and {} more",
            known[..LISTED_MAX].join(", "),
            known.len() - LISTED_MAX
        ),
        None => format!("there is: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_a_suggestion_and_anything_else_the_list() {
        let known = || ["online-pr", "digital-basics"].into_iter();
        assert_eq!(suggestion("onlin-pr", known()), "did you mean `online-pr`?");
        assert_eq!(
            suggestion("cooking", known()),
            "there is: online-pr, digital-basics"
        );
    }
}
