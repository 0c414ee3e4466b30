"""An exchange: one message of a conversation, from what came before it to the messages that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import EVERYTHING_SHARED

if TYPE_CHECKING:
    from bot.conversations.saying import Said
    from retrieval.datatypes import Scope
    from retrieval.turns import Turn


@dataclass(eq=False, slots=True)
class Exchange:
    """What is under way; `Conversations` makes it, and it ends with the block in which it was made."""

    said: Said
    turn_id: str
    earlier: tuple[Turn, ...]
    """The turns before it, oldest first."""
    parent: str | None = None
    question: str = ""
    """Where it renews a turn: what that turn asked,"""
    answers: tuple[int, ...] = ()
    """and the ids of the messages that answered it."""
    renews: bool = False
    """Whether the turn has been answered before, and is answered anew."""
    source: str | None = None
    """Name of the only document that is asked; None: all are."""
    scope: Scope = EVERYTHING_SHARED
    """Whose documents may be quoted."""
    forgotten: bool = False
    """Whether its asker has meanwhile asked for everything to be forgotten."""
    shown: bool = False
    """Whether there are messages that answer it."""
