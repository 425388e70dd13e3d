//! The first screens are there, and take answers, before the widget is; nothing of it is lost.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Size, browse};
use serde_json::Value;
use static_server::Route;

/// A page with the widget, whose code is held back until the test lets it go.
fn page(attributes: &str) -> Route {
    let html = format!(
        "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <script>
           const compile = WebAssembly.compileStreaming;
           const held = new Promise((go) => (window.letGo = go));
           WebAssembly.compileStreaming = async (response) => (await held, compile(response));
           window.seen = [];
           for (const name of ['ready', 'start', 'progress', 'complete', 'error'])
             addEventListener('skill-check-' + name, ({{ detail }}) => seen.push([name, detail]));
         </script>
         <script type='module' src='/skill-check.js'></script>
         <main><h1>Host</h1><skill-check {attributes}></skill-check></main>"
    );
    Route::page(html)
}

/// Something of the element's shadow root.
async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

async fn wait(browser: &Browser, what: &str, expression: &str) -> Result<()> {
    browser
        .wait_until(what, async || {
            let seen = root(browser, expression).await?;
            Ok((seen == true).then_some(()))
        })
        .await
}

async fn first_screen(browser: &Browser, selector: &str) -> Result<()> {
    let expression = format!("!!root.querySelector('[data-ahead] {selector}')");
    wait(browser, &format!("{selector} is drawn"), &expression).await
}

async fn let_go(browser: &Browser) -> Result<()> {
    browser.script("letGo()", Vec::new()).await?;
    wait(
        browser,
        "the widget has taken over",
        "!root.querySelector('[data-ahead]')",
    )
    .await
}

/// Answers the first item with level 2: its statement fits, the next one not yet.
const ANSWERED: &str =
    "(root.querySelector('.fits').click(), root.querySelector('.fits-not').click())";

/// The second item is on show.
const SECOND: &str = "/2/.test(root.querySelector('.sc-progress__text')?.textContent)";

/// Goes back from the second item, and waits until the first one has its answer.
async fn first_is_answered(browser: &Browser) -> Result<()> {
    wait(browser, "the second item is on show", SECOND).await?;
    root(browser, "root.querySelector('.show-all').click()").await?;
    wait(
        browser,
        "all levels are on show",
        "!!root.querySelector('.next')",
    )
    .await?;
    root(browser, "root.querySelector('.back').click()").await?;
    let answered = "root.querySelectorAll('[type=radio]')[2]?.checked";
    wait(browser, "the first item has its answer", answered).await
}

/// Goal: the first item is answered before the widget is there, and what nobody has seen yet isn't.
/// Method: its statements are answered, then impatience clicks and types on.
async fn everything_is_honoured(browser: &Browser, autostart: &str, size: Size) -> Result<()> {
    let attributes = format!("storage='none' {autostart}");
    browser
        .open_page("/host.html", page(&attributes), size)
        .await?;
    if autostart.is_empty() {
        first_screen(browser, ".sc-start").await?;
        root(browser, "root.querySelector('.sc-button--primary').click()").await?;
    }
    first_screen(browser, ".sc-item").await?;
    let first = root(browser, "root.querySelector('h2').textContent").await?;
    let shown = "(root.querySelector('.fits').click(),
        [...root.querySelectorAll('.sc-statement')].findIndex((statement) => !statement.hidden))";
    ensure!(
        root(browser, shown).await? == 2,
        "the next statement is there at once"
    );
    root(browser, "root.querySelector('.fits-not').click()").await?;
    root(browser, "root.querySelector('.fits').click()").await?;
    root(browser, "root.querySelector('.skip').click()").await?;
    root(browser, DIGIT).await?;
    ensure!(
        root(
            browser,
            "root.querySelector('section').getAttribute('aria-busy')"
        )
        .await?
            == "true",
        "it says that it is busy"
    );
    ensure!(
        browser.script("return seen.length", vec![]).await? == 0,
        "nothing was told yet"
    );
    let_go(browser).await?;
    wait(browser, "the second item is on show", SECOND).await?;
    let second = root(browser, "root.querySelector('h2').textContent").await?;
    ensure!(second != first, "the second item is on show");
    first_is_answered(browser).await?;
    ensure!(root(browser, "root.querySelector('h2').textContent").await? == first);
    let seen = browser.script("return seen", vec![]).await?;
    let names: Vec<&str> = seen
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| event[0].as_str())
        .collect();
    for name in ["start", "progress", "ready"] {
        ensure!(names.contains(&name), "{name} was told: {seen}");
    }
    let told = seen.as_array().into_iter().flatten();
    let progress = told.rev().find(|event| event[0] == "progress");
    ensure!(
        progress.is_some_and(|event| event[1]["answered"] == 1),
        "the answer was counted, and only that: {seen}"
    );
    browser.no_errors().await
}

