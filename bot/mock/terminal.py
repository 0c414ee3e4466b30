"""The front of the mock: a conversation with the bot in a terminal, or over a pipe."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rich.text import Text

from bot.mock import card, typed
from bot.mock import components as parts
from bot.mock.errors import NotPossibleError
from bot.mock.limits.commands import CommandKind
from bot.mock.standard_input import standard_input, terminal_kept
from bot.mock.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractContextManager

    from rich.console import Console

    from bot.mock.commanding import Value
    from bot.mock.entities import Message
    from bot.mock.forms import Entry
    from bot.mock.interactions import Field, Interaction
    from bot.mock.server import MockDiscord

__all__ = ["converse", "standard_input", "terminal_kept"]

LOGIN_SECONDS = 120.0
SILENCE_SECONDS = 10.0
"""A bot that shows no sign of life for so long, not even typing, is not going to reply."""
SETTLE_SECONDS = 0.2
"""A reply is complete when nothing followed it for so long."""
NO_REPLY = "(no reply)"
NO_SUGGESTION = "(nothing is suggested)"
GREETING = "Direct message with {}. /help lists what can be typed, /quit leaves."
GONE = "(the message was deleted)"


async def converse(discord: MockDiscord, *, lines: AsyncIterator[str], console: Console) -> None:
    """Pass each line to the bot as one person's message or command, and draw what comes back.

    Returns after `/quit`, or when the lines are over and the last reply has come. Each line waits for
    the reply to the one before.
    """
    await discord.ready(commands=0, timeout=LOGIN_SECONDS)
    conversation = Conversation(discord, Whereabouts(discord), lines, console)
    if console.is_terminal:
        console.print(GREETING.format(discord.bot.name), style="dim", highlight=False)
    async for line in lines:
        text = line.encode("utf-8", "replace").decode().strip()
        if text == "/quit":
            return
        if text:
            await conversation.take(text)


class Conversation:
    """What is typed, first in direct messages with the bot, and what has been seen of its answers."""

    def __init__(
        self, discord: MockDiscord, whereabouts: Whereabouts, lines: AsyncIterator[str], console: Console
    ) -> None:
        self._discord = discord
        self._at = whereabouts
        self._lines = lines
        self._console = console
        self._seen: dict[int, Message] = {}
        self._private: set[int] = set()
        """Ids of the messages that only this person sees."""
        self._said: Message | None = None
        self._controls: list[tuple[Message, parts.Button | parts.Select]] = []

    async def take(self, line: str) -> None:
        """Do what a line says, and show what comes of it."""
        try:
            if line.startswith("/"):
                await self._do(*line.removeprefix("/").split(maxsplit=1))
            elif line.startswith("!") and line[1:].partition(" ")[0].isdecimal():
                await self._use(line[1:])
            else:
                await self._say(line)
        except NotPossibleError as error:
            self._print_lines([str(error)])

    async def _do(self, name: str = "", rest: str = "") -> None:
        """Do what a line with a slash says: what a client can do without the bot, or one of its commands."""
        match name:
            case "help":
                self._print_lines(typed.help_lines(self._discord.commands))
            case "locale":
                self._print_lines([self._at.speak(rest)])
            case "go" | "as":
                self._print_lines([self._at.go(rest) if name == "go" else self._at.become(rest)])
                self._seen = {one.id: one for one in self._shown()}
            case "reply":
                answers = [one for one in self._shown() if one.channel is self._at.channel]
                if not answers:
                    raise NotPossibleError("There is nothing here to reply to.")
                await self._say(rest, reply_to=answers[-1])
            case "edit":
                if self._said is None:
                    raise NotPossibleError("You have not written anything yet.")
                self._said = await self._discord.edit(self._said, self._mentioning(rest))
                await self._settle(lambda: bool(self._news()))
            case "menu":
                await self._finish(await self._open_menu(rest))
            case "suggest":
                await self._suggest(rest)
            case _:
                command = typed.read(f"{name} {rest}", self._discord.commands)
                options = {name: self._uploaded(value) for name, value in command.options.items()}
                await self._finish(
                    await self._discord.slash(self._at.you, self._at.channel, command.name, options)
                )

    def _uploaded(self, value: typed.Typed) -> Value:
        """Return what is sent for a typed value: of a file its content."""
        if not isinstance(value, typed.FileNamed):
            return value
        try:
            return self._discord.upload(value.path.name, value.path.read_bytes())
        except OSError as error:
            raise NotPossibleError(f"{value.path} cannot be read ({error.strerror or error})") from error

    async def _open_menu(self, name: str) -> Interaction:
        """Use a command of a message's menu: the only one, or the one that is named."""
        offered = [one["name"] for one in self._discord.commands if one["type"] == CommandKind.MESSAGE]
        chosen = [one for one in offered if name.casefold() in one.casefold()]
        if len(chosen) != 1:
            raise NotPossibleError(f"A message's menu has: {', '.join(offered) or 'nothing'}")
        written = [
            one for one in self._discord.messages(self._at.channel) if one.author is not self._discord.bot
        ]
        if not written:
            raise NotPossibleError("There is no message here whose menu could be opened.")
        return await self._discord.message_menu(self._at.you, written[-1], chosen[0])

    async def _suggest(self, rest: str) -> None:
        command, option, text = (*rest.split(maxsplit=2), "", "", "")[:3]
        if not option:
            raise NotPossibleError("Type /suggest, a command, one of its options, and the beginning of it.")
        found = await self._discord.autocomplete(
            self._at.you, self._at.channel, command, option, text, timeout=SILENCE_SECONDS
        )
        self._print_lines([choice.name for choice in found] or [NO_SUGGESTION])

    async def _say(self, text: str, *, reply_to: Message | None = None) -> None:
        message = await self._discord.say(
            self._at.you, self._at.channel, self._mentioning(text), reply_to=reply_to
        )
        self._said = message
        await self._settle(lambda: any(one.id > message.id for one in self._shown()))

    def _mentioning(self, text: str) -> str:
        return text.replace(f"@{self._discord.bot.name}", self._discord.bot.mention)

    async def _use(self, line: str) -> None:
        number, _, value = line.partition(" ")
        if not 0 < int(number) <= len(self._controls):
            raise NotPossibleError(f"There is no !{number} in the last reply.")
        message, control = self._controls[int(number) - 1]
        if isinstance(control, parts.Button):
            await self._finish(await self._discord.press(self._at.you, message, control))
            return
        values = [one.strip() for one in value.split("|") if one.strip()]
        await self._finish(await self._discord.select(self._at.you, message, control, *values))

    async def _finish(self, interaction: Interaction) -> None:
        with contextlib.suppress(TimeoutError):
            await interaction.acknowledged(timeout=SILENCE_SECONDS)
        if interaction.modal is not None:
            await self._fill_in(interaction)
            return
        await self._settle(lambda: interaction.response is not None and not interaction.thinking, interaction)

    async def _fill_in(self, interaction: Interaction) -> None:
        modal = interaction.modal
        if modal is None:
            return
        self._print_lines([modal.title])
        found = (one for one in parts.walk(modal.components) if isinstance(one, parts.Label))
        labels = {one.component: one.label for one in found}
        entries: dict[str, Entry] = {}
        for field in modal.fields:
            label = labels.get(field) or (field.label if isinstance(field, parts.TextInput) else None) or ""
            entry = await self._ask(label, field)
            if entry is None:
                return
            if entry != "":
                entries[field.custom_id] = entry
        await self._finish(await self._discord.submit(interaction, entries))

    async def _ask(self, label: str, field: Field) -> Entry | None:
        options = ""
        if isinstance(field, parts.Select | parts.ChoiceGroup) and field.options:
            options = f" ({' | '.join(option.label for option in field.options)})"
        if isinstance(field, parts.Checkbox):
            options = " (yes | no)"
        self._print_lines([f"{label}{options}:"])
        answer = await anext(self._lines, None)
        if answer is None or isinstance(field, parts.TextInput):
            return answer
        if isinstance(field, parts.Checkbox):
            return answer.strip().lower() in typed.YES
        return [one.strip() for one in answer.split("|") if one.strip()]

    async def _settle(self, replied: Callable[[], bool], interaction: Interaction | None = None) -> None:
        with self._waiting():
            answered = await self._answered(replied)
            with contextlib.suppress(TimeoutError):
                await self._discord.quiet(SETTLE_SECONDS, timeout=SILENCE_SECONDS)
        if not answered:
            self._print_lines([NO_REPLY])
        if interaction is not None:
            self._private |= {one.id for one in interaction.messages if one.ephemeral}
        self._show_news()

    async def _answered(self, replied: Callable[[], bool]) -> bool:
        while not replied():
            try:
                await self._discord.until(replied, timeout=1.0)
            except TimeoutError:
                if self._discord.idle_seconds > SILENCE_SECONDS:
                    return False
        return True

    def _waiting(self) -> AbstractContextManager[object]:
        if self._console.is_terminal:
            return self._console.status(f"{self._discord.bot.name} is typing…")
        return contextlib.nullcontext()

    def _shown(self) -> list[Message]:
        """Return the bot's messages that can be seen from here, oldest first."""
        found = {one.id: one for channel in self._at.visible for one in self._discord.messages(channel)}
        found |= {one.id: one for one in self._discord.world.messages.values() if one.id in self._private}
        return [
            one for _, one in sorted(found.items()) if one.author is self._discord.bot and not one.loading
        ]

    def _news(self) -> list[Message]:
        """Return those that are new or have changed."""
        return [one for one in self._shown() if self._seen.get(one.id) != one]

    def _show_news(self) -> None:
        news, shown = self._news(), {one.id: one for one in self._shown()}
        if set(self._seen) - set(shown):
            self._print_lines([GONE])
        self._seen = shown
        controls = [
            (one, part)
            for one in news
            for part in one.walk()
            if isinstance(part, parts.Button | parts.Select) and part.custom_id and not part.disabled
        ]
        # Where there is nothing new to press, what was shown before keeps its numbers.
        self._controls = controls or [pair for pair in self._controls if pair[0].id in shown]
        for one in news:
            if one.channel is not self._at.channel:
                self._print_lines([f"In {self._at.title(one.channel)}:"])
            self._draw(one)

    def _draw(self, message: Message) -> None:
        numbers = {
            part.custom_id: number
            for number, (owner, part) in enumerate(self._controls, 1)
            if owner.id == message.id and part.custom_id
        }
        names = {
            user.mention: f"@{user.name}"
            for user in self._discord.world.users.values()  # it is a small world
        }
        if self._console.is_terminal:
            self._console.print(card.framed(message, numbers, names))
        else:
            self._print_lines([*card.plain(message, numbers, names), ""])

    def _print_lines(self, lines: list[str]) -> None:
        for line in lines:
            self._console.print(Text(line), soft_wrap=True)
