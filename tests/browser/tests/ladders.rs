//! The whole ladder beside the statements: which one is asked, and how chosen, pointed at and missing look.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use serde_json::{Value, json};

const RADIO: &str = ".sc-item .sc-rung__radio";

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

async fn open(browser: &Browser, attributes: &str, size: Size) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <meta name='viewport' content='width=device-width'><style>body {{ margin: 0 }}</style>
         <script type='module' src='/skill-check.js'></script><skill-check lang='de' autostart {attributes}></skill-check>"
    ));
    browser.open_page("/ladder.html", page, size).await?;
    browser.wait_for(".sc-item h2").await.map(drop)
}

/// The ids of the catalogue's items, in order.
fn ids() -> Result<Vec<String>> {
    let (catalogue, _) = content("de")?;
    let ids = catalogue.items().map(|item| catalogue.item_id(item));
    Ok(ids.map(|id| id.as_str().to_owned()).collect())
}

async fn wait_for_radios(browser: &Browser, id: &str) -> Result<()> {
    let radio = format!("{RADIO}[name='{id}']");
    browser.wait_for(&radio).await.map(drop)
}

/// Goal: whoever wants to see all levels sees them from then on, also after a reload, whatever the page's
/// default is; and the other way round. From the result, an answer is changed on the whole ladder.
#[test]
fn the_ladder_that_a_visitor_has_chosen_stays() {
    browse(Engine::Chromium, async |browser| {
        let ids = ids()?;
        open(browser, "", Size::DESKTOP).await?;
        browser
            .wait_for(&format!(".sc-reply[name='{}']", ids[0]))
            .await?;
        browser.click(".sc-ways .show-all").await?;
        wait_for_radios(browser, &ids[0]).await?;
        browser.click(".sc-item .skip").await?;
        wait_for_radios(browser, &ids[1]).await?;
        browser.reload().await?;
        wait_for_radios(browser, &ids[1]).await?;
        browser.click(".sc-item .show-steps").await?;
        let reply = format!(".sc-reply[name='{}']", ids[1]);
        browser.wait_for(&reply).await?;

        // The page's default is another one than the visitor's choice.
        root(
            browser,
            "root.host.setAttribute('ladder', 'all'), root.host.ladder",
        )
        .await?;
        browser.click(".sc-ways .skip").await?;
        let reply = format!(".sc-reply[name='{}']", ids[2]);
        browser.wait_for(&reply).await?;
        for answer in [".fits-not", ".fits-not", ".finish"] {
            browser.click(&format!(".sc-item {answer}")).await?;
        }
        browser.wait_for(".sc-result--whole").await?;
        browser.open_part("answers").await?;
        browser.click(".sc-answers__area > summary").await?;
        browser
            .click(".sc-answers__area[open] .sc-answer:nth-child(3) .change")
            .await?;
        wait_for_radios(browser, &ids[2]).await?;
        browser.no_errors().await
    });
}

/// Goal: a page that asks for the whole ladder gets it, until the visitor chooses.
#[test]
fn the_page_sets_the_ladder_that_a_check_begins_with() {
    browse(Engine::Chromium, async |browser| {
        let ids = ids()?;
        open(browser, "ladder='all' storage='none'", Size::DESKTOP).await?;
        wait_for_radios(browser, &ids[0]).await?;
        let levels = browser.texts(".sc-item .sc-rung__level").await?;
        let (_, texts) = content("de")?;
        let names: Vec<_> = texts.levels.iter().map(|name| name.to_string()).collect();
        ensure!(levels == names, "each rung is led by its level: {levels:?}");
        root(browser, "root.host.setAttribute('ladder', 'steps')").await?;
        let reply = format!(".sc-reply[name='{}']", ids[0]);
        browser.wait_for(&reply).await?;
        browser.no_errors().await
    });
}

/// Goal: what is missing is said where it is seen: in the bar with the ways on, which lies over what is below.
#[test]
fn what_is_missing_is_said_in_sight() {
    browse(Engine::Chromium, async |browser| {
        for size in [Size::new(320, 568), Size::new(360, 740)] {
            open(browser, "ladder='all' storage='none'", size).await?;
            wait_for_radios(browser, &ids()?[0]).await?;
            browser.click(".sc-item .next").await?;
            browser.wait_for("#sc-missing").await?;
            let seen = "(() => {
                const missing = root.querySelector('#sc-missing');
                const { left, top, bottom, width, height } = missing.getBoundingClientRect();
                const met = root.elementFromPoint(left + width / 2, top + height / 2);
                return [top >= 0 && bottom <= innerHeight, met === missing, !!missing.closest('.sc-actions')];
            })()";
            let seen = root(browser, seen).await?;
            ensure!(seen == json!([true, true, true]), "{size:?}: {seen}");
        }
        Ok(())
    });
}

