//! One statement at a time: a whole check by touch, keys and roles, back, reload, hand-over, sizes.

use anyhow::{Context as _, Result, ensure};
use assessment::ladder::Step;
use assessment::response::Response;
use browser_tests::check::{Expected, content};
use browser_tests::{Browser, Engine, Key, Route, Size, browse};
use serde_json::Value;

const FAMILY: &str = "social-media-manager";

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

/// A page with the widget, whose code is held back until the test lets it go.
fn page(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>
         <title>Host</title><link rel='icon' href='data:,'>
         <script>
           const compile = WebAssembly.compileStreaming;
           const held = new Promise((go) => (window.letGo = go));
           WebAssembly.compileStreaming = async (response) => (await held, compile(response));
         </script>
         <style>body {{ margin: 0 }}</style>
         <script type='module' src='/skill-check.js'></script>
         <skill-check {attributes}></skill-check>"
    ))
}

/// A level for each item, all five of them in turn, and a skipped item.
fn responses(count: usize) -> Vec<Response> {
    (0..count)
        .map(|place| match place % 6 {
            5 => Response::Skipped,
            level => Response::Level(level as u8),
        })
        .collect()
}

/// Goes through the whole check, and compares the result with the core's.
async fn whole_check(
    browser: &Browser,
    answer: impl AsyncFn(&str, Response) -> Result<()>,
) -> Result<()> {
    let (catalogue, _) = content("de")?;
    let responses = responses(catalogue.item_count());
    for (item, &response) in catalogue.items().zip(&responses) {
        let id = catalogue.item_id(item).as_str();
        answer(id, response).await.with_context(|| format!("at `{id}`"))?;
    }
    let expected = Expected::new("de", FAMILY, &responses)?;
    browser.shows(&expected).await?;
    browser.no_errors().await
}

#[test]
fn a_whole_check_by_clicks() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        browse(engine, async |browser| {
            browser.ask_in_steps().await?;
            browser.open("/", Size::PHONE).await?;
            browser.click(".sc-start .sc-button--primary").await?;
            whole_check(browser, async |id, response| {
                browser.respond_by_mouse(id, response).await
            })
            .await
        });
    }
}

#[test]
fn a_whole_check_by_keys_alone() {
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        browser.open("/", Size::DESKTOP).await?;
        browser.wait_for(".sc-start .sc-button--primary").await?;
        browser.tab_to(".sc-start .sc-button--primary", 12).await?;
        browser.press(Key::Enter).await?;
        whole_check(browser, async |id, response| {
            browser.respond_by_keys(id, response).await
        })
        .await
    });
}

/// Goal: the statement takes the focus and with it is read out, buttons are told apart by their names
/// and described by the statement, arrows move between them.
#[test]
fn the_focus_follows_and_arrows_move_between_the_answers() {
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        browser.open("/", Size::DESKTOP).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        browser.tab_to(".yes", 4).await?;
        for (key, focused) in [
            (Key::Down, ".no"),
            (Key::Up, ".yes"),
            (Key::Right, ".no"),
            (Key::Left, ".yes"),
        ] {
            browser.press(key).await?;
            browser.wait_for_focus(focused).await?;
        }
        browser.press(Key::Enter).await?;
        browser.wait_for_focus(".sc-statement").await?;
        let described = "[...root.querySelectorAll('.sc-answers button')].map((button) => [button.textContent, root.getElementById(button.getAttribute('aria-describedby')).className])";
        let told = root(browser, described).await?;
        ensure!(
            told == serde_json::json!([["Trifft zu", "sc-statement"], ["Noch nicht", "sc-statement"]]),
            "{told}"
        );
        let label = root(browser, "root.querySelector('.sc-stair').ariaLabel ?? root.querySelector('.sc-stair').getAttribute('aria-label')").await?;
        ensure!(label == "Aussage 2 von höchstens 3", "{label}");
        // The whole ladder keeps the focus in it, too.
        browser.click(".all").await?;
        browser.wait_for(".sc-rung").await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        let names = browser.texts(".sc-rung__name").await?;
        ensure!(names.len() == 5 && names[2] == "Selbstständig", "{names:?}");
        browser.no_errors().await
    });
}

/// Goal: each step back undoes one answer, also of the item before, and nothing else is lost.
#[test]
fn back_undoes_one_answer_also_over_items() {
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        browser.open("/", Size::PHONE).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let (catalogue, texts) = content("de")?;
        let mut items = catalogue.items();
        let (first, second) = (items.next().context("an item")?, items.next().context("two")?);
        let id = |item| catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id(first), Response::Level(3)).await?;
        browser.wait_for_item(id(second)).await?;
        for level in [4, 3, 2] {
            browser.click(".back").await?;
            let anchor = &*texts.item(first).anchors[level];
            browser
                .wait_for_text(".sc-statement__text", |text| text == anchor)
                .await?;
        }
        // The answer is marked, and stays until there is another.
        ensure!(browser.texts(".yes.sc-button--given").await?.len() == 1);
        browser.respond_by_mouse(id(first), Response::Level(1)).await?;
        browser.wait_for_item(id(second)).await?;
        browser.no_errors().await
    });
}

