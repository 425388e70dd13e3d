//! The way from nothing to a family's highest profile as a stair, and the areas as small stairs: where
//! the answers stand, where they may stand, and the line from which on a profile counts as reached.

use yew::prelude::*;

/// The width of both pictures, in their own units.
const WIDTH: i32 = 360;
/// What lies left and right of the stair.
const SIDE: i32 = 8;
/// Above the highest landing there is room for the flag.
const TOP: i32 = 44;
/// How high a flag is, and how far above the stair it hangs.
const FLAG: (i32, i32) = (24, 16);
/// A landing is as long as so many treads.
const LANDING: i32 = 3;

/// A part of the way: from the landing before it to a profile's landing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight<'a> {
    /// The short name of the profile.
    pub name: &'a str,
    /// What is said below it.
    pub note: &'a str,
    /// Whether it is reached.
    pub is_reached: bool,
    /// Whether it is what the visitor aims at.
    pub is_goal: bool,
}

/// A place on the way: so many flights lie behind it, and so many thousandths of the next. The landing of
/// a flight belongs to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Flights that lie behind.
    pub flights: u8,
    /// Thousandths of the next, less than all of it.
    pub part: u16,
}

/// The measures of a stair of so many flights.
struct Stair {
    flights: i32,
    /// Treads before each landing, and risers up to it less one.
    treads: i32,
    tread: i32,
    riser: i32,
}

impl Stair {
    fn new(flights: usize) -> Self {
        let (treads, riser) = match flights {
            0 | 1 => (11, 9),
            2 => (6, 8),
            _ => (4, 6),
        };
        let flights = flights.max(1) as i32;
        Self {
            flights,
            treads,
            tread: (WIDTH - 2 * SIDE) / (flights * (treads + LANDING)),
            riser,
        }
    }

    fn base(&self) -> i32 {
        TOP + self.flights * (self.treads + 1) * self.riser
    }

    /// Where the landing of a flight begins, and its height above the page's edge.
    fn landing(&self, flight: i32) -> (i32, i32) {
        let treads = (flight + 1) * self.treads + flight * LANDING;
        let risers = (flight + 1) * (self.treads + 1);
        (
            SIDE + treads * self.tread,
            self.base() - risers * self.riser,
        )
    }

    /// Where somebody stands on a landing.
    fn rest(&self, flight: i32) -> i32 {
        self.landing(flight).0 + LANDING * self.tread / 2
    }

    /// Where a place is.
    fn at(&self, place: Place) -> (i32, i32) {
        let flight = i32::from(place.flights);
        if flight == 0 && place.part == 0 {
            return (SIDE, self.base());
        }
        if flight >= self.flights {
            return (
                self.rest(self.flights - 1),
                self.landing(self.flights - 1).1,
            );
        }
        let begin = if flight == 0 {
            SIDE
        } else {
            self.rest(flight - 1)
        };
        let x = begin + (self.landing(flight).0 - 1 - begin) * i32::from(place.part) / 1000;
        (x, self.height(x))
    }

    /// The height of the tread at `x`.
    fn height(&self, x: i32) -> i32 {
        let mut y = self.base();
        self.each_tread(|begin, _, tread| {
            if begin <= x {
                y = tread;
            }
        });
        y
    }

    /// Tells of each tread where it begins, ends and lies.
    fn each_tread(&self, mut each: impl FnMut(i32, i32, i32)) {
        let (mut x, mut y) = (SIDE, self.base());
        for _ in 0..self.flights {
            for tread in 0..=self.treads {
                let count = if tread == self.treads { LANDING } else { 1 };
                y -= self.riser;
                each(x, x + count * self.tread, y);
                x += count * self.tread;
            }
        }
    }

    /// The outline from one `x` to another, beginning with the riser if it is the first.
    fn line(&self, from: i32, to: i32) -> String {
        let first = if from <= SIDE {
            self.base()
        } else {
            self.height(from)
        };
        let mut path = ["M", &number(from), " ", &number(first)].concat();
        self.each_tread(|begin, end, y| {
            if end > from && begin < to {
                path.push_str(&["V", &number(y), "H", &number(end.min(to))].concat());
            }
        });
        path
    }

    /// What lies under the outline.
    fn ground(&self, from: i32, to: i32) -> String {
        let base = number(self.base());
        [&self.line(from, to), "V", &base, "H", &number(from), "z"].concat()
    }
}

