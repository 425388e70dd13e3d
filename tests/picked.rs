//! What a visitor picks on a result, and the result that it belongs to; what is read before there is one.

use crate::render;

use std::path::Path;
use std::rc::Rc;

use assessment::catalogue::Definition;
use assessment::compiled;
use assessment::id::{FamilyIndex, ItemIndex, ModuleIndex, ProfileIndex};
use assessment::link;
use assessment::response::Response;
use assessment::session::{Action, Phase, Session};
use skill_check::content::Content;
use skill_check::picked::{Part, Trait};
use skill_check::store::{Keeping, Message, Notice, Store};
use skill_check::view::{self, Depth, View};
use yew::prelude::*;

use render::html;

fn bytes(locale: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/social-media");
    let authored = catalogue::load(&folder).authored.expect("in order");
    let mut compiled = authored.compile().into_iter();
    let found = compiled.find(|compiled| compiled.locale == locale);
    found.expect("the locale exists").bytes
}

/// A session whose first two items are answered.
fn session(content: &Content, phase: Phase) -> Session {
    let catalogue = content.catalogue();
    let mut session = Session::new(catalogue, FamilyIndex(0), None);
    for item in [ItemIndex(0), ItemIndex(1)] {
        let set = session.responses.set(catalogue, item, Response::Level(2));
        set.expect("every item has that level");
    }
    session.phase = phase;
    session
}

#[derive(Clone, PartialEq, Properties)]
struct ScreenProps {
    store: Store,
    depth: Depth,
}

#[component]
fn Screen(props: &ScreenProps) -> Html {
    let view = View {
        store: &props.store,
        session: props.store.on_show(),
        locales: &[],
        depth: props.depth,
        heading: &NodeRef::default(),
        on: &Callback::noop(),
        on_key: &Callback::noop(),
    };
    html! { <>{ view::keep::notice(&view) }{ view::screen(&view) }</> }
}

/// Where the section begins that says what is kept.
const KEEP: &str = "<section class=\"sc-section sc-keep\"";

/// Goal: no screen before the result lacks a text where only the first part of the catalogue is there.
/// Method: each is drawn with it and with the whole, and has the same on it.
#[test]
fn the_first_part_of_a_catalogue_is_enough_up_to_the_last_item() {
    for locale in ["de", "en"] {
        let bytes = bytes(locale);
        let first = compiled::first_size(&bytes).expect("just compiled");
        let parts = [
            Content::open(&bytes[..first]).expect("just compiled"),
            Content::decode(&bytes).expect("just compiled"),
        ];
        let items = parts[1]
            .catalogue()
            .items()
            .flat_map(|item| [false, true].map(|revisit| Phase::Item { item, revisit }));
        for phase in items.chain([Phase::Start]) {
            for messages in [
                vec![],
                vec![Message::AskDelete(true), Message::Enter(true)],
                vec![
                    Message::Notice(Some(Notice::NoLocale)),
                    Message::Act(Action::Next),
                ],
                vec![Message::Act(Action::StartQuick)],
            ] {
                let stores = parts.each_ref().map(|content| {
                    let store = Rc::new(Store::new(content.clone(), session(content, phase)));
                    let messages = messages.iter().cloned();
                    messages.fold(store, |store, message| store.reduce(message))
                });
                // The way on from an item that is changed leads to the result.
                if stores[1].on_show().phase == Phase::Result {
                    assert!(stores[0].waits(), "{phase:?} {messages:?}");
                    continue;
                }
                let [with_first, with_all] = stores.map(|store| {
                    html::<Screen>(ScreenProps {
                        store: (*store).clone(),
                        depth: Depth::FIRST,
                    })
                });
                assert!(with_all.contains("sc-screen"), "{with_all}");
                // What is kept is said, last of all, once the code for a result is there as well.
                let Some((before, _)) = with_all.split_once(KEEP) else {
                    assert_eq!(with_first, with_all, "{locale} {phase:?} {messages:?}");
                    continue;
                };
                assert_eq!(phase, Phase::Start);
                let rest = with_first.strip_prefix(before).map(str::trim);
                assert_eq!(rest, Some("</div>"), "{locale} {messages:?}: {with_first}");
            }
        }
        let waits = |content: &Content| {
            Store::new(content.clone(), session(content, Phase::Result)).waits()
        };
        assert_eq!(parts.each_ref().map(waits), [true, false]);
    }
}

