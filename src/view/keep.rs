//! What is kept of a sitting and where: what the visitor has to know of it, may choose and delete.

use assessment::text::TextKey;

use super::View;
use super::part;
use crate::markup::icon::{Icon, icon};
use crate::markup::tag::{Name, Tag, tag};
use crate::store::{Effect, Keeping, Message, Notice};

pub(super) mod gate {
    //! See [gates](crate#gates).

    use crate::markup::tag::Tag;
    use crate::view::View;

    gates! {
        /// What is kept of a sitting, and where; the start screen says it once something is.
        "0007" pub(in crate::view) fn section(view: &View<'_>) -> Tag {
            super::section(view)
        }
    }
}

/// What has to be said about the saved sitting, above any screen.
pub fn notice(view: &View<'_>) -> Option<Tag> {
    let notice = view.store.notice.as_ref()?;
    let text = match notice {
        Notice::Unreadable => view.text(TextKey::KeepUnreadable).to_owned(),
        Notice::Refused => view.text(TextKey::KeepRefused).to_owned(),
        Notice::NoLocale => view.text(TextKey::KeepNoLocale).to_owned(),
        Notice::Deleted => view.text(TextKey::KeepDeleted).to_owned(),
        Notice::NotDeleted => view.text(TextKey::KeepNotDeleted).to_owned(),
        Notice::Elsewhere(saved) => view.texts().count(
            TextKey::KeepElsewhereOne,
            TextKey::KeepElsewhereOther,
            saved.session.responses.answered_count() as u32,
        ),
    };
    let elsewhere = matches!(notice, Notice::Elsewhere(_));
    let dismiss = if elsewhere {
        TextKey::KeepMine
    } else {
        TextKey::KeepDismiss
    };
    let take_over = elsewhere.then(|| {
        let text = view.text(TextKey::KeepTakeOver);
        part::button("sc-button take-over", text, view.send(Message::TakeOver))
    });
    let dismiss = view.text(dismiss);
    let dismiss = part::button(
        "sc-button dismiss",
        dismiss,
        view.send(Message::Notice(None)),
    );
    let notice = tag("div", "sc-notice")
        .set(Name::Part, "notice")
        .with(part::text("p", "sc-notice__text", text));
    Some(notice.with(tag("div", "sc-actions").maybe(take_over).with(dismiss)))
}

/// The section about the visitor's data; on the start screen only when there are some.
pub fn section(view: &View<'_>) -> Tag {
    let store = view.store;
    let remembers = store.keeping == Keeping::Device;
    let detail = match store.keeping {
        Keeping::Nothing => TextKey::KeepNothing,
        Keeping::Refused => TextKey::KeepRefused,
        Keeping::Tab => TextKey::KeepTab,
        Keeping::Device => TextKey::KeepDevice,
    };
    let title = tag("h3", "sc-section__title")
        .set(Name::Id, "sc-keep")
        .with(icon(Icon::Lock))
        .with(part::text("span", "", view.text(TextKey::KeepTitle)));
    let remember = tag("input", "sc-choice__radio remember")
        .set(Name::Type, "checkbox")
        .checked(remembers)
        .on_change(view.send(Message::Effect(Effect::Remember(!remembers))));
    let words = [TextKey::KeepRemember, TextKey::KeepRememberDetail].map(|one| view.text(one));
    let words = tag("span", "sc-choice__text")
        .with(part::text("span", "sc-choice__label", words[0]))
        .with(part::text("span", "sc-choice__detail", words[1]));
    // Where the page keeps nothing, nothing is offered.
    let choice = (store.keeping != Keeping::Nothing).then(|| {
        tag("label", "sc-choice sc-keep__choice")
            .with(remember)
            .with(words)
    });
    tag("section", "sc-section sc-keep")
        .set(Name::AriaLabelledby, "sc-keep")
        .with(title)
        .with(part::text("p", "sc-keep__state", view.text(detail)))
        .maybe(choice)
        .with(delete(view))
}

fn delete(view: &View<'_>) -> Tag {
    let button = |class, key, message| part::button(class, view.text(key), view.send(message));
    let actions = tag("div", "sc-actions");
    if !view.store.asks_delete {
        let ask = Message::AskDelete(true);
        return actions.with(button("sc-button delete", TextKey::KeepDelete, ask));
    }
    let question = tag("p", "")
        .set(Name::Id, "sc-delete")
        .set(Name::Role, "alert")
        .text(view.text(TextKey::KeepQuestion));
    let (confirm, cancel) = (TextKey::RestartConfirm, TextKey::RestartCancel);
    actions
        .set(Name::Role, "group")
        .set(Name::AriaLabelledby, "sc-delete")
        .with(question)
        .with(button("sc-button confirm-delete", confirm, Message::Delete))
        .with(button(
            "sc-button cancel",
            cancel,
            Message::AskDelete(false),
        ))
}
