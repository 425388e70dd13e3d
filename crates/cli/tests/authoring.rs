//! `docs/authoring.md`, followed word for word in an empty folder: commands are run as they stand, texts
//! are added where it says, and what it quotes is what is printed.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::common;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::Folder;

/// A fenced block with its language and the last line of words before it.
struct Block {
    language: String,
    before: String,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut before = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block {
                language: language.to_owned(),
                before: std::mem::take(&mut before),
                text: text.join("\n"),
            });
        } else if !line.is_empty() {
            line.clone_into(&mut before);
        }
    }
    blocks
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/authoring.md");
    fs::read_to_string(path).unwrap()
}

/// A command line of the page; cargo finds the command beside this test's.
fn command(folder: &Path, line: &str) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_cargo-skill-check"));
    let mut paths = vec![own.parent().unwrap().to_owned()];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap());
    command
        .args(words)
        .current_dir(folder)
        .env("PATH", std::env::join_paths(paths).unwrap());
    command
}

/// Runs a command; a preview goes on until it has said where it is.
fn run(folder: &Path, line: &str) -> String {
    assert!(line.starts_with("cargo skill-check "), "{line}");
    if line.starts_with("cargo skill-check preview ") {
        let port = format!("{line} --port 0");
        let mut preview = command(folder, &port)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(preview.stdout.take().unwrap());
        let said = output
            .lines()
            .map(Result::unwrap)
            .find(|line| line.contains("http://127.0.0.1:"));
        preview.kill().unwrap();
        preview.wait().unwrap();
        return said.expect("the preview says where it is");
    }
    let output = command(folder, line).output().unwrap();
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let has_errors = printed.contains("\nerror[") || printed.starts_with("error[");
    assert_eq!(
        output.status.code(),
        Some(has_errors.into()),
        "{line}\n{printed}"
    );
    printed
}

#[test]
fn the_page_is_followed_word_for_word() {
    let folder = Folder::new("authoring");
    // What the page takes for granted: the built widget, and a survey of one's own.
    fs::create_dir_all(folder.0.join("dist")).unwrap();
    fs::write(folder.0.join("dist/skill-check.js"), "").unwrap();
    let survey = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lss/limesurvey-6.lss");
    fs::copy(survey, folder.0.join("survey.lss")).unwrap();
    let mut printed = String::new();
    let (mut commands, mut additions, mut quotes) = (0, 0, 0);
    for block in blocks(&page()) {
        match &*block.language {
            "sh" => {
                for line in block.text.lines() {
                    printed = run(&folder.0, line);
                    commands += 1;
                }
            }
            "toml" => {
                let file = block.before.strip_prefix("Add to the end of `");
                let file = file.and_then(|rest| rest.strip_suffix("`:")).unwrap();
                let path = folder.0.join(file);
                let text = fs::read_to_string(&path).unwrap();
                fs::write(path, format!("{text}\n{}\n", block.text)).unwrap();
                additions += 1;
            }
            "text" => {
                assert!(
                    printed.contains(&block.text),
                    "{}\nis not in\n{printed}",
                    block.text
                );
                quotes += 1;
            }
            "html" | "console" => {}
            other => panic!("a block of {other}"),
        }
    }
    assert_eq!((commands, additions, quotes), (15, 4, 4));
    let report = catalogue::load(&folder.0.join("care-assistant"));
    assert_eq!(report.authored.unwrap().catalogue().item_count(), 7);
    for file in [
        "public/catalogues/care-assistant.de.bin",
        "care-assistant/links.lock",
        "from-survey/ar.toml",
    ] {
        assert!(folder.0.join(file).is_file(), "{file}");
    }
}

#[test]
fn the_page_lists_every_diagnostic() {
    let page = page();
    for code in catalogue::Code::ALL {
        let row = format!("| `{code}` | {} |", code.why());
        assert!(page.contains(&row), "{row}");
    }
}
