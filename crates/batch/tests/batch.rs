//! A batch says of each line what the core says, in the order of the lines, and names the bad ones.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::num::NonZeroUsize;
use std::path::Path;

use assessment::catalogue::Tier;
use assessment::handover::{Handover, Noise, Scope};
use assessment::id::FamilyIndex;
use assessment::session::Session;
use assessment::{Catalogue, Response, Responses, link, recommendation, scoring};
use batch::{BadLine, Batch, BatchError, InputFormat, OutputFormat, Summary};
use catalogue::Authored;
use serde_json::{Value, json};

/// The worked example of docs/method.md, in item order; `.` is skipped.
const EXAMPLE: &str = "2132221331212132322111111221112.1.0.111";

fn authored() -> Authored {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    catalogue::load(&folder).authored.unwrap()
}

fn batch(catalogue: &Catalogue, jobs: usize) -> Batch<'_> {
    Batch {
        catalogue,
        input: None,
        output: OutputFormat::Json,
        has_header: true,
        family: FamilyIndex(0),
        level: None,
        jobs: NonZeroUsize::new(jobs).unwrap(),
    }
}

/// The results as text, the bad lines, and how many there were.
fn run(batch: &Batch<'_>, lines: &str) -> (String, Vec<BadLine>, Summary) {
    let (mut results, mut bad) = (Vec::new(), Vec::new());
    let summary = batch
        .run(lines.as_bytes(), &mut results, |line| {
            bad.push(line.clone())
        })
        .unwrap();
    (String::from_utf8(results).unwrap(), bad, summary)
}

fn example() -> Vec<Response> {
    EXAMPLE
        .chars()
        .map(|level| match level.to_digit(10) {
            Some(level) => Response::Level(level as u8),
            None => Response::Skipped,
        })
        .collect()
}

/// Many different responses, by a fixed sequence.
fn many(catalogue: &Catalogue, count: usize) -> Vec<Responses> {
    let mut state = 1_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    (0..count)
        .map(|_| {
            let kinds = 5 + below(3);
            let list: Vec<Response> = (0..catalogue.item_count())
                .map(|_| match below(kinds) {
                    5 => Response::Skipped,
                    6 => Response::NotAsked,
                    level => Response::Level(level as u8),
                })
                .collect();
            Responses::from_list(catalogue, &list).unwrap()
        })
        .collect()
}

/// What the core says, as the batch writes it.
fn expected(catalogue: &Catalogue, line: usize, responses: &Responses, family: u8) -> Value {
    let scores = scoring::score(catalogue, responses);
    let headline = scoring::headline(catalogue, &scores, FamilyIndex(family));
    let target = scoring::target(catalogue, &scores, FamilyIndex(family), None);
    let advice = recommendation::recommend(catalogue, &scores, target);
    let id = |profile| catalogue.profile(profile).id.as_str();
    let areas: serde_json::Map<String, Value> = catalogue
        .areas()
        .map(|area| {
            let score = &scores.areas[area.get()];
            let entry = json!({ "percent": score.percent, "low": score.low, "high": score.high });
            (catalogue.area_id(area).to_string(), entry)
        })
        .collect();
    let profiles: serde_json::Map<String, Value> = catalogue
        .profiles()
        .map(|profile| {
            let fit = &scores.fits[profile.get()];
            let entry = json!({
                "low": fit.low_percent(), "high": fit.high_percent(),
                "coreLow": fit.core_low_percent(), "coreHigh": fit.core_high_percent(),
                "status": fit.status.as_str(),
            });
            (id(profile).to_owned(), entry)
        })
        .collect();
    let modules: Vec<Value> = advice
        .modules
        .iter()
        .map(|advice| json!({ "id": catalogue.module(advice.module).id.as_str(), "points": advice.points }))
        .collect();
    let practice: Vec<&str> = advice
        .practice
        .iter()
        .map(|&competence| catalogue.competence(competence).id.as_str())
        .collect();
    let levels: serde_json::Map<String, Value> = catalogue
        .competences()
        .map(|competence| {
            let level = scores.attainments[competence.get()].level();
            (
                catalogue.competence(competence).id.to_string(),
                json!(level),
            )
        })
        .collect();
    let given: serde_json::Map<String, Value> = catalogue
        .items()
        .filter(|&item| responses.get(item) != Response::NotAsked)
        .map(|item| {
            let level = responses.get(item).level();
            (catalogue.item_id(item).to_string(), json!(level))
        })
        .collect();
    json!({
        "line": line, "headline": id(headline.profile),
        "standing": headline.standing.as_str(), "target": id(target),
        "areas": areas, "profiles": profiles, "gapPoints": advice.gap_points,
        "benefit": advice.benefit, "modules": modules, "practice": practice,
        "straightLining": scores.straight_lining, "levels": levels, "responses": given,
    })
}

