//! Every screen in both languages, at both widths and in all colours: no rule of accessibility is
//! broken, and nothing is wider than the window.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::response::Response::Level;
use browser_tests::{Browser, Engine, Route, Size, browse, content};

/// The colours that a visitor's system may ask for.
const COLOURS: [(&str, &[(&str, &str)]); 3] = [
    ("light", &[("prefers-color-scheme", "light")]),
    ("dark", &[("prefers-color-scheme", "dark")]),
    ("forced", &[("forced-colors", "active")]),
];

/// What reaches beyond the window, where the page can be scrolled to the side.
const TOO_WIDE: &str = "
const found = [];
const look = (root) => {
  for (const element of root.querySelectorAll('*')) {
    if (element.getBoundingClientRect().right > innerWidth) {
      found.push(`${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`);
    }
    if (element.shadowRoot) look(element.shadowRoot);
  }
};
if (document.documentElement.scrollWidth > innerWidth) look(document);
return found;
";

/// Checks the screen as it is, at both widths and in all colours.
async fn check(browser: &Browser, name: &str) -> Result<()> {
    for (width, size) in [("phone", Size::PHONE), ("desktop", Size::DESKTOP)] {
        browser.resize(size).await?;
        let wide = browser.script(TOO_WIDE, vec![]).await?;
        ensure!(
            wide == serde_json::json!([]),
            "{name} on a {width} is too wide: {wide}"
        );
        for (colours, features) in COLOURS {
            browser.prefer(features).await?;
            browser.wait_until_still().await?;
            let name = format!("{name}-{width}-{colours}");
            browser.accessible(&name).await?;
            browser.screenshot_page(&name, size).await?;
        }
        browser.prefer(&[]).await?;
    }
    Ok(())
}

/// From start to result in one language, with a check of each screen.
async fn screens(browser: &Browser, locale: &str) -> Result<()> {
    let (catalogue, _) = content(locale)?;
    let page = format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Page</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <meta name='color-scheme' content='light dark'>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Page</h1><skill-check></skill-check></main></body></html>"
    );
    browser
        .open_page("/host.html", Route::page(page), Size::DESKTOP)
        .await?;
    browser
        .wait_for(&format!(".sc[lang='{locale}'] .sc-start"))
        .await?;
    check(browser, &format!("start-{locale}")).await?;
    browser.click(".sc-start .sc-button--primary").await?;
    for (index, item) in catalogue.items().enumerate() {
        let id = catalogue.item_id(item).as_str();
        browser.wait_for_item(id).await?;
        if index == 1 {
            check(browser, &format!("item-{locale}")).await?;
            browser.click(".sc-item .next").await?;
            browser.wait_for("#sc-missing").await?;
            check(browser, &format!("item-missing-{locale}")).await?;
            browser.click(".sc-rung:nth-child(3)").await?;
            browser
                .wait_for(".sc-rung__radio[value='2']:checked")
                .await?;
            check(browser, &format!("item-answered-{locale}")).await?;
        }
        let level = u8::try_from(index % 4).unwrap();
        browser.respond_by_mouse(id, Level(level)).await?;
    }
    browser.wait_for(".sc-result--whole").await?;
    check(browser, &format!("result-{locale}")).await?;
    browser.open_parts().await?;
    browser.click(".sc-profile__why").await?;
    browser.wait_for(".sc-why__panel").await?;
    browser.click(".sc-plan .best").await?;
    browser.wait_for(".sc-plan :checked").await?;
    browser.click(".sc-filter .sc-tick").await?;
    browser.wait_for(".sc-filter :checked").await?;
    browser.script(
        "document.querySelector('skill-check').shadowRoot.querySelectorAll('details').forEach((details) => { details.open = true; })",
        vec![],
    ).await?;
    check(browser, &format!("result-open-{locale}")).await?;
    browser.no_errors().await
}

#[test]
fn all_screens_in_german() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "de").await
    });
}

#[test]
fn all_screens_in_english() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "en").await
    });
}
