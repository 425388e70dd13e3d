//! The goal that the result is measured against, to be changed on the spot.

use assessment::catalogue::Tier;
use assessment::session::Action;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use crate::markup::icon::{Icon, icon};
use crate::store::Message;
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
            message: Message::Act(Action::ChooseFamily(family)),
        })
        .collect();
    let mut levels = vec![Choice {
        value: "next",
        label: view.text(TextKey::TargetLevelNext),
        detail: "",
        checked: session.level.is_none(),
        message: Message::Act(Action::ChooseLevel(None)),
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
            message: Message::Act(Action::ChooseLevel(Some(tier))),
        });
    }
    let legend = |key| html! { <span class="sc-legend">{ view.text(key) }</span> };
    html! {
        <section class="sc-section sc-target" aria-labelledby="sc-target">
            <h4 id="sc-target" class="sc-section__title">{ icon(Icon::Compass) }<span>{ view.text(TextKey::TargetTitle) }</span></h4>
            <div class="sc-target__choices">
                { part::choices(view, "family", legend(TextKey::TargetFamily), &families) }
                { part::choices(view, "level", legend(TextKey::TargetLevel), &levels) }
            </div>
            <div role="status">
                { part::text("p", "sc-target__name", result.target_name()) }
                { part::text("p", "", &*view.texts().profile(result.target).description) }
            </div>
        </section>
    }
}
