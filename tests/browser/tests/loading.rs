//! Loading with a server that is broken, gone or newer, or in a browser that refuses: what the loader
//! says, that trying again works, and that what was answered before is there.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use assessment::text::TextKey;
use assessment::{Response, record};
use browser_tests::{Browser, Engine, Network, Route, Size, browse, built, content, dist, numbers};
use serde_json::json;

/// A host page that keeps the errors that it is told of.
fn host(before: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script>window.told = [];
         addEventListener('skill-check-error', (event) => told.push(event.detail.code)); {before}</script>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1><skill-check>No check here</skill-check></main></body></html>"
    ))
}

fn bytes(path: &str) -> Result<Vec<u8>> {
    Ok(std::fs::read(dist()?.join(path.trim_start_matches('/')))?)
}

/// As on a page without TLS, where browsers don't hash.
const NO_HASHES: &str = "delete Crypto.prototype.subtle;";

/// Opens a host page with an empty cache.
async fn open(browser: &Browser, before: &str) -> Result<()> {
    browser
        .devtools("Network.clearBrowserCache", json!({}))
        .await?;
    browser
        .open_page("/host.html", host(before), Size::DESKTOP)
        .await
}

/// Two items are answered before anything goes wrong; afterwards the third is asked.
async fn begin(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content("en")?;
    for (item, level) in catalogue.items().zip([3, 1]) {
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, Response::Level(level)).await?;
    }
    goes_on(browser).await
}

/// Everything is as after [`begin`]: the third item is asked, and both responses are there.
async fn goes_on(browser: &Browser) -> Result<()> {
    let (catalogue, _) = content("en")?;
    let third = catalogue.items().nth(2).context("three items")?;
    browser
        .wait_for_item(catalogue.item_id(third).as_str())
        .await?;
    let progress = browser.text(".sc-progress__text").await?;
    ensure!(numbers(&progress).first() == Some(&3), "{progress}");
    has_both(browser).await
}

/// Both responses of [`begin`] are kept, and no other.
async fn has_both(browser: &Browser) -> Result<()> {
    let (catalogue, _) = content("en")?;
    let key = "skill-check::social-media";
    let entry = browser
        .script(
            "return sessionStorage.getItem(arguments[0])",
            vec![json!(key)],
        )
        .await?;
    let entry = entry.as_str().context("nothing is kept")?;
    let (record, _) = entry.split_once(' ').context("the record has a day")?;
    let saved = record::decode(&catalogue, record).map_err(|error| anyhow!("{error:?}"))?;
    let kept: Vec<_> = catalogue
        .items()
        .take(3)
        .map(|item| saved.session.responses.get(item))
        .collect();
    let answered = [Response::Level(3), Response::Level(1), Response::NotAsked];
    ensure!(kept == answered, "{kept:?}");
    Ok(())
}

/// The message is there with its code, in the visitor's language; once the cause is gone,
/// trying again works, and what was answered before is there.
async fn fails_and_recovers(
    browser: &Browser,
    path: &str,
    fault: Route,
    codes: &[&str],
) -> Result<()> {
    fails_and_recovers_after(browser, "", path, fault, codes).await
}

/// The same on a page that runs a script first.
async fn fails_and_recovers_after(
    browser: &Browser,
    before: &str,
    path: &str,
    fault: Route,
    codes: &[&str],
) -> Result<()> {
    let english = catalogue::interface("en").unwrap();
    browser.server.set_route(path, fault);
    open(browser, before).await?;
    browser.wait_for(".sc-loader button").await?;
    let text = browser.text(".sc-loader p").await?;
    ensure!(text == english["loader.failed"], "{text}");
    let told = browser.script("return told", vec![]).await?;
    let code = told[0].as_str().unwrap_or_default();
    ensure!(
        codes.iter().any(|expected| code.starts_with(expected)),
        "{told}, not {codes:?}"
    );
    browser.server.clear_route(path);
    browser.click(".sc-loader button").await?;
    goes_on(browser).await
}

/// The files that the loader fetches, with the codes for one that is missing and one that is broken.
fn fetched() -> Result<[(String, &'static str, &'static str); 3]> {
    Ok([
        (
            built("assets", "skill-check.", ".wasm")?,
            "wasm-not-found",
            "wasm-broken",
        ),
        (
            built("assets", "skill-check.", ".js")?,
            "script-not-found",
            "script-not-found",
        ),
        (
            built("catalogues", "social-media.en.", ".bin")?,
            "catalogue-not-found",
            "catalogue-",
        ),
    ])
}

