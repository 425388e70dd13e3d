//! What entries say together: each may be sound, and yet one makes the other pointless.

use std::ops::Range;

use assessment::catalogue::{CatalogueProblem, ProvenanceKind, Tier};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::document::{Document, Step};
use crate::raw::{self, ByName};

/// Compares profiles, weights and modules with each other.
pub(crate) fn check(
    document: &Document<'_>,
    raw: &raw::Catalogue,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut relations = Relations {
        source: document.source,
        document,
        raw,
        diagnostics,
        is_bare: false,
    };
    relations.requirements();
    relations.seniors();
    relations.weights();
    relations.modules();
    relations.highest();
    relations.untouched();
    relations.references();
}

/// Whether a problem of the core is one that is said here, with a better place.
pub(crate) fn is_said(problem: &CatalogueProblem) -> bool {
    matches!(
        problem,
        CatalogueProblem::RequiresNothing(_) | CatalogueProblem::SeniorBelowJunior { .. }
    )
}

struct Relations<'a> {
    source: &'a Source,
    document: &'a Document<'a>,
    raw: &'a raw::Catalogue,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Whether no profile requires anything that counts: then all the rest follows from that.
    is_bare: bool,
}

/// The number by a name, 0 if there is none.
fn number(numbers: &ByName<u8>, name: &str) -> u8 {
    numbers.get(name).map_or(0, |number| *number.get_ref())
}

/// Where the number of a name stands.
fn place(numbers: &ByName<u8>, name: &str) -> Option<Range<usize>> {
    let found = numbers.get_key_value(name);
    found.map(|(key, number)| key.span().start..number.span().end)
}

