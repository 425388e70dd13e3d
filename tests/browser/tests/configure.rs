//! The embedder's page: each control changes preview and code, the code works where it is pasted, and
//! the verdict on colours is right.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "configure/results.rs"]
mod results;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Key, Route, Size, browse};
use serde_json::{Value, json};

/// Sets a control as a visitor's hand would, as far as scripts hear of it.
const SET: &str = "
    const [selector, value] = arguments;
    const control = document.querySelector(selector);
    if (typeof value === 'boolean' || control.type === 'radio') control.checked = value ?? true;
    else control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
";

/// The relative luminance of a colour, by the formula of WCAG 2.2.
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// The contrast ratio of two colours.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

async fn open(browser: &Browser, fragment: &str) -> Result<()> {
    // Another fragment alone would not load the page again.
    browser
        .open_page(
            "/empty.html",
            Route::page("<!doctype html><title>Empty</title><link rel=icon href=data:,>"),
            Size::DESKTOP,
        )
        .await?;
    browser
        .open(&format!("/configure.html#{fragment}"), Size::DESKTOP)
        .await?;
    browser
        .wait_for(".sc-start, .sc-item, .sc-result--whole")
        .await?;
    Ok(())
}

async fn set(browser: &Browser, selector: &str, value: Value) -> Result<()> {
    browser
        .script(SET, vec![Value::from(selector), value])
        .await?;
    Ok(())
}

/// The code to paste, block by block.
async fn code(browser: &Browser) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll('[role=tabpanel]:not([hidden]) code')].map((code) => code.textContent)";
    Ok(serde_json::from_value(
        browser.script(script, vec![]).await?,
    )?)
}

async fn choose_way(browser: &Browser, way: &str) -> Result<Vec<String>> {
    browser.click(&format!("#tab-{way}")).await?;
    code(browser).await
}

/// An attribute of the widget in the preview.
async fn previewed(browser: &Browser, attribute: &str) -> Result<Value> {
    let script = "return document.querySelector('#device skill-check').getAttribute(arguments[0])";
    browser.script(script, vec![Value::from(attribute)]).await
}

#[test]
fn each_control_changes_preview_and_code() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=de").await?;
        ensure!(code(browser).await?[0].ends_with("<skill-check></skill-check>"));
        // Control, value, attribute, its value in preview and code.
        let controls = [
            ("[name=lang][value=en]", json!(true), "lang", "en"),
            (
                "#catalogue",
                json!("data-analyst"),
                "catalogue",
                "data-analyst",
            ),
            ("#family", json!("bi-analyst"), "family", "bi-analyst"),
            ("[name=level][value=senior]", json!(true), "level", "senior"),
            ("[name=theme][value=dark]", json!(true), "theme", "dark"),
            (
                "#result-base",
                json!("https://example.org/check"),
                "result-base",
                "https://example.org/check",
            ),
        ];
        for (control, value, name, expected) in controls {
            set(browser, control, value).await?;
            assert_eq!(previewed(browser, name).await?, expected, "{name}");
            let code = code(browser).await?;
            ensure!(
                code[0].contains(&format!("{name}=\"{expected}\"")),
                "{name}: {}",
                code[0]
            );
        }
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        browser
            .wait_for("[name='family'][value='bi-analyst']:checked")
            .await?;
        browser
            .wait_for("[name='level'][value='senior']:checked")
            .await?;

        set(browser, "[name=storage][value=local]", json!(true)).await?;
        ensure!(code(browser).await?[0].contains("storage=\"local\""));
        assert_eq!(
            previewed(browser, "storage").await?,
            "none",
            "the preview leaves nothing behind"
        );
        set(browser, "[name=autostart]", json!(true)).await?;
        ensure!(code(browser).await?[0].contains("autostart"));
        browser.wait_for(".sc-item").await?;

        for (name, written) in [("kiosk", "kiosk=\"3\""), ("privacy", "privacy=\"strict\"")] {
            set(browser, &format!("[name={name}]"), json!(true)).await?;
            let code = code(browser).await?;
            ensure!(code[0].contains(written), "{code:?}");
            let shown = previewed(browser, name).await?;
            assert!(shown.is_null(), "the preview goes on: {shown}");
            set(browser, &format!("[name={name}]"), json!(false)).await?;
        }

        set(browser, "[name=autostart]", json!(false)).await?;
        browser
            .script("document.querySelector('[name=screen]').focus()", vec![])
            .await?;
        for (screen, class) in [
            ("item", ".sc-item"),
            ("result", ".sc-result--whole"),
            ("start", ".sc-start"),
        ] {
            set(
                browser,
                &format!("[name=screen][value={screen}]"),
                json!(true),
            )
            .await?;
            browser.wait_for(class).await?;
            browser.wait_for_focus("[name=screen]").await?;
        }

        let width = "return document.querySelector('#device').getBoundingClientRect().width";
        set(browser, "[name=width][value=phone]", json!(true)).await?;
        assert_eq!(browser.script(width, vec![]).await?, 390);

        // A setting of one catalogue does not outlive it.
        set(browser, "#catalogue", json!("social-media")).await?;
        ensure!(!code(browser).await?[0].contains("bi-analyst"));
        browser.no_errors().await
    });
}

