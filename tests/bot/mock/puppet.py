"""A minimal real discord.py client whose behaviour each test sets."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

if TYPE_CHECKING:
    import re
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.mock import MockDiscord

TOKEN = "right-token"
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Puppet(discord.Client):
    """Does with a message, and with `/ask`, what the test says."""

    def __init__(self, *, intents: discord.Intents = INTENTS, sync: bool = True) -> None:
        super().__init__(
            intents=intents, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0
        )
        self.tree = app_commands.CommandTree(self)
        self.sync = sync
        self.heard: list[discord.Message] = []
        self.answer: Callable[[discord.Message], Awaitable[object]] | None = None
        self.on_ask: Callable[[discord.Interaction[Any]], Awaitable[object]] | None = None
        self.found: list[str] = []
        self.asked: list[str] = []
        self._register()

    def _register(self) -> None:
        @self.tree.command(description="Answers")
        @app_commands.describe(question="What to ask", private="Only for you")
        async def ask(
            interaction: discord.Interaction[Any],
            question: app_commands.Range[str, 1, 200],
            private: bool = False,
        ) -> None:
            self.asked.append(question)
            if self.on_ask is not None:
                await self.on_ask(interaction)
            else:
                await interaction.response.send_message(question, ephemeral=private)

        @ask.autocomplete("question")
        async def complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{typed}!", value=typed)]

        @self.tree.context_menu(name="Find sources")
        async def find(interaction: discord.Interaction[Any], message: discord.Message) -> None:
            self.found.append(message.content)
            await interaction.response.send_message("found", ephemeral=True)

        @self.tree.command(description="For moderators")
        @app_commands.default_permissions(manage_guild=True)
        @app_commands.guild_only()
        async def settings(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message("settings")

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Opinion)
        if self.sync:
            await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message)
        if self.answer is not None:
            await self.answer(message)

    async def send_raw(self, method: str, path: str, body: Any = None, **parameters: Any) -> Any:
        """Call the REST API through discord.py's own HTTP client, past its checks."""
        route = discord.http.Route(method, path, **parameters)
        return await self.http.request(route, **({} if body is None else {"json": body}))


class Opinion(ui.DynamicItem[ui.Button[Any]], template=r"opinion:(?P<number>\d+)"):
    """A button that works whatever process made it."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label=f"Opinion {number}", custom_id=f"opinion:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 # discord.py passes it
        item: ui.Item[Any],  # noqa: ARG003 # discord.py passes it
        match: re.Match[str],
    ) -> Opinion:
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"opinion {self.number}", ephemeral=True)


class Reason(ui.Modal, title="What was wrong?"):
    """A form with a text and a choice."""

    text: ui.Label[Any] = ui.Label(text="In your words", component=ui.TextInput(max_length=50))
    kind: ui.Label[Any] = ui.Label(
        text="Kind",
        component=ui.Select(options=[discord.SelectOption(label="Wrong passage", value="passage")]),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        text, kind = self.text.component, self.kind.component
        assert isinstance(text, ui.TextInput)
        assert isinstance(kind, ui.Select)
        await interaction.response.send_message(f"{text.value} ({kind.values[0]})", ephemeral=True)


class Card(ui.LayoutView):
    """A components-only message with every control."""

    def __init__(self, text: str = "**Quoted** words") -> None:
        super().__init__(timeout=None)
        form: ui.Button[Any] = ui.Button(label="Form", custom_id="form")
        change: ui.Button[Any] = ui.Button(label="Change", custom_id="change")
        menu: ui.Select[Any] = ui.Select(
            custom_id="menu",
            placeholder="Which?",
            options=[discord.SelectOption(label=name, value=name.lower()) for name in ("One", "Two")],
        )

        async def open_form(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_modal(Reason())

        async def update(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.edit_message(view=Card("changed"))

        async def choose(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.defer()
            await interaction.followup.send(f"chose {menu.values[0]}")

        form.callback, change.callback, menu.callback = open_form, update, choose  # type: ignore[method-assign]
        buttons: ui.ActionRow[Any] = ui.ActionRow(form, change, Opinion(7))
        self.add_item(
            ui.Container(
                ui.TextDisplay(text),
                ui.Separator(),
                ui.TextDisplay("-# source"),
                buttons,
                ui.ActionRow(menu),
            )
        )


@asynccontextmanager
async def logged_in(server: MockDiscord, puppet: Puppet, *, commands: int = 3) -> AsyncIterator[Puppet]:
    """Connect the client to the mock while the block runs."""
    with server.redirect():
        connection = asyncio.create_task(puppet.start(TOKEN))
        ready = asyncio.create_task(server.ready(commands=commands))
        try:
            await asyncio.wait({connection, ready}, return_when=asyncio.FIRST_COMPLETED)
            if connection.done():
                connection.result()
            await ready
            await puppet.wait_until_ready()
            yield puppet
        finally:
            ready.cancel()
            await puppet.close()
            await asyncio.wait({connection})
