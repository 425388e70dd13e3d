//! What crosses between widget and page as JSON: the host's courses in, what a result comes to out.

use std::path::Path;

use assessment::catalogue::{CertificateKind, FundingKind};
use assessment::id::{FamilyIndex, ModuleIndex};
use assessment::response::{Response, Responses};
use assessment::session::{Phase, Session};
use serde_json::{Value, json};
use skill_check::completion::completion;
use skill_check::content::Content;
use skill_check::store::{Store, courses};

/// The catalogue of the widget, in German.
fn content() -> Content {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogues/social-media");
    let authored = catalogue::load(&folder).authored.expect("in order");
    let mut compiled = authored.compile().into_iter();
    let german = compiled.find(|compiled| compiled.locale == "de");
    Content::decode(&german.expect("it is there").bytes).expect("it was just compiled")
}

/// The id of a module of that.
fn module(content: &Content, index: u8) -> &str {
    content.catalogue().module(ModuleIndex(index)).id.as_str()
}

/// A course with all that there is.
fn full(module: &str) -> Value {
    json!({
        "module": module,
        "provider": "Academy & \"Sons\"",
        "name": "Über \\ alles – 日本 😀",
        "url": "https://academy.example/",
        "format": "online",
        "start": "2027-03-01",
        "duration": "6 weeks",
        "price": "890 €",
        "checked": "2026-11-23",
        "hours": "24",
        "certificate": "chamber",
        "azav": "123/456",
        "zfu": "7",
        "funding": ["leave", "voucher", "leave"],
        "language": "German",
        "accessible": "step-free",
        "advertisement": true,
    })
}

#[test]
fn a_course_arrives_with_all_that_it_says() {
    let content = content();
    let given = json!([full(module(&content, 1))]);
    let courses = courses(content.catalogue(), &given.to_string()).expect("a list of courses");
    let [course] = &*courses else {
        panic!("{courses:?}")
    };
    assert_eq!(course.module, ModuleIndex(1));
    assert_eq!(&*course.provider, "Academy & \"Sons\"");
    assert_eq!(&*course.name, "Über \\ alles – 日本 😀");
    let texts = [
        (&course.url, "https://academy.example/"),
        (&course.format, "online"),
        (&course.start, "2027-03-01"),
        (&course.duration, "6 weeks"),
        (&course.price, "890 €"),
        (&course.checked, "2026-11-23"),
        (&course.hours, "24"),
        (&course.azav, "123/456"),
        (&course.zfu, "7"),
        (&course.language, "German"),
        (&course.accessible, "step-free"),
    ];
    for (text, wanted) in texts {
        assert_eq!(&**text, wanted);
    }
    assert_eq!(course.certificate, Some(CertificateKind::Chamber));
    assert_eq!(course.funding, [FundingKind::Voucher, FundingKind::Leave]);
    assert!(course.is_advertisement);
}

#[test]
fn what_a_course_needn_t_say_is_empty_and_one_of_no_module_is_left_out() {
    let content = content();
    let least =
        |module: &str| json!({ "module": module, "provider": "a", "name": "b", "url": "c" });
    let given = json!([least("no-such-module"), least(module(&content, 0))]);
    let courses = courses(content.catalogue(), &given.to_string()).expect("a list of courses");
    let [course] = &*courses else {
        panic!("{courses:?}")
    };
    assert!(course.price.is_empty() && course.certificate.is_none() && course.funding.is_empty());
    assert!(!course.is_advertisement);
}

#[test]
fn a_name_or_a_value_that_isn_t_known_is_refused() {
    let content = content();
    let read = |given: &str| courses(content.catalogue(), given);
    assert_eq!(read("[]").map(|courses| courses.len()), Some(0));
    for (name, value) in [
        ("providers", json!("x")),
        ("certificate", json!("none")),
        ("funding", json!(["nobody"])),
        ("funding", json!("voucher")),
        ("advertisement", json!("yes")),
        ("price", json!(890)),
        ("url", json!(null)),
    ] {
        let mut course = full(module(&content, 1));
        course[name] = value;
        let given = json!([course]).to_string();
        assert!(read(&given).is_none(), "{given}");
    }
    for given in [
        "",
        "{}",
        "[",
        "[{}]",
        "[] []",
        "[\u{1f}]",
        "[{\"module\":\"\\ud800\"}]",
    ] {
        assert!(read(given).is_none(), "{given}");
    }
}

/// What a result comes to after these responses to the first items.
fn told(content: &Content, levels: &[u8]) -> Value {
    let catalogue = content.catalogue();
    let mut session = Session::new(catalogue, FamilyIndex(0), None);
    let levels: Vec<_> = levels.iter().copied().map(Response::Level).collect();
    session.responses = Responses::from_list(catalogue, &levels).expect("they fit");
    session.phase = Phase::Result;
    let text = completion(&Store::new(content.clone(), session));
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn a_result_is_told_in_scores_and_advice_and_no_response_is() {
    let content = content();
    let none = vec![0; content.catalogue().item_count()];
    let beginner = told(&content, &none);
    let told = told(&content, &[0, 1, 2, 1]);
    let mut names: Vec<&String> = told.as_object().expect("an object").keys().collect();
    // In the order of the alphabet or of what was written, as crates beside this one want it.
    names.sort_unstable();
    let wanted = [
        "answered",
        "areas",
        "catalogue",
        "modules",
        "profiles",
        "revision",
        "total",
    ];
    assert_eq!(names, wanted, "and no duration, which isn't known");
    assert_eq!(told["catalogue"], "social-media");
    assert_eq!(told["answered"], 4);
    assert!(told["total"].as_u64() > Some(4));
    let catalogue = content.catalogue();
    let areas = told["areas"].as_object().expect("an object");
    assert_eq!(areas.len(), catalogue.areas().count());
    assert!(
        areas.values().any(|area| area["percent"].is_null()),
        "{areas:?}"
    );
    assert!(
        areas.values().any(|area| area["percent"].is_u64()),
        "{areas:?}"
    );
    for (name, part) in areas
        .iter()
        .chain(told["profiles"].as_object().expect("an object"))
    {
        assert!(
            part["low"].as_u64() <= part["high"].as_u64(),
            "{name}: {part}"
        );
    }
    let modules = beginner["modules"].as_array().expect("a list");
    assert!(modules.iter().all(Value::is_string) && !modules.is_empty());
}
