//! Writes codes with what they say, to be kept for ever: the source of `tests/links/*.txt`.
//!
//! `cargo run -p skill-check-assessment --example link_corpus all 0.1.0` freezes the catalogues and writes every
//! file anew, which is right only before the first release. Then lines that a release held stay as they
//! are; new ones are appended by hand:
//!
//! ```text
//! cargo run -p skill-check-assessment --example link_corpus codes
//! cargo run -p skill-check-assessment --example link_corpus released 0.2.0 >> tests/links/released.txt
//! ```

#[path = "../tests/link_support/mod.rs"]
mod link_support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use assessment::catalogue::Tier;
use assessment::id::{CatalogueId, FamilyIndex};
use assessment::link::{Opened, decode, decode_any, encode, encode_session, encode_summary, open};
use assessment::summary::Summary;
use assessment::{Catalogue, Definition, Response, Responses, record};
use link_support::{
    Random, catalogue, corpus_line, definition, record_line, sealed, sealed_record, summary_line,
    unsealed,
};

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("all") => all(&std::env::args().nth(2).expect("the release's name")),
        Some("codes") => codes(),
        Some("sessions") => sessions(),
        Some("summaries") => summaries(),
        Some("future") => future(),
        Some("broken") => broken(),
        Some("records") => records(),
        Some("quick-records") => quick_records(),
        Some("judged-records") => judged_records(),
        Some("broken-records") => broken_records(),
        Some("seeds") => seeds(),
        Some("released") => released(&std::env::args().nth(2).expect("the release's name")),
        _ => eprintln!(
            "say what to write: all, codes, sessions, summaries, future, broken, records, quick-records, judged-records, broken-records, seeds or released"
        ),
    }
}

/// Writes the fuzzer's seeds anew: codes as text, and the bytes of codes and records without their
/// checksums. Seeds that are no code stay.
fn seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = root.join("fuzz/corpus");
    let lines = |name: &str| -> Vec<String> {
        let text = fs::read_to_string(root.join("tests/links").join(name)).expect("the corpus");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let second = lines.filter_map(|line| line.split(' ').nth(1));
        second.map(str::to_owned).collect()
    };
    let (codes, records) = (lines("v1.txt"), lines("records.txt"));
    let write = |folder: &str, name: String, bytes: &[u8]| {
        fs::write(corpus.join(folder).join(name), bytes).expect("a folder to write to");
    };
    for (number, code) in codes.iter().step_by(codes.len().div_ceil(40)).enumerate() {
        write("decode_raw", format!("code-{number}"), code.as_bytes());
        write(
            "decode_structured",
            format!("code-{number}"),
            &unsealed(code),
        );
    }
    let summaries = lines("summaries.txt");
    for (number, code) in summaries.iter().step_by(10).enumerate() {
        let name = format!("summary-{number}");
        write("decode_raw", name.clone(), code.as_bytes());
        write("decode_structured", name, &unsealed(code));
    }
    for (number, record) in records
        .iter()
        .step_by(records.len().div_ceil(60))
        .enumerate()
    {
        let bytes = unsealed(record.trim_start_matches("skc"));
        write("decode_structured", format!("record-{number}"), &bytes);
    }
}

/// The files and the commands whose output they are, in order.
const FILES: [(&str, &[&str]); 6] = [
    ("v1.txt", &["codes", "sessions"]),
    ("summaries.txt", &["summaries"]),
    ("future.txt", &["future"]),
    ("broken.txt", &["broken"]),
    (
        "records.txt",
        &["records", "quick-records", "judged-records"],
    ),
    ("broken-records.txt", &["broken-records"]),
];

