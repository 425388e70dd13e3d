//! What the tests of tables share.
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::num::NonZeroUsize;
use std::path::Path;

use assessment::Catalogue;
use assessment::id::FamilyIndex;
use batch::{Batch, OutputFormat, Summary};
use tables::{Format, Responses};

pub(crate) fn catalogue() -> Catalogue {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    catalogue::load(&folder)
        .authored
        .unwrap()
        .catalogue()
        .clone()
}

pub(crate) fn batch(catalogue: &Catalogue, jobs: usize) -> Batch<'_> {
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

/// The results, how many there are, and what was said, a line each.
pub(crate) fn run(
    batch: &Batch<'_>,
    responses: Responses<&[u8]>,
    format: Format,
) -> (Vec<u8>, Summary, String) {
    let (mut results, mut said, mut counted) = (Vec::new(), String::new(), 0);
    let summary = tables::run(
        batch,
        responses,
        format,
        &mut results,
        |bad| said += &format!("{}: {}\n", bad.line, bad.cause),
        |scored| counted += scored,
    )
    .unwrap();
    assert_eq!(counted, summary.scored);
    (results, summary, said)
}

/// So many different lines of JSON with responses and an id, by a fixed sequence.
pub(crate) fn lines(catalogue: &Catalogue, count: u32) -> String {
    let mut state = 1_u32;
    let mut below = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    let mut text = String::new();
    for number in 0..count {
        let asked = below(3) * catalogue.item_count() as u32;
        let levels: Vec<String> = catalogue
            .items()
            .take(asked as usize)
            .map(|_| match below(6) {
                5 => "null".to_owned(),
                level => level.to_string(),
            })
            .collect();
        text += &format!(
            "{{\"id\":\"p{number}\",\"responses\":[{}]}}\n",
            levels.join(",")
        );
    }
    text
}

/// A file that nobody else sees, with these bytes.
pub(crate) fn temporary(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}
