"""One at a time, in order, and nothing is left behind."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversations.recent import Recent
from bot.conversations.turnstile import Turnstile
from bot.errors import BusyError


async def test_of_one_name_one_at_a_time_goes_through_in_the_order_of_arrival() -> None:
    turnstile, inside, order = Turnstile(), 0, []

    async def go(number: int) -> None:
        nonlocal inside
        async with turnstile.through("a"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            order.append(number)
            inside -= 1

    await asyncio.gather(*map(go, range(10)))
    assert order == list(range(10))


async def test_other_names_need_not_wait() -> None:
    turnstile = Turnstile()
    async with turnstile.through("a"), turnstile.through("b"):
        pass


async def test_a_crowd_is_told_to_come_back() -> None:
    turnstile, leave = Turnstile(most_waiting=2), asyncio.Event()

    async def stay() -> None:
        async with turnstile.through("a"):
            await leave.wait()

    staying = [asyncio.create_task(stay()) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        async with turnstile.through("a"):
            pass
    leave.set()
    await asyncio.gather(*staying)
    async with turnstile.through("a"):
        pass


async def test_nothing_is_remembered_of_those_who_left_or_gave_up() -> None:
    turnstile = Turnstile()
    async with turnstile.through("a"):
        waiting = asyncio.create_task(turnstile.through("a").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
    with pytest.raises(ValueError, match="inside"):
        async with turnstile.through("b"):
            raise ValueError("inside")
    assert turnstile._locks == {}
    assert turnstile._present == {}


def test_an_event_is_new_once_and_memory_is_bounded() -> None:
    recent = Recent(kept=3)
    assert [recent.is_new(each) for each in (1, 1, 2, 3, 1, 4)] == [True, False, True, True, False, True]
    assert recent.is_new(1)
    assert len(recent._ids) == 3
