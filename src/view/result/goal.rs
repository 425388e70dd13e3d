//! The goal that the result is measured against, to be changed on the spot.

use assessment::catalogue::Tier;
use assessment::session::Action;
use assessment::text::Message;
use yew::prelude::*;

use super::Result;
use crate::store::Intent;
use crate::view::icon::{Icon, icon};
use crate::view::part::{self, Choice};

pub(super) fn goal(result: &Result<'_>) -> Html {
    let view = result.view;
    let catalogue = view.catalogue();
    let session = view.session;
    let families: Vec<_> = catalogue
        .families()
        .map(|family| Choice {
            value: catalogue.family_id(family).as_str(),
            label: &view.texts().family(family).name,
            detail: "",
            checked: family == session.family,
            intent: Intent::Act(Action::ChooseFamily(family)),
        })
        .collect();
    let mut levels = vec![Choice {
        value: "next",
        label: view.text(Message::TargetLevelNext),
        detail: "",
        checked: session.level.is_none(),
        intent: Intent::Act(Action::ChooseLevel(None)),
    }];
    for tier in Tier::ALL {
        let Some(label) = view.content().tier(session.family, tier) else {
            continue;
        };
        levels.push(Choice {
            value: tier.as_str(),
            label,
            detail: "",
            checked: session.level == Some(tier),
            intent: Intent::Act(Action::ChooseLevel(Some(tier))),
        });
    }
    let legend = |message| html! { <span class="sc-legend">{ view.text(message) }</span> };
    html! {
        <section class="sc-section sc-target" aria-labelledby="sc-target">
            <h4 id="sc-target" class="sc-section__title">{ icon(Icon::Compass) }<span>{ view.text(Message::TargetTitle) }</span></h4>
            <div class="sc-target__choices">
                { part::choices(view, "family", legend(Message::TargetFamily), &families) }
                { part::choices(view, "level", legend(Message::TargetLevel), &levels) }
            </div>
            <div role="status">
                { part::text("p", "sc-target__name", result.target_name()) }
                { part::text("p", "", &*view.texts().profile(result.target).description) }
            </div>
        </section>
    }
}
