//! A radar: one axis per area in the catalogue's order, always from 0 to 100 %.

use core::ops::RangeInclusive;

use yew::prelude::*;

/// The radius of 100 %, in units of the picture.
const RADIUS: i32 = 100;
/// What lies around it, for the names of the axes.
const MARGIN: (i32, i32) = (90, 26);

/// 4,096 times the cosine and sine of a full turn divided by 3, 4, … 12: with the next axis a
/// rotation away, no picture needs a float.
const TURNS: [(i32, i32); 10] = [
    (-2048, 3547),
    (0, 4096),
    (1266, 3896),
    (2048, 3547),
    (2554, 3202),
    (2896, 2896),
    (3138, 2633),
    (3314, 2408),
    (3446, 2214),
    (3547, 2048),
];

/// How many axes there may be: fewer span no area, and more can't be told apart.
pub const AXES: RangeInclusive<usize> = 3..=12;

/// One axis.
pub struct Axis<'a> {
    /// What it measures.
    pub name: &'a str,
    /// What is certain, in percent.
    pub low: u8,
    /// What is possible, in percent.
    pub high: u8,
    /// What is asked for, in percent, by outline.
    pub required: &'a [u8],
}

/// The picture, decoration beside a text that says the same; none if there aren't as many axes as there
/// may be.
pub fn radar(axes: &[Axis<'_>]) -> Html {
    let Some(directions) = directions(axes.len()) else {
        return Html::default();
    };
    let shape = |percent: &dyn Fn(&Axis<'_>) -> u8| {
        let mut points = String::new();
        for (axis, &direction) in axes.iter().zip(&directions) {
            push_point(&mut points, direction, percent(axis).into());
        }
        points
    };
    let outlines = axes.iter().map(|axis| axis.required.len()).min();
    let (width, height) = (2 * (RADIUS + MARGIN.0), 2 * (RADIUS + MARGIN.1));
    let view_box = numbers(&[-width / 2, -height / 2, width, height]);
    html! {
        <svg class="sc-radar" viewBox={view_box} aria-hidden="true" focusable="false">
            { for [25, 50, 75, 100].map(|ring| html! {
                <polygon key={ring} class="sc-radar__ring" points={shape(&|_| ring)} />
            }) }
            <polygon class="sc-radar__range" points={shape(&|axis| axis.high)} />
            <polygon class="sc-radar__fill" points={shape(&|axis| axis.low)} />
            { for (0..outlines.unwrap_or(0)).map(|outline| {
                let class = if outline == 0 { "sc-radar__mark" } else { "sc-radar__mark sc-radar__mark--next" };
                let points = shape(&|axis| axis.required.get(outline).copied().unwrap_or(0));
                html! { <polygon key={outline} {class} {points} /> }
            }) }
            { for axes.iter().zip(&directions).enumerate().map(|(key, (axis, &direction))| name(key, axis, direction)) }
        </svg>
    }
}

fn name(key: usize, axis: &Axis<'_>, (x, y): (i32, i32)) -> Html {
    // A little outside the outermost ring, and away from it.
    let anchor = match x {
        ..-400 => "end",
        400.. => "start",
        _ => "middle",
    };
    let place = |part: i32, shift: i32| (part * (RADIUS + 10) / 4096 + shift).to_string();
    html! {
        <text {key} class="sc-radar__name" x={place(x, 0)} y={place(y, 4)} text-anchor={anchor}>{ axis.name }</text>
    }
}

/// The direction of each axis, 4,096 long: the first points up, the others follow clockwise.
fn directions(count: usize) -> Option<Vec<(i32, i32)>> {
    let &(cos, sin) = TURNS.get(count.checked_sub(*AXES.start())?)?;
    let mut direction = (0, -4096);
    let turned = (0..count).map(|_| {
        let (x, y) = direction;
        direction = ((x * cos - y * sin) / 4096, (x * sin + y * cos) / 4096);
        (x, y)
    });
    Some(turned.collect())
}

fn push_point(points: &mut String, (x, y): (i32, i32), percent: i32) {
    if !points.is_empty() {
        points.push(' ');
    }
    let at = |part: i32| part * percent / 100 * RADIUS / 4096;
    points.push_str(&numbers(&[at(x), at(y)]));
}

fn numbers(list: &[i32]) -> String {
    let mut text = String::new();
    for (place, &number) in list.iter().enumerate() {
        if place > 0 {
            text.push(' ');
        }
        if number < 0 {
            text.push('-');
        }
        assessment::text::push_number(&mut text, number.unsigned_abs());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_go_around_once() {
        for count in AXES {
            let axes = directions(count).expect("between three and twelve");
            assert_eq!(axes.len(), count);
            assert_eq!(axes[0], (0, -4096));
            for (place, &(x, y)) in axes.iter().enumerate() {
                let angle = std::f64::consts::TAU * place as f64 / count as f64;
                let (sin, cos) = angle.sin_cos();
                // Less than a unit of the picture off.
                assert!((f64::from(x) - 4096.0 * sin).abs() < 30.0, "{count}: {x}");
                assert!((f64::from(y) + 4096.0 * cos).abs() < 30.0, "{count}: {y}");
            }
        }
        assert!(directions(2).is_none());
        assert!(directions(13).is_none());
    }

    #[test]
    fn points_lie_on_their_axis() {
        let mut points = String::new();
        push_point(&mut points, (0, -4096), 50);
        push_point(&mut points, (4096, 0), 100);
        assert_eq!(points, "0 -50 100 0");
    }
}
