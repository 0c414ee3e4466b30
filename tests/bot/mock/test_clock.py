from __future__ import annotations

import asyncio
import time

from bot.mock.clock import Clock


async def test_a_jump_ends_the_waiting() -> None:
    clock = Clock()
    waiting = asyncio.create_task(clock.sleep_until(clock.now() + 900))
    await asyncio.sleep(0.01)
    clock.advance(899)
    await asyncio.sleep(0.01)
    assert not waiting.done()
    clock.advance(1)
    await asyncio.wait_for(waiting, 1)


async def test_scaled_seconds_are_shorter() -> None:
    clock, began = Clock(scale=0.01), time.monotonic()
    await clock.sleep_until(clock.now() + 3)
    assert 0.03 <= time.monotonic() - began < 1
    assert clock.real(3) == 0.03


async def test_the_date_goes_with_the_jumps() -> None:
    clock = Clock()
    before = clock.utc()
    clock.advance(86_400)
    assert (clock.utc() - before).days == 1
