//! The commands `analyse` and `norms` as their users call them, and `docs/analysis.md` word for word.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

use crate::common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Folder, run};
use serde_json::Value;

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media")
}

/// A folder with a copy of a catalogue, which commands may write to.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    let copy = folder.0.join("social-media");
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(catalogue()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs `analyse` on the responses in `a.jsonl`, with more arguments.
fn analyse(folder: &Folder, report: &str, more: &[&str]) -> (i32, String) {
    let base = [
        "analyse",
        "social-media",
        "--responses",
        "a.jsonl",
        "-o",
        report,
    ];
    run(&folder.0, &[&base[..], more].concat())
}

/// The arguments that simulate a cohort of so many people, with more behind their number.
fn simulate<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["analyse", "social-media", "--simulate"], more].concat()
}

/// The figures that it writes beside `r.html`.
fn figures(folder: &Folder) -> Value {
    json(&folder.0.join("r.json"))
}

/// Fewer samples take less time and change nothing that is looked at here.
const QUICK: [&str; 2] = ["--draws", "100"];

/// Lines of so many people who answer `levels` in turn, the second half in group `b`.
fn lines(people: usize, levels: &[u8]) -> String {
    (0..people)
        .map(|person| {
            let level = |item: usize| levels[(person + item) % levels.len()].to_string();
            let answers: Vec<String> = (0..39).map(level).collect();
            let group = if person * 2 < people { "a" } else { "b" };
            format!(
                "{{\"id\":{person},\"group\":\"{group}\",\"responses\":[{}]}}\n",
                answers.join(",")
            )
        })
        .collect()
}

/// A command line of the page, as a shell runs it; cargo finds the command beside this test's.
fn shell(folder: &Path, line: &str) -> (Option<i32>, String) {
    let own = Path::new(env!("CARGO_BIN_EXE_cargo-skill-check"));
    let mut paths = vec![own.parent().unwrap().to_owned()];
    paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(paths).unwrap())
        .output()
        .unwrap();
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code(), printed)
}

