//! The constants of the scripts. What a script doesn't import of them, the bundler leaves out; what is computed
//! is marked as without effect for that.

use std::fmt::Write as _;

use super::Section;
use super::model::{Attribute, Contract};

/// How long a line gets.
const LINE: usize = 110;

/// Who sets for a frame what its address may not.
const OPERATOR: &str = "operator";

/// A constant: what it is, its name, and its value.
type Constant = (&'static str, &'static str, String);

/// `embed/contract.js`.
pub(super) fn constants(contract: &Contract) -> String {
    let mut text =
        "// Written by `cargo xtask contract` from contract/element.toml: change that, not this.\n"
            .to_owned();
    let all = [
        of_element(contract),
        of_frame(contract),
        of_others(contract),
    ];
    let events = contract.events.iter();
    let names: Vec<String> = events.map(|event| format!("{:?}", event.name)).collect();
    let _ = write!(
        text,
        "\n/**\n * The names of the events.\n * @typedef {{{}}} EventName\n */\n",
        names.join(" | ")
    );
    for (about, name, value) in all.into_iter().flatten() {
        // Writing to a string can't fail.
        let _ = write!(text, "\n/** {about} */\nexport const {name} = {value};\n");
    }
    text
}

/// What the element itself goes by.
fn of_element(contract: &Contract) -> Vec<Constant> {
    let attributes = &contract.attributes;
    let range = |is: fn(&Attribute) -> bool| {
        let first = attributes.iter().position(is).unwrap_or_default();
        let count = attributes.iter().filter(|one| is(one)).count();
        [first, first + count]
    };
    let [_, own] = range(|one| one.inherited);
    let [first, end] = range(|one| one.offer);
    let flag = attributes.last().map(|one| one.name.as_str());
    vec![
        (
            "The element's attributes.",
            "ATTRIBUTES",
            list(attributes.iter().map(|one| one.name.as_str())),
        ),
        (
            "What a result leads to besides courses, which `around` in src/bridge.rs reads.",
            "RESULT_ATTRIBUTES",
            format!("/* @__PURE__ */ ATTRIBUTES.slice({first}, {end})"),
        ),
        (
            "Those that are properties, too.",
            "PROPERTIES",
            format!("/* @__PURE__ */ ATTRIBUTES.slice({own}, -1)"),
        ),
        (
            "The one that is there or not.",
            "FLAG",
            format!("{:?}", flag.unwrap_or_default()),
        ),
    ]
}

/// What the page in a frame and the page around it go by.
fn of_frame(contract: &Contract) -> Vec<Constant> {
    let framed = contract.events.iter().filter(|event| event.frame);
    let set = || {
        let attributes = contract.attributes.iter();
        attributes.filter_map(|one| Some((one.name.as_str(), one.frame.as_deref()?)))
    };
    let operated = set().filter(|&(_, who)| who == OPERATOR);
    let looks = contract.custom_properties.iter();
    vec![
        (
            "The events that leave a frame.",
            "FRAME_EVENTS",
            list(framed.map(|event| event.name.as_str())),
        ),
        (
            "What a frame's address may set, with what the value has to be.",
            "FRAME_PARAMETERS",
            object(set().filter(|&(_, who)| who != OPERATOR)),
        ),
        (
            "What only the operator of a frame may set.",
            "FRAME_OPERATOR_OPTIONS",
            list(operated.map(|(name, _)| name)),
        ),
        (
            "The custom properties, without `--skill-check-`, with what a value has to be.",
            "CUSTOM_PROPERTIES",
            object(looks.map(|one| (one.name.as_str(), one.kind.as_str()))),
        ),
    ]
}

/// What a later build's element goes by, in the place of an earlier one's.
fn of_others(contract: &Contract) -> Vec<Constant> {
    let slots = contract.slots.iter().filter(|slot| !slot.stays);
    let parts = contract.parts.iter().map(|part| part.name.as_str());
    let parts: Vec<&str> = parts.collect();
    vec![
        (
            "What pages call.",
            "METHODS",
            list(contract.methods.iter().map(|one| one.name.as_str())),
        ),
        (
            "What pages put into the element.",
            "SLOTS",
            list(slots.map(|slot| slot.name.as_str())),
        ),
        (
            "Pieces that pages may style, as `exportparts` has them.",
            "PARTS",
            format!("{:?}", parts.join(", ")),
        ),
    ]
}

/// What the component for React has to know: which properties are attributes.
pub(super) fn react(contract: &Contract) -> Section {
    let attributes = contract.attributes.iter().filter(|one| !one.inherited);
    Section {
        path: "npm/react.js",
        name: "attributes",
        body: format!(
            "const ATTRIBUTES = {};\n",
            list(attributes.map(|one| one.name.as_str()))
        ),
    }
}

/// A list of texts, on lines that aren't too long.
fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.map(|value| format!("{value:?}")).collect();
    filled('[', &values, ']')
}

/// An object with texts.
fn object<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let entries: Vec<String> = entries
        .map(|(name, value)| match name.contains('-') {
            true => format!("{name:?}: {value:?}"),
            false => format!("{name}: {value:?}"),
        })
        .collect();
    filled('{', &entries, '}')
}

fn filled(open: char, parts: &[String], close: char) -> String {
    let mut text = format!("{open}\n");
    let mut line = String::new();
    for part in parts {
        if line.len() + part.len() > LINE {
            let _ = writeln!(text, "{}", line.trim_end());
            line.clear();
        }
        if line.is_empty() {
            line.push_str("  ");
        }
        let _ = write!(line, "{part}, ");
    }
    let _ = write!(text, "{}\n{close}", line.trim_end());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_broken_into_lines() {
        assert_eq!(list(["a", "b"].into_iter()), "[\n  \"a\", \"b\",\n]");
        let long = "x".repeat(70);
        assert_eq!(list([long.as_str(), &long].into_iter()).lines().count(), 4);
        assert_eq!(
            object([("a-b", "c")].into_iter()),
            "{\n  \"a-b\": \"c\",\n}"
        );
    }
}
