"""Starting, failing to start, and stopping; and the same bot as `quoth chat`."""

from __future__ import annotations

import asyncio
import atexit
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot.app import run_bot, run_chat
from bot.errors import ConnectionFailedError
from bot.mock import MockDiscord
from bot.mock.redirection import redirected
from bot.rendering.phrases import ENGLISH
from bot.settings import Settings, load_settings
from bot.stopping import _exit_now
from bot.store import STORE_NAME, open_store
from retrieval.errors import ConfigurationError, ModelError
from tests.bot.engines import FakeEngine, abstention, opener
from tests.bot.scene import TOKEN
from tests.bot.store.turns import kept

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.worker import EngineOpener


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in [name for name in os.environ if name.startswith("QUOTH_") or name == "DISCORD_TOKEN"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return load_settings(token=TOKEN, data=tmp_path)


@pytest.fixture(autouse=True)
def exit_status_of_the_tests() -> Iterator[None]:
    """Keep an engine that a failing test leaves hanging from ending the test run with status 0."""
    yield
    atexit.unregister(_exit_now)


@asynccontextmanager
async def running(
    settings: Settings, open_engine: EngineOpener
) -> AsyncIterator[tuple[MockDiscord, asyncio.Task[None]]]:
    """Run the bot against a mock until it ends by itself; the block has to see to that."""
    async with MockDiscord.open(token=TOKEN) as discord:
        with discord.redirect():
            task = asyncio.create_task(run_bot(settings, open_engine))
            await discord.ready()
            yield discord, task
            await asyncio.wait([task], timeout=10)
            assert task.done()


async def test_without_a_token_one_line_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(ConfigurationError, match="DISCORD_TOKEN is not set"):
        await run_bot(settings.model_copy(update={"token": None}), opener(FakeEngine()))


async def test_a_wrong_token_is_refused_before_anything_is_loaded(settings: Settings) -> None:
    engine = FakeEngine()
    async with MockDiscord.open(token="another") as discord:
        with discord.redirect(), pytest.raises(ConfigurationError, match="refuses the token"):
            await run_bot(settings, opener(engine))
    assert not engine.opened.is_set()


async def test_an_engine_that_cannot_be_opened_ends_the_bot_with_its_reason(settings: Settings) -> None:
    failing = opener(FakeEngine(), failure=ModelError("the model is missing; install it"))
    async with MockDiscord.open(token=TOKEN) as discord:
        with discord.redirect(), pytest.raises(ModelError, match="install it"):
            await run_bot(settings, failing)


async def test_where_discord_cannot_be_reached_one_line_says_so(settings: Settings) -> None:
    nowhere = "http://127.0.0.1:9"
    with (
        redirected(api=nowhere, gateway=nowhere),
        pytest.raises(ConnectionFailedError, match="check the network"),
    ):
        await run_bot(settings, opener(FakeEngine()))


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        (4004, ConfigurationError, "refuses the token"),
        (4011, ConfigurationError, "too many servers"),
        (4014, ConfigurationError, "intents"),
        (4013, ConnectionFailedError, "4013"),
    ],
)
async def test_a_connection_closed_for_good_ends_the_bot_with_the_reason(
    settings: Settings, code: int, error: type[Exception], said: str
) -> None:
    async with running(settings, opener(FakeEngine())) as (discord, task):
        await discord.drop(code)
        await asyncio.wait([task], timeout=10)
    with pytest.raises(error, match=said):
        task.result()


@pytest.mark.slow
async def test_a_gateway_that_refuses_the_first_connection_is_tried_again(settings: Settings) -> None:
    async with MockDiscord.open(token=TOKEN) as discord:
        discord.faults.refuse_gateway()
        with discord.redirect():
            task = asyncio.create_task(run_bot(settings, opener(FakeEngine())))
            await discord.ready(timeout=30)
            os.kill(os.getpid(), signal.SIGTERM)
            await task


@pytest.mark.slow
async def test_an_event_that_cannot_be_read_is_survived(settings: Settings) -> None:
    async with running(settings, opener(FakeEngine())) as (discord, _):
        alice = discord.add_user("alice")
        dm = discord.open_dm(alice)
        await discord.say(alice, dm, "a lone surrogate: \ud800")
        await discord.until(lambda: discord.identifies == 2, timeout=20)
        question = await discord.say(alice, dm, "who was hurt?")
        assert "Thirteen" in (await discord.next_message(dm, after=question)).text
        assert discord.violations == []
        os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_bot_and_closes_everything(
    settings: Settings, number: signal.Signals
) -> None:
    engine = FakeEngine()
    async with running(settings, opener(engine)) as (discord, task):
        before = time.monotonic()
        os.kill(os.getpid(), number)
        await task
        assert time.monotonic() - before < 2
        assert not discord.connected
        assert discord.violations == []
    assert engine.closed.is_set()


