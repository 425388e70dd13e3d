//! The element's own promises: attributes and properties in every order, nothing fetched before it is
//! wanted, a page that doesn't move and keeps its focus, colours that can be read.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, dist};
use serde_json::{Value, json};

/// A host page with this in its head and body.
fn host(head: &str, body: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>{head}</head><body>{body}</body></html>"
    ))
}

const SCRIPT: &str = "<script type='module' src='skill-check.js'></script>";

/// A page with the element's script, this style and these elements.
async fn open(browser: &Browser, style: &str, body: &str) -> Result<()> {
    let page = host(&format!("{SCRIPT}<style>{style}</style>"), body);
    browser.open_page("/host.html", page, Size::DESKTOP).await
}

/// The warnings of the console since it was last asked; an error fails.
async fn warnings(browser: &Browser) -> Result<String> {
    let lines = browser.console().await?;
    ensure!(
        !lines.iter().any(|line| line.starts_with("SEVERE")),
        "{lines:?}"
    );
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|line| line.contains("skill-check>: "))
        .collect();
    Ok(lines.join("\n"))
}

/// Waits until the console has warned of this.
async fn warns(browser: &Browser, of: &str) -> Result<()> {
    let mut said = String::new();
    browser
        .wait_until(&format!("the console says {of:?}"), async || {
            said.push_str(&warnings(browser).await?);
            Ok(said.contains(of).then_some(()))
        })
        .await
}

/// Sets a property of the first element.
async fn set(browser: &Browser, name: &str, value: Value) -> Result<()> {
    let script = "document.querySelector('skill-check')[arguments[0]] = arguments[1]";
    browser
        .script(script, vec![Value::from(name), value])
        .await?;
    Ok(())
}

#[test]
fn blanks_around_a_value_dont_matter_and_unknown_values_are_named() {
    browse(Engine::Chromium, async |browser| {
        let values = "lang=' de ' catalogue=' social-media ' family=' community-manager ' level=' senior '
            mode=' quick ' theme=' dark ' storage=' none ' loading=' eager ' modules=' [] ' result-base=' https://a.example/x '";
        open(
            browser,
            "",
            &format!("<skill-check {values}></skill-check>"),
        )
        .await?;
        browser.wait_for(".sc[lang='de'] .sc-start .full").await?;
        browser
            .wait_for("[value='community-manager']:checked")
            .await?;
        browser.wait_for("[value='senior']:checked").await?;
        let dark = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc')).colorScheme";
        assert_eq!(browser.script(dark, vec![]).await?, "dark");
        assert_eq!(warnings(browser).await?, "");

        let values = "lang='xx' family='astronaut' level='chief' mode='fast' theme='pink' storage='cloud' loading='never' result-base='javascript:1'";
        open(
            browser,
            "",
            &format!("<skill-check {values}></skill-check>"),
        )
        .await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        let said = warnings(browser).await?;
        for value in ["xx", "astronaut", "chief", "fast", "pink", "cloud", "never"] {
            ensure!(said.contains(value), "{said} does not name {value}");
        }
        // Later ones are named as well.
        set(browser, "family", json!("cosmonaut")).await?;
        warns(browser, "cosmonaut").await?;
        set(browser, "theme", json!("green")).await?;
        warns(browser, "green").await?;
        set(browser, "storage", json!("moon")).await?;
        warns(browser, "moon").await
    });
}

