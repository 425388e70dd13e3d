//! What leads out of a catalogue: the offer of modules, countries, frameworks, and today's exam.

#![allow(clippy::unwrap_used, reason = "test data is known to be sound")]

use crate::common;

use assessment::Catalogue;
use assessment::catalogue::definition_check;
use assessment::catalogue::{
    Band, CatalogueProblem as Problem, CertificateKind, CostBand, CountryDefinition, Definition,
    ExamDefinition, ExamFieldDefinition, ExamTodayDefinition, FrameworkDefinition, FundingKind,
    MappingDefinition, MatchKind, Offer, ProblemPlace as Place, Provenance, ProvenanceKind,
    ProviderKind, StepDefinition, Weeks,
};
use assessment::compiled::{CompiledError, decode, encode};
use assessment::exam::coverage_of;
use assessment::id::{CompetenceIndex, CountryId, EntryId, FrameworkId, FrameworkIndex};
use assessment::scoring::score;
use assessment::text::{
    CountryText, EntryText, ExamText, ExamTodayText, FrameworkText, PluralCategory, PluralForm,
    StepText, Texts,
};
use common::{SMM_SENIOR, WORKED_EXAMPLE, competence, responses, texts};

fn field(id: &str, competences: &[CompetenceIndex]) -> ExamFieldDefinition {
    ExamFieldDefinition {
        id: EntryId::new(id),
        competences: competences.to_vec(),
    }
}

fn mapping(competence: u16, framework: u8, code: &str, fit: MatchKind) -> MappingDefinition {
    MappingDefinition {
        competence: CompetenceIndex(competence),
        framework: FrameworkIndex(framework),
        code: code.into(),
        fit,
    }
}

/// The fixture with all that leads out of it.
fn definition() -> Definition {
    let mut definition = common::definition();
    definition.modules[0].offer = Offer {
        hours: Some(Band { from: 60, to: 120 }),
        weeks: Weeks {
            beside_job: Some(Band { from: 8, to: 26 }),
            full_time: None,
        },
        cost: Some(CostBand::From500),
        providers: ProviderKind::ALL.to_vec(),
        certificates: CertificateKind::ALL.to_vec(),
        funding: FundingKind::ALL.to_vec(),
        distance_approval: true,
        self_study: true,
    };
    definition.modules[1].offer.cost = Some(CostBand::Over6000);
    let step = |id: &str, links: &[&str]| StepDefinition {
        id: EntryId::new(id),
        links: links.iter().map(|&link| link.into()).collect(),
    };
    let extras = &mut definition.extras;
    extras.countries = vec![
        CountryDefinition {
            id: CountryId::new("DE"),
            steps: vec![
                step(
                    "search",
                    &["https://a.example/b?c=d#e", "https://b.example"],
                ),
                step("proof", &[]),
            ],
        },
        CountryDefinition {
            id: CountryId::new("AT"),
            steps: vec![step("search", &[])],
        },
    ];
    extras.frameworks = vec![
        FrameworkDefinition {
            id: FrameworkId::new("esco"),
            uri: Some("http://data.example/skill/{code}".into()),
        },
        FrameworkDefinition {
            id: FrameworkId::new("digcomp-2.2"),
            uri: None,
        },
    ];
    extras.mappings = vec![
        mapping(0, 0, "1d6c7de4-350e", MatchKind::Close),
        mapping(0, 1, "1.2", MatchKind::Broad),
        mapping(3, 1, "1.2", MatchKind::Related),
    ];
    extras.provenance = vec![Provenance::new([
        (ProvenanceKind::Source, "A study of 2023"),
        (ProvenanceKind::Editorial, ""),
    ])];
    extras.exam = Some(ExamDefinition {
        profile: SMM_SENIOR,
        is_held: false,
        parts: vec![EntryId::new("test")],
        fields: vec![field("all", &[competence("d7")])],
        provenance: Provenance::default(),
        as_of: "2026-11-23".into(),
        today: Some(ExamTodayDefinition {
            fields: vec![field("analysis", &[competence("e1"), competence("a1")])],
            provenance: Provenance::default(),
            as_of: "2026-11-24".into(),
        }),
    });
    definition
}

