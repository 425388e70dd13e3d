//! Sharing a result: one sentence on what the link holds, then the link and the ways to pass it on.

use assessment::link;
use assessment::text::TextKey;
use yew::prelude::*;

use super::part::{self, Choice};
use super::{Depth, View};
use crate::picked::Part;
use crate::store::{Effect, Message, Scope, Sharing, Taking, result_address};

/// What a picture of a result says in figures.
#[derive(Clone, Copy, Debug)]
pub struct Figures<'a> {
    /// The share of the goal that is met.
    pub share: &'a str,
    /// How many items are answered.
    pub coverage: &'a str,
}

/// The section that shares the visitor's own result; nothing where no link can hold it. `sentence` says to
/// others what it comes to.
pub fn share(view: &View<'_>, sentence: &str, figures: Figures<'_>) -> Html {
    let scope = view.store.scope;
    let Some(address) = address(view, scope).map(AttrValue::from) else {
        return Html::default();
    };
    let what = match scope {
        Scope::Summary => TextKey::ShareWhatSummary,
        Scope::Answers(_) if view.session.verdicts.answered_count() > 0 => {
            TextKey::ShareWhatVerdicts
        }
        Scope::Answers(_) => TextKey::ShareWhat,
    };
    html! {
        <section class="sc-section sc-share" aria-labelledby="sc-share">
            <h3 id="sc-share" class="sc-section__title">{ view.text(TextKey::ShareTitle) }</h3>
            { scopes(view) }
            { part::text("p", "", view.text(what)) }
            { parts(view) }
            <label class="sc-share__link">
                { part::text("span", "sc-legend__detail", view.text(TextKey::ShareLink)) }
                <input class="sc-share__address" part="link" type="text" readonly=true value={address.clone()} />
            </label>
            { ways(view, &address, sentence) }
            <div role="status">{ outcome(view) }</div>
            <div>{ qr(view) }</div>
            { card(view, sentence, figures) }
        </section>
    }
}

/// The address of the result on show, with what a link of this scope holds.
pub fn address(view: &View<'_>, scope: Scope) -> Option<String> {
    let around = &view.store.surroundings;
    let id = around.id.as_deref();
    result_address(&around.page, id, view.content(), view.session, scope)
}

/// What the link is to hold.
fn scopes(view: &View<'_>) -> Html {
    let is_summary = view.store.scope == Scope::Summary;
    let choice = |value, label, detail, checked, scope| Choice {
        value,
        label: view.text(label),
        detail: view.text(detail),
        checked,
        message: Message::Scope(scope),
    };
    let choices = [
        choice(
            "answers",
            TextKey::ShareScopeAnswers,
            TextKey::ShareScopeAnswersDetail,
            !is_summary,
            Scope::default(),
        ),
        choice(
            "summary",
            TextKey::ShareScopeSummary,
            TextKey::ShareScopeSummaryDetail,
            is_summary,
            Scope::Summary,
        ),
    ];
    let legend = view.text(TextKey::ShareScope).to_owned().into();
    part::choices(view, "share-scope", legend, &choices)
}

/// Where the result is to be opened, folded away: all of it, or one of its parts.
fn parts(view: &View<'_>) -> Html {
    let Scope::Answers(chosen) = view.store.scope else {
        return html! { <div></div> };
    };
    let choice = |part: Option<Part>, label| Choice {
        value: part.map_or("", Part::name),
        label: view.text(label),
        detail: "",
        checked: chosen == part,
        message: Message::Scope(Scope::Answers(part)),
    };
    let choices = [
        choice(None, TextKey::SharePartAll),
        choice(Some(Part::Areas), TextKey::PartsAreas),
        choice(Some(Part::Profiles), TextKey::PartsProfiles),
        choice(Some(Part::Plan), TextKey::PartsPlan),
        choice(Some(Part::Answers), TextKey::AnswersTitle),
    ];
    let legend = view.text(TextKey::SharePart).to_owned();
    let name = legend.clone().into();
    let is_made = view.depth > Depth::Beginning;
    html! {
        <details class="sc-more sc-share__parts">
            <summary>{ legend }</summary>
            if is_made {
                { part::choices(view, "share-part", name, &choices) }
            }
        </details>
    }
}

fn button(view: &View<'_>, class: &'static str, key: TextKey, effect: Effect) -> Html {
    html! {
        <button
            type="button"
            class={classes!("sc-button", class)}
            part="button"
            onclick={view.send(Message::Effect(effect))}
        >
            { view.text(key) }
        </button>
    }
}