#[test]
fn each_attribute_is_a_property_and_those_set_before_the_script_count() {
    browse(Engine::Chromium, async |browser| {
        let before = "<script>
            const element = document.createElement('skill-check');
            Object.assign(element, { lang: 'de', family: 'community-manager', level: 'senior', mode: 'quick',
              theme: 'dark', storage: 'none', resultBase: 'https://a.example/', autostart: false,
              modules: [{ module: 'x' }] });
            document.body.append(element);
          </script><script>
            const late = document.createElement('script');
            late.type = 'module';
            late.src = 'skill-check.js';
            document.head.append(late);
          </script>";
        let page = host("", before);
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        browser.wait_for(".sc[lang='de'] .sc-start .full").await?;
        browser
            .wait_for("[value='community-manager']:checked")
            .await?;
        let read = "const element = document.querySelector('skill-check');
            const names = ['lang', 'catalogue', 'family', 'level', 'mode', 'modules', 'theme', 'storage', 'loading', 'resultBase', 'autostart'];
            return names.map((name) => Object.hasOwn(element, name) ? 'own' : element[name])";
        let expected = json!([
            "de",
            null,
            "community-manager",
            "senior",
            "quick",
            "[{\"module\":\"x\"}]",
            "dark",
            "none",
            null,
            "https://a.example/",
            false
        ]);
        assert_eq!(browser.script(read, vec![]).await?, expected);

        set(browser, "level", Value::Null).await?;
        browser.wait_for("[value='next']:checked").await?;
        set(browser, "mode", Value::Null).await?;
        browser.wait_for(".sc-start .quick").await?;
        // Starting later, by the property alone.
        set(browser, "autostart", json!(true)).await?;
        browser.wait_for(".sc-item").await?;
        let has = "return document.querySelector('skill-check').outerHTML";
        let html = browser.script(has, vec![]).await?;
        ensure!(html.as_str().unwrap().contains("autostart"), "{html}");
        ensure!(!html.as_str().unwrap().contains("level"), "{html}");
        browser.no_errors().await
    });
}

#[test]
fn the_short_way_comes_first_where_the_page_wants_it() {
    browse(Engine::Chromium, async |browser| {
        let left = async || -> Result<bool> {
            browser.wait_for(".sc-item").await?;
            // The short way counts what is left at most, and knows no areas.
            let text = browser.text(".sc-progress__text").await?;
            Ok(text.contains("at most"))
        };
        open(
            browser,
            "",
            "<skill-check mode='quick' storage='none'></skill-check>",
        )
        .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        assert!(left().await?);
        open(
            browser,
            "",
            "<skill-check mode='quick' storage='none'></skill-check>",
        )
        .await?;
        browser.click(".sc-start .full").await?;
        assert!(!left().await?);
        open(
            browser,
            "",
            "<skill-check mode='quick' storage='none' autostart></skill-check>",
        )
        .await?;
        assert!(left().await?);
        open(
            browser,
            "",
            "<skill-check mode='full' storage='none'></skill-check>",
        )
        .await?;
        browser.wait_for(".sc-start .quick").await?;
        set(browser, "mode", json!("quick")).await?;
        browser.wait_for(".sc-start .full").await?;
        browser
            .script("document.querySelector('skill-check').start()", vec![])
            .await?;
        assert!(left().await?);
        browser.no_errors().await
    });
}

