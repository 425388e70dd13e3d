//! The mistakes that authors make: each gives one message, where it was made, in words that help.

use std::path::Path;

use catalogue::{Code, Diagnostic, Severity, load_with};

const C: &str = "catalogue.toml";
const D: &str = "de.toml";
const E: &str = "en.toml";

/// The catalogue that `new` writes, with a file changed.
fn said(file: &str, change: impl Fn(&str) -> String) -> Vec<Diagnostic> {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/template/new");
    let report = load_with(Path::new("base"), |path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(template.join(&*name))?;
        Ok(if name == file { change(&text) } else { text })
    });
    let errors = report.diagnostics.into_iter();
    errors
        .filter(|said| said.severity != Severity::Note)
        .collect()
}

/// One change gives one message with this code on this line, whose words and help hold these.
#[track_caller]
fn check(file: &str, from: &str, to: &str, code: Code, line_of: &str, words: [&str; 2]) {
    let changed = |text: &str| {
        assert!(text.contains(from), "{file} holds {from}");
        text.replacen(from, to, 1)
    };
    let said = said(file, changed);
    let listed: Vec<String> = said.iter().map(ToString::to_string).collect();
    let listed = listed.join("\n\n");
    assert_eq!(said.len(), 1, "{listed}");
    assert_eq!(said[0].code, code, "{listed}");
    assert!(said[0].message.contains(words[0]), "{listed}");
    assert!(said[0].help.contains(words[1]), "{listed}");
    assert!(listed.contains(line_of), "{listed}");
}

#[test]
fn a_slip_of_the_pen_gives_one_message() {
    let slip = "did you mean";
    check(
        C,
        "reached_percent =",
        "reached_procent =",
        Code::UnknownKey,
        "reached_procent",
        ["no key", slip],
    );
    check(
        D,
        "practice =",
        "practise =",
        Code::UnknownKey,
        "practise",
        ["no key", slip],
    );
    check(
        C,
        "revision = 1",
        "revision = \"1\"",
        Code::WrongType,
        "revision",
        ["a text", "`revision`: counts"],
    );
    check(
        C,
        "\"front-office.junior\" = 2",
        "\"front-office.junior\" = 2.5",
        Code::WrongType,
        "2.5",
        [
            "a number with a point",
            "the level that each profile asks for",
        ],
    );
    check(
        C,
        "\"front-office.senior\" = 4",
        "\"front-office.seniro\" = 4",
        Code::UnknownId,
        "seniro",
        ["no profile", slip],
    );
    check(
        C,
        "receiving-visitors = 3",
        "receiving-visitor = 3",
        Code::UnknownId,
        "receiving-visitor",
        ["no competence", slip],
    );
    check(
        D,
        "name = \"Besuch\"",
        "name = \"TBD\"",
        Code::Unwritten,
        "TBD",
        ["still to be written", "visitors"],
    );
    check(
        D,
        "name = \"Besuch\"",
        "name = \"*Besuch*\"",
        Code::Markup,
        "*Besuch*",
        ["Markdown", "marks"],
    );
    check(
        D,
        "name = \"Besuch\"",
        "name = \"Be\u{200b}such\"",
        Code::Markup,
        "such",
        ["invisible", "without width"],
    );
}

#[test]
fn an_id_that_is_no_id_or_there_twice_is_said_once() {
    let own = "id = \"phone-calls\"\n";
    check(
        C,
        own,
        "id = \"calendars\"\n",
        Code::DuplicateId,
        "calendars",
        ["another competence `calendars`", "another id"],
    );
    check(
        C,
        own,
        "id = \"Phone_Calls\"\n",
        Code::MalformedId,
        "Phone_Calls",
        ["can't be the id", "lower-case"],
    );
    check(
        C,
        own,
        "id = \"anrufe-für\"\n",
        Code::MalformedId,
        "anrufe-für",
        ["can't be the id", "lower-case"],
    );
    check(
        C,
        "id = \"front-office.junior\"",
        "id = \"frontoffice.junior\"",
        Code::ProfileId,
        "frontoffice.junior",
        ["otherwise than its family", "`front-office.junior`"],
    );
    check(
        C,
        own,
        "id = \"phone-calls\"\nlevels = 1\n",
        Code::OutOfRange,
        "levels = 1",
        ["`levels`", "2 to 7"],
    );
}

