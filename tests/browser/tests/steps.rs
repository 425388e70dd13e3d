//! One statement at a time: a whole check by mouse and by keys, back, reload, hand-over, sizes.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Context as _, Result, ensure};
use assessment::id::ItemIndex;
use assessment::ladder;
use assessment::response::Response;
use browser_tests::{Browser, Engine, Expected, Key, Route, STATEMENT, Size, browse, content};
use serde_json::{Value, json};

const FAMILY: &str = "social-media-manager";
const START: &str = ".sc-screen.sc-start .sc-button--primary";

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

/// A page with the widget, whose code is held back until the test lets it go.
fn held(attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <script>
           const compile = WebAssembly.compileStreaming;
           const held = new Promise((go) => (window.letGo = go));
           WebAssembly.compileStreaming = async (response) => (await held, compile(response));
         </script>
         <script type='module' src='/skill-check.js'></script>
         <skill-check {attributes}></skill-check>"
    ))
}

/// Waits for the statement of a level of an item.
async fn wait_for_statement(browser: &Browser, item: ItemIndex, level: u8) -> Result<()> {
    let (_, texts) = content("de")?;
    let anchor = &*texts.item(item).anchors[usize::from(level)];
    browser
        .wait_for_text(STATEMENT, |text| text == anchor)
        .await
        .with_context(|| format!("not at level {level}"))?;
    Ok(())
}

/// Waits for the statement of a level on the drawn first screen.
async fn stands_ahead(browser: &Browser, level: u8) -> Result<()> {
    let shown = "[...root.querySelectorAll('[data-ahead] .sc-statement')].findIndex((one) => !one.hidden) + 1";
    browser
        .wait_until(
            &format!("the statement of level {level} is drawn"),
            async || Ok((root(browser, shown).await? == level).then_some(())),
        )
        .await
}

/// Goes through the whole check, with all levels and a skipped item in turn, and compares the result
/// with the core's.
async fn whole_check(
    browser: &Browser,
    answer: impl AsyncFn(&str, Response) -> Result<()>,
) -> Result<()> {
    let (catalogue, _) = content("de")?;
    let responses: Vec<_> = (0..catalogue.item_count())
        .map(|place| match place % 6 {
            5 => Response::Skipped,
            level => Response::Level(level as u8),
        })
        .collect();
    for (item, &response) in catalogue.items().zip(&responses) {
        let id = catalogue.item_id(item).as_str();
        answer(id, response)
            .await
            .with_context(|| format!("at `{id}`"))?;
    }
    browser
        .shows(&Expected::new("de", FAMILY, &responses)?)
        .await?;
    browser.no_errors().await
}

#[test]
fn a_whole_check_by_mouse() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.click(START).await?;
        whole_check(browser, async |id, response| {
            browser.say_by_mouse(id, response).await
        })
        .await
    });
}

#[test]
fn a_whole_check_by_mouse_in_firefox() {
    browse(Engine::Firefox, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.click(START).await?;
        whole_check(browser, async |id, response| {
            browser.say_by_mouse(id, response).await
        })
        .await
    });
}

/// By Tab, Enter and the keys 1 and 2 alone.
async fn by_keys_alone(browser: &Browser) -> Result<()> {
    browser.open("/", Size::DESKTOP).await?;
    browser.wait_for(START).await?;
    browser.tab_to(START, 12).await?;
    browser.press(Key::Enter).await?;
    whole_check(browser, async |id, response| {
        browser.wait_for_focus(".sc-item *").await?;
        browser.say_by_keys(id, response).await
    })
    .await
}

#[test]
fn a_whole_check_by_keys_alone() {
    browse(Engine::Chromium, by_keys_alone);
}

#[test]
fn a_whole_check_by_keys_alone_in_firefox() {
    browse(Engine::Firefox, by_keys_alone);
}

#[test]
fn a_whole_check_by_keys_alone_in_webkit() {
    browse(Engine::WebKit, by_keys_alone);
}

