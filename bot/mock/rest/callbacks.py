"""The initial response to an interaction: one, in time, of a type that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import component_payloads, payloads
from bot.mock.entities import MessageFlag, MessageKind
from bot.mock.errors import (
    ALREADY_ACKNOWLEDGED,
    INVALID_FORM_BODY,
    UNKNOWN_INTERACTION,
    ApiError,
    InvalidFormError,
    unknown,
)
from bot.mock.interactions import ALLOWED_RESPONSES, Choice, InteractionKind, Modal, ResponseKind
from bot.mock.limits import choices_breaches, modal_breaches, numbers
from bot.mock.rest import posting

if TYPE_CHECKING:
    from bot.mock.entities import Message, User
    from bot.mock.interactions import Interaction
    from bot.mock.rest.call import Call


async def respond(call: Call) -> tuple[int, Any]:
    """Take the initial response to an interaction."""
    interaction = _interaction(call)
    kind = _kind(call, interaction)
    data = call.form.get("data") or {}
    message = _apply(call, interaction, kind, data)
    interaction.response = kind
    interaction.acknowledged_after = call.world.clock.now() - interaction.began
    if call.query.get("with_response", "").lower() not in {"1", "true"}:
        return 204, None
    return 200, _answer(call, interaction, kind, message)


def _interaction(call: Call) -> Interaction:
    interaction = call.stage.interactions.get(call.parameters["token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        raise _violation(call, unknown(UNKNOWN_INTERACTION, "interaction"), "no such interaction")
    if interaction.response is not None:
        error = ApiError(400, ALREADY_ACKNOWLEDGED, "Interaction has already been acknowledged.")
        raise error  # the status makes it a violation
    age = call.world.clock.now() - interaction.began
    if age > numbers.ACKNOWLEDGE_SECONDS:
        error = unknown(UNKNOWN_INTERACTION, "interaction")
        reason = f"{interaction.name!r} answered after {age:.1f} s"
        raise _violation(call, error, reason) if interaction.delivered else error
    return interaction


def _violation(call: Call, error: ApiError, reason: str) -> ApiError:
    call.stage.ledger.violate(f"interaction callback: {reason}: {error.message} ({error.code})")
    return error


def _kind(call: Call, interaction: Interaction) -> ResponseKind:
    number = call.form.get("type")
    allowed = set(ALLOWED_RESPONSES[interaction.kind])
    if interaction.kind is InteractionKind.MODAL_SUBMIT and interaction.source is None:
        allowed -= {ResponseKind.UPDATE, ResponseKind.DEFERRED_UPDATE}
    if number not in allowed:
        names = ", ".join(f"{kind.value} ({kind.name})" for kind in sorted(allowed))
        text = f"Response of type {number!r} to {interaction.kind.name}: must be one of {names}."
        code = {"code": "INTERACTION_APPLICATION_COMMAND_CALLBACK_TYPE_INVALID", "message": text}
        raise ApiError(400, INVALID_FORM_BODY, text, errors={"type": {"_errors": [code]}})
    return ResponseKind(number)


def _apply(call: Call, interaction: Interaction, kind: ResponseKind, data: dict[str, Any]) -> Message | None:
    match kind:
        case ResponseKind.MESSAGE | ResponseKind.DEFERRED_MESSAGE:
            return _post(call, interaction, data, loading=kind is ResponseKind.DEFERRED_MESSAGE)
        case ResponseKind.UPDATE:
            return _update(call, interaction, data)
        case ResponseKind.DEFERRED_UPDATE:
            interaction.original = interaction.source.id if interaction.source else None
        case ResponseKind.CHOICES:
            if breaches := choices_breaches(data):
                raise InvalidFormError(breaches)
            interaction.choices = tuple(Choice(one["name"], one["value"]) for one in data["choices"])
        case ResponseKind.MODAL:
            if breaches := modal_breaches(data):
                raise InvalidFormError(breaches)
            numbered = component_payloads.number(data["components"])
            interaction.modal = Modal(
                data["title"], data["custom_id"], component_payloads.parse(numbered), numbered
            )
    return None


def _post(call: Call, interaction: Interaction, data: dict[str, Any], *, loading: bool) -> Message:
    private = interaction.confined or bool((data.get("flags") or 0) & MessageFlag.EPHEMERAL)
    if loading:
        interaction.private = private
    envelope = posting.Envelope(
        interaction.channel,
        ephemeral_for=interaction.user if private else None,
        kind=_message_kind(interaction),
        reference=interaction.source if not private else None,
        interaction_payload=described(interaction),
        loading=loading,
    )
    allowed: dict[str, Any] = {"allowed_mentions": {"parse": []}} if loading else {}
    message = posting.build(call, data | allowed, envelope)
    interaction.original = message.id
    call.world.add_message(message)
    if not loading:
        call.stage.ledger.posted.append(message)
    return message


def _update(call: Call, interaction: Interaction, data: dict[str, Any]) -> Message | None:
    source = call.world.messages.get(interaction.source.id) if interaction.source else None
    if source is None:
        raise unknown(10008, "Message")
    interaction.original = source.id
    return call.world.edit_message(source, **posting.changes(call, source, data))


def _message_kind(interaction: Interaction) -> MessageKind:
    if interaction.kind is not InteractionKind.COMMAND:
        return MessageKind.DEFAULT
    slash = interaction.data.get("type", 1) == 1
    return MessageKind.CHAT_INPUT_COMMAND if slash else MessageKind.CONTEXT_MENU_COMMAND


def described(interaction: Interaction) -> dict[str, Any]:
    """Return the `interaction_metadata` of a message that answers an interaction."""
    user: User = interaction.user
    body: dict[str, Any] = {
        "id": str(interaction.id),
        "type": int(interaction.kind),
        "user": payloads.user(user),
        "authorizing_integration_owners": {"1": str(user.id)} if interaction.user_installed else {"0": "0"},
    }
    if interaction.source is not None:
        body["interacted_message_id"] = str(interaction.source.id)
    if interaction.trigger is not None:
        body["triggering_interaction_metadata"] = described(interaction.trigger)
    return body


def _answer(
    call: Call, interaction: Interaction, kind: ResponseKind, message: Message | None
) -> dict[str, Any]:
    about: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.kind)}
    resource: dict[str, Any] = {"type": int(kind)}
    if message is not None:
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
        resource["message"] = payloads.message(message, call.world)
    return {"interaction": about, "resource": resource}