#[test]
fn a_link_holds_the_configuration() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=en").await?;
        set(browser, "#family", json!("community-manager")).await?;
        set(browser, "#accent", json!("#8a1f5b")).await?;
        set(browser, "#radius", json!("0")).await?;
        browser.click("#tab-npm").await?;
        let before = code(browser).await?;
        let address = browser
            .script("return location.hash.slice(1)", vec![])
            .await?;
        open(browser, address.as_str().unwrap()).await?;
        assert_eq!(code(browser).await?, before);
        ensure!(browser.text("h1").await?.starts_with("Your"));

        // On whatever screen the preview is, the page begins at its top and nothing has the focus.
        open(browser, "page=en&screen=result").await?;
        browser.wait_for_focus("body").await?;
        browser
            .wait_until("the page is at its top", async || {
                let top = browser.script("return scrollY", vec![]).await?;
                Ok((top == 0).then_some(()))
            })
            .await?;

        // What is no setting of ours is left out, and nothing of it reaches the code.
        open(browser, "page=fr&theme=%22%3E&accent=red&font=a%7D&family=astronaut&base=javascript:1&way=x&radius=999").await?;
        let code = code(browser).await?;
        ensure!(
            code[0].ends_with("<skill-check></skill-check>"),
            "{}",
            code[0]
        );
        ensure!(!code.concat().contains("javascript"), "{code:?}");
        browser.no_errors().await
    });
}

#[test]
fn the_copied_tag_works_where_it_is_pasted() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            "page=de&lang=en&family=community-manager&accent=%238a1f5b&radius=0",
        )
        .await?;
        browser
            .devtools(
                "Browser.grantPermissions",
                json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
            )
            .await?;
        browser.click(".snippet:nth-of-type(1) button").await?;
        browser
            .wait_for(".snippet:nth-of-type(1) button.done")
            .await?;
        let copied = browser
            .script("return navigator.clipboard.readText()", vec![])
            .await?;
        let code = code(browser).await?;
        assert_eq!(copied, code[0].as_str());
        ensure!(
            code[1].contains("prefers-color-scheme: dark"),
            "{}",
            code[1]
        );

        let sheet = Route::file(code[1].clone());
        browser
            .server
            .set_route("/host.css", sheet.header("Content-Type", "text/css"));
        let page = format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'><link rel='stylesheet' href='/host.css'></head>
             <body><main><h1>Host</h1>{}</main></body></html>",
            code[0]
        );
        // The policy is the page's own advice.
        let policy = format!("default-src 'none'; {}", code[2].replace('\n', " "));
        let page = Route::page(page).header("Content-Security-Policy", &policy);
        browser
            .open_page("/careers/host.html", page, Size::DESKTOP)
            .await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        browser
            .wait_for("[name='family'][value='community-manager']:checked")
            .await?;
        let colour = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc-button--primary')).backgroundColor";
        assert_eq!(browser.script(colour, vec![]).await?, "rgb(138, 31, 91)");
        browser.prefer(&[("prefers-color-scheme", "dark")]).await?;
        ensure!(
            browser.script(colour, vec![]).await? != "rgb(138, 31, 91)",
            "dark has a tone of its own"
        );
        browser.no_errors().await
    });
}

