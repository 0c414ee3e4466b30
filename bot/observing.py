"""What happens that operators count: events, told to whoever observes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome


class Door(StrEnum):
    """Where a question comes in."""

    SLASH = "slash"
    MENU = "menu"
    BUTTON = "button"
    FORM = "form"
    MENTION = "mention"
    UNASKED = "unasked"
    """A message that was not written to the bot, which moderators want answered."""
    EDIT = "edit"
    DM = "dm"
    WEB = "web"
    API = "api"


class Stage(StrEnum):
    """A part of the way of a question, besides those of the engine (`retrieval.stages.Stage`)."""

    QUEUE = "queue"
    """From being asked until the engine takes it up."""
    ANSWER = "answer"
    """From being asked until there is an outcome: the queue and all that the engine does."""
    RENDER = "render"
    SEND = "send"


class Gateway(StrEnum):
    """What becomes of the connection to Discord."""

    CONNECTED = "connected"
    RESUMED = "resumed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question has come to its end: with an outcome, or with what was raised."""

    door: Door
    result: Outcome | BaseException


@dataclass(frozen=True, slots=True)
class Took:
    """A stage has taken so many seconds; one of the engine, for all questions of a batch together."""

    stage: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Voted:
    """Somebody has said what they think of an answer."""

    helpful: bool


@dataclass(frozen=True, slots=True)
class Limited:
    """Discord has refused a request because there were too many."""


@dataclass(frozen=True, slots=True)
class IndexingBegan:
    """The model is loaded, and documents are being embedded."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The indexes reflect a revision of the corpus, after so many seconds of work."""

    revision: int
    seconds: float
    unreadable: int
    """Files that had to be left out."""


@dataclass(frozen=True, slots=True)
class IndexingFailed:
    """The indexes could not be opened, or not be brought up to date."""


Event = Asked | Took | Voted | Gateway | Limited | IndexingBegan | Indexed | IndexingFailed

Observer = Callable[[Event], None]
"""Is told what happens, in whichever thread it happens; is quick, and raises nothing."""


def unobserved(_event: Event) -> None:
    """Take no notice."""
