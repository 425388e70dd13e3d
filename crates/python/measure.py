"""Measures the command on tables of a million rows and more: rate, processor time, memory, sizes.

    cargo build --release --package skill-check-cli
    target/tools/python/bin/python crates/python/measure.py 1 10 100

Each number is millions of rows, from Parquet to Parquet. `--jobs` is the number of workers, `--folder` where the
files lie meanwhile: a hundred million rows take 10 GB there. Rows are made as in the tests, ten million different
ones, which come over and over.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import skill_check

sys.path.append(str(Path(__file__).parent / "tests"))

from conftest import FOLDER, ROOT, STEP, made  # noqa: E402

MILLION = 1_000_000
#: So many millions of rows differ.
DIFFERENT = 10


def make(catalogue: skill_check.Catalogue, place: Path, millions: int) -> None:
    """Writes so many millions of rows."""
    rows = millions * MILLION
    with pq.ParquetWriter(place, made(catalogue.items, 0, 1).schema) as writer:
        for first in range(0, rows, STEP):
            table = made(catalogue.items, first % (DIFFERENT * MILLION), min(STEP, rows - first))
            writer.write_table(table)


def run(arguments: list[str]) -> tuple[float, float, float]:
    """Runs a command; seconds that passed, that it had the processor, and the most memory in MiB."""
    begin = time.monotonic()
    process = os.posix_spawn(arguments[0], arguments, os.environ)
    _, status, used = os.wait4(process, 0)
    passed = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(arguments)} failed")
    return passed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("millions", type=int, nargs="+", help="how many millions of rows")
    parser.add_argument("--jobs", type=int, default=2, help="how many workers")
    parser.add_argument("--folder", help="where the files lie meanwhile")
    arguments = parser.parse_args()
    command = ROOT / "target/release/cargo-skill-check"
    if not command.is_file():
        sys.exit(f"{command} is missing: cargo build --release --package skill-check-cli")
    catalogue = skill_check.Catalogue.open(FOLDER)
    print("| rows | passed | processor time | a second of it | most memory | responses | results |")
    print("|---|---|---|---|---|---|---|")
    for millions in arguments.millions:
        with TemporaryDirectory(prefix="skill-check-", dir=arguments.folder) as folder:
            responses, results = (Path(folder) / f"{name}.parquet" for name in ("responses", "results"))
            make(catalogue, responses, millions)
            line = ["score", FOLDER, "--responses", responses, "-o", results, "--jobs", arguments.jobs]
            passed, used, memory = run([str(command), *map(str, line)])
            assert pq.read_metadata(results).num_rows == millions * MILLION
            sizes = (f"{place.stat().st_size / MILLION:,.0f} MB" for place in (responses, results))
            rate = millions * MILLION / used
            figures = [f"{passed:,.0f} s", f"{used:,.0f} s", f"{rate:,.0f}", f"{memory:,.0f} MiB", *sizes]
            print(f"| {millions} million | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()
