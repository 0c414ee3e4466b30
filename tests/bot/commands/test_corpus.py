"""`/corpus`: moderators add, remove and look at documents of their server's own, and nobody else does."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.mock import Intent, MockDiscord, NotPossibleError, Permission
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH
from bot.shelves import DOCUMENT_BYTES, Shelves
from bot.upkeep import clear_left
from tests.bot.scene import TOKEN
from tests.bot.shelf_scene import added, confirmed, offered, own, shelf_scene

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.bot.scene import Scene

DAY = 86_400.0
MINUTES = "The council of Orm met on Tuesday. It voted to paint the old lighthouse green before winter.\n"
QUESTION = "Who said “It voted to paint the old lighthouse green before winter”?"


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Scene]:
    """Log the bot in over a real engine."""
    async with shelf_scene(tmp_path) as scene:
        yield scene


def files(root: Path, scene: Scene) -> list[str]:
    return list(Shelves(root / "data").of(scene.guild.id).names())


def documents_below(root: Path) -> set[Path]:
    return {each for each in root.rglob("*") if each.is_file() and each.suffix in {".txt", ".md"}}


async def test_a_file_is_shown_first_then_added_and_quoted(shelf: Scene, tmp_path: Path) -> None:
    shown = await offered(shelf, attachment=shelf.discord.upload("minutes.txt", MINUTES.encode()))
    assert escape(ENGLISH.document_offered("minutes.txt")) in shown.text
    assert escape(ENGLISH.passages(1)) in shown.text
    assert files(tmp_path, shelf) == []
    assert escape(ENGLISH.document_added("minutes.txt", 1)) in await confirmed(shelf, shown, "Add")
    assert files(tmp_path, shelf) == ["minutes.txt"]
    assert "lighthouse green" in (await shelf.answered(QUESTION)).text


async def test_cancelling_leaves_everything_as_it_is(shelf: Scene, tmp_path: Path) -> None:
    shown = await offered(shelf, attachment=shelf.discord.upload("minutes.txt", MINUTES.encode()))
    assert ENGLISH.nothing_changed() in await confirmed(shelf, shown, "Cancel")
    assert files(tmp_path, shelf) == []
    assert not list((tmp_path / "data" / "pending").glob("*/*"))


async def test_a_document_of_the_same_name_is_replaced_and_that_is_said(shelf: Scene, tmp_path: Path) -> None:
    await added(shelf, "minutes.txt", MINUTES)
    new = shelf.discord.upload("Minutes.TXT", MINUTES.replace("green", "yellow").encode())
    shown = await offered(shelf, attachment=new)
    assert escape(ENGLISH.document_replaces()) in shown.text
    await confirmed(shelf, shown, "Add")
    assert files(tmp_path, shelf) == ["minutes.txt"]
    assert "lighthouse yellow" in (await shelf.answered(QUESTION.replace("green", "yellow"))).text
    assert "lighthouse green" not in (await shelf.answered(QUESTION)).text.replace(QUESTION, "")


async def test_what_is_removed_is_gone_for_good(shelf: Scene, tmp_path: Path) -> None:
    await added(shelf, "minutes.txt", MINUTES)
    (choice,) = await shelf.discord.autocomplete(shelf.owner, shelf.channel, "corpus remove", "name", "minu")
    used = await shelf.slash("corpus remove", author=shelf.owner, name=str(choice.value))
    (shown,) = used.messages
    assert escape(ENGLISH.document_removable("minutes.txt")) in shown.text
    assert files(tmp_path, shelf) == ["minutes.txt"]
    assert escape(ENGLISH.document_removed("minutes.txt")) in await confirmed(shelf, shown, "Remove")
    assert files(tmp_path, shelf) == []
    assert not await shelf.discord.autocomplete(shelf.owner, shelf.channel, "corpus remove", "name", "")
    assert "It voted" not in (await shelf.answered(QUESTION)).text


async def test_shared_documents_can_be_removed_by_nobody(shelf: Scene) -> None:
    used = await shelf.slash("corpus remove", author=shelf.owner, name="ferry.txt")
    assert escape(ENGLISH.document_refused("unknown", "ferry.txt")) in used.messages[0].text


HOSTILE = "\u202egnp\u202c\x07evil\u200b"


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("../../../etc/minutes.txt", "minutes.txt"),
        ("..\\..\\minutes.txt", "minutes.txt"),
        ("...hidden.txt", "hidden.txt"),
        ("....txt", "document.txt"),
        ("Протокол: №1?.md", "Протокол_ №1_.md"),
        (f"{HOSTILE}.txt", "gnpevil.txt"),
        ("a" * 500 + ".txt", "a" * 56 + ".txt"),
    ],
)
async def test_a_hostile_name_is_made_harmless(
    shelf: Scene, tmp_path: Path, declared: str, kept: str
) -> None:
    await added(shelf, declared, MINUTES)
    assert files(tmp_path, shelf) == [kept]
    kept_at = tmp_path / "data" / "servers" / str(shelf.guild.id) / kept
    assert documents_below(tmp_path) == {tmp_path / "shared" / "ferry.txt", kept_at}


def bomb() -> bytes:
    """Make a DOCX of some kilobytes that holds gigabytes."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as inner,
    ):
        for _ in range(300):
            inner.write(b" " * 2**20)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.docx", bomb()),
        ("image.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("empty.txt", b" \n"),
        ("binary.txt", bytes(range(256)) * 20),
    ],
    ids=["zip bomb", "another format", "empty", "binary"],
)
async def test_what_cannot_be_read_is_refused_and_nothing_kept(
    shelf: Scene, tmp_path: Path, name: str, content: bytes
) -> None:
    shown = await offered(shelf, attachment=shelf.discord.upload(name, content, content_type="text/plain"))
    assert escape(ENGLISH.document_refused("unreadable", "X")).removesuffix("X") in shown.text
    assert not shown.buttons
    assert not list((tmp_path / "data" / "pending").glob("*/*"))


