from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock.limits import message_breaches

V2 = 1 << 15


def text(content: str = "words", **more: Any) -> dict[str, Any]:
    return {"type": 10, "content": content, **more}


def button(custom_id: str | None = "b", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id, **more}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def container(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 17, "components": list(components), **more}


def section(*texts: dict[str, Any], accessory: dict[str, Any]) -> dict[str, Any]:
    return {"type": 9, "components": list(texts), "accessory": accessory}


def menu(count: int = 2, **more: Any) -> dict[str, Any]:
    options = [{"label": f"o{number}", "value": f"v{number}"} for number in range(count)]
    return {"type": 3, "custom_id": "m", "options": options, **more}


def card(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)}


FINE = {
    "content": {"content": "x" * 2000},
    "emoji count once": {"content": "🦅" * 2000},
    "embed": {"embeds": [{"description": "x" * 4096, "fields": [{"name": "n", "value": "x" * 1024}]}]},
    "silent": {"content": "x", "flags": 1 << 12},
    "4,000 characters of text": card(text("x" * 4000)),
    "40 components": card(*[text()] * 40),
    "everything": card(
        container(
            text(),
            {"type": 14, "divider": True, "spacing": 2},
            section(text(), accessory=button("s")),
            row(
                button("a"), button("c"), {"type": 2, "style": 5, "label": "L", "url": "https://example.org"}
            ),
            row(menu()),
            {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}]},
            accent_color=0xFFFFFF,
        )
    ),
    "rows without the flag": {
        "content": "x",
        "components": [row(button(str(number))) for number in range(5)],
    },
    "nobody is pinged": {"content": "x", "allowed_mentions": {"parse": []}},
    "user menu": card(row({"type": 5, "custom_id": "u"})),
}

BREACHES = {
    "content too long": ({"content": "x" * 2001}, "content"),
    "content is no text": ({"content": 1}, "content"),
    "lone surrogate": ({"content": "\ud800"}, "content"),
    "NUL": (card(text("a\0b")), "components.0.content"),
    "flag of somebody else": ({"content": "x", "flags": 1}, "flags"),
    "embeds too long together": (
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        "embeds",
    ),
    "eleven embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    "embed title": ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    "embed field value": (
        {"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]},
        "embeds.0.fields.0.value",
    ),
    "embed footer": ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text"),
    "content beside components": (card(text()) | {"content": "x"}, "content"),
    "embeds beside components": (card(text()) | {"embeds": [{"title": "x"}]}, "embeds"),
    "text display without the flag": ({"components": [text()]}, "components.0.type"),
    "six rows without the flag": ({"components": [row(button(str(n))) for n in range(6)]}, "components"),
    "41 components": (card(*[text()] * 41), "components"),
    "41 nested components": (card(container(*[text()] * 40)), "components"),
    "accessories count": (
        card(*[section(text(), accessory=button(str(n))) for n in range(14)]),
        "components",
    ),
    "4,001 characters of text": (card(text("x" * 2000), container(text("x" * 2001))), "components"),
    "empty text": (card(text("")), "components.0.content"),
    "empty row": (card(row()), "components.0.components"),
    "six buttons": (card(row(*[button(str(number)) for number in range(6)])), "components.0.components"),
    "button at the top": (card(button()), "components.0.type"),
    "menu beside a button": (card(row(menu(), button())), "components.0"),
    "custom id too long": (card(row(button("x" * 101))), "components.0.components.0.custom_id"),
    "custom id empty": (card(row(button(""))), "components.0.components.0.custom_id"),
    "custom id missing": (card(row(button(None))), "components.0.components.0.custom_id"),
    "custom id twice": (card(row(button("x")), container(row(button("x")))), "components"),
    "component id twice": (card(text(id=3), text(id=3)), "components"),
    "button label": (card(row(button(label="x" * 81))), "components.0.components.0.label"),
    "button without label": (card(row(button(label=""))), "components.0.components.0.label"),
    "button style": (card(row(button(style=9))), "components.0.components.0.style"),
    "link with custom id": (
        card(row(button(style=5, url="https://example.org"))),
        "components.0.components.0.custom_id",
    ),
    "link to a script": (
        card(row(button(None, style=5, url="javascript:alert()"))),
        "components.0.components.0.url",
    ),
    "link too long": (
        card(row(button(None, style=5, url="https://example.org/" + "x" * 500))),
        "components.0.components.0.url",
    ),
    "26 options": (card(row(menu(26))), "components.0.components.0.options"),
    "no options": (card(row(menu(0))), "components.0.components.0.options"),
    "more values than options": (card(row(menu(2, max_values=3))), "components.0.components.0.max_values"),
    "least above most": (
        card(row(menu(3, min_values=2, max_values=1))),
        "components.0.components.0.min_values",
    ),
    "option value twice": (
        card(row(menu() | {"options": [{"label": "a", "value": "v"}, {"label": "b", "value": "v"}]})),
        "components.0.components.0.options.1.value",
    ),
    "placeholder": (card(row(menu(placeholder="x" * 151))), "components.0.components.0.placeholder"),
    "container in a container": (card(container(container(text()))), "components.0.components.0.type"),
    "empty container": (card(container()), "components.0.components"),
    "accent colour": (card(container(text(), accent_color=0x1000000)), "components.0.accent_color"),
    "four texts in a section": (
        card(section(*[text()] * 4, accessory=button())),
        "components.0.components",
    ),
    "section without accessory": (card({"type": 9, "components": [text()]}), "components.0.accessory"),
    "text as accessory": (card(section(text(), accessory=text())), "components.0.accessory.type"),
    "text input in a message": (
        card(row({"type": 4, "custom_id": "t", "style": 1})),
        "components.0.components.0.type",
    ),
    "unknown type": (card({"type": 99}), "components.0.type"),
    "spacing": (card({"type": 14, "spacing": 3}), "components.0.spacing"),
    "gallery of eleven": (
        card({"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}}] * 11}),
        "components.0.items",
    ),
    "file that was not uploaded": (
        card({"type": 13, "file": {"url": "attachment://a.txt"}}),
        "components.0.file.url",
    ),
    "file from the web": (
        card({"type": 13, "file": {"url": "https://example.org/a"}}),
        "components.0.file.url",
    ),
    "nonce": ({"content": "x", "nonce": "x" * 26}, "nonce"),
    "unknown mention kind": (
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
        "allowed_mentions.parse.0",
    ),
    "both kinds of users": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions.users",
    ),
}


@pytest.mark.parametrize("payload", FINE.values(), ids=FINE)
def test_within_the_limits(payload: dict[str, Any]) -> None:
    assert message_breaches(payload) == []


@pytest.mark.parametrize(("payload", "place"), BREACHES.values(), ids=BREACHES)
def test_each_limit_is_reported_at_its_place(payload: dict[str, Any], place: str) -> None:
    assert place in [".".join(map(str, breach.path)) for breach in message_breaches(payload)]


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=8))
def test_the_text_of_all_displays_counts_together(lengths: list[int]) -> None:
    payload = card(*[text("x" * length) for length in lengths])
    fine = all(lengths) and sum(lengths) <= 4000
    assert (message_breaches(payload) == []) is fine


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_nonsense_is_reported_and_never_raises(nonsense: Any) -> None:
    payload = {"flags": V2, "components": [nonsense]}
    assert message_breaches(payload)
