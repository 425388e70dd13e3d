//! Handing a result over to whom the page names, or giving the answers for statistics: what goes where is said and
//! shown first, and nothing goes without a tick and a click.

use assessment::handover::Noise;
use assessment::text::TextKey;
use yew::prelude::*;

use super::{View, part};
use crate::store::{Effect, Message, Recipient, Taking, Way};

/// The id of the heading that the way to it leads to.
pub const HEADING: &str = "sc-handover";

/// One of the two forms.
#[derive(Clone, Copy)]
struct Form<'a> {
    view: &'a View<'a>,
    recipient: &'a Recipient,
    /// What the script knows it by, and its class.
    kind: &'static str,
    class: &'static str,
    /// Who gets it, in words.
    name: &'a str,
    /// Whether it has gone.
    is_sent: bool,
}

impl Form<'_> {
    fn message(&self, step: &str) -> Message {
        Message::Effect(Effect::Take(Taking::with(self.kind, step)))
    }

    fn fill(&self, key: TextKey) -> String {
        self.view
            .texts()
            .fill(key, &[("recipient", self.name.into())])
    }
}

/// What the page is called where it says nothing better.
fn name<'a>(view: &'a View<'_>, recipient: &'a Recipient) -> &'a str {
    if recipient.name.is_empty() {
        view.text(TextKey::HandoverPage)
    } else {
        &recipient.name
    }
}

/// What the button says that leads to the form; nothing where the page takes no results.
pub fn action(view: &View<'_>) -> Option<String> {
    let recipient = view.store.takes().recipient?;
    let values = [("recipient", name(view, &recipient).into())];
    Some(view.texts().fill(TextKey::HandoverAction, &values))
}

/// Both forms, as far as the page takes something.
pub fn handover(view: &View<'_>) -> Html {
    let takes = view.store.takes();
    let Some(recipient) = &takes.recipient else {
        return Html::default();
    };
    let form = |kind, class, is_sent| Form {
        view,
        recipient,
        kind,
        class,
        name: name(view, recipient),
        is_sent,
    };
    // Which statements of the short way are asked follows from the answers, which no noise hides.
    let donation = takes
        .donation
        .filter(|noise| noise.is_none() || !view.session.is_quick);
    html! {
        <>
            { result(&form("handover", "sc-handover", view.store.is_handed_over())) }
            if let Some(noise) = donation {
                { donate(&form("donate", "sc-donation", view.store.has_donated), noise) }
            }
        </>
    }
}

/// The result, as much of it as the visitor chooses.
fn result(form: &Form<'_>) -> Html {
    let view = form.view;
    let scope = |value: &'static str, is_first, label, detail| {
        html! {
            <label class="sc-choice">
                <input class="sc-choice__radio" type="radio" name="handover-scope" {value} checked={is_first} />
                <span class="sc-choice__text">
                    { part::text("span", "sc-choice__label", view.text(label)) }
                    { part::text("span", "sc-choice__detail", view.text(detail)) }
                </span>
            </label>
        }
    };
    let inside = html! {
        <>
            <fieldset class="sc-choices">
                <legend class="sc-choices__legend">{ view.text(TextKey::HandoverScope) }</legend>
                <div class="sc-choices__list">
                    { scope("areas", true, TextKey::HandoverAreas, TextKey::HandoverAreasDetail) }
                    { scope("everything", false, TextKey::HandoverEverything, TextKey::HandoverEverythingDetail) }
                </div>
            </fieldset>
            <label class="sc-share__link">
                { part::text("span", "sc-legend__detail", view.text(TextKey::HandoverNote)) }
                <textarea class="sc-handover__note" rows="2" maxlength="500" autocomplete="off" />
            </label>
        </>
    };
    let lead = html! { <p>{ form.fill(lead(form.recipient.way)) }</p> };
    section(
        form,
        HEADING,
        form.fill(TextKey::HandoverTitle),
        lead,
        inside,
    )
}

const fn lead(way: Way) -> TextKey {
    match way {
        Way::Post => TextKey::HandoverLead,
        Way::Mail => TextKey::HandoverLeadMail,
        Way::Page => TextKey::HandoverLeadPage,
    }
}

/// The answers without a name.
fn donate(form: &Form<'_>, noise: Option<Noise>) -> Html {
    let view = form.view;
    let noise = noise.map(|noise| {
        // What most competences have; the formula goes by each one's own.
        let levels = view.texts().levels.len() as u8;
        let values = [
            ("count", noise.kept_percent(levels).into()),
            ("epsilon", u32::from(noise.epsilon()).into()),
        ];
        view.texts().fill(TextKey::DonateNoise, &values)
    });
    let lead = html! {
        <>
            <p>{ form.fill(TextKey::DonateLead) }</p>
            if let Some(noise) = noise {
                <p>{ noise }</p>
            }
        </>
    };
    let title = view.text(TextKey::DonateTitle).to_owned();
    section(form, "sc-donate", title, lead, Html::default())
}

fn section(form: &Form<'_>, id: &'static str, title: String, lead: Html, inside: Html) -> Html {
    let view = form.view;
    let send = form.message("send");
    let on_submit = view.on.reform(move |event: SubmitEvent| {
        event.prevent_default();
        send.clone()
    });
    let action = match form.recipient.way {
        Way::Mail => TextKey::HandoverMail,
        Way::Post | Way::Page => TextKey::HandoverSend,
    };
    let has_failed = view.store.has_failed(&[form.kind]);
    html! {
        <section class={classes!("sc-section", form.class)} aria-labelledby={id}>
            <h3 {id} class="sc-section__title">{ title }</h3>
            { lead }
            if !form.is_sent {
                <form
                    class="sc-handover__form"
                    data-way={form.recipient.way.as_str()}
                    data-address={form.recipient.address.clone()}
                    onsubmit={on_submit}
                    oninput={view.send(form.message("show"))}
                >
                    { inside }
                    <details class="sc-more" ontoggle={view.send(form.message("show"))}>
                        <summary>{ view.text(TextKey::HandoverPreview) }</summary>
                        <pre class="sc-handover__preview" tabindex="0"></pre>
                    </details>
                    <label class="sc-tick" part="choice">
                        <input class="sc-tick__box" type="checkbox" name="consent" required=true />
                        <span class="sc-tick__label">{ form.fill(TextKey::HandoverConsent) }</span>
                    </label>
                    <div class="sc-actions">
                        <button type="submit" class="sc-button sc-button--primary send" part="button primary-button">
                            { view.text(action) }
                        </button>
                        if has_failed {
                            <button type="button" class="sc-button save" part="button" onclick={view.send(form.message("save"))}>
                                { view.text(TextKey::HandoverSave) }
                            </button>
                        }
                    </div>
                </form>
            }
            <div role="status">
                if has_failed {
                    { part::text("p", "sc-remark", view.text(TextKey::HandoverFailed)) }
                } else if form.is_sent {
                    { part::text("p", "sc-remark", form.fill(sent(form.recipient.way))) }
                }
            </div>
        </section>
    }
}

const fn sent(way: Way) -> TextKey {
    match way {
        Way::Post => TextKey::HandoverSent,
        Way::Mail => TextKey::HandoverMailed,
        Way::Page => TextKey::HandoverGiven,
    }
}
