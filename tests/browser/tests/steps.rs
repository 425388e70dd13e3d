//! One statement at a time: a whole check by clicks and by keys, back over items, a reload within one,
//! the drawn first screen, and that both answers are in sight on the smallest phones.

use anyhow::{Context, Result, ensure};
use assessment::ladder;
use assessment::response::Response;
use browser_tests::{Browser, Engine, Expected, Key, Route, Size, browse, content};
use serde_json::Value;

const FAMILY: &str = "social-media-manager";
const SHOWN: &str = ".sc-statement:not([hidden]) .sc-rung__text > :last-child";

/// A page with the widget, whose code is held back until the test lets it go.
fn page(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>
         <title>Host</title><link rel='icon' href='data:,'>
         <script>
           const compile = WebAssembly.compileStreaming;
           const held = new Promise((go) => (window.letGo = go));
           WebAssembly.compileStreaming = async (response) => (await held, compile(response));
         </script>
         <style>body {{ margin: 0 }}</style>
         <script type='module' src='/skill-check.js'></script>
         <skill-check {attributes}></skill-check>"
    ))
}

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, vec![]).await
}

/// Waits for the statement with these words.
async fn stands_at(browser: &Browser, anchor: &str) -> Result<()> {
    browser
        .wait_for_text(SHOWN, |text| text == anchor)
        .await
        .with_context(|| format!("the statement {anchor:?} is not shown"))?;
    Ok(())
}

/// Goes through an item by a way to say that a statement fits, or not yet.
async fn answer(
    browser: &Browser,
    anchors: &[Box<str>],
    response: Response,
    say: impl AsyncFn(bool) -> Result<()>,
) -> Result<()> {
    let max = (anchors.len() - 1) as u8;
    let Response::Level(found) = response else {
        return browser.click(".sc-ways .skip").await;
    };
    for level in ladder::statements(max, found) {
        stands_at(browser, &anchors[usize::from(level)]).await?;
        say(level <= found).await?;
    }
    Ok(())
}

/// Goes through the whole check, and compares the result with the core's.
async fn whole_check(browser: &Browser, say: impl AsyncFn(bool) -> Result<()>) -> Result<()> {
    let (catalogue, texts) = content("de")?;
    // All five levels in turn, and now and then a skipped item.
    let responses: Vec<Response> = (0..catalogue.item_count())
        .map(|place| match place % 6 {
            5 => Response::Skipped,
            level => Response::Level(level as u8),
        })
        .collect();
    for (item, &response) in catalogue.items().zip(&responses) {
        let prompt = &*texts.item(item).prompt;
        browser
            .wait_for_text(".sc-ladder__prompt", |text| text == prompt)
            .await?;
        answer(browser, &texts.item(item).anchors, response, &say).await?;
    }
    browser
        .shows(&Expected::new("de", FAMILY, &responses)?)
        .await?;
    browser.no_errors().await
}

#[test]
fn a_whole_check_by_clicks() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        browse(engine, async |browser| {
            browser.open("/?lang=de", Size::PHONE).await?;
            browser.click(".sc-start .sc-button--primary").await?;
            whole_check(browser, async |fits| {
                let class = if fits { ".fits" } else { ".fits-not" };
                browser.click(class).await
            })
            .await
        });
    }
}

#[test]
fn a_whole_check_by_keys() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/?lang=de", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        whole_check(browser, async |fits| {
            browser.press(if fits { '1' } else { '2' }).await
        })
        .await
    });
}

#[test]
fn back_undoes_one_statement_and_a_reload_none() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/?lang=de", Size::PHONE).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let (catalogue, texts) = content("de")?;
        let mut items = catalogue.items();
        let mut anchors = || {
            let item = items.next().context("an item")?;
            anyhow::Ok(&texts.item(item).anchors)
        };
        let (first, second) = (anchors()?, anchors()?);
        for class in [".fits", ".fits", ".fits-not"] {
            browser.click(class).await?;
        }
        stands_at(browser, &second[2]).await?;
        for level in [4, 3] {
            browser.click(".back").await?;
            stands_at(browser, &first[level]).await?;
        }
        browser.reload().await?;
        stands_at(browser, &first[3]).await?;
        // All levels, once they are asked for, stay; and so does the way back to statements.
        browser.click(".show-all").await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        let names = browser.texts(".sc-rung__level").await?;
        let expected: Vec<String> = texts.levels.iter().map(ToString::to_string).collect();
        ensure!(names == expected, "{names:?}");
        browser.reload().await?;
        browser.wait_for(".sc-rung").await?;
        browser.click(".show-steps").await?;
        stands_at(browser, &first[2]).await?;
        browser.no_errors().await
    });
}

