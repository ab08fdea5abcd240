"""The dashboard talks to pages of its own address alone, and asks nobody outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboard

WATCH = """
import runpy, socket, sys
connect = socket.socket.connect
def watched(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1"):
        print("outside:", address, file=sys.stderr, flush=True)
    return connect(self, address)
socket.socket.connect = watched
resolve = socket.getaddrinfo
def looked_up(host, *rest, **named):
    if host not in (None, "", "127.0.0.1", "localhost", b"127.0.0.1"):
        print("outside:", host, file=sys.stderr, flush=True)
    return resolve(host, *rest, **named)
socket.getaddrinfo = looked_up
runpy.run_module("dashboard.serve", run_name="__main__")
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Give the port of a running dashboard, and the file with what it says."""
    folder = tmp_path_factory.mktemp("serve")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCH, f"--server.port={port}"],
            cwd=Path(dashboard.__file__).parent,
            env=os.environ
            | {
                "FULLSCORE_HOME": str(folder),
                "PYTHONPATH": str(Path(dashboard.__file__).parents[1]),
            },
            stdout=output,
            stderr=output,
        )
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield port, log
    finally:
        process.terminate()
        process.wait(timeout=60)


def shake_hands(port: int, host: str, origin: str) -> str:
    """Return the status line that answers a websocket handshake."""
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request.encode())
        return connection.recv(4096).decode(errors="replace").splitlines()[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_its_own_pages_connect(server: tuple[int, Path], host: str) -> None:
    """By either name of the loopback interface."""
    port, _ = server
    assert "101" in shake_hands(port, f"{host}:{port}", f"http://{host}:{port}")


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("rebound.example", "http://rebound.example"),
        ("rebound.example", "http://127.0.0.1"),
        ("127.0.0.1", "http://rebound.example"),
        ("127.0.0.1.rebound.example", "http://127.0.0.1.rebound.example"),
    ],
)
def test_pages_of_other_sites_do_not(server: tuple[int, Path], host: str, origin: str) -> None:
    """Not even where their name leads to this address; nothing outside is asked about it."""
    port, log = server
    assert "403" in shake_hands(port, f"{host}:{port}", f"{origin}:{port}")
    assert "outside:" not in log.read_text(errors="replace")
