//! The only component that holds state: a store, reduced by what the visitor does.

use std::rc::Rc;

use assessment::ladder::Ladder;
use assessment::link::LinkError;
use assessment::session::{Action, Phase, Session};
use assessment::text::push_number;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::content::{Content, Locale};
use crate::markup::tag::{Name, tag};
use crate::platform;
use crate::store::{self, Effect, Keeping, Message, ResultChunk, Store};
use crate::view::{self, Depth, View};

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What is shown at first.
    pub content: Content,
    /// The sitting as it begins, or as it was saved.
    pub session: Session,
    /// The result code that came with the address, if one did.
    #[prop_or_default]
    pub code: Option<AttrValue>,
    /// How it stands with what is loaded later.
    #[prop_or_default]
    pub result_chunk: ResultChunk,
    /// The locales on offer; with fewer than two there is no switch.
    #[prop_or_default]
    pub locales: Rc<[Locale]>,
    /// Called with every new state before it is shown: what was answered is kept even if showing
    /// it should fail.
    #[prop_or_default]
    pub on_keep: Callback<Rc<Store>>,
    /// Called with every state once it is drawn, the first included; of two that are drawn at once, with
    /// the latter, and after each step of a result.
    #[prop_or_default]
    pub on_change: Callback<Rc<Store>>,
    /// Called when the element's script has something to do.
    #[prop_or_default]
    pub on_effect: Callback<Effect>,
}

/// The whole widget. Its state is a [`Store`], which each message changes.
///
/// A component of its own kind, not a function with hooks: that takes 3 kB of a first visit.
pub struct App {
    store: Rc<Store>,
    heading: NodeRef,
    root: NodeRef,
    on: Callback<Message>,
    on_key: Callback<KeyboardEvent>,
    /// Whether something has changed that isn't drawn yet.
    is_behind: bool,
    /// How much of a result is to be drawn.
    depth: Depth,
    /// Whether the next step of a result is asked for already.
    is_step_due: bool,
    /// When what isn't drawn yet is, or the next step.
    timer: Option<Timeout>,
    /// What was drawn last.
    drawn: Option<Place>,
    /// How many times all was drawn anew, beside a translation that the browser had put there.
    anew: u32,
    /// The part that a link leads into, until it is drawn.
    leads: Option<&'static str>,
    /// The element that had the focus before that, by a selector and the place among all that match.
    focused: Option<(String, u32)>,
}