async def test_what_is_too_large_is_not_even_fetched(shelf: Scene) -> None:
    large = shelf.discord.upload("large.txt", b"a" * (3 * DOCUMENT_BYTES))
    shelf.discord.world.uploads.clear()
    shown = await offered(shelf, attachment=large)
    assert escape(ENGLISH.document_refused("size", "10 MB")) in shown.text


@pytest.mark.parametrize("name", ["run.exe", "sources.toml", "noending", "minutes.txt.sh"])
async def test_files_of_other_kinds_are_refused_whatever_they_say_they_are(shelf: Scene, name: str) -> None:
    shown = await offered(
        shelf, attachment=shelf.discord.upload(name, MINUTES.encode(), content_type="text/plain")
    )
    assert "I cannot read files of this kind" in shown.text


async def test_one_of_a_file_and_a_message_is_wanted(shelf: Scene) -> None:
    shown = await offered(shelf)
    assert escape(ENGLISH.document_refused("one", "")) in shown.text


# Messages ---------------------------------------------------------------------------------------------


def link_to(scene: Scene, message: int, *, guild: int | None = None, channel: int | None = None) -> str:
    where = f"{guild or scene.guild.id}/{channel or scene.channel.id}"
    return f"https://discord.com/channels/{where}/{message}"


@pytest.fixture
async def reading(tmp_path: Path) -> AsyncIterator[Scene]:
    """Log the bot in with the intent for message contents."""
    async with (
        MockDiscord.open(token=TOKEN, privileged_intents=Intent.MESSAGE_CONTENT) as mock,
        shelf_scene(tmp_path, discord=mock, message_content=True) as scene,
    ):
        yield scene


