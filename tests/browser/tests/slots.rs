//! What a page puts into the check and around it: words of its own, sticky bars, rules for what has the
//! focus; and what it is told of results.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use assessment::id::FamilyIndex;
use assessment::{Response, Responses, link};
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in, content};
use serde_json::{Value, json};

const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// A page with the check between what it says itself.
fn page(head: &str, before: &str, check: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <meta name='viewport' content='width=device-width'>{head}</head><body style='margin: 0'>{before}{check}
         <p>Below</p></body></html>"
    ))
}

const SCRIPT: &str = "<script type='module' src='/skill-check.js'></script>";

const WORDS: &str = "<skill-check lang='en' ladder='all'>
    <p slot='start' id='s1'>Part of our career week</p>
    <p slot='result' id='s2'>Talk to us</p>
    <p slot='end' id='s3'>Ask your employer</p>
    <p slot='footer' id='s4'><a href='/privacy'>Privacy notice</a></p>
    <a slot='fallback' id='s5' href='/elsewhere'>Open the check</a></skill-check>";

/// Which of the page's words are to be seen.
async fn seen(browser: &Browser) -> Result<Value> {
    let script = "return [1, 2, 3, 4, 5].filter((n) => document.getElementById(`s${n}`).getClientRects().length)";
    browser.script(script, vec![]).await
}

/// Goal: the page's own words stand where they belong, on each screen, in each language, and on paper.
#[test]
fn the_pages_own_words_stand_in_their_places() {
    browse_in(&Engine::ALL, async |browser| {
        browser
            .open_page("/host.html", page(SCRIPT, "", WORDS), Size::DESKTOP)
            .await?;
        browser.wait_for(START).await?;
        ensure!(seen(browser).await? == json!([1, 4]), "at the start");
        browser.click("[lang='de'].sc-locale").await?;
        browser.wait_for("[lang='de'] .sc-start").await?;
        ensure!(seen(browser).await? == json!([1, 4]), "in German");
        browser.click(START).await?;
        browser.wait_for(".sc-item").await?;
        ensure!(seen(browser).await? == json!([4]), "at an item");
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        ensure!(seen(browser).await? == json!([2, 3, 4]), "at the result");
        let order = "const top = (node) => node.getBoundingClientRect().top;
            const root = document.querySelector('skill-check').shadowRoot;
            const all = [root.querySelector('.sc-verdict'), s2, root.querySelector('.sc-parts'), s3, s4].map(top);
            return all.every((place, at) => !at || place > all[at - 1])";
        ensure!(
            browser.script(order, vec![]).await? == true,
            "in this order"
        );
        if browser.engine() == Engine::Chromium {
            // The console has a word for tags that nobody closed; here it has none.
            let console = browser.console().await?.join("\n");
            ensure!(!console.contains("isn't shown"), "{console}");
            let paper = "const append = document.body.append;
                document.body.append = (frame) => {
                    append.call(document.body, frame);
                    frame.contentWindow.print = () => { window.printed = frame.contentDocument.body.innerText; };
                };
                return document.querySelector('skill-check').print().then(() => window.printed)";
            let printed = browser.script(paper, vec![]).await?;
            let printed = printed.as_str().context("nothing was printed")?;
            for words in ["Talk to us", "Ask your employer", "Privacy notice"] {
                ensure!(printed.contains(words), "{words} isn't on paper: {printed}");
            }
            ensure!(!printed.contains("Open the check"), "{printed}");
            browser.no_errors().await?;
        }
        Ok(())
    });
}

/// Goal: where the script can't be had, the page's own link stands in the check's place.
#[test]
fn without_the_script_the_fallback_is_there() {
    browse(Engine::Chromium, async |browser| {
        browser
            .server
            .set_route("/skill-check.js", Route::failing(503));
        let style = format!(
            "{SCRIPT}<style>skill-check:not(:defined) {{ display: block; min-block-size: 100svh }}
             skill-check:not(:defined) > :not([slot=fallback]) {{ display: none }}</style>"
        );
        browser
            .open_page("/host.html", page(&style, "", WORDS), Size::PHONE)
            .await?;
        ensure!(seen(browser).await? == json!([5]), "the link alone");
        let height = "return document.querySelector('skill-check').offsetHeight >= innerHeight";
        ensure!(
            browser.script(height, vec![]).await? == true,
            "the place is kept"
        );
        Ok(())
    });
}

