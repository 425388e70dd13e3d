//! Without a network: the page is kept once somebody has opened it, by a worker that has nothing to do with the check's.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in, dist};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{CATCH, CHOOSE, DESK, TABLE, begin, editor, files, open};

/// The scopes of all workers that are at work, and how many caches there are.
const KEPT: &str = "
    return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([all, { length }]) =>
      [...all.filter(({ active }) => active?.state === 'activated').map(({ scope }) => new URL(scope).pathname).sort(), length].join(' '))";

async fn becomes(browser: &Browser, expected: &str) -> Result<()> {
    browser
        .wait_until(&format!("workers and caches are {expected}"), async || {
            Ok((browser.script(KEPT, vec![]).await? == expected).then_some(()))
        })
        .await
}

async fn goes_on_without_a_server(browser: &Browser) -> Result<()> {
    open(browser, DESK).await?;
    begin(browser, "de, en").await?;
    files(browser).await?;
    becomes(browser, "/studio 1").await?;
    let address = browser.script("return location.href", vec![]).await?;
    browser.lose_server()?;
    // A visit anew: what a driver calls a reload goes past workers in Firefox, right after the first visit.
    browser.goto("about:blank").await?;
    browser
        .goto(address.as_str().context("an address")?)
        .await?;
    browser
        .wait_for("#status.in-order")
        .await
        .context("in order, 0")?;
    browser.wait_for(".sc-start").await?;
    let cell = "[data-cell='required calendars front-office.senior']";
    browser.click(cell).await?;
    browser.press('1').await?;
    browser.wait_for("#problem-count.bad").await?;
    browser.click("#tab-problems").await?;
    browser.click("[data-fix=senior]").await?;
    browser
        .wait_for("#status.in-order")
        .await
        .context("in order, 1")?;
    // What comes only when it is asked for was kept as well.
    browser.click("#tab-text").await?;
    editor(browser).await?;
    browser.script(CATCH, vec![]).await?;
    browser.click("#leave").await?;
    browser.wait_for("#begin:not([hidden])").await?;
    browser.click("#import").await?;
    let table = vec![json!("fahrrad.csv"), json!(TABLE)];
    browser.script(CHOOSE, table).await?;
    browser.wait_for("#status.draft").await?;
    browser.click("#leave").await?;
    browser.wait_for("#begin:not([hidden])").await?;
    browser.click("[data-ours=social-media]").await?;
    browser
        .wait_for("#status.in-order")
        .await
        .context("in order, 2")?;
    browser.wait_for(".sc-start").await?;
    Ok(())
}

#[test]
fn after_one_visit_the_studio_needs_no_server() {
    browse_in(&Engine::ALL, goes_on_without_a_server);
}

/// The page of this name with something written into it.
fn changed(name: &str, from: &str, to: &str) -> Result<Route> {
    let page = std::fs::read_to_string(dist()?.join(name))?;
    let changed = page.replacen(from, to, 1);
    ensure!(changed != page, "{name} has no {from}");
    Ok(Route::page(changed))
}

#[test]
fn a_visitor_of_the_check_keeps_nothing_of_it_and_each_lets_go_of_its_own() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        becomes(browser, "/ 1").await?;
        let asked = browser.server.requests();
        let studio = asked.iter().find(|one| one.path.starts_with("/studio"));
        ensure!(studio.is_none(), "{studio:?}");
        open(browser, DESK).await?;
        becomes(browser, "/ /studio 2").await?;
        // What the check's operator wants is none of the studio's business, and the other way round.
        let page = changed("index.html", "<skill-check ", "<skill-check offline='no' ")?;
        browser.server.set_route("/own.html", page);
        browser.open("/own.html", Size::DESKTOP).await?;
        becomes(browser, "/studio 1").await?;
        browser.open("/", Size::DESKTOP).await?;
        becomes(browser, "/ /studio 2").await?;
        let page = changed("studio.html", "<html ", "<html data-offline='no' ")?;
        browser.server.set_route("/studio-own.html", page);
        browser.open("/studio-own.html", DESK).await?;
        becomes(browser, "/ 1").await?;
        Ok(())
    });
}

/// Another build comes at the next visit, unless somebody is in the middle of something.
#[test]
fn another_build_takes_over_where_nothing_is_open() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        becomes(browser, "/studio 1").await?;
        begin(browser, "de").await?;
        files(browser).await?;
        let address = browser.script("return location.href", vec![]).await?;
        let page = std::fs::read_to_string(dist()?.join("studio.html"))?;
        let newer = page.replacen("<html ", "<html data-newer ", 1);
        let hash = |text: &str| -> String {
            let digest = Sha256::digest(text);
            digest.iter().map(|byte| format!("{byte:02x}")).collect()
        };
        let worker = std::fs::read_to_string(dist()?.join("studio-sw.js"))?;
        ensure!(worker.contains(&hash(&page)), "the worker knows no page");
        let worker = worker.replace(&hash(&page), &hash(&newer));
        // The cache of a build is called after what is in it.
        let cache = "return caches.keys().then(([name]) => name.split('-').at(-1))";
        let version = browser.script(cache, vec![]).await?;
        let version = version.as_str().context("a version")?.to_owned();
        ensure!(worker.contains(&version), "the worker knows no version");
        let script = Route::file(worker.replace(&version, "newer"));
        let script = script.header("Content-Type", "text/javascript");
        browser.server.set_route("/studio-sw.js", script);
        browser.server.set_route("/studio.html", Route::page(newer));
        browser
            .goto(address.as_str().context("an address")?)
            .await?;
        browser.reload().await?;
        browser
            .wait_for("#status.in-order")
            .await
            .context("in order, 3")?;
        let is_newer = "return 'newer' in document.documentElement.dataset";
        let waits = "return navigator.serviceWorker.getRegistration('/studio.html').then((one) => Boolean(one.waiting))";
        browser
            .wait_until("the new build waits", async || {
                Ok((browser.script(waits, vec![]).await? == true).then_some(()))
            })
            .await?;
        ensure!(browser.script(is_newer, vec![]).await? == false);
        browser.open("/studio.html", DESK).await?;
        browser
            .wait_until("the new build is there", async || {
                Ok((browser.script(is_newer, vec![]).await? == true).then_some(()))
            })
            .await?;
        browser.wait_for("#begin:not([hidden])").await?;
        Ok(())
    });
}