/// Goal: the answers are told by their names and described by the statement, which is read out as it
/// changes; its place is spoken; arrows move between the answers; the focus is never lost.
#[test]
fn the_answers_say_what_they_are_about_and_arrows_move_between_them() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        browser.click(START).await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        browser.tab_to(".fits", 4).await?;
        for (key, focused) in [
            (Key::Down, ".fits-not"),
            (Key::Up, ".fits"),
            (Key::Right, ".fits-not"),
            (Key::Left, ".fits"),
        ] {
            browser.press(key).await?;
            browser.wait_for_focus(focused).await?;
        }
        browser.press(Key::Enter).await?;
        wait_for_statement(browser, ItemIndex(0), 3).await?;
        browser.wait_for_focus(".fits").await?;
        let told = root(browser, "[...root.querySelectorAll('.sc-reply')].map((button) => [button.textContent, root.getElementById(button.getAttribute('aria-describedby')).ariaLive])").await?;
        ensure!(
            told == json!([["Trifft zu", "polite"], ["Noch nicht", "polite"]]),
            "{told}"
        );
        let place = "root.querySelector('.sc-statement:not([hidden]) .sc-stair').getAttribute('aria-label')";
        ensure!(root(browser, place).await? == "Aussage 2 von höchstens 3");
        browser.click(".show-all").await?;
        browser.wait_for_focus(".sc-ladder__prompt").await?;
        let names = browser.texts(".sc-rung .sc-rung__level").await?;
        ensure!(names.len() == 5 && names[2] == "Selbstständig", "{names:?}");
        browser.no_errors().await
    });
}

/// Goal: each step back undoes one answer, also of the item before, and nothing else is lost.
#[test]
fn back_undoes_one_answer_also_over_items() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.click(START).await?;
        let (catalogue, _) = content("de")?;
        let id = |item| catalogue.item_id(ItemIndex(item)).as_str();
        browser.say_by_mouse(id(0), Response::Level(3)).await?;
        let second = format!(".sc-reply[name='{}']", id(1));
        browser.wait_for(&second).await?;
        for level in [4, 3, 2] {
            browser.click(".back").await?;
            wait_for_statement(browser, ItemIndex(0), level).await?;
        }
        // The answer is marked, and it stays: on leads past it.
        browser.wait_for(".fits.sc-reply--given").await?;
        browser.click(".sc-ways .next").await?;
        browser.wait_for(&second).await?;
        browser.click(".back").await?;
        wait_for_statement(browser, ItemIndex(0), 4).await?;
        browser.click(".fits").await?;
        browser.wait_for(&second).await?;
        browser.no_errors().await
    });
}

/// Goal: who reloads in the middle of an item stands at the same statement; who has chosen the whole
/// ladder has it again.
#[test]
fn a_reload_in_the_middle_of_an_item_loses_nothing() {
    browse(Engine::Chromium, async |browser| {
        browser.open("/", Size::PHONE).await?;
        browser.click(START).await?;
        browser.click(".fits").await?;
        wait_for_statement(browser, ItemIndex(0), 3).await?;
        browser.reload().await?;
        wait_for_statement(browser, ItemIndex(0), 3).await?;
        browser.click(".show-all").await?;
        browser.wait_for(".sc-rung").await?;
        browser.reload().await?;
        browser.wait_for(".sc-rung").await?;
        browser.click(".show-steps").await?;
        browser.wait_for(".sc-statement").await?;
        browser.no_errors().await
    });
}

/// Goal: what is answered on the drawn first screen counts, by mouse and keys, back included, and the
/// statement stays where it was.
#[test]
fn answers_before_the_widget_is_there_are_handed_over() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, _) = content("de")?;
        let second = format!(".sc-reply[name='{}']", catalogue.item_id(ItemIndex(1)));
        for level in 0..5_u8 {
            let attributes = "lang='de' storage='none' autostart";
            browser
                .open_page("/held.html", held(attributes), Size::PHONE)
                .await?;
            stands_ahead(browser, 2).await?;
            let way: Vec<u8> = ladder::statements(4, 2, level).collect();
            let button = |asked| if level >= asked { ".fits" } else { ".fits-not" };
            let key = |asked| if level >= asked { '1' } else { '2' };
            root(
                browser,
                &format!("root.querySelector('{}').click()", button(way[0])),
            )
            .await?;
            stands_ahead(browser, way[1]).await?;
            root(browser, "root.querySelector('.back').click()").await?;
            stands_ahead(browser, way[0]).await?;
            root(browser, "root.querySelector('h2').focus()").await?;
            for pair in way.windows(2) {
                browser.press(key(pair[0])).await?;
                stands_ahead(browser, pair[1]).await?;
            }
            browser.script("letGo()", Vec::new()).await?;
            browser
                .wait_until("the widget has taken over", async || {
                    let gone = root(browser, "!root.querySelector('[data-ahead]')").await?;
                    Ok((gone == true).then_some(()))
                })
                .await?;
            let last = way[way.len() - 1];
            wait_for_statement(browser, ItemIndex(0), last).await?;
            ensure!(browser.focus_matches(button(way[way.len() - 2])).await?);
            browser.click(button(last)).await?;
            browser.wait_for(&second).await?;
            browser.click(".show-all").await?;
            browser.click(".back").await?;
            browser
                .wait_for(&format!(".sc-rung__radio[value='{level}']:checked"))
                .await?;
        }
        browser.no_errors().await
    });
}

