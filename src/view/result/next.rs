//! How to go on after the result, by country.

use assessment::id::CountryIndex;
use assessment::text::{self, StepText, TextKey};
use yew::prelude::*;

use super::Result;
use crate::country;
use crate::store::Message;
use crate::view::part::{self, Choice};

/// The section, where the catalogue says anything on it.
pub(super) fn next(result: &Result<'_>) -> Html {
    let view = result.view;
    let catalogue = view.catalogue();
    let Some(shown) = country::shown(catalogue, view.store) else {
        return Html::default();
    };
    let steps = &catalogue.country(shown).steps;
    let Some(text) = view.texts().extras.countries.get(shown.get()) else {
        return Html::default();
    };
    let terms = terms(result);
    let has_links = steps.iter().any(|step| !step.links.is_empty());
    html! {
        <section class="sc-section sc-next" aria-labelledby="sc-next">
            <h4 id="sc-next" class="sc-section__title">{ view.text(TextKey::NextTitle) }</h4>
            if catalogue.countries().len() > 1 {
                { countries(result, shown) }
            }
            <ol class="sc-next__steps">
                { for steps.iter().zip(&text.steps).map(|(definition, text)| {
                    step(definition.id.as_str(), text, &definition.links, &terms)
                }) }
            </ol>
            if has_links {
                { part::text("p", "sc-note", view.text(TextKey::NextLinks)) }
            }
        </section>
    }
}

fn countries(result: &Result<'_>, shown: CountryIndex) -> Html {
    let view = result.view;
    let legend = part::text("span", "sc-legend", view.text(TextKey::NextCountry));
    let texts = &view.texts().extras.countries;
    let choices: Vec<Choice<'_>> = view
        .catalogue()
        .countries()
        .zip(texts)
        .map(|(country, text)| Choice {
            value: view.catalogue().country(country).id.as_str(),
            label: &text.name,
            detail: "",
            checked: country == shown,
            message: Message::Country(country),
        })
        .collect();
    html! { <div class="sc-levels">{ part::choices(view, "country", legend, &choices) }</div> }
}

/// What to search for: the first term of each recommended module, or its name; without any, the
/// occupation.
fn terms(result: &Result<'_>) -> String {
    let (content, texts) = (result.view.content(), result.view.texts());
    let modules = result.recommendation.modules.iter();
    let mut terms: Vec<&str> = modules
        .map(|advice| {
            let text = texts.module(advice.module);
            text.search.first().map_or(&*text.name, |term| term)
        })
        .collect();
    if terms.is_empty() {
        terms.push(&texts.occupation);
    }
    let quoted: Vec<String> = terms
        .into_iter()
        .map(|term| texts.fill(TextKey::ModulesQuoted, &[("term", term.into())]))
        .collect();
    content.list(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
}

fn step(key: &str, text: &StepText, links: &[Box<str>], terms: &str) -> Html {
    let said = text::fill(&text.text, &[("search", terms.into())]);
    html! {
        <li key={key.to_owned()} class="sc-next__step">
            { part::text("h5", "sc-subtitle", &*text.title) }
            { part::text("p", "", said) }
            if !links.is_empty() {
                <ul class="sc-links">
                    { for links.iter().zip(&text.links).enumerate().map(|(key, (address, name))| html! {
                        <li {key}>
                            <a class="sc-link sc-link--out" href={address.to_string()} target="_blank" rel="noopener">{ &**name }</a>
                        </li>
                    }) }
                </ul>
            }
        </li>
    }
}
