//! Pages that were never made for a guest: styles that reset or shout, globals that were bent, names that
//! were taken, old ways to write a page, sandboxes, other apps around the element.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use assessment::Response;
use browser_tests::{Browser, Engine, Route, Server, Size, browse, built, content, dist};
use serde_json::{Value, json};
use static_server::Options;

const SCRIPT: &str = "<script type='module' src='skill-check.js'></script>";

/// A host page with this in its head and body.
fn host(head: &str, body: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>{head}</head><body>{body}</body></html>"
    ))
}

async fn open(browser: &Browser, head: &str, body: &str) -> Result<()> {
    let page = host(head, body);
    browser.open_page("/host.html", page, Size::DESKTOP).await
}

/// From the start to a result, by mouse.
async fn runs(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    let (catalogue, _) = content("en")?;
    let first: Vec<_> = catalogue.items().take(2).collect();
    for item in first {
        let id = catalogue.item_id(item).as_str();
        browser.respond_by_mouse(id, Response::Level(2)).await?;
    }
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole .sc-modules").await?;
    Ok(())
}

/// How pieces of a screen look, and how wide they are.
const LOOKS: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const names = ['color', 'backgroundColor', 'fontSize', 'fontFamily', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing',
  'wordSpacing', 'textTransform', 'textAlign', 'textIndent', 'textShadow', 'whiteSpace', 'direction', 'writingMode', 'display',
  'position', 'float', 'visibility', 'opacity', 'cursor', 'listStyleType', 'padding', 'margin', 'borderStyle', 'borderCollapse',
  'userSelect', 'pointerEvents', 'width'];
return ['.sc', 'h2', 'h3', 'p', '.sc-note', '.sc-button', '.sc-choice', '.sc-choice__label', 'fieldset', 'legend', 'input', 'li', 'svg', 'table', 'td', 'dt']
  .map((selector) => {
    const element = root.querySelector(selector);
    if (!element) return selector;
    const style = getComputedStyle(element);
    return selector + ': ' + names.map((name) => `${name} ${style[name]}`).join('; ');
  });
";

/// How start and result look in a page with this style; the check is done in between.
async fn looks(browser: &Browser, head: &str, body: &str) -> Result<[Value; 2]> {
    open(browser, &format!("{SCRIPT}{head}"), body).await?;
    browser.wait_for(".sc-start").await?;
    browser.wait_until_still().await?;
    let start = browser.script(LOOKS, vec![]).await?;
    runs(browser).await?;
    // The mouse is away from what it has clicked.
    browser.script("scrollTo(0, 0)", vec![]).await?;
    browser.wait_until_still().await?;
    let result = browser.script(LOOKS, vec![]).await?;
    browser.no_errors().await?;
    Ok([start, result])
}

const PLAIN: &str = "<style>html, body { margin: 0 }</style>";
const ELEMENT: &str = "<skill-check lang='en' ladder='all' storage='none'></skill-check>";

/// The lines in which two lists of looks differ.
fn differences(one: &[Value; 2], other: &[Value; 2]) -> Vec<String> {
    let lines = |looks: &[Value; 2]| -> Vec<String> {
        let all = looks.iter().flat_map(|screen| screen.as_array().unwrap());
        all.map(|line| line.as_str().unwrap().to_owned()).collect()
    };
    let pairs = lines(one).into_iter().zip(lines(other));
    pairs
        .filter(|(one, other)| one != other)
        .map(|(one, other)| format!("{one}\n  {other}"))
        .collect()
}

