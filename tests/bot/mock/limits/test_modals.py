from __future__ import annotations

from typing import Any

import pytest

from bot.mock.limits import modal_breaches


def label(component: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 18, "label": "What?", "component": component, **more}


def line(**more: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "t", "style": 1, **more}


def modal(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "Form", "custom_id": "f", "components": list(components), **more}


OPTIONS = [{"label": "a", "value": "a"}, {"label": "b", "value": "b"}]

FINE = {
    "text in a label": modal(label(line(max_length=4000))),
    "text in a row": modal({"type": 1, "components": [line(label="Why?")]}),
    "five": modal(*[label(line(custom_id=str(number))) for number in range(5)]),
    "words between": modal({"type": 10, "content": "Please"}, label(line())),
    "radio": modal(label({"type": 21, "custom_id": "r", "options": OPTIONS})),
    "boxes": modal(label({"type": 22, "custom_id": "c", "options": OPTIONS})),
    "box": modal(label({"type": 23, "custom_id": "c"})),
    "menu": modal(label({"type": 3, "custom_id": "m", "options": OPTIONS})),
    "files": modal(label({"type": 19, "custom_id": "u", "max_values": 10})),
}

BREACHES = {
    "no title": (modal(label(line()), title=""), "title"),
    "title": (modal(label(line()), title="x" * 46), "title"),
    "custom id": (modal(label(line()), custom_id="x" * 101), "custom_id"),
    "nothing in it": (modal(), "components"),
    "six": (modal(*[label(line(custom_id=str(number))) for number in range(6)]), "components"),
    "button": (modal({"type": 1, "components": [{"type": 2}]}), "components.0.components.0.type"),
    "text at the top": (modal(line()), "components.0.type"),
    "two texts in a row": (
        modal({"type": 1, "components": [line(label="a"), line(label="b", custom_id="u")]}),
        "components.0.components",
    ),
    "row without label": (modal({"type": 1, "components": [line()]}), "components.0.components.0.label"),
    "label": (modal(label(line(), label="x" * 46)), "components.0.label"),
    "description": (modal(label(line(), description="x" * 101)), "components.0.description"),
    "placeholder": (modal(label(line(placeholder="x" * 101))), "components.0.component.placeholder"),
    "value": (modal(label(line(value="x" * 11, max_length=10))), "components.0.component.value"),
    "max length": (modal(label(line(max_length=4001))), "components.0.component.max_length"),
    "style": (modal(label(line(style=3))), "components.0.component.style"),
    "custom id twice": (modal(label(line()), label(line())), "components"),
    "disabled menu": (
        modal(label({"type": 3, "custom_id": "m", "options": OPTIONS, "disabled": True})),
        "components.0.component.disabled",
    ),
    "required menu of none": (
        modal(label({"type": 3, "custom_id": "m", "options": OPTIONS, "min_values": 0})),
        "components.0.component.min_values",
    ),
    "one radio button": (
        modal(label({"type": 21, "custom_id": "r", "options": OPTIONS[:1]})),
        "components.0.component.options",
    ),
    "eleven files": (
        modal(label({"type": 19, "custom_id": "u", "max_values": 11})),
        "components.0.component.max_values",
    ),
}


@pytest.mark.parametrize("payload", FINE.values(), ids=FINE)
def test_within_the_limits(payload: dict[str, Any]) -> None:
    assert modal_breaches(payload) == []


@pytest.mark.parametrize(("payload", "place"), BREACHES.values(), ids=BREACHES)
def test_each_limit_is_reported_at_its_place(payload: dict[str, Any], place: str) -> None:
    assert place in [".".join(map(str, breach.path)) for breach in modal_breaches(payload)]
