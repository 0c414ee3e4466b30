"""Checks labels against the documents that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.labelled.labels import LabelledFile

LONGEST_NAMED = 60
"""Characters of a text that an error repeats."""


def check_labels(labelled: LabelledFile, texts: Mapping[str, str]) -> None:
    """Make sure that every gold passage stands where the file says; `texts` are the documents by name.

    Raises:
        ConfigurationError: one does not; the message names the question, or the turn.

    """
    for question in labelled.every_question():
        for gold in question.gold:
            if gold.document not in texts:
                raise ConfigurationError(
                    f"question {question.id!r} has gold in {gold.document!r}, which the corpus does not hold; "
                    f"give the folder of the labelled documents with --corpus"
                )
            if gold.span.of(texts[gold.document]) != gold.text:
                raise ConfigurationError(
                    f"question {question.id!r}: {_short(gold.text)!r} does not stand at {gold.span.start} to "
                    f"{gold.span.end} of {gold.document}; label the file as it is now, counting characters"
                )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAMED else f"{text[: LONGEST_NAMED - 1]}…"
