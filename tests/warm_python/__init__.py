"""A Python whose commands need not import first, for tests that run many of them.

Nothing of the product knows of it: `warm_python()` is an executable that takes `-m MODULE ...` as
Python does, runs it in a process of its own, and ends as it ends.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from assets.lib.settings import PROJECT_ROOT

_LAUNCHER = """\
#!/bin/sh
[ "$1" = -m ] || exec "{python}" "$@"
exec "{python}" -IS "{client}" "{socket}" "$@"
"""


@cache
def warm_python() -> str:
    """Start the server of this test process, and return the executable that asks it.

    Where the system can't wait for a process and a connection at once, it is the cold Python.
    """
    if not hasattr(os, "pidfd_open"):
        return sys.executable
    folder = Path(tempfile.mkdtemp(prefix="warm-"))
    socket, launcher = folder / "socket", folder / "python"
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_python.server", str(socket), str(launcher)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT_ROOT,
        text=True,
    )
    atexit.register(server.communicate)  # it ends with its standard input
    client = Path(__file__).with_name("client.py")
    launcher.write_text(_LAUNCHER.format(python=sys.executable, client=client, socket=socket))
    launcher.chmod(0o700)
    assert server.stdout is not None
    if server.stdout.readline() != "ready\n":
        raise RuntimeError("the server of warm Pythons does not start")
    return str(launcher)