#[test]
fn what_is_done_on_the_first_item_before_the_widget_is_there_is_honoured() {
    browse(Engine::Chromium, async |browser| {
        everything_is_honoured(browser, "autostart", Size::PHONE).await
    });
}

#[test]
fn the_way_from_the_start_to_the_first_item_needs_no_widget() {
    browse(Engine::Chromium, async |browser| {
        everything_is_honoured(browser, "", Size::PHONE).await
    });
}

#[test]
fn in_firefox_and_webkit_too() {
    for engine in [Engine::Firefox, Engine::WebKit] {
        browse(engine, async |browser| {
            everything_is_honoured(browser, "autostart", Size::DESKTOP).await
        });
    }
}

/// Goal: a visitor doesn't see the widget arrive. Method: the first screen and the widget's are
/// compared as trees and as pictures, and the focus stays on what it was on.
#[test]
fn nothing_flickers_when_the_widget_takes_over() {
    const TREE: &str = "(() => { const section = root.querySelector('section').cloneNode(true);
        for (const radio of section.querySelectorAll('input')) radio.toggleAttribute('checked', false);
        const plain = (element) => [element.localName, [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
          [...element.childNodes].filter((node) => node.nodeType !== 8 && (node.nodeType !== 3 || node.data)).map((node) => node.nodeType === 3 ? node.data : plain(node))];
        return JSON.stringify(plain(section)); })()";
    browse(Engine::Chromium, async |browser| {
        for lang in ["de", "en"] {
            for (autostart, screen, on) in [
                ("", ".sc-start", ".sc-button--primary"),
                ("autostart", ".sc-item", ".fits"),
            ] {
                let attributes = format!("lang='{lang}' storage='none' {autostart}");
                browser
                    .open_page("/host.html", page(&attributes), Size::PHONE)
                    .await?;
                first_screen(browser, screen).await?;
                root(browser, &format!("root.querySelector('{on}').focus()")).await?;
                let size = "(() => { const box = root.host.getBoundingClientRect(); return [box.width, box.height, scrollY]; })()";
                let (tree, box_before) = (root(browser, TREE).await?, root(browser, size).await?);
                let_go(browser).await?;
                ensure!(
                    root(browser, TREE).await? == tree,
                    "{lang} {screen}: {tree} became {}",
                    root(browser, TREE).await?
                );
                ensure!(
                    root(browser, size).await? == box_before,
                    "{lang} {screen} moved"
                );
                let kept = format!("root.activeElement === root.querySelector('{on}')");
                ensure!(
                    root(browser, &kept).await? == true,
                    "{lang} {screen} lost the focus"
                );
            }
        }
        browser.no_errors().await
    });
}

/// Where the widget would show something else, no first screen is drawn.
#[test]
fn no_first_screen_stands_in_for_what_was_kept_or_linked() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", page("autostart"), Size::PHONE)
            .await?;
        first_screen(browser, ".sc-item").await?;
        root(browser, ANSWERED).await?;
        let_go(browser).await?;
        let second = root(browser, "root.querySelector('h2').textContent").await?;
        browser.reload().await?;
        wait(
            browser,
            "it is loading",
            "!!root.querySelector('.sc-loader')",
        )
        .await?;
        ensure!(root(browser, "!root.querySelector('[data-ahead]')").await? == true);
        browser.script("letGo()", vec![]).await?;
        browser
            .wait_for_text(".sc-ladder__prompt", |prompt| second == prompt)
            .await?;
        browser.no_errors().await
    });
}

