"""Files that are only ever appended to."""

from __future__ import annotations

import os
from pathlib import Path


def append_durably(path: Path, text: str) -> None:
    """Append the text in one piece, and return once it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        data = text.encode()
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