/// Goal: who reloads in the middle of an item stands at the same statement; who chose the whole
/// ladder has it again.
#[test]
fn a_reload_in_the_middle_of_an_item_loses_nothing() {
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        browser.open("/", Size::PHONE).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".yes").await?;
        let (catalogue, texts) = content("de")?;
        let item = catalogue.items().next().context("an item")?;
        let third = &*texts.item(item).anchors[3];
        browser.wait_for_text(".sc-statement__text", |text| text == third).await?;
        browser.reload().await?;
        browser.wait_for_text(".sc-statement__text", |text| text == third).await?;
        browser.click(".all").await?;
        browser.wait_for(".sc-rung").await?;
        browser.reload().await?;
        browser.wait_for(".sc-rung").await?;
        browser.click(".single").await?;
        browser.wait_for(".sc-statement").await?;
        browser.no_errors().await
    });
}

/// Goal: what is answered on the drawn first screen counts, and the statement stays where it was.
#[test]
fn answers_before_the_widget_is_there_are_handed_over() {
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        let (catalogue, texts) = content("de")?;
        let mut items = catalogue.items();
        let (first, second) = (items.next().context("an item")?, items.next().context("two")?);
        let anchors = &texts.item(first).anchors;
        for level in 0..5_u8 {
            let attributes = "lang='de' storage='none' autostart";
            browser.open_page("/host.html", page(attributes), Size::PHONE).await?;
            browser.wait_for("[data-ahead] .sc-statement").await?;
            let way: Vec<u8> = Step::way(4, level).collect();
            // All answers but the last, one of them taken back and given again.
            for &asked in &way[..way.len() - 1] {
                for button in [level >= asked, level >= asked] {
                    let class = if button { ".yes" } else { ".no" };
                    browser.click(class).await?;
                    if asked == way[0] && browser.text(".sc-statement__text").await? != *anchors[2] {
                        browser.click(".back").await?;
                        browser.wait_for_text(".sc-statement__text", |text| text == &*anchors[2]).await?;
                        browser.click(class).await?;
                    }
                    break;
                }
            }
            let last = way[way.len() - 1];
            let anchor = &*anchors[usize::from(last)];
            browser.wait_for_text(".sc-statement__text", |text| text == anchor).await?;
            ensure!(root(browser, "!!root.querySelector('[data-ahead]')").await? == true);
            browser.script("letGo()", Vec::new()).await?;
            browser
                .wait_until("the widget has taken over", async || {
                    let gone = root(browser, "!root.querySelector('[data-ahead]')").await?;
                    Ok((gone == true).then_some(()))
                })
                .await?;
            ensure!(browser.text(".sc-statement__text").await? == anchor, "level {level}");
            ensure!(browser.focus_matches(".sc-statement").await?, "level {level}");
            browser.click(if level >= last { ".yes" } else { ".no" }).await?;
            browser.wait_for_item(catalogue.item_id(second).as_str()).await?;
            let answered = root(browser, "document.querySelector('skill-check').shadowRoot.querySelector('.sc-progress .sc-meter').getAttribute('aria-label')").await?;
            ensure!(answered.to_string().contains("1 "), "{answered}");
        }
        browser.no_errors().await
    });
}

/// Goal: statement, level name and both answers are in sight without scrolling, on the smallest phones
/// and for the longest texts there are.
#[test]
fn statement_and_answers_are_in_sight_together() {
    const SEEN: &str = "(() => {
        const box = (selector) => root.querySelector(selector).getBoundingClientRect();
        const foot = box('.sc-step__foot');
        const parts = ['.sc-ladder__prompt', '.sc-statement__level', '.sc-statement__text', '.yes', '.no'].map((one) => [one, box(one)]);
        const out = parts.filter(([, { top, bottom }]) => top < 0 || bottom > innerHeight);
        const text = box('.sc-statement__text');
        if (text.bottom > foot.top + 1) out.push(['.sc-statement__text under the answers', text]);
        return out.map(([one, { top, bottom }]) => `${one} ${Math.round(top)}-${Math.round(bottom)}`).join();
    })()";
    browse(Engine::Chromium, async |browser| {
        browser.ask_in_steps().await?;
        for locale in ["de", "en"] {
            let (catalogue, _) = content(locale)?;
            for size in [Size::new(320, 568), Size::new(360, 640)] {
                let address = format!("/?lang={locale}");
                let html = format!("<!doctype html><html lang='{locale}'><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Host</title><link rel='icon' href='data:,'><style>body {{ margin: 0 }}</style><script type='module' src='/skill-check.js'></script><skill-check autostart storage='none' lang='{locale}'></skill-check>");
                browser.open_page("/sight.html", Route::page(html), size).await?;
                ensure!(!address.is_empty());
                for (place, item) in catalogue.items().enumerate() {
                    let id = catalogue.item_id(item).as_str();
                    browser.wait_for_item(id).await?;
                    for level in [1, 4] {
                        let way: Vec<u8> = Step::way(4, level).collect();
                        for &asked in &way {
                            let out = root(browser, SEEN).await?;
                            ensure!(out == "", "{locale} {size:?} {place} `{id}` at {asked}: {out}");
                            if asked != way[way.len() - 1] {
                                let class = if level >= asked { ".yes" } else { ".no" };
                                browser.click(class).await?;
                            }
                        }
                        for _ in 1..way.len() {
                            browser.click(".back").await?;
                        }
                    }
                    browser.click(".sc-ways .skip").await?;
                }
            }
        }
        browser.no_errors().await
    });
}