/// Writes every file anew, the frozen catalogues first.
fn all(release: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = root.join("tests/links");
    let output = |command: &mut Command| {
        let output = command.output().expect("the command can be run");
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    };
    let mut is_frozen = false;
    for name in ["social-media", "data-analyst"] {
        let catalogue = root.join("catalogues").join(name);
        let frozen = output(
            Command::new("cargo")
                .current_dir(&root)
                .args([
                    "run",
                    "--quiet",
                    "--package",
                    "skill-check-catalogue",
                    "--example",
                    "freeze",
                ])
                .arg(catalogue),
        );
        let path = folder.join(format!("catalogues/{name}-1.txt"));
        is_frozen |= fs::read(&path).expect("a frozen catalogue") != frozen;
        fs::write(path, frozen).expect("a folder to write to");
    }
    // What follows reads the catalogues as they were when this program was built.
    if is_frozen {
        let again = [
            "run",
            "--quiet",
            "--package",
            "skill-check-assessment",
            "--example",
            "link_corpus",
            "all",
        ];
        output(
            Command::new("cargo")
                .current_dir(&root)
                .args(again)
                .arg(release),
        );
        return;
    }
    let ours = std::env::current_exe().expect("this program");
    for (file, commands) in FILES {
        let texts = commands
            .iter()
            .map(|command| output(Command::new(&ours).arg(command)));
        fs::write(folder.join(file), texts.collect::<Vec<_>>().concat())
            .expect("a folder to write to");
    }
    let head = "# release file lines checksum\n";
    let released = output(Command::new(&ours).args(["released", release]));
    fs::write(
        folder.join("released.txt"),
        [head.as_bytes(), &released].concat(),
    )
    .expect("a folder to write to");
}

/// Prints a line for each state that wasn't printed before.
struct Writer {
    name: String,
    catalogue: Catalogue,
    seen: BTreeSet<String>,
}

impl Writer {
    fn new(name: &str) -> Self {
        println!("# {name}");
        Self {
            name: name.into(),
            catalogue: catalogue(name),
            seen: BTreeSet::new(),
        }
    }

    fn write(&mut self, responses: &Responses, family: FamilyIndex, level: Option<Tier>) {
        let code = encode(&self.catalogue, responses, family, level).expect("it fits");
        if self.seen.insert(code.clone()) {
            let shared = decode(&self.catalogue, &code).expect("it is a code");
            println!(
                "{}",
                corpus_line(&self.name, &self.catalogue, &code, &shared)
            );
        }
    }

    fn list(&mut self, response: impl Fn(usize, u8) -> Response) {
        let catalogue = &self.catalogue;
        let maxima = catalogue
            .items()
            .map(|item| catalogue.level_max(catalogue.competence_of(item)));
        let list: Vec<Response> = maxima
            .enumerate()
            .map(|(position, max)| response(position, max))
            .collect();
        let responses = Responses::from_list(catalogue, &list).expect("levels are within range");
        self.write(&responses, FamilyIndex(0), None);
    }

    /// What every catalogue gets: nothing asked, all skipped, all lowest, all highest.
    fn extremes(&mut self) {
        self.list(|_, _| Response::NotAsked);
        self.list(|_, _| Response::Skipped);
        self.list(|_, _| Response::Level(0));
        self.list(|_, max| Response::Level(max));
    }

    fn random(&mut self, random: &mut Random, count: usize, not_asked: usize) {
        for _ in 0..count {
            let responses = random.responses(&self.catalogue, not_asked);
            let (family, level) = random.target(&self.catalogue);
            self.write(&responses, family, level);
        }
    }

    fn targets(&mut self, responses: &Responses) {
        for family in self.catalogue.families() {
            for level in [None, Some(Tier::Junior), Some(Tier::Senior)] {
                self.write(responses, family, level);
            }
        }
    }
}

fn codes() {
    println!("# catalogue code responses family level | headline | areas in percent");
    let mut random = Random(2026);
    for name in ["social-media-1", "several-items-1"] {
        shipped(name, &mut random);
    }
    let mut smallest = Writer::new("counted-1");
    for response in [
        Response::NotAsked,
        Response::Skipped,
        Response::Level(0),
        Response::Level(1),
    ] {
        let responses = Responses::from_list(&smallest.catalogue, &[response]).expect("it fits");
        smallest.targets(&responses);
    }
    for count in (2..=40).chain([100, 300]) {
        let mut writer = Writer::new(&format!("counted-{count}"));
        writer.extremes();
        writer.random(&mut random, 1, 0);
        writer.random(&mut random, 1, 30);
    }
    // Catalogues that came later stand at the end: lines are only added.
    shipped("data-analyst-1", &mut random);
}

