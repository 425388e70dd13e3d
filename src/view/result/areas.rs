//! A bar per area, with the marks of the junior and senior profile of the chosen family.

use assessment::catalogue::Tier;
use assessment::id::{AreaIndex, ProfileIndex};
use assessment::scoring::{self, AreaScore};
use assessment::text::Message;
use yew::prelude::*;

use super::Result;
use super::why::{level, range};
use crate::chart::radar::{Axis, radar};
use crate::chart::{self, Mark};
use crate::view::part;

pub(super) fn areas(result: &Result<'_>) -> Html {
    let view = result.view;
    let profiles: Vec<ProfileIndex> = Tier::ALL
        .into_iter()
        .filter_map(|tier| view.catalogue().profile_of(view.session.family, tier))
        .collect();
    html! {
        <section class="sc-section" aria-labelledby="sc-areas">
            <h3 id="sc-areas" class="sc-section__title">{ view.text(Message::AreasTitle) }</h3>
            { part::text("p", "", lead(result, &profiles)) }
            <ul class="sc-areas">
                { for view.catalogue().areas().map(|area| row(result, area, &profiles)) }
            </ul>
            { web(result, &profiles) }
        </section>
    }
}

fn lead(result: &Result<'_>, profiles: &[ProfileIndex]) -> String {
    let texts = result.view.texts();
    match *profiles {
        [junior, senior] => texts.fill(
            Message::AreasLead,
            &[
                ("junior", result.profile_name(junior).into()),
                ("junior-mark", letter(result, junior).into()),
                ("senior", result.profile_name(senior).into()),
                ("senior-mark", letter(result, senior).into()),
            ],
        ),
        [single] => texts.fill(
            Message::AreasLeadSingle,
            &[("profile", result.profile_name(single).into())],
        ),
        _ => String::new(),
    }
}

/// What names a profile's mark: the first letter of its short name.
fn letter<'a>(result: &Result<'a>, profile: ProfileIndex) -> &'a str {
    let short = &*result.view.texts().profile(profile).short;
    let end = short.chars().next().map_or(0, char::len_utf8);
    short.get(..end).unwrap_or_default()
}

fn row(result: &Result<'_>, area: AreaIndex, profiles: &[ProfileIndex]) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let score = &result.scores.areas[area.get()];
    let required: Vec<(ProfileIndex, u8)> = profiles
        .iter()
        .map(|&profile| (profile, scoring::area_requirement(catalogue, profile, area)))
        .collect();
    let marks: Vec<Mark> = required
        .iter()
        .map(|&(profile, percent)| Mark {
            percent,
            letter: letter(result, profile).to_owned().into(),
        })
        .collect();
    let marks_text: Vec<String> = required
        .iter()
        .map(|&(profile, percent)| {
            texts.fill(
                Message::AreasMark,
                &[
                    ("profile", (&*texts.profile(profile).short).into()),
                    ("percent", u32::from(percent).into()),
                ],
            )
        })
        .collect();
    html! {
        <li key={catalogue.area_id(area).as_str().to_string()} class="sc-area" part="area">
            <div class="sc-area__head">
                { part::text("h4", "sc-area__name", &*texts.area(area).name) }
                <span class="sc-area__value">{ value(result, score) }</span>
            </div>
            { chart::bar(score.low, score.high, &marks) }
            { part::text("p", "sc-area__marks", marks_text.join(texts.get(Message::ListSeparator))) }
            { each(result, area) }
        </li>
    }
}

/// The competences of an area with the levels reached and required: what the bar is made of.
fn each(result: &Result<'_>, area: AreaIndex) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let required = catalogue.required(result.target);
    let head = |message| html! { <th scope="col">{ view.text(message) }</th> };
    html! {
        <details class="sc-more sc-area__each">
            <summary>{ view.text(Message::AreasEach) }</summary>
            <table class="sc-table" aria-label={texts.area(area).name.to_string()}>
                <thead>
                    <tr>
                        { head(Message::WhyCompetence) }
                        { head(Message::WhyLevel) }
                        <th scope="col">
                            { texts.fill(Message::AreasRequired, &[("profile", result.target_name().into())]) }
                        </th>
                    </tr>
                </thead>
                <tbody>
                    { for catalogue.competences_of(area).map(|competence| {
                        let required = required[competence.get()];
                        html! {
                            <tr key={competence.0}>
                                <th scope="row">{ &*texts.competence(competence).name }</th>
                                { level(result, competence, required) }
                                <td>{ range(texts, required.into(), required.into()) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </details>
    }
}

/// The same as a radar, for whoever likes one; bars are easier to compare.
fn web(result: &Result<'_>, profiles: &[ProfileIndex]) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let areas = || catalogue.areas();
    let required: Vec<Vec<u8>> = areas()
        .map(|area| {
            let mark = |&profile| scoring::area_requirement(catalogue, profile, area);
            profiles.iter().map(mark).collect()
        })
        .collect();
    let axes: Vec<Axis> = areas()
        .zip(&required)
        .map(|(area, required)| Axis {
            name: &texts.area(area).short,
            low: result.scores.areas[area.get()].low,
            high: result.scores.areas[area.get()].high,
            required,
        })
        .collect();
    let picture = radar(&axes);
    if picture == Html::default() {
        return picture;
    }
    html! {
        <details class="sc-more">
            <summary>{ view.text(Message::AreasRadar) }</summary>
            { picture }
            { part::text("p", "sc-note", view.text(Message::AreasRadarNote)) }
        </details>
    }
}

fn value(result: &Result<'_>, score: &AreaScore) -> Html {
    let texts = result.view.texts();
    let range = [
        ("low", u32::from(score.low).into()),
        ("high", u32::from(score.high).into()),
    ];
    let Some(percent) = score.percent else {
        return html! { <small>{ texts.fill(Message::AreasTooFewRange, &range) }</small> };
    };
    let figure = texts.fill(
        Message::AreasPercent,
        &[("percent", u32::from(percent).into())],
    );
    if score.answered_count == score.item_count {
        return html! { { figure } };
    }
    html! { <>{ figure }<small>{ " " }{ texts.fill(Message::AreasWith, &range) }</small></> }
}