#[test]
fn a_file_that_is_no_toml_says_what_to_do_once() {
    let name = "name = \"Besuch\"";
    for (from, to, at, words) in [
        (
            name,
            "name = “Besuch”",
            "“Besuch”",
            ["no quote", "straight"],
        ),
        (
            name,
            "name = „Besuch“",
            "„Besuch“",
            ["no quote", "straight"],
        ),
        (
            name,
            "name = \"Besuch\"\nname = \"Besuch2\"",
            "Besuch2",
            ["already", "one of the two"],
        ),
        (
            name,
            "name = \"Besuch",
            "name = \"Besuch",
            ["isn't closed", "end it"],
        ),
        (
            name,
            "name\u{a0}= \"Besuch\"",
            "Besuch",
            ["U+00A0", "blank"],
        ),
        (
            name,
            "<<<<<<< HEAD\nname = \"Besuch\"\n=======\nname = \"Gäste\"\n>>>>>>> x",
            "<<<<<<<",
            ["conflict", "decide"],
        ),
        (
            name,
            "name = \"Der \"Besuch\"\"",
            "Der",
            ["quote that stands inside", "\\\""],
        ),
        (name, "name = \"C:\\Users\"", "Users", ["backslash", "\\\\"]),
        (
            "[catalogue]",
            "{catalogue}",
            "{catalogue}",
            ["square brackets", "[catalogue]"],
        ),
        (
            "keinen Besuch empfangen.\",\n",
            "keinen Besuch empfangen.\"\n",
            "keinen Besuch empfangen",
            ["comma", "comma"],
        ),
        (
            "description = \"Menschen empfangen",
            "description = \"\"\"Menschen\nempfangen",
            "\"\"\"Menschen",
            ["isn't closed", "\"\"\""],
        ),
    ] {
        check(D, from, to, Code::Syntax, at, words);
    }
    check(
        C,
        "[[areas]]\nid = \"phone\"",
        "[areas]\nid = \"phone\"",
        Code::Syntax,
        "[areas]",
        ["[areas]", "`[[areas]]`"],
    );
    check(
        C,
        "revision = 1",
        "revision: 1",
        Code::Syntax,
        "revision: 1",
        ["colon", "revision = "],
    );
    check(
        C,
        "locales = [\"de\", \"en\"]        #",
        "locales = [\"de\", \"en\"]        ",
        Code::Syntax,
        "locales",
        ["behind a value", "`#`"],
    );
    let carriage_returns = said(D, |text| text.replace('\n', "\r"));
    assert_eq!(carriage_returns.len(), 1);
    let doubled = said(D, |text| {
        format!("{text}\n[areas.phone]\nname = \"x\"\nshort = \"x\"\ndescription = \"x\"\n")
    });
    assert_eq!(doubled.len(), 1);
    assert!(
        doubled[0].message.contains("stands on line"),
        "{}",
        doubled[0]
    );
    // The list is said where it opens, not where the next entries are.
    let open = said(D, |text| {
        let start = text.find("anchors = [").unwrap_or(0);
        let end = start + text[start..].find("\n]").unwrap_or(0);
        format!("{}{}", &text[..end], &text[end + 2..])
    });
    assert_eq!(open.len(), 1);
    assert!(open[0].to_string().contains("anchors = ["), "{}", open[0]);
}

