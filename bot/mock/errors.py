"""What the mock answers when a request is wrong, and what it raises when a test asks the impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.mock.limits.breach import Breach

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MEMBER = 10007
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
MISSING_ACCESS = 50001
CANNOT_EDIT_ANOTHERS_MESSAGE = 50005
EMPTY_MESSAGE = 50006
CANNOT_MESSAGE_USER = 50007
CANNOT_SEND_HERE = 50008
MISSING_PERMISSIONS = 50013
WRONG_CHANNEL_TYPE = 50024
INVALID_WEBHOOK_TOKEN = 50027
INVALID_FORM_BODY = 50035
INVALID_JSON = 50109
NO_REPLY_WITHOUT_HISTORY = 160002
THREAD_ALREADY_THERE = 160004
THREAD_LOCKED = 160005


BLAMELESS_STATUSES = frozenset({403, 404, 429})


class NotPossibleError(Exception):
    """A test or a person at the terminal asked for what Discord's own client would not let them do."""


class ApiError(Exception):
    """An error answer of the REST API.

    A `blameless` one can be met by a client that does everything right, because the world changed under
    it; the others go down as violations.
    """

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        errors: dict[str, Any] | None = None,
        blameless: bool = False,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.blameless = blameless or status in BLAMELESS_STATUSES

    def body(self) -> dict[str, Any]:
        """Return the JSON that Discord sends for it."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class InvalidFormError(ApiError):
    """A request body that breaks documented limits."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        tree: dict[str, Any] = {}
        for breach in breaches:
            node = tree
            for step in breach.path:
                node = node.setdefault(str(step), {})
            node.setdefault("_errors", []).append({"code": breach.code, "message": breach.message})
        super().__init__(400, INVALID_FORM_BODY, "Invalid Form Body", errors=tree)
        self.breaches = tuple(breaches)


def missing_permissions() -> ApiError:
    """Return the error for an action that the bot's permissions do not cover."""
    return ApiError(403, MISSING_PERMISSIONS, "Missing Permissions")


def missing_access() -> ApiError:
    """Return the error for a channel that the bot cannot see."""
    return ApiError(403, MISSING_ACCESS, "Missing Access")


def unknown(code: int, what: str) -> ApiError:
    """Return the error for something that is not, or no longer, there."""
    return ApiError(404, code, f"Unknown {what}")
