//! The element on a host page that is not as it should be: it says so and stays readable.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::Result;
use browser_tests::{Browser, Engine, Route, Size, browse, compiled_of};
use serde_json::json;

/// A host page with this element on it.
fn host(element: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script type='module' src='skill-check.js'></script></head>
         <body><main><h1>Host</h1>{element}</main></body></html>"
    ))
}

async fn open(browser: &Browser, element: &str) -> Result<()> {
    browser
        .open_page("/host.html", host(element), Size::DESKTOP)
        .await
}

/// Keeps the detail of the last error that the element tells.
const TELL: &str = "<script>
    addEventListener('skill-check-error', (event) => { window.told = event.detail; });
</script>";

/// The path of a file of the build below a folder, by its extension.
async fn built(browser: &Browser, folder: &str, extension: &str) -> Result<String> {
    open(browser, "<skill-check></skill-check>").await?;
    browser.wait_for(".sc-start").await?;
    let path = browser
        .requests()
        .into_iter()
        .map(|request| request.path)
        .find(|path| path.starts_with(folder) && path.ends_with(extension));
    Ok(path.unwrap())
}

#[test]
fn an_unknown_language_falls_back_with_a_note() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check lang='fr'></skill-check>").await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        let console = browser.console().await?.join("\n");
        assert!(
            console.contains("WARNING") && console.contains("fr"),
            "{console}"
        );
        assert!(!console.contains("SEVERE"), "{console}");
        Ok(())
    });
}

#[test]
fn attributes_aim_and_start_and_unknown_ones_are_noted() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            "<skill-check family='community-manager' level='senior'></skill-check>",
        )
        .await?;
        browser
            .wait_for("[name='family'][value='community-manager']:checked")
            .await?;
        browser
            .wait_for("[name='level'][value='senior']:checked")
            .await?;
        browser.no_errors().await?;

        open(
            browser,
            "<skill-check family='astronaut' level='chief' autostart></skill-check>",
        )
        .await?;
        browser.wait_for(".sc-item").await?;
        let console = browser.console().await?.join("\n");
        assert!(console.contains("astronaut"), "{console}");
        assert!(console.contains("chief"), "{console}");
        Ok(())
    });
}

#[test]
fn a_catalogue_that_is_not_there_or_broken_is_a_message_in_place() {
    browse(Engine::Chromium, async |browser| {
        let english = catalogue::interface("en").unwrap();
        let damaged = Route::file(b"damaged");
        browser.server.set_route("/damaged.bin", damaged);
        let html = Route::page("<!doctype html><title>Not found</title>");
        browser.server.set_route("/html.bin", html);
        for name in ["missing.bin", "damaged.bin", "html.bin"] {
            let element = format!("{TELL}<skill-check catalogue='{name}'></skill-check>");
            open(browser, &element).await?;
            browser.wait_for(".sc-loader button").await?;
            let message = browser.text(".sc-loader p").await?;
            assert_eq!(message, english["loader.failed"], "{name}");
            let told = browser.script("return told", vec![]).await?;
            assert!(
                told["code"].as_str().unwrap().starts_with("catalogue"),
                "{name}: {told}"
            );
            assert!(
                browser.no_errors().await.is_err(),
                "{name}: the console says nothing"
            );
            browser
                .accessible(&format!("the message about {name}"))
                .await?;

            // Once the cause is gone, trying again works.
            let good = compiled_of("social-media", "en")?;
            open(browser, &element).await?;
            browser.wait_for(".sc-loader button").await?;
            let route = Route::file(good);
            browser.server.set_route(&format!("/{name}"), route);
            browser.click(".sc-loader button").await?;
            browser.wait_for(".sc-start").await?;
        }
        Ok(())
    });
}

#[test]
fn what_fails_to_load_can_be_tried_again() {
    browse(Engine::Chromium, async |browser| {
        for (folder, extension) in [
            ("/assets/", ".wasm"),
            ("/assets/skill-check.", ".js"),
            ("/catalogues/", ".bin"),
        ] {
            let path = built(browser, folder, extension).await?;
            for status in [404, 503] {
                browser
                    .devtools("Network.clearBrowserCache", json!({}))
                    .await?;
                browser.server.set_route(&path, Route::failing(status));
                open(browser, "<skill-check></skill-check>").await?;
                browser.wait_for(".sc-loader button").await?;
                browser.server.clear_route(&path);
                browser.click(".sc-loader button").await?;
                browser.wait_for(".sc-start").await?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_strict_policy_is_enough() {
    browse(Engine::Chromium, async |browser| {
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; \
                      trusted-types 'none'";
        let listener = "window.told = []; addEventListener('securitypolicyviolation', \
                        (event) => told.push(event.violatedDirective + ' ' + event.blockedURI));";
        let script = Route::file(listener);
        browser.server.set_route("/listener.js", script);
        let page = host("<script src='listener.js'></script><skill-check></skill-check>")
            .header("Content-Security-Policy", policy);
        browser
            .open_page("/strict.html", page, Size::DESKTOP)
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        assert_eq!(browser.script("return told", vec![]).await?, json!([]));
        browser.no_errors().await
    });
}

#[test]
fn a_policy_that_forbids_wasm_is_a_message_in_place() {
    browse(Engine::Chromium, async |browser| {
        let english = catalogue::interface("en").unwrap();
        let page = host("<skill-check></skill-check>")
            .header("Content-Security-Policy", "script-src 'self'");
        browser
            .open_page("/no-wasm.html", page, Size::DESKTOP)
            .await?;
        let reason = &english["loader.wasm"];
        browser
            .wait_for_text(".sc-loader", |text| text.contains(reason))
            .await?;
        Ok(())
    });
}

#[test]
fn two_widgets_on_a_page_share_one_instance_and_keep_apart() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check lang='de'></skill-check>").await?;
        browser.wait_for(".sc[lang='de'] .sc-start").await?;
        let script = "
            const second = document.createElement('skill-check');
            second.lang = 'en';
            document.querySelector('main').append(second);
        ";
        browser.script(script, vec![]).await?;
        browser
            .click(".sc[lang='en'] .sc-start .sc-button--primary")
            .await?;
        browser.wait_for(".sc[lang='en'] .sc-item").await?;
        browser.wait_for(".sc[lang='de'] .sc-start").await?;
        let requests = browser.requests();
        let wasm = requests
            .iter()
            .filter(|request| request.path.contains(".wasm"));
        assert_eq!(wasm.count(), 1);
        browser.no_errors().await
    });
}

#[test]
fn the_language_follows_the_attribute() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check lang='de'></skill-check>").await?;
        browser.wait_for(".sc[lang='de'] .sc-start").await?;
        let script = "document.querySelector('skill-check').lang = 'en-GB'";
        browser.script(script, vec![]).await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        browser.no_errors().await
    });
}

#[test]
fn moving_the_element_keeps_what_was_answered() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "<skill-check></skill-check><div id='place'></div>").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        for _ in 0..20 {
            browser.script("document.querySelector('#place').append(document.querySelector('skill-check'))", vec![]).await?;
        }
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.no_errors().await
    });
}
