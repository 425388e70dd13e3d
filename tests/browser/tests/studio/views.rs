//! What stands beside a field and beside the page: words that are too long, what each person gets, what may be written
//! in the text, and translations that go out and come back.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Key, Size, browse};
use serde_json::{Value, json};

use super::{CHOOSE, DESK, begin, editor, files, fill, given, open};

#[test]
fn a_word_that_is_too_long_is_said_beside_its_field() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        browser.click("#tab-words").await?;
        let (field, said) = (
            "[data-word='de catalogue levels 0']",
            "#said-de-catalogue-levels-0",
        );
        // At most 24 characters; these are 30, and one of them is none of the first 65,536.
        fill(browser, field, "Noch gar nicht und nirgends 🚲!").await?;
        browser
            .wait_for_text(said, |said| {
                said.contains("6 Zeichen zu lang.") && said.contains("30 von 24")
            })
            .await?;
        let invalid = browser.attribute(field, "aria-invalid").await?;
        assert_eq!(invalid.as_deref(), Some("true"));
        let described = browser.attribute(field, "aria-describedby").await?;
        assert_eq!(described.as_deref(), said.strip_prefix('#'));
        // The command says it too, and its button leads back to the field.
        browser.click("#tab-problems").await?;
        browser.wait_for("#problem-count.bad").await?;
        browser
            .wait_for_text(".problem.is-error .message", |said| said.contains("24"))
            .await?;
        browser.click(".problem.is-error .place").await?;
        browser.wait_for_focus(field).await?;
        browser.accessible("a word that is too long").await?;
        fill(browser, field, "Noch nicht").await?;
        browser
            .wait_for_text(said, |said| said == "10 von 24")
            .await?;
        let invalid = browser.attribute(field, "aria-invalid").await?;
        assert_eq!(invalid.as_deref(), Some("false"));
        browser.wait_for("#status.in-order").await?;
        browser.no_errors().await
    });
}

#[test]
fn the_other_engines_show_what_stands_beside() {
    for engine in [Engine::Firefox, Engine::WebKit] {
        browse(engine, async |browser| {
            open(browser, DESK).await?;
            begin(browser, "de").await?;
            let person = ".persona:nth-child(2)";
            browser.wait_for(person).await?;
            let before = browser.text(person).await?;
            let cell = "[data-cell='required receiving-visitors front-office.junior']";
            browser.click(cell).await?;
            browser.press('4').await?;
            browser.press(Key::Down).await?;
            let next = "[data-cell='required difficult-conversations front-office.junior']";
            browser.wait_for_focus(next).await?;
            browser.wait_for_text(person, |said| said != before).await?;
            browser.click("#tab-words").await?;
            let field = "[data-word='de catalogue levels 0']";
            fill(browser, field, "Noch gar nicht und nirgends hier").await?;
            browser
                .wait_for_text("#said-de-catalogue-levels-0", |said| {
                    said.contains("32 von 24")
                })
                .await?;
            browser.click("#tab-text").await?;
            editor(browser).await?;
            browser.no_errors().await
        });
    }
}

#[test]
fn who_gets_what_follows_every_change_and_is_shown_in_the_widget() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        let person = ".persona:nth-child(2)";
        browser.wait_for(person).await?;
        let before = browser.text(person).await?;
        ensure!(before.contains("erreicht"), "{before}");
        // The role asks for more now, so the same answers are worth less.
        let cell = "[data-cell='required receiving-visitors front-office.junior']";
        browser.click(cell).await?;
        browser.press('4').await?;
        let after = browser.wait_for_text(person, |said| said != before).await?;
        ensure!(percents(&after) != percents(&before), "{before} → {after}");
        ensure!(!after.contains("\nerreicht"), "{after}");
        browser.chord(&[Key::Control], 'z').await?;
        browser.wait_for_text(person, |said| said == before).await?;
        // What they answer counts as well, and so does what is theirs alone.
        browser
            .click("[data-cell='persona practised calendars']")
            .await?;
        browser.press('0').await?;
        browser.wait_for_text(person, |said| said != before).await?;
        browser.press(Key::Delete).await?;
        browser.wait_for_text(person, |said| said == before).await?;
        // The result in the widget is this person's.
        browser.click("[data-persona=practised]").await?;
        browser.wait_for(".sc-result").await?;
        let result = browser.text(".sc-result").await?;
        let own = percents(&before);
        let open = own.iter().find(|percent| *percent != "100");
        let open = open.context("a profile that isn't reached")?;
        ensure!(
            percents(&result).contains(open),
            "{open} is not in {result}"
        );
        browser.no_errors().await
    });
}

