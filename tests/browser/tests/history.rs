//! The browser's way back: from item to item, at the page's address, with the page's own entries and state left
//! as they are; and nothing of it from within a frame.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::Response;
use assessment::id::ItemIndex;
use browser_tests::{Browser, Engine, Route, STATEMENT, Size, browse, content};
use serde_json::{Value, json};

const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// A host page that notes what it hears of the history, and has a state of its own.
fn host(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>
         <script>
           window.heard = [];
           if (!history.state) history.replaceState({{ own: 1 }}, '');
           addEventListener('popstate', ({{ state }}) => heard.push(state?.own ?? null));
         </script>
         <script type='module' src='/skill-check.js'></script></head>
         <body><main><h1 id='team'>Host</h1><skill-check lang='de' {attributes}></skill-check></main></body></html>"
    ))
}

async fn back(browser: &Browser) -> Result<Value> {
    browser.script("history.back()", vec![]).await
}

async fn length(browser: &Browser) -> Result<u64> {
    let length = browser.script("return history.length", vec![]).await?;
    Ok(length.as_u64().unwrap())
}

/// Waits for an item, one statement at a time.
async fn stands(browser: &Browser, item: u16) -> Result<()> {
    let (catalogue, _) = content("de")?;
    let id = catalogue.item_id(ItemIndex(item)).as_str();
    browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
    Ok(())
}

/// Answers items from one on, and waits for the one after them.
async fn answer(browser: &Browser, items: std::ops::Range<u16>) -> Result<()> {
    let (catalogue, _) = content("de")?;
    for item in items.clone() {
        let id = catalogue.item_id(ItemIndex(item)).as_str();
        browser.say_by_mouse(id, Response::Level(2)).await?;
    }
    stands(browser, items.end).await
}

/// Waits until the history's entry is that of a screen, by its number.
async fn is_entry(browser: &Browser, place: u32) -> Result<()> {
    browser
        .wait_until("the history has come along", async || {
            let place_of = "return history.state?.['skill-check:way']?.way.at(-1) ?? null";
            let found = browser.script(place_of, vec![]).await?;
            Ok((found == json!(place)).then_some(()))
        })
        .await
}

/// The way back in a browser: to the items before, their answers kept, to the start, and on again.
async fn leads_back(browser: &Browser) -> Result<()> {
    browser
        .open_page("/host.html", host(""), Size::DESKTOP)
        .await?;
    browser.wait_for(START).await?;
    let before = length(browser).await?;
    browser.click(START).await?;
    answer(browser, 0..3).await?;
    is_entry(browser, 8).await?;
    ensure!(length(browser).await? == before + 4);
    back(browser).await?;
    stands(browser, 2).await?;
    // Its last statement, with the answer that was given.
    let (_, texts) = content("de")?;
    let anchor = &*texts.item(ItemIndex(2)).anchors[3];
    browser
        .wait_for_text(STATEMENT, |text| text == anchor)
        .await?;
    browser.wait_for(".fits-not.sc-reply--given").await?;
    back(browser).await?;
    stands(browser, 1).await?;
    // Another answer leads on to the item that is there already: nothing piles up.
    browser.click(".fits").await?;
    browser.click(".fits").await?;
    stands(browser, 2).await?;
    for item in [1, 0] {
        back(browser).await?;
        stands(browser, item).await?;
    }
    back(browser).await?;
    browser.wait_for(START).await?;
    browser.script("history.forward()", vec![]).await?;
    stands(browser, 0).await?;
    let address = browser.script("return location.href", vec![]).await?;
    ensure!(address == browser.server.url("/host.html"), "{address}");
    let own = browser.script("return history.state.own", vec![]).await?;
    ensure!(own == 1, "the page's state is gone");
    browser.no_errors().await
}

#[test]
fn the_way_back_leads_from_item_to_item() {
    browse(Engine::Chromium, async |browser| {
        leads_back(browser).await?;
        // What the page has heard of it: nothing of its own has changed.
        let heard = browser
            .script("return new Set(heard).size === 1 && heard[0]", vec![])
            .await?;
        ensure!(heard == 1, "{heard}");
        Ok(())
    });
}

#[test]
fn the_way_back_leads_from_item_to_item_in_firefox() {
    browse(Engine::Firefox, leads_back);
}