/// Goal: to point at an answer doesn't make it look chosen, nor one below a chosen one.
#[test]
fn pointing_at_an_answer_does_not_look_like_choosing_it() {
    const LOOKS: &str = "[...root.querySelectorAll('.sc-rung')].map((rung) => {
        const key = getComputedStyle(rung.querySelector('.sc-rung__key'));
        const style = getComputedStyle(rung);
        return [key.backgroundColor, key.color, style.borderColor, style.fontWeight].join();
    })";
    browse(Engine::Chromium, async |browser| {
        open(browser, "ladder='all' storage='none'", Size::DESKTOP).await?;
        wait_for_radios(browser, &ids()?[0]).await?;
        browser.click(".sc-rung:nth-child(2)").await?;
        browser.wait_for(".sc-rung--below").await?;
        let far = json!({ "type": "mouseMoved", "x": 1, "y": 1 });
        browser
            .devtools("Input.dispatchMouseEvent", far.clone())
            .await?;
        browser.wait_until_still().await?;
        let before = root(browser, LOOKS).await?;
        let looks = before.as_array().context("rungs")?;
        ensure!(looks[0] != looks[2], "below is told from above: {before}");
        ensure!(looks[1] != looks[2], "chosen is told from open: {before}");
        let place = "(({ left, top, width, height }) => [left + width / 2, top + height / 2])(root.querySelector('.sc-rung:nth-child(4)').getBoundingClientRect())";
        let place = root(browser, place).await?;
        let over = json!({ "type": "mouseMoved", "x": place[0], "y": place[1] });
        browser.devtools("Input.dispatchMouseEvent", over).await?;
        let pointed = "root.querySelector('.sc-rung:nth-child(4)').matches(':hover')";
        browser
            .wait_until("the mouse is there", async || {
                Ok((root(browser, pointed).await? == true).then_some(()))
            })
            .await?;
        browser.wait_until_still().await?;
        let after = root(browser, LOOKS).await?;
        let pointed = &after[3];
        ensure!(pointed != &after[0], "it looks like one below: {after}");
        ensure!(pointed != &after[1], "it looks chosen: {after}");
        Ok(())
    });
}

/// Goal: the areas above the question keep to their grid, the current one too; one that is done shows its bar
/// for a moment, but where nothing shall move.
#[test]
fn the_areas_keep_to_their_grid_and_what_is_done_shows_for_a_moment() {
    const BOXES: &str = "(() => {
        const list = root.querySelector('.sc-progress__areas').getBoundingClientRect();
        const areas = [...root.querySelectorAll('.sc-progress__area')];
        const boxes = areas.map((one) => one.getBoundingClientRect());
        return [
          boxes.every(({ left, right, top, bottom }) => left >= list.left - 0.5 && right <= list.right + 0.5 && top >= list.top - 0.5 && bottom <= list.bottom + 0.5),
          Math.max(...boxes.map(({ width }) => width)) - Math.min(...boxes.map(({ width }) => width)) < 1,
          areas.every((one) => getComputedStyle(one).outlineStyle === 'none' && getComputedStyle(one).boxShadow === 'none'),
        ];
    })()";
    browse(Engine::Chromium, async |browser| {
        for motion in ["no-preference", "reduce"] {
            browser
                .prefer(&[("prefers-reduced-motion", motion)])
                .await?;
            for size in [Size::new(320, 568), Size::DESKTOP] {
                open(browser, "storage='none'", size).await?;
                browser.wait_for(".sc-reply").await?;
                let boxes = root(browser, BOXES).await?;
                ensure!(boxes == json!([true, true, true]), "{size:?}: {boxes}");
            }
            let (catalogue, _) = content("de")?;
            let area = catalogue.areas().next().context("an area")?;
            for item in catalogue.items_in(area) {
                let reply = format!(".sc-reply[name='{}']", catalogue.item_id(item).as_str());
                browser.wait_for(&reply).await?;
                browser.click(".sc-ways .skip").await?;
            }
            browser.wait_for(".sc-progress__area--done").await?;
            let moves = "getComputedStyle(root.querySelector('.sc-progress__area--done .sc-meter')).animationName";
            let moves = root(browser, moves).await?;
            let expected = if motion == "reduce" {
                "none"
            } else {
                "sc-done"
            };
            ensure!(moves == expected, "{motion}: {moves}");
        }
        Ok(())
    });
}