#[test]
fn texts_that_were_not_renamed_are_said_once_a_file() {
    let said = said(C, |text| {
        text.replacen(
            "id = \"phone-calls\"\n",
            "id = \"phone-calls\"\nitems = [\"calls-a\", \"calls-b\"]\n",
            1,
        )
    });
    let files: Vec<&str> = said.iter().map(|said| &*said.file).collect();
    assert_eq!(files, ["base/de.toml", "base/en.toml"]);
    assert!(
        said[0].message.contains("`phone-calls`")
            && said[0].message.contains("`calls-a`, `calls-b`")
    );
}

#[test]
fn there_are_as_many_level_names_as_levels() {
    let last = "\"Auch Ungewöhnliches\", ";
    check(
        D,
        last,
        "",
        Code::LevelNames,
        "levels = [",
        ["4 level names", "5 levels"],
    );
    check(
        D,
        last,
        "\"Auch Ungewöhnliches\", \"Mehr\", ",
        Code::LevelNames,
        "levels = [",
        ["6 level names", "5 levels"],
    );
}

#[test]
fn a_source_without_a_name_is_missed() {
    let editorial = "required = { \"front-office.junior\" = 2, \"front-office.senior\" = 4 }\nprovenance = [{ kind = \"editorial\" }]";
    let source = editorial.replace("editorial", "source");
    check(
        C,
        editorial,
        &source,
        Code::NoReference,
        "source",
        ["no `reference`", "name it"],
    );
}

#[test]
fn what_is_no_utf_8_is_said_with_its_place() {
    let folder = std::env::temp_dir().join(format!("skill-check-encoding-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/template/new");
    for name in [C, D, E] {
        std::fs::copy(template.join(name), folder.join(name)).expect("a copy");
    }
    let text = std::fs::read_to_string(folder.join(E)).expect("the copy");
    let latin = text.replacen("locale = \"en\"\n", "locale = \"en\"\n# für\n", 1);
    let bytes: Vec<u8> = latin
        .chars()
        .map(|one| u8::try_from(u32::from(one)).unwrap_or(b'?'))
        .collect();
    let line = latin
        .lines()
        .position(|line| line == "# für")
        .expect("a line")
        + 1;
    std::fs::write(folder.join(E), bytes).expect("a file");
    std::fs::write(folder.join("fr.toml"), text.replacen("\"en\"", "\"fr\"", 1)).expect("a file");
    let said = catalogue::load(&folder).diagnostics;
    assert_eq!(said[0].code, Code::Unreadable);
    assert_eq!(said[0].position(), Some((line, 4)), "{}", said[0]);
    assert!(said[0].help.contains("Windows-1252"), "{}", said[0]);
    let unused = said.iter().find(|said| said.code == Code::UnusedFile);
    assert!(unused.is_some_and(|said| said.message.contains("fr.toml")));
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.join(E), [b"\xff\xfe", &*utf16].concat()).expect("a file");
    let said = catalogue::load(&folder).diagnostics;
    assert!(said[0].help.contains("UTF-16"), "{}", said[0]);
    let _ = std::fs::remove_dir_all(&folder);
}

/// A catalogue of very many items, all named otherwise in its texts. Comparing each with each took
/// minutes; the bound is far above what it takes, and far below that.
#[test]
#[allow(clippy::disallowed_methods, reason = "this measures, natively")]
fn thousands_of_renamed_ids_take_no_minutes() {
    let count = 4_000;
    let list = |name: &str| {
        let ids: Vec<String> = (0..count)
            .map(|number| format!("\"{name}-number-{number}\""))
            .collect();
        format!("items = [{}]\n", ids.join(", "))
    };
    let begun = std::time::Instant::now();
    let said = said(C, |text| {
        text.replacen(
            "id = \"phone-calls\"\n",
            &format!("id = \"phone-calls\"\n{}", list("renamed")),
            1,
        )
    });
    assert!(said.len() < 5, "{}", said.len());
    let tables: String = (0..count)
        .map(|number| {
            format!("\n[items.named-number-{number}]\nprompt = \"x\"\nanchors = [\"a\"]\n")
        })
        .collect();
    let said = self::said(D, |text| format!("{text}{tables}"));
    assert!(said.len() < count * 3);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
