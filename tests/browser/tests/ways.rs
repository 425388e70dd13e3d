//! The ways of embedding beside the tag: in a frame from another origin.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::Result;
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Route, Server, Size, browse, content, dist};
use serde_json::{Value, json};
use static_server::Options;

/// What a host page does with the script beside the frame: it keeps what it hears.
const LISTENER: &str = "<script>
    window.told = [];
    for (const name of ['ready', 'start', 'progress', 'complete', 'share', 'error']) {
        addEventListener(`skill-check-${name}`, ({ target, detail }) => told.push([name, target.id, detail]));
    }
</script>";

/// So high that the driver, which can't scroll a page around a frame of another process, need not.
const HIGH: Size = Size::new(1280, 4000);

/// Another server with the build: always another origin, by its port.
struct Other {
    server: Server,
    /// Its host; another one than the page's makes it another site, in a process of its own. The
    /// driver doesn't tell what the console of such a frame says.
    name: &'static str,
}

impl Other {
    fn start(name: &'static str) -> Result<Self> {
        let server = Server::start(Options::new(dist()?))?;
        Ok(Self { server, name })
    }

    fn origin() -> Result<Self> {
        Self::start("127.0.0.1")
    }

    fn site() -> Result<Self> {
        Self::start("localhost")
    }

    fn url(&self, path: &str) -> String {
        self.server.url(path).replace("127.0.0.1", self.name)
    }

    /// A host page that holds the frame with this query and these attributes.
    fn host(&self, query: &str, attributes: &str) -> Route {
        let (frame, script) = (self.url("/frame.html"), self.url("/frame-host.js"));
        Route::page(format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'>{LISTENER}
             <style>iframe {{ box-sizing: border-box; width: 100%; border: 3px solid }}</style></head>
             <body><h1>Host</h1><iframe id='check' title='Check' src='{frame}?{query}' {attributes}></iframe>
             <script type='module' src='{script}'></script></body></html>"
        ))
    }
}