/// Goal: on a phone with something above the check and a bar that stays, the answers to the next question are
/// in sight, and its words below the bar.
#[test]
fn on_a_phone_answers_are_in_sight_after_next() {
    let bar = "<header style='position: sticky; top: 0; block-size: 64px; background: silver; z-index: 9'>Bar</header>
        <div style='block-size: 420px'>Above</div>";
    for ladder in ["steps", "all"] {
        browse_in(&Engine::ALL, async |browser| {
            let check = format!("<skill-check lang='de' ladder='{ladder}'></skill-check>");
            // No narrower are the windows of all three.
            browser
                .open_page("/host.html", page(SCRIPT, bar, &check), Size::new(500, 740))
                .await?;
            browser.click(START).await?;
            for item in 0..3 {
                let sight = "const root = document.querySelector('skill-check').shadowRoot;
                    const answer = root.querySelector('.sc-reply, .sc-rung')?.getBoundingClientRect();
                    const words = root.querySelector('.sc-item h2')?.getBoundingClientRect();
                    return answer && [words.top >= 64, answer.bottom <= innerHeight]";
                let mut last = Value::Null;
                let found = browser
                    .wait_until("answers in sight", async || {
                        last = browser.script(sight, vec![]).await?;
                        Ok((last == json!([true, true])).then_some(()))
                    })
                    .await;
                found.with_context(|| format!("{ladder}, item {item}: {last}"))?;
                if ladder == "all" {
                    browser.click(".sc-rung").await?;
                    browser.click(".next").await?;
                    let number = (item + 2).to_string();
                    browser
                        .wait_for_text(".sc-progress__text", |text| text.contains(&number))
                        .await?;
                } else {
                    browser.click(".sc-reply.fits").await?;
                }
            }
            Ok(())
        });
    }
}

/// Goal: a page's rule for what has the focus frames the piece that has it, never the whole check.
#[test]
fn a_pages_rule_for_the_focus_frames_nothing() {
    let style = format!("{SCRIPT}<style>:focus {{ outline: 4px dashed red !important }}</style>");
    browse_in(&Engine::ALL, async |browser| {
        let check = "<skill-check lang='en'></skill-check>";
        browser
            .open_page("/host.html", page(&style, "", check), Size::DESKTOP)
            .await?;
        browser.click(START).await?;
        browser.wait_for(".sc-item").await?;
        let outline = "const check = document.querySelector('skill-check');
            return [document.activeElement === check, getComputedStyle(check).outlineStyle]";
        browser
            .wait_until("the focus is in the check", async || {
                let found = browser.script(outline, vec![]).await?;
                Ok((found == json!([true, "none"])).then_some(()))
            })
            .await
    });
}

