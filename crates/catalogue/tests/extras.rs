//! What a catalogue has beside its scoring, in its files: how it is read, and what is said of
//! mistakes, each at its place.

use std::path::Path;

use assessment::catalogue::{Catalogue, StatementKind};
use catalogue::{Code, lock};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogues/social-media");
const C: &str = "catalogue.toml";
const E: &str = "en.toml";

/// What is said of the built-in catalogue after changes: the code, the text at the place, and the message.
fn said(name: &str, changes: &[(&str, &str, &str)]) -> Vec<(Code, String, String)> {
    let copy =
        std::env::temp_dir().join(format!("skill-check-extras-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&copy).expect("a temporary folder");
    for file in [C, E, "de.toml"] {
        std::fs::copy(Path::new(FOLDER).join(file), copy.join(file)).expect("a copy");
    }
    for (file, from, to) in changes {
        let text = std::fs::read_to_string(copy.join(file)).expect("the copy");
        assert_eq!(text.matches(from).count(), 1, "{file} holds {from} once");
        std::fs::write(copy.join(file), text.replacen(from, to, 1)).expect("a change");
    }
    let report = catalogue::load(&copy);
    let said = report.diagnostics.iter().map(|said| {
        let text = std::fs::read_to_string(&said.file).expect("it was read before");
        let place = text[said.span.clone().expect("a place")].lines().next();
        (
            said.code,
            place.unwrap_or_default().to_owned(),
            said.message.clone(),
        )
    });
    let said = said.collect();
    // A folder that stays behind does no harm.
    let _ = std::fs::remove_dir_all(&copy);
    said
}

#[track_caller]
fn check(changes: &[(&str, &str, &str)], expected: &[(Code, &str, &str)]) {
    let name = std::panic::Location::caller().line().to_string();
    let found = said(&name, changes);
    let found: Vec<_> = found
        .iter()
        .map(|(code, place, message)| (*code, place.as_str(), message.as_str()))
        .collect();
    assert_eq!(found, expected);
}

fn built_in() -> Catalogue {
    let authored = catalogue::load(Path::new(FOLDER)).authored;
    authored.expect("in order").catalogue().clone()
}

#[test]
fn the_exam_is_that_of_the_seed() {
    let catalogue = built_in();
    let exam = catalogue.exam().expect("it has one");
    assert!(!exam.is_held);
    let parts: Vec<_> = exam.parts.iter().map(|part| part.as_str()).collect();
    assert_eq!(parts, ["test", "ad-hoc-concept", "expert-talk"]);
    let fields: Vec<_> = exam.fields.iter().map(|field| field.id.as_str()).collect();
    assert_eq!(
        fields,
        [
            "basics",
            "concept-and-strategy",
            "tools-and-measures",
            "social-commerce",
            "community-management",
            "marketing",
            "budgeting",
            "evaluation",
            "media-and-corporate-communication",
        ]
    );
    let profile = &catalogue.profile(exam.profile).id;
    assert_eq!(profile.as_str(), "social-media-manager.senior");
}

#[test]
fn released_links_know_the_catalogue_without_what_is_beside_the_scoring() {
    let mut definition = built_in().definition().clone();
    let with = lock::locked("", &definition);
    definition.extras = Default::default();
    assert_eq!(lock::locked("", &definition), with);
}

#[test]
fn a_slip_in_the_exam_is_said_at_its_place() {
    check(
        &[(
            C,
            "competences = [\"budget-and-projects\"]",
            "competences = [\"budget-and-project\"]",
        )],
        &[(
            Code::UnknownId,
            "\"budget-and-project\"",
            "there is no competence `budget-and-project`",
        )],
    );
    check(
        &[(
            C,
            "competences = [\"budget-and-projects\"]",
            "competences = []",
        )],
        &[(
            Code::EmptyEntry,
            "\"budgeting\"",
            "the exam field `budgeting` has no competence",
        )],
    );
    check(
        &[(
            C,
            "competences = [\"budget-and-projects\"]",
            "competences = [\"research\", \"research\"]",
        )],
        &[(
            Code::DuplicateId,
            "\"budgeting\"",
            "the exam field `budgeting` names `research` twice",
        )],
    );
    check(
        &[(C, "id = \"expert-talk\"", "id = \"test\"")],
        &[(
            Code::DuplicateId,
            "\"test\"",
            "there is another exam part `test` before",
        )],
    );
    check(
        &[(C, "held = false", "held = \"no\"")],
        &[(
            Code::WrongType,
            "\"no\"",
            "`held` is a text, where true or false belongs",
        )],
    );
}

#[test]
fn a_missing_text_of_the_exam_is_said_where_it_belongs() {
    check(
        &[(E, "[exam.fields.marketing]", "[exam.fields.selling]")],
        &[(
            Code::SurplusText,
            "selling",
            "`exam.fields` has texts for `selling`, which the catalogue doesn't have, and none for `marketing`",
        )],
    );
}

#[test]
fn the_exam_and_its_texts_come_and_go_together() {
    let rest_is_kept = [(C, "[exam]\n", "[exam_]\n"), (E, "[exam]\n", "[exam_]\n")];
    for (file, from, to) in rest_is_kept {
        let found = said("renamed", &[(file, from, to)]);
        assert!(
            found.iter().any(|(code, ..)| *code == Code::UnknownKey),
            "{found:?}"
        );
    }
    let text = std::fs::read_to_string(Path::new(FOLDER).join(E)).expect("it ships");
    let tail = text
        .find("[exam]")
        .map(|start| &text[start..])
        .expect("it has one");
    check(
        &[(E, tail, "")],
        &[(
            Code::MissingText,
            "locale = \"en\"",
            "there is no text for the exam",
        )],
    );
}

#[test]
fn the_neighbour_is_the_online_editor_of_the_seed() {
    let catalogue = built_in();
    let neighbours: Vec<_> = catalogue
        .neighbours()
        .map(|neighbour| catalogue.neighbour(neighbour))
        .collect();
    assert_eq!(neighbours.len(), 1);
    assert_eq!(neighbours[0].id.as_str(), "online-editor");
    assert_eq!(neighbours[0].levels.len(), 13);
}

#[test]
fn a_slip_in_a_neighbour_is_said_at_its_place() {
    check(
        &[(
            C,
            "levels = { research = 3, image-editing = 2, video-and-audio = 2, cms",
            "levels = { research = 5, image-editing = 2, video-and-audio = 2, cms",
        )],
        &[(
            Code::OutOfRange,
            "5",
            "`levels` of the neighbour `online-editor` is 5, where 1 to 4 is allowed",
        )],
    );
    check(
        &[
            (
                C,
                "levels = { research = 3, image-editing = 2, video-and-audio = 2, cms",
                "levels = { reserch = 3, image-editing = 2, video-and-audio = 2, cms",
            ),
            (E, "[neighbours.online-editor]", "[neighbours.editor]"),
        ],
        &[
            (
                Code::UnknownId,
                "reserch",
                "there is no competence `reserch`",
            ),
            (
                Code::SurplusText,
                "editor",
                "`neighbours` has texts for `editor`, which the catalogue doesn't have, and none for `online-editor`",
            ),
        ],
    );
}

#[test]
fn each_area_has_three_statements_or_more_and_a_foil() {
    let catalogue = built_in();
    for area in catalogue.areas() {
        let kinds: Vec<StatementKind> = catalogue
            .statements()
            .map(|statement| catalogue.statement(statement))
            .filter(|statement| statement.area == area)
            .map(|statement| statement.kind)
            .collect();
        let [ref facts @ .., StatementKind::Foil] = kinds[..] else {
            panic!("{}: {kinds:?}", catalogue.area_id(area));
        };
        assert!(facts.len() >= 3 && !facts.contains(&StatementKind::Foil));
        // Whoever says the same throughout doesn't get all right.
        assert!(facts.contains(&StatementKind::True));
        assert!(facts.contains(&StatementKind::False));
    }
}

#[test]
fn a_slip_in_a_statement_is_said_at_its_place() {
    check(
        &[(
            C,
            "id = \"embargo\"\narea = \"pr\"\nkind = \"true\"",
            "id = \"embargo\"\narea = \"press\"\nkind = \"true\"",
        )],
        &[(Code::UnknownId, "\"press\"", "there is no area `press`")],
    );
    check(
        &[(
            C,
            "id = \"embargo\"\narea = \"pr\"\nkind = \"true\"",
            "id = \"embargo\"\narea = \"pr\"\nkind = \"yes\"",
        )],
        &[(
            Code::WrongType,
            "\"yes\"",
            "`kind` is `yes`, which is none of its values",
        )],
    );
    check(
        &[(
            C,
            "id = \"embargo\"\narea = \"pr\"",
            "id = \"embargo\"\narea = \"analytics\"",
        )],
        &[(
            Code::OutOfOrder,
            "\"silence-in-crisis\"",
            "the statement `silence-in-crisis` doesn't stand with the others of its group",
        )],
    );
}
