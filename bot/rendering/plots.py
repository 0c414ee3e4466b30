"""Plots: whether a confidence means what it says, and what silence buys, as SVG files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.rendering.svg import FAINT, Frame, axes, box, dot, drawing, path, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrieval.evaluation.scoring import Evaluation, Scorecard

COLOURS = ("#0072b2", "#d55e00", "#009e73")
"""Blue, vermilion and green of Okabe and Ito (2008): told apart by colour-blind eyes too."""

BAR = "#a9cce3"
WIDTH, HEIGHT = 640, 486
HEADING = 'font-size="16" font-weight="600"'
COUNTING = f'font-size="11" fill="{FAINT}"'
BOLD = 'stroke-width="2"'
KEY = 64
"""Base line of the key, in pixels."""

TALLEST = 60
"""Pixels of the fullest bin's bar in the row of counts."""


def plots(evaluation: Evaluation) -> dict[str, str]:
    """Return the plots of an evaluation as SVG by file name."""
    return {
        "reliability.svg": reliability_svg(evaluation.engine),
        "risk-coverage.svg": risk_coverage_svg(evaluation.scorecards),
    }


def reliability_svg(scorecard: Scorecard) -> str:
    """Draw how often its quotes answered, by its confidence, with the number of questions in each bin."""
    calibration = scorecard.calibration
    count = sum(each.count for each in calibration.bins)
    title = f"Reliability of {scorecard.name}: ECE {calibration.error:.3f} on {count} questions"
    frame = Frame(left=80, top=60, width=520, height=340)
    bottom = frame.top + frame.height
    floor = bottom + 76 + TALLEST  # of the row of counts
    fullest = max(1, *(each.count for each in calibration.bins))

    def shapes() -> Iterator[str]:
        yield words(WIDTH / 2, 34, title, style=HEADING)
        yield from axes(frame, horizontal="confidence", vertical="share of questions that the quotes answer")
        for each in calibration.bins:
            left, width = frame.x(each.low) + 2, (each.high - each.low) * frame.width - 4
            if each.count:
                top = frame.y(each.observed)
                yield box(left, top, width, bottom - top, fill=BAR)
            tall = each.count / fullest * TALLEST
            yield box(left, floor - tall, width, tall, fill=FAINT)
            yield words(left + width / 2, floor - tall - 5, f"{each.count}", style=COUNTING)
        yield path(
            [(frame.x(0), frame.y(0)), (frame.x(1), frame.y(1))],
            colour=FAINT,
            style='stroke-dasharray="5 4"',
        )
        for each in calibration.bins:
            if each.count:
                yield dot(frame.x(each.confidence), frame.y(each.observed), colour=COLOURS[0])
        yield words(frame.left + frame.width / 2, floor + 20, "questions in each bin")

    return drawing(WIDTH, round(floor) + 44, title, shapes())


def risk_coverage_svg(scorecards: Sequence[Scorecard]) -> str:
    """Draw how often an answer is wrong when only the surest questions are answered, engine by engine."""
    title = "Risk against coverage"
    highest = max(point.risk for each in scorecards for point in each.calibration.curve)
    frame = Frame(left=80, top=84, width=520, height=340, highest=max(0.2, math.ceil(highest * 5) / 5))

    def shapes() -> Iterator[str]:
        yield words(WIDTH / 2, 34, title, style=HEADING)
        yield from axes(
            frame,
            horizontal="coverage: share of questions answered, surest first",
            vertical="risk: share of answers that are wrong",
        )
        drawn = list(zip(scorecards, COLOURS, strict=False))
        for scorecard, colour in reversed(drawn):  # the first one above the others
            curve, chosen = scorecard.calibration.curve, scorecard.calibration.working_point
            yield path([(frame.x(p.coverage), frame.y(p.risk)) for p in curve], colour=colour, style=BOLD)
            if chosen:
                yield dot(frame.x(chosen.coverage), frame.y(chosen.risk), colour=colour)
        left = frame.left
        for scorecard, colour in drawn:
            yield path([(left, KEY - 4), (left + 24, KEY - 4)], colour=colour, style=BOLD)
            yield words(left + 31, KEY, scorecard.name, anchor="start")
            left += 58 + 7 * len(scorecard.name)
        yield dot(left + 6, KEY - 4, colour=FAINT)
        yield words(left + 17, KEY, "where it chose to answer", anchor="start")

    return drawing(WIDTH, HEIGHT, title, shapes())
