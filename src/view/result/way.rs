//! The picture of a verdict: the way to the family's highest profile, and the areas measured against the
//! goal, on the same scale and with the same line.

use assessment::id::ProfileIndex;
use assessment::scoring::{self, Share, Status};
use assessment::summary::Summary;
use assessment::text::{TextKey, Texts};
use yew::prelude::*;

use super::fold::named;
use super::profiles::{span, status_word};
use crate::chart::way::{self, Column, Flight, Place};
use crate::view::View;

/// What a picture is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Picture<'a> {
    pub(super) view: &'a View<'a>,
    /// The result.
    pub(super) summary: &'a Summary,
    /// Whether it is somebody else's.
    pub(super) is_theirs: bool,
    /// Another result of the same family and target that lies over it, with what it is called.
    pub(super) over: Option<(&'a str, &'a Summary)>,
}

/// The figure, with the words below it, and what changes it.
pub(super) fn figure(picture: &Picture<'_>, below: Html) -> Html {
    let texts = picture.view.texts();
    let caption = [
        (
            "profile",
            (&*texts.profile(picture.summary.target).name).into(),
        ),
        ("percent", u32::from(needed(picture.view)).into()),
    ];
    html! {
        <figure class="sc-figure-way">
            { stair(picture) }
            { areas(picture) }
            <figcaption class="sc-note">
                { texts.fill(TextKey::WayAreas, &caption) }
                if let Some(over) = over(picture) {
                    <span class="sc-figure-way__then">{ over }</span>
                }
            </figcaption>
            { below }
        </figure>
    }
}

/// What is said of the result that lies over it.
fn over(picture: &Picture<'_>) -> Option<String> {
    let texts = picture.view.texts();
    let (name, summary) = picture.over?;
    let span = said(texts, summary.share());
    let values = [("name", name.into()), ("span", (&*span).into())];
    Some(texts.fill(TextKey::ThenAt, &values))
}

/// From how many percent on a profile counts as reached.
pub(super) fn needed(view: &View<'_>) -> u8 {
    view.catalogue().thresholds().reached_percent
}

/// A share in words, or the range of it.
pub(super) fn said(texts: &Texts, share: Share) -> String {
    span(texts, share.low, share.high)
}

fn stair(picture: &Picture<'_>) -> Html {
    let (view, summary) = (picture.view, picture.summary);
    let texts = view.texts();
    let needed = u32::from(needed(view));
    let from = texts.fill(TextKey::WayFrom, &[("percent", needed.into())]);
    let profiles = || summary.profiles.iter();
    let flights: Vec<Flight<'_>> = profiles()
        .map(|one| Flight {
            name: &texts.profile(one.profile).short,
            note: match one.status {
                Status::Reached => texts.get(TextKey::StatusReached),
                Status::NotReached | Status::Open => &from,
            },
            is_reached: one.status == Status::Reached,
            is_goal: one.profile == summary.target,
        })
        .collect();
    let stations: Vec<String> = profiles()
        .map(|one| {
            let name = &texts.profile(one.profile).name;
            named(view, name, texts.get(status_word(one.status)))
        })
        .collect();
    let share = said(texts, summary.share());
    let flag = if picture.is_theirs {
        share.clone()
    } else {
        texts.fill(TextKey::WayYou, &[("span", (&*share).into())])
    };
    let separator = texts.get(TextKey::ListSeparator);
    let mut label = texts.fill(
        TextKey::WayLabel,
        &[
            ("stations", (&*stations.join(separator)).into()),
            ("span", (&*share).into()),
            ("profile", (&*texts.profile(summary.target).name).into()),
            ("needed", needed.into()),
        ],
    );
    if let Some(over) = over(picture) {
        label.push(' ');
        label.push_str(&over);
    }
    let then = picture.over.map(|(_, summary)| places(view, summary)[0]);
    way::way(&flights, places(view, summary), then, &flag, label)
}

/// Where the answers stand for certain, and where they may: below the first profile that isn't reached, as
/// far as its share of the threshold is met; from a lower profile on, as far beyond what that asks for.
fn places(view: &View<'_>, summary: &Summary) -> [Place; 2] {
    let is_reached: [fn(Status) -> bool; 2] = [
        |status| status == Status::Reached,
        |status| status != Status::NotReached,
    ];
    let percent: [fn(Share) -> u8; 2] = [|share| share.low, |share| share.high];
    let profiles = &summary.profiles;
    let place = |end: usize| {
        let behind = profiles
            .iter()
            .take_while(|one| is_reached[end](one.status))
            .count();
        let part = profiles.get(behind).map_or(0, |next| {
            let base = behind.checked_sub(1).map_or(0, |last| {
                scoring::met_by(view.catalogue(), next.profile, profiles[last].profile)
            });
            climbed(percent[end](next.share), base, needed(view))
        });
        Place {
            flights: behind as u8,
            part,
        }
    };
    let [low, high] = [place(0), place(1)];
    [low, high.max(low)]
}

/// Thousandths of the way from one percentage to another, never quite all of it: the landing belongs to who
/// has reached the profile, which takes its core as well.
fn climbed(percent: u8, from: u8, to: u8) -> u16 {
    let way = u16::from(to.saturating_sub(from)).max(1);
    let done = u16::from(percent.saturating_sub(from)).min(way);
    (done * 100 / way * 10).min(970)
}

fn areas(picture: &Picture<'_>) -> Html {
    let (view, summary) = (picture.view, picture.summary);
    let texts = view.texts();
    let before = |area| {
        let (_, summary) = picture.over?;
        summary.areas.iter().find(|one| one.area == area)
    };
    let columns: Vec<Column<'_>> = summary
        .areas
        .iter()
        .map(|one| Column {
            name: &texts.area(one.area).short,
            low: one.share.low,
            high: one.share.high,
            then: before(one.area).map(|before| before.share.low),
        })
        .collect();
    let words: Vec<String> = summary
        .areas
        .iter()
        .map(|one| named(view, &texts.area(one.area).name, &said(texts, one.share)))
        .collect();
    let label = words.join(texts.get(TextKey::ListSeparator));
    way::signature(&columns, needed(view), label)
}

/// Whether two results can lie over each other: on the same way.
pub(super) fn are_comparable(one: &Summary, other: &Summary) -> bool {
    let ways = [one, other].map(|summary| -> Vec<ProfileIndex> {
        summary.profiles.iter().map(|one| one.profile).collect()
    });
    ways[0] == ways[1] && one.target == other.target
}

#[cfg(test)]
mod tests {
    use super::climbed;

    #[test]
    fn nobody_stands_on_a_landing_by_a_percentage() {
        assert_eq!(climbed(0, 0, 85), 0);
        assert_eq!(climbed(85, 0, 85), 970);
        assert_eq!(climbed(100, 0, 85), 970);
        assert_eq!(climbed(42, 0, 84), 500);
        assert_eq!(climbed(30, 45, 85), 0);
        assert_eq!(climbed(65, 45, 85), 500);
        assert_eq!(climbed(50, 85, 85), 0);
    }
}
