//! What can be done on the first screens before the widget is there, and what the widget makes of it.

use crate::screen;

use std::path::Path;
use std::rc::Rc;

use assessment::catalogue::Tier;
use assessment::id::{FamilyIndex, ItemIndex};
use assessment::ladder::Ladder;
use assessment::response::Response;
use assessment::session::{Action, Phase, Session};
use skill_check::content::Content;
use skill_check::store::{EARLY, Store, early};

fn content() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/social-media");
    let authored = catalogue::load(&folder)
        .authored
        .expect("the catalogue is in order");
    let compiled = authored.compile().into_iter().next();
    Content::decode(&compiled.expect("a locale exists").bytes).expect("it was just compiled")
}

/// A check that nobody has begun.
fn fresh(content: &Content) -> Rc<Store> {
    let session = Session::new(content.catalogue(), FamilyIndex(0), None);
    Rc::new(Store::new(content.clone(), session))
}

/// The store once this was done, each act by its name.
fn done(content: &Content, acts: &[(&str, u8)]) -> Rc<Store> {
    acts.iter().fold(fresh(content), |store, &(name, value)| {
        let act = EARLY.iter().position(|act| *act == name);
        let act = act.expect("the act exists") as u8;
        let message = early(content.catalogue(), act, value);
        store.reduce(message.expect("it means something"))
    })
}

/// The value of an attribute of a tag; empty without it.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let start = format!(" {name}=\"");
    tag.split_once(&start)
        .and_then(|(_, rest)| rest.split('"').next())
        .unwrap_or_default()
}

#[test]
fn everything_on_the_first_screens_is_an_act() {
    let content = content();
    let begun = fresh(&content).reduce(early(content.catalogue(), 0, 0).unwrap());
    for store in [fresh(&content), begun] {
        let html = screen::screen(&store);
        let mut acts = Vec::new();
        for tag in html.lines() {
            if tag.starts_with("<button") {
                let classes: Vec<_> = attribute(tag, "class").split(' ').collect();
                let named: Vec<_> = EARLY.iter().filter(|act| classes.contains(act)).collect();
                // A language, or what begins: that is told from others by its looks.
                let is_other = classes.contains(&"sc-locale")
                    || classes == ["sc-button", "sc-button--primary"];
                assert_eq!(named.len(), usize::from(!is_other), "{tag}");
                acts.extend(named.into_iter().copied());
            } else if tag.starts_with("<input") {
                assert_eq!(attribute(tag, "type"), "radio", "{tag}");
                assert!(EARLY.contains(&attribute(tag, "name")), "{tag}");
            } else {
                let others = ["<a ", "<select", "<textarea"];
                assert!(!others.iter().any(|other| tag.starts_with(other)), "{tag}");
            }
        }
        assert!(!acts.is_empty(), "{html}");
    }
}

#[test]
fn the_script_names_them_in_the_same_order() {
    let script = include_str!("../embed/early-input.js");
    let names = EARLY.map(|act| format!("\"{act}\"")).join(", ");
    assert!(
        script.contains(&format!("const ACTS = [{names}];")),
        "{names}"
    );
}

#[test]
fn acts_lead_where_their_buttons_do() {
    let content = content();
    let catalogue = content.catalogue();
    let first = ItemIndex(0);

    let level = fresh(&content)
        .session
        .update(catalogue, Action::Start)
        .statement_on_show(catalogue)
        .unwrap();
    let answered = done(
        &content,
        &[("start", 0), ("fits", level), ("fits-not", level + 1)],
    );
    assert_eq!(
        answered.session.responses.get(first),
        Response::Level(level)
    );
    let second = Phase::Item {
        item: ItemIndex(1),
        revisit: false,
    };
    assert_eq!(answered.session.phase, second);

    let skipped = done(&content, &[("start", 0), ("skip", 0)]);
    assert_eq!(skipped.session.responses.get(first), Response::Skipped);
    let whole = done(&content, &[("start", 0), ("show-all", 0)]);
    assert_eq!(whole.session.asking.ladder, Ladder::All);
    let back = done(&content, &[("start", 0), ("back", 0)]);
    assert_eq!(back.session.phase, Phase::Start);
    assert!(done(&content, &[("quick", 0)]).session.is_quick);
    assert!(done(&content, &[("open-link", 0)]).is_entering);

    let aimed = done(&content, &[("family", 1), ("level", 2)]);
    assert_eq!(aimed.session.family, FamilyIndex(1));
    assert_eq!(aimed.session.level, Some(Tier::Senior));
    let next = done(&content, &[("level", 1), ("level", 0)]);
    assert_eq!(next.session.level, None);
}

#[test]
fn what_isnt_there_means_nothing() {
    let content = content();
    let family = EARLY.iter().position(|act| *act == "family").unwrap() as u8;
    assert_eq!(early(content.catalogue(), family, 200), None);
    assert_eq!(early(content.catalogue(), EARLY.len() as u8, 0), None);
    assert_eq!(early(content.catalogue(), 255, 0), None);
}
