"""A hundred people ask at once: each is attended to before any is answered, and each is answered, once."""

from __future__ import annotations

import threading
from collections import Counter

from bot.mock import MockDiscord
from bot.mock.interactions import ResponseKind
from bot.parts import pace_of
from bot.settings import load_settings
from tests.bot.engines import FakeEngine
from tests.bot.scene import TOKEN, bot_in_mock

PEOPLE = 100
SLOW = 60.0
"""Real seconds of one Discord second: the three that Discord waits depend on no machine's speed."""


async def test_a_hundred_people_asking_at_once_are_all_attended_to_and_answered_once() -> None:
    gate = threading.Event()
    engine = FakeEngine(gate=gate)
    settings = load_settings()
    async with (
        MockDiscord.open(token=TOKEN, time_scale=SLOW) as mock,
        bot_in_mock(engine, discord=mock, pace=pace_of(settings), queue_size=settings.queue_size) as scene,
    ):
        people = [mock.add_user(f"person{number}") for number in range(PEOPLE)]
        asked = [
            await mock.slash(person, scene.channel, "ask", {"question": f"question {number}?"})
            for number, person in enumerate(people)
        ]
        for interaction in asked:
            await interaction.acknowledged(timeout=60)
        assert engine.asked == []
        assert {each.response for each in asked} == {ResponseKind.DEFERRED_MESSAGE}
        assert max(each.acknowledged_after or 0 for each in asked) < 3
        gate.set()
        for interaction in asked:
            await interaction.responded(timeout=60)
        await scene.settled()
        assert Counter(engine.asked) == Counter(f"question {number}?" for number in range(PEOPLE))
        for number, interaction in enumerate(asked):
            (answer,) = interaction.messages
            assert f"question {number}?" in answer.text
            assert "Thirteen" in answer.text
        assert len(mock.messages(scene.channel)) == PEOPLE


async def test_buttons_and_pages_are_attended_to_while_everybody_waits_for_an_answer() -> None:
    gate = threading.Event()
    async with (
        MockDiscord.open(token=TOKEN, time_scale=SLOW) as mock,
        bot_in_mock(FakeEngine(gate=gate), discord=mock, queue_size=PEOPLE) as scene,
    ):
        asked = [
            await mock.slash(mock.add_user(f"person{number}"), scene.channel, "ask", {"question": "why?"})
            for number in range(PEOPLE)
        ]
        for interaction in asked:
            await interaction.acknowledged(timeout=60)
        (about,) = (await scene.slash("about")).messages
        forged = await mock.press_forged(scene.alice, about, "alone:nothing")
        assert (await forged.responded()).messages
        (busy,) = (await scene.slash("ask", question="one too many?")).messages
        assert busy.ephemeral
        gate.set()
        for interaction in asked:
            await interaction.responded(timeout=60)
