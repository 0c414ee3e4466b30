"""Telling Discord which commands there are, only when they have changed since the last time."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

if TYPE_CHECKING:
    from pathlib import Path

RECORD_NAME = "discord-commands.json"
"""The file in the data directory that remembers what was registered, by application."""

_log = logging.getLogger(__name__)


async def register_if_changed(tree: app_commands.CommandTree[Any], record: Path | None) -> None:
    """Register the commands unless, by the record, this application has the same ones already.

    Never raises: without its commands the bot still answers mentions, replies and direct messages.
    """
    application = str(tree.client.application_id)
    fingerprint = await fingerprint_of(tree)
    registered = await asyncio.to_thread(_read, record) if record else {}
    if registered.get(application) == fingerprint:
        _log.info("commands unchanged")
        return
    try:
        await tree.sync()
    except discord.DiscordException as error:
        _log.error("the commands could not be registered, the old ones stay: %s", error)
        return
    _log.info("commands registered")
    if record:
        await asyncio.to_thread(_write, record, {**registered, application: fingerprint})


async def fingerprint_of(tree: app_commands.CommandTree[Any]) -> str:
    """Return a hash of everything that Discord is told of the commands, in all languages."""
    translator = tree.translator or app_commands.Translator()
    payload = [await each.get_translated_payload(tree, translator) for each in tree.get_commands()]
    canonical = json.dumps(sorted(payload, key=lambda command: str(command["name"])), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _read(record: Path) -> dict[str, str]:
    """Return the fingerprints by application; an unreadable record only costs one registration."""
    try:
        registered = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return registered if isinstance(registered, dict) else {}


def _write(record: Path, registered: dict[str, str]) -> None:
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(registered), encoding="utf-8")
    except OSError as error:
        _log.warning("commands will be registered again at the next start: %s", error)
