//! A table gives what lines give, in every direction, and names what can't be scored.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use crate::common;

use std::io::Write as _;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int8Type, Int64Type};
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{Field, Schema};
use batch::{OutputFormat, Summary};
use common::{batch, catalogue, lines, run, temporary};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use tables::{Format, Responses, Table, TableError, TableKind};

/// A table with these columns.
fn table(columns: Vec<(&str, ArrayRef)>) -> Table {
    let rows = RecordBatch::try_from_iter(columns).unwrap();
    Table::new(rows.schema(), Box::new(std::iter::once(Ok(rows))))
}

/// Goal: whatever responses and results are kept in, they are the same.
///
/// Method: lines to each kind of table, and each of those to lines again, with two workers; more rows
/// than fit a piece.
#[test]
fn every_way_gives_the_same() {
    let catalogue = catalogue();
    let responses = lines(&catalogue, 9_000);
    for output in [OutputFormat::Json, OutputFormat::Csv] {
        let mut batch = batch(&catalogue, 2);
        batch.output = output;
        let (expected, summary, said) = run(
            &batch,
            Responses::Lines(responses.as_bytes()),
            Format::Lines,
        );
        assert_eq!((summary.scored, summary.bad, &*said), (9_000, 0, ""));
        for (format, kind) in [
            (Format::Parquet, TableKind::Parquet),
            (Format::ArrowFile, TableKind::ArrowFile),
            (Format::ArrowStream, TableKind::ArrowStream),
        ] {
            let (bytes, ..) = run(&batch, Responses::Lines(responses.as_bytes()), format);
            assert_eq!(TableKind::told_by(&bytes), Some(kind));
            let table = Table::open(kind, temporary(&bytes)).unwrap();
            let (again, summary, said) = run(&batch, Responses::Table(table), Format::Lines);
            assert_eq!((summary.scored, summary.bad, &*said), (9_000, 0, ""));
            // Rows are counted from 1, as the lines of JSON were.
            assert!(again == expected, "{kind:?} {output:?}");
        }
    }
}

#[test]
fn tables_are_the_same_whatever_the_number_of_workers() {
    let catalogue = catalogue();
    let responses = lines(&catalogue, 70_000);
    let source = Responses::Lines(responses.as_bytes());
    let (bytes, ..) = run(&batch(&catalogue, 2), source, Format::Parquet);
    let results = |jobs| {
        let table = Table::open(TableKind::Parquet, temporary(&bytes)).unwrap();
        assert_eq!(table.rows(), Some(70_000));
        run(
            &batch(&catalogue, jobs),
            Responses::Table(table),
            Format::Parquet,
        )
    };
    let (one, summary, _) = results(1);
    assert_eq!(summary.scored, 70_000);
    for jobs in [2, 3] {
        assert!(results(jobs).0 == one, "{jobs} workers");
    }
}

/// Goal: what is another in each row makes a file no larger than it has to.
#[test]
fn numbers_and_names_of_rows_have_no_dictionary() {
    let catalogue = catalogue();
    let responses = lines(&catalogue, 9_000);
    let source = Responses::Lines(responses.as_bytes());
    let (bytes, ..) = run(&batch(&catalogue, 1), source, Format::Parquet);
    let reader = SerializedFileReader::new(temporary(&bytes)).unwrap();
    let group = reader.metadata().row_group(0);
    let [line, id, headline] = [0, 1, 2].map(|place| group.column(place));
    assert_eq!(line.column_path().string(), "line");
    assert_eq!(line.dictionary_page_offset(), None);
    // The numbers themselves are 72,000 bytes.
    assert!(line.compressed_size() < 2_000, "{}", line.compressed_size());
    assert_eq!(id.dictionary_page_offset(), None);
    assert!(headline.dictionary_page_offset().is_some());
}

/// Goal: however a table is parted, its results are the same, numbers of rows included.
#[test]
fn rows_may_say_their_number() {
    let catalogue = catalogue();
    let rows = |lines: [Option<i64>; 2], levels: [i64; 2]| {
        table(vec![
            (
                "research",
                Arc::new(Int64Array::from_iter_values(levels)) as ArrayRef,
            ),
            ("line", Arc::new(Int64Array::from_iter(lines))),
        ])
    };
    let batch = batch(&catalogue, 1);
    let mut bad = Vec::new();
    let mut numbers = |table: Table| {
        let scored = tables::score(&batch, table, |line| bad.push(line.line));
        let (_, batches, _) = scored.unwrap();
        batches[0]
            .column(0)
            .as_primitive::<Int64Type>()
            .values()
            .to_vec()
    };
    assert_eq!(numbers(rows([Some(8), Some(3)], [1, 2])), [8, 3]);
    assert_eq!(numbers(rows([None, Some(3)], [1, 2])), [1, 3]);
    // What can't be scored is named by the same number.
    assert_eq!(numbers(rows([Some(8), Some(70)], [1, 99])), [8]);
    bad.retain(|&line| line > 0);
    assert_eq!(bad, [70]);
}