/// The stair. `then` is where another result stands; `flag` is what hangs above the place that is certain;
/// `label` says all of it to who doesn't see it.
pub fn way(
    flights: &[Flight<'_>],
    [low, high]: [Place; 2],
    then: Option<Place>,
    flag: &str,
    label: String,
) -> Html {
    let stair = Stair::new(flights.len());
    let ((x, y), (may_x, may_y)) = (stair.at(low), stair.at(high));
    let end = stair.landing(stair.flights - 1).0 + LANDING * stair.tread;
    // Nothing is left free above what stands highest.
    let top = (y - FLAG.0 - FLAG.1).min(stair.landing(stair.flights - 1).1) - 2;
    let size = [0, top, WIDTH, stair.base() + 2 - top].map(number);
    let goal = flights.iter().position(|flight| flight.is_goal);
    html! {
        <svg class="sc-way" viewBox={size.join(" ")} role="img" aria-label={label}>
            <path class="sc-way__ground" d={stair.ground(SIDE, x)} />
            if may_x > x {
                <path class="sc-way__range" d={stair.ground(x, may_x)} />
            }
            if let Some(goal) = goal {
                <path class="sc-way__limit" d={limit(&stair, goal as i32)} />
            }
            <path class="sc-way__rest" d={stair.line(SIDE, end)} />
            <path class="sc-way__climbed" d={stair.line(SIDE, x)} />
            { for flights.iter().enumerate().map(|(key, flight)| landing(&stair, key, flight)) }
            if may_x > x {
                <circle class="sc-way__may" cx={number(may_x)} cy={number(may_y)} r="5" />
            }
            <circle class="sc-way__you" cx={number(x)} cy={number(y)} r="6" />
            if let Some(then) = then {
                <path class="sc-way__then" d={diamond(stair.at(then))} />
            }
            { pennant(x, y, flag) }
        </svg>
    }
}

/// The line that decides: at the height of the goal's landing.
fn limit(stair: &Stair, goal: i32) -> String {
    let (x, y) = stair.landing(goal);
    ["M", &number(SIDE), " ", &number(y), "H", &number(x)].concat()
}

/// The mark of another result, around a place.
fn diamond((x, y): (i32, i32)) -> String {
    const HALF: i32 = 7;
    let mut path = ["M", &number(x - HALF), " ", &number(y)].concat();
    for (right, down) in [(HALF, -HALF), (HALF, HALF), (-HALF, HALF)] {
        for piece in ["l", &number(right), " ", &number(down)] {
            path.push_str(piece);
        }
    }
    path.push('z');
    path
}

/// How wide a text is at most, in units: nothing measures it here.
fn wide(text: &str, tenths: i32) -> i32 {
    text.chars().count() as i32 * tenths / 10
}

fn landing(stair: &Stair, key: usize, flight: &Flight<'_>) -> Html {
    let (_, y) = stair.landing(key as i32);
    let half = wide(flight.note, 66).max(wide(flight.name, 75)) / 2;
    let x = number(stair.rest(key as i32).clamp(half, (WIDTH - half).max(half)));
    let mut class = String::from("sc-way__name");
    if flight.is_goal {
        class.push_str(" sc-way__name--goal");
    }
    if flight.is_reached {
        class.push_str(" sc-way__name--reached");
    }
    html! {
        <g key={key}>
            <text {class} x={x.clone()} y={number(y + 24)} text-anchor="middle">{ flight.name }</text>
            <text class="sc-way__note" {x} y={number(y + 39)} text-anchor="middle">{ flight.note }</text>
        </g>
    }
}

/// The flag above a place.
fn pennant(x: i32, y: i32, text: &str) -> Html {
    let width = wide(text, 75) + 20;
    let middle = x.clamp(width / 2, WIDTH - width / 2);
    let top = y - FLAG.0 - FLAG.1;
    html! {
        <g>
            <path class="sc-way__pole" d={["M", &number(x), " ", &number(y - 6), "V", &number(top + FLAG.0)].concat()} />
            <rect class="sc-way__flag" x={number(middle - width / 2)} y={number(top)} width={number(width)} height={number(FLAG.0)} rx="12" />
            <text class="sc-way__here" x={number(middle)} y={number(top + 17)} text-anchor="middle">{ text }</text>
        </g>
    }
}

/// A column of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// What stands below it.
    pub name: &'a str,
    /// What is certain, in percent.
    pub low: u8,
    /// What is possible, in percent.
    pub high: u8,
    /// What is certain in another result, in percent.
    pub then: Option<u8>,
}

/// How high a column is, and of how many slabs.
const COLUMN: (i32, i32) = (60, 5);
/// Names fit below so many columns.
const NAMED: usize = 6;

