"""What can go wrong between a request and its response, besides what the bot itself knows."""

from __future__ import annotations

from bot.errors import BotError


class TalkOverError(BotError):
    """There is no such conversation, or it has ended."""


class BadRequestError(BotError):
    """A request that cannot be read; `str()` says what is wrong with it."""


class SlowRequestError(BotError):
    """A request whose body did not come in time."""


class UnauthorizedError(BotError):
    """The token is missing or wrong."""


class ForeignRequestError(BotError):
    """A form was sent from another site."""


class StrangeHostError(BotError):
    """A name that is not the reading room's was asked for, as under DNS rebinding."""


class NoSuchPageError(BotError):
    """Nothing stands at this address."""


class QuoteGoneError(BotError):
    """The document of a quote is no longer among the sources."""