#[test]
fn the_copied_frame_works_where_it_is_pasted() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=de&lang=en&accent=%238a1f5b&way=iframe").await?;
        let code = code(browser).await?;
        let page = format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'></head><body><main><h1>Host</h1>{}</main></body></html>",
            code[0]
        );
        // The policy is the page's own advice.
        let policy = format!(
            "default-src 'none'; img-src data:; {}",
            code[1].replace('\n', " ")
        );
        let page = Route::page(page).header("Content-Security-Policy", &policy);
        browser
            .open_page("/careers/frame.html", page, Size::DESKTOP)
            .await?;
        let colour = "const inside = document.querySelector('iframe').contentDocument?.querySelector('skill-check');
            const button = inside?.shadowRoot?.querySelector('.sc[lang=en] .sc-button--primary');
            return button ? getComputedStyle(button).backgroundColor : null";
        browser
            .wait_until("the check is in the frame, in its colour", async || {
                let colour = browser.script(colour, vec![]).await?;
                Ok((colour == "rgb(138, 31, 91)").then_some(()))
            })
            .await?;
        browser
            .wait_until("the frame has the height of what is in it", async || {
                let height =
                    "return document.querySelector('iframe').getBoundingClientRect().height";
                let height = browser.script(height, vec![]).await?;
                Ok(height.as_f64().filter(|height| *height > 720.0))
            })
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn every_way_has_its_code_and_its_policy() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            "page=en&family=community-manager&base=https%3A%2F%2Fcdn.example%2Fcheck%2F",
        )
        .await?;
        let ways = [
            (
                "tag",
                [
                    "src=\"https://cdn.example/check/skill-check.js\"",
                    "family=\"community-manager\"",
                    "connect-src 'self' https://cdn.example",
                ],
            ),
            (
                "iframe",
                [
                    "https://cdn.example/check/frame.html?family=community-manager",
                    "https://cdn.example/check/frame-host.js",
                    "frame-src https://cdn.example",
                ],
            ),
            (
                "npm",
                [
                    "import \"@skill-check/widget\"",
                    "family=\"community-manager\"",
                    "'wasm-unsafe-eval'",
                ],
            ),
            (
                "wordpress",
                [
                    "[skill_check family=\"community-manager\"]",
                    "script-src 'self'",
                    "connect-src 'self'",
                ],
            ),
        ];
        for (way, parts) in ways {
            let all = choose_way(browser, way).await?.join("\n");
            for part in parts {
                ensure!(all.contains(part), "{way} has no `{part}`:\n{all}");
            }
        }
        browser.no_errors().await
    });
}

/// Whether a field is marked as wrong, and the message beside it is on show.
async fn is_refused(browser: &Browser, name: &str) -> Result<bool> {
    let script = "const name = arguments[0];
        const error = document.querySelector(`#${name}-error`);
        return document.querySelector(`#${name}`).getAttribute('aria-invalid') === 'true' && !error.hidden && error.textContent !== ''";
    let found = browser.script(script, vec![json!(name)]).await?;
    Ok(found == true)
}

