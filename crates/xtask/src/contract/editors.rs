//! Descriptions for tools: `custom-elements.json`, `web-types.json` for JetBrains' editors, and the custom data of
//! Visual Studio Code's.

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};

use super::model::{Attribute, Contract};

/// A name with what is said of it, and nothing where nothing is to be said.
#[derive(Serialize)]
struct Named<'a> {
    name: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ManifestAttribute<'a> {
    name: &'a str,
    description: &'a str,
    r#type: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field_name: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Member<'a> {
    #[serde(rename_all = "camelCase")]
    Field {
        name: String,
        description: &'a str,
        r#type: Text,
        #[serde(skip_serializing_if = "Option::is_none")]
        readonly: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        attribute: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reflects: Option<bool>,
    },
    Method {
        name: String,
        description: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        parameters: Vec<Typed>,
        r#return: Returned,
    },
}

#[derive(Serialize)]
struct Returned {
    r#type: Text,
}

#[derive(Serialize)]
struct Typed {
    name: String,
    r#type: Text,
}

#[derive(Serialize)]
struct ManifestEvent<'a> {
    name: String,
    description: &'a str,
    r#type: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Declaration<'a> {
    kind: &'static str,
    custom_element: bool,
    name: &'a str,
    tag_name: &'a str,
    description: &'a str,
    superclass: Value,
    attributes: Vec<ManifestAttribute<'a>>,
    members: Vec<Member<'a>>,
    events: Vec<ManifestEvent<'a>>,
    slots: Vec<Named<'a>>,
    css_properties: Vec<Named<'a>>,
    css_parts: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct Module<'a> {
    kind: &'static str,
    path: &'static str,
    declarations: [Declaration<'a>; 1],
    exports: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    schema_version: &'static str,
    readme: &'static str,
    modules: [Module<'a>; 1],
}

/// The module that defines the element.
const SCRIPT: &str = "skill-check.js";

fn printed(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// `custom-elements.json`.
pub(super) fn manifest(contract: &Contract) -> Result<String> {
    let declared = json!({ "name": contract.class, "module": SCRIPT });
    let declaration = Declaration {
        kind: "class",
        custom_element: true,
        name: &contract.class,
        tag_name: &contract.tag,
        description: &contract.about,
        superclass: json!({ "name": "HTMLElement" }),
        attributes: contract.attributes.iter().map(attribute).collect(),
        members: members(contract),
        events: events(contract),
        slots: slots(contract),
        css_properties: looks(contract),
        css_parts: parts(contract),
    };
    printed(&Manifest {
        schema_version: "2.1.0",
        readme: "README.md",
        modules: [Module {
            kind: "javascript-module",
            path: SCRIPT,
            declarations: [declaration],
            exports: json!([
                { "kind": "js", "name": contract.class, "declaration": declared },
                { "kind": "custom-element-definition", "name": contract.tag, "declaration": declared },
            ]),
        }],
    })
}

fn quoted(default: Option<&String>) -> Option<String> {
    default.map(|value| format!("{value:?}"))
}

fn attribute(one: &Attribute) -> ManifestAttribute<'_> {
    ManifestAttribute {
        name: &one.name,
        description: &one.about,
        r#type: Text {
            text: one.accepted(),
        },
        default: quoted(one.default.as_ref()),
        field_name: (!one.inherited).then(|| one.property()),
    }
}

fn members(contract: &Contract) -> Vec<Member<'_>> {
    let own = contract.attributes.iter().filter(|one| !one.inherited);
    let fields = own.map(|one| Member::Field {
        name: one.property(),
        description: &one.about,
        r#type: Text {
            text: match one.flag {
                true => one.accepted(),
                false => format!("{} | null", one.settable()),
            },
        },
        readonly: None,
        attribute: Some(&one.name),
        reflects: Some(true),
    });
    let readonly = contract.readonly.iter().map(|one| Member::Field {
        name: one.name.clone(),
        description: &one.about,
        r#type: Text {
            text: one.kind.clone(),
        },
        readonly: Some(true),
        attribute: None,
        reflects: None,
    });
    let methods = contract.methods.iter().map(|one| Member::Method {
        name: one.name.clone(),
        description: &one.about,
        parameters: one
            .parameters
            .iter()
            .map(|[name, kind]| Typed {
                name: name.clone(),
                r#type: Text { text: kind.clone() },
            })
            .collect(),
        r#return: Returned {
            r#type: Text {
                text: one.returns.clone(),
            },
        },
    });
    fields.chain(readonly).chain(methods).collect()
}

fn events(contract: &Contract) -> Vec<ManifestEvent<'_>> {
    let events = contract.events.iter().map(|event| ManifestEvent {
        name: format!("{}-{}", contract.tag, event.name),
        description: &event.about,
        r#type: Text {
            text: format!("CustomEvent<{}>", event.detail),
        },
    });
    events.collect()
}