/// Codes of a catalogue that ships: every count of items, every item, every target.
fn shipped(name: &str, random: &mut Random) {
    let mut writer = Writer::new(name);
    writer.extremes();
    let count = writer.catalogue.item_count();
    for asked in 0..=count {
        writer.list(|position, max| match position {
            _ if position >= asked => Response::NotAsked,
            _ if position % 7 == 5 => Response::Skipped,
            _ => Response::Level((position as u8 + asked as u8) % (max + 1)),
        });
    }
    for one in 0..count {
        writer.list(|position, max| Response::Level(if position == one { max } else { 0 }));
        writer.list(|position, max| match position {
            _ if position == one => Response::Skipped,
            _ => Response::Level(max),
        });
    }
    for level in 0..5 {
        writer.list(|_, max| Response::Level(level.min(max)));
    }
    let responses = random.responses(&writer.catalogue, 0);
    writer.targets(&responses);
    writer.random(random, 20, 0);
    writer.random(random, 20, 40);
}

/// Codes that also hold the way and the verdicts, which came later.
fn sessions() {
    println!(
        "# The same with the short way (quick) and a verdict on each statement: t, f, ?, . none"
    );
    let mut random = Random(2031);
    for name in [
        "social-media-1",
        "data-analyst-1",
        "several-items-1",
        "counted-7",
    ] {
        let catalogue = catalogue(name);
        let mut seen = BTreeSet::new();
        for round in 0..16 {
            let mut session = random.saved(&catalogue).session;
            session.is_quick = round % 4 != 1;
            session.verdicts = random.verdicts(&catalogue, [0, 100, 20, 70][round % 4]);
            let code = encode_session(&catalogue, &session).expect("it fits");
            let shared = decode(&catalogue, &code).expect("it is a code");
            let says_more = shared.is_quick || shared.verdicts.answered_count() > 0;
            if says_more && seen.insert(code.clone()) {
                println!("{}", corpus_line(name, &catalogue, &code, &shared));
            }
        }
    }
}

/// Codes of summaries.
fn summaries() {
    println!(
        "# catalogue code family target | headline | answered skipped items | profiles | areas"
    );
    let mut random = Random(2050);
    for (name, count) in [
        ("social-media-1", 40),
        ("several-items-1", 20),
        ("counted-1", 8),
        ("counted-300", 8),
        ("data-analyst-1", 40),
    ] {
        let catalogue = catalogue(name);
        let mut seen = BTreeSet::new();
        for _ in 0..count {
            let summary = Summary::of(&catalogue, &random.result(&catalogue));
            let code = encode_summary(&catalogue, &summary);
            let Ok(Opened::Summary(shared)) = decode_any(&catalogue, &code) else {
                panic!("{code} is no summary");
            };
            if seen.insert(code.clone()) {
                println!("{}", summary_line(name, &catalogue, &code, &shared));
            }
        }
    }
}

fn future() {
    println!("# Intact codes of formats to come: other versions, other flags, other lengths.");
    let mut random = Random(2040);
    let catalogue = catalogue("social-media-1");
    for version in 2..=15 {
        let mut bytes: Vec<u8> = (0..4 + random.below(40))
            .map(|_| random.next() as u8)
            .collect();
        bytes[0] = version << 4 | bytes[0] & 0xf;
        println!("{}", sealed(&bytes));
    }
    for flags in 2..=15_u8 {
        let responses = random.responses(&catalogue, 20 * usize::from(flags & 1));
        let (family, level) = random.target(&catalogue);
        let code = encode(&catalogue, &responses, family, level).expect("36 items fit");
        let mut bytes = unsealed(&code);
        bytes[0] = 1 << 4 | flags;
        bytes.extend((0..random.below(12)).map(|_| random.next() as u8));
        // Those below have come.
        if flags >= 8 {
            println!("{}", sealed(&bytes));
        }
    }
}

