//! A deployment while a page is open, and a loader that a cache has kept: the files of the build are gone, and
//! the one that lies there today goes on.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in, built, dist};
use serde_json::json;
use sha2::{Digest as _, Sha256};

const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// An earlier build: the one in `dist/` by another id, and so under other names.
struct Earlier {
    loader: String,
    /// Path and content.
    files: Vec<(String, Vec<u8>)>,
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..]
        .windows(from.len())
        .position(|part| part == from.as_bytes())
    {
        at += found;
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

impl Earlier {
    fn new() -> Result<Self> {
        let dist = dist()?;
        let mut loader = std::fs::read_to_string(dist.join("skill-check.js"))?;
        let glue = built("assets", "skill-check.", ".js")?;
        let text = std::fs::read_to_string(dist.join(&glue[1..]))?;
        let (_, id) = text
            .rsplit_once("build=\"")
            .context("the glue names its build")?;
        let id = id.split('"').next().context("an id")?.to_owned();
        let other: String = id.chars().rev().collect();
        ensure!(other != id, "the id reads the same from behind: {id}");
        let mut files = Vec::new();
        for path in [
            glue,
            built("assets", "skill-check.", ".wasm")?,
            built("assets", "later.", ".wasm")?,
        ] {
            let bytes = replaced(&std::fs::read(dist.join(&path[1..]))?, &id, &other);
            let digits: String = Sha256::digest(&bytes)[..16]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            let old = path.rsplit('.').nth(1).context("a hash")?;
            ensure!(loader.contains(old), "the loader doesn't know {path}");
            loader = loader.replace(old, &digits);
            files.push((path.replace(old, &digits), bytes));
        }
        ensure!(loader.contains(&id), "the loader doesn't name its build");
        loader = loader.replace(&id, &other);
        Ok(Self { loader, files })
    }

    /// Serves it in the place of today's.
    fn serve(&self, browser: &Browser) {
        let loader = Route::file(self.loader.clone()).header("Content-Type", "text/javascript");
        browser.server.set_route("/old.js", loader);
        for (path, bytes) in &self.files {
            let kind = match path.ends_with(".js") {
                true => "text/javascript",
                false => "application/wasm",
            };
            let route = Route::file(bytes.clone()).header("Content-Type", kind);
            browser.server.set_route(path, route);
        }
    }

    /// Takes its files away, as a deployment does.
    fn remove(&self, browser: &Browser) {
        for (path, _) in &self.files {
            browser.server.set_route(path, Route::failing(404));
        }
    }
}

/// A page with the earlier build's loader.
fn page(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <script type='module' src='/old.js'></script><script>window.told = [];
         for (const name of ['ready', 'complete', 'error']) addEventListener(`skill-check-${{name}}`, ({{ target, detail }}) =>
           told.push([name, target.localName, detail.answered ?? detail.code ?? null]));</script>
         <style>skill-check::part(primary-button) {{ text-decoration: underline }}</style></head>
         <body><skill-check lang='en' ladder='all' {attributes}><p slot='footer' id='own'>Ours</p></skill-check></body></html>"
    ))
}

/// Goal: an old loader whose files are gone asks for today's, which shows the check in its place.
#[test]
fn a_loader_that_a_cache_has_kept_gives_way_to_todays() {
    let earlier = Earlier::new().unwrap();
    browse_in(&Engine::ALL, async |browser| {
        earlier.serve(browser);
        earlier.remove(browser);
        browser
            .open_page("/host.html", page(""), Size::DESKTOP)
            .await?;
        browser.wait_for(START).await?;
        browser.click(START).await?;
        browser.wait_for(".sc-item").await?;
        let seen = "return [told, own.getClientRects().length, document.querySelector('skill-check').shadowRoot.children.length]";
        let seen = browser.script(seen, vec![]).await?;
        ensure!(
            seen == json!([[["ready", "skill-check", null]], 1, 1]),
            "no error, and the page's words stay: {seen}"
        );
        Ok(())
    });
}

