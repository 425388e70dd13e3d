//! The life of a widget: how it is mounted and told of what changes, and what its element hears of that through
//! [`Host`].

pub(crate) mod attributes;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use assessment::Catalogue;
use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::ladder::Ladder;
use assessment::link;
use assessment::record::{self, Saved};
use assessment::response::Response;
use assessment::session::{Phase, Session};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use crate::app::{App, AppProps};
use crate::completion;
use crate::content::{self, Content, Locale};
use crate::host::{Host, Kept, Setup, Standing};
use crate::store::{self, Effect, Message, Notice, ResultChunk, Store, Surroundings};

/// One check on the page.
pub(crate) struct Check {
    pub(crate) content: Content,
    /// The element, whose attributes say what the page wants.
    pub(crate) element: Element,
    counter: Rc<Cell<u64>>,
    shown: Rc<RefCell<Option<Rc<Store>>>>,
    pub(crate) host: Host,
    app: AppHandle<App>,
}

impl Check {
    /// For the constructor of `bridge::Widget`.
    pub(crate) fn mount(
        place: Element,
        catalogue: &[u8],
        has_chunk: bool,
        host: Host,
        setup: &Setup,
    ) -> Result<Self, JsValue> {
        let content = content(catalogue, has_chunk)?;
        let element = setup.element();
        let (family, level) = aim(content.catalogue(), &element, &host);
        let mut waiting = Vec::new();
        let saved = setup
            .record()
            .and_then(|text| restore(content.catalogue(), &text, &host, &mut waiting));
        let counter = Rc::new(Cell::new(saved.as_ref().map_or(0, |saved| saved.counter)));
        let session = saved.map_or_else(
            || Session::new(content.catalogue(), family, level),
            |saved| saved.session,
        );
        let shown = Rc::new(RefCell::new(None));
        let on_effect = {
            let host = host.clone();
            Callback::from(move |effect| carry_out(&host, &effect))
        };
        let props = AppProps {
            content: content.clone(),
            session,
            code: code(&setup.fragment(), &element),
            result_chunk: if has_chunk {
                ResultChunk::Here
            } else {
                ResultChunk::Coming
            },
            locales: locales(&setup.locales()),
            on_keep: keeper(host.clone(), counter.clone(), shown.clone()),
            on_change: reporter(host.clone()),
            on_effect,
        };
        let app = yew::Renderer::<App>::with_root_and_props(place, props).render();
        for message in waiting {
            app.send_message(message);
        }
        Ok(Self {
            content,
            element,
            counter,
            shown,
            host,
            app,
        })
    }

    pub(crate) fn show(&mut self, catalogue: &[u8], has_chunk: bool) -> Result<(), JsValue> {
        let content = content(catalogue, has_chunk)?;
        self.content = content.clone();
        self.dispatch(Message::Show(content));
        Ok(())
    }

    pub(crate) fn aim(&self) {
        let (family, level) = aim(self.content.catalogue(), &self.element, &self.host);
        self.dispatch(Message::Aim(family, level));
    }

    pub(crate) fn early(&self, act: u8, value: u8) {
        if let Some(message) = store::early(self.content.catalogue(), act, value) {
            self.dispatch(message);
        }
    }

    pub(crate) fn stand(&self, standing: &Standing) {
        let areas = self.element.get_attribute("areas").unwrap_or_default();
        self.dispatch(Message::Stand(Surroundings {
            page: standing.page().into(),
            id: id(&self.element).map(AttrValue::from),
            can_share: standing.shares(),
            no_print: !standing.prints(),
            is_quick: standing.quick(),
            ladder: if standing.whole() {
                Ladder::All
            } else {
                Ladder::Steps
            },
            left_out: left_out(self.content.catalogue(), &areas),
        }));
    }

    pub(crate) fn modules(&self) -> String {
        let catalogue = self.content.catalogue();
        let mut ids = String::new();
        for module in catalogue.modules() {
            ids.push_str(catalogue.module(module).id.as_str());
            ids.push('\n');
        }
        ids
    }

    pub(crate) fn open_fragment(&self, fragment: &str) {
        self.dispatch(match code(fragment, &self.element) {
            Some(code) => Message::OpenCode(code),
            None => Message::CloseShared,
        });
    }

    pub(crate) fn offer(&self, saved: &str) {
        if let Ok(saved) = record::decode(self.content.catalogue(), saved) {
            // Whatever is saved from here on comes after both.
            self.counter.set(self.counter.get().max(saved.counter));
            self.dispatch(Message::Notice(Some(Notice::Elsewhere(saved))));
        }
    }

