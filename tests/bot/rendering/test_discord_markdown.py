"""The model of Discord's Markdown, held against what Discord is known to show."""

from __future__ import annotations

import pytest

from tests.bot.rendering.discord_markdown import Segment, quotations, render, visible


def drawn(message: str) -> list[tuple[str, str]]:
    return [(segment.text, " ".join(sorted(segment.styles))) for segment in render(message)]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("plain words, 3.14 and C#", [("plain words, 3.14 and C#", "")]),
        ("*a*", [("a", "em")]),
        ("_a_", [("a", "em")]),
        ("**a**", [("a", "strong")]),
        ("***a***", [("a", "em strong")]),
        ("__a__", [("a", "underline")]),
        ("~~a~~", [("a", "strike")]),
        ("||a||", [("a", "spoiler")]),
        ("a **b\nc** d", [("a ", ""), ("b\nc", "strong"), (" d", "")]),
        ("un**frigging**believable", [("un", ""), ("frigging", "strong"), ("believable", "")]),
        ("snake_case_name", [("snake_case_name", "")]),
        ("2 * 3 * 4", [("2 * 3 * 4", "")]),
        ("foo ** a ** bar", [("foo ", ""), (" a ", "strong"), (" bar", "")]),
        ("**foo***", [("foo*", "strong")]),
        ("`a*b*`", [("a*b*", "code")]),
        ("```py\na\n```", [("a", "code")]),
        ("```a```", [("a", "code")]),
        ("# a", [("a", "heading")]),
        ("### a", [("a", "heading")]),
        ("#### a", [("#### a", "")]),
        ("a # b", [("a # b", "")]),
        ("a\n## b", [("a\n", ""), ("b", "heading")]),
        ("-# a", [("a", "subtext")]),
        ("#a", [("#a", "")]),
        ("> a\n> b", [("a\nb", "quote")]),
        ("> a\nb", [("a", "quote"), ("b", "")]),
        (">>> a\nb", [("a\nb", "quote")]),
        (">a", [(">a", "")]),
        ("a > b", [("a > b", "")]),
        ("> a\n> \n> b", [("a\n\nb", "quote")]),
        ("> > a", [("> a", "quote")]),
        ("- a", [("a", "list")]),
        ("* a", [("a", "list")]),
        ("1. a", [("a", "list")]),
        ("+ a", [("+ a", "")]),
        ("a\n\n- b", [("a\n\n", ""), ("b", "list")]),
        ("a\n1. b", [("a\n", ""), ("b", "list")]),
        ("a - b", [("a - b", "")]),
        ("[a](https://b.c)", [("a", "link")]),
        ("[a\nb](https://b.c)", [("a\nb", "link")]),
        ("<https://a_b_.c>", [("https://a_b_.c", "link")]),
        ("see https://a.b/c_d_e.", [("see ", ""), ("https://a.b/c_d_e", "link"), (".", "")]),
        ("https\\://a.b", [("https://a.b", "")]),
        ("<@1>", [("<@1>", "mention")]),
        ("<@!1>", [("<@!1>", "mention")]),
        ("<@&1>", [("<@&1>", "mention")]),
        ("<#1>", [("<#1>", "mention")]),
        ("</ask:1>", [("ask", "mention")]),
        ("<id:home>", [("<id:home>", "mention")]),
        ("<t:1:R>", [("<t:1:R>", "timestamp")]),
        ("<:a:1>", [("a", "emoji")]),
        ("<a:a:1>", [("a", "emoji")]),
        (":smile:", [("smile", "emoji")]),
        ("@everyone", [("@everyone", "mention")]),
        ("\\@everyone", [("@everyone", "")]),
        ("mail a@b.c", [("mail a@b.c", "")]),
        ("<a@b.c>", [("a@b.c", "link")]),
        ("<+1 234 567>", [("+1 234 567", "link")]),
        ("@silent a", [("@silent", "silent"), (" a", "")]),
        ("\\*a\\*", [("*a*", "")]),
        ("\\a \\1 \\ ", [("\\a \\1 \\ ", "")]),
        ("\\\\", [("\\", "")]),
        ("¯\\_(ツ)_/¯", [("¯\\_(ツ)_/¯", "")]),
        ("a\tb\r\nc\rd", [("a    b\nc\nd", "")]),
        ("a  \nb", [("a\nb", "")]),
        ("**# a**", [("a", "heading strong")]),
        ("<@$1>", [("<@$1>", "mention")]),
        ("<sound:1:2>", [("<sound:1:2>", "mention")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_shows_what_discord_shows(message: str, expected: list[tuple[str, str]]) -> None:
    assert drawn(message) == expected


def test_quotations_of_a_message_are_told_apart() -> None:
    assert quotations("> a **b**\n— c\n> d") == [
        [Segment("a "), Segment("b", frozenset({"strong"}))],
        [Segment("d")],
    ]


def test_visible_text_leaves_the_marks_out() -> None:
    assert visible("**a** ||b|| `c`") == "a b c"
