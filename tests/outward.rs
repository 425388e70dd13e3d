//! What leads out of a result: courses with what they take, how to go on by country, exams, frameworks.

use crate::screen;

use std::path::Path;
use std::rc::Rc;

use assessment::Catalogue;
use assessment::catalogue::{Band, CertificateKind, CostBand, FundingKind, Offer, ProviderKind};
use assessment::id::{CountryIndex, FamilyIndex, ModuleIndex};
use assessment::response::{Response, Responses};
use assessment::session::{Action, Phase, Session};
use skill_check::content::Content;
use skill_check::picked::{Kind, Kinds, Need, Part, Wanted};
use skill_check::store::{Message, Store};
use skill_check::{country, files};

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
fn full_result(messages: &[Message]) -> String {
    full_result_of(bakery(), messages)
}

fn full_result_of(content: Content, messages: &[Message]) -> String {
    let mut session = Session::new(content.catalogue(), FamilyIndex(0), None);
    let levels = vec![Response::Level(0); content.catalogue().item_count()];
    session.responses = Responses::from_list(content.catalogue(), &levels)
        .expect("the responses fit the catalogue");
    session.phase = Phase::Result;
    let store = messages
        .iter()
        .fold(Rc::new(Store::new(content, session)), |store, message| {
            store.reduce(message.clone())
        });
    // What is folded away is made once its part is open.
    let parts = [Part::Areas, Part::Profiles, Part::Plan];
    let store = parts
        .into_iter()
        .fold(store, |store, part| store.reduce(Message::Unfold(part)));
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
    let shown = |messages: &[Message]| {
        let section = section_of(&full_result(messages), "sc-next");
        section.contains("Take pictures of three loaves.")
    };
    let [austria, germany] = [CountryIndex(0), CountryIndex(1)];
    assert!(shown(&[]));
    assert!(!shown(&[Message::Around(Some(austria), "".into())]));
    assert!(shown(&[
        Message::Country(germany),
        Message::Around(Some(austria), "".into())
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
    let modules = |messages: &[Message]| {
        section_of(
            &full_result_of(shipped("social-media"), messages),
            "sc-modules",
        )
    };
    let at_home = [
        vec![],
        vec![Message::Around(Some(germany), "".into())],
        vec![
            Message::Around(Some(austria), "".into()),
            Message::Country(germany),
        ],
    ];
    for messages in at_home {
        let shown = modules(&messages);
        for text in german.iter().chain(&everywhere) {
            assert!(shown.contains(text), "{text}: {messages:?}");
        }
        assert!(!shown.contains("Deutschland"), "{messages:?}");
    }
    let abroad = [
        vec![Message::Around(Some(austria), "".into())],
        vec![Message::Around(Some(switzerland), "".into())],
        vec![Message::Country(switzerland)],
    ];
    for messages in abroad {
        let shown = modules(&messages);
        for text in german {
            assert!(!shown.contains(text), "{text}: {messages:?}");
        }
        for text in everywhere {
            assert!(shown.contains(text), "{text}: {messages:?}");
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

/// The bakery has one module, which costs little, takes 20 hours and can be learnt alone, though not soon.
#[test]
fn modules_are_narrowed_down_by_what_they_take() {
    let content = bakery();
    let catalogue = content.catalogue();
    let mut offer = catalogue.module(ModuleIndex(0)).offer.clone();
    for need in Need::ALL {
        let is_met = !matches!(need, Need::Soon | Need::Approved);
        assert_eq!(need.is_met(&offer), is_met, "{need:?}");
    }
    let wanted = |needs: &[Need]| Wanted {
        needs: needs.iter().map(|&need| need as usize).collect(),
        ..Wanted::default()
    };
    let met = [Need::Cheap, Need::Short, Need::Alone];
    assert!(wanted(&met).suit(catalogue, ModuleIndex(0)));
    assert!(!wanted(&Need::ALL).suit(catalogue, ModuleIndex(0)));
    offer.weeks.beside_job = Some(Band { from: 4, to: 8 });
    offer.distance_approval = true;
    assert!(Need::ALL.into_iter().all(|need| need.is_met(&offer)));
    offer.weeks.beside_job = Some(Band { from: 5, to: 8 });
    offer.distance_approval = false;
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
    let html = full_result(&[Message::Need(Need::Short)]);
    assert!(section_of(&html, "sc-forms").contains("also with 40 hours at most"));
}

/// The bakery's module is offered by centres of adult education and chambers.
#[test]
fn modules_are_narrowed_down_by_who_offers_them_and_who_pays() {
    let content = bakery();
    let catalogue = content.catalogue();
    let suits = |kinds: &[Kind]| {
        let kinds = kinds
            .iter()
            .fold(Kinds::default(), |kinds, &kind| kinds.toggled(kind));
        let wanted = Wanted {
            kinds,
            ..Wanted::default()
        };
        wanted.suit(catalogue, ModuleIndex(0))
    };
    let chamber = Kind::Provider(ProviderKind::Chamber);
    let university = Kind::Provider(ProviderKind::University);
    let attendance = Kind::Certificate(CertificateKind::Attendance);
    let leave = Kind::Funding(FundingKind::Leave);
    let voucher = Kind::Funding(FundingKind::Voucher);
    assert!(suits(&[]));
    assert!(suits(&[chamber]));
    assert!(!suits(&[university]));
    // Of a group one is enough, and of each group one is needed.
    assert!(suits(&[chamber, university]));
    assert!(suits(&[chamber, attendance, leave]));
    assert!(!suits(&[chamber, attendance, voucher]));
    // Picked twice is not picked.
    assert!(suits(&[university, university]));
    let html = full_result(&[Message::Kind(university)]);
    let forms = section_of(&html, "sc-forms");
    assert!(
        forms.contains("University"),
        "what is ticked can be taken back"
    );
    assert!(!forms.contains("Chamber"), "it tells no modules apart");
    assert!(forms.contains("In this form none of the courses would help much."));
}

/// Funding and what chambers and the law regulate are the catalogue's own country's.
#[test]
fn kinds_that_a_country_does_not_have_are_not_chosen_there() {
    let [germany, austria] = [0, 1].map(CountryIndex);
    let forms = |country| {
        let html = full_result_of(shipped("social-media"), &[Message::Country(country)]);
        section_of(&html, "sc-forms")
    };
    let (here, abroad) = (forms(germany), forms(austria));
    for local in [
        "Gutschein der Arbeitsverwaltung",
        "Zertifikat einer Kammer",
        "als Fernlehrgang mit staatlicher Zulassung",
    ] {
        assert!(here.contains(local), "{local}");
        assert!(!abroad.contains(local), "{local}");
    }
    for anywhere in [
        "Volkshochschule, Erwachsenenbildung",
        "Zertifikat des Anbieters",
    ] {
        assert!(
            here.contains(anywhere) && abroad.contains(anywhere),
            "{anywhere}"
        );
    }
}

#[test]
fn a_result_says_where_competences_and_modules_come_from() {
    let html = full_result_of(shipped("social-media"), &[]);
    let (_, shown) = html.split_once("sc-provenance").expect("it is there");
    let (shown, _) = shown.split_once("</details>").expect("it ends");
    assert!(shown.contains("Woher die Kompetenzen stammen"));
    assert!(shown.contains("WCAG 2.2"));
    assert!(shown.contains("Artikel, aus dem der Fragenkatalog entstand"));
    let rows = shown.matches("<dt>").count();
    assert_eq!(
        rows,
        shipped("social-media").catalogue().competences().len()
    );
    let made = (0..3).map(Message::Make).collect::<Vec<_>>();
    let html = full_result_of(bakery(), &made);
    assert!(section_of(&html, "sc-modules").contains("the authors’ own judgement"));
}

/// A catalogue with figures of others: of the first area, and of the profile that is aimed at.
fn with_norms() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/social-media");
    let norms = "catalogue = 'social-media'\nrevision = 1\ndate = '2026-11-29'\n\
        source = 'Besucherinnen und Besucher zweier Karriereseiten.'\nn = 812\n\
        [[areas]]\nid = 'pc'\nn = 812\nlower = 40\nmedian = 55\nupper = 70\n\
        [[profiles]]\nid = 'social-media-manager.junior'\nn = 640\nlower = 41\nmedian = 58\nupper = 77\n";
    let report = catalogue::load_with(&folder, |path| {
        if path.ends_with("norms.toml") {
            return Ok(norms.to_owned());
        }
        std::fs::read_to_string(path)
    });
    let compiled = report.authored.expect("in order").compile();
    Content::decode(&compiled[0].bytes).expect("it was just compiled")
}

#[test]
fn others_are_shown_beside_oneself_only_where_there_are_figures_of_them() {
    assert!(!full_result_of(shipped("social-media"), &[]).contains("sc-norms"));
    let html = full_result_of(with_norms(), &[]);
    insta::assert_snapshot!("full-norms", section_of(&html, "sc-norms"));
}

/// The part that shares a result, where a page takes one.
fn taken(said: &str, more: &[Message]) -> String {
    let mut messages = vec![
        Message::Around(None, said.to_owned().into()),
        Message::Unfold(Part::Share),
    ];
    messages.extend(more.iter().cloned());
    full_result_of(shipped("social-media"), &messages)
}

#[test]
fn a_result_is_taken_only_where_the_page_says_so_and_the_form_goes_once_it_has_arrived() {
    let html = taken("", &[]);
    assert!(!html.contains("sc-handover") && !html.contains("to-handover"));

    let said = " https://advice.example/in\n\n 2";
    let html = taken(said, &[]);
    assert!(html.contains("Weitergeben an: advice.example"));
    let form = section_of(&html, "sc-handover");
    assert!(
        form.contains("data-way=\"post\"") && form.contains("required"),
        "{form}"
    );
    let statistics = section_of(&html, "sc-donate");
    assert!(statistics.contains("64 von 100"), "{statistics}");

    let failed = taken(said, &[Message::Taken("-handover send".into())]);
    let form = section_of(&failed, "sc-handover");
    assert!(
        form.contains("Als Datei speichern") && form.contains("<form"),
        "{form}"
    );
    let statistics = section_of(&failed, "sc-donate");
    assert!(!statistics.contains("Als Datei speichern"), "{statistics}");

    let sent = taken(said, &[Message::Taken("+handover send".into())]);
    let form = section_of(&sent, "sc-handover");
    assert!(
        form.contains("Angekommen bei: advice.example.") && !form.contains("<form"),
        "{form}"
    );
    assert!(section_of(&sent, "sc-donate").contains("<form"));

    // What has gone stays gone, whatever is taken along after it; another goal is another result, which can go again.
    let later = [
        Message::Taken("+handover send".into()),
        Message::Taken("+donate send".into()),
        Message::Taken("+csv".into()),
    ];
    let html = taken(said, &later);
    for id in ["sc-handover", "sc-donate"] {
        assert!(!section_of(&html, id).contains("<form"), "{id}");
    }
    let other = Message::Act(Action::ChooseFamily(FamilyIndex(1)));
    let html = taken(said, &[&later[..], &[other]].concat());
    assert!(section_of(&html, "sc-handover").contains("<form"));
    assert!(!section_of(&html, "sc-donate").contains("<form"));
}

/// Which questions the short way asks follows from the answers, so noise would hide nothing.
#[test]
fn answers_of_the_short_way_are_not_taken_with_noise() {
    let content = shipped("social-media");
    let mut session = Session::new(content.catalogue(), FamilyIndex(0), None);
    session.is_quick = true;
    session.responses =
        Responses::from_list(content.catalogue(), &[Response::Level(2)]).expect("one answer");
    session.phase = Phase::Result;
    for (donate, is_taken) in [("2", false), ("plain", true)] {
        let said = format!(" /in\n\n {donate}");
        let store = Rc::new(Store::new(content.clone(), session.clone()));
        let store = store
            .reduce(Message::Around(None, said.into()))
            .reduce(Message::Unfold(Part::Share));
        assert_eq!(screen(&store).contains("sc-donation"), is_taken, "{donate}");
        let made = files::made(&store, "statistics", "2026-11-29", &[0; 400], "");
        assert_eq!(made.is_some(), is_taken, "{donate}");
    }
}
