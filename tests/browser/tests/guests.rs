//! What happens to a guest on strangers' pages: libraries of old that put their own in the place of the
//! browser's, shortcuts, optimisers, browsers inside of apps, several pages in one document.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Engine, Key, Route, Server, Size, browse, content, dist};
use serde_json::json;
use static_server::Options;

const SCRIPT: &str = "<script type='module' src='skill-check.js'></script>";
const ELEMENT: &str = "<skill-check lang='en' ladder='all' storage='none'></skill-check>";

/// Opens a host page with this in its head and body.
async fn open(browser: &Browser, head: &str, body: &str) -> Result<()> {
    let page = Route::page(format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>{head}</head><body>{body}</body></html>"
    ));
    browser.open_page("/host.html", page, Size::DESKTOP).await
}

/// From the start to a result, by mouse.
async fn runs(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    answer(browser).await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole .sc-modules").await?;
    Ok(())
}

/// Answers the item on show and goes on.
async fn answer(browser: &Browser) -> Result<()> {
    browser.click(".sc-rung").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    browser.click(".next").await?;
    browser.wait_for_none(".sc-rung__radio:checked").await?;
    Ok(())
}

async fn console(browser: &Browser) -> Result<String> {
    Ok(browser.console().await?.join("\n"))
}

/// Scripts that change the browser's own objects, as they are published; MooTools' core is written for
/// whatever `this` is.
#[test]
fn real_libraries_that_replace_built_ins_do_no_harm() {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/node_modules");
    let read = |path: &str| std::fs::read_to_string(tools.join(path)).unwrap();
    let libraries = [
        ("prototype", read("prototype-js-core/prototype.js")),
        (
            "mootools",
            format!(
                "(function (exports) {{ {} }}).call(window, {{}});",
                read("mootools/lib/mootools-core-1.5.2-server.js")
            ),
        ),
    ];
    for (name, library) in libraries {
        browse(Engine::Chromium, async |browser| {
            browser
                .server
                .set_route("/library.js", Route::file(library));
            let courses = "[{\"module\":\"online-editor\",\"provider\":\"P\",\"name\":\"N\",\"url\":\"https://a.example/\"}]";
            let body = format!(
                "<style>skill-check {{ --skill-check-accent: gold }}</style><skill-check lang='en' ladder='all' modules='{courses}'></skill-check>"
            );
            open(
                browser,
                &format!("<script src='library.js'></script>{SCRIPT}"),
                &body,
            )
            .await?;
            let replaced = "return [Array.from, Function.prototype.bind, Object.keys, Array.prototype.find].filter((one) => !String(one).includes('[native code]')).length";
            let replaced = browser.script(replaced, vec![]).await?;
            ensure!(replaced.as_u64() > Some(0), "{name} replaces nothing");
            runs(browser).await?;
            browser.click(".sc-share .qr").await?;
            browser.wait_for(".sc-qr").await?;
            browser.click(".sc-share .copy").await?;
            browser
                .wait_for(".sc-share [role='status'] .sc-remark")
                .await?;
            browser.reload().await?;
            browser.wait_for(".sc-result--whole").await?;
            browser.no_errors().await
        });
    }
}

#[test]
fn the_pages_shortcuts_leave_the_widgets_keys_alone() {
    browse(Engine::Chromium, async |browser| {
        let page = "<script>
            window.heard = [];
            document.addEventListener('keydown', (event) => {
              if (event.target.matches('input')) return;
              heard.push(event.key);
              if (/^(Arrow|[0-9a-z]$)/.test(event.key)) event.preventDefault();
            });
        </script>";
        open(browser, &format!("{page}{SCRIPT}"), ELEMENT).await?;
        browser.click(".sc-open .open-link").await?;
        browser
            .wait_for(".sc-open__link")
            .await?
            .send_keys("s/2 k")
            .await?;
        let value = browser
            .wait_for(".sc-open__link")
            .await?
            .prop("value")
            .await?;
        ensure!(value.as_deref() == Some("s/2 k"), "{value:?}");
        browser.click(".sc-start .sc-button--primary").await?;
        browser.wait_for(".sc-item").await?;
        browser.wait_for_focus(".sc-item h2").await?;
        browser.press('2').await?;
        browser.wait_for(".sc-rung__radio:checked").await?;
        let at = "return [...document.querySelector('skill-check').shadowRoot.querySelectorAll('.sc-rung__radio')].findIndex(({ checked }) => checked)";
        let before = browser.script(at, vec![]).await?;
        browser.press(Key::Down).await?;
        browser
            .wait_until("the next rung is chosen", async || {
                Ok((browser.script(at, vec![]).await? != before).then_some(()))
            })
            .await?;
        let heard = browser.script("return heard", vec![]).await?;
        ensure!(heard == json!([]), "{heard}");
        // What the widget has no use for is the page's.
        browser.press(Key::Escape).await?;
        browser.press('k').await?;
        let heard = browser.script("return heard", vec![]).await?;
        ensure!(heard == json!(["Escape", "k"]), "{heard}");
        Ok(())
    });
}