#[test]
fn the_page_is_followed_word_for_word() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/analysis.md");
    let page = fs::read_to_string(page).unwrap();
    let folder = folder("analysis");
    let mut commands = 0;
    for block in page.split("```sh\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            // Fewer samples take less time and change nothing that is looked at here.
            let quick = if line.contains("--responses") && line.contains(" analyse ") {
                format!("{line} --draws 100 --sample 600")
            } else {
                line.to_owned()
            };
            let (status, printed) = shell(&folder.0, &quick);
            assert_eq!(status, Some(0), "{line}\n{printed}");
            commands += 1;
        }
    }
    assert_eq!(commands, 7);
    let report = json(&folder.0.join("report.json"));
    assert_eq!(report["n"], 1200);
    assert_eq!(
        report["comparison"]["groups"],
        serde_json::json!(["a", "b"])
    );
    assert!(report["retest"]["n"].as_u64().unwrap() > 80);
    let html = fs::read_to_string(folder.0.join("report.html")).unwrap();
    assert!(html.contains("<html lang=\"de\">") && !html.contains("<script"));
    // Every heading that the page names is there.
    for id in [
        "areas",
        "items",
        "gaps",
        "modules",
        "comparison",
        "retest",
        "models",
        "rows",
    ] {
        assert!(html.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
    let both = json(&folder.0.join("both.json"));
    assert_eq!(
        both["comparison"]["groups"],
        serde_json::json!(["cohort", "later"])
    );
    assert_eq!(both["settings"]["leavesOutCareless"], true);
    let donated = json(&folder.0.join("donated.json"));
    assert_eq!(donated["randomised"]["budgets"], serde_json::json!([1.0]));
    assert_eq!(
        donated["areas"][0]["alpha"]["refused"]["reason"],
        "randomised"
    );
    assert!(donated["items"][0]["corrected"][0]["value"].is_f64());
    let html = fs::read_to_string(folder.0.join("both.html")).unwrap();
    assert!(html.contains("<html lang=\"en\">") && html.contains("Cronbach’s α"));

    let text = fs::read_to_string(folder.0.join("social-media/norms.toml")).unwrap();
    let authored = catalogue::load(&folder.0.join("social-media"))
        .authored
        .unwrap();
    let norms = catalogue::norms::Norms::read(&text, authored.catalogue()).unwrap();
    assert_eq!(norms.definition().areas.len(), 5);
    assert_eq!(norms.definition().source, "Simulated people".into());
}

#[test]
fn the_same_lines_give_the_same_report() {
    let folder = folder("same");
    fs::write(folder.0.join("a.jsonl"), lines(130, &[0, 1, 3, 2, 4, 2])).unwrap();
    for name in ["one", "other"] {
        let (status, printed) = analyse(&folder, &format!("{name}.html"), &QUICK);
        assert_eq!(status, 0, "{printed}");
    }
    let read = |name: &str| fs::read(folder.0.join(name)).unwrap();
    assert_eq!(read("one.json"), read("other.json"));
    assert_eq!(read("one.html"), read("other.html"));
}

#[test]
fn quartiles_are_those_of_the_people() {
    let folder = folder("norms");
    // A quarter each of people with 0, 1, 3 and 4 throughout.
    let people = |level: u8| format!("[{}]\n", vec![level.to_string(); 39].join(","));
    let text: String = [0, 1, 3, 4]
        .iter()
        .map(|&level| people(level).repeat(20))
        .collect();
    fs::write(folder.0.join("a.jsonl"), text).unwrap();
    let arguments = [
        "norms",
        "social-media",
        "--responses",
        "a.jsonl",
        "--source",
        "Four kinds of people",
        "--date",
        "2026-11-29",
        "-o",
        "norms.toml",
    ];
    let (status, printed) = run(&folder.0, &arguments);
    assert_eq!(status, 0, "{printed}");
    let written: toml::Table = fs::read_to_string(folder.0.join("norms.toml"))
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(written["n"].as_integer(), Some(80));
    let area = &written["areas"][0];
    let quartile = |name: &str| area[name].as_integer().unwrap();
    assert_eq!(["lower", "median", "upper"].map(quartile), [0, 25, 75]);

    // Who came again is counted once, with the first line.
    let sitting = |(person, level): (usize, u8)| {
        let levels = people(level);
        format!("{{\"id\":{person},\"responses\":{}}}\n", levels.trim())
    };
    let twice = (0..60)
        .map(|person| (person, 1))
        .chain((0..40).map(|person| (person, 4)));
    fs::write(
        folder.0.join("a.jsonl"),
        twice.map(sitting).collect::<String>(),
    )
    .unwrap();
    let (status, printed) = run(&folder.0, &arguments);
    assert_eq!(status, 0, "{printed}");
    let written: toml::Table = fs::read_to_string(folder.0.join("norms.toml"))
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(written["n"].as_integer(), Some(60));
    assert_eq!(written["areas"][0]["upper"].as_integer(), Some(25));

    // 49 people make no norms, and the message says of how many.
    fs::write(folder.0.join("a.jsonl"), people(2).repeat(49)).unwrap();
    let (status, printed) = run(&folder.0, &arguments);
    assert_eq!(status, 2, "{printed}");
    assert!(printed.contains("`n` is of 49 people"), "{printed}");
    fs::write(
        folder.0.join("a.jsonl"),
        "{\"responses\":[1],\"rr\":{\"epsilon\":1}}\n",
    )
    .unwrap();
    let (status, printed) = run(&folder.0, &arguments);
    assert_eq!(status, 2, "{printed}");
    assert!(printed.contains("1 lines are randomised"), "{printed}");
}

/// Where whole numbers from 1 to 4 stand in a report that aren't of people.
const NO_PEOPLE: [&str; 5] = ["revision", "seed", "needs", "quartiles", "countsAs"];

/// The places of whole numbers from 1 to 4 that may be of people.
fn small(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields
                .iter()
                .filter(|(key, _)| !NO_PEOPLE.contains(&key.as_str()))
            {
                // An area's items are a number, the items themselves a list.
                if key != "items" || !value.is_number() {
                    small(value, &format!("{place}.{key}"), found);
                }
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                small(value, &format!("{place}[{index}]"), found);
            }
        }
        value if value.as_u64().is_some_and(|count| (1..5).contains(&count)) => {
            found.push(format!("{place} = {value}"));
        }
        _ => {}
    }
}