/// What was done is not lost either when the widget can't be loaded at first.
#[test]
fn a_failure_to_load_keeps_what_was_done() {
    browse(Engine::Chromium, async |browser| {
        let html = "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
             <script>
               let isBroken = true;
               window.mend = () => (isBroken = false);
               const compile = WebAssembly.compileStreaming;
               WebAssembly.compileStreaming = async (response) => {
                 await new Promise((done) => setTimeout(done, isBroken ? 1500 : 0));
                 if (isBroken) throw new TypeError('cut off');
                 return compile(response);
               };
             </script>
             <script type='module' src='/skill-check.js'></script>
             <skill-check autostart storage='none'></skill-check>";
        browser
            .open_page("/host.html", Route::page(html), Size::PHONE)
            .await?;
        first_screen(browser, ".sc-item").await?;
        root(browser, "root.querySelector('.fits').click()").await?;
        wait(
            browser,
            "it failed",
            "!!root.querySelector('.sc-loader button')",
        )
        .await?;
        browser.script("mend()", vec![]).await?;
        root(browser, "root.querySelector('.sc-loader button').click()").await?;
        browser
            .wait_for(".sc-statement:nth-child(3):not([hidden])")
            .await?;
        Ok(())
    });
}

/// Goal: pressed twice by impatience, a button leads no further than once, and keys that mean nothing
/// do nothing.
#[test]
fn impatience_skips_nothing() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", page("autostart storage='none'"), Size::PHONE)
            .await?;
        first_screen(browser, ".sc-item").await?;
        let hasty = "(() => {
            for (let n = 0; n < 3; n++) root.querySelector('.skip').click();
            // The second item isn't there to be answered.
            for (let n = 0; n < 3; n++) root.querySelector('.fits').click();
            // There is no ninth level.
            const init = { key: '9', bubbles: true, composed: true };
            for (let n = 0; n < 12; n++) root.querySelector('h2').dispatchEvent(new KeyboardEvent('keydown', init));
          })()";
        root(browser, hasty).await?;
        let_go(browser).await?;
        let progress = "/2/.test(root.querySelector('.sc-progress__text').textContent)";
        wait(browser, "the second item is on show", progress).await?;
        let first = "root.querySelectorAll('.sc-statement')[1].hidden";
        ensure!(
            root(browser, first).await? == false,
            "its first statement is asked"
        );
        browser.no_errors().await
    });
}

/// Types on the first item's heading.
const DIGIT: &str = "root.querySelector('h2').dispatchEvent(new KeyboardEvent('keydown', { key: '4', bubbles: true, composed: true }))";

/// Goal: a panic while the widget takes over takes nothing away: neither in its first screen, nor in that to which what
/// was done leads.
#[test]
fn a_panic_while_it_takes_over_loses_nothing_of_what_was_done() {
    browse(Engine::Chromium, async |browser| {
        for drawn in [".sc", ".open-link"] {
            let page = page("autostart storage='none'");
            browser.open_page("/host.html", page, Size::PHONE).await?;
            first_screen(browser, ".sc-item").await?;
            root(browser, ANSWERED).await?;
            // Nothing can be drawn behind this.
            let arm = format!(
                "const {{ insertBefore }} = Node.prototype;
                 const root = document.querySelector('skill-check').shadowRoot;
                 Node.prototype.insertBefore = function (...nodes) {{
                   const drawn = root.querySelector('[data-ahead] + [hidden] {drawn}');
                   if (!drawn || (drawn.localName === 'button' && !drawn.textContent)) return insertBefore.apply(this, nodes);
                   Node.prototype.insertBefore = insertBefore;
                   throw new DOMException('on purpose', 'NotFoundError');
                 }}"
            );
            browser.script(&arm, vec![]).await?;
            browser.script("letGo()", vec![]).await?;
            browser.click(".sc-loader button").await?;
            wait(browser, "the second item is on show", SECOND).await?;
            let focus = "root.activeElement?.localName === 'h2'";
            wait(browser, "the focus is on the question", focus).await?;
            let widgets = "root.host.shadowRoot.querySelectorAll('.sc').length";
            ensure!(root(browser, widgets).await? == 1);
            first_is_answered(browser).await?;
        }
        Ok(())
    });
}

