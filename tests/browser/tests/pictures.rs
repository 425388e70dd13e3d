//! Every screen as a picture, compared with the one that somebody has looked at.
//!
//! `cargo xtask build`, then
//! `SKILL_CHECK_BLESS=1 SKILL_CHECK_DIST=$PWD/dist cargo test -p browser-tests pictures::`
//! renews the pictures in `tests/browser/pictures`: look at each before committing it.
//!
//! Pictures are kept at half the size, where a letter that is hinted otherwise is as grey as before,
//! and with one font that is the same everywhere. What differs is written to `target/pictures`: as it
//! was, as it is, and where.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "pictures/brands.rs"]
mod brands;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use assessment::id::FamilyIndex;
use assessment::{Catalogue, Response, Responses, link};
use browser_tests::picture::{coarsen, save};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use image::RgbImage;
use image::imageops::FilterType as Scaling;
use serde_json::json;

/// A channel of a pixel that differs by more is another colour, of 255.
const COLOUR: u8 = 40;

/// So many of ten thousand pixels may have another colour.
const PIXELS: usize = 12;

/// Nothing below is part of a picture; it has tests of its own.
const HEIGHT_MAX: u32 = 5_000;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/pictures");

fn host(theme: &str) -> Route {
    let (paper, ink) = match theme {
        "dark" => ("#14171a", "#ece8e0"),
        _ => ("#fbfaf6", "#1c1b19"),
    };
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
         <style>body {{ margin: 0 20px; background: {paper}; color: {ink}; font-family: 'DejaVu Sans'; }}
         skill-check {{ --skill-check-font: 'DejaVu Sans'; --skill-check-font-display: 'DejaVu Serif'; }}</style>
         <script type='module' src='skill-check.js'></script></head>
         <body><main><skill-check theme='{theme}' storage='none'></skill-check></main></body></html>"
    ))
}

/// The page at half the size.
async fn picture_of(browser: &Browser, size: Size) -> Result<RgbImage> {
    browser.wait_until_still().await?;
    // By half a pixel, where things stand depends on what stood there before: laid out anew, it doesn't.
    let anew = "const { style } = document.documentElement;
        style.display = 'none';
        document.body.getBoundingClientRect();
        style.display = '';";
    browser.script(anew, vec![]).await?;
    browser.wait_until_still().await?;
    let png = browser.page_as_png(size, HEIGHT_MAX).await?;
    let whole = image::load_from_memory(&png)?.to_rgb8();
    let (width, height) = (whole.width() / 2, whole.height() / 2);
    let mut half = image::imageops::resize(&whole, width, height, Scaling::Triangle);
    coarsen(&mut half);
    Ok(half)
}

/// Where two pictures differ, in red on a faint copy, and how many pixels of ten thousand.
fn difference(before: &RgbImage, now: &RgbImage) -> (RgbImage, usize) {
    let mut shown = now.clone();
    let mut count = 0;
    for (x, y, pixel) in shown.enumerate_pixels_mut() {
        let differs = before.get_pixel_checked(x, y).is_none_or(|before| {
            let channels = before.0.iter().zip(pixel.0);
            channels.into_iter().any(|(a, b)| a.abs_diff(b) > COLOUR)
        });
        count += usize::from(differs);
        pixel.0 = if differs {
            [220, 0, 0]
        } else {
            pixel.0.map(|channel| 170 + channel / 3)
        };
    }
    let all = (now.width() * now.height()) as usize;
    (shown, (count * 10_000).div_ceil(all.max(1)))
}

/// Compares the page with its picture, or renews that.
fn looks_as_before(name: &str, now: &RgbImage) -> Result<()> {
    let path = PathBuf::from(FOLDER).join(format!("{name}.png"));
    if std::env::var_os("SKILL_CHECK_BLESS").is_some() {
        return save(now, &path);
    }
    let before = image::open(&path)
        .with_context(|| {
            format!(
                "{} can't be read: SKILL_CHECK_BLESS=1 makes it",
                path.display()
            )
        })?
        .to_rgb8();
    let (shown, differing) = difference(&before, now);
    let is_as_tall = before.width() == now.width() && before.height().abs_diff(now.height()) <= 2;
    if is_as_tall && differing <= PIXELS {
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/pictures");
    for (what, picture) in [("before", &before), ("now", now), ("difference", &shown)] {
        save(picture, &folder.join(format!("{name}-{what}.png")))?;
    }
    bail!(
        "{name} looks different: {differing} of 10,000 pixels ({PIXELS} may), {} × {} instead of {} × {}; see {}",
        now.width(),
        now.height(),
        before.width(),
        before.height(),
        folder.display()
    )
}

/// The fonts that the pictures are made with are installed.
async fn fonts_are_there(browser: &Browser) -> Result<()> {
    let fonts = "return ['DejaVu Sans', 'DejaVu Serif'].filter((font) => {
        const width = (family) => { const pen = document.createElement('canvas').getContext('2d'); pen.font = `40px ${family}`; return pen.measureText('mmmmWWWWiiii').width; };
        return width(`'${font}', monospace`) === width('monospace') && width(`'${font}', serif`) === width('serif');
    })";
    let missing = browser.script(fonts, vec![]).await?;
    ensure!(
        missing == json!([]),
        "{missing} missing: `cargo xtask test` installs them on Debian (package fonts-dejavu-core)"
    );
    Ok(())
}

