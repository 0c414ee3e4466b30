"""Manners: how moderators want questions to be answered at a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Unasked(StrEnum):
    """Which messages are answered that are not written to the bot."""

    NOTHING = "nothing"
    QUESTIONS = "questions"
    """Those with a question mark."""
    EVERYTHING = "everything"


class Sureness(StrEnum):
    """How sure the bot must be to answer."""

    MEASURED = "measured"
    """As the engine's own working point has it."""
    SURER = "surer"
    SUREST = "surest"

    @property
    def least(self) -> float | None:
        """Return the least confidence (0 to 1, a calibrated probability); None: the engine's own."""
        return {Sureness.SURER: 0.5, Sureness.SUREST: 0.8}.get(self)


class Holdings(StrEnum):
    """Which documents a server sees."""

    BOTH = "both"
    SHARED = "shared"
    """Those of the shared corpora."""
    OWN = "own"
    """Those that its moderators added."""


class Language(StrEnum):
    """A language of the bot's own words, by its ISO 639-1 code."""

    ENGLISH = "en"
    RUSSIAN = "ru"
    KAZAKH = "kk"
    SPANISH = "es"
    ITALIAN = "it"


@dataclass(frozen=True, slots=True)
class Languages:
    """In which language the bot is to speak; None: nothing was chosen."""

    place: Language | None = None
    """What moderators chose for a place."""
    person: Language | None = None
    """What a person chose."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of a server; a thread or a forum's post belongs to the channel from which it hangs."""

    server: int
    channel: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are answered at a place."""

    unasked: Unasked = Unasked.NOTHING
    threads: bool = False
    """Whether each question that mentions the bot opens a thread."""
    sureness: Sureness = Sureness.MEASURED
    role: int | None = None
    """Id of the role that may ask; None: everybody may."""
    language: Language | None = None
    """In which language everybody is spoken to; None: each in that of their Discord."""
    holdings: Holdings = Holdings.BOTH
    """Which documents are seen; a matter of the whole server."""
    kept: bool = False
    """Whether the questions that nothing answers are kept for the moderators; a matter of the whole server."""


class NotSet(Enum):
    """In place of a setting that is to be as if nobody had ever set it."""

    NOT_SET = "not set"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different from now on; None leaves a setting as it is."""

    unasked: Unasked | None = None
    threads: bool | None = None
    sureness: Sureness | None = None
    role: int | None = None
    """Id of the role, or `EVERYBODY`."""
    language: Language | NotSet | None = None
    holdings: Holdings | None = None
    kept: bool | None = None


EVERYBODY = 0
"""In place of a role's id."""
