//! The learning plan: each step with a week, to take along as a calendar or as a text.

use assessment::agenda::{self, Step, WEEKS_MAX};
use assessment::text::TextKey;
use yew::prelude::*;
use yew::virtual_dom::VTag;

use super::Result;
use crate::store::{Effect, Message, Taking};
use crate::view::part;

/// The steps with their weeks. What is entered stays in the fields: `embed/effects.js` reads them.
pub(super) fn agenda(result: &Result<'_>) -> Html {
    let view = result.view;
    // Somebody else's plan is theirs to make.
    if result.shared().is_some_and(|shared| !shared.is_earlier) {
        return Html::default();
    }
    let steps = agenda::steps(view.catalogue(), view.texts(), result.recommendation);
    let take = |kind: Taking, key| {
        html! {
            <button
                type="button"
                class={classes!("sc-button", kind.kind().to_owned())}
                part="button"
                onclick={view.send(Message::Effect(Effect::Take(kind)))}
            >
                { view.text(key) }
            </button>
        }
    };
    html! {
        <section class="sc-section sc-agenda" aria-labelledby="sc-agenda">
            <h4 id="sc-agenda" class="sc-section__title">{ view.text(TextKey::AgendaTitle) }</h4>
            { part::text("p", "", view.text(TextKey::AgendaLead)) }
            <ol class="sc-agenda__steps">{ for steps.iter().map(|step| row(result, step)) }</ol>
            <div class="sc-actions">
                { take(Taking::ICS, TextKey::AgendaIcs) }
                { take(Taking::TXT, TextKey::AgendaText) }
            </div>
            <div role="status">
                if view.store.has_failed(&["ics", "txt"]) {
                    { part::text("p", "sc-remark", view.text(TextKey::ExportFailed)) }
                }
            </div>
        </section>
    }
}

fn row(result: &Result<'_>, step: &Step<'_>) -> Html {
    let texts = result.view.texts();
    let label = texts.fill(TextKey::AgendaWeekOf, &[("step", step.title.into())]);
    html! {
        <li key={step.id.to_owned()} class="sc-agenda__step">
            <div>
                { part::text("strong", "", step.title) }
                { part::text("p", "sc-note", step.text) }
            </div>
            <label>
                { part::text("span", "sc-note", texts.get(TextKey::AgendaWeek)) }
                { " " }
                { week(step.week, label) }
            </label>
        </li>
    }
}

/// The field for a week. What is proposed is its attribute, not its value: what the visitor writes stays,
/// whatever else changes on the page.
fn week(proposed: Option<u8>, label: String) -> Html {
    let mut field = VTag::new("input");
    for (name, value) in [
        ("class", "sc-agenda__week"),
        ("type", "number"),
        ("inputmode", "numeric"),
        ("min", "1"),
    ] {
        field.add_attribute(name, value);
    }
    field.add_attribute("max", WEEKS_MAX.to_string());
    field.add_attribute("aria-label", label);
    if let Some(week) = proposed {
        field.add_attribute("value", week.to_string());
    }
    field.into()
}
