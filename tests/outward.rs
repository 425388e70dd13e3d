//! What leads out of a result: courses with what they take, how to go on by country, exams, frameworks.

mod render;
#[path = "render/screen.rs"]
mod screen;

use std::path::Path;
use std::rc::Rc;

use assessment::Catalogue;
use assessment::catalogue::{Band, CostBand, Offer};
use assessment::id::{CountryIndex, FamilyIndex, ModuleIndex};
use assessment::response::{Response, Responses};
use assessment::session::{Phase, Session};
use skill_check::content::Content;
use skill_check::country;
use skill_check::picked::{Need, Part, Wanted};
use skill_check::store::{Intent, Store};

use screen::screen;

/// A small catalogue that has all that a module, a country and an exam may have.
fn bakery() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/catalogue/tests/gallery");
    let authored = catalogue::load(&folder).authored.expect("in order");
    Content::decode(&authored.compile()[0].bytes).expect("it was just compiled")
}

/// The result of a beginner after some wishes of theirs.
fn full_result(intents: &[Intent]) -> String {
    let content = bakery();
    let mut session = Session::new(content.catalogue(), FamilyIndex(0), None);
    session.responses = Responses::from_list(content.catalogue(), &[Response::Level(0); 2])
        .expect("the responses fit the catalogue");
    session.phase = Phase::Result;
    let store = intents
        .iter()
        .fold(Rc::new(Store::new(content, session)), |store, intent| {
            store.reduce(intent.clone())
        });
    // What is folded away is made once its part is open.
    let parts = [Part::Areas, Part::Profiles, Part::Plan];
    let store = parts
        .into_iter()
        .fold(store, |store, part| store.reduce(Intent::Unfold(part)));
    screen(&store)
}

/// A section of a result, by the id of its heading.
fn section_of(html: &str, id: &str) -> String {
    let start = html
        .find(&format!("aria-labelledby=\"{id}\""))
        .expect("it is there");
    let rest = &html[start..];
    let end = rest.find("</section>").expect("it ends");
    rest[..end].to_owned()
}

#[test]
fn what_a_course_takes_and_how_to_go_on_is_shown() {
    let html = full_result(&[]);
    insta::assert_snapshot!("full-modules", section_of(&html, "sc-modules"));
    insta::assert_snapshot!("full-next", section_of(&html, "sc-next"));
    insta::assert_snapshot!("full-exam", section_of(&html, "sc-exam"));
    let (_, frameworks) = html.split_once("sc-frameworks").expect("they are named");
    let (frameworks, _) = frameworks.split_once("</details>").expect("it ends");
    insta::assert_snapshot!("full-frameworks", frameworks);
}

#[test]
fn the_country_is_the_visitor_s_else_the_page_s_else_germany() {
    let shown = |intents: &[Intent]| {
        let section = section_of(&full_result(intents), "sc-next");
        section.contains("Take pictures of three loaves.")
    };
    let [austria, germany] = [CountryIndex(0), CountryIndex(1)];
    assert!(shown(&[]));
    assert!(!shown(&[Intent::Home(Some(austria))]));
    assert!(shown(&[
        Intent::Country(germany),
        Intent::Home(Some(austria))
    ]));
    let content = bakery();
    let meant = |attribute, tag| country::meant(content.catalogue(), attribute, tag);
    assert_eq!(meant(Some(" at "), "de-DE"), Some(austria));
    assert_eq!(meant(None, "de-AT"), Some(austria));
    assert_eq!(meant(Some("FR"), "en-DE"), Some(germany));
    assert_eq!(meant(None, "en"), None);
    assert_eq!(country::assumed(content.catalogue()), Some(germany));
}

/// The bakery has one module, which costs little, takes 20 hours and can be learnt alone.
#[test]
fn modules_are_narrowed_down_by_what_they_take() {
    let content = bakery();
    let catalogue = content.catalogue();
    let mut offer = catalogue.module(ModuleIndex(0)).offer.clone();
    assert!(Need::ALL.into_iter().all(|need| need.is_met(&offer)));
    let wanted = |needs: &[Need]| Wanted {
        needs: needs.iter().map(|&need| need as usize).collect(),
        ..Wanted::default()
    };
    assert!(wanted(&Need::ALL).suit(catalogue, ModuleIndex(0)));
    offer.cost = Some(CostBand::From500);
    offer.hours = Some(Band { from: 41, to: 80 });
    offer.self_study = false;
    assert!(!Need::ALL.into_iter().any(|need| need.is_met(&offer)));
    assert!(
        !Need::ALL
            .into_iter()
            .any(|need| need.is_met(&Offer::default()))
    );
    let mut definition = catalogue.definition().clone();
    definition.modules[0].offer = offer;
    let dear = Catalogue::new(definition).expect("in order");
    for need in Need::ALL {
        assert!(!wanted(&[need]).suit(&dear, ModuleIndex(0)), "{need:?}");
    }
    assert!(wanted(&[]).suit(&dear, ModuleIndex(0)));
    // What is ticked can be taken back, though it tells no modules apart.
    let html = full_result(&[Intent::Need(Need::Short)]);
    assert!(section_of(&html, "sc-forms").contains("also with 40 hours at most"));
}
