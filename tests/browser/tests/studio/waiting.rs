//! What takes long is shown, a later change doesn't wait for it, and what couldn't be kept is tried again.

use anyhow::ensure;
use browser_tests::{Engine, browse};
use serde_json::json;

use super::{DESK, aside, begin, files, large, open};

/// No check is answered until `window.answered` says so; `window.made` counts workers from here on.
const STALL: &str = "
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (given, ...rest) {
      if (given.name !== 'check' || window.answered) post.call(this, given, ...rest);
    };
    window.made = 0;
    window.Worker = class extends Worker {
      constructor(...values) {
        super(...values);
        window.made += 1;
      }
    };";

#[test]
fn a_check_that_takes_long_is_shown_and_a_later_change_does_not_wait_for_it() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        browser.wait_for("#status.in-order").await?;
        browser.wait_for_none("#checking:not([hidden])").await?;
        browser.script(STALL, vec![]).await?;
        let cell = "[data-cell='required calendars front-office.senior']";
        browser.click(cell).await?;
        browser.press('3').await?;
        browser.wait_for("#checking:not([hidden])").await?;
        let said = browser.text("#checking-text").await?;
        ensure!(!said.is_empty(), "a bar with words");
        browser.accessible("a check under way").await?;
        // Forms don't wait for it.
        ensure!(files(browser).await?["catalogue.toml"].contains("\"front-office.senior\" = 3"));
        browser.script("window.answered = true", vec![]).await?;
        browser.click(cell).await?;
        browser.press('1').await?;
        browser.wait_for("#problem-count.bad").await?;
        browser.wait_for("#checking[hidden]").await?;
        assert_eq!(browser.script("return window.made", vec![]).await?, 1);
        browser.no_errors().await
    });
}

#[test]
fn a_large_catalogue_tells_what_it_has_found_before_it_is_done() {
    browse(Engine::Chromium, async |browser| {
        let worker = aside(browser).await?;
        let heard = "
            const [files, name] = arguments;
            const policy = trustedTypes.createPolicy('skill-check-studio-test', { createScriptURL: (url) => url });
            const worker = new Worker(policy.createScriptURL(name), { type: 'module' });
            return new Promise((settle) => {
              const heard = [];
              worker.onmessage = ({ data }) => {
                if (!data.progress) return settle(heard);
                const { done, total, diagnostics } = JSON.parse(data.progress);
                heard.push([done, total, diagnostics.length]);
              };
              worker.postMessage({ number: 1, name: 'check', argument: { files } });
            })";
        let heard = browser
            .script(heard, vec![json!(large(1_000)), json!(worker)])
            .await?;
        // The first file's are told while the second one is still to come.
        assert_eq!(heard[0], json!([1, 2, 1]), "{heard}");
        assert_eq!(heard[1], json!([2, 2, 3]), "{heard}");
        Ok(())
    });
}

#[test]
fn what_could_not_be_kept_is_kept_as_soon_as_it_can_be() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        files(browser).await?;
        // The store takes it, and then has no room for it after all.
        let full = "
            window.put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...values) {
              const request = window.put.apply(this, values);
              request.addEventListener('success', () => this.transaction.abort());
              return request;
            }";
        browser.script(full, vec![]).await?;
        let cell = "[data-cell='weights calendars front-office.junior']";
        browser.click(cell).await?;
        browser.press('7').await?;
        browser.wait_for("#kept.failed").await?;
        browser.wait_for("#work-error:not([hidden])").await?;
        let room = "IDBObjectStore.prototype.put = window.put";
        browser.script(room, vec![]).await?;
        // Nobody does anything, and it is kept.
        let text = files(browser).await?["catalogue.toml"].clone();
        ensure!(text.contains("\"front-office.junior\" = 7"), "{text}");
        browser.no_errors().await
    });
}