    pub(crate) fn dispatch(&self, message: Message) {
        self.app.send_message(message);
    }

    /// What is shown, once all that a result needs is there.
    #[inline(never)]
    pub(crate) fn complete(&self) -> Option<Rc<Store>> {
        let shown = self.shown.borrow();
        shown.clone().filter(|store| store.has_result_chunk())
    }
}

fn content(catalogue: &[u8], has_chunk: bool) -> Result<Content, JsValue> {
    if has_chunk {
        return content::gate::decode(catalogue).map_err(JsValue::from);
    }
    Content::open(catalogue).map_err(|error| error.code().into())
}

/// The id of an element, if it has one.
fn id(element: &Element) -> Option<String> {
    element.get_attribute("id").filter(|id| !id.is_empty())
}

/// The result code that a fragment has for an element.
fn code(fragment: &str, element: &Element) -> Option<AttrValue> {
    let code = link::from_fragment(fragment, id(element).as_deref())?;
    Some(code.to_owned().into())
}

fn locales(lines: &str) -> Rc<[Locale]> {
    let mut lines = lines.lines().map(|line| AttrValue::from(line.to_owned()));
    let mut locales = Vec::new();
    while let (Some(tag), Some(name)) = (lines.next(), lines.next()) {
        locales.push(Locale { tag, name });
    }
    locales.into()
}

/// Notes that the value of an attribute is unknown.
#[allow(
    clippy::needless_pass_by_value,
    reason = "the list is made for this alone"
)]
fn note(host: &Host, attribute: &str, value: &str, known: Vec<&str>) {
    let known = known.join(", ");
    let warning = [attribute, "=\"", value, "\" is unknown; there is ", &known];
    host.warn(&warning.concat());
}

/// The family and level that the attributes ask for; what is unknown is noted and the default used.
fn aim(catalogue: &Catalogue, element: &Element, host: &Host) -> (FamilyIndex, Option<Tier>) {
    let word = |name| {
        let value = element.get_attribute(name)?;
        Some(value.trim().to_ascii_lowercase())
    };
    let chosen = word("family");
    let chosen = chosen.as_deref().and_then(|id| {
        let found = catalogue.family_by_id(id);
        if found.is_none() {
            note(
                host,
                "family",
                id,
                catalogue
                    .families()
                    .map(|family| catalogue.family_id(family).as_str())
                    .collect(),
            );
        }
        found
    });
    let tier = word("level");
    let tier = tier.as_deref().and_then(|name| {
        let found = Tier::ALL.into_iter().find(|tier| tier.as_str() == name);
        if found.is_none() {
            note(host, "level", name, Tier::ALL.map(Tier::as_str).to_vec());
        }
        found
    });
    (chosen.unwrap_or(FamilyIndex(0)), tier)
}

/// The areas that aren't named, a bit for each; none if no area is. What is unknown is noted by [`attributes::around`].
fn left_out(catalogue: &Catalogue, areas: &str) -> u16 {
    let mut asked = 0;
    for area in catalogue.areas() {
        let id = catalogue.area_id(area).as_str();
        if areas.split_ascii_whitespace().any(|named| named == id) {
            asked |= 1 << area.0;
        }
    }
    if asked == 0 { 0 } else { !asked }
}

/// Has the element's script do what only it can.
fn carry_out(host: &Host, effect: &Effect) {
    match effect {
        Effect::Locale(tag) => host.locale(tag),
        Effect::GoTo(id) => host.go_to(id),
        Effect::LoadResultChunk => host.later(),
        Effect::Copy(address) => host.copy(address),
        Effect::Share(message) => host.share(message),
        Effect::Mailed(address) => host.mailed(address),
        Effect::Take(what) => host.take(what.as_str()),
        Effect::Open => host.open(),
        Effect::CloseLink => host.close(),
        Effect::Remember(true) => host.keep(Kept::Local),
        Effect::Remember(false) => host.keep(Kept::Session),
        Effect::Delete => host.delete(),
        Effect::Decided => host.decided(),
        Effect::Steps => host.steps(),
    }
}

/// Reads a saved record; one that can't be used is reported, so that it can be set aside.
fn restore(
    catalogue: &Catalogue,
    text: &str,
    host: &Host,
    waiting: &mut Vec<Message>,
) -> Option<Saved> {
    match record::decode(catalogue, text) {
        Ok(saved) => Some(saved),
        Err(error) => {
            host.unreadable(error.code());
            waiting.push(Message::Notice(Some(Notice::Unreadable)));
            None
        }
    }
}

