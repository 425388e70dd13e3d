//! The looks of `docs/looks.md` as pictures, from the blocks that stand there, and under the rules of axe.

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Route, Size, browse, content};
use image::RgbImage;
use serde_json::json;

use super::{fonts_are_there, looks_as_before, middling, picture_of, show};

const GUIDE: &str = include_str!("../../../../docs/looks.md");

/// So much of a result is enough to see a look.
const RESULT_HEIGHT_MAX: u32 = 1_700;

/// A look: what the guide calls it, its scheme on the tag, its fonts for pictures, and its page's own colours.
struct Brand {
    name: &'static str,
    theme: &'static str,
    display: &'static str,
    bar: &'static str,
    paper: &'static str,
    says: &'static str,
}

const BANK: Brand = Brand {
    name: "bank",
    theme: "auto",
    display: "DejaVu Serif",
    bar: "background: #0a3a6b; color: #fff",
    paper: "#fff",
    says: "Musterbank",
};
const START_UP: Brand = Brand {
    name: "start-up",
    theme: "dark",
    display: "DejaVu Sans",
    bar: "background: #0b0d12; color: #c6ff3d",
    paper: "#0b0d12",
    says: "nightly",
};
const AUTHORITY: Brand = Brand {
    name: "authority",
    theme: "light",
    display: "DejaVu Sans",
    bar: "background: #fc0; color: #1a1a1a",
    paper: "#fff",
    says: "Amt für Weiterbildung",
};

impl Brand {
    /// The block of the guide.
    fn sheet(&self) -> &'static str {
        let mark = format!("<!-- pictured: {} -->\n```css\n", self.name);
        let (_, rest) = GUIDE.split_once(&mark).unwrap();
        rest.split_once("```\n").unwrap().0
    }

    /// A page in its colours with the check.
    fn page(&self) -> Route {
        let Self {
            theme,
            display,
            bar,
            paper,
            says,
            ..
        } = self;
        let sheet = self.sheet();
        Route::page(format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>
             <style>body {{ margin: 0; background: {paper}; font-family: 'DejaVu Sans'; }}
             header {{ {bar}; padding: 16px 20px; font: bold 20px '{display}'; }} h1 {{ margin: 0; font: inherit; }} main {{ margin: 0 20px; }}
             {sheet}
             skill-check {{ --skill-check-font: 'DejaVu Sans'; --skill-check-font-display: '{display}'; }}</style>
             <script type='module' src='/skill-check.js'></script></head>
             <body><header><h1>{says}</h1></header><main>
             <skill-check theme='{theme}' storage='none'><span slot='brand'></span></skill-check></main></body></html>"
        ))
    }

    /// What fills the button, what is written on it, and how round it is.
    async fn button(browser: &Browser) -> Result<String> {
        let script = "const root = document.querySelector('skill-check').shadowRoot;
            const style = getComputedStyle(root.querySelector('.sc-button--primary'));
            return `${style.backgroundColor} ${style.color} ${style.borderTopLeftRadius}`";
        let found = browser.script(script, vec![]).await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// Start, question and result, each in one size, looked at and checked; gives what the button was like.
    async fn screens(&self, browser: &Browser) -> Result<String> {
        let (phone, desktop) = (Size::new(390, 800), Size::DESKTOP);
        browser
            .prefer(&[("prefers-reduced-motion", "reduce")])
            .await?;
        let path = format!("/{}.html", self.name);
        browser.open_page(&path, self.page(), desktop).await?;
        fonts_are_there(browser).await?;
        browser.wait_for(".sc-start").await?;
        let button = Self::button(browser).await?;
        let title = |screen: &str| format!("brand-{}-{screen}", self.name);
        browser.accessible(&title("start")).await?;
        looks_as_before(&title("start"), &picture_of(browser, desktop).await?)?;
        browser.resize(phone).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.click(".sc-rung:nth-child(3)").await?;
        browser.wait_for(".finish").await?;
        super::leave(browser).await?;
        browser.accessible(&title("item")).await?;
        looks_as_before(&title("item"), &picture_of(browser, phone).await?)?;
        let (catalogue, _) = content("de")?;
        show(browser, &catalogue, &middling()).await?;
        browser.accessible(&title("result")).await?;
        let result = top(&picture_of(browser, phone).await?);
        looks_as_before(&title("result"), &result)?;
        browser.no_errors().await?;
        Ok(button)
    }

    /// The same screens in the dark, under the rules of axe alone.
    async fn by_night(&self, browser: &Browser) -> Result<()> {
        let dark = [
            ("prefers-color-scheme", "dark"),
            ("prefers-reduced-motion", "reduce"),
        ];
        browser.prefer(&dark).await?;
        let path = format!("/{}-by-night.html", self.name);
        browser.open_page(&path, self.page(), Size::DESKTOP).await?;
        browser.wait_for(".sc-start").await?;
        browser
            .accessible(&format!("{} by night, start", self.name))
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        browser
            .accessible(&format!("{} by night, item", self.name))
            .await?;
        let (catalogue, _) = content("de")?;
        show(browser, &catalogue, &middling()).await?;
        browser
            .accessible(&format!("{} by night, result", self.name))
            .await?;
        Ok(())
    }
}

/// The top of a tall picture, which is half the size of the page.
fn top(picture: &RgbImage) -> RgbImage {
    let height = picture.height().min(RESULT_HEIGHT_MAX / 2);
    image::imageops::crop_imm(picture, 0, 0, picture.width(), height).to_image()
}

/// What the console says of colours.
async fn mended(browser: &Browser) -> Result<Vec<String>> {
    let lines = browser.console().await?.into_iter();
    Ok(lines
        .filter(|line| line.contains("--skill-check-"))
        .collect())
}

#[test]
fn a_bank_by_day_and_its_contrasts_by_night() {
    browse(Engine::Chromium, async |browser| {
        let button = BANK.screens(browser).await?;
        ensure!(
            button == "rgb(10, 58, 107) rgb(255, 255, 255) 2px",
            "{button}"
        );
        BANK.by_night(browser).await?;
        let mended = mended(browser).await?;
        ensure!(mended.is_empty(), "{mended:?}");
        Ok(())
    });
}

#[test]
fn a_dark_start_up() {
    browse(Engine::Chromium, async |browser| {
        let button = START_UP.screens(browser).await?;
        ensure!(
            button == "rgb(198, 255, 61) rgb(18, 22, 10) 999px",
            "{button}"
        );
        Ok(())
    });
}

/// Goal: a light brand colour stays the button's; what is read is the nearest tone that can be.
#[test]
fn an_authority_whose_light_colour_fills_the_button() {
    browse(Engine::Chromium, async |browser| {
        let button = AUTHORITY.screens(browser).await?;
        ensure!(button == "rgb(255, 204, 0) rgb(26, 26, 26) 0px", "{button}");
        let tone = "const root = document.querySelector('skill-check').shadowRoot;
            const style = getComputedStyle(root.querySelector('.sc'));
            return [style.getPropertyValue('--sc-fill').trim(), style.getPropertyValue('--sc-accent').trim()]";
        let tone = browser.script(tone, vec![]).await?;
        ensure!(tone[0] == json!("#ffcc00") && tone[1] != tone[0], "{tone}");
        Ok(())
    });
}
