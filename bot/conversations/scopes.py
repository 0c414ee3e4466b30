"""Scopes: whose documents a server sees, as its moderators chose; never another server's."""

from __future__ import annotations

from typing import assert_never

from bot.manners import Holdings
from retrieval.datatypes import EVERYTHING_SHARED, OWN_PREFIX, Scope


def scope_in(server: int, holdings: Holdings) -> Scope:
    """Return whose documents may be quoted in a server."""
    own = f"{OWN_PREFIX}{server}"
    match holdings:
        case Holdings.BOTH:
            return Scope(own=own)
        case Holdings.SHARED:
            return EVERYTHING_SHARED
        case Holdings.OWN:
            return Scope((), own)
        case _:
            assert_never(holdings)
