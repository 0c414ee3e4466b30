"""What can go wrong between a question and its answer, outside of the engine; each has its own phrase."""

from enum import StrEnum


class BotError(Exception):
    """Base of every expected failure of the bot; `str()` is one line for the log or the terminal."""


class NotReadyError(BotError):
    """The engine is still being opened; asking again a little later succeeds."""


class BusyError(BotError):
    """As many questions are waiting as the queue holds."""


class DeadlineError(BotError):
    """The answer did not come in time; its caller no longer waits."""


class ClosedError(BotError):
    """The bot is stopping and answers no more questions."""


class EngineFailedError(BotError):
    """The engine could not be opened, or its thread ended; only a restart helps."""


class UnknownNameError(BotError):
    """No source has the name that somebody asked for."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(f"no source is named {name!r}")
        self.name = name
        self.nearest = nearest


class TooFastError(BotError):
    """Too much was asked of late, by one person or in one channel; later it succeeds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"to be tried again in {seconds:.1f} seconds")
        self.seconds = seconds


class NotAllowedError(BotError):
    """The moderators let only a role ask here, which is named; empty where it is not known."""

    def __init__(self, role: str) -> None:
        super().__init__("only a role may ask here")
        self.role = role


class ModeratorsOnlyError(BotError):
    """A command or a control is for those who manage the server."""


class Refusal(StrEnum):
    """Why a document is not added or removed."""

    KIND = "kind"
    """Files with its ending are not read."""
    SIZE = "size"
    FILES = "files"
    """The server has as many as it may have."""
    ROOM = "room"
    """Those of the server would be too large together."""
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    """The server has none of that name."""
    LINK = "link"
    """It leads to no message of this server that may be read."""
    WORDLESS = "wordless"
    """A message has no words, or none that may be read."""
    ONE = "one"
    """Not exactly one of an attachment and a message was given."""
    EXPIRED = "expired"
    CHANGED = "changed"
    """Somebody else has been quicker."""


class RefusedDocumentError(BotError):
    """A document is not added or removed."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        """Say why; `detail` is the limit, the reason or the name that it is about."""
        super().__init__(f"refused: {refusal}")
        self.refusal = refusal
        self.detail = detail


class ConnectionFailedError(BotError):
    """Discord could not be reached, or it closed the connection for good."""


class StoreError(BotError):
    """What is to be remembered could not be read or written; answers come without it."""


class BackupError(BotError):
    """A file is no backup, or is damaged; nothing has been restored from it."""
