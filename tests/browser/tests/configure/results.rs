//! What of a result the embedder's page sets: its parts and their order, and where visitors search for courses.

use anyhow::{Context as _, Result, ensure};
use browser_tests::{Browser, Engine, browse};
use serde_json::{Value, json};

use super::{choose_way, code, is_refused, open, previewed, set};

/// The value of an attribute in the tag to copy, if it is there.
async fn written(browser: &Browser, name: &str) -> Result<Option<String>> {
    let tag = code(browser).await?.swap_remove(0);
    let value = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    Ok(value.and_then(|rest| Some(rest.split_once('"')?.0.to_owned())))
}

/// What the rows show: each part, with `-` in front of one that is not ticked.
async fn rows(browser: &Browser) -> Result<String> {
    let script = "return [...document.querySelectorAll('#sections input')].map((one) => (one.checked ? '' : '-') + one.id.slice(8)).join(' ')";
    let rows = browser.script(script, vec![]).await?;
    Ok(rows.as_str().context("no rows")?.to_owned())
}

/// Which parts the preview's result shows, in order.
async fn shown(browser: &Browser) -> Result<Value> {
    let script = "const root = document.querySelector('#device skill-check').shadowRoot;
        return [...root.querySelectorAll('.sc-next, .sc-part')].map((one) => one.id || one.className)";
    browser.script(script, vec![]).await
}

#[test]
fn the_parts_of_a_result_are_chosen_and_ordered() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=en&screen=result").await?;
        ensure!(written(browser, "sections").await?.is_none());
        let before = shown(browser).await?;
        browser.click("#section-profiles").await?;
        ensure!(written(browser, "sections").await?.as_deref() == Some("steps areas plan"));
        assert_eq!(previewed(browser, "sections").await?, "steps areas plan");
        browser
            .wait_until("the preview is without profiles", async || {
                Ok((shown(browser).await? != before).then_some(()))
            })
            .await?;

        // By keys: up to the top, where its button has nothing left to do and hands the focus on.
        let up = ".section-row:has(#section-plan) [data-step='-1']";
        for order in ["steps areas plan", "steps plan areas", "plan steps areas"] {
            browser
                .script(
                    "document.querySelector(arguments[0]).focus()",
                    vec![json!(up)],
                )
                .await?;
            browser.press(browser_tests::Key::Enter).await?;
            ensure!(
                written(browser, "sections").await?.as_deref() == Some(order),
                "{}",
                rows(browser).await?
            );
        }
        ensure!(
            rows(browser).await? == "plan steps areas -profiles answers",
            "{}",
            rows(browser).await?
        );
        ensure!(
            browser
                .focus_matches(".section-row:has(#section-plan) [data-step='1']")
                .await?
        );

        // A link holds it, and the answers can't be taken away.
        let address = browser
            .script("return location.hash.slice(1)", vec![])
            .await?;
        open(browser, address.as_str().context("no fragment")?).await?;
        ensure!(
            rows(browser).await? == "plan steps areas answers -profiles",
            "{}",
            rows(browser).await?
        );
        ensure!(
            browser
                .script(
                    "return document.querySelector('#section-answers').disabled",
                    vec![]
                )
                .await?
                == true
        );
        let frame = choose_way(browser, "iframe").await?;
        ensure!(
            frame[0].contains("sections=plan+steps+areas"),
            "{}",
            frame[0]
        );
        let wordpress = choose_way(browser, "wordpress").await?;
        ensure!(
            wordpress[0].contains("sections=\"plan steps areas\""),
            "{}",
            wordpress[0]
        );
        open(browser, "page=en&sections=plan+plan").await?;
        ensure!(written(browser, "sections").await?.is_none());
        browser.no_errors().await
    });
}

#[test]
fn courses_are_searched_for_where_a_template_or_an_address_says() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=de&screen=result").await?;
        let templates =
            "return [...document.querySelectorAll('#portal option')].map((one) => one.value)";
        let templates = browser.script(templates, vec![]).await?;
        let templates = templates.as_array().context("no templates")?.clone();
        ensure!(templates.len() > 1, "{templates:?}");
        for template in &templates[1..] {
            set(browser, "#portal", template.clone()).await?;
            ensure!(
                written(browser, "course-search").await?.as_deref() == template.as_str(),
                "{template}"
            );
            // The widget takes it: its links search there.
            let host = template
                .as_str()
                .and_then(|one| one.split('?').next())
                .context("no query")?;
            browser
                .wait_for(&format!("[data-search][href^='{host}']"))
                .await?;
            let tried = browser.attribute("#portal-try", "href").await?;
            ensure!(
                tried
                    == template
                        .as_str()
                        .map(|one| one.replace("{query}", "Online-Redaktion"))
            );
        }
        let dated = browser.text("#portal-hint").await?;
        ensure!(dated.contains("2026"), "{dated}");

        for wrong in [
            "https://courses.example/?q=",
            "http://courses.example/?q={query}",
            "https://{query}.example/",
            "https://me@courses.example/?q={query}",
            "javascript:alert('{query}')",
            "https://courses.example/?q=\"{query}",
        ] {
            set(browser, "#course-search", json!(wrong)).await?;
            ensure!(is_refused(browser, "course-search").await?, "{wrong}");
            ensure!(!code(browser).await?[0].contains(wrong), "{wrong}");
        }
        let own = "https://courses.example/find?q={query}&a='[b]<c>";
        set(browser, "#course-search", json!(own)).await?;
        ensure!(!is_refused(browser, "course-search").await?);
        let found = written(browser, "course-search").await?;
        let expected = "https://courses.example/find?q={query}&amp;a=%27%5Bb%5D%3Cc%3E";
        ensure!(found.as_deref() == Some(expected), "{found:?}");
        let portal = browser
            .script("return document.querySelector('#portal').value", vec![])
            .await?;
        ensure!(portal == "", "{portal}");

        // Who writes a frame's address doesn't say where visitors search.
        let frame = choose_way(browser, "iframe").await?;
        ensure!(!frame[0].contains("course-search"), "{}", frame[0]);
        let settings: Value = serde_json::from_str(&frame[2])?;
        let address = "https://courses.example/find?q={query}&a=%27%5Bb%5D%3Cc%3E";
        assert_eq!(settings["options"], json!({ "course-search": address }));
        let wordpress = choose_way(browser, "wordpress").await?;
        ensure!(
            wordpress[0].matches(['[', ']']).count() == 2,
            "{}",
            wordpress[0]
        );
        browser.no_errors().await
    });
}
