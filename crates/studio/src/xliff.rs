//! Texts for a translator and back: XLIFF 2.1 with notes, and limits by its size and length restriction module.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use roxmltree::{Document, Node};
use serde_json::{Value, json};
use toml_edit::DocumentMut;

use crate::edit::{change, set};
use crate::model::{Parsed, text};
use crate::texts::{Step, Word, words};
use crate::{Failure, Files, Output};

/// What joins the steps to a text in the id of its unit; no id of ours has it.
const JOINT: &str = ":";

/// The file for a translator into a language: each text with the default language's, and what is there already.
pub(crate) fn exported(files: &Files, target: &str) -> Result<Output, Failure> {
    let parsed = Parsed::of(files)?;
    let source = text(&parsed.definition, "default_locale").to_owned();
    if !parsed.locales.iter().any(|(tag, _)| tag == target) {
        return Err(format!(
            "the catalogue has no language `{target}`; add it first"
        ));
    }
    if source == target {
        return Err(format!(
            "`{target}` is the default language, which the others are translated from"
        ));
    }
    let id = text(&parsed.definition, "id");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\" version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\">\n  <file id=\"{}\">\n    <slr:profiles generalProfile=\"xliff:codepoints\"/>\n",
        escaped(&source),
        escaped(target),
        escaped(id)
    );
    let mut count = 0;
    for word in words(&parsed) {
        let of = |tag: &str| {
            let found = word.texts.iter().find(|(own, _)| own == tag);
            found.and_then(|(_, text)| text.as_deref())
        };
        let Some(original) = of(&source) else {
            continue;
        };
        count += 1;
        unit(&mut xml, &word, original, of(target));
    }
    xml.push_str("  </file>\n</xliff>\n");
    Ok(Output {
        text: json!({ "name": format!("{id}.{source}-{target}.xlf"), "count": count }).to_string(),
        bytes: xml.into_bytes(),
    })
}

/// Writing to a string can't fail.
fn unit(xml: &mut String, word: &Word, original: &str, translated: Option<&str>) {
    let limit = word.limit.map_or_else(String::new, |limit| {
        format!(" slr:sizeRestriction=\"0,{limit}\"")
    });
    let _ = writeln!(
        xml,
        "    <unit id=\"{}\"{limit}>",
        escaped(&unit_id(&word.path))
    );
    let mut notes = Vec::new();
    if !word.note.is_empty() {
        notes.push(word.note.clone());
    }
    notes.extend(
        word.limit
            .map(|limit| format!("at most {limit} characters")),
    );
    if !notes.is_empty() {
        let _ = writeln!(xml, "      <notes>");
        for note in notes {
            let _ = writeln!(xml, "        <note>{}</note>", escaped(&note));
        }
        let _ = writeln!(xml, "      </notes>");
    }
    // What an author has left for later is nobody's translation.
    let translated = translated.filter(|text| !catalogue::is_note(text));
    let state = if translated.is_some() {
        "translated"
    } else {
        "initial"
    };
    let _ = writeln!(xml, "      <segment state=\"{state}\">");
    let _ = writeln!(xml, "        <source>{}</source>", escaped(original));
    if let Some(translated) = translated {
        let _ = writeln!(xml, "        <target>{}</target>", escaped(translated));
    }
    let _ = writeln!(xml, "      </segment>\n    </unit>");
}

fn unit_id(path: &[Step]) -> String {
    let steps = path.iter().map(|step| match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    });
    steps.collect::<Vec<_>>().join(JOINT)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        // XML has no place for most control characters.
        .replace(
            |character: char| character.is_control() && !matches!(character, '\n' | '\t'),
            " ",
        )
}

