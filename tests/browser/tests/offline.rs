//! Without a network: the standalone page after one visit, and the file that holds the whole check.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in, dist};
use serde_json::json;

/// All that can be done with a result can be done here.
async fn takes_along(browser: &Browser) -> Result<()> {
    browser.click(".sc-share .qr").await?;
    browser.wait_for(".sc-qr").await?;
    let catch = "window.saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };";
    browser.script(catch, vec![]).await?;
    for kind in ["json", "csv", "svg", "png"] {
        browser.click(&format!(".sc-take .{kind}")).await?;
        browser
            .wait_until(&format!("there is a file .{kind}"), async || {
                let names = browser.script("return saved.join(' ')", vec![]).await?;
                Ok(names
                    .as_str()
                    .unwrap_or_default()
                    .ends_with(kind)
                    .then_some(()))
            })
            .await?;
    }
    assert!(browser.print().await?.starts_with(b"%PDF-"));
    browser.click(".sc-take .print").await?;
    browser.wait_for("iframe").await?;
    Ok(())
}

#[test]
fn after_one_visit_the_page_needs_no_server() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        browser.lose_server()?;
        browser.open("/", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        for _ in 0..20 {
            browser.reload().await?;
            browser.wait_for(".sc-item").await?;
        }
        // The other language lies ready as well, and so does the drawing of QR codes.
        browser.click(".sc-locales [lang='en']").await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        takes_along(browser).await?;
        browser.open("/index.html?from=home", Size::DESKTOP).await?;
        browser.wait_for(".sc-result--whole").await?;
        Ok(())
    });
}

/// Goal: a server that sends visitors of the folder on to the page's own name is no obstacle: browsers
/// refuse to show a page from a redirected answer.
#[test]
fn a_server_that_redirects_to_the_page_is_not_needed_either() {
    browse(Engine::Chromium, async |browser| {
        let detour = Route::failing(302).header("Location", "/index.html");
        browser.server.set_route("/", detour);
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        browser.lose_server()?;
        for path in ["/", "/index.html"] {
            browser.open(path, Size::DESKTOP).await?;
            browser.wait_for(".sc-start").await?;
        }
        Ok(())
    });
}

/// Goal: a cache that the browser refuses, or has lost, leaves the page as it is without a worker.
#[test]
fn a_refused_cache_is_as_if_it_were_empty() {
    browse(Engine::Chromium, async |browser| {
        let built = std::fs::read_to_string(dist()?.join("sw.js"))?;
        let refusing = "const open = caches.open; let isRefused = false;
            caches.open = async (name) => {
              if (isRefused) throw new DOMException('on purpose', 'UnknownError');
              return open.call(caches, name);
            };
            addEventListener('message', ({ data }) => { if (data === 'refuse') isRefused = true; });";
        let worker = Route {
            body: Some(format!("{refusing}\n{built}").into_bytes()),
            ..Route::default()
        };
        browser.server.set_route("/sw.js", worker);
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        let refuse = "navigator.serviceWorker.controller.postMessage('refuse')";
        browser.script(refuse, vec![]).await?;
        browser.server.clear_requests();
        browser.reload().await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        let asked = browser.server.requests();
        ensure!(
            asked.iter().any(|request| request.path == "/"),
            "it was kept"
        );
        Ok(())
    });
}

#[test]
fn the_page_can_be_installed() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        let manifest = browser.devtools("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]), "{manifest}");
        let found = browser
            .devtools("Page.getInstallabilityErrors", json!({}))
            .await?;
        assert_eq!(found["installabilityErrors"], json!([]), "{found}");
        Ok(())
    });
}

#[test]
fn one_file_holds_the_whole_check() {
    browse(Engine::Chromium, async |browser| {
        for (locale, other) in [("de", "en"), ("en", "de")] {
            // A tab of its own: what is answered in one goes on in the other.
            browser.open_tab().await?;
            let file = dist()?.join(format!("skill-check-offline.{locale}.html"));
            browser
                .goto(&format!("file://{}", file.canonicalize()?.display()))
                .await?;
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
            browser.click(".sc-item .finish").await?;
            browser.wait_for(".sc-result--whole").await?;
            let asked =
                "return performance.getEntriesByType('resource').map((entry) => entry.name)";
            assert_eq!(browser.script(asked, vec![]).await?, json!([]));
            browser.no_errors().await?;
        }
        ensure!(browser.requests().is_empty(), "{:?}", browser.requests());
        Ok(())
    });
}

