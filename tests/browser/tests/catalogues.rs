//! Other catalogues than the default one: by their id from the build, and by URL, as an author's
//! command compiled them. Nothing is built again for either.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use assessment::compiled;
use assessment::response::Response::{self, Level, Skipped};
use browser_tests::{Browser, Engine, Expected, Key, Route, Size, browse, content_of};
use serde_json::json;

/// The second catalogue that comes with the build.
const OTHER: &str = "data-analyst";

/// A host page in a language, with these elements on it.
fn host(language: &str, elements: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='{language}'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script type='module' src='/skill-check.js'></script></head>
         <body><main><h1>Host</h1>{elements}</main></body></html>"
    ))
}

/// Two catalogues on one page; the one that is looked at stands first.
const TWO: &str = "<skill-check id='analyst' catalogue='data-analyst'></skill-check>
    <skill-check id='media' catalogue='social-media'></skill-check>";

/// Levels from 0 to 4 in turn, from each item to the next, and now and then a skipped one.
fn responses(count: usize) -> Vec<Response> {
    (0..count)
        .map(|item| match item % 9 {
            8 => Skipped,
            _ => Level(u8::try_from(item % 5).unwrap()),
        })
        .collect()
}

/// The ids of the items of the second catalogue, in order.
fn items(locale: &str) -> Result<Vec<String>> {
    let (catalogue, _) = content_of(OTHER, locale)?;
    Ok(catalogue
        .items()
        .map(|item| catalogue.item_id(item).as_str().to_owned())
        .collect())
}

/// Whether each of the two elements shows the start of its own catalogue.
async fn both_begin(browser: &Browser, locale: &str) -> Result<()> {
    let titles = [OTHER, "social-media"]
        .map(|id| content_of(id, locale).map(|(_, texts)| texts.title.to_string()));
    let [analyst, media] = titles;
    let wanted = [analyst?, media?];
    browser
        .wait_until("both elements show their start", async || {
            let shown = browser.texts(".sc-hero__title").await?;
            Ok((shown == wanted).then_some(()))
        })
        .await
}

/// Whether the second element stands where it stood: at the start of its own catalogue.
async fn the_other_is_untouched(browser: &Browser, locale: &str) -> Result<()> {
    let (_, texts) = content_of("social-media", locale)?;
    let shown = browser.texts(".sc-hero__title").await?;
    ensure!(shown == [texts.title.to_string()], "{shown:?}");
    browser.no_errors().await
}

#[test]
fn a_whole_run_of_another_catalogue_in_german_by_mouse() {
    browse(Engine::Chromium, async |browser| {
        let items = items("de")?;
        let responses = responses(items.len());
        browser
            .open_page("/host.html", host("de", TWO), Size::DESKTOP)
            .await?;
        both_begin(browser, "de").await?;
        browser.screenshot("start-analyst-de-desktop").await?;
        browser.click(".sc-role__line").await?;
        browser
            .click(".sc-choice:has([value='bi-analyst'])")
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.server.clear_requests();
        for (item, response) in items.iter().zip(&responses) {
            browser.respond_by_mouse(item, *response).await?;
        }
        let expected = Expected::with(content_of(OTHER, "de")?, "bi-analyst", &responses)?;
        browser.shows(&expected).await?;
        browser
            .screenshot_page("result-analyst-de-desktop", Size::DESKTOP)
            .await?;
        let told = "return document.querySelector('#analyst').result.catalogue";
        assert_eq!(browser.script(told, vec![]).await?, OTHER);
        let requests = browser.requests_but_later();
        assert!(requests.is_empty(), "{requests:?}");
        the_other_is_untouched(browser, "de").await
    });
}

#[test]
fn a_whole_run_of_another_catalogue_in_english_by_keys() {
    browse(Engine::Chromium, async |browser| {
        let items = items("en")?;
        let responses: Vec<_> = responses(items.len()).into_iter().rev().collect();
        browser
            .open_page("/host.html", host("en", TWO), Size::PHONE)
            .await?;
        both_begin(browser, "en").await?;
        browser.tab_to_families().await?;
        browser.press(Key::Down).await?;
        browser.press(Key::Down).await?;
        browser
            .wait_for_focus("[name='family'][value='reporting-analyst']:checked")
            .await?;
        browser
            .tab_back_to(".sc-start .sc-button--primary", 4)
            .await?;
        browser.press(Key::Enter).await?;
        for (item, response) in items.iter().zip(&responses) {
            browser.respond_by_keys(item, *response).await?;
        }
        let expected = Expected::with(content_of(OTHER, "en")?, "reporting-analyst", &responses)?;
        browser.shows(&expected).await?;
        browser
            .accessible("the result of another catalogue")
            .await?;
        the_other_is_untouched(browser, "en").await
    });
}

