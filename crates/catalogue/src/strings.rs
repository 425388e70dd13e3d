//! The interface's strings for a translator: each with what stands in for its placeholders.

use assessment::text::TextKey;

use crate::interface::interface;
use crate::standin::LOCALE_NAME;

/// What each placeholder stands for. A key names the string for which a name means something else than
/// elsewhere.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("after", "percentages, such as 40 to 55 %"),
    ("all", "a whole number of items"),
    ("alone", "a whole number of points"),
    ("answered", "a whole number of items"),
    ("area", "the name of an area"),
    ("asked", "a whole number of items"),
    ("band", "percentages, such as 40 to 55 %"),
    ("before", "percentages, such as 40 to 55 %"),
    ("catalogue", "the occupation that the catalogue is about"),
    ("areas", "names of areas, joined by `list.separator`"),
    ("closed", "a whole number of gaps"),
    ("competence", "the name of a competence"),
    ("core", "a whole number, in percent"),
    (
        "why.sum core",
        "a sentence on the core competences, or nothing",
    ),
    (
        "coverage",
        "how many items are answered, skipped and left, without a full stop",
    ),
    ("count", "a whole number"),
    ("date", "a date as `date.format` gives it"),
    ("day", "a day of the month, 1 to 31"),
    ("done", "a whole number of items"),
    ("epsilon", "a whole number, 1 to 4"),
    ("exam", "the name of an exam"),
    ("family", "the name of a family of roles"),
    ("from", "the name of a level, or its number"),
    ("high", "a whole number, the larger end of a range"),
    ("gaps", "a whole number of gaps"),
    ("hours", "a whole number of hours"),
    ("judged", "a whole number of statements"),
    ("kind", "the name of a file format, such as JSON"),
    ("least", "a whole number of points"),
    ("level", "the name of a level, or its number"),
    ("level.listed level", "the number of a level"),
    ("levels", "a whole number of levels"),
    (
        "level.legend levels",
        "the levels with their numbers, as `level.listed` gives them",
    ),
    (
        "level.range low",
        "the name of a level, the lower end of a range",
    ),
    (
        "level.range high",
        "the name of a level, the upper end of a range",
    ),
    ("limit", "a whole number of modules"),
    ("low", "a whole number, the smaller end of a range"),
    ("max", "a whole number of points"),
    ("module", "the name of a module"),
    ("modules", "names of modules, joined by `list.and`"),
    ("met", "a whole number of competences"),
    ("most", "a whole number of statements"),
    ("month", "a name out of `date.months`"),
    ("name", "the name of a level"),
    ("more.gap name", "the name of a competence"),
    ("then.at name", "the day of a result, or whose it is"),
    ("median", "a percentage, such as 50 %"),
    ("names", "names of competences, joined by `list.separator`"),
    ("needed", "a whole number, in percent"),
    ("other", "the name of a level, or its number"),
    ("other-role", "the name of a role"),
    ("own", "the name of a level, or its number"),
    ("own-role", "the name of a role"),
    ("percent", "a whole number, or a range of them"),
    ("points", "a whole number of points, or a range of them"),
    ("position", "a whole number, the place of an item"),
    ("profile", "the name of a profile, as it stands alone"),
    ("profiles", "names of profiles, joined by `list.and`"),
    (
        "recipient",
        "whoever gets a result: a name, a host or an address for mail",
    ),
    ("required", "the name of a level, or its number"),
    ("right", "a whole number of statements"),
    ("saved", "a whole number of items"),
    ("share", "how much is met, as `areas.met` gives it"),
    (
        "sentence",
        "one of the strings under `shared`, as a whole sentence",
    ),
    ("shared", "a whole number of points"),
    (
        "step",
        "the name of a module, of a competence, or `agenda.again`",
    ),
    ("stations", "profiles, each with how it stands to them"),
    ("source", "who the people are, in a sentence"),
    ("span", "percentages, such as 40 to 55 %"),
    ("term", "what to search for, in the locale's language"),
    ("text", "a text of the page's own, or a name"),
    ("title", "the heading of the check"),
    ("to", "the name of a level, or its number"),
    ("total", "a whole number of items"),
    (
        "verdict",
        "one of `knowledge.true`, `knowledge.false` and `knowledge.dont-know`",
    ),
    ("week", "a whole number of weeks from now"),
    ("weeks", "a whole number of weeks"),
    ("weight", "a whole number, 1 to 9"),
    ("what", "what the row of a table is about, as a name"),
    (
        "list.named what",
        "what the text after the colon is, such as `modules.hours`",
    ),
    ("year", "a year"),
];

/// What a placeholder of a string stands for.
fn meaning(key: &str, placeholder: &str) -> Option<&'static str> {
    let own = format!("{key} {placeholder}");
    let mut found = None;
    for (name, meaning) in PLACEHOLDERS {
        if *name == own {
            return Some(meaning);
        }
        if *name == placeholder {
            found = Some(*meaning);
        }
    }
    found
}

/// The strings of a built-in locale as the table `[interface]` of a locale's file, to translate, each
/// below what stands in for its placeholders.
#[must_use]
pub fn interface_table(locale: &str) -> Option<String> {
    let mut table = String::from("[interface]\n");
    for (key, text) in interface(locale)? {
        // Each file says its language's name anyway.
        if key == LOCALE_NAME {
            continue;
        }
        let message = TextKey::ALL.iter().find(|(_, known)| *known == key);
        for placeholder in message.map_or(&[][..], |(message, _)| message.placeholders()) {
            let meaning = meaning(&key, placeholder).unwrap_or_default();
            table.push_str(&format!("# {{{placeholder}}}: {meaning}\n"));
        }
        if let Some(base) = key.strip_suffix(".other") {
            table.push_str(&format!(
                "# Other numbers than 1. Where the language has more forms (CLDR): {base}.zero, .two, .few, .many\n"
            ));
        }
        let text = toml::Value::String(text);
        table.push_str(&format!("\"{key}\" = {text}\n"));
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used() -> impl Iterator<Item = (&'static str, &'static str)> {
        TextKey::ALL.iter().flat_map(|(message, key)| {
            let names = message.placeholders().iter();
            names.map(move |name| (*key, *name))
        })
    }

    #[test]
    fn a_translator_learns_what_each_placeholder_is() {
        for (key, name) in used() {
            assert!(meaning(key, name).is_some(), "{key}: {{{name}}}");
        }
        for (name, _) in PLACEHOLDERS {
            let is_used =
                used().any(|(key, used)| used == *name || format!("{key} {used}") == *name);
            assert!(is_used, "{name} stands in no string");
        }
        assert_ne!(
            meaning("level.legend", "levels"),
            meaning("gaps.points", "levels")
        );
    }

    #[test]
    fn the_table_is_one_that_a_locale_s_file_may_have() {
        for locale in ["de", "en"] {
            let table = interface_table(locale).expect("built in");
            let parsed: toml::Table = table.parse().expect("it is TOML");
            let strings = parsed["interface"].as_table().expect("a table");
            let scripts = interface(locale).expect("built in").into_keys();
            let scripts = scripts.filter(|key| key.starts_with("loader.") && key != LOCALE_NAME);
            assert_eq!(strings.len(), TextKey::ALL.len() + scripts.count());
            assert!(table.contains("# {count}: a whole number\n"), "{locale}");
        }
        assert!(interface_table("xx").is_none());
    }
}
