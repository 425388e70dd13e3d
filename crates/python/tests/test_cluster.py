"""The package on more than one process: Spark, Dask and Ray, each with two workers, of which one is killed.

`pytest --large` does it with ten million rows.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import cloudpickle
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pyspark.cloudpickle
import pytest
import skill_check
from conftest import COMPRESSION, PARTS, assert_same

# Workers don't have this file.
for pickler in (cloudpickle, pyspark.cloudpickle):
    pickler.register_pickle_by_value(sys.modules[__name__])


def wait_for(flag: str) -> None:
    """Waits until there is a file: until a worker is killed. Says in another who waits."""
    Path(f"{flag}.{os.getpid()}").touch()
    end = time.monotonic() + 120
    while not os.path.exists(flag):
        if time.monotonic() > end:
            raise TimeoutError(flag)
        time.sleep(0.05)


def command_line(process: psutil.Process) -> str:
    """Arguments of a process; none if it has ended since it was listed, as Spark's short-lived helpers do."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


def report(name: str, rows: int, begin: float) -> None:
    took = time.monotonic() - begin
    print(f"\n{name}: {rows:,} rows in {took:.1f} s, a killed worker included: {rows / took:,.0f} a second")


def test_spark(
    catalogue: skill_check.Catalogue,
    responses: Path,
    expected: Path,
    rows: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pyspark import TaskContext
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.maxPartitionBytes", "1g")
        .config("spark.sql.files.openCostInBytes", "1g")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.local.dir", str(tmp_path / "spark"))
        .config("spark.log.level", "ERROR")
        .config("spark.sql.parquet.compression.codec", COMPRESSION)
        .getOrCreate()
    )
    flag = str(tmp_path / "killed")

    def score(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        context = TaskContext.get()
        # The first part goes ahead; all others are on their way when the worker is killed.
        if context is not None and context.partitionId() > 0:
            wait_for(flag)
        return catalogue.score_batches(batches)

    try:
        schema = from_arrow_schema(catalogue.schema(pa.int64()))
        begin = time.monotonic()
        frame = spark.read.parquet(str(responses)).mapInArrow(score, schema)
        assert frame.rdd.getNumPartitions() == PARTS
        problems: list[BaseException] = []

        def write() -> None:
            try:
                frame.write.parquet(str(tmp_path / "results"))
            except BaseException as problem:
                problems.append(problem)

        writing = Thread(target=write)
        writing.start()
        tracker = spark.sparkContext.statusTracker()
        end = time.monotonic() + 120
        while not problems:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numCompletedTasks >= 1 for stage in stages):
                break
            assert time.monotonic() < end, "no part was scored"
            time.sleep(0.05)
        executors = [
            process
            for process in psutil.Process().children(recursive=True)
            if "CoarseGrainedExecutorBackend" in command_line(process)
        ]
        assert len(executors) == 2
        executors[0].kill()
        Path(flag).touch()
        writing.join()
        for problem in problems:
            print(problem)
        assert not problems
        report("Spark", rows, begin)
    finally:
        Path(flag).touch()
        spark.stop()
    assert_same(tmp_path / "results", expected, rows)


def score_part(
    catalogue: skill_check.Catalogue, part: Path, results: Path, flag: str | None
) -> tuple[int, int]:
    """Scores a file, and says in which process, and how many rows."""
    if flag is not None:
        wait_for(flag)
    count = 0
    place = results / f".{part.name}.{os.getpid()}"
    with pq.ParquetWriter(place, catalogue.schema(pa.int64())) as writer:
        batches = pq.ParquetFile(part).iter_batches(batch_size=16_384)
        for scored in catalogue.score_batches(batches):
            writer.write_batch(scored)
            count += scored.num_rows
    # A part that is scored twice takes the same place.
    place.replace(results / part.name)
    return os.getpid(), count


def test_dask(
    catalogue: skill_check.Catalogue, responses: Path, expected: Path, rows: int, tmp_path: Path
) -> None:
    from distributed import Client, LocalCluster

    flag = str(tmp_path / "killed")
    results = tmp_path / "results"
    results.mkdir()
    parts = sorted(responses.glob("*.parquet"))
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            local_directory=str(tmp_path / "dask"),
        ) as cluster,
        Client(cluster) as client,
    ):
        begin = time.monotonic()
        first = client.submit(score_part, catalogue, parts[0], results, None, pure=False)
        killed, _ = first.result()
        others = [
            client.submit(score_part, catalogue, part, results, flag, pure=False, retries=2)
            for part in parts[1:]
        ]
        # Both workers have a part in hand by then.
        end = time.monotonic() + 60
        while sum(len(tasks) > 0 for tasks in client.processing().values()) < 2:
            assert time.monotonic() < end, client.processing()
            time.sleep(0.05)
        psutil.Process(killed).kill()
        Path(flag).touch()
        done = client.gather(others)
        report("Dask", rows, begin)
    assert sum(count for _, count in done) == rows - rows // PARTS
    assert killed not in {process for process, _ in done}
    assert_same(results, expected, rows)


def test_ray(
    catalogue: skill_check.Catalogue,
    responses: Path,
    expected: Path,
    rows: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import ray
    import ray.cloudpickle

    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    flag = str(tmp_path / "killed")
    results = tmp_path / "results"
    results.mkdir()
    # The paths of its sockets may have 107 characters.
    with TemporaryDirectory(prefix="ray-") as folder:
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            object_store_memory=100 << 20,
            log_to_driver=False,
            logging_level="error",
            _temp_dir=folder,
        )
        try:
            begin = time.monotonic()
            score = ray.remote(max_retries=2)(score_part)
            tasks = [
                score.remote(catalogue, part, results, flag) for part in sorted(responses.glob("*.parquet"))
            ]
            # Both workers have a part in hand by then.
            end = time.monotonic() + 60
            while len(waiting := list(tmp_path.glob("killed.*"))) < 2:
                assert time.monotonic() < end, waiting
                time.sleep(0.05)
            killed = int(waiting[0].suffix[1:])
            psutil.Process(killed).kill()
            Path(flag).touch()
            done = ray.get(tasks)
            report("Ray", rows, begin)
        finally:
            Path(flag).touch()
            ray.shutdown()
    assert sum(count for _, count in done) == rows
    assert killed not in {process for process, _ in done}
    assert_same(results, expected, rows)
