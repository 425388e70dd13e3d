//! The page's address: codes leave it at once, and links don't pass on what it says of a visitor.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use anyhow::{Result, ensure};
use assessment::id::FamilyIndex;
use assessment::link;
use assessment::{Response, Responses};
use browser_tests::{Browser, Engine, Route, Server, Size, browse, browse_in, content, dist};
use serde_json::json;
use static_server::Options;

/// A host page with this in its head and these attributes on its element.
fn host(head: &str, attributes: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'>{head}
         <script type='module' src='/skill-check.js'></script></head>
         <body><main><h1 id='team'>Host</h1><skill-check lang='de' ladder='all' {attributes}></skill-check></main></body></html>"
    ))
}

/// The code of a result with nothing but middling responses.
fn code() -> Result<String> {
    let (catalogue, _) = content("de")?;
    let list = vec![Response::Level(2); catalogue.items().count()];
    let responses = Responses::from_list(&catalogue, &list)?;
    Ok(link::encode(&catalogue, &responses, FamilyIndex(0), None)?)
}

/// The page's address behind its origin.
async fn address(browser: &Browser) -> Result<String> {
    let address = browser
        .script("return location.href.slice(origin.length)", vec![])
        .await?;
    Ok(address.as_str().unwrap().to_owned())
}

/// What the page's history entry holds of ours.
async fn state(browser: &Browser) -> Result<String> {
    let state = browser
        .script("return JSON.stringify(history.state)", vec![])
        .await?;
    Ok(state.as_str().unwrap().to_owned())
}

