"""Scores responses to a skill-check catalogue from any table that Arrow can read.

A table is whatever speaks Arrow's C data interface: a table, batch or reader of pyarrow, a data frame of
pandas or Polars, a relation of DuckDB. Nothing is copied on the way in. Its columns are items, named by
their ids, and, if wanted, `id`, `line`, `family` and `level`; the results are a `pyarrow.Table`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import pyarrow as pa

from . import _native
from ._native import CatalogueError, TableError

__all__ = [
    "BadRowsError",
    "Catalogue",
    "CatalogueError",
    "TableError",
    "TableWarning",
]

#: The level aimed at by rows that don't say.
Level = Literal["next", "junior", "senior"]
#: What is done about rows that can't be scored.
Bad = Literal["warn", "raise", "drop"]

#: So many bad rows a message names.
_NAMED = 5


class TableWarning(UserWarning):
    """Something about a table's columns or rows that is probably not as meant."""


class BadRowsError(ValueError):
    """Rows can't be scored.

    `count` is how many; `rows` has the first thousand of them, as pairs of number (`line`) and cause.
    """

    def __init__(self, count: int, rows: list[tuple[int, str]]) -> None:
        super().__init__(count, rows)
        self.count = count
        self.rows = rows

    def __str__(self) -> str:
        return _said(self.count, self.rows)


class Catalogue:
    """What was responded to. It can be pickled, so that other processes score by it."""

    def __init__(self, native: _native.Catalogue) -> None:
        self._native = native

    @staticmethod
    def open(path: str | os.PathLike[str]) -> Catalogue:
        """Opens a folder with a `catalogue.toml`, or a compiled catalogue.

        Raises `CatalogueError` if there is none or it has errors.
        """
        return Catalogue(_native.Catalogue.open(os.fspath(path)))

    @staticmethod
    def from_bytes(compiled: bytes) -> Catalogue:
        """Opens a compiled catalogue in memory.

        Raises `CatalogueError` if it is none.
        """
        return Catalogue(_native.Catalogue.from_bytes(compiled))

    def to_bytes(self) -> bytes:
        """The compiled catalogue."""
        return self._native.to_bytes()

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue.from_bytes, (self.to_bytes(),)

    def __repr__(self) -> str:
        return f"<Catalogue {self.id}, revision {self.revision}>"

    @property
    def id(self) -> str:
        """The catalogue's id."""
        return self._native.id

    @property
    def revision(self) -> int:
        """The catalogue's revision, from 1."""
        return self._native.revision

    @property
    def items(self) -> list[str]:
        """The ids of all items, in their order: the columns that a table of responses has."""
        return self._native.items

    @property
    def families(self) -> list[str]:
        """The ids of all families, in their order."""
        return self._native.families

    def schema(self, id: pa.DataType | None = None) -> pa.Schema:
        """The schema of results; `id` is the type of that column, by default text."""
        return self._native.schema(pa.string() if id is None else id)

    def score(
        self,
        table: Any,
        *,
        family: str | None = None,
        level: Level = "next",
        jobs: int = 1,
        bad: Bad = "warn",
    ) -> pa.Table:
        """Scores each row of a table: one row of results for each that can be scored.

        `family` and `level` are the goal of rows that don't say; without them it is the next level of
        the catalogue's first family. `jobs` is the number of threads; while they work, other threads of
        Python run. Rows that can't be scored are left out; `bad` says whether that is warned of (a
        `TableWarning`), an error (`BadRowsError`), or expected. `line` of a result is the number of its
        row: what the column `line` says, if there is one, else its place from 1.

        Raises `TableError` if no column is an item of the catalogue or one comes twice, `ValueError` if
        there is no such family or level.
        """
        return self._score(_stream(table), family, level, jobs, bad, 1, 2)

    def score_batches(
        self,
        batches: Iterable[pa.RecordBatch],
        *,
        family: str | None = None,
        level: Level = "next",
        bad: Bad = "warn",
    ) -> Iterator[pa.RecordBatch]:
        """Scores batch after batch, as Spark's `mapInArrow` wants it. Where rows don't say their `line`, it counts over all of
        them."""
        first = 1
        for batch in batches:
            table = pa.Table.from_batches([batch])
            results = self._score(table, family, level, 1, bad, first, 1)
            first += batch.num_rows
            yield from results.to_batches()

    def _score(
        self,
        stream: Any,
        family: str | None,
        level: str,
        jobs: int,
        bad: Bad,
        first: int,
        depth: int,
    ) -> pa.Table:
        if bad not in ("warn", "raise", "drop"):
            raise ValueError(f"bad={bad!r}: expected 'warn', 'raise' or 'drop'")
        if jobs < 1:
            raise ValueError(f"jobs={jobs}: expected 1 or more")
        results, remarks, rows, count = self._native.score(stream, family, level, jobs, first)
        for remark in remarks:
            warnings.warn(remark, TableWarning, stacklevel=depth + 1)
        if count and bad == "raise":
            raise BadRowsError(count, rows)
        if count and bad == "warn":
            warnings.warn(_said(count, rows), TableWarning, stacklevel=depth + 1)
        return results


def _stream(table: Any) -> Any:
    """The table as something that gives a stream of Arrow."""
    if hasattr(table, "__arrow_c_stream__"):
        return table
    if isinstance(table, pa.RecordBatch) or hasattr(table, "__arrow_c_array__"):
        return pa.Table.from_batches([pa.record_batch(table)])
    raise TypeError(
        f"{type(table).__name__} has no Arrow stream: expected a table of pyarrow, pandas 2.2, "
        "Polars or DuckDB, or whatever else has __arrow_c_stream__"
    )


def _said(count: int, rows: list[tuple[int, str]]) -> str:
    named = "; ".join(f"row {row}: {cause}" for row, cause in rows[:_NAMED])
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    return f"{count} bad: {named}{more}"
