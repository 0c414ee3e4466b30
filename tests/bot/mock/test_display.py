from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mock.display import ParagraphKind, paragraphs

PUNCTUATION = r"!\"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"


def shown(markdown: str) -> str:
    return "\n".join(paragraph.text.plain for paragraph in paragraphs(markdown))


def styled(markdown: str) -> list[tuple[str, str]]:
    """Return the pieces of the only line that have a style, with it."""
    (paragraph,) = paragraphs(markdown)
    text = paragraph.text
    return [
        (text.plain[span.start : span.end], str(span.style))
        for span in text.spans
        if str(span.style) != "none"
    ]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        (r"\*not bold\*", "*not bold*"),
        (r"a\_b\_c", "a_b_c"),
        (r"\\", "\\"),
        (r"back\slash", r"back\slash"),
        ("**bold** and *italic* and _italic_", "bold and italic and italic"),
        ("__under__ ~~struck~~ ||hidden||", "under struck hidden"),
        ("`code *as is*`", "code *as is*"),
        ("``a ` b``", "a ` b"),
        (r"**bold \*\* still**", "bold ** still"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
        ("https://example.org/a_b_c.", "https://example.org/a_b_c."),
        ("[site](https://example.org)", "site (https://example.org)"),
        ("[site](<https://example.org>)", "site (https://example.org)"),
        (r"\[site](https://example.org)", "[site](https://example.org)"),
        ("- one", "• one"),
        (r"\- one", "- one"),
        ("1. one", "1. one"),
        (r"\# no heading", "# no heading"),
        (r"\> no quote", "> no quote"),
        ("```\ncode *x*\n```", "code *x*"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_what_is_left_of_the_markdown(markdown: str, plain: str) -> None:
    assert shown(markdown) == plain


@pytest.mark.parametrize(
    ("markdown", "kind", "plain"),
    [
        ("# Heading", ParagraphKind.HEADING, "Heading"),
        ("### Heading", ParagraphKind.HEADING, "Heading"),
        ("#no heading", ParagraphKind.PLAIN, "#no heading"),
        ("-# small", ParagraphKind.SUBTEXT, "small"),
        ("> quoted", ParagraphKind.QUOTE, "quoted"),
        (">no quote", ParagraphKind.PLAIN, ">no quote"),
    ],
)
def test_kinds_of_lines(markdown: str, kind: ParagraphKind, plain: str) -> None:
    (paragraph,) = paragraphs(markdown)
    assert (paragraph.kind, paragraph.text.plain) == (kind, plain)


def test_a_quote_of_many_lines_goes_to_the_end() -> None:
    assert [paragraph.kind for paragraph in paragraphs("before\n>>> a\nb")] == ["plain", "quote", "quote"]


def test_bold_is_bold_also_inside_a_quote() -> None:
    assert ("164 people", "bold") in styled("> at least **164 people** died")


def test_styles_add_up() -> None:
    assert ("both", "bold italic") in styled("**a *both* b**")


def test_mentions_are_shown_by_name() -> None:
    (paragraph,) = paragraphs("hello <@1> <@2>", names={"<@1>": "@alice"})
    assert paragraph.text.plain == "hello @alice <@2>"


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs", "Zs", "Cc"))))
def test_text_with_every_sign_escaped_is_shown_as_it_was(text: str) -> None:
    escaped = "".join(f"\\{character}" if character in PUNCTUATION else character for character in text)
    assert shown(escaped) == text