fn levels(responses: &Responses) -> Vec<Option<String>> {
    responses
        .iter()
        .map(|response| match response {
            Response::NotAsked => None,
            Response::Skipped => Some("-".to_owned()),
            Response::Level(level) => Some(level.to_string()),
        })
        .collect()
}

#[test]
fn every_input_gives_what_the_core_gives() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let all = many(catalogue, 600);
    let ids: Vec<&str> = catalogue
        .items()
        .map(|item| catalogue.item_id(item).as_str())
        .collect();
    let (mut codes, mut csv, mut json) = (String::new(), ids.join(";") + "\n", String::new());
    for responses in &all {
        codes += &(link::encode(catalogue, responses, FamilyIndex(0), None).unwrap() + "\n");
        let fields = levels(responses);
        let row: Vec<&str> = fields
            .iter()
            .map(|field| field.as_deref().unwrap_or(""))
            .collect();
        csv += &(row.join(";") + "\r\n");
        let entries: Vec<String> = ids
            .iter()
            .zip(&fields)
            .filter_map(|(id, field)| {
                let level = field.as_deref()?;
                Some(format!(
                    "\"{id}\":{}",
                    if level == "-" { "null" } else { level }
                ))
            })
            .collect();
        json += &format!("{{\"responses\":{{{}}}}}\n", entries.join(","));
    }
    for (lines, first) in [(&codes, 1), (&csv, 2), (&json, 1)] {
        let (results, bad, summary) = run(&batch(catalogue, 1), lines);
        assert_eq!(bad, []);
        assert_eq!(summary.scored, 600);
        for (place, (result, responses)) in results.lines().zip(&all).enumerate() {
            let result: Value = serde_json::from_str(result).unwrap();
            assert_eq!(result, expected(catalogue, place + first, responses, 0));
        }
    }
}

/// Enough lines for several chunks to each worker, some of them bad.
#[test]
fn the_order_is_kept_whatever_the_number_of_workers() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let lines: String = (0..20_000)
        .map(|number| match number % 1_000 {
            0 => format!("{{\"id\":{number},\"responses\":[9]}}\n"),
            _ => format!(
                "{{\"id\":{number},\"responses\":[1],\"note\":\"{}\"}}\n",
                "x".repeat(60)
            ),
        })
        .collect();
    let (results, bad, summary) = run(&batch(catalogue, 1), &lines);
    assert_eq!((summary.scored, summary.bad), (19_980, 20));
    let good = (0..20_000).filter(|number| number % 1_000 != 0);
    for (line, number) in results.lines().zip(good) {
        let start = format!("{{\"line\":{},\"id\":{number},", number + 1);
        assert!(line.starts_with(&start), "{line}");
    }
    for jobs in [2, 5] {
        let other = run(&batch(catalogue, jobs), &lines);
        assert!(
            other == (results.clone(), bad.clone(), summary),
            "{jobs} workers"
        );
    }
}

/// Goal: what was scored can be scored again, by a later revision or for another goal.
#[test]
fn results_are_responses_again() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let mut codes = String::new();
    for responses in many(catalogue, 300) {
        codes += &(link::encode(catalogue, &responses, FamilyIndex(0), None).unwrap() + "\n");
    }
    for output in [OutputFormat::Json, OutputFormat::Csv] {
        let mut batch = batch(catalogue, 2);
        batch.output = output;
        let (results, ..) = run(&batch, &codes);
        let (again, bad, summary) = run(&batch, &results);
        assert_eq!((summary.scored, bad), (300, vec![]));
        let behind_the_number = |results: &str| -> Vec<String> {
            let rows = results
                .lines()
                .skip(usize::from(output == OutputFormat::Csv));
            rows.map(|row| row.split_once(',').unwrap().1.to_owned())
                .collect()
        };
        let before = behind_the_number(&results);
        assert!(before == behind_the_number(&again), "{output:?}");
        assert_eq!(before.len(), 300);
    }
}

