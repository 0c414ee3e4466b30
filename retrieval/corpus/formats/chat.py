"""Exports of chats: Telegram, DiscordChatExporter and Slack, told by their fields."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from retrieval.corpus.decoding import NotTextError, decode
from retrieval.corpus.formats.canonical import CanonicalText, in_one_line
from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.datatypes import LandmarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class _Message:
    author: str
    """Empty where it is not known."""
    sent: str
    """Date and time as the export has them, to the minute; empty where it has none."""
    text: str

    @property
    def heading(self) -> str:
        """Return who wrote it, and on which day: the same for messages that belong together."""
        return ", ".join(filter(None, (self.author, self.sent[:10])))


def read(content: bytes, _suffix: str) -> Extract:
    """Return the messages in the order of the file, under headings that say who wrote them, and when.

    Raises:
        UnreadableError: it is no export of a chat.

    """
    try:
        exported = json.loads(decode(content).removeprefix("\ufeff"))
    except NotTextError as error:
        raise UnreadableError(str(error)) from None
    except (ValueError, RecursionError):
        raise UnreadableError("it is not valid JSON") from None
    title, messages = _told(exported)
    canonical = CanonicalText()
    if title:
        canonical.heading(1, title)
    heading = ""
    for message in messages:
        if not message.text.strip():
            continue
        named = ", ".join(filter(None, (message.author, message.sent)))
        if named:
            canonical.landmark(LandmarkKind.MESSAGE, named)
        if message.heading != heading:
            heading = message.heading
            canonical.heading(2, heading)
        canonical.lines(message.text)
    return Extract(text=canonical.text, title=title or None, landmarks=canonical.landmarks)


def _told(exported: Any) -> tuple[str, Iterator[_Message]]:
    """Return the name of the chat and its messages."""
    match exported:
        case {"guild": {"name": guild}, "channel": {"name": channel}, "messages": list(messages)}:
            return in_one_line(f"{guild}: {channel}"), _of_discord(messages)
        case {"messages": list(messages), "type": str()}:
            return in_one_line(str(exported.get("name") or "")), _of_telegram(messages)
        case [{"type": str(), "ts": str()}, *_]:
            return "", _of_slack(exported)
        case _:
            raise UnreadableError("it is no chat exported from Telegram, Slack or Discord: remove it")


def _of_discord(messages: list[Any]) -> Iterator[_Message]:
    for message in messages:
        match message:
            case {"content": str(text), "timestamp": str(sent), "author": dict(author)}:
                yield _Message(
                    _string(author.get("nickname")) or _string(author.get("name")), _minute(sent), text
                )


def _of_telegram(messages: list[Any]) -> Iterator[_Message]:
    for message in messages:
        match message:
            case {"type": "message", "text": text, "date": str(sent)}:
                yield _Message(_string(message.get("from")), _minute(sent), _telegram_text(text))


def _telegram_text(text: Any) -> str:
    """Join a text whose marked parts stand as objects."""
    parts = text if isinstance(text, list) else [text]
    return "".join(part if isinstance(part, str) else str(part["text"]) for part in parts)


def _of_slack(messages: list[Any]) -> Iterator[_Message]:
    for message in messages:
        match message:
            case {"type": "message", "text": str(text), "ts": str(stamp)} if "subtype" not in message:
                profile = message.get("user_profile")
                names = profile if isinstance(profile, dict) else {}
                author = _string(names.get("real_name")) or _string(message.get("user"))
                sent = f"{datetime.fromtimestamp(float(stamp), UTC):%Y-%m-%d %H:%M} UTC"
                yield _Message(author, sent, text)


def _string(value: object) -> str:
    return in_one_line(value) if isinstance(value, str) else ""


def _minute(sent: str) -> str:
    """Return `2024-03-12 10:02` of an ISO time, in the zone in which it is written."""
    try:
        return f"{datetime.fromisoformat(sent):%Y-%m-%d %H:%M}"
    except ValueError:
        return ""
