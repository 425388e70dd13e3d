//! The problems that the core finds in a definition, in an author's words and at their place.

use std::ops::Range;

use assessment::catalogue::{CatalogueProblem, ProblemPlace};

use crate::code::Code;
use crate::definition::items;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Step};
use crate::raw;

/// Whether a problem stands for itself, and doesn't follow from an id that isn't there.
pub(crate) fn is_by_itself(problem: &CatalogueProblem) -> bool {
    match problem {
        CatalogueProblem::Range { place, field, .. } => {
            *field != "raises" && !matches!(place, ProblemPlace::Neighbour(_))
        }
        CatalogueProblem::Count { .. }
        | CatalogueProblem::MalformedId(_)
        | CatalogueProblem::DuplicateId(_)
        | CatalogueProblem::MalformedDate(_) => true,
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
            ProblemPlace::Exam => ("exam", raw.exam.as_ref().map(|exam| &exam.profile)),
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
        let (table, at) = match place {
            ProblemPlace::Catalogue => return vec![Step::Key(field)],
            ProblemPlace::Thresholds => return vec![Step::Key("thresholds"), Step::Key(field)],
            ProblemPlace::Area(at) => ("areas", at),
            ProblemPlace::Family(at) => ("families", at),
            ProblemPlace::Profile(at) => ("profiles", at),
            ProblemPlace::Competence(at) | ProblemPlace::Item(at) => ("competences", at),
            ProblemPlace::Format(at) => ("formats", at),
            ProblemPlace::Module(at) => ("modules", at),
            ProblemPlace::Neighbour(at) => ("neighbours", at),
            ProblemPlace::Statement(at) => ("statements", at),
            ProblemPlace::Exam => return vec![Step::Key("exam"), Step::Key(field)],
            ProblemPlace::ExamPart(at) => return exam_entry("parts", at, field),
            ProblemPlace::ExamField(at) => return exam_entry("fields", at, field),
        };
        vec![Step::Key(table), Step::Index(at), Step::Key(field)]
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
                let key = match place {
                    ProblemPlace::Catalogue => "as_of",
                    _ => "as_of",
                };
                let span = self.document.span(&Self::field(place, key));
                let message = format!("`{key}` is no date");
                (
                    Code::MalformedDate,
                    span,
                    message,
                    help("write it as \"2026-11-23\": year, month, day"),
                )
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
            _ => {
                "an id is lower-case words of a-z and 0-9 joined by hyphens, 64 characters at most"
                    .to_owned()
            }
        };
        (Code::MalformedId, span, message, help)
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
            ProblemPlace::ExamField(_) => (
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

fn exam_entry<'f>(table: &'f str, at: usize, field: &'f str) -> Vec<Step<'f>> {
    vec![
        Step::Key("exam"),
        Step::Key(table),
        Step::Index(at),
        Step::Key(field),
    ]
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}