#[test]
fn a_lazy_element_fetches_nothing_before_the_visitor_is_near() {
    browse(Engine::Chromium, async |browser| {
        let fetched = || {
            let all = browser.requests().into_iter().map(|request| request.path);
            all.filter(|path| path.starts_with("/assets/") || path.starts_with("/catalogues/"))
                .count()
        };
        let below =
            "<div style='height: 6000px'>Far above</div><skill-check loading='lazy'></skill-check>";
        open(browser, "", below).await?;
        browser.wait_for(".sc-loader").await?;
        // Two frames are more than an observer takes to look for the first time.
        let frames =
            "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
        browser.script(frames, vec![]).await?;
        assert_eq!(fetched(), 0);
        browser.script("scrollTo(0, 2000)", vec![]).await?;
        browser.script(frames, vec![]).await?;
        assert_eq!(fetched(), 0);
        browser.script("scrollTo(0, 4500)", vec![]).await?;
        browser.wait_for(".sc-start").await?;
        assert!(fetched() > 0);

        // What is in sight loads at once, and so does what is lazy no longer.
        open(browser, "", "<skill-check loading='lazy'></skill-check>").await?;
        browser.wait_for(".sc-start").await?;
        open(browser, "", below).await?;
        browser.wait_for(".sc-loader").await?;
        set(browser, "loading", json!("eager")).await?;
        browser.wait_for(".sc-start").await?;
        // Gone before it was near: nothing waits for it, and it waits again where it comes back.
        open(browser, "", below).await?;
        browser.wait_for(".sc-loader").await?;
        let away = "window.kept = document.querySelector('skill-check'); kept.remove(); document.body.prepend(kept)";
        browser.script(away, vec![]).await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}

/// Goal: the first screen costs nothing but the loader until somebody is about to use it.
/// Method: below what is in sight, then each sign of use.
#[test]
fn what_runs_a_check_is_fetched_once_it_is_about_to_be_used() {
    const FRAMES: &str =
        "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
    const ROOT: &str =
        "const host = document.querySelector('skill-check'); const root = host.shadowRoot;";
    browse(Engine::Chromium, async |browser| {
        let fetched = || {
            let all = browser.requests().into_iter().map(|request| request.path);
            let files =
                all.filter(|path| path.starts_with("/assets/") || path.starts_with("/catalogues/"));
            files.filter(|path| !path.contains("/screens.")).count()
        };
        let begin = async |lang: &str| {
            let before = fetched();
            let far = format!(
                "<div style='height: 3000px'></div><skill-check lang='{lang}' storage='none'></skill-check>
                 <div style='height: 3000px'></div>"
            );
            open(browser, "", &far).await?;
            let drawn = format!(
                "{ROOT} return !!root?.querySelector('[data-ahead] [lang={lang}] .sc-start')"
            );
            browser
                .wait_until("the first screen is there", async || {
                    Ok((browser.script(&drawn, vec![]).await? == true).then_some(()))
                })
                .await?;
            browser.script(FRAMES, vec![]).await?;
            ensure!(
                fetched() == before,
                "{lang}: it is loaded before anybody is near"
            );
            Ok(())
        };
        let comes = async |what: &str| {
            browser
                .wait_until(&format!("{what}: the widget comes"), async || {
                    let is_there = format!("{ROOT} return !!root.querySelector('.sc') && !root.querySelector('[data-ahead]')");
                    Ok((browser.script(&is_there, vec![]).await? == true).then_some(()))
                })
                .await
        };
        for (lang, sign) in [
            ("de", "host.dispatchEvent(new PointerEvent('pointerover'))"),
            ("en", "root.querySelector('summary').click()"),
            (
                "en",
                "root.querySelector('.quick').focus({ preventScroll: true })",
            ),
            (
                "de",
                "root.querySelector('h2').dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, composed: true }))",
            ),
            ("de", "scrollTo(0, 2900)"),
            ("de", "host.setAttribute('loading', 'eager')"),
            ("en", "host.setAttribute('level', 'senior')"),
        ] {
            begin(lang).await?;
            browser.script(&format!("{ROOT} {sign}"), vec![]).await?;
            comes(sign).await?;
        }
        // In view, but not in the middle of it.
        begin("de").await?;
        let before = fetched();
        browser
            .script("scrollTo(0, 3100 - innerHeight)", vec![])
            .await?;
        browser
            .script(
                "await new Promise((done) => setTimeout(done, 1000))",
                vec![],
            )
            .await?;
        ensure!(fetched() == before, "it is loaded at first sight");
        comes("in view for a while").await?;
        // What a page asks for is done once it can be.
        begin("en").await?;
        browser
            .script(&format!("{ROOT} host.start()"), vec![])
            .await?;
        browser.wait_for(".sc-item").await?;
        begin("de").await?;
        browser
            .script(&format!("{ROOT} host.showResult('none')"), vec![])
            .await?;
        browser.wait_for(".link-problem").await?;
        browser.no_errors().await
    });
}

#[test]
fn where_it_is_kept_follows_the_attribute() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check storage='none'></skill-check>").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung").await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        let kept = "return [sessionStorage, localStorage].map((storage) => Object.keys(storage).filter((key) => key.startsWith('skill-check:')).length)";
        for (storage, expected) in [
            ("none", [0, 0]),
            ("session", [1, 0]),
            ("local", [0, 1]),
            ("none", [0, 0]),
        ] {
            set(browser, "storage", json!(storage)).await?;
            assert_eq!(
                browser.script(kept, vec![]).await?,
                json!(expected),
                "{storage}"
            );
        }
        browser.wait_for(".sc-rung__radio:checked").await?;
        browser.no_errors().await
    });
}