/// Goal: question, level name, statement and both answers are in sight together without scrolling, on
/// the smallest phones, for every statement of each locale.
#[test]
fn statement_and_answers_are_in_sight_together() {
    const OUT: &str = "(() => {
        const box = (selector) => root.querySelector(selector).getBoundingClientRect();
        const answers = box('.sc-replies');
        const shown = [...root.querySelectorAll('.sc-statement')];
        const out = [];
        for (const statement of shown) {
          for (const other of shown) other.hidden = other !== statement;
          const parts = [['prompt', box('.sc-ladder__prompt')], ['statement', statement.getBoundingClientRect()], ['fits', box('.fits')], ['fits-not', box('.fits-not')]];
          for (const [name, { top, bottom }] of parts) if (top < 0 || bottom > innerHeight + 0.5) out.push(`${name} ${Math.round(top)}-${Math.round(bottom)}`);
          if (parts[1][1].bottom > box('.fits').top) out.push(`${statement.textContent} lies under the answers by ${Math.round(parts[1][1].bottom - box('.fits').top)}`);
        }
        return out.join();
    })()";
    browse(Engine::Chromium, async |browser| {
        for locale in ["de", "en"] {
            let (catalogue, _) = content(locale)?;
            for size in [Size::new(320, 568), Size::new(360, 640)] {
                let page = format!(
                    "<!doctype html><html lang='{locale}'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'><style>body {{ margin: 0 }}</style>
                     <script type='module' src='/skill-check.js'></script><skill-check autostart storage='none' lang='{locale}'></skill-check>"
                );
                browser
                    .open_page("/sight.html", Route::page(page), size)
                    .await?;
                let mut out = Vec::new();
                for item in catalogue.items() {
                    let id = catalogue.item_id(item).as_str();
                    browser.wait_for(&format!(".sc-reply[name='{id}']")).await?;
                    let found = root(browser, OUT).await?;
                    if found != "" {
                        out.push(format!("{id}: {found}"));
                    }
                    browser.click(".sc-ways .skip").await?;
                }
                ensure!(out.is_empty(), "{locale} {size:?}: {out:#?}");
            }
        }
        browser.no_errors().await
    });
}

/// Goal: the way in is in sight: on a phone with what one gets and what it takes, on a desktop, too.
#[test]
fn the_start_is_one_screen() {
    browse(Engine::Chromium, async |browser| {
        for locale in ["de", "en"] {
            for (size, most) in [
                (Size::new(320, 568), 568),
                (Size::new(360, 740), 520),
                (Size::new(1440, 900), 900),
            ] {
                browser.open(&format!("/?{locale}"), size).await?;
                browser
                    .script(
                        &format!("document.querySelector('skill-check').lang = '{locale}'"),
                        Vec::new(),
                    )
                    .await?;
                browser
                    .wait_for(&format!("[lang='{locale}'] .sc-sample"))
                    .await?;
                browser.wait_for(START).await?;
                let bottoms = "['.sc-facts', '.sc-sample', '.sc-start .sc-button--primary'].map((one) => Math.round(root.querySelector(one).getBoundingClientRect().bottom))";
                let found = root(browser, bottoms).await?;
                let bottoms = found.as_array().context("no list")?;
                ensure!(
                    bottoms.iter().all(|bottom| bottom.as_i64() <= Some(most)),
                    "{locale} {size:?}: {found}"
                );
            }
        }
        browser.no_errors().await
    });
}

/// The contrast of the lightest and the darkest pixel where the words of an element stand, as WCAG counts it.
async fn contrast_of_words(browser: &Browser, selector: &str) -> Result<f64> {
    let element = browser.wait_for(selector).await?;
    let place = format!(
        "(() => {{
            const one = root.querySelector(\"{selector}\");
            const range = document.createRange();
            range.selectNodeContents(one.querySelector('span') ?? one);
            const [words, all] = [range.getBoundingClientRect(), one.getBoundingClientRect()];
            return [words.x - all.x, words.y - all.y, words.width, words.height].map(Math.round);
        }})()"
    );
    let place: [u32; 4] = serde_json::from_value(root(browser, &place).await?)?;
    let picture = image::load_from_memory(&element.screenshot_as_png().await?)?.to_rgb8();
    let [left, top, width, height] = place;
    let words = image::imageops::crop_imm(&picture, left, top, width, height).to_image();
    ensure!(
        words.pixels().len() > 20,
        "{selector} has no words: {place:?}"
    );
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = |pixel: &image::Rgb<u8>| {
        let [red, green, blue] = pixel.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let all = words.pixels().map(luminance);
    let (low, high) = all.fold((1.0, 0.0), |(low, high): (f64, f64), one| {
        (low.min(one), high.max(one))
    });
    Ok((high + 0.05) / (low + 0.05))
}

