//! A release's archive as it was unpacked, served by a server that isn't ours: `cargo xtask release --check` runs this.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Size, browse};

/// The address at which the unpacked archive is served.
const ADDRESS: &str = "SKILL_CHECK_RELEASE";

/// The names of the files that the page has loaded.
async fn loaded(browser: &Browser) -> Result<String> {
    let script =
        "return performance.getEntriesByType('resource').map((entry) => entry.name).join('\\n')";
    let names = browser.script(script, vec![]).await?;
    Ok(names.as_str().unwrap_or_default().to_owned())
}

/// Goal: who unpacks the archive onto any server has the whole check: it is answered, and leads to a result.
#[test]
#[ignore = "it needs a release: `cargo xtask release --check`"]
fn an_unpacked_archive_is_answered_up_to_a_result() {
    let address = std::env::var(ADDRESS).unwrap();
    browse(Engine::Chromium, async |browser| {
        browser.resize(Size::DESKTOP).await?;
        browser.goto(&address).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let first = browser.text(".sc-item h2").await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        let what = "the next question is there";
        let is_next = async || {
            let second = browser.text(".sc-item h2").await?;
            Ok((second != first).then_some(()))
        };
        browser.wait_until(what, is_next).await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let loaded = loaded(browser).await?;
        for name in [
            "assets/skill-check.",
            "assets/later.",
            "catalogues/social-media.",
        ] {
            let name = format!("{address}{name}");
            ensure!(loaded.contains(&name), "{name}… isn't among {loaded}");
        }
        browser.no_errors().await
    });
}
