"""The native half of the package."""

from typing import Any

import pyarrow as pa

class CatalogueError(ValueError):
    """A catalogue can't be opened."""

class TableError(ValueError):
    """A table can't be scored."""

class Catalogue:
    """What was responded to."""

    @staticmethod
    def open(path: str) -> Catalogue: ...
    @staticmethod
    def from_bytes(bytes: bytes) -> Catalogue: ...
    def to_bytes(self) -> bytes: ...
    @property
    def id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def items(self) -> list[str]: ...
    @property
    def families(self) -> list[str]: ...
    def schema(self, id: pa.DataType) -> pa.Schema: ...
    def score(
        self,
        stream: Any,
        family: str | None,
        level: str,
        jobs: int,
        first: int,
    ) -> tuple[pa.Table, list[str], list[tuple[int, str]], int]: ...
