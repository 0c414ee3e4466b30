"""What people do in the mock: write, use commands and components, fill in forms, delete."""

# ruff: noqa: ASYNC109 # the TimeoutError says what was waited for, which asyncio.timeout cannot
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import commanding, payloads
from bot.mock import components as parts
from bot.mock.entities import Attachment, Channel, ChannelKind, Message, MessageKind, User
from bot.mock.errors import NotPossibleError
from bot.mock.forms import filled
from bot.mock.interactions import Choice, Interaction, InteractionKind
from bot.mock.ledger import PATIENCE
from bot.mock.limits import numbers
from bot.mock.limits.commands import CommandKind
from bot.mock.mentions import pings
from bot.mock.permissions import Permission, in_channel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.mock.commanding import Value
    from bot.mock.forms import Entry
    from bot.mock.stage import Stage


class People:
    """The people in front of the mock; every method does what one of them does with a mouse or keyboard."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.address = ""
        """Where the mock listens."""

    async def say(
        self,
        author: User,
        channel: Channel,
        text: str = "",
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        attachments: Sequence[str] = (),
    ) -> Message:
        """Write a message; `discord.bot.mention` in the text mentions the bot, `ping` is that of a reply.

        Another bot may be the author too.

        Raises:
            NotPossibleError: it is empty, too long, too early in slow mode, or not permitted.

        """
        return self._write(author, channel, text, reply_to=reply_to, ping=ping, attachments=attachments)

    def _write(
        self,
        author: User,
        channel: Channel,
        text: str,
        *,
        reply_to: Message | None = None,
        ping: bool = True,
        attachments: Sequence[str] = (),
        identity: int | None = None,
    ) -> Message:
        world = self._stage.world
        self._check_presence(author, channel)
        needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        if needed not in in_channel(channel, author) or channel.kind is ChannelKind.FORUM:
            raise NotPossibleError(f"{author.name} may not write in {channel.name}")
        text = text.strip()
        if not (text or attachments) or len(text) > numbers.NITRO_MESSAGE_CHARACTERS:
            raise NotPossibleError(
                f"a message has 1 to {numbers.NITRO_MESSAGE_CHARACTERS} characters, not {len(text)}"
            )
        self._check_slow_mode(author, channel)
        self._open_again(author, channel)
        message = Message(
            id=identity or world.new_id(),
            channel=channel,
            author=author,
            created=world.clock.utc(),
            content=text,
            attachments=tuple(Attachment(world.new_id(), name, 0) for name in attachments),
            kind=MessageKind.REPLY if reply_to else MessageKind.DEFAULT,
            reference=reply_to.id if reply_to else None,
            pings=pings(
                world,
                channel,
                author,
                text,
                replied_to=reply_to.author if reply_to else None,
                replied_pings=ping,
            ),
        )
        return world.add_message(message)

    async def post(self, author: User, forum: Channel, title: str, text: str) -> Message:
        """Open a forum post and return its first message, which has the post's id; the post is its channel."""
        thread = self._stage.world.add_thread(forum, title, owner=author)
        return self._write(author, thread, text, identity=thread.id)

    async def edit(self, message: Message, text: str) -> Message:
        """Edit one's own message; a reply that pings goes on to."""
        world = self._stage.world
        answered = world.messages.get(message.reference or 0)
        found = pings(
            world,
            message.channel,
            message.author,
            text,
            replied_to=answered.author if answered else None,
            replied_pings=answered is not None and answered.author in message.pings.users,
        )
        return world.edit_message(message, content=text, edited=world.clock.utc(), pings=found)

    async def unfurl(self, message: Message, title: str) -> Message:
        """Let Discord add the preview of a link to a message, which is an update and no edit."""
        return self._stage.world.edit_message(message, embeds=({"type": "article", "title": title},))

    async def delete(self, message: Message) -> None:
        """Delete a message."""
        self._stage.world.delete_message(message)

    def upload(
        self, name: str, content: bytes, *, content_type: str = "application/octet-stream"
    ) -> Attachment:
        """Choose a file for an option of a command; the bot can fetch it from now on."""
        world = self._stage.world
        one = Attachment(
            world.new_id(), name, len(content), content, content_type=content_type, site=self.address
        )
        world.uploads[one.id] = one
        return one

    async def slash(
        self, user: User, channel: Channel, command: str, options: Mapping[str, Value] | None = None
    ) -> Interaction:
        """Use a slash command; sub-commands stand behind a space, as in "settings show".

        Raises:
            NotPossibleError: Discord's client would not offer or accept this.

        """
        self._check_presence(user, channel)
        name, *path = command.split(" ")
        found, by_user = commanding.find(self._stage, user, channel, name, CommandKind.CHAT_INPUT)
        sent, resolved = commanding.fill(found, path, options or {})
        data = self._command_data(found, options=sent) | ({"resolved": resolved} if resolved else {})
        kind = InteractionKind.COMMAND
        return self._stage.interact(
            kind, user, channel, name=f"/{command}", data=data, user_installed=by_user
        )

    async def autocomplete(
        self,
        user: User,
        channel: Channel,
        command: str,
        option: str,
        typed: str,
        *,
        options: Mapping[str, Value] | None = None,
        timeout: float = PATIENCE,
    ) -> tuple[Choice, ...]:
        """Type into an option that completes, with others filled in or not, and return what is suggested."""
        name, *path = command.split(" ")
        found, by_user = commanding.find(self._stage, user, channel, name, CommandKind.CHAT_INPUT)
        given = {**(options or {}), option: typed}
        sent, _ = commanding.fill(found, path, given, focused=option)
        interaction = self._stage.interact(
            InteractionKind.AUTOCOMPLETE,
            user,
            channel,
            name=f"/{command} {option}",
            data=self._command_data(found, options=sent),
            user_installed=by_user,
        )
        await interaction.acknowledged(timeout=timeout)
        return interaction.choices

    async def message_menu(self, user: User, message: Message, command: str) -> Interaction:
        """Use a command of a message's context menu."""
        world = self._stage.world
        found, by_user = commanding.find(self._stage, user, message.channel, command, CommandKind.MESSAGE)
        body = payloads.message(message, world, target=True)
        resolved = {"messages": {str(message.id): body}}
        data = self._command_data(found) | {"target_id": str(message.id), "resolved": resolved}
        kind = InteractionKind.COMMAND
        channel = message.channel
        return self._stage.interact(kind, user, channel, name=command, data=data, user_installed=by_user)

    async def user_menu(self, user: User, channel: Channel, target: User, command: str) -> Interaction:
        """Use a command of a user's context menu."""
        found, by_user = commanding.find(self._stage, user, channel, command, CommandKind.USER)
        resolved: dict[str, Any] = {"users": {str(target.id): payloads.user(target)}}
        if channel.guild and target.id in channel.guild.members:
            member = payloads.member(channel.guild, target, with_user=False)
            resolved["members"] = {str(target.id): member}
        data = self._command_data(found) | {"target_id": str(target.id), "resolved": resolved}
        kind = InteractionKind.COMMAND
        return self._stage.interact(kind, user, channel, name=command, data=data, user_installed=by_user)

    async def press(self, user: User, message: Message, button: str | parts.Button) -> Interaction:
        """Press a button, named by its label or custom id.

        Raises:
            NotPossibleError: there is no such button, or it is disabled or a link.

        """
        message = self._current(user, message)
        named = button.custom_id if isinstance(button, parts.Button) else button
        for one in message.buttons:
            if named not in {one.custom_id, one.label} or named is None:
                continue
            if one.disabled or one.custom_id is None:
                raise NotPossibleError(f"the button {one.label!r} is disabled or a link")
            return self._use(user, message, parts.Kind.BUTTON, one.custom_id)
        labels = ", ".join(repr(one.label) for one in message.buttons) or "none"
        raise NotPossibleError(f"the message has no button {named!r}; it has: {labels}")

    async def press_forged(self, user: User, message: Message, custom_id: str) -> Interaction:
        """Send a button's custom id that the message does not have, as a tampered client would."""
        return self._use(user, message, parts.Kind.BUTTON, custom_id)

    async def select(
        self, user: User, message: Message, menu: str | parts.Select, *values: str
    ) -> Interaction:
        """Choose values (or labels) in a select menu, named by its placeholder or custom id.

        Raises:
            NotPossibleError: there is no such menu, or it does not take these values.

        """
        message = self._current(user, message)
        named = menu.custom_id if isinstance(menu, parts.Select) else menu
        for one in message.selects:
            if named in {one.custom_id, one.placeholder}:
                chosen = chosen_values(one, values)
                return self._use(user, message, one.kind, one.custom_id, values=chosen)
        raise NotPossibleError(f"the message has no select menu {named!r}")

    async def submit(self, interaction: Interaction, entries: Mapping[str, Entry]) -> Interaction:
        """Fill in and send the form that an interaction opened; fields go by label or custom id.

        Raises:
            NotPossibleError: no form was opened, or an entry does not fit.

        """
        if interaction.modal is None:
            raise NotPossibleError(f"{interaction.name!r} opened no form")
        modal = interaction.modal
        data = {"custom_id": modal.custom_id, "components": filled(modal, entries)}
        return self._stage.interact(
            InteractionKind.MODAL_SUBMIT,
            interaction.user,
            interaction.channel,
            name=modal.title,
            data=data,
            source=interaction.source and self._stage.world.messages.get(interaction.source.id),
            trigger=interaction,
            user_installed=interaction.user_installed,
        )

    def _use(
        self,
        user: User,
        message: Message,
        kind: parts.Kind,
        custom_id: str,
        *,
        values: list[str] | None = None,
    ) -> Interaction:
        data: dict[str, Any] = {"component_type": int(kind), "custom_id": custom_id}
        if values is not None:
            data["values"] = values
        owners = (message.interaction_payload or {}).get("authorizing_integration_owners", {})
        return self._stage.interact(
            InteractionKind.COMPONENT,
            user,
            message.channel,
            name=custom_id,
            data=data,
            source=message,
            user_installed="1" in owners,
        )

    def _current(self, user: User, message: Message) -> Message:
        current = self._stage.world.messages.get(message.id)
        if current is None:
            raise NotPossibleError("the message was deleted")
        if current.ephemeral and current.ephemeral_for is not user:
            raise NotPossibleError(f"{user.name} cannot see this message")
        return current

    def _open_again(self, author: User, channel: Channel) -> None:
        """Let a message open an archived thread again; https://discord.com/developers/docs/topics/threads."""
        if channel.locked and Permission.MANAGE_THREADS not in in_channel(channel, author):
            raise NotPossibleError(f"{channel.name} is locked")
        if channel.archived:
            channel.archived = False
            self._stage.world.update_channel(channel)

    def _check_slow_mode(self, author: User, channel: Channel) -> None:
        """Refuse what is written too early; https://discord.com/developers/docs/resources/channel: bots are exempt."""
        held = in_channel(channel, author)
        if (
            not channel.slow_mode
            or author.bot
            or held & (Permission.MANAGE_MESSAGES | Permission.MANAGE_CHANNELS)
        ):
            return
        world = self._stage.world
        earlier = [one.created for one in world.messages_in(channel) if one.author is author]
        if earlier and (world.clock.utc() - max(earlier)).total_seconds() < channel.slow_mode:
            raise NotPossibleError(f"{author.name} has to wait in {channel.name}, which is in slow mode")

    @staticmethod
    def _check_presence(user: User, channel: Channel) -> None:
        guild = channel.guild
        if guild is not None and user.id not in guild.members:
            guild.add_member(user)
        if Permission.VIEW_CHANNEL not in in_channel(channel, user):
            raise NotPossibleError(f"{user.name} cannot see {channel.name}")
        if channel.recipient is not None and user not in {channel.recipient, channel.world.bot}:
            raise NotPossibleError(f"{user.name} is not part of this direct message")

    @staticmethod
    def _command_data(
        command: dict[str, Any], *, options: list[dict[str, Any]] | None = None
    ) -> dict[str, Any]:
        data = {key: command[key] for key in ("id", "name", "type")}
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return data | ({"options": options} if options is not None else {})


def chosen_values(menu: parts.Select, values: Sequence[str]) -> list[str]:
    """Return the values of the options called so.

    Raises:
        NotPossibleError: the menu is disabled, or does not take these.

    """
    if menu.disabled:
        raise NotPossibleError("the menu is disabled")
    if not menu.minimum <= len(values) <= menu.maximum:
        raise NotPossibleError(f"the menu takes {menu.minimum} to {menu.maximum} values, not {len(values)}")
    if not menu.options:
        return list(values)
    known = {name: option.value for option in menu.options for name in (option.label, option.value)}
    for value in values:
        if value not in known:
            raise NotPossibleError(f"the menu has no option {value!r}; it has: {', '.join(known)}")
    return [known[value] for value in values]
