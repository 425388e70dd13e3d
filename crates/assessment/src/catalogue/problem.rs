//! What can be wrong with a definition, and where.

use core::fmt;

/// The entry of a definition that a problem is about, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemPlace {
    /// The catalogue's head.
    Catalogue,
    /// The thresholds.
    Thresholds,
    /// An area.
    Area(usize),
    /// A family.
    Family(usize),
    /// A profile.
    Profile(usize),
    /// A competence.
    Competence(usize),
    /// An item.
    Item(usize),
    /// A format.
    Format(usize),
    /// A module.
    Module(usize),
    /// The exam.
    Exam,
    /// A part of the exam.
    ExamPart(usize),
    /// A subject field of the exam.
    ExamField(usize),
    /// The exam that is held now.
    ExamToday,
    /// A subject field of the exam that is held now.
    ExamTodayField(usize),
    /// A country.
    Country(usize),
    /// A step of a country: the country's position and its own.
    Step(usize, usize),
    /// A framework.
    Framework(usize),
    /// A mapping of a competence to a framework, counted over all competences.
    Mapping(usize),
    /// A neighbouring role.
    Neighbour(usize),
    /// A statement of the knowledge check.
    Statement(usize),
}

/// One thing that is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CatalogueProblem {
    /// A list is empty or longer than the model allows.
    Count {
        /// What is counted, in the plural.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How few are allowed.
        min: usize,
        /// How many are allowed.
        max: usize,
    },
    /// A number is out of its range.
    Range {
        /// Where.
        place: ProblemPlace,
        /// Which field.
        field: &'static str,
        /// The number.
        found: u32,
        /// The least allowed.
        min: u32,
        /// The most allowed.
        max: u32,
    },
    /// An id breaks the grammar of ids.
    MalformedId(ProblemPlace),
    /// An id was used before for an entry of the same kind.
    DuplicateId(ProblemPlace),
    /// A reference points past the end of a list.
    Dangling {
        /// Where.
        place: ProblemPlace,
        /// Which field.
        field: &'static str,
    },
    /// A list by family or by profile has the wrong length.
    Incomplete {
        /// Where.
        place: ProblemPlace,
        /// Which field.
        field: &'static str,
    },
    /// Entries don't stand in the order of what they belong to.
    OutOfOrder(ProblemPlace),
    /// An entry that must have members has none, e.g. an area without competences.
    Empty(ProblemPlace),
    /// A profile's id isn't its family's id, a dot and its tier.
    ProfileIdMismatch(usize),
    /// Two profiles stand for the same family and tier.
    DuplicateProfile(usize),
    /// A profile requires nothing that counts, so anyone reaches it.
    RequiresNothing(usize),
    /// A senior profile requires less than the junior one of its family.
    SeniorBelowJunior {
        /// The senior profile's position.
        profile: usize,
        /// The competence's position.
        competence: usize,
    },
    /// A module raises the same competence twice.
    RaisesTwice {
        /// The module's position.
        module: usize,
        /// The competence's position.
        competence: usize,
    },
    /// A competence is named twice where it can count only once.
    NamedTwice {
        /// Where.
        place: ProblemPlace,
        /// The competence's position.
        competence: usize,
    },
    /// A date isn't `YYYY-MM-DD`.
    MalformedDate(ProblemPlace),
    /// A value stands twice in a list.
    ListedTwice {
        /// Where.
        place: ProblemPlace,
        /// Which field.
        field: &'static str,
    },
    /// An address isn't one that a visitor may follow.
    MalformedAddress {
        /// Where.
        place: ProblemPlace,
        /// Which field.
        field: &'static str,
        /// Where in the field, if it is a list.
        position: usize,
    },
    /// A code of a framework has other characters than letters, digits and `.`, `-`, `_`, or too many.
    MalformedCode(ProblemPlace),
}