/// How far things have moved in sight, as browsers count it.
const SHIFTS: &str = "<script>
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push([entry.value, entry.sources.map(({ node }) => node?.nodeName)]);
    }).observe({ type: 'layout-shift', buffered: true });
</script>";

#[test]
fn nothing_moves_while_it_loads_and_the_focus_stays() {
    browse(Engine::Chromium, async |browser| {
        for entry in std::fs::read_dir(dist()?.join("assets"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".wasm") {
                let late = Route::default().delay(Duration::from_millis(300));
                browser.server.set_route(&format!("/assets/{name}"), late);
            }
        }
        let late = Route::default().delay(Duration::from_millis(300));
        browser.server.set_route("/skill-check.js", late);
        // As docs/embedding.md has it: before the script is there, only the page can keep the place.
        let guide = include_str!("../../../docs/embedding.md");
        let style = "skill-check:not(:defined) { display: block; min-block-size: 100svh }";
        ensure!(
            guide.contains(style),
            "the guide says how to keep the place"
        );
        for (size, attributes) in [
            (Size::new(390, 844), ""),
            (Size::DESKTOP, ""),
            // Lower than the statement's screen: in a taller window the page keeps more free than it needs.
            (Size::new(1280, 600), "autostart storage='none'"),
        ] {
            let body = format!(
                "<p><input id='field' aria-label='Search'></p><script>field.focus()</script><skill-check {attributes}></skill-check>
                 <p>Below</p><footer>{}</footer>",
                "<p>The end</p>".repeat(30)
            );
            let page = host(&format!("{SHIFTS}<style>{style}</style>{SCRIPT}"), &body);
            browser.open_page("/host.html", page, size).await?;
            browser
                .wait_until("the page has put the focus", async || {
                    Ok(browser.focus_matches("#field").await?.then_some(()))
                })
                .await?;
            browser.wait_for(".sc-start, .sc-item").await?;
            if attributes.contains("autostart") {
                browser.wait_for(".sc-item").await?;
            }
            let frames = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                return [shifts, scrollY, document.activeElement.id]";
            let seen = browser.script(frames, vec![]).await?;
            let shifts = seen[0].as_array().unwrap().iter();
            let sum: f64 = shifts.map(|shift| shift[0].as_f64().unwrap()).sum();
            // A first question may be lower than the window that was kept free: what comes below then
            // shows at the window's lower edge. Browsers call a page good below 0.1.
            let most = if attributes.is_empty() { 0.0 } else { 0.005 };
            ensure!(sum <= most, "{size:?} {attributes}: {seen}");
            ensure!(
                seen[1] == 0 && seen[2] == "field",
                "{size:?} {attributes}: {seen}"
            );
        }
        browser.no_errors().await
    });
}

#[test]
fn a_hidden_element_takes_no_room() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "", "<skill-check hidden></skill-check>").await?;
        browser.wait_for(".sc-start").await?;
        let height = "return document.querySelector('skill-check').getBoundingClientRect().height";
        assert_eq!(browser.script(height, vec![]).await?, 0);
        set(browser, "hidden", json!(false)).await?;
        let shown = browser.script(height, vec![]).await?;
        assert!(shown.as_f64().unwrap() > 500.0, "{shown}");
        Ok(())
    });
}

/// The ratios of what is written on its ground: text, softer text, a link, the button.
const RATIOS: &str = "
const root = document.querySelector('skill-check').shadowRoot;
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const luminance = (colour) => {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};
const style = (selector) => getComputedStyle(root.querySelector(selector));
const paper = style('.sc').backgroundColor;
const button = style('.sc-button--primary');
return [ratio(style('.sc').color, paper), ratio(style('.sc-note').color, paper),
  ratio(button.borderTopColor, paper), ratio(button.color, button.backgroundColor)];
";

