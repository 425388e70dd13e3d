//! What visitors leave behind: nothing that they have deleted, nothing on a computer that many people use, and
//! nothing that a recorder of sessions takes along.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Key, Route, Size, browse, browse_in, content, dist};
use serde_json::{Value, json};

/// A host page with this in its body, and in its head.
fn page(head: &str, body: &str) -> Route {
    let page = format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>{head}<script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1>{body}</main></body></html>"
    );
    // Firefox holds on to no page that says `no-store`.
    Route::page(page).header("Cache-Control", "no-cache")
}

async fn open(browser: &Browser, body: &str) -> Result<()> {
    browser
        .open_page("/host.html", page("", body), Size::DESKTOP)
        .await
}

async fn script(browser: &Browser, text: &str) -> Result<Value> {
    browser.script(text, vec![]).await
}

/// Answers the first item of the first check, and stays at the second.
async fn begin(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content("de")?;
    let ids = catalogue.items().take(2);
    let ids: Vec<_> = ids
        .map(|item| catalogue.item_id(item).as_str().to_owned())
        .collect();
    browser
        .respond_by_mouse(&ids[0], Response::Level(2))
        .await?;
    browser.wait_for_item(&ids[1]).await
}

/// All keys of ours, in both storages of this window.
const KEYS: &str = "return [localStorage, sessionStorage].map((storage) =>
    Object.keys(storage).filter((key) => key.startsWith('skill-check')).sort())";

/// Says yes to "Delete my data", and waits until that is said to be done.
async fn delete(browser: &Browser) -> Result<()> {
    browser.click(".sc-keep .delete").await?;
    browser.click(".confirm-delete").await?;
    is_deleted(browser).await
}

async fn is_deleted(browser: &Browser) -> Result<()> {
    browser.wait_for(".sc-start").await?;
    let said = &catalogue::interface("de").unwrap()["keep.deleted"];
    browser
        .wait_for_text(".sc-notice__text", |text| text == said)
        .await?;
    Ok(())
}

async fn to_result(browser: &Browser) -> Result<()> {
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

#[test]
fn delete_deletes_every_check_in_both_storages_and_in_all_windows() {
    browse_in(&[Engine::Chromium, Engine::Firefox], async |browser| {
        let first = browser.tab().await?;
        open(browser, "<skill-check></skill-check>").await?;
        begin(browser).await?;
        let other = browser.open_tab().await?;
        open(browser, "<skill-check></skill-check>").await?;
        begin(browser).await?;

        browser.switch_to(&first).await?;
        // What other elements have kept, in the past and now, and what isn't ours.
        let plant = "const day = Math.floor(Date.now() / 86400000);
            localStorage.setItem('skill-check:team:social-media', `skcAAAA ${day}`);
            localStorage.setItem('skill-check::social-media:2:other', `skcAAAA ${day}`);
            sessionStorage.setItem('skill-check::data-analyst', `skcAAAA ${day}`);
            sessionStorage.setItem('skill-check::data-analyst:unreadable', `skcAAAA ${day}`);
            localStorage.setItem('theirs', '1');
            localStorage.setItem('skill-checked', '1');
            sessionStorage.setItem('theirs', '1')";
        script(browser, plant).await?;
        to_result(browser).await?;
        delete(browser).await?;
        assert_eq!(script(browser, KEYS).await?, json!([["skill-checked"], []]));
        let theirs = "return [localStorage.theirs, sessionStorage.theirs]";
        assert_eq!(script(browser, theirs).await?, json!(["1", "1"]));

        // The other window has dropped what it had, in memory too, and says so.
        browser.switch_to(&other).await?;
        is_deleted(browser).await?;
        assert_eq!(script(browser, KEYS).await?, json!([["skill-checked"], []]));
        // It writes nothing of it back, not when it is left either.
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        ensure!(browser.all(".sc-keep").await?.is_empty(), "it is back");
        assert_eq!(script(browser, KEYS).await?, json!([["skill-checked"], []]));
        browser.no_errors().await
    });
}

#[test]
fn the_other_checks_of_a_page_are_deleted_with_the_one() {
    browse(Engine::Chromium, async |browser| {
        let both = "<skill-check id='a'></skill-check><skill-check id='b' catalogue='data-analyst' autostart></skill-check>";
        open(browser, both).await?;
        begin(browser).await?;
        let answer = "const root = document.querySelector('#b').shadowRoot;
            const rung = root.querySelector('.sc-rung, .sc-reply'); rung?.click();
            root.querySelector('.next')?.click(); return Boolean(rung)";
        browser
            .wait_until("the second check is answered", async || {
                script(browser, answer).await?;
                let keys = script(browser, KEYS).await?;
                Ok((keys[1].as_array().unwrap().len() == 2).then_some(()))
            })
            .await?;
        to_result(browser).await?;
        delete(browser).await?;
        let start =
            "return document.querySelector('#b').shadowRoot.querySelector('.sc-start') !== null";
        browser
            .wait_until("the second check is at its start", async || {
                Ok((script(browser, start).await? == true).then_some(()))
            })
            .await?;
        assert_eq!(script(browser, KEYS).await?, json!([[], []]));
        browser.no_errors().await
    });
}

/// Waits until nothing is asked for any more: a browser holds on to no page that still waits for something.
async fn all_is_here(browser: &Browser) -> Result<()> {
    let is_here = "return performance.getEntriesByType('resource').some(({ name, responseEnd }) =>
        /later[.][0-9a-f]+[.]js$/.test(name) && responseEnd > 0)";
    browser
        .wait_until("all is here", async || {
            Ok((script(browser, is_here).await? == true).then_some(()))
        })
        .await
}