async def test_the_log_is_json_where_wanted_and_never_has_the_token(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = settings.model_copy(update={"log_format": "json", "log_level": "DEBUG"})
    async with running(wanted, opener(FakeEngine())):
        os.kill(os.getpid(), signal.SIGTERM)
    written = capsys.readouterr().err
    messages = [json.loads(line)["message"] for line in written.splitlines()]
    assert "stopping" in messages
    assert TOKEN not in written


async def test_who_waits_when_the_bot_stops_is_answered_or_told(settings: Settings) -> None:
    gate = threading.Event()
    async with running(settings, opener(FakeEngine(gate=gate))) as (discord, _):
        alice = discord.add_user("alice")
        asked = await discord.slash(alice, discord.open_dm(alice), "ask", {"question": "who was hurt?"})
        await asked.acknowledged()
        os.kill(os.getpid(), signal.SIGTERM)
        gate.set()
        await asked.responded()
        assert "Thirteen" in asked.messages[0].text or "restarted" in asked.messages[0].text


STANDALONE = """
import asyncio, sys, threading
from bot.app import run_bot
from bot.mock import MockDiscord
from bot.settings import load_settings
from tests.bot.engines import FakeEngine, opener

async def main(state):
    never = threading.Event()
    engine = FakeEngine(gate=never if state == "asking" else None)
    open_engine = opener(engine, gate=never if state == "loading" else None)
    async with MockDiscord.open() as discord:
        with discord.redirect():
            bot = asyncio.create_task(run_bot(load_settings(token="mock-token"), open_engine))
            await discord.ready()
            alice = discord.add_user("alice")
            question = {"question": "who was hurt?"}
            asked = await discord.slash(alice, discord.open_dm(alice), "ask", question)
            await (asked.responded() if state == "idle" else asked.acknowledged())
            print("ready", flush=True)
            await bot
    print("stopped", flush=True)

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("state", ["idle", "loading", "asking"])
def test_the_process_ends_within_five_seconds_of_a_signal(
    tmp_path: Path, state: str, number: signal.Signals
) -> None:
    root = Path(__file__).parents[2]
    environment = {
        **os.environ,
        "QUOTH_DATA": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": str(root),
    }
    with subprocess.Popen(
        [sys.executable, "-c", STANDALONE, state],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            before = time.monotonic()
            process.send_signal(number)
            assert process.wait(timeout=10) == 0
            assert time.monotonic() - before < 5
            assert process.stdout.read() == "stopped\n"
        finally:
            process.kill()


async def typed(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def chat(settings: Settings, open_engine: EngineOpener, *lines: str) -> str:
    shown = io.StringIO()
    console = Console(file=shown, width=100)
    await run_chat(settings, open_engine, console=console, lines=typed(*lines))
    return shown.getvalue()


async def test_in_the_chat_the_same_bot_answers(settings: Settings) -> None:
    shown = await chat(
        settings, opener(FakeEngine()), "who was hurt?", "/sources", "/source mayor.txt", "/about"
    )
    assert "Thirteen officers" in shown
    assert "news/envoy.txt" in shown
    assert "burned until noon" in shown
    assert "verbatim" in shown


async def test_the_chat_waits_for_the_model(settings: Settings) -> None:
    loading = threading.Event()
    asyncio.get_running_loop().call_later(0.3, loading.set)
    patient = settings.model_copy(update={"warm_up_wait": 0.0})
    shown = await chat(patient, opener(FakeEngine(), gate=loading), "who was hurt?")
    assert "Thirteen officers" in shown


async def test_the_chat_needs_no_token_and_leaves_no_record(settings: Settings, tmp_path: Path) -> None:
    await chat(settings.model_copy(update={"token": None}), opener(FakeEngine()), "who was hurt?")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - blocking, and short


async def test_a_chat_whose_engine_cannot_be_opened_ends_with_the_reason(settings: Settings) -> None:
    failing = opener(FakeEngine(), failure=ModelError("the model is missing; install it"))
    with pytest.raises(ModelError, match="install it"):
        await chat(settings, failing, "who was hurt?")


async def test_in_the_chat_one_can_ask_on_press_edit_and_forget(settings: Settings) -> None:
    shown = await chat(
        settings, opener(FakeEngine()), "who was hurt?", "and where?", "!4", "/edit and when?", "/forget"
    )
    telling = ("Read as", ENGLISH.only_my_words(), "I have forgotten")
    buttons = "[More] !1  [Context] !2  [Why this?] !3  [Only my words] !4"
    assert [line for line in shown.splitlines() if any(words in line for words in telling)] == [
        "Read as: and where? — who was hurt?",
        buttons,
        "Read as: and when? — who was hurt?",
        buttons,
        f"{ENGLISH.forgotten(2)}",
    ]


async def test_in_the_chat_every_button_can_be_pressed_and_the_menu_of_a_message_opened(
    settings: Settings,
) -> None:
    silent = FakeEngine({"who knows?": abstention("who knows?")})
    private = ("/ask who was hurt? private:yes", "!3", "!7", "Something else", "not this", "!5")
    shown = await chat(
        settings, opener(silent), "/go general", *private, "!6", "a claim", "/menu", "/ask who knows?", "!1"
    )
    told = [
        "[Share with channel] !5  [👍] !6  [👎] !7",
        "Probability that it answers: 90 %",
        "What was wrong?",
        ENGLISH.vote_noted(),
        "Shared by @you",
        "(the message was deleted)",
        "Question: a claim",
        ENGLISH.nearest_only(),
    ]
    places = [shown.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


async def test_in_the_chat_there_are_threads_and_other_people(settings: Settings) -> None:
    shown = await chat(
        settings,
        opener(FakeEngine()),
        *("/go general", "/ask who was hurt? thread:yes", "!4", "and where?"),
        *("/settings threads:on", "/as bob", "@Quoth what burned?", "/go what", "@Quoth and when?"),
    )
    assert 'In the thread "who was hurt?":' in shown
    assert "Read as: and where? — who was hurt?" in shown
    assert 'In the thread "what burned?":' in shown
    assert "Read as: and when? — what burned?" in shown


async def test_a_conversation_survives_a_restart_of_the_bot(settings: Settings) -> None:
    dm = None
    async with MockDiscord.open(token=TOKEN) as discord:
        alice = discord.add_user("alice")
        dm = discord.open_dm(alice)
        for text in ("who was hurt?", "and where?"):
            with discord.redirect():
                bot = asyncio.create_task(run_bot(settings, opener(FakeEngine())))
                await discord.until(lambda: discord.connected, timeout=20)
                shown = await discord.next_message(dm, after=await discord.say(alice, dm, text))
                await discord.quiet()
                os.kill(os.getpid(), signal.SIGTERM)
                await bot
    assert "Read as: and where? — who was hurt?" in shown.text


async def test_a_store_that_cannot_be_read_ends_the_bot_with_what_to_do(settings: Settings) -> None:
    (settings.data / STORE_NAME).write_bytes(b"no database" * 100)
    async with MockDiscord.open(token=TOKEN) as discord:
        with discord.redirect(), pytest.raises(ConfigurationError, match="move the file away"):
            await run_bot(settings, opener(FakeEngine()))


async def test_the_message_content_intent_is_asked_for_where_it_is_set(settings: Settings) -> None:
    wanted = settings.model_copy(update={"message_content": True})
    async with MockDiscord.open(token=TOKEN) as discord:
        with discord.redirect(), pytest.raises(ConfigurationError, match="intents"):
            await run_bot(wanted, opener(FakeEngine()))


async def test_what_is_too_old_is_deleted_at_the_start(settings: Settings) -> None:
    async with open_store(settings.data / STORE_NAME) as store:
        await store.turns.add(kept("old", at=0.0))
        await store.turns.add(kept("new", at=time.time()))
    async with running(settings, opener(FakeEngine())) as (discord, _):
        alice = discord.add_user("alice")
        dm = discord.open_dm(alice)
        await discord.next_message(dm, after=await discord.say(alice, dm, "who was hurt?"))
        os.kill(os.getpid(), signal.SIGTERM)
    async with open_store(settings.data / STORE_NAME) as store:
        assert await store.turns.find("old") is None
        assert await store.turns.find("new")