#[test]
fn each_file_may_be_missing_cut_off_or_something_else() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        let html = "<!doctype html><title>Not found</title>";
        for (path, missing, broken) in fetched()? {
            let whole = bytes(&path)?;
            let cut = Route::file(&whole[..whole.len() / 2]);
            for (what, fault, code) in [
                ("missing", Route::failing(404), missing),
                ("refused", Route::failing(500), missing),
                ("cut off", cut, broken),
                ("a page", Route::page(html), broken),
                ("empty", Route::file(""), broken),
            ] {
                // Where the browser hashes, that tells first; else, a glue that is cut off just so may
                // pass for another build's.
                for (before, codes) in [
                    ("", [code, "integrity"]),
                    (NO_HASHES, [code, "build-mismatch"]),
                ] {
                    fails_and_recovers_after(browser, before, &path, fault.clone(), &codes)
                        .await
                        .with_context(|| format!("{path} {what}, {before:?}"))?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_server_that_goes_before_or_while_it_answers_is_said() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        for (path, missing, broken) in fetched()? {
            for percent in [0, 50, 99] {
                let fault = Route::breaking_at(percent);
                fails_and_recovers(browser, &path, fault, &["network", missing, broken])
                    .await
                    .with_context(|| format!("{path} breaks at {percent} %"))?;
            }
        }
        // The element's own script: what the page says inside the element stays, until it is loaded.
        for fault in [
            Route::failing(404),
            Route::breaking_at(0),
            Route::breaking_at(60),
            Route::file("export {"),
            Route::page("<!doctype html>"),
        ] {
            browser.server.set_route("/skill-check.js", fault);
            open(browser, "").await?;
            let text = browser.text("skill-check").await?;
            ensure!(text == "No check here", "{text}");
            browser.server.clear_route("/skill-check.js");
            open(browser, "").await?;
            goes_on(browser).await?;
        }
        Ok(())
    });
}

#[test]
fn a_wrong_type_of_the_code_is_no_fault() {
    browse(Engine::Chromium, async |browser| {
        let path = built("assets", "skill-check.", ".wasm")?;
        let fault = Route::file(bytes(&path)?).header("Content-Type", "application/octet-stream");
        begin(browser).await?;
        browser.server.set_route(&path, fault);
        open(browser, "").await?;
        goes_on(browser).await?;
        browser.no_errors().await
    });
}

#[test]
fn what_is_late_is_waited_for_and_what_is_too_late_is_said() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        browser.be_patient_for(Duration::from_secs(25));
        for (path, ..) in fetched()? {
            let late = Route::default().delay(Duration::from_secs(10));
            browser.server.set_route(&path, late);
            open(browser, "").await?;
            goes_on(browser).await?;
            browser.no_errors().await?;
            // With a clock that runs fifty times as fast, ten seconds are too late.
            let fast = "const timeout = AbortSignal.timeout;
                AbortSignal.timeout = (time) => timeout.call(AbortSignal, time / 50);";
            open(browser, fast).await?;
            browser.wait_for(".sc-loader button").await?;
            let told = browser.script("return told", vec![]).await?;
            ensure!(told[0] == "time-out", "{path}: {told}");
            browser.console().await?;
            browser.server.clear_route(&path);
        }
        let late = Route::default().delay(Duration::from_secs(10));
        browser.server.set_route("/skill-check.js", late);
        open(browser, "").await?;
        goes_on(browser).await?;
        Ok(())
    });
}

#[test]
fn glue_and_code_of_different_builds_are_told_apart_and_loaded_once_more() {
    browse(Engine::Chromium, async |browser| {
        let path = built("assets", "skill-check.", ".wasm")?;
        let mut other = bytes(&path)?;
        // The last bytes are the build's id: everything else fits.
        let last = other.len() - 1;
        other[last] ^= 1;
        begin(browser).await?;
        for (before, code) in [("", "integrity"), (NO_HASHES, "build-mismatch")] {
            let other = Route::file(other.clone());
            fails_and_recovers_after(browser, before, &path, other, &[code]).await?;
        }

        let glue = built("assets", "skill-check.", ".js")?;
        let text = String::from_utf8(bytes(&glue)?)?;
        let (start, _) = text.rsplit_once("export const build=").unwrap();
        let other = format!("{start}export const build=\"0\";\n");
        let other = Route::file(other);
        fails_and_recovers_after(browser, NO_HASHES, &glue, other, &["build-mismatch"]).await
    });
}

