//! The author's preview in a browser: a new catalogue is on show at once, and each change follows.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
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
    fn start() -> Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("skill-check-preview-{}", std::process::id()));
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
        let path = self.folder.join("en.toml");
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(from), "en.toml holds {from}");
        Ok(fs::write(path, text.replacen(from, to, 1))?)
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
        let preview = Preview::start()?;
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
