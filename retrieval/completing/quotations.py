"""What stands inside quotation marks, and what the sentences of a passage say outside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a quotation in the frame of a sentence."""

_MARK = re.compile('["“”„«»]')
_SINGLE = re.compile(r"(?<![^\s(\[—–-])[‘'](?=\w)(?:[^‘’']|(?<=\w)[’'](?=\w))+[.,!?…][’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, its words outside quotation marks, and the quotations of its passage that it takes part in."""

    span: Span
    text: str
    frame: str
    """The text with `GAP` in the place of what is quoted."""
    opens_in: Span | None
    """The quotation in which it begins, in offsets of the document."""
    closes_in: Span | None
    """The quotation in which it ends."""

    @property
    def is_quotation(self) -> bool:
        """Whether nothing of it stands outside quotation marks."""
        return not any(character.isalnum() for character in self.frame)


def quotations(text: str) -> tuple[Span, ...]:
    """Return what stands in quotation marks, marks included, in order; one left open goes on to the end.

    Any style counts, and real sources close with the wrong mark: between a blank and a word a mark opens,
    behind a word it closes. Single marks count where there are no double ones.
    """
    found: list[Span] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        leads = bool(after) and not after.isspace() and not before.isalnum()
        if opened is None:
            opened = mark if leads and (mark[0] not in "”»" or after.isalnum()) else None
        elif (mark[0] == '"') == (opened[0] == '"') and _closes(opened[0], mark[0], leads=leads):
            found.append(Span(opened.start(), mark.end()))
            opened = None
    if opened is not None:
        found.append(Span(opened.start(), len(text)))
    return tuple(found) or tuple(Span(*match.span()) for match in _SINGLE.finditer(text))


def _closes(opened: str, mark: str, *, leads: bool) -> bool:
    if mark in '”»"':
        return opened != "»" and not (mark == '"' and leads)
    return not leads or (opened, mark) in {("„", "“"), ("»", "«")}


def tell(text: str, sentences: Sequence[Span]) -> tuple[Told, ...]:
    """Return sentences that follow one another in a passage, with what they quote."""
    if not sentences:
        return ()
    start = sentences[0].start
    quoted = [each.shift(start) for each in quotations(text[start : sentences[-1].end])]
    return tuple(_told(text, span, quoted) for span in sentences)


def _told(text: str, span: Span, quoted: Sequence[Span]) -> Told:
    frame: list[str] = []
    place = span.start
    opens_in = closes_in = None
    for each in quoted:
        if not each.overlaps(span):
            continue
        frame += [text[place : max(place, each.start)], GAP]
        place = min(each.end, span.end)
        opens_in = each if each.start <= span.start else opens_in
        closes_in = each if each.end >= span.end else closes_in
    frame.append(text[place : span.end])
    return Told(span, span.of(text), "".join(frame), opens_in, closes_in)