#[test]
fn who_gets_results_stands_in_tag_policy_and_settings() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=de").await?;
        // What no address is an answer to has no effect.
        let idle = "return ['#handover-name', '[name=donate][value=\"2\"]'].map((one) => document.querySelector(one).disabled).join()";
        assert_eq!(browser.script(idle, vec![]).await?, "true,true");
        for wrong in [
            "advice.example",
            "http://advice.example/in",
            "https://me@advice.example/in",
            "mailto:nobody",
            "mailto:rat@advice.example?cc=other@elsewhere.example",
            "javascript:alert(1)",
        ] {
            set(browser, "#handover", json!(wrong)).await?;
            ensure!(is_refused(browser, "handover").await?, "{wrong}");
            ensure!(!code(browser).await?[0].contains("handover"), "{wrong}");
        }
        set(browser, "#handover", json!("https://advice.example/in")).await?;
        ensure!(!is_refused(browser, "handover").await?);
        assert_eq!(browser.script(idle, vec![]).await?, "false,false");
        set(browser, "#handover-name", json!("Beratung \"Nord\"")).await?;
        set(browser, "[name=donate][value='2']", json!(true)).await?;
        assert_eq!(
            previewed(browser, "handover").await?,
            "https://advice.example/in"
        );
        let tag = code(browser).await?;
        for part in [
            "handover=\"https://advice.example/in\"",
            "handover-name=\"Beratung &quot;Nord&quot;\"",
            "donate=\"2\"",
        ] {
            ensure!(tag[0].contains(part), "{part}: {}", tag[0]);
        }
        ensure!(
            tag[1].contains("connect-src 'self' https://advice.example;"),
            "{}",
            tag[1]
        );
        let note = browser.text("#panel-tag p.error").await?;
        ensure!(note.contains("https://advice.example"), "{note}");

        // Whoever writes a frame's address or a post doesn't say who gets results.
        let frame = choose_way(browser, "iframe").await?;
        ensure!(!frame[0].contains("handover") && !frame[0].contains("donate"));
        let settings: Value = serde_json::from_str(&frame[2])?;
        assert_eq!(settings["origins"], json!(["https://advice.example"]));
        assert_eq!(
            settings["options"],
            json!({ "handover": "https://advice.example/in", "handover-name": "Beratung \"Nord\"", "donate": "2" })
        );
        let wordpress = choose_way(browser, "wordpress").await?;
        assert_eq!(wordpress[0], "[skill_check]");
        ensure!(wordpress[1].contains("https://advice.example"));

        // A mail says who sends it, and asks no policy.
        browser.click("#tab-tag").await?;
        set(browser, "#handover", json!("mailto:rat@advice.example")).await?;
        let tag = code(browser).await?;
        ensure!(
            tag[0].contains("handover=\"mailto:rat@advice.example\""),
            "{}",
            tag[0]
        );
        ensure!(!tag[0].contains("donate"), "{}", tag[0]);
        ensure!(!tag[1].contains("advice.example"), "{}", tag[1]);
        let note = browser.text("#panel-tag p.error").await?;
        ensure!(note.contains("rat@advice.example"), "{note}");
        browser.no_errors().await
    });
}

/// A link to the page may come from anybody, and its code goes into the embedder's own site.
#[test]
fn nothing_in_a_link_breaks_out_of_the_code() {
    browse(Engine::Chromium, async |browser| {
        let mild = "%27%5D%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%5Bevil%5D";
        let evil = format!("%22{mild}");
        open(
            browser,
            &format!(
                "page=en&base=https%3A%2F%2Fuser%3Apass%40cdn.example%2F{evil}%2F%3Fa%3D{evil}%23b&result-base=https%3A%2F%2Fwww.example%2F{evil}\
                 &font={evil}&storage=local&modules=%5B%7B%22module%22%3A%22online-editor%22%2C%22provider%22%3A%22{mild}%22%2C%22name%22%3A%22N%22%2C\
                 %22url%22%3A%22https%3A%2F%2Fa.example%2F%22%7D%5D"
            ),
        )
        .await?;
        let mut written = Vec::new();
        for way in ["tag", "iframe", "npm", "wordpress"] {
            let all = choose_way(browser, way).await?;
            let text = all.join("\n");
            ensure!(!text.contains("<script>"), "{way}: {text}");
            ensure!(!text.contains("user:pass"), "{way}: {text}");
            let note = browser.text(&format!("#panel-{way} p.error")).await?;
            ensure!(note.contains("https://cdn.example"), "{way}: {note}");
            written.push(all);
        }
        let shortcode = &written[3][0];
        ensure!(shortcode.matches(['[', ']']).count() == 2, "{shortcode}");
        let settings: Value = serde_json::from_str(&written[1][2])?;
        ensure!(
            settings["hosts"] == json!(["https://www.example"]),
            "{settings}"
        );
        ensure!(settings["options"]["storage"] == "local", "{settings}");

        // What a browser makes of the markup: no script but ours, and no attribute but those written.
        let page = Route::page("<!doctype html><title>Host</title><link rel='icon' href='data:,'>");
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        let read = "const made = new DOMParser().parseFromString(arguments[0], 'text/html');
            return [[...made.querySelectorAll('script')].map((one) => `${one.type} ${new URL(one.src).host} ${one.text}`),
                    [...made.querySelectorAll('skill-check, iframe')].flatMap((one) => one.getAttributeNames()).sort()]";
        for (way, names) in [
            (0, json!(["modules", "result-base", "storage"])),
            (
                1,
                json!([
                    "allow",
                    "height",
                    "loading",
                    "referrerpolicy",
                    "src",
                    "title",
                    "width"
                ]),
            ),
        ] {
            let code = &written[way][0];
            let found = browser.script(read, vec![json!(code)]).await?;
            let expected = json!([["module cdn.example "], names]);
            ensure!(found == expected, "{found}\n{code}");
        }
        Ok(())
    });
}

