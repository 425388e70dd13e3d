"""The package as it is: what it opens, says, refuses, and how fast it is."""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc as ipc
import pytest
import skill_check
from conftest import FOLDER, made


def test_a_catalogue_says_what_it_is(catalogue: skill_check.Catalogue) -> None:
    assert catalogue.id == "social-media"
    assert catalogue.revision >= 1
    assert len(catalogue.items) == 39
    assert catalogue.families[0] == "social-media-manager"
    assert repr(catalogue) == f"<Catalogue social-media, revision {catalogue.revision}>"


def test_a_catalogue_goes_to_other_processes(catalogue: skill_check.Catalogue, table: pa.Table) -> None:
    copy = pickle.loads(pickle.dumps(catalogue))
    assert copy.score(table).equals(catalogue.score(table))


def test_a_compiled_catalogue_does_as_well(
    catalogue: skill_check.Catalogue, command: Path, table: pa.Table, tmp_path: Path
) -> None:
    subprocess.run([command, "compile", FOLDER, "-o", tmp_path], check=True, capture_output=True)
    compiled = skill_check.Catalogue.open(tmp_path / "social-media.de.bin")
    assert compiled.score(table).equals(catalogue.score(table))


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    for path, said in [(tmp_path / "none", "none: "), (tmp_path, "it has errors"), (Path(__file__), ".py: ")]:
        with pytest.raises(skill_check.CatalogueError, match=said):
            skill_check.Catalogue.open(path)
    with pytest.raises(skill_check.CatalogueError):
        skill_check.Catalogue.from_bytes(b"\0" * 100)


def test_results_are_those_of_the_command(
    catalogue: skill_check.Catalogue, command: Path, table: pa.Table, tmp_path: Path
) -> None:
    with ipc.new_file(tmp_path / "responses.arrow", table.schema) as writer:
        writer.write_table(table, max_chunksize=777)
    arguments = ["score", FOLDER, "--responses", tmp_path / "responses.arrow", "-o", tmp_path / "results.arrow"]
    subprocess.run([command, *arguments], check=True, capture_output=True)
    theirs = ipc.open_file(tmp_path / "results.arrow").read_all()
    for jobs in (1, 2):
        ours = catalogue.score(table, jobs=jobs)
        assert ours.schema.equals(theirs.schema, check_metadata=True)
        assert ours.schema.equals(catalogue.schema(pa.int64()), check_metadata=True)
        assert ours.equals(theirs)
    batches = list(catalogue.score_batches(table.to_batches(max_chunksize=3_000)))
    assert pa.Table.from_batches(batches).equals(theirs)


def test_rows_keep_their_number_however_they_are_parted(
    catalogue: skill_check.Catalogue, table: pa.Table
) -> None:
    whole = catalogue.score(table)
    parts = [catalogue.score(table.slice(first, 7_000)) for first in (14_000, 0, 7_000)]
    assert pa.concat_tables(parts).sort_by("line").combine_chunks().equals(whole.combine_chunks())
    # Without the column a part counts for itself.
    unnumbered = catalogue.score(table.drop_columns(["line"]).slice(7_000, 2))
    assert unnumbered["line"].to_pylist() == [1, 2]
    assert catalogue.score(table.slice(7_000, 2))["line"].to_pylist() == [7_001, 7_002]


def test_a_goal_is_taken(catalogue: skill_check.Catalogue, table: pa.Table) -> None:
    aimed = catalogue.score(table.slice(0, 10), family="community-manager", level="senior")
    assert set(aimed["target"].to_pylist()) == {"community-manager.senior"}
    with pytest.raises(ValueError, match="no family `nobody`"):
        catalogue.score(table, family="nobody")
    with pytest.raises(ValueError, match="no level `chief`"):
        catalogue.score(table, level="chief")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="jobs=0"):
        catalogue.score(table, jobs=0)


