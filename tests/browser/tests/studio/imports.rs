//! Files as other programs write them: each kind that can be imported, in the encodings that there are, and what is
//! said of what was left out.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, browse};
use import::{Remarks, packed};
use serde_json::{Value, json};

use super::{CHOOSE, DESK, TABLE, begin, files, open};

/// A file of another package's tests.
fn held(path: &str) -> Vec<u8> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates");
    std::fs::read(crates.join(path)).unwrap()
}

/// A package of QTI, as platforms write it.
fn package() -> Vec<u8> {
    let own = |name: &str| held(&format!("import/tests/files/{name}"));
    let (test, item, knowledge) = (own("test.xml"), own("item.xml"), own("knowledge.xml"));
    packed([
        ("imsmanifest.xml", &b"<manifest/>"[..]),
        ("tests/test.xml", &test),
        ("items/item.xml", &item),
        ("items/knowledge.xml", &knowledge),
    ])
    .unwrap()
}

async fn choose(browser: &Browser, button: &str, name: &str, bytes: &[u8]) -> Result<()> {
    browser.click(button).await?;
    browser
        .script(CHOOSE, vec![json!(name), Value::Null, json!(bytes)])
        .await?;
    Ok(())
}

/// Imports a file; the draft and what is said of it are what the command makes of the same bytes.
async fn imported(browser: &Browser, name: &str, bytes: &[u8]) -> Result<()> {
    choose(browser, "#import", name, bytes).await?;
    browser.wait_for("#work:not([hidden])").await?;
    let day = browser
        .script("return new Date().toISOString().slice(0, 10)", vec![])
        .await?;
    let (id, _) = name.rsplit_once('.').context("a name with an end")?;
    let mut remarks = Remarks::default();
    let native = import::import(bytes, id, day.as_str().unwrap(), &mut remarks).unwrap();
    assert_eq!(files(browser).await?, native.files);
    let report = catalogue::load_files(Path::new(""), &native.files);
    let status = if report.shown().is_some() {
        "draft"
    } else {
        "stale"
    };
    browser.wait_for(&format!("#status.{status}")).await?;
    let said = browser
        .script(
            "return [...document.querySelectorAll('#remarks-list li')].map((item) => item.textContent)",
            vec![],
        )
        .await?;
    let mut said: Vec<String> = serde_json::from_value(said)?;
    let mut expected: Vec<String> = Vec::new();
    for lines in remarks
        .json()
        .as_object()
        .into_iter()
        .flat_map(|all| all.values())
    {
        expected.extend(serde_json::from_value::<Vec<String>>(lines.clone())?);
    }
    println!(
        "{name}: {} files, {} remarks",
        native.files.len(),
        expected.len()
    );
    said.sort();
    expected.sort();
    assert_eq!(said, expected);
    Ok(())
}

async fn leave(browser: &Browser) -> Result<()> {
    browser.click("#leave").await?;
    browser.wait_for("#begin:not([hidden])").await?;
    Ok(())
}

#[test]
fn each_kind_of_file_becomes_what_the_command_makes_of_it() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        let own = |name: &str| held(&format!("import/tests/files/{name}"));
        for (name, bytes) in [
            ("limesurvey-3.lss", held("cli/tests/lss/limesurvey-3.lss")),
            ("limesurvey-6.lss", held("cli/tests/lss/limesurvey-6.lss")),
            ("workshop.txt", own("workshop.txt")),
            ("vorlage.csv", held("import/template/spreadsheet.de.csv")),
            ("pflege.xlsx", own("pflege.xlsx")),
            ("office.json", own("office.json")),
            ("invoice.xml", own("item.xml")),
            ("books.zip", package()),
        ] {
            imported(browser, name, &bytes).await.context(name)?;
            // The widget shows what can be shown, whatever is left to write.
            if browser.all("#status.draft").await?.len() == 1 {
                browser.wait_for(".sc-start").await.context(name)?;
            }
            leave(browser).await?;
        }
        browser.no_errors().await
    });
}

#[test]
fn another_encoding_is_read_where_it_can_be_told_and_else_said_with_a_remedy() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        let units = TABLE.encode_utf16().flat_map(u16::to_le_bytes);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
        let latin: Vec<u8> = TABLE.chars().map(|character| character as u8).collect();
        for (name, bytes, encoding) in [
            ("utf16.csv", &utf16, "UTF-16LE"),
            ("latin.csv", &latin, "windows-1252"),
        ] {
            imported(browser, name, bytes).await.context(name)?;
            let said = browser.text("#remarks-list").await?;
            ensure!(said.contains(encoding), "{said}");
            ensure!(files(browser).await?["de.toml"].contains("Räder prüfen"));
            leave(browser).await?;
        }
        // Without its mark, UTF-16 can't be told from bytes; XML in another encoding would say so itself.
        let lss = held("cli/tests/lss/limesurvey-3.lss");
        let lss = String::from_utf8(lss)?.replacen("<languages>", "<languages><!-- für -->", 1);
        let lss: Vec<u8> = lss.chars().map(|character| character as u8).collect();
        for (name, bytes, expected) in [
            ("unmarked.csv", &utf16[2..], "export it as .xlsx, .csv"),
            ("latin.lss", &lss[..], "Survey structure (.lss)"),
        ] {
            choose(browser, "#import", name, bytes).await?;
            browser
                .wait_for_text("#begin-error", |said| {
                    said.starts_with(name) && said.contains(expected)
                })
                .await?;
        }
        // Files of a catalogue are UTF-8, and what isn't is said by its name.
        let catalogue = "id = \"x\"\n";
        let marked: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(catalogue.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [&marked[..], b"title = \"R\xe4der\"\n"] {
            choose(browser, "#open-files", "catalogue.toml", bytes).await?;
            browser
                .wait_for_text("#begin-error", |said| {
                    said.starts_with("catalogue.toml")
                        && said.contains("UTF-8")
                        && said.contains("Speichern Sie")
                })
                .await?;
        }
        let archive = packed([("care/catalogue.toml", &b"title = \"R\xe4der\"\n"[..])]).unwrap();
        choose(browser, "#open-files", "care.zip", &archive).await?;
        browser
            .wait_for_text("#begin-error", |said| {
                said.contains("catalogue.toml") && said.contains("UTF-8")
            })
            .await?;
        begin(browser, "de").await?;
        browser.no_errors().await
    });
}

#[test]
fn the_other_engines_read_files_as_well() {
    for engine in [Engine::Firefox, Engine::WebKit] {
        browse(engine, async |browser| {
            open(browser, DESK).await?;
            let own = |name: &str| held(&format!("import/tests/files/{name}"));
            for (name, bytes) in [
                ("limesurvey-6.lss", held("cli/tests/lss/limesurvey-6.lss")),
                ("pflege.xlsx", own("pflege.xlsx")),
                ("books.zip", package()),
            ] {
                imported(browser, name, &bytes).await.context(name)?;
                leave(browser).await?;
            }
            choose(browser, "#import", "noise.xlsx", b"\x00\x01\x02\x03").await?;
            browser
                .wait_for_text("#begin-error", |said| {
                    said.contains("bytes that no text has")
                })
                .await?;
            browser.no_errors().await
        });
    }
}
