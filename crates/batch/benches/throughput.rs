//! How many results a second: the built-in catalogue, recommendations included, by input and output
//! format and number of workers.
//!
//! ```text
//! cargo bench -p skill-check-batch
//! ```

#![allow(clippy::unwrap_used, reason = "the catalogue is built in")]

use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use assessment::id::FamilyIndex;
use assessment::{Catalogue, Response, Responses, link};
use batch::{Batch, InputFormat, OutputFormat};
use catalogue::Authored;
use divan::Bencher;
use divan::counter::ItemsCount;

/// Results of one run.
const COUNT: u32 = 200_000;

fn main() {
    divan::main();
}

fn authored() -> Authored {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    catalogue::load(&folder).authored.unwrap()
}

/// Responses as they come: mostly around a visitor's own level, some skipped. A fixed sequence.
fn responses(catalogue: &Catalogue) -> impl Iterator<Item = Vec<Response>> + '_ {
    let mut state = 0x2545_f491_u32;
    let mut below = move |limit: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % limit
    };
    (0..COUNT).map(move |_| {
        let own = below(5);
        catalogue
            .items()
            .map(|_| match below(20) {
                0 => Response::Skipped,
                number => Response::Level((own + number % 3).saturating_sub(1).min(4) as u8),
            })
            .collect()
    })
}

fn json(catalogue: &Catalogue) -> String {
    let mut lines = String::new();
    for row in responses(catalogue) {
        let levels: Vec<String> = row
            .iter()
            .map(|response| {
                response
                    .level()
                    .map_or("null".into(), |level| level.to_string())
            })
            .collect();
        lines += &format!("{{\"responses\":[{}]}}\n", levels.join(","));
    }
    lines
}

fn csv(catalogue: &Catalogue) -> String {
    let ids: Vec<&str> = catalogue
        .items()
        .map(|item| catalogue.item_id(item).as_str())
        .collect();
    let mut lines = ids.join(",") + "\n";
    for row in responses(catalogue) {
        let levels: Vec<String> = row
            .iter()
            .map(|response| {
                response
                    .level()
                    .map_or("-".into(), |level| level.to_string())
            })
            .collect();
        lines += &(levels.join(",") + "\n");
    }
    lines
}

fn codes(catalogue: &Catalogue) -> String {
    let mut lines = String::new();
    for row in responses(catalogue) {
        let responses = Responses::from_list(catalogue, &row).unwrap();
        let code = link::encode(catalogue, &responses, FamilyIndex(0), None).unwrap();
        lines += &(code + "\n");
    }
    lines
}

fn run(
    bencher: Bencher<'_, '_>,
    lines: &str,
    input: InputFormat,
    output: OutputFormat,
    jobs: usize,
) {
    let authored = authored();
    let batch = Batch {
        has_header: true,
        catalogue: authored.catalogue(),
        input: Some(input),
        output,
        family: FamilyIndex(0),
        level: None,
        jobs: NonZeroUsize::new(jobs).unwrap(),
    };
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        let summary = batch.run(lines.as_bytes(), io::sink(), |_| {}).unwrap();
        assert_eq!((summary.scored, summary.bad), (u64::from(COUNT), 0));
    });
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn json_to_json(bencher: Bencher<'_, '_>, jobs: usize) {
    let lines = json(authored().catalogue());
    run(bencher, &lines, InputFormat::Json, OutputFormat::Json, jobs);
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn csv_to_csv(bencher: Bencher<'_, '_>, jobs: usize) {
    let lines = csv(authored().catalogue());
    run(bencher, &lines, InputFormat::Csv, OutputFormat::Csv, jobs);
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn codes_to_json(bencher: Bencher<'_, '_>, jobs: usize) {
    let lines = codes(authored().catalogue());
    run(bencher, &lines, InputFormat::Code, OutputFormat::Json, jobs);
}
