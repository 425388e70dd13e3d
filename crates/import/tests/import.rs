//! Files as other programs write them, and files that were made to hurt.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use import::{Kind, Remarks, import, packed};

const DAY: &str = "2026-11-23";

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

/// The draft's kind and files, and what is said of it.
fn drafted(bytes: &[u8]) -> (Kind, BTreeMap<String, String>, String) {
    let mut remarks = Remarks::default();
    let draft = import(bytes, "probe", DAY, &mut remarks).unwrap();
    (draft.kind, draft.files, remarks.lines().join("\n"))
}

fn refused(bytes: &[u8]) -> String {
    let mut remarks = Remarks::default();
    let refused = import(bytes, "probe", DAY, &mut remarks);
    refused.unwrap_err().to_string()
}

/// The kinds of errors that a draft has; what is left to its author is no error of the import.
fn errors(files: &BTreeMap<String, String>) -> Vec<String> {
    let read = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy();
        let found = files.get(&*name).cloned();
        found.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let report = catalogue::load_with(Path::new(""), read);
    let said: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
    assert!(report.shown().is_some(), "{said:?}");
    let errors = report.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == catalogue::Severity::Error);
    errors.map(|error| error.code.to_string()).collect()
}

#[track_caller]
fn says(said: &str, expected: &[&str]) {
    for text in expected {
        assert!(said.contains(text), "{text} is not in\n{said}");
    }
}

#[test]
fn a_workbook_with_two_languages() {
    let (kind, files, said) = drafted(&bytes("pflege.xlsx"));
    assert_eq!(kind, Kind::Spreadsheet);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["catalogue.toml", "de.toml", "en.toml"]
    );
    says(
        &files["catalogue.toml"],
        &[
            "locales = [\"de\", \"en\"]",
            "[[areas]]\nid = \"pflege-am-bett\"",
            "id = \"lagern\"\narea = \"pflege-am-bett\"\nlevels = 4\n",
            "id = \"korperpflege\"\narea = \"pflege-am-bett\"\nlevels = 4\nitems = [\"koerperpflege\"]\nweights = { \"role.junior\" = 3, \"role.senior\" = 3 }\nrequired = { \"role.junior\" = 1, \"role.senior\" = 3 }\n",
        ],
    );
    says(
        &files["de.toml"],
        &[
            "prompt = \"Wie haben Sie Menschen gelagert?\"",
            "\"Ich habe Berichte geschrieben.\"",
        ],
    );
    says(
        &files["en.toml"],
        &[
            "\"I have done it alone.\"",
            "prompt = \"Was haben Sie in den Pflegebericht geschrieben?\"",
        ],
    );
    says(
        &said,
        &[
            "sheet Hinweise: no column is called `prompt`",
            "column Bemerkung: nothing here corresponds to it",
            "the weight `drei` is no whole number from 0 to 9",
            "the required level `9` is no whole number from 0 to 6",
            "level 1 is empty, and a higher one isn't",
            "tags taken out (1): row 4 (de): <b>",
            "without a text in `en`, the base language stands in",
        ],
    );
    assert!(errors(&files).iter().all(|code| code == "unwritten"));
}

#[test]
fn the_template_is_a_draft_in_both_languages() {
    for language in ["de", "en"] {
        let table = import::template(language).unwrap();
        let (kind, files, said) = drafted(table.as_bytes());
        assert_eq!(kind, Kind::Spreadsheet);
        assert_eq!(said, "", "{language}");
        let texts = &files[&format!("{language}.toml")];
        assert_eq!(texts.matches("[items.").count(), 2);
        assert!(errors(&files).iter().all(|code| code == "unwritten"));
    }
    assert_eq!(import::template("fr"), None);
}

