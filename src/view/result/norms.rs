//! How others answered, beside one's own: the band in which half of them lie. Only where the catalogue has figures.

use assessment::catalogue::Quartiles;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use super::profiles::span;
use crate::chart;
use crate::view::part;

/// The section; nothing where there are no figures, or the result is somebody else's.
pub(super) fn norms(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    let Some(norms) = catalogue.norms().filter(|_| result.shared().is_none()) else {
        return Html::default();
    };
    let date = view.content().date(&norms.date);
    let lead = [
        ("date", (&*date).into()),
        ("source", (&*norms.source).into()),
    ];
    let areas = norms.of(false).filter_map(|one| {
        let area = catalogue.areas().nth(one.place.into())?;
        let score = &result.scores.areas[area.get()];
        // Too few answers stand for nobody.
        score.percent?;
        Some(row(
            result,
            &texts.area(area).name,
            one,
            (score.low, score.high),
        ))
    });
    let target = norms
        .of(true)
        .find(|one| usize::from(one.place) == result.target.get())
        .map(|one| {
            let fit = &result.scores.fits[result.target.get()];
            row(
                result,
                result.target_name(),
                one,
                (fit.low_percent(), fit.high_percent()),
            )
        });
    html! {
        <section class="sc-section sc-norms" aria-labelledby="sc-norms">
            <h4 id="sc-norms" class="sc-section__title">{ view.text(TextKey::NormsTitle) }</h4>
            { part::text("p", "", texts.fill(TextKey::NormsLead, &lead)) }
            <ul class="sc-areas">
                { for target }
                { for areas }
            </ul>
            { part::text("p", "sc-note", view.text(TextKey::NormsNote)) }
        </section>
    }
}

/// One area, or the profile aimed at: in words, and as a band with one's own mark.
fn row(result: &Result<'_>, name: &str, others: &Quartiles, own: (u8, u8)) -> Html {
    let texts = result.view.texts();
    let band = span(texts, others.lower, others.upper);
    let own_span = span(texts, own.0, own.1);
    let median = span(texts, others.median, others.median);
    let values = [
        ("count", others.people.into()),
        ("band", (&*band).into()),
        ("median", (&*median).into()),
        ("own", (&*own_span).into()),
    ];
    html! {
        <li key={name.to_owned()} class="sc-area">
            <div class="sc-area__head">
                { part::text("h5", "sc-area__name", name) }
                { part::text("span", "sc-area__value", texts.fill(TextKey::NormsRow, &values)) }
            </div>
            { chart::band((others.lower, others.median, others.upper), own) }
        </li>
    }
}
