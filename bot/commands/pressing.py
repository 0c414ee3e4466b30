"""What happens when a button is pressed or a form sent, also one from before a restart, or a forged one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord

from bot.commands.failures import report
from bot.commands.responses import defer, defer_change, refuse, respond
from bot.commands.saying import said_by, scope_of
from bot.commands.sending import take_away
from bot.commands.sharing import share
from bot.commands.showing import outcome_cards
from bot.commands.threads import is_own_thread
from bot.commands.voting import Voting
from bot.conversations import is_private
from bot.conversations.standing import corpora_of, words_of
from bot.rendering.cards import nearest_cards, notice_card
from bot.rendering.controls import Action, Control, control_from
from bot.rendering.explaining import why_card
from bot.rendering.layout import FIELD, form
from retrieval.datatypes import Abstention, Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.commands.asking import Asking
    from bot.commands.speech import Speech
    from bot.conversations import Conversations
    from bot.rendering.phrases import Phrases
    from bot.store import KeptTurn
    from retrieval.turns import Quoted

HANDLED = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})

FORMS = frozenset({Action.FOLLOW_UP, Action.DOWN})
"""What opens a form, and is named by it when it is sent."""

ASKED_ON = {Action.MORE: "more", Action.CONTEXT: "show me the context"}
"""What a button asks, in words that the engine reads: nobody sees them, so no language has its own."""


class Pressing:
    """Answers the use of every button and form; the id says what it is, and is believed in nothing else."""

    def __init__(
        self, client: discord.Client, conversations: Conversations, asking: Asking, *, speech: Speech
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._asking = asking
        self._voting = Voting(conversations, speech=speech)
        self._speech = speech

    async def take(self, interaction: discord.Interaction) -> None:
        """Do what was pressed, or tell the person why not."""
        try:
            await self._take(interaction)
        except Exception as error:  # noqa: BLE001 - the one handler of errors for buttons and forms
            await report(interaction, error, self._speech)

    async def _take(self, interaction: discord.Interaction) -> None:
        data: dict[str, Any] = dict(interaction.data or {})
        control = control_from(str(data.get("custom_id", "")))
        filled = dict(_filled(data)) if interaction.type is discord.InteractionType.modal_submit else None
        if control is None or (filled is not None and control.action not in FORMS):
            await self._refuse(interaction, lambda p: p.control_unknown())
            return
        kept = await self._conversations.shown_turn(control.turn)
        if kept is not None and is_private(kept) and interaction.user.id != kept.asker:
            await self._refuse(interaction, lambda p: p.not_your_answer())
        elif control.action is Action.FOLLOW_UP:
            await self._follow_up(interaction, control, filled)
        elif kept is None and control.action is Action.DELETE:
            await self._delete(interaction, None)
        elif kept is None or _pressed(interaction) not in kept.answers:  # deleted, or an id put elsewhere
            await self._refuse(interaction, lambda p: p.turn_gone())
        else:
            await self._do(interaction, control, kept, filled)

    async def _refuse(self, interaction: discord.Interaction, say: Callable[[Phrases], str]) -> None:
        """Tell the person who pressed something why nothing comes of it."""
        phrases = await self._speech.alone(interaction)
        await refuse(interaction, notice_card(say(phrases)))

    async def _do(
        self,
        interaction: discord.Interaction,
        control: Control,
        kept: KeptTurn,
        filled: dict[str, str] | None,
    ) -> None:
        match control.action:
            case Action.MORE | Action.CONTEXT:
                await self._ask_on(interaction, control, kept)
            case Action.ALONE:
                await self._alone(interaction, kept)
            case Action.WHY:
                await self._explain(interaction, kept)
            case Action.NEAREST:
                await self._show_nearest(interaction, kept)
            case Action.SHARE if is_private(kept):
                await self._asking.admit(interaction)
                await share(interaction, kept, self._conversations, self._speech)
            case Action.UP:
                await self._voting.up(interaction, kept)
            case Action.DOWN if filled is None:
                await self._voting.down(interaction, kept, control)
            case Action.DOWN if filled is not None:
                await self._voting.explain(interaction, kept, filled)
            case Action.DELETE if not is_private(kept):
                await self._delete(interaction, kept)
            case _:
                await self._refuse(interaction, lambda p: p.control_unknown())

    async def _follow_up(
        self, interaction: discord.Interaction, control: Control, filled: dict[str, str] | None
    ) -> None:
        """Open the form for the next question, or answer it where the first one was answered."""
        if filled is None:
            phrases = await self._speech.alone(interaction)
            title, label = phrases.ask_a_follow_up(), phrases.follow_up_question()
            await interaction.response.send_modal(form(title, label, control))
        else:
            private = interaction.message is not None and interaction.message.flags.ephemeral
            question = filled.get(FIELD, "")
            await self._asking.answer(interaction, question, control=control, private=private)

    async def _ask_on(self, interaction: discord.Interaction, control: Control, kept: KeptTurn) -> None:
        """Ask about the answer: for all to see where it is a conversation of all, or the asker's own."""
        own = interaction.user.id == kept.asker or said_by(interaction).shared
        private = is_private(kept) or not own
        await defer(interaction, private=private)
        if await self._stands(interaction, kept.turn.quoted):
            words = ASKED_ON[control.action]
            await self._asking.answer(interaction, words, control=control, private=private)
        else:
            await self._refuse(interaction, lambda p: p.source_changed())

    async def _explain(self, interaction: discord.Interaction, kept: KeptTurn) -> None:
        """Show why the answer was given, to whoever asks."""
        await defer(interaction, private=True)
        outcome = await self._conversations.outcome(kept.id)
        scope = await scope_of(interaction, self._conversations)
        if isinstance(outcome, Answer) and all(map(scope.includes, corpora_of(outcome))):
            phrases = await self._speech.alone(interaction)
            changed = not await self._stands(interaction, kept.turn.quoted)
            await respond(interaction, (why_card(outcome, changed=changed, phrases=phrases),))
        else:
            await self._refuse(interaction, lambda p: p.turn_gone())

    async def _show_nearest(self, interaction: discord.Interaction, kept: KeptTurn) -> None:
        """Show what is near, to whoever wants to see it although it does not answer."""
        await defer(interaction, private=True)
        outcome = await self._conversations.outcome(kept.id)
        if not isinstance(outcome, Abstention) or not outcome.nearest:
            await self._refuse(interaction, lambda p: p.turn_gone())
        elif await self._stands(interaction, words_of(outcome)):
            await respond(interaction, nearest_cards(outcome, phrases=await self._speech.alone(interaction)))
        else:
            await self._refuse(interaction, lambda p: p.source_changed())

    async def _stands(self, interaction: discord.Interaction, quoted: Sequence[Quoted]) -> bool:
        """Tell whether all of it may still be quoted here."""
        return await self._conversations.stand(quoted, await scope_of(interaction, self._conversations))

    async def _delete(self, interaction: discord.Interaction, kept: KeptTurn | None) -> None:
        """Take every card of an answer away, and forget the turn; of one that is forgotten, the pressed card."""
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        asker = kept.asker if kept else asker_by(interaction.message)
        if interaction.user.id != asker and not moderates:
            await self._refuse(interaction, lambda p: p.not_yours_to_delete())
            return
        await defer_change(interaction)
        with suppress(discord.NotFound):
            await interaction.delete_original_response()  # allowed where the bot is only somebody's tool, too
        if kept is not None:
            others = [message for message in kept.answers if message != _pressed(interaction)]
            await take_away(self._client.get_partial_messageable(kept.channel), others)
            await self._conversations.drop(kept.id)

    async def _alone(self, interaction: discord.Interaction, kept: KeptTurn) -> None:
        """Ask the same words again without what was said before: for the asker in place, else privately."""
        if interaction.user.id == kept.asker:
            await self._replace(interaction, kept)
        else:
            question, source = kept.turn.question, kept.source
            await self._asking.answer(interaction, question, private=True, afresh=True, source=source)

    async def _replace(self, interaction: discord.Interaction, kept: KeptTurn) -> None:
        """Put the answer in the place of the pressed card, and what follows after it."""
        private = is_private(kept)
        await defer_change(interaction, private=private)
        async with self._conversations.renew(kept, alone=True) as exchange:
            if exchange is None:
                await self._refuse(interaction, lambda p: p.turn_gone())
                return
            phrases = await self._speech.to(interaction, private=private)
            outcome = await self._conversations.ask(exchange, exchange.question)
            cards = outcome_cards(
                outcome,
                asked="" if exchange.said.message else exchange.question,
                only=exchange.source or "",
                sources=self._conversations.known_sources(exchange.scope),
                turn=exchange.turn_id,
                on=private or is_own_thread(interaction.channel, self._client.user),
                private=private,
                phrases=phrases,
            )
            shown = await respond(interaction, cards)
            if not private:  # what one person alone sees, that person alone can take away
                others = [message for message in exchange.answers if message != _pressed(interaction)]
                await take_away(self._client.get_partial_messageable(exchange.said.channel), others)
            await self._conversations.showed(exchange, shown)


def asker_by(message: discord.Message | None) -> int | None:
    """Return whom Discord knows to have called a message of the bot: by an interaction, or what it replies to."""
    if message is None:
        return None
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    asked = message.reference.resolved if message.reference else None
    return asked.author.id if isinstance(asked, discord.Message) else None


def _pressed(interaction: discord.Interaction) -> int:
    """Return the id of the message whose control was used; 0 where there is none."""
    return interaction.message.id if interaction.message else 0


def _filled(component: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk through what was filled in, and yield each field's id with its text, or the first of its choices."""
    name, values = component.get("custom_id"), component.get("values")
    value = values[0] if isinstance(values, list) and values else component.get("value")
    if isinstance(name, str) and isinstance(value, str):
        yield name, value
    for each in (*component.get("components", ()), component.get("component")):
        if isinstance(each, dict):
            yield from _filled(each)
