"""Reports: what indexing changed and how an evaluation came out, as text for the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.text import Text

from bot.rendering.text import ATTRIBUTING, NAMING, harmless
from retrieval.labelled import Expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.evaluation.conversations import TurnJudgement
    from retrieval.evaluation.figures import Figure
    from retrieval.evaluation.judging import Judgement
    from retrieval.evaluation.scoring import Evaluation
    from retrieval.indexing_report import IndexingReport

MISSING = "–"
"""Stands where an engine has no such figure: nothing of the kind came of its answers."""


def indexing_text(report: IndexingReport) -> Text:
    """Say what was added, changed, renamed, removed, left alone and left out."""
    counts = (
        ("added", report.added),
        ("changed", report.changed),
        ("renamed", tuple(f"{each.before} → {each.after}" for each in report.renamed)),
        ("removed", report.removed),
        ("unchanged", report.unchanged),
    )
    lines = [Text(", ".join(f"{len(names)} {word}" for word, names in counts), style=NAMING)]
    lines += [Text(f"{word}: {harmless(name)}") for word, names in counts[:-1] for name in names]
    lines += [Text(f"left out: {harmless(each.name)}: {harmless(each.reason)}") for each in report.problems]
    lines.append(Text(f"{report.embedded} texts embedded", style=ATTRIBUTING))
    return Text("\n").join(lines)


def evaluation_text(evaluation: Evaluation) -> Text:
    """Show the figures beside those of the baselines, what was right by kind, and what went wrong.

    The 95 % intervals are those of the engine; those of the baselines are in the JSON.
    """
    cards, calibration = evaluation.scorecards, evaluation.engine.calibration
    names = [card.name for card in cards]
    parts = [_table("figure", names, [card.figures for card in cards])]
    if evaluation.questions:
        parts += [
            _table("right, by kind", names, [card.kinds for card in cards]),
            Text(f"expected calibration error {calibration.error:.3f}, over {len(calibration.bins)} bins"),
        ]
    if evaluation.conversations:
        parts.append(_table("turns right, by kind", names, [card.turn_kinds for card in cards]))
    mistakes = [_mistake(judgement) for judgement in evaluation.engine.mistakes]
    mistakes += [_turn_mistake(turn) for turn in evaluation.engine.turn_mistakes]
    if mistakes:
        parts.append(Text.assemble(("what went wrong", NAMING), "\n", "\n".join(mistakes)))
    return Text("\n\n").join(parts)


def _table(title: str, names: Sequence[str], columns: Sequence[Sequence[Figure]]) -> Text:
    """Lay the figures of each engine side by side; the first engine's with interval and count."""
    by_name = [{figure.name: figure for figure in column} for column in columns]
    rows = [(title, names[0], "95 % interval", *names[1:], "n")]
    for name in dict.fromkeys(name for column in by_name for name in column):
        first, *others = (column.get(name) for column in by_name)
        interval = f"{first.low:.3f} – {first.high:.3f}" if first else MISSING
        count = f"{first.count}" if first else MISSING
        rows.append((harmless(name), _value(first), interval, *map(_value, others), count))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))) for row in rows]
    return Text.assemble((lines[0], NAMING), "\n", "\n".join(lines[1:]))


def _value(figure: Figure | None) -> str:
    return f"{figure.value:.3f}" if figure else MISSING


def _mistake(judgement: Judgement) -> str:
    return _line(judgement, _fault(judgement))


def _turn_mistake(turn: TurnJudgement) -> str:
    match turn.turn.expect:
        case Expect.ANSWER | Expect.ABSTAIN | Expect.SPEAKER | Expect.TIME:
            fault = _fault(turn.judgement)
        case Expect.MORE:
            fault = "nothing new shown" if turn.judgement.answered else "abstained, though there is more"
        case Expect.SOURCE:
            fault = "not the source of what was shown"
        case _:
            assert_never(turn.turn.expect)
    return _line(turn.judgement, fault)


def _fault(judgement: Judgement) -> str:
    if not judgement.question.answerable:
        return "answered, though nothing answers"
    if not judgement.answered:
        return "abstained, though something answers"
    if judgement.question.all_required:
        return "not all needed passages shown"
    return "not the first quote" if judgement.rank else "no quote answers"


def _line(judgement: Judgement, fault: str) -> str:
    question, sure = judgement.question, f"{judgement.outcome.confidence:.2f}"
    return harmless(f"{question.id}  {fault} ({sure}): {' '.join(question.question.split())}")
