//! Personas: named people whom an author describes, and what they must get. They are a catalogue's tests.
//!
//! `personas.toml` stands beside `catalogue.toml` and may be left out. What it says is scored as the
//! widget does it; what differs from what is expected is an error at the place of the expectation.

use std::ops::Range;
use std::path::Path;

use assessment::catalogue::Catalogue;
use assessment::id::{CompetenceIndex, EntryId, FamilyIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::recommendation;
use assessment::response::{Response, Responses};
use assessment::scoring::{self, Fit, Headline, Scores, Status};
use toml::Spanned;

use crate::code::Code;
use crate::definition::suggestion;
use crate::diagnostic::{Diagnostic, Reader, Source};
use crate::document::Document;
use crate::raw::{self, Text};
use crate::schema::Schema;
use crate::shaped;

/// The name of the file with the personas.
pub const PERSONAS_FILE: &str = "personas.toml";

/// What a persona gets: for an author to read, beside what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The persona's id.
    pub id: String,
    /// Who it is, in a few words.
    pub who: String,
    /// The family that they aim at.
    pub family: FamilyIndex,
    /// What they answer.
    pub responses: Responses,
    /// The id of the profile that the result names first.
    pub headline: String,
    /// How the result stands to it: `reached`, `on-the-way`, `not-reached` or `beginning`.
    pub standing: &'static str,
    /// Each profile's id with the fit to it, in the catalogue's order.
    pub fits: Vec<(String, Fit)>,
    /// The ids of the modules recommended for the goal.
    pub modules: Vec<String>,
}

/// A persona with its result.
struct Person<'a> {
    raw: &'a raw::Persona,
    responses: Responses,
    scores: Scores,
    headline: Headline,
    goal: ProfileIndex,
    modules: Vec<ModuleIndex>,
}

