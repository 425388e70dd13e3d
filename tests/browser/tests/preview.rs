//! The author's preview in a browser: a new catalogue is on show at once, and each change follows.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use assessment::Response;
use browser_tests::{Engine, browse, dist};

/// The author's command, compiled if need be.
fn skill_check(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package=skill-check-cli",
            "--",
        ])
        .args(arguments);
    command
}

/// A new catalogue with its preview, both gone at the end.
struct Preview {
    folder: PathBuf,
    process: Child,
    address: String,
}

impl Preview {
    fn start(name: &str) -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-{name}-{}", std::process::id()));
        let path = folder.to_str().context("a path in UTF-8")?;
        ensure!(skill_check(&["new", path]).status()?.success());
        let widget = dist()?;
        let widget = widget.to_str().context("a path in UTF-8")?;
        let mut process = skill_check(&["preview", path, "--widget", widget, "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()?;
        // The rest of what it prints goes unread, which must not end it.
        let output = BufReader::new(process.stdout.take().context("its output")?);
        let line = output
            .lines()
            .map_while(std::io::Result::ok)
            .find(|line| line.contains("http://"));
        let line = line.context("the preview says where it is")?;
        let address = line[line.find("http://").unwrap_or_default()..].to_owned();
        Ok(Self {
            folder,
            process,
            address,
        })
    }

    fn change(&self, from: &str, to: &str) -> Result<()> {
        self.change_in("en.toml", from, to)
    }

    fn change_in(&self, file: &str, from: &str, to: &str) -> Result<()> {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(from), "{file} holds {from}");
        Ok(fs::write(path, text.replacen(from, to, 1))?)
    }

    /// Adds a language that the interface doesn't come in.
    fn add_dutch(&self) -> Result<()> {
        let text = fs::read_to_string(self.folder.join("en.toml"))?;
        let dutch = text
            .replacen("locale = \"en\"", "locale = \"nl\"", 1)
            .replacen("name = \"English\"", "name = \"Nederlands\"", 1);
        ensure!(
            dutch.contains("name = \"Nederlands\""),
            "the file names its language"
        );
        fs::write(self.folder.join("nl.toml"), dutch)?;
        self.change_in(
            "catalogue.toml",
            "[\"de\", \"en\"]",
            "[\"de\", \"en\", \"nl\"]",
        )
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // What has ended already needs no end, and a folder that stays behind does no harm.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_new_catalogue_is_on_show_and_each_change_follows() {
    browse(Engine::Chromium, async |browser| {
        let preview = Preview::start("preview")?;
        browser
            .goto(&format!("{}?lang=en", preview.address))
            .await?;
        let title = "Where do you stand at the front desk?";
        browser
            .wait_for_text(".sc-start h2", |text| text == title)
            .await?;
        browser.no_errors().await?;

        preview.change(title, "How <b>good</b> are you?")?;
        let said = browser
            .wait_for_text("pre.error", |text| text.contains("markup"))
            .await?;
        ensure!(said.contains("en.toml:") && said.contains("^^^"), "{said}");
        ensure!(browser.text(".sc-start h2").await? == title);

        preview.change("How <b>good</b> are you?", "How good are you?")?;
        browser
            .wait_for_text(".sc-start h2", |text| text == "How good are you?")
            .await?;
        ensure!(browser.texts("pre").await?.is_empty());
        browser.accessible("the preview").await.map(drop)
    });
}

/// Goal: who tries out a catalogue while it is written keeps the answers when weights and levels change, and
/// what was in order when a file is broken and the page loaded anew.
#[test]
fn answers_stay_over_changes_of_weights_and_what_was_in_order_over_a_reload() {
    browse(Engine::Chromium, async |browser| {
        let preview = Preview::start("preview-answers")?;
        browser
            .goto(&format!("{}?lang=en", preview.address))
            .await?;
        browser.click(".sc-start .sc-button--primary").await?;
        for (id, level) in [("receiving-visitors", 3), ("difficult-conversations", 1)] {
            browser.respond_by_mouse(id, Response::Level(level)).await?;
        }
        let position = async || {
            let said = browser.text(".sc-progress__text").await?;
            anyhow::Ok(browser_tests::numbers(&said)[0])
        };
        browser
            .wait_for_text(".sc-progress__text", |text| {
                browser_tests::numbers(text)[0] == 3
            })
            .await?;
        let version = "return fetch('/preview/state.json').then((answer) => answer.json()).then(({ version }) => version)";
        let mut last = browser.script(version, vec![]).await?;
        for (from, to) in [
            ("\"front-office.junior\" = 3", "\"front-office.junior\" = 4"),
            (
                "\"front-office.senior\" = 4 }",
                "\"front-office.senior\" = 3 }",
            ),
            ("reached_percent = 80", "reached_percent = 75"),
        ] {
            browser.script("window.isOld = true", vec![]).await?;
            preview.change_in("catalogue.toml", from, to)?;
            browser
                .wait_until("the change is shown", async || {
                    let state = browser
                        .script("return window.isOld ?? false", vec![])
                        .await?;
                    Ok((state == false).then_some(()))
                })
                .await?;
            browser.wait_for(".sc-item").await?;
            ensure!(position().await? == 3, "{to}: the answers are gone");
            let now = browser.script(version, vec![]).await?;
            ensure!(now != last);
            last = now;
        }

        // Broken, and loaded anew: what was in order is on show, with what is wrong.
        preview.change_in(
            "catalogue.toml",
            "reached_percent = 75",
            "reached_percent = 750",
        )?;
        browser
            .wait_for_text("pre.error", |text| text.contains("reached_percent"))
            .await?;
        browser.reload().await?;
        browser.wait_for(".sc-item").await?;
        ensure!(position().await? == 3);
        browser
            .wait_for_text("pre.error", |text| text.contains("reached_percent"))
            .await?;

        // Three languages, one of them the author's: all on show, with the same answers.
        preview.change_in(
            "catalogue.toml",
            "reached_percent = 750",
            "reached_percent = 80",
        )?;
        preview.add_dutch()?;
        browser
            .wait_for_text("#locales", |text| text.contains("nl"))
            .await?;
        browser
            .wait_for_text(".sc-locale[lang='nl']", |text| text == "Nederlands")
            .await?;
        browser.click(".sc-locale[lang='nl']").await?;
        browser.wait_for(".sc[lang='nl'] .sc-item").await?;
        ensure!(position().await? == 3);
        browser.no_errors().await
    });
}