#[test]
fn a_number_in_words_is_none() {
    let catalogue = catalogue();
    let table = table(vec![
        ("research", Arc::new(Int64Array::from(vec![1])) as ArrayRef),
        ("line", Arc::new(StringArray::from(vec!["8"]))),
    ]);
    let mut said = String::new();
    let batch = batch(&catalogue, 1);
    let (_, batches, _) = tables::score(&batch, table, |bad| said += &bad.cause).unwrap();
    let lines = batches[0].column(0).as_primitive::<Int64Type>();
    assert_eq!(lines.values(), &[1]);
    let expected =
        "the column `line` is of type Utf8, where whole numbers are expected; it counts as empty";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn rows_may_say_who_they_are_and_what_they_aim_at() {
    let catalogue = catalogue();
    let table = table(vec![
        (
            "id",
            Arc::new(Int64Array::from(vec![70, 71, 72])) as ArrayRef,
        ),
        (
            "family",
            Arc::new(StringArray::from(vec![
                Some("community-manager"),
                None,
                Some(""),
            ])),
        ),
        (
            "level",
            Arc::new(StringArray::from(vec![Some("senior"), Some("next"), None])),
        ),
        (
            "research",
            Arc::new(Float64Array::from(vec![
                Some(2.0),
                Some(f64::NAN),
                Some(-1.0),
            ])),
        ),
    ]);
    let mut said = Vec::new();
    let batch = batch(&catalogue, 1);
    let (schema, batches, summary) =
        tables::score(&batch, table, |bad| said.push(bad.cause.clone())).unwrap();
    assert_eq!((summary.scored, summary.bad), (3, 0));
    assert!(said[0].starts_with("items without a column, which count as not asked: "));
    let column = |name: &str| batches[0].column(schema.index_of(name).unwrap()).clone();
    assert_eq!(
        column("id").as_primitive::<Int64Type>().values(),
        &[70, 71, 72]
    );
    assert_eq!(
        column("target").as_string::<i32>().value(0),
        "community-manager.senior"
    );
    assert_eq!(
        column("target").as_string::<i32>().value(1),
        "social-media-manager.junior"
    );
    let responses = column("research.response");
    let responses: Vec<Option<i8>> = responses.as_primitive::<Int8Type>().iter().collect();
    assert_eq!(responses, [Some(2), None, Some(-1)]);
    assert_eq!(schema.metadata()["skill-check.catalogue"], "social-media");
}

/// Goal: what can't be used is named with its column or row, and everything else is scored.
#[test]
fn what_cannot_be_used_is_named_and_the_rest_goes_on() {
    let catalogue = catalogue();
    let research: ArrayRef = Arc::new(Int64Array::from(vec![1, 7, 2, i64::MAX, 3]));
    let words: ArrayRef = Arc::new(StringArray::from(vec!["1", "2", "two", "3", "-"]));
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![true; 5]));
    let families: ArrayRef = Arc::new(StringArray::from_iter_values(["", "", "", "", "nobody"]));
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1; 5]));
    let names: ArrayRef = Arc::new(Float64Array::from(vec![0.5; 5]));
    let columns = vec![
        ("research", research),
        ("tables-and-data", words),
        ("files-and-cloud", flags),
        ("family", families),
        ("level", numbers.clone()),
        ("when", numbers),
        ("id", names),
    ];
    let (out, summary, said) = run(
        &batch(&catalogue, 2),
        Responses::Table(table(columns)),
        Format::Lines,
    );
    assert_eq!((summary.scored, summary.bad), (1, 4));
    assert!(out.starts_with(b"{\"line\":1,\"headline\""));
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(
        said[..3],
        [
            "0: the column `files-and-cloud` is of type Boolean, where whole numbers or text are expected; it counts as empty",
            "0: the column `level` is of type Int64, where text are expected; it counts as empty",
            "0: columns passed over: when",
        ]
    );
    assert!(
        said[3]
            .starts_with("0: items without a column, which count as not asked: files-and-cloud, ")
    );
    assert_eq!(
        said[4..],
        [
            "0: the column `id` is of type Float64, which lines can't have; it is left out",
            "2: level 7 at item `research`, where 4 is the highest",
            "3: `two` at item `tables-and-data`: expected a level, nothing for not asked, or `-` for skipped",
            "4: `9223372036854775807` at item `research`: expected a level, nothing for not asked, or `-` for skipped",
            "5: no family `nobody` in this catalogue",
        ]
    );
}