/// Goal: whatever is few in a cohort, no number of so few people is anywhere in the figures, and none follows.
#[test]
fn no_figure_is_of_few_people() {
    let folder = folder("few");
    let with = |lines: String, more: &str| {
        lines.replace("\"responses\"", &format!("{more},\"responses\""))
    };
    let others = || lines(100, &[1, 2, 3]);
    let cases = [
        // Few click through, and few more have nearly one level throughout.
        (
            others() + &lines(3, &[4]).replace("\"id\":", "\"id\":9"),
            "rows.straightLining",
        ),
        // Few are fast, of whom the duration is known.
        (
            others() + &with(lines(3, &[0, 4]), "\"seconds\":5"),
            "rows.fast",
        ),
        // Few aren't.
        (
            with(others(), "\"seconds\":5") + &with(lines(3, &[0, 4]), "\"seconds\":900"),
            "rows.fast",
        ),
        // Few are in neither group.
        (
            others() + &lines(2, &[1, 2]).replace("\"group\":\"", "\"group\":\"c"),
            "comparison.n",
        ),
        // Few are randomised, or few aren't.
        (
            others() + &with(lines(3, &[2, 3]), "\"rr\":1"),
            "randomised.n",
        ),
        (
            with(others(), "\"rr\":1") + &lines(3, &[2, 3]),
            "randomised.n",
        ),
    ];
    let mut refused = 0;
    for (text, withheld) in cases {
        fs::write(folder.0.join("a.jsonl"), &text).unwrap();
        for more in [&[][..], &["--retest"], &["--leave-out-careless"]] {
            let more_of_it = [&QUICK[..], &["--by", "group"], more].concat();
            let (status, printed) = analyse(&folder, "r.html", &more_of_it);
            if status == 2 {
                assert!(
                    printed.contains("fewer than 5 people are left"),
                    "{printed}"
                );
                refused += 1;
                continue;
            }
            assert_eq!(status, 0, "{withheld} {more:?}: {printed}");
            let report = figures(&folder);
            let mut found = Vec::new();
            small(&report, "", &mut found);
            assert_eq!(found, Vec::<String>::new(), "{withheld} {more:?}");
            if more.is_empty() {
                let (part, field) = withheld.split_once('.').unwrap();
                let value = &report[part][field];
                let is_withheld = value.is_null() || value[0].is_null() || value[1].is_null();
                assert!(is_withheld, "{withheld}: {value}");
                // A number of all kinds would tell the one that is withheld.
                assert!(
                    part != "rows" || report["rows"]["any"].is_null(),
                    "{withheld}"
                );
            }
        }
    }
    // All but three clicked through.
    assert_eq!(refused, 1);
    // Few came again: the rows would tell how many, so there are none.
    fs::write(folder.0.join("a.jsonl"), others() + &lines(3, &[2, 3])).unwrap();
    let retest = [&QUICK[..], &["--retest"]].concat();
    assert_eq!(analyse(&folder, "r.html", &retest).0, 0);
    let report = figures(&folder);
    assert_eq!(report["n"], 100);
    assert!(report["retest"]["n"].is_null());
    assert_eq!(report["rows"]["refused"]["reason"], "withheld");
}