/// A page that the browser has held on to shows an old state; what was deleted meanwhile it drops.
async fn held_page_drops(browser: &Browser, storage: &str) -> Result<()> {
    let element = format!("<skill-check storage='{storage}'></skill-check>");
    let watch = "<script>addEventListener('pageshow', (event) => { window.isHeld = event.persisted; });</script>";
    open(browser, &format!("{element}{watch}")).await?;
    begin(browser).await?;
    all_is_here(browser).await?;
    browser
        .open_page("/other.html", page("", &element), Size::DESKTOP)
        .await?;
    browser.wait_for(".sc-item").await?;
    to_result(browser).await?;
    delete(browser).await?;
    // The page has entries of its own in the history, for its screens.
    browser
        .wait_until("the first page is back", async || {
            let is_back = "if (location.pathname !== '/host.html' && !(performance.now() < window.next)) { window.next = performance.now() + 700; history.back(); } return window.isHeld !== undefined && location.pathname === '/host.html'";
            Ok((script(browser, is_back).await? == true).then_some(()))
        })
        .await?;
    let held = "return [window.isHeld, performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null]";
    let held = script(browser, held).await?;
    // Firefox holds on to a page only if it sees fit; one that it loads anew has nothing to drop.
    if browser.engine() == Engine::Firefox && held[0] == false {
        browser.wait_for(".sc-start").await?;
    } else {
        assert_eq!(held, json!([true, null]));
        is_deleted(browser).await?;
    }
    assert_eq!(script(browser, KEYS).await?, json!([[], []]));
    browser.no_errors().await
}

#[test]
fn a_page_from_the_past_drops_what_was_deleted_meanwhile() {
    browse(Engine::Chromium, async |browser| {
        held_page_drops(browser, "session").await
    });
}

/// Firefox shows a page from the past the session storage of that time, so that what was deleted in the same tab
/// can't be seen from there: docs/privacy.md says so.
#[test]
fn a_page_from_the_past_drops_what_was_deleted_meanwhile_in_firefox() {
    browse(Engine::Firefox, async |browser| {
        held_page_drops(browser, "local").await
    });
}

