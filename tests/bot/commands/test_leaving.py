"""What people take away is forgotten: a question that they delete, a server that the bot is taken out of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.manners import Change, Language, Manner, Place
from bot.mock import MockDiscord
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.scene import Scene

DAY = 86_400.0


async def test_a_deleted_question_is_forgotten_at_once(scene: Scene) -> None:
    said = await scene.mention("who was hurt?")
    await scene.discord.next_message(scene.channel, after=said)
    await scene.settled()
    assert await scene.store.turns.asked_by(said.id) is not None
    await scene.discord.delete(said)
    await scene.settled()
    assert await scene.store.turns.asked_by(said.id) is None


async def set_something(scene: Scene) -> tuple[Place, Place]:
    here, there = Place(scene.guild.id, scene.channel.id), Place(scene.guild.id, 1)
    await scene.store.places.change(there, Change(threads=True), whole_server=True)
    await scene.store.places.change(here, Change(language=Language.ITALIAN), whole_server=False)
    return here, there


async def purged(scene: Scene, *, now: float) -> None:
    await scene.settled()
    await scene.store.places.purge(now - 7 * DAY)


async def test_what_was_set_in_a_server_that_it_left_is_deleted_after_a_time() -> None:
    async with bot_in_mock(clock=lambda: 0.0) as scene:
        here, there = await set_something(scene)
        scene.discord.world.remove_bot(scene.guild)
        await purged(scene, now=6 * DAY)
        assert (await scene.store.places.manner(here)).language is Language.ITALIAN
        await purged(scene, now=8 * DAY)
        assert (await scene.store.places.manner(here)).language is None
        assert not (await scene.store.places.manner(there)).threads


async def test_an_outage_deletes_nothing() -> None:
    async with bot_in_mock(clock=lambda: 0.0) as scene:
        here, _ = await set_something(scene)
        scene.discord.world.set_available(scene.guild, available=False)
        await purged(scene, now=80 * DAY)
        assert (await scene.store.places.manner(here)).language is Language.ITALIAN


async def test_who_takes_the_bot_back_finds_everything_as_it_was() -> None:
    async with bot_in_mock(clock=lambda: 0.0) as scene:
        here, there = await set_something(scene)
        await scene.store.places.leave(scene.guild.id, [scene.channel.id], 0.0)
        await scene.store.places.be_in([scene.guild.id, scene.channel.id])
        await purged(scene, now=80 * DAY)
        assert (await scene.store.places.manner(here)).language is Language.ITALIAN
        assert (await scene.store.places.manner(there)).threads


async def test_being_taken_out_while_away_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    kept, shelf = tmp_path / "store.db", tmp_path / "data" / "servers" / "7"
    shelf.mkdir(parents=True)
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(discord=mock, store=kept) as scene:
            left = [(await set_something(scene))[0]]
            quiet = scene.discord.add_guild("Quiet")
            left.append(Place(quiet.id, quiet.add_channel("general").id))
            await scene.store.places.change(left[1], Change(threads=True), whole_server=False)
        stays = mock.add_guild("Stays")
        for guild in (scene.guild, quiet):
            mock.world.remove_bot(guild)
        async with bot_in_mock(discord=mock, store=kept, data=tmp_path / "data", clock=lambda: 0.0) as scene:
            there = Place(stays.id, 1)
            await scene.store.places.change(there, Change(threads=True), whole_server=True)
            await scene.client.on_ready()
            assert set(await scene.store.places.left_before(1.0)) == {7, *(place.server for place in left)}
            await purged(scene, now=80 * DAY)
            assert [await scene.store.places.manner(place) for place in left] == [Manner(), Manner()]
            assert (await scene.store.places.manner(there)).threads


async def test_a_server_in_an_outage_at_the_start_is_not_taken_for_one_that_it_left(scene: Scene) -> None:
    await set_something(scene)
    scene.discord.world.set_available(scene.guild, available=False)
    await scene.settled()
    await scene.client.on_ready()
    assert await scene.store.places.left_before(float(10**9 * 9)) == ()


async def test_starting_again_does_not_put_off_what_is_deleted() -> None:
    now = 0.0
    async with bot_in_mock(clock=lambda: now) as scene:
        await set_something(scene)
        scene.discord.world.remove_bot(scene.guild)
        await scene.settled()
        now = 5 * DAY
        await scene.client.on_ready()
        assert await scene.store.places.left_before(1.0) == (scene.guild.id,)
