//! What visitors have and where they are: neither is lost by a switch, a question or another window.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::text::TextKey;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Key, Network, Route, Size, browse, content};
use serde_json::json;

/// A host page with this element on it.
async fn open(browser: &Browser, element: &str, fragment: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1>{element}</main></body></html>"
    ))
    // Firefox holds on to no page that says `no-store`.
    .header("Cache-Control", "no-cache");
    browser.server.set_route("/host.html", page);
    browser
        .open(&format!("/host.html{fragment}"), Size::DESKTOP)
        .await
}

/// Answers the first items with level 2 and stays at the next.
async fn answer(browser: &Browser, count: usize) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content("de")?;
    for item in catalogue.items().take(count) {
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, Response::Level(2)).await?;
    }
    let next = catalogue.items().nth(count).unwrap();
    browser
        .wait_for_item(catalogue.item_id(next).as_str())
        .await
}

fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let responses = Responses::from_list(
        &catalogue,
        &vec![Response::Level(3); catalogue.item_count()],
    )?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The shadow root's active element, by its classes.
async fn focused_on(browser: &Browser, selector: &str) -> Result<()> {
    browser.wait_for_focus(selector).await
}

async fn script(browser: &Browser, text: &str) -> Result<serde_json::Value> {
    browser.script(text, vec![]).await
}

#[test]
fn the_focus_stays_where_the_visitor_is() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 2).await?;

        // The message about a link goes; the item stays, and so does the visitor.
        script(browser, "location.hash = 'skill-check=EAAA'").await?;
        browser.wait_for(".link-problem").await?;
        browser.tab_to(".link-problem button", 12).await?;
        browser.press(Key::Enter).await?;
        browser.wait_for_none(".link-problem").await?;
        focused_on(browser, ".sc-ladder__prompt").await?;

        // A question takes the focus to the harmless answer, and gives it back to what asked it.
        browser.click(".finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        for (trigger, question) in [("delete", "#sc-delete"), ("restart", "#sc-restart")] {
            browser.click(&format!(".{trigger}")).await?;
            browser.wait_for(question).await?;
            focused_on(browser, ".cancel").await?;
            browser
                .accessible(&format!("the question {question}"))
                .await?;
            browser.press(Key::Enter).await?;
            browser.wait_for_none(question).await?;
            focused_on(browser, &format!(".{trigger}")).await?;
        }

        // Everything deleted: the start, its heading, and a notice that goes without taking the focus.
        browser.click(".delete").await?;
        browser.click(".confirm-delete").await?;
        browser.wait_for(".sc-start").await?;
        focused_on(browser, ".sc-hero__title").await?;
        browser.accessible("everything is deleted").await?;
        browser.click(".sc-notices .dismiss").await?;
        browser.wait_for_none(".sc-notices .dismiss").await?;
        focused_on(browser, ".sc-hero__title").await?;
        browser.no_errors().await
    });
}

#[test]
fn what_another_window_remembers_is_offered_not_overwritten() {
    browse(Engine::Chromium, async |browser| {
        let first = browser.tab().await?;
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 3).await?;
        // Both windows are there before either remembers anything.
        let second = browser.open_tab().await?;
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 1).await?;

        for (tab, offered) in [(&first, false), (&second, true)] {
            browser.switch_to(tab).await?;
            browser.click(".finish").await?;
            browser.click(".remember").await?;
            browser.wait_for(".remember:checked").await?;
            ensure!(
                browser.all(".take-over").await?.len() == usize::from(offered),
                "offered: {offered}"
            );
        }
        // The second has what the first had kept, and may go on with it.
        let (_, texts) = content("de")?;
        let notice = browser.text(".sc-notice__text").await?;
        assert_eq!(
            notice,
            texts.count(TextKey::KeepElsewhereOne, TextKey::KeepElsewhereOther, 3)
        );
        browser.accessible("another window's state").await?;
        browser.click(".take-over").await?;
        browser.wait_for_none(".take-over").await?;
        browser.wait_for(".sc-result--whole").await?;
        let answered = browser.text(".sc-result--whole").await?;
        ensure!(answered.contains("3 von 39"), "{answered}");
        browser.no_errors().await
    });
}

#[test]
fn a_language_that_cannot_be_loaded_leaves_everything_as_it_is() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 2).await?;
        browser.network(Network::Offline).await?;
        browser.click(".sc-locale[lang='en']").await?;
        let (_, texts) = content("de")?;
        let sentence = texts.get(TextKey::KeepNoLocale);
        browser
            .wait_for_text(".sc-notice__text", |text| text == sentence)
            .await?;
        browser.wait_for(".sc[lang='de'] .sc-item").await?;
        browser.accessible("a language that is not there").await?;
        // The check goes on meanwhile, and the switch works once there is a network.
        let (catalogue, _) = content("de")?;
        let item = catalogue.items().nth(2).unwrap();
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, Response::Level(1)).await?;
        browser.network(Network::Full).await?;
        browser.click(".sc-locale[lang='en']").await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        let next = catalogue.items().nth(3).unwrap();
        browser
            .wait_for_item(catalogue.item_id(next).as_str())
            .await
    });
}

