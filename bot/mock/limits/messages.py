"""Limits of a message, new or edited: content, embeds, components, mentions, flags."""

from __future__ import annotations

from typing import Any

from bot.mock.limits import numbers
from bot.mock.limits.breach import Breach, Findings, Path
from bot.mock.limits.components import check_components

IS_COMPONENTS_V2 = 1 << 15
SENDABLE_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | IS_COMPONENTS_V2
"""Suppress embeds, ephemeral, silent, voice message, components."""
PARSED_MENTIONS = frozenset({"roles", "users", "everyone"})


def message_breaches(
    payload: dict[str, Any], *, second_version: bool | None = None, files: frozenset[str] = frozenset()
) -> list[Breach]:
    """List what is wrong with a message payload, new or edited.

    `second_version` says whether the message is, or becomes, one of components only; where it is not
    given, the payload's own flags say so. `files` are the names of the uploaded and kept attachments.
    """
    findings = Findings()
    flags = payload.get("flags") or 0
    findings.whole(payload, "flags", (), least=0, most=2**31)
    if isinstance(flags, int) and flags & ~SENDABLE_FLAGS:
        findings.add(
            ("flags",), "MESSAGE_FLAGS", f"Flags {flags & ~SENDABLE_FLAGS:#x} cannot be set by a bot."
        )
    if second_version is None:
        second_version = bool(flags & IS_COMPONENTS_V2)
    if second_version:
        _check_excluded(payload, findings)
    findings.optional(payload, "content", (), most=numbers.MESSAGE_CHARACTERS)
    _check_embeds(payload, findings)
    check_components(payload, findings, second_version=second_version, files=set(files))
    findings.size(len(files), ("attachments",), most=numbers.MESSAGE_ATTACHMENTS)
    _check_allowed_mentions(payload, findings)
    nonce = payload.get("nonce")
    if nonce is not None:
        findings.length(str(nonce), ("nonce",), most=numbers.NONCE_CHARACTERS)
    return findings.breaches


def _check_excluded(payload: dict[str, Any], findings: Findings) -> None:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if payload.get(key):
            findings.add(
                (key,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _check_embeds(payload: dict[str, Any], findings: Findings) -> None:
    embeds = findings.array(payload, "embeds", (), most=numbers.MESSAGE_EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        path: Path = ("embeds", index)
        findings.optional(embed, "title", path, most=numbers.EMBED_TITLE_CHARACTERS)
        findings.optional(embed, "description", path, most=numbers.EMBED_DESCRIPTION_CHARACTERS)
        footer, author = embed.get("footer") or {}, embed.get("author") or {}
        findings.optional(footer, "text", (*path, "footer"), most=numbers.EMBED_FOOTER_CHARACTERS)
        findings.optional(author, "name", (*path, "author"), most=numbers.EMBED_AUTHOR_CHARACTERS)
        fields = findings.array(embed, "fields", path, most=numbers.EMBED_FIELDS)
        for number, entry in enumerate(fields):
            here = (*path, "fields", number)
            findings.required(entry, "name", here, most=numbers.EMBED_FIELD_NAME_CHARACTERS)
            findings.required(entry, "value", here, most=numbers.EMBED_FIELD_VALUE_CHARACTERS)
        counted = [embed.get("title"), embed.get("description"), footer.get("text"), author.get("name")]
        counted += [entry.get(key) for entry in fields for key in ("name", "value")]
        total += sum(len(text) for text in counted if isinstance(text, str))
    if total > numbers.EMBED_CHARACTERS_IN_ALL:
        most = numbers.EMBED_CHARACTERS_IN_ALL
        findings.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {most}")


def _check_allowed_mentions(payload: dict[str, Any], findings: Findings) -> None:
    allowed = payload.get("allowed_mentions")
    if allowed is None:
        return
    path: Path = ("allowed_mentions",)
    parsed = findings.array(allowed, "parse", path, most=len(PARSED_MENTIONS))
    for index, name in enumerate(parsed):
        if name not in PARSED_MENTIONS:
            findings.add((*path, "parse", index), "BASE_TYPE_CHOICES", f"{name!r} is not a kind of mention.")
    for key in ("users", "roles"):
        listed = findings.array(allowed, key, path, most=numbers.ALLOWED_MENTION_IDS)
        if listed and key in parsed:
            findings.add(
                (*path, key),
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key} exclude each other.',
            )
