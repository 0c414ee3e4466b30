"""`quoth ask`: answers once in the terminal, or line by line from a file."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, engine_from, settings_from
from retrieval.errors import ConfigurationError


def ask(
    question: Annotated[str | None, typer.Argument(help="What to look up.", show_default=False)] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="Write the answer as one line of JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option("--batch", metavar="FILE", help="Read JSON lines from FILE or - and write JSON lines."),
    ] = None,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Answer a question with quotations from the sources, or say that they do not answer it."""
    if (question is None) == (batch is None):
        raise ConfigurationError("give either a QUESTION or --batch FILE; see quoth ask --help")
    settings = settings_from(corpus, data)
    if batch is not None:
        from bot.cli.batch import answer_lines, open_lines

        with open_lines(batch) as lines, engine_from(settings) as engine:
            for answer in answer_lines(engine.pipeline, lines):
                sys.stdout.write(answer + "\n")
                sys.stdout.flush()
        return
    with engine_from(settings) as engine:
        (outcome,) = engine.pipeline.ask([question or ""])
    if json:
        from bot.rendering.payload import answer_line

        sys.stdout.write(answer_line(outcome) + "\n")
    else:
        from bot.cli.terminal import show
        from bot.rendering.text import outcome_text

        show(outcome_text(outcome))