/// The page, in the fonts that the pictures are made with.
async fn open(browser: &Browser, path: &str, theme: &str, size: Size) -> Result<()> {
    browser
        .prefer(&[("prefers-reduced-motion", "reduce")])
        .await?;
    browser.open_page(path, host(theme), size).await?;
    fonts_are_there(browser).await?;
    browser.wait_for(".sc-start").await?;
    Ok(())
}

/// The result of these responses, as one that was shared.
async fn show(browser: &Browser, catalogue: &Catalogue, list: &[Response]) -> Result<()> {
    let list = Responses::from_list(catalogue, list)?;
    let code = link::encode(catalogue, &list, FamilyIndex(0), None)?;
    let fragment = json!(format!("skill-check={code}"));
    browser
        .script("location.hash = arguments[0]", vec![fragment])
        .await?;
    browser.wait_for(".sc-result--whole").await?;
    browser
        .script(
            "document.activeElement.shadowRoot?.activeElement?.blur()",
            vec![],
        )
        .await?;
    Ok(())
}

/// Takes the focus off what has it, and the page to its top.
async fn leave(browser: &Browser) -> Result<()> {
    let leave = "document.activeElement.shadowRoot.activeElement.blur(); scrollTo(0, 0)";
    browser.script(leave, vec![]).await?;
    Ok(())
}

/// Responses of all kinds, for a result with something of everything.
fn middling() -> Vec<Response> {
    "2132221331212132322111111221112.1.0."
        .chars()
        .map(|level| {
            level
                .to_digit(10)
                .map_or(Response::Skipped, |level| Response::Level(level as u8))
        })
        .collect()
}

/// Every screen in one theme and at one width.
async fn screens(browser: &Browser, theme: &str, device: &str, size: Size) -> Result<()> {
    let (catalogue, _) = content("de")?;
    let list = middling();
    open(browser, "/host.html", theme, size).await?;
    let name = |screen: &str| format!("{screen}-{device}-{theme}");
    looks_as_before(&name("start"), &picture_of(browser, size).await?)?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung:nth-child(3)").await?;
    // What an answer leads to is drawn after the frame that shows it.
    browser.wait_for(".finish").await?;
    leave(browser).await?;
    looks_as_before(&name("item"), &picture_of(browser, size).await?)?;
    show(browser, &catalogue, &list).await?;
    looks_as_before(&name("result"), &picture_of(browser, size).await?)?;
    browser
        .script("location.hash = 'skill-check=EAEV8'", vec![])
        .await?;
    browser.wait_for(".link-problem").await?;
    browser
        .script(
            "document.activeElement.shadowRoot?.activeElement?.blur()",
            vec![],
        )
        .await?;
    looks_as_before(&name("link-problem"), &picture_of(browser, size).await?)?;
    browser.no_errors().await
}

#[test]
fn on_a_phone_by_day() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "light", "phone", Size::new(390, 800)).await
    });
}

#[test]
fn on_a_phone_by_night() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "dark", "phone", Size::new(390, 800)).await
    });
}

#[test]
fn on_a_desktop_by_day() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "light", "desktop", Size::DESKTOP).await
    });
}

#[test]
fn on_a_desktop_by_night() {
    browse(Engine::Chromium, async |browser| {
        screens(browser, "dark", "desktop", Size::DESKTOP).await
    });
}

/// Goal: what the ends of the ladder get is looked at: beginners, and somebody without a single 4.
#[test]
fn beginners_and_all_threes_on_a_phone() {
    browse(Engine::Chromium, async |browser| {
        let (catalogue, _) = content("de")?;
        let size = Size::new(390, 800);
        for (name, level) in [("beginner", 0), ("all-threes", 3)] {
            // A page of its own: a reload would show the result again.
            open(browser, &format!("/{name}.html"), "light", size).await?;
            let list = vec![Response::Level(level); catalogue.items().len()];
            show(browser, &catalogue, &list).await?;
            looks_as_before(&format!("result-{name}"), &picture_of(browser, size).await?)?;
        }
        browser.no_errors().await
    });
}

#[test]
fn a_difference_is_seen_and_a_grey_edge_is_not() {
    let plain = RgbImage::from_pixel(100, 100, image::Rgb([250, 250, 250]));
    let mut edge = plain.clone();
    (0..100).for_each(|x| edge.put_pixel(x, 50, image::Rgb([215, 215, 215])));
    assert_eq!(difference(&plain, &edge).1, 0);
    let mut line = plain.clone();
    (0..100).for_each(|x| line.put_pixel(x, 50, image::Rgb([20, 90, 90])));
    assert_eq!(difference(&plain, &line).1, 100);
    assert_eq!(difference(&plain, &line).0.get_pixel(3, 50).0, [220, 0, 0]);
}
