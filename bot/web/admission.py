"""Admission: who may come in, and how often; by token, by address and by the site a form comes from."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.commands.pace import Tally
from bot.errors import TooFastError
from bot.web.errors import ForeignRequestError, StrangeHostError, UnauthorizedError

if TYPE_CHECKING:
    from aiohttp import web

    from bot.commands.pace import Limit, Pace

IPV6_NETWORK = 64
"""Bits of an IPv6 address that name a customer: RFC 6177."""


@dataclass(frozen=True, slots=True)
class Token:
    """The token that opens the API, and the pages too where they are not open to everybody."""

    secret: str

    def admit_program(self, request: web.Request) -> None:
        """Let in who has it as bearer token (RFC 6750).

        Raises:
            UnauthorizedError: it is missing or wrong.

        """
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not self._matches(given.strip()):
            raise UnauthorizedError

    def admit_reader(self, request: web.Request) -> None:
        """Let in who has it as password, with any name (RFC 7617), or as bearer token.

        Raises:
            UnauthorizedError: it is missing or wrong.

        """
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "basic":
            self.admit_program(request)
            return
        try:
            _, _, password = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError, ValueError):
            raise UnauthorizedError from None
        if not self._matches(password):
            raise UnauthorizedError

    def _matches(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.secret.encode())


class Turnstiles:
    """Counts what each address asks for."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._questions = Tally(remembered=max(1, pace.person.most))
        self._looks = Tally(remembered=max(1, pace.gestures.most))

    def question(self, request: web.Request) -> None:
        """Count a question.

        Raises:
            TooFastError: it is one too many.

        """
        self._count(self._questions, request, self._pace.person)

    def look(self, request: web.Request) -> None:
        """Count a page that is looked at; raises as `question` does."""
        self._count(self._looks, request, self._pace.gestures)

    @staticmethod
    def _count(tally: Tally, request: web.Request, limit: Limit) -> None:
        who = whence(request)
        seconds = tally.wait(who, limit)
        if seconds > 0:
            raise TooFastError(seconds)
        tally.count(who)


def whence(request: web.Request) -> str:
    """Name where a request comes from: an IPv4 address, or the network of an IPv6 address.

    A proxy on this machine is believed when it says for whom it asks.
    """
    address = _address(request.remote or "")
    forwarded = request.headers.get("X-Forwarded-For", "")
    if address is not None and address.is_loopback and forwarded:
        address = _address(forwarded.rpartition(",")[2].strip()) or address
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or IPv6Network((address, IPV6_NETWORK), strict=False))
    return str(address)


def refuse_foreign(request: web.Request) -> None:
    """Refuse what another site makes a reader's browser send.

    Raises:
        ForeignRequestError: the browser says so.

    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        raise ForeignRequestError
    if site is None and origin is not None and urlsplit(origin).netloc != request.host:
        raise ForeignRequestError


def refuse_strange_host(request: web.Request, base_url: str) -> None:
    """Refuse a name that is neither this machine's own nor that of `base_url`.

    Where nothing but the address keeps others out, any site could have its own name resolve to this machine, and
    its script would count as ours (DNS rebinding). An IP address cannot be rebound; no Host is no browser's.

    Raises:
        StrangeHostError: it is such a name.

    """
    given = request.headers.get("Host", "")
    try:
        name = urlsplit(f"//{given}").hostname or ""
    except ValueError:
        raise StrangeHostError from None
    own = {"", "localhost", urlsplit(base_url).hostname}
    if name not in own and _address(name) is None:
        raise StrangeHostError


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
