//! Sharing a result: one sentence on what the link holds, then the link and the ways to pass it on.

use assessment::text::Message;
use yew::prelude::*;

use super::View;
use super::part;
use crate::store::{Intent, Sharing, Wish, result_address};

/// The section that shares the visitor's own result; nothing where no link can hold it.
pub fn share(view: &View<'_>) -> Html {
    let around = &view.store.surroundings;
    let address = result_address(
        &around.page,
        around.id.as_deref(),
        view.content(),
        view.session,
    );
    let Some(address) = address.map(AttrValue::from) else {
        return Html::default();
    };
    let what = if view.session.verdicts.answered_count() > 0 {
        Message::ShareWhatVerdicts
    } else {
        Message::ShareWhat
    };
    html! {
        <section class="sc-section sc-share" aria-labelledby="sc-share">
            <h3 id="sc-share" class="sc-section__title">{ view.text(Message::ShareTitle) }</h3>
            { part::text("p", "", view.text(what)) }
            <label class="sc-share__link">
                { part::text("span", "sc-legend__detail", view.text(Message::ShareLink)) }
                <input class="sc-share__address" part="link" type="text" readonly=true value={address.clone()} />
            </label>
            { ways(view, &address) }
            <div role="status">{ outcome(view) }</div>
            <div>{ qr(view) }</div>
        </section>
    }
}

fn ways(view: &View<'_>, address: &AttrValue) -> Html {
    let button = |class: &'static str, message, wish: Wish| {
        html! {
            <button
                type="button"
                class={classes!("sc-button", class)}
                part="button"
                onclick={view.intend(Intent::Wish(wish))}
            >
                { view.text(message) }
            </button>
        }
    };
    let subject = view.texts().fill(
        Message::ShareMailSubject,
        &[("title", (&*view.texts().title).into())],
    );
    let mail = [
        "mailto:?subject=",
        &encoded(&subject),
        "&body=",
        &encoded(address),
    ]
    .concat();
    html! {
        <div class="sc-actions">
            { button("sc-button--primary copy", Message::ShareCopy, Wish::Copy(address.clone())) }
            if view.store.surroundings.can_share {
                { button("system-share", Message::ShareSystem, Wish::Share(address.clone())) }
            }
            <a class="sc-button mail" part="button" href={mail} onclick={view.intend(Intent::Wish(Wish::Mailed(address.clone())))}>
                { view.text(Message::ShareMail) }
            </a>
            { button("qr", Message::ShareQr, Wish::Qr(address.clone())) }
        </div>
    }
}

fn outcome(view: &View<'_>) -> Html {
    let message = match view.store.sharing {
        Sharing::Copied => Message::ShareCopied,
        Sharing::CopyFailed => Message::ShareCopyFailed,
        Sharing::QrFailed => Message::ShareQrFailed,
        Sharing::Idle | Sharing::Qr(..) => return html! { <p></p> },
    };
    part::text("p", "sc-remark", view.text(message))
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
            aria-label={view.text(Message::ShareQrLabel).to_string()}
        >
            <rect x={edge} y={edge} width={side.clone()} height={side.clone()} fill="#fff" />
            <path d={path.clone()} fill="#000" />
        </svg>
    }
}

/// A text as part of a URL: everything but unreserved characters is written in hexadecimal.
fn encoded(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(DIGITS[usize::from(byte >> 4)]));
            encoded.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_a_url_reserves_is_written_in_hexadecimal() {
        assert_eq!(encoded("a-B_1.~"), "a-B_1.~");
        assert_eq!(encoded("a b#\u{fc}&="), "a%20b%23%C3%BC%26%3D");
    }
}
