"""Reports: what indexing changed and how an evaluation came out, as text for the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from bot.rendering.text import ATTRIBUTING, NAMING, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval.evaluation import Evaluation, Figure, Judgement
    from retrieval.indexing import IndexingReport

NAME_WIDTH = 42
"""Columns for the name of a figure; the longest has 39."""


def indexing_text(report: IndexingReport) -> Text:
    """Say what was added, changed, removed, left alone and left out."""
    counts = (
        ("added", report.added),
        ("changed", report.changed),
        ("removed", report.removed),
        ("unchanged", report.unchanged),
    )
    lines = [Text(", ".join(f"{len(names)} {word}" for word, names in counts), style=NAMING)]
    lines += [Text(f"{word}: {harmless(name)}") for word, names in counts[:3] for name in names]
    lines += [Text(f"left out: {harmless(each.name)}: {harmless(each.reason)}") for each in report.problems]
    lines.append(Text(f"{report.embedded} texts embedded", style=ATTRIBUTING))
    return Text("\n").join(lines)


def evaluation_text(evaluation: Evaluation) -> Text:
    """Show the figures with their 95 % intervals, what was right by kind, and what went wrong."""
    parts = [
        Text.assemble((_header("figure"), NAMING), "\n", _rows(evaluation.figures)),
        Text.assemble((_header("right, by kind"), NAMING), "\n", _rows(evaluation.kinds)),
    ]
    if evaluation.mistakes:
        mistakes = "\n".join(_mistake(judgement) for judgement in evaluation.mistakes)
        parts.append(Text.assemble(("what went wrong", NAMING), "\n", mistakes))
    if evaluation.conversations_left_out:
        left_out = f"{evaluation.conversations_left_out} conversations left out: questions are asked alone"
        parts.append(Text(left_out, style=ATTRIBUTING))
    return Text("\n\n").join(parts)


def _header(title: str) -> str:
    return f"{title:<{NAME_WIDTH}}value   95 % interval     n"


def _rows(figures: Iterable[Figure]) -> str:
    return "\n".join(
        f"{harmless(figure.name):<{NAME_WIDTH}}{figure.value:5.3f}   {figure.low:5.3f} – {figure.high:5.3f}"
        f"{figure.count:6d}"
        for figure in figures
    )


def _mistake(judgement: Judgement) -> str:
    question = judgement.question
    if not question.answerable:
        fault = "answered, though nothing answers"
    elif not judgement.answered:
        fault = "abstained, though something answers"
    elif question.all_required:
        fault = "not all needed passages shown"
    else:
        fault = "not the first quote" if judgement.rank else "no quote answers"
    sure = f"{judgement.outcome.confidence:.2f}"
    return harmless(f"{question.id}  {fault} ({sure}): {' '.join(question.question.split())}")