/// Goal: a page hears of a result when there is news of it: how much is answered, and whether it is the first;
/// and of progress when there is some.
#[test]
fn a_page_hears_of_results_that_are_news() {
    browse(Engine::Chromium, async |browser| {
        let script = format!(
            "{SCRIPT}<script>window.told = [];
             for (const name of ['progress', 'complete']) addEventListener(`skill-check-${{name}}`, ({{ detail }}) =>
               told.push([name, detail.answered, detail.total, detail.first ?? null]));</script>"
        );
        let check = "<skill-check lang='en' ladder='all'></skill-check>";
        browser
            .open_page("/host.html", page(&script, "", check), Size::DESKTOP)
            .await?;
        browser.click(START).await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let told = async || browser.script("return told", vec![]).await;
        let total = told().await?[0][2].clone();
        let one = json!(["progress", 1, total, null]);
        let first = json!(["complete", 1, total, true]);
        ensure!(told().await? == json!([one, first]), "{}", told().await?);

        // Looked at again, it is no news.
        browser.script("history.back()", vec![]).await?;
        browser.wait_for(".sc-item").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        ensure!(told().await? == json!([one, first]), "{}", told().await?);

        // Another answer to the same question is no progress, but another result.
        browser.script("history.back()", vec![]).await?;
        browser.wait_for(".sc-item").await?;
        browser.click(".sc-item .back").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.click(".sc-rung:last-of-type").await?;
        browser.click(".next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        let again = json!(["complete", 1, total, false]);
        browser
            .wait_until("the other result is told of", async || {
                Ok((told().await? == json!([one, first, again])).then_some(()))
            })
            .await
    });
}

/// Goal: a page can count what visitors do, with a context of its own, and hears no answer.
#[test]
fn a_page_hears_what_visitors_do_and_no_answer() {
    browse(Engine::Chromium, async |browser| {
        let script = format!(
            "{SCRIPT}<script>window.told = [];
             for (const name of ['ready', 'start', 'screen', 'take', 'language', 'delete']) addEventListener(`skill-check-${{name}}`, ({{ detail }}) =>
               told.push([name, detail]));</script>"
        );
        let check = "<skill-check lang='en' ladder='all' context='spring'></skill-check>";
        browser
            .open_page("/host.html", page(&script, "", check), Size::DESKTOP)
            .await?;
        browser.click(START).await?;
        browser.click(".sc-rung").await?;
        browser.click(".next").await?;
        browser
            .wait_for_text(".sc-progress__text", |text| text.contains('2'))
            .await?;
        browser.click("[lang='de'].sc-locale").await?;
        browser.wait_for("[lang='de'] .sc-item").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        browser.click(".sc-take .json").await?;
        browser
            .wait_until("the file is told of", async || {
                let told = browser
                    .script("return told.some(([name]) => name === 'take')", vec![])
                    .await?;
                Ok((told == true).then_some(()))
            })
            .await?;
        let told = browser.script("return told", vec![]).await?;
        let context = "spring";
        let expected = json!([
            ["ready", { "context": context, "returning": false }],
            ["start", { "context": context }],
            ["screen", { "screen": "item", "item": 1, "context": context }],
            ["screen", { "screen": "item", "item": 2, "context": context }],
            ["language", { "lang": "de", "context": context }],
            ["ready", { "context": context, "returning": true }],
            ["screen", { "screen": "result", "context": context }],
            ["take", { "kind": "json", "context": context }],
        ]);
        ensure!(told == expected, "{told}");
        let link = browser.attribute(".sc-share__address", "value").await?;
        ensure!(
            link.is_none_or(|link| !link.contains(context)),
            "the context is in a link"
        );
        Ok(())
    });
}

/// Goal: a page that names areas gets a check of these: as long, as it says, and with a result that says so, here and
/// by its link.
#[test]
fn a_page_asks_about_some_areas_only() {
    browse(Engine::Chromium, async |browser| {
        let check = "<skill-check lang='en' ladder='all' areas='platforms nowhere pr'></skill-check>
            <script>totals = [];
            for (const name of ['progress', 'complete'])
              addEventListener(`skill-check-${name}`, ({ detail }) => totals.push([name, detail.answered, detail.total]))
            </script>";
        browser
            .open_page("/host.html", page(SCRIPT, "", check), Size::PHONE)
            .await?;
        browser.wait_for(START).await?;
        let said = "const root = document.querySelector('skill-check').shadowRoot;
            return [parseInt(root.querySelectorAll('.sc-fact')[1].textContent), root.querySelectorAll('.sc-areas-list dt').length]";
        let said = browser.script(said, vec![]).await?;
        let items = said[0].as_u64().context("no number of items")?;
        ensure!((6..30).contains(&items) && said[1] == 2, "{said}");
        let short = "return document.querySelector('skill-check').shadowRoot.querySelectorAll('.quick, #sc-quick').length";
        ensure!(
            browser.script(short, vec![]).await? == 0,
            "a short way is offered"
        );
        browser.click(START).await?;
        for number in 1..=items {
            let position = format!("{number} of {items}");
            browser
                .wait_for_text(".sc-progress__text", |text| text.contains(&position))
                .await?;
            browser.click(".sc-rung").await?;
            browser.click(".next").await?;
        }
        browser.wait_for(".sc-result--whole").await?;
        let only = "Only these areas were asked about: ";
        browser
            .wait_for_text(".sc-verdict__foot .sc-note", |text| text.contains(only))
            .await?;
        let continues = "return document.querySelector('skill-check').shadowRoot.querySelectorAll('.continue').length";
        ensure!(
            browser.script(continues, vec![]).await? == 0,
            "it wants more"
        );
        let totals = browser.script("return totals.at(-1)", vec![]).await?;
        ensure!(totals == json!(["complete", items, items]), "{totals}");
        browser.reload().await?;
        browser.wait_for(".sc-result--whole").await?;
        let told = "const { answered, total } = document.querySelector('skill-check').result ?? {}; return [answered, total]";
        let told = browser.script(told, vec![]).await?;
        ensure!(told == json!([items, items]), "after a reload: {told}");
        // The same for whoever gets the link, on a page that asks about everything.
        let (catalogue, _) = content("en")?;
        let mut responses = Responses::new(&catalogue);
        for item in catalogue.items() {
            let area = catalogue.area_id(catalogue.area_of(item)).as_str();
            if ["platforms", "pr"].contains(&area) {
                responses.set(&catalogue, item, Response::Level(0))?;
            }
        }
        ensure!(responses.asked_count() as u64 == items, "{items}");
        let code = link::encode(&catalogue, &responses, FamilyIndex(0), None)?;
        let address = format!("/index.html#skill-check={code}");
        browser.open(&address, Size::PHONE).await?;
        let only = "Gefragt wurde nur nach diesen Bereichen: ";
        browser
            .wait_for_text(".sc-verdict__foot .sc-note", |text| text.contains(only))
            .await?;
        Ok(())
    });
}