/// The files with what a translator has sent back; what has no place in them is said.
pub(crate) fn imported(files: &Files, bytes: &[u8]) -> Result<Output, Failure> {
    let xml =
        std::str::from_utf8(bytes).map_err(|_| "the file isn't UTF-8, as XLIFF is".to_owned())?;
    import::check_xml(xml).map_err(|refused| refused.to_string())?;
    let document = Document::parse(xml.trim_start_matches('\u{feff}'))
        .map_err(|cause| format!("the file isn't sound XML: {cause}"))?;
    let root = document.root_element();
    let target = root
        .attribute("trgLang")
        .filter(|_| root.tag_name().name() == "xliff");
    let target = target.ok_or(
        "the file is no XLIFF 2 with a target language (`trgLang`); XLIFF 1.2 is another format",
    )?;
    let parsed = Parsed::of(files)?;
    if !parsed.locales.iter().any(|(tag, _)| tag == target) {
        return Err(format!(
            "the catalogue has no language `{target}`; add it first"
        ));
    }
    let mut import = Import {
        source: text(&parsed.definition, "default_locale"),
        known: words(&parsed)
            .into_iter()
            .map(|word| (unit_id(&word.path), word))
            .collect(),
        taken: Vec::new(),
        left_out: Vec::new(),
        remarks: Vec::new(),
    };
    let units = document
        .descendants()
        .filter(|node| node.tag_name().name() == "unit");
    units.for_each(|unit| import.unit(unit));
    let mut after = files.clone();
    let name = format!("{target}.toml");
    change(&mut after, &name, |document| {
        *document = import.put_in(document);
        Ok(())
    })?;
    let changed: Files = after
        .into_iter()
        .filter(|(own, text)| files.get(own) != Some(text))
        .collect();
    Ok(json!({
        "files": changed,
        "count": import.taken.len(),
        "remarks": { "decide": import.remarks, "left_out": import.left_out, "changed": [] },
    })
    .into())
}

/// What comes of a translator's file.
struct Import<'a> {
    /// The default language.
    source: &'a str,
    /// The catalogue's texts by the id of their unit.
    known: BTreeMap<String, Word>,
    /// Units with the place of their text, and the text.
    taken: Vec<(String, Vec<Value>, String)>,
    left_out: Vec<String>,
    remarks: Vec<String>,
}

impl Import<'_> {
    fn unit(&mut self, unit: Node<'_, '_>) {
        let id = unit.attribute("id").unwrap_or_default();
        let Some(word) = self.known.get(id) else {
            let why = format!("{id}: the catalogue has no such text any more");
            self.left_out.push(why);
            return;
        };
        let Some(translated) = translation(unit) else {
            self.left_out.push(format!("{id}: it isn't translated"));
            return;
        };
        if catalogue::is_note(&translated) {
            let why = format!("{id}: it is still to be written");
            self.left_out.push(why);
            return;
        }
        let original = word.texts.iter().find(|(tag, _)| tag == self.source);
        if original.and_then(|(_, text)| text.as_deref()) != Some(&*original_of(unit)) {
            self.remarks.push(format!(
                "{id}: the original has changed since; look at both"
            ));
        }
        let length = translated.chars().count();
        if word
            .limit
            .is_some_and(|limit| u64::try_from(length).is_ok_and(|length| length > limit))
        {
            self.remarks.push(format!(
                "{id}: it has {length} characters, and may have {}",
                word.limit.unwrap_or(0)
            ));
        }
        let path = word.path.iter().map(Step::json).collect();
        self.taken.push((id.to_owned(), path, translated));
    }

    /// A document with all texts that have a place in it. The others are left out, and nothing is begun for them.
    fn put_in(&mut self, before: &DocumentMut) -> DocumentMut {
        loop {
            let mut document = before.clone();
            let count = self.taken.len();
            let left_out = &mut self.left_out;
            self.taken.retain(|(id, path, text)| {
                let done = set(&mut document, path, &json!(text));
                if let Err(why) = &done {
                    left_out.push(format!("{id}: {why}"));
                }
                done.is_ok()
            });
            if self.taken.len() == count {
                return document;
            }
        }
    }
}

/// The parts of a unit, segments and what stands between them. What modules add, such as matches of a memory, has
/// sources and targets as well, and is none.
fn parts<'a, 'd>(unit: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    unit.children()
        .filter(|node| ["segment", "ignorable"].contains(&node.tag_name().name()))
}

/// The words of a part's `source` or `target`, if it has one.
fn words_of(part: Node<'_, '_>, name: &str) -> Option<String> {
    let found = part
        .children()
        .find(|node| node.tag_name().name() == name)?;
    let texts = found.descendants().filter(Node::is_text);
    Some(texts.filter_map(|text| text.text()).collect())
}

/// The original that a unit was translated from.
fn original_of(unit: Node<'_, '_>) -> String {
    parts(unit)
        .filter_map(|part| words_of(part, "source"))
        .collect()
}

/// A unit's translation, if all its segments have one. What stands between them stays where it has none.
fn translation(unit: Node<'_, '_>) -> Option<String> {
    let mut all = String::new();
    for part in parts(unit) {
        let source = words_of(part, "source").unwrap_or_default();
        match words_of(part, "target") {
            Some(target) if !target.trim().is_empty() || source.trim().is_empty() => {
                all.push_str(&target);
            }
            _ if part.tag_name().name() == "ignorable" || source.trim().is_empty() => {
                all.push_str(&source);
            }
            _ => return None,
        }
    }
    (!all.trim().is_empty()).then_some(all)
}
