"""Controls: what can be pressed on a card, and the ids by which Discord says that it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What pressing does; the value stands in the id."""

    ALONE = "alone"
    """Ask the same words again, without what was said before."""
    FOLLOW_UP = "follow-up"
    """Open a form for the next question, and name that form when it is sent."""
    MORE = "more"
    """Quote what else answers the same question."""
    CONTEXT = "context"
    """Quote what stands around what was quoted."""
    WHY = "why"
    """Explain the answer to whoever presses it."""
    NEAREST = "nearest"
    """Show what is near to a question that nothing answers."""
    SHARE = "share"
    """Show a private answer to everybody."""
    UP = "up"
    """Say that an answer helped."""
    DOWN = "down"
    """Say that it did not, open a form that asks why, and name that form when it is sent."""
    DELETE = "delete"
    """Take the answer away."""
    ADD = "corpus-add"
    """Add the document that was offered."""
    REMOVE = "corpus-remove"
    """Remove the document that was named."""
    CANCEL = "corpus-cancel"
    """Leave the documents as they are."""


_ID = re.compile(r"(?P<action>[a-z-]+):(?P<turn>[A-Za-z0-9_-]{1,32})")
"""At most 100 characters: https://discord.com/developers/docs/components/reference#anatomy-of-a-component."""


@dataclass(frozen=True, slots=True)
class Control:
    """A button or a form, and the turn that it is about."""

    action: Action
    turn: str
    """Id of the turn; of `ADD`, `REMOVE` and `CANCEL`, of what waits to be confirmed."""

    @property
    def custom_id(self) -> str:
        """What Discord hands back when it is used; holds everything, so that a restart changes nothing."""
        return f"{self.action}:{self.turn}"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press below the blocks of a card."""

    label: str
    control: Control


def control_from(custom_id: str) -> Control | None:
    """Read an id, which anybody may have made up; None for one that no control of ours has."""
    found = _ID.fullmatch(custom_id)
    if found is None or found["action"] not in set(Action):
        return None
    return Control(Action(found["action"]), found["turn"])
