//! The parts of the page about two groups and about two times.

use maud::{Markup, html};

use super::words::filled;
use super::{Page, columns, table};
use crate::report::{Comparison, Effect, RetestReport};

/// The scale of effects, and what they are compared with.
const EFFECT: (f64, f64) = (-1.5, 1.5);
const EFFECT_MARKS: [f64; 5] = [-0.8, -0.2, 0.0, 0.2, 0.8];

impl Page<'_> {
    pub(super) fn comparison(&self, comparison: &Comparison) -> Markup {
        let words = self.write.words;
        let [first, second] = &comparison.groups;
        let [n1, n2] = comparison
            .n
            .map(|n| n.map_or_else(|| self.write.withheld(), |n| n.to_string()));
        let read = filled(
            &words.comparison_read,
            &[
                ("first", first),
                ("second", second),
                ("n1", &n1),
                ("n2", &n2),
            ],
        );
        html! {
            p { (read) }
            (self.effects(&words.comparison_areas, &words.area, &comparison.areas, |id| self.area_name(id)))
            (self.effects(&words.comparison_items, &words.item, &comparison.items, |id| self.item_name(id)))
            p { (words.differences_read) }
            (self.differences(comparison))
            p { (words.mantel_read) }
            (self.mantel(comparison))
        }
    }

    fn effects(
        &self,
        caption: &str,
        what: &str,
        effects: &[Effect],
        name: impl Fn(&str) -> String,
    ) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let body = html! {
            @for effect in effects {
                tr {
                    th scope="row" { (name(&effect.id)) }
                    td .chart {
                        @if effect.d.known().is_some() {
                            (write.range(&effect.d, EFFECT, &EFFECT_MARKS, &words.effect_text))
                        }
                    }
                    td { (write.estimate(&effect.d, 2)) }
                }
            }
        };
        table(caption, &columns(&[what, &words.effect, ""]), &body)
    }

    fn differences(&self, comparison: &Comparison) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.item,
            &words.uniform,
            &words.p_value,
            &words.both,
            &words.p_value,
            &words.log_odds,
            &words.gain,
            &words.matters,
        ]);
        let p_value = |p: f64| self.p_value(p);
        let body = html! {
            @for difference in &comparison.differences {
                tr {
                    th scope="row" { (self.item_name(&difference.id)) }
                    @match difference.found.known() {
                        Some(found) => {
                            td { (words.number(found.uniform, 1)) }
                            td { (p_value(found.uniform_p)) }
                            td { (words.number(found.both, 1)) }
                            td { (p_value(found.both_p)) }
                            td { (write.estimate(&found.log_odds.into(), 2)) }
                            td { (words.number(found.gain, 3)) }
                            td {
                                @if found.matters { span .matters { (words.yes) } } @else { (words.no) }
                            }
                        }
                        None => { td colspan="7" { (write.figure(&difference.found, |_| html! {})) } }
                    }
                }
            }
        };
        table(&words.differences_caption, &head, &body)
    }

    fn mantel(&self, comparison: &Comparison) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.item,
            &words.mantel,
            &words.p_value,
            &words.mean_difference,
        ]);
        let body = html! {
            @for difference in &comparison.differences {
                tr {
                    th scope="row" { (self.item_name(&difference.id)) }
                    @match difference.mantel.known() {
                        Some(found) => {
                            td { (words.number(found.chi_squared, 1)) }
                            td { (self.p_value(found.p)) }
                            td { (write.estimate(&found.mean_difference.into(), 2)) }
                        }
                        None => { td colspan="3" { (write.figure(&difference.mantel, |_| html! {})) } }
                    }
                }
            }
        };
        table(&words.mantel_caption, &head, &body)
    }

    fn p_value(&self, p: f64) -> String {
        let words = self.write.words;
        if p < 0.001 {
            format!("<\u{2009}{}", words.number(0.001, 3))
        } else {
            words.number(p, 3)
        }
    }

    pub(super) fn retest(&self, retest: &RetestReport) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let n = retest.n.map_or_else(|| write.withheld(), |n| n.to_string());
        let head = columns(&[
            &words.area,
            &words.retest_r,
            &words.agreement,
            &words.change,
            &words.error,
            &words.smallest_change,
        ]);
        let body = html! {
            @for area in &retest.areas {
                tr {
                    th scope="row" { (self.area_name(&area.id)) }
                    @match area.found.known() {
                        Some(found) => {
                            td { (write.estimate(&found.r.into(), 2)) }
                            td { (write.estimate(&found.agreement.into(), 2)) }
                            td { (words.number(found.change, 1)) }
                            td { (words.number(found.error, 1)) }
                            td { (words.number(found.smallest_change, 1)) }
                        }
                        None => { td colspan="5" { (write.figure(&area.found, |_| html! {})) } }
                    }
                }
            }
        };
        html! {
            p { (filled(&words.retest_read, &[("n", &n)])) }
            (table(&words.retest_caption, &head, &body))
        }
    }
}
