"""English: all phrases together, from which every other language starts."""

from __future__ import annotations

from bot.rendering.phrases.answering import AnsweringPhrases
from bot.rendering.phrases.collecting import CollectingPhrases
from bot.rendering.phrases.commanding import CommandingPhrases
from bot.rendering.phrases.keeping import KeepingPhrases
from bot.rendering.phrases.listing import ListingPhrases
from bot.rendering.phrases.moderating import ModeratingPhrases
from bot.rendering.phrases.noticing import NoticingPhrases


class Phrases(
    ListingPhrases,  # and with it QuotingPhrases
    AnsweringPhrases,
    CommandingPhrases,
    NoticingPhrases,
    ModeratingPhrases,
    CollectingPhrases,
    KeepingPhrases,
):
    """The bot's own words as plain text, without any markup: each door escapes and styles them itself.

    One method per sentence, so that every language can order its words and inflect its numbers by itself;
    another language is a subclass that overrides all of them.
    """


ENGLISH = Phrases()
