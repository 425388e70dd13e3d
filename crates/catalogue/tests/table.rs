//! The table of mistakes that were tried on the command: each is found, said once, at a place, with a remedy.
//!
//! The words for those that were once said badly are held in `mistakes.rs`; here is the whole table, by its
//! numbers, with what is said of each.

use std::path::PathBuf;

use catalogue::{Code, Diagnostic, Severity};

const C: &str = "catalogue.toml";
const D: &str = "de.toml";
const E: &str = "en.toml";
const FILES: [&str; 3] = [C, D, E];

const NAME: &str = "name = \"Besuch\"";
const OWN: &str = "id = \"phone-calls\"\n";
const FIRST: &str = "\"Ich habe beruflich noch keinen Besuch empfangen.\"";
const WEIGHTS: &str = "weights = { \"front-office.junior\" = 3, \"front-office.senior\" = 3 }";
const LAST_ANCHOR: &str = "  \"Ich habe festgelegt, wie bei uns Besuch empfangen wird.\",\n]";

/// A file and what is put in the place of something that it holds.
type Change = (&'static str, &'static str, &'static str);

/// The number in the table, what is done, and what is said of it: errors and warnings, no notes.
type Mistake = (&'static str, Change, &'static [Code]);

/// One text is put in the place of another.
#[rustfmt::skip]
const CHANGES: &[Mistake] = &[
    ("01 a key misspelt", (C, "reached_percent =", "reached_procent ="), &[Code::UnknownKey]),
    ("02 a text's key misspelt", (D, "practice =", "practise ="), &[Code::UnknownKey]),
    ("03 a text for a number", (C, "revision = 1", "revision = \"1\""), &[Code::WrongType]),
    ("04 a level with a point", (C, "\"front-office.junior\" = 2", "\"front-office.junior\" = 2.5"), &[Code::WrongType]),
    ("05 a date without quotes", (C, "as_of = \"2026-11-23\"", "as_of = 2026-11-23"), &[Code::WrongType]),
    ("06 a German date", (C, "as_of = \"2026-11-23\"", "as_of = \"23.11.2026\""), &[Code::MalformedDate]),
    ("07 30 February", (C, "as_of = \"2026-11-23\"", "as_of = \"2026-02-30\""), &[Code::MalformedDate]),
    ("15 tabs", (D, "  \"Ich habe", "\t\"Ich habe"), &[]),
    ("16 quotes of books", (D, NAME, "name = “Besuch”"), &[Code::Syntax]),
    ("17 German quotes", (D, NAME, "name = „Besuch“"), &[Code::Syntax]),
    ("18 a key twice", (D, NAME, "name = \"Besuch\"\nname = \"Besuch2\""), &[Code::Syntax]),
    ("20 a comma left out", (D, "keinen Besuch empfangen.\",\n", "keinen Besuch empfangen.\"\n"), &[Code::Syntax]),
    ("21 a quote left out", (D, NAME, "name = \"Besuch"), &[Code::Syntax]),
    ("22 a list that never closes", (D, LAST_ANCHOR, "  \"Ich habe festgelegt, wie bei uns Besuch empfangen wird.\",\n"), &[Code::Syntax]),
    ("23 an area that isn't there", (C, "area = \"phone\"", "area = \"fone\""), &[Code::UnknownId]),
    ("24 a profile misspelt", (C, "\"front-office.senior\" = 4", "\"front-office.seniro\" = 4"), &[Code::UnknownId]),
    ("25 a competence misspelt", (C, "receiving-visitors = 3", "receiving-visitor = 3"), &[Code::UnknownId]),
    ("26 a prerequisite that isn't there", (C, "id = \"conversations\"", "id = \"conversations\"\nprerequisite = \"office-organisation\""), &[Code::UnknownId]),
    ("27 eight levels", (C, OWN, "id = \"phone-calls\"\nlevels = 8\n"), &[Code::OutOfRange]),
    ("28 one level", (C, OWN, "id = \"phone-calls\"\nlevels = 1\n"), &[Code::OutOfRange]),
    ("29 a level that isn't there", (C, "\"front-office.senior\" = 4", "\"front-office.senior\" = 5"), &[Code::UnreachableProfile]),
    ("30 a senior asked for less", (C, "\"front-office.junior\" = 2, \"front-office.senior\" = 4", "\"front-office.junior\" = 4, \"front-office.senior\" = 2"), &[Code::SeniorEasier]),
    ("31 a weight of 0", (C, WEIGHTS, "weights = { \"front-office.junior\" = 0, \"front-office.senior\" = 3 }"), &[Code::RequiredUncounted]),
    ("33 a weight of 10", (C, WEIGHTS, "weights = { \"front-office.junior\" = 10, \"front-office.senior\" = 3 }"), &[Code::OutOfRange]),
    ("34 a weight below 0", (C, WEIGHTS, "weights = { \"front-office.junior\" = -1, \"front-office.senior\" = 3 }"), &[Code::OutOfRange]),
    ("35 a weight of 300", (C, WEIGHTS, "weights = { \"front-office.junior\" = 300, \"front-office.senior\" = 3 }"), &[Code::OutOfRange]),
    ("36 an empty text", (D, NAME, "name = \"\""), &[Code::EmptyText]),
    ("37 a blank text", (D, NAME, "name = \"   \""), &[Code::EmptyText]),
    ("38 braces", (D, NAME, "name = \"{name}\""), &[Code::Placeholder]),
    ("39 a note to oneself", (D, NAME, "name = \"TBD\""), &[Code::Unwritten]),
    ("39 the draft's own", (D, NAME, "name = \"To be written: Besuch\""), &[Code::Unwritten]),
    ("40 markup", (D, NAME, "name = \"<b>Besuch</b>\""), &[Code::Markup]),
    ("41 Markdown", (D, NAME, "name = \"*Besuch* _x_ # y\""), &[Code::Markup]),
    ("42 an emoji", (D, NAME, "name = \"👩‍🔧 Besuch\""), &[]),
    ("44 three quotes that never close", (D, "description = \"Menschen empfangen", "description = \"\"\"Menschen\nempfangen"), &[Code::Syntax]),
    ("45 a blank without width", (D, NAME, "name = \"Be\u{200b}such\""), &[Code::Markup]),
    ("46 a blank that isn't one", (D, NAME, "name\u{a0}= \"Besuch\""), &[Code::Syntax]),
    ("47 a NUL", (D, NAME, "name = \"Be\0such\""), &[Code::Syntax]),
    ("48 a command for terminals", (D, NAME, "name = \"Be\\u001b[31msuch\""), &[Code::Markup]),
    ("49 an id twice", (C, "id = \"phone-calls\"", "id = \"calendars\""), &[Code::DuplicateId]),
    ("50 capitals in an id", (C, "id = \"phone-calls\"", "id = \"Phone_Calls\""), &[Code::MalformedId]),
    ("51 an umlaut in an id", (C, "id = \"phone-calls\"", "id = \"anrufe-für\""), &[Code::MalformedId]),
    ("61 no tag", (C, "[\"de\", \"en\"]", "[\"de\", \"en\", \"klingon!\"]"), &[Code::MalformedId]),
    ("62 a tag in capitals", (C, "[\"de\", \"en\"]", "[\"DE\", \"en\"]"), &[Code::WrongLocale]),
    ("63 a file of another locale", (E, "locale = \"en\"", "locale = \"de\""), &[Code::WrongLocale]),
    ("64 a default that isn't listed", (C, "default_locale = \"de\"", "default_locale = \"fr\""), &[Code::UnknownId]),
    ("66 an anchor twice", (D, FIRST, "\"Ich habe angemeldeten Besuch ohne Rückfrage empfangen.\""), &[Code::SameAnchor]),
    ("70 single brackets", (C, "[[areas]]\nid = \"phone\"", "[areas]\nid = \"phone\""), &[Code::Syntax]),
    ("71 a profile otherwise than its family", (C, "id = \"front-office.junior\"", "id = \"frontoffice.junior\""), &[Code::ProfileId]),
    ("72 a tier that isn't there", (C, "tier = \"senior\"", "tier = \"expert\""), &[Code::WrongType]),
    ("73 a module that lifts too far", (C, "receiving-visitors = 3", "receiving-visitors = 5"), &[Code::OutOfRange]),
    ("75 a colon", (C, "revision = 1", "revision: 1"), &[Code::Syntax]),
    ("76 braces around a table", (D, "[catalogue]", "{catalogue}"), &[Code::Syntax]),
    ("77 a threshold of 101", (C, "reached_percent = 80", "reached_percent = 101"), &[Code::OutOfRange]),
    ("78 a threshold of 0", (C, "reached_percent = 80", "reached_percent = 0"), &[Code::OutOfRange]),
    ("79 revision 0", (C, "revision = 1", "revision = 0"), &[Code::OutOfRange]),
    ("80 revision 70000", (C, "revision = 1", "revision = 70000"), &[Code::OutOfRange]),
    ("81 a conflict left in", (D, NAME, "<<<<<<< HEAD\nname = \"Besuch\"\n=======\nname = \"Gäste\"\n>>>>>>> x"), &[Code::Syntax]),
    ("82 quotes in a text", (D, NAME, "name = \"Der \"Besuch\"\""), &[Code::Syntax]),
    ("83 a backslash", (D, NAME, "name = \"C:\\Users\""), &[Code::Syntax]),
    ("84 a comment without its mark", (C, "[\"de\", \"en\"]        #", "[\"de\", \"en\"]        "), &[Code::Syntax]),
    // One in each language, which is a file each.
    ("88 items listed, texts not renamed", (C, OWN, "id = \"phone-calls\"\nitems = [\"calls-a\", \"calls-b\"]\n"), &[Code::SurplusText, Code::SurplusText]),
    ("89 four level names", (D, "\"Auch Ungewöhnliches\", ", ""), &[Code::LevelNames]),
    ("90 six level names", (D, "\"Auch Ungewöhnliches\", ", "\"Auch Ungewöhnliches\", \"Mehr\", "), &[Code::LevelNames]),
];

/// What is put at the end of a file.
#[rustfmt::skip]
const ADDED: &[(&str, &str, &str, &[Code])] = &[
    ("19 a table twice", D, "\n[areas.phone]\nname = \"x\"\nshort = \"x\"\ndescription = \"x\"\n", &[Code::Syntax]),
    // It lacks its texts as well, in both languages.
    ("68 an area without anything", C, "\n[[areas]]\nid = \"void\"\n", &[Code::EmptyEntry, Code::MissingText, Code::MissingText]),
    ("85 a string that isn't there", D, "\n[interface]\n\"item.nxt\" = \"Weiter\"\n", &[Code::SurplusText]),
    ("87 a key behind a table", C, "\nnote = \"x\"\n", &[Code::UnknownKey]),
];

/// A copy of the catalogue that `new` writes, in a folder with an umlaut (91); it goes with this.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let name = format!("skill-check-Über-{}-{name}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let template = concat!(env!("CARGO_MANIFEST_DIR"), "/../import/template/new/");
        for file in FILES {
            std::fs::copy(format!("{template}{file}"), folder.join(file)).expect("a copy");
        }
        Self(folder)
    }

    fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).expect("the copy")
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.0.join(file), bytes).expect("a file");
    }

    /// What is said, without notes: each at a place in a file, with a remedy.
    #[track_caller]
    fn says(&self, name: &str, expected: &[Code]) -> Vec<Diagnostic> {
        let mut said = catalogue::load(&self.0).diagnostics;
        said.retain(|one| one.severity != Severity::Note);
        let listed: Vec<String> = said.iter().map(ToString::to_string).collect();
        let listed = listed.join("\n\n");
        let codes: Vec<Code> = said.iter().map(|one| one.code).collect();
        assert_eq!(codes, expected, "{name}\n{listed}");
        for one in &said {
            assert!(!one.help.trim().is_empty(), "{name}\n{listed}");
            // A file that can't be read has no lines.
            let is_placed = one.position().is_some() || one.code == Code::Unreadable;
            assert!(is_placed && one.file.contains(".toml"), "{name}\n{listed}");
        }
        said
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What stays behind in the folder for such files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn each_mistake_is_one_message_with_place_and_remedy() {
    for (name, (file, from, to), expected) in CHANGES {
        let copy = Copy::new(name);
        let text = copy.text(file);
        assert!(text.contains(from), "{name}: {file} holds {from}");
        copy.write(file, text.replacen(from, to, 1));
        copy.says(name, expected);
    }
    for (name, file, added, expected) in ADDED {
        let copy = Copy::new(name);
        copy.write(file, copy.text(file) + added);
        copy.says(name, expected);
    }
}

#[test]
fn mistakes_of_a_whole_file_are_one_message() {
    let copy = Copy::new("as it is");
    copy.says("91 a folder with an umlaut", &[]);

    for file in [C, D] {
        copy.write(file, format!("\u{feff}{}", copy.text(file)));
    }
    copy.says("08, 09 a mark of byte order", &[]);
    for file in FILES {
        copy.write(file, copy.text(file).replace('\n', "\r\n"));
    }
    copy.says("10 line ends of Windows", &[]);
    let text = copy.text(C);
    copy.write(C, text.replacen("area = \"phone\"", "area = \"fone\"", 1));
    copy.says("11 with a mistake", &[Code::UnknownId]);

    let copy = Copy::new("ends");
    copy.write(D, copy.text(D).replace('\n', "\r"));
    copy.says("12 line ends of old Macs", &[Code::Syntax]);

    for (name, file) in [("58 a locale", E), ("59 the catalogue", C)] {
        let copy = Copy::new(name);
        copy.write(file, "");
        copy.says(name, &[Code::MissingKey]);
    }
}

#[test]
fn encodings_and_lengths_are_one_message() {
    let copy = Copy::new("encodings");
    let latin: Vec<u8> = copy
        .text(D)
        .chars()
        .map(|c| u8::try_from(c).unwrap_or(b'-'))
        .collect();
    copy.write(D, latin);
    copy.says("13 Windows-1252", &[Code::Unreadable]);
    let copy = Copy::new("utf16");
    let wide = copy
        .text(D)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>();
    copy.write(D, [b"\xff\xfe".to_vec(), wide].concat());
    copy.says("14 UTF-16", &[Code::Unreadable]);

    let copy = Copy::new("long");
    let long = format!("name = \"{}\"", "Besuch ".repeat(20_000));
    copy.write(D, copy.text(D).replacen(NAME, &long, 1));
    let said = copy.says("43 a very long text", &[Code::TooLong]);
    assert!(said[0].to_string().len() < 2_000, "the line is cut");
}

#[test]
fn mistakes_in_many_places_are_one_message() {
    let copy = Copy::new("weights");
    let lines = copy.text(C);
    let lines = lines
        .lines()
        .map(|line| match line.starts_with("weights = ") {
            true => "weights = { \"front-office.junior\" = 0, \"front-office.senior\" = 0 }",
            false => line,
        });
    copy.write(C, lines.collect::<Vec<_>>().join("\n"));
    copy.says("32 all weights 0", &[Code::RequiresNothing]);

    let copy = Copy::new("areas");
    let areas: String = (0..10)
        .map(|n| format!("\n[[areas]]\nid = \"a{n}\"\n"))
        .collect();
    copy.write(C, copy.text(C) + &areas);
    copy.says(
        "69 14 areas",
        &[Code::Count, Code::MissingText, Code::MissingText],
    );

    let copy = Copy::new("anchors");
    let six = format!("{FIRST},\n  \"Ich habe Besuch gesehen.\"");
    copy.write(D, copy.text(D).replacen(FIRST, &six, 1));
    copy.says("65 six anchors", &[Code::AnchorCount]);

    let copy = Copy::new("source");
    let editorial = "\"front-office.senior\" = 4 }\nprovenance = [{ kind = \"editorial\" }]";
    let text = copy.text(C);
    assert!(text.contains(editorial));
    copy.write(
        C,
        text.replacen(editorial, &editorial.replace("editorial", "source"), 1),
    );
    copy.says("74 a source without a name", &[Code::NoReference]);

    let copy = Copy::new("order");
    let late = format!(
        "\n[[competences]]\nid = \"late\"\narea = \"visitors\"\n{WEIGHTS}\nrequired = {{ \"front-office.junior\" = 1, \"front-office.senior\" = 3 }}\nprovenance = [{{ kind = \"editorial\" }}]\n"
    );
    copy.write(C, copy.text(C) + &late);
    let expected = [Code::OutOfOrder, Code::MissingText, Code::MissingText];
    copy.says("67 out of order, and without texts in two files", &expected);

    let copy = Copy::new("percent");
    copy.write(
        D,
        copy.text(D) + "\n[interface]\n\"start.role\" = \"Rolle\"\n",
    );
    copy.says("86 a placeholder left out", &[Code::Placeholder]);
}

#[cfg(unix)]
#[test]
fn files_that_can_not_be_read_are_one_message() {
    use std::fs;
    use std::os::unix::fs::symlink;

    let without = |name: &str| {
        let copy = Copy::new(name);
        fs::remove_file(copy.0.join(E)).expect("the copy");
        copy
    };
    let copy = without("gone");
    copy.says("52 a file that is gone", &[Code::Unreadable]);
    fs::create_dir(copy.0.join(E)).expect("a folder");
    let said = copy.says("53 a folder", &[Code::Unreadable]);
    assert!(said[0].help.contains("a folder has this name"));
    let copy = without("dangling");
    symlink("nowhere.toml", copy.0.join(E)).expect("a link");
    copy.says("56 a link to nowhere", &[Code::Unreadable]);
    let copy = without("loop");
    symlink(E, copy.0.join(E)).expect("a link");
    let said = copy.says("57 a link to itself", &[Code::Unreadable]);
    assert!(said[0].help.contains("a link has to lead to one"));
    let copy = Copy::new("linked");
    fs::rename(copy.0.join(E), copy.0.join("english.txt")).expect("the copy");
    symlink("english.txt", copy.0.join(E)).expect("a link");
    copy.says("55 a link", &[]);
    let copy = Copy::new("unlisted");
    fs::copy(copy.0.join(E), copy.0.join("fr.toml")).expect("a copy");
    copy.says("60 a locale that isn't listed", &[Code::UnusedFile]);
    // Nobody may read it but root, which tests in containers are.
    let copy = Copy::new("forbidden");
    let forbidden: fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    fs::set_permissions(copy.0.join(E), forbidden).expect("the copy");
    match fs::read(copy.0.join(E)) {
        Ok(_) => drop(copy.says("54 may be read all the same", &[])),
        Err(_) => {
            let said = copy.says("54 may not be read", &[Code::Unreadable]);
            assert!(said[0].help.contains("allow yourself"));
        }
    }
}