async def test_a_message_is_quoted_with_its_author_its_day_and_its_link(
    reading: Scene, tmp_path: Path
) -> None:
    text = 'The **key** to the shed hangs behind "the" third barrel: ask Ödön \\o/ 🦊.\n\nIt rusts quickly, though.'
    said = await reading.discord.say(reading.alice, reading.channel, text)
    shown = await offered(reading, message=link_to(reading, said.id))
    assert escape(ENGLISH.author("alice")) in shown.text
    await confirmed(reading, shown, "Add")
    (name,) = files(tmp_path, reading)
    folder = tmp_path / "data" / "servers" / str(reading.guild.id)
    assert (folder / name).read_bytes().decode() == said.content
    view = await reading.worker.source(f"server-{reading.guild.id}/{name}", own(reading))
    source = view.summary.source
    assert (source.author, source.published) == ("alice", said.created.date())
    assert source.url == link_to(reading, said.id)
    asked = "Who said “The **key** to the shed hangs behind "
    assert "third barrel" in (await reading.answered(f'{asked}"the" third barrel: ask Ödön”?')).text


async def test_without_the_intent_a_message_has_no_words_unless_it_mentions_the_bot(shelf: Scene) -> None:
    said = await shelf.discord.say(shelf.alice, shelf.channel, "The key hangs behind the third barrel.")
    shown = await offered(shelf, message=link_to(shelf, said.id))
    assert escape(ENGLISH.document_refused("wordless", "")) in shown.text


async def test_a_link_leads_nowhere_but_to_what_both_may_read_in_this_server(reading: Scene) -> None:
    mock = reading.discord
    other = mock.add_guild("Elsewhere", owner=reading.owner).add_channel("general")
    theirs = await mock.say(reading.owner, other, "The other server's secret is a turnip.")
    deputy = mock.add_user("dora")
    reading.guild.add_member(deputy, reading.guild.add_role("deputies", Permission.MANAGE_GUILD))
    hidden = reading.guild.add_channel("hidden")
    secret = await mock.say(reading.owner, hidden, "The owner's secret is a parsnip.")
    hidden.deny(Permission.VIEW_CHANNEL, to=deputy)
    unread = reading.guild.add_channel("unread")
    kept = await mock.say(reading.owner, unread, "The bot's blind spot is a leek.")
    unread.deny(Permission.READ_MESSAGE_HISTORY)
    await reading.settled()
    links = (
        link_to(
            reading, theirs.id, guild=theirs.channel.guild.id if theirs.channel.guild else 0, channel=other.id
        ),
        link_to(reading, theirs.id, channel=other.id),
        link_to(reading, theirs.id),
        link_to(reading, secret.id, channel=hidden.id),
        link_to(reading, kept.id, channel=unread.id),
        link_to(reading, 123),
        "https://example.org/channels/1/2/3",
        "nonsense",
    )
    for link in links:
        shown = await offered(reading, author=deputy, message=link)
        assert escape(ENGLISH.document_refused("link", "")) in shown.text, link


# Confirming -------------------------------------------------------------------------------------------


