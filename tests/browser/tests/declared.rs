//! Pages that have the first screen in their HTML: it is there before any script, and stays what it was.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Engine, Size, browse, browse_in, dist};
use serde_json::{Value, json};
use static_server::Route;

/// The standalone page as it is built.
fn standalone() -> Result<String> {
    Ok(std::fs::read_to_string(dist()?.join("index.html"))?)
}

/// A page that has the screen of the standalone page in an element of its own, and the loader of other pages.
fn host(attributes: &str) -> Result<String> {
    let page = standalone()?;
    let start = page
        .find("<template shadowrootmode")
        .context("the screen")?;
    let end = page.rfind("</template>").context("its end")? + "</template>".len();
    let screen = &page[start..end];
    Ok(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title><link rel='icon' href='data:,'>
         <meta name='viewport' content='width=device-width, initial-scale=1'></head><body>
         <skill-check {attributes}>{screen}</skill-check>
         <script>const root = document.querySelector('skill-check').shadowRoot;
           window.heading = root.querySelector('h2');
           root.querySelectorAll('[name=level]')[1].click();</script>
         <script type='module' src='/skill-check.js'></script>
         <script type='module'>window.isSame = root.querySelector('h2') === heading;</script></body></html>"
    ))
}

async fn root(browser: &Browser, expression: &str) -> Result<Value> {
    let script = format!(
        "const root = document.querySelector('skill-check').shadowRoot; return {expression}"
    );
    browser.script(&script, Vec::new()).await
}

async fn wait(browser: &Browser, what: &str, expression: &str) -> Result<()> {
    let seen = async || Ok((root(browser, expression).await? == true).then_some(()));
    browser.wait_until(what, seen).await
}

/// Waits until the element's script has run.
async fn arrived(browser: &Browser) -> Result<()> {
    let is_known = "!!customElements.get('skill-check')";
    wait(browser, "the check is there", is_known).await
}

/// Waits until the widget stands in the place of the first screen.
async fn taken_over(browser: &Browser) -> Result<()> {
    let is_over = "!root.querySelector('[data-ahead]')";
    wait(browser, "the widget has taken over", is_over).await
}

/// Goal: whoever has no JavaScript, a search engine for one, sees the first screen, drawn as it is for all others.
#[test]
fn without_a_script_the_first_screen_is_there_and_looks_the_same() {
    browse(Engine::Chromium, async |browser| {
        let disable = |value: bool| json!({ "value": value });
        let look = "(() => { const box = (selector) => { const { x, y, width, height } = root.querySelector(selector).getBoundingClientRect();
              return [x, y, width, height]; };
            const { backgroundColor, font } = getComputedStyle(root.querySelector('.sc-button--primary'));
            return [root.querySelector('h2').textContent, box('h2'), box('.sc-button--primary'), backgroundColor, font]; })()";
        browser
            .devtools("Emulation.setScriptExecutionDisabled", disable(true))
            .await?;
        browser.open("/", Size::PHONE).await?;
        let without = root(browser, look).await?;
        ensure!(
            browser
                .script(
                    "return customElements.get('skill-check') === undefined",
                    vec![]
                )
                .await?
                == true,
            "no script has run"
        );
        browser.screenshot("without-a-script").await?;
        browser
            .devtools("Emulation.setScriptExecutionDisabled", disable(false))
            .await?;
        browser.open("/?", Size::PHONE).await?;
        arrived(browser).await?;
        let with = root(browser, look).await?;
        ensure!(without == with, "{without} and {with}");
        browser.no_errors().await
    });
}

/// Goal: the first item is answered with nothing asked for but the page itself and what it keeps itself by.
#[test]
fn the_first_answer_needs_the_page_alone() {
    browse_in(&Engine::ALL, async |browser| {
        browser.open("/", Size::DESKTOP).await?;
        arrived(browser).await?;
        let shown = "(root.querySelector('.sc-button--primary').click(), root.querySelector('.fits').click(),
            [...root.querySelectorAll('.sc-statement')].findIndex((one) => !one.hidden))";
        ensure!(
            root(browser, shown).await? == 2,
            "the next statement is there at once"
        );
        let asked: Vec<String> = browser
            .requests()
            .into_iter()
            .map(|request| request.path)
            .collect();
        ensure!(
            !asked
                .iter()
                .any(|path| path == "/skill-check.js" || path.ends_with(".css")),
            "{asked:?}"
        );
        // What comes of it is the widget's.
        browser
            .wait_for_text(".sc-progress__text", |text| text.contains("1"))
            .await?;
        taken_over(browser).await?;
        browser.no_errors().await
    });
}

