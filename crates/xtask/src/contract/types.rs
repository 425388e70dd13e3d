//! The parts of the package's types that the contract says: attributes, properties, events, error codes.

use std::fmt::Write as _;

use super::Section;
use super::model::Contract;

/// The file that these are parts of.
const FILE: &str = "npm/skill-check.d.ts";

/// The parts, by their marks.
pub(super) fn sections(contract: &Contract) -> Vec<Section> {
    [
        ("attributes", attributes(contract)),
        ("properties", properties(contract)),
        ("errors", errors(contract)),
        ("events", events(contract)),
        ("members", members(contract)),
    ]
    .into_iter()
    .map(|(name, body)| Section {
        path: FILE,
        name,
        body,
    })
    .collect()
}

/// A name as it stands in an interface.
fn key(name: &str) -> String {
    match name.contains('-') {
        true => format!("{name:?}"),
        false => name.to_owned(),
    }
}

fn attributes(contract: &Contract) -> String {
    let tag = &contract.tag;
    let mut text = format!(
        "/** The attributes of `<{tag}>`, each with the values that are known. */\n\
         export interface {}Attributes {{\n",
        contract.class
    );
    for one in &contract.attributes {
        let accepted = match one.flag {
            true => "boolean | \"\"".to_owned(),
            false => one.accepted(),
        };
        // Writing to a string can't fail.
        let _ = writeln!(
            text,
            "  /** {} */\n  {}?: {accepted};",
            one.about,
            key(&one.name)
        );
    }
    text + "}\n"
}

fn properties(contract: &Contract) -> String {
    let mut text = format!(
        "/** What can be set as a property; null takes the attribute away. */\n\
         export interface {}Properties {{\n",
        contract.class
    );
    for one in contract.attributes.iter().filter(|one| !one.inherited) {
        let _ = match one.flag {
            true => writeln!(
                text,
                "  /** {} */\n  {}?: boolean | undefined;",
                one.about,
                one.property()
            ),
            false => writeln!(
                text,
                "  /** {} */\n  {}?: {} | null | undefined;",
                one.about,
                one.property(),
                one.settable()
            ),
        };
    }
    text + "}\n"
}

fn errors(contract: &Contract) -> String {
    let mut text = format!(
        "/** What has failed; later versions may know more. */\nexport type {}ErrorCode =\n",
        contract.class
    );
    for error in &contract.errors {
        let _ = writeln!(text, "  | {:?}", error.code);
    }
    text + "  | (string & {});\n"
}

fn events(contract: &Contract) -> String {
    let mut text = format!(
        "/** The detail of each event, by its name. */\nexport interface {}EventDetails {{\n",
        contract.class
    );
    for event in &contract.events {
        let name = format!("{}-{}", contract.tag, event.name);
        let _ = writeln!(
            text,
            "  /** {} */\n  {name:?}: {};",
            event.about, event.detail
        );
    }
    text + "}\n"
}

fn members(contract: &Contract) -> String {
    let mut text = String::new();
    for one in contract.attributes.iter().filter(|one| !one.inherited) {
        let name = one.property();
        let _ = match one.flag {
            true => writeln!(text, "  /** {} */\n  {name}: boolean;", one.about),
            false => writeln!(
                text,
                "  /** {} */\n  get {name}(): string | null;\n  set {name}(value: {} | null | undefined);",
                one.about,
                one.settable()
            ),
        };
    }
    for one in &contract.readonly {
        let _ = writeln!(
            text,
            "\n  /** {} */\n  get {}(): {};",
            one.about, one.name, one.kind
        );
    }
    text.push('\n');
    for method in &contract.methods {
        let parameters = method.parameters.iter();
        let parameters: Vec<String> = parameters
            .map(|[name, kind]| format!("{name}: {kind}"))
            .collect();
        let _ = writeln!(
            text,
            "  /** {} */\n  {}({}): {};",
            method.about,
            method.name,
            parameters.join(", "),
            method.returns
        );
    }
    text
}