impl fmt::Display for ProblemPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, position) = match self {
            Self::Catalogue => return f.write_str("the catalogue"),
            Self::Thresholds => return f.write_str("the thresholds"),
            Self::Area(position) => ("area", position),
            Self::Family(position) => ("family", position),
            Self::Profile(position) => ("profile", position),
            Self::Competence(position) => ("competence", position),
            Self::Item(position) => ("item", position),
            Self::Format(position) => ("format", position),
            Self::Module(position) => ("module", position),
            Self::Exam => return f.write_str("the exam"),
            Self::ExamPart(position) => ("exam part", position),
            Self::ExamField(position) => ("exam field", position),
            Self::ExamToday => return f.write_str("the exam of today"),
            Self::ExamTodayField(position) => ("field of today's exam", position),
            Self::Country(position) => ("country", position),
            Self::Step(country, position) => {
                write!(f, "{}, ", Self::Country(*country))?;
                ("step", position)
            }
            Self::Framework(position) => ("framework", position),
            Self::Mapping(position) => ("mapping", position),
            Self::Neighbour(position) => ("neighbour", position),
            Self::Statement(position) => ("statement", position),
        };
        write!(f, "{what} number {}", position + 1)
    }
}

impl fmt::Display for CatalogueProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count {
                what,
                found,
                min,
                max,
            } => {
                write!(f, "{found} {what}, where {min} to {max} are allowed")
            }
            Self::Range {
                place,
                field,
                found,
                min,
                max,
            } => {
                write!(
                    f,
                    "{place}: {field} is {found}, where {min} to {max} is allowed"
                )
            }
            Self::MalformedId(place) => {
                write!(f, "{place}: the id isn't lower-case words joined by '-'")
            }
            Self::DuplicateId(place) => write!(f, "{place}: the id is used twice"),
            Self::Dangling { place, field } => write!(f, "{place}: {field} refers to nothing"),
            Self::Incomplete { place, field } => {
                write!(f, "{place}: {field} doesn't have one entry for each")
            }
            Self::OutOfOrder(place) => {
                write!(f, "{place} doesn't stand with the others of its group")
            }
            Self::Empty(place) => write!(f, "{place} is empty"),
            Self::ProfileIdMismatch(profile)
            | Self::DuplicateProfile(profile)
            | Self::RequiresNothing(profile)
            | Self::SeniorBelowJunior { profile, .. } => {
                self.of_profile(ProblemPlace::Profile(*profile), f)
            }
            Self::RaisesTwice { module, competence } => write!(
                f,
                "{} raises {} twice",
                ProblemPlace::Module(*module),
                ProblemPlace::Competence(*competence)
            ),
            Self::NamedTwice { place, competence } => write!(
                f,
                "{place} names {} twice",
                ProblemPlace::Competence(*competence)
            ),
            Self::MalformedDate(place) => write!(f, "{place}: the date isn't YYYY-MM-DD"),
            Self::MalformedCode(place) => write!(f, "{place}: the code is none"),
            Self::ListedTwice { place, field } => {
                write!(f, "{place}: {field} has something twice")
            }
            Self::MalformedAddress {
                place,
                field,
                position,
            } => {
                let number = position + 1;
                write!(
                    f,
                    "{place}: number {number} of {field} is no address to follow"
                )
            }
        }
    }
}

impl CatalogueProblem {
    /// What is wrong with a profile.
    fn of_profile(&self, profile: ProblemPlace, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ProfileIdMismatch(_) => write!(f, "{profile}: the id isn't <family>.<tier>"),
            Self::DuplicateProfile(_) => {
                write!(f, "{profile}: its family has another one in this tier")
            }
            Self::SeniorBelowJunior { competence, .. } => write!(
                f,
                "{profile} requires less than its junior in {}",
                ProblemPlace::Competence(*competence)
            ),
            _ => write!(f, "{profile} requires nothing that counts"),
        }
    }
}

impl core::error::Error for CatalogueProblem {}
