//! What the page around a check owes it, and what a long stay leaves behind: title and language, a word when
//! the script doesn't arrive, translations, memory.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use assessment::id::ItemIndex;
use assessment::text::TextKey;
use browser_tests::{Browser, Engine, Size, browse, content};
use serde_json::{Value, json};

const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

/// Goal: the standalone page's title and language are those of the screen.
#[test]
fn the_page_is_called_what_its_screen_is_called() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.wait_for(START).await?;
        for (locale, tag) in [
            ("de", "[lang='de'].sc-locale"),
            ("en", "[lang='en'].sc-locale"),
        ] {
            browser.click(tag).await?;
            let (_, texts) = content(locale)?;
            let prompt = &*texts.item(ItemIndex(0)).prompt;
            let expected = if locale == "de" {
                texts.title.to_string()
            } else {
                browser.click(START).await?;
                format!("{prompt} – {}", texts.title)
            };
            browser
                .wait_until("title and language follow", async || {
                    let found = browser
                        .script(
                            "return [document.title, document.documentElement.lang]",
                            vec![],
                        )
                        .await?;
                    Ok((found == json!([expected, locale])).then_some(()))
                })
                .await?;
        }
        browser.no_errors().await
    });
}

/// Does what a browser's translation does: puts an element around each text, with the same text in it or, as
/// others do, with another one.
const TRANSLATE: &str = "(() => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim() && walker.currentNode.parentNode.localName !== 'font') texts.push(walker.currentNode);
    for (const [place, text] of texts.entries()) {
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(place % 2 ? text : text.data);
    }
    return texts.length;
})()";

/// Goal: a browser's translation, which puts an element around each text, leaves nothing on show that isn't
/// current, after switching the language either; nor in the result, when its goal changes.
#[test]
fn translated_pages_show_what_is_asked_now() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.wait_for(START).await?;
        browser.click("[lang='de'].sc-locale").await?;
        browser.click(START).await?;
        let (catalogue, _) = content("de")?;
        for (place, item) in catalogue.items().enumerate() {
            let id = catalogue.item_id(item).as_str();
            browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
            // The switch is where there is room.
            let locale = if place < 10 { "de" } else { "en" };
            if place == 10 {
                browser.resize(Size::DESKTOP).await?;
                root(browser, TRANSLATE).await?;
                browser.click("[lang='en'].sc-locale").await?;
                browser.wait_for(".sc[lang='en']").await?;
                browser.wait_for_focus("[lang='en'].sc-locale").await?;
            }
            let (_, texts) = content(locale)?;
            browser
                .wait_for_text(".sc-ladder__prompt", |text| {
                    text == &*texts.item(item).prompt
                })
                .await?;
            browser
                .wait_for_text(".fits", |text| text == texts.get(TextKey::ItemFits))
                .await?;
            let said = browser.text(".sc-progress__text").await?;
            let figures = browser_tests::numbers(&said);
            ensure!(figures[0] as usize == place + 1, "{said:?} at {place}");
            ensure!(figures[1] as usize == catalogue.item_count(), "{said:?}");
            for asked in [2, 3] {
                root(browser, TRANSLATE).await?;
                let anchor = &*texts.item(item).anchors[asked];
                browser
                    .wait_for_text(".sc-statement:not([hidden])", |text| text.contains(anchor))
                    .await?;
                browser
                    .click(if asked == 2 { ".fits" } else { ".fits-not" })
                    .await?;
            }
        }
        browser.open_parts().await?;
        let goal = async |place: usize| {
            let choose = format!(
                "root.querySelectorAll('.sc-target [name=family]')[{place}].focus(), root.querySelectorAll('.sc-target [name=family]')[{place}].click()"
            );
            root(browser, &choose).await?;
            let chosen = format!(
                "root.querySelectorAll('.sc-target [name=family]')[{place}].checked && !!root.querySelector('.sc-result--whole')"
            );
            browser
                .wait_until("the goal is another one", async || {
                    Ok((root(browser, &chosen).await? == true).then_some(()))
                })
                .await
        };
        let text = "root.querySelector('.sc-result').textContent";
        goal(1).await?;
        let expected = root(browser, text).await?;
        goal(0).await?;
        root(browser, TRANSLATE).await?;
        goal(1).await?;
        browser.wait_for_focus("[name=family]:checked").await?;
        ensure!(
            root(browser, text).await? == expected,
            "the result is another's"
        );
        browser.no_errors().await
    });
}

