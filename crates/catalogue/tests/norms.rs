//! `norms.toml`: what is written reads back, and whatever breaks a rule is refused and named.

use std::collections::BTreeMap;
use std::path::Path;

use catalogue::norms::{Norms, NormsDefinition, NormsError, Quartiles, Sentence};
use catalogue::{Authored, Code, Schema, Severity};

fn authored() -> Authored {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    catalogue::load(&folder).authored.expect("it is in order")
}

/// Who the people are.
const SOURCE: &str = "Visitors of two career sites who gave their answers for statistics";

fn quartiles(id: &str, n: u32, [lower, median, upper]: [u8; 3]) -> Quartiles {
    let id = id.to_owned();
    Quartiles {
        id,
        n,
        lower,
        median,
        upper,
    }
}

fn definition() -> NormsDefinition {
    NormsDefinition {
        catalogue: "social-media".to_owned(),
        revision: 1,
        date: "2026-11-29".to_owned(),
        source: SOURCE.into(),
        n: 812,
        areas: vec![
            quartiles("pc", 812, [40, 55, 70]),
            quartiles("cms", 50, [0, 0, 100]),
        ],
        profiles: vec![quartiles("community-manager.junior", 640, [41, 58, 77])],
    }
}

#[test]
fn what_is_written_reads_back_and_keeps_its_schema() {
    let authored = authored();
    let norms = Norms::new(definition(), authored.catalogue()).expect("it keeps the rules");
    let text = norms.to_toml().expect("it can be written");
    assert_eq!(Norms::read(&text, authored.catalogue()), Ok(norms.clone()));
    assert_eq!(norms.area("pc").map(|area| area.median), Some(55));
    assert_eq!(norms.area("pr"), None);
    let profile = norms.profile("community-manager.junior");
    assert_eq!(profile.map(|profile| profile.upper), Some(77));

    let schema: serde_json::Value =
        serde_json::from_str(Schema::Norms.text()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let table: toml::Table = text.parse().expect("it is TOML");
    let mut json = serde_json::to_value(table).expect("it is JSON too");
    assert!(validator.is_valid(&json));
    json["areas"][0]["n"] = 49.into();
    assert!(!validator.is_valid(&json));
}

#[track_caller]
fn check(change: impl FnOnce(&mut NormsDefinition), expected: NormsError) {
    let mut definition = definition();
    change(&mut definition);
    let found = Norms::new(definition, authored().catalogue());
    assert_eq!(found, Err(expected));
}

#[test]
fn what_breaks_a_rule_is_refused() {
    use NormsError as E;
    let text = |text: &str| text.to_owned();
    check(|norms| norms.catalogue = text("other"), {
        let (given, expected) = (text("other"), text("social-media"));
        E::Catalogue { given, expected }
    });
    let (given, expected) = (2, 1);
    check(|norms| norms.revision = 2, E::Revision { given, expected });
    for day in [
        "2026-02-29",
        "2026-13-01",
        "2026-1-1",
        "+026-01-01",
        "today",
    ] {
        check(|norms| norms.date = text(day), E::Date(text(day)));
    }
    check(|norms| norms.source = " ".into(), E::Source { length: 0 });
    let none = Sentence::ByLocale(BTreeMap::new());
    check(|norms| norms.source = none, E::Source { length: 0 });
    let long = spoken(&[("de", "Gäste"), ("en", &"x".repeat(201))]);
    check(|norms| norms.source = long, E::Source { length: 201 });
    check(
        |norms| norms.n = 49,
        E::TooFew {
            id: text("n"),
            n: 49,
        },
    );
    let too_few = E::TooFew {
        id: text("cms"),
        n: 49,
    };
    check(|norms| norms.areas[1].n = 49, too_few);
    let too_many = E::TooMany {
        id: text("pc"),
        n: 813,
    };
    check(|norms| norms.areas[0].n = 813, too_many);
    check(|norms| norms.areas[0].lower = 56, E::Order(text("pc")));
    check(|norms| norms.areas[1].upper = 101, E::Order(text("cms")));
    check(|norms| norms.areas[1].id = text("pc"), E::Twice(text("pc")));
    check(|norms| norms.areas[0].id = text("x"), E::Unknown(text("x")));
    let empty = |norms: &mut NormsDefinition| {
        norms.areas.clear();
        norms.profiles.clear();
    };
    check(empty, E::Empty);
    let found = Norms::read("catalogue = 1", authored().catalogue());
    assert!(matches!(found, Err(E::Syntax(_))), "{found:?}");
}

/// What is said of the built-in catalogue with this `norms.toml` beside it.
fn with(text: String) -> catalogue::Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    catalogue::load_with(&folder, move |path| {
        if path.ends_with("norms.toml") {
            Ok(text.clone())
        } else {
            std::fs::read_to_string(path)
        }
    })
}

fn spoken(sentences: &[(&str, &str)]) -> Sentence {
    let sentences = sentences.iter();
    let sentences = sentences.map(|&(locale, sentence)| (locale.to_owned(), sentence.to_owned()));
    Sentence::ByLocale(sentences.collect())
}

