"""`quoth doctor`: checks what the program stands on, and says what to do about what is missing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bot.cli.options import CorpusOption, DataOption, DebugOption, settings_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: None where it is only a remark."""

    good: bool | None
    subject: str
    detail: str


def doctor(*, corpus: CorpusOption = None, data: DataOption = None, debug: DebugOption = False) -> None:
    """Check corpus, servers, model, indexes, lock and token, and say what to do."""
    settings = settings_from(corpus, data)
    bad = False
    for finding in findings(settings):
        mark = {True: "ok  ", False: "BAD ", None: "note"}[finding.good]
        sys.stdout.write(f"{mark}  {finding.subject}: {finding.detail}\n")
        sys.stdout.flush()
        bad |= finding.good is False
    if bad:
        raise typer.Exit(1)


def findings(settings: Settings) -> Iterator[Finding]:
    """Yield the checks one by one, the cheap ones first."""
    yield from _checked("corpus", lambda: _corpus(settings))
    yield from _checked("data directory", lambda: _data_directory(settings))
    if settings.chroma_url is not None:
        yield from _checked("vector server", lambda: _chroma(settings))
    if settings.database is not None:
        yield from _checked("database", lambda: _database(settings))
    yield from _checked("model", lambda: _model(settings))
    yield from _indexes(settings)
    yield _token(settings)
    yield Finding(
        None,
        "intents",
        "the bot asks for no privileged intent; in servers it reads mentions, replies to it and commands",
    )


def _checked(subject: str, check: Callable[[], str]) -> Iterator[Finding]:
    from retrieval.errors import RetrievalError

    try:
        yield Finding(good=True, subject=subject, detail=check())
    except RetrievalError as error:
        yield Finding(good=False, subject=subject, detail=str(error))


def _corpus(settings: Settings) -> str:
    from retrieval.corpus import read_corpus

    parts = []
    for corpus in settings.corpus:
        read = read_corpus(corpus.folder)
        left_out = "".join(f"; left out {problem.name}: {problem.reason}" for problem in read.problems)
        parts.append(f"{len(read.documents)} documents in {corpus.folder}{left_out}")
    return "; ".join(parts)


def _data_directory(settings: Settings) -> str:
    from retrieval.data_directory import hold_data_directory

    with hold_data_directory(settings.data) as folder:
        return f"{folder} can be written, and no other process holds it"


def _chroma(settings: Settings) -> str:
    from retrieval.vectors.server import connect

    engine = settings.engine()
    assert engine.chroma is not None  # noqa: S101 - asked only where it is set
    client = connect(engine.chroma, engine.chroma_token)
    return f"the Chroma server at {engine.chroma} answers, version {client.get_version()}"


def _database(settings: Settings) -> str:
    import asyncio

    from bot.store import open_store

    async def opened() -> None:
        async with open_store(None, url=settings.database):
            pass

    asyncio.run(opened())
    return "the PostgreSQL database of QUOTH_DATABASE_URL can be used"


def _model(settings: Settings) -> str:
    from bot.cli.progress import quiet_libraries

    quiet_libraries()
    from retrieval.encoder import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder.load(settings.model)
    return f"{encoder.fingerprint}, {encoder.dimension} dimensions"


def _indexes(settings: Settings) -> Iterator[Finding]:
    from retrieval.errors import RetrievalError
    from retrieval.factory import open_engine

    try:
        with open_engine(settings.engine()) as engine:
            summaries = engine.pipeline.sources()
            passages = sum(summary.passages for summary in summaries)
            embedded = f"{engine.report.embedded} texts embedded now"
            detail = f"{passages} passages of {len(summaries)} documents, {embedded}"
            yield Finding(good=True, subject="indexes", detail=detail)
            decides = (
                "the trained reader decides"
                if engine.trained
                else "the search's signals alone decide: the trained reader is switched off or not installed"
            )
            yield Finding(good=True if engine.trained else None, subject="reader", detail=decides)
    except RetrievalError as error:
        yield Finding(good=False, subject="indexes", detail=str(error))


def _token(settings: Settings) -> Finding:
    if settings.token is None:
        return Finding(None, "token", "DISCORD_TOKEN is not set; only quoth run needs it")
    return Finding(good=True, subject="token", detail="DISCORD_TOKEN is set; quoth run will try it")
