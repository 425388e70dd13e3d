//! The picture of a verdict: the way to the family's highest profile, and the areas measured against the
//! goal, on the same scale and with the same line.

use assessment::catalogue::Tier;
use assessment::id::ProfileIndex;
use assessment::scoring::{self, Fit, Status};
use assessment::text::Message;
use yew::prelude::*;

use super::fold::named;
use super::profiles::{span, status_word};
use super::{Result, level};
use crate::chart::way::{self, Column, Flight, Place};

/// The figure, with the words below it.
pub(super) fn figure(result: &Result<'_>) -> Html {
    let caption = [
        ("profile", result.target_name().into()),
        ("percent", u32::from(needed(result)).into()),
    ];
    html! {
        <figure class="sc-figure-way">
            { stair(result) }
            { areas(result) }
            <figcaption class="sc-note">{ result.view.texts().fill(Message::WayAreas, &caption) }</figcaption>
        </figure>
    }
}

/// From how many percent on a profile counts as reached.
pub(super) fn needed(result: &Result<'_>) -> u8 {
    result.view.catalogue().thresholds().reached_percent
}

/// The share of the goal that is met, or the range of it.
pub(super) fn share(result: &Result<'_>) -> String {
    let fit = &result.scores.fits[result.target.get()];
    span(result.view.texts(), fit.low_percent(), fit.high_percent())
}

fn stair(result: &Result<'_>) -> Html {
    let view = result.view;
    let texts = view.texts();
    let profiles = ladder(result);
    let needed = ("percent", u32::from(needed(result)).into());
    let from = texts.fill(Message::WayFrom, &[needed]);
    let status = |profile: ProfileIndex| result.scores.fits[profile.get()].status;
    let flights: Vec<Flight<'_>> = profiles
        .iter()
        .map(|&profile| Flight {
            name: &texts.profile(profile).short,
            note: match status(profile) {
                Status::Reached => texts.get(Message::StatusReached),
                Status::NotReached | Status::Open => &from,
            },
            is_reached: status(profile) == Status::Reached,
            is_goal: profile == result.target,
        })
        .collect();
    let stations: Vec<String> = profiles
        .iter()
        .map(|&profile| {
            named(
                view,
                result.profile_name(profile),
                texts.get(status_word(status(profile))),
            )
        })
        .collect();
    let share = share(result);
    let flag = if result.shared().is_some() {
        share.clone()
    } else {
        texts.fill(Message::WayYou, &[("span", (&*share).into())])
    };
    let label = texts.fill(
        Message::WayLabel,
        &[
            (
                "stations",
                (&*stations.join(texts.get(Message::ListSeparator))).into(),
            ),
            ("span", (&*share).into()),
            ("profile", result.target_name().into()),
            ("needed", u32::from(self::needed(result)).into()),
        ],
    );
    way::way(&flights, places(result, &profiles), &flag, label)
}

/// The profiles of the family on the way, the lowest first.
fn ladder(result: &Result<'_>) -> Vec<ProfileIndex> {
    let view = result.view;
    Tier::ALL
        .into_iter()
        .filter_map(|tier| view.catalogue().profile_of(view.session.family, tier))
        .collect()
}

/// Where the answers stand for certain, and where they may: below the first profile that isn't reached, as
/// far as its share of the threshold is met; from a lower profile on, as far beyond what that asks for.
fn places(result: &Result<'_>, profiles: &[ProfileIndex]) -> [Place; 2] {
    let is_reached: [fn(Status) -> bool; 2] = [
        |status| status == Status::Reached,
        |status| status != Status::NotReached,
    ];
    let percent: [fn(&Fit) -> u8; 2] = [Fit::low_percent, Fit::high_percent];
    let place = |end: usize| {
        let fits = &result.scores.fits;
        let behind = profiles
            .iter()
            .take_while(|profile| is_reached[end](fits[profile.get()].status))
            .count();
        let part = profiles.get(behind).map_or(0, |&next| {
            let base = behind.checked_sub(1).map_or(0, |last| {
                scoring::met_by(result.view.catalogue(), next, profiles[last])
            });
            climbed(percent[end](&fits[next.get()]), base, needed(result))
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

fn areas(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let fits: Vec<_> = catalogue
        .areas()
        .map(|area| {
            let fit = scoring::area_fit(catalogue, result.scores, result.target, area);
            (texts.area(area), fit)
        })
        .collect();
    let columns: Vec<Column<'_>> = fits
        .iter()
        .map(|(text, fit)| Column {
            name: &text.short,
            low: fit.low_percent(),
            high: fit.high_percent(),
        })
        .collect();
    let said: Vec<String> = fits
        .iter()
        .map(|(text, fit)| named(view, &text.name, &level::met(view, fit)))
        .collect();
    let label = said.join(texts.get(Message::ListSeparator));
    way::signature(&columns, needed(result), label)
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
