"""Asks the server for a process with this one's arguments, environment, folder and files.

It runs without site-packages, and imports little: it is started for every command.
"""

import json
import os
import socket
import sys


def main() -> None:
    """Hand over, wait, and end with the code that comes back; without one, as after kill -9."""
    request = {
        "arguments": sys.argv[2:],
        "environment": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109  # pathlib takes as long to import as the rest
    }
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(sys.argv[1])
        socket.send_fds(server, [b"?"], [0, 1, 2])
        server.sendall(json.dumps(request).encode())
        server.shutdown(socket.SHUT_WR)
        code = server.recv(1)
    os._exit(code[0] if code else 137)


main()