#[test]
fn a_tag_that_seems_to_close_itself_is_named() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            SCRIPT,
            "<main><skill-check lang='en' /><p>The rest</p></main>",
        )
        .await?;
        browser.wait_for(".sc-start").await?;
        browser
            .wait_until("the tag is named", async || {
                let said = console(browser).await?;
                Ok(said.contains("close it at once").then_some(()))
            })
            .await?;
        // What stands in a tag that is closed is for browsers without the script.
        open(browser, SCRIPT, "<main><skill-check lang='en' ladder='all'><p>Old browser</p></skill-check> <p>The rest</p></main>").await?;
        browser.wait_for(".sc-start").await?;
        browser.no_errors().await
    });
}

/// An optimiser's copy of the script, far from its files, and its text in the page.
#[test]
fn a_script_that_was_moved_finds_its_files() {
    browse(Engine::Chromium, async |browser| {
        let text = std::fs::read_to_string(dist()?.join("skill-check.js"))?;
        browser
            .server
            .set_route("/cache/min/1/5f2c.js", Route::file(text.clone()));
        for base in ["/", "", "http"] {
            let base = if base == "http" {
                browser.server.url("")
            } else {
                base.to_owned()
            };
            let note = format!(
                "<script type='application/json' data-skill-check-base='{base}'>{{}}</script>"
            );
            for script in [
                "<script type='module' src='/cache/min/1/5f2c.js'></script>".to_owned(),
                format!("<script type='module'>{text}</script>"),
            ] {
                open(browser, &format!("{note}{script}"), ELEMENT).await?;
                runs(browser).await?;
            }
        }
        // Markup of a stranger's, without scripts, can't lead to files of the stranger's.
        let stranger = Server::start(Options::new(dist()?))?;
        let note = format!("<div data-skill-check-base='{}'></div>", stranger.url("/"));
        open(browser, SCRIPT, &format!("{note}{ELEMENT}")).await?;
        runs(browser).await?;
        ensure!(stranger.requests().is_empty());
        browser.no_errors().await
    });
}

/// Browsers inside of apps have no `print`, and a policy may forbid the share dialogue.
#[test]
fn no_button_is_dead() {
    browse(Engine::Chromium, async |browser| {
        let grant = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        browser.devtools("Browser.grantPermissions", grant).await?;
        let lacking = "<script>
            window.print = undefined;
            navigator.share = async () => { throw new DOMException('no', 'NotAllowedError') };
            window.told = [];
            addEventListener('skill-check-share', ({ detail }) => told.push(detail.url));
        </script>";
        open(browser, &format!("{lacking}{SCRIPT}"), ELEMENT).await?;
        runs(browser).await?;
        browser.wait_for(".sc-take .csv").await?;
        ensure!(browser.all(".sc-take .print").await?.is_empty());
        browser.click(".system-share").await?;
        browser
            .wait_for(".sc-share [role='status'] .sc-remark")
            .await?;
        let told = browser
            .script(
                "return [told.length, await navigator.clipboard.readText() === told[0]]",
                vec![],
            )
            .await?;
        ensure!(told == json!([1, true]), "{told}");
        browser
            .script("document.querySelector('skill-check').print()", vec![])
            .await?;
        let said = console(browser).await?;
        ensure!(!said.contains("SEVERE"), "{said}");

        // With both, there are both.
        open(browser, SCRIPT, ELEMENT).await?;
        runs(browser).await?;
        browser.wait_for(".sc-take .print").await?;
        Ok(())
    });
}

