//! Pictures as pure functions of numbers. Widths are whole percentages of the picture, so nothing
//! needs a style attribute or a float. Every picture is decoration beside a text that says the same,
//! unless it gets a label.

pub mod way;

use yew::prelude::*;

use crate::markup::icon::drawing;
use crate::markup::tag::{Name, Tag, tag};

/// A mark on a bar: where something lies, in percent, and the letter that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, 0–100.
    pub percent: u8,
    /// One letter or a short word.
    pub letter: AttrValue,
    /// Whether it is what the visitor aims at; drawn bolder.
    pub is_target: bool,
}

fn percent(value: u8) -> AttrValue {
    let mut text = String::new();
    assessment::text::push_number(&mut text, value.min(100).into());
    text.push('%');
    text.into()
}

/// How much of something is done; `label` says it to a screen reader.
pub fn meter(done: u32, total: u32, label: &str) -> Html {
    let share = (done * 100).checked_div(total).unwrap_or(0) as u8;
    let piece = |class, width: &str| {
        tag("rect", class)
            .set_text(Name::Width, width)
            .set(Name::Height, "6")
    };
    tag("svg", "sc-meter")
        .set(Name::Width, "100%")
        .set(Name::Height, "6")
        .set(Name::Role, "img")
        .set_text(Name::AriaLabel, label)
        .with(piece("sc-meter__track", "100%"))
        .with(piece("sc-meter__fill", &percent(share)))
        .into()
}

/// A stair of as many treads as there are levels, climbed up to one of them; `label` says to a screen
/// reader what stands there.
pub fn stair(level: u8, max: u8, label: &str) -> Tag {
    let number = assessment::text::push_number;
    let path = |climbed: u8| {
        let mut path = String::from("M2 ");
        number(&mut path, 4 + 6 * u32::from(max));
        for _ in 0..climbed {
            path.push_str("h14v-6");
        }
        path.push_str("h14");
        path
    };
    let mut size = String::from("0 0 ");
    number(&mut size, 18 + 14 * u32::from(max));
    size.push(' ');
    number(&mut size, 8 + 6 * u32::from(max));
    let climbed = tag("path", "sc-stair__climbed").set_text(Name::D, &path(level));
    tag("svg", "sc-stair")
        .set_text(Name::ViewBox, &size)
        .set(Name::Role, "img")
        .set_text(Name::AriaLabel, label)
        .with(tag("path", "").set_text(Name::D, &path(max)))
        .with(climbed)
}

/// What a result looks like: five areas as columns with the marks of what is asked for, on a stair that
/// is climbed for a part. It has no figures, since it is nobody's.
pub fn sample() -> Tag {
    let path = |class, drawn| tag("path", class).set(Name::D, drawn);
    drawing("sc-sample", "0 0 120 96")
        .with(path("sc-sample__rest", "M82 22h9v-6h12v-6h15"))
        .with(path(
            "sc-sample__line",
            "M2 58v-6h12v-6h14v-6h14v-6h14v-6h14v-6h12",
        ))
        .with(path(
            "sc-sample__track",
            "M2 66h20v28h-20zM26 66h20v28h-20zM50 66h20v28h-20zM74 66h20v28h-20zM98 66h20v28h-20z",
        ))
        .with(path(
            "sc-sample__fill",
            "M2 72h20v22h-20zM26 80h20v14h-20zM50 75h20v19h-20zM74 84h20v10h-20zM98 77h20v17h-20z",
        ))
        .with(path(
            "sc-sample__mark",
            "M1 76h22M25 76h22M49 72h22M73 77h22M97 73h22",
        ))
}

/// Where half of others lie, from 0 to 100 %, with their middle, and where one lies oneself: a dot, or a line where that
/// is not certain.
pub fn band((lower, median, upper): (u8, u8, u8), (low, high): (u8, u8)) -> Html {
    let piece = |class: &'static str, from: u8, to: u8, y: &'static str, height: &'static str| {
        html! { <rect {class} x={percent(from)} {y} width={percent(to.saturating_sub(from))} {height} /> }
    };
    html! {
        <svg class="sc-bar sc-band" width="100%" height="20" aria-hidden="true" focusable="false">
            { piece("sc-bar__track", 0, 100, "3", "14") }
            { piece("sc-bar__range", lower, upper, "3", "14") }
            <line class="sc-band__median" x1={percent(median)} x2={percent(median)} y1="3" y2="17" />
            <line class="sc-band__own" x1={percent(low)} x2={percent(high)} y1="10" y2="10" />
            <circle class="sc-band__dot" cx={percent(low)} cy="10" r="5" />
            if high > low {
                <circle class="sc-band__dot" cx={percent(high)} cy="10" r="5" />
            }
        </svg>
    }
}

