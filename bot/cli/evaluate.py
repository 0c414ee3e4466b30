"""`quoth evaluate`: scores the engine on a labelled question file."""

from __future__ import annotations

import json as json_module
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotation at run time
from typing import Annotated

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, engine_from, settings_from


def evaluate(
    file: Annotated[Path, typer.Argument(help="Labelled questions, one JSON object a line.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Score the engine on a labelled question file and list what went wrong."""
    from retrieval.evaluation import evaluate_engine
    from retrieval.labelled import read_labelled

    labelled = read_labelled(file)
    with engine_from(settings_from(corpus, data)) as engine:
        evaluation = evaluate_engine(engine.pipeline, labelled)
    if json:
        sys.stdout.write(json_module.dumps(evaluation.as_json(), ensure_ascii=False, indent=1) + "\n")
    else:
        from bot.cli.terminal import show
        from bot.rendering.reports import evaluation_text

        show(evaluation_text(evaluation))
