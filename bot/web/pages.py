"""The pages: ask and read answers, read the sources, and see a quote where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.rendering.attribution import title_of
from bot.rendering.citations import Form, citation
from bot.rendering.freshness import freshness_of
from bot.rendering.permalinks import permalink
from bot.web.admission import refuse_foreign
from bot.web.errors import BadRequestError
from bot.web.leaves import blocks_of, leaves_of
from bot.web.reading import QUESTION_LENGTH, form_of, page_in, query_of
from bot.web.shelf import document, marked_in, quotation
from bot.web.views import (
    block_views,
    blocks_with,
    path_of,
    quote_card,
    source_entry,
    turn_view,
)
from retrieval.datatypes import Standing

if TYPE_CHECKING:
    from bot.rendering.phrases.room import RoomPhrases
    from bot.web.admission import Turnstiles
    from bot.web.failing import Failure
    from bot.web.talks import Talk, Talks
    from bot.worker import Worker

_TYPES = {
    Form.PLAIN: "text/plain",
    Form.MARKDOWN: "text/markdown",
    Form.BIBTEX: "application/x-bibtex",
    Form.CSL: "application/vnd.citationstyles.csl+json",
}
_NOT_IN_HTML = re.compile("[\0\ud800-\udfff]")
"""NUL and lone surrogates; a search, because a document of 10 MB is looked through for every page of it."""


class Pages:
    """Handlers of the pages; they work without scripts."""

    def __init__(
        self,
        worker: Worker,
        talks: Talks,
        turnstiles: Turnstiles,
        *,
        base_url: str,
        version: str,
        phrases: RoomPhrases,
    ) -> None:
        """Link citations to `base_url`; `version` names the style sheet and the script that are served."""
        self._worker = worker
        self._talks = talks
        self._turnstiles = turnstiles
        self._base_url = base_url
        self._phrases = phrases
        self._templates = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {"phrases": phrases, "version": version, "most": QUESTION_LENGTH}

    def routes(self) -> tuple[web.RouteDef, ...]:
        """Return where the pages stand."""
        return (
            web.get("/", self.ask),
            web.post("/", self.answer),
            web.get("/sources", self.sources),
            web.get("/sources/{name:.+}", self.source),
            web.get("/q/{id}", self.quote),
            web.get("/q/{id}/citation", self.citation),
        )

    async def ask(self, request: web.Request) -> web.Response:
        """Show the ask box; with `c` the conversation so far, with `q` the answer to a question by itself."""
        query = query_of(request)
        if "q" in query:
            talk = await self._asked(request, query["q"], source=query.get("source") or None)
            return await self._talk(request, talk, None)
        if "c" in query:
            talk = self._talks.find(query["c"])
            return await self._talk(request, talk, talk.source)
        return await self._talk(request, None, query.get("source"))

    async def answer(self, request: web.Request) -> web.Response:
        """Answer a question and lead to the page that shows it, which can be loaded again."""
        refuse_foreign(request)
        form = await form_of(request)
        talk = await self._asked(
            request,
            form.get("q", ""),
            talk_id=form.get("c") or None,
            source=form.get("source") or None,
            alone=form.get("alone") == "1",
        )
        raise web.HTTPSeeOther(f"/?c={talk.id}#turn-{talk.taken[-1].number}")

    async def sources(self, _request: web.Request) -> web.Response:
        """List the documents."""
        entries = [source_entry(each, self._phrases) for each in await self._worker.sources()]
        fresh = freshness_of(self._worker.freshness, self._phrases)
        return self._page("sources.html", entries=entries, fresh=fresh)

    async def source(self, request: web.Request) -> web.Response:
        """Show a document as it is, a page of it where it is long."""
        view = await document(self._worker, request.match_info["name"])
        leaves = leaves_of(blocks_of(view))
        number = min(page_in(query_of(request)), len(leaves))
        return self._page(
            "source.html",
            entry=source_entry(view.summary, self._phrases),
            name=view.summary.source.name,
            language=view.summary.source.language,
            blocks=block_views(view.text, leaves[number - 1].blocks),
            replaced=_cannot_be_shown(view.text),
            number=number,
            pages=len(leaves),
        )

    async def quote(self, request: web.Request) -> web.Response:
        """Show a quote where it stands, or what has become of it."""
        found = await quotation(self._worker, request.match_info["id"])
        if found.view is None:
            raise AssertionError("a quotation that stands somewhere has its document")
        leaves = leaves_of(blocks_of(found.view))
        quote = found.quote
        mark = query_of(request).get("m", "")
        return self._page(
            "quote.html",
            entry=source_entry(found.view.summary, self._phrases),
            language=found.view.summary.source.language,
            standing=self._phrases.room_standing(found.standing),
            changed=found.standing is not Standing.CURRENT,
            card=quote_card(quote, self._base(request), self._phrases) if quote else None,
            blocks=block_views(
                found.view.text,
                blocks_with(leaves, quote.span) if quote else leaves[0].blocks,
                quote=quote.span if quote else None,
                answer=marked_in(quote, mark) if quote else None,
            ),
            pages=len(leaves),
            replaced=_cannot_be_shown(found.view.text),
        )

    async def citation(self, request: web.Request) -> web.Response:
        """Return the citation of a quote, in the form that `format` names."""
        found = await quotation(self._worker, request.match_info["id"])
        name = query_of(request).get("format", Form.PLAIN.value)
        if name not in set(Form):
            raise BadRequestError(f"format is one of {', '.join(Form)}")
        if found.quote is None:
            raise web.HTTPNotFound
        form = Form(name)
        link = permalink(found.quote, base=self._base(request))
        text = citation(found.quote, form, link=link, phrases=self._phrases)
        body = (text + "\n").encode("utf-8", "replace")
        return web.Response(body=body, headers={"Content-Type": f"{_TYPES[form]}; charset=utf-8"})

    def failure(self, failure: Failure) -> web.Response:
        """Show what went wrong."""
        response = self._page("failure.html", said=failure.said)
        response.set_status(failure.status.value)
        return response

    async def _asked(
        self,
        request: web.Request,
        text: str,
        *,
        talk_id: str | None = None,
        source: str | None = None,
        alone: bool = False,
    ) -> Talk:
        if len(text) > QUESTION_LENGTH:
            raise BadRequestError(self._phrases.room_too_long(QUESTION_LENGTH))
        self._turnstiles.question(request)
        only = None if source is None else (await document(self._worker, source)).summary.source.name
        talk, _ = await self._talks.ask(text, talk_id=talk_id, source=only, alone=alone)
        return talk

    async def _talk(self, request: web.Request, talk: Talk | None, only: str | None) -> web.Response:
        source = talk.source if talk else only
        named = (await document(self._worker, source)).summary.source if source else None
        taken = talk.taken if talk else ()
        covering = await self._worker.sources() if any(_abstained(each.outcome) for each in taken) else ()
        base = self._base(request)
        response = self._page(
            "ask.html",
            talk=talk.id if talk else "",
            turns=[turn_view(each, covering, base, self._phrases) for each in taken],
            only=source or "",
            only_title=title_of(named) if named else "",
            only_path=path_of(named) if named else "",
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _base(self, request: web.Request) -> str:
        return self._base_url or f"{request.scheme}://{request.host}"

    def _page(self, template: str, **values: Any) -> web.Response:
        html = self._templates.get_template(template).render(**values)
        return web.Response(body=html.encode("utf-8", "replace"), content_type="text/html", charset="utf-8")


def _abstained(outcome: object) -> bool:
    return not getattr(outcome, "quotes", ())


def _cannot_be_shown(text: str) -> bool:
    return _NOT_IN_HTML.search(text) is not None
