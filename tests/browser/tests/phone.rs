//! A check on a phone: by touch in three engines, in few gestures, and nothing moves under the finger.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use assessment::response::Response;
use browser_tests::{Browser, Engine, Expected, Route, Size, browse, content};
use serde_json::{Value, json};

const FAMILY: &str = "social-media-manager";
const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// What a run took before there were steps: the page was moved to the upper answers, an answer tapped, and the
/// way on.
const GESTURES_BEFORE: u32 = 109;

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

/// A page with the widget whose clock the test can move.
fn page(locale: &str, attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='{locale}'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <meta name='viewport' content='width=device-width'><style>body {{ margin: 0 }}</style>
         <script>const clock = Date.now; let later = 0; Date.now = () => clock() + later; window.wait = (ms) => {{ later += ms; }};</script>
         <script type='module' src='/skill-check.js'></script><skill-check storage='none' lang='{locale}' {attributes}></skill-check>"
    ))
}

/// Goes through the whole check with a finger, with the levels of somebody who does some of it alone and some
/// not yet; gives how many gestures that took.
async fn run_by_touch(browser: &Browser) -> Result<u32> {
    let (catalogue, _) = content("de")?;
    let mut gestures = browser.tap(START).await?;
    let mut responses = Vec::new();
    for (place, item) in catalogue.items().enumerate() {
        let response = Response::Level([2, 1, 3, 2, 0, 4][place % 6]);
        let id = catalogue.item_id(item).as_str();
        let took = browser.say_by_touch(id, response).await;
        gestures += took.with_context(|| format!("at `{id}`"))?;
        responses.push(response);
    }
    browser
        .shows(&Expected::new("de", FAMILY, &responses)?)
        .await?;
    browser.no_errors().await?;
    Ok(gestures)
}

/// Goal: a whole run on a phone takes fewer gestures than before, and none to bring an answer into sight.
#[test]
fn a_whole_run_by_touch_takes_few_gestures() {
    browse(Engine::Chromium, async |browser| {
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        browser
            .devtools("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        let size = Size::new(360, 740);
        browser
            .open_page("/phone.html", page("de", ""), size)
            .await?;
        let gestures = run_by_touch(browser).await?;
        println!("{gestures} gestures, {GESTURES_BEFORE} before");
        ensure!(gestures < GESTURES_BEFORE, "{gestures} gestures");
        let (catalogue, _) = content("de")?;
        let most = 1 + 3 * catalogue.item_count() as u32;
        ensure!(gestures <= most, "the page has to be moved");
        Ok(())
    });
}

#[test]
fn a_whole_run_by_touch_in_firefox() {
    browse(Engine::Firefox, async |browser| {
        browser
            .open_page("/phone.html", page("de", ""), Size::DESKTOP)
            .await?;
        run_by_touch(browser).await.map(drop)
    });
}

#[test]
fn a_whole_run_by_touch_in_webkit() {
    browse(Engine::WebKit, async |browser| {
        browser
            .open_page("/phone.html", page("de", ""), Size::DESKTOP)
            .await?;
        run_by_touch(browser).await.map(drop)
    });
}

/// Goal: while an item is answered, what is said of the rest stays, and nothing moves; nor does the line with
/// it take more or less room from item to item, for people who take long. Method: the clock is moved.
#[test]
fn what_is_aimed_at_stays_while_an_item_is_answered() {
    const LOOK: &str = "(() => {
        const box = (one) => root.querySelector(one).getBoundingClientRect();
        const item = box('.sc-item');
        return [root.querySelector('.sc-progress__text').textContent, box('.sc-progress__text').height, box('.sc-rungs').top - item.top, box('.sc-rungs').bottom - item.top];
    })()";
    browse(Engine::Chromium, async |browser| {
        let (narrow, phone) = (Size::new(320, 568), Size::new(360, 740));
        for (locale, size, pause) in [
            ("de", narrow, 45_000),
            ("de", phone, 5_000),
            ("en", narrow, 45_000),
        ] {
            let (catalogue, _) = content(locale)?;
            let path = format!("/{locale}-{pause}.html");
            let page = page(locale, "ladder='all' autostart");
            browser.open_page(&path, page, size).await?;
            let mut heights = Vec::new();
            let mut said = Vec::new();
            for item in catalogue.items() {
                let id = catalogue.item_id(item).as_str();
                browser.wait_for_item(id).await?;
                let before = root(browser, LOOK).await?;
                heights.push(before[1].as_f64().context("a height")?);
                said.push(before[0].clone());
                browser.script(&format!("wait({pause})"), vec![]).await?;
                browser.click(".sc-rung:nth-child(2)").await?;
                // Two frames' time after the answer the rest is drawn.
                let drawn = format!(".sc-rung--below + .sc-rung :checked[name='{id}']");
                browser.wait_for(&drawn).await?;
                let after = root(browser, LOOK).await?;
                ensure!(before == after, "{locale} {id}: {before}, then {after}");
                browser.click(".sc-item .next").await?;
            }
            let (low, high) = heights
                .iter()
                .fold((f64::MAX, 0.0), |(low, high): (f64, f64), &one| {
                    (low.min(one), high.max(one))
                });
            ensure!(
                high - low < 1.0,
                "{locale} {size:?}: {low} to {high} px for {said:?}"
            );
        }
        browser.no_errors().await
    });
}