#[test]
fn rows_are_numbered_as_the_spreadsheet_numbers_them() {
    let head = "Kompetenz;Frage;Stufe 0;Stufe 1";
    let good = "Üben;\"Was\ntun\nSie?\";Nie.;Oft.";
    let bad = "Üben;;Nie.;Oft.";
    for end in ["\n", "\r\n"] {
        let rows = [head, "", good, "", "", ";;;", bad, good, "", bad];
        let table = format!("{end}{}{end}", rows.join(end));
        let (_, _, said) = drafted(table.as_bytes());
        says(
            &said,
            &["row 8: it has no prompt", "row 11: it has no prompt"],
        );
    }
    let cells = |row: u32, texts: [&str; 4]| {
        let cells = texts.map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        format!("<row r=\"{row}\">{}</row>", cells.concat())
    };
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}{}{}</sheetData></worksheet>",
        cells(3, ["Kompetenz", "Frage", "Stufe 0", "Stufe 1"]),
        cells(7, ["Üben", "Was tun Sie?", "Nie.", "Oft."]),
        cells(12, ["Üben", "", "Nie.", "Oft."]),
    );
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let root = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let workbook = packed([
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    let (_, _, said) = drafted(&workbook.unwrap());
    says(&said, &["row 12: it has no prompt"]);
}

#[test]
fn a_table_in_the_encodings_that_spreadsheets_write() {
    let text = "Kompetenz;Frage;Stufe 0;Stufe 1\nÜben;Was tun Sie?;Ich habe nicht geübt.;\"Ich habe; geübt\"\n";
    let utf16: Vec<u8> = [0xfffe_u16.to_be_bytes().to_vec()]
        .into_iter()
        .chain(text.encode_utf16().map(|unit| unit.to_le_bytes().to_vec()))
        .flatten()
        .collect();
    let utf16 = [&[0xff, 0xfe][..], &utf16[2..]].concat();
    let latin: Vec<u8> = text.chars().map(|character| character as u8).collect();
    let marked = format!("\u{feff}{text}");
    for (bytes, said_of) in [
        (text.as_bytes(), None),
        (marked.as_bytes(), None),
        (&*utf16, Some("UTF-16LE")),
        (&*latin, Some("windows-1252")),
    ] {
        let (_, files, said) = drafted(bytes);
        says(
            &files["de.toml"],
            &["name = \"Üben\"", "\"Ich habe; geübt\""],
        );
        says(&said, &[said_of.unwrap_or_default()]);
    }
}

#[test]
fn a_survey_of_limesurvey_as_tab_separated_values() {
    let (kind, files, said) = drafted(&bytes("workshop.txt"));
    assert_eq!(kind, Kind::LimeSurvey);
    says(
        &files["catalogue.toml"],
        &[
            "# Levels by assessment value: A1, A2, A3\n",
            "items = [\"often-sq001\", \"often-sq002\"]",
            "locales = [\"de\", \"en\"]",
        ],
    );
    says(
        &files["de.toml"],
        &["Öl gewechselt", "=Summen gebildet", "\"Unter Anleitung\""],
    );
    says(&files["en.toml"], &["Changed oil", "\"Under guidance\""]);
    says(&files["limesurvey.toml"], &["column = \"Often[SQ001]\""]);
    says(
        &said,
        &[
            "question Text: it is answered with a text",
            "question Repair (de): the help text: Gemeint sind Maschinen.",
            "question Repair: the answer \"other\"",
            "question Often: it is always asked; the condition is left out: Repair == 'A1'",
            "table `assessments`, 1 row",
        ],
    );
}

#[test]
fn a_survey_of_surveyjs() {
    let (kind, files, said) = drafted(&bytes("office.json"));
    assert_eq!(kind, Kind::SurveyJs);
    says(
        &files["catalogue.toml"],
        &[
            "# Drafted from the SurveyJS survey Büro-Check.",
            "# Levels by number of the code: 1, 2, 3\n[[competences]]\nid = \"sorting\"",
            "items = [\"letters-offers\", \"letters-reminders\"]",
            "locales = [\"en\", \"de\"]",
        ],
    );
    assert!(!files.contains_key("limesurvey.toml"));
    says(
        &files["de.toml"],
        &["\"Nach einer Liste\"", "title = \"Büro-Check\""],
    );
    says(
        &files["en.toml"],
        &["prompt = \"How often have you written these? Offers\""],
    );
    says(
        &said,
        &[
            "`triggers` of the survey",
            "`completedHtml` of the survey",
            "page phone: it is always asked; the condition is left out: {sorting} > 1",
            "question tools: several answers can be chosen at once",
            "question stars: its levels are bare numbers",
            "question more: it is answered with a text",
            "question sorting: the answer \"other\"",
            "question sorting (en): the help text: Incoming mail is meant.",
        ],
    );
}

#[test]
fn items_of_qti_one_by_one_and_as_a_package() {
    let (kind, files, _) = drafted(&bytes("item.xml"));
    assert_eq!(kind, Kind::Qti);
    says(
        &files["en.toml"],
        &[
            "prompt = \"Think of the last & best invoice. What have you done with invoices?\"",
            "\"I haven't seen one.\",\n  \"I have written one.\",\n  \"I have checked them.\",",
        ],
    );
    let (test, item, knowledge) = (bytes("test.xml"), bytes("item.xml"), bytes("knowledge.xml"));
    let package = packed([
        ("imsmanifest.xml", &b"<manifest/>"[..]),
        ("tests/test.xml", &test),
        ("items/item.xml", &item),
        ("items/knowledge.xml", &knowledge),
    ])
    .unwrap();
    let (kind, files, said) = drafted(&package);
    assert_eq!(kind, Kind::Qti);
    says(
        &files["catalogue.toml"],
        &["[[areas]]\nid = \"invoices\"", "id = \"invoice\""],
    );
    says(&files["en.toml"], &["title = \"Keeping books\""]);
    says(
        &said,
        &["item vat: one choice is correct and the others aren't"],
    );
}

#[test]
fn of_surveyjs_single_choices_stay_and_the_rest_is_said() {
    let survey = r#"{"pages": [{"name": "p", "elements": [
        {"type": "dropdown", "name": "menu", "visibleIf": "{a} = 1", "choices": ["level1", "level2"]},
        {"type": "ranking", "name": "a", "choices": ["x", "y"]},
        {"type": "text", "name": "b"},
        {"type": "multipletext", "name": "c"},
        {"type": "tagbox", "name": "d", "choices": ["x", "y"]},
        {"type": "matrixdropdown", "name": "e"},
        {"type": "boolean", "name": "f"},
        {"type": "html", "name": "g", "html": "Hello"},
        {"type": "rating", "name": "h", "minRateDescription": "bad"},
        {"type": "paneldynamic", "name": "i"}
    ]}], "calculatedValues": [], "completedHtmlOnCondition": []}"#;
    let (_, files, said) = drafted(survey.as_bytes());
    let definition = &files["catalogue.toml"];
    assert_eq!(definition.matches("[[competences]]").count(), 1);
    says(definition, &["[[areas]]\nid = \"p\"", "items = [\"menu\"]"]);
    says(
        &said,
        &[
            "question menu: it is always asked; the condition is left out: {a} = 1",
            "question a: it is a ranking",
            "question b: it is answered with a text",
            "question c: it is answered with a text",
            "question d: several answers can be chosen at once",
            "question e: it is an array of texts or numbers",
            "question f: its answers are fixed",
            "question g: it only shows a text",
            "question h: its levels are bare numbers",
            "question i: its type is unknown",
            "`calculatedValues` of the survey",
            "`completedHtmlOnCondition` of the survey",
        ],
    );
}

