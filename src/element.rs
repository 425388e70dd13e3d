//! What the custom element's script calls: one [`Widget`] per element, all in one Wasm instance.

#![allow(
    clippy::needless_pass_by_value,
    reason = "what comes from the script comes as values"
)]

mod host;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use assessment::catalogue::Tier;
use assessment::id::FamilyIndex;
use assessment::ladder::Ladder;
use assessment::link;
use assessment::pace::Pace;
use assessment::record::{self, Saved};
use assessment::response::Response;
use assessment::scoring;
use assessment::session::{Action, Phase, Session};
use assessment::{Catalogue, recommendation};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

use crate::app::{App, AppProps, Locale};
use crate::content::Content;
use crate::later::gate;
use crate::store::{
    self, Intent, Keeping, Later, Notice, Place, Sharing, Store, Surroundings, Wish,
};

pub(crate) use host::{around, courses};

/// One check on the page.
#[wasm_bindgen]
pub struct Widget {
    content: Content,
    id: Option<String>,
    counter: Rc<Cell<u64>>,
    shown: Rc<RefCell<Option<Rc<Store>>>>,
    notify: Function,
    app: AppHandle<App>,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts a check into `place`.
    ///
    /// `locales` are lines, of tag and name in turn; `family` and `level` are the attributes' values; `saved`
    /// is the record that an earlier widget told to save, and counts more than the attributes; `id`
    /// is the element's and `fragment` the page's, which may hold a result code; `later` says that
    /// what is loaded later is there, and that `catalogue` is whole. Without it only the first part of
    /// a catalogue is read, and believed: it has to be one of this build's.
    /// `notify` is called with the name of what happened and its detail.
    ///
    /// # Errors
    /// A text `code: message` if the catalogue can't be used.
    #[wasm_bindgen(constructor)]
    #[allow(
        clippy::too_many_arguments,
        reason = "the script passes what it knows; an object would cost bytes"
    )]
    pub fn new(
        place: Element,
        catalogue: &[u8],
        locales: &str,
        family: Option<String>,
        level: Option<String>,
        saved: Option<String>,
        id: Option<String>,
        fragment: &str,
        later: bool,
        notify: Function,
    ) -> Result<Widget, JsValue> {
        let content = content(catalogue, later)?;
        let (family, level) = aim(content.catalogue(), family, level, &notify);
        let mut waiting = Vec::new();
        let saved =
            saved.and_then(|text| restore(content.catalogue(), &text, &notify, &mut waiting));
        let counter = Rc::new(Cell::new(saved.as_ref().map_or(0, |saved| saved.counter)));
        let session = saved.map_or_else(
            || Session::new(content.catalogue(), family, level),
            |saved| saved.session,
        );
        let shown = Rc::new(RefCell::new(None));
        let on_wish = {
            let notify = notify.clone();
            Callback::from(move |wish| wished(&notify, &wish))
        };
        let props = AppProps {
            content: content.clone(),
            session,
            code: link::from_fragment(fragment, id.as_deref()).map(|code| code.to_owned().into()),
            later: if later { Later::Here } else { Later::Coming },
            locales: self::locales(locales),
            on_keep: keeper(notify.clone(), counter.clone(), shown.clone()),
            on_change: reporter(notify.clone()),
            on_wish,
        };
        let app = yew::Renderer::<App>::with_root_and_props(place, props).render();
        for intent in waiting {
            app.send_message(intent);
        }
        Ok(Self {
            content,
            id,
            counter,
            shown,
            notify,
            app,
        })
    }

    /// Shows another locale or another catalogue, or the same with the texts of the result; `later` as
    /// for [`Widget::new`].
    ///
    /// # Errors
    /// As [`Widget::new`]; what is shown stays then.
    pub fn show(&mut self, catalogue: &[u8], later: bool) -> Result<(), JsValue> {
        let content = content(catalogue, later)?;
        self.content = content.clone();
        self.dispatch(Intent::Show(content));
        Ok(())
    }

    /// Aims at another family and level, as the attributes say now.
    pub fn aim(&self, family: Option<String>, level: Option<String>) {
        let (family, level) = aim(self.content.catalogue(), family, level, &self.notify);
        self.dispatch(Intent::Aim(family, level));
    }

    /// Takes what the script has to say in a word; see [`intent`].
    pub fn tell(&self, what: &str) {
        if let Some(intent) = intent(what) {
            self.dispatch(intent);
        }
    }

    /// Does again what was done on the first screens before; see [`store::early`].
    pub fn early(&self, act: u8, value: u8) {
        if let Some(intent) = store::early(self.content.catalogue(), act, value) {
            self.dispatch(intent);
        }
    }

    /// Says where the widget stands: the page that result links lead to, the element's id, whether
    /// the system has a share dialogue, the browser can't print, and the page wants the short way first,
    /// all levels of an item at once, and only these areas asked, apart by blanks.
    #[allow(
        clippy::too_many_arguments,
        reason = "each is one fact that the script knows"
    )]
    pub fn stand(
        &mut self,
        page: String,
        id: Option<String>,
        can_share: bool,
        no_print: bool,
        is_quick: bool,
        is_whole: bool,
        areas: &str,
    ) {
        self.id = id;
        self.dispatch(Intent::Stand(Surroundings {
            page: page.into(),
            id: self.id.clone().map(AttrValue::from),
            can_share,
            no_print,
            is_quick,
            ladder: if is_whole { Ladder::All } else { Ladder::Steps },
            left_out: left_out(self.content.catalogue(), areas),
        }));
    }

    /// The ids of the modules, which the host page's courses have to name, in lines; none before
    /// what is loaded later is there.
    pub fn modules(&self) -> String {
        let catalogue = self.content.catalogue();
        let mut ids = String::new();
        for module in catalogue.modules() {
            ids.push_str(catalogue.module(module).id.as_str());
            ids.push('\n');
        }
        ids
    }

    /// Takes the courses that the host page offers: for each of them one after the other module,
    /// provider, name, address and the rest in the order of `embed/courses.js`, apart by unit separators
    /// (U+001F). Only once what is loaded later is there.
    pub fn courses(&self, texts: &str) {
        let courses = gate::courses(self.content.catalogue(), texts);
        self.dispatch(Intent::Courses(courses));
    }

    /// Hands over the results that are kept on the device, as `embed/earlier.js` keeps them.
    pub fn earlier(&self, text: String) {
        self.dispatch(Intent::Results(text.into()));
    }

    /// Takes what the host page says of what a result leads to, in lines: the language that it is in, and its
    /// attributes in the order of [`around`], each behind a blank where there is one. Only once what is loaded
    /// later is there.
    pub fn around(&self, lines: &str) {
        self.dispatch(gate::around(self.content.catalogue(), lines, &self.notify));
    }

    /// Shows the result whose code is in the page's fragment under the element's id; without one,
    /// the visitor's own check.
    pub fn open_fragment(&self, fragment: &str) {
        match link::from_fragment(fragment, self.id.as_deref()) {
            Some(code) => self.dispatch(Intent::OpenCode(code.to_owned().into())),
            None => self.dispatch(Intent::CloseShared),
        }
    }

    /// Shows the result of a code.
    pub fn open_code(&self, code: String) {
        self.dispatch(Intent::OpenCode(code.into()));
    }

    /// The code in what was entered, which may be a link or a message with one, for whichever widget;
    /// fit for a fragment. Nothing before what is loaded later is there.
    pub fn entered(&self, text: &str) -> Option<String> {
        self.complete()?;
        Some(gate::entered(text))
    }

    /// Hands over a QR code, as its width in modules and the path of the dark ones.
    pub fn drawn(&self, width: u32, path: String) {
        self.dispatch(Intent::Told(Sharing::Qr(width, path.into())));
    }

    /// What is taken along of the result on show, on this day; see [`crate::files::made`] for what it is of each
    /// kind. Nothing before anything was shown.
    pub fn made(&self, kind: &str, date: &str, bytes: &[u8], text: &str) -> Option<String> {
        gate::made(&*self.complete()?, kind, date, bytes, text)
    }

    /// Says what to call the next that is drawn: the script is told once everything done until now is.
    pub fn turn(&self, turn: u32) {
        self.dispatch(Intent::Turn(turn));
    }

    /// Offers the record that another window has kept. One that can't be read here is no offer.
    pub fn offer(&self, saved: &str) {
        if let Ok(saved) = record::decode(self.content.catalogue(), saved) {
            // Whatever is saved from here on comes after both.
            self.counter.set(self.counter.get().max(saved.counter));
            self.dispatch(Intent::Notice(Some(Notice::Elsewhere(saved))));
        }
    }

    fn dispatch(&self, intent: Intent) {
        self.app.send_message(intent);
    }
}