fn ways(view: &View<'_>, address: &AttrValue, sentence: &str) -> Html {
    let button = |class, key, effect| button(view, class, key, effect);
    let title = ("title", (&*view.texts().title).into());
    let subject = view.texts().fill(TextKey::ShareMailSubject, &[title]);
    let text = view
        .texts()
        .fill(TextKey::ShareText, &[title, ("sentence", sentence.into())]);
    let message = AttrValue::from([&text, "\n", &**address].concat());
    let mail = [
        "mailto:?subject=",
        &link::encoded(&subject),
        "&body=",
        &link::encoded(&[&text, "\r\n\r\n", &**address].concat()),
    ]
    .concat();
    html! {
        <div class="sc-actions">
            { button("sc-button--primary copy", TextKey::ShareCopy, Effect::Copy(address.clone())) }
            if view.store.surroundings.can_share {
                { button("system-share", TextKey::ShareSystem, Effect::Share(message)) }
            }
            <a class="sc-button mail" part="button" href={mail} onclick={view.send(Message::Effect(Effect::Mailed(address.clone())))}>
                { view.text(TextKey::ShareMail) }
            </a>
            { button("qr", TextKey::ShareQr, Effect::Take(Taking::qr(address))) }
        </div>
    }
}

fn outcome(view: &View<'_>) -> Html {
    let key = match view.store.sharing {
        _ if view.store.has_failed(&["qr"]) => TextKey::ShareQrFailed,
        Sharing::Copied => TextKey::ShareCopied,
        Sharing::CopyFailed => TextKey::ShareCopyFailed,
        Sharing::Idle | Sharing::Qr(..) => return html! { <p></p> },
    };
    part::text("p", "sc-remark", view.text(key))
}

/// Draws the picture of a result as its form says now, or passes it on, or saves it: `draw`, `share`, `save`.
fn card_effect(how: &str) -> Effect {
    Effect::Take(Taking::with("card", how))
}

/// The result as a picture, which `embed/card.js` draws from the verdict on show as the form says.
fn card(view: &View<'_>, sentence: &str, figures: Figures<'_>) -> Html {
    let draw = || Message::Effect(card_effect("draw"));
    let option = |name: &'static str, key| {
        html! {
            <label class="sc-tick" part="choice">
                <input class="sc-tick__box" type="checkbox" {name} />
                { part::text("span", "sc-tick__label", view.text(key)) }
            </label>
        }
    };
    let note = view.texts().fill(
        TextKey::ShareCardNote,
        &[("coverage", figures.coverage.into())],
    );
    // The address of a file on a computer says whose it is.
    let page = view.store.surroundings.web_page();
    let page = page.split_once("://").map_or("", |(_, rest)| rest);
    // Another sentence, or a part that was closed, comes with a new form: nothing else is shown than is saved.
    let is_made = view.depth > Depth::Beginning;
    let key = [sentence, figures.share, if is_made { "+" } else { "" }].concat();
    html! {
        <details {key} class="sc-more sc-card-more" ontoggle={view.send(draw())}>
            <summary>{ view.text(TextKey::ShareCard) }</summary>
            if is_made {
            <div
                class="sc-card"
                data-title={view.texts().title.to_string()}
                data-note={note}
                data-share={figures.share.to_owned()}
                data-page={page.trim_end_matches('/').to_owned()}
                oninput={view.send(draw())}
            >
                { part::text("p", "sc-note", view.text(TextKey::ShareCardLead)) }
                <label class="sc-share__link">
                    { part::text("span", "sc-legend__detail", view.text(TextKey::ShareCardText)) }
                    <textarea class="sc-card__text" rows="3" maxlength="220" defaultvalue={sentence.to_owned()} />
                </label>
                <div class="sc-card__options">
                    { option("card-tall", TextKey::ShareCardTall) }
                    { option("card-swap", TextKey::ShareCardSwap) }
                    { option("card-bare", TextKey::ShareCardBare) }
                </div>
                <canvas class="sc-card__picture" role="img" aria-label={view.text(TextKey::ShareCardLabel).to_owned()} />
                <div class="sc-actions">
                    if view.store.surroundings.can_share {
                        { button(view, "sc-button--primary card-share", TextKey::ShareCardShare, card_effect("share")) }
                    }
                    { button(view, "card-save", TextKey::ShareCardSave, card_effect("save")) }
                </div>
                <div role="status">
                    if view.store.has_failed(&["card"]) {
                        { part::text("p", "sc-remark", view.text(TextKey::ShareCardFailed)) }
                    }
                </div>
            </div>
            }
        </details>
    }
}

/// The QR code: black on white in every theme, with the quiet zone of four modules that scanners need.
fn qr(view: &View<'_>) -> Html {
    const QUIET: u32 = 4;
    let Sharing::Qr(width, path) = &view.store.sharing else {
        return Html::default();
    };
    let side = (width + 2 * QUIET).to_string();
    let edge = "-4";
    html! {
        <svg
            class="sc-qr"
            viewBox={["-4 -4 ", &side, " ", &side].concat()}
            width="240"
            height="240"
            shape-rendering="crispEdges"
            role="img"
            aria-label={view.text(TextKey::ShareQrLabel).to_string()}
        >
            <rect x={edge} y={edge} width={side.clone()} height={side.clone()} fill="#fff" />
            <path d={path.clone()} fill="#000" />
        </svg>
    }
}
