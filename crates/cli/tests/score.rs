//! The command `score` as its users call it: pipes, files, exit status, messages.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogues/social-media");

/// Exit status, standard output and standard error for some arguments and input.
fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn lines_go_in_and_come_out() {
    let arguments = ["score", CATALOGUE, "--responses", "-"];
    let (status, out, error) = run(&arguments, "[2,2]\n[1,1]\n");
    assert_eq!((status, &*error), (0, "2 scored, 0 bad, read as jsonl\n"));
    assert_eq!(out.lines().count(), 2);
    assert!(out.starts_with("{\"line\":1,\"headline\":\""));

    let (status, out, error) = run(&arguments, "[2,2]\n[2,\n[1,1]\n");
    assert_eq!(status, 1);
    assert_eq!(out.lines().count(), 2);
    assert_eq!(
        error,
        "-:2: EOF while parsing a value at column 3\n2 scored, 1 bad, read as jsonl\n"
    );
}

#[test]
fn the_goal_is_that_of_the_line_or_of_the_command() {
    let aimed = |extra: &[&str], line: &str| {
        let arguments = [&["score", CATALOGUE, "--responses", "-"], extra].concat();
        let (status, out, _) = run(&arguments, line);
        assert_eq!(status, 0);
        let value: serde_json::Value = serde_json::from_str(&out).unwrap();
        value["target"].as_str().unwrap().to_owned()
    };
    let flags = ["--family", "community-manager", "--level", "senior"];
    assert_eq!(aimed(&[], "[0]"), "social-media-manager.junior");
    assert_eq!(aimed(&flags, "[0]"), "community-manager.senior");
    let line = r#"{"responses":[0],"family":"social-media-consultant"}"#;
    assert_eq!(aimed(&flags, line), "social-media-consultant.senior");
}

#[test]
fn a_compiled_catalogue_and_a_file_do_as_well() {
    let folder = std::env::temp_dir().join(format!("skill-check-score-{}", std::process::id()));
    let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (status, ..) = run(&["compile", CATALOGUE, "-o", &path("")], "");
    assert_eq!(status, 0);
    std::fs::write(
        folder.join("rows.csv"),
        "files-and-cloud;research\n2;-\n;3\n",
    )
    .unwrap();
    let score = |catalogue: &str| {
        let rows = path("rows.csv");
        let arguments = ["score", catalogue, "--responses", &rows, "--format", "csv"];
        run(&arguments, "")
    };
    let (status, out, error) = score(&path("social-media.de.bin"));
    assert_eq!(status, 0, "{error}");
    assert_eq!(out, score(CATALOGUE).1);
    assert_eq!(out.lines().count(), 3);
    assert!(error.contains("items without a column"), "{error}");

    let written = path("results.jsonl");
    let arguments = ["score", CATALOGUE, "--responses", "-", "-o", &written];
    let (status, out, _) = run(&arguments, "[1]");
    assert_eq!((status, &*out), (0, ""));
    assert!(std::fs::read_to_string(&written).unwrap().ends_with("}\n"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_cannot_be_carried_out_is_said() {
    let missing = Path::new(CATALOGUE).join("no-such-file");
    let missing = missing.to_str().unwrap();
    for (arguments, message, expected) in [
        (
            vec!["score", CATALOGUE, "--responses", missing],
            "no-such-file can't be read: ",
            2,
        ),
        (
            vec!["score", missing, "--responses", "-"],
            "no-such-file can't be read: ",
            2,
        ),
        (
            vec!["score", CATALOGUE, "--responses", "-", "--family", "x"],
            "no family `x`; there is social-media-manager, ",
            2,
        ),
        (
            vec!["score", CATALOGUE, "--responses", "-", "--input", "csv"],
            "-: line 1: no column is an item of this catalogue",
            2,
        ),
        (
            vec![
                "score",
                concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
                "--responses",
                "-",
            ],
            "Cargo.toml: ",
            1,
        ),
    ] {
        let (status, out, error) = run(&arguments, "a,b\n");
        assert_eq!((status, &*out), (expected, ""), "{arguments:?}: {error}");
        assert!(error.contains(message), "{arguments:?}: {error}");
    }
}

/// Goal: nothing that was answered is lost by a slip on the command line.
#[cfg(unix)]
#[test]
fn responses_are_never_overwritten_by_their_results() {
    let folder = std::env::temp_dir().join(format!("skill-check-own-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let responses = folder.join("responses.jsonl");
    std::fs::write(&responses, "[1]\n").unwrap();
    let (soft, hard) = (folder.join("soft"), folder.join("hard"));
    std::os::unix::fs::symlink(&responses, &soft).unwrap();
    std::fs::hard_link(&responses, &hard).unwrap();
    let score = |from: &Path, to: &Path| {
        let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
        run(&["score", CATALOGUE, "--responses", from, "-o", to], "")
    };
    for output in [&responses, &soft, &hard] {
        let (status, _, error) = score(&responses, output);
        assert_eq!(status, 2, "{error}");
        assert!(error.contains("holds the responses"), "{error}");
        assert_eq!(std::fs::read_to_string(&responses).unwrap(), "[1]\n");
    }
    // A run that fails leaves what was there before, and nothing beside it.
    let results = folder.join("results.jsonl");
    std::fs::write(&results, "before").unwrap();
    let table = folder.join("table.csv");
    std::fs::write(&table, "a,b\n").unwrap();
    assert_eq!(score(&table, &results).0, 2);
    assert_eq!(std::fs::read_to_string(&results).unwrap(), "before");
    assert_eq!(score(&responses, &results).0, 0);
    assert!(
        std::fs::read_to_string(&results)
            .unwrap()
            .starts_with("{\"line\":1")
    );
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 5);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_message_holds_no_command_for_the_terminal() {
    let arguments = ["score", CATALOGUE, "--responses", "-", "--input", "csv"];
    let (_, _, error) = run(&arguments, "research\n\u{1b}[2J\n");
    assert!(error.contains("\\u{1b}[2J"), "{error}");
    assert!(!error.contains('\u{1b}'));
}

#[test]
fn a_header_is_left_out_where_parts_are_put_together() {
    let arguments = [
        "score",
        CATALOGUE,
        "--responses",
        "-",
        "--format",
        "csv",
        "--no-header",
    ];
    let (status, out, _) = run(&arguments, "[1]\n[2]\n");
    assert_eq!((status, out.lines().count()), (0, 2));
    assert!(out.starts_with("1,,"), "{out}");
}

/// Goal: whoever reads no further ends the run at once, without a word.
///
/// Method: lines are written until nobody takes them; far more than any buffer between the two holds.
#[test]
fn a_closed_pipe_ends_the_run_at_once() {
    const LINES_MAX: usize = 2_000_000;
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
        .args(["score", CATALOGUE, "--responses", "-", "--input", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    input.write_all(b"[1]\n").unwrap();
    let mut line = String::new();
    // The result is there before there is more input.
    output.read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"line\":1"), "{line}");
    drop(output);
    let taken = (0..LINES_MAX).take_while(|_| input.write_all(b"[2]\n").is_ok());
    let taken = taken.count();
    assert!(taken < LINES_MAX, "it goes on for nobody");
    drop(input);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("panicked"), "{said}");
}