/// Waits until everything can be read.
async fn is_readable(browser: &Browser, what: &str) -> Result<()> {
    let mut last = Value::Null;
    browser
        .wait_until(&format!("all can be read {what}"), async || {
            last = browser.script(RATIOS, vec![]).await?;
            let ratios = last.as_array().unwrap().iter();
            Ok(ratios
                .clone()
                .all(|ratio| ratio.as_f64().unwrap() >= 4.45)
                .then_some(()))
        })
        .await
        .map_err(|error| error.context(format!("{what}: {last}")))
}

#[test]
fn colours_of_the_host_that_cant_be_read_are_mended_and_told() {
    browse(Engine::Chromium, async |browser| {
        for (css, said) in [
            (
                "--skill-check-accent: #ffe14d",
                "--skill-check-accent: #ffe14d has a contrast of 1.2 : 1 on the surface, less than 4.5 : 1; #",
            ),
            (
                "--skill-check-accent: gold",
                "--skill-check-accent: #ffd700 has",
            ),
            (
                "--skill-check-accent: oklch(0.95 0.1 100)",
                "--skill-check-accent: #",
            ),
            (
                "--skill-check-surface: #101010",
                "--skill-check-text: #1c1b19 has",
            ),
            (
                "--skill-check-surface: #777777; --skill-check-text: #888888",
                "--skill-check-text: #888888 has",
            ),
            (
                "--skill-check-surface: #000000; --skill-check-raised: #ffffff",
                "--skill-check-raised: #ffffff and the surface",
            ),
            (
                "--skill-check-accent: #0b5a60; --skill-check-on-accent: #0b5a61",
                "--skill-check-on-accent: #0b5a61 has",
            ),
            (
                "--skill-check-accent: banana",
                "--skill-check-accent: banana is no colour; the default is used.",
            ),
        ] {
            browser.prefer(&[("prefers-color-scheme", "light")]).await?;
            open(
                browser,
                &format!("skill-check {{ {css} }}"),
                "<main><h1>Host</h1><skill-check lang='en'></skill-check></main>",
            )
            .await?;
            browser.wait_for(".sc-start").await?;
            warns(browser, said)
                .await
                .map_err(|error| error.context(css))?;
            is_readable(browser, css).await?;
            browser.wait_until_still().await?;
            browser.accessible(css).await?;
            browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
            is_readable(browser, &format!("{css} in the dark")).await?;
        }
        // A colour that lets the ground through can't be checked, and is left alone.
        open(
            browser,
            "skill-check { --skill-check-accent: rgb(0 0 0 / 10%) }",
            "<skill-check></skill-check>",
        )
        .await?;
        warns(browser, "lets the ground shine through").await
    });
}

/// Goal: a light brand colour stays what it is where it fills a button. Method: yellow, on which white can't
/// be read; the words on it become dark, and lines and words of it a darker yellow.
#[test]
fn a_light_brand_colour_still_fills_buttons() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            "skill-check { --skill-check-accent: #ffcc00; --skill-check-on-accent: #ffffff }",
            "<main><h1>Host</h1><skill-check lang='en'></skill-check></main>",
        )
        .await?;
        browser.wait_for(".sc-start").await?;
        warns(browser, "is used instead for words and lines.").await?;
        is_readable(browser, "yellow").await?;
        let filled = browser
            .script(
                "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc-button--primary')).backgroundColor",
                vec![],
            )
            .await?;
        ensure!(filled == "rgb(255, 204, 0)", "{filled}");
        Ok(())
    });
}

