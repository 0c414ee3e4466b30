"""`quoth run` and `quoth chat`: the Discord bot, on Discord itself and on the mock Discord."""

from __future__ import annotations

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
    asyncio.run(run_bot(settings, engine_opener(settings, observe=metrics.observe), metrics=metrics))


def chat(*, corpus: CorpusOption = None, data: DataOption = None, debug: DebugOption = False) -> None:
    """Talk to the bot as in Discord, with no token and no network."""
    import asyncio

    from bot.app import run_chat
    from bot.cli.options import engine_opener
    from bot.cli.progress import quiet_libraries

    settings = settings_from(corpus, data, debug=debug)
    quiet_libraries()
    asyncio.run(run_chat(settings, engine_opener(settings)))
