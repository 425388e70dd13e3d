//! What a language lacks: added where it belongs, as a text that is still to be written, so that the catalogue can
//! be looked at and the check says what is left.

use catalogue::CATALOGUE_FILE;
use serde_json::{Value as Json, json};

use crate::edit::{change, is_locale, set};
use crate::model::{Parsed, strings};
use crate::texts::{Locale, Step, found, needed};
use crate::{Failure, Files};

/// How a text begins that is to be written, by language; the check knows it.
const TO_BE_WRITTEN: [(&str, &str); 2] = [("de", "Noch zu schreiben"), ("en", "To be written")];
/// Texts that may be no longer than this begin without more words.
const SHORT: u64 = 20;

/// Completes all languages.
pub(crate) fn all(files: &mut Files) -> Result<(), Failure> {
    let names: Vec<String> = files
        .keys()
        .filter(|name| is_locale(name))
        .cloned()
        .collect();
    for name in names {
        complete(files, &name)?;
    }
    Ok(())
}

/// Completes the file of a language.
pub(crate) fn complete(files: &mut Files, name: &str) -> Result<(), Failure> {
    let parsed = Parsed::of(files)?;
    let tag = name.strip_suffix(".toml").unwrap_or(name);
    let own = parsed.locales.iter().find(|(own, _)| own == tag);
    let Some((_, own)) = own else { return Ok(()) };
    let schema = Locale::read();
    let missing: Vec<(Vec<Json>, String)> = needed(&parsed, &schema)
        .into_iter()
        .filter(|path| found(own, path).is_none_or(|text| text.trim().is_empty()))
        .map(|path| {
            let (limit, _) = schema.of(&path);
            let text = to_write(tag, &path, limit);
            (path.iter().map(Step::json).collect(), text)
        })
        .collect();
    change(files, name, |document| {
        missing
            .iter()
            .try_for_each(|(path, text)| set(document, path, &json!(text)))
    })
}

/// A text to be written. Those of one list differ, since visitors couldn't choose between two that are the same.
fn to_write(tag: &str, path: &[Step], limit: Option<u64>) -> String {
    let language = tag.split('-').next().unwrap_or(tag);
    let own = TO_BE_WRITTEN.iter().find(|(own, _)| *own == language);
    let (_, text) = own.unwrap_or(&TO_BE_WRITTEN[1]);
    match path.last() {
        Some(Step::Index(index)) => format!("{text}: {index}"),
        Some(Step::Key(_)) if limit.is_some_and(|limit| limit < SHORT) => {
            // The check knows this mark, too, and it fits everywhere.
            "TBD".to_owned()
        }
        _ => (*text).to_owned(),
    }
}

/// Adds a language, which begins with what there is to write, or takes one out. A file of it that is there already
/// stays as it is written, and is completed.
pub(crate) fn locale(files: &mut Files, tag: &str, remove: bool) -> Result<(), Failure> {
    let parsed = Parsed::of(files)?;
    let mut tags = strings(parsed.definition.get("locales"));
    let name = format!("{tag}.toml");
    if remove {
        if tags.len() < 2 {
            return Err("a catalogue has at least one language".to_owned());
        }
        tags.retain(|own| own != tag);
        files.remove(&name);
        change(files, CATALOGUE_FILE, |document| {
            set(document, &[json!("locales")], &json!(tags))?;
            let is_default = document
                .get("default_locale")
                .and_then(toml_edit::Item::as_str)
                == Some(tag);
            if is_default {
                set(document, &[json!("default_locale")], &json!(tags[0]))?;
            }
            Ok(())
        })
    } else {
        if tags.iter().any(|own| own == tag) {
            return Err(format!("there is `{tag}` already"));
        }
        let mut remarks = import::Remarks::default();
        let begun = import::begin("a", "2000-01-01", &[tag.to_owned()], &mut remarks);
        let begun = begun.map_err(|refused| refused.to_string())?;
        let example = begun
            .get(&name)
            .ok_or_else(|| format!("`{tag}` is no language tag"))?;
        if !files.contains_key(&name) {
            files.insert(name.clone(), head(example)?);
        }
        tags.push(tag.to_owned());
        change(files, CATALOGUE_FILE, |document| {
            set(document, &[json!("locales")], &json!(tags))
        })?;
        complete(files, &name)
    }
}

/// What every file of a language has: name, direction, and the interface's strings where there are none built in.
fn head(example: &str) -> Result<String, Failure> {
    let table: toml::Table = example
        .parse()
        .map_err(|cause: toml::de::Error| cause.message().to_owned())?;
    let text = |key: &str| table.get(key).map(ToString::to_string).unwrap_or_default();
    let mut head = format!(
        "#:schema ./locale.schema.json\n\nlocale = {}\nname = {}\ndirection = {}\n",
        text("locale"),
        text("name"),
        text("direction")
    );
    head.push_str(
        "\n[catalogue]\n\n[areas]\n\n[competences]\n\n[items]\n\n[families]\n\n[profiles]\n",
    );
    if let Some((_, strings)) = example.split_once("\n[interface]\n") {
        head.push_str("\n[interface]\n");
        head.push_str(strings);
    }
    Ok(head)
}
