//! Translations as WordPress reads them: the `.mo` that gettext's `msgfmt` makes of a `.po`.
//!
//! By hand, for it is 100 lines: `polib` has 1,800, two crates more before `serve` has its first page, and writes a
//! `.mo` to a path only, where the archive wants bytes.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

/// What begins a `.mo` file.
const MAGIC: u32 = 0x9504_12de;
/// Stands between a context and the text that it is for.
const CONTEXT: char = '\u{4}';

/// The texts of a `.po` file with their translations. What is not translated is an error: it would
/// be shown in another language.
pub(crate) fn read(source: &str) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (index, block) in source.split("\n\n").enumerate() {
        let (mut context, mut id, mut translation) = (None, None, None);
        let mut current = &mut id;
        for line in block.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let quoted = match line.split_once(' ') {
                Some((word, rest)) if word.starts_with("msg") => {
                    current = match word {
                        "msgctxt" => &mut context,
                        "msgid" => &mut id,
                        "msgstr" => &mut translation,
                        _ => bail!("`{word}` is not supported"),
                    };
                    rest
                }
                _ => line,
            };
            let text = unquoted(quoted).with_context(|| format!("`{line}` is no quoted text"))?;
            current.get_or_insert_with(String::new).push_str(&text);
        }
        let Some(id) = id else { continue };
        let translation = translation.unwrap_or_default();
        ensure!(!translation.is_empty(), "`{id}` is not translated");
        ensure!(!id.is_empty() || index == 0, "a text is empty");
        let key = context.map_or(id.clone(), |context: String| {
            format!("{context}{CONTEXT}{id}")
        });
        let former = texts.insert(key, translation);
        ensure!(former.is_none(), "`{id}` is translated twice");
    }
    Ok(texts)
}

/// What stands in quotation marks, without its backslashes.
fn unquoted(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut result = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        result.push(match character {
            '\\' => match characters.next()? {
                'n' => '\n',
                't' => '\t',
                same @ ('"' | '\\') => same,
                _ => return None,
            },
            '"' => return None,
            other => other,
        });
    }
    Some(result)
}

/// The texts as a `.mo` file, sorted as its readers want it.
pub(crate) fn compile(texts: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    const HEAD: usize = 28;
    let word = |number: usize| u32::try_from(number).context("too many texts");
    let count = texts.len();
    let mut tables = Vec::new();
    let mut strings = Vec::new();
    // The texts first, then the translations; each ends with a zero.
    for list in [texts.keys().collect::<Vec<_>>(), texts.values().collect()] {
        for text in list {
            tables.push(word(text.len())?);
            tables.push(word(HEAD + 16 * count + strings.len())?);
            strings.extend_from_slice(text.as_bytes());
            strings.push(0);
        }
    }
    // Format 0, no table of hashes.
    let head = [
        MAGIC,
        0,
        word(count)?,
        word(HEAD)?,
        word(HEAD + 8 * count)?,
        0,
        word(HEAD + 16 * count)?,
    ];
    let mut file: Vec<u8> = head
        .iter()
        .chain(&tables)
        .flat_map(|number| number.to_le_bytes())
        .collect();
    file.extend_from_slice(&strings);
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\n\
        #: a.php\nmsgctxt \"title\"\nmsgid \"Check\"\nmsgstr \"Prüfung\"\n\n\
        msgid \"A \\\"b\\\"\"\nmsgstr \"„b“\"\n";

    #[test]
    fn texts_are_read_with_their_contexts() {
        let texts = read(SOURCE).unwrap();
        assert_eq!(texts[""], "Language: de\n");
        assert_eq!(texts["title\u{4}Check"], "Prüfung");
        assert_eq!(texts["A \"b\""], "„b“");
        for (wrong, expected) in [
            ("msgid \"a\"\nmsgstr \"\"", "`a` is not translated"),
            ("msgid \"a\nmsgstr \"b\"", "is no quoted text"),
            ("msgid_plural \"a\"", "is not supported"),
        ] {
            let error = format!("{:#}", read(wrong).unwrap_err());
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_file_is_what_gettext_writes() {
        let file = compile(&read(SOURCE).unwrap()).unwrap();
        let word = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(word(0), 0x9504_12de);
        assert_eq!((word(8), word(12), word(16)), (3, 28, 52));
        // The second text and its translation, as a reader finds them.
        let (length, offset) = (word(28 + 8), word(28 + 12));
        assert_eq!(&file[offset..offset + length], b"A \"b\"");
        assert_eq!(file[offset + length], 0);
        let (length, offset) = (word(52 + 8), word(52 + 12));
        assert_eq!(&file[offset..offset + length], "„b“".as_bytes());
    }
}