/// Goal: a line that comes from outside can't spoil a report of the others.
#[test]
fn one_donated_line_spoils_nothing() {
    let folder = folder("donated");
    let line = |epsilon: &str| {
        format!("{{\"responses\":[1,2],\"group\":\"a\",\"rr\":{{\"epsilon\":{epsilon}}}}}\n")
    };
    let mut text: String = (0..16)
        .map(|tenth| line(&format!("1.{tenth:02}")).repeat(4))
        .collect();
    for epsilon in ["0.0999", "1e-300", "10.5", "-1", "\"1\"", "5"] {
        text.push_str(&line(epsilon));
    }
    text.push_str(&line("1.15"));
    fs::write(folder.0.join("a.jsonl"), text).unwrap();
    // Nobody is to be found again without an id.
    let (status, printed) = analyse(&folder, "r.html", &["--by", "group", "--retest"]);
    assert_eq!(status, 2, "{printed}");
    let (status, printed) = analyse(&folder, "r.html", &["--by", "group"]);
    assert_eq!(status, 1, "{printed}");
    for bad in 65..70 {
        let message = format!("a.jsonl:{bad}: `rr` has no `epsilon` from 0.1 to 10");
        assert!(printed.contains(&message), "{printed}");
    }
    assert!(
        printed.contains("a.jsonl:70: `rr`: there are 16 other privacy budgets"),
        "{printed}"
    );
    assert!(printed.contains("65 counted, 6 bad"), "{printed}");
    let report = figures(&folder);
    assert_eq!(report["randomised"]["n"], 65);
    assert_eq!(
        report["randomised"]["budgets"].as_array().unwrap().len(),
        16
    );
    assert_eq!(report["comparison"]["refused"]["reason"], "randomised");
    let html = fs::read_to_string(folder.0.join("r.html")).unwrap();
    let section = html.split("<section id=\"comparison\"").nth(1).unwrap();
    assert!(
        section
            .split("</section>")
            .next()
            .unwrap()
            .contains("verrauscht")
    );
    let (status, printed) = run(&folder.0, &simulate(&["5", "--epsilon", "11"]));
    assert_eq!(status, 2, "{printed}");
    assert!(
        printed.contains("from 0.1 to 10, and 11 isn't"),
        "{printed}"
    );
}

/// Goal: whoever reads a model sees which levels were taken together.
#[test]
fn merged_levels_are_named() {
    let folder = folder("merged");
    assert_eq!(run(&folder.0, &simulate(&["560", "-o", "a.jsonl"])).0, 0);
    // Nobody gives the first item's highest level.
    let text = fs::read_to_string(folder.0.join("a.jsonl")).unwrap();
    let text = text.replace("\"responses\":[4,", "\"responses\":[3,");
    fs::write(folder.0.join("a.jsonl"), text).unwrap();
    let (status, printed) = analyse(&folder, "r.html", &QUICK);
    assert_eq!(status, 0, "{printed}");
    let items = &figures(&folder)["models"][0]["found"]["items"];
    assert_eq!(items[0]["countsAs"], serde_json::json!([0, 1, 2, 3, 3]));
    assert_eq!(items[0]["thresholds"].as_array().unwrap().len(), 3);
    assert_eq!(items[1]["countsAs"], serde_json::json!([0, 1, 2, 3, 4]));
    let html = fs::read_to_string(folder.0.join("r.html")).unwrap();
    assert_eq!(html.matches("mit 3 vereint").count(), 1);
}

/// Goal: no number of fewer people than the limit is in either file.
#[test]
fn small_cells_are_in_no_file() {
    let folder = folder("cells");
    let mut text = lines(100, &[1, 2, 3]);
    text.push_str(&lines(3, &[4]));
    text.push_str(&lines(2, &[0]));
    fs::write(folder.0.join("a.jsonl"), text).unwrap();
    let by_group = [&QUICK[..], &["--by", "group"]].concat();
    let (status, printed) = analyse(&folder, "r.html", &by_group);
    assert_eq!(status, 0, "{printed}");
    let report = figures(&folder);
    let mut withheld = 0;
    for item in report["items"].as_array().unwrap() {
        for count in item["levels"].as_array().unwrap() {
            withheld += usize::from(count.is_null());
            assert!(
                count.as_u64().is_none_or(|count| count == 0 || count >= 5),
                "{item}"
            );
        }
        assert_eq!(item["floor"]["refused"]["reason"], "withheld");
    }
    assert!(withheld >= 2 * 39, "{withheld}");
    let html = fs::read_to_string(folder.0.join("r.html")).unwrap();
    assert!(html.contains("&lt;5"));
    // Who knows what they do may see all.
    let all = [&by_group[..], &["--min-cell", "1"]].concat();
    assert_eq!(analyse(&folder, "r.html", &all).0, 0);
    let report = figures(&folder);
    assert_eq!(report["items"][0]["levels"][4], 3);
}

