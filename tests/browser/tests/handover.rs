//! Handing a result over: only where the page asks for it, only what was agreed to, only by the visitor's own hand.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use assessment::handover::FORMAT;
use browser_tests::{Browser, Engine, Route, Size, browse, browse_in};
use serde_json::{Value, json};

/// The guide, whose code is run here.
const GUIDE: &str = include_str!("../../../docs/handover.md");

/// The guide's block of code in this language that has this in it.
fn block(language: &str, part: &str) -> &'static str {
    GUIDE
        .split("```")
        .filter_map(|block| block.strip_prefix(language))
        .find(|block| block.contains(part))
        .unwrap()
}

/// A host page with these attributes on its element, and this before it.
fn page(attributes: &str, before: &str) -> Route {
    Route::page(format!(
        "<!doctype html><html lang='de'><head><meta charset='utf-8'><title>Host</title>
         <link rel='icon' href='data:,'><script type='module' src='/skill-check.js'></script></head>
         <body><main><h1>Host</h1>{before}<skill-check lang='de' ladder='all' storage='none' {attributes}></skill-check></main></body></html>"
    ))
}

/// Answers the first item with level 2, ends the check and opens what hands it over.
async fn open(browser: &Browser, attributes: &str, before: &str) -> Result<()> {
    let page = page(attributes, before);
    browser.open_page("/host.html", page, Size::DESKTOP).await?;
    browser.click(".sc-start .sc-button--primary").await?;
    browser.click(".sc-rung__radio[value='2']").await?;
    browser.wait_for(".sc-rung__radio:checked").await?;
    browser.click(".next").await?;
    browser.wait_for(".back").await?;
    browser.click(".sc-item .finish").await?;
    browser.wait_for(".sc-result--whole").await?;
    Ok(())
}

/// Goes to the form, which is in a part that is opened by it.
async fn to_form(browser: &Browser) -> Result<()> {
    browser.click(".to-handover").await?;
    browser.wait_for_focus("#sc-handover").await
}

/// What the form says that it would send.
async fn preview(browser: &Browser, form: &str) -> Result<Value> {
    let selector = format!("{form} .sc-handover__preview");
    let text = browser
        .wait_for_text(&selector, |text| text.starts_with('{'))
        .await?;
    Ok(serde_json::from_str(&text)?)
}

/// A program that is ended with the test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended by itself is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The receiver of the guide, its folder, and its address.
struct Receiver {
    _program: Program,
    folder: PathBuf,
    url: String,
}

impl Receiver {
    fn start(page: &str) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port();
        let folder = std::env::temp_dir().join(format!("handover-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("receiver.mjs"), block("js\n", "createServer"))?;
        let program = Command::new("node")
            .arg("receiver.mjs")
            .current_dir(&folder)
            .env("PAGE", page)
            .env("PORT", port.to_string())
            .stdout(Stdio::null())
            .spawn()
            .context("node could not be started: install Node.js")?;
        let program = Program(program);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            std::thread::yield_now();
        }
        Ok(Self {
            _program: program,
            folder,
            url: format!("http://127.0.0.1:{port}/in"),
        })
    }

