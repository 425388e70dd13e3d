//! However many rows, the memory stays the same.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod common;
#[path = "../../batch/tests/peak/mod.rs"]
mod peak;

use std::sync::Arc;

use arrow_array::{ArrayRef, Int8Array, RecordBatch};
use common::{batch, catalogue};
use tables::{Format, Responses, Table};

/// Their results take 300 MB in columns; two workers have a row group in hand each, and some waiting.
const COUNT: usize = 300_000;
/// Rows of a batch as other programs write them.
const ROWS: usize = 10_000;

#[test]
fn many_rows_take_little_memory() {
    let catalogue = catalogue();
    let columns = catalogue.items().map(|item| {
        let levels = (0..ROWS).map(|row| ((row * (item.get() + 3) / 7) % 6) as i8 - 1);
        let column: ArrayRef = Arc::new(Int8Array::from_iter_values(levels));
        (catalogue.item_id(item).as_str(), column)
    });
    let rows = RecordBatch::try_from_iter(columns).unwrap();
    let table = Table::new(
        rows.schema(),
        Box::new(std::iter::repeat_n(rows, COUNT / ROWS).map(Ok)),
    );
    let source: Responses<std::io::Empty> = Responses::Table(table);
    let batch = batch(&catalogue, 2);
    let format = Format::Parquet;
    let summary = tables::run(&batch, source, format, std::io::sink(), |_| {}, |_| {}).unwrap();
    assert_eq!(summary.scored, COUNT as u64);
    let peak = peak::kib();
    assert!(peak < 200 << 10, "{peak} KiB for {COUNT} results");
}
