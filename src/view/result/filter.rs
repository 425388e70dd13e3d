//! What to narrow the modules down by: forms, needs, providers, certificates and funding.

use assessment::catalogue::{CertificateKind, FundingKind, Offer, ProviderKind};
use assessment::recommendation;
use assessment::text::TextKey;
use yew::prelude::*;

use super::fold::fold;
use super::{Result, offer};
use crate::country;
use crate::picked::{Kind, Kinds, Need, Trait};
use crate::store::Message;
use crate::view::{View, part};

/// The forms to narrow the steps down by, what then fits best, and what has to come first.
pub(super) fn filter(result: &Result<'_>) -> Html {
    let view = result.view;
    if result.recommendation.gap_points == 0 {
        return Html::default();
    }
    let offers = offers(result);
    let names: Vec<&str> = result
        .recommendation
        .modules
        .iter()
        .map(|advice| &*view.texts().module(advice.module).name)
        .collect();
    let now = if names.is_empty() {
        view.text(TextKey::FilterNone).to_owned()
    } else {
        let names = view.content().list(&names);
        view.texts()
            .fill(TextKey::ModulesNow, &[("modules", (&*names).into())])
    };
    html! {
        <section class="sc-section sc-forms" aria-labelledby="sc-forms">
            <h4 id="sc-forms" class="sc-section__title">{ view.text(TextKey::FilterTitle) }</h4>
            { formats(result, &offers) }
            { more(result, &offers) }
            { part::text("p", "sc-forms__now", now) }
            { withheld(result) }
            { part::text("p", "sc-note", view.text(TextKey::ModulesNeutral)) }
        </section>
    }
}

fn withheld(result: &Result<'_>) -> Html {
    let view = result.view;
    html! {
        <div>
            { for result.recommendation.withheld.iter().filter_map(|&module| {
                let profile = view.catalogue().module(module).prerequisite?;
                Some(html! {
                    <p key={module.0} class="sc-note">{ view.texts().fill(TextKey::ModulesWithheld, &[
                        ("module", (&*view.texts().module(module).name).into()),
                        ("profile", result.profile_name(profile).into()),
                    ]) }</p>
                })
            }) }
        </div>
    }
}

/// The formats of the catalogue, to be narrowed down to those that suit.
fn formats(result: &Result<'_>, offers: &[&Offer]) -> Html {
    let view = result.view;
    let texts = view.texts();
    let formats = view.catalogue().formats();
    let needs = needs(result, offers);
    if formats.len() < 2 && needs.is_empty() {
        return Html::default();
    }
    html! {
        <fieldset class="sc-filter" aria-labelledby="sc-forms">
            <div class="sc-filter__list">{ for traits(result) }{ for needs }</div>
            <div class="sc-filter__list">
                { for formats.map(|format| tick(
                    result,
                    format.get(),
                    &texts.format(format).name,
                    view.store.wanted.formats.has(format.get()),
                    Message::Format(format),
                    Html::default(),
                )) }
            </div>
            { part::text("p", "sc-note", view.text(TextKey::FilterNote)) }
        </fieldset>
    }
}

/// The traits to narrow formats down by: those that a course on offer has in some format, and what
/// is ticked, so that it can be taken back.
fn traits(result: &Result<'_>) -> Vec<Html> {
    let view = result.view;
    let catalogue = view.catalogue();
    let is_found = |one: Trait| {
        catalogue
            .modules()
            .filter(|&module| recommendation::is_offered(catalogue, result.scores, module))
            .flat_map(|module| &catalogue.module(module).formats)
            .any(|&format| one.has(catalogue.format(format)))
    };
    Trait::ALL
        .into_iter()
        .filter(|&one| is_found(one) || view.store.wanted.traits.has(one as usize))
        .map(|one| {
            let label = view.text(match one {
                Trait::BesideJob => TextKey::ModulesBesideJob,
                Trait::Distance => TextKey::ModulesDistance,
                Trait::Academic => TextKey::ModulesAcademic,
                Trait::NotAcademic => TextKey::ModulesNotAcademic,
            });
            let place = one as usize;
            let checked = view.store.wanted.traits.has(place);
            tick(
                result,
                place,
                label,
                checked,
                Message::Trait(one),
                Html::default(),
            )
        })
        .collect()
}

