"""A warm Python is one to whoever starts it: what it prints, how it ends, that it can be killed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.pipelines.homes import fullscore
from tests.warm_python import warm_python

PROGRAM = "import os, sys; print(os.getcwd(), os.environ['WORD'], sys.argv[1:]); sys.exit(3)"


@pytest.mark.parametrize("command", [("kpis",), ("show", "--sideways"), ("connectors",)])
def test_a_command_says_and_ends_as_a_cold_one(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Exit code, output and errors are the same."""
    warm, cold = (fullscore(tmp_path, *command, is_warm=is_warm) for is_warm in (True, False))
    assert warm.returncode == cold.returncode
    assert (warm.stdout, warm.stderr) == (cold.stdout, cold.stderr)


@pytest.mark.parametrize("is_module", [True, False])
def test_it_has_the_folder_environment_and_arguments(tmp_path: Path, *, is_module: bool) -> None:
    """A module runs in a process that was forked, and anything else in a cold one."""
    (tmp_path / "program.py").write_text(PROGRAM)
    result = subprocess.run(
        [warm_python(), *(["-m", "program"] if is_module else ["-c", PROGRAM]), "one", "two"],
        cwd=tmp_path,
        env=os.environ | {"WORD": "said"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 3, result.stderr
    assert result.stdout == f"{tmp_path} said ['one', 'two']\n"


def test_it_is_killed_with_what_was_started() -> None:
    """Nothing runs on after a test has ended its command: the pipe closes with its last holder."""
    process = subprocess.Popen(
        [warm_python(), "-m", "code", "-q"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("print(1)\n")
    process.stdin.flush()
    assert process.stdout.read(1)
    process.kill()
    process.stdout.read()
    process.wait()
