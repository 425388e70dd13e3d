//! A table is typed through like a spreadsheet, over its pages.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Key, browse};
use serde_json::{Value, json};

use super::{CHOOSE, DESK, begin, files, open};

/// The key of the cell with the focus, and what it holds.
async fn here(browser: &Browser) -> Result<(String, String)> {
    let script =
        "return [document.activeElement.dataset.cell ?? '', document.activeElement.value ?? '']";
    Ok(serde_json::from_value(
        browser.script(script, vec![]).await?,
    )?)
}

async fn at(browser: &Browser, cell: &str) -> Result<()> {
    browser
        .wait_for_focus(&format!("[data-cell='{cell}']"))
        .await
}

/// A block, as a spreadsheet puts it on the clipboard.
const PASTE: &str = "
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', arguments[0]);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
";

/// Numbers of a competence, by the name of their table.
fn numbers(files: &BTreeMap<String, String>, id: &str, name: &str) -> Value {
    let table: toml::Table = files["catalogue.toml"].parse().unwrap();
    let all = table["competences"].as_array().unwrap();
    let own = all.iter().find(|one| one["id"].as_str() == Some(id));
    serde_json::to_value(own.unwrap().get(name)).unwrap()
}

#[test]
fn a_table_is_typed_through_by_keys_alone() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        let cell = |kind: &str, id: &str| format!("{kind} {id} front-office.junior");
        let first = cell("required", "receiving-visitors");
        let second = cell("required", "difficult-conversations");
        browser.click(&format!("[data-cell='{first}']")).await?;
        // One stop for the Tab key, and it is where the arrows have led.
        for (key, expected) in [
            (Key::Down, second.clone()),
            (Key::Right, cell("weights", "difficult-conversations")),
            (Key::Up, cell("weights", "receiving-visitors")),
            (Key::Left, first.clone()),
            (Key::Enter, second.clone()),
        ] {
            browser.press(key).await?;
            at(browser, &expected).await?;
        }
        browser.chord(&[Key::Shift], Key::Enter).await?;
        at(browser, &first).await?;
        browser.press(Key::Home).await?;
        at(browser, "levels receiving-visitors").await?;
        browser.press(Key::Left).await?;
        at(browser, "levels receiving-visitors").await?;
        browser.press(Key::End).await?;
        at(browser, "weights receiving-visitors front-office.senior").await?;
        browser.chord(&[Key::Control], Key::End).await?;
        let last = here(browser).await?.0;
        browser.press(Key::Down).await?;
        at(browser, &last).await?;
        browser.chord(&[Key::Control], Key::Home).await?;
        at(browser, "levels receiving-visitors").await?;
        let stops = "return document.querySelectorAll('[role=grid]')[0].querySelectorAll('input[tabindex=\"0\"]').length";
        assert_eq!(browser.script(stops, vec![]).await?, 1);
        // What can't be stays out, and Delete empties: a weight is 0 then, and what a module raises is gone.
        browser.press('9').await?;
        assert_eq!(here(browser).await?.1, "5");
        browser.click(&format!("[data-cell='{first}']")).await?;
        browser.press(Key::Right).await?;
        browser.press(Key::Delete).await?;
        let own = "receiving-visitors";
        browser
            .wait_until("the weight is 0", async || {
                let weights = numbers(&files(browser).await?, own, "weights");
                Ok((weights["front-office.junior"] == 0).then_some(()))
            })
            .await?;
        let raised = "return [...document.querySelectorAll('[data-cell^=\"raises \"]')].find((one) => one.value).dataset.cell";
        let raised = browser.script(raised, vec![]).await?;
        let raised = raised.as_str().context("a module raises something")?;
        let before = files(browser).await?;
        browser.click(&format!("[data-cell='{raised}']")).await?;
        browser.press(Key::Delete).await?;
        browser
            .wait_until("the module raises it no more", async || {
                let text = files(browser).await?["catalogue.toml"].clone();
                Ok((text.len() < before["catalogue.toml"].len()).then_some(()))
            })
            .await?;
        at(browser, raised).await?;
        assert_eq!(here(browser).await?.1, "");
        browser.no_errors().await
    });
}