/// Each language has its own sentence; one that is missing is an error in the file.
#[test]
fn visitors_read_in_their_language_who_the_people_are() {
    let mut definition = definition();
    definition.source = spoken(&[("de", "Gäste einer Messe."), ("en", "Guests of a fair")]);
    let norms = Norms::new(definition.clone(), authored().catalogue()).unwrap();
    let text = norms.to_toml().unwrap();
    assert_eq!(Norms::read(&text, authored().catalogue()), Ok(norms));
    let schema = serde_json::from_str(Schema::Norms.text()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let table: toml::Table = text.parse().unwrap();
    assert!(validator.is_valid(&serde_json::to_value(table).unwrap()));

    let authored = with(text).authored.unwrap();
    let sources: Vec<String> = authored
        .compile()
        .iter()
        .map(|compiled| {
            let (read, _) = assessment::compiled::decode(&compiled.bytes).unwrap();
            format!("{}: {}", compiled.locale, read.norms().unwrap().source)
        })
        .collect();
    assert_eq!(sources, ["de: Gäste einer Messe", "en: Guests of a fair"]);

    definition.source = spoken(&[("de", "Gäste einer Messe.")]);
    let report = with(toml::to_string(&definition).unwrap());
    assert!(report.authored.is_none());
    let error = &report.diagnostics[0];
    assert_eq!(error.code, Code::Norms);
    let said = "the source has no sentence for the locale `en`";
    assert!(error.message.starts_with(said), "{}", error.message);
}

/// What lies beside a catalogue is compiled with it; what doesn't belong to it is said.
#[test]
fn figures_beside_a_catalogue_are_compiled_with_it() {
    let norms = Norms::new(definition(), authored().catalogue()).unwrap();
    let report = with(norms.to_toml().unwrap());
    assert!(report.diagnostics.iter().all(|one| one.code != Code::Norms));
    for compiled in report.authored.unwrap().compile() {
        let (read, _) = assessment::compiled::decode(&compiled.bytes).unwrap();
        let norms = read.norms().unwrap();
        assert_eq!((norms.people, &*norms.date), (812, "2026-11-29"));
        assert_eq!(&*norms.source, SOURCE);
        let [pc, cms, profile] = &*norms.quartiles else {
            panic!("{:?}", norms.quartiles)
        };
        assert_eq!((pc.place, pc.lower, pc.median, pc.upper), (0, 40, 55, 70));
        assert_eq!((cms.place, cms.people), (1, 50));
        let profile = read.profiles().nth(profile.place.into()).unwrap();
        assert_eq!(
            read.profile(profile).id.as_str(),
            "community-manager.junior"
        );
    }

    // Another revision may ask otherwise: the catalogue goes on without.
    let mut older = definition();
    older.revision = 9;
    let written = toml::to_string(&older).unwrap();
    let report = with(written);
    let said: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|one| one.code == Code::Norms)
        .collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].severity, Severity::Warning);
    assert!(
        said[0].message.contains("revision 9"),
        "{}",
        said[0].message
    );
    assert!(report.authored.unwrap().catalogue().norms().is_none());

    // What breaks a rule is an error in that file.
    let report = with(norms.to_toml().unwrap().replace("n = 50", "n = 49"));
    assert!(report.authored.is_none());
    let error = &report.diagnostics[0];
    assert_eq!(error.code, Code::Norms);
    assert!(error.file.ends_with("norms.toml"), "{}", error.file);
}

/// A compiled file from elsewhere that lies about places or percentages, or says one twice, is refused.
#[test]
fn compiled_figures_that_fit_nothing_are_refused() {
    use assessment::catalogue::{Norms, Quartiles};
    let authored = authored();
    let good = Quartiles {
        is_profile: false,
        place: 0,
        people: 60,
        lower: 10,
        median: 20,
        upper: 30,
    };
    let next = Quartiles { place: 1, ..good };
    let profile = Quartiles {
        is_profile: true,
        ..good
    };
    for (quartiles, is_right) in [
        (vec![good], true),
        (vec![good, next, profile], true),
        // Each comes once, and in order.
        (vec![good, good], false),
        (vec![next, good], false),
        (vec![profile, good], false),
        (vec![Quartiles { place: 5, ..good }], false),
        (vec![Quartiles { upper: 101, ..good }], false),
        (vec![Quartiles { median: 31, ..good }], false),
    ] {
        let mut definition = authored.definition().clone();
        definition.extras.norms = Some(Norms {
            people: 60,
            date: "2026-11-29".into(),
            source: "x".into(),
            quartiles: quartiles.clone(),
        });
        let bytes = assessment::compiled::encode(&definition, &authored.texts()[0]).unwrap();
        assert_eq!(
            assessment::compiled::decode(&bytes).is_ok(),
            is_right,
            "{quartiles:?}"
        );
    }
}