/// Goal: what the host page changes before the widget is there counts, for the first screen and for
/// what is done on it, which stays in another language.
#[test]
fn a_first_screen_follows_the_host_page() {
    const ANSWER: &str =
        "(root.querySelector('.fits') ?? root.querySelectorAll('[type=radio]')[1]).click()";
    const UNANSWERED: &str = "!root.querySelector('.sc-statement:nth-child(3):not([hidden])')";
    browse(Engine::Chromium, async |browser| {
        let cases = [
            (
                "autostart",
                "lang = 'en'",
                "[data-ahead] [lang=en] .sc-item",
                "[lang=en] .sc-item",
            ),
            (
                "",
                "setAttribute('autostart', '')",
                "[data-ahead] .sc-item",
                ".sc-item",
            ),
            (
                "autostart",
                "removeAttribute('autostart')",
                "[data-ahead] .sc-start",
                ".sc-start",
            ),
            ("autostart", "mode = 'quick'", ".sc-loader", ".sc-item"),
            ("", "level = 'senior'", ".sc-loader", ".sc-start"),
            (
                "autostart",
                "catalogue = 'data-analyst'",
                ".sc-loader",
                ".sc-item",
            ),
        ];
        for (attributes, change, first, then) in cases {
            let attributes = format!("lang='de' storage='none' {attributes}");
            browser
                .open_page("/host.html", page(&attributes), Size::PHONE)
                .await?;
            first_screen(browser, "[lang=de]").await?;
            root(browser, ANSWER).await?;
            root(browser, &format!("root.host.{change}")).await?;
            let seen = format!("!!root.querySelector(`{first}`)");
            // Another language's screen comes with a script of its own.
            browser
                .wait_until(&format!("{change}: there is {first}"), async || {
                    Ok((root(browser, &seen).await? == true).then_some(()))
                })
                .await?;
            let is_dropped = !change.starts_with("lang");
            ensure!(root(browser, UNANSWERED).await? == is_dropped, "{change}");
            let_go(browser).await?;
            browser.wait_for(then).await?;
            ensure!(root(browser, UNANSWERED).await? == is_dropped, "{change}");
        }
        browser.no_errors().await
    });
}

/// An element that the host page takes out while it waits for what a result needs has it when it is
/// back.
#[test]
fn an_element_that_was_out_when_a_result_could_be_shown_shows_it() {
    browse(Engine::Chromium, async |browser| {
        browser
            .open_page("/host.html", page("id='one' storage='none'"), Size::PHONE)
            .await?;
        let_go(browser).await?;
        browser.wait_for(".sc-start").await?;
        let out = "(() => {
            const witness = document.createElement('skill-check');
            witness.id = 'other';
            root.host.after(witness);
            root.host.showResult('none');
            window.one = root.host;
            one.remove();
          })()";
        root(browser, out).await?;
        wait(
            browser,
            "the other has what a result needs",
            "root.adoptedStyleSheets.length === 2",
        )
        .await?;
        let back = "(document.querySelector('skill-check').before(one), one.shadowRoot.adoptedStyleSheets.length)";
        ensure!(root(browser, back).await? == 2, "without styles");
        browser.wait_for(".link-problem").await?;
        Ok(())
    });
}

/// Takes what is kept out of the storage, once it is there; gives the script that another window would put it there by.
async fn taken_away(browser: &Browser) -> Result<String> {
    let kept = browser
        .wait_until("the answer is kept", async || {
            let entries = "return Object.entries(localStorage)[0]";
            let entry = browser.script(entries, vec![]).await?;
            Ok((!entry.is_null()).then_some(entry))
        })
        .await?;
    browser.script("localStorage.clear()", vec![]).await?;
    Ok(format!("localStorage.setItem({}, {})", kept[0], kept[1]))
}

