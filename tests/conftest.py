"""What holds for every test: no network beyond loopback, and the same hypothesis examples in CI each time."""

from __future__ import annotations

import ipaddress
import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.fakes.chroma_server import ChromaServer
from tests.fakes.postgresql import NOT_INSTALLED, PostgresServer, programs

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile(
    "quoth",
    deadline=None,
    max_examples=60,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quoth")


class NetworkBlockedError(AssertionError):
    """A test tried to leave the machine."""


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Let sockets reach this machine alone; names other than its own are not even looked up."""
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _refuse_foreign(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_foreign(self.family, address)
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if not _is_here(host):
            raise NetworkBlockedError(f"a test looked up {host!r}; tests reach loopback only")
        return look_up(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        patch.setenv("HF_HUB_OFFLINE", "1")
        yield


def _refuse_foreign(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
        raise NetworkBlockedError(f"a test connected to {address!r}; tests reach loopback only")


def _is_here(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in {None, "", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Return an empty folder that everybody may enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Run a PostgreSQL server; where none is installed, skip what needs it."""
    if programs() is None:
        pytest.skip(NOT_INSTALLED)
    with tempfile.TemporaryDirectory() as name, PostgresServer.running(Path(name)) as server:
        yield server


@pytest.fixture(scope="session")
def chroma_server() -> Iterator[ChromaServer]:
    """Run a Chroma server."""
    with tempfile.TemporaryDirectory() as name, ChromaServer.running(Path(name)) as server:
        yield server
