"""Two servers with one bot: through no door does either ever see a document of the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.rendering.pages import Listing, Page, key_of
from bot.rendering.phrases import ENGLISH
from retrieval.datatypes import OWN_PREFIX, Scope, Span, quote_id
from tests.bot.shelf_scene import added, shelf_scene

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.mock import Channel, Interaction, Message
    from tests.bot.scene import Scene

SECRETS = {"north": "The northern vault of Quill opens with a brass walnut at dawn.",
           "south": "The southern vault of Quill opens with a silver almond at dusk."}  # fmt: skip
TELLING = {"north": ("walnut", "northern", "north-plan"), "south": ("almond", "southern", "south-plan")}
"""Words that stand in one server's document, or in its name, alone."""

QUESTIONS = (
    "Who said “vault of Quill opens with a brass walnut at dawn”?",
    "Who said “vault of Quill opens with a silver almond at dusk”?",
    "What opens the vault of Quill?",
    "more",
    "show me the context",
    "which source?",
)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[tuple[Scene, dict[str, Channel]]]:
    """Log the bot in to two servers, each with a document of its own."""
    async with shelf_scene(tmp_path) as scene:
        south = scene.discord.add_guild("South", owner=scene.owner)
        places = {"north": scene.channel, "south": south.add_channel("general")}
        await scene.settled()
        for name, where in places.items():
            await added(scene, f"{name}-plan.txt", SECRETS[name] + "\n", where=where)
        yield scene, places


def own(channel: Channel) -> str:
    """Return the name of the corpus of a channel's server."""
    assert channel.guild is not None
    return f"{OWN_PREFIX}{channel.guild.id}"


def shown_by(interaction: Interaction) -> str:
    return "\n".join(text_of(message) for message in interaction.messages)


def text_of(message: Message) -> str:
    """Return all that a message says, without the marks of Markdown."""
    menus = [option.label for menu in message.selects for option in menu.options]
    return "\n".join((message.text, *menus)).replace("\\", "").replace("**", "")


def leaked(other: str, text: str, asked: str = "") -> list[str]:
    """Return the other server's words in a text, which may repeat what was asked once."""
    return [word for word in TELLING[other] if word in (text.replace(asked, "", 1) if asked else text)]


@pytest.mark.parametrize("server", ["north", "south"])
async def test_no_door_shows_what_is_another_servers(
    town: tuple[Scene, dict[str, Channel]], server: str
) -> None:
    scene, places = town
    here = places[server]
    other = "south" if server == "north" else "north"
    corpus = own(places[other])
    (view,) = await scene.worker.sources(Scope((), corpus))
    shown: list[tuple[str, str]] = []
    for question in QUESTIONS:
        used = await scene.slash("ask", where=here, question=question)
        shown.append((question, shown_by(used)))
        said = await scene.mention(question, channel=here)
        shown.append((question, text_of(await scene.discord.next_message(here, after=said))))
    shown.append(("", shown_by(await scene.slash("sources", where=here))))
    for name in (f"{corpus}/{other}-plan.txt", f"{other}-plan.txt", f"{other[:-1]}-plna.txt", "plan"):
        shown.append((name, shown_by(await scene.slash("source", where=here, name=name))))
        asked = await scene.slash("ask", where=here, question="What opens the vault?", source=name)
        shown.append((name, shown_by(asked)))
        removed = await scene.slash("corpus remove", author=scene.owner, where=here, name=name)
        shown.append((name, shown_by(removed)))
    for typed in ("", other, "plan", "vault"):
        for command, option in (("source", "name"), ("ask", "source"), ("corpus remove", "name")):
            choices = await scene.discord.autocomplete(scene.owner, here, command, option, typed)
            shown.append(("", "\n".join(f"{choice.name} {choice.value}" for choice in choices)))
    shown.append(("", shown_by(await scene.slash("corpus status", author=scene.owner, where=here))))
    page = Page(Listing.SOURCE, 2, key_of(view.source)).custom_id
    carrier = scene.discord.messages(here)[-1]
    forged = await (await scene.discord.press_forged(scene.alice, carrier, page)).responded()
    shown.append(("", shown_by(forged)))
    assert [each for asked_for, text in shown if (each := leaked(other, text, asked_for))] == []


async def test_each_server_does_see_its_own(town: tuple[Scene, dict[str, Channel]]) -> None:
    scene, places = town
    for number, (server, here) in enumerate(places.items()):
        said = await scene.mention(QUESTIONS[number], channel=here)
        answer = await scene.discord.next_message(here, after=said)
        assert f"The {server}ern vault" in text_of(answer)


async def test_an_old_cards_buttons_pressed_in_another_server_show_nothing(
    town: tuple[Scene, dict[str, Channel]],
) -> None:
    scene, places = town
    said = await scene.mention(QUESTIONS[0], channel=places["north"])
    answer = await scene.discord.next_message(places["north"], after=said)
    assert "walnut" in answer.text
    said = await scene.mention("hello there, who are you?", channel=places["south"])
    carrier = await scene.discord.next_message(places["south"], after=said)
    await scene.settled()
    for button in answer.buttons:
        if button.custom_id and button.label not in {ENGLISH.ask_a_follow_up(), ENGLISH.thumbs_down()}:
            pressed = await scene.discord.press_forged(scene.alice, carrier, button.custom_id)
            await pressed.responded()
            assert not leaked("north", shown_by(pressed)), button.label


async def test_quotes_are_found_by_their_ids_in_their_own_server_alone(
    town: tuple[Scene, dict[str, Channel]],
) -> None:
    scene, places = town
    scopes = {name: Scope(own=own(where)) for name, where in places.items()}
    for name, scope in scopes.items():
        (summary,) = await scene.worker.sources(Scope((), scope.own))
        identity = quote_id(summary.source.version, Span(0, 12), SECRETS[name][:12])
        for other, elsewhere in scopes.items():
            found = await scene.worker.quote(identity, elsewhere)
            assert (found.view is not None) == (other == name)


async def test_direct_messages_show_no_servers_documents(town: tuple[Scene, dict[str, Channel]]) -> None:
    scene, _ = town
    for question in QUESTIONS[:3]:
        text = (await scene.told(question)).text
        for word in ("brass walnut at dawn", "silver almond at dusk"):
            assert word not in text.replace(question, "")


@pytest.mark.parametrize(
    ("corpus", "theirs", "shared"), [("both", True, True), ("own", True, False), ("shared", False, True)]
)
async def test_moderators_choose_whose_documents_are_quoted(
    town: tuple[Scene, dict[str, Channel]], corpus: str, theirs: bool, shared: bool
) -> None:
    scene, places = town
    (told,) = (await scene.slash("settings", author=scene.owner, corpus=corpus)).messages
    assert ENGLISH.holdings_set(corpus) in text_of(told)
    listed = shown_by(await scene.slash("sources"))
    assert ("north-plan" in listed, "ferry.txt" in listed) == (theirs, shared)
    said = await scene.answered(QUESTIONS[0])
    assert ("The northern vault" in text_of(said)) == theirs
    elsewhere = shown_by(await scene.slash("sources", where=places["south"]))
    assert "south-plan" in elsewhere