async def test_an_offer_outlasts_a_restart(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with shelf_scene(tmp_path, discord=mock) as before:
            shown = await offered(before, attachment=mock.upload("minutes.txt", MINUTES.encode()))
        async with shelf_scene(tmp_path, discord=mock) as after:
            said = await confirmed(after, shown, "Add", author=before.owner)
            assert escape(ENGLISH.document_added("minutes.txt", 1)) in said


async def test_an_offer_expires(tmp_path: Path) -> None:
    now = 0.0
    async with shelf_scene(tmp_path, clock=lambda: now) as scene:
        shown = await offered(scene, attachment=scene.discord.upload("minutes.txt", MINUTES.encode()))
        now = 901.0
        assert escape(ENGLISH.document_refused("expired", "")) in await confirmed(scene, shown, "Add")
        assert files(tmp_path, scene) == []


async def test_of_two_moderators_the_later_one_is_told_what_happened(shelf: Scene, tmp_path: Path) -> None:
    deputy = shelf.discord.add_user("dora")
    shelf.guild.add_member(deputy, shelf.guild.add_role("deputies", Permission.MANAGE_GUILD))
    people = (shelf.owner, deputy)
    uploads = [
        shelf.discord.upload("minutes.txt", f"{MINUTES} {one.name} was there.".encode()) for one in people
    ]
    shown = [
        await offered(shelf, author=one, attachment=file) for one, file in zip(people, uploads, strict=True)
    ]
    said = await asyncio.gather(
        *(confirmed(shelf, each, "Add", author=one) for each, one in zip(shown, people, strict=True))
    )
    changed = escape(ENGLISH.document_refused("changed", ""))
    assert sorted(changed in each for each in said) == [False, True]
    assert files(tmp_path, shelf) == ["minutes.txt"]


async def test_a_button_works_once_in_its_server_and_for_moderators(shelf: Scene, tmp_path: Path) -> None:
    shown = await offered(shelf, attachment=shelf.discord.upload("minutes.txt", MINUTES.encode()))
    button = next(each.custom_id for each in shown.buttons if each.label == "Add") or ""
    other = shelf.discord.add_guild("Elsewhere", owner=shelf.owner).add_channel("general")
    await shelf.settled()
    somewhere = await shelf.discord.say(shelf.owner, other, f"{shelf.discord.bot.mention} hello?")
    elsewhere = await shelf.discord.next_message(other, after=somewhere)
    pressed = await (await shelf.discord.press_forged(shelf.owner, elsewhere, button)).responded()
    await shelf.settled()
    assert pressed.response is not None
    assert files(tmp_path, shelf) == []
    here = await shelf.answered("hello?")
    forged = await (await shelf.discord.press_forged(shelf.alice, here, button)).responded()
    assert ENGLISH.only_for_moderators() in forged.messages[0].text
    assert files(tmp_path, shelf) == []
    await confirmed(shelf, shown, "Add")
    again = await (await shelf.discord.press_forged(shelf.owner, here, button)).responded()
    await shelf.settled()
    assert again.response is not None
    assert files(tmp_path, shelf) == ["minutes.txt"]


# How it stands ----------------------------------------------------------------------------------------


async def test_the_status_counts_what_there_is_and_names_what_failed(shelf: Scene, tmp_path: Path) -> None:
    await added(shelf, "minutes.txt", "---\ndate: 2022-03-04\nlanguage: en\n---\n\n" + MINUTES)
    folder = tmp_path / "data" / "servers" / str(shelf.guild.id)
    for number in range(10):
        (folder / f"broken-{number}.pdf").write_bytes(b"no PDF at all")
    await shelf.worker.refresh()
    (shown,) = (await shelf.slash("corpus status", author=shelf.owner)).messages
    assert shown.ephemeral
    for said in (
        ENGLISH.status_head(1),
        ENGLISH.passages(1),
        ENGLISH.failures(10),
        "all-MiniLM-L6-v2",
        "broken-0.pdf",
    ):
        assert escape(said) in shown.text
    turned = await shelf.pressed(shown, ENGLISH.next_page(), author=shelf.owner)
    await shelf.settled()
    current = shelf.discord.current(shown)
    assert current is not None
    assert turned.response is not None
    assert escape("broken-9.pdf") in current.text


async def test_discord_offers_none_of_it_to_others(shelf: Scene) -> None:
    for command in ("corpus status", "corpus add"):
        with pytest.raises(NotPossibleError):
            await shelf.slash(command)


async def test_the_documents_of_a_server_that_it_left_are_deleted_after_a_time(tmp_path: Path) -> None:
    now = 0.0
    async with shelf_scene(tmp_path, clock=lambda: now) as scene:
        await added(scene, "minutes.txt", MINUTES)
        shelves = Shelves(tmp_path / "data", clock=lambda: now)
        parts = (scene.client._conversations, shelves, scene.worker)
        scene.discord.world.remove_bot(scene.guild)
        await scene.settled()
        now = 6 * DAY
        await clear_left(*parts)
        assert await scene.worker.sources(own(scene))
        now = 8 * DAY
        await clear_left(*parts)
        assert not await scene.worker.sources(own(scene))
        assert files(tmp_path, scene) == []