#[test]
fn a_table_that_does_not_fit_is_refused() {
    let catalogue = catalogue();
    let numbers = || Arc::new(Int64Array::from(vec![1])) as ArrayRef;
    for (columns, message) in [
        (
            vec![("a", numbers())],
            "no column is an item of this catalogue",
        ),
        (
            vec![("research", numbers()), ("research.response", numbers())],
            "the column `research.response` comes twice",
        ),
    ] {
        let refused = tables::score(&batch(&catalogue, 1), table(columns), |_| {});
        let Err(error @ TableError::Columns(_)) = refused else {
            panic!("it was scored");
        };
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_table_of_another_revision_is_named() {
    let catalogue = catalogue();
    let rows: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let said = |catalogue_id: &str, revision: &str| {
        let metadata = [
            ("skill-check.catalogue".to_owned(), catalogue_id.to_owned()),
            ("skill-check.revision".to_owned(), revision.to_owned()),
        ];
        let field = Field::new("research", rows.data_type().clone(), true);
        let schema = Schema::new(vec![field]).with_metadata(metadata);
        let schema = Arc::new(schema);
        let rows = RecordBatch::try_new(schema.clone(), vec![rows.clone()]).unwrap();
        let table = Table::new(schema, Box::new(std::iter::once(Ok(rows))));
        run(
            &batch(&catalogue, 1),
            Responses::Table(table),
            Format::Lines,
        )
        .2
    };
    let own = catalogue.definition().revision;
    assert!(!said("social-media", &own.to_string()).contains("revision"));
    let named = format!(
        "0: the table says that it is of revision 99 of `social-media`; it is read by revision {own} of `social-media`, and columns count by their names\n"
    );
    assert!(said("social-media", "99").starts_with(&named));
    assert!(said("data-analyst", &own.to_string()).contains("of `data-analyst`; it is read"));
}

#[test]
fn a_table_is_text_for_what_reads_lines() {
    let catalogue = catalogue();
    let words: ArrayRef = Arc::new(StringArray::from(vec![Some("a,\"b\"\nc"), None, Some("d")]));
    let levels: ArrayRef = Arc::new(Int64Array::from(vec![Some(2), Some(-1), None]));
    let numbers: ArrayRef = Arc::new(Float64Array::from(vec![Some(1.5), Some(f64::NAN), None]));
    let flags: ArrayRef = Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]));
    let columns = vec![
        ("id", words),
        ("research", levels),
        ("seconds", numbers),
        ("is-new", flags.clone()),
        ("tables-and-data", flags),
    ];
    let (mut text, remarks) = table(columns).into_text(&catalogue);
    assert_eq!(
        remarks,
        ["columns passed over, since they are neither numbers nor text: tables-and-data"]
    );
    let mut all = String::new();
    std::io::Read::read_to_string(&mut text, &mut all).unwrap();
    assert_eq!(
        all,
        "id,research,seconds,is-new\n\"a,\"\"b\"\" c\",2,1.5,true\n,-,,\nd,,,false\n"
    );
}

#[test]
fn nothing_gives_a_table_without_rows() {
    let catalogue = catalogue();
    for (format, kind) in [
        (Format::Parquet, TableKind::Parquet),
        (Format::ArrowFile, TableKind::ArrowFile),
    ] {
        let source = Responses::Lines(&b""[..]);
        let (bytes, summary, _) = run(&batch(&catalogue, 2), source, format);
        assert_eq!(summary, Summary::default());
        let table = Table::open(kind, temporary(&bytes)).unwrap();
        let (again, summary, _) = run(&batch(&catalogue, 2), Responses::Table(table), format);
        assert_eq!(summary.scored, 0);
        assert!(again == bytes, "{kind:?}");
    }
}

#[test]
fn what_cannot_be_written_ends_the_run() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(Full.flush().is_ok());
    let catalogue = catalogue();
    let responses = lines(&catalogue, 200_000);
    for format in [Format::Parquet, Format::ArrowFile, Format::Lines] {
        let source = Responses::Lines(responses.as_bytes());
        let ended = tables::run(&batch(&catalogue, 2), source, format, Full, |_| {}, |_| {});
        let said = ended.unwrap_err().to_string();
        assert!(said.contains("the disk is full"), "{format:?}: {said}");
    }
}