impl Widget {
    /// What is shown, once all that a result needs is there.
    #[inline(never)]
    fn complete(&self) -> Option<Rc<Store>> {
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

/// What a word of the element's script asks for.
fn intent(what: &str) -> Option<Intent> {
    Some(match what {
        // Begins with the first item without a response; by itself only a check that hasn't begun.
        "start" => Intent::Begin,
        "autostart" => Intent::Autostart,
        // Deletes all responses and shows the start.
        "restart" => Intent::Act(Action::Restart),
        // Begins afresh, as for somebody else.
        "reset" => Intent::Reset,
        // What has changed is to be drawn, if it isn't yet, and the next step of a result.
        "draw" => Intent::Draw,
        // Another locale couldn't be loaded.
        "no-locale" => Intent::Notice(Some(Notice::NoLocale)),
        // Everything was deleted, elsewhere or at last, or it couldn't be.
        "deleted" => Intent::Delete,
        "all-deleted" => Intent::Notice(Some(Notice::Deleted)),
        "not-deleted" => Intent::Notice(Some(Notice::NotDeleted)),
        // How it stands with what is loaded later.
        "later" => Intent::Later(Later::Here),
        "no-later" => Intent::Later(Later::Failed),
        // How copying went.
        "copied" => Intent::Told(Sharing::Copied),
        "not-copied" => Intent::Told(Sharing::CopyFailed),
        // Where the sitting is kept now.
        "local" => Intent::Kept(Keeping::Device),
        "session" => Intent::Kept(Keeping::Tab),
        "refused" => Intent::Kept(Keeping::Refused),
        "none" => Intent::Kept(Keeping::Nothing),
        // How taking something along went.
        _ if what.starts_with(['+', '-']) => Intent::Taken(what.to_owned().into()),
        // The number of a screen: the browser's history leads there.
        number => Intent::Lead(Place::from_number(number.parse().ok()?)),
    })
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
fn note(notify: &Function, attribute: &str, value: &str, known: Vec<&str>) {
    let known = known.join(", ");
    let warning = [attribute, "=\"", value, "\" is unknown; there is ", &known];
    tell(notify, "warning", &JsValue::from(warning.concat()));
}

/// The family and level that the attributes ask for; what is unknown is noted and the default used.
fn aim(
    catalogue: &Catalogue,
    family: Option<String>,
    level: Option<String>,
    notify: &Function,
) -> (FamilyIndex, Option<Tier>) {
    let chosen = family.map(|id| id.trim().to_ascii_lowercase());
    let chosen = chosen.as_deref().and_then(|id| {
        let found = catalogue.family_by_id(id);
        if found.is_none() {
            note(
                notify,
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
    let tier = level.map(|name| name.trim().to_ascii_lowercase());
    let tier = tier.as_deref().and_then(|name| {
        let found = Tier::ALL.into_iter().find(|tier| tier.as_str() == name);
        if found.is_none() {
            note(notify, "level", name, Tier::ALL.map(Tier::as_str).to_vec());
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

fn tell(notify: &Function, name: &str, detail: &JsValue) {
    // An exception in a host's listener is the host's; the browser has reported it.
    let _ = notify.call2(&JsValue::NULL, &JsValue::from(name), detail);
}

/// Passes on what only the element's script can do.
fn wished(notify: &Function, wish: &Wish) {
    let (name, detail) = match wish {
        Wish::Locale(tag) => ("locale", tag.as_str()),
        Wish::GoTo(id) => ("go-to", *id),
        Wish::Later => ("later", ""),
        Wish::Copy(address) => ("copy", address.as_str()),
        Wish::Share(address) => ("system-share", address.as_str()),
        Wish::Mailed(address) => ("mailed", address.as_str()),
        Wish::Take(kind) => ("take", kind.as_str()),
        Wish::Open => ("open", ""),
        Wish::CloseLink => ("close-link", ""),
        Wish::Remember(true) => ("keep", "local"),
        Wish::Remember(false) => ("keep", "session"),
        Wish::Delete => ("delete", ""),
        Wish::Decided => ("decided", ""),
        Wish::Draw => ("draw", ""),
    };
    tell(notify, name, &JsValue::from(detail));
}

/// Reads a saved record; one that can't be used is reported, so that it can be set aside.
fn restore(
    catalogue: &Catalogue,
    text: &str,
    notify: &Function,
    waiting: &mut Vec<Intent>,
) -> Option<Saved> {
    match record::decode(catalogue, text) {
        Ok(saved) => Some(saved),
        Err(error) => {
            tell(notify, "unreadable", &JsValue::from(error.code()));
            waiting.push(Intent::Notice(Some(Notice::Unreadable)));
            None
        }
    }
}

/// What is to be kept of a sitting; nothing before it has begun.
fn kept(store: &Store, counter: &Cell<u64>) -> JsValue {
    let session = &store.session;
    if session.phase == Phase::Start && session.responses.asked_count() == 0 {
        return JsValue::NULL;
    }
    counter.set(counter.get() + 1);
    record::encode(store.content.catalogue(), session, counter.get()).into()
}

/// Has every changed sitting saved before it is drawn, and holds on to what is about to be shown.
fn keeper(
    notify: Function,
    counter: Rc<Cell<u64>>,
    shown: Rc<RefCell<Option<Rc<Store>>>>,
) -> Callback<Rc<Store>> {
    Callback::from(move |store: Rc<Store>| {
        let before = shown.replace(Some(store.clone()));
        if before.is_some_and(|before| before.session != store.session) {
            tell(&notify, "save", &kept(&store, &counter));
        }
    })
}

/// What was answered, in words, for a visitor who wants to take it along: the items with the
/// chosen anchors, and the record itself. Nothing if either can't be read.
#[wasm_bindgen]
pub fn in_words(catalogue: &[u8], saved: &str) -> Option<String> {
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
fn reporter(notify: Function) -> Callback<Rc<Store>> {
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
            tell(&notify, "link-problem", &JsValue::from(problem.code()));
        }
        match &before {
            None => is_restored.set(store.session.phase == Phase::Result),
            Some(before) => tell_progress(&notify, before, &store),
        }
        if store.session.phase != Phase::Result {
            is_restored.set(false);
        }
        if has_result(&store) && is_news(&told, &store.session) {
            let name = if is_restored.replace(false) {
                "restored"
            } else {
                "complete"
            };
            tell(&notify, name, &gate::completion(&store));
        }
        tell(&notify, "shown", &store.turn.into());
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

fn tell_progress(notify: &Function, before: &Store, store: &Store) {
    let (was, is) = (&before.session, &store.session);
    if was.phase == Phase::Start && matches!(is.phase, Phase::Item { .. }) {
        tell(notify, "start", &Object::new());
    }
    if matches!(was.phase, Phase::Item { .. }) && was.phase != is.phase {
        tell(notify, "item", &JsValue::NULL);
    }
    // Where the sitting was and is, in one number; what nobody has led to is no step of anybody's.
    let (from, to) = (before.place(), store.place());
    if from != to
        && !store.began_by_itself
        && store.content.catalogue().id() == before.content.catalogue().id()
    {
        let way = from.number() << 16 | to.number();
        tell(notify, "moved", &way.into());
    }
    let answered = is.responses.answered_count();
    if was.responses.answered_count() != answered && is.phase != Phase::Start {
        let total = is.items(store.content.catalogue()).len() as u32;
        let answered = answered as u32;
        let counts = [("answered", answered.into()), ("total", total.into())];
        tell(notify, "progress", &object(&counts));
    }
}

/// How long answering took here, if that is known.
fn spent(pace: &Pace) -> JsValue {
    pace.spent().map_or(JsValue::UNDEFINED, JsValue::from)
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh plain object can't fail.
        let _ = Reflect::set(&object, &JsValue::from(*key), value);
    }
    object
}

/// For [`gate::completion`]: what the host page learns of a result, scores and advice, never a response.
pub(crate) fn completion(store: &Store) -> Object {
    let (catalogue, session) = (store.content.catalogue(), &store.session);
    let scores = scoring::score(catalogue, &session.responses);
    let target = scoring::target(catalogue, &scores, session.family, session.level);
    let advice = recommendation::recommend(catalogue, &scores, target);
    let areas = Object::new();
    for area in catalogue.areas() {
        let score = &scores.areas[area.get()];
        let percent = score
            .percent
            .map_or(JsValue::NULL, |percent| u32::from(percent).into());
        let entry = object(&[
            ("percent", percent),
            ("low", u32::from(score.low).into()),
            ("high", u32::from(score.high).into()),
        ]);
        let _ = Reflect::set(&areas, &catalogue.area_id(area).as_str().into(), &entry);
    }
    let profiles = Object::new();
    for profile in catalogue.profiles() {
        let fit = &scores.fits[profile.get()];
        let entry = object(&[
            ("low", u32::from(fit.low_percent()).into()),
            ("high", u32::from(fit.high_percent()).into()),
            ("status", fit.status.as_str().into()),
        ]);
        let _ = Reflect::set(
            &profiles,
            &catalogue.profile(profile).id.as_str().into(),
            &entry,
        );
    }
    let (answered, total) = session.counts(catalogue);
    let modules: Array = advice
        .modules
        .iter()
        .map(|advice| JsValue::from(catalogue.module(advice.module).id.as_str()))
        .collect();
    object(&[
        ("catalogue", catalogue.id().as_str().into()),
        (
            "revision",
            u32::from(catalogue.definition().revision).into(),
        ),
        ("areas", areas.into()),
        ("profiles", profiles.into()),
        ("modules", modules.into()),
        ("answered", answered.into()),
        ("total", total.into()),
        ("duration", spent(&store.pace)),
    ])
}
