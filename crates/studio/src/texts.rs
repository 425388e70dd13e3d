//! Every text of a catalogue side by side in its languages, with what its schema says of it.

use catalogue::Schema;
use serde_json::{Value, json};

use crate::model::{Parsed, items, levels, text};

/// A step on the way to a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::Key(key) => key.as_str().into(),
            Self::Index(index) => (*index).into(),
        }
    }
}

/// A text, wherever a language has it.
pub(crate) struct Word {
    pub(crate) path: Vec<Step>,
    /// No longer than so many characters.
    pub(crate) limit: Option<u64>,
    /// What it is for, by the schema.
    pub(crate) note: String,
    /// Whether each language has to have it.
    pub(crate) is_needed: bool,
    /// What each language says, in the catalogue's order.
    pub(crate) texts: Vec<(String, Option<String>)>,
}

impl Word {
    pub(crate) fn json(&self) -> Value {
        let texts = self.texts.iter();
        let texts = texts.filter_map(|(tag, text)| Some((tag.clone(), Value::from(text.clone()?))));
        json!({
            "path": self.path.iter().map(Step::json).collect::<Vec<_>>(),
            "limit": self.limit,
            "note": self.note,
            "needed": self.is_needed,
            "texts": texts.collect::<serde_json::Map<_, _>>(),
        })
    }
}

/// All texts: those that the catalogue asks for, then what else the languages have.
pub(crate) fn words(parsed: &Parsed) -> Vec<Word> {
    let schema = Locale::read();
    let mut words: Vec<Word> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut add = |path: Vec<Step>, is_needed: bool| {
        if seen.insert(path.clone()) {
            let (limit, note) = schema.of(&path);
            let texts = parsed.locales.iter();
            let texts = texts.map(|(tag, own)| (tag.clone(), found(own, &path)));
            words.push(Word {
                limit,
                note,
                is_needed,
                texts: texts.collect(),
                path,
            });
        }
    };
    for path in needed(parsed, &schema) {
        add(path, true);
    }
    for (_, own) in &parsed.locales {
        let mut paths = Vec::new();
        for (key, value) in own {
            if !["locale", "name", "direction", "interface"].contains(&&**key) {
                leaves(value, &mut vec![Step::Key(key.clone())], &mut paths);
            }
        }
        paths.into_iter().for_each(|path| add(path, false));
    }
    words
}

/// The paths of the texts that each language has to have.
pub(crate) fn needed(parsed: &Parsed, schema: &Locale) -> Vec<Vec<Step>> {
    let mut paths = Vec::new();
    let key = |text: &str| Step::Key(text.to_owned());
    for field in ["title", "occupation", "lead"] {
        paths.push(vec![key("catalogue"), key(field)]);
    }
    let competences = parsed.list("competences");
    let most = competences.iter().map(|one| levels(one)).max().unwrap_or(0);
    let names =
        (0..most.min(7)).map(|level| vec![key("catalogue"), key("levels"), Step::Index(level)]);
    paths.extend(names);
    let mut entry = |table: &str, id: &str, anchors: usize| {
        for field in schema.required(table) {
            let path = vec![key(table), key(id), key(&field)];
            match &*field {
                "anchors" => paths.extend(
                    (0..anchors.min(7)).map(|level| [&*path, &[Step::Index(level)]].concat()),
                ),
                "covers" => paths.push([&*path, &[Step::Index(0)]].concat()),
                _ => paths.push(path),
            }
        }
    };
    for area in parsed.ids("areas") {
        entry("areas", &area, 0);
    }
    for competence in competences {
        entry("competences", text(competence, "id"), 0);
        for item in items(competence) {
            entry("items", &item, levels(competence));
        }
    }
    for table in ["families", "profiles", "modules", "formats"] {
        for id in parsed.ids(table) {
            entry(table, &id, 0);
        }
    }
    paths
}

/// A locale's text at a path.
pub(crate) fn found(table: &toml::Table, path: &[Step]) -> Option<String> {
    let Some(Step::Key(first)) = path.first() else {
        return None;
    };
    let mut value = table.get(first)?;
    for step in &path[1..] {
        value = match step {
            Step::Key(key) => value.get(key)?,
            Step::Index(index) => value.get(*index)?,
        };
    }
    value.as_str().map(str::to_owned)
}

/// The paths of all texts in a value.
fn leaves(value: &toml::Value, path: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
    let mut inner = |step: Step, value: &toml::Value| {
        path.push(step);
        leaves(value, path, paths);
        path.pop();
    };
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                inner(Step::Key(key.clone()), value);
            }
        }
        toml::Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                inner(Step::Index(index), value);
            }
        }
        toml::Value::String(_) => paths.push(path.clone()),
        _ => {}
    }
}

/// The schema of a locale's file.
pub(crate) struct Locale(Value);

impl Locale {
    pub(crate) fn read() -> Self {
        // It is part of the build; one that is broken would know nothing.
        Self(serde_json::from_str(Schema::Locale.text()).unwrap_or_default())
    }

    /// A schema, or the one that it refers to.
    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema["$ref"]
            .as_str()
            .and_then(|name| name.strip_prefix("#/$defs/"));
        name.map_or(schema, |name| &self.0["$defs"][name])
    }

    /// The limit in characters of a text, and what it is for.
    pub(crate) fn of(&self, path: &[Step]) -> (Option<u64>, String) {
        let mut schema = &self.0;
        let mut note = "";
        for step in path {
            let outer = self.resolved(schema);
            schema = match step {
                Step::Key(key) => match &outer["properties"][key] {
                    Value::Null => &outer["additionalProperties"],
                    own => own,
                },
                Step::Index(_) => &outer["items"],
            };
            note = schema["description"].as_str().unwrap_or(note);
        }
        (self.resolved(schema)["maxLength"].as_u64(), note.to_owned())
    }

    /// The texts that an entry of a table has to have.
    pub(crate) fn required(&self, table: &str) -> Vec<String> {
        let entry = self.resolved(&self.0["properties"][table]["additionalProperties"]);
        let required = entry["required"].as_array().into_iter().flatten();
        required
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }
}
