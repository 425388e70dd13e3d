//! The only component that holds state: a session, reduced by what the visitor does.

use std::rc::Rc;

use assessment::response::{Level, Response};
use assessment::session::{Action, Phase, Session};
use yew::prelude::*;

use crate::content::Content;
use crate::platform;
use crate::view::{self, View};

/// A locale that the visitor can switch to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Its BCP 47 tag.
    pub tag: AttrValue,
    /// Its name in itself.
    pub name: AttrValue,
}

/// What a visitor or the host page can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Something that changes the session.
    Act(Action),
    /// The same content in another locale.
    SwitchLocale(AttrValue),
    /// Other content arrived: another locale, or another catalogue, which starts afresh.
    Show(Content),
    /// Asks whether to start again, or withdraws the question.
    AskRestart(bool),
}

/// Everything that changes while the app runs.
#[derive(Clone, PartialEq)]
pub struct Store {
    /// The catalogue and the texts on show.
    pub content: Content,
    /// The sitting.
    pub session: Session,
    /// The visitor wanted to go on without a response; the item then says what to do.
    pub response_missing: bool,
    /// The visitor is asked whether to start again.
    pub asks_restart: bool,
}

impl Store {
    /// A fresh store.
    #[must_use]
    pub fn new(content: Content, session: Session) -> Self {
        Self {
            content,
            session,
            response_missing: false,
            asks_restart: false,
        }
    }

    fn act(&self, action: Action) -> Self {
        let response_missing = match (&self.session.phase, &action) {
            (Phase::Item { item, .. }, Action::Next) => {
                self.session.responses.get(*item) == Response::NotAsked
            }
            _ => false,
        };
        Self {
            content: self.content.clone(),
            session: self.session.update(self.content.catalogue(), action),
            response_missing,
            asks_restart: false,
        }
    }

    fn show(&self, content: Content) -> Self {
        if content.same_definition(&self.content) {
            return Self {
                content,
                ..self.clone()
            };
        }
        let family_id = self
            .content
            .catalogue()
            .family_id(self.session.family)
            .as_str();
        let catalogue = content.catalogue();
        let family = catalogue
            .family_by_id(family_id)
            .unwrap_or(assessment::id::FamilyIndex(0));
        let session = Session::new(catalogue, family, self.session.level);
        Self::new(content, session)
    }
}

impl Reducible for Store {
    type Action = Intent;

    fn reduce(self: Rc<Self>, intent: Intent) -> Rc<Self> {
        let next = match intent {
            Intent::Act(action) => self.act(action),
            Intent::Show(content) => self.show(content),
            Intent::AskRestart(asks_restart) => Self {
                asks_restart,
                ..(*self).clone()
            },
            // The host loads the locale; it comes back as content.
            Intent::SwitchLocale(_) => return self,
        };
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What is shown at first.
    pub content: Content,
    /// The sitting as it begins, or as it was saved.
    pub session: Session,
    /// The locales on offer; with fewer than two there is no switch.
    #[prop_or_default]
    pub locales: Rc<[Locale]>,
    /// Called once with what changes the state, for the host page.
    #[prop_or_default]
    pub on_ready: Callback<UseReducerDispatcher<Store>>,
    /// Called with every new state, the first included.
    #[prop_or_default]
    pub on_change: Callback<Store>,
    /// Called when the visitor wants another locale.
    #[prop_or_default]
    pub on_locale: Callback<AttrValue>,
}

/// The whole widget.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = {
        let (content, session) = (props.content.clone(), props.session.clone());
        use_reducer_eq(move || Store::new(content, session))
    };
    let heading = use_node_ref();
    let root = use_node_ref();
    let dispatcher = store.dispatcher();

    use_effect_with((), {
        let (on_ready, dispatcher) = (props.on_ready.clone(), dispatcher.clone());
        move |()| on_ready.emit(dispatcher)
    });
    use_effect_with((*store).clone(), {
        let on_change = props.on_change.clone();
        move |store: &Store| on_change.emit(store.clone())
    });
    // Focus follows the visitor to the next screen, but is never taken when the page loads.
    let shown = use_mut_ref(|| store.session.phase);
    use_effect_with(store.session.phase, {
        let heading = heading.clone();
        move |&phase: &Phase| {
            if shown.replace(phase) != phase {
                platform::focus(&heading);
            }
        }
    });

    let on = {
        let on_locale = props.on_locale.clone();
        let dispatcher = dispatcher.clone();
        Callback::from(move |intent: Intent| {
            if let Intent::SwitchLocale(tag) = &intent {
                on_locale.emit(tag.clone());
            }
            dispatcher.dispatch(intent);
        })
    };
    let on_key = on_key(&store, &dispatcher, &root);
    let view = View {
        content: &store.content,
        session: &store.session,
        locales: &props.locales,
        response_missing: store.response_missing,
        asks_restart: store.asks_restart,
        heading: &heading,
        on: &on,
        on_key: &on_key,
    };
    let texts = store.content.texts();
    html! {
        <section
            class="sc"
            part="root"
            lang={texts.locale.to_string()}
            dir={texts.direction.as_str()}
            aria-label={texts.title.to_string()}
            ref={root}
        >
            { view::screen(&view) }
        </section>
    }
}

/// The digit keys choose a level: 1 the lowest.
fn on_key(
    store: &Store,
    dispatcher: &UseReducerDispatcher<Store>,
    root: &NodeRef,
) -> Callback<KeyboardEvent> {
    let Phase::Item { item, .. } = store.session.phase else {
        return Callback::noop();
    };
    let catalogue = store.content.catalogue();
    let level_max = catalogue.level_max(catalogue.competence_of(item));
    let (dispatcher, root) = (dispatcher.clone(), root.clone());
    Callback::from(move |event: KeyboardEvent| {
        let level: Option<Level> = platform::digit(&event)
            .and_then(|digit| digit.checked_sub(1))
            .filter(|&level| level <= level_max);
        if let Some(level) = level {
            dispatcher.dispatch(Intent::Act(Action::Respond(item, level)));
            // Enter then submits the form, as after a click.
            platform::focus_radio(&root, level);
        }
    })
}