/// Rates the first item and ends the check.
async fn rate(browser: &Browser) -> Result<()> {
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    browser.click(".next").await?;
    browser.wait_for(".back").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

/// The link that is offered, behind the page's origin.
async fn offered(browser: &Browser) -> Result<String> {
    let field = browser.wait_for(".sc-share__address").await?;
    let link = field.prop("value").await?.unwrap();
    Ok(link.replace(browser.server.url("").trim_end_matches('/'), ""))
}

/// What a script of the host sees that looks at the address from the first moment on, as reporters of
/// errors and recorders of sessions do.
const WATCHER: &str = "<script>
    window.seen = [];
    document.addEventListener('DOMContentLoaded', () => seen.push(location.href));
    addEventListener('load', () => seen.push(location.href));
    for (const name of ['pushState', 'replaceState']) {
        const was = history[name];
        history[name] = function (...entry) { seen.push(String(entry[2])); return was.apply(this, entry); };
    }
    addEventListener('hashchange', () => queueMicrotask(() => seen.push(location.href)));
</script>";

#[test]
fn a_code_leaves_the_address_at_once() {
    browse_in(&Engine::ALL, async |browser| {
        let code = code()?;
        browser.server.set_route("/host.html", host(WATCHER, ""));
        browser
            .open(
                &format!("/host.html?page=1#chapter=2&skill-check={code}"),
                Size::DESKTOP,
            )
            .await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        ensure!(address(browser).await? == "/host.html?page=1#chapter=2");
        let seen = browser.script("return seen.join(' ')", vec![]).await?;
        ensure!(!seen.as_str().unwrap().contains(&code), "{seen}");

        // The page's own state stays, and a reload finds the result.
        ensure!(state(browser).await?.contains(&code));
        browser
            .script(
                "history.replaceState({ ...history.state, own: 1 }, '')",
                vec![],
            )
            .await?;
        browser.reload().await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        browser.click(".own").await?;
        browser.wait_for(".sc-start").await?;
        ensure!(
            state(browser).await? == "{\"own\":1}",
            "{}",
            state(browser).await?
        );
        ensure!(address(browser).await? == "/host.html?page=1#chapter=2");
        browser.reload().await?;
        browser.wait_for(".sc-start").await?;

        // A link in the page to a result, then the way back, and forth again.
        browser
            .script(
                "location.hash = arguments[0]",
                vec![json!(format!("skill-check={code}"))],
            )
            .await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        ensure!(address(browser).await? == "/host.html?page=1");
        browser.script("history.back()", vec![]).await?;
        browser.wait_for(".sc-start").await?;
        browser.script("history.forward()", vec![]).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        browser.no_errors().await
    });
}

#[test]
fn a_page_may_keep_the_code_in_its_address() {
    browse(Engine::Chromium, async |browser| {
        let code = code()?;
        browser
            .server
            .set_route("/host.html", host("", "address='keep'"));
        for path in ["/host.html", "/index.html"] {
            browser
                .open(&format!("{path}#skill-check={code}"), Size::DESKTOP)
                .await?;
            browser.wait_for(".sc-result--whole .shared").await?;
            ensure!(address(browser).await? == format!("{path}#skill-check={code}"));
            browser.click(".own").await?;
            browser.wait_for_none(".sc-result").await?;
            ensure!(address(browser).await? == path);
            browser.script("history.back()", vec![]).await?;
            browser.wait_for(".sc-result--whole .shared").await?;
        }
        browser.no_errors().await
    });
}

#[test]
fn a_code_that_was_entered_never_gets_into_an_address() {
    browse_in(&Engine::ALL, async |browser| {
        let code = code()?;
        browser.server.set_route("/host.html", host("", ""));
        for path in ["/host.html", "/index.html"] {
            browser.open(path, Size::DESKTOP).await?;
            browser.wait_for(".sc-start").await?;
            let length = browser.script("return history.length", vec![]).await?;
            browser.click(".sc-open .open-link").await?;
            let field = browser.wait_for(".sc-open__link").await?;
            field
                .send_keys(format!("https://a.example/#skill-check={code}"))
                .await?;
            browser.click(".sc-open__form [type='submit']").await?;
            browser.wait_for(".sc-result--whole .shared").await?;
            ensure!(address(browser).await? == path);
            ensure!(!state(browser).await?.contains(&code));
            browser.click(".own").await?;
            browser.wait_for(".sc-start").await?;
            ensure!(address(browser).await? == path);
            ensure!(browser.script("return history.length", vec![]).await? == length);
        }
        browser.no_errors().await
    });
}

#[test]
fn a_link_does_not_pass_on_what_the_address_says_of_the_visitor() {
    browse(Engine::Chromium, async |browser| {
        let query = "?utm_source=newsletter&mc_eid=1a2b3c4d5e&email=anna.muster%40example.org&page_id=7&PHPSESSID=0123";
        let canonical = "<link rel='canonical' href='/check?page_id=7&email=other'>";
        for (head, attributes, fragment, expected) in [
            ("", "", "#team", "/check#skill-check="),
            (
                "",
                "result-parameters='page_id, chapter'",
                "#chapter=2&token=3",
                "/check?page_id=7#chapter=2&skill-check=",
            ),
            (canonical, "", "", "/check?page_id=7#skill-check="),
            (
                "",
                "",
                "#/courses/check?token=3",
                "/check#/courses/check?skill-check=",
            ),
            (
                "",
                "result-base='/results?from=mail'",
                "#team",
                "/results?from=mail#skill-check=",
            ),
        ] {
            browser.server.set_route(
                "/check",
                host(head, &format!("storage='none' {attributes}")),
            );
            browser
                .open(&format!("/check{query}{fragment}"), Size::DESKTOP)
                .await?;
            rate(browser).await?;
            let link = offered(browser).await?;
            ensure!(
                link.starts_with(expected),
                "{attributes} {fragment}: {link}"
            );
            browser.open("/index.html", Size::DESKTOP).await?;
        }
        browser.no_errors().await
    });
}

/// A build in a folder whose name has to be encoded in addresses; it goes with this.
struct Encoded {
    folder: std::path::PathBuf,
    server: Server,
}

impl Encoded {
    /// As it is on the disk, and as it stands in addresses.
    const NAME: &str = "C# & 50% Über uns";
    const PATH: &str = "/C%23%20&%2050%25%20%C3%9Cber%20uns";

    fn start() -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-encoded-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::os::unix::fs::symlink(dist()?.canonicalize()?, folder.join(Self::NAME))?;
        let server = Server::start(Options::new(&folder))?;
        Ok(Self { folder, server })
    }

    /// The address of a page in the folder, which shows this.
    fn page(&self, name: &str, body: &str) -> String {
        let page = format!(
            "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
             <link rel='icon' href='data:,'></head><body>{body}</body></html>"
        );
        let path = format!("/{}/{name}", Self::NAME);
        self.server.set_route(&path, Route::page(page));
        self.server.url(&format!("{}/{name}", Self::PATH))
    }
}