/// The files that the loader loads, each changed so that it would still work, or seem to.
fn tampered() -> Result<[(String, Vec<u8>); 3]> {
    let glue = built("assets", "skill-check.", ".js")?;
    let code = built("assets", "skill-check.", ".wasm")?;
    let catalogue = built("catalogues", "social-media.en.", ".bin")?;
    let mut script = bytes(&glue)?;
    script.extend_from_slice(b"globalThis.isTampered = true;");
    // One more section that means nothing.
    let mut module = bytes(&code)?;
    module.extend_from_slice(b"\0\x02\x01x");
    let text = b"Social media manager";
    let mut texts = bytes(&catalogue)?;
    let at = texts
        .windows(text.len())
        .position(|part| part.eq_ignore_ascii_case(text))
        .context("the catalogue names the occupation")?;
    texts[at] = b'X';
    Ok([(glue, script), (code, module), (catalogue, texts)])
}

#[test]
fn a_file_that_was_tampered_with_is_refused_before_it_does_anything() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        for (path, other) in tampered()? {
            // Without hashes nobody would see it, but for a catalogue, which has a checksum of its own.
            if !path.ends_with(".bin") {
                browser.server.set_route(&path, Route::file(other.clone()));
                open(browser, NO_HASHES).await?;
                goes_on(browser)
                    .await
                    .with_context(|| format!("{path} works"))?;
            }
            fails_and_recovers(browser, &path, Route::file(other.clone()), &["integrity"])
                .await
                .with_context(|| path.clone())?;
            let script = "return window.isTampered === undefined";
            ensure!(browser.script(script, vec![]).await? == true, "{path} ran");

            // What lies in a cache gives way to what the server has, and nobody has to know.
            let kept = Route::file(other).header("Cache-Control", "max-age=31536000, immutable");
            browser.server.set_route(&path, kept);
            open(browser, "").await?;
            browser.wait_for(".sc-loader button").await?;
            browser.server.clear_route(&path);
            browser.reload().await?;
            if path.ends_with(".bin") {
                // A catalogue is asked for again by the visitor.
                browser.click(".sc-loader button").await?;
            }
            goes_on(browser).await?;
        }
        Ok(())
    });
}

#[test]
fn scripts_that_are_loaded_later_are_looked_at_as_well() {
    browse(Engine::Chromium, async |browser| {
        let change = b"globalThis.isTampered = true;";
        for start in ["extras.", "host."] {
            let path = built("assets", start, ".js")?;
            let mut other = bytes(&path)?;
            other.extend_from_slice(change);
            browser.server.set_route(&path, Route::file(other));
        }
        begin(browser).await?;
        let script = "document.querySelector('skill-check').modules = '[]'";
        browser.script(script, vec![]).await?;
        browser.click(".sc-item .finish").await?;
        browser.click(".sc-share .qr").await?;
        browser.wait_for(".sc-share .sc-remark").await?;
        let mut console = String::new();
        browser
            .wait_until("both are told", async || {
                console.push_str(&browser.console().await?.join("\n"));
                let told = ["/extras.", "/host."].map(|name| {
                    console.contains(name) && console.contains("is not what was built")
                });
                Ok((told == [true, true]).then_some(()))
            })
            .await?;
        let script = "return window.isTampered === undefined";
        ensure!(
            browser.script(script, vec![]).await? == true,
            "one of them ran"
        );
        Ok(())
    });
}