/// Does what a browser's translation does as long as it is on: each text is put into elements of its own with
/// another text in it, now and after each change.
const TRANSLATE_ON: &str = "(() => {
    const all = () => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { currentNode: node } = walker;
        if (node.data.trim() && !node.parentNode.closest('font')) found.push(node);
      }
      for (const node of found) {
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        outer.append(inner);
        inner.textContent = `«${node.data}»`;
        node.replaceWith(outer);
      }
    };
    const watch = () => observer.observe(root, { subtree: true, childList: true, characterData: true });
    const observer = new MutationObserver(() => { observer.disconnect(); all(); watch(); });
    all();
    watch();
    return true;
})()";

/// Clicks what is there now: beside a translation the widget draws anew, and what the driver has found is gone.
async fn press(browser: &Browser, selector: &str) -> Result<()> {
    let click = format!(
        "(() => {{ const found = root.querySelector(\"{selector}\"); found?.click(); return Boolean(found); }})()"
    );
    browser
        .wait_until(&format!("there is a {selector}"), async || {
            Ok((root(browser, &click).await? == true).then_some(()))
        })
        .await
}

/// Goal: a translation that goes on with whatever is drawn shows what is current: figures, the other language,
/// and the result of another goal.
#[test]
fn a_translation_that_goes_on_shows_what_is_current() {
    browse(Engine::Chromium, async |browser| {
        let plain = |text: &str| text.replace(['«', '»'], "");
        browser.open("/index.html?lang=de", Size::DESKTOP).await?;
        browser.wait_for(START).await?;
        root(browser, TRANSLATE_ON).await?;
        press(browser, START).await?;
        let (catalogue, german) = content("de")?;
        let (_, english) = content("en")?;
        for (place, item) in catalogue.items().take(4).enumerate() {
            let id = catalogue.item_id(item).as_str();
            browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
            if place == 2 {
                press(browser, "[lang='en'].sc-locale").await?;
                browser.wait_for(".sc[lang='en']").await?;
            }
            let texts = if place < 2 { &german } else { &english };
            browser
                .wait_for_text(".sc-ladder__prompt", |text| {
                    text.starts_with('«') && plain(text) == *texts.item(item).prompt
                })
                .await?;
            browser
                .wait_for_text(".sc-progress__text", |said| {
                    browser_tests::numbers(said)[0] as usize == place + 1
                })
                .await?;
            press(browser, ".fits").await?;
            press(browser, ".fits-not").await?;
        }
        press(browser, ".finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        for family in catalogue.families() {
            let name = &*english.family(family).name;
            let id = catalogue.family_id(family).as_str();
            root(
                browser,
                &format!("root.querySelector('.sc-target [name=family][value={id}]').click()"),
            )
            .await?;
            let text = "root.querySelector('.sc-headline').textContent";
            browser
                .wait_until("the headline is that of this goal", async || {
                    let said = root(browser, text).await?;
                    let said = plain(said.as_str().unwrap_or_default());
                    Ok(said.contains(name).then_some(()))
                })
                .await?;
        }
        browser.no_errors().await
    });
}

/// Goal: radio buttons that were replaced are let go of: choosing another goal again and again doesn't
/// fill the memory of a phone. Method: DOM nodes are counted after collecting garbage.
#[test]
fn changing_the_goal_leaves_no_nodes_behind() {
    async fn nodes(browser: &Browser) -> Result<u64> {
        browser
            .devtools("HeapProfiler.collectGarbage", json!({}))
            .await?;
        let counters = browser.devtools("Memory.getDOMCounters", json!({})).await?;
        counters["nodes"].as_u64().context("no count")
    }
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.click(START).await?;
        browser.click(".fits").await?;
        browser.click(".fits-not").await?;
        browser.click(".finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let mut counts = Vec::new();
        for round in 0..12 {
            let choose = format!(
                "root.querySelectorAll('.sc-target [name=family]')[{}].click()",
                round % 3
            );
            root(browser, &choose).await?;
            let chosen = format!(
                "root.querySelectorAll('.sc-target [name=family]')[{}].checked && !!root.querySelector('.sc-result--whole')",
                round % 3
            );
            browser
                .wait_until("it is drawn", async || {
                    Ok((root(browser, &chosen).await? == true).then_some(()))
                })
                .await?;
            counts.push(nodes(browser).await?);
        }
        // The same three results in turn: what there was in the second round is what there is in the last.
        let (second, last) = (counts[5], counts[11]);
        ensure!(last < second + second / 5, "{counts:?}");
        browser.no_errors().await
    });
}