/// Goal: a browser that leaves the declared root a template shows and does the same.
#[test]
fn a_browser_that_knows_no_declared_roots_gets_the_same() {
    browse(Engine::Chromium, async |browser| {
        let page = standalone()?.replace("<template shadowrootmode=\"open\">", "<template>");
        ensure!(page.contains("<template><style>"), "the root is a template");
        browser
            .open_page("/older.html", Route::page(page), Size::PHONE)
            .await?;
        browser.click(".sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        browser.click(".sc-locale[lang=en]").await?;
        browser.wait_for(".sc[lang=en] .sc-item").await?;
        browser.no_errors().await
    });
}

/// Goal: what is on the page stays what it is when the script comes, and what was chosen before it counts.
#[test]
fn the_script_goes_on_with_what_is_there() {
    browse_in(&Engine::ALL, async |browser| {
        browser
            .open_page(
                "/host.html",
                Route::page(host("storage='none'")?),
                Size::DESKTOP,
            )
            .await?;
        let chosen = "root.querySelectorAll('[name=level]')[1]";
        arrived(browser).await?;
        ensure!(
            browser.script("return isSame", vec![]).await? == true,
            "the screen is the one that was there"
        );
        ensure!(
            root(browser, "root.querySelectorAll('style').length").await? == 0,
            "its styles are the sheet's"
        );
        // Who has done something is about to go on.
        taken_over(browser).await?;
        ensure!(
            root(browser, &format!("{chosen}.checked")).await? == true,
            "the choice was lost"
        );
        browser.no_errors().await
    });
}

/// Goal: a page that asks for another screen than the one in its HTML shows that other one.
#[test]
fn another_screen_takes_its_place() {
    browse(Engine::Chromium, async |browser| {
        // One of another build, as a cache may have kept it, is none that the script knows.
        let stale = host("storage='none' loading='eager'")?;
        let (before, after) = stale
            .split_once("data-ahead=\"social-media start de ")
            .context("the screen's mark")?;
        let other =
            format!("{before}data-ahead=\"social-media start de 000000000000\" data-x=\"{after}");
        browser
            .open_page("/stale.html", Route::page(other), Size::PHONE)
            .await?;
        ensure!(
            browser.script("return isSame", vec![]).await? == false,
            "a screen of another build is gone on with"
        );
        browser.wait_for(".sc[lang=de] .sc-start").await?;
        for (attributes, shown) in [
            ("lang='en'", ".sc[lang=en] .sc-start"),
            ("autostart", ".sc[lang=de] .sc-item"),
            ("catalogue='data-analyst'", ".sc-start"),
            ("family='community-manager'", ".sc-start"),
        ] {
            let page = Route::page(host(&format!(
                "storage='none' loading='eager' {attributes}"
            ))?);
            browser.open_page("/host.html", page, Size::PHONE).await?;
            browser.wait_for(shown).await?;
            taken_over(browser).await?;
            ensure!(
                root(browser, "root.querySelectorAll('h2').length").await? == 1,
                "{attributes}: one screen"
            );
            browser.no_errors().await?;
        }
        Ok(())
    });
}

/// Goal: who opens a result or comes back in the middle isn't shown the start first. Method: of the page's own scripts
/// only the one in its head runs.
#[test]
fn where_another_screen_is_to_come_the_first_one_stays_out_of_sight() {
    browse(Engine::Chromium, async |browser| {
        let page = standalone()?.replace("<script type=\"module\"", "<script type=\"text/plain\"");
        browser.server.set_route("/held.html", Route::page(page));
        let seen = "return getComputedStyle(document.querySelector('skill-check')).visibility";
        for (fragment, keeping, expected) in [
            ("", "", "visible"),
            ("#top", "", "visible"),
            ("#skill-check=1abc", "", "hidden"),
            (
                "",
                "localStorage.setItem('skill-check::social-media', 'x 1')",
                "hidden",
            ),
            (
                "",
                "localStorage.clear(), sessionStorage.setItem('skill-check::social-media', 'x 1')",
                "hidden",
            ),
            ("", "sessionStorage.clear()", "visible"),
        ] {
            browser.open("/held.html", Size::PHONE).await?;
            browser.script(keeping, vec![]).await?;
            browser
                .open(
                    &format!("/held.html?{}{fragment}", expected.len()),
                    Size::PHONE,
                )
                .await?;
            let found = browser.script(seen, vec![]).await?;
            ensure!(found == expected, "{fragment} {keeping}: {found}");
        }
        Ok(())
    });
}

/// Goal: without a script nothing that is chosen gets into an address, and a lazy check shows what is there already.
#[test]
fn what_is_there_before_the_script_goes_nowhere() {
    browse(Engine::Chromium, async |browser| {
        let page = host("storage='none'")?.replace("src='/skill-check.js'", "src='/none.js'");
        browser.server.set_route("/none.js", Route::failing(404));
        browser
            .open_page("/host.html", Route::page(page), Size::PHONE)
            .await?;
        let submit = "(root.querySelectorAll('form').length > 0 && [...root.querySelectorAll('form')].every((form) => (form.requestSubmit(), form.method === 'dialog')))";
        ensure!(
            root(browser, submit).await? == true,
            "a form that goes somewhere"
        );
        let address = browser.script("return location.search", vec![]).await?;
        ensure!(address == "", "{address}");
        // What isn't there is said in the console.
        browser.console().await?;

        let page = host("storage='none' loading='lazy'")?;
        browser
            .open_page("/lazy.html", Route::page(page), Size::PHONE)
            .await?;
        ensure!(
            browser.script("return isSame", vec![]).await? == true,
            "a lazy check takes away what is there"
        );
        browser.no_errors().await
    });
}