def test_bad_rows_are_named_and_the_rest_goes_on(catalogue: skill_check.Catalogue) -> None:
    table = pa.table({item: [1, 2, 3, 4] for item in catalogue.items})
    table = table.set_column(3, catalogue.items[3], pa.array([0, 9, -7, None]))
    with pytest.warns(skill_check.TableWarning) as said:
        results = catalogue.score(table)
    assert results["line"].to_pylist() == [1, 4]
    text = str(said[0].message)
    assert text.startswith("2 bad: row 2: level 9 at item `") and "; row 3: `-7` at item `" in text
    # What is warned of is where the package is called.
    assert said[0].filename == __file__
    with pytest.raises(skill_check.BadRowsError) as raised:
        catalogue.score(table, bad="raise")
    assert raised.value.count == 2
    assert [row for row, _ in raised.value.rows] == [2, 3]
    copy = pickle.loads(pickle.dumps(raised.value))
    assert str(copy) == str(raised.value) == text
    assert catalogue.score(table, bad="drop").equals(results)
    with pytest.raises(ValueError, match="bad='no'"):
        catalogue.score(table, bad="no")  # type: ignore[arg-type]


def test_columns_that_do_not_fit_are_named(catalogue: skill_check.Catalogue) -> None:
    with pytest.warns(skill_check.TableWarning) as said:
        catalogue.score(pa.table({"research": [1], "note": ["x"]}))
    assert [str(each.message).split(":")[0] for each in said] == [
        "columns passed over",
        "items without a column, which count as not asked",
    ]
    with pytest.raises(skill_check.TableError, match="no column is an item"):
        catalogue.score(pa.table({"a": [1]}))
    with pytest.raises(TypeError, match="list has no Arrow stream"):
        catalogue.score([1, 2])


def test_a_stream_that_breaks_off_is_said(catalogue: skill_check.Catalogue) -> None:
    def batches() -> object:
        yield made(catalogue.items, 0, 10).to_batches()[0]
        raise RuntimeError("the disk is gone")

    schema = made(catalogue.items, 0, 1).schema
    reader = pa.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(skill_check.TableError, match="the disk is gone"):
        catalogue.score(reader)


def test_what_it_is_typed_as_is_what_it_takes(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import skill_check\n"
        "catalogue: skill_check.Catalogue = skill_check.Catalogue.open('x')\n"
        "reveal_type(catalogue.items)\n"
        "catalogue.score(None, level='chief')\n"
        "catalogue.score(None, jobs=2, bad='raise')\n"
    )
    arguments = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", program]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False).stdout
    lines = [line.split(": ", 1)[1] for line in said.splitlines() if "program.py:" in line]
    assert lines[0].endswith('Revealed type is "list[str]"') or "builtins.list[" in lines[0], said
    assert "incompatible type" in lines[1] and "[arg-type]" in lines[1], said
    assert len(lines) == 2, said


def test_it_is_nearly_as_fast_as_the_command(
    catalogue: skill_check.Catalogue, command: Path, tmp_path: Path
) -> None:
    table = pa.concat_tables([made(catalogue.items, first, 50_000) for first in (0, 50_000)])
    with ipc.new_file(tmp_path / "responses.arrow", table.schema) as writer:
        writer.write_table(table, max_chunksize=4_096)
    arguments = ["score", FOLDER, "--responses", tmp_path / "responses.arrow", "--jobs", "1"]
    theirs, ours = [], []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        to = ["--format", "arrow", "-o", "/dev/null"]
        subprocess.run([command, *arguments, *to], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        theirs.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        begin = time.process_time()
        with warnings.catch_warnings(action="error") if sys.version_info >= (3, 11) else warnings.catch_warnings():
            assert catalogue.score(table).num_rows == table.num_rows
        ours.append(time.process_time() - begin)
    command_rate, package_rate = table.num_rows / min(theirs), table.num_rows / min(ours)
    print(f"\nrows a second of processor time: command {command_rate:,.0f}, package {package_rate:,.0f}")
    assert package_rate >= 0.8 * command_rate