#[test]
fn a_page_can_pin_the_script_and_gets_that_or_nothing() {
    browse(Engine::Chromium, async |browser| {
        let list: serde_json::Value = serde_json::from_slice(&bytes("integrity.json")?)?;
        let (name, hash) = list
            .as_object()
            .context("a list")?
            .iter()
            .find(|(name, _)| name.starts_with("assets/element."))
            .context("the script under a name of its own")?;
        ensure!(list["skill-check.js"] == *hash, "both are the same");
        let page = Route::page(format!(
            "<!doctype html><html lang='en'><title>Host</title><link rel='icon' href='data:,'>
             <script type='module' src='{name}' integrity='{}' crossorigin></script>
             <skill-check>No check here</skill-check>",
            hash.as_str().context("a hash")?
        ));
        browser
            .open_page("/pinned.html", page.clone(), Size::DESKTOP)
            .await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await?;

        let mut other = bytes(name)?;
        other.push(b'\n');
        browser
            .server
            .set_route(&format!("/{name}"), Route::file(other));
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await?;
        browser
            .open_page("/pinned.html", page, Size::DESKTOP)
            .await?;
        let text = browser.text("skill-check").await?;
        ensure!(text == "No check here", "{text}");
        let console = browser.console().await?.join("\n");
        ensure!(console.contains("integrity"), "{console}");
        Ok(())
    });
}

#[test]
fn a_server_that_goes_after_loading_is_not_missed() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        // Whoever goes on to the second question has all that a result needs.
        let later = "return new Set(performance.getEntriesByType('resource')
            .filter(({ name, responseEnd }) => /later/.test(name) && responseEnd).map(({ name }) => name)).size";
        browser
            .wait_until("the rest is loaded", async || {
                let loaded = browser.script(later, vec![]).await?;
                Ok((loaded == 3).then_some(()))
            })
            .await?;
        browser.network(Network::Offline).await?;
        for _ in 0..2 {
            browser.click(".sc-rung").await?;
            browser.click(".next").await?;
        }
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.network(Network::Full).await
    });
}

/// What a result needs is loaded while the questions are answered. If it can't be, the visitor is told
/// in its place; once the cause is gone, trying again shows the result, and no answer is lost.
#[test]
fn what_a_result_needs_may_be_missing_cut_off_or_something_else() {
    browse(Engine::Chromium, async |browser| {
        let files = [
            (built("assets", "later.", ".wasm")?, "wasm-not-found"),
            (built("assets", "later.", ".js")?, "script-not-found"),
            (
                built("catalogues/later", "social-media.en.", ".bin")?,
                "catalogue-not-found",
            ),
        ];
        for (path, missing) in &files {
            later_fails_and_recovers(browser, path, Route::failing(404), &[missing]).await?;
            let cut = Route::breaking_at(50);
            later_fails_and_recovers(browser, path, cut, &["network", "wasm-broken"]).await?;
        }
        let (code, _) = &files[0];
        let page = Route::page("<p>Not here</p>");
        later_fails_and_recovers(browser, code, page, &["wasm-broken"]).await?;
        // Code of another build says so, by its bytes.
        let mut other = bytes(code)?;
        let last = other.last_mut().context("the code has bytes")?;
        *last = if *last == b'0' { b'1' } else { b'0' };
        let other = Route::file(other).header("content-type", "application/wasm");
        later_fails_and_recovers(browser, code, other, &["integrity"]).await
    });
}

async fn later_fails_and_recovers(
    browser: &Browser,
    path: &str,
    fault: Route,
    codes: &[&str],
) -> Result<()> {
    browser.server.set_route(path, fault);
    browser.script("sessionStorage.clear()", vec![]).await?;
    begin(browser).await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-waiting .again").await?;
    let told = browser.script("return told", vec![]).await?;
    let code = told[0].as_str().unwrap_or_default();
    ensure!(codes.contains(&code), "{told}, not {codes:?}");
    browser
        .accessible("the message in the result's place")
        .await?;
    // Without it everything else works: back to the questions, and to the result again.
    browser.reload().await?;
    browser.wait_for(".sc-waiting .again").await?;
    browser.server.clear_route(path);
    browser.click(".again").await?;
    browser.wait_for(".sc-result--whole").await?;
    has_both(browser).await
}

