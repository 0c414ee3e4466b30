"""Addresses to listen on: a host and a port, read from one setting."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    host: str
    """A name or an IP address, without brackets."""
    port: int
    """0 takes a free one."""

    def __str__(self) -> str:
        """Return it as it stands in a URL."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it; a name other than localhost may mean anything."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def address_of(text: str) -> Address:
    """Read `host:port`, an IPv6 address in brackets.

    Raises:
        ValueError: it is none.

    """
    host, colon, port = text.strip().rpartition(":")
    if not colon or not port.isascii() or not port.isdecimal() or int(port) > 65_535:  # 16 bits
        raise ValueError("an address is a host and a port, such as 127.0.0.1:8080")
    if host.startswith("[") and host.endswith("]"):
        host = str(IPv6Address(host[1:-1]))
    elif ":" in host:
        raise ValueError("an IPv6 address stands in brackets, such as [::1]:8080")
    if not host or any(sign.isspace() or sign in "/@?#" for sign in host):
        raise ValueError("an address is a host and a port, such as 127.0.0.1:8080")
    return Address(host, int(port))