/// Goal: what a receiver of donated or sent results keeps is read as it stands.
#[test]
fn what_a_receiver_keeps_is_read() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let lines = [
        r#"{"responses":[2,1,null],"id":"7f3a"}"#,
        r#"{"responses":[2,1,null],"rr":{"epsilon":2},"week":"2026-W48"}"#,
        r#"{"week":"2026-W48","responses":{"research":3},"consent":[true,null,{"a":"b"}],"id":5}"#,
    ]
    .join("\n");
    let (results, bad, summary) = run(&batch(catalogue, 1), &lines);
    assert_eq!((summary.scored, bad), (3, vec![]));
    let results: Vec<Value> = results
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(results[0]["id"], "7f3a");
    assert_eq!(results[1].get("id"), None);
    assert_eq!(results[0]["areas"], results[1]["areas"]);
    assert_eq!(results[2]["responses"], json!({ "research": 3 }));
    assert_eq!(results[2]["id"], 5);

    // And what the widget makes.
    let mut session = Session::new(catalogue, FamilyIndex(0), None);
    session.responses = Responses::from_list(catalogue, &example()).unwrap();
    let made = |scope| {
        let handover = Handover {
            catalogue,
            session: &session,
            scope,
            date: "2026-11-29",
            note: "Anna",
            random: &[7; 800],
        };
        handover.json().unwrap()
    };
    let lines = [
        Scope::Everything,
        Scope::Statistics(None),
        Scope::Statistics(Noise::new(2)),
    ];
    let lines = lines.map(made).join("\n");
    let (results, bad, summary) = run(&batch(catalogue, 1), &lines);
    assert_eq!((summary.scored, bad), (3, vec![]));
    let results: Vec<Value> = results
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(results[0]["areas"], results[1]["areas"]);
    assert_eq!(results[0]["responses"], results[1]["responses"]);
}

#[test]
fn the_worked_example_comes_out_as_in_the_method() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let responses = Responses::from_list(catalogue, &example()).unwrap();
    let code = link::encode(catalogue, &responses, FamilyIndex(0), None).unwrap();
    let (results, ..) = run(&batch(catalogue, 1), &code);
    let result: Value = serde_json::from_str(&results).unwrap();
    let fit = |id: &str| {
        let fit = &result["profiles"][id];
        [&fit["low"], &fit["high"]].map(|value| value.as_u64().unwrap())
    };
    let scores = scoring::score(catalogue, &responses);
    for profile in catalogue.profiles() {
        let expected = &scores.fits[profile.get()];
        let expected = [expected.low_percent(), expected.high_percent()].map(u64::from);
        assert_eq!(fit(catalogue.profile(profile).id.as_str()), expected);
    }
    let target = scoring::target(catalogue, &scores, FamilyIndex(0), None);
    let advice = assessment::recommendation::recommend(catalogue, &scores, target);
    assert_eq!(result["gapPoints"], advice.gap_points);
    let modules = result["modules"].as_array().unwrap();
    assert_eq!(modules.len(), advice.modules.len());
}

#[test]
fn a_line_may_say_who_it_is_and_what_it_aims_at() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let lines = [
        r#"{"id":"a\"b","responses":[2,null,1],"family":"community-manager","level":"senior"}"#,
        r#"{"id":17,"responses":[4],"level":null,"family":null,"seen":{"x":[1]}}"#,
        "[3,3,3]",
        "",
        r#"{"responses":{"tables-and-data":0}}"#,
    ]
    .join("\n");
    let mut batch = batch(catalogue, 1);
    batch.level = Some(Tier::Senior);
    let (results, bad, _) = run(&batch, &lines);
    assert_eq!(bad, []);
    let results: Vec<Value> = results
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(results[0]["id"], "a\"b");
    assert_eq!(results[0]["target"], "community-manager.senior");
    assert_eq!(results[1]["id"], 17);
    assert_eq!(results[1]["target"], "social-media-manager.senior");
    assert_eq!(results[2].get("id"), None);
    // The blank line counts, so that numbers are the editor's.
    assert_eq!(results[3]["line"], 5);

    batch.output = OutputFormat::Csv;
    let (results, ..) = run(&batch, &lines);
    let rows: Vec<&str> = results.lines().collect();
    assert_eq!(rows.len(), 5);
    assert!(rows[0].starts_with("line,id,headline,"));
    assert!(rows[1].starts_with("1,\"a\"\"b\","));
    assert!(rows[2].starts_with("2,\"17\","));
    let columns = rows[0].split(',').count();
    for row in rows {
        assert_eq!(row.split(',').count(), columns, "{row}");
    }
}

