//! The support for browser tests, on a page so small that only the support itself can fail.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::time::Duration;

use browser_tests::{Browser, Engine, Key, Network, Route, Size, browse};

/// A custom element with an open shadow root, two buttons and a field.
const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Fixture</title><link rel="icon" href="data:,"></head>
<body><main><h1>Fixture</h1><x-box></x-box></main>
<script>
customElements.define("x-box", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = "<p id=count>0</p><button id=up>More</button><label>Name <input></label>";
    root.querySelector('#up').addEventListener("click", (event) => {
      const count = root.querySelector('#count');
      setTimeout(() => { count.textContent = Number(count.textContent) + (event.isTrusted ? 1 : 100); }, 50);
    });
  }
});
</script></body></html>"#;

async fn open(browser: &Browser) -> anyhow::Result<()> {
    browser
        .open_page("/fixture.html", Route::page(PAGE), Size::PHONE)
        .await
}

#[test]
fn elements_in_shadow_roots_are_found_and_used_as_a_visitor_does() {
    browse(Engine::Chromium, async |browser| {
        open(browser).await?;
        browser.click("x-box #up, #up").await?;
        browser.wait_for_text("#count", |text| text == "1").await?;
        assert!(browser.focus_matches("#up").await?);
        assert_eq!(browser.focused().await?, "<button#up> More");
        browser.press(Key::Enter).await?;
        browser.wait_for_text("#count", |text| text == "2").await?;

        browser.tab_to("input", 3).await?;
        browser.press('a').await?;
        browser.chord(&[Key::Shift], 'b').await?;
        let value = browser.wait_for("input").await?.prop("value").await?;
        assert_eq!(value.as_deref(), Some("aB"));
        let error = browser.tab_to("#nothing", 2).await.unwrap_err();
        assert!(error.to_string().contains("did not lead to"), "{error}");
        browser.no_errors().await
    });
}

#[test]
fn the_viewport_and_the_media_are_as_asked_for() {
    browse(Engine::Chromium, async |browser| {
        open(browser).await?;
        let width = browser.script("return innerWidth", vec![]).await?;
        assert_eq!(width, 320);
        browser
            .prefer(&[
                ("prefers-color-scheme", "dark"),
                ("forced-colors", "active"),
                ("prefers-reduced-motion", "reduce"),
            ])
            .await?;
        let query = "return ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-reduced-motion: reduce)'].every((q) => matchMedia(q).matches)";
        assert_eq!(browser.script(query, vec![]).await?, true);
        browser.prefer(&[]).await?;
        assert_eq!(
            browser
                .script(
                    "return matchMedia('(prefers-color-scheme: light)').matches",
                    vec![]
                )
                .await?,
            true
        );

        assert_eq!(
            browser.script("return navigator.language", vec![]).await?,
            "de-DE"
        );
        browser.prefer_languages("fr-FR,fr").await?;
        browser.reload().await?;
        assert_eq!(
            browser.script("return navigator.language", vec![]).await?,
            "fr-FR"
        );

        assert!(browser.print().await?.starts_with(b"%PDF-"));
        browser.slow_down(4).await?;
        browser.slow_down(1).await
    });
}

#[test]
fn the_network_can_be_taken_away() {
    browse(Engine::Chromium, async |browser| {
        open(browser).await?;
        let fetched =
            "return fetch('/fixture.html', { cache: 'no-store' }).then((r) => r.status, () => 0)";
        assert_eq!(browser.script(fetched, vec![]).await?, 200);
        browser.network(Network::Offline).await?;
        assert_eq!(browser.script(fetched, vec![]).await?, 0);
        browser.network(Network::Full).await?;
        browser.server.clear_requests();
        assert_eq!(browser.script(fetched, vec![]).await?, 200);
        let paths: Vec<_> = browser
            .requests()
            .into_iter()
            .map(|request| request.path)
            .collect();
        assert_eq!(paths, ["/fixture.html"]);
        Ok(())
    });
}

