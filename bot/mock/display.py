"""Discord's Markdown as text for a terminal: what would be bold is bold, escapes are gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class ParagraphKind(StrEnum):
    """How a line of a message stands out as a whole."""

    PLAIN = "plain"
    HEADING = "heading"
    SUBTEXT = "subtext"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a message, its Markdown resolved."""

    kind: ParagraphKind
    text: Text


BOLD = Style(bold=True)
ITALIC = Style(italic=True)
UNDERLINED = Style(underline=True)
STRUCK = Style(strike=True)
HIDDEN = Style(reverse=True)
CODE = Style(color="cyan")
DIM = Style(dim=True)
MENTION = Style(color="blue", bold=True)

# The order and the patterns are those by which Discord's client reads Markdown.
INLINE = re.compile(
    r"""
      \\(?P<escaped>[^0-9A-Za-z\s])
    | <(?P<address>https?://[^\s<>]+)>
    | (?P<bare>https?://[^\s<]+[^\s<.,:;"')\]])
    | \[(?P<label>(?:\\.|[^\[\]\\])+)\]\(<?(?P<target>https?://[^\s<>)]+)>?\)
    | (?P<fence>`+)(?P<code>[\s\S]*?[^`])(?P=fence)(?!`)
    | \*\*(?P<bold>(?:\\[\s\S]|[^\\])+?)\*\*(?!\*)
    | __(?P<underlined>(?:\\[\s\S]|[^\\])+?)__(?!_)
    | ~~(?P<struck>(?:\\[\s\S]|[^\\])+?)~~
    | \|\|(?P<hidden>(?:\\[\s\S]|[^\\])+?)\|\|
    | \*(?=\S)(?P<starred>(?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)
    | \b_(?P<underscored>(?:__|\\[\s\S]|[^\\_])+?)_\b
    | (?P<mention><(?:@[!&]?|\#)\d+>)
    """,
    re.VERBOSE,
)
STYLES = {
    "bold": BOLD,
    "underlined": UNDERLINED,
    "struck": STRUCK,
    "hidden": HIDDEN,
    "starred": ITALIC,
    "underscored": ITALIC,
}
HEADING = re.compile(r"\s*(#{1,3})\s+(\S.*)")
SUBTEXT = re.compile(r"\s*-#\s+(\S.*)")
LIST = re.compile(r"(\s*)[-*]\s+(\S.*)")


def paragraphs(markdown: str, *, names: Mapping[str, str] | None = None) -> Iterator[Paragraph]:
    """Yield the lines of a message; `names` says what mentions such as `<@1>` are shown as."""
    names = names or {}
    fenced = quoting = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield Paragraph(ParagraphKind.CODE, Text(line, CODE))
        elif quoting or line.startswith(("> ", ">>> ")):
            quoting = quoting or line.startswith(">>> ")
            body = line.removeprefix(">>> ").removeprefix("> ")
            yield Paragraph(ParagraphKind.QUOTE, _line(body, names))
        elif found := SUBTEXT.fullmatch(line):
            yield Paragraph(ParagraphKind.SUBTEXT, inline(found[1], DIM, names))
        elif found := HEADING.fullmatch(line):
            yield Paragraph(ParagraphKind.HEADING, inline(found[2], BOLD, names))
        else:
            yield Paragraph(ParagraphKind.PLAIN, _line(line, names))


def _line(line: str, names: Mapping[str, str]) -> Text:
    if found := LIST.fullmatch(line):
        return Text(f"{found[1]}• ") + inline(found[2], Style(), names)
    return inline(line, Style(), names)


def inline(markdown: str, style: Style, names: Mapping[str, str]) -> Text:
    """Return the text of one line, or of a part of it, in a style."""
    text, position = Text(), 0
    for found in INLINE.finditer(markdown):
        text.append(markdown[position : found.start()], style)
        position = found.end()
        text.append_text(_styled(found, style, names))
    text.append(markdown[position:], style)
    return text


def _styled(found: re.Match[str], style: Style, names: Mapping[str, str]) -> Text:
    if (escaped := found["escaped"]) is not None:
        return Text(escaped, style)
    if address := found["address"] or found["bare"]:
        return Text(address, style + UNDERLINED)
    if label := found["label"]:
        return inline(label, style + UNDERLINED, names) + Text(f" ({found['target']})", style + DIM)
    if (code := found["code"]) is not None:
        return Text(code, style + CODE)
    if mention := found["mention"]:
        return Text(names.get(mention, mention), style + MENTION)
    name = next(name for name in STYLES if found[name] is not None)
    return inline(found[name], style + STYLES[name], names)