/// Another window goes on while this one's widget is yet to come: what was answered here stays, and what
/// was kept there is offered.
#[test]
fn what_another_window_keeps_meanwhile_takes_no_answer_away() {
    browse(Engine::Chromium, async |browser| {
        let page = || page("autostart storage='local'");
        let size = Size::PHONE;
        browser.open_page("/host.html", page(), size).await?;
        let_go(browser).await?;
        let below = "root.querySelector('.fits-not').click()";
        root(browser, below).await?;
        wait(
            browser,
            "the next statement is asked",
            "!root.querySelectorAll('.sc-statement')[0].hidden",
        )
        .await?;
        root(browser, below).await?;
        wait(browser, "the second item is on show", SECOND).await?;
        let meanwhile = taken_away(browser).await?;

        browser.open_page("/host.html", page(), size).await?;
        first_screen(browser, ".sc-item").await?;
        root(browser, ANSWERED).await?;
        browser.script(&meanwhile, vec![]).await?;
        let_go(browser).await?;
        browser.wait_for(".take-over").await?;
        first_is_answered(browser).await
    });
}

/// Goal: what the page puts into a slot of a first screen is the page's: neither its buttons nor its fields do anything
/// of ours.
#[test]
fn what_stands_in_a_slot_does_nothing_of_ours() {
    browse(Engine::Chromium, async |browser| {
        let html = "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
             <script type='module' src='/skill-check.js'></script>
             <main><skill-check storage='none'><p slot='start'><button id='ours' lang='en'>Call us</button>
             <label><input id='news' type='checkbox' name='a[b]'> News</label></p></skill-check></main>";
        browser
            .open_page("/host.html", Route::page(html), Size::PHONE)
            .await?;
        first_screen(browser, ".sc-start").await?;
        browser
            .script(
                "document.querySelector('#ours').click(); document.querySelector('#news').click()",
                vec![],
            )
            .await?;
        browser.wait_for("[lang=de] .sc-start").await?;
        browser.no_errors().await
    });
}

/// Goal: what the page calls before the element is on the page, or before there is a widget, is done once there is one.
#[test]
fn what_is_called_early_is_done() {
    browse(Engine::Chromium, async |browser| {
        let html = "<!doctype html><html lang='de'><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
             <script type='module' src='/skill-check.js'></script><main></main>";
        browser
            .open_page("/host.html", Route::page(html), Size::PHONE)
            .await?;
        let early = "await customElements.whenDefined('skill-check');
            const one = document.createElement('skill-check');
            one.setAttribute('storage', 'none');
            one.start();
            document.querySelector('main').append(one);";
        browser.script(early, vec![]).await?;
        wait(
            browser,
            "the first item is asked, though nobody pointed at it",
            "!!root.querySelector('.sc-item') && !root.querySelector('[data-ahead]')",
        )
        .await?;
        browser.no_errors().await
    });
}

/// Goal: the focus stays on what it is on when the widget comes with something to say above it.
#[test]
fn the_focus_stays_though_there_is_news_above_it() {
    browse(Engine::Chromium, async |browser| {
        let page = || page("autostart storage='local'");
        browser.open_page("/host.html", page(), Size::PHONE).await?;
        first_screen(browser, ".sc-item").await?;
        root(browser, ANSWERED).await?;
        let_go(browser).await?;
        wait(browser, "the second item is on show", SECOND).await?;
        let meanwhile = taken_away(browser).await?;

        browser.open_page("/host.html", page(), Size::PHONE).await?;
        first_screen(browser, ".sc-item").await?;
        root(browser, "root.querySelector('.fits').click()").await?;
        root(browser, "root.querySelector('.fits-not').focus()").await?;
        browser.script(&meanwhile, vec![]).await?;
        let_go(browser).await?;
        browser.wait_for(".take-over").await?;
        let focused = root(browser, "root.activeElement?.className ?? ''").await?;
        ensure!(
            focused
                .as_str()
                .is_some_and(|classes| classes.contains("fits-not")),
            "the focus is on {focused}"
        );
        Ok(())
    });
}
