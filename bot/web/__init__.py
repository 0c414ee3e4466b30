"""The reading room: the web pages and the JSON API, two more doors to the same engine."""

from bot.web.application import Room, make_application
from bot.web.listening import listening, refuse_exposure

__all__ = ["Room", "listening", "make_application", "refuse_exposure"]
