//! The problems that the core finds in a definition, in an author's words and at their place.

use std::ops::Range;

use assessment::catalogue::{CatalogueProblem, ProblemPlace};

use crate::code::Code;
use crate::definition::{items, mappings};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Step};
use crate::raw;

/// Whether a problem stands for itself, and doesn't follow from an id that isn't there.
pub(crate) fn is_by_itself(problem: &CatalogueProblem) -> bool {
    match problem {
        CatalogueProblem::Range { place, field, .. } => {
            *field != "raises" && !matches!(place, ProblemPlace::Neighbour(_))
        }
        // One of an unknown framework counts as one of the first.
        CatalogueProblem::DuplicateId(ProblemPlace::Mapping(_)) => false,
        CatalogueProblem::Count { .. }
        | CatalogueProblem::MalformedId(_)
        | CatalogueProblem::DuplicateId(_)
        | CatalogueProblem::MalformedDate(_)
        | CatalogueProblem::ListedTwice { .. }
        | CatalogueProblem::MalformedAddress { .. }
        | CatalogueProblem::MalformedCode(_) => true,
        _ => false,
    }
}

/// Whether a problem only follows from another one.
pub(crate) fn follows(
    raw: &raw::Catalogue,
    all: &[CatalogueProblem],
    problem: &CatalogueProblem,
) -> bool {
    let has_levels = |at: usize| {
        let competence = raw.competences.get(at);
        competence.is_none_or(|competence| (2..=7).contains(&competence.levels))
    };
    // The item of a competence that lists none has the competence's id.
    let own = |at: usize| {
        let (competence, _) = items(raw).nth(at)?;
        raw.competences[competence]
            .items
            .is_none()
            .then_some(competence)
    };
    match *problem {
        CatalogueProblem::Range {
            place: ProblemPlace::Competence(at),
            field: "required",
            ..
        } => !has_levels(at),
        CatalogueProblem::Range {
            field: "raises" | "levels",
            place: ProblemPlace::Module(_) | ProblemPlace::Neighbour(_),
            ..
        } => !(0..raw.competences.len()).all(has_levels),
        CatalogueProblem::DuplicateId(ProblemPlace::Item(at)) => {
            own(at).is_some_and(|competence| {
                all.contains(&CatalogueProblem::DuplicateId(ProblemPlace::Competence(
                    competence,
                )))
            })
        }
        CatalogueProblem::MalformedId(ProblemPlace::Item(at)) => {
            own(at).is_some_and(|competence| {
                all.contains(&CatalogueProblem::MalformedId(ProblemPlace::Competence(
                    competence,
                )))
            })
        }
        _ => false,
    }
}

/// What to say about a problem.
pub(crate) fn diagnostic(
    document: &Document<'_>,
    raw: &raw::Catalogue,
    problem: &CatalogueProblem,
) -> Diagnostic {
    let finder = Finder { document, raw };
    let (code, span, message, help) = finder.describe(problem);
    let span = span.or_else(|| document.beginning());
    document.source.error(code, span, message, help)
}

type Described = (Code, Option<Range<usize>>, String, String);

struct Finder<'a> {
    document: &'a Document<'a>,
    raw: &'a raw::Catalogue,
}

