//! Where competences and modules come from.

use assessment::catalogue::{Provenance, ProvenanceKind};
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use super::fold::fold;
use crate::view::{View, part};

/// The origins of the competences, folded away, where the catalogue says any.
pub(super) fn provenance(result: &Result<'_>) -> Html {
    let view = result.view;
    let catalogue = view.catalogue();
    let mut rows = catalogue
        .competences()
        .filter_map(|competence| {
            let origins = origins(view, catalogue.provenance(competence)?)?;
            Some((competence, origins))
        })
        .peekable();
    if rows.peek().is_none() {
        return Html::default();
    }
    let inside = || {
        html! {
            <>
                { part::text("p", "", view.text(TextKey::ProvenanceLead)) }
                <dl class="sc-exam__parts">
                    { for rows.map(|(competence, origins)| html! {
                        <div key={competence.0}>
                            <dt>{ &*view.texts().competence(competence).name }</dt>
                            <dd>{ origins }</dd>
                        </div>
                    }) }
                </dl>
            </>
        }
    };
    let summary = view.text(TextKey::ProvenanceTitle);
    fold(view, "sc-more sc-provenance", None, summary.into(), inside)
}

/// The origins of something in a line, if any are known.
pub(super) fn origins(view: &View<'_>, provenance: &Provenance) -> Option<String> {
    let names: Vec<&str> = provenance
        .places()
        .map(|(kind, name)| match kind {
            ProvenanceKind::Seed => view.text(TextKey::ProvenanceSeed),
            ProvenanceKind::Source => name,
            ProvenanceKind::Editorial => view.text(TextKey::ProvenanceEditorial),
        })
        .collect();
    (!names.is_empty()).then(|| names.join(view.text(TextKey::ListSeparator)))
}
