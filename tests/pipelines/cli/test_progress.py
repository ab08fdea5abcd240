"""What a run shows of its files while it goes on."""

from __future__ import annotations

from typing import get_args

import pytest

from assets.lib.ingestion.ingest import FileStatus
from pipelines.cli.progress import ConsoleProgress


@pytest.mark.parametrize("status", get_args(FileStatus))
def test_a_file_of_any_status_is_shown_as_it_is_called(
    capsys: pytest.CaptureFixture[str], status: str
) -> None:
    """No status and no name is taken for markup; what is unchanged is worth no line."""
    ConsoleProgress().file("jira/[x].csv", status, "[why]")
    shown = capsys.readouterr().err
    assert shown == ("" if status == "unchanged" else f"          {status:9} jira/[x].csv  [why]\n")