/// Goal: where half of the check is done, it offers to keep the sitting on the device, beside what is asked
/// and without a word more; once, also where nobody takes it up.
#[test]
fn keeping_is_offered_once_in_the_middle() {
    const OFFER: &str = ".sc-item .keep-here";
    browse(Engine::Chromium, async |browser| {
        let (catalogue, texts) = content("de")?;
        for is_taken in [false, true] {
            browser.open("/", Size::PHONE).await?;
            browser
                .script("sessionStorage.clear(); location.reload()", vec![])
                .await?;
            browser.wait_for(START).await?;
            browser.tap(START).await?;
            let mut offered = Vec::new();
            for (place, item) in catalogue.items().enumerate() {
                let id = catalogue.item_id(item).as_str();
                browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
                if !browser.all(OFFER).await?.is_empty() {
                    offered.push(place);
                    let text = browser.text(OFFER).await?;
                    ensure!(text == texts.get(assessment::text::TextKey::KeepRemember));
                    let kept = browser.script("return localStorage.length", vec![]).await?;
                    ensure!(kept == 0, "nobody has been asked yet");
                    if is_taken {
                        browser.click(OFFER).await?;
                        browser.wait_for_none(OFFER).await?;
                        browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
                        browser
                            .wait_until("the sitting is kept on the device", async || {
                                let kept = "return Object.keys(localStorage).some((key) => key.startsWith('skill-check'))";
                                Ok((browser.script(kept, vec![]).await? == true).then_some(()))
                            })
                            .await?;
                    }
                }
                browser.tap(".sc-reply.fits-not").await?;
                browser
                    .wait_until("it goes on", async || {
                        let shown = "root.querySelector('.sc-item .sc-statement:not([hidden]) .sc-rung__level')?.textContent ?? ''";
                        let (_, texts) = content("de")?;
                        let middle = &*texts.levels[2];
                        Ok((root(browser, shown).await? != middle).then_some(()))
                    })
                    .await?;
                browser.tap(".sc-reply.fits-not").await?;
            }
            browser.wait_for(".sc-result--whole").await?;
            ensure!(
                offered == [catalogue.item_count() / 2],
                "offered at {offered:?}"
            );
        }
        browser.no_errors().await
    });
}

/// Goal: on a wide screen the question and its answers use the width that they have.
#[test]
fn a_wide_window_is_used() {
    browse(Engine::Chromium, async |browser| {
        let size = Size::new(2560, 1440);
        browser
            .open_page("/wide.html", page("de", ""), size)
            .await?;
        let width = "Math.round(Math.max(...[...root.querySelectorAll('.sc-screen *')].map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width && height).map(({ right }) => right)) - Math.min(...[...root.querySelectorAll('.sc-screen *')].map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width && height).map(({ left }) => left)))";
        for screen in ["start", "item"] {
            browser.wait_for(&format!(".sc-{screen}")).await?;
            let width = root(browser, width).await?;
            println!("{screen}: {width} of 2560");
            ensure!(width.as_u64() >= Some(1280), "{screen}: {width}");
            if screen == "start" {
                browser.tap(START).await?;
            }
        }
        browser.no_errors().await
    });
}
