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

/// A catalogue that ships, in German.
fn shipped(id: &str) -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("catalogues")
        .join(id);
    let authored = catalogue::load(&folder).authored.expect("in order");
    let mut compiled = authored.compile().into_iter();
    let german = compiled.find(|compiled| compiled.locale == "de");
    Content::decode(&german.expect("it is there").bytes).expect("it was just compiled")
}

/// The result of a beginner after some wishes of theirs.
fn full_result(intents: &[Intent]) -> String {
    full_result_of(bakery(), intents)
}

fn full_result_of(content: Content, intents: &[Intent]) -> String {
    let mut session = Session::new(content.catalogue(), FamilyIndex(0), None);
    let levels = vec![Response::Level(0); content.catalogue().item_count()];
    session.responses = Responses::from_list(content.catalogue(), &levels)
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

/// Funding, approval, chambers and prices in the catalogues that ship are Germany's.
#[test]
fn what_holds_in_germany_only_is_said_for_germany_only() {
    let [germany, austria, switzerland] = [0, 1, 2].map(CountryIndex);
    let german = [
        "Mögliche Förderung",
        "Er braucht eine staatliche Zulassung.",
        "Zertifikat einer Kammer",
    ];
    let everywhere = [
        "Unterrichtsstunden",
        "Zertifikat des Anbieters",
        "500 bis 2.500 Euro",
    ];
    let modules = |intents: &[Intent]| {
        section_of(
            &full_result_of(shipped("social-media"), intents),
            "sc-modules",
        )
    };
    let at_home = [
        vec![],
        vec![Intent::Home(Some(germany))],
        vec![Intent::Home(Some(austria)), Intent::Country(germany)],
    ];
    for intents in at_home {
        let shown = modules(&intents);
        for text in german.iter().chain(&everywhere) {
            assert!(shown.contains(text), "{text}: {intents:?}");
        }
        assert!(!shown.contains("Deutschland"), "{intents:?}");
    }
    let abroad = [
        vec![Intent::Home(Some(austria))],
        vec![Intent::Home(Some(switzerland))],
        vec![Intent::Country(switzerland)],
    ];
    for intents in abroad {
        let shown = modules(&intents);
        for text in german {
            assert!(!shown.contains(text), "{text}: {intents:?}");
        }
        for text in everywhere {
            assert!(shown.contains(text), "{text}: {intents:?}");
        }
        assert!(shown.contains("Deutschland: 500 bis 2.500 Euro"));
    }
}

#[test]
fn parts_announce_only_what_the_catalogue_has() {
    let extras = ["Wissen prüfen", "andere Rollen, Prüfung"];
    let [social, data] = ["social-media", "data-analyst"].map(|id| {
        let html = full_result_of(shipped(id), &[]);
        extras.map(|text| html.contains(text))
    });
    assert_eq!((social, data), ([true; 2], [false; 2]));
}

/// The browser's search finds a course that isn't recommended by the names it has had.
#[test]
fn the_plan_says_what_each_of_its_modules_is() {
    let html = full_result_of(shipped("social-media"), &[]);
    let plan = section_of(&html, "sc-plan");
    assert!(plan.contains("Social Media Relations"));
    assert!(plan.contains("Social Media Intelligence"));
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
