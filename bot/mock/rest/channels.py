"""Routes about channels as such: reading, editing, deleting, typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import payloads
from bot.mock.errors import InvalidFormError, missing_permissions
from bot.mock.limits import numbers
from bot.mock.limits.breach import Findings
from bot.mock.permissions import Permission, in_channel
from bot.mock.rest.posting import check_may_send

if TYPE_CHECKING:
    from bot.mock.rest.call import Call


async def channel(call: Call) -> tuple[int, Any]:
    """Return a channel."""
    return 200, payloads.channel(call.channel())


async def edit_channel(call: Call) -> tuple[int, Any]:
    """Rename a channel or thread, archive or lock a thread."""
    found = call.channel()
    held = in_channel(found, call.world.bot)
    own_thread = found.is_thread and found.owner is call.world.bot and "locked" not in call.form
    needed = Permission.MANAGE_THREADS if found.is_thread else Permission.MANAGE_CHANNELS
    if not own_thread and needed not in held:
        raise missing_permissions()
    findings = Findings()
    findings.optional(call.form, "name", (), least=1, most=numbers.THREAD_NAME_CHARACTERS)
    if findings.breaches:
        raise InvalidFormError(findings.breaches)
    found.name = call.form.get("name", found.name)
    found.archived = call.form.get("archived", found.archived)
    found.locked = call.form.get("locked", found.locked)
    call.world.update_channel(found)
    return 200, payloads.channel(found)


async def delete_channel(call: Call) -> tuple[int, Any]:
    """Delete a channel or thread."""
    found = call.channel()
    needed = Permission.MANAGE_THREADS if found.is_thread else Permission.MANAGE_CHANNELS
    if needed not in in_channel(found, call.world.bot):
        raise missing_permissions()
    body = payloads.channel(found)
    call.world.delete_channel(found)
    return 200, body


async def typing(call: Call) -> tuple[int, Any]:
    """Show that the bot is typing."""
    found = call.channel()
    check_may_send(call.world, found)
    call.stage.ledger.typings.append(found)
    return 204, None
