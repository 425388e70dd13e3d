//! The contract as it is read. What the file has that this doesn't know is an error.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// The public surface of the element.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Contract {
    pub(super) tag: String,
    pub(super) class: String,
    pub(super) about: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) events: Vec<Event>,
    pub(super) slots: Vec<Slot>,
    pub(super) custom_properties: Vec<CustomProperty>,
    pub(super) parts: Vec<Part>,
    pub(super) readonly: Vec<Readonly>,
    pub(super) methods: Vec<Method>,
    pub(super) errors: Vec<ErrorCode>,
    pub(super) exceptions: Exceptions,
}

/// An attribute, and the property of its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Whether every element has it, so that it is no property of ours.
    #[serde(default)]
    pub(super) inherited: bool,
    /// Whether it is there or not, without a value.
    #[serde(default)]
    pub(super) flag: bool,
    /// The values that there are; empty where any text may stand.
    #[serde(default)]
    pub(super) values: Vec<String>,
    pub(super) default: Option<String>,
    /// A type that the property takes besides text.
    pub(super) also: Option<String>,
    /// Whether it is what a result leads to besides courses.
    #[serde(default)]
    pub(super) offer: bool,
    /// Who may set it for a frame; nobody if it isn't said.
    pub(super) frame: Option<String>,
    pub(super) about: String,
    pub(super) guide: String,
}

impl Attribute {
    /// The name of its property: `resultBase` of `result-base`.
    pub(super) fn property(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| {
            let (head, tail) = word.split_at(1);
            name + &head.to_uppercase() + tail
        })
    }

    /// The type of its value, in TypeScript.
    pub(super) fn accepted(&self) -> String {
        match (self.flag, self.values.as_slice()) {
            (true, _) => "boolean".to_owned(),
            (false, []) => "string".to_owned(),
            (false, values) => {
                let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
                values.join(" | ")
            }
        }
    }

    /// The type of what its property takes, without null.
    pub(super) fn settable(&self) -> String {
        match &self.also {
            Some(also) => format!("{} | {also}", self.accepted()),
            None => self.accepted(),
        }
    }
}

/// An event, without `skill-check-` in front.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) name: String,
    /// The type of its detail, in TypeScript.
    pub(super) detail: String,
    /// Whether it leaves a frame.
    #[serde(default)]
    pub(super) frame: bool,
    pub(super) about: String,
    pub(super) guide: String,
}

/// A place for the page's own words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub(super) name: String,
    /// Whether it is no place in the check, but what shows before there is one.
    #[serde(default)]
    pub(super) stays: bool,
    pub(super) about: String,
    pub(super) guide: String,
}

/// A custom property, without `--skill-check-` in front.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomProperty {
    pub(super) name: String,
    /// What a value has to be where an address sets it.
    pub(super) kind: String,
    pub(super) about: String,
    pub(super) guide: String,
}

/// A piece for `::part()`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) about: String,
}

/// A property that can only be read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Readonly {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) about: String,
}

/// A method.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Method {
    pub(super) name: String,
    /// Names and types.
    pub(super) parameters: Vec<[String; 2]>,
    pub(super) returns: String,
    pub(super) about: String,
}

/// A code of the event `error`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrorCode {
    pub(super) code: String,
    pub(super) guide: String,
}

/// Attributes that have no control in some place, with the reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exceptions {
    pub(super) wordpress: BTreeMap<String, String>,
    pub(super) configure: BTreeMap<String, String>,
}

/// What `frame` may say; standalone/frame-options.js has a check for each.
const FRAME: [&str; 7] = [
    "language",
    "catalogue",
    "word",
    "words",
    "minutes",
    "flag",
    "operator",
];

/// What a custom property's `kind` may be, likewise.
const KINDS: [&str; 4] = ["colour", "length", "factor", "font"];

/// Sees that values are among those that are known.
fn known<'a>(mut values: impl Iterator<Item = &'a String>, all: &[&str], what: &str) -> Result<()> {
    let unknown = values.find(|value| !all.contains(&value.as_str()));
    ensure!(unknown.is_none(), "`{unknown:?}` is no {what}");
    Ok(())
}

impl Contract {
    /// Reads the file, and sees to the order that the scripts count on.
    pub(super) fn read(text: &str) -> Result<Self> {
        let contract: Self = toml::from_str(text).context("it is no contract")?;
        let attributes = &contract.attributes;
        let in_a_row = |is: fn(&Attribute) -> bool| {
            let mut found = attributes.iter().map(is).collect::<Vec<_>>();
            found.dedup();
            found.iter().filter(|&&is| is).count() == 1
        };
        ensure!(
            attributes.first().is_some_and(|first| first.inherited)
                && in_a_row(|one| one.inherited),
            "the attributes that every element has come first"
        );
        ensure!(
            attributes.last().is_some_and(|last| last.flag)
                && attributes.iter().filter(|one| one.flag).count() == 1,
            "there is one flag, and it comes last"
        );
        ensure!(in_a_row(|one| one.offer), "the offers stand in a row");
        let frames = attributes.iter().filter_map(|one| one.frame.as_ref());
        known(frames, &FRAME, "who sets it for a frame")?;
        let kinds = contract.custom_properties.iter().map(|one| &one.kind);
        known(kinds, &KINDS, "kind of a custom property")?;
        let exceptions = &contract.exceptions;
        for name in exceptions
            .wordpress
            .keys()
            .chain(exceptions.configure.keys())
        {
            ensure!(
                attributes.iter().any(|one| one.name == *name),
                "there is no attribute `{name}` to except"
            );
        }
        Ok(contract)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "tag = 't'\nclass = 'T'\nabout = ''\nevents = []\nslots = []\ncustom-properties = []\n\
        parts = []\nreadonly = []\nmethods = []\nerrors = []\n";

    /// Attributes by name and whatever else their lines say.
    fn contract(attributes: &[&str]) -> Result<Contract> {
        let lines = attributes
            .iter()
            .map(|line| format!("{{ about = '', guide = '', {line} }}"));
        let lines: Vec<String> = lines.collect();
        let exceptions = "exceptions = { wordpress = {}, configure = {} }";
        Contract::read(&format!(
            "{HEAD}attributes = [{}]\n{exceptions}\n",
            lines.join(", ")
        ))
    }

    #[test]
    fn an_attribute_tells_property_and_types() {
        let contract = contract(&[
            "name = 'id', inherited = true",
            "name = 'heading-level', also = 'number', offer = true",
            "name = 'go', flag = true, values = ['', 'a']",
        ]);
        let [_, heading, go] = &contract.unwrap().attributes[..] else {
            panic!("three");
        };
        assert_eq!(heading.property(), "headingLevel");
        assert_eq!(heading.settable(), "string | number");
        assert_eq!(go.accepted(), "boolean");
    }

    #[test]
    fn the_order_is_what_the_scripts_count_on() {
        let (id, offer, flag) = (
            "name = 'id', inherited = true",
            "name = 'a', offer = true",
            "name = 'b', flag = true",
        );
        assert!(contract(&[id, offer, flag]).is_ok());
        for wrong in [
            vec![offer, id, flag],
            vec![id, flag, offer],
            vec![id, offer, "name = 'c'", offer, flag],
            vec![id, offer, "name = 'c', what = 1", flag],
            vec![id, offer, "name = 'c', frame = 'all'", flag],
        ] {
            assert!(contract(&wrong).is_err(), "{wrong:?}");
        }
    }
}