/// Goal: in forced colours the words of buttons and of the chosen key can be read, whichever the palette
/// is: no plate in the letters' colour lies behind them. Method: the pixels where the words are.
#[test]
fn forced_colours_leave_buttons_readable() {
    browse(Engine::Chromium, async |browser| {
        for scheme in ["light", "dark"] {
            browser
                .prefer(&[
                    ("forced-colors", "active"),
                    ("prefers-color-scheme", scheme),
                ])
                .await?;
            browser.open("/", Size::PHONE).await?;
            // The check of the palette before isn't gone on with.
            browser
                .script("sessionStorage.clear(); location.reload()", Vec::new())
                .await?;
            browser.wait_for(START).await?;
            let reads = async |selector: &str| {
                let contrast = contrast_of_words(browser, selector).await?;
                ensure!(contrast >= 4.5, "{scheme} {selector}: {contrast:.1} : 1");
                Ok(())
            };
            reads(START).await?;
            reads(".sc-start .quick").await?;
            browser.click(START).await?;
            reads(".fits").await?;
            reads(".fits-not").await?;
            browser.click(".show-all").await?;
            browser.click(".sc-rung:nth-child(3)").await?;
            reads(".sc-rung__radio:checked + .sc-rung__key").await?;
            reads(".sc-rung--below .sc-rung__key").await?;
            reads(".sc-item .next").await?;
        }
        browser.no_errors().await
    });
}

/// Goal: with letters twice as large a phone still shows an answer beside the question, in both ladders and
/// locales, whether the page or the browser makes them large.
#[test]
fn with_large_letters_an_answer_is_in_sight() {
    const SEEN: &str = "(() => {
        const bar = root.querySelector('.sc-item .sc-actions')?.getBoundingClientRect().top ?? innerHeight;
        const boxes = [...root.querySelectorAll('.sc-reply, .sc-rung')].map((one) => one.getBoundingClientRect());
        const seen = boxes.filter(({ top, bottom }) => top >= 0 && bottom <= Math.min(bar, innerHeight) + 0.5);
        return [seen.length, Math.round(root.querySelector('.sc-ladder__prompt').getBoundingClientRect().bottom)];
    })()";
    browse(Engine::Chromium, async |browser| {
        let size = Size::new(360, 740);
        for by_page in [true, false] {
            if !by_page {
                let sizes = json!({ "fontSizes": { "standard": 32, "fixed": 26 } });
                browser.devtools("Page.setFontSizes", sizes).await?;
            }
            for (locale, ladder) in [
                ("de", "steps"),
                ("en", "steps"),
                ("de", "all"),
                ("en", "all"),
            ] {
                let style = if by_page {
                    "html { font-size: 200% }"
                } else {
                    ""
                };
                let page = format!(
                    "<!doctype html><html lang='{locale}'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
                     <meta name='viewport' content='width=device-width'><style>body {{ margin: 0 }} {style}</style>
                     <script type='module' src='/skill-check.js'></script><skill-check storage='none' lang='{locale}' ladder='{ladder}'></skill-check>"
                );
                // Each at an address of its own: the history of the one before would be gone back through.
                let path = format!("/{locale}-{ladder}-{by_page}.html");
                browser.open_page(&path, Route::page(page), size).await?;
                browser.click(START).await?;
                let (catalogue, _) = content(locale)?;
                for item in catalogue.items() {
                    let id = catalogue.item_id(item).as_str();
                    browser.wait_for(&format!(".sc-item [name='{id}']")).await?;
                    browser.wait_for_focus(".sc-ladder__prompt").await?;
                    browser
                        .wait_until("an answer is in sight", async || {
                            let seen = root(browser, SEEN).await?;
                            Ok((seen[0] != 0 && seen[1].as_i64() >= Some(0)).then_some(()))
                        })
                        .await
                        .with_context(|| format!("{locale} {ladder} {by_page}: {id}"))?;
                    browser.click(".sc-item .skip").await?;
                }
            }
        }
        browser.no_errors().await
    });
}