#[test]
fn bad_lines_are_named_and_the_rest_goes_on() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let lines = [
        "[1,2]",
        "[1,2",
        "[9]",
        r#"{"responses":{"no-such-item":1}}"#,
        r#"{"responses":[1],"family":"nobody"}"#,
        r#"{"responses":[1],"level":"chief"}"#,
        r#"{"answers":[1]}"#,
        "[\"2\"]",
        "[-1]",
        "17",
        &format!("[{}0]", "0,".repeat(40)),
        "[2,1]",
    ]
    .join("\n");
    let (results, bad, summary) = run(&batch(catalogue, 2), &lines);
    assert_eq!(results.lines().count(), 2);
    assert_eq!((summary.scored, summary.bad), (2, 10));
    let said: Vec<String> = bad
        .iter()
        .map(|bad| format!("{}: {}", bad.line, bad.cause))
        .collect();
    assert_eq!(
        said,
        [
            "2: EOF while parsing a list at column 4",
            "3: level 9 at item `files-and-cloud`, where 4 is the highest",
            "4: no item `no-such-item` at column 28",
            "5: no family `nobody` in this catalogue",
            "6: no level `chief`: expected `junior`, `senior` or `next`",
            "7: missing field `responses` at column 15",
            "8: invalid type: string \"2\", expected u8 at column 4",
            "9: invalid value: integer `-1`, expected u8 at column 3",
            "10: invalid type: integer `17`, expected a list of levels, or an object with `responses` at column 2",
            "11: 41 responses for a catalogue of 39 items",
        ]
    );
}

#[test]
fn a_table_says_what_its_header_lacks() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let lines = "\u{feff}id,when,tables-and-data,research\nx,2026,2,3\ny,2026,,-\nz,2026,7,1\nw,1\nv,2026,two,1\n";
    let (results, bad, summary) = run(&batch(catalogue, 1), lines);
    assert_eq!((summary.scored, summary.bad), (2, 3));
    assert_eq!(results.lines().count(), 2);
    assert_eq!(bad[0].cause, "columns passed over: when");
    let start = "items without a column, which count as not asked: files-and-cloud, ";
    assert!(bad[1].cause.starts_with(&start[..50]), "{}", bad[1].cause);
    let said: Vec<String> = bad[2..]
        .iter()
        .map(|bad| format!("{}: {}", bad.line, bad.cause))
        .collect();
    assert_eq!(
        said,
        [
            "4: level 7 at item `tables-and-data`, where 4 is the highest",
            "5: 2 fields, where the header has 4",
            "6: `two` at item `tables-and-data`: expected a level, nothing for not asked, or `-` for skipped",
        ]
    );
    for (header, message) in [
        (
            "a,b\n1,2\n",
            "line 1: no column is an item of this catalogue",
        ),
        (
            "research,research\n1,2\n",
            "line 1: the column `research` comes twice",
        ),
    ] {
        let ended = batch(catalogue, 1).run(header.as_bytes(), Vec::new(), |_| {});
        let Err(error @ BatchError::Header(..)) = ended else {
            panic!("{header:?} has a header that fits: {ended:?}");
        };
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn codes_that_cannot_be_opened_are_told_apart() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let responses = Responses::from_list(catalogue, &example()).unwrap();
    let code = link::encode(catalogue, &responses, FamilyIndex(1), Some(Tier::Senior)).unwrap();
    let lines = format!(
        "{code}\nhttps://example.org/a#b=c&skill-check={code}\n{}\nx{code}\n\n{code}x\n",
        &code[..20]
    );
    let mut batch = batch(catalogue, 2);
    batch.input = Some(InputFormat::Code);
    let (results, bad, _) = run(&batch, &lines);
    let results: Vec<&str> = results.lines().collect();
    assert_eq!(results.len(), 3);
    assert!(results[0].contains("\"target\":\"community-manager.senior\""));
    assert_eq!(
        results[0].strip_prefix("{\"line\":1"),
        results[1].strip_prefix("{\"line\":2")
    );
    assert_eq!((bad[0].line, bad[1].line), (3, 4));
    assert!(bad[0].cause.starts_with("link-cut-off"), "{}", bad[0].cause);
    assert!(bad[1].cause.starts_with("link-damaged"), "{}", bad[1].cause);
}