/// A host page whose server gets a new build while somebody is in the middle of a check: all paths
/// change, and the old ones are gone.
#[test]
fn a_deployment_in_the_middle_of_a_check_loses_nothing() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        let (glue, code) = (
            built("assets", "skill-check.", ".js")?,
            built("assets", "skill-check.", ".wasm")?,
        );
        let catalogues = ["de", "en"].map(|tag| format!("social-media.{tag}."));
        let mut script = String::from_utf8(bytes("skill-check.js")?)?;
        for path in [
            glue,
            code,
            built("assets", "extras.", ".js")?,
            built("catalogues", &catalogues[0], ".bin")?,
            built("catalogues", &catalogues[1], ".bin")?,
        ] {
            let new = path.replacen('.', ".new-", 1);
            ensure!(script.contains(&path[1..]), "the loader knows {path}");
            script = script.replace(&path[1..], &new[1..]);
            browser.server.set_route(&new, Route::file(bytes(&path)?));
            browser.server.set_route(&path, Route::failing(404));
        }
        browser
            .server
            .set_route("/skill-check.js", Route::file(script));

        // The page of before goes on; what it lacks it says, and loses nothing by it.
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await?;
        let german = "document.querySelector('skill-check').lang = 'de'";
        browser.script(german, vec![]).await?;
        browser.wait_for(".sc[lang='en'] .sc-notice").await?;
        goes_on(browser).await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.click(".sc-share .qr").await?;
        let (_, texts) = content("en")?;
        let failed = texts.get(TextKey::ShareQrFailed);
        browser
            .wait_for_text(".sc-share .sc-remark", |text| text == failed)
            .await?;
        has_both(browser).await?;

        // The next visit is the new build's, with everything.
        open(browser, "").await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.script(german, vec![]).await?;
        browser.wait_for(".sc[lang='de'] .sc-result--whole").await?;
        has_both(browser).await?;
        browser.click(".sc-share .qr").await?;
        browser.wait_for(".sc-qr").await?;
        Ok(())
    });
}

#[test]
fn a_browser_or_a_page_without_wasm_is_told_apart_and_said() {
    browse(Engine::Chromium, async |browser| {
        begin(browser).await?;
        let english = catalogue::interface("en").unwrap();
        let policy = "script-src 'self' 'unsafe-inline'";
        let blocked = host("").header("Content-Security-Policy", policy);
        for (code, page) in [
            ("wasm-blocked", blocked),
            ("wasm-missing", host("delete window.WebAssembly")),
        ] {
            browser.open_page("/host.html", page, Size::DESKTOP).await?;
            browser.wait_for(".sc-loader button").await?;
            let texts = browser.texts(".sc-loader p").await?;
            let expected = ["loader.failed", "loader.wasm"].map(|key| english[key].clone());
            assert_eq!(texts, expected, "{code}");
            let told = browser.script("return told", vec![]).await?;
            assert_eq!(told, json!([code]));
            browser.accessible(code).await?;
            // Trying again changes nothing while the cause is there, and breaks nothing.
            browser.click(".sc-loader button").await?;
            browser
                .wait_until("it is said again", async || {
                    let told = browser.script("return told", vec![]).await?;
                    Ok((told == json!([code, code])).then_some(()))
                })
                .await?;
            browser.wait_for(".sc-loader button").await?;
        }
        open(browser, "").await?;
        goes_on(browser).await
    });
}

#[test]
fn a_standalone_page_without_its_script_says_so() {
    browse(Engine::Chromium, async |browser| {
        let page = std::fs::read_to_string(dist()?.join("index.html"))?;
        let broken = page.replace(
            "<script type=\"module\">",
            "<script type=\"module\">export {",
        );
        assert_ne!(broken, page, "the page has its loader inside");
        browser.server.set_route("/", Route::page(broken));
        let shown = "return [...document.querySelectorAll('.late')]
            .filter((text) => text.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .map((text) => text.lang)";

        // Without the page's own script, too, it is said when the check's is late. First, since what
        // has once arrived stays in the browser's cache.
        let own = built("assets", "register.", ".js")?;
        browser.server.set_route(&own, Route::failing(404));
        browser.open("/", Size::PHONE).await?;
        assert_eq!(browser.script(shown, vec![]).await?, json!([]));
        let later = "document.getAnimations().forEach((animation) => animation.finish())";
        browser.script(later, vec![]).await?;
        assert_eq!(browser.script(shown, vec![]).await?, json!(["de", "en"]));
        browser.accessible("the page without its script").await?;

        // With it, at once.
        browser.server.clear_route(&own);
        browser.reload().await?;
        browser
            .wait_until("it says so at once", async || {
                let is_said = browser.script(shown, vec![]).await? == json!(["de", "en"]);
                Ok(is_said.then_some(()))
            })
            .await?;
        browser.server.clear_route("/");
        browser.reload().await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        Ok(())
    });
}
