//! What leads out of a catalogue: how to go on in a country, and public frameworks of competences.

use serde::{Deserialize, Serialize};

use super::extras::check::count;
use super::ids::check_ids;
use super::{CatalogueProblem as Problem, Definition, ProblemPlace as Place};
use crate::id::{CompetenceIndex, CountryId, EntryId, FrameworkId, FrameworkIndex};

/// Countries at most.
pub const COUNTRY_LIMIT: usize = 24;
/// Steps of a country at most.
pub const STEP_LIMIT: usize = 12;
/// Addresses of a step at most.
pub const LINK_LIMIT: usize = 6;
/// Frameworks at most.
pub const FRAMEWORK_LIMIT: usize = 12;
/// Mappings of a competence at most.
pub const MAPPING_LIMIT: usize = 12;
/// The longest address, in bytes.
pub const ADDRESS_LENGTH_MAX: usize = 500;
/// The longest code in a framework, in bytes.
pub const CODE_LENGTH_MAX: usize = 64;

/// Where the code stands in a framework's address.
const CODE: &str = "{code}";

/// A step after the result, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDefinition {
    /// Its id.
    pub id: EntryId,
    /// Addresses of public portals: https, nothing is fetched from them.
    pub links: Vec<Box<str>>,
}

/// How to go on in a country, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryDefinition {
    /// Its id.
    pub id: CountryId,
    /// The steps, in order.
    pub steps: Vec<StepDefinition>,
}

/// A framework of competences, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkDefinition {
    /// Its id.
    pub id: FrameworkId,
    /// The address of an entry, with `{code}` for the code; a framework may have none.
    pub uri: Option<Box<str>>,
}

impl FrameworkDefinition {
    /// The address of the entry of this code, where entries have addresses.
    #[must_use]
    pub fn address(&self, code: &str) -> Option<String> {
        let (before, after) = self.uri.as_ref()?.split_once(CODE)?;
        Some([before, code, after].concat())
    }
}

/// How well a competence matches an entry of a framework: a mapping relation of SKOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// Both mean the same.
    Exact,
    /// Both mean nearly the same.
    Close,
    /// The entry means more.
    Broad,
    /// The entry means less.
    Narrow,
    /// They have to do with each other.
    Related,
}

impl MatchKind {
    /// All of them, in order.
    pub const ALL: &[Self] = &[
        Self::Exact,
        Self::Close,
        Self::Broad,
        Self::Narrow,
        Self::Related,
    ];

    /// The name that catalogues write.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Close => "close",
            Self::Broad => "broad",
            Self::Narrow => "narrow",
            Self::Related => "related",
        }
    }
}

/// A mapping: an entry of a framework that a competence matches, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingDefinition {
    /// The competence; mappings stand grouped by competence.
    pub competence: CompetenceIndex,
    /// The framework.
    pub framework: FrameworkIndex,
    /// The entry's code there: letters, digits and `.`, `-`, `_`.
    pub code: Box<str>,
    /// How well they match.
    pub fit: MatchKind,
}

pub(super) fn check(definition: &Definition, problems: &mut Vec<Problem>) {
    let extras = &definition.extras;
    let countries = extras.countries.len();
    if count("countries", countries, (0, COUNTRY_LIMIT), problems) {
        check_countries(&extras.countries, problems);
    }
    let frameworks = extras.frameworks.len();
    if count("frameworks", frameworks, (0, FRAMEWORK_LIMIT), problems) {
        check_frameworks(&extras.frameworks, problems);
        check_mappings(definition, problems);
    }
}

fn check_countries(countries: &[CountryDefinition], problems: &mut Vec<Problem>) {
    for (position, country) in countries.iter().enumerate() {
        let place = Place::Country(position);
        if !country.id.is_well_formed() {
            problems.push(Problem::MalformedId(place));
        }
        let mut before = countries[..position].iter();
        if before.any(|other| other.id == country.id) {
            problems.push(Problem::DuplicateId(place));
        }
        if !(1..=STEP_LIMIT).contains(&country.steps.len()) {
            problems.push(Problem::Range {
                place,
                field: "steps",
                found: country.steps.len() as u32,
                min: 1,
                max: STEP_LIMIT as u32,
            });
            continue;
        }
        let ids = country.steps.iter().map(|step| &step.id);
        check_ids(ids, |step| Place::Step(position, step), problems);
        for (number, step) in country.steps.iter().enumerate() {
            check_links(&step.links, Place::Step(position, number), problems);
        }
    }
}

fn check_links(links: &[Box<str>], place: Place, problems: &mut Vec<Problem>) {
    if links.len() > LINK_LIMIT {
        problems.push(Problem::Range {
            place,
            field: "links",
            found: links.len() as u32,
            min: 0,
            max: LINK_LIMIT as u32,
        });
        return;
    }
    for (position, link) in links.iter().enumerate() {
        if !is_address(link, &["https://"]) {
            problems.push(Problem::MalformedAddress {
                place,
                field: "links",
                position,
            });
        }
    }
}