#[test]
fn the_verdict_on_colours_is_right() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=en&theme=light").await?;
        let figures = "return [...document.querySelectorAll('#verdict tbody tr')].map((row) => row.cells[1].innerText.match(/[\\d.]+/)[0])";
        for accent in [
            "#0b5a60", "#767676", "#777777", "#f0c000", "#1f4fa8", "#ffffff", "#000000",
        ] {
            set(browser, "#accent", json!(accent)).await?;
            let shown: Vec<String> =
                serde_json::from_value(browser.script(figures, vec![]).await?)?;
            // The paper of the tokens, and the cards on it.
            let ratio = contrast(accent, "#fbfaf6").min(contrast(accent, "#ffffff"));
            let expected = format!("{:.1}", (ratio * 10.0).floor() / 10.0);
            // One that is too light for lines and words fills buttons; these get the nearest tone that can be read.
            let tone = browser
                .script("return document.querySelector('#verdict tbody tr:nth-child(3) .hint')?.innerText ?? ''", vec![])
                .await?;
            if ratio >= 4.5 {
                assert_eq!(shown[2], expected, "{accent}");
                assert_eq!(tone, "", "{accent}");
            } else {
                let shown: f64 = shown[2].parse()?;
                assert!((4.5..5.2).contains(&shown), "{accent}: {shown}");
                assert!(
                    tone.as_str().is_some_and(|tone| tone.contains('#')),
                    "{accent}: {tone}"
                );
            }
            let is_bad = browser
                .script(
                    "return document.querySelector('#verdict').classList.contains('bad')",
                    vec![],
                )
                .await?;
            // On a grey between the two, neither white nor nearly black can be read.
            let written = contrast(accent, "#ffffff").max(contrast(accent, "#101418"));
            assert_eq!(is_bad, written < 4.5, "{accent}");
            let sentence = browser.text("#verdict .sentence").await?;
            assert_eq!(
                sentence.contains("too weak"),
                written < 4.5,
                "{accent}: {sentence}"
            );
        }

        open(
            browser,
            "page=en&accent=%23f0c000&surface=%23ffffff&text=%23aaaaaa",
        )
        .await?;
        browser.click("#repair").await?;
        browser.wait_for("#verdict:not(.bad)").await?;
        // What can be used stays, and the mended text is as near to the chosen one as can be.
        let [accent, ink] = ["accent", "text"]
            .map(|name| format!("return document.querySelector('#{name}').value"));
        let accent = browser.script(&accent, vec![]).await?;
        ensure!(accent == "#f0c000", "{accent}");
        let ink = browser.script(&ink, vec![]).await?;
        let ratio = contrast(ink.as_str().unwrap(), "#ffffff");
        ensure!((4.5..6.0).contains(&ratio), "{ink}: {ratio}");

        for name in ["petrol", "cobalt", "berry", "forest", "brick", "slate"] {
            open(browser, "page=en").await?;
            set(
                browser,
                &format!("[name=palette][value={name}]"),
                json!(true),
            )
            .await?;
            browser.wait_for("#verdict:not(.bad)").await?;
            browser
                .wait_for(&format!("[name=palette][value={name}]:checked"))
                .await?;
        }
        browser.no_errors().await
    });
}