/// The percentages in a text, as they are written.
fn percents(text: &str) -> Vec<String> {
    let parts = text.split('%').map(str::trim_end);
    let numbers = parts.filter_map(|part| {
        let start = part.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
            at + part[at..].chars().next().map_or(0, char::len_utf8)
        });
        (start < part.len()).then(|| part[start..].to_owned())
    });
    numbers.collect()
}

/// The completions on offer.
async fn offered(browser: &Browser, wanted: &str) -> Result<()> {
    let script = "
        const root = document.querySelector('#editor').shadowRoot;
        const item = [...root.querySelectorAll('.cm-tooltip-autocomplete li')].find((one) => one.textContent.startsWith(arguments[0]));
        if (!item) return false;
        item.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
        return true";
    browser
        .wait_until(&format!("{wanted} is offered"), async || {
            let taken = browser.script(script, vec![json!(wanted)]).await?;
            Ok((taken == true).then_some(()))
        })
        .await
}

#[test]
fn the_editor_completes_keys_and_values_by_the_schema() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de").await?;
        browser.click("#tab-text").await?;
        editor(browser).await?;
        let focus =
            "document.querySelector('#editor').shadowRoot.querySelector('.cm-content').focus()";
        browser.script(focus, vec![]).await?;
        browser.chord(&[Key::Control], Key::End).await?;
        let written = async |text: &str| {
            for character in text.chars() {
                browser.press(character).await?;
            }
            anyhow::Ok(())
        };
        written("\n[[modules]]\nra").await?;
        offered(browser, "raises").await?;
        written("{}\npro").await?;
        offered(browser, "providers").await?;
        written("[\"").await?;
        browser.chord(&[Key::Control], ' ').await?;
        let schema: Value = serde_json::from_str(catalogue::Schema::Catalogue.text())?;
        let kinds = schema["$defs"]["module"]["properties"]["providers"]["items"].clone();
        let first = match kinds["enum"][0].as_str() {
            Some(first) => first.to_owned(),
            None => {
                let name = kinds["$ref"].as_str().context("a definition")?;
                let name = name.trim_start_matches("#/$defs/");
                schema["$defs"][name]["enum"][0]
                    .as_str()
                    .context("values")?
                    .to_owned()
            }
        };
        offered(browser, &first).await?;
        let expected = format!("[[modules]]\nraises = {{}}\nproviders = [\"{first}");
        browser
            .wait_until("what was taken is in the file", async || {
                let text = files(browser).await?["catalogue.toml"].clone();
                Ok(text.contains(&expected).then_some(()))
            })
            .await?;
        browser.no_errors().await
    });
}