/// Goal: a page that forbids what a button needs has no dead one: what can't be copied is selected and said.
#[test]
fn a_policy_that_forbids_clipboard_and_sharing_leaves_no_dead_button() {
    browse(Engine::Chromium, async |browser| {
        let page = Route::page(format!(
            "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'>{SCRIPT}</head><body>{ELEMENT}</body></html>"
        ));
        let policy = "clipboard-write=(), clipboard-read=(), web-share=(), fullscreen=(), camera=(), geolocation=()";
        let page = page.header("Permissions-Policy", policy);
        browser.open_page("/host.html", page, Size::DESKTOP).await?;
        let refused = "return navigator.clipboard.writeText('x').then(() => false, () => true)";
        ensure!(
            browser.script(refused, vec![]).await? == true,
            "the policy isn't in force"
        );
        runs(browser).await?;
        browser.click(".sc-share .copy").await?;
        browser
            .wait_for(".sc-share [role='status'] .sc-remark")
            .await?;
        browser.click(".sc-share .qr").await?;
        browser.wait_for(".sc-qr").await?;
        let said = console(browser).await?;
        ensure!(!said.contains("<skill-check>"), "{said}");
        Ok(())
    });
}

#[test]
fn a_picture_that_a_browser_falsifies_is_no_file() {
    browse(Engine::Chromium, async |browser| {
        let noise = "const was = CanvasRenderingContext2D.prototype.getImageData;
            CanvasRenderingContext2D.prototype.getImageData = function (...area) {
              const seen = was.apply(this, area);
              seen.data[0] ^= 1;
              return seen;
            };";
        let never = "HTMLCanvasElement.prototype.toBlob = () => {};
            const was = window.setTimeout;
            window.setTimeout = (act, time, ...rest) => was(act, Math.min(time, 500), ...rest);";
        for guard in [noise, never] {
            let saved = "<script>window.saved = []; document.addEventListener('click', ({ target }) => { if (target.download) saved.push(target.download) });
                HTMLAnchorElement.prototype.click = function () { saved.push(this.download) };</script>";
            open(
                browser,
                &format!("{saved}<script>{guard}</script>{SCRIPT}"),
                ELEMENT,
            )
            .await?;
            runs(browser).await?;
            browser.click(".sc-take .png").await?;
            browser
                .wait_for(".sc-take [role='status'] .sc-remark")
                .await?;
            ensure!(browser.script("return saved", vec![]).await? == json!([]));
            ensure!(console(browser).await?.contains("SVG works"));
            browser.click(".sc-take .svg").await?;
            browser
                .wait_until("the picture is saved", async || {
                    let saved = browser.script("return saved.length", vec![]).await?;
                    Ok((saved == 1).then_some(()))
                })
                .await?;
        }
        Ok(())
    });
}

/// A router that lets the next page in before it takes the last one out.
#[test]
fn two_pages_in_the_document_share_one_check() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            SCRIPT,
            "<main id='a'><skill-check lang='en' ladder='all'></skill-check></main>",
        )
        .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        answer(browser).await?;
        let second = "const page = document.createElement('main');
            page.append(Object.assign(document.createElement('skill-check'), { lang: 'en', ladder: 'all' }));
            document.body.append(page);
            return new Promise((done) => page.addEventListener('skill-check-ready', () => {
              document.querySelector('#a').remove();
              done(true);
            }))";
        browser.script(second, vec![]).await?;
        // What was answered there goes on here, and what is answered here is found by the next load.
        let (catalogue, _) = content("en")?;
        let mut items = catalogue
            .items()
            .map(|item| catalogue.item_id(item).as_str())
            .skip(1);
        browser.wait_for_item(items.next().unwrap()).await?;
        answer(browser).await?;
        let kept =
            "return Object.keys(sessionStorage).filter((key) => key.startsWith('skill-check:'))";
        ensure!(browser.script(kept, vec![]).await? == json!(["skill-check::social-media"]));
        browser.reload().await?;
        browser.wait_for_item(items.next().unwrap()).await?;
        browser.no_errors().await
    });
}

