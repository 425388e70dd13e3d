"""The commands and programs in docs/batch.md, as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import skill_check
from conftest import COMPRESSION, ROOT, made

GUIDE = (ROOT / "docs" / "batch.md").read_text()
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
#: So many rows every block scores.
COUNT = 5_000


def block(language: str, holds: str) -> str:
    """The only block of a language that holds some text."""
    found = [text for kind, text in BLOCKS if kind == language and holds in text]
    assert len(found) == 1, (holds, len(found))
    return found[0]


@pytest.fixture(scope="module")
def folder(
    catalogue: skill_check.Catalogue, command: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with what the blocks name."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "catalogues").symlink_to(ROOT / "catalogues")
    (folder / "bin").mkdir()
    (folder / "bin" / "cargo-skill-check").symlink_to(command)
    subprocess.run([command, "compile", "catalogues/social-media", "-o", "."], cwd=folder, check=True, capture_output=True)
    table = made(catalogue.items, 0, COUNT)
    pq.write_table(table, folder / "responses.parquet", compression=COMPRESSION)
    words = [
        ["" if level is None else "-" if level == -1 else str(level) for level in column.to_pylist()]
        for column in table.select(catalogue.items).columns
    ]
    lines = [",".join(catalogue.items), *map(",".join, zip(*words))]
    (folder / "responses.csv").write_text("\n".join(lines) + "\n")
    levels = {"": "", "-": "null"}
    with open(folder / "responses.jsonl", "w") as file:
        for row in zip(*words):
            said = [f'"{item}":{levels.get(word, word)}' for item, word in zip(catalogue.items, row) if word]
            file.write('{"responses":{' + ",".join(said) + "}}\n")
    subprocess.run(["gzip", "--keep", "responses.jsonl"], cwd=folder, check=True)
    return folder


def run(folder: Path, arguments: list[str]) -> str:
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYSPARK_PYTHON": sys.executable,
        "RAY_USAGE_STATS_ENABLED": "0",
        "PYSPARK_SUBMIT_ARGS": f"--master local[2] --conf spark.sql.parquet.compression.codec={COMPRESSION} pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def run_program(folder: Path, name: str, text: str) -> str:
    program = folder / name
    program.write_text(text)
    return run(folder, [sys.executable, str(program)])


def test_every_block_is_run() -> None:
    assert [kind for kind, _ in BLOCKS] == ["sh"] * 2 + ["python"] * 5


def test_one_machine(folder: Path) -> None:
    said = run(folder, ["sh", "-euc", block("sh", "results.csv")])
    assert said.count(f"{COUNT} scored, 0 bad") == 3
    from_csv = (folder / "results.jsonl").read_text().splitlines()
    assert len(from_csv) == COUNT
    assert pq.read_metadata(folder / "results.parquet").num_rows == COUNT
    assert len((folder / "results.csv").read_text().splitlines()) == COUNT + 1
    run(folder, ["sh", "-euc", block("sh", "xargs")])
    parted = (folder / "all-results.jsonl").read_text().splitlines()
    without_line = [[line.split(",", 1)[1] for line in lines] for lines in (from_csv, parted)]
    assert without_line[0] == without_line[1]


def test_python(catalogue: skill_check.Catalogue, folder: Path) -> None:
    run_program(folder, "table.py", block("python", "pq.write_table(results,"))
    results = pq.read_table(folder / "results.parquet")
    assert results.equals(catalogue.score(pq.read_table(folder / "responses.parquet")))
    said = run_program(folder, "frames.py", block("python", "import duckdb"))
    assert "social-media-manager.junior" in said and "on-the-way" in said


@pytest.mark.parametrize(
    ("holds", "place"),
    [("mapInArrow", "spark-results"), ("Client(", "dask-results"), ("ray.init", "ray-results")],
)
def test_cluster(catalogue: skill_check.Catalogue, folder: Path, holds: str, place: str) -> None:
    run_program(folder, f"{place.replace('-', '_')}.py", block("python", holds))
    results = pa.concat_tables(
        [pq.read_table(part) for part in sorted((folder / place).glob("*.parquet"))]
    )
    expected = catalogue.score(pq.read_table(folder / "responses.parquet"))
    assert results.sort_by("id").cast(expected.schema).equals(expected)
