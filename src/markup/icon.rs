//! The icons: strokes on a 24-unit grid, in the colour of the text beside them, which says the same.

use yew::prelude::*;

use super::tag::{Name, Tag, tag};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A clock.
    Clock,
    /// A list of steps.
    Steps,
    /// A closed lock.
    Lock,
    /// A tick.
    Check,
    /// A cross.
    Cross,
    /// An empty circle.
    Circle,
    /// A circle with a question left open.
    Open,
    /// An arrow in the direction of reading.
    Forward,
    /// A compass.
    Compass,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3.5 2",
            Self::Steps => "M4 20h4v-5h5v-5h5V5h3",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Circle => "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16",
            Self::Open => {
                "M12 4a8 8 0 0 0 0 16M15 4.6a8 8 0 0 1 3.6 2.9M20 11v2M18.6 16.5a8 8 0 0 1-3.6 2.9"
            }
            Self::Forward => "M5 12h14M13 6l6 6l-6 6",
            Self::Compass => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5l-2 5l-5 2l2-5z",
        }
    }
}

/// Draws an icon. It is decoration: a screen reader passes it over.
pub fn icon(icon: Icon) -> Html {
    drawing("sc-icon", "0 0 24 24")
        .set(Name::Width, "24")
        .set(Name::Height, "24")
        .with(tag("path", "").set(Name::D, icon.path()))
        .into()
}

/// A drawing that a screen reader passes over.
pub fn drawing(class: &'static str, view_box: &str) -> Tag {
    tag("svg", class)
        .set_text(Name::ViewBox, view_box)
        .set(Name::AriaHidden, "true")
}
