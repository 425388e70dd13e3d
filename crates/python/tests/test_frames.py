"""The package in pandas, Polars and DuckDB, on one machine."""

from __future__ import annotations

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import skill_check


@pytest.fixture(scope="module")
def results(catalogue: skill_check.Catalogue, table: pa.Table) -> pa.Table:
    return catalogue.score(table)


def test_pandas(catalogue: skill_check.Catalogue, table: pa.Table, results: pa.Table) -> None:
    # Where responses are missing, pandas has floating point and NaN.
    frame = table.to_pandas()
    assert set(frame[catalogue.items].dtypes.map(str)) == {"float64"}
    ours = catalogue.score(frame)
    assert ours.equals(results)
    scored = ours.to_pandas()
    assert isinstance(scored, pd.DataFrame)
    means = scored.groupby("target")["gap_points"].mean()
    assert means.index.tolist() == ["social-media-manager.junior", "social-media-manager.senior"]


def test_polars(catalogue: skill_check.Catalogue, table: pa.Table, results: pa.Table) -> None:
    frame = pl.from_arrow(table)
    ours = catalogue.score(frame)
    assert ours.equals(results)
    scored = pl.from_arrow(ours)
    assert isinstance(scored, pl.DataFrame)
    assert scored["benefit"].sum() == sum(results["benefit"].to_pylist())
    # Words for what has no level, as in CSV.
    words = frame.with_columns(
        pl.when(pl.col(item) == -1).then(pl.lit("-")).otherwise(pl.col(item).cast(pl.String)).alias(item)
        for item in catalogue.items
    )
    assert words[catalogue.items[0]].dtype == pl.String
    assert catalogue.score(words).equals(results)


def test_duckdb(catalogue: skill_check.Catalogue, table: pa.Table, results: pa.Table) -> None:
    connection = duckdb.connect()
    connection.register("responses", table)
    relation = connection.sql("SELECT * FROM responses WHERE id % 2 = 0")
    scored = catalogue.score(relation)
    assert scored.num_rows == table.num_rows // 2
    sums = connection.sql("SELECT sum(gap_points), count(DISTINCT target) FROM scored").fetchall()
    points = [points for id, points in zip(*(results[name].to_pylist() for name in ("id", "gap_points"))) if id % 2 == 0]
    assert sums == [(sum(points), 2)]


def test_duckdb_calls_it_as_a_function(
    catalogue: skill_check.Catalogue, table: pa.Table, results: pa.Table
) -> None:
    def standing(rows: pa.ChunkedArray) -> pa.ChunkedArray:
        return catalogue.score(pa.Table.from_struct_array(rows), bad="raise")["standing"]

    connection = duckdb.connect()
    connection.register("responses", table.drop_columns(["id", "line"]))
    row = duckdb.struct_type(dict.fromkeys(catalogue.items, duckdb.type("TINYINT")))
    connection.create_function("standing", standing, [row], "VARCHAR", type="arrow")
    rows = connection.sql("SELECT standing(responses) FROM responses").fetchall()
    assert [row[0] for row in rows] == results["standing"].to_pylist()
