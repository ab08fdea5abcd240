"""Puts exports into landing, dated as if they had been taken, and keeps account of them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path


@dataclass
class Landing:
    """The folder that exports are put into, and the files that it holds so far.

    `bad_rows` counts, per file, the records that were made to break a rule.
    """

    folder: Path
    files: list[str] = field(default_factory=list)
    bad_rows: dict[str, int] = field(default_factory=dict)

    def put(
        self,
        path: str,
        data: bytes,
        exported_at: datetime,
        *,
        bad_rows: int = 0,
        delay: timedelta = timedelta(),
    ) -> None:
        """Write the file; `delay` is how much later than exported it arrived."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        modified = (exported_at + delay).timestamp()
        os.utime(file, (modified, modified))
        self.files.append(path)
        if bad_rows:
            self.bad_rows[path] = bad_rows


def table_bytes(
    rows: Iterable[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """Return the rows as delimited text, quoted where it has to be; UTF-16 gets its mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    return (mark + text.getvalue()).encode(encoding)
