//! However many results, the memory stays the same.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod peak;

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::path::Path;

use assessment::id::FamilyIndex;
use batch::{Batch, OutputFormat};

/// Their results are 700 MB.
const COUNT: u32 = 600_000;

/// So many lines, made as they are read.
struct Lines(u32);

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        const LINE: &[u8] =
            b"[2,1,3,2,2,2,1,3,3,1,2,1,2,1,3,2,3,2,2,1,1,1,1,1,1,2,2,1,1,1,2,null,1,null,0,null]\n";
        let mut used = 0;
        while self.0 > 0 && used + LINE.len() <= buffer.len() {
            buffer[used..used + LINE.len()].copy_from_slice(LINE);
            used += LINE.len();
            self.0 -= 1;
        }
        Ok(used)
    }
}

#[test]
fn many_results_take_little_memory() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogues/social-media");
    let authored = catalogue::load(&folder).authored.unwrap();
    let batch = Batch {
        catalogue: authored.catalogue(),
        input: None,
        output: OutputFormat::Json,
        has_header: true,
        family: FamilyIndex(0),
        level: None,
        jobs: NonZeroUsize::new(2).unwrap(),
    };
    let summary = batch.run(Lines(COUNT), io::sink(), |_| {}).unwrap();
    assert_eq!(summary.scored, u64::from(COUNT));
    // Each worker has a chunk in hand and a few waiting before and behind it; the results of all
    // lines would take seven times as much.
    let peak = peak::kib();
    assert!(peak < 100 << 10, "{peak} KiB for {COUNT} results");
}