impl Relations<'_> {
    fn say(
        &mut self,
        severity: Severity,
        code: Code,
        span: Range<usize>,
        message: String,
        help: &str,
    ) {
        self.diagnostics
            .push(self.source.say(severity, code, Some(span), message, help));
    }

    /// Each profile asks for something that counts.
    fn requirements(&mut self) {
        let raw = self.raw;
        let mut bare = Vec::new();
        for profile in &raw.profiles {
            let id = profile.id.get_ref();
            let mut counted = false;
            let said = self.diagnostics.len();
            for competence in &raw.competences {
                let required = number(&competence.required, id) > 0;
                let weight = number(&competence.weights, id) > 0;
                counted |= required && weight;
                if required && !weight && place(&competence.weights, id).is_some() {
                    let span = place(&competence.required, id).unwrap_or(competence.id.span());
                    let competence = competence.id.get_ref();
                    let message = format!(
                        "`{id}` requires a level in `{competence}`, which has no weight for it"
                    );
                    let help = "give it a weight of 1 or more for this profile, or require 0";
                    self.say(
                        Severity::Warning,
                        Code::RequiredUncounted,
                        span,
                        message,
                        help,
                    );
                }
            }
            if !counted {
                // Why it is so need not be said of each competence.
                self.diagnostics.truncate(said);
                bare.push(&profile.id);
            }
        }
        let Some(first) = bare.first() else {
            return;
        };
        let names: Vec<String> = bare
            .iter()
            .map(|id| format!("`{}`", id.get_ref()))
            .collect();
        let message = match &*names {
            [name] => format!("the profile {name} requires nothing that counts"),
            names => format!(
                "the profiles {} require nothing that counts",
                names.join(", ")
            ),
        };
        let help = "require a level above 0 in a competence with a weight above 0";
        let code = Code::RequiresNothing;
        self.say(Severity::Error, code, first.span(), message, help);
        self.is_bare = bare.len() == raw.profiles.len();
    }

    /// Each senior asks for no less than its junior, and somewhere for more.
    fn seniors(&mut self) {
        let raw = self.raw;
        for senior in raw
            .profiles
            .iter()
            .filter(|profile| profile.tier == Tier::Senior)
        {
            let family = senior.family.get_ref();
            let junior = raw
                .profiles
                .iter()
                .find(|other| other.tier == Tier::Junior && other.family.get_ref() == family);
            let Some(junior) = junior else { continue };
            let (senior_id, junior_id) = (senior.id.get_ref(), junior.id.get_ref());
            let mut differs = false;
            for competence in &raw.competences {
                let own = number(&competence.required, senior_id);
                let least = number(&competence.required, junior_id);
                differs |= own != least && number(&competence.weights, senior_id) > 0
                    || number(&competence.weights, senior_id)
                        != number(&competence.weights, junior_id);
                let Some(span) = place(&competence.required, senior_id) else {
                    differs = true;
                    continue;
                };
                if own < least {
                    let competence = competence.id.get_ref();
                    let message = format!(
                        "`{senior_id}` requires level {own} in `{competence}`, less than the {least} of `{junior_id}`"
                    );
                    let help = "raise the senior's level or lower the junior's";
                    self.say(Severity::Error, Code::SeniorEasier, span, message, help);
                }
            }
            if !differs && !self.is_bare {
                let message = format!("`{senior_id}` requires the same as `{junior_id}`");
                let help = "raise what the senior requires, or take one of the two out";
                self.say(
                    Severity::Warning,
                    Code::SameProfiles,
                    senior.id.span(),
                    message,
                    help,
                );
            }
        }
    }

    /// Each competence counts for somebody.
    fn weights(&mut self) {
        let raw = self.raw;
        if self.is_bare {
            return;
        }
        for (position, competence) in raw.competences.iter().enumerate() {
            let weights = &competence.weights;
            if !weights.is_empty() && weights.values().all(|weight| *weight.get_ref() == 0) {
                let id = competence.id.get_ref();
                let path = [
                    Step::Key("competences"),
                    Step::Index(position),
                    Step::Key("weights"),
                ];
                let span = self.document.span(&path).unwrap_or(competence.id.span());
                let message = format!("`{id}` has a weight of zero everywhere");
                let help = "give it a weight for a profile, or take the competence out";
                self.say(Severity::Warning, Code::WeightsZero, span, message, help);
            }
        }
    }

    /// Each module brings somebody closer to a profile.
    fn modules(&mut self) {
        let raw = self.raw;
        if self.is_bare {
            return;
        }
        for module in raw
            .modules
            .iter()
            .filter(|module| !module.raises.is_empty())
        {
            let helps = raw
                .competences
                .iter()
                .filter(|competence| number(&module.raises, competence.id.get_ref()) > 0)
                .any(|competence| {
                    raw.profiles.iter().any(|profile| {
                        number(&competence.required, profile.id.get_ref()) > 0
                            && number(&competence.weights, profile.id.get_ref()) > 0
                    })
                });
            if !helps {
                let id = module.id.get_ref();
                let message = format!("the module `{id}` raises nothing that a profile requires");
                let help = "let it raise what a profile requires, or take the module out";
                self.say(
                    Severity::Warning,
                    Code::RaisesNothing,
                    module.id.span(),
                    message,
                    help,
                );
            }
        }
    }

    /// No module raises to the highest level.
    fn highest(&mut self) {
        let raw = self.raw;
        for module in &raw.modules {
            for competence in &raw.competences {
                let id = competence.id.get_ref();
                // Where there are two levels, the highest is the first that one can learn.
                let is_highest =
                    competence.levels > 2 && number(&module.raises, id) == competence.levels - 1;
                let Some(span) = place(&module.raises, id).filter(|_| is_highest) else {
                    continue;
                };
                let module = module.id.get_ref();
                let message = format!("`{module}` raises `{id}` to its highest level");
                let help = "lower it by one; what is left is shown as a step to practise";
                self.say(Severity::Warning, Code::RaisesToTop, span, message, help);
            }
        }
    }

    /// A source has a name.
    fn references(&mut self) {
        let raw = self.raw;
        let lists = [
            (
                "profiles",
                raw.profiles
                    .iter()
                    .map(|entry| &*entry.provenance)
                    .collect::<Vec<_>>(),
            ),
            (
                "competences",
                raw.competences
                    .iter()
                    .map(|entry| &*entry.provenance)
                    .collect(),
            ),
            (
                "modules",
                raw.modules.iter().map(|entry| &*entry.provenance).collect(),
            ),
            (
                "neighbours",
                raw.neighbours
                    .iter()
                    .map(|entry| &*entry.provenance)
                    .collect(),
            ),
        ];
        let mut nameless = Vec::new();
        for (table, entries) in &lists {
            for (at, provenance) in entries.iter().enumerate() {
                nameless.push((vec![Step::Key(table), Step::Index(at)], *provenance));
            }
        }
        if let Some(exam) = &raw.exam {
            nameless.push((vec![Step::Key("exam")], &exam.provenance));
            if let Some(today) = &exam.today {
                let path = vec![Step::Key("exam"), Step::Key("today")];
                nameless.push((path, &today.provenance));
            }
        }
        for (mut path, provenance) in nameless {
            let is_nameless = |entry: &raw::Provenance| {
                entry.kind == ProvenanceKind::Source && entry.reference.trim().is_empty()
            };
            let Some(at) = provenance.iter().position(is_nameless) else {
                continue;
            };
            path.extend([Step::Key("provenance"), Step::Index(at)]);
            let span = self.document.span(&path).unwrap_or(self.raw.id.span());
            let message = "a source has no `reference`".to_owned();
            let help = "name it: `{ kind = \"source\", reference = \"…\" }`";
            self.say(Severity::Warning, Code::NoReference, span, message, help);
        }
    }

    /// Notes the competences that no module raises.
    fn untouched(&mut self) {
        let raw = self.raw;
        if raw.modules.is_empty() {
            let message = "the catalogue has no modules".to_owned();
            let help = "add a `[[modules]]`; without any, results end with steps to practise";
            self.say(Severity::Note, Code::NoModule, raw.id.span(), message, help);
            return;
        }
        let is_slip = |one: &Diagnostic| matches!(one.code, Code::UnknownId | Code::MalformedId);
        if self.diagnostics.iter().any(is_slip) {
            // Which one a module raises is not sure yet.
            return;
        }
        for competence in &raw.competences {
            let id = competence.id.get_ref();
            let mut modules = raw.modules.iter();
            if !modules.any(|module| place(&module.raises, id).is_some()) {
                let message = format!("no module raises `{id}`");
                let help =
                    "name it in a module's `raises`; without such a module that is just as meant";
                self.say(
                    Severity::Note,
                    Code::NoModule,
                    competence.id.span(),
                    message,
                    help,
                );
            }
        }
    }
}