fn broken() {
    println!(
        "# Texts that don't open with social-media-1, and why. The rest of a line is the text."
    );
    let mut random = Random(2027);
    let ours = catalogue("social-media-1");
    let code = |catalogue: &Catalogue, random: &mut Random| {
        let responses = random.responses(catalogue, 0);
        let (family, level) = random.target(catalogue);
        encode(catalogue, &responses, family, level).expect("it fits")
    };
    let mut texts = Vec::new();
    for length in 0..31 {
        texts.push(code(&ours, &mut random)[..length].to_owned());
    }
    for position in 0..31 {
        let mut text = code(&ours, &mut random).into_bytes();
        text[position] = if text[position] == b'x' { b'y' } else { b'x' };
        texts.push(String::from_utf8(text).expect("it is ASCII"));
    }
    for number in 0..6 {
        let text = code(&ours, &mut random);
        texts.push(text.to_lowercase());
        texts.push(format!("{}{text}", &text[..=number]));
        texts.push(text[number + 1..].to_owned());
        texts.push(text.replacen(&text[5..6 + number], "…", 1));
    }
    for name in ["several-items-1", "counted-1", "counted-36", "counted-300"] {
        let other = catalogue(name);
        texts.extend((0..3).map(|_| code(&other, &mut random)));
    }
    let changes: [fn(&mut Definition); 8] = [
        |definition| definition.revision = 2,
        |definition| definition.revision = 200,
        |definition| definition.revision = u16::MAX,
        |definition| definition.competences[3].weights[0] += 1,
        |definition| definition.items.swap(0, 1),
        |definition| definition.thresholds.reached_percent = 81,
        |definition| drop(definition.profiles.pop()),
        |definition| definition.id = CatalogueId::new("social-medium"),
    ];
    for change in changes {
        let mut changed = definition("social-media-1");
        change(&mut changed);
        if changed.profiles.len() < 6 {
            for competence in &mut changed.competences {
                competence.required.truncate(5);
                competence.weights.truncate(5);
            }
        } else if changed.items[0].competence.0 == 1 {
            changed.items[0].competence.0 = 0;
            changed.items[1].competence.0 = 1;
        }
        let changed = Catalogue::new(changed).expect("it is sound");
        texts.push(code(&changed, &mut random));
    }
    let bytes = unsealed(&code(&ours, &mut random));
    // The last byte is the highest of the answers.
    let last = bytes.len() - 1;
    for (position, value) in [(0, 0), (1, 0), (6, 9), (6, 255), (last, 255), (0, 0x11)] {
        let mut bytes = bytes.clone();
        bytes[position] = value;
        texts.push(sealed(&bytes));
    }
    let mut long_number = bytes.clone();
    long_number.splice(1..2, [0x81, 0]);
    texts.push(sealed(&long_number));
    let summary = Summary::of(&ours, &random.result(&ours));
    let mut bytes = unsealed(&encode_summary(&ours, &summary));
    texts.push(sealed(&bytes));
    // The last byte is the most that the last area may be.
    *bytes.last_mut().expect("there are areas") = 101;
    texts.push(sealed(&bytes));
    texts.extend(
        [
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "null",
            "NaN",
            "🦀",
            "%00%00",
            "'; DROP TABLE",
        ]
        .map(String::from),
    );
    texts.push("A".repeat(4_096));
    texts.push("A".repeat(4_097));
    for text in texts {
        // A byte that is another one may be a code as well, of other responses.
        if let Err(error) = open(&ours, &text) {
            println!("{} {text}", error.code());
        }
    }
}

fn records() {
    println!("# catalogue record counter phase responses family level; * after an item: a revisit");
    let mut random = Random(2028);
    for name in [
        "social-media-1",
        "several-items-1",
        "counted-1",
        "counted-40",
    ] {
        let catalogue = catalogue(name);
        for _ in 0..20 {
            let saved = random.saved(&catalogue);
            let text = record::encode(&catalogue, &saved.session, saved.counter);
            println!("{}", record_line(name, &catalogue, &text, &saved));
        }
    }
}