/// Pieces of a kind by their names.
fn named<'a>(pieces: impl Iterator<Item = (String, &'a String)>) -> Vec<Named<'a>> {
    let named = |(name, description): (String, &'a String)| Named { name, description };
    pieces.map(named).collect()
}

fn slots(contract: &Contract) -> Vec<Named<'_>> {
    let slots = contract.slots.iter();
    named(slots.map(|slot| (slot.name.clone(), &slot.about)))
}

fn looks(contract: &Contract) -> Vec<Named<'_>> {
    let looks = contract.custom_properties.iter();
    named(looks.map(|one| (format!("--{}-{}", contract.tag, one.name), &one.about)))
}

fn parts(contract: &Contract) -> Vec<Named<'_>> {
    let parts = contract.parts.iter();
    named(parts.map(|part| (part.name.clone(), &part.about)))
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct WebTypes<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: &'static str,
    version: &'static str,
    description_markup: &'static str,
    contributions: WebContributions<'a>,
}

#[derive(Serialize)]
struct WebContributions<'a> {
    html: WebElements<'a>,
}

#[derive(Serialize)]
struct WebElements<'a> {
    elements: [WebElement<'a>; 1],
}

#[derive(Serialize)]
struct WebElement<'a> {
    name: &'a str,
    description: &'a str,
    attributes: Vec<WebAttribute<'a>>,
    slots: Vec<Named<'a>>,
    js: WebScript<'a>,
    css: WebStyles<'a>,
}

#[derive(Serialize)]
struct WebAttribute<'a> {
    name: &'a str,
    description: &'a str,
    value: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<String>,
}

#[derive(Serialize)]
struct WebScript<'a> {
    properties: Vec<WebProperty<'a>>,
    events: Vec<WebProperty<'a>>,
}

#[derive(Serialize)]
struct WebProperty<'a> {
    name: String,
    description: &'a str,
    r#type: String,
}

#[derive(Serialize)]
struct WebStyles<'a> {
    properties: Vec<Named<'a>>,
    parts: Vec<Named<'a>>,
}

/// `web-types.json`, whose version the package's manifest gives it.
pub(super) fn web_types(contract: &Contract) -> Result<String> {
    let attributes = contract.attributes.iter().map(|one| WebAttribute {
        name: &one.name,
        description: &one.about,
        value: match one.flag {
            true => json!({ "kind": "no-value", "type": "boolean" }),
            false => json!({ "kind": "plain", "type": one.accepted() }),
        },
        default: quoted(one.default.as_ref()),
    });
    let own = contract.attributes.iter().filter(|one| !one.inherited);
    let properties = own.map(|one| WebProperty {
        name: one.property(),
        description: &one.about,
        r#type: one.settable(),
    });
    let readonly = contract.readonly.iter().map(|one| WebProperty {
        name: one.name.clone(),
        description: &one.about,
        r#type: one.kind.clone(),
    });
    let events = contract.events.iter().map(|event| WebProperty {
        name: format!("{}-{}", contract.tag, event.name),
        description: &event.about,
        r#type: format!("CustomEvent<{}>", event.detail),
    });
    let element = WebElement {
        name: &contract.tag,
        description: &contract.about,
        attributes: attributes.collect(),
        slots: slots(contract),
        js: WebScript {
            properties: properties.chain(readonly).collect(),
            events: events.collect(),
        },
        css: WebStyles {
            properties: looks(contract),
            parts: parts(contract),
        },
    };
    printed(&WebTypes {
        schema: "https://json.schemastore.org/web-types",
        name: "@skill-check/widget",
        version: "0.0.0",
        description_markup: "markdown",
        contributions: WebContributions {
            html: WebElements {
                elements: [element],
            },
        },
    })
}

#[derive(Serialize)]
struct CustomData<'a> {
    version: f32,
    tags: [DataTag<'a>; 1],
}

#[derive(Serialize)]
struct DataTag<'a> {
    name: &'a str,
    description: &'a str,
    attributes: Vec<DataAttribute<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DataAttribute<'a> {
    name: &'a str,
    description: &'a str,
    /// `v` has editors write no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_set: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<Named<'a>>,
}

/// `html-custom-data.json`, for Visual Studio Code.
pub(super) fn custom_data(contract: &Contract) -> Result<String> {
    let attributes = contract.attributes.iter().map(|one| DataAttribute {
        name: &one.name,
        description: &one.about,
        value_set: one.flag.then_some("v"),
        values: one
            .values
            .iter()
            .map(|value| Named {
                name: value.clone(),
                description: "",
            })
            .collect(),
    });
    let tag = DataTag {
        name: &contract.tag,
        description: &contract.about,
        attributes: attributes.collect(),
    };
    printed(&CustomData {
        version: 1.1,
        tags: [tag],
    })
}