#[test]
fn no_style_of_the_hosts_comes_in() {
    browse(Engine::Chromium, async |browser| {
        let expected = looks(browser, PLAIN, ELEMENT).await?;
        for css in [
            "* { all: unset !important }",
            "* { all: unset !important } body { display: block !important }",
            "*, *::before, *::after { color: red !important; background: yellow !important; font: italic 16px/3 cursive !important;
               letter-spacing: 9px !important; word-spacing: 20px !important; text-transform: uppercase !important; text-align: center !important;
               text-indent: 40px !important; text-shadow: 2px 2px blue !important; white-space: pre !important; cursor: none !important;
               list-style: square !important; user-select: none !important; pointer-events: none !important; visibility: hidden !important;
               border-collapse: collapse !important; quotes: '(' ')' !important }",
            "div, section, h2, h3, p, ul, li, button, input, label, fieldset, legend, table, td, svg, span { display: none !important; font-size: 3px !important }",
            "button, input, .sc, .sc-button, .sc-start, [part] { all: unset !important; display: none !important }",
            "* { direction: rtl !important; unicode-bidi: bidi-override !important }",
            "html { font-size: 10px !important }",
            "html { font-size: 62.5% } body { font-size: 1.6rem; zoom: 1 }",
        ] {
            let style = format!("{PLAIN}<style>{css}</style>");
            let seen = looks(browser, &style, "<skill-check lang='en' ladder='all' storage='none'></skill-check>").await?;
            let found = differences(&expected, &seen);
            // Where the root's letters are small, space that is measured by them is small, too.
            let found: Vec<_> = found.into_iter().filter(|_| !css.contains("font-size: 10px") && !css.contains("62.5%")).collect();
            ensure!(found.is_empty(), "{css}:\n{}", found.join("\n"));
            let size = "return Number.parseFloat(getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc')).fontSize)";
            ensure!(browser.script(size, vec![]).await? == 16, "{css}: the letters are small");
        }
        Ok(())
    });
}

#[test]
fn the_element_has_its_width_in_whatever_box() {
    browse(Engine::Chromium, async |browser| {
        for display in
            "flex grid inline block contents flow-root inline-block inline-flex inline-grid table"
                .split(' ')
        {
            let style = format!(
                "<style>* {{ display: {display} !important; margin: 0 !important }} head, head * {{ display: none !important }} html, body, main {{ display: block !important }}</style>"
            );
            open(
                browser,
                &format!("{SCRIPT}{style}"),
                &format!("<main>{ELEMENT}</main>"),
            )
            .await?;
            browser.wait_for(".sc-start").await?;
            let width = "return document.querySelector('skill-check').shadowRoot.querySelector('.sc').getBoundingClientRect().width / document.querySelector('main').clientWidth";
            let share = browser.script(width, vec![]).await?.as_f64().unwrap();
            ensure!(share > 0.95, "{display}: {share} of the width");
        }
        // Within the host's own flexible and gridded boxes, it takes the room that it is given.
        for style in [
            "display: flex",
            "display: grid",
            "display: flex; flex-direction: column",
            "columns: 1",
        ] {
            open(
                browser,
                SCRIPT,
                &format!("<main style='{style}'>{ELEMENT}</main>"),
            )
            .await?;
            browser.wait_for(".sc-start").await?;
            let width = "return document.querySelector('skill-check').shadowRoot.querySelector('.sc').getBoundingClientRect().width";
            let width = browser.script(width, vec![]).await?.as_f64().unwrap();
            ensure!(width > 1200.0, "{style}: {width}");
        }
        Ok(())
    });
}

