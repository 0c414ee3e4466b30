"""A real Chroma server over a folder, on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0
"""Seconds that it may take to start on a busy machine."""


class ChromaServer:
    """A server that can be killed and started again on the same port, over the same files."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    @contextmanager
    def running(cls, folder: Path) -> Iterator[ChromaServer]:
        """Run a server while the block runs."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = cls(folder, port)
        server.start()
        try:
            yield server
        finally:
            server.kill()

    @property
    def url(self) -> str:
        """Return where it is."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, and wait until it can be asked."""
        program = Path(sys.executable).with_name("chroma")
        command: list[str | Path] = [
            program,
            "run",
            "--path",
            self._folder,
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while True:
            assert self._process.poll() is None, "the Chroma server has ended"
            try:
                with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=5):
                    return
            except OSError:
                assert time.monotonic() < until, "the Chroma server does not start"
                time.sleep(0.1)

    def kill(self) -> None:
        """Kill it, as a machine that goes down does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