/// Goal: a line that a program has put first doesn't have all others taken for something else.
#[test]
fn the_first_line_of_a_format_tells_which_it_is() {
    let authored = authored();
    let catalogue = authored.catalogue();
    for (lines, input, scored, bad_lines) in [
        ("\n\n  \n[2,1]\n[1]\n", InputFormat::Json, 2, vec![]),
        (
            "Warning, old version\n[2,1]\n[1]\n",
            InputFormat::Json,
            2,
            vec![1],
        ),
        (
            "garbage\n{\"responses\":[2]}\n",
            InputFormat::Json,
            1,
            vec![1],
        ),
        (
            "\n\nresearch;files-and-cloud\n1;2\n",
            InputFormat::Csv,
            1,
            vec![],
        ),
        (
            "Export of Monday\n\nresearch,files-and-cloud\n1,2\n",
            InputFormat::Csv,
            1,
            vec![1],
        ),
        ("garbage\n", InputFormat::Code, 0, vec![1]),
    ] {
        let (_, bad, summary) = run(&batch(catalogue, 2), lines);
        assert_eq!(summary.input, Some(input), "{lines}");
        assert_eq!(summary.scored, scored, "{lines}");
        let found: Vec<u64> = bad
            .iter()
            .filter(|bad| !bad.cause.starts_with("items without"))
            .map(|bad| bad.line)
            .collect();
        assert_eq!(found, bad_lines, "{lines} {bad:?}");
    }
    assert_eq!(run(&batch(catalogue, 1), "").2, Summary::default());
}

#[test]
fn a_line_break_within_quotes_ends_no_row() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let mut lines = String::from("id,\"a\nremark\",research\r\n");
    for _ in 0..20_000 {
        lines += "\"one\r\nname\",\"a \"\"b\"\"\n, c\",2\r\n";
    }
    lines += "\"nobody closes it,x,1\nlast,x,1\n";
    let (results, bad, summary) = run(&batch(catalogue, 2), &lines);
    assert_eq!((summary.scored, summary.bad), (20_001, 1));
    let numbers: Vec<u64> = results
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["line"]
                .as_u64()
                .unwrap()
        })
        .collect();
    assert_eq!(numbers[..2], [3, 6]);
    assert_eq!(numbers[20_000], 60_004);
    assert!(results.starts_with("{\"line\":3,\"id\":\"one\\r\\nname\""));
    assert_eq!(bad.last().unwrap().line, 60_003);
}

#[test]
fn an_id_is_no_formula_and_no_command() {
    let authored = authored();
    let catalogue = authored.catalogue();
    let mut batch = batch(catalogue, 1);
    batch.output = OutputFormat::Csv;
    batch.has_header = false;
    let lines = "{\"id\":\"=1+1\",\"responses\":[1]}\n{\"id\":\"a\\u001b[2J\",\"responses\":[1]}\n";
    let (results, ..) = run(&batch, lines);
    let rows: Vec<&str> = results.lines().collect();
    assert!(rows[0].starts_with("1,\"'=1+1\","), "{}", rows[0]);
    assert!(rows[1].starts_with("2,\"a [2J\","), "{}", rows[1]);
}

/// Goal: a pipe's results come before its next line does.
#[test]
fn results_do_not_wait_for_more_input() {
    use std::io::Read;
    use std::sync::mpsc::{Receiver, Sender, channel};
    /// Gives a line only once a result of the line before has been written.
    struct Asks(Vec<&'static [u8]>, Receiver<()>);
    impl Read for Asks {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.0.len() < 3 {
                self.1.recv().map_err(std::io::Error::other)?;
            }
            let line = self.0.pop().unwrap_or_default();
            buffer[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }
    struct Answers(Sender<()>);
    impl std::io::Write for Answers {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            // Whoever asks has ended by the last one.
            let _ = self.0.send(());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let authored = authored();
    let mut batch = batch(authored.catalogue(), 2);
    batch.has_header = false;
    let (answer, answered) = channel();
    let lines: Vec<&[u8]> = vec![b"[3]\n", b"[2]\n", b"[1]\n"];
    let summary = batch
        .run(Asks(lines, answered), Answers(answer), |_| {})
        .unwrap();
    assert_eq!(summary.scored, 3);
}

#[test]
fn what_cannot_be_written_ends_the_batch() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(std::io::Error::other("the disk is full"));
            }
            self.0 -= 1;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let authored = authored();
    let lines = "[1,2,3]\n".repeat(200_000);
    let ended = batch(authored.catalogue(), 2).run(lines.as_bytes(), Full(2), |_| {});
    let Err(error @ BatchError::Write(_)) = ended else {
        panic!("nothing was said: {ended:?}");
    };
    assert_eq!(
        error.to_string(),
        "the results can't be written: the disk is full"
    );
}

#[test]
fn nothing_in_nothing_out() {
    let authored = authored();
    let (results, bad, summary) = run(&batch(authored.catalogue(), 2), "");
    assert_eq!((&*results, bad, summary), ("", vec![], Summary::default()));
}
