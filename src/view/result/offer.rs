//! What a module takes and leaves, and what to do with it: time, money, certificates, questions to ask.

use assessment::catalogue::{
    Band, CertificateKind, CostBand, FundingKind, ModuleDefinition, Offer, ProviderKind,
};
use assessment::id::ModuleIndex;
use assessment::level::Level;
use assessment::text::{ModuleText, TextKey, Texts};
use yew::prelude::*;

use super::why::range;
use super::{Result, fold, provenance};
use crate::country;
use crate::view::{View, part};

/// All that is known of where a module is offered, in its card.
pub(super) fn offer(result: &Result<'_>, module: ModuleIndex) -> Html {
    let view = result.view;
    let text = view.texts().module(module);
    let definition = view.catalogue().module(module);
    let offer = &definition.offer;
    let facts = facts(view, definition, text);
    html! {
        <>
            if !facts.is_empty() {
                <dl class="sc-facts">
                    { for facts.into_iter().enumerate().map(|(key, (name, fact))| html! {
                        <div {key}><dt>{ view.text(name) }</dt><dd>{ fact }</dd></div>
                    }) }
                </dl>
            }
            { certificates(view, offer) }
            { questions(view, text) }
        </>
    }
}

/// What is known of how a module is offered. What goes by the law of the catalogue's own country is said
/// there only, and prices elsewhere with the country that they are from.
fn facts(view: &View<'_>, module: &ModuleDefinition, text: &ModuleText) -> Vec<(TextKey, String)> {
    let offer = &module.offer;
    let texts = view.texts();
    let abroad = is_abroad(view);
    let band = |band: Option<Band>| {
        let band = band?;
        Some(range(texts, band.from.into(), band.to.into()))
    };
    let said = |is_so: bool, key| is_so.then(|| texts.get(key).to_owned());
    let listed = |names: Vec<&str>| {
        let separator = texts.get(TextKey::ListSeparator);
        (!names.is_empty()).then(|| names.join(separator))
    };
    let kinds = offer.funding.iter().filter(|_| !abroad);
    let funding = kinds.map(|&kind| texts.get(funding(kind)));
    let terms = text.search.iter().map(|term| &**term);
    let cost = offer.cost.map(|band| {
        let cost = texts.get(cost(band));
        match home_name(view).filter(|_| abroad) {
            Some(home) => fold::named(view, home, cost),
            None => cost.to_owned(),
        }
    });
    let from = (module.from_level > 0).then(|| level(texts, module.from_level));
    let providers = offer.providers.iter();
    let providers = providers.map(|&kind| texts.get(provider(kind)));
    let facts = [
        (TextKey::ModulesFromLevel, from),
        (TextKey::ModulesHours, band(offer.hours)),
        (TextKey::ModulesWeeksBesideJob, band(offer.weeks.beside_job)),
        (TextKey::ModulesWeeksFullTime, band(offer.weeks.full_time)),
        (TextKey::ModulesCost, cost),
        (TextKey::ModulesProviders, listed(providers.collect())),
        (TextKey::ModulesFunding, listed(funding.collect())),
        (
            TextKey::ModulesApproval,
            said(
                offer.distance_approval && !abroad,
                TextKey::ModulesApprovalDetail,
            ),
        ),
        (
            TextKey::ModulesSelfStudy,
            said(offer.self_study, TextKey::ModulesSelfStudyDetail),
        ),
        (TextKey::ModulesSearch, listed(terms.collect())),
        (
            TextKey::ProvenanceLabel,
            provenance::origins(view, &module.provenance),
        ),
    ];
    facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

/// Whether the country shown is another one than the catalogue's modules go by.
fn is_abroad(view: &View<'_>) -> bool {
    country::is_abroad(view.catalogue(), view.store)
}

/// What the country is called that the catalogue's modules go by.
fn home_name<'a>(view: &'a View<'_>) -> Option<&'a str> {
    let home = country::assumed(view.catalogue())?;
    let text = view.texts().extras.countries.get(home.get())?;
    Some(&text.name)
}

/// The kinds of certificates that there are in the country shown: chambers test and the law regulates
/// differently elsewhere.
fn kinds(view: &View<'_>, offer: &Offer) -> impl Iterator<Item = CertificateKind> {
    let abroad = is_abroad(view);
    let kinds = offer.certificates.iter().copied();
    kinds.filter(move |&kind| !(abroad && is_local(kind)))
}

/// Whether a kind of certificate goes by the law of the catalogue's own country.
pub(super) const fn is_local(kind: CertificateKind) -> bool {
    matches!(kind, CertificateKind::Chamber | CertificateKind::Regulated)
}

/// What a level is called, in the catalogue's own words for all competences, or its number.
fn level(texts: &Texts, level: Level) -> String {
    let name = texts.levels.get(usize::from(level));
    name.map_or_else(
        || range(texts, level.into(), level.into()),
        |name| name.to_string(),
    )
}

/// The kinds of certificates, each with what it is worth.
fn certificates(view: &View<'_>, offer: &Offer) -> Html {
    let kinds: Vec<CertificateKind> = kinds(view, offer).collect();
    if kinds.is_empty() {
        return Html::default();
    }
    html! {
        <>
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesCertificates)) }
            <dl class="sc-exam__parts">
                { for kinds.into_iter().enumerate().map(|(key, kind)| {
                    let [name, detail] = certificate(kind);
                    html! { <div {key}><dt>{ view.text(name) }</dt><dd>{ view.text(detail) }</dd></div> }
                }) }
            </dl>
        </>
    }
}