#[test]
fn the_way_back_leads_from_item_to_item_in_webkit() {
    browse(Engine::WebKit, leads_back);
}

/// Goal: the widget's own ways back and a new beginning go along in the history, however fast they come.
#[test]
fn the_widgets_own_ways_go_along_in_the_history() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.click(START).await?;
        answer(browser, 0..4).await?;
        is_entry(browser, 10).await?;
        let before = length(browser).await?;
        // Two statements an item; three items in a go.
        let twice = "for (let i = 0; i < 6; i++) { document.querySelector('skill-check').shadowRoot.querySelector('.back').click(); await 0; }";
        browser
            .script(&format!("return (async () => {{ {twice} }})()"), vec![])
            .await?;
        stands(browser, 1).await?;
        is_entry(browser, 4).await?;
        back(browser).await?;
        stands(browser, 0).await?;
        browser.script("history.go(3)", vec![]).await?;
        stands(browser, 3).await?;
        ensure!(length(browser).await? == before);
        // To the result, and from there anew: the way back then leads out of the check.
        browser.click(".finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        is_entry(browser, 1).await?;
        back(browser).await?;
        stands(browser, 3).await?;
        browser.script("history.forward()", vec![]).await?;
        browser.wait_for(".sc-result--whole").await?;
        browser
            .script("document.querySelector('skill-check').restart()", vec![])
            .await?;
        browser.wait_for(START).await?;
        is_entry(browser, 0).await?;
        // What the history still has ahead is nobody's any more.
        browser.script("history.go(2)", vec![]).await?;
        is_entry(browser, 4).await?;
        browser.wait_for(START).await?;
        browser.click(START).await?;
        stands(browser, 0).await?;
        is_entry(browser, 2).await?;
        browser.no_errors().await
    });
}

#[test]
fn a_reload_goes_on_in_the_same_history() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.click(START).await?;
        answer(browser, 0..2).await?;
        is_entry(browser, 6).await?;
        let before = length(browser).await?;
        browser.reload().await?;
        stands(browser, 2).await?;
        browser.wait_for_none("[data-ahead]").await?;
        back(browser).await?;
        stands(browser, 1).await?;
        browser.script("history.forward()", vec![]).await?;
        stands(browser, 2).await?;
        answer(browser, 2..3).await?;
        is_entry(browser, 8).await?;
        ensure!(length(browser).await? == before + 1);
        browser.no_errors().await
    });
}

/// Goal: entries of the page stay the page's: it hears of them, and they lead the check nowhere.
#[test]
fn the_pages_own_entries_stay_its_own() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host(""), Size::PHONE)
            .await?;
        browser.click(START).await?;
        answer(browser, 0..1).await?;
        is_entry(browser, 4).await?;
        // A dialogue of the page, say, at the same address.
        browser
            .script(
                "heard.length = 0; history.pushState({ own: 2 }, '')",
                vec![],
            )
            .await?;
        back(browser).await?;
        browser
            .wait_until("the page hears that its entry is left", async || {
                let heard = browser.script("return heard", vec![]).await?;
                Ok((heard == json!([1])).then_some(()))
            })
            .await?;
        stands(browser, 1).await?;
        // A place in the page: the check goes on from there, and back comes to it again.
        browser.script("location.hash = 'team'", vec![]).await?;
        stands(browser, 1).await?;
        answer(browser, 1..2).await?;
        is_entry(browser, 6).await?;
        back(browser).await?;
        stands(browser, 1).await?;
        let hash = browser.script("return location.hash", vec![]).await?;
        ensure!(hash == "#team");
        back(browser).await?;
        is_entry(browser, 4).await?;
        stands(browser, 1).await?;
        back(browser).await?;
        stands(browser, 0).await?;
        browser.no_errors().await
    });
}

/// The parts of a result that are open.
async fn opened(browser: &Browser, expected: &[&str]) -> Result<()> {
    let open = "const root = document.querySelector('skill-check').shadowRoot;
        return root.querySelector('.sc-result--whole') && [...root.querySelectorAll('.sc-part__body:not([hidden])')].map(({ id }) => id.replace('sc-part-', ''))";
    browser
        .wait_until("the parts are as expected", async || {
            let found = browser.script(open, vec![]).await?;
            Ok((found == json!(expected)).then_some(()))
        })
        .await
        .with_context(|| format!("not open: {expected:?}"))
}