impl Drop for Encoded {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Goal: what is encoded in the path of a page stays so: in shared links, in the addresses of our files, in the
/// frame's.
#[test]
fn what_is_encoded_in_a_path_stays_encoded() {
    for engine in Engine::ALL {
        browse(engine, keeps_what_is_encoded);
    }
}

async fn keeps_what_is_encoded(browser: &Browser) -> Result<()> {
    // Addresses are alike in all engines once they are parsed; the other spellings are tried in one.
    let ways = if browser.engine() == Engine::Chromium {
        2
    } else {
        1
    };
    let encoded = Encoded::start()?;
    let element = "<skill-check lang='de' ladder='all' storage='none'></skill-check>";
    let base = encoded.server.url(Encoded::PATH);
    for script in [
        "<script type='module' src='skill-check.js'></script>".to_owned(),
        // The same, where a page says where the files are.
        format!(
            "<script type='application/json' data-skill-check-base='{base}'>{{}}</script><script type='module' src='skill-check.js'></script>"
        ),
    ].into_iter().take(ways) {
        let page = encoded.page("host.html", &format!("{script}<main>{element}</main>"));
        browser.goto(&page).await?;
        browser.resize(Size::DESKTOP).await?;
        rate(browser).await?;
        let field = browser.wait_for(".sc-share__address").await?;
        let link = field.prop("value").await?.unwrap();
        ensure!(link.starts_with(&format!("{page}#skill-check=")), "{link}");
        browser.goto("about:blank").await?;
        browser.goto(&link).await?;
        browser.wait_for(".sc-result--whole .shared").await?;
        let address = browser.script("return location.href", vec![]).await?;
        ensure!(address == page.as_str(), "{address}");
        browser.no_errors().await?;
        browser.goto("about:blank").await?;
    }

    // The frame, as authors write it and as browsers do.
    let lower = Encoded::PATH.replace("%C3%9C", "%c3%9c");
    for source in ["frame.html".to_owned(), format!("{lower}/frame.html")]
        .into_iter()
        .take(ways)
    {
        let host = encoded.page(
                "framed.html",
                &format!(
                    "<iframe title='Check' src='{source}?lang=de&amp;ladder=all' style='width: 100%; height: 3500px'></iframe>
                     <script type='module' src='frame-host.js'></script>"
                ),
            );
        let known = json!({ "hosts": [encoded.server.url("/")], "options": { "storage": "none" } })
            .to_string();
        let path = format!("/{}/frame.json", Encoded::NAME);
        encoded.server.set_route(&path, Route::file(known));
        browser.resize(Size::new(1280, 4000)).await?;
        browser.goto(&host).await?;
        browser
            .wait_until("the frame is as high as the check", async || {
                let height = "return document.querySelector('iframe').style.height !== '3500px'";
                Ok((browser.script(height, vec![]).await? == true).then_some(()))
            })
            .await?;
        browser.enter_frame(0).await?;
        rate(browser).await?;
        let field = browser.wait_for(".sc-share__address").await?;
        let link = field.prop("value").await?.unwrap();
        ensure!(
            link.starts_with(&format!("{host}#skill-check=")),
            "{source}: {link}"
        );
        browser.leave_frames().await?;
        browser.goto("about:blank").await?;
    }
    let failed = encoded
        .server
        .requests()
        .into_iter()
        .find(|one| one.status >= 400);
    ensure!(failed.is_none(), "{failed:?}");
    Ok(())
}

/// `<base>` leads every address elsewhere that isn't whole, and maybe to another origin.
#[test]
fn a_base_leads_nobody_astray() {
    browse(Engine::Chromium, async |browser| {
        let code = code()?;
        // Set by a script where it is another origin: the policy of none is in the way of the test's own files.
        let set = "<script type='module'>document.head.append(Object.assign(document.createElement('base'), { href: 'https://cdn.example/' }))</script>";
        for base in ["<base href='/'>", set] {
            for keep in ["", "address='keep'"] {
                browser
                    .server
                    .set_route("/a/deep/page.html", host(base, keep));
                let path = format!("/a/deep/page.html?b=1#team&skill-check={code}");
                browser.open(&path, Size::DESKTOP).await?;
                browser.wait_for(".sc-result--whole .shared").await?;
                browser.click(".own").await?;
                browser.wait_for_none(".sc-result").await?;
                ensure!(address(browser).await? == "/a/deep/page.html?b=1#team");
                browser.open("/index.html", Size::DESKTOP).await?;
            }
        }
        Ok(())
    });
}

/// Pages without an address: the check runs, and the console says what a link would need.
#[test]
fn a_page_without_an_address_says_what_a_link_needs() {
    browse(Engine::Chromium, async |browser| {
        let script = browser.server.url("/skill-check.js");
        let inner = format!(
            "<!doctype html><title>Inner</title><script type=module src={script}></script><skill-check lang=de ladder=all storage=none></skill-check>"
        );
        for outer in [
            "frame.srcdoc = inner",
            "frame.src = URL.createObjectURL(new Blob([inner], { type: 'text/html' }))",
            "document.body.append(frame); frame.contentDocument.write(inner); frame.contentDocument.close()",
        ] {
            let page = format!(
                "<!doctype html><title>Host</title><link rel='icon' href='data:,'><body><script>
                 const inner = {}; const frame = document.createElement('iframe'); frame.style = 'width: 100%; height: 3500px';
                 {outer}; if (!frame.isConnected) document.body.append(frame);</script>",
                json!(inner).to_string().replace("</script>", "<\\/script>")
            );
            browser
                .open_page("/host.html", Route::page(page), Size::new(1280, 4000))
                .await?;
            browser
                .wait_until("the inner page is there", async || {
                    let inner = "return document.querySelector('iframe').contentDocument?.querySelector('skill-check')?.shadowRoot != null";
                    Ok((browser.script(inner, vec![]).await? == true).then_some(()))
                })
                .await?;
            browser.enter_frame(0).await?;
            rate(browser).await?;
            let field = browser.wait_for(".sc-share__address").await?;
            let link = field.prop("value").await?.unwrap();
            ensure!(link.contains("skill-check="), "{outer}: {link}");
            let console = browser.console().await?.join("\n");
            let is_said = console.contains("name one by result-base");
            ensure!(
                is_said || link.starts_with("http://"),
                "{outer}: {link} {console}"
            );
            ensure!(!console.contains("SEVERE"), "{outer}: {console}");
        }
        Ok(())
    });
}
