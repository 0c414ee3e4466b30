"""Discord's documented limits, as pure functions: a payload in, a list of breaches out."""

from bot.mock.limits.breach import Breach
from bot.mock.limits.commands import choices_breaches, commands_breaches
from bot.mock.limits.messages import message_breaches
from bot.mock.limits.modals import modal_breaches

__all__ = ["Breach", "choices_breaches", "commands_breaches", "message_breaches", "modal_breaches"]