/// Sittings on the short way, which came later.
fn quick_records() {
    println!("# The same, on the short way: quick at the end.");
    let mut random = Random(2030);
    let catalogue = catalogue("social-media-1");
    for _ in 0..12 {
        let mut saved = random.saved(&catalogue);
        saved.session.is_quick = true;
        let text = record::encode(&catalogue, &saved.session, saved.counter);
        println!(
            "{}",
            record_line("social-media-1", &catalogue, &text, &saved)
        );
    }
}

/// Sittings with verdicts of the knowledge check, which came later still.
fn judged_records() {
    println!("# The same with a verdict on each statement: t true, f false, ? not known, . none.");
    let mut random = Random(2032);
    let catalogue = catalogue("social-media-1");
    for round in 0..12 {
        let mut saved = random.saved(&catalogue);
        saved.session.is_quick = round % 3 == 0;
        saved.session.verdicts = random.verdicts(&catalogue, [0, 30, 90][round % 3]);
        let text = record::encode(&catalogue, &saved.session, saved.counter);
        println!(
            "{}",
            record_line("social-media-1", &catalogue, &text, &saved)
        );
    }
}

fn broken_records() {
    println!("# Texts that aren't a saved session of social-media-1, and why.");
    let mut random = Random(2029);
    let ours = catalogue("social-media-1");
    let record = |catalogue: &Catalogue, random: &mut Random| {
        let saved = random.saved(catalogue);
        record::encode(catalogue, &saved.session, saved.counter)
    };
    let mut texts = Vec::new();
    for number in 0..20 {
        let text = record(&ours, &mut random);
        texts.push(text[..2 * number].to_owned());
        let mut changed = text.into_bytes();
        changed[number] = if changed[number] == b'x' { b'y' } else { b'x' };
        texts.push(String::from_utf8(changed).expect("it is ASCII"));
    }
    for name in ["several-items-1", "counted-1", "counted-36"] {
        texts.push(record(&catalogue(name), &mut random));
    }
    for version in [0, 2, 9, 15] {
        let mut bytes = unsealed(&record(&ours, &mut random)[3..]);
        bytes[0] = version << 4;
        texts.push(sealed_record(&bytes));
    }
    let changes: [fn(&mut Definition); 3] = [
        |definition| definition.revision = 2,
        |definition| definition.revision = 300,
        |definition| definition.thresholds.core_percent = 79,
    ];
    for change in changes {
        let mut changed = definition("social-media-1");
        change(&mut changed);
        let changed = Catalogue::new(changed).expect("it is sound");
        texts.push(record(&changed, &mut random));
    }
    // What other programs keep under a key, and what a store makes of it.
    let foreign = [
        "null",
        "undefined",
        "true",
        "0",
        "{}",
        "[]",
        "[object Object]",
        "{\"responses\":[1,2]}",
        "skc",
        "SKC",
        "skc=",
        "skc null",
        "EAEV8VlmAMzMzMwMJH36hoOpGlkQDtY",
        "%73%6b%63",
        "NaN",
    ];
    texts.extend(foreign.map(String::from));
    texts.push(format!("skc{}", "A".repeat(8_192)));
    texts.push(format!("skc{}", "A".repeat(8_193)));
    for text in texts {
        let error = record::decode(&ours, &text).expect_err("it is broken");
        println!("{} {text}", error.code());
    }
}

/// How long the files of the corpus are, and their checksums.
fn released(release: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links");
    let catalogues = fs::read_dir(folder.join("catalogues")).expect("the frozen catalogues");
    let mut files: Vec<String> = catalogues
        .map(|entry| entry.expect("a readable folder").file_name())
        .map(|name| format!("catalogues/{}", name.to_string_lossy()))
        .collect();
    files.extend(["v1.txt", "summaries.txt", "records.txt"].map(String::from));
    files.sort();
    for file in files {
        let text = fs::read_to_string(folder.join(&file)).expect("a readable file");
        let checksum = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC).checksum(text.as_bytes());
        println!("{release} {file} {} {checksum:08x}", text.lines().count());
    }
}
