//! Bytes that only say that they are a table: each gives rows or an error, and ends.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use crate::common;

use common::{batch, catalogue, lines, run, temporary};
use tables::{Format, Responses, Table, TableKind};

/// So many changed files of each kind.
const CHANGES: u32 = 600;

/// Goal: no bytes end the process or have it ask for memory without end.
///
/// Method: a real file of each kind with a few bytes changed, most of them in its description, where
/// counts, types, lengths and places stand; or cut off.
#[test]
fn changed_bytes_give_rows_or_an_error() {
    tables::hush();
    let catalogue = catalogue();
    let responses = lines(&catalogue, 300);
    let mut state = 7_u32;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % limit
    };
    for (format, kind) in [
        (Format::Parquet, TableKind::Parquet),
        (Format::ArrowFile, TableKind::ArrowFile),
        (Format::ArrowStream, TableKind::ArrowStream),
    ] {
        let source = Responses::Lines(responses.as_bytes());
        let (whole, ..) = run(&batch(&catalogue, 1), source, format);
        let (mut read, mut refused) = (0, 0);
        for change in 0..CHANGES {
            let mut bytes = whole.clone();
            if change % 10 == 0 {
                bytes.truncate(below(bytes.len()));
            } else {
                for _ in 0..=below(3) {
                    // Parquet has its description last, a stream of Arrow first.
                    let near = below(bytes.len().min(20_000));
                    let place = match (change % 3, kind) {
                        (0, _) => below(bytes.len()),
                        (_, TableKind::ArrowStream) => near,
                        _ => bytes.len() - 1 - near,
                    };
                    bytes[place] = [0, 0x7f, 0x80, 0xff, below(256) as u8][below(5)];
                }
            }
            let scored = Table::open(kind, temporary(&bytes)).and_then(|table| {
                let batch = batch(&catalogue, 1);
                let source: Responses<std::io::Empty> = Responses::Table(table);
                tables::run(
                    &batch,
                    source,
                    Format::Lines,
                    std::io::sink(),
                    |_| {},
                    |_| {},
                )
            });
            match scored {
                Ok(summary) => {
                    read += 1;
                    assert!(summary.scored + summary.bad <= 300, "{summary:?}");
                }
                Err(error) => {
                    refused += 1;
                    assert!(!error.to_string().is_empty());
                }
            }
        }
        assert!(
            read > 20 && refused > 20,
            "{kind:?}: {read} read, {refused} refused"
        );
    }
}