/// Goal: what was picked belongs to one result. Method: a profile is explained, a trait wanted and a
/// module ticked, in one's own result or a shared one; then the result goes, or stays.
#[test]
fn what_was_picked_goes_with_the_result_it_was_picked_for() {
    let content = Content::decode(&bytes("de")).expect("just compiled");
    let own = session(&content, Phase::Result);
    let code = link::encode(content.catalogue(), &own.responses, FamilyIndex(0), None);
    let code: AttrValue = code.expect("it fits a code").into();
    let all = |store: Rc<Store>, messages: &[Message]| {
        let messages = messages.iter().cloned();
        messages.fold(store, |store, message| store.reduce(message))
    };
    let fresh = || Rc::new(Store::new(content.clone(), own.clone()));
    let picks = [
        Message::Explain(Some(ProfileIndex(1))),
        Message::Trait(Trait::Distance),
        Message::Tick(ModuleIndex(2)),
    ];
    let picked = |store: &Store| (store.explained, store.wanted, store.plan);
    let (nothing, something) = (picked(&fresh()), picked(&all(fresh(), &picks)));
    assert_ne!(nothing, something);
    let open = Message::OpenCode(code);
    let restart = Message::Act(Action::Restart);
    for gone in [restart.clone(), Message::Delete, open.clone()] {
        let store = all(fresh(), &picks).reduce(gone.clone());
        assert_eq!(picked(&store), nothing, "own, then {gone:?}");
    }
    for gone in [Message::CloseShared, open.clone(), restart, Message::Begin] {
        let shared = all(fresh().reduce(open.clone()), &picks);
        assert_eq!(picked(&shared), something);
        assert_eq!(
            picked(&shared.reduce(gone.clone())),
            nothing,
            "shared, then {gone:?}"
        );
    }
    // The page's address may change without a word about results, and the goal as well.
    let goal = Message::Act(Action::ChooseFamily(FamilyIndex(1)));
    for stays in [Message::CloseShared, goal] {
        let store = all(fresh(), &picks).reduce(stays.clone());
        assert_eq!(picked(&store), something, "{stays:?}");
    }
}

/// For the next visitor nothing is left of the one before, but what the page has said is.
#[test]
fn a_reset_leaves_nothing_but_what_the_page_has_said() {
    let content = Content::decode(&bytes("de")).expect("just compiled");
    let mut before = in_the_middle(&content);
    before.pace = before.pace.went_on(60_000, 1_000, 100_000);
    before.notice = Some(Notice::Deleted);
    before.asks_delete = true;
    before.country = content.catalogue().countries().next();
    before.home = before.country;
    before.surroundings.page = "https://a.example/".into();
    before.keeping = Keeping::Nothing;
    let after = Rc::new(before.clone()).reduce(Message::Reset);
    let session = Session::new(content.catalogue(), FamilyIndex(0), None);
    let expected = Store {
        home: before.home,
        courses: before.courses,
        surroundings: before.surroundings,
        keeping: before.keeping,
        result_chunk: before.result_chunk,
        ..Store::new(content.clone(), session)
    };
    assert!(*after == expected, "something is left");
}

/// What couldn't be deleted is said until it can be, whatever else the storage refuses.
#[test]
fn what_could_not_be_deleted_is_said_before_that_nothing_can_be_saved() {
    let content = Content::decode(&bytes("de")).expect("just compiled");
    let store = Rc::new(Store::new(
        content.clone(),
        session(&content, Phase::Result),
    ));
    let store = [
        Message::Delete,
        Message::Notice(Some(Notice::NotDeleted)),
        Message::Kept(Keeping::Refused),
    ]
    .into_iter()
    .fold(store, |store, message| store.reduce(message));
    assert_eq!(store.notice, Some(Notice::NotDeleted));
    let store = store
        .reduce(Message::Notice(Some(Notice::Deleted)))
        .reduce(Message::Kept(Keeping::Tab));
    assert_eq!(store.notice, Some(Notice::Deleted));
}

/// A store in the middle of things: two answers, a module ticked, a code that waits.
fn in_the_middle(content: &Content) -> Store {
    let mut store = Store::new(content.clone(), session(content, Phase::Result));
    store.plan = store.plan.toggled(1);
    store.code = Some("code".into());
    store
}

fn shown(store: Store, content: Content) -> Store {
    Rc::unwrap_or_clone(Rc::new(store).reduce(Message::Show(content)))
}

