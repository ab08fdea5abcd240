"""The process that has imported what commands need, and forks for each instead of starting one."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import select
import shutil
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

IMPORTED = (
    "great_expectations",
    "pandas",
    "assets.alerts",
    "assets.analysis",
    "assets.models",
    "assets.published",
    "assets.raw",
    "checks.expectations.gate",
    "checks.steps",
    "pipelines.cli",
    "pipelines.cli.progress",
    "pipelines.definitions",
    "pipelines.event_log",
    "pipelines.jobs",
    "pipelines.run",
    "dagster._core.storage.runs.sqlite",
    "dagster._core.storage.schedules.sqlite",
)
"""What a run imports and takes long; a module that is missing here costs time, and no more."""


def main(address: str, launcher: str) -> None:
    """Serve until standard input ends, which is when the test process does."""
    gc.disable()
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    for module in IMPORTED:
        importlib.import_module(module)
    gc.freeze()
    gc.enable()
    sys.executable = launcher  # a process that a command starts in turn is as warm
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            client, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _attend(client)
            client.close()
            _reap()
    shutil.rmtree(Path(address).parent, ignore_errors=True)
    os._exit(0)


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _attend(client: socket.socket) -> NoReturn:
    """Run what the client asks for in a child; kill it where the client is gone before its end."""
    _, files, _, _ = socket.recv_fds(client, 1, 3)
    with client.makefile("rb") as request:
        asked = json.loads(request.read())
    child = os.fork()
    if child == 0:
        client.close()
        _become(asked, files)
    for file in files:
        os.close(file)
    gone = select.poll()
    gone.register(client, 0)
    ended = os.pidfd_open(child)
    gone.register(ended, select.POLLIN)
    if ended not in dict(gone.poll()):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    with suppress(BrokenPipeError):
        client.sendall(bytes([code if code >= 0 else 128 - code]))
    os._exit(0)


def _become(asked: dict[str, Any], files: list[int]) -> NoReturn:
    """Be the process that Python would have become, with these standard files."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.chdir(asked["folder"])
    _, module, *arguments = asked["arguments"]
    sys.path[0] = asked["folder"]
    sys.argv[1:] = arguments
    sys.modules.pop(module, None)
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  # as Python ends
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()  # the heap is not taken apart: that takes long
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