/// Runs the author's command.
fn command(arguments: &[&str]) -> Result<()> {
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--locked",
            "--quiet",
            "--package",
            "skill-check-cli",
            "--",
        ])
        .args(arguments)
        .output()
        .context("cargo can't be run")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{arguments:?}: {said}");
    Ok(())
}

/// Goal: what an author wrote and compiled runs in the widget as it was built.
///
/// Method: the commands of docs/authoring.md make a catalogue in a folder of their own; its files
/// are served beside the widget, and a page names them by URL.
#[test]
fn a_catalogue_that_an_author_compiled_is_loaded_by_its_url() {
    let files = compiled_files("by-url");
    browse(Engine::Chromium, async |browser| {
        serve(browser, &files);
        let element =
            "<skill-check catalogue='elsewhere/care-assistant.{locale}.bin'></skill-check>";
        browser
            .open_page("/host.html", host("de", element), Size::PHONE)
            .await?;
        for (locale, bytes) in &files[..2] {
            browser
                .click(&format!(".sc-locale[lang='{locale}']"))
                .await?;
            let (_, texts) = compiled::decode(bytes).unwrap();
            browser
                .wait_for_text(".sc-hero__title", |title| title == &*texts.title)
                .await?;
        }
        browser.click(".sc-start .sc-button--primary").await?;
        let (catalogue, texts) = compiled::decode(&files[1].1).unwrap();
        let responses = responses(catalogue.item_count());
        for (item, response) in catalogue.items().zip(&responses) {
            let id = catalogue.item_id(item).as_str().to_owned();
            browser.respond_by_mouse(&id, *response).await?;
        }
        let family = catalogue.families().next().unwrap();
        let family = catalogue.family_id(family).as_str().to_owned();
        let expected = Expected::with((catalogue, texts), &family, &responses)?;
        browser.shows(&expected).await?;
        let default = browser
            .requests()
            .into_iter()
            .find(|request| request.path.starts_with("/catalogues/"));
        assert!(default.is_none(), "{default:?} is not needed");
        browser.no_errors().await
    });
}

/// Goal: a page whose language there is no file for gets the catalogue's own, and with the manifest all languages
/// can be chosen, in their names; the loader speaks the author's language.
#[test]
fn a_page_in_a_language_without_a_file_gets_the_default_one() {
    let files = compiled_files("default");
    browse(Engine::Chromium, async |browser| {
        serve(browser, &files[1..]);
        let manifest = json!({
            "default_locale": "ar",
            "locales": [
                { "locale": "en", "name": "English", "file": "care-assistant.en.bin" },
                { "locale": "ar", "name": "عربي", "file": "care-assistant.ar.bin", "messages": { "loader.failed": "فشل", "loader.retry": "مرة أخرى", "loader.catalogue": "تالف" } },
            ],
        });
        let manifest = Route::file(manifest.to_string());
        browser
            .server
            .set_route("/elsewhere/care-assistant.json", manifest);
        // Not in German either, which the build speaks.
        browser.prefer_languages("sv").await?;
        for (catalogue, page) in [
            ("care-assistant.{locale}.bin", "fr"),
            ("care-assistant.{locale}.bin", "de"),
            ("care-assistant.json", "de"),
        ] {
            let element = format!("<skill-check catalogue='elsewhere/{catalogue}'></skill-check>");
            browser
                .open_page("/host.html", host(page, &element), Size::DESKTOP)
                .await?;
            browser
                .wait_for(".sc[lang='ar'][dir='rtl'] .sc-start")
                .await
                .with_context(|| format!("{catalogue} on a page in {page}"))?;
            let names = browser.texts(".sc-locale").await?;
            ensure!(names == ["English", "عربي"], "{names:?}");
            browser.click(".sc-locale[lang='en']").await?;
            browser.wait_for(".sc[lang='en'] .sc-start").await?;
        }
        // What the browser itself says of a file that isn't there.
        browser.console().await?;
        // A language that the catalogue has and the build hasn't.
        for catalogue in ["care-assistant.{locale}.bin", "care-assistant.json"] {
            let element = format!("<skill-check catalogue='elsewhere/{catalogue}'></skill-check>");
            browser
                .open_page("/host.html", host("ar-EG", &element), Size::DESKTOP)
                .await?;
            browser.wait_for(".sc[lang='ar'] .sc-start").await?;
            browser.no_errors().await?;
        }
        // What can't be loaded is said in it.
        browser
            .server
            .set_route("/elsewhere/care-assistant.ar.bin", Route::failing(503));
        let element = "<skill-check catalogue='elsewhere/care-assistant.json'></skill-check>";
        browser
            .open_page("/host.html", host("ar", element), Size::DESKTOP)
            .await?;
        browser.wait_for(".sc-loader[lang='ar'] button").await?;
        let said = browser.texts(".sc-loader p, .sc-loader button").await?;
        ensure!(said == ["فشل", "تالف", "مرة أخرى"], "{said:?}");
        let other = Route::file(b"[1]");
        browser
            .server
            .set_route("/elsewhere/care-assistant.json", other);
        browser
            .open_page("/host.html", host("en", element), Size::DESKTOP)
            .await?;
        browser.wait_for(".sc-loader[lang='en'] button").await?;
        let said = browser.console().await?.join("\n");
        ensure!(said.contains("catalogue-manifest"), "{said}");
        Ok(())
    });
}

