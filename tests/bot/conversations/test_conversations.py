"""What was said before reaches the engine; what came of it is remembered, for a while, and forgotten on request."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversations import Conversations, Said
from bot.errors import BusyError
from bot.store import open_store
from bot.worker import Worker
from retrieval.errors import StorageError
from tests.bot.engines import FakeEngine, opener

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store import Store

MINUTES, DAYS = 30.0, 7.0


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is turned."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def turn(self, *, minutes: float) -> None:
        self.now += minutes * 60


@dataclass(slots=True)
class Talk:
    """Conversations with a fake engine behind them, and messages that answer by number."""

    conversations: Conversations
    engine: FakeEngine
    clock: Clock
    store: Store
    answers: int = 900

    async def say(self, text: str, said: Said) -> int:
        """Say something, and return the id of the message that answers."""
        async with self.conversations.begin(said) as exchange:
            await self.conversations.ask(exchange, text)
            self.answers += 1
            answer = self.answers
            await self.conversations.showed(exchange, [answer])
        return answer

    @property
    def earlier(self) -> list[str]:
        """The questions that the engine was told with the last one."""
        return [turn.question for turn in self.engine.heard[-1].earlier]


@asynccontextmanager
async def talking(engine: FakeEngine | None = None, path: Path | None = None) -> AsyncIterator[Talk]:
    engine, clock = engine or FakeEngine(), Clock()
    async with (
        open_store(path) as store,
        Worker(opener(engine), queue_size=100, deadline=20, warm_up_wait=20) as worker,
    ):
        conversations = Conversations(worker, store, minutes=MINUTES, days=DAYS, clock=clock)
        yield Talk(conversations, engine, clock, store)


def alice(**where: int | str) -> Said:
    return Said(channel=1, asker=7, shared=False, **where)  # type: ignore[arg-type] # reply_to, follows, message


def bob(**where: int | str) -> Said:
    return Said(channel=1, asker=8, shared=False, **where)  # type: ignore[arg-type] # the same


async def test_the_engine_hears_the_turns_before() -> None:
    async with talking() as talk:
        for text in ("who?", "and where?", "and why?"):
            await talk.say(text, alice())
        assert talk.earlier == ["who?", "and where?"]


async def test_two_people_in_one_channel_do_not_hear_each_other() -> None:
    async with talking() as talk:
        await talk.say("who?", alice())
        await talk.say("what?", bob())
        await talk.say("and where?", alice())
        assert talk.earlier == ["who?"]


async def test_in_a_shared_place_everybody_goes_on_from_the_last_turn() -> None:
    async with talking() as talk:
        await talk.say("who?", Said(channel=5, asker=7, shared=True))
        await talk.say("and where?", Said(channel=5, asker=8, shared=True))
        assert talk.earlier == ["who?"]


async def test_a_reply_goes_on_from_what_it_replies_to() -> None:
    async with talking() as talk:
        first = await talk.say("who?", alice())
        await talk.say("something else?", alice())
        await talk.say("and where?", bob(reply_to=first))
        assert talk.earlier == ["who?"]
        await talk.say("and why?", bob())
        assert talk.earlier == ["who?", "and where?"]


async def test_a_reply_to_an_unknown_message_is_as_if_it_were_none() -> None:
    async with talking() as talk:
        await talk.say("who?", alice())
        await talk.say("and where?", alice(reply_to=12345))
        assert talk.earlier == ["who?"]
        await talk.say("and where?", bob(follows="unknown"))
        assert talk.earlier == []


async def test_a_conversation_ends_after_half_an_hour_without_a_word() -> None:
    async with talking() as talk:
        first = await talk.say("who?", alice())
        talk.clock.turn(minutes=30)
        await talk.say("and where?", alice())
        assert talk.earlier == ["who?"]
        talk.clock.turn(minutes=29)
        await talk.say("and why?", alice())
        assert talk.earlier == ["who?", "and where?"]
        talk.clock.turn(minutes=31)
        await talk.say("and now?", alice())
        assert talk.earlier == []
        await talk.say("and then?", bob(reply_to=first))
        assert talk.earlier == []


async def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with talking(path=tmp_path / "store.db") as talk:
        await talk.say("who?", alice())
    async with talking(path=tmp_path / "store.db") as talk:
        await talk.say("and where?", alice())
        assert talk.earlier == ["who?"]


async def test_what_is_said_at_once_is_heard_one_after_the_other() -> None:
    gate = threading.Event()
    async with talking(FakeEngine(gate=gate)) as talk:
        saying = [asyncio.create_task(talk.say(f"and {n}?", alice())) for n in range(5)]
        await asyncio.sleep(0.02)
        gate.set()
        await asyncio.gather(*saying)
        heard = [[turn.question for turn in message.earlier] for message in talk.engine.heard]
    questions = [f"and {n}?" for n in range(5)]
    assert heard == [questions[:n] for n in range(5)]


async def test_who_floods_a_conversation_is_told_to_wait() -> None:
    gate = threading.Event()
    async with talking(FakeEngine(gate=gate)) as talk:
        saying = [asyncio.create_task(talk.say("and?", alice())) for _ in range(30)]
        await asyncio.sleep(0.02)
        gate.set()
        results = await asyncio.gather(*saying, return_exceptions=True)
    assert sum(isinstance(result, BusyError) for result in results) == 9


async def test_what_was_not_shown_is_not_remembered() -> None:
    engine = FakeEngine({"bad?": StorageError("the disk is full")})
    async with talking(engine) as talk:
        with pytest.raises(StorageError):
            await talk.say("bad?", alice())
        async with talk.conversations.begin(alice()) as exchange:
            await talk.conversations.ask(exchange, "unsent?")
            await talk.conversations.showed(exchange, [])
        await talk.say("and where?", alice())
        assert talk.earlier == []


async def test_what_has_no_words_is_not_asked_and_not_told() -> None:
    async with talking() as talk:
        await talk.say("who?", alice())
        await talk.say("👍", alice())
        assert talk.engine.asked == ["who?"]
        await talk.say("and where?", alice())
        assert talk.earlier == ["who?"]


async def test_asking_alone_puts_another_turn_in_the_place() -> None:
    async with talking() as talk:
        await talk.say("who?", alice())
        answer = await talk.say("and where?", alice())
        kept = await talk.store.turns.answered_by(answer)
        assert kept
        assert kept.turn.context == "who?"
        async with talk.conversations.renew(kept, alone=True) as exchange:
            assert exchange
            await talk.conversations.ask(exchange, exchange.question)
            assert talk.earlier == []
            await talk.conversations.showed(exchange, [answer])
        renewed = await talk.store.turns.find(kept.id)
        assert renewed
        assert (renewed.turn.context, renewed.parent) == ("", kept.parent)


async def test_a_turn_that_is_gone_is_not_renewed() -> None:
    async with talking() as talk:
        answer = await talk.say("who?", alice())
        kept = await talk.store.turns.answered_by(answer)
        assert kept
        await talk.conversations.forget(alice())
        async with talk.conversations.renew(kept) as exchange:
            assert exchange is None


async def test_forgetting_reaches_what_is_being_answered() -> None:
    gate = threading.Event()
    async with talking(FakeEngine(gate=gate)) as talk:
        saying = [asyncio.create_task(talk.say(text, alice())) for text in ("who?", "and when?")]
        await asyncio.sleep(0.05)
        assert await talk.conversations.forget(Said(channel=2, asker=7, shared=False)) == 0
        gate.set()
        await asyncio.gather(*saying)
        await talk.say("and where?", alice())
        assert talk.earlier == []


async def test_only_turns_of_a_conversation_that_goes_on_follow_an_edit() -> None:
    async with talking() as talk:
        await talk.say("who?", alice(message=55))
        assert await talk.conversations.asked_by(55)
        talk.clock.turn(minutes=31)
        assert await talk.conversations.asked_by(55) is None


async def test_what_is_older_than_a_week_is_deleted() -> None:
    async with talking() as talk:
        answer = await talk.say("who?", alice())
        talk.clock.turn(minutes=7 * 24 * 60 - 1)
        await talk.conversations.purge()
        assert await talk.store.turns.answered_by(answer)
        talk.clock.turn(minutes=2)
        await talk.conversations.purge()
        assert await talk.store.turns.answered_by(answer) is None


async def test_without_its_store_the_bot_answers_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    async with open_store(None) as store:
        pass
    engine = FakeEngine()
    async with Worker(opener(engine), queue_size=100, deadline=20, warm_up_wait=20) as worker:
        conversations = Conversations(worker, store, minutes=MINUTES, days=DAYS)
        with caplog.at_level(logging.INFO):
            await Talk(conversations, engine, Clock(), store).say("confidential?", alice())
            await conversations.purge()
    assert engine.asked == ["confidential?"]
    assert "answering without the store" in caplog.text
    assert "confidential" not in caplog.text


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([7, 8, 9]), st.none() | st.integers(0, 20)), max_size=15))
def test_interleaved_talk_of_several_people_follows_the_reply_chains(
    steps: list[tuple[int, int | None]],
) -> None:
    async def check() -> None:
        lines: dict[int, list[str]] = {}
        chains: list[tuple[int, list[str]]] = []
        async with talking() as talk:
            for number, (asker, replied) in enumerate(steps):
                known = replied is not None and replied < len(chains)
                reply_to = chains[replied][0] if known else 555  # type: ignore[index] # known says so
                before = chains[replied][1] if known else lines.get(asker, [])  # type: ignore[index] # the same
                said = Said(channel=1, asker=asker, shared=False, reply_to=reply_to)
                answer = await talk.say(f"and {number}?", said)
                assert talk.earlier == before[-12:]
                lines[asker] = [*before, f"and {number}?"]
                chains.append((answer, lines[asker]))

    asyncio.run(check())
