"""What a file states about itself in its first lines: its title, its date, and which lines say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.corpus.boilerplate import is_boilerplate
from retrieval.corpus.dates import date_at
from retrieval.corpus.front_matter import read_front_matter
from retrieval.corpus.lines import Lines, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from retrieval.datatypes import Span

_HEAD_LINES = 12  # a title, a byline, two dates, and what a site puts above them
_FARTHEST_LINE = 60
_LONGEST_TITLE = 200
_LONGEST_BYLINE = 80
_LONG_LINE = 120  # beyond any hard wrap: a whole paragraph on one line

_DATE_LABEL = re.compile(
    r"(?:date|dated|published(?:\s+on)?|publication date|posted(?:\s+on)?|released|issued"
    r"|fecha|publicado(?:\s+el)?|data|pubblicato(?:\s+il)?|publié\s+le|datum|veröffentlicht(?:\s+am)?"
    r"|дата|опубликовано)\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_UPDATE_LABEL = re.compile(r"(?:last\s+)?(?:updated|modified|revised)(?:\s+on)?\s*:?\s*", re.IGNORECASE)
_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:\s+", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(
    r"(?:authors?|written by|reported by|автор|autor|autore|auteur)\s*:?\s+\S", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:by|por|di|par|von)\s+[^\W\d_]", re.IGNORECASE)
_NAME_PARTICLES = frozenset(
    ["and", "y", "e", "et", "und", "de", "la", "del", "van", "von", "di", "da", "in", "for"]
)
_RULE = re.compile(r"={3,}|-{3,}|\*{3,}|_{3,}|~{3,}")
_HEADING = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<text>.*?)(?:[ \t]+#+)?")
_FENCE = re.compile(r"```|~~~")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)")
_SECTION = re.compile(r"(?P<title>\S+(?:\s+\S+){2,})\s+\|\s+\S+(?:\s+\S+){0,2}")
_ENDED = re.compile(r"[.!?…。][\"'”’»)]*\Z")
_ENDS_OF_SENTENCES = frozenset(".!;,:…。")
_NO_TITLE_BEGINS = ("-", "*", "•", "http", "|", "<", ">", "(", "[")


@dataclass(frozen=True, slots=True)
class Head:
    """The statements found; what is not stated is None."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    """As the front matter states it; a byline is matter, and is not taken apart."""
    language: str | None = None
    """As the front matter states it."""
    title_span: Span | None = None
    """The line that holds the title, with the date glued to it and the rule under it."""
    matter: tuple[Span, ...] = ()
    """The other lines that describe the file (front matter, dates, bylines), in order."""


def read_head(text: str, *, markdown: bool = False) -> Head:
    """Read title and date where the first lines state them; body and file times are never asked."""
    lines = Lines.of(text)
    reading = _Reading(lines)
    front = read_front_matter(lines)
    if front:
        reading.title, reading.published = front.title, front.published
        reading.matter.append(front.span)
    first = front.last_line + 1 if front else 0
    if markdown:
        reading.read_markdown(first)
    else:
        reading.read_plain(first)
    return Head(
        title=reading.title,
        published=reading.published or reading.updated,
        author=front.author if front else None,
        language=front.language if front else None,
        title_span=reading.title_span,
        matter=tuple(reading.matter),
    )


class _Reading:
    """What one pass over the first lines has found so far."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.title: str | None = None
        self.title_span: Span | None = None
        self.published: date | None = None
        self.updated: date | None = None
        self.matter: list[Span] = []

    def read_plain(self, first: int) -> None:
        """Read up to the first line that is neither title, date, byline nor a site's furniture above the title."""
        for index, line in self._first_lines(first):
            if self._takes_matter(index, line) or self._takes_dated_title(index, line):
                continue
            furniture = self.title_span is None and is_boilerplate(line)
            if not furniture and not self._takes_title(index, line):
                return

    def read_markdown(self, first: int) -> None:
        """Read the first heading, which has to be of level 1 unless the file begins with it, and dates near it."""
        fenced = begun = False
        for index, line in self._first_lines(first):
            heading = None if fenced else self._heading(index, line)
            if _FENCE.match(line):
                fenced = not fenced
            elif heading and self.title_span:
                return
            elif heading and (heading.level == 1 or not begun):
                self.title = self.title or heading.title or None
                self.title_span = heading.span
            elif not fenced:
                self._takes_matter(index, line.strip("*_ "))
            begun = True

    def _first_lines(self, first: int) -> Iterator[tuple[int, str]]:
        found = 0
        for index in range(first, min(first + _FARTHEST_LINE, len(self._lines.spans))):
            line = self._line(index)
            if line:
                yield index, line
                found += 1
            if found == _HEAD_LINES:
                return

    def _line(self, index: int) -> str:
        return self._lines.trimmed(index).of(self._lines.text) if index < len(self._lines.spans) else ""

    def _heading(self, index: int, line: str) -> _MarkdownHeading | None:
        span = self._lines.trimmed(index)
        match = _HEADING.fullmatch(line)
        if match:
            return _MarkdownHeading(len(match["hashes"]), _without_markup(match["text"]), span)
        under = self._line(index + 1)
        # A paragraph of one line over a rule; under a blank line the rule would be one of its own.
        if (
            under
            and not under.strip("=" if under[0] == "=" else "-")
            and len(under) > 1
            and not _RULE.fullmatch(line)
        ):
            cover = span.cover(self._lines.trimmed(index + 1))
            return _MarkdownHeading(1 if under[0] == "=" else 2, _without_markup(line), cover)
        return None

    def _takes_matter(self, index: int, line: str) -> bool:
        """Take the line when it is nothing but a date or a byline, or the rule under the title."""
        span = self._lines.trimmed(index)
        if self.title_span and _RULE.fullmatch(line) and self._line(index - 1) and self._follows_title(index):
            self.title_span = self.title_span.cover(span)
            return True
        update = _UPDATE_LABEL.match(line)
        label = update or _DATE_LABEL.match(line)
        written = date_at(line, label.end() if label else 0)
        if written and _is_signature(line[written.end :]):
            if update:
                self.updated = written.value
            else:
                self.published = self.published or written.value
        elif not _is_byline(line):
            return False
        self.matter.append(span)
        return True

    def _follows_title(self, index: int) -> bool:
        return self.title_span is not None and self._lines.number_at(self.title_span.end) == index

    def _takes_dated_title(self, index: int, line: str) -> bool:
        """Take a title to which its date is glued: `date 2022-01-07 Snow in the north`."""
        label = _DATE_LABEL.match(line)
        written = date_at(line, label.end() if label else 0)
        if self.title_span or written is None:
            return False
        title = line[written.end :].strip(" \t:–—-|")
        if not title[:1].isupper() or not _is_title(title) or not self._stands_alone(index, line):
            return False
        self.title = self.title or title
        self.published = self.published or written.value
        self.title_span = self._lines.trimmed(index)
        return True

    def _takes_title(self, index: int, line: str) -> bool:
        if self.title_span:
            return False
        label = _TITLE_LABEL.match(line)
        heading = _HEADING.fullmatch(line)
        text = line[label.end() :] if label else heading["text"] if heading else line
        if not _is_title(text) or not (label or heading or self._stands_alone(index, line)):
            return False
        section = _SECTION.fullmatch(text)  # `Headline | Section`, `Headline | Name of the site`
        self.title = self.title or (section["title"] if section else text)
        self.title_span = self._lines.trimmed(index)
        return True

    def _stands_alone(self, index: int, line: str) -> bool:
        """Tell whether a blank line, rule, date, byline or paragraph on one, longer line follows."""
        below = self._line(index + 1)
        if not below:
            # A file of one line is a text without a title.
            return any(not is_blank(span.of(self._lines.text)) for span in self._lines.spans[index + 1 :])
        label = _DATE_LABEL.match(below) or _UPDATE_LABEL.match(below)
        return (
            _RULE.fullmatch(below) is not None
            or len(below) > max(_LONG_LINE, 2 * len(line))
            or (
                _ENDED.search(below) is not None and not below[0].islower() and len(below) * 2 > len(line) * 3
            )
            or date_at(below, label.end() if label else 0) is not None
            or _is_byline(below)
        )


