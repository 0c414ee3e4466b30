from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.mock import Modal, NotPossibleError
from bot.mock.component_payloads import number, parse
from bot.mock.forms import filled

if TYPE_CHECKING:
    from bot.mock.forms import Entry

OPTIONS = [{"label": "Yes, please", "value": "yes"}, {"label": "No", "value": "no", "default": True}]


def modal(*components: dict[str, Any]) -> Modal:
    numbered = number(components)
    return Modal("Form", "f", parse(numbered), numbered)


def label(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": "What?", "component": component}


def sent(component: dict[str, Any], entry: Entry | None) -> Any:
    """Return what the bot gets for one field."""
    (outer,) = filled(modal(label(component)), {} if entry is None else {"What?": entry})
    inner = dict(outer["component"])
    return inner.get("value", inner.get("values"))


@pytest.mark.parametrize(
    ("component", "entry", "value"),
    [
        ({"type": 4, "custom_id": "c", "style": 1}, "words", "words"),
        ({"type": 4, "custom_id": "c", "style": 1, "required": False}, None, ""),
        ({"type": 4, "custom_id": "c", "style": 2, "value": "before"}, None, "before"),
        ({"type": 3, "custom_id": "c", "options": OPTIONS}, "Yes, please", ["yes"]),
        ({"type": 3, "custom_id": "c", "options": OPTIONS}, None, ["no"]),
        ({"type": 5, "custom_id": "c"}, ["123"], ["123"]),
        ({"type": 21, "custom_id": "c", "options": OPTIONS}, "yes", "yes"),
        ({"type": 22, "custom_id": "c", "options": OPTIONS}, ["yes", "no"], ["yes", "no"]),
        ({"type": 22, "custom_id": "c", "options": OPTIONS, "required": False}, [], []),
        ({"type": 23, "custom_id": "c"}, True, True),
        ({"type": 23, "custom_id": "c"}, None, False),
    ],
    ids=[
        "text",
        "optional text",
        "text that stood there",
        "menu",
        "default of a menu",
        "user menu",
        "radio buttons",
        "boxes",
        "no box",
        "box",
        "box left alone",
    ],
)
def test_what_the_bot_gets(component: dict[str, Any], entry: Entry | None, value: Any) -> None:
    assert sent(component, entry) == value


@pytest.mark.parametrize(
    ("component", "entry"),
    [
        ({"type": 4, "custom_id": "c", "style": 1}, None),
        ({"type": 4, "custom_id": "c", "style": 1}, True),
        ({"type": 4, "custom_id": "c", "style": 1, "min_length": 5}, "four"),
        ({"type": 21, "custom_id": "c", "options": OPTIONS}, ["yes", "no"]),
        ({"type": 22, "custom_id": "c", "options": OPTIONS, "max_values": 1}, ["yes", "no"]),
        ({"type": 19, "custom_id": "c"}, "file"),
    ],
    ids=["required", "no text", "too short", "two radio buttons", "too many boxes", "files"],
)
def test_what_does_not_fit(component: dict[str, Any], entry: Entry | None) -> None:
    with pytest.raises(NotPossibleError):
        sent(component, entry)


def test_fields_go_by_custom_id_too_and_words_between_are_sent_as_they_are() -> None:
    row = {"type": 1, "components": [{"type": 4, "custom_id": "c", "style": 1, "label": "Why?"}]}
    form = modal({"type": 10, "content": "Please"}, row)
    words, line = filled(form, {"c": "because"})
    assert words == {"type": 10, "id": 1}
    assert line["components"][0]["value"] == "because"