/// A bar from 0 to 100 %: solid up to `low`, half filled up to `high`, with marks above it.
pub fn bar(low: u8, high: u8, marks: &[Mark]) -> Html {
    let top = match marks {
        [] => 0,
        marks if marks.iter().all(|mark| mark.letter.is_empty()) => 3,
        _ => 18,
    };
    let height = top + 14;
    html! {
        <svg class="sc-bar" width="100%" height={height.to_string()} aria-hidden="true" focusable="false">
            <g>
                <rect class="sc-bar__track" y={top.to_string()} width="100%" height="14" />
                <rect class="sc-bar__range" y={top.to_string()} width={percent(high)} height="14" />
                <rect class="sc-bar__fill" y={top.to_string()} width={percent(low)} height="14" />
            </g>
            <g>
                { for marks.iter().map(|mark| html! {
                    <g key={mark.letter.as_str()}>
                        <line
                            class="sc-bar__halo"
                            x1={percent(mark.percent)}
                            x2={percent(mark.percent)}
                            y1={top.to_string()}
                            y2={height.to_string()}
                        />
                        <line
                            class={classes!("sc-bar__mark", mark.is_target.then_some("sc-bar__mark--target"))}
                            x1={percent(mark.percent)}
                            x2={percent(mark.percent)}
                            y1={(top - 3).to_string()}
                            y2={height.to_string()}
                        />
                        <text class={classes!("sc-bar__letter", mark.is_target.then_some("sc-bar__letter--target"))} x={percent(mark.percent)} y="11" text-anchor="middle">
                            { mark.letter.clone() }
                        </text>
                    </g>
                }) }
            </g>
        </svg>
    }
}

/// A bar from 0 to 100 % that is solid up to `before` and marked as growth up to `after`.
pub fn growth(before: u8, after: u8) -> Html {
    html! {
        <svg class="sc-bar" width="100%" height="10" aria-hidden="true" focusable="false">
            <rect class="sc-bar__track" width="100%" height="10" />
            <rect class="sc-bar__growth" width={percent(after)} height="10" />
            <rect class="sc-bar__fill" width={percent(before)} height="10" />
        </svg>
    }
}

/// A strip of one rung per level: filled up to `low`, half filled up to `high`, dashed where a level
/// is missing, and a tick under the required one. What exceeds it is filled all the same: more than
/// is asked for is never a fault.
pub fn strip(low: u8, high: u8, required: u8, max: u8) -> Html {
    const WIDTH: u32 = 14;
    let width = (u32::from(max) * WIDTH).to_string();
    html! {
        <svg class="sc-steps" {width} height="16" aria-hidden="true" focusable="false">
            { for (1..=max).map(|rung| {
                let class = if rung <= low && rung > required {
                    "sc-steps__rung sc-steps__rung--reached sc-steps__rung--surplus"
                } else if rung <= low {
                    "sc-steps__rung sc-steps__rung--reached"
                } else if rung <= high {
                    "sc-steps__rung sc-steps__rung--range"
                } else if rung <= required {
                    "sc-steps__rung sc-steps__rung--missing"
                } else {
                    "sc-steps__rung"
                };
                let x = (u32::from(rung - 1) * WIDTH + 1).to_string();
                html! { <rect key={rung} {class} {x} y="1" width="11" height="10" /> }
            }) }
            if required > 0 {
                <path class="sc-steps__mark" d={mark(u32::from(required) * WIDTH - 8)} />
            }
        </svg>
    }
}

/// A small triangle that points up at `x`.
fn mark(x: u32) -> String {
    let mut path = String::from("M");
    assessment::text::push_number(&mut path, x);
    path.push_str(" 12l4 4h-8z");
    path
}
