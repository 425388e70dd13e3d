//! A locale whose language has more plural forms than one and other.

use std::path::Path;

use assessment::compiled;
use assessment::text::TextKey;
use catalogue::{Code, Report};

/// The small catalogue in Polish, as far as counting goes.
fn polish(strings: &[(&str, &str)]) -> Report {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let read = |name: &str| std::fs::read_to_string(gallery.join(name)).expect("it is there");
    let mut texts = read("en.toml").replacen("locale = \"en\"", "locale = \"pl\"", 1);
    texts.push_str(&catalogue::interface_table("en").expect("it is built in"));
    for (key, text) in strings {
        let line = format!("\"{key}\" = ");
        let start = texts.find(&line).unwrap_or(texts.len());
        let end = texts[start..]
            .find('\n')
            .map_or(texts.len(), |end| start + end + 1);
        texts.replace_range(start..end, &format!("{line}\"{text}\"\n"));
    }
    let definition = read("catalogue.toml")
        .replace("default_locale = \"en\"", "default_locale = \"pl\"")
        .replace("locales = [\"en\"]", "locales = [\"pl\"]");
    catalogue::load_with(Path::new("bakery"), |path| {
        match path.file_name().and_then(|name| name.to_str()) {
            Some("catalogue.toml") => Ok(definition.clone()),
            Some("pl.toml") => Ok(texts.clone()),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    })
}

const FORMS: [(&str, &str); 4] = [
    ("start.items.one", "{count} punkt"),
    ("start.items.few", "{count} punkty"),
    ("start.items.many", "{count} punktów"),
    ("start.items.other", "{count} punktu"),
];

#[test]
fn numbers_take_the_forms_of_the_language() {
    let report = polish(&FORMS);
    let said: Vec<_> = report.diagnostics.iter().map(ToString::to_string).collect();
    let authored = report
        .authored
        .unwrap_or_else(|| panic!("{}", said.join("\n")));
    let compiled = authored.compile();
    let (_, texts) = compiled::decode(&compiled[0].bytes).expect("just compiled");
    let said = [0, 1, 2, 4, 5, 12, 21, 22, 102]
        .map(|count| texts.count(TextKey::StartItemsOne, TextKey::StartItemsOther, count));
    assert_eq!(
        said,
        [
            "0 punktów",
            "1 punkt",
            "2 punkty",
            "4 punkty",
            "5 punktów",
            "12 punktów",
            "21 punktów",
            "22 punkty",
            "102 punkty",
        ]
    );
    // Where no form is given, that of all others is taken.
    let more = texts.count(TextKey::MoreOne, TextKey::MoreOther, 3);
    assert_eq!(
        more,
        texts.fill(TextKey::MoreOther, &[("count", 3_u32.into())])
    );
}

#[test]
fn a_form_that_says_no_number_or_a_wrong_one_is_said() {
    for (key, text, code) in [
        ("start.items.few", "punkty", Code::Placeholder),
        ("start.items.many", "{liczba} punktów", Code::Placeholder),
        ("start.items.zero", "brak punktów", Code::SurplusText),
    ] {
        let report = polish(&[(key, text)]);
        let errors = report
            .diagnostics
            .iter()
            .filter(|said| said.message.contains(key));
        let codes: Vec<Code> = errors.map(|said| said.code).collect();
        assert!(codes.contains(&code), "{key}: {codes:?}");
        assert!(report.authored.is_none());
    }
}
