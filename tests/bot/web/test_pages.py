"""The pages without a browser: what they show, whom they let in, and what they refuse."""

from __future__ import annotations

import base64
import html
import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.address import address_of
from bot.commands.pace import UNHURRIED
from bot.rendering.phrases.room import ROOM
from bot.web import Room, refuse_exposure
from bot.web.protection import HEADERS
from retrieval.datatypes import QuoteView, Standing
from retrieval.errors import ConfigurationError
from tests.bot.engines import FakeEngine, abstention, answer, opener, quote
from tests.bot.web.room import room_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from retrieval.datatypes import Scope


@pytest.fixture
async def engine() -> FakeEngine:
    return FakeEngine({"none?": abstention("none?")})


@pytest.fixture
async def http(engine: FakeEngine) -> AsyncIterator[aiohttp.ClientSession]:
    async with room_of(opener(engine)) as url, aiohttp.ClientSession(url) as session:
        yield session


async def page(http: aiohttp.ClientSession, path: str) -> str:
    async with http.get(path) as response:
        assert response.status == 200
        return await response.text()


async def test_a_question_leads_to_a_page_that_can_be_loaded_again(
    http: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async with http.post("/", data={"q": "who was hurt?"}) as response:
        assert response.url.path == "/"
        again, first = str(response.url.relative()), await response.text()
    assert '<mark class="answer">Thirteen officers</mark>' in first
    assert await page(http, again) == first
    assert engine.asked == ["who was hurt?"]


async def test_a_conversation_goes_on_and_can_be_left_with_only_my_words(
    http: aiohttp.ClientSession, engine: FakeEngine
) -> None:
    async with http.post("/", data={"q": "who?"}) as response:
        (talk,) = parse_qs(urlsplit(str(response.url)).query)["c"]
    async with http.post("/", data={"q": "and when?", "c": talk}) as response:
        text = await response.text()
    assert "Read as: and when? — who?" in html.unescape(text)
    assert ROOM.only_my_words() in text
    async with http.post("/", data={"q": "and when?", "c": talk, "alone": "1"}) as response:
        assert "turn-3" in await response.text()
    assert [len(message.earlier) for message in engine.heard] == [0, 1, 0]


async def test_a_conversation_that_nobody_began_is_over(http: aiohttp.ClientSession) -> None:
    async with http.get("/?c=guess") as response:
        assert response.status == 404
        assert ROOM.room_talk_over() in await response.text()


async def test_an_abstention_says_why_and_what_the_sources_cover(http: aiohttp.ClientSession) -> None:
    text = html.unescape(await page(http, "/?q=none?"))
    assert "My sources do not answer this." in text
    assert "I quote from 2 documents" in text
    assert text.index('<details class="nearest">') < text.index(quote().text[:17])
    assert ROOM.nearest_only() in text


async def test_quotes_that_differ_stand_side_by_side(engine: FakeEngine) -> None:
    both = answer("how many?", quote(), quote("news/envoy.txt", 0, 30))
    engine.outcomes["how many?"] = type(both)(both.question, both.quotes, 0.9, differing=True)
    async with room_of(opener(engine)) as url, aiohttp.ClientSession(url) as http:
        text = await page(http, "/?q=how+many?")
    assert 'class="quotations differing"' in text
    assert "Nothing is chosen for you." in text
    assert "undated" in text


async def test_a_quote_is_shown_in_its_place(http: aiohttp.ClientSession) -> None:
    text = await page(http, f"/q/{quote().id}?m=0-8")
    (shown,) = re.findall(r'<span class="quoted" id="quote"[^>]*>(.*?)</span>', text)
    assert html.unescape(re.sub("<[^>]*>", "", shown)) == quote().text
    assert '<mark class="answer">Thirteen</mark>' in shown


@pytest.mark.parametrize("mark", ["", "5-2", "0-999", "-1-3", "a-b", "0-8'><script>"])
async def test_a_mark_that_lies_outside_the_quote_marks_nothing(
    http: aiohttp.ClientSession, mark: str
) -> None:
    async with http.get(f"/q/{quote().id}", params={"m": mark}) as response:
        assert response.status == 200
        text = await response.text()
    assert "<mark" not in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("standing", "status"),
    [(Standing.CHANGED, 200), (Standing.MOVED, 200), (Standing.GONE, 410), (Standing.UNKNOWN, 404)],
)
async def test_a_quote_whose_source_has_changed_says_so(standing: Standing, status: int) -> None:
    class Changed(FakeEngine):
        def quote(self, quote_id: str, scope: Scope | None = None) -> QuoteView:  # noqa: ARG002 - as the protocol
            view = self.source("mayor.txt") if status == 200 else None
            return QuoteView(standing, view, quote() if standing is Standing.MOVED else None)

    async with (
        room_of(opener(Changed())) as url,
        aiohttp.ClientSession(url) as http,
        http.get(f"/q/{quote().id}") as response,
    ):
        assert response.status == status
        text = html.unescape(await response.text())
    said = ROOM.room_not_found() if standing is Standing.UNKNOWN else ROOM.room_standing(standing)
    assert said in text


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("plain", "text/plain"),
        ("markdown", "text/markdown"),
        ("bibtex", "application/x-bibtex"),
        ("csl-json", "application/vnd.citationstyles.csl+json"),
    ],
)
async def test_citations_have_an_address_of_their_own(
    http: aiohttp.ClientSession, form: str, kind: str
) -> None:
    async with http.get(f"/q/{quote().id}/citation?format={form}") as response:
        assert response.content_type == kind
        assert f"/q/{quote().id}" in await response.text()
    async with http.get(f"/q/{quote().id}/citation?format=word") as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "path", ["/", "/?q=who", "/sources", "/sources/mayor.txt", "/nothing", "/static/room.css"]
)
async def test_every_response_carries_the_headers(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as response:
        assert {name: response.headers[name] for name in HEADERS} == dict(HEADERS)


async def test_pages_hold_no_inline_script_or_style(http: aiohttp.ClientSession) -> None:
    for path in ("/", "/?q=who", "/?q=none?", "/sources", "/sources/mayor.txt", f"/q/{quote().id}"):
        text = await page(http, path)
        assert not re.search(r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:", text)


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7777*7777}}"


