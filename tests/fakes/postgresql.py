"""A real PostgreSQL server in a folder of its own, on loopback, for as long as the tests take."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_INSTALLED = "initdb, PostgreSQL's own, is not installed"

_OPTIONS = "-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories= -p {port}"


def programs() -> Path | None:
    """Return the folder of the newest server that is installed; Debian keeps them out of PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else folders
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


class PostgresServer:
    """A server that can be stopped and started, and gives databases of their own."""

    def __init__(self, binaries: Path, folder: Path, port: int) -> None:
        self._binaries = binaries
        self._folder = folder
        self._port = port

    @classmethod
    @contextmanager
    def running(cls, folder: Path) -> Iterator[PostgresServer]:
        """Make a cluster in an empty folder that everybody may enter, and run it while the block runs."""
        binaries = programs()
        assert binaries is not None, NOT_INSTALLED
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = cls(binaries, folder / "cluster", port)
        if user := _user():
            shutil.chown(folder, user)
        server._run("initdb", "-A", "trust", "-U", "quoth", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()

    def start(self) -> None:
        """Start, and wait until it can be asked."""
        log = str(self._folder.with_name("log"))
        self._run("pg_ctl", "-w", "-l", log, "-o", _OPTIONS.format(port=self._port), "start")

    def stop(self) -> None:
        """Stop at once, in the face of whoever is connected."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def database(self) -> str:
        """Make an empty database, and return its URL."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql://quoth:secret@127.0.0.1:{self._port}/{name}"

    def _run(self, program: str, *options: str) -> None:
        subprocess.run(
            [self._binaries / program, "-D", self._folder, *options],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder.parent,
            user=_user(),
        )


def _user() -> str | None:
    """Return who is to run it: it refuses root, for whom Debian's package has made a user."""
    if os.geteuid() != 0:
        return None
    return pwd.getpwnam("postgres").pw_name
