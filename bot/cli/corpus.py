"""`quoth index` and `quoth sources`: bring the indexes up to date, and show what is in them."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, engine_from, settings_from


def index(
    *,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the indexes afresh.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Bring the indexes up to date with the folders of documents."""
    if dry_run:
        from bot.cli.terminal import show
        from bot.rendering.reports import indexing_text
        from retrieval.factory import preview_indexing

        show(indexing_text(preview_indexing(settings_from(corpus, data).engine())))
        return
    with engine_from(settings_from(corpus, data), rebuild=rebuild) as engine:
        from bot.cli.terminal import show
        from bot.rendering.reports import indexing_text

        show(indexing_text(engine.report))


def sources(
    name: Annotated[str | None, typer.Argument(help="Show this one.", show_default=False)] = None,
    *,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """List the sources, or show one of them."""
    with engine_from(settings_from(corpus, data)) as engine:
        from bot.cli.terminal import show
        from bot.rendering.text import source_text, sources_text

        if name is None:
            show(sources_text(engine.pipeline.sources()))
        else:
            show(source_text(engine.pipeline.source(name)))