/// What to ask before signing.
fn questions(view: &View<'_>, text: &ModuleText) -> Html {
    if text.ask.is_empty() {
        return Html::default();
    }
    html! {
        <>
            { part::text("h5", "sc-module__label", view.text(TextKey::ModulesAsk)) }
            <ul class="sc-module__covers">
                { for text.ask.iter().enumerate().map(|(key, question)| html! {
                    <li {key}>{ &**question }</li>
                }) }
            </ul>
        </>
    }
}

/// What stands in the step itself: hours, kinds of certificates, what to search for.
pub(super) fn line(view: &View<'_>, module: ModuleIndex) -> String {
    let texts = view.texts();
    let offer = &view.catalogue().module(module).offer;
    let mut said = Vec::new();
    if let Some(hours) = offer.hours {
        let hours = range(texts, hours.from.into(), hours.to.into());
        said.push(texts.fill(TextKey::ModulesHoursOf, &[("hours", (&*hours).into())]));
    }
    let kinds = kinds(view, offer).take(CERTIFICATES);
    let kinds: Vec<&str> = kinds.map(|kind| view.text(certificate(kind)[0])).collect();
    if !kinds.is_empty() {
        said.push(kinds.join(texts.get(TextKey::ListSeparator)));
    }
    let terms = texts.module(module).search.iter().take(TERMS);
    let terms: Vec<String> = terms
        .map(|term| texts.fill(TextKey::ModulesQuoted, &[("term", (&**term).into())]))
        .collect();
    if !terms.is_empty() {
        let terms = terms.join(texts.get(TextKey::ListSeparator));
        said.push(fold::named(view, view.text(TextKey::ModulesSearch), &terms));
    }
    said.join(SEPARATOR)
}

/// So many kinds of certificates and terms to search for stand in a step.
const CERTIFICATES: usize = 2;
pub(super) const TERMS: usize = 2;

/// Between the pieces of a line.
const SEPARATOR: &str = " · ";

const fn cost(band: CostBand) -> TextKey {
    match band {
        CostBand::Free => TextKey::CostFree,
        CostBand::Under500 => TextKey::CostUnder500,
        CostBand::From500 => TextKey::CostFrom500,
        CostBand::From2500 => TextKey::CostFrom2500,
        CostBand::Over6000 => TextKey::CostOver6000,
    }
}

/// The name of a kind of provider.
pub(super) const fn provider(kind: ProviderKind) -> TextKey {
    match kind {
        ProviderKind::AdultEducation => TextKey::ProviderAdultEducation,
        ProviderKind::Chamber => TextKey::ProviderChamber,
        ProviderKind::Association => TextKey::ProviderAssociation,
        ProviderKind::Academy => TextKey::ProviderAcademy,
        ProviderKind::AppliedUniversity => TextKey::ProviderAppliedUniversity,
        ProviderKind::University => TextKey::ProviderUniversity,
    }
}

/// The name of a kind of funding.
pub(super) const fn funding(kind: FundingKind) -> TextKey {
    match kind {
        FundingKind::Voucher => TextKey::FundingVoucher,
        FundingKind::Employer => TextKey::FundingEmployer,
        FundingKind::Leave => TextKey::FundingLeave,
        FundingKind::State => TextKey::FundingState,
        FundingKind::Advancement => TextKey::FundingAdvancement,
    }
}

/// The name of a kind of certificate, and what it is worth.
pub(super) const fn certificate(kind: CertificateKind) -> [TextKey; 2] {
    match kind {
        CertificateKind::Attendance => [
            TextKey::CertificateAttendance,
            TextKey::CertificateAttendanceDetail,
        ],
        CertificateKind::Provider => [
            TextKey::CertificateProvider,
            TextKey::CertificateProviderDetail,
        ],
        CertificateKind::Chamber => [
            TextKey::CertificateChamber,
            TextKey::CertificateChamberDetail,
        ],
        CertificateKind::Association => [
            TextKey::CertificateAssociation,
            TextKey::CertificateAssociationDetail,
        ],
        CertificateKind::Regulated => [
            TextKey::CertificateRegulated,
            TextKey::CertificateRegulatedDetail,
        ],
        CertificateKind::University => [
            TextKey::CertificateUniversity,
            TextKey::CertificateUniversityDetail,
        ],
    }
}
