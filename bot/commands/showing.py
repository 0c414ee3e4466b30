"""The cards of an outcome, and how long making them takes."""

from __future__ import annotations

from bot.observing import Stage
from bot.rendering import cards
from bot.request import timed

outcome_cards = timed(Stage.RENDER)(cards.outcome_cards)
"""Make them; rendering itself is pure, and knows nothing of time."""