#[test]
fn keys_and_pasted_blocks_go_on_over_pages() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        let mut table = "Bereich;Kompetenz;Frage;Stufe 0;Stufe 1;Stufe 2\n".to_owned();
        for item in 0..250 {
            table.push_str(&format!(
                "Bereich {};Können {item};Was tun Sie in {item}?;Nichts in {item}.;Etwas in {item}.;Alles in {item}.\n",
                item / 50
            ));
        }
        browser.click("#import").await?;
        browser
            .script(CHOOSE, vec![json!("viel.csv"), json!(table)])
            .await?;
        browser.wait_for("#status.draft").await?;
        let cell = |item: usize| format!("required konnen-{item} role.junior");
        browser.click(&format!("[data-cell='{}']", cell(0))).await?;
        let rows = "return document.querySelectorAll('[role=grid]')[0].querySelectorAll('[data-cell^=\"levels \"]').length";
        assert_eq!(browser.script(rows, vec![]).await?, 100);
        for page in 1..10 {
            browser.press(Key::PageDown).await?;
            at(browser, &cell(page * 10)).await?;
        }
        for row in 91..100 {
            browser.press(Key::Down).await?;
            at(browser, &cell(row)).await?;
        }
        // Over the edge and back, in the same column.
        browser.press(Key::Enter).await?;
        at(browser, &cell(100)).await?;
        browser.press(Key::Up).await?;
        at(browser, &cell(99)).await?;
        let index =
            "return Number(document.activeElement.closest('tr').getAttribute('aria-rowindex'))";
        let last = browser.script(index, vec![]).await?.as_i64().unwrap();
        browser.press(Key::Down).await?;
        at(browser, &cell(100)).await?;
        // Another area begins here, and its heading is a row.
        assert_eq!(browser.script(index, vec![]).await?, last + 2);
        browser.press(Key::Up).await?;
        at(browser, &cell(99)).await?;
        let before = files(browser).await?;
        // Four rows of two numbers, two of them on the next page; what is no number leaves its cell as it is.
        let block = "1\t3\r\n2\t1\r\n0\tx\r\n1\t2\r\n";
        browser.script(PASTE, vec![json!(block)]).await?;
        let own = |files: &BTreeMap<String, String>, item: usize, name: &str| {
            numbers(files, &format!("konnen-{item}"), name)["role.junior"].clone()
        };
        browser
            .wait_until("the block is in the file", async || {
                let files = files(browser).await?;
                Ok((own(&files, 102, "required") == 1).then_some(()))
            })
            .await?;
        let after = files(browser).await?;
        for (item, required, weight) in [
            (99, json!(1), json!(3)),
            (100, json!(2), json!(1)),
            (101, json!(0), own(&before, 101, "weights")),
            (102, json!(1), json!(2)),
            (
                103,
                own(&before, 103, "required"),
                own(&before, 103, "weights"),
            ),
        ] {
            assert_eq!(own(&after, item, "required"), required, "{item}");
            assert_eq!(own(&after, item, "weights"), weight, "{item}");
        }
        at(browser, &cell(99)).await?;
        browser.press(Key::Down).await?;
        at(browser, &cell(100)).await?;
        assert_eq!(here(browser).await?.1, "2");
        browser.press(Key::Delete).await?;
        browser
            .wait_until("it is empty", async || {
                let files = files(browser).await?;
                Ok((own(&files, 100, "required") == 0).then_some(()))
            })
            .await?;
        // One step for the key, and one for the block.
        browser.chord(&[Key::Control], 'z').await?;
        browser.chord(&[Key::Control], 'z').await?;
        browser
            .wait_until("all is as before", async || {
                Ok((files(browser).await? == before).then_some(()))
            })
            .await?;
        browser.chord(&[Key::Control], Key::Home).await?;
        at(browser, "levels konnen-0").await?;
        browser.chord(&[Key::Control], Key::End).await?;
        at(browser, "weights konnen-249 role.senior").await?;
        let pager = browser.attribute(".pager-page", "max").await?;
        ensure!(pager.as_deref() == Some("3"), "{pager:?}");
        browser.no_errors().await
    });
}
