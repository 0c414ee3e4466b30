"""The JSON API: ask, list and read the sources, look up a quote; described by `bot.web.openapi`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.rendering.payload import answer_payload, json_text, quote_payload
from bot.web.errors import BadRequestError
from bot.web.openapi import description
from bot.web.reading import QUESTION_LENGTH, object_of
from bot.web.shelf import document, quotation
from retrieval.datatypes import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.rendering.payload import Json
    from bot.web.admission import Turnstiles
    from bot.web.failing import Failure
    from bot.web.talks import Talks
    from bot.worker import Worker
    from retrieval.datatypes import Outcome, SourceSummary

PREFIX = "/api/v1"
CONVERSATION = "Quoth-Conversation"
"""Header of an answer: the conversation that its follow-up has to name."""


class Api:
    """Handlers of the API; the payload of an answer is the command line's."""

    def __init__(self, worker: Worker, talks: Talks, turnstiles: Turnstiles, *, base_url: str) -> None:
        self._worker = worker
        self._talks = talks
        self._turnstiles = turnstiles
        self._base_url = base_url

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Return where the handlers stand."""
        return (
            web.post(f"{PREFIX}/ask", self.ask),
            web.get(f"{PREFIX}/sources", self.sources),
            web.get(PREFIX + "/sources/{name:.+}", self.source),
            web.get(PREFIX + "/quotes/{id}", self.quote),
            web.get(f"{PREFIX}/openapi.json", self.openapi),
        )

    async def ask(self, request: web.Request) -> web.Response:
        """Answer a question, after the earlier ones of its conversation where it names one."""
        given = await object_of(request)
        question = _string(given, "question", required=True) or ""
        conversation, source = _string(given, "conversation"), _string(given, "source")
        self._turnstiles.question(request)
        only = None if source is None else (await document(self._worker, source)).summary.source.name
        talk, taken = await self._talks.ask(question, talk_id=conversation, source=only)
        response = _json(answer_payload(taken.outcome))
        response.headers[CONVERSATION] = talk.id
        for link in _links(taken.outcome):
            response.headers.add("Link", link)
        return response

    async def sources(self, _request: web.Request) -> web.Response:
        """List the documents."""
        return _json({"sources": [_source(each) for each in await self._worker.sources()]})

    async def source(self, request: web.Request) -> web.Response:
        """Return a document with its whole text and its passages."""
        view = await document(self._worker, request.match_info["name"])
        passages: list[Json] = [
            {
                "number": passage.number,
                "start": passage.span.start,
                "end": passage.span.end,
                "kind": passage.kind.value,
                "line": passage.line,
                "headings": list(passage.headings),
            }
            for passage in view.passages
        ]
        return _json({**_source(view.summary), "text": view.text, "passages_in_order": passages})

    async def quote(self, request: web.Request) -> web.Response:
        """Say what has become of a quote, and what stands there."""
        quote_id = request.match_info["id"]
        found = await quotation(self._worker, quote_id)
        if found.view is None:
            raise AssertionError("a quotation that stands somewhere has its document")
        return _json(
            {
                "id": quote_id,
                "standing": found.standing.value,
                "source": _source(found.view.summary),
                "quote": quote_payload(found.quote) if found.quote else None,
            }
        )

    async def openapi(self, _request: web.Request) -> web.Response:
        """Describe the API."""
        return _json(description(self._base_url))


def problem(failure: Failure) -> web.Response:
    """Return a failure as RFC 9457 has it."""
    response = _json(dict(failure.problem))
    response.content_type = "application/problem+json"
    response.charset = None
    response.set_status(failure.status.value)
    return response


def _links(outcome: Outcome) -> list[str]:
    """Return the addresses of the quotes in their order, the nearest ones of an abstention too (RFC 8288)."""
    quotes = outcome.quotes if isinstance(outcome, Answer) else outcome.nearest
    return [f'<{PREFIX}/quotes/{quote.id}>; rel="item"' for quote in quotes]


def _source(summary: SourceSummary) -> dict[str, Json]:
    source = summary.source
    return {
        "name": source.name,
        "version": source.version,
        "title": source.title,
        "author": source.author,
        "published": source.published.isoformat() if source.published else None,
        "publisher": source.publisher,
        "url": source.url,
        "language": source.language,
        "corpus": source.corpus,
        "format": source.format,
        "passages": summary.passages,
        "characters": summary.characters,
    }


def _string(given: Mapping[str, Any], name: str, *, required: bool = False) -> str | None:
    value = given.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise BadRequestError(f'"{name}" is not a string')
    if len(value) > QUESTION_LENGTH:
        raise BadRequestError(f'"{name}" has more than {QUESTION_LENGTH} characters')
    return value


def _json(payload: Mapping[str, Json]) -> web.Response:
    return web.Response(
        text=json_text(payload), content_type="application/json", headers={"Cache-Control": "no-store"}
    )
