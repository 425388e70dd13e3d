//! What lies beside compiled files: which there are, and whether their links were locked.

use serde_json::{Value, json};

use crate::{Authored, lock};

/// The manifest of a catalogue whose compiled files are called `<id>.<locale>.bin`; `lock` is its lock file.
#[must_use]
pub fn manifest(authored: &Authored, lock: &lock::Lock) -> Value {
    let definition = authored.definition();
    let file = |locale: &str| format!("{}.{locale}.bin", definition.id);
    json!({
        "id": definition.id.as_str(),
        "revision": definition.revision,
        "locked": lock.holds(definition.revision),
        "default_locale": authored.default_locale(),
        "locales": locales(authored, file),
    })
}

/// The languages of a catalogue, each in the file that is named.
pub fn locales(authored: &Authored, file: impl Fn(&str) -> String) -> Vec<Value> {
    let locales = authored.texts().iter().zip(authored.loader());
    let described = locales.map(|(texts, strings)| {
        json!({
            "locale": &*texts.locale,
            "name": &*texts.locale_name,
            "direction": texts.direction.as_str(),
            "file": file(&texts.locale),
            // What the element's script says before it has read a file.
            "messages": strings,
        })
    });
    described.collect()
}