/// The code of a result with nothing but middling responses.
fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let list = vec![Response::Level(2); catalogue.item_count()];
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// What the history's entries hold of results goes too, as the way back leads to them.
#[test]
fn the_way_back_shows_nothing_that_was_deleted() {
    browse_in(&Engine::ALL, async |browser| {
        let code = code()?;
        browser
            .server
            .set_route("/host.html", page("", "<skill-check></skill-check>"));
        browser
            .open(&format!("/host.html#skill-check={code}"), Size::DESKTOP)
            .await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        script(browser, "location.hash = 'top'").await?;
        browser.wait_for_none(".shared").await?;
        begin(browser).await?;
        to_result(browser).await?;
        delete(browser).await?;
        // Over the screens of the check, which have entries of their own.
        browser
            .wait_until("the entry before has lost its code", async || {
                let state = "if (location.hash) history.back(); return [location.hash, JSON.stringify(history.state)]";
                let state = script(browser, state).await?;
                let is_there = state[0] == "";
                let is_empty = !state[1].as_str().unwrap().contains("skill-check:fragment");
                Ok((is_there && is_empty).then_some(()))
            })
            .await?;
        ensure!(
            browser.all(".shared").await?.is_empty(),
            "the result is back"
        );
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}

/// No record outlives 90 days by a day that can't be; a page deletes them before a visitor is anywhere near.
#[test]
fn what_has_outlived_its_time_goes_even_where_nothing_is_loaded_yet() {
    browse_in(&Engine::ALL, async |browser| {
        browser
            .open_page(
                "/plain.html",
                Route::page("<title>Plain</title><link rel='icon' href='data:,'>"),
                Size::DESKTOP,
            )
            .await?;
        let plant = "const day = Math.floor(Date.now() / 86400000);
            for (const storage of [localStorage, sessionStorage]) {
                for (const [name, age] of [['old', 91], ['kept', 90], ['ahead', -9], ['far', -91]]) {
                    storage.setItem(`skill-check:${name}:x`, `skcAAAA ${day - age}`);
                }
                storage.setItem('skill-check:none:x', 'skcAAAA');
                storage.setItem('skill-check:odd:x', 'skcAAAA soon');
            }";
        script(browser, plant).await?;
        let far = "<p style='height: 9000px'></p><skill-check loading='lazy'></skill-check>";
        open(browser, far).await?;
        let left = json!(["skill-check:ahead:x", "skill-check:kept:x"]);
        browser
            .wait_until("they are gone", async || {
                let keys = script(browser, KEYS).await?;
                Ok((keys == json!([left, left])).then_some(()))
            })
            .await?;
        let day = "return Math.floor(Date.now() / 86400000) - localStorage['skill-check:ahead:x'].split(' ')[1]";
        assert_eq!(script(browser, day).await?, 0);
        let requests = browser.requests();
        ensure!(
            !requests
                .iter()
                .any(|request| request.path.ends_with(".wasm")),
            "the check was loaded"
        );
        browser.no_errors().await
    });
}

/// Notes every touch of a storage and of the history, and can move the clock.
const WATCH: &str = "<script>
    window.touched = [];
    for (const name of ['localStorage', 'sessionStorage']) {
        const { get } = Object.getOwnPropertyDescriptor(Window.prototype, name) ?? Object.getOwnPropertyDescriptor(window, name);
        Object.defineProperty(window, name, { configurable: true, get() { touched.push(name); return get.call(window); } });
    }
    indexedDB.open = () => touched.push('indexedDB');
    caches.open = async () => touched.push('caches');
    window.later = 0;
    const now = Date.now;
    Date.now = () => now.call(Date) + later;
    addEventListener('pageshow', (event) => { window.isHeld = event.persisted; });
</script>";

async fn open_kiosk(browser: &Browser, minutes: &str, fragment: &str) -> Result<()> {
    let body = format!("<skill-check lang='de' kiosk='{minutes}'></skill-check>");
    browser.server.set_route("/host.html", page(WATCH, &body));
    browser
        .open(&format!("/host.html{fragment}"), Size::DESKTOP)
        .await
}

#[test]
fn a_kiosk_keeps_nothing_and_offers_to_keep_nothing() {
    browse_in(&Engine::ALL, async |browser| {
        // Somebody has kept something here before there was a kiosk.
        open(browser, "<skill-check storage='local'></skill-check>").await?;
        begin(browser).await?;
        let kept = script(browser, "return { ...localStorage }").await?;
        open_kiosk(browser, "", "").await?;
        begin(browser).await?;
        to_result(browser).await?;
        ensure!(browser.all(".remember").await?.is_empty(), "it is offered");
        delete(browser).await?;
        assert_eq!(script(browser, "return touched").await?, json!([]));
        assert_eq!(script(browser, "return { ...localStorage }").await?, kept);
        // A code comes into memory alone.
        let code = code()?;
        open_kiosk(browser, "", "").await?;
        browser.wait_for(".sc-start").await?;
        open_kiosk(browser, "", &format!("#skill-check={code}")).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        let seen = "return [location.hash, JSON.stringify(history.state ?? {}), touched]";
        assert_eq!(script(browser, seen).await?, json!(["", "{}", []]));
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}

#[test]
fn a_kiosk_begins_afresh_when_nobody_is_there_and_asks_before() {
    browse(Engine::Chromium, async |browser| {
        open_kiosk(browser, "2", "").await?;
        browser.click(".sc-locales [lang='en']").await?;
        browser.wait_for(".sc[lang='en']").await?;
        begin(browser).await?;
        script(browser, "later += 119000").await?;
        script(
            browser,
            "return new Promise((done) => setTimeout(done, 1500))",
        )
        .await?;
        let asked = browser.wait_for(".sc-kiosk").await?;
        ensure!(browser.focus_matches(".sc-kiosk button").await?, "no focus");
        ensure!(asked.text().await?.contains("one minute"), "in English");
        browser.accessible("the question of a kiosk").await?;
        browser.screenshot("kiosk").await?;
        // Somebody is: everything is as it was, and the time begins anew.
        browser.press(Key::Enter).await?;
        browser.wait_for_none(".sc-kiosk").await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        script(browser, "later += 100000").await?;
        script(
            browser,
            "return new Promise((done) => setTimeout(done, 1500))",
        )
        .await?;
        ensure!(
            browser.all(".sc-kiosk").await?.is_empty(),
            "asked too early"
        );
        // Escape is an answer as well.
        script(browser, "later += 20000").await?;
        browser.wait_for(".sc-kiosk").await?;
        browser.press(Key::Escape).await?;
        browser.wait_for_none(".sc-kiosk").await?;
        // Nobody is.
        script(browser, "later += 120000").await?;
        browser.wait_for(".sc-kiosk").await?;
        script(browser, "later += 60000").await?;
        browser.wait_for(".sc[lang='de'] .sc-start").await?;
        browser.wait_for_none(".sc-kiosk").await?;
        let result = script(
            browser,
            "return document.querySelector('skill-check').result",
        )
        .await?;
        assert_eq!(result, Value::Null);
        ensure!(
            browser.all(".sc-keep").await?.is_empty(),
            "answers are left"
        );
        // Where nobody has done anything since, nobody is asked.
        script(browser, "later += 1000000").await?;
        script(
            browser,
            "return new Promise((done) => setTimeout(done, 1500))",
        )
        .await?;
        ensure!(
            browser.all(".sc-kiosk").await?.is_empty(),
            "asked for nothing"
        );
        browser.no_errors().await
    });
}

/// Away and back, with the page that was held on to, leads to a fresh start.
async fn kiosk_comes_back(browser: &Browser) -> Result<()> {
    open_kiosk(browser, "", "").await?;
    begin(browser).await?;
    all_is_here(browser).await?;
    browser
        .open_page(
            "/elsewhere.html",
            Route::page("<title>Elsewhere</title><link rel='icon' href='data:,'>"),
            Size::DESKTOP,
        )
        .await?;
    script(browser, "history.back()").await?;
    browser.wait_for(".sc-start").await?;
    ensure!(
        browser.all(".sc-item").await?.is_empty(),
        "answers are left"
    );
    let held = "return [window.isHeld, performance.getEntriesByType('navigation')[0].notRestoredReasons ?? null]";
    assert_eq!(script(browser, held).await?, json!([true, null]));
    browser.no_errors().await
}

#[test]
fn the_way_back_to_a_kiosk_is_a_fresh_start() {
    browse(Engine::Chromium, kiosk_comes_back);
}

#[test]
fn the_way_back_to_a_kiosk_is_a_fresh_start_in_firefox() {
    browse(Engine::Firefox, kiosk_comes_back);
}

#[test]
fn a_kiosk_without_its_watch_does_not_begin() {
    browse(Engine::Chromium, async |browser| {
        let assets = std::fs::read_dir(dist()?.join("assets"))?;
        let host = assets
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("host.") && name.ends_with(".js"))
            .context("there is a script for host pages")?;
        let path = format!("/assets/{host}");
        browser.server.set_route(&path, Route::failing(500));
        open_kiosk(browser, "", "").await?;
        browser.wait_for(".sc-loader button").await?;
        browser.server.set_route(&path, Route::default());
        browser.click(".sc-loader button").await?;
        browser.wait_for(".sc-start").await?;
        Ok(())
    });
}

#[test]
fn the_page_for_many_people_is_a_kiosk_without_a_worker() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/kiosk.html", Size::DESKTOP).await?;
        begin(browser).await?;
        to_result(browser).await?;
        let left = "return navigator.serviceWorker.getRegistrations().then((list) => [list.length, localStorage.length, sessionStorage.length])";
        assert_eq!(script(browser, left).await?, json!([0, 0, 0]));
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}

/// What a script of the page can see of an answer: nothing, where the page asks for that; and marks for those
/// that record sessions, where it doesn't.
#[test]
fn the_root_is_closed_where_the_page_asks_for_that_and_marked_anywhere() {
    browse_in(&Engine::ALL, async |browser| {
        let head = "<script>window.seen = [];
            for (const name of ['click', 'change', 'input', 'keydown']) addEventListener(name, (event) =>
                seen.push(...event.composedPath().filter((node) => node.nodeType === 1).map(({ localName }) => localName)), true);
            </script>";
        let body = "<skill-check id='a' privacy='strict' lang='de'></skill-check>";
        browser
            .open_page("/host.html", page(head, body), Size::DESKTOP)
            .await?;
        browser
            .wait_until("the check is ready", async || {
                let ready = "return document.querySelector('#a').matches(':defined') && document.querySelector('#a').offsetHeight > 300";
                Ok((script(browser, ready).await? == true).then_some(()))
            })
            .await?;
        assert_eq!(
            script(browser, "return document.querySelector('#a').shadowRoot").await?,
            Value::Null
        );
        // It works, by keys as well; the page sees that something was used, but not what.
        let listen = "window.told = []; for (const name of ['start', 'progress'])
            addEventListener(`skill-check-${name}`, () => told.push(name))";
        script(browser, listen).await?;
        browser
            .wait_until("it has begun", async || {
                let begin =
                    "if (!told.length) document.querySelector('#a').start(); return told.length";
                Ok((script(browser, begin).await? == 1).then_some(()))
            })
            .await?;
        browser.press(Key::Enter).await?;
        let inside = script(
            browser,
            "return seen.filter((name) => !['html', 'body', 'main', 'skill-check'].includes(name))",
        )
        .await?;
        assert_eq!(inside, json!([]));

        open(browser, "<skill-check lang='de'></skill-check>").await?;
        let marked = "const root = document.querySelector('skill-check').shadowRoot;
            const places = root.querySelectorAll('.sc, .sc-loader');
            return [places.length > 0, ...['.rr-block', '.sentry-block', '.ph-no-capture', '.fs-exclude', '[data-hj-suppress]',
                '[data-matomo-mask]', '[data-clarity-mask=\"true\"]', '[data-private]', '[data-dd-privacy=\"hidden\"]', '[data-cs-mask]',
            ].map((mark) => [...places].every((place) => place.closest(mark)))]";
        browser.wait_for(".sc-start").await?;
        assert_eq!(script(browser, marked).await?, json!(vec![true; 11]));
        begin(browser).await?;
        assert_eq!(script(browser, marked).await?, json!(vec![true; 11]));
        browser.no_errors().await
    });
}

/// Two sites of one origin, each with its own files: neither sees, or deletes, what the other has.
#[test]
fn two_sites_of_one_origin_keep_apart() {
    browse_in(&Engine::ALL, async |browser| {
        let dist = dist()?;
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(dist.join(&folder))? {
                let entry = entry?;
                let path = format!("{folder}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    if ["assets", "catalogues", "catalogues/later"].contains(&path.as_str()) {
                        folders.push(format!("{path}/"));
                    }
                    continue;
                }
                let kind = match path.rsplit('.').next().unwrap_or_default() {
                    "js" => "text/javascript",
                    "wasm" => "application/wasm",
                    "css" => "text/css",
                    "html" => "text/html",
                    "br" | "gz" => continue,
                    _ => "application/octet-stream",
                };
                let bytes = std::fs::read(entry.path())?;
                for site in ["~a", "~b"] {
                    let route = Route::file(bytes.clone()).header("Content-Type", kind);
                    browser
                        .server
                        .set_route(&format!("/{site}/{path}"), route.clone());
                    if path == "index.html" {
                        browser.server.set_route(&format!("/{site}/"), route);
                    }
                }
            }
        }
        for site in ["~a", "~b"] {
            browser.open(&format!("/{site}/"), Size::DESKTOP).await?;
            begin(browser).await?;
            browser.wait_for_worker().await?;
            to_result(browser).await?;
            browser.click(".remember").await?;
            browser.wait_for(".remember:checked").await?;
        }
        assert_eq!(
            script(browser, KEYS).await?[0],
            json!([
                "skill-check@/~a/::social-media",
                "skill-check@/~b/::social-media"
            ])
        );
        let caches = "return caches.keys().then((names) => names.map((name) => name.replace(/[^/]*$/, '')).sort())";
        assert_eq!(
            script(browser, caches).await?,
            json!(["skill-check@/~a/", "skill-check@/~b/"])
        );
        delete(browser).await?;
        assert_eq!(
            script(browser, KEYS).await?[0],
            json!(["skill-check@/~a/::social-media"])
        );
        browser.no_errors().await
    });
}