/// Goal: a deployment while somebody answers loses nothing, not even where nothing is kept.
#[test]
fn a_deployment_while_somebody_answers_loses_nothing() {
    let earlier = Earlier::new().unwrap();
    for storage in ["session", "none"] {
        browse(Engine::Chromium, async |browser| {
            earlier.serve(browser);
            let attributes = format!("storage='{storage}'");
            browser
                .open_page("/host.html", page(&attributes), Size::DESKTOP)
                .await?;
            browser.wait_for(START).await?;
            browser
                .wait_until("the earlier build runs", async || {
                    let ready = browser.script("return told.length === 1", vec![]).await?;
                    Ok((ready == true).then_some(()))
                })
                .await?;
            earlier.remove(browser);
            browser.click(START).await?;
            browser.click(".sc-rung").await?;
            // What a result needs is gone: nobody is told yet, and nobody needs it.
            browser.click(".next").await?;
            browser.click(".sc-rung").await?;
            browser.click(".sc-item .finish").await?;
            browser.wait_for(".sc-result--whole").await?;
            let told = browser.script("return told", vec![]).await?;
            ensure!(
                told.as_array()
                    .is_some_and(|told| told.iter().all(|one| one[0] != "error")),
                "{told}"
            );
            ensure!(
                told[told.as_array().map_or(0, Vec::len) - 1]
                    == json!(["complete", "skill-check", 2]),
                "{told}"
            );

            // The page holds on to the element that it made.
            let element = "const check = document.querySelector('skill-check');
                const before = check.result?.answered; check.restart(); check.lang = 'de'; return before";
            ensure!(browser.script(element, vec![]).await? == 2, "{storage}");
            browser.wait_for("[lang='de'] .sc-start").await?;
            let style = "const look = (root) => root.querySelector('.sc-button--primary') ??
                [...root.querySelectorAll('*')].filter((one) => one.shadowRoot).map((one) => look(one.shadowRoot))[0];
                return getComputedStyle(look(document)).textDecorationLine";
            ensure!(
                browser.script(style, vec![]).await? == "underline",
                "the page's style is gone"
            );
            Ok(())
        });
    }
}

/// Goal: where the files are missing and no other build is there, it is said, and nothing goes round in circles.
#[test]
fn files_that_are_missing_without_a_deployment_are_said() {
    browse(Engine::Chromium, async |browser| {
        let gone = built("assets", "skill-check.", ".wasm")?;
        browser.server.set_route(&gone, Route::failing(404));
        let page = Route::page(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
             <script type='module' src='/skill-check.js'></script></head><body><skill-check></skill-check></body></html>",
        );
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        browser.wait_for(".sc-loader button").await?;
        browser.click(".sc-loader button").await?;
        browser.wait_for(".sc-loader button").await?;
        let asked = browser
            .requests()
            .iter()
            .filter(|request| request.path.starts_with("/skill-check.js?"))
            .count();
        ensure!(asked == 1, "today's loader was asked for {asked} times");
        Ok(())
    });
}

/// Goal: what was done on the first screen while the files were gone already comes along to today's build, which doesn't
/// wait to be used once more; so does what the page has called.
#[test]
fn what_was_done_before_anything_was_loaded_goes_along() {
    let earlier = Earlier::new().unwrap();
    browse(Engine::Chromium, async |browser| {
        earlier.serve(browser);
        earlier.remove(browser);
        let html = "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
             <script type='module' src='/old.js'></script></head><body><skill-check storage='none'></skill-check></body></html>";
        browser
            .open_page("/host.html", Route::page(html), Size::DESKTOP)
            .await?;
        let does = "const root = document.querySelector('skill-check')?.shadowRoot;
            const start = root?.querySelector('[data-ahead] .sc-start .sc-button--primary');
            if (!start) return false;
            start.click();
            root.querySelector('.fits').click();
            root.querySelector('.fits-not').click();
            return true";
        browser
            .wait_until("the first item is answered ahead", async || {
                Ok((browser.script(does, vec![]).await? == true).then_some(()))
            })
            .await?;
        browser
            .wait_until("the second item is asked by today's build", async || {
                let places = browser.all(".sc-progress__text").await?;
                let Some(place) = places.first() else {
                    return Ok(None);
                };
                Ok(place.text().await?.contains("Frage 2").then_some(()))
            })
            .await?;

        browser
            .open_page("/host.html", Route::page(html), Size::DESKTOP)
            .await?;
        let calls = "await customElements.whenDefined('skill-check');
            document.querySelector('skill-check').start()";
        browser.script(calls, vec![]).await?;
        browser.wait_for(".sc-item").await?;
        Ok(())
    });
}
