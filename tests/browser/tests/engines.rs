//! The same in three engines: a whole check by mouse in both languages, by keys alone, after a
//! reload, from a link, and in a foreign page; and what else Firefox can do without a server.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::id::FamilyIndex;
use assessment::text::TextKey;
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Expected, Key, Route, Size, browse, content, dist};
use serde_json::json;

/// What is answered, by position: each fifth item is skipped.
fn responses() -> Result<Vec<(String, Response)>> {
    let (catalogue, _) = content("de")?;
    let responses = catalogue.items().enumerate().map(|(n, item)| {
        let response = match n % 5 {
            4 => Response::Skipped,
            level => Response::Level(u8::try_from(level)?),
        };
        Ok((catalogue.item_id(item).to_string(), response))
    });
    responses.collect()
}

/// A host page with these elements.
async fn open(browser: &Browser, locale: &str, elements: &str, fragment: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='{locale}'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         {}<script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1>{elements}</main></body></html>",
        browser.recorder()
    ));
    browser.server.set_route("/host.html", page);
    let path = format!("/host.html{fragment}");
    browser.open(&path, Size::DESKTOP).await
}

fn expected(locale: &str, responses: &[(String, Response)]) -> Result<Expected> {
    let responses: Vec<_> = responses.iter().map(|(_, response)| *response).collect();
    let (catalogue, _) = content("de")?;
    let family = catalogue.family_id(FamilyIndex(0)).as_str();
    Expected::new(locale, family, &responses)
}

/// The whole check by mouse, with axe's rules on every kind of screen, and once more after a reload.
async fn whole_run(browser: &Browser, locale: &str) -> Result<()> {
    let engine = browser.engine();
    open(browser, locale, "<skill-check></skill-check>", "").await?;
    browser.wait_for(".sc-start").await?;
    browser
        .accessible(&format!("the start in {engine:?}"))
        .await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let responses = responses()?;
    for (n, (id, response)) in responses.iter().enumerate() {
        if n == 2 {
            browser.wait_for_item(id).await?;
            browser
                .accessible(&format!("an item in {engine:?}"))
                .await?;
        }
        browser.respond_by_mouse(id, *response).await?;
    }
    let expected = expected(locale, &responses)?;
    browser.shows(&expected).await?;
    browser
        .accessible(&format!("the result in {engine:?}"))
        .await?;
    browser.reload().await?;
    browser.shows(&expected).await?;
    browser.no_errors().await
}

/// From start to result without a mouse: Tab, Enter, digits, arrows; the focus is never lost.
async fn keys_alone(browser: &Browser) -> Result<()> {
    open(browser, "en", "<skill-check></skill-check>", "").await?;
    browser.wait_for(".sc-start").await?;
    browser.tab_to_families().await?;
    browser.press(Key::Down).await?;
    let second = "[name='family'][value='community-manager']:checked";
    browser.wait_for_focus(second).await?;
    browser.press(Key::Up).await?;
    browser
        .tab_back_to(".sc-start .sc-button--primary", 4)
        .await?;
    browser.press(Key::Enter).await?;
    let responses = responses()?;
    for (id, response) in &responses {
        browser.respond_by_keys(id, *response).await?;
    }
    browser.shows(&expected("en", &responses)?).await?;
    browser.wait_for_focus(".sc-headline__sentence").await?;
    browser.no_errors().await
}

/// A reload in the middle of the check, and the way back.
async fn resumes(browser: &Browser) -> Result<()> {
    open(browser, "de", "<skill-check></skill-check>", "").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let responses = responses()?;
    for (id, response) in &responses[..7] {
        browser.respond_by_mouse(id, *response).await?;
    }
    browser.wait_for_item(&responses[7].0).await?;
    browser.reload().await?;
    browser.wait_for_item(&responses[7].0).await?;
    browser.click(".sc-item .back").await?;
    let (id, _) = &responses[6];
    browser
        .wait_for(&format!(".sc-rung__radio[name='{id}'][value='1']:checked"))
        .await?;
    browser.no_errors().await
}

/// A link shows somebody's result, and leaves the own check as it is.
async fn opens_a_link(browser: &Browser) -> Result<()> {
    let (catalogue, texts) = content("de")?;
    let responses = responses()?;
    let list: Vec<_> = responses.iter().map(|(_, response)| *response).collect();
    let list = Responses::from_list(&catalogue, &list)?;
    let code = link::encode(&catalogue, &list, FamilyIndex(0), None)?;
    open(browser, "de", "<skill-check></skill-check>", "").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let (first, _) = &responses[0];
    browser.respond_by_mouse(first, Response::Level(4)).await?;
    browser
        .script(
            "location.hash = arguments[0]",
            vec![json!(format!("skill-check={code}"))],
        )
        .await?;
    browser.wait_for(".sc-result--whole").await?;
    let title = browser.text(".sc-headline .sc-eyebrow").await?;
    ensure!(
        title.eq_ignore_ascii_case(texts.get(TextKey::SharedTitle)),
        "{title}"
    );
    let expected = expected("de", &responses)?;
    let profile = &*expected.texts.profile(expected.headline.profile).name;
    let headline = browser.text(".sc-headline__sentence").await?;
    ensure!(headline.contains(profile), "{headline}");
    browser.script("history.back()", vec![]).await?;
    browser.wait_for_item(&responses[1].0).await?;
    browser.no_errors().await
}

