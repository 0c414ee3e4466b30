"""An engine that answers as it is told, over one small document, and labelled questions on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from retrieval.datatypes import (
    EVERYTHING_SHARED,
    Abstention,
    Answer,
    Passage,
    PassageKind,
    Place,
    Question,
    Quote,
    Reason,
    Source,
    SourceSummary,
    SourceView,
    Span,
)
from retrieval.evaluation.judging import judge
from retrieval.labelled import LabelledQuestion, read_labelled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from retrieval.datatypes import Outcome, QuoteView, Scope
    from retrieval.labelled import LabelledFile
    from retrieval.turns import Message

TEXT = (
    "Thirteen officers were hurt. The mayor fled to Astana. The town hall burned.\n\nFollow us on Facebook."
)
HURT, FLED, BURNED, BAIT = Span(0, 28), Span(29, 54), Span(55, 76), Span(78, 100)
SOURCE = Source("a.txt", None, None)
PASSAGES = (
    Passage("a.txt", 1, Span(0, 76), PassageKind.PARAGRAPH, 1, (), (HURT, FLED, BURNED)),
    Passage("a.txt", 2, BAIT, PassageKind.BOILERPLATE, 3, (), ()),
)


class Oracle:
    """An `Engine`: each question has a confidence, and spans to quote; none of them, and it abstains."""

    def __init__(self, told: Mapping[str, tuple[float, tuple[Span, ...]]]) -> None:
        self._told = told

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each question as told."""
        return [self._outcome(question) for question in questions]

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message as told, whatever went before it."""
        return self.ask([message.text for message in messages])

    def _outcome(self, text: str) -> Outcome:
        confidence, spans = self._told[text]
        question = Question(text, text)
        if not spans:
            return Abstention(question, Reason.NOTHING_FITS, confidence, nearest=(quote_of(FLED, 0.1),))
        return Answer(question, tuple(quote_of(span, confidence) for span in spans), confidence)

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the one document."""
        return (SourceSummary(SOURCE, 1, len(TEXT)),) if scope.includes(SOURCE.corpus) else ()

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Return it."""
        assert name == "a.txt"
        return SourceView(self.sources(scope)[0], TEXT, PASSAGES)

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Know of none: nobody asks for one here."""
        raise NotImplementedError(quote_id, scope)


def quote_of(span: Span, score: float) -> Quote:
    """Quote a span of the document; of the first sentence the first word is marked."""
    marked = Span(0, 8) if span == HURT else None
    return Quote(SOURCE, span, span.of(TEXT), Place(1, 1), score, marked)


def gold(span: Span, fact: str, group: str = "0") -> dict[str, object]:
    """Return a gold passage as it stands in a labelled file."""
    return {
        "doc": "a.txt",
        "start": span.start,
        "end": span.end,
        "text": span.of(TEXT),
        "facts": [fact],
        "group": group,
    }


ROWS: list[dict[str, object]] = [
    {"id": "1", "question": "hurt?", "kind": "number", "gold": [gold(HURT, "Thirteen")]},
    {"id": "2", "question": "fled?", "kind": "place", "gold": [gold(FLED, "Astana")]},
    {"id": "3", "question": "silent?", "kind": "place", "gold": [gold(FLED, "Astana")]},
    {
        "id": "4",
        "question": "both?",
        "gold": [gold(HURT, "Thirteen", "a"), gold(BURNED, "burned", "b")],
        "all_gold_required": True,
    },
    {"id": "5", "question": "near?", "gold": []},
    {"id": "6", "question": "far?", "gold": [], "hard": False},
    {
        "id": "7",
        "set": "conversation",
        "turns": [
            {"question": "hurt?", "kind": "opening", "expect": "answer", "gold": [gold(HURT, "Thirteen")]},
            {"question": "fled?", "kind": "pronoun", "expect": "answer", "gold": [gold(FLED, "Astana")]},
            {"question": "far?", "kind": "pronoun", "expect": "abstain"},
        ],
    },
]
TOLD = {
    "hurt?": (0.9, (HURT,)),
    "fled?": (0.8, (BURNED, FLED)),
    "silent?": (0.3, ()),
    "both?": (0.7, (HURT,)),
    "near?": (0.6, (BURNED, BAIT)),
    "far?": (0.1, ()),
}
"""Right to 1 and 6; 2 comes second, 3 is silent, 4 shows one of two, 5 answers out of nothing and shows bait.

Of the conversation the first and the last turn are right.
"""


def labelled_file(folder: Path) -> LabelledFile:
    """Write the questions into a folder and read them back."""
    path = folder / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)) + "\n\n", "utf-8")
    return read_labelled(path)


(_SILENCE,) = Oracle(TOLD).ask(["far?"])
JUDGEMENT = judge(
    LabelledQuestion("6", "far?", "question", (), all_required=False, hard=False),
    _SILENCE,
    {"a.txt": Oracle(TOLD).source("a.txt")},
)
"""One judgement, for whoever counts judgements and cares little for what is in them."""