/// Runs the personas in a folder, if it has any; says what differs, and gives what each gets.
pub(crate) fn check(
    folder: &Path,
    read: &Reader<'_>,
    catalogue: &Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Outcome> {
    let path = folder.join(PERSONAS_FILE);
    if matches!(read(&path), Err(cause) if cause.kind() == std::io::ErrorKind::NotFound) {
        return Vec::new();
    }
    let raw = (|| {
        let source = Source::read(&path, read, diagnostics)?;
        let document = Document::parse(&source, diagnostics)?;
        let raw: raw::Personas = shaped(&document, Schema::Personas, diagnostics)?;
        Some((source.clone(), raw))
    })();
    let Some((source, raw)) = raw else {
        return Vec::new();
    };
    let mut checker = Checker {
        source: &source,
        catalogue,
        diagnostics,
    };
    checker.ids(&raw);
    let people: Vec<Person<'_>> = raw
        .personas
        .iter()
        .filter_map(|persona| checker.person(persona))
        .collect();
    for person in &people {
        checker.expectations(person, &people, &raw);
    }
    people
        .iter()
        .map(|person| outcome(catalogue, person))
        .collect()
}

fn outcome(catalogue: &Catalogue, person: &Person<'_>) -> Outcome {
    let profile_id = |profile| catalogue.profile(profile).id.to_string();
    Outcome {
        id: person.raw.id.get_ref().clone(),
        who: person.raw.who.clone(),
        family: catalogue.profile(person.goal).family,
        responses: person.responses.clone(),
        headline: profile_id(person.headline.profile),
        standing: person.headline.standing.as_str(),
        fits: catalogue
            .profiles()
            .map(|profile| (profile_id(profile), person.scores.fits[profile.get()]))
            .collect(),
        modules: person
            .modules
            .iter()
            .map(|&module| catalogue.module(module).id.to_string())
            .collect(),
    }
}

struct Checker<'a> {
    source: &'a Source,
    catalogue: &'a Catalogue,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn error(&mut self, code: Code, span: Range<usize>, message: String, help: impl Into<String>) {
        let error = self.source.error(code, Some(span), message, help);
        self.diagnostics.push(error);
    }

    /// Says that a persona gets something else than what is expected.
    fn differs(&mut self, span: Range<usize>, message: String) {
        let help = "change the levels and weights that it depends on, or what is expected";
        self.error(Code::Persona, span, message, help);
    }

    /// Says which ids are none, and which are there twice.
    fn ids(&mut self, raw: &raw::Personas) {
        for (position, persona) in raw.personas.iter().enumerate() {
            let id = persona.id.get_ref();
            if !EntryId::new(id).is_well_formed() {
                let message = format!("`{id}` is no id");
                let help = "an id is lower-case words of a-z and 0-9 joined by hyphens";
                self.error(Code::MalformedId, persona.id.span(), message, help);
            }
            let mut earlier = raw.personas[..position].iter();
            if earlier.any(|other| other.id.get_ref() == id) {
                let message = format!("the persona `{id}` stands there twice");
                let help = "give one of the two another id";
                self.error(Code::DuplicateId, persona.id.span(), message, help);
            }
        }
    }

    /// The position of an id among those of the catalogue; one that isn't there is said.
    fn find<'t>(
        &mut self,
        what: &str,
        wanted: &Text,
        known: impl Iterator<Item = &'t str> + Clone,
    ) -> Option<usize> {
        let found = known.clone().position(|id| id == wanted.get_ref());
        if found.is_none() {
            let message = format!("there is no {what} `{}`", wanted.get_ref());
            let help = suggestion(wanted.get_ref(), known);
            self.error(Code::UnknownId, wanted.span(), message, help);
        }
        found
    }

    fn item(&mut self, wanted: &Text) -> Option<ItemIndex> {
        let items = &self.catalogue.definition().items;
        let ids = items.iter().map(|item| item.id.as_str());
        let found = self.find("item", wanted, ids)?;
        Some(ItemIndex(found as u16))
    }

    fn profile(&mut self, wanted: &Text) -> Option<ProfileIndex> {
        let profiles = &self.catalogue.definition().profiles;
        let ids = profiles.iter().map(|profile| profile.id.as_str());
        let found = self.find("profile", wanted, ids)?;
        Some(ProfileIndex(found as u8))
    }

    fn module(&mut self, wanted: &Text) -> Option<ModuleIndex> {
        let modules = &self.catalogue.definition().modules;
        let ids = modules.iter().map(|module| module.id.as_str());
        let found = self.find("module", wanted, ids)?;
        Some(ModuleIndex(found as u8))
    }

    fn competence(&mut self, wanted: &Text) -> Option<CompetenceIndex> {
        let competences = &self.catalogue.definition().competences;
        let ids = competences.iter().map(|competence| competence.id.as_str());
        let found = self.find("competence", wanted, ids)?;
        Some(CompetenceIndex(found as u16))
    }

    fn level_max(&self, item: ItemIndex) -> u8 {
        self.catalogue.level_max(self.catalogue.competence_of(item))
    }

    /// The answers of a persona: those named, and the rest.
    fn responses(&mut self, raw: &raw::Persona) -> Option<Responses> {
        let catalogue = self.catalogue;
        let rest = raw.rest;
        let mut list: Vec<Response> = catalogue
            .items()
            .map(|item| match rest {
                Some(level) => Response::Level(level.min(self.level_max(item))),
                None => Response::NotAsked,
            })
            .collect();
        let mut is_sound = true;
        for (id, level) in &raw.levels {
            let Some(item) = self.item(id) else {
                is_sound = false;
                continue;
            };
            let max = self.level_max(item);
            if *level.get_ref() > max {
                let message = format!("`{}` has no level {}", id.get_ref(), level.get_ref());
                self.error(
                    Code::OutOfRange,
                    level.span(),
                    message,
                    format!("0 to {max} is allowed"),
                );
                is_sound = false;
                continue;
            }
            list[item.get()] = Response::Level(*level.get_ref());
        }
        for id in &raw.skipped {
            match self.item(id) {
                Some(item) => list[item.get()] = Response::Skipped,
                None => is_sound = false,
            }
        }
        let responses = Responses::from_list(catalogue, &list).ok();
        responses.filter(|_| is_sound)
    }

    fn person<'p>(&mut self, raw: &'p raw::Persona) -> Option<Person<'p>> {
        let catalogue = self.catalogue;
        let family = match &raw.family {
            None => FamilyIndex(0),
            Some(wanted) => {
                let families = &catalogue.definition().families;
                let ids = families.iter().map(|id| id.as_str());
                FamilyIndex(self.find("family", wanted, ids)? as u8)
            }
        };
        let responses = self.responses(raw)?;
        let scores = scoring::score(catalogue, &responses);
        let headline = scoring::headline(catalogue, &scores, family);
        let goal = scoring::target(catalogue, &scores, family, None);
        let advice = recommendation::recommend(catalogue, &scores, goal);
        Some(Person {
            raw,
            responses,
            headline,
            goal,
            modules: advice.modules.iter().map(|advice| advice.module).collect(),
            scores,
        })
    }

    /// Says which expectations a persona doesn't meet.
    fn expectations(&mut self, person: &Person<'_>, people: &[Person<'_>], raw: &raw::Personas) {
        let expect = person.raw.expect.get_ref();
        if expect.is_empty() {
            let message = format!("nothing is expected of `{}`", person.raw.id.get_ref());
            let help = "say what this person must get, for instance `headline = …`";
            self.error(Code::EmptyEntry, person.raw.expect.span(), message, help);
        }
        self.headline(person, expect);
        self.statuses(person, expect);
        self.modules(person, expect);
        self.strengths(person, expect);
        self.unreachable(person, expect);
        if let Some(wanted) = &expect.same_statuses_as {
            let known = raw.personas.iter().map(|other| &**other.id.get_ref());
            if self.find("persona", wanted, known).is_some() {
                self.same_statuses(person, wanted, people);
            }
        }
    }

    fn headline(&mut self, person: &Person<'_>, expect: &raw::Expect) {
        let id = person.raw.id.get_ref();
        let (profile, standing) = (person.headline.profile, person.headline.standing);
        let named = &self.catalogue.profile(profile).id;
        let fit = self.fit(person, profile);
        if let Some(wanted) = &expect.headline
            && self.profile(wanted).is_some_and(|other| other != profile)
        {
            let message = format!(
                "for `{id}` the result names `{named}` ({}, {fit}), not `{}`",
                standing.as_str(),
                wanted.get_ref()
            );
            self.differs(wanted.span(), message);
        }
        if let Some(wanted) = &expect.standing
            && wanted.get_ref() != standing.as_str()
        {
            let message = format!(
                "`{id}` is `{}` to `{named}` ({fit}), not `{}`",
                standing.as_str(),
                wanted.get_ref()
            );
            self.differs(wanted.span(), message);
        }
    }

    fn statuses(&mut self, person: &Person<'_>, expect: &raw::Expect) {
        for (wanted, status) in &expect.statuses {
            let Some(profile) = self.profile(wanted) else {
                continue;
            };
            let found = person.scores.fits[profile.get()].status.as_str();
            if found != status.get_ref() {
                let message = format!(
                    "for `{}` the profile `{}` is `{found}` ({}), not `{}`",
                    person.raw.id.get_ref(),
                    wanted.get_ref(),
                    self.fit(person, profile),
                    status.get_ref()
                );
                self.differs(wanted.span().start..status.span().end, message);
            }
        }
    }

    fn modules(&mut self, person: &Person<'_>, expect: &raw::Expect) {
        let id = person.raw.id.get_ref();
        let named = person.modules.iter();
        let named: Vec<&str> = named
            .map(|&module| self.catalogue.module(module).id.as_str())
            .collect();
        let named = if named.is_empty() {
            "none is".to_owned()
        } else {
            format!("there is: {}", named.join(", "))
        };
        for (wanted, is_expected) in [(&expect.modules, true), (&expect.no_modules, false)] {
            for wanted in wanted {
                let Some(module) = self.module(wanted) else {
                    continue;
                };
                if person.modules.contains(&module) != is_expected {
                    let verb = if is_expected { "isn't" } else { "is" };
                    let module = wanted.get_ref();
                    let message = format!("`{module}` {verb} recommended to `{id}`; {named}");
                    self.differs(wanted.span(), message);
                }
            }
        }
    }

    fn strengths(&mut self, person: &Person<'_>, expect: &raw::Expect) {
        let strengths = scoring::strengths(self.catalogue, &person.scores, person.goal);
        for wanted in &expect.strengths {
            let Some(competence) = self.competence(wanted) else {
                continue;
            };
            if !strengths.contains(&competence) {
                let required = self.catalogue.required(person.goal)[competence.get()];
                let goal = &self.catalogue.profile(person.goal).id;
                let message = format!(
                    "`{}` is no strength of `{}`: `{goal}` requires level {required}",
                    wanted.get_ref(),
                    person.raw.id.get_ref()
                );
                self.differs(wanted.span(), message);
            }
        }
    }

    /// All modules together close at least as much as any set of them.
    fn unreachable(&mut self, person: &Person<'_>, expect: &raw::Expect) {
        let all: Vec<ModuleIndex> = self.catalogue.modules().collect();
        let after = scoring::score_after(self.catalogue, &person.responses, &all);
        for wanted in &expect.unreachable {
            let Some(profile) = self.profile(wanted) else {
                continue;
            };
            let fit = &after.fits[profile.get()];
            if fit.status == Status::Reached {
                let message = format!(
                    "with modules alone `{}` would reach `{}`: {}",
                    person.raw.id.get_ref(),
                    wanted.get_ref(),
                    self.shares(fit)
                );
                self.differs(wanted.span(), message);
            }
        }
    }

    fn same_statuses(&mut self, person: &Person<'_>, wanted: &Text, people: &[Person<'_>]) {
        // One whose answers aren't sound has been told of already.
        let mut others = people.iter();
        let Some(other) = others.find(|other| other.raw.id.get_ref() == wanted.get_ref()) else {
            return;
        };
        for profile in self.catalogue.profiles() {
            let status = |person: &Person<'_>| person.scores.fits[profile.get()].status;
            if status(person) != status(other) {
                let message = format!(
                    "`{}` is `{}` for `{}` ({}) and `{}` for `{}` ({})",
                    self.catalogue.profile(profile).id,
                    status(person).as_str(),
                    person.raw.id.get_ref(),
                    self.fit(person, profile),
                    status(other).as_str(),
                    wanted.get_ref(),
                    self.fit(other, profile),
                );
                self.differs(wanted.span(), message);
            }
        }
    }

    fn fit(&self, person: &Person<'_>, profile: ProfileIndex) -> String {
        self.shares(&person.scores.fits[profile.get()])
    }

    /// How much of a profile is met for certain, beside what it takes.
    fn shares(&self, fit: &Fit) -> String {
        let thresholds = self.catalogue.thresholds();
        format!(
            "{} of {} %, core {} of {} %",
            fit.low_percent(),
            thresholds.reached_percent,
            fit.core_low_percent(),
            thresholds.core_percent
        )
    }
}

impl raw::Expect {
    fn is_empty(&self) -> bool {
        let Self {
            headline,
            standing,
            statuses,
            modules,
            no_modules,
            strengths,
            unreachable,
            same_statuses_as,
        } = self;
        let texts: [&Option<Spanned<String>>; 3] = [headline, standing, same_statuses_as];
        texts.iter().all(|text| text.is_none())
            && statuses.is_empty()
            && [modules, no_modules, strengths, unreachable]
                .iter()
                .all(|list| list.is_empty())
    }
}