@dataclass(frozen=True, slots=True)
class _MarkdownHeading:
    level: int
    title: str
    span: Span


def _is_signature(rest: str) -> bool:
    """Tell whether nothing, or only a name behind a mark, follows a date: `3 May 2021 | By Ann Lee`."""
    rest = rest.strip()
    return not rest or (rest[0] in "|·•,–—" and _is_byline(rest[1:].strip()))


def _is_byline(line: str) -> bool:
    if len(line) > _LONGEST_BYLINE or line[-1:] in {".", ":"}:
        return False
    if _BYLINE.match(line):
        names = [word for word in line.split()[1:] if word[0].isalpha()]
        return all(word[0].isupper() or word.lower() in _NAME_PARTICLES for word in names)
    return _AUTHOR_LABEL.match(line) is not None


def _is_title(text: str) -> bool:
    if not text or len(text) > _LONGEST_TITLE or text[-1] in _ENDS_OF_SENTENCES:
        return False
    if text[0].islower() and text.split(maxsplit=1)[0].islower():
        return False  # the rest of a sentence; but `iPhone sales rise`
    return any(character.isalpha() for character in text) and not text.startswith(_NO_TITLE_BEGINS)


def _without_markup(text: str) -> str:
    """Return the words of a Markdown heading as a reader sees them; a picture has none."""
    words = _LINK.sub(lambda link: "" if link[0].startswith("!") else link["text"], text)
    return _EMPHASIS.sub("", words).strip()
