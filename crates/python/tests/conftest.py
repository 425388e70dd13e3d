"""What the tests share: a catalogue, responses, and what the command makes of them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import skill_check

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "catalogues" / "social-media"

#: Rows of an ordinary run, and of one with `--large`; files that they are in.
ROWS, MANY_ROWS, PARTS = 96_000, 10_000_000, 8
#: Of Parquet files that Spark reads and writes here. Snappy's library in Java is unpacked into a temporary folder
#: first and loaded from there, which some machines don't let it do; that is nothing of ours.
COMPRESSION = "none"
#: Rows that are made or compared at a time.
STEP = 125_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--large", action="store_true", help="with ten million rows")


@pytest.fixture(scope="session")
def catalogue() -> skill_check.Catalogue:
    return skill_check.Catalogue.open(FOLDER)


@pytest.fixture(scope="session")
def rows(request: pytest.FixtureRequest) -> int:
    return MANY_ROWS if request.config.getoption("--large") else ROWS


@pytest.fixture(scope="session")
def command() -> Path:
    """The native command."""
    path = Path(os.environ.get("SKILL_CHECK", ROOT / "target/release/cargo-skill-check"))
    if not path.is_file():
        pytest.fail(f"{path} is missing: cargo build --release -p skill-check-cli")
    return path


def made(items: list[str], first: int, count: int) -> pa.Table:
    """Responses as they come: around a visitor's own level, one in twenty skipped, one not asked. A fixed
    sequence for each `first`. `line` numbers all of them, however they are parted."""
    chance = np.random.default_rng(first)
    own = chance.integers(0, 5, count, dtype=np.int8)
    ids = np.arange(first, first + count)
    columns = {"id": pa.array(ids), "line": pa.array(ids + 1)}
    for item in items:
        level = np.clip(own + chance.integers(-1, 2, count, dtype=np.int8), 0, 4)
        kind = chance.integers(0, 20, count)
        level[kind == 1] = -1
        columns[item] = pa.array(level, mask=kind == 2)
    return pa.table(columns)


@pytest.fixture(scope="session")
def table(catalogue: skill_check.Catalogue) -> pa.Table:
    """Some responses."""
    return made(catalogue.items, 0, 20_000)


@pytest.fixture(scope="session")
def responses(
    catalogue: skill_check.Catalogue, rows: int, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with responses in Parquet files."""
    folder = tmp_path_factory.mktemp("responses")
    part = rows // PARTS
    for number in range(PARTS):
        begin, end = number * part, (number + 1) * part
        place, schema = folder / f"part-{number:02}.parquet", made(catalogue.items, 0, 1).schema
        with pq.ParquetWriter(place, schema, compression=COMPRESSION) as writer:
            for first in range(begin, end, STEP):
                writer.write_table(made(catalogue.items, first, min(STEP, end - first)))
    return folder


@pytest.fixture(scope="session")
def expected(command: Path, responses: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the command makes of the responses."""
    folder = tmp_path_factory.mktemp("command")
    for part in sorted(responses.glob("*.parquet")):
        arguments = ["score", FOLDER, "--responses", part, "-o", folder / part.name]
        subprocess.run([command, *map(str, arguments)], check=True, capture_output=True)
    return folder


class Sink(io.RawIOBase):
    """A file that keeps nothing but how long it is, and its SHA-256."""

    def __init__(self) -> None:
        super().__init__()
        self.length = 0
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.length

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.length += memoryview(data).nbytes
        return memoryview(data).nbytes


def file_of(folder: Path, schema: pa.Schema, rows: int) -> tuple[int, str]:
    """The length and SHA-256 of the one Parquet file that all results in a folder make in the order of `id`."""
    results = ds.dataset(folder, format="parquet")
    assert results.count_rows() == rows
    sink = Sink()
    with pq.ParquetWriter(sink, schema) as writer:
        for first in range(0, rows, STEP):
            within = (ds.field("id") >= first) & (ds.field("id") < first + STEP)
            part = results.to_table(columns=schema.names, filter=within).sort_by("id")
            # Spark says otherwise what may be empty; values and types are those of the schema.
            writer.write_table(part.cast(schema).combine_chunks())
    return sink.length, sink.digest.hexdigest()


def assert_same(results: Path, expected: Path, rows: int) -> None:
    """Compares the files that the results in two folders make, byte for byte."""
    schema = ds.dataset(expected, format="parquet").schema
    ours, theirs = (file_of(folder, schema, rows) for folder in (results, expected))
    assert ours == theirs
    print(f"{rows:,} rows: {theirs[0]:,} bytes, SHA-256 {theirs[1]}")
