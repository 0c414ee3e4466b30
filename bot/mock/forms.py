"""Filling in a modal as Discord's client would: what each field accepts, and the payload sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock import component_payloads
from bot.mock import components as parts
from bot.mock.errors import NotPossibleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.mock.interactions import Modal

Entry = str | bool | list[str]
"""Text for a text input, a value or a list of them for a choice, yes or no for a checkbox."""


def filled(modal: Modal, entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """Return the components of a modal submission.

    Raises:
        NotPossibleError: an entry fits no field, or a field does not accept what it gets.

    """
    used: set[str] = set()
    sent = [_filled(payload, entries, used) for payload in modal.payloads]
    if unknown := set(entries) - used:
        raise NotPossibleError(f"the form {modal.title!r} has no field {', '.join(sorted(unknown))}")
    return sent


def _filled(payload: dict[str, Any], entries: Mapping[str, Entry], used: set[str]) -> dict[str, Any]:
    outer = {"type": payload["type"], "id": payload["id"]}
    match payload["type"]:
        case parts.Kind.LABEL:
            return outer | {"component": _field(payload["component"], payload["label"], entries, used)}
        case parts.Kind.ACTION_ROW:
            inner = payload["components"]
            return outer | {
                "components": [_field(one, one.get("label") or "", entries, used) for one in inner]
            }
        case _:
            return outer


def _field(
    payload: dict[str, Any], label: str, entries: Mapping[str, Entry], used: set[str]
) -> dict[str, Any]:
    name = next((one for one in (payload["custom_id"], label) if one in entries), None)
    entry = entries[name] if name is not None else None
    if name is not None:
        used.add(name)
    sent = {"type": payload["type"], "id": payload["id"], "custom_id": payload["custom_id"]}
    (component,) = component_payloads.parse([payload])
    match component:
        case parts.TextInput():
            return sent | {"value": _text(component, label, entry)}
        case parts.Select() | parts.ChoiceGroup(kind=parts.Kind.CHECKBOX_GROUP):
            return sent | {"values": _values(component, label, entry)}
        case parts.ChoiceGroup():
            values = _values(component, label, entry)
            return sent | {"value": values[0] if values else None}
        case parts.Checkbox():
            return sent | {"value": component.default if entry is None else bool(entry)}
        case _:
            raise NotPossibleError(f"the mock cannot fill in {label!r}")


def _text(component: parts.TextInput, label: str, entry: Entry | None) -> str:
    text = component.value if entry is None else entry
    if not isinstance(text, str):
        raise NotPossibleError(f"{label!r} takes text")
    if not component.paragraph and "\n" in text:
        raise NotPossibleError(f"{label!r} takes one line")
    if not text and not component.required:
        return ""
    least = max(component.minimum, 1 if component.required else 0)
    if not least <= len(text) <= component.maximum:
        raise NotPossibleError(f"{label!r} takes {least} to {component.maximum} characters, not {len(text)}")
    return text


def _values(component: parts.Select | parts.ChoiceGroup, label: str, entry: Entry | None) -> list[str]:
    if entry is None:
        values = [option.value for option in component.options if option.default]
    else:
        values = [entry] if isinstance(entry, str) else list(entry) if isinstance(entry, list) else []
    known = {name: option.value for option in component.options for name in (option.label, option.value)}
    if component.options and (strange := [value for value in values if value not in known]):
        raise NotPossibleError(f"{label!r} has no option {strange[0]!r}; it has: {', '.join(known)}")
    if not values and not component.required:
        return []
    if not component.minimum <= len(values) <= component.maximum:
        raise NotPossibleError(f"{label!r} takes {component.minimum} to {component.maximum} values")
    return [known.get(value, value) for value in values]