fn all_texts(definition: &Definition) -> Texts {
    let mut texts = texts(definition);
    let entry = || EntryText {
        name: "Analyse".into(),
        description: "Zahlen".into(),
    };
    let step = |links: &[&str]| StepText {
        title: "Suchen".into(),
        text: "Suchen Sie nach {search}.".into(),
        links: links.iter().map(|&link| link.into()).collect(),
    };
    texts.modules[0].search = vec!["Anzeigen".into()];
    texts.modules[0].ask = vec!["Wie viele Stunden?".into()];
    texts.modules[0].project = "Ein Kanal".into();
    texts.extras.countries = vec![
        CountryText {
            name: "Deutschland".into(),
            steps: vec![step(&["Eins", "Zwei"]), step(&[])],
        },
        CountryText {
            name: "Österreich".into(),
            steps: vec![step(&[])],
        },
    ];
    texts.extras.frameworks = ["ESCO", "DigComp"]
        .map(|name| FrameworkText {
            name: name.into(),
            attribution: "".into(),
        })
        .to_vec();
    texts.extras.exam = Some(ExamText {
        name: "Prüfung".into(),
        summary: "".into(),
        status: "".into(),
        parts: vec![entry()],
        fields: vec![entry()],
        today: Some(ExamTodayText {
            name: "Prüfung heute".into(),
            summary: "".into(),
            fields: vec![entry()],
        }),
    });
    texts.plurals.table = (0..200).map(|number| number % 6).collect();
    texts.plurals.forms = vec![PluralForm {
        message: 300,
        category: PluralCategory::Few,
        text: "{count} pytania".into(),
    }];
    texts
}

#[test]
fn all_of_it_is_read_as_it_was_written_and_changes_no_link() {
    let definition = definition();
    let texts = all_texts(&definition);
    let (catalogue, read) = decode(&encode(&definition, &texts).unwrap()).unwrap();
    assert_eq!(catalogue.definition(), &definition);
    assert_eq!(read, texts);
    assert_eq!(
        definition_check(&definition),
        definition_check(&common::definition())
    );
}

#[test]
fn every_entry_needs_its_texts() {
    let definition = definition();
    let refused = |change: fn(&mut Texts)| {
        let mut texts = all_texts(&definition);
        change(&mut texts);
        let bytes = encode(&definition, &texts).unwrap();
        assert_eq!(decode(&bytes).unwrap_err(), CompiledError::TextsDontFit);
    };
    refused(|texts| texts.extras.countries.truncate(1));
    refused(|texts| texts.extras.countries[0].steps.truncate(1));
    refused(|texts| texts.extras.countries[0].steps[0].links.truncate(1));
    refused(|texts| texts.extras.frameworks.truncate(1));
    refused(|texts| texts.extras.exam.as_mut().unwrap().today = None);
}

#[track_caller]
#[allow(
    clippy::needless_pass_by_value,
    reason = "a table of cases reads better"
)]
fn check(change: impl Fn(&mut Definition), problem: Problem, message: &str) {
    let mut definition = definition();
    change(&mut definition);
    let found = Catalogue::new(definition).expect_err("it should be refused");
    assert_eq!(found, std::slice::from_ref(&problem));
    assert_eq!(problem.to_string(), message);
}

fn range(place: Place, field: &'static str, [found, min, max]: [u32; 3]) -> Problem {
    Problem::Range {
        place,
        field,
        found,
        min,
        max,
    }
}

#[test]
fn an_offer_is_refused_for_each_thing_that_is_wrong() {
    let place = Place::Module(0);
    let weeks = "weeks.beside_job";
    check(
        |all| all.modules[0].offer.hours = Some(Band { from: 9, to: 8 }),
        range(place, "hours", [8, 9, 10_000]),
        "module number 1: hours is 8, where 9 to 10000 is allowed",
    );
    check(
        |all| all.modules[0].offer.hours = Some(Band { from: 0, to: 8 }),
        range(place, "hours", [0, 1, 10_000]),
        "module number 1: hours is 0, where 1 to 10000 is allowed",
    );
    check(
        |all| all.modules[0].offer.weeks.beside_job = Some(Band { from: 1, to: 521 }),
        range(place, weeks, [521, 1, 520]),
        "module number 1: weeks.beside_job is 521, where 1 to 520 is allowed",
    );
    check(
        |all| {
            all.modules[0]
                .offer
                .certificates
                .push(CertificateKind::Provider)
        },
        Problem::ListedTwice {
            place,
            field: "certificates",
        },
        "module number 1: certificates has something twice",
    );
}

#[test]
fn a_country_is_refused_for_each_thing_that_is_wrong() {
    check(
        |all| all.extras.countries[1].id = CountryId::new("at"),
        Problem::MalformedId(Place::Country(1)),
        "country number 2: the id isn't lower-case words joined by '-'",
    );
    check(
        |all| all.extras.countries[1].id = CountryId::new("DE"),
        Problem::DuplicateId(Place::Country(1)),
        "country number 2: the id is used twice",
    );
    check(
        |all| all.extras.countries[1].steps.clear(),
        range(Place::Country(1), "steps", [0, 1, 12]),
        "country number 2: steps is 0, where 1 to 12 is allowed",
    );
    check(
        |all| all.extras.countries[0].steps[1].id = EntryId::new("search"),
        Problem::DuplicateId(Place::Step(0, 1)),
        "country number 1, step number 2: the id is used twice",
    );
    check(
        |all| all.extras.countries[0].steps[0].links[1] = "http://b.example".into(),
        Problem::MalformedAddress {
            place: Place::Step(0, 0),
            field: "links",
            position: 1,
        },
        "country number 1, step number 1: number 2 of links is no address to follow",
    );
    check(
        |all| all.extras.countries[0].steps[1].links = vec!["https://a.example".into(); 7],
        range(Place::Step(0, 1), "links", [7, 0, 6]),
        "country number 1, step number 2: links is 7, where 0 to 6 is allowed",
    );
    check(
        |all| all.extras.countries = vec![all.extras.countries[0].clone(); 25],
        Problem::Count {
            what: "countries",
            found: 25,
            min: 0,
            max: 24,
        },
        "25 countries, where 0 to 24 are allowed",
    );
}

