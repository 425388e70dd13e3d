//! The parts of the page about everybody: items, areas, profiles, gaps, modules, rows.

use maud::{Markup, html};

use super::cells::{place, shade};
use super::words::filled;
use super::{Page, columns, table};
use crate::figure::Figure;
use crate::report::{Item, Modules, Rows};

/// The scale of reliabilities, and what they are compared with.
const RELIABILITY: (f64, f64) = (0.4, 1.0);
const RELIABILITY_MARKS: [f64; 4] = [0.6, 0.7, 0.8, 0.9];

impl Page<'_> {
    pub(super) fn areas(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.area,
            &words.area_items,
            &words.mean,
            &words.deviation,
            &words.quartiles,
            &words.alpha,
            "",
            &words.omega,
            "",
        ]);
        let body = html! {
            @for area in &self.report.areas {
                tr {
                    th scope="row" { (self.area_name(&area.id)) }
                    td { (area.items) }
                    td { (write.estimate(&area.mean, 1)) }
                    td { (write.number(&area.deviation, 1)) }
                    td { (write.middle(&area.quartiles)) }
                    @for (name, figure) in [(&words.alpha, &area.alpha), (&words.omega, &area.omega)] {
                        td { (write.estimate(figure, 2)) }
                        td .chart {
                            @if figure.known().is_some() {
                                (write.range(figure, RELIABILITY, &RELIABILITY_MARKS, &format!("{name}: {}", words.range_text)))
                            }
                        }
                    }
                }
            }
        };
        html! {
            p { (words.areas_read) }
            (table(&words.areas_caption, &head, &body))
        }
    }

    pub(super) fn items(&self) -> Markup {
        let words = self.write.words;
        let levels = self.report.items.iter().map(|item| match &item.corrected {
            Some(shares) => shares.known().map_or(0, Vec::len),
            None => item.levels.len(),
        });
        html! {
            p { (words.items_read) }
            (self.legend(levels.max().unwrap_or(0)))
            @for area in &self.report.areas {
                @let items: Vec<&Item> = self.report.items.iter().filter(|item| item.area == area.id).collect();
                @let name = self.area_name(&area.id);
                h3 { (name) }
                (self.item_table(&name, &items))
                (self.level_table(&name, &items))
            }
        }
    }

    fn legend(&self, levels: usize) -> Markup {
        let words = self.write.words;
        html! {
            ul .legend {
                @for level in 0..levels {
                    li {
                        svg viewBox="0 0 10 10" aria-hidden="true" { rect class={ "l" (level) } width="10" height="10" {} }
                        (filled(&words.level, &[("level", &level.to_string())]))
                        @if let Some(name) = self.texts.levels.get(level) { ": " (name) }
                    }
                }
            }
        }
    }

    fn item_table(&self, area: &str, items: &[&Item]) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.item,
            &words.distribution,
            &words.mean,
            &words.deviation,
            &words.floor,
            &words.ceiling,
            &words.skipped,
            &words.not_asked,
            &words.item_rest,
        ]);
        let body = html! {
            @for item in items {
                tr {
                    th scope="row" { (self.item_name(&item.id)) }
                    td .chart { (self.distribution(item)) }
                    td { (write.estimate(&item.mean, 2)) }
                    td { (write.number(&item.deviation, 2)) }
                    td { (write.share(&item.floor)) }
                    td { (write.share(&item.ceiling)) }
                    td { (write.count(item.skipped)) }
                    td { (write.count(item.not_asked)) }
                    td { (write.number(&item.item_rest, 2)) }
                }
            }
        };
        let caption = filled(&words.items_caption, &[("area", area)]);
        table(&caption, &head, &body)
    }

    /// An item's levels as a bar: of all who answered, or of all people where a part is withheld.
    fn distribution(&self, item: &Item) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let shares: Vec<Option<f64>> = match &item.corrected {
            Some(Figure::Known(shares)) => shares
                .iter()
                .map(|share| Some(share.value.max(0.0)))
                .collect(),
            Some(Figure::Refused { refused }) => return write.refused(refused),
            None => {
                let answered: u64 = item.levels.iter().flatten().sum();
                let is_whole = item.levels.iter().all(Option::is_some);
                let whole = if is_whole { answered } else { self.report.n };
                let share = |count: u64| count as f64 / whole.max(1) as f64;
                item.levels.iter().map(|count| count.map(share)).collect()
            }
        };
        let said: Vec<String> = shares
            .iter()
            .map(|share| share.map_or_else(|| write.withheld(), |share| words.share(share, 0)))
            .collect();
        let top = shares.len().saturating_sub(1).to_string();
        let text = filled(
            &words.bar_text,
            &[("top", &top), ("shares", &said.join(", "))],
        );
        let whole: f64 = shares.iter().flatten().sum::<f64>().max(1.0);
        let shares: Vec<f64> = shares
            .iter()
            .map(|share| share.unwrap_or(0.0) / whole)
            .collect();
        write.parts(&shares, "l", &text)
    }

    /// The levels as numbers: people, or shares where answers were randomised.
    fn level_table(&self, area: &str, items: &[&Item]) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let is_corrected = items.iter().any(|item| item.corrected.is_some());
        let levels = items.iter().map(|item| match &item.corrected {
            Some(shares) => shares.known().map_or(0, Vec::len),
            None => item.levels.len(),
        });
        let levels = levels.max().unwrap_or(0);
        let names = (0..levels).map(|level| filled(&words.level, &[("level", &level.to_string())]));
        let names: Vec<String> = names.collect();
        let names: Vec<&str> = std::iter::once(&*words.item)
            .chain(names.iter().map(|name| &**name))
            .collect();
        let body = html! {
            @for item in items {
                tr {
                    th scope="row" { (self.item_name(&item.id)) }
                    @match &item.corrected {
                        Some(Figure::Known(shares)) => {
                            @for share in shares {
                                td {
                                    (words.share(share.value, 1)) " "
                                    small { (words.share(share.low, 1)) "\u{2009}–\u{2009}" (words.share(share.high, 1)) }
                                }
                            }
                        }
                        Some(Figure::Refused { refused }) => { td colspan=(levels) { (write.refused(refused)) } }
                        None => { @for count in &item.levels { td { (write.count(*count)) } } }
                    }
                }
            }
        };
        let caption = if is_corrected {
            &words.items_shares_caption
        } else {
            &words.items_counts_caption
        };
        let caption = filled(caption, &[("area", area)]);
        html! {
            details {
                summary { (words.items_counts) }
                (table(&caption, &columns(&names), &body))
            }
        }
    }

    pub(super) fn correlations(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let areas = &self.report.areas;
        let names: Vec<String> = areas.iter().map(|area| self.area_name(&area.id)).collect();
        // The last is beside all others already.
        let across = &names[..names.len().saturating_sub(1)];
        let head: Vec<&str> = std::iter::once(&*words.area)
            .chain(across.iter().map(|name| &**name))
            .collect();
        let between = |one: &str, other: &str| {
            self.report.correlations.iter().find(|pair| {
                pair.first == one && pair.second == other
                    || pair.first == other && pair.second == one
            })
        };
        html! {
            p { (words.correlations_read) }
            div .wide tabindex="0" role="region" aria-label=(words.correlations_caption) {
                table .map {
                    caption { (words.correlations_caption) }
                    thead { tr { (columns(&head)) } }
                    tbody {
                        @for (row, area) in areas.iter().enumerate().skip(1) {
                            tr {
                                th scope="row" { (names[row]) }
                                @for (column, other) in areas.iter().enumerate().take(across.len()) {
                                    @match between(&area.id, &other.id).filter(|_| column < row) {
                                        Some(pair) => {
                                            td class=(shade(pair.r.known().map_or(0.0, |r| r.value.abs()))) {
                                                (write.estimate(&pair.r, 2))
                                            }
                                        }
                                        None => { td {} }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn profiles(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.profile,
            &words.distribution,
            &words.reached,
            &words.open,
            &words.not_reached,
            &words.fit,
        ]);
        let body = html! {
            @for profile in &self.report.profiles {
                tr {
                    th scope="row" { (self.profile_name(&profile.id)) }
                    @match &profile.statuses {
                        Figure::Known(statuses) => {
                            @let counts = [statuses.reached, statuses.open, statuses.not_reached];
                            @let shares = counts.map(|count| count.unwrap_or(0) as f64 / self.report.n.max(1) as f64);
                            @let said = counts.map(|count| count.map_or_else(|| write.withheld(), |count| count.to_string()));
                            @let text = filled(&words.status_text, &[("reached", &said[0]), ("open", &said[1]), ("not_reached", &said[2])]);
                            td .chart { (write.parts(&shares, "s", &text)) }
                            @for count in counts { td { (write.count(count)) } }
                        }
                        Figure::Refused { refused } => { td colspan="4" { (write.refused(refused)) } }
                    }
                    td { (write.middle(&profile.quartiles)) }
                }
            }
        };
        html! {
            p { (words.profiles_read) }
            (table(&words.profiles_caption, &head, &body))
        }
    }

    pub(super) fn gaps(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let profiles: Vec<String> = self
            .report
            .profiles
            .iter()
            .map(|profile| self.profile_name(&profile.id))
            .collect();
        let head: Vec<&str> = std::iter::once(&*words.competence)
            .chain(profiles.iter().map(|name| &**name))
            .collect();
        let gap = |profile: &str, competence: &str| {
            let mut gaps = self.report.gaps.iter();
            gaps.find(|gap| gap.profile == profile && gap.competence == competence)
        };
        html! {
            p { (words.gaps_read) }
            div .wide tabindex="0" role="region" aria-label=(words.gaps_caption) {
                table .map {
                    caption { (words.gaps_caption) }
                    thead { tr { (columns(&head)) } }
                    @for area in self.catalogue.areas() {
                        tbody {
                            tr { th scope="rowgroup" colspan=(head.len()) { (self.texts.area(area).name) } }
                            @for competence in self.catalogue.competences_of(area) {
                                @let id = self.catalogue.competence(competence).id.as_str();
                                tr {
                                    th scope="row" { (self.texts.competence(competence).name) }
                                    @for profile in &self.report.profiles {
                                        @match gap(&profile.id, id) {
                                            Some(gap) => {
                                                td class=(shade(gap.share.known().copied().unwrap_or(0.0))) {
                                                    (write.figure(&gap.share, |share| html! { (words.number(100.0 * share, 0)) }))
                                                }
                                            }
                                            None => { td {} }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn modules(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        html! {
            p { (words.modules_read) }
            (write.figure(&self.report.modules, |modules| self.module_tables(modules)))
        }
    }

    fn module_tables(&self, modules: &Modules) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.module,
            &words.closes,
            "",
            &words.helped,
            &words.recommended,
        ]);
        let body = html! {
            @for module in &modules.modules {
                @let share = words.share(module.closes, 1);
                tr {
                    th scope="row" { (self.module_name(&module.id)) }
                    td .chart { (write.parts(&[module.closes], "m", &share)) }
                    td { (share) }
                    td { (write.count(module.helped)) }
                    td { (write.count(module.recommended)) }
                }
            }
        };
        let set_head = columns(&[&words.set_size, &words.set_modules, &words.closes]);
        let sets = html! {
            @for set in &modules.sets {
                @let names: Vec<String> = set.modules.iter().map(|id| self.module_name(id)).collect();
                tr {
                    th scope="row" { (set.modules.len()) }
                    td .text { (names.join(", ")) }
                    td { (words.share(set.closes, 1)) }
                }
            }
        };
        html! {
            (table(&words.modules_caption, &head, &body))
            (table(&words.sets_caption, &set_head, &sets))
        }
    }

    pub(super) fn rows(&self) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        html! {
            p { (words.rows_read) }
            (write.figure(&self.report.rows, |rows| self.row_table(rows)))
        }
    }

    fn row_table(&self, rows: &Rows) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let seconds = words.number(self.report.settings.seconds_per_answer, 1);
        let fast = filled(&words.rows_fast, &[("seconds", &seconds)]);
        let listed = [
            (&words.rows_straight, rows.straight_lining),
            (&words.rows_uniform, rows.uniform),
            (&fast, rows.fast),
            (&words.rows_any, rows.any),
            (&words.rows_timed, rows.timed),
        ];
        let body = html! {
            @for (name, count) in listed {
                tr {
                    th scope="row" { (name) }
                    td { (write.count(count)) }
                    td { @if let Some(count) = count { (words.share(count as f64 / rows.n.max(1) as f64, 1)) } }
                }
            }
        };
        table(
            &words.rows_caption,
            &columns(&[&words.rows_what, &words.rows_people, ""]),
            &body,
        )
    }
}

/// A line through points of a drawing.
pub(super) fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let points: Vec<String> = points
        .map(|(x, y)| format!("{} {}", place(x), place(y)))
        .collect();
    format!("M{}", points.join("L"))
}
