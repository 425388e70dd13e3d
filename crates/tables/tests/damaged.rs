//! Parquet that is damaged in one place: what is lost is named and counted, and everything else goes on.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use crate::common;

use std::io::Read as _;
use std::sync::Arc;

use arrow_array::{ArrayRef, Int8Array, Int64Array, RecordBatch};
use batch::Summary;
use common::{batch, catalogue, run, temporary};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use tables::{Format, Responses, Table, TableKind};

/// Rows of a group, and of all of them.
const GROUP: i64 = 1_000;
const ROWS: i64 = 10_500;

/// A file of several groups with two items; its bytes.
fn file() -> Vec<u8> {
    let ids: ArrayRef = Arc::new((0..ROWS).collect::<Int64Array>());
    let levels = |step: i64| -> ArrayRef {
        Arc::new(
            (0..ROWS)
                .map(|row| (row * step % 5) as i8)
                .collect::<Int8Array>(),
        )
    };
    let columns = [
        ("id", ids),
        ("research", levels(3)),
        ("tables-and-data", levels(7)),
    ];
    let rows = RecordBatch::try_from_iter(columns).unwrap();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(GROUP as usize))
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, rows.schema(), Some(properties)).unwrap();
    writer.write(&rows).unwrap();
    writer.close().unwrap();
    bytes
}

/// Makes a column of a group unreadable.
fn damage(bytes: &mut [u8], group: usize, column: usize) {
    let reader = SerializedFileReader::new(temporary(bytes)).unwrap();
    let (start, _) = reader
        .metadata()
        .row_group(group)
        .column(column)
        .byte_range();
    bytes[start as usize..][..8].fill(0xff);
}

fn score(bytes: &[u8], format: Format) -> (Vec<u8>, Summary, Vec<String>) {
    tables::hush();
    let table = Table::open(TableKind::Parquet, temporary(bytes)).unwrap();
    let catalogue = catalogue();
    let (out, summary, said) = run(&batch(&catalogue, 2), Responses::Table(table), format);
    // The first line names the items that the table doesn't have.
    (
        out,
        summary,
        said.lines().skip(1).map(ToOwned::to_owned).collect(),
    )
}

#[test]
fn a_damaged_group_is_counted_and_the_rest_is_scored() {
    let whole = file();
    let (expected, summary, said) = score(&whole, Format::Lines);
    assert_eq!((summary.scored, summary.bad, said.len()), (10_500, 0, 0));
    let mut bytes = whole;
    damage(&mut bytes, 3, 1);
    damage(&mut bytes, 10, 2);
    for format in [Format::Lines, Format::Parquet, Format::ArrowStream] {
        let (out, summary, said) = score(&bytes, format);
        assert_eq!((summary.scored, summary.bad), (9_000, 1_500), "{format:?}");
        let [first, second] = &said[..] else {
            panic!("{said:?}")
        };
        let begin = "3001: the rows from here to 4000 can't be read: the column `research`: ";
        assert!(first.starts_with(begin), "{first}");
        let begin =
            "10001: the rows from here to 10500 can't be read: the column `tables-and-data`: ";
        assert!(second.starts_with(begin), "{second}");
        if format == Format::Lines {
            // Rows keep their numbers.
            let is_read = |row: usize| !((3_000..4_000).contains(&row) || row >= 10_000);
            let lines = expected.split_inclusive(|&byte| byte == b'\n').enumerate();
            let kept: Vec<u8> = lines
                .filter(|&(row, _)| is_read(row))
                .flat_map(|(_, line)| line.to_vec())
                .collect();
            assert!(out == kept);
        }
    }
}

#[test]
fn a_damaged_group_leaves_a_gap_in_the_text() {
    let mut bytes = file();
    damage(&mut bytes, 0, 0);
    damage(&mut bytes, 5, 2);
    let table = Table::open(TableKind::Parquet, temporary(&bytes)).unwrap();
    let (mut text, remarks) = table.into_text(&catalogue());
    assert!(remarks.is_empty());
    let gaps = text.gaps();
    let mut csv = String::new();
    text.read_to_string(&mut csv).unwrap();
    let ids: Vec<u64> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(ids.len(), 8_500);
    for (row, id) in (1..).zip(&ids) {
        assert_eq!(gaps.number(row), id + 1);
    }
    let told: Vec<(u64, u64)> = gaps
        .all()
        .iter()
        .map(|gap| (gap.first, gap.count))
        .collect();
    assert_eq!(told, [(1, 1_000), (5_001, 1_000)]);
}

#[test]
fn groups_that_contradict_the_whole_are_refused() {
    let whole = file();
    let mut refused = 0;
    for place in whole.len() - 2_000..whole.len() - 8 {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x02;
        match Table::open(TableKind::Parquet, temporary(&bytes)) {
            // No count can be a lie: what is said of the whole is the sum of the parts.
            Ok(table) => assert_eq!(table.rows(), Some(10_500)),
            Err(error) => refused += u32::from(error.to_string().contains("other numbers")),
        }
    }
    assert!(refused > 0);
}
