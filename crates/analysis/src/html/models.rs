//! The part of the page about the graded response model.

use maud::{Markup, html};

use super::cells::place;
use super::sections::path;
use super::words::filled;
use super::{Page, columns, table};
use crate::report::{Graded, GradedItem, Model};

/// A drawing of a curve, its margins, and the abilities that it spans.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 216.0;
const LEFT: f64 = 40.0;
const BELOW: f64 = 44.0;
const ABOVE: f64 = 10.0;
const REACH: f64 = 4.0;

impl Page<'_> {
    pub(super) fn models(&self) -> Markup {
        let words = self.write.words;
        html! {
            p { (words.models_read) }
            @for model in &self.report.models {
                @let name = self.model_name(model);
                h3 { (name) }
                @match model.found.known() {
                    Some(found) => {
                        (self.curve(&name, found))
                        // Of the whole check the items are listed with their areas already.
                        @if model.area.is_some() { (self.parameters(&name, found)) }
                        (self.short_forms(&name, found))
                    }
                    None => { p { (self.write.figure(&model.found, |_| html! {})) } }
                }
            }
        }
    }

    fn model_name(&self, model: &Model) -> String {
        match &model.area {
            Some(area) => self.area_name(area),
            None => self.write.words.whole_check.clone(),
        }
    }

    fn curve(&self, name: &str, model: &Graded) -> Markup {
        let words = self.write.words;
        let top = model
            .information
            .iter()
            .copied()
            .fold(1.0_f64, f64::max)
            .ceil();
        let step = 2.0 * REACH / (model.information.len() as f64 - 1.0);
        let ability = |place: usize| place as f64 * step - REACH;
        let x = |ability: f64| LEFT + (WIDTH - LEFT - 10.0) * (ability + REACH) / (2.0 * REACH);
        let y = |value: f64| HEIGHT - BELOW - (HEIGHT - BELOW - ABOVE) * value / top;
        let curve = path(
            model
                .information
                .iter()
                .enumerate()
                .map(|(place, &value)| (x(ability(place)), y(value))),
        );
        let peak = model.information.iter().enumerate();
        let peak = peak.max_by(|one, other| one.1.total_cmp(other.1));
        let (peak, value) = peak.map_or((0.0, 0.0), |(place, &value)| (ability(place), value));
        let caption = filled(&words.models_curve, &[("area", name)]);
        let text = filled(
            &words.models_curve_text,
            &[
                ("peak", &words.number(peak, 1)),
                ("value", &words.number(value, 1)),
            ],
        );
        let whole = if top > 10.0 {
            (top / 4.0).ceil()
        } else {
            (top / 3.0).ceil()
        };
        let ticks = (0..=4).map(|tick| f64::from(tick) * whole);
        let ticks: Vec<f64> = ticks.filter(|&tick| tick <= top).collect();
        html! {
            figure {
                figcaption { (caption) }
                svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(text) {
                    title { (caption) }
                    desc { (text) }
                    @for tick in ticks {
                        line .mark x1=(place(LEFT)) x2=(place(WIDTH - 10.0)) y1=(place(y(tick))) y2=(place(y(tick))) {}
                        text .tick x=(place(LEFT - 6.0)) y=(place(y(tick) + 4.0)) text-anchor="end" { (words.number(tick, 0)) }
                    }
                    line .axis x1=(place(LEFT)) x2=(place(WIDTH - 10.0)) y1=(place(y(0.0))) y2=(place(y(0.0))) {}
                    @for mark in [-4.0, -2.0, 0.0, 2.0, 4.0_f64] {
                        text .tick x=(place(x(mark))) y=(place(HEIGHT - 26.0)) text-anchor="middle" { (words.number(mark, 0)) }
                    }
                    path .curve d=(curve) {}
                    text .tick x=(place(x(0.0))) y=(place(HEIGHT - 6.0)) text-anchor="middle" { (words.ability) }
                }
                p { small { (text) } }
            }
        }
    }

    fn parameters(&self, name: &str, model: &Graded) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let cuts = model.items.iter().map(|item| item.counts_as.len());
        let cuts = cuts.max().unwrap_or(1) - 1;
        let thresholds =
            (1..=cuts).map(|cut| filled(&words.threshold, &[("level", &cut.to_string())]));
        let thresholds: Vec<String> = thresholds.collect();
        let mut head = vec![&*words.item, &*words.discrimination];
        head.extend(thresholds.iter().map(|name| &**name));
        head.extend([&*words.information, ""]);
        let whole: f64 = model.items.iter().map(|item| item.information).sum();
        let body = html! {
            @for item in &model.items {
                @let share = item.information / whole;
                tr {
                    th scope="row" { (self.item_name(&item.id)) }
                    td { (self.with_error(item.discrimination, item.discrimination_error)) }
                    @for level in 1..=cuts { td { (self.cut(item, level)) } }
                    td { (words.number(item.information, 2)) }
                    td .chart { (write.parts(&[share], "m", &words.share(share, 0))) }
                }
            }
        };
        let caption = filled(&words.models_caption, &[("area", name)]);
        table(&caption, &columns(&head), &body)
    }

    /// From where on a level is reached, or that it is one with the level below.
    fn cut(&self, item: &GradedItem, level: usize) -> Markup {
        let words = self.write.words;
        let Some(&[below, own]) = item.counts_as.get(level - 1..=level) else {
            return html! {};
        };
        if below == own {
            let text = filled(&words.merged, &[("level", &(level - 1).to_string())]);
            return html! { span .none { (text) } };
        }
        let place = usize::from(below);
        html! {
            @if let Some(value) = item.thresholds.get(place) {
                (self.with_error(*value, item.threshold_errors.get(place).copied()))
            }
        }
    }

    /// A value with its standard error in small print.
    fn with_error(&self, value: f64, error: Option<f64>) -> Markup {
        let words = self.write.words;
        html! {
            (words.number(value, 2))
            @if let Some(error) = error { " " small { "±\u{2009}" (words.number(error, 2)) } }
        }
    }

    fn short_forms(&self, name: &str, model: &Graded) -> Markup {
        let (write, words) = (&self.write, self.write.words);
        let head = columns(&[
            &words.form_size,
            &words.form_adds,
            &words.form_keeps,
            "",
            &words.form_reliability,
        ]);
        let body = html! {
            @for form in &model.short_forms {
                @let share = words.share(form.information, 0);
                tr {
                    th scope="row" { (form.items.len()) }
                    td .text { @if let Some(last) = form.items.last() { "+ " (self.item_name(last)) } }
                    td .chart { (write.parts(&[form.information], "m", &share)) }
                    td { (share) }
                    td { (words.number(form.reliability, 2)) }
                }
            }
        };
        let caption = filled(&words.forms_caption, &[("area", name)]);
        table(&caption, &head, &body)
    }
}