    fn lines(&self, name: &str) -> Result<Vec<Value>> {
        let path = self.folder.join(name);
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = std::fs::read_to_string(path)?;
        Ok(text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?)
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // The folder lies among the system's temporary ones.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Where the page is served, without a path.
fn origin(browser: &Browser) -> String {
    browser.server.url("").trim_end_matches('/').to_owned()
}

#[test]
fn without_a_recipient_there_is_nothing_of_it() {
    browse(Engine::Chromium, async |browser| {
        for attributes in ["", "donate='2'", "handover='http://evil.example/in'"] {
            open(browser, attributes, "").await?;
            for part in [".to-handover", ".sc-handover", ".sc-donation"] {
                ensure!(browser.all(part).await?.is_empty(), "{attributes}: {part}");
            }
        }
        Ok(())
    });
}

/// What was chosen is what is shown, and what is shown arrives, once, after the tick; the command reads it.
async fn hands_over(browser: &Browser) -> Result<()> {
    let receiver = Receiver::start(&origin(browser))?;
    let attributes = format!("handover='{}' handover-name='Beratung Nord'", receiver.url);
    open(browser, &attributes, "").await?;
    let words = browser.text(".to-handover").await?;
    ensure!(words == "Weitergeben an: Beratung Nord", "{words}");
    to_form(browser).await?;
    browser.click(".sc-handover summary").await?;
    let shown = preview(browser, ".sc-handover").await?;
    ensure!(
        shown["format"] == FORMAT && shown["scope"] == "areas" && shown.get("responses").is_none(),
        "{shown}"
    );
    // Without the tick nothing goes.
    browser.click(".sc-handover .send").await?;
    ensure!(receiver.lines("results.jsonl")?.is_empty());
    browser
        .click(".sc-handover [name=handover-scope][value=everything]")
        .await?;
    let note = browser.wait_for(".sc-handover__note").await?;
    note.send_keys("Anna <b>").await?;
    browser
        .wait_until("the preview has the note", async || {
            let shown = preview(browser, ".sc-handover").await?;
            Ok((shown["note"] == "Anna <b>").then_some(()))
        })
        .await?;
    let shown = preview(browser, ".sc-handover").await?;
    if browser.engine() == Engine::Chromium {
        browser.accessible("the form that hands over").await?;
    }
    browser.click(".sc-handover [name=consent]").await?;
    // No other script of the page hears of it, and a second click sends nothing more.
    let twice = "window.heard = []; addEventListener('skill-check-handover', () => heard.push(1));
        const button = document.querySelector('skill-check').shadowRoot.querySelector('.sc-handover .send');
        button.click(); button.click();";
    browser.script(twice, vec![]).await?;
    browser
        .wait_for_text(".sc-handover [role=status]", |text| {
            text.contains("Beratung Nord")
        })
        .await?;
    browser.wait_for_focus("#sc-handover").await?;
    ensure!(browser.script("return heard.length", vec![]).await? == 0);
    let lines = receiver.lines("results.jsonl")?;
    ensure!(lines.len() == 1 && lines[0] == shown, "{lines:?}");
    ensure!(
        shown["responses"].as_object().unwrap().len() == 1,
        "{shown}"
    );
    ensure!(
        browser.all(".sc-handover form").await?.is_empty(),
        "it could go again"
    );
    Ok(())
}

#[test]
fn what_is_shown_and_agreed_to_arrives_and_nothing_else() {
    browse_in(&Engine::ALL, hands_over);
}

#[test]
fn what_fails_is_said_once_with_a_file_to_send() {
    browse(Engine::Chromium, async |browser| {
        browser.server.set_route("/in", Route::failing(500));
        open(browser, "handover='/in'", "").await?;
        to_form(browser).await?;
        browser.click(".sc-handover [name=consent]").await?;
        browser.server.clear_requests();
        browser.click(".sc-handover .send").await?;
        browser.wait_for(".sc-handover .sc-remark").await?;
        let posts = || {
            let requests = browser.server.requests();
            requests.iter().filter(|one| one.method == "POST").count()
        };
        ensure!(posts() == 1, "{} times", posts());
        let catch = "window.saved = []; HTMLAnchorElement.prototype.click = function () {
            if (this.download) fetch(this.href).then((answer) => answer.text()).then((text) => saved.push(this.download, text)); };";
        browser.script(catch, vec![]).await?;
        browser.click(".sc-handover .save").await?;
        let saved = browser
            .wait_until("it is saved", async || {
                let saved = browser.script("return saved", vec![]).await?;
                Ok(saved.get(1).is_some().then_some(saved))
            })
            .await?;
        let name = saved[0].as_str().unwrap();
        ensure!(
            name.starts_with("skill-check_") && name.ends_with(".json"),
            "{name}"
        );
        let text: Value = serde_json::from_str(saved[1].as_str().unwrap())?;
        ensure!(text["scope"] == "areas");
        ensure!(posts() == 1, "it was tried again by itself");
        Ok(())
    });
}

#[test]
fn a_page_takes_it_by_its_own_form_or_the_visitor_hears_that_it_did_not() {
    browse(Engine::Chromium, async |browser| {
        open(browser, "handover='event'", "").await?;
        ensure!(browser.text(".to-handover").await? == "Weitergeben an: diese Website");
        to_form(browser).await?;
        browser.click(".sc-handover [name=consent]").await?;
        browser.click(".sc-handover .send").await?;
        browser.wait_for(".sc-handover .sc-remark").await?;
        browser.wait_for(".sc-handover form").await?;
        // The console has said why.
        browser.console().await?;

        open(browser, "handover='event'", block("html\n", "<form")).await?;
        to_form(browser).await?;
        browser.click(".sc-handover [name=consent]").await?;
        browser.server.clear_requests();
        browser.click(".sc-handover .send").await?;
        browser
            .wait_until("the page's form is sent", async || {
                let requests = browser.server.requests();
                let sent = requests
                    .iter()
                    .any(|one| one.method == "POST" && one.path == "/in");
                Ok(sent.then_some(()))
            })
            .await
    });
}

#[test]
fn a_mail_is_the_visitors_to_send() {
    browse(Engine::Chromium, async |browser| {
        open(
            browser,
            "handover='mailto:advice@advice.example?subject=Check' donate",
            "",
        )
        .await?;
        ensure!(
            browser.all(".sc-donation").await?.is_empty(),
            "a mail says who writes"
        );
        let catch = "window.opened = []; HTMLAnchorElement.prototype.click = function () { opened.push(this.href); };";
        browser.script(catch, vec![]).await?;
        to_form(browser).await?;
        browser
            .click(".sc-handover [name=handover-scope][value=everything]")
            .await?;
        browser.click(".sc-handover [name=consent]").await?;
        browser.click(".sc-handover .send").await?;
        browser
            .wait_for_text(".sc-handover [role=status]", |text| {
                text.contains("Mailprogramm")
            })
            .await?;
        let opened = browser.script("return opened", vec![]).await?;
        let address = opened[0].as_str().unwrap();
        let (start, body) = address.split_once("&body=").context("no body")?;
        ensure!(
            start == "mailto:advice@advice.example?subject=Check",
            "{start}"
        );
        ensure!(
            body.contains("%23skill-check%3D") && body.contains("%0D%0A"),
            "{body}"
        );
        Ok(())
    });
}

#[test]
fn answers_for_statistics_come_without_a_name_and_without_an_order() {
    browse(Engine::Chromium, async |browser| {
        let receiver = Receiver::start(&origin(browser))?;
        let attributes = format!("handover='{}' donate='2'", receiver.url);
        open(browser, &attributes, "").await?;
        to_form(browser).await?;
        let said = browser.text(".sc-donation").await?;
        ensure!(
            said.contains("64 von 100") && said.contains("ε = 2"),
            "{said}"
        );
        browser.click(".sc-donation summary").await?;
        let shown = preview(browser, ".sc-donation").await?;
        let mut keys: Vec<&String> = shown.as_object().unwrap().keys().collect();
        keys.sort();
        ensure!(
            keys == ["catalogue", "format", "responses", "rr", "scope", "week"],
            "{shown}"
        );
        ensure!(shown["rr"] == json!({ "epsilon": 2 }));
        browser.click(".sc-donation [name=consent]").await?;
        // What was shown stays: dice are rolled once.
        ensure!(preview(browser, ".sc-donation").await? == shown);
        // Others have given theirs before.
        let client = format!(
            "return Promise.all([...Array(19).keys()].map((week) => fetch('{}', {{ method: 'POST',
                headers: {{ 'Content-Type': 'application/json' }},
                body: JSON.stringify({{ scope: 'statistics', week: 19 - week, responses: {{}} }}) }}))).then((all) => all.length)",
            receiver.url
        );
        browser.script(&client, vec![]).await?;
        ensure!(receiver.lines("statistics.jsonl")?.is_empty(), "one by one");
        browser.click(".sc-donation .send").await?;
        browser
            .wait_for_text(".sc-donation [role=status]", |text| !text.trim().is_empty())
            .await?;
        let lines = receiver.lines("statistics.jsonl")?;
        ensure!(lines.len() == 20 && lines.contains(&shown), "{lines:?}");
        let written: Vec<String> =
            std::fs::read_to_string(receiver.folder.join("statistics.jsonl"))?
                .lines()
                .map(str::to_owned)
                .collect();
        ensure!(written.is_sorted(), "in the order of their coming");
        ensure!(receiver.lines("results.jsonl")?.is_empty());
        browser.no_errors().await
    });
}

/// What the guide says is in the build.
#[test]
fn the_schema_is_where_the_guide_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/handover.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(schema["properties"]["format"]["const"], FORMAT);
    assert!(GUIDE.contains("(handover.schema.json)"));
}
