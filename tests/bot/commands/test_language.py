"""Everybody is spoken to in their own language; a quote stays in its source's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.manners import Language
from bot.rendering.escape import escape
from bot.rendering.phrases import ENGLISH, NAMES, PHRASES

if TYPE_CHECKING:
    from bot.mock import Message
    from tests.bot.scene import Scene

RUSSIAN, KAZAKH, ITALIAN = (PHRASES[each] for each in (Language.RUSSIAN, Language.KAZAKH, Language.ITALIAN))
QUOTED = "Thirteen"


def labels(message: Message) -> set[str | None]:
    return {button.label for button in message.buttons}


async def test_an_interaction_is_answered_in_the_language_of_its_user_and_quotes_stay(scene: Scene) -> None:
    vera = scene.discord.add_user("vera", locale="ru")
    shown = (await scene.slash("ask", author=vera, question="who was hurt?")).messages[0]
    assert QUOTED in shown.text
    assert RUSSIAN.more() in labels(shown)
    assert ENGLISH.more() not in labels(shown)


async def test_who_presses_is_told_in_their_own_language(scene: Scene) -> None:
    vera = scene.discord.add_user("vera", locale="ru")
    shown = await scene.answered("who was hurt?")
    assert ENGLISH.why() in labels(shown)
    told = (await scene.pressed(shown, ENGLISH.why(), author=vera)).messages[0]
    assert escape(RUSSIAN.why_probable()) in told.text
    voted = (await scene.pressed(shown, ENGLISH.thumbs_up(), author=vera)).messages[0]
    assert escape(RUSSIAN.voted_up()) in voted.text


async def test_a_message_is_answered_in_the_language_of_its_server(scene: Scene) -> None:
    channel = scene.discord.add_guild("Redazione", owner=scene.owner, locale="it").add_channel("generale")
    said = await scene.mention("who was hurt?", channel=channel)
    assert ITALIAN.more() in labels(await scene.discord.next_message(channel, after=said))


async def test_a_direct_message_is_answered_in_the_language_that_was_heard_last(scene: Scene) -> None:
    vera = scene.discord.add_user("vera", locale="ru")
    private = scene.discord.open_dm(vera)
    assert ENGLISH.more() in labels(await scene.told("who was hurt?", author=vera, channel=private))
    await scene.slash("about", author=vera, where=private)
    assert RUSSIAN.more() in labels(await scene.told("who was hurt?", author=vera, channel=private))


async def test_moderators_choose_a_language_that_holds_before_everybody(scene: Scene) -> None:
    vera = scene.discord.add_user("vera", locale="ru")
    told = (await scene.slash("settings", author=scene.owner, language="kk", scope="server")).messages[0]
    assert escape(ENGLISH.language_set(NAMES[Language.KAZAKH])) in told.text
    assert KAZAKH.more() in labels(await scene.answered("who was hurt?"))
    public = (await scene.slash("ask", author=vera, question="who was hurt?")).messages[0]
    assert KAZAKH.more() in labels(public)
    own = (await scene.slash("ask", author=vera, question="who was hurt?", private=True)).messages[0]
    assert RUSSIAN.more() in labels(own)
    await scene.slash("settings", author=scene.owner, language="discord")  # for this channel alone
    public = (await scene.slash("ask", author=vera, question="who was hurt?")).messages[0]
    assert RUSSIAN.more() in labels(public)
    await scene.slash("settings", author=scene.owner, scope="reset")
    assert KAZAKH.more() in labels(await scene.answered("who was hurt?"))


async def test_a_person_chooses_a_language_that_discord_does_not_have(scene: Scene) -> None:
    told = (await scene.slash("language", language="kk")).messages[0]
    assert told.ephemeral
    assert escape(KAZAKH.language_chosen(NAMES[Language.KAZAKH])) in told.text
    assert KAZAKH.more() in labels(await scene.told("who was hurt?"))
    told = (await scene.slash("language", language="discord")).messages[0]
    assert escape(ENGLISH.language_chosen("")) in told.text


async def test_what_a_person_chose_is_forgotten_with_everything_else(scene: Scene) -> None:
    await scene.slash("language", language="kk")
    told = (await scene.slash("forget")).messages[0]
    assert escape(KAZAKH.forgotten(0)) in told.text
    assert ENGLISH.about_title() in (await scene.slash("about")).messages[0].text
    assert escape(ENGLISH.about()[0]) in (await scene.slash("about")).messages[0].text


async def test_a_refusal_is_in_the_language_of_who_is_refused(scene: Scene) -> None:
    vera = scene.discord.add_user("vera", locale="es-419")
    shown = await scene.answered("who was hurt?")
    refused = (await scene.pressed(shown, ENGLISH.delete(), author=vera)).messages[0]
    assert escape(PHRASES[Language.SPANISH].not_yours_to_delete()) in refused.text
