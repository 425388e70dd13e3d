//! The ways of embedding beside the tag: in a frame from another origin.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use crate::host::{HIGH, LISTENER, Other, enter, fits, outside, rate};
use anyhow::{Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Route, browse, content, dist};
use serde_json::json;

/// The names of the events that the page has heard from the frame.
async fn heard(browser: &Browser) -> Result<Vec<String>> {
    let told = outside(browser, "return told.map(([name, id]) => `${name} ${id}`)").await?;
    Ok(serde_json::from_value(told)?)
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
        other.knows(browser);
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
        other.knows(browser);
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
                     &accent=%23123456&accent-dark=%23abcdef&radius=0px&colour=red\
                     &font=x%3B}body{display:none";
        let page = other.host(query, "");
        other.knows(browser);
        browser.open_page("/host.html", page, HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        fits(browser).await?;
        let look = "const element = document.querySelector('skill-check');
            const style = getComputedStyle(element);
            return [element.id, element.getAttribute('theme'), element.getAttribute('family'), document.documentElement.lang,
                    style.getPropertyValue('--skill-check-accent'), style.getPropertyValue('--skill-check-radius'),
                    getComputedStyle(document.body).display, element.getAttribute('result-base')]";
        let base = browser.server.url("/host.html");
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
        other.configured(&json!({
            "hosts": [browser.server.url("/")],
            "options": { "storage": "none" },
        }));
        let page = other.host("lang=de", "");
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

/// A stranger's link into the operator's own origin: another catalogue under the operator's name, other
/// courses, links that lead elsewhere, answers that stay on a shared computer.
#[test]
fn a_frames_address_sets_nothing_that_could_do_harm() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        let stranger = browser.server.url("");
        let query = format!(
            "lang=de&catalogue={stranger}/evil.bin&modules={stranger}/evil.json&storage=local\
             &result-base={stranger}/evil.html&theme=dark&accent=url({stranger}/evil.png)"
        );
        let page = other.host(&query, "");
        browser.open_page("/host.html", page, HIGH).await?;
        browser.leave_frames().await?;
        browser.enter_frame(0).await?;
        browser.wait_for(".sc-start").await?;
        let set = "return [...document.querySelector('skill-check').attributes].map(({ name, value }) => `${name}=${value}`).sort()";
        let set = browser.script(set, vec![]).await?;
        ensure!(
            set == json!(["address=keep", "ladder=all", "lang=de", "theme=dark"]),
            "{set}"
        );
        let said = browser
            .wait_for("p.refused[lang='de']")
            .await?
            .text()
            .await?;
        ensure!(said.contains("nur auf dem Server"), "{said}");
        ensure!(
            browser
                .all("p.refused[lang='en']:not([hidden])")
                .await?
                .is_empty()
        );
        let console = browser.console().await?.join("\n");
        for name in [
            "catalogue=",
            "modules is set",
            "storage is set",
            "result-base is set",
            "accent=",
        ] {
            ensure!(console.contains(name), "{name}: {console}");
        }
        ensure!(
            !browser
                .requests()
                .iter()
                .any(|one| one.path.contains("evil"))
        );

        // Nor does the policy let it ask anybody else.
        let asked = "return fetch(arguments[0]).then(() => 'answered', () => 'refused')";
        let asked = browser
            .script(asked, vec![json!(format!("{stranger}/evil.json"))])
            .await?;
        ensure!(asked == "refused", "{asked}");
        Ok(())
    });
}