/// What to narrow modules down by, whatever their format: needs that tell those on offer apart, and what
/// is ticked, so that it can be taken back.
fn needs(result: &Result<'_>, offers: &[&Offer]) -> Vec<Html> {
    let view = result.view;
    let catalogue = view.catalogue();
    // Approval goes by the law of the catalogue's own country.
    let abroad = country::is_abroad(catalogue, view.store);
    let is_local = |need: Need| need == Need::Approved && abroad;
    Need::ALL
        .into_iter()
        .filter(|&need| {
            let differs = differ(offers, |offer| need.is_met(offer));
            !is_local(need) && differs || view.store.wanted.needs.has(need as usize)
        })
        .map(|need| {
            let key = match need {
                Need::Cheap => TextKey::FilterCheap,
                Need::Short => TextKey::FilterShort,
                Need::Alone => TextKey::FilterAlone,
                Need::Soon => TextKey::FilterSoon,
                Need::Approved => TextKey::FilterApproved,
            };
            let hours = ("hours", u32::from(Need::HOURS).into());
            let weeks = ("weeks", u32::from(Need::WEEKS).into());
            let label = view.texts().fill(key, &[hours, weeks]);
            let checked = view.store.wanted.needs.has(need as usize);
            // Behind the traits, by whose places they are told apart.
            let key = Trait::ALL.len() + need as usize;
            tick(
                result,
                key,
                &label,
                checked,
                Message::Need(need),
                Html::default(),
            )
        })
        .collect()
}

/// What is known of the modules that are on offer.
fn offers<'a>(result: &Result<'a>) -> Vec<&'a Offer> {
    let catalogue = result.view.catalogue();
    let modules = catalogue.modules();
    modules
        .filter(|&module| recommendation::is_offered(catalogue, result.scores, module))
        .map(|module| &catalogue.module(module).offer)
        .collect()
}

/// Whether offers differ in something.
fn differ(offers: &[&Offer], is_so: impl Fn(&Offer) -> bool) -> bool {
    let mut offers = offers.iter().map(|offer| is_so(offer));
    let first = offers.next();
    offers.any(|one| Some(one) != first)
}

/// Who offers it, what one has of it and who pays: folded away, where it tells modules apart.
fn more(result: &Result<'_>, offers: &[&Offer]) -> Html {
    let view = result.view;
    let groups: Vec<(TextKey, Vec<(Kind, TextKey)>)> = groups(view)
        .into_iter()
        .map(|(name, kinds)| {
            let shown = kinds.into_iter().filter(|&(kind, _)| {
                differ(offers, |offer| Kinds::of(offer).has(kind))
                    || view.store.wanted.kinds.has(kind)
            });
            (name, shown.collect::<Vec<_>>())
        })
        .filter(|(_, kinds)| !kinds.is_empty())
        .collect();
    if groups.is_empty() {
        return Html::default();
    }
    let inside = || {
        html! {
            <>
                { part::text("p", "sc-note", view.text(TextKey::FilterMoreNote)) }
                { for groups.iter().enumerate().map(|(place, (name, kinds))| html! {
                    <fieldset key={place} class="sc-filter">
                        <legend class="sc-legend">{ view.text(*name) }</legend>
                        <div class="sc-filter__list">
                            { for kinds.iter().enumerate().map(|(place, &(kind, name))| tick(
                                result,
                                place,
                                view.text(name),
                                view.store.wanted.kinds.has(kind),
                                Message::Kind(kind),
                                Html::default(),
                            )) }
                        </div>
                    </fieldset>
                }) }
            </>
        }
    };
    let summary = view.text(TextKey::FilterMore);
    fold(
        view,
        "sc-more sc-filter__more",
        None,
        summary.into(),
        inside,
    )
}

/// The kinds that there are in the country shown, by group, with their names; and what is picked of others.
fn groups(view: &View<'_>) -> [(TextKey, Vec<(Kind, TextKey)>); 3] {
    let abroad = country::is_abroad(view.catalogue(), view.store);
    let is_here = |kind: &Kind| {
        let is_local = match *kind {
            Kind::Provider(_) => false,
            Kind::Certificate(kind) => offer::is_local(kind),
            Kind::Funding(_) => true,
        };
        !(abroad && is_local) || view.store.wanted.kinds.has(*kind)
    };
    let providers = ProviderKind::ALL.iter();
    let certificates = CertificateKind::ALL.iter();
    let funding = FundingKind::ALL.iter();
    let providers = providers.map(|&kind| (Kind::Provider(kind), offer::provider(kind)));
    let certificates =
        certificates.map(|&kind| (Kind::Certificate(kind), offer::certificate(kind)[0]));
    let funding = funding.map(|&kind| (Kind::Funding(kind), offer::funding(kind)));
    [
        (TextKey::ModulesProviders, providers.collect::<Vec<_>>()),
        (TextKey::FilterCertificates, certificates.collect()),
        (TextKey::ModulesFunding, funding.collect()),
    ]
    .map(|(name, kinds)| {
        (
            name,
            kinds
                .into_iter()
                .filter(|(kind, _)| is_here(kind))
                .collect(),
        )
    })
}

/// A box to tick with its label.
pub(super) fn tick(
    result: &Result<'_>,
    key: usize,
    label: &str,
    checked: bool,
    message: Message,
    detail: Html,
) -> Html {
    html! {
        <label {key} class="sc-tick" part="choice">
            <input class="sc-tick__box" type="checkbox" {checked} onchange={result.view.send(message)} />
            <span class="sc-tick__label">{ label }{ detail }</span>
        </label>
    }
}
