//! What is kept of a sitting and where: what the visitor has to know of it, may choose and delete.

use assessment::text::Message;

use super::View;
use super::icon::{Icon, icon};
use super::part;
use super::tag::{Name, Tag, tag};
use crate::store::{Intent, Keeping, Notice, Wish};

/// What has to be said about the saved sitting, above any screen.
pub fn notice(view: &View<'_>) -> Option<Tag> {
    let notice = view.store.notice.as_ref()?;
    let text = match notice {
        Notice::Unreadable => view.text(Message::KeepUnreadable).to_owned(),
        Notice::Refused => view.text(Message::KeepRefused).to_owned(),
        Notice::NoLocale => view.text(Message::KeepNoLocale).to_owned(),
        Notice::Deleted => view.text(Message::KeepDeleted).to_owned(),
        Notice::NotDeleted => view.text(Message::KeepNotDeleted).to_owned(),
        Notice::Elsewhere(saved) => view.texts().count(
            Message::KeepElsewhereOne,
            Message::KeepElsewhereOther,
            saved.session.responses.answered_count() as u32,
        ),
    };
    let elsewhere = matches!(notice, Notice::Elsewhere(_));
    let dismiss = if elsewhere {
        Message::KeepMine
    } else {
        Message::KeepDismiss
    };
    let take_over = elsewhere.then(|| {
        let text = view.text(Message::KeepTakeOver);
        part::button("sc-button take-over", text, view.intend(Intent::TakeOver))
    });
    let dismiss = view.text(dismiss);
    let dismiss = part::button(
        "sc-button dismiss",
        dismiss,
        view.intend(Intent::Notice(None)),
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
        Keeping::Nothing => Message::KeepNothing,
        Keeping::Refused => Message::KeepRefused,
        Keeping::Tab => Message::KeepTab,
        Keeping::Device => Message::KeepDevice,
    };
    let title = tag("h3", "sc-section__title")
        .set(Name::Id, "sc-keep")
        .with(icon(Icon::Lock))
        .with(part::text("span", "", view.text(Message::KeepTitle)));
    let remember = tag("input", "sc-choice__radio remember")
        .set(Name::Type, "checkbox")
        .checked(remembers)
        .on_change(view.intend(Intent::Wish(Wish::Remember(!remembers))));
    let words = [Message::KeepRemember, Message::KeepRememberDetail].map(|one| view.text(one));
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
    let button =
        |class, message, intent| part::button(class, view.text(message), view.intend(intent));
    let actions = tag("div", "sc-actions");
    if !view.store.asks_delete {
        let ask = Intent::AskDelete(true);
        return actions.with(button("sc-button delete", Message::KeepDelete, ask));
    }
    let question = tag("p", "")
        .set(Name::Id, "sc-delete")
        .set(Name::Role, "alert")
        .text(view.text(Message::KeepQuestion));
    let (confirm, cancel) = (Message::RestartConfirm, Message::RestartCancel);
    actions
        .set(Name::Role, "group")
        .set(Name::AriaLabelledby, "sc-delete")
        .with(question)
        .with(button("sc-button confirm-delete", confirm, Intent::Delete))
        .with(button("sc-button cancel", cancel, Intent::AskDelete(false)))
}
