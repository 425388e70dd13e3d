//! A catalogue as large as one may be: the page never stands still over it.

use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Key, browse};
use serde_json::json;

use super::{CHOOSE, DESK, editor, open, table};

/// So many questions, the most that a table may have.
const ITEMS: usize = 10_000;
/// The longest that the page may be busy at once, in milliseconds: several times what it is on a quiet machine, since
/// workers, browsers and whatever else there is share its cores with the page.
const TASK_MAX: f64 = 3_000.0;

/// Keeps what holds the page up for more than 50 ms, and how long it does.
const WATCH: &str = "
    window.tasks = [];
    window.since = performance.now();
    window.keep = (entries) => window.tasks.push(...entries.map(({ startTime, duration }) => [startTime, duration]));
    window.watch = new PerformanceObserver((list) => window.keep(list.getEntries()));
    window.watch.observe({ type: 'longtask' });";

/// What held the page up since it was last asked: the longest, how many, and how long ago that is.
const LONGEST: &str = "
    return new Promise((settle) => setTimeout(() => {
      window.keep(window.watch.takeRecords());
      const found = window.tasks.splice(0);
      const taken = performance.now() - window.since;
      window.since += taken;
      settle([Math.max(0, ...found.map(([, duration]) => duration)), found.length, Math.round(taken)]);
    }, 0))";

/// Says how long a step took; gives for how long the page was busy at once.
async fn busy(browser: &Browser, what: &str) -> Result<f64> {
    let found = browser.script(LONGEST, vec![]).await?;
    let longest = found[0].as_f64().unwrap_or(f64::INFINITY);
    println!(
        "{what}: {} ms, the page busy for {longest:.0} ms at once at most ({} times over 50)",
        found[2], found[1]
    );
    Ok(longest)
}

/// The same, noted in `long` if it was for longer than it may be.
async fn step(browser: &Browser, what: &str, long: &mut Vec<String>) -> Result<()> {
    let longest = busy(browser, what).await?;
    if longest >= TASK_MAX {
        long.push(format!("{what}: {longest:.0} ms"));
    }
    Ok(())
}

/// Waits until nothing is computed any more, and what there is is kept.
async fn quiet(browser: &Browser) -> Result<()> {
    let script = "return document.querySelector('#checking').hidden && document.querySelector('#kept').className.includes('kept kept')";
    browser
        .wait_until("all is checked and kept", async || {
            Ok((browser.script(script, vec![]).await? == true).then_some(()))
        })
        .await
}

#[test]
fn the_page_never_stands_still_over_ten_thousand_questions() {
    browse(Engine::Chromium, async |browser| {
        let mut long = Vec::new();
        browser.be_patient_for(Duration::from_secs(60));
        open(browser, DESK).await?;
        browser.click("#import").await?;
        browser.script(WATCH, vec![]).await?;
        browser
            .script(CHOOSE, vec![json!("large.csv"), json!(table(ITEMS))])
            .await?;
        browser.wait_for("#work:not([hidden])").await?;
        browser.wait_for(".grid tbody input").await?;
        step(browser, "imported", &mut long).await?;
        browser.wait_for("#status.draft").await?;
        quiet(browser).await?;
        step(browser, "checked", &mut long).await?;

        browser.click("#tab-words").await?;
        browser.wait_for("#view-words .pager:not([hidden])").await?;
        step(browser, "the words", &mut long).await?;
        browser.click("#view-words [data-turn=after]").await?;
        browser
            .wait_until("the next page is there", async || {
                let page = "return document.querySelector('#view-words .pager-page').value";
                Ok((browser.script(page, vec![]).await? == "2").then_some(()))
            })
            .await?;
        step(browser, "another page", &mut long).await?;
        browser.click("#words-filter").await?;
        browser.wait_for(".words-group[open] textarea").await?;
        step(browser, "only what is to do", &mut long).await?;
        browser.click(".words-group textarea").await?;
        for character in "Neu".chars() {
            browser.press(character).await?;
        }
        step(browser, "typed", &mut long).await?;
        quiet(browser).await?;
        step(browser, "words kept", &mut long).await?;

        browser.click("#tab-structure").await?;
        browser.click("[data-cell^='required ']").await?;
        browser.press('1').await?;
        browser.press(Key::Down).await?;
        browser.press('0').await?;
        quiet(browser).await?;
        step(browser, "two numbers", &mut long).await?;
        browser.chord(&[Key::Control], 'z').await?;
        quiet(browser).await?;
        step(browser, "taken back", &mut long).await?;

        browser.click("#tab-text").await?;
        editor(browser).await?;
        step(browser, "the text", &mut long).await?;
        let focus =
            "document.querySelector('#editor').shadowRoot.querySelector('.cm-content').focus()";
        browser.script(focus, vec![]).await?;
        for character in "# x".chars() {
            browser.press(character).await?;
        }
        quiet(browser).await?;
        step(browser, "typed in the text", &mut long).await?;

        browser.click("#tab-problems").await?;
        browser.wait_for(".problem").await?;
        step(browser, "the check", &mut long).await?;

        // The widget is put up when somebody asks for it.
        browser.wait_for("#look-now").await?;
        ensure!(browser.all("#device skill-check").await?.is_empty());
        browser.click("#look-now").await?;
        browser.wait_for(".sc-start").await?;
        busy(browser, "the widget, asked for").await?;

        browser.reload().await?;
        browser.script(WATCH, vec![]).await?;
        browser.wait_for(".grid tbody input").await?;
        browser.wait_for("#status.draft").await?;
        quiet(browser).await?;
        step(browser, "opened again", &mut long).await?;
        ensure!(long.is_empty(), "{long:?}, where {TASK_MAX} ms are allowed");
        browser.no_errors().await
    });
}
