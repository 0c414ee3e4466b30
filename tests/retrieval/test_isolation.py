"""The tests themselves stay on this machine."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkBlockedError


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)], ids=["IPv4", "IPv6"])
def test_a_connection_beyond_loopback_is_refused(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as outward:
        with pytest.raises(NetworkBlockedError):
            outward.connect(address)
        with pytest.raises(NetworkBlockedError):
            outward.connect_ex(address)


def test_a_foreign_name_is_not_even_looked_up() -> None:
    with pytest.raises(NetworkBlockedError):
        socket.create_connection(("example.org", 443))


def test_loopback_and_local_sockets_are_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
        socket.create_connection(("localhost", server.getsockname()[1])).close()
    for end in socket.socketpair():
        end.close()