#[test]
fn faults_are_seen() {
    browse(Engine::Chromium, async |browser| {
        open(browser).await?;
        browser.accessible("the fixture").await?;
        browser.script("document.querySelector('x-box').shadowRoot.querySelector('label').replaceWith(document.createElement('input'))", vec![]).await?;
        let error = browser
            .accessible("the fixture")
            .await
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("label (critical)") && error.contains("x-box"),
            "{error}"
        );

        browser.no_errors().await?;
        browser
            .script("console.error('broken on purpose')", vec![])
            .await?;
        let error = browser.no_errors().await.unwrap_err().to_string();
        assert!(error.contains("broken on purpose"), "{error}");
        browser.be_patient_for(Duration::from_millis(200));
        let error = browser.click("#nowhere").await.unwrap_err().to_string();
        assert!(error.contains("#nowhere"), "{error}");
        Ok(())
    });
}

#[test]
fn firefox_is_driven_alike() {
    browse(Engine::Firefox, async |browser| {
        browser
            .open_page("/fixture.html", Route::page(PAGE), Size::DESKTOP)
            .await?;
        let width = browser.script("return innerWidth", vec![]).await?;
        assert_eq!(width, Size::DESKTOP.width);
        assert_eq!(
            browser.script("return navigator.language", vec![]).await?,
            "de-DE"
        );
        browser.click("#up").await?;
        browser.wait_for_text("#count", |text| text == "1").await?;
        browser.tab_to("input", 3).await?;
        browser.press('a').await?;
        let value = browser.wait_for("input").await?.prop("value").await?;
        assert_eq!(value.as_deref(), Some("a"));
        browser.accessible("the fixture").await?;
        browser.no_errors().await?;
        for (fault, words) in [
            ("console.error('broken on purpose')", "broken on purpose"),
            ("setTimeout(() => missing())", "missing is not defined"),
        ] {
            browser.script(fault, vec![]).await?;
            browser
                .wait_until(words, async || {
                    let error = browser.no_errors().await.err();
                    Ok(error.filter(|error| error.to_string().contains(words)))
                })
                .await?;
        }
        let error = browser.prefer(&[]).await.unwrap_err().to_string();
        assert!(error.contains("needs Chromium"), "{error}");
        browser.reload().await?;
        browser.wait_for_text("#count", |text| text == "0").await?;
        assert!(browser.print().await?.starts_with(b"%PDF-"));
        Ok(())
    });
}

#[test]
fn webkit_is_driven_alike() {
    browse(Engine::WebKit, async |browser| {
        let page = PAGE.replace("<head>", &format!("<head>{}", browser.recorder()));
        for size in [Size::DESKTOP, Size::new(600, 700)] {
            browser
                .open_page("/fixture.html", Route::page(page.clone()), size)
                .await?;
            let width = browser.script("return innerWidth", vec![]).await?;
            assert_eq!(width, size.width);
        }
        browser.click("#up").await?;
        browser.wait_for_text("#count", |text| text == "1").await?;
        browser.tab_to("input", 3).await?;
        browser.press('a').await?;
        let value = browser.wait_for("input").await?.prop("value").await?;
        assert_eq!(value.as_deref(), Some("a"));
        browser.accessible("the fixture").await?;
        browser.no_errors().await?;
        for (fault, words) in [
            ("console.error('broken on purpose')", "broken on purpose"),
            ("setTimeout(() => missing())", "missing"),
        ] {
            browser.script(fault, vec![]).await?;
            browser
                .wait_until(words, async || {
                    let error = browser.no_errors().await.err();
                    Ok(error.filter(|error| error.to_string().contains(words)))
                })
                .await?;
        }
        let error = browser.prefer(&[]).await.unwrap_err().to_string();
        assert!(error.contains("needs Chromium"), "{error}");
        browser.reload().await?;
        browser.wait_for_text("#count", |text| text == "0").await?;
        Ok(())
    });
}
