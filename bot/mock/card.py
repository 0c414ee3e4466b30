"""A message of the bot drawn in a terminal: framed where there is one, plain lines where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from bot.mock import components as parts
from bot.mock.display import DIM, ParagraphKind, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.mock.entities import Message

QUOTE_BAR = "▎ "
PLAIN_QUOTE_BAR = "> "
PLAIN_DIVIDER = "---"
ONLY_YOU = "Only you can see this."

Numbers = dict[str, int]
"""By which number a component is used, by its custom id."""


class Quoted:
    """Text with a bar before each of its lines, however it wraps."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrower = options.update(width=max(options.max_width - len(QUOTE_BAR), 1))
        for line in console.render_lines(self._text, narrower, pad=False):
            yield Segment(QUOTE_BAR, DIM)
            yield from line
            yield Segment.line()


def framed(message: Message, numbers: Numbers, names: Mapping[str, str]) -> RenderableType:
    """Return a message as a card with a frame."""
    drawn = [*_markdown(message.content, names)]
    colour = None
    for component in message.components:
        if isinstance(component, parts.Container):
            colour = component.accent_color if component.accent_color is not None else colour
        drawn.extend(_framed(component, numbers, names))
    drawn.extend(Text(f"[{file.filename}]") for file in message.attachments)
    border = "dim" if colour is None else f"#{colour:06x}"
    note = ONLY_YOU if message.ephemeral else None
    return Panel(
        Group(*drawn),
        title=Text(message.author.name, "bold"),
        title_align="left",
        subtitle=note,
        border_style=border,
    )


def _framed(
    component: parts.Component, numbers: Numbers, names: Mapping[str, str]
) -> Iterator[RenderableType]:
    match component:
        case parts.TextDisplay():
            yield from _markdown(component.content, names)
        case parts.Separator():
            yield Rule(style="dim") if component.divider else Text()
        case parts.ActionRow():
            yield Text("  ").join(_control(one, numbers) for one in component.components)
        case parts.Container():
            for inner in component.components:
                yield from _framed(inner, numbers, names)
        case parts.Section():
            for inner in component.components:
                yield from _framed(inner, numbers, names)
            yield _control(component.accessory, numbers)
        case parts.Media() | parts.Gallery():
            yield _control(component, numbers)
        case _:
            pass


def _markdown(markdown: str, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if not markdown:
        return
    for paragraph in paragraphs(markdown, names=names):
        yield Quoted(paragraph.text) if paragraph.kind is ParagraphKind.QUOTE else paragraph.text


def _control(component: parts.Component, numbers: Numbers) -> Text:
    match component:
        case parts.Button():
            label = " ".join(filter(None, (component.emoji, component.label)))
            text = Text(f"[{label}]", "dim" if component.disabled else "bold")
            return (
                text + _number(component.custom_id, numbers) + Text(f" {component.url or ''}".rstrip(), "dim")
            )
        case parts.Select():
            options = " | ".join(option.label for option in component.options)
            label = component.placeholder or "choose"
            return Text(f"[{label}: {options}]" if options else f"[{label}]", "bold") + _number(
                component.custom_id, numbers
            )
        case parts.Media():
            return Text(f"[{component.description or component.url}]", "dim")
        case parts.Gallery():
            return Text(" ").join(_control(media, numbers) for media in component.media)
        case _:
            return Text()


def _number(custom_id: str | None, numbers: Numbers) -> Text:
    number = numbers.get(custom_id or "")
    return Text(f" !{number}", "dim") if number else Text()


def plain(message: Message, numbers: Numbers, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a message as lines without frame or colour, one for each line of its Markdown."""
    yield from _plain_markdown(message.content, names)
    for component in message.walk():
        match component:
            case parts.TextDisplay():
                yield from _plain_markdown(component.content, names)
            case parts.Separator() if component.divider:
                yield PLAIN_DIVIDER
            case parts.Separator():
                yield ""
            case parts.ActionRow():
                yield "  ".join(_control(one, numbers).plain for one in component.components)
            case parts.Section():
                yield _control(component.accessory, numbers).plain
            case _:
                pass
    yield from (f"[{file.filename}]" for file in message.attachments)
    if message.ephemeral:
        yield ONLY_YOU


def _plain_markdown(markdown: str, names: Mapping[str, str]) -> Iterator[str]:
    if not markdown:
        return
    for paragraph in paragraphs(markdown, names=names):
        bar = PLAIN_QUOTE_BAR if paragraph.kind is ParagraphKind.QUOTE else ""
        yield bar + paragraph.text.plain
