//! The schemas say what the check says: a validator that knows neither accepts what is in order, and
//! whatever it refuses the check refuses too.

use std::path::{Path, PathBuf};

use catalogue::{Schema, Severity};
use jsonschema::Validator;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All catalogues of this repository, the example and the gallery's included.
fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("catalogues")).expect("the catalogues");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|folder| folder.join(catalogue::CATALOGUE_FILE).is_file())
        .collect();
    folders.push(root().join("crates/import/template/new"));
    folders.push(root().join("crates/catalogue/tests/gallery"));
    folders
}

fn validator(schema: Schema) -> Validator {
    let json: Value = serde_json::from_str(schema.text()).expect("a schema is JSON");
    jsonschema::meta::validate(&json).expect("it is a schema");
    jsonschema::validator_for(&json).expect("a schema")
}

fn toml(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a readable file");
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("it is JSON too")
}

/// The files of a catalogue, each with its schema.
fn files(folder: &Path) -> Vec<(PathBuf, Schema)> {
    let catalogue = folder.join(catalogue::CATALOGUE_FILE);
    let locales = toml(&catalogue)["locales"].clone();
    let locales = locales.as_array().expect("a list").clone();
    let locales = locales.iter().map(|locale| {
        let name = format!("{}.toml", locale.as_str().expect("a text"));
        (folder.join(name), Schema::Locale)
    });
    let personas = folder.join(catalogue::PERSONAS_FILE);
    let personas = personas.exists().then_some((personas, Schema::Personas));
    std::iter::once((catalogue, Schema::Catalogue))
        .chain(locales)
        .chain(personas)
        .collect()
}

#[test]
fn every_catalogue_is_as_its_schema_says() {
    for folder in folders() {
        let files = files(&folder);
        assert!(files.len() > 1);
        for (path, schema) in files {
            let problems: Vec<String> = validator(schema)
                .iter_errors(&toml(&path))
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(
                problems.is_empty(),
                "{}:\n{}",
                path.display(),
                problems.join("\n")
            );
        }
    }
}

/// Every way to take one entry out of a document, or to put another kind of value in its place.
fn broken(document: &Value) -> Vec<Value> {
    let mut broken = Vec::new();
    match document {
        Value::Object(table) => {
            for (key, value) in table {
                let with = |value: Option<Value>| {
                    let mut table = table.clone();
                    match value {
                        Some(value) => table.insert(key.clone(), value),
                        None => table.remove(key),
                    };
                    Value::Object(table)
                };
                broken.push(with(None));
                broken.push(with(Some(Value::Bool(true))));
                broken.push(with(Some(Value::from(1000))));
                broken.push(with(Some(Value::from("# no id"))));
                broken.extend(
                    self::broken(value)
                        .into_iter()
                        .map(|value| with(Some(value))),
                );
            }
            let mut surplus = table.clone();
            surplus.insert("surplus".to_owned(), Value::from("x"));
            broken.push(Value::Object(surplus));
        }
        Value::Array(list) => {
            for (position, value) in list.iter().enumerate() {
                broken.extend(self::broken(value).into_iter().map(|value| {
                    let mut list = list.clone();
                    list[position] = value;
                    Value::Array(list)
                }));
            }
        }
        _ => {}
    }
    broken
}

#[test]
fn what_the_schema_refuses_the_check_refuses() {
    let gallery = root().join("crates/catalogue/tests/gallery");
    let folder = std::env::temp_dir().join(format!("skill-check-schema-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let mut refused = 0;
    for (path, schema) in files(&gallery) {
        for (other, _) in files(&gallery) {
            let name = other.file_name().expect("a name");
            std::fs::copy(&other, folder.join(name)).expect("a copy");
        }
        let validator = validator(schema);
        for document in broken(&toml(&path)) {
            if validator.is_valid(&document) {
                continue;
            }
            refused += 1;
            let text = toml::to_string(&document).expect("it is TOML");
            let name = path.file_name().expect("a name");
            std::fs::write(folder.join(name), &text).expect("a change");
            let report = catalogue::load(&folder);
            let mut said = report.diagnostics.iter();
            assert!(
                said.any(|said| said.severity == Severity::Error),
                "the schema refuses what the check accepts: {}\n{text}",
                validator
                    .iter_errors(&document)
                    .map(|error| error.to_string())
                    .collect::<Vec<_>>()
                    .join("; ")
            );
        }
    }
    std::fs::remove_dir_all(&folder).expect("it was there");
    assert!(refused > 400, "{refused} documents were broken");
}