impl Finder<'_> {
    /// The id of an entry with its place, and what kind of entry it is.
    fn entry(&self, place: ProblemPlace) -> (&'static str, &str, Option<Range<usize>>) {
        let raw = self.raw;
        let exam = raw.exam.as_ref();
        let (kind, text) = match place {
            ProblemPlace::Area(at) => ("area", raw.areas.get(at).map(|entry| &entry.id)),
            ProblemPlace::Family(at) => ("family", raw.families.get(at).map(|entry| &entry.id)),
            ProblemPlace::Profile(at) => ("profile", raw.profiles.get(at).map(|entry| &entry.id)),
            ProblemPlace::Competence(at) => {
                ("competence", raw.competences.get(at).map(|entry| &entry.id))
            }
            ProblemPlace::Item(at) => ("item", items(raw).nth(at).map(|(_, id)| id)),
            ProblemPlace::Format(at) => ("format", raw.formats.get(at).map(|entry| &entry.id)),
            ProblemPlace::Module(at) => ("module", raw.modules.get(at).map(|entry| &entry.id)),
            ProblemPlace::Statement(at) => {
                ("statement", raw.statements.get(at).map(|entry| &entry.id))
            }
            ProblemPlace::Neighbour(at) => {
                ("neighbour", raw.neighbours.get(at).map(|entry| &entry.id))
            }
            ProblemPlace::Exam | ProblemPlace::ExamToday => {
                ("exam", exam.map(|exam| &exam.profile))
            }
            ProblemPlace::ExamTodayField(at) => {
                let today = exam.and_then(|exam| exam.today.as_ref());
                let field = today.and_then(|today| today.fields.get(at));
                ("exam field", field.map(|field| &field.id))
            }
            ProblemPlace::Country(at) => ("country", raw.countries.get(at).map(|entry| &entry.id)),
            ProblemPlace::Step(country, at) => {
                let country = raw.countries.get(country);
                let step = country.and_then(|country| country.steps.get(at));
                ("step", step.map(|step| &step.id))
            }
            ProblemPlace::Framework(at) => {
                ("framework", raw.frameworks.get(at).map(|entry| &entry.id))
            }
            ProblemPlace::Mapping(at) => {
                let mapping = mappings(raw).nth(at);
                ("code", mapping.map(|(_, mapping)| &mapping.code))
            }
            ProblemPlace::ExamPart(at) => (
                "exam part",
                exam.and_then(|exam| exam.parts.get(at))
                    .map(|part| &part.id),
            ),
            ProblemPlace::ExamField(at) => (
                "exam field",
                exam.and_then(|exam| exam.fields.get(at))
                    .map(|field| &field.id),
            ),
            ProblemPlace::Thresholds => {
                return ("table", "thresholds", Some(raw.thresholds.span()));
            }
            ProblemPlace::Catalogue => ("catalogue", Some(&raw.id)),
        };
        let text = text.unwrap_or(&raw.id);
        (kind, text.get_ref(), Some(text.span()))
    }

    /// The place of a field of an entry.
    fn field<'f>(place: ProblemPlace, field: &'f str) -> Vec<Step<'f>> {
        let mut path = Self::entry_path(place);
        path.extend(field.split('.').map(Step::Key));
        path
    }

    fn entry_path(place: ProblemPlace) -> Vec<Step<'static>> {
        let (table, at) = match place {
            // No field of a mapping is asked for: what is wrong with one is said of its code.
            ProblemPlace::Catalogue | ProblemPlace::Mapping(_) => return Vec::new(),
            ProblemPlace::Thresholds => return vec![Step::Key("thresholds")],
            ProblemPlace::Area(at) => ("areas", at),
            ProblemPlace::Family(at) => ("families", at),
            ProblemPlace::Profile(at) => ("profiles", at),
            ProblemPlace::Competence(at) | ProblemPlace::Item(at) => ("competences", at),
            ProblemPlace::Format(at) => ("formats", at),
            ProblemPlace::Module(at) => ("modules", at),
            ProblemPlace::Neighbour(at) => ("neighbours", at),
            ProblemPlace::Statement(at) => ("statements", at),
            ProblemPlace::Country(at) => ("countries", at),
            ProblemPlace::Framework(at) => ("frameworks", at),
            ProblemPlace::Step(country, at) => {
                let mut path = Self::entry_path(ProblemPlace::Country(country));
                path.extend([Step::Key("steps"), Step::Index(at)]);
                return path;
            }
            ProblemPlace::Exam => return vec![Step::Key("exam")],
            ProblemPlace::ExamToday => return vec![Step::Key("exam"), Step::Key("today")],
            ProblemPlace::ExamPart(at) => return exam_entry(&["parts"], at),
            ProblemPlace::ExamField(at) => return exam_entry(&["fields"], at),
            ProblemPlace::ExamTodayField(at) => return exam_entry(&["today", "fields"], at),
        };
        vec![Step::Key(table), Step::Index(at)]
    }

    fn describe(&self, problem: &CatalogueProblem) -> Described {
        let help = |text: &str| text.to_owned();
        match *problem {
            CatalogueProblem::Count {
                what,
                found,
                min,
                max,
            } => self.count(what, found, min, max),
            CatalogueProblem::Range {
                place,
                field,
                found,
                min,
                max,
            } => self.range(place, field, found, min, max),
            CatalogueProblem::MalformedId(place) => self.malformed(place),
            CatalogueProblem::DuplicateId(place) => {
                let (kind, id, span) = self.entry(place);
                let message = format!("there is another {kind} `{id}` before");
                (
                    Code::DuplicateId,
                    span,
                    message,
                    help("give one of the two another id"),
                )
            }
            CatalogueProblem::OutOfOrder(place) => {
                let (kind, id, span) = self.entry(place);
                let message =
                    format!("the {kind} `{id}` doesn't stand with the others of its group");
                (
                    Code::OutOfOrder,
                    span,
                    message,
                    help("move it to them; groups stand in the order in which they are listed"),
                )
            }
            CatalogueProblem::Empty(place) => self.empty(place),
            CatalogueProblem::NamedTwice { place, competence } => self.twice(place, competence),
            CatalogueProblem::ProfileIdMismatch(at) | CatalogueProblem::DuplicateProfile(at) => {
                self.profile(problem, at)
            }
            CatalogueProblem::MalformedDate(place) => {
                let key = "as_of";
                let span = self.document.span(&Self::field(place, key));
                let message = format!("`{key}` is no date");
                (
                    Code::MalformedDate,
                    span,
                    message,
                    help("write it as \"2026-11-23\": year, month, day"),
                )
            }
            CatalogueProblem::ListedTwice { place, field } => self.listed_twice(place, field),
            CatalogueProblem::MalformedAddress {
                place,
                field,
                position,
            } => self.address(place, field, position),
            CatalogueProblem::MalformedCode(place) => {
                let (_, code, span) = self.entry(place);
                let message = format!("`{code}` can't be the code of an entry");
                let said = "a code is letters, digits and `.`, `-` or `_`, 64 characters at most";
                (Code::FrameworkCode, span, message, help(said))
            }
            // What compares entries with each other is said in `relations`, and what is left can't
            // come from a text file; should it, then in the core's own words.
            _ => (
                Code::OutOfRange,
                None,
                problem.to_string(),
                help("mend the entry that is named"),
            ),
        }
    }

    fn malformed(&self, place: ProblemPlace) -> Described {
        let (kind, id, span) = self.entry(place);
        let message = format!("`{id}` can't be the id of {} {kind}", article(kind));
        let help = match place {
            ProblemPlace::Profile(at) => self.wanted_profile_id(at),
            ProblemPlace::Country(_) => {
                "a country's id is its two capital letters in ISO 3166-1, such as DE".to_owned()
            }
            ProblemPlace::Framework(_) => {
                "a framework's id is lower-case words of a-z and 0-9 joined by hyphens or dots"
                    .to_owned()
            }
            _ => {
                "an id is lower-case words of a-z and 0-9 joined by hyphens, 64 characters at most"
                    .to_owned()
            }
        };
        (Code::MalformedId, span, message, help)
    }

    fn listed_twice(&self, place: ProblemPlace, field: &'static str) -> Described {
        let (kind, id, own) = self.entry(place);
        let span = self.document.span(&Self::field(place, field)).or(own);
        let message = format!("`{field}` of the {kind} `{id}` names something twice");
        let help = "take one of the two out".to_owned();
        (Code::ListedTwice, span, message, help)
    }

    fn address(&self, place: ProblemPlace, field: &'static str, position: usize) -> Described {
        let (kind, id, own) = self.entry(place);
        let mut path = Self::field(place, field);
        let help = if field == "uri" {
            "write `http://` or `https://`, a host, and `{code}` once, where the code of an entry stands"
        } else {
            path.push(Step::Index(position));
            "write `https://` and a host, without a user's name, without blanks, 500 characters at most"
        };
        let span = self.document.span(&path).or(own);
        let message = format!("`{field}` of the {kind} `{id}` is no address to follow");
        (Code::Address, span, message, help.to_owned())
    }

    fn twice(&self, place: ProblemPlace, competence: usize) -> Described {
        let (kind, id, span) = self.entry(place);
        let (_, named, _) = self.entry(ProblemPlace::Competence(competence));
        let message = format!("the {kind} `{id}` names `{named}` twice");
        let help = "take one of the two out";
        (Code::DuplicateId, span, message, help.to_owned())
    }

    fn count(&self, what: &'static str, found: usize, min: usize, max: usize) -> Described {
        let path: Vec<Step<'_>> = what.split('.').map(Step::Key).collect();
        let span = self.document.key_span(&path);
        let message = format!("there are {found} {what}, where {min} to {max} are allowed");
        let help = if found > max {
            "take some out, or make a second catalogue of them".to_owned()
        } else {
            format!("add a `[[{what}]]`")
        };
        (Code::Count, span, message, help)
    }

    fn profile(&self, problem: &CatalogueProblem, at: usize) -> Described {
        let (_, id, span) = self.entry(ProblemPlace::Profile(at));
        if matches!(problem, CatalogueProblem::DuplicateProfile(_)) {
            let message = format!("`{id}` is of the same family and tier as a profile before");
            let help = "take one of the two out, or give it another family";
            return (Code::DuplicateProfile, span, message, help.to_owned());
        }
        let message = format!("the profile `{id}` is of another family or tier");
        (Code::ProfileId, span, message, self.wanted_profile_id(at))
    }

    /// What the id of a profile has to be.
    fn wanted_profile_id(&self, at: usize) -> String {
        let profile = self.raw.profiles.get(at);
        let wanted = profile.map_or_else(String::new, |profile| {
            format!("{}.{}", profile.family.get_ref(), profile.tier.as_str())
        });
        format!("by its family and tier its id is `{wanted}`")
    }

    fn range(
        &self,
        place: ProblemPlace,
        field: &'static str,
        found: u32,
        min: u32,
        max: u32,
    ) -> Described {
        let (kind, id, own) = self.entry(place);
        if ["steps", "links", "mappings"].contains(&field) {
            let span = self.document.key_span(&Self::field(place, field)).or(own);
            let message =
                format!("the {kind} `{id}` has {found} {field}, where {min} to {max} are allowed");
            let help = if found > max {
                "take some out"
            } else {
                "add one"
            };
            return (Code::Count, span, message, help.to_owned());
        }
        let numbers = self.document.numbers(&Self::field(place, field));
        let outside = |number: i64| number < min.into() || number > max.into();
        let wrong = numbers
            .into_iter()
            .find(|(number, _)| *number == i64::from(found) && outside(*number));
        let span = wrong.map(|(_, span)| span).or(own);
        if field == "required" {
            let message =
                format!("level {found} is required in `{id}`, whose highest level is {max}");
            return (
                Code::UnreachableProfile,
                span,
                message,
                format!("require {min} to {max}, or give `{id}` more levels"),
            );
        }
        let message = match place {
            ProblemPlace::Catalogue | ProblemPlace::Thresholds => {
                format!("`{field}` is {found}, where {min} to {max} is allowed")
            }
            _ => format!(
                "`{field}` of the {kind} `{id}` is {found}, where {min} to {max} is allowed"
            ),
        };
        (
            Code::OutOfRange,
            span,
            message,
            format!("choose a number from {min} to {max}"),
        )
    }

    fn empty(&self, place: ProblemPlace) -> Described {
        let (kind, id, span) = self.entry(place);
        let (what, help) = match place {
            ProblemPlace::Module(_) => {
                let message = format!("the module `{id}` raises nothing");
                let help = "name in `raises` what it teaches, with the level that it leads to";
                return (Code::RaisesNothing, span, message, help.to_owned());
            }
            ProblemPlace::Family(_) => ("profile", "add a profile of this family, or take it out"),
            ProblemPlace::Competence(_) => {
                ("item", "leave `items` out to have one item of the same id")
            }
            ProblemPlace::Neighbour(_) => (
                "competence",
                "name in `levels` the competences that the role turns on, with their levels",
            ),
            ProblemPlace::ExamField(_) | ProblemPlace::ExamTodayField(_) => (
                "competence",
                "name the competences that it is about in `competences`",
            ),
            _ => (
                "competence",
                "add a competence of this area, or take it out",
            ),
        };
        let message = format!("the {kind} `{id}` has no {what}");
        (Code::EmptyEntry, span, message, help.to_owned())
    }
}

fn exam_entry(table: &[&'static str], at: usize) -> Vec<Step<'static>> {
    let mut path = vec![Step::Key("exam")];
    path.extend(table.iter().map(|key| Step::Key(key)));
    path.push(Step::Index(at));
    path
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}