#[test]
fn values_are_taken_as_they_were_meant() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            SCRIPT,
            "<skill-check lang=' EN_gb ' family=' Community-Manager ' level='SENIOR' mode='Quick' theme='DARK ' storage=' None'></skill-check>",
        )
        .await?;
        browser.wait_for(".sc[lang='en'] .sc-start").await?;
        browser
            .wait_for("[name='family'][value='community-manager']:checked")
            .await?;
        browser
            .wait_for("[name='level'][value='senior']:checked")
            .await?;
        let ground = "return getComputedStyle(document.querySelector('skill-check').shadowRoot.querySelector('.sc')).backgroundColor";
        ensure!(browser.script(ground, vec![]).await? == "rgb(20, 23, 26)");
        browser.no_errors().await
    });
}

/// What lies there from another page of the site, or from before, stays shut.
#[test]
fn a_page_that_keeps_nothing_opens_and_offers_nothing() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            SCRIPT,
            "<skill-check lang='en' ladder='all' storage='local'></skill-check>",
        )
        .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        answer(browser).await?;
        let kept = "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])";
        let before = browser.script(kept, vec![]).await?;
        ensure!(
            before
                .as_str()
                .unwrap()
                .contains("skill-check::social-media"),
            "{before}"
        );
        open(browser, SCRIPT, ELEMENT).await?;
        browser.click(".sc-start .sc-button--primary").await?;
        let (catalogue, _) = content("en")?;
        let first = catalogue.items().next().unwrap();
        browser
            .wait_for_item(catalogue.item_id(first).as_str())
            .await?;
        answer(browser).await?;
        browser.click(".sc-item .finish").await?;
        browser.wait_for(".sc-result--whole .sc-keep").await?;
        ensure!(browser.all(".sc-keep .remember").await?.is_empty());
        ensure!(browser.script(kept, vec![]).await? == before);
        browser.no_errors().await
    });
}

/// Ctrl+P on a page with dark colours: ink on white paper.
#[test]
fn a_dark_page_prints_dark_on_white() {
    browse(Engine::Chromium, async |browser| {
        let dark = "<style>body { background: #111; color: #eee } skill-check { --skill-check-surface: #111; --skill-check-text: #eee;
            --skill-check-raised: #222; --skill-check-text-soft: #bbb; --skill-check-accent: #9cf; --skill-check-on-accent: #012 }</style>";
        open(
            browser,
            &format!("{dark}{SCRIPT}"),
            "<skill-check lang='en' ladder='all' theme='dark' storage='none'></skill-check>",
        )
        .await?;
        runs(browser).await?;
        browser
            .devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await?;
        let light = "const root = document.querySelector('skill-check').shadowRoot;
            const style = getComputedStyle(root.querySelector('.sc'));
            const canvas = new OffscreenCanvas(1, 1).getContext('2d');
            return ['ink', 'ink-soft', 'accent', 'line-strong', 'accent-soft', 'accent-half'].map((name) => {
              const probe = root.querySelector('.sc').appendChild(document.createElement('i'));
              probe.style.color = style.getPropertyValue(`--sc-${name}`);
              canvas.fillStyle = getComputedStyle(probe).color;
              canvas.fillRect(0, 0, 1, 1);
              const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
              probe.remove();
              return Math.round((red * 2 + green * 7 + blue) / 10);
            })";
        let light: Vec<u32> = serde_json::from_value(browser.script(light, vec![]).await?)?;
        ensure!(light[..4].iter().all(|&light| light < 140), "{light:?}");
        // What is only possible is lighter than what is certain, and the ground of both lighter still.
        ensure!(light[2] < light[5] && light[5] < light[4], "{light:?}");
        Ok(())
    });
}

/// Whoever serves the files learns neither which page asks nor who is signed in there.
#[test]
fn files_are_asked_for_without_referrer_and_credentials() {
    browse(Engine::Chromium, async |browser| {
        browser
            .devtools("Network.clearBrowserCache", json!({}))
            .await?;
        open(browser, "<script>document.cookie = 'session=secret; path=/'</script><script type='module' referrerpolicy='no-referrer' src='skill-check.js'></script>", ELEMENT).await?;
        runs(browser).await?;
        let requests = browser.requests();
        let mut seen = 0;
        for request in requests.iter().filter(|one| {
            one.path.contains(".wasm") || one.path.contains(".bin") || one.path.contains("/assets/")
        }) {
            seen += 1;
            for name in ["cookie", "referer", "authorization"] {
                ensure!(request.header(name).is_none(), "{}: {name}", request.path);
            }
        }
        ensure!(seen >= 5, "{seen} requests");
        Ok(())
    });
}