/// What is to be kept of a sitting; nothing before it has begun.
fn kept(store: &Store, counter: &Cell<u64>) -> Option<String> {
    let session = &store.session;
    if session.phase == Phase::Start && session.responses.asked_count() == 0 {
        return None;
    }
    counter.set(counter.get() + 1);
    let catalogue = store.content.catalogue();
    Some(record::encode(catalogue, session, counter.get()))
}

/// Has every changed sitting saved before it is drawn, and holds on to what is about to be shown.
fn keeper(
    host: Host,
    counter: Rc<Cell<u64>>,
    shown: Rc<RefCell<Option<Rc<Store>>>>,
) -> Callback<Rc<Store>> {
    Callback::from(move |store: Rc<Store>| {
        let before = shown.replace(Some(store.clone()));
        if before.is_some_and(|before| before.session != store.session) {
            host.save(kept(&store, &counter));
        }
    })
}

/// For `bridge::in_words`.
pub(crate) fn in_words(catalogue: &[u8], saved: &str) -> Option<String> {
    let content = Content::open(catalogue).ok()?;
    let session = record::decode(content.catalogue(), saved).ok()?.session;
    let mut words = String::new();
    for item in content.catalogue().items() {
        if let Response::Level(level) = session.responses.get(item) {
            let text = content.texts().item(item);
            words.push_str(&text.prompt);
            words.push('\n');
            words.push_str(
                text.anchors
                    .get(usize::from(level))
                    .map_or("", |anchor| anchor),
            );
            words.push_str("\n\n");
        }
    }
    words.push_str(saved);
    Some(words)
}

/// Turns state changes into what the host page has to know: start, progress, complete. The
/// element's script is told of each change once it is drawn.
fn reporter(host: Host) -> Callback<Rc<Store>> {
    let last: RefCell<Option<Rc<Store>>> = RefCell::new(None);
    // A sitting that was saved with its result is reported as restored once that is shown.
    let is_restored = Cell::new(false);
    // The result that was reported last: shown again as it was, it is no news.
    let reported: RefCell<Option<Session>> = RefCell::new(None);
    Callback::from(move |store: Rc<Store>| {
        let before = last.replace(Some(store.clone()));
        let problem = store.link_problem;
        let problem_before = before.as_ref().and_then(|before| before.link_problem);
        if let Some(problem) = problem.filter(|_| problem != problem_before) {
            host.problem(problem.code());
        }
        match &before {
            None => is_restored.set(store.session.phase == Phase::Result),
            Some(before) => report_progress(&host, before, &store),
        }
        if store.session.phase != Phase::Result {
            is_restored.set(false);
        }
        if has_result(&store) && is_news(&reported, &store.session) {
            host.result(
                &completion::gate::completion(&store),
                is_restored.replace(false),
            );
        }
        host.shown(store.turn);
    })
}

/// Whether a result is another one than the one reported last; from now on, it is that.
fn is_news(reported: &RefCell<Option<Session>>, session: &Session) -> bool {
    let before = reported.replace(Some(session.clone()));
    before.is_none_or(|before| {
        let goal = |session: &Session| (session.family, session.level);
        goal(&before) != goal(session) || before.responses != session.responses
    })
}

/// Whether the visitor's own check has a result that can be reported.
fn has_result(store: &Store) -> bool {
    store.session.phase == Phase::Result && store.has_result_chunk()
}

fn report_progress(host: &Host, before: &Store, store: &Store) {
    let (was, is) = (&before.session, &store.session);
    if was.phase == Phase::Start && matches!(is.phase, Phase::Item { .. }) {
        host.begun();
    }
    if matches!(was.phase, Phase::Item { .. }) && was.phase != is.phase {
        host.item();
    }
    // Where the sitting was and is, in one number; what nobody has led to is no step of anybody's.
    let (from, to) = (before.place(), store.place());
    if from != to
        && !store.began_by_itself
        && store.content.catalogue().id() == before.content.catalogue().id()
    {
        host.moved(from.number() << 16 | to.number());
    }
    let answered = is.responses.answered_count();
    if was.responses.answered_count() != answered && is.phase != Phase::Start {
        let total = is.items(store.content.catalogue()).len() as u32;
        host.progress(answered as u32, total);
    }
}
