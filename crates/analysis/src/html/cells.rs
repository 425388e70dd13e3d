//! The pieces of tables: figures in words, bars, ranges, fields of colour.

use maud::{Markup, html};

use super::words::{Words, filled};
use crate::figure::{Estimate, Figure, Refusal};

/// What all pieces need.
pub(crate) struct Writer<'a> {
    pub(crate) words: &'a Words,
    /// The smallest count that is given.
    pub(crate) least: u64,
}

/// A cell's width in a drawing's own units.
const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 18.0;
/// Fields of colour go from 0 to this.
const SHADES: f64 = 8.0;

impl Writer<'_> {
    /// Why there is no figure, short.
    pub(crate) fn refused(&self, refusal: &Refusal) -> Markup {
        let words = self.words;
        let text = match refusal {
            Refusal::TooFew { needs } => filled(&words.from, &[("needs", &needs.to_string())]),
            Refusal::TooFewItems { needs, .. } => {
                filled(&words.too_few_items, &[("needs", &needs.to_string())])
            }
            Refusal::Constant => words.constant.clone(),
            Refusal::Randomised => words.is_randomised.clone(),
            Refusal::Withheld => "–".to_owned(),
            Refusal::NoSolution => words.no_solution.clone(),
        };
        html! { span .none { (text) } }
    }

    /// The mark of a count that isn't given.
    pub(crate) fn withheld(&self) -> String {
        filled(&self.words.withheld, &[("least", &self.least.to_string())])
    }

    /// A count, or the mark that it isn't given.
    pub(crate) fn count(&self, count: Option<u64>) -> Markup {
        match count {
            Some(count) => html! { (count) },
            None => html! { span .none { (self.withheld()) } },
        }
    }

    /// A figure as a function writes it.
    pub(crate) fn figure<T>(&self, figure: &Figure<T>, write: impl FnOnce(&T) -> Markup) -> Markup {
        match figure {
            Figure::Known(value) => write(value),
            Figure::Refused { refused } => self.refused(refused),
        }
    }

    /// A number.
    pub(crate) fn number(&self, figure: &Figure<f64>, places: usize) -> Markup {
        self.figure(
            figure,
            |value| html! { (self.words.number(*value, places)) },
        )
    }

    /// A share as percent.
    pub(crate) fn share(&self, figure: &Figure<f64>) -> Markup {
        self.figure(figure, |share| html! { (self.words.share(*share, 0)) })
    }

    /// A value with its interval in small print.
    pub(crate) fn estimate(&self, figure: &Figure<Estimate>, places: usize) -> Markup {
        self.figure(figure, |estimate| {
            let number = |value| self.words.number(value, places);
            html! {
                (number(estimate.value)) " "
                small { (number(estimate.low)) "\u{2009}–\u{2009}" (number(estimate.high)) }
            }
        })
    }

    /// Where the middle half lies.
    pub(crate) fn middle(&self, figure: &Figure<[u8; 3]>) -> Markup {
        self.figure(figure, |[lower, median, upper]| {
            let share = |percent: u8| self.words.share(f64::from(percent) / 100.0, 0);
            html! {
                (share(*median)) " "
                small { (lower) "\u{2009}–\u{2009}" (share(*upper)) }
            }
        })
    }

    /// Parts of a whole beside each other, as a bar with a name. Parts that aren't known leave a gap.
    pub(crate) fn parts(&self, shares: &[f64], class: &str, text: &str) -> Markup {
        let mut start = 0.0;
        let parts = shares.iter().map(|share| {
            let from = start;
            start += share * WIDTH;
            (from, share * WIDTH)
        });
        let parts: Vec<(f64, f64)> = parts.collect();
        html! {
            svg .bar viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" role="img" aria-label=(text) {
                title { (text) }
                rect .ground width=(WIDTH) height=(HEIGHT) {}
                @for (level, (from, width)) in parts.iter().enumerate() {
                    @if *width > 0.0 {
                        rect class={ (class) (level) } x=(place(*from)) width=(place(*width)) height=(HEIGHT) {}
                    }
                }
            }
        }
    }

    /// A value and its interval on a scale, with a line at each mark.
    pub(crate) fn range(
        &self,
        figure: &Figure<Estimate>,
        scale: (f64, f64),
        marks: &[f64],
        text: &str,
    ) -> Markup {
        let at = |value: f64| {
            let share = (value - scale.0) / (scale.1 - scale.0);
            share.clamp(0.0, 1.0) * WIDTH
        };
        let middle = HEIGHT / 2.0;
        self.figure(figure, |estimate| {
            let number = |value| self.words.number(value, 2);
            let text = filled(
                text,
                &[
                    ("value", &number(estimate.value)),
                    ("low", &number(estimate.low)),
                    ("high", &number(estimate.high)),
                ],
            );
            html! {
                svg .range viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(text) {
                    title { (text) }
                    @for mark in marks {
                        line .mark .mark--zero[*mark == 0.0] x1=(place(at(*mark))) x2=(place(at(*mark))) y1="0" y2=(HEIGHT) {}
                    }
                    line .spread x1=(place(at(estimate.low))) x2=(place(at(estimate.high))) y1=(middle) y2=(middle) {}
                    circle .dot cx=(place(at(estimate.value))) cy=(middle) r="3.5" {}
                }
            }
        })
    }
}

/// The class of a field whose colour says a share.
pub(crate) fn shade(share: f64) -> String {
    let step = (share.clamp(0.0, 1.0) * SHADES).round();
    format!("field q{step}")
}

/// A place in a drawing, to a tenth.
pub(crate) fn place(value: f64) -> String {
    format!("{value:.1}")
}
