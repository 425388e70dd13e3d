//! A bar per area, with the marks of the junior and senior profile of the chosen family.

use assessment::catalogue::Tier;
use assessment::id::{AreaIndex, ProfileIndex};
use assessment::scoring::{self, AreaScore, Scores};
use assessment::text::{Message, Texts};
use yew::prelude::*;

use super::Result;
use super::fold::fold;
use super::profiles::span;
use super::why::{self, Sides, level, range};
use crate::chart::radar::{self, Axis};
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
            { table(result, &profiles) }
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
pub(super) fn letter<'a>(result: &Result<'a>, profile: ProfileIndex) -> &'a str {
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
            is_target: profile == result.target,
        })
        .collect();
    let marks_text: Vec<String> = required
        .iter()
        .map(|&(profile, percent)| {
            let message = if profile == result.target {
                Message::AreasMarkTarget
            } else {
                Message::AreasMark
            };
            texts.fill(
                message,
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
            { each(result, area, &required) }
        </li>
    }
}

/// The competences of an area with the levels reached and required: what the bar is made of.
fn each(result: &Result<'_>, area: AreaIndex, marks: &[(ProfileIndex, u8)]) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let required = catalogue.required(result.target);
    let heading = texts.fill(
        Message::AreasRequired,
        &[("profile", result.target_name().into())],
    );
    let head = [
        view.text(Message::WhyCompetence),
        view.text(Message::WhyLevel),
        &heading,
    ];
    let rows = catalogue.competences_of(area).map(|competence| {
        let required = required[competence.get()];
        let attainment = result.scores.attainments[competence.get()];
        html! {
            <tr key={competence.0}>
                <th scope="row">{ &*texts.competence(competence).name }</th>
                { level(result, attainment, competence, required) }
                <td>{ range(texts, required.into(), required.into()) }</td>
            </tr>
        }
    });
    let inside = || {
        html! {
            <>
                { why::table(&texts.area(area).name, &head, rows.collect()) }
                <ul class="sc-area__sums">
                    { for sums(result, area, marks).into_iter().enumerate().map(|(key, sum)| html! { <li {key}>{ sum }</li> }) }
                </ul>
            </>
        }
    };
    fold(
        view,
        "sc-more sc-area__each",
        None,
        view.text(Message::AreasEach).into(),
        inside,
    )
}

/// How the area's numbers come about: what was answered, what is possible, what is asked for.
fn sums(result: &Result<'_>, area: AreaIndex, marks: &[(ProfileIndex, u8)]) -> Vec<String> {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let score = &result.scores.areas[area.get()];
    let mut lines = Vec::new();
    if let Some(percent) = score.percent {
        lines.push(line(
            texts,
            view.text(Message::AreasAnswered),
            (score.points, score.points, score.answered_max),
            (percent, percent),
        ));
    }
    if score.answered_count < score.item_count {
        lines.push(whole(texts, view.text(Message::AreasAll), score));
    }
    for &(profile, percent) in marks {
        let required = catalogue.required(profile);
        let items = catalogue.items_in(area);
        let points = items
            .map(|item| u32::from(required[catalogue.competence_of(item).get()]))
            .sum();
        lines.push(line(
            texts,
            result.profile_name(profile),
            (points, points, score.max),
            (percent, percent),
        ));
    }
    lines
}

/// A sum in words: what it is of, the levels (certain, possible, at most), and the percentages.
fn line(texts: &Texts, what: &str, (low, high, max): (u32, u32, u32), percent: (u8, u8)) -> String {
    let points = range(texts, low, high);
    let percent = span(texts, percent.0, percent.1);
    let values = [
        ("what", what.into()),
        ("points", (&*points).into()),
        ("max", max.into()),
        ("percent", (&*percent).into()),
    ];
    texts.fill(Message::AreasSum, &values)
}

/// The sum over all items of an area: what isn't answered leaves a range.
fn whole(texts: &Texts, what: &str, score: &AreaScore) -> String {
    let high = score.points + score.max - score.answered_max;
    let levels = (score.points, high, score.max);
    line(texts, what, levels, (score.low, score.high))
}

/// How an area's figures come about in two results: the levels by competence, and their sums.
pub(super) fn both(result: &Result<'_>, area: AreaIndex, sides: Sides<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let head = [view.text(Message::WhyCompetence), sides[0].0, sides[1].0];
    let rows = catalogue.competences_of(area).map(|competence| {
        let levels = sides.map(|(_, scores)| {
            let attainment = scores.attainments[competence.get()];
            range(texts, attainment.low.into(), attainment.high.into())
        });
        why::numbers(
            competence.get(),
            &texts.competence(competence).name,
            "",
            &levels,
        )
    });
    let sum = |(what, scores): (&str, &Scores)| whole(texts, what, &scores.areas[area.get()]);
    let name = &texts.area(area).name;
    why::each(name, &head, rows.collect(), sides.map(sum))
}

/// The same in numbers, for whoever reads a table more easily than pictures.
fn table(result: &Result<'_>, profiles: &[ProfileIndex]) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let mut head = vec![
        view.text(Message::CompareWhat),
        view.text(Message::AreasYours),
    ];
    head.extend(profiles.iter().map(|&profile| result.profile_name(profile)));
    let rows = catalogue.areas().map(|area| {
        let marks = profiles.iter().enumerate().map(|(key, &profile)| {
            let percent = scoring::area_requirement(catalogue, profile, area);
            html! { <td {key}>{ span(texts, percent, percent) }</td> }
        });
        html! {
            <tr key={area.0}>
                <th scope="row">{ &*texts.area(area).name }</th>
                <td>{ value(result, &result.scores.areas[area.get()]) }</td>
                { for marks }
            </tr>
        }
    });
    why::twin(result, Message::AreasTitle, &head, || rows.collect())
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
    if !radar::AXES.contains(&axes.len()) {
        return Html::default();
    }
    let inside = || {
        let note = part::text("p", "sc-note", view.text(Message::AreasRadarNote));
        part::together([radar::radar(&axes), note])
    };
    fold(
        view,
        "sc-more",
        None,
        view.text(Message::AreasRadar).into(),
        inside,
    )
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
    html! { <>{ figure }{ " " }<small>{ texts.fill(Message::AreasWith, &range) }</small></> }
}