async def test_hostile_words_stay_words(http: aiohttp.ClientSession) -> None:
    for path, status in (("/", 200), ("/sources/" + HOSTILE, 404), ("/q/" + HOSTILE, 404)):
        async with http.get(path, params={"q": HOSTILE, "m": HOSTILE, "page": HOSTILE}) as response:
            assert response.status == status
            text = await response.text()
        assert "<script>" not in text
        assert "<img" not in text
        assert "60481729" not in text


async def test_a_form_from_another_site_is_refused(http: aiohttp.ClientSession) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        async with http.post("/", data={"q": "who?"}, headers=headers) as response:
            assert response.status == 403


async def test_with_a_token_the_pages_ask_for_it_unless_they_are_public() -> None:
    async with room_of(room=Room(pace=UNHURRIED, token="s3cret")) as url, aiohttp.ClientSession(url) as http:
        async with http.get("/") as response:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"].startswith("Basic ")
        for password, status in (("s3cret", 200), ("wrong", 401)):
            credentials = base64.b64encode(f"anybody:{password}".encode()).decode()
            async with http.get("/", headers={"Authorization": f"Basic {credentials}"}) as response:
                assert response.status == status
    public = Room(pace=UNHURRIED, token="s3cret", public=True)
    async with room_of(room=public) as url, aiohttp.ClientSession(url) as http:
        assert "<h1>" in await page(http, "/")


@pytest.mark.parametrize(
    ("address", "token", "public", "refused"),
    [
        ("127.0.0.1:80", False, False, False),
        ("[::1]:80", False, False, False),
        ("localhost:80", False, False, False),
        ("0.0.0.0:80", False, False, True),
        ("[::]:80", False, False, True),
        ("quoth.example.org:80", False, False, True),
        ("0.0.0.0:80", True, False, False),
        ("0.0.0.0:80", False, True, False),
    ],
)
def test_nobody_listens_to_everybody_unasked(
    *, address: str, token: bool, public: bool, refused: bool
) -> None:
    if refused:
        with pytest.raises(ConfigurationError, match="QUOTH_WEB_TOKEN"):
            refuse_exposure(address_of(address), token=token, public=public)
    else:
        refuse_exposure(address_of(address), token=token, public=public)


@pytest.mark.parametrize(
    "wrong", ["", "8080", ":8080", "host", "host:99999", "::1:80", "a b:80", "host:٣", "u@h:80"]
)
def test_what_is_no_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says is shown with the setting's name
        address_of(wrong)


async def test_no_question_is_logged(http: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await page(http, "/?q=whoisthesecretlover")
        async with http.post("/", data={"q": "whoisthesecretlover"}):
            pass
    assert "secretlover" not in caplog.text
