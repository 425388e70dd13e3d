//! The command `score` with compressed files and tables, as its users call it.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogues/social-media");

/// Exit status, standard output and standard error for some arguments and input.
fn run(arguments: &[&str], input: &[u8]) -> (i32, Vec<u8>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
        .args(["score", CATALOGUE])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A command that fails early reads nothing.
    let writing = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), output.stdout, said)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn responses() -> Vec<u8> {
    let lines =
        (0..2_000).map(|number| format!("{{\"id\":{number},\"responses\":[2,{}]}}\n", number % 5));
    lines.collect::<String>().into_bytes()
}

/// Goal: whatever responses come packed in, from a file or a pipe, they are read without being told.
#[test]
fn what_is_compressed_is_unpacked() {
    let lines = responses();
    let (status, expected, said) = run(&["--responses", "-"], &lines);
    assert_eq!((status, &*said), (0, "2000 scored, 0 bad, read as jsonl\n"));
    // What several programs have compressed is put together by `cat`.
    let parts = lines.split_at(lines.len() / 2);
    let gzipped = [gzip(parts.0), gzip(parts.1)].concat();
    let packed = zstd::encode_all(&*lines, 1).unwrap();
    let twice = zstd::encode_all(&*gzipped, 1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for bytes in [&gzipped, &packed, &twice] {
        let (status, results, said) = run(&["--responses", "-"], bytes);
        assert_eq!((status, &*said), (0, "2000 scored, 0 bad, read as jsonl\n"));
        assert!(results == expected);
        // Not the name of a file tells what it is, but how it begins.
        let file = folder.path().join("responses.txt");
        std::fs::write(&file, bytes).unwrap();
        let (status, results, _) = run(&["--responses", file.to_str().unwrap()], b"");
        assert_eq!(status, 0);
        assert!(results == expected);
    }
    let (status, _, said) = run(&["--responses", "-"], &packed[..packed.len() / 2]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("can't be read: "), "{said}");
}

#[test]
fn the_name_of_the_output_says_how_it_is_written() {
    let lines = responses();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, extra: &[&str]| {
        let file = folder.path().join(name);
        let arguments = [&["--responses", "-", "-o", file.to_str().unwrap()], extra].concat();
        let (status, out, said) = run(&arguments, &lines);
        assert_eq!((status, out.len()), (0, 0), "{said}");
        std::fs::read(file).unwrap()
    };
    let (_, json, _) = run(&["--responses", "-"], &lines);
    let (_, csv, _) = run(&["--responses", "-", "--format", "csv"], &lines);
    assert!(write("a.jsonl", &[]) == json);
    assert!(write("a", &[]) == json);
    assert!(write("a.csv", &[]) == csv);
    assert!(write("a.csv", &["--format", "jsonl"]) == json);
    let mut unpacked = Vec::new();
    let gzipped = write("a.csv.gz", &[]);
    flate2::read::GzDecoder::new(&*gzipped)
        .read_to_end(&mut unpacked)
        .unwrap();
    assert!(unpacked == csv);
    assert!(zstd::decode_all(&*write("a.jsonl.zst", &[])).unwrap() == json);
    for (name, beginning) in [
        ("a.parquet", &b"PAR1"[..]),
        ("a.arrow", b"ARROW1"),
        ("a.arrows", b"\xff\xff\xff\xff"),
    ] {
        let table = write(name, &[]);
        assert!(table.starts_with(beginning), "{name}");
        // What was written is read again, from a file, from a pipe and compressed.
        let file = folder.path().join(name);
        for (from, input) in [
            (file.to_str().unwrap(), vec![]),
            ("-", table.clone()),
            ("-", gzip(&table)),
        ] {
            let arguments = ["--responses", from, "--format", "jsonl"];
            let (status, results, said) = run(&arguments, &input);
            assert_eq!(status, 0, "{said}");
            let kind = if name == "a.parquet" {
                "parquet"
            } else {
                "arrow"
            };
            assert_eq!(said, format!("2000 scored, 0 bad, read as {kind}\n"));
            // Ids of lines may be anything, so in a table they are text.
            assert_eq!(results.iter().filter(|&&byte| byte == b'\n').count(), 2_000);
            assert!(results.starts_with(b"{\"line\":1,\"id\":\"0\",\"headline\":\""));
        }
    }
    // A pipe has no end to read from, so it gets a stream.
    let (_, stream, _) = run(&["--responses", "-", "--format", "arrow"], &lines);
    assert!(stream.starts_with(b"\xff\xff\xff\xff"));
}

#[test]
fn what_is_no_table_is_refused() {
    let damaged = [&b"PAR1"[..], &[0; 40], b"PAR1"].concat();
    let table = run(&["--responses", "-", "--format", "parquet"], &responses()).1;
    for (arguments, input, message) in [
        (vec![], &damaged[..], "-: the table can't be read: "),
        (
            vec![],
            &table[..table.len() / 2],
            "-: the table can't be read: ",
        ),
        (
            vec!["--input", "parquet"],
            b"[1]\n",
            "- doesn't begin as Parquet does; ",
        ),
        (
            vec!["--input", "arrow"],
            &table,
            "- doesn't begin as Arrow does; ",
        ),
    ] {
        let arguments = [vec!["--responses", "-"], arguments].concat();
        let (status, out, said) = run(&arguments, input);
        assert_eq!((status, out.len()), (2, 0), "{said}");
        assert!(said.contains(message), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// Goal: a run that fails leaves what was there before.
#[test]
fn a_table_takes_its_place_when_all_of_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("results.parquet");
    std::fs::write(&place, "before").unwrap();
    let table = run(&["--responses", "-", "--format", "parquet"], &responses()).1;
    let middle = table.len() / 3;
    let mut damaged = table;
    damaged[middle..middle + 2_000].fill(0xff);
    let arguments = ["--responses", "-", "-o", place.to_str().unwrap()];
    let (status, _, said) = run(&arguments, &damaged);
    assert_eq!(status, 2, "{said}");
    assert_eq!(std::fs::read_to_string(&place).unwrap(), "before");
    assert_eq!(list(folder.path()), ["results.parquet"]);
}

/// Goal: a cohort gives the same figures whatever its responses are kept in, results of `score` among it.
#[test]
fn an_analysis_reads_tables_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let command = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-skill-check"))
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    };
    let lines = place("lines.jsonl");
    command(&["analyse", CATALOGUE, "--simulate", "300", "-o", &lines]);
    let packed = place("lines.jsonl.gz");
    std::fs::write(&packed, gzip(&std::fs::read(&lines).unwrap())).unwrap();
    let tables = [place("results.parquet"), place("results.arrow")];
    for table in &tables {
        command(&["score", CATALOGUE, "--responses", &lines, "-o", table]);
    }
    let figures = |responses: &str| {
        let page = place("report.html");
        // Results have no `seconds`, which the simulated lines do.
        let draws = ["--draws", "100", "--seconds", "none"];
        let arguments = ["analyse", CATALOGUE, "--responses", responses, "-o", &page];
        let said = command(&[&arguments[..], &draws].concat());
        assert!(said.contains(" counted, 0 bad, read as "), "{said}");
        std::fs::read_to_string(place("report.json")).unwrap()
    };
    let expected = figures(&lines);
    for responses in [&packed, &tables[0], &tables[1]] {
        let found = figures(responses);
        assert!(found == expected, "{responses}: {found}");
    }
}

fn list(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().file_name().into_string().unwrap()
    };
    entries.map(name).collect()
}
