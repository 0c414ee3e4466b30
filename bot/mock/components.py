"""Message and modal components as values, and the walk through them in the order shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(IntEnum):
    """Component types of https://discord.com/developers/docs/components/reference."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {
        Kind.STRING_SELECT,
        Kind.USER_SELECT,
        Kind.ROLE_SELECT,
        Kind.MENTIONABLE_SELECT,
        Kind.CHANNEL_SELECT,
    }
)
CHOICES = frozenset({Kind.RADIO_GROUP, Kind.CHECKBOX_GROUP})

LINK_STYLE = 5


@dataclass(frozen=True, slots=True)
class TextDisplay:
    """A block of Markdown."""

    content: str


@dataclass(frozen=True, slots=True)
class Separator:
    """Space between components, with a line or without."""

    divider: bool
    large: bool


@dataclass(frozen=True, slots=True)
class Button:
    """A button: one that sends its custom id, or a link."""

    label: str
    custom_id: str | None
    url: str | None
    style: int
    disabled: bool
    emoji: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select menu, radio group or checkbox group."""

    label: str
    value: str
    description: str | None
    default: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A select menu; `options` is empty for those that Discord fills with users, roles or channels."""

    kind: Kind
    custom_id: str
    options: tuple[Option, ...]
    placeholder: str | None
    minimum: int
    maximum: int
    disabled: bool
    required: bool


@dataclass(frozen=True, slots=True)
class TextInput:
    """A line or a paragraph to fill in, in a modal."""

    custom_id: str
    label: str | None
    paragraph: bool
    required: bool
    minimum: int
    maximum: int
    value: str
    placeholder: str | None


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Radio buttons, or checkboxes, in a modal."""

    kind: Kind
    custom_id: str
    options: tuple[Option, ...]
    minimum: int
    maximum: int
    required: bool


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A single yes or no, in a modal."""

    custom_id: str
    default: bool


@dataclass(frozen=True, slots=True)
class FileUpload:
    """A place to drop files, in a modal."""

    custom_id: str
    required: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A caption with the component that it belongs to, in a modal."""

    label: str
    description: str | None
    component: Component


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of buttons, or one select menu."""

    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Text with a button or a thumbnail beside it."""

    components: tuple[Component, ...]
    accessory: Component


@dataclass(frozen=True, slots=True)
class Container:
    """A frame around components, with or without a coloured edge."""

    components: tuple[Component, ...]
    accent_color: int | None
    spoiler: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A thumbnail, a file, or a picture of a gallery."""

    url: str
    description: str | None


@dataclass(frozen=True, slots=True)
class Gallery:
    """One to ten pictures."""

    media: tuple[Media, ...]


Component = (
    ActionRow
    | Button
    | Checkbox
    | ChoiceGroup
    | Container
    | FileUpload
    | Gallery
    | Label
    | Media
    | Section
    | Select
    | Separator
    | TextDisplay
    | TextInput
)


def walk(components: Iterable[Component]) -> Iterator[Component]:
    """Yield every component, outer before inner, in the order in which they are shown."""
    for component in components:
        yield component
        match component:
            case ActionRow() | Container():
                yield from walk(component.components)
            case Section():
                yield from walk(component.components)
                yield from walk((component.accessory,))
            case Label():
                yield from walk((component.component,))
            case _:
                pass
