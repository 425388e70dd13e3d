//! Whether a file has the keys and kinds of values that its schema says, and texts that can be shown.
//!
//! The schemas are the ones that editors use; what they describe is said to authors in the same words.
//! Unlike a deserializer, which stops at the first mistake, this finds all of them.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::definition::{nearest, suggestion};
use crate::diagnostic::{Diagnostic, Source};
use crate::document::{Document, entry, integer};
use crate::interface::{is_balanced, placeholders};
use crate::plain;
use crate::unwritten::is_note;

/// So many more notes than the first are said by themselves.
const UNWRITTEN_MAX: usize = 5;

/// Checks a file; says whether it can be read as what it should be.
pub(crate) fn check(
    document: &Document<'_>,
    schema: &Value,
    has_texts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let mut walker = Walker {
        source: document.source,
        schema,
        has_texts,
        is_template: false,
        is_sound: true,
        unwritten: Vec::new(),
        diagnostics,
    };
    let beginning = document.beginning().unwrap_or(0..0);
    walker.table(schema, document.root(), &beginning, "the file");
    walker.say_unwritten();
    walker.is_sound
}

struct Walker<'a> {
    source: &'a Source,
    schema: &'a Value,
    has_texts: bool,
    /// Whether texts have placeholders here.
    is_template: bool,
    is_sound: bool,
    /// Notes that stand where texts belong, each with the name of its key.
    unwritten: Vec<(Range<usize>, String)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Walker<'a> {
    fn say(&mut self, code: Code, span: Range<usize>, message: String, help: impl Into<String>) {
        self.diagnostics
            .push(self.source.error(code, Some(span), message, help));
    }

    /// Says what makes the file unreadable as what it should be.
    fn refuse(&mut self, code: Code, span: Range<usize>, message: String, help: impl Into<String>) {
        self.is_sound = false;
        self.say(code, span, message, help);
    }

    /// What a schema refers to.
    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let reference = schema["$ref"].as_str();
        match reference.and_then(|reference| self.schema.pointer(reference.trim_start_matches('#')))
        {
            Some(target) => target,
            None => schema,
        }
    }

    /// What a key is for.
    fn description(&self, schema: &'a Value) -> &'a str {
        schema["description"]
            .as_str()
            .or_else(|| self.resolve(schema)["description"].as_str())
            .unwrap_or_default()
    }

    /// Says what is still to be written, in a few words where it is much.
    fn say_unwritten(&mut self) {
        let places = std::mem::take(&mut self.unwritten);
        let help = "write what visitors are to read";
        if let [(first, name), rest @ ..] = &*places
            && rest.len() >= UNWRITTEN_MAX
        {
            let count = rest.len();
            let message = format!(
                "{} is still to be written, and so are {count} more texts of this file",
                quoted(name)
            );
            self.say(Code::Unwritten, first.clone(), message, help);
            return;
        }
        for (place, name) in places {
            let message = format!("{} is still to be written", quoted(&name));
            self.say(Code::Unwritten, place, message, help);
        }
    }

    /// `about` is what the table is for that the value stands in.
    fn value(
        &mut self,
        schema: &'a Value,
        value: &Spanned<DeValue<'_>>,
        name: &str,
        about: &'a str,
    ) {
        let description = match self.description(schema) {
            "" => about,
            description => description,
        };
        let schema = self.resolve(schema);
        let span = value.span();
        let kind = kind(value.get_ref());
        if !allows(&schema["type"], kind) {
            let wanted = wanted(&schema["type"]);
            let message = format!(
                "{} is {}, where {wanted} belongs",
                quoted(name),
                named(kind)
            );
            let help = if kind == "date" {
                "put the date in quotes".to_owned()
            } else if kind == "object" && schema["items"].is_object() && !name.contains(' ') {
                format!("begin each entry with `[[{name}]]`, in double brackets")
            } else {
                format!("{}: {description}", quoted(name))
                    .trim_end_matches(": ")
                    .to_owned()
            };
            self.refuse(Code::WrongType, span, message, help);
            return;
        }
        match value.get_ref() {
            DeValue::String(text) => self.text(schema, text, span, name),
            DeValue::Integer(number) => {
                let max = if schema["maximum"].as_i64() > Some(255) {
                    65_535
                } else {
                    255
                };
                if !integer(number).is_some_and(|number| (0..=max).contains(&number)) {
                    let message = format!(
                        "{} is {}, which is no number it can have",
                        quoted(name),
                        number.as_str()
                    );
                    let (min, max) = (&schema["minimum"], &schema["maximum"]);
                    self.refuse(
                        Code::OutOfRange,
                        span,
                        message,
                        format!("{min} to {max} is allowed"),
                    );
                }
            }
            DeValue::Array(array) => {
                let name = format!("an entry of {}", quoted(name));
                for element in array {
                    self.value(&schema["items"], element, &name, description);
                }
            }
            DeValue::Table(table) => self.entries(schema, table, &span, name, description),
            DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    fn table(&mut self, schema: &'a Value, table: &DeTable<'_>, span: &Range<usize>, name: &str) {
        self.entries(schema, table, span, name, "");
    }

    fn entries(
        &mut self,
        schema: &'a Value,
        table: &DeTable<'_>,
        span: &Range<usize>,
        name: &str,
        about: &'a str,
    ) {
        let mut slips = Vec::new();
        let properties = schema["properties"].as_object();
        let others = &schema["additionalProperties"];
        for (key, value) in table {
            let own = properties.and_then(|properties| properties.get(&**key.get_ref()));
            match own {
                Some(own) => {
                    let outside = self.is_template;
                    self.is_template |= key.get_ref() == "interface";
                    self.value(own, value, key.get_ref(), "");
                    self.is_template = outside;
                }
                None if others.is_object() => self.value(others, value, key.get_ref(), about),
                None => {
                    let message = format!("{} has no key `{}`", quoted(name), key.get_ref());
                    let mut known: Vec<&str> = properties
                        .into_iter()
                        .flatten()
                        .map(|(name, _)| name.as_str())
                        .collect();
                    // A map of JSON may keep the order of the file or of the names.
                    known.sort_unstable();
                    // A key that isn't there yet is likelier to be meant than one that is.
                    let missing = known
                        .iter()
                        .copied()
                        .filter(|name| entry(table, name).is_none());
                    let near = nearest(key.get_ref(), missing);
                    let help = match near {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => suggestion(key.get_ref(), known.into_iter()),
                    };
                    slips.extend(near);
                    self.refuse(Code::UnknownKey, key.span(), message, help);
                }
            }
        }
        let needed = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
        if table.is_empty() && needed.len() > 1 {
            let message = format!("{} is empty", quoted(name));
            let needed: Vec<&str> = needed.iter().filter_map(Value::as_str).collect();
            let help = format!(
                "it needs `{}`; `cargo skill-check new` writes an example of each",
                needed.join("`, `")
            );
            self.refuse(Code::MissingKey, span.clone(), message, &help);
            return;
        }
        for required in needed {
            let required = required.as_str().unwrap_or_default();
            if entry(table, required).is_none() && !slips.contains(&required) {
                let message = format!("{} lacks the key `{required}`", quoted(name));
                let about =
                    properties.map_or("", |properties| self.description(&properties[required]));
                let help = format!("add `{required}`: {about}");
                self.refuse(
                    Code::MissingKey,
                    span.clone(),
                    message,
                    help.trim_end_matches(": "),
                );
            }
        }
    }

    fn text(&mut self, schema: &'a Value, text: &str, span: Range<usize>, name: &str) {
        if let Some(choices) = schema["enum"].as_array() {
            let choices: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
            if !choices.contains(&text) {
                let message = format!("{} is `{text}`, which is none of its values", quoted(name));
                let help = suggestion(text, choices.into_iter());
                self.refuse(Code::WrongType, span, message, help);
            }
            return;
        }
        if !self.has_texts {
            return;
        }
        if schema["minLength"].as_u64() > Some(0) && text.trim().is_empty() {
            let message = format!("the text of {} is empty", quoted(name));
            self.say(
                Code::EmptyText,
                span.clone(),
                message,
                "write it, or take the entry out",
            );
        }
        if is_note(text) {
            self.unwritten.push((span, name.to_owned()));
            return;
        }
        let length = text.chars().count();
        if let Some(max) = schema["maxLength"].as_u64()
            && length as u64 > max
        {
            let message = format!(
                "the text of {} has {length} characters, where {max} are allowed",
                quoted(name)
            );
            self.say(
                Code::TooLong,
                span.clone(),
                message,
                "say it in fewer words",
            );
        }
        let allowed = schema["x-placeholders"].as_array();
        if let Some(allowed) = allowed {
            self.placeholders(allowed, text, &span, name);
        }
        // The place in the file is known where the text stands there as it reads.
        let start = self.source.text()[span.clone()].find(text);
        for fault in plain::faults(text, self.is_template || allowed.is_some()) {
            let place = match start {
                Some(start) => {
                    span.start + start + fault.place.start..span.start + start + fault.place.end
                }
                None => span.clone(),
            };
            self.say(fault.code, place, fault.message, fault.help);
        }
    }

    /// A text may have the placeholders that its schema names, and no other braces.
    fn placeholders(&mut self, allowed: &[Value], text: &str, span: &Range<usize>, name: &str) {
        let allowed: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
        let found = placeholders(text);
        let wrong = found.into_iter().find(|found| !allowed.contains(found));
        let message = match wrong {
            Some(wrong) => format!(
                "the text of {} has a placeholder {{{wrong}}} that nothing fills",
                quoted(name)
            ),
            None if !is_balanced(text) => {
                format!("the text of {} has an unbalanced brace", quoted(name))
            }
            None => return,
        };
        let help = format!("what is filled is: {{{}}}", allowed.join("}, {"));
        self.say(Code::Placeholder, span.clone(), message, help);
    }
}

/// The schema's word for a kind of value; dates have none there.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

fn named(kind: &str) -> &'static str {
    match kind {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number with a point",
        "boolean" => "true or false",
        "date" => "a date",
        "array" => "a list",
        _ => "a table",
    }
}

/// The kinds that a schema's `type` allows.
fn kinds(types: &Value) -> Vec<&str> {
    match types {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

fn allows(types: &Value, kind: &str) -> bool {
    kinds(types).contains(&kind)
}

fn wanted(types: &Value) -> String {
    kinds(types)
        .into_iter()
        .map(named)
        .collect::<Vec<_>>()
        .join(" or ")
}

/// A name in backquotes, unless it is an expression.
fn quoted(name: &str) -> String {
    if name.contains(' ') {
        name.to_owned()
    } else {
        format!("`{name}`")
    }
}
