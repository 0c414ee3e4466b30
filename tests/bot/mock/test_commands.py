from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest
from discord import app_commands

from bot.mock import Channel, MockDiscord, NotPossibleError, Permission, User
from tests.bot.mock.puppet import Puppet, logged_in

if TYPE_CHECKING:
    from typing import Any


async def test_every_registration_is_counted(server: MockDiscord, puppet: Puppet) -> None:
    assert len(server.command_syncs) == 1
    first = {command["name"]: command["id"] for command in server.commands}
    await puppet.tree.sync()
    assert len(server.command_syncs) == 2
    assert {command["name"]: command["id"] for command in server.commands} == first
    assert [command.name for command in await puppet.tree.fetch_commands()] == list(first)
    assert server.violations == []


async def test_commands_outlive_the_bots_connection(server: MockDiscord, puppet: Puppet) -> None:
    await puppet.close()
    async with logged_in(server, Puppet(sync=False)):
        assert len(server.command_syncs) == 1


async def test_an_invalid_command_fails_the_registration(server: MockDiscord, puppet: Puppet) -> None:
    command = puppet.tree.get_command("settings")
    assert isinstance(command, app_commands.Command)
    command.description = "x" * 101
    with pytest.raises(app_commands.CommandSyncFailure):
        await puppet.tree.sync()
    assert len(server.violations) == 1
    assert len(server.command_syncs) == 1


async def test_commands_of_one_server(
    server: MockDiscord, puppet: Puppet, alice: User, channel: Channel
) -> None:
    assert channel.guild
    here = discord.Object(channel.guild.id)

    @puppet.tree.command(description="Only here", guild=here)
    async def local(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("here")

    await puppet.tree.sync(guild=here)
    interaction = await (await server.slash(alice, channel, "local")).responded()
    assert interaction.messages[0].content == "here"
    with pytest.raises(NotPossibleError, match="no command 'local'"):
        await server.slash(alice, server.open_dm(alice), "local")


class TestWhatDiscordDoesNotOffer:
    @pytest.mark.usefixtures("puppet")
    async def test_an_unknown_command(self, server: MockDiscord, alice: User, channel: Channel) -> None:
        with pytest.raises(NotPossibleError, match="there are: Find sources, ask, settings"):
            await server.slash(alice, channel, "sources")

    @pytest.mark.usefixtures("puppet")
    async def test_a_moderators_command_to_others(
        self, server: MockDiscord, alice: User, channel: Channel
    ) -> None:
        assert channel.guild
        with pytest.raises(NotPossibleError, match="lacks the permissions"):
            await server.slash(alice, channel, "settings")
        channel.guild.add_member(alice, channel.guild.add_role("mod", Permission.MANAGE_GUILD))
        interaction = await (await server.slash(alice, channel, "settings")).responded()
        assert interaction.messages[0].content == "settings"

    @pytest.mark.usefixtures("puppet")
    async def test_a_server_command_in_a_direct_message(self, server: MockDiscord, alice: User) -> None:
        with pytest.raises(NotPossibleError, match="not offered in direct messages"):
            await server.slash(alice, server.open_dm(alice), "settings")

    @pytest.mark.usefixtures("puppet")
    async def test_commands_where_they_are_not_permitted(
        self, server: MockDiscord, alice: User, channel: Channel
    ) -> None:
        channel.deny(Permission.USE_APPLICATION_COMMANDS, to=alice)
        with pytest.raises(NotPossibleError, match="may not use commands"):
            await server.slash(alice, channel, "ask", {"question": "x"})

    @pytest.mark.usefixtures("puppet")
    @pytest.mark.parametrize(
        "options",
        [{}, {"question": ""}, {"question": "x" * 201}, {"question": 1}, {"question": "x", "more": "y"}],
        ids=["missing", "empty", "too long", "wrong type", "unknown"],
    )
    async def test_options_that_do_not_fit(
        self, server: MockDiscord, alice: User, channel: Channel, options: dict[str, str]
    ) -> None:
        with pytest.raises(NotPossibleError):
            await server.slash(alice, channel, "ask", options)


class TestInstalledByItsUser:
    @pytest.fixture
    async def installable(self, server: MockDiscord) -> Any:
        puppet = Puppet()

        @puppet.tree.command(description="Anywhere")
        @app_commands.allowed_installs(guilds=True, users=True)
        @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
        async def anywhere(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message("one")
            for _ in range(6):
                await interaction.followup.send("more")

        async with logged_in(server, puppet, commands=4):
            yield puppet

    @pytest.mark.usefixtures("installable")
    async def test_it_works_in_servers_without_the_bot_with_five_follow_ups(
        self, server: MockDiscord, alice: User
    ) -> None:
        elsewhere = server.add_guild("Elsewhere", with_bot=False).add_channel("general")
        with pytest.raises(NotPossibleError, match="not installed"):
            await server.slash(alice, elsewhere, "anywhere")
        server.install(alice)
        interaction = await server.slash(alice, elsewhere, "anywhere")
        await server.until(lambda: bool(server.violations))
        assert len(interaction.messages) == 6
        assert server.violations[0].endswith("Max number of follow-ups reached for this interaction")

    async def test_messages_of_such_servers_do_not_reach_the_bot(
        self, server: MockDiscord, installable: Puppet, alice: User, channel: Channel
    ) -> None:
        elsewhere = server.add_guild("Elsewhere", with_bot=False).add_channel("general")
        await server.say(alice, elsewhere, f"{server.bot.mention} hello")
        await server.say(alice, channel, f"{server.bot.mention} hello")
        await server.until(lambda: bool(installable.heard))
        assert [message.channel.id for message in installable.heard] == [channel.id]