/// Whoever shares the origin can write into caches, and browsers throw away what they like.
#[test]
fn a_kept_file_that_is_not_what_was_built_is_fetched_anew() {
    browse_in(&Engine::ALL, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        let spoil = "return caches.keys().then(([name]) => caches.open(name)).then(async (cache) => {
            const requests = await cache.keys();
            const gone = requests.find(({ url }) => /GONE/.test(url));
            const script = requests.find(({ url }) => /assets.register/.test(url));
            await cache.put(script, new Response('window.isSpoilt = true', { headers: { 'Content-Type': 'text/javascript' } }));
            if (gone) await cache.delete(gone);
            return requests.length; })";
        // What an engine keeps in memory, it doesn't ask a worker for.
        let gone = match browser.engine() {
            Engine::Chromium => "[/]$",
            Engine::Firefox | Engine::WebKit => "skill-check[^/]*wasm",
        };
        let count = script(browser, &spoil.replace("GONE", gone)).await?;
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;
        assert_eq!(
            script(browser, "return window.isSpoilt").await?,
            Value::Null
        );
        let kept = "return caches.keys().then(([name]) => caches.open(name)).then(async (cache) => [
            (await cache.keys()).length, (await (await cache.match((await cache.keys()).find(({ url }) => /assets.register/.test(url)))).text()).includes('isSpoilt')])";
        browser
            .wait_until("the cache is whole again", async || {
                Ok((script(browser, kept).await? == json!([count, false])).then_some(()))
            })
            .await?;
        // Without a network there is nothing in its place, and it isn't taken.
        script(browser, &spoil.replace("GONE", "^none")).await?;
        browser.lose_server()?;
        browser.open("/", Size::DESKTOP).await?;
        assert_eq!(
            script(browser, "return window.isSpoilt").await?,
            Value::Null
        );
        Ok(())
    });
}

/// The standalone page takes no text for the name of a script, but for its worker.
#[test]
fn the_standalone_page_takes_no_text_for_a_script() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_for_worker().await?;
        for sink in [
            "document.createElement('script').src = 'a.js'",
            "document.body.innerHTML = '<b>a</b>'",
            "navigator.serviceWorker.register('other.js')",
            "trustedTypes.createPolicy('another', {})",
        ] {
            let refused = format!(
                "try {{ return Promise.resolve({sink}).then(() => 'taken', () => 'refused') }} catch {{ return 'refused' }}"
            );
            assert_eq!(script(browser, &refused).await?, "refused", "{sink}");
        }
        // What the browser said of these; the check itself asks for nothing of the kind.
        browser.console().await?;
        begin(browser).await?;
        browser.no_errors().await
    });
}