/// An item of QTI with a declaration of its response and a body.
fn item(id: &str, declared: &str, body: &str) -> String {
    format!(
        "<qti-assessment-item xml:lang='en' identifier='{id}'><qti-response-declaration>{declared}</qti-response-declaration><qti-item-body>{body}</qti-item-body></qti-assessment-item>"
    )
}

fn choice(maximum: &str) -> String {
    format!(
        "<qti-choice-interaction max-choices='{maximum}'><qti-prompt>What have you done?</qti-prompt><qti-simple-choice identifier='A'>All.</qti-simple-choice><qti-simple-choice identifier='B'>Nothing.</qti-simple-choice></qti-choice-interaction>"
    )
}

#[test]
fn of_qti_single_choices_stay_and_the_rest_is_said() {
    let mapped = "<qti-correct-response><qti-value>A</qti-value></qti-correct-response><qti-mapping><qti-map-entry map-key='A' mapped-value='2'/><qti-map-entry map-key='B' mapped-value='1'/></qti-mapping>";
    let test = "<qti-assessment-test title='All'><qti-assessment-section title='Outer'><qti-assessment-section title='Inner'><qti-assessment-item-ref href='a.xml'/></qti-assessment-section></qti-assessment-section></qti-assessment-test>";
    let items = [
        item("a", mapped, &choice("1")),
        item("b", "", &choice("1")),
        item("c", "", &choice("0")),
        item("d", "", "<p>Say <qti-text-entry-interaction/></p>"),
        item("e", "", "<qti-order-interaction/>"),
        item("f", "", "<qti-inline-choice-interaction/>"),
        item("g", "", &choice("1").repeat(2)),
        item("h", "", "<p>Words</p>"),
    ];
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| format!("{name}.xml"));
    let documents = names.iter().zip(&items);
    let documents = documents.map(|(name, item)| (&**name, item.as_bytes()));
    let package = packed(std::iter::once(("t.xml", test.as_bytes())).chain(documents)).unwrap();
    let (_, files, said) = drafted(&package);
    // The outer section is an area; what no section names is in one that is called as the test.
    says(
        &files["catalogue.toml"],
        &[
            "[[areas]]\nid = \"outer\"\n\n[[areas]]\nid = \"all\"\n\n[[families]]",
            "id = \"a\"\narea = \"outer\"",
            "id = \"b\"\narea = \"all\"",
        ],
    );
    // With a key, values still make it a scale.
    says(&files["en.toml"], &["\"Nothing.\",\n  \"All.\",\n]"]);
    let definition = &files["catalogue.toml"];
    assert_eq!(definition.matches("[[competences]]").count(), 2);
    says(
        &said,
        &[
            "question c: several answers can be chosen at once",
            "question d: it is answered with a text",
            "question e: it is a ranking",
            "question f: its type is unknown",
            "item g: it has 2 interactions",
            "item h: it has 0 interactions",
        ],
    );
}