fn check_frameworks(frameworks: &[FrameworkDefinition], problems: &mut Vec<Problem>) {
    for (position, framework) in frameworks.iter().enumerate() {
        let place = Place::Framework(position);
        if !framework.id.is_well_formed() {
            problems.push(Problem::MalformedId(place));
        }
        let mut before = frameworks[..position].iter();
        if before.any(|other| other.id == framework.id) {
            problems.push(Problem::DuplicateId(place));
        }
        // What names an entry of linked data may be http, as ESCO's addresses are.
        let is_sound = |uri: &str| {
            let parts: Vec<&str> = uri.split(CODE).collect();
            parts.len() == 2 && is_address(&parts.concat(), &["https://", "http://"])
        };
        if framework.uri.as_ref().is_some_and(|uri| !is_sound(uri)) {
            problems.push(Problem::MalformedAddress {
                place,
                field: "uri",
                position: 0,
            });
        }
    }
}

fn check_mappings(definition: &Definition, problems: &mut Vec<Problem>) {
    let mappings = &definition.extras.mappings;
    let mut previous = 0;
    let mut start = 0;
    for (position, mapping) in mappings.iter().enumerate() {
        let place = Place::Mapping(position);
        let competence = mapping.competence.get();
        if competence >= definition.competences.len() {
            problems.push(Problem::Dangling {
                place,
                field: "competence",
            });
            return;
        }
        if competence < previous {
            problems.push(Problem::OutOfOrder(place));
            return;
        }
        if competence != previous {
            start = position;
        }
        previous = competence;
        if position - start >= MAPPING_LIMIT {
            let same = mappings[start..].iter();
            let same = same.take_while(|other| other.competence == mapping.competence);
            problems.push(Problem::Range {
                place: Place::Competence(competence),
                field: "mappings",
                found: same.count() as u32,
                min: 0,
                max: MAPPING_LIMIT as u32,
            });
            // Nothing that is too long is looked at any closer.
            return;
        }
        if mapping.framework.get() >= definition.extras.frameworks.len() {
            problems.push(Problem::Dangling {
                place,
                field: "framework",
            });
        }
        if !is_code(&mapping.code) {
            problems.push(Problem::MalformedCode(place));
        }
        let mut before = mappings[start..position].iter();
        if before.any(|other| (other.framework, &other.code) == (mapping.framework, &mapping.code))
        {
            problems.push(Problem::DuplicateId(place));
        }
    }
}

/// Whether a text is an address that a visitor may follow: one of these schemes, a host, nothing that
/// hides where it leads (user information, a backslash), and no blank.
fn is_address(text: &str, schemes: &[&str]) -> bool {
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    host.is_some_and(|host| host.contains('.') && !host.contains('@') && !host.starts_with('.'))
        && text.len() <= ADDRESS_LENGTH_MAX
        && text.bytes().all(is_plain)
}

fn is_code(text: &str) -> bool {
    (1..=CODE_LENGTH_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::{FrameworkDefinition, FrameworkId, is_address, is_code};

    #[test]
    fn addresses_lead_where_they_seem_to() {
        for good in ["https://web.arbeitsagentur.de/weiterbildung", "https://a.b"] {
            assert!(is_address(good, &["https://"]), "{good}");
        }
        let long = ["https://a.b/", &"c".repeat(500)].concat();
        for bad in [
            "",
            "http://a.b",
            "https://",
            "https:///path",
            "https://localhost/x",
            "https://ab@c.d",
            "https://a:b@c.d/",
            "https://good.example\\@bad.example",
            "https://a.b/ c",
            "https://a.b/\u{e4}",
            "javascript:alert(1)",
            &long,
        ] {
            assert!(!is_address(bad, &["https://"]), "{bad}");
        }
    }

    #[test]
    fn codes_are_plain() {
        for good in ["1.3", "E.4", "5e50a0f1-4089-4df6-a15b-34b39d3aeab4"] {
            assert!(is_code(good), "{good}");
        }
        for bad in ["", "a/b", "a b", "#", &"x".repeat(65)] {
            assert!(!is_code(bad), "{bad}");
        }
    }

    #[test]
    fn an_entry_has_the_address_of_its_code() {
        let mut framework = FrameworkDefinition {
            id: FrameworkId::new("esco"),
            uri: Some("http://data.europa.eu/esco/skill/{code}#it".into()),
        };
        assert_eq!(
            framework.address("1.3").as_deref(),
            Some("http://data.europa.eu/esco/skill/1.3#it")
        );
        framework.uri = None;
        assert_eq!(framework.address("1.3"), None);
    }
}