#[test]
fn an_element_that_gets_another_id_keeps_its_check() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 2).await?;
        script(
            browser,
            "document.querySelector('skill-check').id = 'later'",
        )
        .await?;
        browser.click(".sc-locale[lang='en']").await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        let (catalogue, _) = content("en")?;
        let third = catalogue.items().nth(2).unwrap();
        browser
            .wait_for_item(catalogue.item_id(third).as_str())
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn a_shared_result_is_closed_by_the_host_but_not_by_itself() {
    browse(Engine::Chromium, async |browser| {
        let code = code()?;
        let fragment = format!("#a=1&skill-check={code}");
        // The way back is a page's that keeps codes in its address.
        let element = "<skill-check autostart address='keep'></skill-check>";
        open(browser, element, &fragment).await?;
        browser.wait_for(".sc-result--whole .shared").await?;

        // Aiming is for the visitor's own check; the shared one stays as it was shared.
        let target = browser.text(".sc-target__name").await?;
        script(
            browser,
            "document.querySelector('skill-check').setAttribute('family', 'community-manager')",
        )
        .await?;
        browser.wait_until_still().await?;
        assert_eq!(browser.text(".sc-target__name").await?, target);

        script(browser, "document.querySelector('skill-check').start()").await?;
        browser.wait_for(".sc-item").await?;
        assert_eq!(script(browser, "return location.hash").await?, "#a=1");
        let told = "return document.querySelector('skill-check').shadowRoot.querySelectorAll('.shared').length";
        assert_eq!(script(browser, told).await?, json!(0));

        // The way back leads over the start, where one's own check begins, to what was shared.
        script(browser, "history.back()").await?;
        browser.wait_for(".sc-start").await?;
        script(browser, "history.back()").await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        script(browser, "document.querySelector('skill-check').restart()").await?;
        browser.wait_for(".sc-start").await?;
        assert_eq!(script(browser, "return location.hash").await?, "#a=1");
        browser
            .wait_for("[name='family'][value='community-manager']:checked")
            .await?;

        // Without a link, it does start by itself.
        open(browser, element, "?again").await?;
        browser.wait_for(".sc-item").await?;
        browser.no_errors().await
    });
}

/// Away and back by the browser's buttons: the page comes back as it was left, or is loaded anew;
/// either way everything is there. The clock may have gone anywhere meanwhile.
#[test]
fn the_way_back_and_a_wrong_clock_lose_nothing() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check></skill-check>", "").await?;
        answer(browser, 4).await?;
        let (catalogue, _) = content("de")?;
        let fifth = catalogue.items().nth(4).unwrap();
        let fifth = catalogue.item_id(fifth).as_str();
        browser
            .open_page(
                "/elsewhere.html",
                Route::page("<title>Elsewhere</title><link rel='icon' href='data:,'>"),
                Size::DESKTOP,
            )
            .await?;
        script(browser, "history.back()").await?;
        browser.wait_for_item(fifth).await?;
        script(browser, "history.forward()").await?;
        browser
            .wait_until("elsewhere", async || {
                let title = script(browser, "return document.title").await?;
                Ok((title == "Elsewhere").then_some(()))
            })
            .await?;
        script(browser, "history.back()").await?;
        browser.wait_for_item(fifth).await?;

        // On the device, with a clock that is days behind, or weeks ahead, for a while. What is years off goes:
        // see tests/privacy.rs.
        browser.click(".finish").await?;
        browser.click(".remember").await?;
        browser.wait_for(".remember:checked").await?;
        for days in [-1, 60, -1, 89] {
            let clock = format!(
                "const now = Date.now; Date.now = () => now.call(Date) + {days} * 86400000;"
            );
            let page = Route::page(format!(
                "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
                 <link rel='icon' href='data:,'><script>{clock}</script>
                 <script type='module' src='skill-check.js'></script></head>
                 <body><main><h1>Host</h1><skill-check></skill-check></main></body></html>"
            ));
            browser.open_page("/host.html", page, Size::DESKTOP).await?;
            browser.wait_for(".sc-result--whole").await?;
            let answered = browser.text(".sc-result--whole").await?;
            ensure!(answered.contains("4 von 39"), "{days} days: {answered}");
        }
        browser.no_errors().await
    });
}

/// A page that the browser has held on to as it was shows an old state, and offers the newer one
/// that another window has kept meanwhile.
async fn comes_back_from_the_past(browser: &Browser) -> Result<()> {
    let element = "<skill-check storage='local'></skill-check>
        <script>addEventListener('pageshow', (event) => { window.isHeld = event.persisted; });</script>";
    open(browser, element, "").await?;
    answer(browser, 2).await?;
    let first = browser.tab().await?;
    let elsewhere = Route::page("<title>Elsewhere</title><link rel='icon' href='data:,'>");
    browser
        .open_page("/elsewhere.html", elsewhere, Size::DESKTOP)
        .await?;

    browser.open_tab().await?;
    browser.open("/host.html", Size::DESKTOP).await?;
    let (catalogue, texts) = content("de")?;
    let mut items = catalogue.items().skip(2);
    let third = catalogue.item_id(items.next().unwrap()).as_str();
    let fourth = catalogue.item_id(items.next().unwrap()).as_str();
    browser.respond_by_mouse(third, Response::Level(1)).await?;
    browser.wait_for_item(fourth).await?;
    browser.close_tab().await?;

    browser.switch_to(&first).await?;
    script(browser, "history.back()").await?;
    browser.wait_for_item(third).await?;
    assert_eq!(script(browser, "return window.isHeld").await?, true);
    let offer = texts.count(TextKey::KeepElsewhereOne, TextKey::KeepElsewhereOther, 3);
    browser
        .wait_for_text(".sc-notice__text", |text| text == offer)
        .await?;
    browser.click(".take-over").await?;
    browser.wait_for_item(fourth).await?;
    browser.no_errors().await
}

#[test]
fn a_page_from_the_past_offers_what_was_kept_meanwhile() {
    browse(Engine::Chromium, comes_back_from_the_past);
}

#[test]
fn a_page_from_the_past_offers_what_was_kept_meanwhile_in_firefox() {
    browse(Engine::Firefox, comes_back_from_the_past);
}
