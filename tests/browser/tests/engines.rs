//! The same in another engine: a whole check, the page without a server, and the file that holds
//! everything.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::Response;
use assessment::id::FamilyIndex;
use browser_tests::{Browser, Engine, Expected, Route, Size, browse, content, dist};
use serde_json::json;

/// Answers every item, each fifth with a skip.
async fn run(browser: &Browser) -> Result<Vec<Response>> {
    let (catalogue, _) = content("de")?;
    let mut responses = Vec::new();
    browser.click(".sc-start .sc-button--primary").await?;
    for (n, item) in catalogue.items().enumerate() {
        let response = match n % 5 {
            4 => Response::Skipped,
            level => Response::Level(u8::try_from(level)?),
        };
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, response).await?;
        responses.push(response);
    }
    browser.wait_for(".sc-result").await?;
    Ok(responses)
}

#[test]
fn firefox_shows_the_result_of_a_whole_check() {
    browse(Engine::Firefox, async |browser| {
        let page = Route::page(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
             <body><main><h1>Host</h1><skill-check></skill-check></main></body></html>",
        );
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        let responses = run(browser).await?;
        let (catalogue, _) = content("de")?;
        let family = catalogue.family_id(FamilyIndex(0)).as_str();
        let expected = Expected::new("de", family, &responses)?;
        browser.shows(&expected).await?;
        browser.accessible("the result in Firefox").await?;
        browser.reload().await?;
        browser.shows(&expected).await?;
        browser.no_errors().await
    });
}

#[test]
fn firefox_opens_the_one_file_without_a_request() {
    browse(Engine::Firefox, async |browser| {
        for (locale, other) in [("de", "en"), ("en", "de")] {
            browser.open_tab().await?;
            let file = dist()?.join(format!("skill-check-offline.{locale}.html"));
            let address = format!("file://{}", file.canonicalize()?.display());
            browser.goto(&address).await?;
            browser
                .wait_for(&format!(".sc[lang='{locale}'] .sc-start"))
                .await?;
            browser.click(".sc-start .sc-button--primary").await?;
            browser.click(".sc-rung").await?;
            browser.click(".next").await?;
            browser
                .click(&format!(".sc-locales [lang='{other}']"))
                .await?;
            browser
                .wait_for(&format!(".sc[lang='{other}'] .sc-item"))
                .await?;
            browser.reload().await?;
            browser.click(".sc-item .finish").await?;
            browser.wait_for(".sc-result").await?;
            let asked =
                "return performance.getEntriesByType('resource').map((entry) => entry.name)";
            assert_eq!(browser.script(asked, vec![]).await?, json!([]));
            browser.no_errors().await?;
        }
        ensure!(browser.requests().is_empty(), "{:?}", browser.requests());
        Ok(())
    });
}

#[test]
fn firefox_needs_no_server_after_one_visit() {
    browse(Engine::Firefox, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        browser.lose_server()?;
        browser.open("/", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.reload().await?;
        browser.click(".sc-locales [lang='en']").await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result").await?;
        browser.no_errors().await
    });
}
