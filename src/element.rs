//! The life of a widget: how it is mounted and told of what changes, and what its element hears of that through
//! [`Host`].

mod host;

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

use crate::app::{App, AppProps, Locale};
use crate::bridge::{Host, Kept, Setup, Standing};
use crate::content::Content;
use crate::later::gate;
use crate::store::{self, Intent, Later, Notice, Store, Surroundings, Wish};

pub(crate) use host::around;

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
    /// For [`Widget::new`](crate::bridge::Widget::new).
    pub(crate) fn mount(
        place: Element,
        catalogue: &[u8],
        later: bool,
        host: Host,
        setup: &Setup,
    ) -> Result<Self, JsValue> {
        let content = content(catalogue, later)?;
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
        let on_wish = {
            let host = host.clone();
            Callback::from(move |wish| wished(&host, &wish))
        };
        let props = AppProps {
            content: content.clone(),
            session,
            code: code(&setup.fragment(), &element),
            later: if later { Later::Here } else { Later::Coming },
            locales: locales(&setup.locales()),
            on_keep: keeper(host.clone(), counter.clone(), shown.clone()),
            on_change: reporter(host.clone()),
            on_wish,
        };
        let app = yew::Renderer::<App>::with_root_and_props(place, props).render();
        for intent in waiting {
            app.send_message(intent);
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

    pub(crate) fn show(&mut self, catalogue: &[u8], later: bool) -> Result<(), JsValue> {
        let content = content(catalogue, later)?;
        self.content = content.clone();
        self.dispatch(Intent::Show(content));
        Ok(())
    }

    pub(crate) fn aim(&self) {
        let (family, level) = aim(self.content.catalogue(), &self.element, &self.host);
        self.dispatch(Intent::Aim(family, level));
    }

    pub(crate) fn early(&self, act: u8, value: u8) {
        if let Some(intent) = store::early(self.content.catalogue(), act, value) {
            self.dispatch(intent);
        }
    }

    pub(crate) fn stand(&self, standing: &Standing) {
        let areas = self.element.get_attribute("areas").unwrap_or_default();
        self.dispatch(Intent::Stand(Surroundings {
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
            Some(code) => Intent::OpenCode(code),
            None => Intent::CloseShared,
        });
    }

    pub(crate) fn offer(&self, saved: &str) {
        if let Ok(saved) = record::decode(self.content.catalogue(), saved) {
            // Whatever is saved from here on comes after both.
            self.counter.set(self.counter.get().max(saved.counter));
            self.dispatch(Intent::Notice(Some(Notice::Elsewhere(saved))));
        }
    }

    pub(crate) fn dispatch(&self, intent: Intent) {
        self.app.send_message(intent);
    }

    /// What is shown, once all that a result needs is there.
    #[inline(never)]
    pub(crate) fn complete(&self) -> Option<Rc<Store>> {
        let shown = self.shown.borrow();
        shown.clone().filter(|store| store.has_later())
    }
}

fn content(catalogue: &[u8], later: bool) -> Result<Content, JsValue> {
    if later {
        return gate::decode(catalogue).map_err(JsValue::from);
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

/// The areas that aren't named, a bit for each; none if no area is. What is unknown is noted by [`around`].
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

/// Passes on what only the element's script can do.
fn wished(host: &Host, wish: &Wish) {
    match wish {
        Wish::Locale(tag) => host.locale(tag),
        Wish::GoTo(id) => host.go_to(id),
        Wish::Later => host.later(),
        Wish::Copy(address) => host.copy(address),
        Wish::Share(message) => host.share(message),
        Wish::Mailed(address) => host.mailed(address),
        Wish::Take(what) => host.take(what.as_str()),
        Wish::Open => host.open(),
        Wish::CloseLink => host.close(),
        Wish::Remember(true) => host.keep(Kept::Local),
        Wish::Remember(false) => host.keep(Kept::Session),
        Wish::Delete => host.delete(),
        Wish::Decided => host.decided(),
        Wish::Steps => host.steps(),
    }
}

/// Reads a saved record; one that can't be used is reported, so that it can be set aside.
fn restore(
    catalogue: &Catalogue,
    text: &str,
    host: &Host,
    waiting: &mut Vec<Intent>,
) -> Option<Saved> {
    match record::decode(catalogue, text) {
        Ok(saved) => Some(saved),
        Err(error) => {
            host.unreadable(error.code());
            waiting.push(Intent::Notice(Some(Notice::Unreadable)));
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

/// For [`bridge::in_words`](crate::bridge::in_words).
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
    // A sitting that was saved with its result is told of as restored once that is shown.
    let is_restored = Cell::new(false);
    // The result that was told of last: shown again as it was, it is no news.
    let told: RefCell<Option<Session>> = RefCell::new(None);
    Callback::from(move |store: Rc<Store>| {
        let before = last.replace(Some(store.clone()));
        let problem = store.link_problem;
        let problem_before = before.as_ref().and_then(|before| before.link_problem);
        if let Some(problem) = problem.filter(|_| problem != problem_before) {
            host.problem(problem.code());
        }
        match &before {
            None => is_restored.set(store.session.phase == Phase::Result),
            Some(before) => tell_progress(&host, before, &store),
        }
        if store.session.phase != Phase::Result {
            is_restored.set(false);
        }
        if has_result(&store) && is_news(&told, &store.session) {
            host.result(&gate::completion(&store), is_restored.replace(false));
        }
        host.shown(store.turn);
    })
}

/// Whether a result is another one than that which was told of; from now on, it is that.
fn is_news(told: &RefCell<Option<Session>>, session: &Session) -> bool {
    let before = told.replace(Some(session.clone()));
    before.is_none_or(|before| {
        let goal = |session: &Session| (session.family, session.level);
        goal(&before) != goal(session) || before.responses != session.responses
    })
}

/// Whether the visitor's own check has a result that can be told of.
fn has_result(store: &Store) -> bool {
    store.session.phase == Phase::Result && store.has_later()
}

fn tell_progress(host: &Host, before: &Store, store: &Store) {
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