#[test]
fn a_page_of_the_old_days_gets_the_same_check() {
    browse(Engine::Chromium, async |browser| {
        let expected = looks(browser, PLAIN, ELEMENT).await?;
        // No doctype, upside down, and written while it is read.
        let body = |element: &str| {
            format!(
                "<HTML DIR=rtl><HEAD><TITLE>Host</TITLE><LINK REL=icon HREF='data:,'>{PLAIN}</HEAD>
                 <BODY TEXT=#ff0000 LINK=#00ff00 BGCOLOR=#ffff00 STYLE='color-scheme: light'><FONT FACE=cursive SIZE=7 COLOR=blue><CENTER><TABLE ALIGN=left WIDTH=1280 CELLPADDING=0 CELLSPACING=0><TR><TD>
                 <SCRIPT>document.write(\"<scr\" + \"ipt type=module src=skill-check.js></scr\" + \"ipt>{element}\")</SCRIPT>
                 </TABLE></CENTER></FONT>"
            )
        };
        let page = Route::page(body(
            "<skill-check lang=en ladder=all storage=none></skill-check>",
        ));
        browser.open_page("/old.html", page, Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser.wait_until_still().await?;
        assert_eq!(
            browser.script("return document.compatMode", vec![]).await?,
            "BackCompat"
        );
        let start = browser.script(LOOKS, vec![]).await?;
        runs(browser).await?;
        browser.wait_until_still().await?;
        let seen = [start, browser.script(LOOKS, vec![]).await?];
        let found = differences(&expected, &seen);
        ensure!(found.is_empty(), "{}", found.join("\n"));
        browser.no_errors().await?;

        // Written into the page once it is there.
        let page = Route::page(
            "<title>Host</title><link rel=icon href='data:,'><script type=module src=skill-check.js></script><p>Here",
        );
        browser
            .open_page("/later.html", page, Size::DESKTOP)
            .await?;
        browser
            .script(
                "document.body.innerHTML += \"<skill-check lang=en ladder=all storage=none></skill-check>\"",
                vec![],
            )
            .await?;
        runs(browser).await?;
        browser.no_errors().await
    });
}

#[test]
fn bent_globals_and_prototypes_do_no_harm() {
    browse(Engine::Chromium, async |browser| {
        let bent = "<script>{
            for (const name of ['get', 'set', 'value', 'writable', 'then', 'toJSON', 'url', 'name', 'module', 'method', 'body', 'mode',
              'cache', 'credentials', 'headers', 'redirect', 'referrer', 'integrity', 'root', 'threshold',
              'innerHTML', 'src', 'srcdoc', 'default', '0', 'length']) {
              if (!(name in Object.prototype)) Object.prototype[name] = 'polluted';
            }
            Array.prototype.toJSON = function () { return 'polluted'; };
            Array.prototype.extra = 'polluted';
            const push = Array.prototype.push;
            Array.prototype.push = function (...values) { window.pushed = (window.pushed ?? 0) + 1; return push.apply(this, values); };
            const { parse } = JSON;
            JSON.parse = function (...values) { return parse(...values); };
            const { fetch } = window;
            window.fetch = function (...values) { window.fetched = (window.fetched ?? 0) + 1; return fetch.apply(window, values); };
            const { define } = CustomElementRegistry.prototype;
            CustomElementRegistry.prototype.define = function (...values) { return define.apply(this, values); };
          }</script>";
        let courses = "[{\"module\":\"online-editor\",\"provider\":\"P\",\"name\":\"N\",\"url\":\"https://a.example/\"}]";
        let body = format!(
            "<style>skill-check {{ --skill-check-accent: gold }}</style><skill-check lang='en' ladder='all' storage='none' modules='{courses}'></skill-check>"
        );
        open(browser, &format!("{bent}{SCRIPT}"), &body).await?;
        browser.wait_for(".sc-start").await?;
        runs(browser).await?;
        browser.click(".sc-share .qr").await?;
        browser.wait_for(".sc-qr").await?;
        ensure!(
            browser.script("return fetched > 2", vec![]).await? == true,
            "the host's own fetch is used"
        );
        let result = browser
            .script(
                "return Object.keys(document.querySelector('skill-check').result.areas).length",
                vec![],
            )
            .await?;
        ensure!(result == 5, "{result}");
        browser.no_errors().await
    });
}

#[test]
fn names_that_the_page_has_taken_do_no_harm() {
    browse(Engine::Chromium, async |browser| {
        let mut taken = String::new();
        for name in [
            "customElements",
            "location",
            "navigator",
            "history",
            "crypto",
            "WebAssembly",
            "CSSStyleSheet",
            "fetch",
            "URL",
            "JSON",
            "origin",
            "matchMedia",
            "print",
            "name",
            "top",
            "parent",
            "self",
            "build",
            "css",
            "result",
            "start",
            "sc",
            "skill-check",
            "sc-modules",
            "sc-quick",
        ] {
            taken.push_str(&format!(
                "<a id='{name}' hidden></a><a id='{name}' hidden></a>"
            ));
        }
        // These are found at the document before what is its own.
        for name in [
            "body",
            "head",
            "title",
            "activeElement",
            "adoptedStyleSheets",
            "getElementById",
            "querySelector",
            "fonts",
            "hidden",
            "cookie",
            "execCommand",
            "getAnimations",
        ] {
            taken.push_str(&format!("<img name='{name}' alt='' hidden><form name='{name}' hidden><input name='id'></form>"));
        }
        open(browser, SCRIPT, &format!("{taken}{ELEMENT}")).await?;
        let inside = "const root = document.getElementsByTagName('skill-check')[0].shadowRoot;
            const find = async (selector) => {
              for (let n = 0; n < 500; n++) {
                // What is hidden yet is out of a visitor's reach.
                const found = root.querySelector(selector);
                if (found?.checkVisibility()) return found;
                await new Promise((done) => setTimeout(done, 20));
              }
              throw new Error(selector);
            };
            (await find('.sc-start .sc-button--primary')).click();
            (await find('.sc-rung__radio')).click();
            (await find('.sc-rung__radio:checked'));
            (await find('.next')).click();
            (await find('.finish')).click();
            (await find('.to-share')).click();
            (await find('.sc-share .qr')).click();
            await find('.sc-qr');
            return root.querySelectorAll('.sc-modules').length";
        let modules = browser.script(inside, vec![]).await?;
        ensure!(modules == 1, "{modules}");
        browser.no_errors().await
    });
}

#[test]
fn a_sandbox_with_scripts_alone_is_enough_for_the_tag() {
    browse(Engine::Chromium, async |browser| {
        browser.server.set_route(
            "/inner.html",
            host(SCRIPT, "<skill-check lang='en' ladder='all'></skill-check>"),
        );
        let frame = "<iframe sandbox='allow-scripts' src='inner.html' width='1200' height='3000' title='Inner'></iframe>";
        let page = host("", frame);
        browser
            .open_page("/host.html", page, Size::new(1280, 3200))
            .await?;
        browser.enter_frame(0).await?;
        runs(browser).await?;
        // Nothing can be kept there, and the visitor is told.
        let (_, texts) = content("en")?;
        let refused = texts.get(assessment::text::TextKey::KeepRefused).to_owned();
        browser
            .wait_for_text(".sc-notices", |notice| notice.contains(&refused))
            .await?;
        Ok(())
    });
}

#[test]
fn another_app_of_the_same_framework_around_it_hears_nothing() {
    browse(Engine::Chromium, async |browser| {
        // Another instance with Yew's own marks on its nodes is an app of Yew that numbers like ours.
        let other = Server::start(Options::new(dist()?))?;
        let path = built("assets", "skill-check.", ".js")?;
        let text = std::fs::read_to_string(dist()?.join(&path[1..]))?;
        ensure!(text.contains(".__skill_check_subtree_id"), "no marks");
        let marked = Route::file(text.replace(".__skill_check_", ".__yew_"));
        other.set_route(&path, marked);
        let module = other.url("/skill-check.js");
        let script = format!(
            "<script>delete Crypto.prototype.subtle;</script>
             <script type='module'>
               // Ours first: the tag is its.
               import './skill-check.js';
               import {{ SkillCheck }} from '{module}';
               customElements.define('outer-check', class extends SkillCheck {{}});
             </script>"
        );
        open(
            browser,
            &script,
            "<outer-check lang='en' ladder='all' storage='none'></outer-check>",
        )
        .await?;
        browser.wait_for(".sc-start").await?;
        let nest = "const outer = document.querySelector('outer-check').shadowRoot;
            const inner = document.createElement('skill-check');
            Object.assign(inner, { lang: 'en', ladder: 'all', storage: 'none' });
            outer.querySelector('.sc-start').prepend(inner);
            window.heard = [];
            for (const name of ['start', 'progress', 'complete']) {
              addEventListener(`skill-check-${name}`, (event) => heard.push([name, event.composedPath()[0].localName]));
            }";
        browser.script(nest, vec![]).await?;
        let inner = |selector: &str| {
            format!(
                "return document.querySelector('outer-check').shadowRoot.querySelector('skill-check').shadowRoot.querySelector('{selector}')"
            )
        };
        for (click, then) in [
            (".sc-start .sc-button--primary", ".sc-item"),
            (".sc-rung__radio", ".sc-rung__radio:checked"),
            (".next", ".back"),
            (".finish", ".sc-result--whole"),
        ] {
            browser
                .wait_until(click, async || {
                    let there = browser.script(&inner(click), vec![]).await?;
                    Ok((!there.is_null()).then_some(()))
                })
                .await?;
            browser
                .script(
                    &format!("{}.click()", inner(click).replace("return ", "")),
                    vec![],
                )
                .await?;
            browser
                .wait_until(then, async || {
                    let there = browser.script(&inner(then), vec![]).await?;
                    Ok((!there.is_null()).then_some(()))
                })
                .await?;
        }
        let outer =
            "return !!document.querySelector('outer-check').shadowRoot.querySelector('.sc-start')";
        ensure!(
            browser.script(outer, vec![]).await? == true,
            "the outer app has followed"
        );
        let heard = browser.script("return heard", vec![]).await?;
        ensure!(
            heard
                == json!([
                    ["start", "skill-check"],
                    ["progress", "skill-check"],
                    ["complete", "skill-check"]
                ]),
            "{heard}"
        );
        let own = "document.querySelector('outer-check').shadowRoot.querySelector('.sc-start .sc-button--primary').click()";
        browser.script(own, vec![]).await?;
        browser
            .wait_until("the outer app goes on", async || {
                Ok((browser.script(outer, vec![]).await? == false).then_some(()))
            })
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn it_lives_in_other_roots_and_its_script_may_come_twice() {
    browse(Engine::Chromium, async |browser| {
        let twice = format!("{SCRIPT}<script type='module' src='skill-check.js?again'></script>");
        let body = "<div id='outer'></div><script>
            const outer = document.querySelector('#outer').attachShadow({ mode: 'open' });
            outer.innerHTML = `<style>* { all: unset !important }</style><main lang='de'><div id='middle'></div></main>`;
            const middle = outer.querySelector('#middle').attachShadow({ mode: 'open' });
            middle.innerHTML = `<skill-check storage='none' ladder='all'></skill-check>`;
          </script>";
        open(browser, &twice, body).await?;
        // The language is that of the nearest element around, across roots.
        browser.wait_for(".sc[lang='de'] .sc-start").await?;
        browser.script("document.querySelector('#outer').shadowRoot.querySelector('#middle').shadowRoot.querySelector('skill-check').lang = 'en'", vec![]).await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        runs(browser).await?;
        browser.no_errors().await
    });
}

#[test]
fn created_moved_removed_and_made_anew_nothing_is_lost() {
    browse(Engine::Chromium, async |browser| {
        open(browser, SCRIPT, "<div id='one'></div><div id='two'></div>").await?;
        // Before it has loaded, too: twenty times from place to place, in one go.
        let create = "window.element = document.createElement('skill-check');
            Object.assign(element, { lang: 'en', ladder: 'all' });
            for (let n = 0; n < 20; n++) document.querySelector(n % 2 ? '#one' : '#two').append(element);";
        browser.script(create, vec![]).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        let moved = "window.box = element.shadowRoot.querySelector('.sc');
            for (let n = 0; n < 20; n++) document.querySelector(n % 2 ? '#one' : '#two').append(element);
            for (let n = 0; n < 20; n++) { element.remove(); document.body.append(element); }
            return element.shadowRoot.querySelector('.sc') === box";
        ensure!(
            browser.script(moved, vec![]).await? == true,
            "it was drawn anew"
        );
        browser.wait_for(".sc-rung__radio:checked").await?;

        // Gone for a while, and back.
        browser.script("element.remove()", vec![]).await?;
        browser.wait_for_none("skill-check").await?;
        browser
            .script("document.querySelector('#one').append(element)", vec![])
            .await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.click(".next").await?;
        browser.wait_for(".sc-item .back").await?;

        // Another one in its place goes on from what was kept.
        let anew = "element.remove(); document.querySelector('#two').innerHTML = '<skill-check lang=en ladder=all></skill-check>'";
        browser.script(anew, vec![]).await?;
        browser.wait_for(".sc-item .back").await?;
        browser.click(".sc-item .back").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.no_errors().await
    });
}

/// A page of `tests/browser/hosts`, bundled.
fn bundled(name: &str) -> Result<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tools = folder.join("../../tools/node_modules");
    let output = Command::new(tools.join(".bin/esbuild"))
        .arg(folder.join("hosts").join(name))
        .args([
            "--bundle",
            "--format=iife",
            "--minify",
            "--jsx=automatic",
            "--log-level=warning",
        ])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .args(
            [
                "__VUE_OPTIONS_API__",
                "__VUE_PROD_DEVTOOLS__",
                "__VUE_PROD_HYDRATION_MISMATCH_DETAILS__",
            ]
            .map(|flag| format!("--define:{flag}=false")),
        )
        .env("NODE_PATH", &tools)
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(output.stdout)
}

/// What a framework does around the element: it draws again, changes attributes, takes the element away.
fn survives(name: &str) {
    browse(Engine::Chromium, async |browser| {
        let app = Route::file(bundled(name)?);
        browser.server.set_route("/app.js", app);
        open(
            browser,
            "",
            &format!("<div id='app'></div><script src='app.js'></script>{SCRIPT}"),
        )
        .await?;
        browser
            .wait_for("[value='community-manager']:checked")
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser
            .script(
                "window.kept = document.querySelector('skill-check')",
                vec![],
            )
            .await?;
        for round in 1..=20 {
            browser
                .script("host.setCount((count) => count + 1)", vec![])
                .await?;
            let drawn = format!("Drawn {round} times");
            browser
                .wait_for_text("main > h1", |text| text.starts_with(&drawn))
                .await?;
        }
        let same = "return [document.querySelector('skill-check') === kept, kept.modules]";
        assert_eq!(
            browser.script(same, vec![]).await?,
            json!([true, "[{\"module\":\"20\"}]"])
        );
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser
            .wait_for_text("main > h1", |text| text.contains("1 answers heard"))
            .await?;

        browser.script("host.setLang('de')", vec![]).await?;
        browser
            .wait_for(".sc[lang='de'] .sc-rung__radio:checked")
            .await?;
        // Another element in the place of the first, then none, then one again: what was answered is there.
        browser.script("host.setKey(1)", vec![]).await?;
        browser
            .wait_until("there is another element", async || {
                let other = "const now = document.querySelector('skill-check'); return !!now && now !== kept";
                Ok((browser.script(other, vec![]).await? == true).then_some(()))
            })
            .await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.script("host.setThere(false)", vec![]).await?;
        browser.wait_for_none("skill-check").await?;
        browser.script("host.setThere(true)", vec![]).await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.no_errors().await
    });
}

#[test]
fn react_draws_around_it() {
    survives("react.jsx");
}

#[test]
fn vue_draws_around_it() {
    survives("vue.js");
}

/// The policy of the guide that follows this heading, with Trusted Types enforced on top.
fn policy(heading: &str) -> String {
    let guide = include_str!("../../../docs/embedding.md");
    let (_, rest) = guide.split_once(heading).unwrap();
    let (_, rest) = rest.split_once("Content-Security-Policy: ").unwrap();
    let (policy, _) = rest.split_once('\n').unwrap();
    format!("{policy}; require-trusted-types-for 'script'; trusted-types 'none'")
}

/// Everything that a visitor can do, under a policy; `base` is where the files lie.
async fn runs_under(browser: &Browser, policy: &str, base: &str) -> Result<()> {
    let listener = "window.told = []; addEventListener('securitypolicyviolation', \
                    (event) => told.push(event.violatedDirective + ' ' + event.blockedURI));";
    browser
        .server
        .set_route("/listener.js", Route::file(listener));
    let sheet = Route::file("skill-check { --skill-check-accent: gold }");
    browser.server.set_route("/host.css", sheet);
    browser
        .server
        .set_route("/courses.json", Route::file("[{\"module\":\"x\"}]"));
    let head = format!(
        "<script src='listener.js'></script><link rel='stylesheet' href='host.css'>
         <script type='module' src='{base}skill-check.js' crossorigin></script>"
    );
    let page = host(
        &head,
        "<skill-check lang='en' ladder='all' storage='none' modules='courses.json'></skill-check>",
    )
    .header("Content-Security-Policy", policy);
    browser
        .open_page("/strict.html", page, Size::DESKTOP)
        .await?;
    runs(browser).await?;
    browser.click(".sc-share .qr").await?;
    browser.wait_for(".sc-qr").await?;
    browser.click(".sc-take .json").await?;
    browser.click(".sc-take .svg").await?;
    browser.click(".sc-locale[lang='de']").await?;
    browser.wait_for(".sc[lang='de'] .sc-result--whole").await?;
    browser
        .script("document.querySelector('skill-check').print()", vec![])
        .await?;
    browser
        .wait_until("the colours and the courses are looked at", async || {
            let console = browser.console().await?.join("\n");
            ensure!(!console.contains("SEVERE"), "{console}");
            Ok(console.contains("modules: ").then_some(()))
        })
        .await?;
    let told = browser.script("return told", vec![]).await?;
    ensure!(told == json!([]), "{told}");
    Ok(())
}

#[test]
fn the_guides_policies_are_enough_with_trusted_types_from_another_origin_and_a_sub_path() {
    browse(Engine::Chromium, async |browser| {
        runs_under(browser, &policy("**Same origin**"), "").await?;

        // Another origin, and there in a folder of a folder.
        let name = format!("skill-check-sub-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(folder.join("a"))?;
        std::os::unix::fs::symlink(dist()?, folder.join("a/check"))?;
        let other = Server::start(Options::new(&folder))?;
        let origin = other.url("").trim_end_matches('/').to_owned();
        let policy = policy("**Cross-origin**").replace("https://careers.example", &origin);
        let outcome = runs_under(browser, &policy, &format!("{origin}/a/check/")).await;
        std::fs::remove_dir_all(&folder)?;
        outcome?;
        let asked = other.requests();
        ensure!(
            asked
                .iter()
                .any(|request| request.path.starts_with("/a/check/assets/")
                    && request.path.ends_with(".wasm")),
            "{asked:?}"
        );
        Ok(())
    });
}
