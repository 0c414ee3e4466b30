"""Conversations: whose turn comes after which, one at a time, and what is remembered of them."""

from bot.conversations.conversations import Conversations
from bot.conversations.exchange import Exchange
from bot.conversations.saying import Said, is_private

__all__ = ["Conversations", "Exchange", "Said", "is_private"]
