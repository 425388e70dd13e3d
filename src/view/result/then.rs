//! Then and now: results that the visitor keeps on the device, and one that lies over the picture.

use assessment::id::{FamilyIndex, ProfileIndex};
use assessment::link;
use assessment::scoring;
use assessment::session::Session;
use assessment::summary::Summary;
use assessment::text::TextKey;
use yew::prelude::*;

use super::Result;
use super::way::{self, Picture};
use crate::store::{Earlier, Effect, Keeping, Message, Shared, Taking, read_earlier};
use crate::view::{View, part};

/// The picture of the verdict, with another result over it where the visitor wants one.
pub(super) fn figure(result: &Result<'_>) -> Html {
    let view = result.view;
    let over = over(result);
    let picture = Picture {
        view,
        summary: result.summary,
        is_theirs: result.shared().is_some(),
        over: over.as_ref().map(|(name, summary)| (&**name, summary)),
    };
    way::figure(&picture, choice(result))
}

/// What lies over the result on show, with what it is called.
fn over(result: &Result<'_>) -> Option<(String, Summary)> {
    let view = result.view;
    if let Some(shared) = result.shared() {
        return own(view, shared, view.session.family, result.target);
    }
    let kept = kept(view);
    let earlier = kept.get(usize::from(view.store.laid?))?;
    let summary = measured(view, &earlier.session, view.session.family, result.target);
    Some((view.content().date(&earlier.day), summary))
}

/// The visitor's own result, measured as a shared one that it is compared with.
pub(super) fn own(
    view: &View<'_>,
    shared: &Shared,
    family: FamilyIndex,
    target: ProfileIndex,
) -> Option<(String, Summary)> {
    let name = if shared.is_earlier {
        TextKey::CompareNow
    } else {
        TextKey::CompareOwn
    };
    shared.is_compared.then(|| {
        let summary = measured(view, &view.store.session, family, target);
        (view.text(name).to_owned(), summary)
    })
}

/// The summary of answers that are measured against another target than their own.
fn measured(
    view: &View<'_>,
    session: &Session,
    family: FamilyIndex,
    target: ProfileIndex,
) -> Summary {
    let scores = scoring::score(view.catalogue(), &session.responses);
    let session = Session {
        family,
        ..session.clone()
    };
    Summary::new(view.catalogue(), &session, &scores, target)
}

/// The code of the result on show; none where no code can hold it.
fn code(view: &View<'_>) -> Option<String> {
    link::encode_session(view.catalogue(), view.session).ok()
}

/// The results that are kept on the device.
fn kept(view: &View<'_>) -> Vec<Earlier> {
    read_earlier(view.catalogue(), &view.store.earlier)
}

/// Which of the kept results lies over the picture.
fn choice(result: &Result<'_>) -> Html {
    let view = result.view;
    let current = code(view);
    let kept = kept(view);
    let others = (0..).zip(&kept);
    let others: Vec<(u8, &Earlier)> = others
        .filter(|(_, one)| Some(&*one.code) != current.as_deref())
        .collect();
    if result.shared().is_some() || others.is_empty() {
        return html! { <div></div> };
    }
    html! {
        <div class="sc-then" role="group" aria-labelledby="sc-then-lay">
            <span id="sc-then-lay" class="sc-note">{ view.text(TextKey::ThenLay) }</span>
            { for others.into_iter().map(|(place, earlier)| {
                let is_laid = view.store.laid == Some(place);
                html! {
                    <button
                        key={earlier.code.to_string()}
                        type="button"
                        class="sc-button sc-button--small lay"
                        part="button"
                        aria-pressed={if is_laid { "true" } else { "false" }}
                        onclick={view.send(Message::Lay((!is_laid).then_some(place)))}
                    >
                        { view.content().date(&earlier.day) }
                    </button>
                }
            }) }
        </div>
    }
}

/// The section that keeps the visitor's own result for later, and lists what is kept.
pub(super) fn keep(result: &Result<'_>) -> Html {
    let view = result.view;
    let is_kept_nowhere = matches!(view.store.keeping, Keeping::Nothing | Keeping::Refused);
    let Some(code) = code(view).filter(|_| result.shared().is_none() && !is_kept_nowhere) else {
        return html! { <div></div> };
    };
    let kept = kept(view);
    let is_kept = kept.iter().any(|one| *one.code == code);
    let drop = |earlier: &Earlier| {
        let date = view.content().date(&earlier.day);
        let label = view
            .texts()
            .fill(TextKey::ThenDrop, &[("date", (&*date).into())]);
        html! {
            <li key={earlier.code.to_string()}>
                <button
                    type="button"
                    class="sc-link drop"
                    part="button"
                    onclick={view.send(Message::Effect(Effect::Take(Taking::with("drop", &earlier.code))))}
                >
                    { label }
                </button>
            </li>
        }
    };
    html! {
        <section class="sc-section sc-kept" aria-labelledby="sc-then">
            <h3 id="sc-then" class="sc-section__title">{ view.text(TextKey::ThenTitle) }</h3>
            { part::text("p", "", view.text(TextKey::ThenLead)) }
            <div role="status">
                if is_kept {
                    { part::text("p", "", view.text(TextKey::ThenKept)) }
                }
                if view.store.has_failed(&["keep", "drop"]) {
                    { part::text("p", "sc-remark", view.text(TextKey::ThenFailed)) }
                }
            </div>
            if !is_kept {
                <div class="sc-actions">
                    <button
                        type="button"
                        class="sc-button keep-result"
                        part="button"
                        onclick={view.send(Message::Effect(Effect::Take(Taking::with("keep", &code))))}
                    >
                        { view.text(TextKey::ThenKeep) }
                    </button>
                </div>
            }
            <ul class="sc-kept__list">{ for kept.iter().map(drop) }</ul>
        </section>
    }
}