#[test]
fn what_cannot_be_carried_out_is_said() {
    let folder = folder("said");
    fs::write(folder.0.join("a.jsonl"), lines(8, &[1, 2])).unwrap();
    fs::write(folder.0.join("b.html"), "[1]\n").unwrap();
    fs::write(folder.0.join("anonymous.jsonl"), "[1]\n").unwrap();
    let analyse = ["analyse", "social-media", "--responses"];
    let cases: [(&[&str], &str); 9] = [
        (&["a.jsonl"], "`--output` where the report goes"),
        (&["a.jsonl", "-o", "r.txt"], "has to end in .html"),
        (&["b.html", "-o", "b.html"], "holds the responses"),
        (
            &["a.jsonl", "-o", "r.html", "--by", "school"],
            "no line has `school`",
        ),
        (
            &["anonymous.jsonl", "-o", "r.html", "--retest"],
            "no line has an `id`",
        ),
        (
            &["a.jsonl", "-o", "r.html", "--locale", "fr"],
            "no report in `fr`; there is de, en",
        ),
        (&["none.jsonl", "-o", "r.html"], "none.jsonl can't be read"),
        (
            &["a.jsonl", "-o", "r.html", "--against", "a.jsonl"],
            "the same name",
        ),
        (
            &[
                "a.jsonl",
                "-o",
                "r.html",
                "--by",
                "id",
                "--seconds",
                "group",
            ],
            "`group` is no number of seconds",
        ),
    ];
    for (arguments, message) in cases {
        let arguments = [&analyse[..], arguments].concat();
        let (status, printed) = run(&folder.0, &arguments);
        assert_eq!(status, 2, "{arguments:?}: {printed}");
        assert!(printed.contains(message), "{arguments:?}: {printed}");
    }
    assert!(!folder.0.join("r.html").exists());
    // A bad line is named and the others are counted.
    let mut text = lines(30, &[1, 2]);
    text.push_str("{\"responses\":[1],\"rr\":{\"epsilon\":0}}\n[9]\n");
    fs::write(folder.0.join("a.jsonl"), text).unwrap();
    let arguments = [&analyse[..], &["a.jsonl", "-o", "r.html"]].concat();
    let (status, printed) = run(&folder.0, &arguments);
    assert_eq!(status, 1, "{printed}");
    assert!(
        printed.contains("a.jsonl:31: `rr` has no `epsilon` from 0.1 to 10"),
        "{printed}"
    );
    assert!(
        printed.contains("a.jsonl: 30 counted, 2 bad, read as jsonl"),
        "{printed}"
    );
    assert_eq!(figures(&folder)["n"], 30);
}

/// Goal: a table that is damaged in one place still says what its other rows say.
#[test]
fn rows_of_a_table_that_cannot_be_read_are_counted_as_bad() {
    let folder = folder("damaged");
    let place = folder.0.join("a.parquet");
    fs::write(folder.0.join("a.jsonl"), lines(66_000, &[0, 1, 2, 3, 4])).unwrap();
    let (status, said) = run(
        &folder.0,
        &[
            "score",
            "social-media",
            "--responses",
            "a.jsonl",
            "-o",
            "a.parquet",
        ],
    );
    assert_eq!(status, 0, "{said}");
    // The first column of the first group of rows.
    let mut bytes = fs::read(&place).unwrap();
    bytes[4..12].fill(0xff);
    fs::write(&place, bytes).unwrap();
    let arguments = ["analyse", "social-media", "--responses", "a.parquet"];
    let (status, said) = run(
        &folder.0,
        &[&arguments[..], &["-o", "r.html"], &QUICK].concat(),
    );
    assert_eq!(status, 1, "{said}");
    let (_, lost) = said
        .split_once("a.parquet:1: the rows from here to ")
        .unwrap();
    let (lost, cause) = lost.split_once(" can't be read: ").unwrap();
    assert!(cause.starts_with("the column `line`: "), "{cause}");
    let lost: u64 = lost.parse().unwrap();
    let rest = 66_000 - lost;
    assert!((10_000..66_000).contains(&lost), "{lost}");
    let counted = format!("a.parquet: {rest} counted, {lost} bad, read as parquet");
    assert!(said.contains(&counted), "{said}");
    assert_eq!(figures(&folder)["n"], rest, "{said}");
}