#[test]
fn rows_of_one_competence_are_its_questions_and_have_its_levels() {
    let table = "Area,Skill,Question,Level 0,Level 1,Level 2,Level 7\n\
                 Shop,Selling,Sold?,no,yes,,\n\
                 ,,Sold more?,no,yes,,\n\
                 ,Selling,Sold most?,no,some,all,\n\
                 ,Selling,Sold once?,no,,,\n";
    let (_, files, said) = drafted(table.as_bytes());
    says(
        &files["catalogue.toml"],
        &["id = \"selling\"\narea = \"shop\"\nlevels = 2\nitems = [\"selling\", \"selling-2\"]"],
    );
    says(
        &said,
        &[
            "column Level 7: nothing here corresponds to it",
            "row 4: it has 3 levels, and the items before it in its competence have 2",
            "row 5: it has 1 levels, where 2 to 7 can be",
        ],
    );
}

#[test]
fn columns_without_a_language_are_in_that_of_the_first_where_each_prompt_has_one() {
    let table = "Area,Prompt [fr],Level 0 [fr],Level 1 [fr],Prompt [de]\nX,P,a,b,d\n";
    let (_, files, _) = drafted(table.as_bytes());
    says(&files["catalogue.toml"], &["locales = [\"fr\", \"de\"]"]);
    let (_, files, _) = drafted(table.replace("Prompt [de]", "Prompt").as_bytes());
    says(&files["catalogue.toml"], &["locales = [\"en\", \"fr\"]"]);
}

/// A workbook of sheets, each with its rows of cells.
fn workbook(sheets: &[(&str, Vec<String>)]) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org";
    let (main, office) = (
        format!("{space}/spreadsheetml/2006/main"),
        format!("{space}/officeDocument/2006/relationships"),
    );
    let relations = |all: &str| {
        format!("<Relationships xmlns=\"{space}/package/2006/relationships\">{all}</Relationships>")
    };
    let (mut names, mut targets, mut files) = (String::new(), String::new(), Vec::new());
    for ((name, rows), number) in sheets.iter().zip(1..) {
        names += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        targets += &format!(
            "<Relationship Id=\"r{number}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let rows = rows.iter().map(|row| format!("<row>{row}</row>"));
        files.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{}</sheetData></worksheet>",
                rows.collect::<String>()
            ),
        ));
    }
    let root = format!(
        "<Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    files.extend([
        ("_rels/.rels".to_owned(), relations(&root)),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{names}</sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)),
    ]);
    packed(files.iter().map(|(name, text)| (&**name, text.as_bytes()))).unwrap()
}

/// A row of cells that hold texts.
fn cells(texts: &[&str]) -> String {
    let cells = texts.iter();
    let cells = cells.map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    cells.collect()
}

#[test]
fn formulas_count_with_their_saved_values_and_one_sheet_is_read() {
    let head = cells(&["prompt", "level 0", "level 1"]);
    let formula = format!(
        "<c t=\"str\"><f>A9&amp;\"?\"</f><v>Counted?</v></c>{}",
        cells(&["no", "yes"])
    );
    let other = cells(&["Other?", "no", "yes"]);
    let book = workbook(&[
        ("first", vec![head.clone(), formula]),
        ("second", vec![head, other]),
    ]);
    let (_, files, said) = drafted(&book);
    says(&files["en.toml"], &["prompt = \"Counted?\""]);
    assert!(!files["en.toml"].contains("Other?"));
    says(&said, &["sheet second: there is one before it"]);
}

