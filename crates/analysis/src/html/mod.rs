//! The report as a page: one file without scripts, for light, dark and paper.
//!
//! Charts are drawn in the tables that hold their figures, so whoever doesn't see them loses nothing.

mod cells;
mod groups;
mod models;
mod sections;
mod words;

use assessment::Catalogue;
use assessment::text::Texts;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::figure::Refusal;
use crate::report::Report;
use cells::Writer;
use words::filled;
pub use words::{LOCALES, Words};

/// A page in the making.
pub(crate) struct Page<'a> {
    pub(crate) report: &'a Report,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) texts: &'a Texts,
    pub(crate) write: Writer<'a>,
}

/// A part of the page: its id, its heading, what stands in it.
type Section = (&'static str, String, Markup);

/// The page, in words and with the catalogue's texts of a locale; `source` says where the answers come
/// from, `-` for standard input.
#[must_use]
pub fn page(
    report: &Report,
    catalogue: &Catalogue,
    texts: &Texts,
    words: &Words,
    locale: &str,
    source: &str,
) -> String {
    let page = Page {
        report,
        catalogue,
        texts,
        write: Writer {
            words,
            least: report.settings.min_cell,
        },
    };
    let sections = page.sections();
    let title = filled(&words.title, &[("name", &texts.occupation)]);
    let markup = html! {
        (DOCTYPE)
        html lang=(locale) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(include_str!("report.css"))) }
            }
            body {
                header {
                    h1 { (title) }
                    (page.lead(source))
                    nav aria-label=(words.contents) {
                        ol {
                            @for (id, heading, _) in &sections {
                                li { a href={ "#" (id) } { (heading) } }
                            }
                        }
                    }
                }
                main {
                    @for (id, heading, body) in &sections {
                        section id=(id) aria-labelledby={ (id) "-heading" } {
                            h2 id={ (id) "-heading" } { (heading) }
                            (body)
                        }
                    }
                }
                footer { (page.notes()) }
            }
        }
    };
    markup.into_string()
}