/// Goal: what is said on the drawn first screen counts, and the statement stays where it was.
#[test]
fn statements_before_the_widget_is_there_are_handed_over() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        let mut items = catalogue.items();
        let mut next = || items.next().context("an item");
        let (first, second) = (texts.item(next()?), texts.item(next()?));
        for found in 0..5_u8 {
            let page = page("lang='de' storage='none' autostart");
            browser.open_page("/host.html", page, Size::PHONE).await?;
            browser.wait_for("[data-ahead] .sc-statement").await?;
            let way: Vec<u8> = ladder::statements(4, found).collect();
            let (last, before) = way.split_last().context("a statement")?;
            let class = |level: u8| if level <= found { ".fits" } else { ".fits-not" };
            for &level in before {
                stands_at(browser, &first.anchors[usize::from(level)]).await?;
                browser.click(class(level)).await?;
                // Back and on again.
                browser.click(".back").await?;
                stands_at(browser, &first.anchors[usize::from(level)]).await?;
                browser.click(class(level)).await?;
            }
            stands_at(browser, &first.anchors[usize::from(*last)]).await?;
            browser.script("letGo()", vec![]).await?;
            browser
                .wait_until("the widget has taken over", async || {
                    let gone = root(browser, "!root.querySelector('[data-ahead]')").await?;
                    Ok((gone == true).then_some(()))
                })
                .await?;
            stands_at(browser, &first.anchors[usize::from(*last)]).await?;
            browser.click(class(*last)).await?;
            stands_at(browser, &second.anchors[2]).await?;
            let meter = "root.querySelector('.sc-progress .sc-meter').getAttribute('aria-label')";
            let answered = root(browser, meter).await?.to_string();
            ensure!(answered.contains(": 1 "), "level {found}: {answered}");
        }
        browser.no_errors().await
    });
}

/// Goal: what is asked, the level's name, the statement and both answers are in sight without
/// scrolling, on the smallest phones, for all texts there are.
#[test]
fn statement_and_answers_are_in_sight_together() {
    const SEEN: &str = "['.sc-ladder__prompt', '.sc-statement:not([hidden])', '.fits', '.fits-not']
        .map((one) => [one, root.querySelector(one).getBoundingClientRect()])
        .filter(([, { top, bottom }]) => top < 0 || bottom > innerHeight)
        .map(([one, { top, bottom }]) => `${one} ${Math.round(top)}-${Math.round(bottom)}`).join()";
    browse(Engine::Chromium, async |browser| {
        for (locale, size) in [
            ("de", Size::new(320, 568)),
            ("en", Size::new(320, 568)),
            ("de", Size::new(360, 640)),
        ] {
            let (catalogue, texts) = content(locale)?;
            let page = Route::page(format!(
                "<!doctype html><html lang='{locale}'><meta charset='utf-8'>
                 <meta name='viewport' content='width=device-width'><title>Host</title>
                 <link rel='icon' href='data:,'><style>body {{ margin: 0 }}</style>
                 <script type='module' src='/skill-check.js'></script>
                 <skill-check autostart storage='none' lang='{locale}'></skill-check>"
            ));
            browser.open_page("/sight.html", page, size).await?;
            browser.wait_for(".fits").await?;
            // The first item has the line with the occupation above it still.
            browser.click(".sc-ways .skip").await?;
            for item in catalogue.items().skip(1) {
                let text = texts.item(item);
                browser
                    .wait_for_text(".sc-ladder__prompt", |shown| shown == &*text.prompt)
                    .await?;
                for level in ladder::statements(4, 4) {
                    stands_at(browser, &text.anchors[usize::from(level)]).await?;
                    let out = root(browser, SEEN).await?;
                    ensure!(out == "", "{locale} {size:?} {:?}: {out}", text.prompt);
                    browser.click(".fits").await?;
                }
            }
        }
        browser.no_errors().await
    });
}
