//! Every screen and all that is said only now and then, from the narrowest phone to a wide desktop,
//! by day and by night, in both languages: nothing is wider than the window, and no rule of
//! accessibility is broken. With `SKILL_CHECK_SCREENSHOTS`, each is kept as a picture to look at.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Route, Size, browse, built, content};
use serde_json::json;

/// The worked example of docs/method.md; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.";

/// A small phone, a phone, a tablet, a desktop.
const SIZES: [Size; 4] = [
    Size::new(320, 640),
    Size::new(390, 844),
    Size::new(768, 1024),
    Size::new(1440, 900),
];

/// What reaches beyond the window, where the page can be scrolled to the side; and buttons of a row
/// that stand alone beneath it.
const ASTRAY: &str = "
const found = [];
const look = (root) => {
  for (const element of root.querySelectorAll('*')) {
    const { left, right } = element.getBoundingClientRect();
    const isOut = right > innerWidth + 1 || left < -1;
    if (isOut && document.documentElement.scrollWidth > innerWidth) {
      found.push(`${element.localName}.${element.getAttribute('class')} ${element.textContent.trim().slice(0, 40)}`);
    }
    if (element.shadowRoot) look(element.shadowRoot);
  }
};
look(document);
const rows = document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-item .sc-actions');
// On the narrowest phone the longest words have no room beside each other.
for (const row of innerWidth > 320 ? rows : []) {
  const tops = [...row.querySelectorAll('button')].map((button) => button.getBoundingClientRect());
  if (tops.some(({ top, bottom }) => top >= tops[0].bottom || bottom <= tops[0].top)) found.push('the buttons of an item have more than one row');
}
return found;
";

/// Looks at the screen as it is, at every width, by day and by night.
async fn look(browser: &Browser, name: &str) -> Result<()> {
    for scheme in ["light", "dark"] {
        browser
            .prefer(&[
                ("prefers-color-scheme", scheme),
                ("prefers-reduced-motion", "reduce"),
            ])
            .await?;
        for size in SIZES {
            browser.resize(size).await?;
            browser.wait_until_still().await?;
            let name = format!("{name}-{}-{scheme}", size.width);
            let astray = browser.script(ASTRAY, vec![]).await?;
            ensure!(astray == json!([]), "{name}: {astray:#}");
            picture(browser, &name, size).await?;
        }
        // What is on a result, screens.rs looks at.
        if !name.starts_with("result") {
            browser.resize(SIZES[2]).await?;
            browser.accessible(&format!("{name} {scheme}")).await?;
        }
    }
    Ok(())
}

/// Keeps a picture where pictures are wanted, as much of the page as a browser can draw at once.
async fn picture(browser: &Browser, name: &str, size: Size) -> Result<()> {
    let Some(folder) = std::env::var_os("SKILL_CHECK_SCREENSHOTS") else {
        return Ok(());
    };
    let png = browser.page_as_png(size, 16_000).await?;
    std::fs::create_dir_all(&folder)?;
    let path = std::path::Path::new(&folder).join(format!("{name}.png"));
    std::fs::write(path, png).with_context(|| format!("{name} can't be written"))
}

/// Opens a page with the element in a language.
async fn open(browser: &Browser, locale: &str, attributes: &str) -> Result<()> {
    let drive = Route::file(include_bytes!("faults/drive.js"));
    browser.server.set_route("/drive.js", drive);
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <meta name='color-scheme' content='light dark'><script src='drive.js'></script>
         <script type='module' src='skill-check.js'></script></head>
         <body style='margin: 0'><main><h1>Host</h1><skill-check {attributes}></skill-check></main></body></html>"
    ));
    browser.open_page("/host.html", page, Size::DESKTOP).await?;
    let start = format!(".sc[lang='{locale}'] .sc-start");
    browser.wait_for(&start).await.map(drop)
}

async fn run(browser: &Browser, script: &str) -> Result<()> {
    let script = format!("return (async () => {{ {script} }})()");
    browser.script(&script, vec![]).await.map(drop)
}

/// Start and items, and what is said when something has gone wrong.
async fn asking(browser: &Browser, locale: &str) -> Result<()> {
    open(browser, locale, "storage='none'").await?;
    look(browser, &format!("start-{locale}")).await?;
    browser.click(".sc-start .quick").await?;
    browser.wait_for(".sc-item").await?;
    look(browser, &format!("quick-{locale}")).await?;
    open(browser, locale, "storage='none'").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.wait_for(".sc-item").await?;
    look(browser, &format!("item-{locale}")).await?;
    browser.click(".sc-item .next").await?;
    browser.wait_for("#sc-missing").await?;
    look(browser, &format!("item-missing-{locale}")).await?;
    run(browser, "await drive.respond(30)").await?;
    for count in 1..=3 {
        run(
            browser,
            "drive.panic(); drive.find('.skip').click(); await drive.wait('.sc-loader button')",
        )
        .await?;
        if count < 3 {
            if count == 1 {
                look(browser, &format!("crashed-{locale}")).await?;
            }
            browser.click(".sc-loader button").await?;
            browser.wait_for(".sc-item").await?;
        }
    }
    look(browser, &format!("crashed-often-{locale}")).await?;
    browser.click(".sc-loader button").await?;
    browser.wait_for(".sc-loader textarea").await?;
    look(browser, &format!("crashed-copied-{locale}")).await?;
    browser.click(".sc-loader button + button").await?;
    browser.wait_for(".sc-item").await?;
    run(browser, "await drive.respond(2)").await?;
    browser.click(".sc-rung:nth-child(3)").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    look(browser, &format!("item-last-{locale}")).await
}