impl Component for App {
    type Message = Message;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        let mut store = Store::new(props.content.clone(), props.session.clone());
        store.result_chunk = props.result_chunk;
        if let Some(code) = &props.code {
            store.open(code.clone());
        }
        let store = Rc::new(store);
        let leads = store.leads();
        props.on_keep.emit(store.clone());
        let root = NodeRef::default();
        Self {
            store,
            heading: NodeRef::default(),
            on: sender(context),
            on_key: on_key(context, root.clone()),
            root,
            is_behind: false,
            depth: Depth::FIRST,
            is_step_due: false,
            timer: None,
            drawn: None,
            anew: 0,
            leads,
            focused: None,
        }
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        if matches!(message, Message::Draw) {
            self.timer = None;
            let is_step = core::mem::take(&mut self.is_step_due) && self.lacks_steps();
            if is_step {
                self.depth = self.depth.next();
            }
            return core::mem::take(&mut self.is_behind) || is_step;
        }
        // The browser shows a choice by itself, so the frame that shows it needn't wait for the rest.
        let waits_for_frame = matches!(message, Message::Act(Action::Respond(..)));
        let before = self.store.clone();
        let is_opened = matches!(message, Message::OpenCode(_) | Message::ResultChunk(_));
        // A screen that is left before it is drawn was on show all the same: drawn by the build.
        let phase = before.on_show().phase;
        if self.drawn.is_some_and(|drawn| drawn.screen.1 != phase) {
            context.props().on_change.emit(before.clone());
        }
        // What leads to another item says when it does, which tells the visitor's pace.
        if let Message::Act(action) = message
            && store::goes_on(action)
        {
            self.store = self.store.clone().reduce(Message::Clock(platform::now()));
        }
        self.store = self.store.clone().reduce(message);
        let is_new = !Rc::ptr_eq(&self.store, &before);
        if is_new {
            context.props().on_keep.emit(self.store.clone());
        }
        if self.store.shared != before.shared && is_opened {
            self.leads = self.store.leads();
        }
        // A result that takes the place of another finds its elements there.
        if shows_result(&self.store) && !shows_result(&before) {
            self.depth = Depth::FIRST;
        }
        if is_new && waits_for_frame {
            self.is_behind = true;
            self.draw_after_frame(context);
            return false;
        }
        let is_drawn = core::mem::take(&mut self.is_behind) || is_new;
        if is_drawn {
            self.mind_translation(&before);
        }
        is_drawn
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let view = View {
            store: &self.store,
            session: self.store.on_show(),
            locales: &context.props().locales,
            depth: self.depth,
            heading: &self.heading,
            on: &self.on,
            on_key: &self.on_key,
        };
        let texts = self.store.content.texts();
        let notices = tag("div", "sc-notices").set(Name::Role, "status");
        let mut key = String::new();
        push_number(&mut key, self.anew);
        tag("section", "sc")
            .node(&self.root)
            .key(&key)
            .set(Name::Part, "root")
            .set_text(Name::Lang, &texts.locale)
            .set(Name::Dir, texts.direction.as_str())
            .set_text(Name::AriaLabel, &texts.title)
            .with(notices.maybe(view::keep::notice(&view)))
            .with(view::screen(&view))
            .into()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let props = context.props();
        props.on_change.emit(self.store.clone());
        // Focus follows the visitor to the next screen, but is never taken when the page loads.
        let place = Place::of(&self.store);
        let before = self.drawn.replace(place);
        let waited = before.is_some_and(|before| before.lacks);
        if place.lacks && !waited {
            props.on_effect.emit(Effect::LoadResultChunk);
        }
        if self.lacks_steps() && !core::mem::replace(&mut self.is_step_due, true) {
            props.on_effect.emit(Effect::Steps);
            self.draw_after_frame(context);
        }
        if let Some((selector, place)) = self.focused.take()
            && !platform::focus_at(&self.root, &selector, place)
        {
            platform::focus(&self.heading);
        }
        if let Some(before) = before {
            place.follow(before, &self.heading, &self.root);
        }
        // Not before all of it is there to scroll through.
        let is_whole = shows_result(&self.store) && !self.lacks_steps();
        if let Some(part) = self.leads.take_if(|_| is_whole) {
            props.on_effect.emit(Effect::GoTo(part));
        }
    }
}

impl App {
    /// Draws what isn't drawn yet, and the next step of a result, once what was drawn is on the screen.
    fn draw_after_frame(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.timer
            .get_or_insert_with(|| platform::after_frame(move || link.send_message(Message::Draw)));
    }

    /// Has all drawn anew where the browser has translated the page: its elements are around texts, or in
    /// their place, which then no longer change. From statement to statement no text does.
    fn mind_translation(&mut self, before: &Store) {
        let (was, is) = (before.on_show().phase, self.store.on_show().phase);
        let is_same_item = was == is && matches!(is, Phase::Item { .. });
        let is_same = is_same_item && before.content == self.store.content;
        if !is_same && platform::is_translated(&self.root) {
            self.focused = platform::focused(&self.root);
            self.anew += 1;
        }
    }

    /// Whether the result on show isn't drawn whole yet.
    fn lacks_steps(&self) -> bool {
        shows_result(&self.store) && self.depth < Depth::Whole
    }
}

fn shows_result(store: &Store) -> bool {
    store.on_show().phase == Phase::Result && !store.waits()
}

/// The digit keys choose a level, 1 the lowest; Enter on the heading goes on as it does on a level.
fn on_key(context: &Context<App>, root: NodeRef) -> Callback<KeyboardEvent> {
    let link = context.link().clone();
    Callback::from(move |event: KeyboardEvent| {
        if platform::is_bare_enter(&event) {
            link.send_message(Message::Act(Action::Next));
        } else if let Some(level) = platform::digit(&event).and_then(|digit| digit.checked_sub(1)) {
            platform::choose(&root, level);
        } else if let Some(other) = platform::arrow(&event) {
            platform::focus_class(&root, other);
        }
    })
}

