from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
import pytest
from rich.console import Console

from bot.mock import MockDiscord, terminal
from tests.bot.mock.puppet import Card, Puppet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


async def talk(server: MockDiscord, *lines: str, console: Console | None = None) -> str:
    """Type these lines and return what was shown."""
    console = console or Console(file=io.StringIO(), width=60)

    async def typed() -> AsyncIterator[str]:
        for line in lines:
            yield line

    await terminal.converse(server, lines=typed(), console=console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


async def quote(message: discord.Message) -> None:
    text = f"> at least **164 people** died \\*\n-# {message.content}"
    await message.reply(view=Card(text), mention_author=False)


async def test_piped_it_is_plain_lines(server: MockDiscord, puppet: Puppet) -> None:
    puppet.answer = quote
    shown = await talk(server, "how many died?")
    assert shown.splitlines() == [
        "> at least 164 people died *",
        "how many died?",
        "---",
        "source",
        "[Form] !1  [Change] !2  [Opinion 7] !3",
        "[Which?: One | Two] !4",
        "",
    ]
    assert server.violations == []


async def test_in_a_terminal_it_is_a_card_with_bold_words(server: MockDiscord, puppet: Puppet) -> None:
    puppet.answer = quote
    console = Console(file=io.StringIO(), width=60, force_terminal=True, color_system="truecolor")
    shown = await talk(server, "how many died?", console=console)
    assert "╭" in shown
    assert "\x1b[1;2m Quoth \x1b[0m" in shown
    assert "\x1b[1m164 people\x1b[0m" in shown
    assert "▎ " in shown
    assert "────" in shown


async def test_long_quotes_are_not_broken_when_piped(server: MockDiscord, puppet: Puppet) -> None:
    words = "word " * 100 + "end"
    puppet.answer = lambda message: message.reply(words)
    assert words in (await talk(server, "hello")).splitlines()


async def test_each_line_waits_for_the_whole_reply_to_the_one_before(
    server: MockDiscord, puppet: Puppet
) -> None:
    async def answer(message: discord.Message) -> None:
        async with message.channel.typing():
            await message.reply(f"{message.content} 1")
        await message.channel.send(f"{message.content} 2")

    puppet.answer = answer
    shown = await talk(server, "a", "b")
    assert [line for line in shown.splitlines() if line] == ["a 1", "a 2", "b 1", "b 2"]


@pytest.mark.usefixtures("puppet")
async def test_slash_commands_and_private_answers(server: MockDiscord) -> None:
    shown = await talk(server, "/ask who?", "/ask question:who else? private:yes")
    lines = [line for line in shown.splitlines() if line]
    assert lines == ["who?", "who else?", "Only you can see this."]


async def test_deferred_commands_are_waited_for(server: MockDiscord, puppet: Puppet) -> None:
    async def answer(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.followup.send("one")
        await interaction.followup.send("two")

    puppet.on_ask = answer
    assert (await talk(server, "/ask x")).split() == ["one", "two"]


async def test_buttons_menus_and_forms_are_used_by_number(server: MockDiscord, puppet: Puppet) -> None:
    puppet.answer = quote
    shown = await talk(server, "hello", "!3")
    assert "opinion 7" in shown
    shown = await talk(server, "hello", "!2")
    assert shown.splitlines()[-6] == "changed"
    shown = await talk(server, "hello", "!4 Two")
    assert "chose two" in shown
    shown = await talk(server, "hello", "!1", "because", "Wrong passage")
    assert "because (passage)" in shown
    assert server.violations == []


@pytest.mark.usefixtures("puppet")
async def test_mistakes_are_explained_and_the_talk_goes_on(server: MockDiscord) -> None:
    shown = await talk(server, "/nothing", "!5", "/ask", "x" * 4001, "/ask who?", "/quit", "/ask never")
    lines = [line for line in shown.splitlines() if line]
    assert lines[0].startswith("There is no command /nothing. There are: ")
    assert lines[1] == "There is no !5 in the last reply."
    assert lines[2] == "/ask needs question"
    assert lines[3].endswith("not 4001")
    assert lines[4:] == ["who?"]


@pytest.mark.usefixtures("puppet")
async def test_help_lists_the_commands(server: MockDiscord) -> None:
    assert "/ask question:… [private:…] — Answers" in await talk(server, "/help")


@pytest.mark.usefixtures("puppet")
async def test_silence_is_said(server: MockDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "SILENCE_SECONDS", 0.3)
    assert (await talk(server, "hello", "", "  ")).splitlines() == ["(no reply)"]


async def test_hostile_text_does_not_stop_the_talk(server: MockDiscord, puppet: Puppet) -> None:
    puppet.answer = lambda message: message.reply(f"heard {len(message.content)}")
    shown = await talk(server, "\ud800", "\u202eabc", "[bold]x[/bold]", "a\0b")
    assert [line for line in shown.splitlines() if line] == ["heard 1", "heard 4", "heard 14", "heard 3"]


@pytest.mark.usefixtures("puppet")
async def test_an_empty_pipe_ends_at_once(server: MockDiscord) -> None:
    assert await talk(server) == ""


async def test_one_can_go_elsewhere_be_somebody_else_and_reply(server: MockDiscord, puppet: Puppet) -> None:
    async def answer(message: discord.Message) -> None:
        where = "private" if message.guild is None else str(message.channel)
        replies = message.reference is not None
        await message.reply(f"{message.author.name} in {where}: {replies}", mention_author=False)

    puppet.answer = answer
    shown = await talk(server, "/go general", "@Quoth hello", "/as bob", "/reply and now?", "/go dm", "hello")
    assert [line for line in shown.splitlines() if line] == [
        "You are you, in #general.",
        "you in general: False",
        "You are bob, in #general.",
        "bob in general: True",
        "You are bob, in dm.",
        "bob in private: False",
    ]
    assert server.violations == []


async def test_what_is_written_can_be_edited(server: MockDiscord, puppet: Puppet) -> None:
    async def follow(event: discord.RawMessageUpdateEvent) -> None:
        if event.message.author != puppet.user:
            await event.message.channel.send(f"now: {event.message.content}")

    puppet.answer = lambda message: message.reply("heard")
    puppet.on_raw_message_edit = follow  # type: ignore[attr-defined] # as discord.py finds its listeners
    shown = await talk(server, "/edit too early", "helo", "/edit hello")
    lines = [line for line in shown.splitlines() if line]
    assert lines == ["You have not written anything yet.", "heard", "now: hello"]


async def test_threads_are_seen_from_their_channel_and_can_be_gone_into(
    server: MockDiscord, puppet: Puppet
) -> None:
    async def answer(message: discord.Message) -> None:
        if isinstance(message.channel, discord.Thread):
            await message.channel.send("still here")
        else:
            await (await message.create_thread(name="Details")).send("in here")

    puppet.answer = answer
    shown = await talk(server, "/go general", "@Quoth hello", "/go", "/go det", "and?", "/go nowhere")
    assert [line for line in shown.splitlines() if line][1:] == [
        'In the thread "Details":',
        "in here",
        'Places: dm, #general, the thread "Details"',
        'You are you, in the thread "Details".',
        "still here",
        "There is no place named 'nowhere'.",
    ]


@pytest.mark.usefixtures("puppet")
async def test_impossible_moves_are_explained(server: MockDiscord) -> None:
    shown = await talk(server, "/reply hello", "/as", "/as Quoth", "/")
    lines = [line for line in shown.splitlines() if line]
    assert lines[:3] == [
        "There is nothing here to reply to.",
        "Say who, as in /as bob",
        "Say who, as in /as bob",
    ]
    assert lines[3].startswith("There is no command /")


async def test_the_menu_of_a_message_is_opened_by_name_or_where_there_is_one_command(
    server: MockDiscord, puppet: Puppet
) -> None:
    puppet.answer = lambda message: message.reply("heard")
    shown = await talk(server, "/menu", "a claim", "/menu", "/menu find", "/menu report")
    lines = [line for line in shown.splitlines() if line]
    assert lines == [
        "There is no message here whose menu could be opened.",
        "heard",
        *["found", "Only you can see this."] * 2,
        "A message's menu has: Find sources",
    ]
    assert puppet.found == ["a claim", "a claim"]


@pytest.mark.usefixtures("puppet")
async def test_what_is_suggested_while_typing_is_listed(server: MockDiscord) -> None:
    shown = await talk(server, "/suggest ask question who was", "/suggest ask")
    lines = [line for line in shown.splitlines() if line]
    assert lines[0] == "who was!"
    assert lines[1] == "Type /suggest, a command, one of its options, and the beginning of it."


async def test_what_was_to_be_pressed_stays_so_after_an_answer_without_buttons(
    server: MockDiscord, puppet: Puppet
) -> None:
    puppet.answer = quote
    shown = await talk(server, "hello", "!3", "!3")
    assert shown.count("opinion 7") == 2
