//! Changes one after the other: the way back through them, and what is on its way while something else happens.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Key, browse};
use serde_json::json;

use super::{ASKS, DESK, begin, files, fill, open};

/// The text of a field, as it is shown.
async fn value(browser: &Browser, field: &str) -> Result<String> {
    let script = "return document.querySelector(arguments[0]).value";
    let value = browser.script(script, vec![json!(field)]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

#[test]
fn undo_takes_back_what_was_typed_last_and_the_focus_stays() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        let cell = "[data-cell='weights calendars front-office.junior']";
        browser.click(cell).await?;
        browser.press('7').await?;
        let before = files(browser).await?;
        browser.click("#tab-words").await?;
        let field = "[data-word='de catalogue title']";
        let title = value(browser, field).await?;
        fill(browser, field, "Neu").await?;
        browser.chord(&[Key::Control], 'z').await?;
        browser
            .wait_until("the words are taken back", async || {
                Ok((value(browser, field).await? == title).then_some(()))
            })
            .await?;
        browser.wait_for_focus(field).await?;
        assert_eq!(files(browser).await?, before);
        browser.chord(&[Key::Control], 'y').await?;
        browser
            .wait_until("the words are back", async || {
                Ok((value(browser, field).await? == "Neu").then_some(()))
            })
            .await?;
        browser.wait_for_focus(field).await?;
        // A number is taken back where it stands.
        browser.click("#tab-structure").await?;
        browser.click(cell).await?;
        browser.press('0').await?;
        browser.chord(&[Key::Control], 'z').await?;
        browser
            .wait_until("the number is taken back", async || {
                Ok((value(browser, cell).await? == "7").then_some(()))
            })
            .await?;
        browser.wait_for_focus(cell).await?;
        // The editor keeps the focus, and its search its own way back.
        browser.click("#tab-text").await?;
        browser.wait_for("#editor").await?;
        browser.wait_until("the editor is there", async || {
            let script = "const place = document.querySelector('#editor').shadowRoot?.querySelector('.cm-content'); place?.focus(); return Boolean(place)";
            Ok((browser.script(script, vec![]).await? == true).then_some(()))
        }).await?;
        let own = files(browser).await?;
        browser.press('#').await?;
        browser.chord(&[Key::Control], 'z').await?;
        browser
            .wait_until("the text is taken back", async || {
                Ok((files(browser).await? == own).then_some(()))
            })
            .await?;
        let inner =
            "return document.querySelector('#editor').shadowRoot.activeElement?.className ?? ''";
        let focused = browser.script(inner, vec![]).await?;
        ensure!(
            focused.as_str().unwrap_or_default().contains("cm-content"),
            "{focused}"
        );
        browser.chord(&[Key::Control], 'f').await?;
        browser.press('x').await?;
        browser.chord(&[Key::Control], 'z').await?;
        let inner =
            "return document.querySelector('#editor').shadowRoot.activeElement?.value ?? ''";
        browser
            .wait_until("the search is taken back", async || {
                Ok((browser.script(inner, vec![]).await? == "").then_some(()))
            })
            .await?;
        assert_eq!(files(browser).await?, own);
        browser.no_errors().await
    });
}

#[test]
fn what_is_on_its_way_overwrites_nothing_and_is_waited_for() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        // An edit takes its time; meanwhile the text is changed.
        let slow = "
            const post = Worker.prototype.postMessage;
            Worker.prototype.postMessage = function (given, ...rest) {
              const wait = given.name === 'edit' ? 2_000 : 0;
              setTimeout(() => post.call(this, given, ...rest), wait);
            };";
        browser.click("#tab-text").await?;
        browser.wait_until("the editor is there", async || {
            let script = "return Boolean(document.querySelector('#editor').shadowRoot?.querySelector('.cm-content'))";
            Ok((browser.script(script, vec![]).await? == true).then_some(()))
        }).await?;
        browser.click("#tab-structure").await?;
        browser.script(slow, vec![]).await?;
        let cell = "[data-cell='weights calendars front-office.junior']";
        browser.click(cell).await?;
        browser.press('7').await?;
        browser.click("#tab-text").await?;
        let focus =
            "document.querySelector('#editor').shadowRoot.querySelector('.cm-content').focus()";
        browser.script(focus, vec![]).await?;
        browser.press('#').await?;
        browser
            .wait_until("both changes are there", async || {
                let text = files(browser).await?["catalogue.toml"].clone();
                let has = text.starts_with("##") && text.contains("\"front-office.junior\" = 7");
                Ok(has.then_some(()))
            })
            .await?;
        // The last words are kept, whoever leaves right behind them.
        browser.click("#tab-words").await?;
        ensure!(browser.script(ASKS, vec![]).await? == false);
        fill(browser, "[data-word='de catalogue title']", "Letzte").await?;
        ensure!(browser.script(ASKS, vec![]).await? == true);
        browser.click("#leave").await?;
        browser.wait_for("#begin:not([hidden])").await?;
        browser.click(".kept-open").await?;
        browser.wait_for("#undo:not([disabled])").await?;
        ensure!(files(browser).await?["de.toml"].contains("title = \"Letzte\""));
        browser.no_errors().await
    });
}
