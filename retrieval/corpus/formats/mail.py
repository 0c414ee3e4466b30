"""Mail: one message (.eml) or an archive of them (.mbox), in the order of the file."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING

from retrieval.corpus.decoding import NotTextError, decode
from retrieval.corpus.formats.canonical import CanonicalText, in_one_line
from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.html_blocks import write_blocks
from retrieval.datatypes import LandmarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

# The line that begins a message, after the beginning of the file or a blank line (RFC 4155).
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*(?:\r\n|\n)")
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
_MOST_MESSAGES = 100_000


def read(content: bytes, suffix: str) -> Extract:
    """Return the text of the messages: their plain part, else their HTML; attachments are left out.

    Raises:
        UnreadableError: nothing in it is a message.

    """
    return _archive(content) if suffix == ".mbox" else _letter(content)


def _letter(content: bytes) -> Extract:
    message = _parsed(content)
    if not message.keys():
        raise UnreadableError("it has no header of a mail")
    subject, sent = _header(message, "subject"), _sent(message)
    canonical = CanonicalText()
    if subject:
        canonical.heading(1, subject)
    _write_body(message, canonical)
    return Extract(
        text=canonical.text,
        title=subject or None,
        author=_author(message) or None,
        published=sent.date() if sent else None,
    )


def _archive(content: bytes) -> Extract:
    canonical = CanonicalText()
    number = 0
    for number, part in enumerate(_messages(content), start=1):
        if number > _MOST_MESSAGES:
            raise UnreadableError(f"it holds more than {_MOST_MESSAGES:,} messages: split it")
        message = _parsed(part)
        sent = _sent(message)
        stated = (_author(message), f"{sent:%Y-%m-%d %H:%M}" if sent else "")
        written = ", ".join(filter(None, stated))
        canonical.landmark(LandmarkKind.MESSAGE, f"{number} ({written})" if written else str(number))
        # Level 2: no message is the title of the archive.
        canonical.heading(2, ": ".join(filter(None, (written, _header(message, "subject")))) or str(number))
        _write_body(message, canonical)
    if number == 0:
        raise UnreadableError("it is no mbox file: it does not begin with a From line")
    return Extract(text=canonical.text, landmarks=canonical.landmarks)


def _messages(content: bytes) -> Iterator[bytes]:
    starts = list(_FROM.finditer(content))
    if not starts or starts[0].start() != 0:
        return
    ends = [*(start.start() for start in starts[1:]), len(content)]
    for start, end in zip(starts, ends, strict=True):
        yield _ESCAPED_FROM.sub(rb"\1", content[start.end() : end])


def _parsed(content: bytes) -> Message:
    # The newer policy reads headers ten times slower, and breaks over malformed ones.
    return message_from_bytes(content, policy=compat32)


def _header(message: Message, name: str) -> str:
    value = message.get(name, "")
    try:
        return in_one_line(str(make_header(decode_header(value))))
    except (ValueError, LookupError):
        return in_one_line(str(value))


def _author(message: Message) -> str:
    """Return the names of the senders, the address of one who states none."""
    return ", ".join(name or address for name, address in getaddresses([_header(message, "from")]))


def _sent(message: Message) -> datetime | None:
    try:
        return parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError):
        return None


def _write_body(message: Message, canonical: CanonicalText) -> None:
    body = _body(message)
    if body is None:
        return
    text = _decoded(body)
    if body.get_content_subtype() == "html":
        # trafilatura looks for an article in a page; a letter is all there is to its own.
        from retrieval.corpus.formats.html import parsed

        if text.strip():
            write_blocks(parsed(text), canonical)
    else:
        canonical.lines(_SIGNATURE.sub("", text.replace("\r\n", "\n")))


def _body(message: Message) -> Message | None:
    """Return the first plain part that is no attachment, else the first in HTML."""
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    kinds = [part.get_content_type() for part in parts]
    return next((parts[kinds.index(kind)] for kind in ("text/plain", "text/html") if kind in kinds), None)


def _decoded(body: Message) -> str:
    """Decode by what the part declares, or by what can be told where that is wrong."""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(body.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        pass
    try:
        return decode(content)
    except NotTextError as error:
        raise UnreadableError(str(error)) from None
