"""Offering: which buttons stand under which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.controls import Action, Button, Control
from bot.rendering.labels import leans
from retrieval.datatypes import Answer, Reason, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rendering.phrases import Phrases
    from retrieval.datatypes import Outcome

ASKED_ITSELF = frozenset({Relation.ALONE, Relation.FOLLOW_UP})
"""What asks something itself, and not about the last answer."""

SEARCHED = ASKED_ITSELF | {Relation.MORE}
"""What is searched for, and not looked up at the place of the last answer."""

JUDGED = frozenset({Reason.NOTHING_FITS, Reason.NO_MORE, Reason.NO_SPEAKER, Reason.NO_TIME})
"""Why the sources are silent; all other reasons are about the message, and no answer to judge or delete."""


def buttons_about(outcome: Outcome, turn: str, *, on: bool, phrases: Phrases) -> tuple[Button, ...]:
    """Return what leads on from an outcome, the most useful first; at most five."""
    relation = outcome.question.relation
    offered: list[tuple[Action, str, bool]]
    if isinstance(outcome, Answer):
        offered = [
            (Action.MORE, phrases.more(), relation in SEARCHED),
            (Action.CONTEXT, phrases.context(), relation is not Relation.CONTEXT),
            (Action.WHY, phrases.why(), relation in SEARCHED),
        ]
    else:
        near = bool(outcome.nearest) and outcome.reason is Reason.NOTHING_FITS
        offered = [(Action.NEAREST, phrases.show_nearest(), near)]
    offered += [
        (Action.ALONE, phrases.only_my_words(), leans(outcome.question) and relation in ASKED_ITSELF),
        (Action.FOLLOW_UP, phrases.ask_a_follow_up(), on),
    ]
    return tuple(_wanted(offered, turn))


def buttons_on_it(outcome: Outcome, turn: str, *, private: bool, phrases: Phrases) -> tuple[Button, ...]:
    """Return what can be done with an answer as a whole; Discord itself dismisses a private one."""
    judged = isinstance(outcome, Answer) or outcome.reason in JUDGED
    offered = [
        (Action.SHARE, phrases.share(), private and judged),
        (Action.UP, phrases.thumbs_up(), judged),
        (Action.DOWN, phrases.thumbs_down(), judged),
        (Action.DELETE, phrases.delete(), judged and not private),
    ]
    return tuple(_wanted(offered, turn))


def _wanted(offered: list[tuple[Action, str, bool]], turn: str) -> Iterator[Button]:
    return (Button(label, Control(action, turn)) for action, label, wanted in offered if wanted)