/// What decides where the focus belongs: the screen, and what stands on it only for a while.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    screen: (bool, Phase),
    /// How the visitor has chosen to be asked.
    ladder: Option<Ladder>,
    /// Whether the screen waits for what it needs.
    waits: bool,
    /// Whether that is yet to be asked for.
    lacks: bool,
    /// Nobody who would have to follow has led here.
    is_quiet: bool,
    /// Where the sitting is kept: a notice about that may go by itself.
    keeping: Keeping,
    /// Whether there is a notice, and what is wrong with a link.
    notices: (bool, Option<LinkError>),
    /// The questions whether to delete everything and whether to start again; the field for a link.
    asked: [bool; 3],
}

impl Place {
    fn of(store: &Store) -> Self {
        Self {
            screen: (store.shared.is_some(), store.on_show().phase),
            ladder: {
                let asking = store.session.asking;
                asking.is_chosen.then_some(asking.ladder)
            },
            waits: store.waits(),
            lacks: store.waits() && store.result_chunk != ResultChunk::Failed,
            is_quiet: store.began_by_itself,
            keeping: store.keeping,
            notices: (store.notice.is_some(), store.link_problem),
            asked: [store.asks_delete, store.asks_restart, store.is_entering],
        }
    }

    /// Moves focus and sight to where they belong now.
    fn follow(self, before: Self, heading: &NodeRef, root: &NodeRef) {
        self.move_focus(before, heading, root);
        // Who has entered a link far down, or followed one there, finds what is wrong with it at the
        // top, whether or not the focus was ours to move.
        if self.has_new_problem(before) {
            platform::show_class(root, "link-problem");
        }
    }

    fn has_new_problem(self, before: Self) -> bool {
        self.notices.1.is_some() && self.notices.1 != before.notices.1
    }

    /// Moves the focus where what had it is gone: to the next screen's heading, into a question and
    /// back to what asked it.
    fn move_focus(self, before: Self, heading: &NodeRef, root: &NodeRef) {
        if self.screen != before.screen || self.ladder != before.ladder {
            if !self.is_quiet {
                platform::focus(heading);
            }
            return;
        }
        if self.waits != before.waits {
            // What was waited for may have come without anybody who waits in front of it.
            if platform::has_focus(root) {
                platform::focus(heading);
            }
            return;
        }
        let is_followed = before.asked[2] || platform::has_focus(root);
        if self.has_new_problem(before) && is_followed {
            platform::focus_class(root, "understood");
            return;
        }
        let asked = [
            ("delete", "cancel"),
            ("restart", "cancel"),
            ("open-link", "sc-open__link"),
        ];
        for (place, (trigger, first)) in asked.into_iter().enumerate() {
            let class = match (before.asked[place], self.asked[place]) {
                (false, true) => first,
                (true, false) => trigger,
                _ => continue,
            };
            if !platform::focus_class(root, class) {
                platform::focus(heading);
            }
            return;
        }
        let is_understood = before.notices.1.is_some() && self.notices.1.is_none();
        let is_dismissed = before.notices.0 && !self.notices.0 && self.keeping == before.keeping;
        if is_understood || is_dismissed {
            platform::focus(heading);
        }
    }
}

/// Takes what views ask for: effects go to the element's script, the rest changes the state.
fn sender(context: &Context<App>) -> Callback<Message> {
    let (link, on_effect) = (context.link().clone(), context.props().on_effect.clone());
    Callback::from(move |message: Message| {
        match message {
            Message::Effect(effect) => return on_effect.emit(effect),
            Message::CloseShared | Message::GoOn => on_effect.emit(Effect::CloseLink),
            Message::Delete => on_effect.emit(Effect::Delete),
            Message::TakeOver | Message::Notice(None) => on_effect.emit(Effect::Decided),
            _ => {}
        }
        link.send_message(message);
    })
}
