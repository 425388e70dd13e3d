//! The check in a frame: words of its operator, what a sandbox takes away, and the frame on paper.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use crate::host::{HIGH, Other, enter, fits, outside, rate};
use anyhow::ensure;
use browser_tests::{Engine, Key, browse};
use serde_json::{Value, json};

/// Words of the operator's stand in the element, as text and with links that can do no harm; what is wrong is named.
#[test]
fn the_operators_words_stand_in_the_frame() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        let host = browser.server.url("/advice");
        other.configured(&json!({
            "hosts": [browser.server.url("/")],
            "slots": {
                "headline": "Where <b>are</b> you?",
                "brand": { "text": "" },
                "start": { "text": "Part of our week", "link": "javascript:alert(1)" },
                "result": { "text": "Talk to us", "link": "https://courses.example/talk" },
                "end": { "text": "Advice", "link": host },
                "footer": { "text": "Privacy", "link": "/privacy", "html": "<b>" },
                "lead": { "text": 5 },
                "side": { "text": "x" },
            },
        }));
        let page = other.host("lang=en&slots=evil", "");
        browser.open_page("/host.html", page, HIGH).await?;
        browser.enter_frame(0).await?;
        browser.wait_for(".sc-start").await?;
        let words = "return [...document.querySelector('skill-check').children].map((node) => {
            const { href, target, rel } = node.querySelector('a') ?? {};
            return [node.localName, node.slot, node.textContent, href ?? '', target ?? '', rel ?? ''].join('|');
        })";
        let words = browser.script(words, vec![]).await?;
        let expected = json!([
            "span|headline|Where <b>are</b> you?|||",
            "span|brand||||",
            "p|start|Part of our week|||",
            "p|result|Talk to us|https://courses.example/talk|_blank|noopener",
            format!("p|end|Advice|{host}|_top|noopener"),
            format!("p|footer|Privacy|{}|_blank|noopener", other.url("/privacy")),
        ]);
        ensure!(words == expected, "{words}");
        let console = browser.console().await?.join("\n");
        for named in [
            "slots.start.link",
            "slots.lead.text",
            "slots.footer has no",
            "no slot",
            "no parameter",
        ] {
            ensure!(console.contains(named), "{named}: {console}");
        }
        fits(browser).await?;
        rate(browser).await?;
        fits(browser).await?;
        let seen = "return [...document.querySelectorAll('skill-check > *')].filter((node) => node.offsetWidth).map(({ slot }) => slot)";
        let seen = browser.script(seen, vec![]).await?;
        ensure!(seen == json!(["result", "end", "footer"]), "{seen}");
        Ok(())
    });
}

/// Which refusals are on show, and how far the box is below what was clicked on.
const REFUSED: &str = "return [...document.querySelectorAll('.refused:not([hidden])')]
    .map((line) => `${line.lang} ${line.dataset.what} ${line.querySelector('output')?.value ?? ''}`.trim())";

/// Browsers say nothing where a sandbox refuses something; the frame does, beside what asked for it.
#[test]
fn what_a_sandbox_refuses_is_said_in_words() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        let talk = json!({ "text": "Talk to us", "link": "https://courses.example/talk" });
        other.configured(
            &json!({ "hosts": [browser.server.url("/")], "slots": { "result": talk } }),
        );
        for (sandbox, is_said) in [
            ("sandbox='allow-scripts'", true),
            (
                "sandbox='allow-scripts allow-downloads allow-modals allow-popups'",
                false,
            ),
        ] {
            let page = other.host("lang=de", sandbox);
            browser.open_page("/host.html", page, HIGH).await?;
            enter(browser).await?;
            browser.wait_for(".sc-start").await?;
            fits(browser).await?;
            rate(browser).await?;
            // A window would open, and the report be printed, where that is allowed.
            let asks: &[(&str, &str)] = if is_said {
                &[
                    (".sc-take .json", "de downloads"),
                    (".sc-take .print", "de modals"),
                    ("[slot=result] a", "de popups https://courses.example/talk"),
                ]
            } else {
                &[(".sc-take .json", "")]
            };
            for (selector, expected) in asks {
                let click = "const check = document.querySelector('skill-check');
                    (check.shadowRoot.querySelector(arguments[0]) ?? check.querySelector(arguments[0])).click()";
                browser.script(click, vec![json!(selector)]).await?;
                let expected: Vec<_> = Some(*expected)
                    .filter(|one| !one.is_empty())
                    .into_iter()
                    .collect();
                browser
                    .wait_until("the refusal is said", async || {
                        let said = browser.script(REFUSED, vec![]).await?;
                        Ok((said == json!(expected)).then_some(()))
                    })
                    .await?;
            }
            browser.leave_frames().await?;
        }
        Ok(())
    });
}

/// The host's page is printed with the whole result, and a result alone by the keys for it.
#[test]
fn on_paper_the_frame_holds_the_whole_result() {
    browse(Engine::Chromium, async |browser| {
        let other = Other::origin()?;
        other.knows(browser);
        let page = other.host("lang=de", "");
        browser.open_page("/host.html", page, HIGH).await?;
        enter(browser).await?;
        browser.wait_for(".sc-start").await?;
        fits(browser).await?;
        rate(browser).await?;
        fits(browser).await?;
        let listen = "window.printed = [];
            const frame = document.querySelector('iframe');
            for (const when of ['beforeprint', 'afterprint']) addEventListener(when, () => printed.push(frame.clientHeight));
            return frame.clientHeight";
        let before = outside(browser, listen).await?;
        // The height on paper comes once the page stands still.
        browser
            .wait_until("the host knows the height on paper", async || {
                browser.leave_frames().await?;
                browser.script("printed.length = 0", vec![]).await?;
                browser.print().await?;
                let printed = browser.script("return printed", vec![]).await?;
                browser.enter_frame(0).await?;
                Ok((printed[1] == before && printed[0] != before).then_some(()))
            })
            .await?;
        let paper = outside(browser, "return printed[0]").await?;
        let media = json!({ "media": "print" });
        browser
            .devtools("Emulation.setEmulatedMedia", media)
            .await?;
        outside(
            browser,
            "document.querySelector('iframe').style.width = '686px'",
        )
        .await?;
        let height = "return document.querySelector('skill-check').getBoundingClientRect().height";
        let mut last = Value::Null;
        let found = browser
            .wait_until("it is as high as was said", async || {
                last = browser.script(height, vec![]).await?;
                let off = last.as_f64().unwrap_or_default() - paper.as_f64().unwrap_or_default();
                Ok((off.abs() < 40.0).then_some(()))
            })
            .await;
        ensure!(found.is_ok(), "{last} instead of {paper}");

        let media = json!({ "media": "" });
        browser
            .devtools("Emulation.setEmulatedMedia", media)
            .await?;
        let instead = "const check = document.querySelector('skill-check');
            check.print = () => { window.reports = (window.reports ?? 0) + 1; };
            window.isOurs = [];
            addEventListener('keydown', (event) => isOurs.push(event.defaultPrevented));
            check.shadowRoot.querySelector('button').focus()";
        browser.script(instead, vec![]).await?;
        browser.chord(&[Key::Control], 'p').await?;
        let printed = browser
            .script("return [reports, isOurs.at(-1)]", vec![])
            .await?;
        ensure!(printed == json!([1, true]), "{printed}");
        browser.no_errors().await
    });
}
