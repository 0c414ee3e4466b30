"""What follows the initial response: follow-ups, and edits of the response, for 15 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.entities import MessageFlag
from bot.mock.errors import (
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    ApiError,
    unknown,
)
from bot.mock.interactions import InteractionKind
from bot.mock.limits import numbers
from bot.mock.rest import posting
from bot.mock.rest.callbacks import described

if TYPE_CHECKING:
    from bot.mock.entities import Message
    from bot.mock.interactions import Interaction
    from bot.mock.rest.call import Call

ORIGINAL = "@original"
TOO_MANY_FOLLOW_UPS = 40094


def _interaction(call: Call) -> Interaction:
    interaction = call.stage.interactions.get(call.parameters["token"])
    ledger = call.stage.ledger
    if interaction is None or call.id("webhook_id") != call.world.application_id:
        ledger.violate("webhook: no interaction has this token")
        raise unknown(UNKNOWN_WEBHOOK, "Webhook")
    if interaction.expired:
        raise ApiError(401, INVALID_WEBHOOK_TOKEN, "Invalid Webhook Token")
    if interaction.response is None or interaction.kind is InteractionKind.AUTOCOMPLETE:
        ledger.violate(f"webhook: follow-up to {interaction.name!r} before its initial response")
        raise unknown(UNKNOWN_WEBHOOK, "Webhook")
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    name = call.parameters["message_id"]
    identity = interaction.original if name == ORIGINAL else call.id("message_id")
    found = call.world.messages.get(identity or 0)
    if found is None or identity not in {interaction.original, *interaction.follow_ups}:
        raise unknown(UNKNOWN_MESSAGE, "Message")
    return found


async def follow_up(call: Call) -> tuple[int, Any]:
    """Send a follow-up; the first one after a deferral takes the place of "is thinking…"."""
    interaction, world = _interaction(call), call.world
    private = interaction.confined or bool((call.form.get("flags") or 0) & MessageFlag.EPHEMERAL)
    original = world.messages.get(interaction.original) if interaction.original is not None else None
    if original is not None and original.loading:
        if private and not original.ephemeral:
            call.stage.ledger.violate(
                f"webhook: private follow-up to {interaction.name!r}, which was deferred publicly: all see it"
            )
        edited = _fill(call, original)
        return 200, payloads.message(edited, world)
    if interaction.user_installed and len(interaction.follow_ups) >= numbers.FOLLOW_UPS_WITHOUT_BOT:
        raise ApiError(400, TOO_MANY_FOLLOW_UPS, "Max number of follow-ups reached for this interaction")
    envelope = posting.Envelope(
        interaction.channel,
        ephemeral_for=interaction.user if private else None,
        interaction_payload=described(interaction),
    )
    message = posting.build(call, call.form, envelope)
    interaction.follow_ups.append(message.id)
    world.add_message(message)
    call.stage.ledger.posted.append(message)
    return 200, payloads.message(message, world)


def _fill(call: Call, original: Message) -> Message:
    changed = posting.changes(call, original, call.form)
    edited = call.world.edit_message(original, **changed)
    call.stage.ledger.posted.append(edited)
    return edited


async def message(call: Call) -> tuple[int, Any]:
    """Return the original response or a follow-up."""
    return 200, payloads.message(_message(call, _interaction(call)), call.world)


async def edit(call: Call) -> tuple[int, Any]:
    """Edit the original response or a follow-up."""
    interaction = _interaction(call)
    found = _message(call, interaction)
    if found.loading:
        return 200, payloads.message(_fill(call, found), call.world)
    edited = call.world.edit_message(found, **posting.changes(call, found, call.form))
    return 200, payloads.message(edited, call.world)


async def delete(call: Call) -> tuple[int, Any]:
    """Delete the original response or a follow-up."""
    interaction = _interaction(call)
    call.world.delete_message(_message(call, interaction))
    return 204, None