#[test]
fn a_mapping_is_refused_for_each_thing_that_is_wrong() {
    let dangling = |place, field| Problem::Dangling { place, field };
    check(
        |all| all.extras.frameworks[1].id = FrameworkId::new("DigComp"),
        Problem::MalformedId(Place::Framework(1)),
        "framework number 2: the id isn't lower-case words joined by '-'",
    );
    check(
        |all| all.extras.frameworks[0].uri = Some("javascript:{code}".into()),
        Problem::MalformedAddress {
            place: Place::Framework(0),
            field: "uri",
            position: 0,
        },
        "framework number 1: number 1 of uri is no address to follow",
    );
    check(
        |all| all.extras.mappings[2].framework = FrameworkIndex(2),
        dangling(Place::Mapping(2), "framework"),
        "mapping number 3: framework refers to nothing",
    );
    check(
        |all| all.extras.mappings[2].competence = CompetenceIndex(36),
        dangling(Place::Mapping(2), "competence"),
        "mapping number 3: competence refers to nothing",
    );
    check(
        |all| all.extras.mappings.swap(0, 2),
        Problem::OutOfOrder(Place::Mapping(1)),
        "mapping number 2 doesn't stand with the others of its group",
    );
    check(
        |all| all.extras.mappings[1] = all.extras.mappings[0].clone(),
        Problem::DuplicateId(Place::Mapping(1)),
        "mapping number 2: the id is used twice",
    );
    check(
        |all| all.extras.mappings[1].code = "a b".into(),
        Problem::MalformedCode(Place::Mapping(1)),
        "mapping number 2: the code is none",
    );
    check(
        |all| {
            let codes = (0..13).map(|code| code.to_string());
            let all_of = codes.map(|code| mapping(3, 1, &code, MatchKind::Exact));
            all.extras.mappings = all_of.collect();
        },
        range(Place::Competence(3), "mappings", [13, 0, 12]),
        "competence number 4: mappings is 13, where 0 to 12 is allowed",
    );
}

#[test]
fn the_exam_of_today_is_measured_against_the_same_profile() {
    check(
        |all| today(all).as_of = "24.11.2026".into(),
        Problem::MalformedDate(Place::ExamToday),
        "the exam of today: the date isn't YYYY-MM-DD",
    );
    check(
        |all| today(all).fields[0].competences.clear(),
        Problem::Empty(Place::ExamTodayField(0)),
        "field of today's exam number 1 is empty",
    );
    let catalogue = Catalogue::new(definition()).unwrap();
    let exam = catalogue.exam().unwrap();
    let fields = &exam.today.as_ref().unwrap().fields;
    let scores = score(&catalogue, &responses(&catalogue, WORKED_EXAMPLE));
    let found = coverage_of(&catalogue, &scores, exam.profile, fields);
    // e1 is level 1 of 4, weight 3; a1 is level 2 of 3, weight 1.
    let points: Vec<_> = found.iter().map(|field| (field.low, field.max)).collect();
    assert_eq!(points, [(5, 15)]);
}

fn today(definition: &mut Definition) -> &mut ExamTodayDefinition {
    let exam = definition.extras.exam.as_mut().unwrap();
    exam.today.as_mut().unwrap()
}

#[test]
fn a_competence_knows_its_mappings() {
    let catalogue = Catalogue::new(definition()).unwrap();
    let of = |competence| {
        let mappings = catalogue.mappings(CompetenceIndex(competence));
        let named = |(framework, mapping): (&FrameworkDefinition, &MappingDefinition)| {
            (framework.id.to_string(), framework.address(&mapping.code))
        };
        mappings.map(named).collect::<Vec<_>>()
    };
    let address = "http://data.example/skill/1d6c7de4-350e".to_owned();
    let expected = [
        ("esco".to_owned(), Some(address)),
        ("digcomp-2.2".to_owned(), None),
    ];
    assert_eq!(of(0), expected);
    assert!(of(1).is_empty());
}