#[test]
fn what_leads_elsewhere_comes_from_the_operators_file() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        other.configured(&json!({
            "hosts": ["https://www.example", "no origin"],
            "origins": ["https://courses.example"],
            "options": {
                "modules": [{ "module": "online-editor", "provider": "P", "name": "N", "url": "https://a.example/" }],
                "catalogue": "https://strange.example/c.bin",
                "storage": "none",
                "result-base": "https://www.example/check",
                "handover": "https://courses.example/in",
                "handover-name": "Beratung",
                "donate": "2",
                "unheard-of": "x",
            },
        }));
        let query = "lang=de&storage=local&handover=https://evil.example/in";
        let page = other.host(query, "");
        browser.open_page("/host.html", page, HIGH).await?;
        browser.enter_frame(0).await?;
        rate_unheard(browser).await?;
        ensure!(browser.text(".to-handover").await? == "Weitergeben an: Beratung");
        let address = "return document.querySelector('skill-check').shadowRoot.querySelector('.sc-handover form').dataset.address";
        ensure!(browser.script(address, vec![]).await? == "https://courses.example/in");
        let field = browser.wait_for(".sc-share__address").await?;
        let link = field.prop("value").await?.unwrap();
        ensure!(
            link.starts_with("https://www.example/check#skill-check="),
            "{link}"
        );
        let kept = "const element = document.querySelector('skill-check');
            return [localStorage.length, sessionStorage.length, element.getAttribute('catalogue'), JSON.parse(element.getAttribute('modules')).length]";
        ensure!(browser.script(kept, vec![]).await? == json!([0, 0, null, 1]));
        let console = browser.console().await?.join("\n");
        for word in [
            "no origin",
            "strange.example",
            "unheard-of",
            "handover is set in frame.json",
        ] {
            ensure!(console.contains(word), "{word}: {console}");
        }
        // The page around is not the one that the file names: it hears how high the frame is, and no more.
        ensure!(
            console.contains("hears the height and nothing else"),
            "{console}"
        );
        fits(browser).await?;
        ensure!(
            heard(browser).await?.is_empty(),
            "{:?}",
            heard(browser).await?
        );
        Ok(())
    });
}

/// Rates one item and ends the check, where the page around hears of nothing.
async fn rate_unheard(browser: &Browser) -> Result<()> {
    for selector in [
        ".sc-start .sc-button--primary",
        ".sc-rung",
        ".next",
        ".sc-item .finish",
    ] {
        browser.wait_for(selector).await?;
        let click =
            "document.querySelector('skill-check').shadowRoot.querySelector(arguments[0]).click()";
        browser.script(click, vec![json!(selector)]).await?;
        if selector == ".next" {
            browser.wait_for(".back").await?;
        }
    }
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

/// The server sends the frame's address on, as from http to https or to the name with `www.`.
#[test]
fn a_frame_whose_address_was_sent_on_has_height_and_events() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        other.knows(browser);
        let page = |script: &str| {
            Route::page(format!(
                "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>{LISTENER}</head>
                 <body><iframe id='check' title='Check' style='box-sizing: border-box; width: 100%; border: 0' src='frame.html?lang=de'></iframe>
                 <script type='module' src='{script}'></script></body></html>"
            ))
        };
        let target = other.url("/frame.html?lang=de");
        browser.server.set_route(
            "/frame.html",
            Route::failing(302).header("Location", &target),
        );
        let script = other.url("/frame-host.js");
        browser.open_page("/host.html", page(&script), HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc-start").await?;
        fits(browser).await?;
        ensure!(heard(browser).await? == ["ready check"]);
        browser.no_errors().await?;

        // With the script from somewhere else, it says what to do.
        browser.leave_frames().await?;
        browser
            .open_page("/host.html", page("frame-host.js"), HIGH)
            .await?;
        browser
            .wait_until("the console says it", async || {
                let console = browser.console().await?.join("\n");
                Ok(console
                    .contains("load frame-host.js from there")
                    .then_some(()))
            })
            .await
    });
}

/// What a frame says of its host's address changes no more of it than that a result is closed.
#[test]
fn a_frame_can_not_lead_its_host_elsewhere() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        // Said again when it is asked: the host's script may come after the frame.
        let fake = "<script>
            const say = () => {
                parent.postMessage({ 'skill-check': 'hello' }, '*');
                parent.postMessage({ 'skill-check': 'closed', fragment: '/../logout' }, '*');
                parent.postMessage({ 'skill-check': 'closed', fragment: '?delete=all' }, '*');
                parent.postMessage({ 'skill-check': 'height', height: 77 }, '*');
            };
            addEventListener('message', ({ data }) => data['skill-check'] === 'who' && say());
            say();
        </script>";
        other.server.set_route("/frame.html", Route::page(fake));
        let page = other.host("", "");
        browser.server.set_route("/account/page", page);
        browser.open("/account/page?a=1#b", HIGH).await?;
        browser
            .wait_until("all was heard", async || {
                let height = browser
                    .script(
                        "return document.querySelector('iframe').style.height",
                        vec![],
                    )
                    .await?;
                Ok((height == "83px").then_some(()))
            })
            .await?;
        let address = browser.script("return location.href", vec![]).await?;
        ensure!(
            address == browser.server.url("/account/page?a=1#b"),
            "{address}"
        );
        Ok(())
    });
}

#[test]
fn the_hosts_script_is_small() {
    let script = std::fs::read(dist().unwrap().join("frame-host.js")).unwrap();
    assert!(script.len() < 3000, "{} bytes", script.len());
}