/// What is said about what is kept, and asked before it is deleted.
async fn keeping(browser: &Browser, locale: &str) -> Result<()> {
    let first = browser.tab().await?;
    open(browser, locale, "").await?;
    run(browser, "await drive.respond(3)").await?;
    let second = browser.open_tab().await?;
    open(browser, locale, "").await?;
    run(browser, "await drive.respond(1)").await?;
    for tab in [&first, &second] {
        browser.switch_to(tab).await?;
        browser.click(".finish").await?;
        browser.click(".remember").await?;
        browser.wait_for(".remember:checked").await?;
    }
    browser.wait_for(".take-over").await?;
    look(browser, &format!("elsewhere-{locale}")).await?;
    browser.click(".dismiss").await?;
    browser.wait_for_none(".take-over").await?;
    browser.reload().await?;
    browser.click(".sc-keep .delete").await?;
    browser.wait_for(".confirm-delete").await?;
    look(browser, &format!("asks-delete-{locale}")).await?;
    browser.click(".confirm-delete").await?;
    browser.wait_for(".sc-start").await?;
    look(browser, &format!("deleted-{locale}")).await
}

/// A result: one's own, with everything open, somebody's, both, and none.
async fn results(browser: &Browser, locale: &str) -> Result<()> {
    let (catalogue, _) = content(locale)?;
    let list: Vec<_> = EXAMPLE
        .chars()
        .map(|level| {
            let level = level.to_digit(10);
            level.map_or(Response::Skipped, |level| Response::Level(level as u8))
        })
        .collect();
    let list = Responses::from_list(&catalogue, &list)?;
    let code = link::encode(&catalogue, &list, FamilyIndex(0), None)?;
    open(browser, locale, "").await?;
    run(
        browser,
        "await drive.respond(); await drive.wait('.sc-result--whole')",
    )
    .await?;
    look(browser, &format!("result-{locale}")).await?;
    run(
        browser,
        "for (const part of ['areas', 'profiles', 'plan', 'answers', 'share', 'take']) { drive.find(`[aria-controls='sc-part-${part}']`).click(); await drive.turn(); }
         for (const name of ['.sc-profile__why', '.sc-plan .best', '.sc-filter .sc-tick', '.sc-share .qr', '.open-link']) { drive.find(name).click(); await drive.turn(); }
         await drive.wait('.sc-qr');
         const root = drive.element().shadowRoot;
         for (const statement of root.querySelectorAll('.sc-knowledge .sc-choices')) { statement.querySelector('input').click(); await drive.turn(); }
         for (const details of root.querySelectorAll('details')) details.open = !details.parentElement.closest('details') && !details.matches('.sc-answers *');",
    )
    .await?;
    look(browser, &format!("result-open-{locale}")).await?;
    let go = "location.hash = arguments[0]";
    let fragment = json!(format!("skill-check={code}"));
    browser.script(go, vec![fragment]).await?;
    browser.wait_for(".sc-result--whole .shared").await?;
    browser.click(".compare").await?;
    browser.wait_for(".sc-compare").await?;
    look(browser, &format!("compare-{locale}")).await?;
    let fragment = json!("skill-check=EAEV8");
    browser.script(go, vec![fragment]).await?;
    browser.wait_for(".link-problem").await?;
    look(browser, &format!("link-problem-{locale}")).await
}

/// What stands in the result's place while its parts can't be had.
async fn waiting(browser: &Browser, locale: &str) -> Result<()> {
    for kind in [".wasm", ".js"] {
        let path = built("assets", "later.", kind)?;
        browser.server.set_route(&path, Route::failing(503));
    }
    open(browser, locale, "storage='none'").await?;
    run(browser, "await drive.respond(1)").await?;
    browser.click(".finish").await?;
    browser
        .wait_for(".sc-waiting button")
        .await
        .context("a way to try again")?;
    look(browser, &format!("waiting-failed-{locale}")).await
}

macro_rules! tests {
    ($($name:ident: $part:ident in $locale:literal),+ $(,)?) => {$(
        #[test]
        fn $name() {
            browse(Engine::Chromium, async |browser| $part(browser, $locale).await);
        }
    )+};
}

tests!(
    questions_in_german: asking in "de",
    questions_in_english: asking in "en",
    what_is_kept_in_german: keeping in "de",
    what_is_kept_in_english: keeping in "en",
    results_in_german: results in "de",
    results_in_english: results in "en",
    no_result_in_german: waiting in "de",
    no_result_in_english: waiting in "en",
);
