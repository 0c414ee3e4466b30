"""The JSON API: the command line's payload, problems that say what is wrong, and limits that hold."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import openapi as described
from schemathesis.core.result import Ok

from bot.commands.pace import UNHURRIED, Limit, Pace
from bot.rendering.payload import answer_payload
from bot.web import Room
from bot.web.openapi import description
from bot.web.reading import BODY_BYTES
from tests.bot.engines import ENVOY, FakeEngine, abstention, answer, opener, quote
from tests.bot.web.room import OPEN, room_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def engine() -> FakeEngine:
    return FakeEngine({"none?": abstention("none?")})


@pytest.fixture
async def http(engine: FakeEngine) -> AsyncIterator[aiohttp.ClientSession]:
    async with room_of(opener(engine)) as url, aiohttp.ClientSession(url) as session:
        yield session


async def test_an_answer_is_the_command_line_s_payload(http: aiohttp.ClientSession) -> None:
    async with http.post("/api/v1/ask", json={"question": "why?"}) as response:
        assert await response.json() == json.loads(json.dumps(answer_payload(answer("why?"))))
        links = response.headers.getall("Link")
    assert links == [f'</api/v1/quotes/{quote().id}>; rel="item"']
    async with http.get(f"/api/v1/quotes/{quote().id}") as response:
        found = await response.json()
    assert (found["standing"], found["quote"]["text"]) == ("current", quote().text)


async def test_an_abstention_is_an_answer_too(http: aiohttp.ClientSession) -> None:
    async with http.post("/api/v1/ask", json={"question": "none?"}) as response:
        assert (response.status, (await response.json())["answered"]) == (200, False)


async def test_a_follow_up_names_its_conversation(http: aiohttp.ClientSession, engine: FakeEngine) -> None:
    async with http.post("/api/v1/ask", json={"question": "who?"}) as response:
        conversation = response.headers["Quoth-Conversation"]
    async with http.post(
        "/api/v1/ask", json={"question": "and when?", "conversation": conversation}
    ) as response:
        assert "who?" in (await response.json())["read_as"]
    assert [turn.question for turn in engine.heard[-1].earlier] == ["who?"]


async def test_one_document_can_be_asked(http: aiohttp.ClientSession, engine: FakeEngine) -> None:
    await http.post("/api/v1/ask", json={"question": "who?", "source": "news/envoy.txt"})
    assert engine.heard[-1].source == "news/envoy.txt"


async def test_a_document_comes_whole(http: aiohttp.ClientSession) -> None:
    for name in ("news/envoy.txt", "news%2Fenvoy.txt"):
        async with http.get(f"/api/v1/sources/{name}") as response:
            assert (await response.json())["text"] == ENVOY
    async with http.get("/api/v1/sources") as response:
        assert [each["name"] for each in (await response.json())["sources"]] == [
            "mayor.txt",
            "news/envoy.txt",
        ]


REFUSED = {
    "no JSON": (b"{", 400),
    "no object": (b"[]", 400),
    "no question": (b"{}", 400),
    "a number for a question": (b'{"question": 1}', 400),
    "not UTF-8": (b'{"question": "\xff"}', 400),
    "nested without end": (b"[" * 50_000, 400),
    "too long a question": (json.dumps({"question": "a" * 4001}).encode(), 400),
    "too large": (b" " * (BODY_BYTES + 1), 413),
    "an unknown document": (b'{"question": "a", "source": "nope"}', 404),
    "an unknown conversation": (b'{"question": "a", "conversation": "nope"}', 404),
}


@pytest.mark.parametrize(("body", "status"), REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_read_is_a_problem(
    http: aiohttp.ClientSession, body: bytes, status: int
) -> None:
    async with http.post("/api/v1/ask", data=body, headers={"Content-Type": "application/json"}) as response:
        assert response.status == status
        assert response.headers["Content-Type"] == "application/problem+json"
        problem = await response.json(content_type=None)
    assert problem["status"] == status
    assert problem["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/nothing",
        "/api/v1/sources/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/v1/sources/mayor",
        "/api/v1/quotes/a1-0-51",
        f"/api/v1/quotes/{quote().id}x",
        "/api/v1/quotes/a1-٣-51-00aa11bb",
        "/api/v1/quotes/" + "9" * 5000,
    ],
)
async def test_what_is_not_there_is_404(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as response:
        assert response.status == 404
        assert (await response.json(content_type=None))["title"] == "Not Found"


async def test_another_method_is_405_and_says_which_there_are(http: aiohttp.ClientSession) -> None:
    async with http.get("/api/v1/ask") as response:
        assert (response.status, response.headers["Allow"]) == (405, "POST")


async def spoken(url: str, sent: bytes) -> bytes:
    """Send bytes that no client would, and return what comes until the server hangs up or waits."""
    host, port = url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    try:
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


async def test_a_path_that_is_not_utf_8_is_400() -> None:
    async with room_of() as url:
        said = await spoken(
            url, b"GET /api/v1/sources/%FF HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        assert said.startswith(b"HTTP/1.1 400")
        said = await spoken(url, b"GET /?q=%FF HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert said.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
async def test_a_body_that_is_not_compressed_as_it_says_is_refused(
    http: aiohttp.ClientSession, coding: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = {"Content-Type": "application/json", "Content-Encoding": coding}
    async with http.post("/api/v1/ask", data=b'{"question": "who?"}', headers=said) as response:
        assert response.status == 400
    assert not caplog.records


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET /?q=secret\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?q=secret HTTP/9.9 x\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer secret\0\r\n\r\n",
    ],
    ids=["address", "version", "token"],
)
async def test_what_is_no_http_is_not_logged(request_head: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with room_of() as url:
        assert (await spoken(url, request_head)).split()[1] == b"400"
    assert "secret" not in caplog.text


async def test_a_path_that_climbs_out_leads_nowhere() -> None:
    async with room_of() as url:
        for path in (b"/sources/../../etc/passwd", b"/static/../../../etc/passwd", b"/static/..%2froom.css"):
            said = await spoken(
                url, b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            assert said.startswith(b"HTTP/1.1 404")


async def test_a_body_that_never_ends_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.reading.BODY_SECONDS", 0.05)
    head = b"POST /api/v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    async with room_of() as url:
        assert (await spoken(url, head)).startswith(b"HTTP/1.1 408")


async def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    pace = Pace(Limit(2, 60), Limit(0, 0))
    async with room_of(room=Room(pace=pace)) as url, aiohttp.ClientSession(url) as http:
        statuses = []
        for _ in range(3):
            async with http.post("/api/v1/ask", json={"question": "who?"}) as response:
                statuses.append(response.status)
    assert statuses == [200, 200, 429]
    assert int(response.headers["Retry-After"]) > 0


async def test_an_unexpected_error_shows_an_id_and_nothing_of_itself() -> None:
    broken = FakeEngine({"who?": ZeroDivisionError("a secret")})
    asked = {"question": "who?"}
    async with (
        room_of(opener(broken)) as url,
        aiohttp.ClientSession(url) as http,
        http.post("/api/v1/ask", json=asked) as response,
    ):
        assert response.status == 500
        said = (await response.json(content_type=None))["detail"]
    assert re.search(r"error [0-9a-f]{8}", said)
    assert "secret" not in said


async def test_an_answer_that_takes_too_long_is_504() -> None:
    gate = threading.Event()
    try:
        async with (
            room_of(opener(FakeEngine(gate=gate)), deadline=0.2) as url,
            aiohttp.ClientSession(url) as http,
            http.post("/api/v1/ask", json={"question": "who?"}) as response,
        ):
            assert response.status == 504
            gate.set()
    finally:
        gate.set()


async def test_with_a_token_the_api_is_closed_to_all_others() -> None:
    async with room_of(room=Room(pace=UNHURRIED, token="s3cret")) as url, aiohttp.ClientSession(url) as http:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer ÿ"}):
            async with http.get("/api/v1/sources", headers=headers) as response:
                assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
        async with http.get("/api/v1/sources", headers={"Authorization": "Bearer s3cret"}) as response:
            assert response.status == 200


async def test_no_other_site_may_read_unless_configured() -> None:
    ours = "https://example.org"
    ask = {"Origin": ours, "Access-Control-Request-Method": "POST"}
    async with room_of() as url, aiohttp.ClientSession(url) as http:
        async with http.get("/api/v1/sources", headers={"Origin": ours}) as response:
            assert "Access-Control-Allow-Origin" not in response.headers
        async with http.options("/api/v1/ask", headers=ask) as response:
            assert response.status == 405
    async with room_of(room=Room(pace=UNHURRIED, origins=(ours,))) as url, aiohttp.ClientSession(url) as http:
        async with http.options("/api/v1/ask", headers=ask) as response:
            assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (204, ours)
        async with http.get("/api/v1/sources", headers={"Origin": "https://evil.example"}) as response:
            assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.slow
async def test_the_handlers_keep_what_the_description_promises() -> None:
    described_api = described.from_dict(description())
    async with room_of(room=OPEN) as url:
        await asyncio.to_thread(_hold_to, described_api, url)


def _hold_to(api: schemathesis.schemas.BaseSchema, url: str) -> None:
    operations = [found.ok() for found in api.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == len(description_paths())
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15)
        def held(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(base_url=url)

        held()


def description_paths() -> list[str]:
    paths = description()["paths"]
    assert isinstance(paths, dict)
    return list(paths)
