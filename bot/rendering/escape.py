"""Escaping: source text as Discord Markdown that shows exactly the source's characters.

Discord's clients (desktop, browser, iOS and Android alike) parse messages with simple-markdown and their own
rules. A backslash before any character but a letter, a digit or a blank shows that character and takes away
its meaning, so a backslash is all that is ever added: no zero-width characters, no entities, no look-alikes.

Every decision looks at the source text alone, never at the markup put around it, and errs towards one
backslash too many: a character stays bare only where no version of the rules gives it a meaning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEANINGFUL = re.compile(
    r"""
      [\\*_~|`]             # escapes, emphasis, strike-through, spoilers, code
    | [\[<>\#@]             # links, mentions, timestamps, custom emoji, quotes, headings, @everyone
    | \](?=\() | (?<=\])\(  # the seam of a masked link, for readers that look for it first
    | [-+](?!\w)            # list bullets, -#, rules; a hyphen within a word stays bare
    | (?:(?<=[0-9\f])|\A)\.(?!\w)  # 1. begins a list; 3.14 does not
    | :(?![ \t\r\n])        # https://, steam://, :smile:, <t:1:R>; a colon before a blank stays bare
    """,
    re.VERBOSE,
)
"""Characters that could begin or hold up a construct. The client drops form feeds before it parses, so these
are looked through; the ends of the text count as meaningful neighbours, for whatever is put beside them."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no JSON text that Discord accepts can carry them."""

_QUOTE_MARK = "> "
_STRONG = "**"


def pieces(text: str) -> tuple[str, ...]:
    r"""Return the Markdown of each character of the text, in order; joined, they are its escaped form.

    A line break (LF, CRLF or CR) becomes one LF: its first character yields it, the second yields nothing.
    NUL and lone surrogates, which Discord cannot carry, become U+FFFD, as CommonMark and browsers have it.
    """
    markdown = list(_UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", text))
    for special in _MEANINGFUL.finditer(text):
        markdown[special.start()] = "\\" + text[special.start()]
    for line_break in _LINE_BREAK.finditer(text):
        markdown[line_break.start()] = "\n"
        markdown[line_break.start() + 1 : line_break.end()] = [""] * (len(line_break[0]) - 1)
    return tuple(markdown)


def escape(text: str) -> str:
    """Return Markdown that shows the text as it is, wherever in a message it stands."""
    return "".join(pieces(text))


def block_quote(text: str, strong: Span | None = None) -> str:
    """Return the text as a Discord block quote, with the characters in `strong` in bold.

    `strong` is in offsets of `text`. Emphasis is set line by line and never touches a blank at either end,
    because some clients give `**` no meaning beside one; blanks look the same in bold. The result ends
    without a line break: what follows must begin with one.
    """
    stretches = tuple(_emphasised(text, strong))
    opening = {stretch.start for stretch in stretches}
    closing = {stretch.end - 1 for stretch in stretches}
    quoted = [_QUOTE_MARK]
    for index, piece in enumerate(pieces(text)):
        quoted.append(_STRONG if index in opening else "")
        quoted.append(piece if piece != "\n" else "\n" + _QUOTE_MARK)
        quoted.append(_STRONG if index in closing else "")
    return "".join(quoted)


def as_shown(text: str) -> str:
    """Return what a reader of a block quote of this text sees: the text, but for what no client can show.

    Before parsing, the client turns CRLF and CR into line breaks, tabs into four blanks, and drops form
    feeds; two or more blanks before a line break are swallowed by it. NUL and lone surrogates are replaced
    by `pieces`. All other text is its own image.
    """
    text = _UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    text = _LINE_BREAK.sub("\n", text).replace("\f", "").replace("\t", "    ")
    return re.sub(r" {2,}(?=\n|\Z)", "", text)


def _emphasised(text: str, strong: Span | None) -> Iterator[Span]:
    """Yield each line's part of `strong`, without the blanks at its ends; none that is all blank."""
    if strong is None:
        return
    for line in re.finditer(r"[^\r\n]+", strong.of(text)):
        words = line[0]
        if words.strip():
            start = strong.start + line.start()
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