#[test]
fn a_table_has_10000_rows_at_most_and_a_file_64_mb() {
    let head = ["prompt", "level 0", "level 1", "weight", "junior"];
    let item = ["Done?", "no", "yes", "1", "1"];
    let filler = ["", "", "", "1", "1"];
    for (rows, is_table, is_workbook) in [
        (9_999, true, true),
        (10_000, true, true),
        (10_001, false, false),
    ] {
        let all = || {
            let rest = std::iter::repeat_n(filler, rows - 1);
            [head, item].into_iter().chain(rest)
        };
        let table: Vec<String> = all().map(|row| row.join(",")).collect();
        let book = workbook(&[("a", all().map(|row| cells(&row)).collect())]);
        for (bytes, fits) in [
            (table.join("\n").into_bytes(), is_table),
            (book, is_workbook),
        ] {
            let mut remarks = Remarks::default();
            let draft = import(&bytes, "probe", DAY, &mut remarks);
            assert_eq!(draft.is_ok(), fits, "{rows} rows");
            let refused = draft.err().map(|refused| refused.to_string());
            assert!(refused.is_none_or(|refused| refused.contains("more than 10000 rows")));
        }
    }
    assert!(refused(&vec![b'a'; (64 << 20) + 1]).contains("more than 64 MB"));
}

#[test]
fn a_survey_archive_is_read_for_its_structure() {
    let lss = std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/lss/limesurvey-6.lss"),
    )
    .unwrap();
    let archive = packed([("survey_1.lss", &*lss), ("survey_1_responses.lsr", b"<x/>")]).unwrap();
    let (kind, _, said) = drafted(&archive);
    assert_eq!(kind, Kind::LimeSurvey);
    says(&said, &["the archive's file survey_1_responses.lsr"]);
}

#[test]
fn what_is_damaged_foreign_or_made_to_hurt_is_refused_with_a_reason() {
    let deep_json = format!("{{\"pages\":{}", "[".repeat(100_000));
    let deep_xml = format!("<qti-assessment-item>{}", "<p>".repeat(100_000));
    let entities = format!(
        "<!DOCTYPE a [<!ENTITY a \"{}\">{}]><document>&i;</document>",
        "x".repeat(100),
        ('b'..='i')
            .zip('a'..)
            .map(|(name, before)| format!(
                "<!ENTITY {name} \"{}\">",
                format!("&{before};").repeat(10)
            ))
            .collect::<String>()
    );
    let rows = "prompt,level 0,level 1\n".to_owned() + &"a,b,c\n".repeat(10_002);
    let workbook = packed([("xl/workbook.xml", &b"<workbook/>"[..])]).unwrap();
    let archive = packed([("a.txt", &b"x"[..])]).unwrap();
    let pflege = bytes("pflege.xlsx");
    for (bytes, expected) in [
        (&b" \n"[..], "it is empty"),
        (b"\x00\x01\x02 binary", "bytes that no text has"),
        (b"{\"a\": 1}", "no survey of SurveyJS"),
        (b"{\"pages\": [", "isn't sound JSON"),
        (deep_json.as_bytes(), "isn't sound JSON"),
        (deep_xml.as_bytes(), "nested deeper"),
        (entities.as_bytes(), "isn't sound XML"),
        (b"a;b;c\n1;2;3\n", "no column is called `prompt`"),
        (b"prompt;level 0;level 1\n;;\n", "no row of the table can be an item"),
        (rows.as_bytes(), "more than 10000 rows"),
        (&workbook, "the workbook can't be read"),
        (&archive, "it is an archive, and neither a workbook"),
        (&pflege[..pflege.len() / 2], "can't be read"),
        (
            b"<qti-assessment-item identifier='a'><qti-item-body><qti-choice-interaction><qti-simple-choice identifier='x'>X</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>",
            "no question of the survey can be an item",
        ),
    ] {
        let refused = refused(bytes);
        assert!(refused.contains(expected), "{expected}: {refused}");
    }
}

/// A file that was cut off anywhere gives a draft or a reason, and never ends the program.
#[test]
fn no_beginning_of_a_file_ends_the_program() {
    for name in ["pflege.xlsx", "workshop.txt", "office.json", "item.xml"] {
        let whole = bytes(name);
        let step = (whole.len() / 97).max(1);
        let mut refusals = 0;
        for end in (0..whole.len()).step_by(step) {
            let mut remarks = Remarks::default();
            refusals += usize::from(import(&whole[..end], "probe", DAY, &mut remarks).is_err());
        }
        assert!(refusals > 0, "{name}");
    }
}
