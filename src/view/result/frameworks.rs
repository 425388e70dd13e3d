//! What the competences are called in public frameworks.

use assessment::catalogue::{FrameworkDefinition, MappingDefinition, MatchKind};
use assessment::id::CompetenceIndex;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use super::fold::fold;
use crate::view::{View, part};

/// The frameworks, folded away, where the catalogue names any.
pub(super) fn frameworks(result: &Result<'_>) -> Html {
    let view = result.view;
    let (catalogue, texts) = (view.catalogue(), view.texts());
    if catalogue.frameworks().len() == 0 {
        return Html::default();
    }
    let inside = || {
        let sentences = texts
            .extras
            .frameworks
            .iter()
            .map(|text| &*text.attribution);
        html! {
            <>
                { part::text("p", "", view.text(TextKey::FrameworksLead)) }
                <dl class="sc-exam__parts">
                    { for catalogue.competences().filter_map(|competence| row(view, competence)) }
                </dl>
                { for sentences.filter(|text| !text.is_empty()).map(|text| part::text("p", "sc-note", text)) }
            </>
        }
    };
    let summary = view.text(TextKey::FrameworksTitle);
    fold(view, "sc-more sc-frameworks", None, summary.into(), inside)
}

/// A competence with its entries, if it has any.
fn row(view: &View<'_>, competence: CompetenceIndex) -> Option<Html> {
    let mut mappings = view.catalogue().mappings(competence).enumerate().peekable();
    mappings.peek()?;
    let name = &view.texts().competence(competence).name;
    Some(html! {
        <div key={competence.0}>
            <dt>{ &**name }</dt>
            <dd>
                <ul class="sc-links">
                    { for mappings.map(|(key, (framework, mapping))| html! {
                        <li {key}>{ entry(view, framework, mapping) }</li>
                    }) }
                </ul>
            </dd>
        </div>
    })
}

fn entry(view: &View<'_>, framework: &FrameworkDefinition, mapping: &MappingDefinition) -> Html {
    let texts = view.texts();
    let known = texts.extras.frameworks.get(mapping.framework.get());
    let name = known.map_or("", |text| &*text.name);
    // A code that can be followed is seldom one to read.
    let named = match framework.address(&mapping.code) {
        Some(address) => html! {
            <a class="sc-link sc-link--out" href={address} target="_blank" rel="noopener">{ name }</a>
        },
        None => html! { <>{ name }{ " " }<code>{ &*mapping.code }</code></> },
    };
    html! {
        <>
            { named }
            { " " }
            { part::text("span", "sc-note", view.text(fit(mapping.fit))) }
        </>
    }
}

const fn fit(kind: MatchKind) -> TextKey {
    match kind {
        MatchKind::Exact => TextKey::FrameworksExact,
        MatchKind::Close => TextKey::FrameworksClose,
        MatchKind::Broad => TextKey::FrameworksBroad,
        MatchKind::Narrow => TextKey::FrameworksNarrow,
        MatchKind::Related => TextKey::FrameworksRelated,
    }
}