/// The areas as stairs of five slabs, each filled as far as what the goal asks for is met, and the line
/// from which on it would be reached across them; `label` says all of it.
pub fn signature(columns: &[Column<'_>], line: u8, label: String) -> Html {
    let count = columns.len().max(1) as i32;
    let gap = if count > 6 { 4 } else { 10 };
    let width = (WIDTH - gap * (count - 1)) / count;
    let is_named = columns.len() <= NAMED;
    let height = COLUMN.0 + if is_named { 20 } else { 4 };
    let y = number(2 + COLUMN.0 - COLUMN.0 * i32::from(line) / 100);
    html! {
        <svg class="sc-signature" viewBox={["0 0 ", &number(WIDTH), " ", &number(height)].concat()} role="img" aria-label={label}>
            { for columns.iter().enumerate().map(|(key, column)| {
                let x = key as i32 * (width + gap);
                html! {
                    <g {key}>
                        <path class="sc-signature__track" d={slabs(x, width, 100)} />
                        if column.high > column.low {
                            <path class="sc-signature__range" d={slabs(x, width, column.high)} />
                        }
                        <path class="sc-signature__fill" d={slabs(x, width, column.low)} />
                        if let Some(then) = column.then {
                            <path class="sc-signature__then" d={mark(x, width, then)} />
                        }
                        if is_named {
                            <text class="sc-signature__name" x={number(x + width / 2)} y={number(COLUMN.0 + 17)} text-anchor="middle">
                                { column.name }
                            </text>
                        }
                    </g>
                }
            }) }
            <path class="sc-signature__line" d={["M0 ", &y, "H", &number(WIDTH)].concat()} />
        </svg>
    }
}

/// The mark of another result: a line across a column, at so many percent of its height.
fn mark(x: i32, width: i32, percent: u8) -> String {
    let y = 2 + COLUMN.0 - COLUMN.0 * i32::from(percent.min(100)) / 100;
    [
        "M",
        &number(x - 3),
        " ",
        &number(y),
        "H",
        &number(x + width + 3),
    ]
    .concat()
}

/// A stair seen from the side, up to so many percent of its height.
fn slabs(x: i32, width: i32, percent: u8) -> String {
    let filled = COLUMN.0 * i32::from(percent.min(100)) / 100;
    let slab = COLUMN.0 / COLUMN.1;
    let mut path = String::new();
    for step in 0..COLUMN.1 {
        let part = (filled - step * slab).clamp(0, slab);
        if part > 0 {
            let from = x + width * step / COLUMN.1;
            let bottom = 2 + COLUMN.0 - step * slab;
            for piece in [
                "M",
                &number(from),
                " ",
                &number(bottom),
                "V",
                &number(bottom - part),
            ] {
                path.push_str(piece);
            }
            for piece in ["H", &number(x + width), "V", &number(bottom), "z"] {
                path.push_str(piece);
            }
        }
    }
    path
}

fn number(number: i32) -> String {
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    assessment::text::push_number(&mut text, number.unsigned_abs());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goal: whoever has more stands further right and never lower, within the picture.
    #[test]
    fn places_follow_one_another_upwards() {
        for flights in 1..=3_u8 {
            let stair = Stair::new(flights.into());
            let mut last = (0, i32::MAX);
            for behind in 0..=flights {
                for part in (0..1000).step_by(25) {
                    let (x, y) = stair.at(Place {
                        flights: behind,
                        part,
                    });
                    assert!(x >= last.0 && y <= last.1, "{flights}: {behind} {part}");
                    assert!((SIDE..WIDTH).contains(&x) && y >= TOP, "{flights}: {x} {y}");
                    last = (x, y);
                }
                // The line that decides is crossed with the flight, not before.
                if behind < flights {
                    let (_, landing) = stair.landing(behind.into());
                    let (_, below) = stair.at(Place {
                        flights: behind,
                        part: 999,
                    });
                    assert!(below > landing, "{flights}: {behind}");
                    let (_, on) = stair.at(Place {
                        flights: behind + 1,
                        part: 0,
                    });
                    assert_eq!(on, landing);
                }
            }
        }
    }

    #[test]
    fn slabs_are_filled_to_the_percent() {
        assert_eq!(slabs(0, 50, 0), "");
        assert_eq!(slabs(0, 50, 20), "M0 62V50H50V62z");
        assert_eq!(slabs(0, 50, 30), "M0 62V50H50V62zM10 50V44H50V50z");
        assert_eq!(slabs(0, 50, 100).matches('M').count(), 5);
    }
}
