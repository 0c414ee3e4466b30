"""Component payloads: read into values, walked, and given the ids that Discord gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock.components import (
    CHOICES,
    SELECTS,
    ActionRow,
    Button,
    Checkbox,
    ChoiceGroup,
    Component,
    Container,
    FileUpload,
    Gallery,
    Kind,
    Label,
    Media,
    Option,
    Section,
    Select,
    Separator,
    TextDisplay,
    TextInput,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Payload = dict[str, Any]

PARAGRAPH_STYLE = 2
LARGE_SPACING = 2
TEXT_INPUT_CHARACTERS = 4_000


def parse(payloads: Iterable[Payload]) -> tuple[Component, ...]:
    """Turn component payloads, which must be valid, into values."""
    return tuple(PARSERS[Kind(payload["type"])](payload) for payload in payloads)


def _parse_one(payload: Payload) -> Component:
    (component,) = parse((payload,))
    return component


def _button(payload: Payload) -> Button:
    return Button(
        label=payload.get("label") or "",
        custom_id=payload.get("custom_id"),
        url=payload.get("url"),
        style=payload["style"],
        disabled=bool(payload.get("disabled", False)),
        emoji=(payload.get("emoji") or {}).get("name"),
    )


def _text_input(payload: Payload) -> TextInput:
    return TextInput(
        custom_id=payload["custom_id"],
        label=payload.get("label"),
        paragraph=payload["style"] == PARAGRAPH_STYLE,
        required=payload.get("required", True),
        minimum=payload.get("min_length") or 0,
        maximum=payload.get("max_length") or TEXT_INPUT_CHARACTERS,
        value=payload.get("value") or "",
        placeholder=payload.get("placeholder"),
    )


def _select(payload: Payload) -> Select:
    return Select(
        kind=Kind(payload["type"]),
        custom_id=payload["custom_id"],
        options=_options(payload),
        placeholder=payload.get("placeholder"),
        minimum=payload.get("min_values", 1),
        maximum=payload.get("max_values", 1),
        disabled=bool(payload.get("disabled", False)),
        required=payload.get("required", True),
    )


def _choice_group(payload: Payload) -> ChoiceGroup:
    several = payload["type"] == Kind.CHECKBOX_GROUP
    options = _options(payload)
    return ChoiceGroup(
        kind=Kind(payload["type"]),
        custom_id=payload["custom_id"],
        options=options,
        minimum=payload.get("min_values", 1),
        maximum=payload.get("max_values", len(options)) if several else 1,
        required=payload.get("required", True),
    )


def _options(payload: Payload) -> tuple[Option, ...]:
    return tuple(
        Option(entry["label"], entry["value"], entry.get("description"), bool(entry.get("default", False)))
        for entry in payload.get("options", ())
    )


def _container(payload: Payload) -> Container:
    colour, spoiler = payload.get("accent_color"), bool(payload.get("spoiler", False))
    return Container(parse(payload["components"]), colour, spoiler)


def _separator(payload: Payload) -> Separator:
    return Separator(payload.get("divider", True), payload.get("spacing", 1) == LARGE_SPACING)


def _label(payload: Payload) -> Label:
    return Label(payload["label"], payload.get("description"), _parse_one(payload["component"]))


def _media(payload: Payload) -> Media:
    return Media((payload.get("media") or payload["file"])["url"], payload.get("description"))


PARSERS: dict[Kind, Callable[[Payload], Component]] = {
    Kind.ACTION_ROW: lambda payload: ActionRow(parse(payload["components"])),
    Kind.BUTTON: _button,
    Kind.TEXT_INPUT: _text_input,
    Kind.SECTION: lambda payload: Section(parse(payload["components"]), _parse_one(payload["accessory"])),
    Kind.TEXT_DISPLAY: lambda payload: TextDisplay(payload["content"]),
    Kind.THUMBNAIL: _media,
    Kind.MEDIA_GALLERY: lambda payload: Gallery(tuple(map(_media, payload["items"]))),
    Kind.FILE: _media,
    Kind.SEPARATOR: _separator,
    Kind.CONTAINER: _container,
    Kind.LABEL: _label,
    Kind.FILE_UPLOAD: lambda payload: FileUpload(payload["custom_id"], payload.get("required", True)),
    Kind.CHECKBOX: lambda payload: Checkbox(payload["custom_id"], bool(payload.get("default", False))),
    **dict.fromkeys(SELECTS, _select),
    **dict.fromkeys(CHOICES, _choice_group),
}


def walk_payloads(payloads: Iterable[Payload]) -> Iterator[Payload]:
    """Yield every component payload, outer before inner; what is no payload is passed over."""
    for payload in payloads:
        yield payload
        inner = payload.get("components")
        children = [
            *(inner if isinstance(inner, list) else ()),
            payload.get("accessory"),
            payload.get("component"),
        ]
        yield from walk_payloads(child for child in children if isinstance(child, dict))


def number(payloads: Iterable[Payload]) -> tuple[Payload, ...]:
    """Return copies with the ids that Discord gives to components that came without one."""
    copies = [_copy(payload) for payload in payloads]
    taken = {payload["id"] for payload in walk_payloads(copies) if payload.get("id")}
    following = 0
    for payload in walk_payloads(copies):
        if not payload.get("id"):
            following += 1
            while following in taken:
                following += 1
            payload["id"] = following
    return tuple(copies)


def _copy(payload: Payload) -> Payload:
    copy = dict(payload)
    if "components" in copy:
        copy["components"] = [_copy(inner) for inner in copy["components"]]
    for key in ("accessory", "component"):
        if key in copy:
            copy[key] = _copy(copy[key])
    return copy
