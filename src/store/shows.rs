//! What the host page wants of a result: which parts it shows, and where visitors search for courses.

use assessment::link;
use yew::prelude::*;

use super::Unfit;
use crate::picked::Part;

/// What the host page wants of a result; nothing, unless it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shows {
    /// Where courses are searched for.
    pub search: Option<Search>,
    /// What stands below the verdict, in order; [`Section::ALL`] unless the page says otherwise.
    pub sections: Option<Vec<Section>>,
}

/// A page that searches for courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search(AttrValue);

/// What stands below the verdict of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The next steps.
    Steps,
    /// A part that is closed at first.
    Part(Part),
}

impl Section {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Steps,
        Self::Part(Part::Areas),
        Self::Part(Part::Profiles),
        Self::Part(Part::Plan),
        Self::Part(Part::Answers),
    ];

    /// The name by which a page asks for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Part(part) => part.name(),
        }
    }
}

/// Stands for what is searched for.
const QUERY: &str = "{query}";
/// What `course-search` may be.
const SEARCH: &str = "an address by https with {query} behind the host";
/// What `sections` may be.
const SECTIONS: &str =
    "steps, areas, profiles, plan, answers, each once; verdict and answers are always there";

impl Search {
    /// The page that an attribute names; its host has to be written out, so that no term leads to another one.
    fn read(given: &str) -> Option<Self> {
        let rest = given.strip_prefix("https://")?;
        let (host, path) = rest.split_at(rest.find(['/', '?', '#'])?);
        let is_host = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte));
        let is_clean = !given.contains(|one: char| one == '\\' || one == '"' || one.is_control());
        let fits = is_host && is_clean && path.contains(QUERY);
        fits.then(|| Self(given.to_owned().into()))
    }

    /// The address that searches for a term.
    #[must_use]
    pub fn address(&self, term: &str) -> String {
        self.0.replace(QUERY, &link::encoded(term))
    }
}

impl Shows {
    /// What the attributes `course-search` and `sections` say, with those that are not followed; they are the
    /// fourth and fifth of the lines that [`super::Takes::read`] reads.
    #[must_use]
    pub fn read(lines: &str) -> (Self, Vec<Unfit<'_>>) {
        let mut lines = lines.split('\n').skip(3).map(|line| line.strip_prefix(' '));
        let mut next = || lines.next().flatten();
        let (search, sections) = (next(), next());
        let mut unfit = Vec::new();
        let mut refuse = |attribute, value, known| {
            unfit.push(Unfit {
                attribute,
                value,
                known,
            });
        };
        let shows = Self {
            search: search.and_then(|given| {
                let search = Search::read(given.trim());
                if search.is_none() {
                    refuse("course-search", given, SEARCH);
                }
                search
            }),
            sections: sections.and_then(|given| {
                let sections = read_sections(given);
                if sections.is_none() {
                    refuse("sections", given, SECTIONS);
                }
                sections
            }),
        };
        (shows, unfit)
    }

    /// What stands below the verdict, in order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        self.sections.as_deref().unwrap_or(&Section::ALL)
    }
}

/// The sections that a page names. The answers stay: what is kept on a device is deleted there.
fn read_sections(given: &str) -> Option<Vec<Section>> {
    let mut sections = Vec::new();
    for name in given.split_ascii_whitespace() {
        // It is always there, and always first.
        if name == "verdict" {
            continue;
        }
        let section = Section::ALL.into_iter().find(|one| one.name() == name)?;
        if sections.contains(&section) {
            return None;
        }
        sections.push(section);
    }
    let answers = Section::Part(Part::Answers);
    if !sections.contains(&answers) {
        sections.push(answers);
    }
    Some(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(search: &str, sections: &str) -> (Shows, usize) {
        let lines = format!(" /in\n\n\n{search}\n{sections}");
        let (shows, unfit) = Shows::read(&lines);
        (shows, unfit.len())
    }

    #[test]
    fn courses_are_searched_for_where_the_page_says() {
        let (shows, unfit) = read(" https://courses.example/?q={query}&r=2", "");
        let search = shows.search.expect("it is an address");
        assert_eq!(unfit, 0);
        assert_eq!(
            search.address("KI & B\u{fc}ro"),
            "https://courses.example/?q=KI%20%26%20B%C3%BCro&r=2"
        );
        for refused in [
            " ",
            " https://courses.example/",
            " http://courses.example/?q={query}",
            " https://{query}.example/",
            " https://{query}",
            " https://a@b.example/{query}",
            " https://courses.example\\{query}",
            " javascript:alert({query})",
        ] {
            let (shows, unfit) = read(refused, "");
            assert_eq!((shows.search, unfit), (None, 1), "{refused}");
        }
    }

    #[test]
    fn sections_are_shown_as_named_and_the_answers_always() {
        let names = |shown: &str| {
            let (shows, unfit) = read("", shown);
            let names: Vec<_> = shows.sections().iter().map(|one| one.name()).collect();
            (names.join(" "), unfit)
        };
        assert_eq!(
            names(""),
            ("steps areas profiles plan answers".to_owned(), 0)
        );
        assert_eq!(
            names(" verdict areas steps"),
            ("areas steps answers".to_owned(), 0)
        );
        assert_eq!(names(" answers plan "), ("answers plan".to_owned(), 0));
        assert_eq!(names(" verdict"), ("answers".to_owned(), 0));
        for refused in [" area", " areas areas", " share"] {
            assert_eq!(names(refused).1, 1, "{refused}");
        }
    }
}