#[test]
fn colours_that_can_be_read_stay_and_a_change_is_looked_at() {
    browse(Engine::Chromium, async |browser| {
        let asks = || {
            browser
                .requests()
                .iter()
                .any(|request| request.path.contains("/assets/host."))
        };
        open(browser, "", "<skill-check lang='en'></skill-check>").await?;
        browser.wait_for(".sc-start").await?;
        assert_eq!(warnings(browser).await?, "");
        assert!(
            !asks(),
            "a page without colours of its own loads nothing for them"
        );

        // The host's page changes its theme by a class, as many do.
        let style = "skill-check { --skill-check-accent: #7a1f5c }
            .night skill-check { --skill-check-surface: #101010; --skill-check-text: #eeeeee; --skill-check-text-soft: #bbbbbb; --skill-check-accent: #7a1f5c }";
        open(
            browser,
            style,
            "<skill-check lang='en' theme='light'></skill-check>",
        )
        .await?;
        browser.wait_for(".sc-start").await?;
        is_readable(browser, "at first").await?;
        browser
            .wait_until("the colours are looked at", async || {
                Ok(asks().then_some(()))
            })
            .await?;
        let accent = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc-button--primary')).backgroundColor";
        assert_eq!(browser.script(accent, vec![]).await?, "rgb(122, 31, 92)");
        assert_eq!(warnings(browser).await?, "");
        browser
            .script("document.documentElement.className = 'night'", vec![])
            .await?;
        warns(browser, "--skill-check-accent: #7a1f5c has").await?;
        is_readable(browser, "at night").await?;
        browser
            .script("document.documentElement.className = ''", vec![])
            .await?;
        browser
            .wait_until("the host's own colour is back", async || {
                Ok((browser.script(accent, vec![]).await? == "rgb(122, 31, 92)").then_some(()))
            })
            .await?;
        is_readable(browser, "by day again").await?;

        // What is mended stays so in the result, whose styles come later.
        let style = "skill-check { --skill-check-accent: gold }";
        let body = "<skill-check lang='en' theme='light' storage='none'></skill-check>";
        open(browser, style, body).await?;
        browser.wait_for(".sc-start").await?;
        is_readable(browser, "before the result").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        for _ in 0..2 {
            browser.click(".sc-rung").await?;
            browser.click(".sc-item .next").await?;
        }
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole .sc-modules").await?;
        let accent = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc')).getPropertyValue('--sc-accent')";
        assert_eq!(browser.script(accent, vec![]).await?, "#877200");
        Ok(())
    });
}

/// Goal: the headings stand where the page has room for them, on every screen and after each change; what is no
/// level is said. Method: levels of all headings, as assistive technology is told them.
#[test]
fn headings_begin_at_the_level_that_the_page_gives() {
    const LEVELS: &str = "const root = document.querySelector('skill-check').shadowRoot;
        return [...new Set([...root.querySelectorAll('h2, h3, h4, h5, h6')]
            .filter((one) => !one.closest('[data-ahead], [data-ahead] + [hidden]'))
            .map((one) => `${one.localName} ${one.getAttribute('aria-level')}`))].sort()";
    browse(Engine::Chromium, async |browser| {
        let levels = async |expected: Value| {
            browser
                .wait_until("the headings are at their level", async || {
                    let levels = browser.script(LEVELS, vec![]).await?;
                    Ok((levels == expected).then_some(()))
                })
                .await
                .with_context(|| format!("not {expected}"))
        };
        let element = "<main><h1>Host</h1><h2>Check</h2><skill-check heading-level='3' storage='none'></skill-check></main>";
        browser
            .open_page("/host.html", host(SCRIPT, element), Size::DESKTOP)
            .await?;
        levels(json!(["h2 3", "h3 4"])).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        levels(json!(["h2 3"])).await?;
        browser.click(".sc-rung__radio").await?;
        browser.click(".sc-item .next").await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole").await?;
        levels(json!(["h2 3", "h3 4", "h4 5", "h5 6"])).await?;
        browser
            .accessible("headings from the third level on")
            .await?;
        let set = "document.querySelector('skill-check').headingLevel = arguments[0]";
        browser.script(set, vec![json!(1)]).await?;
        levels(json!(["h2 1", "h3 2", "h4 3", "h5 4"])).await?;
        browser.no_errors().await?;
        browser.script(set, vec![json!("two")]).await?;
        levels(json!(["h2 null", "h3 null", "h4 null", "h5 null"])).await?;
        let console = browser.console().await?.join("\n");
        ensure!(console.contains("is no level from 1 to 6"), "{console}");
        Ok(())
    });
}
