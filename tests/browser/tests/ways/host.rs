//! A host page with the check in a frame, and another server that the frame is from.
#![allow(
    dead_code,
    reason = "each of the programs with frames in them uses some of it"
)]

use anyhow::Result;
use browser_tests::{Browser, Route, Server, Size, dist};
use serde_json::{Value, json};
use static_server::Options;

/// What a host page does with the script beside the frame: it keeps what it hears.
pub(crate) const LISTENER: &str = "<script>
    window.told = [];
    for (const name of ['ready', 'start', 'progress', 'complete', 'share', 'error']) {
        addEventListener(`skill-check-${name}`, ({ target, detail }) => told.push([name, target.id, detail]));
    }
</script>";

/// So high that the driver, which can't scroll a page around a frame of another process, need not.
pub(crate) const HIGH: Size = Size::new(1280, 4000);

/// Another server with the build: always another origin, by its port.
pub(crate) struct Other {
    pub(crate) server: Server,
    /// Its host; another one than the page's makes it another site, in a process of its own. The
    /// driver doesn't tell what the console of such a frame says.
    pub(crate) name: &'static str,
}

impl Other {
    fn start(name: &'static str) -> Result<Self> {
        let server = Server::start(Options::new(dist()?))?;
        Ok(Self { server, name })
    }

    /// One of another origin.
    pub(crate) fn origin() -> Result<Self> {
        Self::start("127.0.0.1")
    }

    /// One of another site.
    pub(crate) fn site() -> Result<Self> {
        Self::start("localhost")
    }

    /// An address of it.
    pub(crate) fn url(&self, path: &str) -> String {
        self.server.url(path).replace("127.0.0.1", self.name)
    }

    /// Has the operator's settings beside the frame's page; `hosts` and `origins` are lists.
    pub(crate) fn configured(&self, settings: &Value) {
        let settings = Route::file(settings.to_string());
        self.server.set_route("/frame.json", settings);
    }

    /// Names the test's page as the one that the frame is for.
    pub(crate) fn knows(&self, browser: &Browser) {
        self.configured(&json!({ "hosts": [browser.server.url("/")] }));
    }

    /// A host page that holds the frame with this query and these attributes.
    pub(crate) fn host(&self, query: &str, attributes: &str) -> Route {
        let (frame, script) = (self.url("/frame.html"), self.url("/frame-host.js"));
        Route::page(format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'>{LISTENER}
             <style>iframe {{ box-sizing: border-box; width: 100%; border: 3px solid }}</style></head>
             <body><h1>Host</h1><iframe id='check' title='Check' src='{frame}?{query}&amp;ladder=all' {attributes}></iframe>
             <script type='module' src='{script}'></script></body></html>"
        ))
    }
}

/// Enters the frame once it is there: before that, the driver would stay with the empty one.
pub(crate) async fn enter(browser: &Browser) -> Result<()> {
    browser
        .wait_until("the frame is there", async || {
            let said = browser
                .script("return (window.said ?? told).length > 0", vec![])
                .await?;
            Ok((said == true).then_some(()))
        })
        .await?;
    browser.enter_frame(0).await
}

/// Runs a script in the page, and goes back into the frame.
pub(crate) async fn outside(browser: &Browser, script: &str) -> Result<Value> {
    browser.leave_frames().await?;
    let value = browser.script(script, vec![]).await?;
    browser.enter_frame(0).await?;
    Ok(value)
}

/// Waits until the frame is as high as the element in it, in whole pixels, with nothing to scroll.
pub(crate) async fn fits(browser: &Browser) -> Result<()> {
    browser
        .wait_until("the frame has the element's height", async || {
            let inside = "return [Math.ceil(document.querySelector('skill-check').getBoundingClientRect().height),
                                  innerHeight, document.documentElement.clientWidth - innerWidth]";
            let inside = browser.script(inside, vec![]).await?;
            let outside = outside(browser, "return document.querySelector('iframe').clientHeight").await?;
            let height = &inside[0];
            Ok((inside == json!([height, outside, 0])).then_some(()))
        })
        .await
}

/// Rates one item and ends the check.
pub(crate) async fn rate(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    browser.wait_for(".sc-item").await?;
    // While the frame grows, what the driver aims at moves. It does for a notice, too, which comes as
    // soon as a storage has refused.
    let is_refused = "try { return !localStorage } catch { return true }";
    if browser.script(is_refused, vec![]).await? == true {
        browser.wait_for(".sc-notice").await?;
    }
    fits(browser).await?;
    browser.click(".sc-rung").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    fits(browser).await?;
    // The second item: the first one's form was heard. A click that the driver aims at a place of before, while the
    // frame grows by what is drawn after an answer, meets nothing; a visitor would see that, and click again.
    browser
        .wait_until("the next item is asked", async || {
            let none = browser.all(".sc-rung__radio:checked").await?.is_empty();
            if !none {
                browser.click(".next").await?;
            }
            Ok(none.then_some(()))
        })
        .await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}