/// Goal: a language that the interface doesn't come in is shown in its direction, and fits a phone.
///
/// Method: the page names the one file of that language; each screen is as wide as the phone.
#[test]
fn a_language_from_right_to_left_by_the_url_of_its_file() {
    let files = compiled_files("right-to-left");
    browse(Engine::Chromium, async |browser| {
        serve(browser, &files);
        let element = "<skill-check catalogue='elsewhere/care-assistant.ar.bin'></skill-check>";
        browser
            .open_page("/host.html", host("en", element), Size::PHONE)
            .await?;
        browser
            .wait_for(".sc[lang='ar'][dir='rtl'] .sc-start")
            .await?;
        assert!(browser.texts(".sc-locale").await?.is_empty());
        fits(browser, "the start").await?;
        browser.screenshot("start-ar-phone").await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let (catalogue, _) = compiled::decode(&files[2].1).unwrap();
        let responses = responses(catalogue.item_count());
        for (item, response) in catalogue.items().zip(&responses) {
            let id = catalogue.item_id(item).as_str().to_owned();
            browser.wait_for_item(&id).await?;
            fits(browser, &id).await?;
            browser.screenshot("item-ar-phone").await?;
            browser.respond_by_mouse(&id, *response).await?;
        }
        browser.wait_for(".sc-result--whole").await?;
        fits(browser, "the result").await?;
        browser.accessible("a result from right to left").await?;
        browser
            .screenshot_page("result-ar-phone", Size::PHONE)
            .await?;
        browser
            .screenshot_page("result-ar-desktop", Size::DESKTOP)
            .await?;
        browser.no_errors().await
    });
}

/// Whether nothing reaches over the edge of the screen.
async fn fits(browser: &Browser, screen: &str) -> Result<()> {
    let widths = "return [document.documentElement.scrollWidth, innerWidth]";
    let widths = browser.script(widths, vec![]).await?;
    ensure!(
        widths[0].as_u64() <= widths[1].as_u64(),
        "{screen}: {widths}"
    );
    Ok(())
}

/// Serves compiled files where they don't belong to the build.
fn serve(browser: &Browser, files: &[(&str, Vec<u8>)]) {
    for (locale, bytes) in files {
        let route = Route::file(bytes.clone());
        let path = format!("/elsewhere/care-assistant.{locale}.bin");
        browser.server.set_route(&path, route);
    }
}

/// A new catalogue, compiled in a folder of the test's own, which is gone afterwards.
fn compiled_files(test: &str) -> Vec<(&'static str, Vec<u8>)> {
    let folder = std::env::temp_dir().join(format!("catalogue-{test}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let outcome = compiled_in(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    outcome.unwrap()
}

/// A new catalogue, compiled: its locales and their bytes. The last is read from right to left.
fn compiled_in(folder: &Path) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let source = folder.join("care-assistant");
    let output = folder.join("out");
    let (source, output) = (
        source.to_str().context("a path in UTF-8")?,
        output.to_str().context("a path in UTF-8")?,
    );
    command(&["new", source])?;
    add_arabic(Path::new(source))?;
    command(&["compile", source, "--output", output])?;
    ["de", "en", "ar"]
        .into_iter()
        .map(|locale| {
            let file = folder.join(format!("out/care-assistant.{locale}.bin"));
            Ok((locale, std::fs::read(file)?))
        })
        .collect()
}

/// Adds a third language to a catalogue: direction and tag of Arabic, with the English words.
fn add_arabic(folder: &Path) -> Result<()> {
    let read = |name| std::fs::read_to_string(folder.join(name));
    let texts = read("en.toml")?
        .replace("locale = \"en\"", "locale = \"ar\"")
        .replace("direction = \"ltr\"", "direction = \"rtl\"");
    let interface = catalogue::interface_table("en").context("English is built in")?;
    std::fs::write(folder.join("ar.toml"), format!("{texts}\n{interface}"))?;
    let locales = "locales = [\"de\", \"en\"]";
    let definition = read("catalogue.toml")?;
    ensure!(definition.contains(locales), "the template has {locales}");
    let definition = definition.replace(locales, "locales = [\"de\", \"en\", \"ar\"]");
    std::fs::write(folder.join("catalogue.toml"), definition)?;
    Ok(())
}