impl Page<'_> {
    fn sections(&self) -> Vec<Section> {
        let words = self.write.words;
        let mut sections = vec![
            ("areas", words.areas.clone(), self.areas()),
            ("items", words.items.clone(), self.items()),
            (
                "correlations",
                words.correlations.clone(),
                self.correlations(),
            ),
            ("profiles", words.profiles.clone(), self.profiles()),
            ("gaps", words.gaps.clone(), self.gaps()),
            ("modules", words.modules.clone(), self.modules()),
        ];
        if let Some(comparison) = &self.report.comparison {
            let write = |found: &_| self.comparison(found);
            let body = self.write.figure(comparison, write);
            sections.push(("comparison", words.comparison.clone(), body));
        }
        if let Some(retest) = &self.report.retest {
            let body = self.write.figure(retest, |found| self.retest(found));
            sections.push(("retest", words.retest.clone(), body));
        }
        sections.push(("models", words.models.clone(), self.models()));
        sections.push(("rows", words.rows.clone(), self.rows()));
        sections
    }

    fn lead(&self, source: &str) -> Markup {
        let (words, report) = (self.write.words, self.report);
        let source = if source == "-" {
            &*words.standard_input
        } else {
            source
        };
        let lead = filled(
            &words.lead,
            &[
                ("n", &report.n.to_string()),
                ("source", source),
                ("catalogue", &report.catalogue),
                ("revision", &report.revision.to_string()),
            ],
        );
        html! {
            p .lead { (lead) }
            p { (words.self_report) }
            @if let Some(randomised) = &report.randomised {
                @let budgets = randomised.budgets.iter().map(|budget| words.number(*budget, 2));
                @let n = randomised.n.map_or_else(|| self.write.withheld(), |n| n.to_string());
                @let budgets = budgets.collect::<Vec<_>>().join("; ");
                p .note {
                    (filled(&words.randomised_note, &[("n", &n), ("budgets", &budgets)]))
                }
            }
        }
    }

    fn notes(&self) -> Markup {
        let (words, settings) = (self.write.words, &self.report.settings);
        let withheld = filled(
            &words.withheld_why,
            &[
                ("least", &settings.min_cell.to_string()),
                ("mark", &self.write.withheld()),
            ],
        );
        let sampled = settings.sampled.map(|sampled| {
            filled(
                &words.sampled,
                &[
                    ("sampled", &sampled.to_string()),
                    ("draws", &settings.draws.to_string()),
                    ("seed", &settings.seed.to_string()),
                ],
            )
        });
        html! {
            ul {
                li { (words.intervals) }
                li { (withheld) }
                li { (words.from_why) }
                @if self.has_no_solution() { li { (words.no_solution_why) } }
                @if let Some(sampled) = sampled { li { (sampled) } }
                @if settings.leaves_out_careless { li { (words.left_out) } }
            }
        }
    }

    fn has_no_solution(&self) -> bool {
        let is_none = |refusal: &Refusal| *refusal == Refusal::NoSolution;
        let areas = self.report.areas.iter();
        let models = self.report.models.iter();
        areas
            .map(|area| &area.omega)
            .any(|omega| omega.refusal().is_some_and(is_none))
            || models
                .map(|model| &model.found)
                .any(|found| found.refusal().is_some_and(is_none))
    }

    /// The name of an item: its competence's, with its number where there are several.
    pub(crate) fn item_name(&self, id: &str) -> String {
        let items = self.catalogue.items();
        let found = items
            .clone()
            .find(|&item| self.catalogue.item_id(item).as_str() == id);
        let Some(item) = found else {
            return id.to_owned();
        };
        let competence = self.catalogue.competence_of(item);
        let name = &self.texts.competence(competence).name;
        let siblings: Vec<_> = self.catalogue.items_of(competence).collect();
        match siblings.iter().position(|&other| other == item) {
            Some(place) if siblings.len() > 1 => format!("{name} ({})", place + 1),
            _ => name.to_string(),
        }
    }

    /// The name of an area.
    pub(crate) fn area_name(&self, id: &str) -> String {
        let mut areas = self.catalogue.areas();
        let found = areas.find(|&area| self.catalogue.area_id(area).as_str() == id);
        found.map_or_else(
            || id.to_owned(),
            |area| self.texts.area(area).name.to_string(),
        )
    }

    /// The name of a profile: its family's and its tier's.
    pub(crate) fn profile_name(&self, id: &str) -> String {
        let mut profiles = self.catalogue.profiles();
        let found = profiles.find(|&profile| self.catalogue.profile(profile).id.as_str() == id);
        found.map_or_else(
            || id.to_owned(),
            |profile| self.texts.profile(profile).name.to_string(),
        )
    }

    /// The name of a module.
    pub(crate) fn module_name(&self, id: &str) -> String {
        let mut modules = self.catalogue.modules();
        let found = modules.find(|&module| self.catalogue.module(module).id.as_str() == id);
        found.map_or_else(
            || id.to_owned(),
            |module| self.texts.module(module).name.to_string(),
        )
    }
}

/// A table with its name that may be wider than the page, which can then be scrolled by keys.
pub(crate) fn table(caption: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        div .wide tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { (head) } }
                tbody { (body) }
            }
        }
    }
}

/// Headings of columns; one without a name belongs to the heading before it.
pub(crate) fn columns(names: &[&str]) -> Markup {
    let spans = names
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty());
    let spans = spans.map(|(place, name)| {
        let nameless = names[place + 1..].iter().take_while(|name| name.is_empty());
        (name, nameless.count() + 1)
    });
    html! {
        @for (name, span) in spans {
            @if span > 1 { th scope="colgroup" colspan=(span) { (name) } } @else { th scope="col" { (name) } }
        }
    }
}
