"""From the bytes of a file to its text, or to the reason why they are not one."""

from __future__ import annotations

import codecs
import re

from retrieval.corpus.encodings import encoding_of


class NotTextError(ValueError):
    """The bytes cannot be told to be text; `str()` says why, and what to do."""


# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_SAMPLE = 64 * 1024


def decode(content: bytes) -> str:
    """Return the text, not one character changed.

    Offsets are those of the file decoded as UTF-8, so a UTF-8 byte order mark stays as U+FEFF; the marks of
    UTF-16 and UTF-32 belong to the encoding and go.

    Raises:
        NotTextError: the bytes are binary, damaged, or in an encoding that cannot be told.

    """
    text = _decode(content)
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise NotTextError("it is a binary file, not text: remove it or export it as text")
    return text


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise NotTextError(
                    f"it begins like {encoding.upper()} but is damaged: save it as UTF-8"
                ) from None
    if b"\x00" in content:
        return _without_mark(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(content):
            raise NotTextError(
                f"it is UTF-8 but damaged at byte {error.start:,}: save it again as UTF-8"
            ) from None
    legacy = encoding_of(content)
    if legacy is None:
        raise NotTextError("it is not UTF-8 and its encoding cannot be told: save it as UTF-8")
    return content.decode(legacy)


def _without_mark(content: bytes) -> str:
    """Decode UTF-16 that lost its mark: in the right byte order nearly all characters are of one old alphabet."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        known = sum(1 for character in sample if _is_of_an_alphabet(character))
        if known * 20 > len(sample) * 19:
            return text
    raise NotTextError("it is a binary file, not text: remove it or export it as text")


def _is_of_an_alphabet(character: str) -> bool:
    """Tell Latin, Greek, Cyrillic, Hebrew and Arabic letters, common marks and blanks from all else."""
    common = character < "\u0700" or "\u2010" <= character <= "\u203f"
    return common and (character.isprintable() or character.isspace())


def _is_damaged_utf8(content: bytes) -> bool:
    """Tell a broken UTF-8 file from another encoding: more sequences are right than bytes are wrong."""
    text = content.decode("utf-8", errors="surrogateescape")
    wrong = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    right = sum(1 for character in text if character > "\x7f") - wrong
    return right > wrong
