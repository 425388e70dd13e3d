//! A newer build of the standalone page, in the browsers that have an older one.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, dist};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What the new build's page is called.
const NEW: &str = "New skill-check";
/// What the old build's page is called.
const OLD: &str = "skill-check";

/// Finds an update; says what became of the worker.
const UPDATE: &str = "
return navigator.serviceWorker.getRegistration().then((registration) => registration.update())
  .then((registration) => new Promise((done) => {
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return done('none');
    const look = () => ['installed', 'redundant', 'activated'].includes(worker.state) && done(worker.state);
    worker.addEventListener('statechange', look); look(); }), (cause) => String(cause));
";

/// The build of the worker in charge.
const BUILD: &str = "
return navigator.serviceWorker.ready.then(({ active }) => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data);
  active.postMessage('build', [port2]); }));
";

/// A build after the one in `dist/`: another page with another script, and a worker that knows them.
struct Deployment {
    page: String,
    script_path: String,
    script: String,
    worker: String,
}

fn hash(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn javascript(text: &str) -> Route {
    Route::file(text).header("Content-Type", "text/javascript")
}

impl Deployment {
    async fn of(browser: &Browser) -> Result<Self> {
        let dist = dist()?;
        let old_page = std::fs::read_to_string(dist.join("index.html"))?;
        let page = old_page.replace(">skill-check</h1>", ">New skill-check</h1>");
        let name = std::fs::read_dir(dist.join("assets"))?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .find(|name| name.starts_with("register.") && name.ends_with(".js"))
            .context("the page has a script")?;
        let script_path = format!("/assets/{name}");
        let old_script = std::fs::read_to_string(dist.join("assets").join(&name))?;
        let build = text(browser, BUILD).await?;
        let script = old_script.replace(&build, "newbuild0123");
        ensure!(script != old_script, "the page knows its build");
        let version = text(browser, "return caches.keys().then(([name]) => name)").await?;
        let version = version.trim_start_matches("skill-check-");
        let mut worker = std::fs::read_to_string(dist.join("sw.js"))?;
        for (old, new) in [
            (hash(&old_page), hash(&page)),
            (hash(&old_script), hash(&script)),
            (build, "newbuild0123".to_owned()),
            (version.to_owned(), "new".to_owned()),
        ] {
            ensure!(worker.contains(&old), "the worker does not know {old}");
            worker = worker.replace(&old, &new);
        }
        Ok(Self {
            page,
            script_path,
            script,
            worker,
        })
    }

    /// The worker is there, but what it wants to keep is not.
    fn half(&self, browser: &Browser) {
        browser.server.set_route("/sw.js", javascript(&self.worker));
    }

    fn whole(&self, browser: &Browser) {
        self.half(browser);
        for path in ["/", "/index.html"] {
            browser
                .server
                .set_route(path, Route::page(self.page.clone()));
        }
        browser
            .server
            .set_route(&self.script_path, javascript(&self.script));
    }
}

async fn text(browser: &Browser, script: &str) -> Result<String> {
    let value = browser.script(script, vec![]).await?;
    let text = value.as_str().with_context(|| format!("{value}"))?;
    Ok(text.to_owned())
}

async fn title(browser: &Browser) -> Result<String> {
    // The title of the document follows the screen; the heading of the page doesn't.
    text(browser, "return document.querySelector('h1').textContent").await
}

/// Which item is asked; the minutes follow the pace, which a reload forgets.
async fn place(browser: &Browser) -> Result<String> {
    let progress = browser.text(".sc-progress__text").await?;
    Ok(progress.lines().next().unwrap_or_default().to_owned())
}

/// A page of the build in `dist/`, which is kept.
async fn visit(browser: &Browser) -> Result<()> {
    browser.open("/", Size::DESKTOP).await?;
    browser.wait_for(".sc-start").await?;
    browser.wait_for_worker().await
}

async fn begin(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.click(".next").await?;
    let second = "[name]:not([name='family'])";
    browser.wait_for(&format!(".sc-item {second}")).await?;
    Ok(())
}

/// The page, its script and all that is kept are the new build's.
async fn is_new(browser: &Browser) -> Result<()> {
    browser
        .wait_until("the new build is there", async || {
            // Between two pages there is none to ask.
            let title = title(browser).await.unwrap_or_default();
            Ok((title == NEW).then_some(()))
        })
        .await?;
    browser
        .wait_until("only the new build is kept", async || {
            let kept = browser.script("return caches.keys()", vec![]).await?;
            Ok((kept == json!(["skill-check-new"])).then_some(()))
        })
        .await?;
    assert_eq!(text(browser, BUILD).await?, "newbuild0123");
    Ok(())
}

async fn takes_over_between_checks(browser: &Browser) -> Result<()> {
    visit(browser).await?;
    begin(browser).await?;
    let progress = place(browser).await?;
    let new = Deployment::of(browser).await?;
    let kept = browser.script("return caches.keys()", vec![]).await?;

    // A worker whose files don't fit is refused whole.
    new.half(browser);
    let outcome = text(browser, UPDATE).await?;
    ensure!(
        outcome == "redundant" || outcome.contains("Error"),
        "{outcome}"
    );
    assert_eq!(browser.script("return caches.keys()", vec![]).await?, kept);

    new.whole(browser);
    assert_eq!(text(browser, UPDATE).await?, "installed");
    // In the middle of a check nothing happens, not even on a reload.
    browser.reload().await?;
    assert_eq!(place(browser).await?, progress);
    assert_eq!(title(browser).await?, OLD);

    // Between two checks it takes over, with all that belongs to it.
    browser
        .script("document.querySelector('skill-check').restart()", vec![])
        .await?;
    browser.wait_for(".sc-start").await?;
    browser.reload().await?;
    is_new(browser).await?;
    browser.wait_for(".sc-start").await?;
    Ok(())
}

#[test]
fn a_new_build_is_whole_or_refused_and_takes_over_between_checks() {
    browse(Engine::Chromium, takes_over_between_checks);
}

#[test]
fn a_new_build_takes_over_between_checks_in_firefox() {
    browse(Engine::Firefox, takes_over_between_checks);
}

#[test]
fn a_new_build_waits_for_a_check_in_another_tab() {
    browse(Engine::Chromium, async |browser| {
        visit(browser).await?;
        begin(browser).await?;
        let progress = place(browser).await?;
        let checking = browser.tab().await?;
        let new = Deployment::of(browser).await?;
        new.whole(browser);
        assert_eq!(text(browser, UPDATE).await?, "installed");

        // Another tab has a sitting of its own, which has not begun.
        let idle = browser.open_tab().await?;
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        let asked = "const channel = new BroadcastChannel('skill-check-');
            return new Promise((done) => {
              channel.onmessage = ({ data }) => data === 'busy' && done(data);
              channel.postMessage('busy?'); })";
        assert_eq!(text(browser, asked).await?, "busy");
        browser
            .wait_until("the idle page has asked and been answered", async || {
                let time = browser.script("return performance.now()", vec![]).await?;
                Ok((time.as_f64() > Some(2_000.0)).then_some(()))
            })
            .await?;
        browser.switch_to(&checking).await?;
        assert_eq!(title(browser).await?, OLD);
        assert_eq!(place(browser).await?, progress);
        let waits = "return navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting?.state)";
        assert_eq!(text(browser, waits).await?, "installed");

        // It is over: now the next page that is opened is the new build's.
        browser.close_tab().await?;
        browser.switch_to(&idle).await?;
        browser.reload().await?;
        is_new(browser).await?;
        browser.wait_for(".sc-start").await?;
        Ok(())
    });
}

#[test]
fn the_kill_switch_removes_worker_and_cache() {
    browse(Engine::Chromium, async |browser| {
        visit(browser).await?;
        let off = include_str!("../../../standalone/sw-off.js");
        browser.server.set_route("/sw.js", javascript(off));
        let update = "return navigator.serviceWorker.getRegistration()
            .then((registration) => registration.update()).then(() => 1)";
        browser.script(update, vec![]).await?;
        browser
            .wait_until("worker and cache are gone", async || {
                let left = "return Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
                    .then(([names, registrations]) => names.length + registrations.length)";
                let left: Value = browser.script(left, vec![]).await?;
                Ok((left == 0).then_some(()))
            })
            .await
    });
}
