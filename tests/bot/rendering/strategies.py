"""Hostile text: everything that Discord, a terminal or a parser could take for more than words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from retrieval.datatypes import Span

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTRUCTS = (
    "*a*", "**a**", "***a***", "_a_", "__a__", "___a___", "~~a~~", "||a||", "`a`", "``a``", "```\na\n```",
    "```py\na```", "*", "**", "***", "_", "__", "~~", "||", "`", "```", "\\", "\\\\", "\\*", "\\\n",
    "# a", "## a", "### a", "-# a", "#", "- a", "* a", "+ a", "1. a", "10. a", "1) a", "  - a", "-", "+ ", "1.",
    "> a", ">>> a", ">", ">>>", "  > a", "[a](https://b.c)", "[a\nb](https://b.c)", "[a](<https://b.c> 'd')",
    "![a](https://b.c)", "[a][b]", "[", "](", ")", "<https://a_b_.c/d_e_f>", "https://a.b/c_d_e_", "http://a.b",
    "steam://run/1", "discord://x", "https://discord.com/channels/1/2/3", "www.a.b", "<a@b.c>", "a@b.c",
    "<+1 234 567>", "<tel:+1-234>", "<@1>", "<@!1>", "<@&1>", "<#1>", "<@$1>", "<t:1:R>", "<t:1>", "</ask:1>",
    "</a b c:1>", "<id:home>", "<id:linked-roles:1>", "<:a:1>", "<a:a:1>", "<sound:1:2>", ":smile:", ":a::b:",
    ":thumbsup::skin-tone-2:", "@everyone", "@here", "@silent", "@silent a", "¯\\_(ツ)_/¯", "<", "@", ":", "://",
    "11:00:30", "snake_case_name", "2*3*4", "C#", "a-b", "3.14", "in 2022. Then", "number). ) – and", "“a” […]",
    "\n", "\n\n", "\n \n", "\r\n", "\r", "\t", "\f", "\v", " ", "  ", "   ", "\u2028", "\u2029", "\x85",
    "\u202e", "\u202c", "\u2066", "\u2069", "\u200b", "\u200d", "\u200e", "\u200f", "\ufeff", "\u00a0", "\u3000",
    "e\u0301", "\u0301", "👩\u200d👩\u200d👧", "😀", "️⃣", "™", "ж", "中", "ا", "\x1b[31m", "\x9b31m", "\x07", "\x7f",
    "a", "1", "Z", "é", ".", ",", "!", "?", "(", "]", "{", "&amp;", "&#42;", "=", "===", "---", "| a | b |", "$1$",
)  # fmt: skip
"""Spliced in any order, these make every construct of the brief and most near misses of one."""


def hostile_text(max_size: int = 12) -> st.SearchStrategy[str]:
    fragments = st.sampled_from(CONSTRUCTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
    return st.lists(fragments, max_size=max_size).map("".join)


@st.composite
def hostile_highlight(draw: Callable[[st.SearchStrategy[object]], object]) -> tuple[str, Span]:
    text = draw(hostile_text())
    assert isinstance(text, str)
    offsets = st.integers(0, len(text))
    one, other = draw(offsets), draw(offsets)
    assert isinstance(one, int)
    assert isinstance(other, int)
    return text, Span(min(one, other), max(one, other))