#[test]
fn mistakes_in_courses_are_named_with_their_place() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=en").await?;
        let mistakes = [
            ("[{", "line 1"),
            ("{}", "A list is expected"),
            ("[3]", "modules[0]: A course is expected"),
            (
                r#"[{"module":"x"}]"#,
                "modules[0].module: is not in the catalogue",
            ),
            (
                r#"[{"module":"online-pr","provider":"P","name":"N","url":"javascript:1"}]"#,
                "modules[0].url: https and mailto only",
            ),
            (r#"[{"module":"online-pr"}]"#, "modules[0].url is missing"),
        ];
        for (json, expected) in mistakes {
            set(browser, "#modules", Value::from(json)).await?;
            let said = browser.text("#modules-state").await?;
            ensure!(said.contains(expected), "{json}: {said}");
            ensure!(
                !code(browser).await?[0].contains("modules="),
                "{json} is handed on"
            );
        }
        browser.click("#example").await?;
        browser.wait_for("#modules[aria-invalid=false]").await?;
        ensure!(code(browser).await?[0].contains("modules='&#91;{"));
        browser.no_errors().await
    });
}

#[test]
fn the_page_is_accessible_in_both_languages_and_schemes_and_fits_a_phone() {
    browse(Engine::Chromium, async |browser| {
        for (scheme, language) in [("light", "de"), ("dark", "en")] {
            browser.prefer(&[("prefers-color-scheme", scheme)]).await?;
            open(
                browser,
                &format!("page={language}&accent=%23f0c000&modules=%5B3%5D"),
            )
            .await?;
            browser
                .script("document.querySelector('details').open = true", vec![])
                .await?;
            for way in ["tag", "iframe", "npm", "wordpress"] {
                choose_way(browser, way).await?;
                browser
                    .accessible(&format!("the page in {language}, {scheme}, {way}"))
                    .await?;
            }
            browser.resize(Size::PHONE).await?;
            // The foot of the page leaves the bar that stays in sight free; above it, whatever happens
            // to be scrolled to lies behind the bar, and a field may do so by all but a few pixels.
            browser
                .script("scrollTo(0, document.documentElement.scrollHeight)", vec![])
                .await?;
            browser
                .accessible(&format!("the page in {language}, {scheme}, on a phone"))
                .await?;
            let wide = "return document.documentElement.scrollWidth - innerWidth";
            assert_eq!(
                browser.script(wide, vec![]).await?,
                0,
                "{language}: wider than a phone"
            );
        }
        browser.no_errors().await
    });
}

#[test]
fn keys_alone_are_enough() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "page=de").await?;
        browser.tab_to("[data-language=en]", 4).await?;
        browser.press(Key::Enter).await?;
        browser.wait_for("html[lang=en]").await?;
        browser.tab_to("[name=lang]", 2).await?;
        browser.press(Key::Right).await?;
        assert_eq!(previewed(browser, "lang").await?, "de");
        browser.tab_to("[name=palette]", 8).await?;
        browser.press(Key::Right).await?;
        browser.tab_to("#accent", 4).await?;
        browser.tab_to("#stage", 40).await?;
        browser
            .script("document.querySelector('#tab-tag').focus()", vec![])
            .await?;
        browser.press(Key::Right).await?;
        ensure!(
            browser
                .focus_matches("#tab-iframe[aria-selected=true]")
                .await?
        );
        browser.press(Key::End).await?;
        ensure!(
            browser
                .focus_matches("#tab-wordpress[aria-selected=true]")
                .await?
        );
        browser.press(Key::Tab).await?;
        ensure!(browser.focus_matches("#panel-wordpress").await?);
        browser.no_errors().await
    });
}
