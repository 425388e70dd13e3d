//! A shared summary: the remarks, verdict, its picture and the areas. There are no answers to go on with.

use assessment::link::SharedSummary;
use assessment::text::TextKey;
use yew::prelude::*;

use super::way::{self, Picture};
use super::{areas, remarks, then, verdict};
use crate::chart;
use crate::store::Shared;
use crate::view::{View, link, part};

/// The screen of a summary.
pub(super) fn screen(view: &View<'_>, shared: &Shared, opened: &SharedSummary) -> Html {
    let (texts, summary) = (view.texts(), &opened.summary);
    let over = then::own(view, shared, summary.family, summary.target)
        .filter(|(_, own)| way::are_comparable(summary, own));
    let picture = Picture {
        view,
        summary,
        is_theirs: true,
        over: over.as_ref().map(|(name, summary)| (&**name, summary)),
    };
    let profile = &*texts.profile(summary.headline.profile).name;
    let sentence = texts.fill(
        verdict::standing(summary, true),
        &[("profile", profile.into())],
    );
    html! {
        <div key="result" class="sc-screen sc-result sc-result--whole" part="result">
            { part::top(view) }
            <div class="sc-headline">
                <div class="sc-verdict">
                    <div class="sc-verdict__words">
                        { part::text("p", "sc-eyebrow", view.text(TextKey::SharedTitle)) }
                        <h2 class="sc-headline__sentence" part="headline" tabindex="-1" ref={view.heading.clone()}>
                            { sentence }
                        </h2>
                        { part::text("p", "sc-headline__next", view.text(TextKey::SharedSummary)) }
                    </div>
                    { way::figure(&picture, Html::default()) }
                    <div class="sc-verdict__foot">
                        <p class="sc-note">
                            { view.text(TextKey::ResultSelfReport) }
                            { " " }
                            { remarks::coverage(view, summary) }
                            { ". " }
                            { view.text(TextKey::SharedYou) }
                        </p>
                        if opened.is_earlier_scoring {
                            { part::text("p", "sc-notice", view.text(TextKey::SharedSummaryEarlier)) }
                        }
                        { link::banner(view, shared) }
                    </div>
                </div>
            </div>
            { part::slot("result") }
            { list(view, opened) }
            { part::slot("end") }
        </div>
    }
}

/// The areas with their figures, as the picture has them.
fn list(view: &View<'_>, opened: &SharedSummary) -> Html {
    let texts = view.texts();
    html! {
        <section class="sc-section" aria-labelledby="sc-areas">
            <h3 id="sc-areas" class="sc-section__title">{ view.text(TextKey::AreasTitle) }</h3>
            <ul class="sc-areas">
                { for opened.summary.areas.iter().map(|one| html! {
                    <li key={one.area.0} class="sc-area" part="area">
                        <div class="sc-area__head">
                            { part::text("h4", "sc-area__name", &*texts.area(one.area).name) }
                            { part::text("span", "sc-area__value", way::said(texts, one.share)) }
                        </div>
                        { chart::bar(one.share.low, one.share.high, &areas::line_mark(view)) }
                    </li>
                }) }
            </ul>
        </section>
    }
}
