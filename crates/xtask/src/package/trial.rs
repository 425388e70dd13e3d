//! The packed command, tried with nothing beside it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The catalogue that is made.
const NAME: &str = "trial";

/// Makes a catalogue in an empty folder, checks it, and asks the preview for the page and the widget.
///
/// # Errors
/// One of the three doesn't do what it should.
pub(crate) fn run(program: &Path, folder: &Path) -> Result<()> {
    for arguments in [["new", NAME], ["check", NAME]] {
        let output = command(program, folder, &arguments)
            .output()
            .with_context(|| format!("{} can't be run", program.display()))?;
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        ensure!(
            output.status.success(),
            "`{}` failed:\n{printed}",
            arguments.join(" ")
        );
        if arguments[0] == "check" {
            let summary = "0 errors, 0 warnings, 0 notes";
            ensure!(
                printed.contains(summary),
                "what is new isn't in order:\n{printed}"
            );
        }
    }
    preview(program, folder)
}

/// The command as it is called, without what the environment has of this repository.
fn command(program: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().args(arguments);
    command
}

/// A process that ends with the trial.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn preview(program: &Path, folder: &Path) -> Result<()> {
    let mut process = command(program, folder, &["preview", NAME, "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .map(Running)
        .with_context(|| format!("{} can't be run", program.display()))?;
    let output = process.0.stdout.take().context("its output is gone")?;
    // Held to the end: what can't be printed could end it.
    let mut lines = BufReader::new(output).lines();
    let mut address = None;
    let mut printed = String::new();
    for line in lines.by_ref() {
        let line = line.context("what it prints can't be read")?;
        address = line.rsplit_once("http://").map(|(_, rest)| rest.to_owned());
        printed.push_str(&line);
        printed.push('\n');
        if address.is_some() {
            break;
        }
    }
    let address = address.with_context(|| format!("the preview didn't begin:\n{printed}"))?;
    let address = address.trim().trim_end_matches('/');
    ensure!(
        printed.contains("this command carries"),
        "the widget comes from elsewhere:\n{printed}"
    );
    let page = String::from_utf8(get(address, "/")?).context("the page is no text")?;
    ensure!(
        page.contains("/preview/page.js"),
        "the page is another one:\n{page}"
    );
    let script = String::from_utf8(get(address, "/skill-check.js")?);
    let script = script.context("the widget's script is no text")?;
    for name in wasm(&script)? {
        let bytes = get(address, &format!("/{name}"))?;
        ensure!(bytes.starts_with(b"\0asm"), "{name} is no WebAssembly");
    }
    let state = String::from_utf8(get(address, "/preview/state.json")?);
    let state = state.context("the preview's state is no text")?;
    ensure!(
        state.contains("\"is_in_order\":true"),
        "it isn't in order:\n{state}"
    );
    Ok(())
}

/// The Wasm files that the widget's script names.
pub(crate) fn wasm(script: &str) -> Result<Vec<&str>> {
    let names: Vec<&str> = script
        .split(['"', '\'', '`'])
        .filter(|text| text.starts_with("assets/") && text.ends_with(".wasm"))
        .collect();
    if names.is_empty() {
        bail!("the widget's script names no Wasm");
    }
    Ok(names)
}

/// What a path of a server on this machine answers.
fn get(address: &str, path: &str) -> Result<Vec<u8>> {
    answer(address, path).map(|(_, body)| body)
}

/// The same with its head.
pub(crate) fn answer(address: &str, path: &str) -> Result<(String, Vec<u8>)> {
    let unanswered = || format!("{path} is not answered");
    let mut stream = TcpStream::connect(address).with_context(unanswered)?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .with_context(unanswered)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).with_context(unanswered)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let body = answer.split_off(end.with_context(unanswered)? + 4);
    let head = String::from_utf8_lossy(&answer).into_owned();
    let status = head.lines().next().unwrap_or_default();
    ensure!(status.contains(" 200 "), "{path} is answered with {status}");
    Ok((head, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_is_found_in_the_script() {
        let script = "a={wasm:\"assets/skill-check.0f.wasm\",later:`assets/later.1e.wasm`,glue:\"assets/x.js\"}";
        let names = ["assets/skill-check.0f.wasm", "assets/later.1e.wasm"];
        assert_eq!(wasm(script).unwrap(), names);
        assert!(wasm("export {}").is_err());
    }
}