#[test]
fn a_translation_goes_out_and_comes_back() {
    browse(Engine::Chromium, async |browser| {
        open(browser, DESK).await?;
        begin(browser, "de, en").await?;
        let before = files(browser).await?;
        browser.click("#tab-take").await?;
        browser.click("[data-export=en]").await?;
        let xliff = String::from_utf8(given(browser, ".xlf").await?)?;
        ensure!(
            xliff.contains("srcLang=\"de\" trgLang=\"en\""),
            "{}",
            &xliff[..300]
        );
        ensure!(xliff.contains("<note>at most 24 characters</note>"));
        ensure!(xliff.contains("slr:sizeRestriction=\"0,24\""));
        // What comes back as it went out changes nothing.
        let bring = async |text: &str| {
            browser.click("#bring-translation").await?;
            browser
                .script(CHOOSE, vec![json!("care.xlf"), json!(text)])
                .await
        };
        bring(&xliff).await?;
        browser
            .wait_for_text("#said", |said| said.contains("Texte"))
            .await?;
        assert_eq!(files(browser).await?, before);
        // A translator has written one text anew, one too long, and one of something that isn't there any more.
        let target = |unit: &str| {
            let from = xliff.find(&format!("<unit id=\"{unit}\"")).unwrap();
            let start = from + xliff[from..].find("<target>").unwrap() + "<target>".len();
            let end = start + xliff[start..].find("</target>").unwrap();
            xliff[start..end].to_owned()
        };
        let put = |text: String, unit: &str, words: &str| {
            let from = text.find(&format!("<unit id=\"{unit}\"")).unwrap();
            let (head, tail) = text.split_at(from);
            let old = format!("<target>{}</target>", target(unit));
            format!(
                "{head}{}",
                tail.replacen(&old, &format!("<target>{words}</target>"), 1)
            )
        };
        let changed = put(
            xliff.clone(),
            "catalogue:title",
            "Where are you at the desk?",
        );
        let changed = put(changed, "catalogue:levels:0", &"far too long ".repeat(5));
        let changed = changed.replace("unit id=\"areas:phone:name\"", "unit id=\"areas:fax:name\"");
        bring(&changed).await?;
        browser.wait_for("#remarks:not([hidden])").await?;
        let said = browser.text("#remarks-list").await?;
        ensure!(
            said.contains("areas:fax:name") && said.contains("catalogue:levels:0"),
            "{said}"
        );
        let after = files(browser).await?;
        ensure!(after["en.toml"].contains("title = \"Where are you at the desk?\""));
        assert_eq!(after["de.toml"], before["de.toml"]);
        // It is one step, and what is no translation is said with the file as it was.
        browser.click("#undo").await?;
        browser
            .wait_until("the words are as before", async || {
                Ok((files(browser).await? == before).then_some(()))
            })
            .await?;
        bring("<html/>").await?;
        browser.wait_for("#work-error:not([hidden])").await?;
        assert_eq!(files(browser).await?, before);
        browser.no_errors().await
    });
}

/// A window of 1280 × 1024 at 200 % has 640 × 512 CSS pixels; text alone at 200 % is a root font of 32 px.
#[test]
fn at_twice_the_size_nothing_is_cut_off_and_all_can_be_reached() {
    browse(Engine::Chromium, async |browser| {
        for (size, larger) in [(Size::new(640, 512), false), (Size::new(1280, 1024), true)] {
            open(browser, size).await?;
            if larger {
                let script = "document.documentElement.style.fontSize = '200%'";
                browser.script(script, vec![]).await?;
            }
            let fits = async |what: &str| {
                let script = "
                    const edge = document.documentElement.clientWidth;
                    const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
                    const out = [...document.querySelectorAll('button, input, textarea, select, h1, h2, p, label')]
                      .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden') && !scrolls(one.parentElement))
                      .filter((one) => one.getBoundingClientRect().right > edge + 1 || one.getBoundingClientRect().left < -1);
                    return [document.documentElement.scrollWidth - innerWidth, out.map((one) => one.id || one.textContent.slice(0, 40))]";
                let found = browser.script(script, vec![]).await?;
                assert_eq!(found, json!([0, []]), "{what}, {size:?}");
                browser
                    .screenshot(&format!("studio-twice-{what}-{larger}"))
                    .await
            };
            fits("begin").await?;
            begin(browser, "de, en").await?;
            for view in ["structure", "words", "text", "problems", "take", "look"] {
                // Beside the views, the preview has no tab.
                let tab = format!("#tab-{view}");
                let hidden = "return !document.querySelector(arguments[0]).checkVisibility()";
                if browser.script(hidden, vec![json!(tab)]).await? == true {
                    continue;
                }
                browser.click(&tab).await?;
                if view == "text" {
                    editor(browser).await?;
                }
                fits(view).await?;
                browser.accessible(&format!("{view} at 200 %")).await?;
            }
            // What it is for can be done: a number, and its way back.
            browser.click("#tab-structure").await?;
            let cell = "[data-cell='required calendars front-office.senior']";
            browser.click(cell).await?;
            browser
                .screenshot(&format!("studio-twice-cell-{larger}"))
                .await?;
            browser.wait_for_focus(cell).await?;
            browser.press('1').await?;
            browser.wait_for("#problem-count.bad").await?;
            browser.click("#undo").await?;
            browser.wait_for("#status.in-order").await?;
        }
        browser.no_errors().await
    });
}
