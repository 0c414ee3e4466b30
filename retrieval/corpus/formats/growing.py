"""A text that grows part by part, up to a limit, of characters that can be stored and shown."""

from __future__ import annotations

import re

from retrieval.corpus.formats.extract import UnreadableError

MOST_CHARACTERS = 64 * 1024 * 1024
"""As many as a text file may have bytes."""

# Neither lone surrogates nor control characters can be stored or shown, and none is part of a text.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class GrowingText:
    """What has been written of a text so far; its length is in characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return "".join(self._parts)

    def write(self, part: str) -> None:
        """Put a part at the end.

        Raises:
            UnreadableError: the text outgrows `MOST_CHARACTERS`.

        """
        self._length += len(part)
        if self._length > MOST_CHARACTERS:
            raise UnreadableError("it holds too much text: split it")
        self._parts.append(part)

    def take_last_back(self) -> None:
        """Take away the last character of the part that was written last, which has one."""
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1


def printable(words: str) -> str:
    """Return the words with U+FFFD for each character that cannot be stored or shown."""
    return _UNPRINTABLE.sub("\ufffd", words)
