"""`quoth run`, `quoth chat` and `quoth serve`: the bot on Discord, on the mock Discord, and the reading room."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, settings_from


def run(*, corpus: CorpusOption = None, data: DataOption = None, debug: DebugOption = False) -> None:
    """Run the Discord bot; the token is read from DISCORD_TOKEN."""
    import asyncio

    from bot.app import run_bot
    from bot.cli.options import engine_opener
    from bot.cli.progress import quiet_libraries
    from bot.operations import Metrics

    settings = settings_from(corpus, data, debug=debug)
    quiet_libraries()
    metrics = Metrics()
    engine = engine_opener(settings, observe=metrics.observe)
    asyncio.run(run_bot(settings, engine, metrics=metrics))


def chat(*, corpus: CorpusOption = None, data: DataOption = None, debug: DebugOption = False) -> None:
    """Talk to the bot as in Discord, with no token and no network."""
    import asyncio

    from bot.app import run_chat
    from bot.cli.options import engine_opener
    from bot.cli.progress import quiet_libraries

    settings = settings_from(corpus, data, debug=debug)
    quiet_libraries()
    asyncio.run(run_chat(settings, engine_opener(settings)))


def serve(
    *,
    web: Annotated[
        str | None,
        typer.Option("--web", metavar="HOST:PORT", help="Address to listen on. [default: 127.0.0.1:8080]"),
    ] = None,
    corpus: CorpusOption = None,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Open the reading room: web pages and a JSON API, without Discord."""
    import asyncio
    import sys

    from bot.app import run_room
    from bot.cli.options import engine_opener
    from bot.cli.progress import quiet_libraries
    from bot.operations import Metrics
    from bot.rendering.phrases.room import ROOM

    def opened(url: str) -> None:
        print(ROOM.room_listening(url), file=sys.stderr, flush=True)  # noqa: T201 - what the reader came for

    settings = settings_from(corpus, data, debug=debug, web=web)
    quiet_libraries()
    metrics = Metrics()
    engine = engine_opener(settings, observe=metrics.observe)
    asyncio.run(run_room(settings, engine, metrics=metrics, opened=opened))