#[test]
fn the_second_part_and_another_locale_leave_everything_as_it_is() {
    let whole = bytes("de");
    let first = Content::open(&whole[..compiled::first_size(&whole).unwrap()]).unwrap();
    let before = in_the_middle(&first);
    let completed = shown(before.clone(), Content::decode(&whole).unwrap());
    let translated = shown(completed.clone(), Content::decode(&bytes("en")).unwrap());
    for after in [completed, translated] {
        assert_eq!(after.session, before.session);
        assert_eq!((after.plan, &after.code), (before.plan, &before.code));
    }
}

#[test]
fn a_catalogue_that_asks_or_advises_otherwise_starts_afresh() {
    let content = Content::decode(&bytes("de")).unwrap();
    let changed = |change: &dyn Fn(&mut Definition)| {
        let mut definition = content.catalogue().definition().clone();
        change(&mut definition);
        let bytes = compiled::encode(&definition, content.texts()).unwrap();
        shown(in_the_middle(&content), Content::decode(&bytes).unwrap())
    };
    let others = [
        changed(&|other| other.competences[0].weights[0] = 0),
        changed(&|other| other.thresholds.reached_percent -= 1),
        changed(&|other| other.modules[0].raises[0].1 -= 1),
        changed(&|other| other.formats[0].distance = !other.formats[0].distance),
    ];
    for after in others {
        assert_eq!(after.session.responses.asked_count(), 0);
        assert_eq!((after.session.phase, &after.code), (Phase::Start, &None));
    }
    let same = changed(&|_| {});
    assert_eq!(same.session, in_the_middle(&content).session);
    assert_eq!(same.session.responses.answered_count(), 2);
}

/// Goal: a result comes in steps, each with what the one before had, and nothing is missing in the end.
/// Method: all are rendered; what is closed is made part by part, what is folded away in there once its part
/// is open.
#[test]
fn a_result_begins_before_what_is_closed_is_made() {
    let content = Content::decode(&bytes("de")).unwrap();
    let store = Rc::new(Store::new(
        content.clone(),
        session(&content, Phase::Result),
    ));
    let steps = [
        Depth::Beginning,
        Depth::Areas,
        Depth::Profiles,
        Depth::Plan,
        Depth::Whole,
    ];
    let drawn = |store: &Rc<Store>, depth| {
        html::<Screen>(ScreenProps {
            store: (**store).clone(),
            depth,
        })
    };
    let ids = |html: &str| -> Vec<String> {
        let parts = html.split("<h4 id=\"").skip(1);
        parts
            .map(|part| part.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let of = |html: &str, what| html.matches(what).count();
    const FOLDED: &str = "</summary>\n</details>";
    let mut before = 0;
    for depth in steps {
        let html = drawn(&store, depth);
        for in_sight in [
            "sc-headline__sentence",
            "sc-way",
            "sc-signature",
            "sc-modules",
            "sc-part__toggle",
        ] {
            assert!(html.contains(in_sight), "{depth:?}: {in_sight}");
        }
        assert_eq!(of(&html, "hidden=\"until-found\""), 6, "{depth:?}");
        assert_eq!(html.contains("sc-result--whole"), depth == Depth::Whole);
        let sections = ids(&html).len();
        assert!(sections > before || depth == Depth::Beginning, "{depth:?}");
        before = sections;
    }
    let beginning = drawn(&store, Depth::Beginning);
    assert!(ids(&beginning).is_empty() && of(&beginning, "<details") == of(&beginning, FOLDED));
    let closed = drawn(&store, Depth::Whole);
    assert!(of(&closed, FOLDED) > 10);
    let parts = [
        Part::Areas,
        Part::Profiles,
        Part::Plan,
        Part::Answers,
        Part::Share,
    ];
    let open = parts
        .into_iter()
        .fold(store, |store, part| store.reduce(Message::Unfold(part)));
    let open = drawn(&open, Depth::Whole);
    assert_eq!(of(&open, FOLDED), 0);
    assert_eq!(of(&open, "hidden=\"until-found\""), 1);
    assert_eq!(ids(&open), ids(&closed));
    let mut last = Depth::Beginning;
    for depth in &steps[1..] {
        last = last.next();
        assert_eq!(last, *depth);
    }
    assert_eq!(last.next(), Depth::Whole);
    // Natively there are no steps.
    assert_eq!(Depth::FIRST, Depth::Whole);
}
