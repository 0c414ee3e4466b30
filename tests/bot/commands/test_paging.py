"""Pages are turned in place by whom they belong to, for others apart, after a restart, and by forged ids."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.mock import MockDiscord
from bot.rendering.pages import Listing, Page, key_of
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import EVERYTHING_SHARED, Source, SourceSummary
from tests.bot import engines
from tests.bot.engines import SOURCES, FakeEngine
from tests.bot.scene import TOKEN, bot_in_mock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrieval.datatypes import Scope
    from tests.bot.scene import Scene

NEXT, PREVIOUS = "Next page", "Previous page"
MAYOR = key_of(SOURCES["mayor.txt"])


class Library(FakeEngine):
    """A fake engine with forty documents."""

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        sources = (Source(f"{number:02}.txt", f"No. {number}", None) for number in range(40))
        return tuple(SourceSummary(source, 1, 1) for source in sources if scope.includes(source.corpus))


@contextmanager
def long_document(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    text = "".join(f"Sentence {number} of the mayor. " for number in range(200))
    with monkeypatch.context() as patched:
        patched.setitem(engines.TEXTS, "mayor.txt", text)
        yield text


async def test_the_list_is_turned_in_place_to_its_end_and_back() -> None:
    async with bot_in_mock(Library()) as scene:
        (first,) = (await scene.slash("sources")).messages
        assert "No. 0" in first.text.replace("\\", "")
        assert [button.disabled for button in first.buttons] == [True, False]
        await scene.pressed(first, NEXT)
        second = scene.discord.current(first)
        assert second
        assert "No. 15" in second.text.replace("\\", "")
        await scene.pressed(second, NEXT)
        await scene.pressed(scene.discord.current(first) or first, PREVIOUS)
        assert scene.discord.current(first) == replace(
            second, edited=(scene.discord.current(first) or first).edited
        )
        assert len(scene.discord.messages(scene.channel)) == 1


async def test_somebody_else_turns_a_page_of_their_own() -> None:
    async with bot_in_mock(Library()) as scene:
        bob = scene.discord.add_user("bob")
        (first,) = (await scene.slash("sources")).messages
        (own,) = (await scene.pressed(first, NEXT, author=bob)).messages
        assert own.ephemeral_for is bob
        assert scene.discord.current(first) == first
        await scene.pressed(own, NEXT, author=bob)
        assert "No. 30" in (scene.discord.current(own) or own).text.replace("\\", "")


async def test_a_document_is_chosen_from_the_list_and_read_alone(scene: Scene) -> None:
    (shown,) = (await scene.slash("sources")).messages
    (menu,) = shown.selects
    assert menu.placeholder == ENGLISH.open_source()
    (label, *_) = (option.label for option in menu.options)
    interaction = await (await scene.discord.select(scene.alice, shown, menu, label)).responded()
    (page,) = interaction.messages
    assert page.ephemeral_for is scene.alice
    assert label in page.text
    assert scene.discord.current(shown) == shown


async def test_a_document_is_read_page_by_page_word_for_word(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    with long_document(monkeypatch) as text:
        (shown,) = (await scene.slash("source", name="mayor.txt")).messages
        read = ""
        while not shown.buttons[-1].disabled:
            await scene.pressed(shown, NEXT)
            current = scene.discord.current(shown)
            assert current
            assert current.id == shown.id
            shown = current
            read += shown.texts[1].removeprefix("> ").replace("\\", "")
        assert read == text


async def test_pages_turn_after_a_restart(tmp_path: Path) -> None:
    async with MockDiscord.open(token=TOKEN) as mock:
        async with bot_in_mock(Library(), discord=mock, store=tmp_path / "store.db") as before:
            (first,) = (await before.slash("sources")).messages
        async with bot_in_mock(Library(), discord=mock, store=tmp_path / "store.db") as after:
            await after.pressed(first, NEXT, author=before.alice)
            assert "No. 15" in (mock.current(first) or first).text.replace("\\", "")


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        (Page(Listing.SOURCES, 999_999).custom_id, "I quote from"),
        (Page(Listing.SOURCES, 0).custom_id, "I quote from"),
        (Page(Listing.SOURCE, 7, MAYOR).custom_id, "The mayor speaks"),
        (Page(Listing.SOURCE, 1, "abc").custom_id, ENGLISH.document_gone()),
        (Page(Listing.SOURCE, 1).custom_id, ENGLISH.document_gone()),
        (Page(Listing.UNANSWERED).custom_id, ENGLISH.only_for_moderators()),
        (Page(Listing.FEEDBACK).custom_id, ENGLISH.only_for_moderators()),
        ("export:unanswered", ENGLISH.only_for_moderators()),
        ("page:elsewhere:1:", ENGLISH.control_unknown()),
    ],
)
async def test_forged_ids_show_nothing_that_was_not_to_be_seen(scene: Scene, forged: str, told: str) -> None:
    (shown,) = (await scene.slash("about", author=scene.owner)).messages
    interaction = await scene.discord.press_forged(scene.alice, shown, forged)
    (answer,) = (await interaction.responded()).messages
    assert answer.ephemeral
    assert told in answer.text.replace("\\", "")


async def test_a_moderators_list_of_no_server_is_refused(scene: Scene) -> None:
    (shown,) = (await scene.slash("about", where=scene.dm)).messages
    forged = await scene.discord.press_forged(scene.alice, shown, Page(Listing.UNANSWERED).custom_id)
    (answer,) = (await forged.responded()).messages
    assert ENGLISH.only_for_moderators() in answer.text
