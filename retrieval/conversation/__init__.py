"""Conversation: what a message asks, given what was asked and quoted before it."""

from retrieval.conversation.about import about_last_answer
from retrieval.conversation.choosing import Choice
from retrieval.conversation.conversing import Converser
from retrieval.conversation.following import follow_up
from retrieval.conversation.recalling import Recaller

__all__ = ["Choice", "Converser", "Recaller", "about_last_answer", "follow_up"]