/// Enters the frame once it is there: before that, the driver would stay with the empty one.
async fn enter(browser: &Browser) -> Result<()> {
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
async fn outside(browser: &Browser, script: &str) -> Result<Value> {
    browser.leave_frames().await?;
    let value = browser.script(script, vec![]).await?;
    browser.enter_frame(0).await?;
    Ok(value)
}

/// Waits until the frame is as high as the element in it, in whole pixels, with nothing to scroll.
async fn fits(browser: &Browser) -> Result<()> {
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

/// The names of the events that the page has heard from the frame.
async fn heard(browser: &Browser) -> Result<Vec<String>> {
    let told = outside(browser, "return told.map(([name, id]) => `${name} ${id}`)").await?;
    Ok(serde_json::from_value(told)?)
}

/// Rates one item and ends the check.
async fn rate(browser: &Browser) -> Result<()> {
    browser.click(".sc-goal .sc-button--primary").await?;
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
    browser.click(".next").await?;
    // The second item: the first one's form was heard.
    browser
        .wait_until("the next item is asked", async || {
            let none = browser.all(".sc-rung__radio:checked").await?.is_empty();
            Ok(none.then_some(()))
        })
        .await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

/// The code of a result with nothing but middling responses.
fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let list = vec![Response::Level(2); catalogue.items().count()];
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The whole way in a frame with these attributes: height, events, links to the host's page.
fn runs_framed(attributes: &str) {
    browse(Engine::Chromium, async |browser| {
        let other = Other::site()?;
        let page = other.host("lang=de", attributes);
        browser.open_page("/host.html", page, HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc-start").await?;
        fits(browser).await?;
        rate(browser).await?;
        fits(browser).await?;
        // Narrower, the text is longer.
        let before = browser.script("return innerHeight", vec![]).await?;
        outside(
            browser,
            "document.querySelector('iframe').style.width = '360px'",
        )
        .await?;
        // Another process draws the frame, and hears of it later.
        browser
            .wait_until("the frame is narrower", async || {
                let width = browser.script("return innerWidth", vec![]).await?;
                Ok((width.as_u64() < Some(400)).then_some(()))
            })
            .await?;
        fits(browser).await?;
        let after = browser.script("return innerHeight", vec![]).await?;
        assert!(after.as_u64() > before.as_u64(), "{before} {after}");

        let heard = heard(browser).await?;
        assert_eq!(
            heard,
            [
                "ready check",
                "start check",
                "progress check",
                "complete check"
            ]
        );
        let complete = outside(browser, "return told.at(-1)[2]").await?;
        assert_eq!(complete["catalogue"], json!("social-media"));

        let field = browser.wait_for(".sc-share__address").await?;
        let link = field.prop("value").await?.unwrap();
        let host = browser.server.url("/host.html");
        assert!(link.starts_with(&format!("{host}#skill-check=")), "{link}");
        browser.no_errors().await
    });
}

#[test]
fn a_frame_of_another_site_has_its_height_its_events_and_links_to_the_host() {
    runs_framed("allow='clipboard-write'");
}

#[test]
fn a_sandbox_with_scripts_alone_is_enough() {
    runs_framed("sandbox='allow-scripts'");
}

#[test]
fn a_result_in_the_hosts_address_opens_in_the_frame_and_closes_in_both() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        let code = code()?;
        let page = other.host("lang=de", "");
        browser.server.set_route("/host.html", page);
        browser
            .open(&format!("/host.html#chapter=2&skill-check={code}"), HIGH)
            .await?;
        enter(browser).await?;
        browser.wait_for(".sc-result--whole").await?;
        fits(browser).await?;
        browser.click(".own").await?;
        browser.wait_for_none(".sc-result").await?;
        browser
            .wait_until("the host's address is without the result", async || {
                let hash = outside(browser, "return location.hash").await?;
                Ok((hash == "#chapter=2").then_some(()))
            })
            .await?;
        // A link in the page to the same result opens it again.
        outside(browser, &format!("location.hash = 'skill-check={code}'")).await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.no_errors().await
    });
}

#[test]
fn parameters_are_the_elements_options_and_its_look() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        let query = "lang=en&family=community-manager&level=senior&theme=light&id=career&autostart\
                     &accent=%23123456&accent-dark=%23abcdef&radius=0px&result-base=%2Fcheck&colour=red\
                     &font=x%3B}body{display:none";
        let page = other.host(query, "");
        browser.open_page("/host.html", page, HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        fits(browser).await?;
        let look = "const element = document.querySelector('skill-check');
            const style = getComputedStyle(element);
            return [element.id, element.getAttribute('theme'), element.getAttribute('family'), document.documentElement.lang,
                    style.getPropertyValue('--skill-check-accent'), style.getPropertyValue('--skill-check-radius'),
                    getComputedStyle(document.body).display, element.getAttribute('result-base')]";
        let base = browser.server.url("/check");
        let expected = |accent: &str| {
            json!([
                "career",
                "light",
                "community-manager",
                "en",
                accent,
                "0px",
                "block",
                base
            ])
        };
        assert_eq!(browser.script(look, vec![]).await?, expected("#123456"));
        browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
        browser
            .wait_until("the colour for dark mode is taken", async || {
                let look = browser.script(look, vec![]).await?;
                Ok((look == expected("#abcdef")).then_some(()))
            })
            .await?;
        let console = browser.console().await?.join("\n");
        assert!(console.contains("\\\"colour\\\""), "{console}");
        assert!(!console.contains("SEVERE"), "{console}");
        Ok(())
    });
}

#[test]
fn nobody_else_is_told_and_nobody_else_is_heard() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        // Without its script the host gets a greeting that says nothing, and no more.
        let page = other.host("lang=de&storage=none", "");
        let script = Route::file(
            "window.said = []; addEventListener('message', ({ data }) => said.push(data));",
        );
        other.server.set_route("/frame-host.js", script);
        browser.open_page("/host.html", page, HIGH).await?;
        enter(browser).await?;
        rate(browser).await?;
        let said = outside(browser, "return said").await?;
        let greeting = json!({ "skill-check": "hello" });
        assert!(
            said.as_array().unwrap().iter().all(|one| *one == greeting),
            "{said}"
        );

        // With it, a page that is not the frame's can neither resize the frame nor make events.
        other.server.clear_route("/frame-host.js");
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await?;
        browser.leave_frames().await?;
        browser.open("/host.html", HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc-start").await?;
        fits(browser).await?;
        let forge = "const before = document.querySelector('iframe').style.height;
            const frames = [window, document.body.appendChild(document.createElement('iframe')).contentWindow];
            for (const frame of frames) {
                for (const message of [{ 'skill-check': 'height', height: 7 },
                                       { 'skill-check': 'event', name: 'complete', detail: {} }]) {
                    frame.eval ? frame.eval(`parent.postMessage(${JSON.stringify(message)}, '*')`) : 0;
                }
            }
            return new Promise((settle) => setTimeout(() => settle(
                [document.querySelector('iframe').style.height === before, told.map(([name]) => name)]), 200))";
        assert_eq!(outside(browser, forge).await?, json!([true, ["ready"]]));
        browser.no_errors().await
    });
}

#[test]
fn the_hosts_script_is_small() {
    let script = std::fs::read(dist().unwrap().join("frame-host.js")).unwrap();
    assert!(script.len() < 1500, "{} bytes", script.len());
}
