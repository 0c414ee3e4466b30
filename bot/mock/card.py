"""A message of the bot drawn in a terminal: framed where there is one, plain lines where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.text import Text

from bot.mock import components as parts
from bot.mock.display import DIM, Paragraph, ParagraphKind, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.mock.entities import Message

QUOTE_BAR = "▎ "
PLAIN_QUOTE_BAR = "> "
PLAIN_DIVIDER = "---"
ONLY_YOU = "Only you can see this."

Numbers = dict[str, int]
"""By which number a component is used, by its custom id."""

Block = Paragraph | parts.Separator | Text
"""A line of Markdown, a separator, or a row of controls."""


def framed(message: Message, numbers: Numbers, names: Mapping[str, str]) -> RenderableType:
    """Return a message as a card with a frame, coloured like its first container."""
    containers = (part for part in message.components if isinstance(part, parts.Container))
    colour = next((one.accent_color for one in containers if one.accent_color is not None), None)
    return Panel(
        Group(*(_drawn(block) for block in _blocks(message, numbers, names))),
        title=Text(message.author.name, "bold"),
        title_align="left",
        subtitle=ONLY_YOU if message.ephemeral else None,
        border_style="dim" if colour is None else f"#{colour:06x}",
    )


def _drawn(block: Block) -> RenderableType:
    match block:
        case Paragraph(kind=ParagraphKind.QUOTE):
            return Quoted(block.text)
        case Paragraph():
            return block.text
        case parts.Separator(divider=True):
            return Rule(style="dim")
        case parts.Separator():
            return Text()
        case Text():
            return block


def plain(message: Message, numbers: Numbers, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a message as lines without frame or colour, one for each line of its Markdown."""
    for block in _blocks(message, numbers, names):
        match block:
            case Paragraph(kind=ParagraphKind.QUOTE):
                yield PLAIN_QUOTE_BAR + block.text.plain
            case Paragraph():
                yield block.text.plain
            case parts.Separator(divider=True):
                yield PLAIN_DIVIDER
            case parts.Separator():
                yield ""
            case Text():
                yield block.plain
    if message.ephemeral:
        yield ONLY_YOU


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


def _blocks(message: Message, numbers: Numbers, names: Mapping[str, str]) -> Iterator[Block]:
    if message.content:
        yield from paragraphs(message.content, names=names)
    yield from _components(message.components, numbers, names)
    yield from (Text(f"[{file.filename}]") for file in message.attachments)


def _components(
    components: Iterable[parts.Component], numbers: Numbers, names: Mapping[str, str]
) -> Iterator[Block]:
    for component in components:
        match component:
            case parts.TextDisplay():
                yield from paragraphs(component.content, names=names)
            case parts.Separator():
                yield component
            case parts.Container():
                yield from _components(component.components, numbers, names)
            case parts.Section():
                yield from _components(component.components, numbers, names)
                yield _control(component.accessory, numbers)
            case parts.ActionRow():
                yield Text("  ").join(_control(one, numbers) for one in component.components)
            case _:
                yield _control(component, numbers)


def _control(component: parts.Component, numbers: Numbers) -> Text:
    match component:
        case parts.Button():
            label = " ".join(filter(None, (component.emoji, component.label)))
            address = Text(f" {component.url}" if component.url else "", "dim")
            text = Text(f"[{label}]", "dim" if component.disabled else "bold")
            return text + _number(component.custom_id, numbers) + address
        case parts.Select():
            options = " | ".join(option.label for option in component.options)
            label = ": ".join(filter(None, (component.placeholder or "choose", options)))
            return Text(f"[{label}]", "bold") + _number(component.custom_id, numbers)
        case parts.Media():
            return Text(f"[{component.description or component.url}]", "dim")
        case parts.Gallery():
            return Text(" ").join(_control(media, numbers) for media in component.media)
        case _:
            return Text()


def _number(custom_id: str | None, numbers: Numbers) -> Text:
    number = numbers.get(custom_id or "")
    return Text(f" !{number}", "dim") if number else Text()
