//! `skill-check preview`, asked by an HTTP client while the catalogue changes under it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use common::{Folder, run};
use serde_json::Value;

/// A preview that ends with the test.
struct Preview {
    process: Child,
    output: BufReader<ChildStdout>,
    address: String,
    /// What it said of the widget.
    widget: String,
}

impl Preview {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
            .current_dir(folder)
            .args(["preview", "mine", "--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut preview = Self {
            process,
            output,
            address: String::new(),
            widget: String::new(),
        };
        preview.widget = preview.read_to("The widget is ");
        let line = preview.read_to("The preview is at ");
        let address = line.trim().rsplit_once("http://").unwrap().1;
        preview.address = address.trim_end_matches('/').to_owned();
        preview
    }

    /// Reads what is printed up to a line with this text; a preview that ends before fails the test.
    fn read_to(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(
                self.output.read_line(&mut line).unwrap(),
                0,
                "it goes on to {text}"
            );
            if line.contains(text) {
                return line;
            }
        }
    }

    /// The head and the body of an answer.
    fn get(&self, path: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let body = answer.split_off(end + 4);
        (String::from_utf8(answer).unwrap(), body)
    }

    fn state(&self) -> Value {
        serde_json::from_slice(&self.get("/preview/state.json").1).unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A folder with a new catalogue and as much of a widget as is asked for.
fn prepared(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert_eq!(run(&folder.0, &["new", "mine"]).0, 0);
    fs::create_dir_all(folder.0.join("widget")).unwrap();
    fs::write(folder.0.join("widget/skill-check.js"), "// the widget").unwrap();
    folder
}

fn change(folder: &Folder, file: &str, from: &str, to: &str) {
    let path = folder.0.join("mine").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} holds {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_saved_is_checked_and_shown() {
    let folder = prepared("preview");
    let mut preview = Preview::start(&folder.0, &["--widget", "widget"]);
    assert!(preview.widget.contains("The widget is the one in widget\n"));
    let (head, page) = preview.get("/");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("text/html"), "{head}");
    assert!(
        String::from_utf8(page)
            .unwrap()
            .contains("/preview/page.js")
    );
    assert_eq!(preview.get("/skill-check.js").1, b"// the widget");
    let state = preview.state();
    assert_eq!(
        (&state["version"], &state["catalogue"]),
        (&1.into(), &"mine".into())
    );
    assert_eq!(state["locales"], serde_json::json!(["de", "en"]));
    let title = |preview: &Preview| {
        let (_, bytes) = preview.get("/preview/en.bin");
        assessment::compiled::decode(&bytes).unwrap().1.title
    };
    assert_eq!(&*title(&preview), "Where do you stand at the front desk?");

    change(
        &folder,
        "en.toml",
        "Where do you stand at the front desk?",
        "How good are you?",
    );
    preview.read_to("mine is shown");
    assert_eq!(preview.state()["version"], 2);
    assert_eq!(&*title(&preview), "How good are you?");

    change(
        &folder,
        "en.toml",
        "How good are you?",
        "How <b>good</b> are you?",
    );
    preview.read_to("mine has errors");
    let state = preview.state();
    assert_eq!(
        (&state["version"], &state["is_in_order"]),
        (&3.into(), &false.into())
    );
    assert_eq!(state["diagnostics"][0]["code"], "markup");
    // A page that is loaded again shows what was in order.
    assert_eq!(
        (&state["catalogue"], &state["locales"]),
        (&"mine".into(), &serde_json::json!(["de", "en"]))
    );
    let shown = state["diagnostics"][0]["shown"].as_str().unwrap();
    assert!(
        shown.contains("title = \"How <b>good</b> are you?\""),
        "{shown}"
    );
    assert_eq!(
        &*title(&preview),
        "How good are you?",
        "what was in order stays"
    );

    change(&folder, "en.toml", "How <b>good</b> are you?", "Again?");
    preview.read_to("mine is shown");
    assert_eq!(&*title(&preview), "Again?");
}

#[test]
fn a_catalogue_that_is_broken_from_the_start_is_shown_once_it_is_mended() {
    let folder = prepared("preview-broken");
    change(&folder, "catalogue.toml", "revision = 1", "revision = 0");
    let mut preview = Preview::start(&folder.0, &["--widget", "widget"]);
    let state = preview.state();
    assert_eq!(
        (&state["is_in_order"], &state["locales"]),
        (&false.into(), &serde_json::json!([]))
    );
    assert!(preview.get("/preview/en.bin").0.starts_with("HTTP/1.1 404"));
    change(&folder, "catalogue.toml", "revision = 0", "revision = 1");
    preview.read_to("mine is shown");
    assert!(preview.get("/preview/en.bin").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_draft_is_shown_with_what_is_left_to_write() {
    let folder = prepared("preview-draft");
    change(
        &folder,
        "en.toml",
        "title = \"",
        "title = \"To be written: ",
    );
    let preview = Preview::start(&folder.0, &["--widget", "widget"]);
    let state = preview.state();
    assert_eq!(state["is_in_order"], true);
    assert_eq!(state["diagnostics"][0]["code"], "unwritten");
    assert!(preview.get("/preview/en.bin").0.starts_with("HTTP/1.1 200"));
    assert_eq!(run(&folder.0, &["compile", "mine", "-o", "out"]).0, 1);
}

#[test]
fn only_this_machine_s_own_names_are_answered() {
    let folder = prepared("preview-host");
    let preview = Preview::start(&folder.0, &["--widget", "widget"]);
    let asked = |lines: &str| {
        let mut stream = TcpStream::connect(&preview.address).unwrap();
        let request = format!("GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let own = format!("Host: {}\r\n", preview.address);
    let port = preview.address.rsplit(':').next().unwrap();
    for lines in [
        own.clone(),
        format!("Host: localhost:{port}\r\n"),
        format!("{own}Origin: http://{}\r\n", preview.address),
    ] {
        let answer = asked(&lines);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!answer.contains("Access-Control-Allow-Origin"), "{answer}");
    }
    for lines in [
        format!("Host: attacker.example:{port}\r\n"),
        "Host: localhost:1\r\n".to_owned(),
        String::new(),
        format!("{own}Origin: https://attacker.example\r\n"),
        format!("{own}Origin: null\r\n"),
    ] {
        let answer = asked(&lines);
        assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    }
}

#[test]
fn what_keeps_it_from_starting_is_said() {
    let folder = prepared("preview-failures");
    for (arguments, expected) in [
        (
            &["preview", "yours", "--widget", "widget"][..],
            "there is no folder yours",
        ),
        (
            &["preview", "mine", "--widget", "mine"],
            "mine is no built widget: it has no skill-check.js",
        ),
    ] {
        let (status, said) = run(&folder.0, arguments);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(expected), "{said}");
    }
}