/// Two widgets in a page of somebody else's style: each has its own answers, and keeps its look.
async fn is_embedded(browser: &Browser) -> Result<()> {
    let elements = "<style>* { color: red !important; font-size: 7px !important; } button { display: none !important; }</style>
        <skill-check id='a'></skill-check><skill-check id='b' lang='en' family='community-manager'></skill-check>
        <script>window.told = []; for (const name of ['ready', 'start', 'progress'])
          addEventListener(`skill-check-${name}`, (event) => told.push(`${event.target.id} ${name}`));</script>";
    open(browser, "de", elements, "").await?;
    browser.wait_for("#a").await?;
    browser.wait_for(".sc[lang='en'] .sc-start").await?;
    browser.wait_for(".sc[lang='de'] .sc-start").await?;
    browser
        .click(".sc[lang='en'] .sc-start .sc-button--primary")
        .await?;
    let (first, _) = &responses()?[0];
    browser.respond_by_mouse(first, Response::Level(2)).await?;
    browser
        .wait_until("both are where they should be", async || {
            let told = browser.script("return told", vec![]).await?;
            Ok((told.as_array().is_some_and(|told| {
                ["a ready", "b ready", "b start", "b progress"]
                    .iter()
                    .all(|event| told.contains(&json!(event)))
                    && !told.contains(&json!("a start"))
            }))
            .then_some(()))
        })
        .await?;
    browser.wait_for(".sc[lang='de'] .sc-start").await?;
    let size = "return getComputedStyle(document.querySelector('#a').shadowRoot.querySelector('h2')).fontSize";
    let size = browser.script(size, vec![]).await?;
    ensure!(size != "7px", "the host's style came in: {size}");
    browser.no_errors().await
}

/// The journeys of every engine.
macro_rules! journeys {
    ($($engine:ident $module:ident),+) => {$(
        mod $module {
            use super::*;

            #[test]
            fn a_whole_run_in_german() {
                browse(Engine::$engine, async |browser| whole_run(browser, "de").await);
            }

            #[test]
            fn a_whole_run_in_english() {
                browse(Engine::$engine, async |browser| whole_run(browser, "en").await);
            }

            #[test]
            fn a_whole_run_by_keys_alone() {
                browse(Engine::$engine, async |browser| keys_alone(browser).await);
            }

            #[test]
            fn a_reload_in_the_middle() {
                browse(Engine::$engine, async |browser| resumes(browser).await);
            }

            #[test]
            fn a_result_link() {
                browse(Engine::$engine, async |browser| opens_a_link(browser).await);
            }

            #[test]
            fn two_widgets_in_a_foreign_page() {
                browse(Engine::$engine, async |browser| is_embedded(browser).await);
            }
        }
    )+};
}

journeys!(Chromium chromium, Firefox firefox, WebKit webkit);

/// The file that holds everything, in both languages, each switched to the other one.
async fn opens_the_one_file(browser: &Browser) -> Result<()> {
    for (locale, other) in [("de", "en"), ("en", "de")] {
        // WebKit's driver waits for ever for a click in a second tab: what the first file has kept
        // goes by hand there.
        if browser.engine() == Engine::WebKit {
            let clear = "try { sessionStorage.clear() } catch {}";
            browser.script(clear, vec![]).await?;
        } else {
            browser.open_tab().await?;
        }
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
        browser.wait_for(".sc-result--whole").await?;
        let asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        assert_eq!(browser.script(asked, vec![]).await?, json!([]));
        browser.no_errors().await?;
    }
    ensure!(browser.requests().is_empty(), "{:?}", browser.requests());
    Ok(())
}

#[test]
fn firefox_opens_the_one_file_without_a_request() {
    browse(Engine::Firefox, async |browser| {
        opens_the_one_file(browser).await
    });
}

#[test]
fn webkit_opens_the_one_file_without_a_request() {
    browse(Engine::WebKit, async |browser| {
        opens_the_one_file(browser).await
    });
}

/// The standalone page once, then without its server.
async fn needs_no_server(browser: &Browser) -> Result<()> {
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
    browser.wait_for(".sc-result--whole").await?;
    browser.no_errors().await
}

#[test]
fn firefox_needs_no_server_after_one_visit() {
    browse(Engine::Firefox, async |browser| {
        needs_no_server(browser).await
    });
}

#[test]
fn webkit_needs_no_server_after_one_visit() {
    browse(Engine::WebKit, async |browser| {
        needs_no_server(browser).await
    });
}
