"""`quoth evaluate`: scores the engine and the baselines on a file of labelled questions and conversations."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path  # noqa: TC003 - typer reads the annotation at run time
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, engine_from, settings_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.evaluation import Evaluation
    from retrieval.evaluation.asking import Asked
    from retrieval.labelled import LabelledFile

ENGINE = "quoth"


def evaluate(
    file: Annotated[
        Path, typer.Argument(help="Labelled questions and conversations, one JSON object a line.")
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write figures and mistakes as JSON.")] = False,
    plots: Annotated[
        Path | None, typer.Option("--plots", metavar="DIR", help="Draw reliability and risk as SVG files.")
    ] = None,
    no_baselines: Annotated[
        bool, typer.Option("--no-baselines", help="Leave out plain Chroma and BM25.")
    ] = False,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Score the engine on a labelled question file, beside plain baselines, and list what went wrong."""
    from retrieval.labelled import read_labelled

    labelled = read_labelled(file)
    if plots is not None:
        _refuse_without_questions(labelled, file)
        _write(plots, {})  # so that a folder that cannot be made is known before the questions are asked
    with ExitStack() as resources:
        engine = resources.enter_context(engine_from(settings_from(corpus, data)))

        from retrieval.evaluation import evaluate_engines
        from retrieval.evaluation.baselines import open_baselines

        baselines: Mapping[str, Asked] = {}
        if not no_baselines:
            baselines = resources.enter_context(open_baselines(engine.pipeline, engine.encoder))
        evaluation = evaluate_engines(engine.pipeline, labelled, name=ENGINE, baselines=baselines)
    if plots is not None:
        from bot.rendering.plots import plots as drawn

        _write(plots, drawn(evaluation))
    _show(evaluation, json=json)


def _show(evaluation: Evaluation, *, json: bool) -> None:
    if json:
        from bot.rendering.evaluation_payload import evaluation_payload
        from bot.rendering.payload import json_text

        sys.stdout.write(json_text(evaluation_payload(evaluation), indent=1) + "\n")
    else:
        from bot.cli.terminal import show
        from bot.rendering.reports import evaluation_text

        show(evaluation_text(evaluation))


def _refuse_without_questions(labelled: LabelledFile, file: Path) -> None:
    from retrieval.errors import ConfigurationError

    if not labelled.questions:
        raise ConfigurationError(
            f"{file} holds conversations only, and questions asked alone are what is plotted; leave out --plots"
        )


def _write(folder: Path, files: Mapping[str, str]) -> None:
    from retrieval.errors import ConfigurationError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_text(content, "utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"cannot write the plots into {folder} ({error.strerror or error}); give another folder with --plots"
        ) from error