/// The standalone page with this on its element.
async fn open_with(browser: &Browser, attribute: &str) -> Result<()> {
    let page = std::fs::read_to_string(dist()?.join("index.html"))?;
    let changed = page.replacen("<skill-check ", &format!("<skill-check {attribute} "), 1);
    ensure!(changed != page, "the page has no element");
    // The list of what is kept names the page as it was built.
    browser.server.set_route("/own.html", Route::page(changed));
    browser.open("/own.html", Size::DESKTOP).await?;
    browser.wait_for(".sc-start").await?;
    Ok(())
}

/// How many caches and workers there are.
async fn kept(browser: &Browser) -> Result<String> {
    let count = "return Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
        .then((lists) => lists.map(({ length }) => length).join(' '))";
    let count = browser.script(count, vec![]).await?;
    Ok(count.as_str().unwrap_or_default().to_owned())
}

async fn becomes(browser: &Browser, expected: &str) -> Result<()> {
    browser
        .wait_until(&format!("caches and workers are {expected}"), async || {
            Ok((kept(browser).await? == expected).then_some(()))
        })
        .await
}

/// The page keeps itself when it is asked to, says what that takes, and lets go again.
async fn keeps_what_is_asked_for(browser: &Browser) -> Result<()> {
    open_with(browser, "offline='ask'").await?;
    let shown = "return [...document.querySelectorAll('.offline :is(p, button)')]
        .filter((part) => part.offsetParent).map((part) => part.textContent).join(' ')";
    let text = async || -> Result<String> {
        let text = browser.script(shown, vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    };
    browser
        .wait_until("it is offered", async || {
            Ok(text().await?.ends_with("Ablegen").then_some(()))
        })
        .await?;
    let offered = text().await?;
    ensure!(
        offered.contains(" MB, keine Antworten)") && !offered.contains("Entfernen"),
        "{offered}"
    );
    ensure!(kept(browser).await? == "0 0", "something was kept unasked");
    browser.accessible("the offer to keep the page").await?;

    let press = ".offline button.offline__offer";
    browser.click(press).await?;
    browser
        .wait_until("it is kept", async || {
            Ok(text().await?.ends_with("Entfernen").then_some(()))
        })
        .await?;
    becomes(browser, "1 1").await?;
    let focused = "return document.activeElement.className";
    ensure!(browser.script(focused, vec![]).await? == "offline__kept");

    browser.reload().await?;
    browser.wait_for(".sc-start").await?;
    browser.click(".offline button.offline__kept").await?;
    becomes(browser, "0 0").await?;
    ensure!(text().await?.ends_with("Ablegen"));
    // The worker is still in charge of this page, and must not keep what it is asked for from now on.
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.click(".next").await?;
    browser.wait_for(".back").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    ensure!(kept(browser).await?.starts_with('0'), "it was kept again");
    browser.no_errors().await
}

#[test]
fn a_page_that_asks_is_kept_only_when_it_is_wanted() {
    browse_in(&Engine::ALL, keeps_what_is_asked_for);
}

/// What an earlier build kept goes once the operator says so; what can't be kept is said.
#[test]
fn a_page_that_must_not_be_kept_lets_go_and_one_that_can_not_says_so() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        ensure!(kept(browser).await? == "1 1");
        open_with(browser, "offline='no'").await?;
        becomes(browser, "0 0").await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        ensure!(kept(browser).await? == "0 0", "it was kept again");

        open_with(browser, "offline='ask'").await?;
        browser
            .server
            .set_route("/manifest.webmanifest", Route::failing(503));
        browser.click(".offline button.offline__offer").await?;
        let failed = ".offline [lang='de'] .offline__failed:not([hidden])";
        browser.wait_for(failed).await?;
        becomes(browser, "0 0").await?;
        Ok(())
    });
}
