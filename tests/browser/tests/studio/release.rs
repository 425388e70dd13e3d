//! What is released stays, folders are written and read, ids change with all that refers to them, and people are made.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, browse};
use serde_json::json;

use super::{DESK, begin, files, fill, open};

/// Waits for a button that comes and goes.
async fn is_shown(browser: &Browser, name: &str) -> Result<()> {
    browser.wait_for(&format!("#{name}:not([hidden])")).await?;
    Ok(())
}

#[test]
fn a_release_holds_what_links_need_and_the_next_revision_changes_the_rest() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        browser.wait_for("#status.in-order").await?;
        let before = files(browser).await?;
        browser.click("#tab-take").await?;
        browser.click("#lock:not([disabled])").await?;
        is_shown(browser, "next-revision").await?;
        let released = files(browser).await?;
        // As the command writes it.
        let report = catalogue::load_files(Path::new(""), &before);
        let authored = report.authored.context("it is in order")?;
        let native =
            catalogue::lock::locked_with_texts("", authored.definition(), &authored.texts()[0]);
        ensure!(
            native.as_ref().ok() == released.get("links.lock"),
            "{released:?}"
        );

        browser.click("#tab-structure").await?;
        browser
            .wait_for_none("[data-part='remove families front-office']")
            .await?;
        browser
            .wait_for_none("[data-part='rename families front-office']")
            .await?;
        browser
            .click("[data-part='remove competences calendars']")
            .await?;
        browser
            .wait_for_text("#work-error", |said| {
                said.contains("links of revision 1 need `calendars`")
            })
            .await?;
        assert_eq!(files(browser).await?, released);

        // A change of what counts is an error, whose button begins the next revision.
        let cell = "[data-cell='weights calendars front-office.junior']";
        browser.click(cell).await?;
        browser.press('7').await?;
        browser.wait_for("#problem-count.bad").await?;
        browser.click("#tab-problems").await?;
        browser.click("[data-fix=revision]").await?;
        browser.wait_for("#status.in-order").await?;
        let text = files(browser).await?["catalogue.toml"].clone();
        ensure!(text.contains("\nrevision = 2 "), "{text}");
        browser.click("#tab-take").await?;
        browser.click("#lock:not([hidden]):not([disabled])").await?;
        is_shown(browser, "next-revision").await?;
        let lock = files(browser).await?["links.lock"].clone();
        ensure!(lock.len() > released["links.lock"].len(), "{lock}");
        browser.click("#next-revision").await?;
        is_shown(browser, "lock").await?;
        let text = files(browser).await?["catalogue.toml"].clone();
        ensure!(text.contains("\nrevision = 3 "), "{text}");
        browser.no_errors().await
    });
}

/// A picker is the system's, so a folder of the page's own stands in for the chosen one: real handles, real files.
const PICK: &str = "
    window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('care-home', { create: true });";

/// The files in that folder.
const FOLDER: &str = "return (async () => {
    const folder = await window.showDirectoryPicker();
    const found = {};
    for await (const [name, entry] of folder.entries()) found[name] = await (await entry.getFile()).text();
    return found;
  })()";

#[test]
fn a_folder_is_written_and_opened_again_and_one_that_refuses_is_said() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        browser.script(PICK, vec![]).await?;
        begin(browser, "de, en").await?;
        let own = files(browser).await?;
        browser.click("#tab-take").await?;
        browser.click("#save-folder").await?;
        browser
            .wait_for_text("#said", |said| said.contains("care-home"))
            .await?;
        let written: BTreeMap<String, String> =
            serde_json::from_value(browser.script(FOLDER, vec![]).await?)?;
        assert_eq!(written, own);
        // What somebody changes there is what the next opening finds.
        let change = "return (async () => {
            const folder = await window.showDirectoryPicker();
            const stream = await (await folder.getFileHandle('de.toml')).createWritable();
            await stream.write(arguments[0]);
            await stream.close();
          })()";
        let text = format!("# Von Hand\n{}", own["de.toml"]);
        browser.script(change, vec![json!(text)]).await?;
        browser.click("#leave").await?;
        browser.wait_for("#begin:not([hidden])").await?;
        browser.click("#open-folder").await?;
        browser.wait_for("#status.in-order").await?;
        assert_eq!(browser.text("#project-name").await?, "care-home");
        let mut expected = own.clone();
        expected.insert("de.toml".to_owned(), text);
        assert_eq!(files(browser).await?, expected);

        let refuse = "FileSystemFileHandle.prototype.createWritable = async () => { throw new DOMException('not allowed here', 'NotAllowedError') }";
        browser.script(refuse, vec![]).await?;
        browser.click("#tab-take").await?;
        browser.click("#save-folder").await?;
        browser
            .wait_for_text("#work-error", |said| said.contains("not allowed here"))
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn an_id_changes_everywhere_in_one_step_and_people_are_made_in_a_table() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        let before = files(browser).await?;
        browser
            .click("[data-part='rename competences calendars']")
            .await?;
        fill(browser, "#ask-input", "No id").await?;
        browser.click("#ask-ok").await?;
        browser
            .wait_for_text("#ask-error", |said| said.contains("can't be an id"))
            .await?;
        fill(browser, "#ask-input", "diaries").await?;
        browser.click("#ask-ok").await?;
        browser
            .wait_for("[data-cell='weights diaries front-office.junior']")
            .await?;
        browser.wait_for("#status.in-order").await?;
        let after = files(browser).await?;
        for name in ["catalogue.toml", "de.toml"] {
            ensure!(!after[name].contains("calendars"), "{name}");
        }
        browser.click("#undo").await?;
        browser
            .wait_for("[data-cell='weights calendars front-office.junior']")
            .await?;
        assert_eq!(files(browser).await?, before);

        browser.click("[data-add=personas]").await?;
        fill(browser, "#ask-input", "Kommt aus der Pflege").await?;
        browser.click("#ask-ok").await?;
        let cell = "[data-cell='persona kommt-aus-der-pflege calendars']";
        browser.wait_for(cell).await?;
        browser.click(cell).await?;
        browser.press('4').await?;
        browser
            .wait_until("the first level is in the file", async || {
                let files = files(browser).await?;
                Ok(files["personas.toml"]
                    .contains("calendars = 4")
                    .then_some(()))
            })
            .await?;
        browser
            .click("[data-cell='persona kommt-aus-der-pflege ']")
            .await?;
        browser.press('3').await?;
        browser
            .wait_for("[data-persona=kommt-aus-der-pflege]")
            .await?;
        browser
            .wait_until("the levels are in the file", async || {
                let text = files(browser).await?["personas.toml"].clone();
                let has = [
                    "who = \"Kommt aus der Pflege\"",
                    "rest = 3",
                    "calendars = 4",
                ];
                Ok(has.iter().all(|line| text.contains(line)).then_some(()))
            })
            .await?;
        browser.accessible("the table of people").await?;
        browser
            .click("[data-part='remove personas kommt-aus-der-pflege']")
            .await?;
        browser
            .wait_for_none("[data-persona=kommt-aus-der-pflege]")
            .await?;
        assert_eq!(files(browser).await?, before);
        browser.no_errors().await
    });
}