/// The parts of a result are places of their own: the way back closes and opens them, a page that is loaded
/// again opens what was open, and from an answer that was changed the way leads back to it.
async fn leads_through_parts(browser: &Browser) -> Result<()> {
    browser
        .open_page("/host.html", host("ladder='all'"), Size::DESKTOP)
        .await?;
    browser.click(START).await?;
    browser.click(".sc-rung__radio").await?;
    browser.click(".sc-item .next").await?;
    browser.click(".sc-item .finish").await?;
    opened(browser, &[]).await?;
    let before = length(browser).await?;
    browser.open_part("areas").await?;
    browser.open_part("answers").await?;
    opened(browser, &["areas", "answers"]).await?;
    is_entry(browser, 0x8009).await?;
    ensure!(length(browser).await? == before + 2);
    back(browser).await?;
    opened(browser, &["areas"]).await?;
    browser.script("history.forward()", vec![]).await?;
    opened(browser, &["areas", "answers"]).await?;
    browser.reload().await?;
    opened(browser, &["areas", "answers"]).await?;
    is_entry(browser, 0x8009).await?;
    // To the first answer, and back with another one; what is folded inside of a part stays open as well.
    let folds = "return [...document.querySelector('skill-check').shadowRoot.querySelectorAll('#sc-part-answers details')].map(({ open }) => open)";
    browser.click("#sc-part-answers details > summary").await?;
    browser.click(".sc-answer button").await?;
    browser.wait_for(".sc-item").await?;
    browser.click(".sc-rung__radio").await?;
    browser.click(".sc-item .next").await?;
    opened(browser, &["areas", "answers"]).await?;
    is_entry(browser, 0x8009).await?;
    browser
        .wait_until("the fold is open", async || {
            let open = browser.script(folds, vec![]).await?;
            Ok((open[0] == true && open[1] == false).then_some(()))
        })
        .await?;
    for open in [&["areas"][..], &[]] {
        back(browser).await?;
        opened(browser, open).await?;
    }
    back(browser).await?;
    browser.wait_for(".sc-item").await?;
    browser.no_errors().await
}

#[test]
fn the_way_back_leads_through_the_parts_of_a_result() {
    browse(Engine::Chromium, leads_through_parts);
}

#[test]
fn the_way_back_leads_through_the_parts_of_a_result_in_firefox() {
    browse(Engine::Firefox, leads_through_parts);
}

/// Goal: a check that begins by itself, and a page whose state is no plain object, get no entries.
#[test]
fn nothing_is_put_where_it_does_not_belong() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", host("autostart"), Size::PHONE)
            .await?;
        let before = length(browser).await?;
        browser.wait_for_none("[data-ahead]").await?;
        stands(browser, 0).await?;
        ensure!(length(browser).await? == before);
        answer(browser, 0..1).await?;
        is_entry(browser, 4).await?;
        back(browser).await?;
        stands(browser, 0).await?;
        browser
            .script(
                "history.replaceState('mine', ''); sessionStorage.clear()",
                vec![],
            )
            .await?;
        answer(browser, 0..2).await?;
        let state = browser.script("return history.state", vec![]).await?;
        ensure!(state == "mine", "{state}");
        browser.no_errors().await
    });
}

/// Goal: from a frame nothing gets into the history of the page around it.
#[test]
fn a_frame_puts_nothing_into_the_history_around_it() {
    browse(Engine::Chromium, async |browser| {
        browser.server.set_route("/inside.html", host(""));
        let page = Route::page(
            "<!doctype html><html lang='de'><meta charset='utf-8'><title>Around</title><link rel='icon' href='data:,'>
             <iframe src='/inside.html' title='Check' width='400' height='900'></iframe>"
                .to_owned(),
        );
        browser
            .open_page("/around.html", page, Size::DESKTOP)
            .await?;
        browser.enter_frame(0).await?;
        browser.wait_for(START).await?;
        let before = length(browser).await?;
        browser.click(START).await?;
        answer(browser, 0..2).await?;
        ensure!(length(browser).await? == before);
        let state = browser.script("return history.state", vec![]).await?;
        ensure!(state == json!({ "own": 1 }), "{state}");
        browser.no_errors().await
    });
}
