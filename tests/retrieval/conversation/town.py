"""A small corpus to talk about, and the talking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.datatypes import Answer, Span
from retrieval.turns import Message, Quoted, Turn, continued

if TYPE_CHECKING:
    from retrieval.datatypes import Outcome, Quote, Relation
    from retrieval.pipeline import Pipeline

BRIDGE = """# The bridge of Vell

The bridge of Vell fell on 4 May 2013. Nobody was hurt.

“The cables had rusted through,” said the engineer Marta Lund.

The mill of Vell burned for six hours. Forty hens died in the mill.

The river rose by two metres.

Follow us on Facebook.

The harvest of Vell was poor.
"""

MARKET = """# The market of Orle

The market of Orle opens at eight. Traders sell cheese, wool and honey.

The market of Orle has ninety stalls. The oldest stall sells wool.

A dragon guards the gate.
"""

FILES = {"bridge.md": BRIDGE, "market.md": MARKET}


def talk(pipeline: Pipeline, *texts: str, earlier: tuple[Turn, ...] = ()) -> list[Outcome]:
    """Say one message after the other, and return what came of each."""
    outcomes = []
    for text in texts:
        (outcome,) = pipeline.converse([Message(text, earlier)])
        outcomes.append(outcome)
        earlier = continued(earlier, outcome)
    return outcomes


def shown(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.nearest


def texts_of(outcome: Outcome) -> list[str]:
    return [quote.text for quote in shown(outcome)]


def quoted(words: str, *, document: str = "bridge.md", answering: str = "") -> Quoted:
    """Remember words of a document as quoted."""
    text = FILES[document]
    start = text.index(words)
    marked = start + words.index(answering)
    highlight = Span(marked, marked + len(answering)) if answering else None
    return Quoted(document, Span(start, start + len(words)), words, highlight)


def turn(question: str, relation: Relation, *quotes: Quoted, context: str = "") -> Turn:
    return Turn(question, question, context, relation, quotes)
