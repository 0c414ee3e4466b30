"""Heads: a title and a date are taken where the first lines state them, and from nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import read_head

BODY = "It snowed on Monday, 3 January 2022, for the first time. Schools are closed.\n"
DAY = date(2022, 1, 7)


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        pytest.param(f"Snow in the north\n\n{BODY}", "Snow in the north", None, id="first line alone"),
        pytest.param(
            f" date 2022-01-07 Snow in the north\n\n{BODY}", "Snow in the north", DAY, id="glued date"
        ),
        pytest.param(
            f"2022-01-07 – Snow in the north\n\n{BODY}", "Snow in the north", DAY, id="date, dash, title"
        ),
        pytest.param(f"Snow in the north | World\n\n{BODY}", "Snow in the north", None, id="section cut off"),
        pytest.param(f"Snow | World\n\n{BODY}", "Snow | World", None, id="too little before the bar"),
        pytest.param(
            f"Snow\nDate: 7 January 2022\n\n{BODY}", "Snow", DAY, id="labelled date under the title"
        ),
        pytest.param(f"Published: 7 January 2022\n\nSnow\n\n{BODY}", "Snow", DAY, id="date above the title"),
        pytest.param(f"Snow\n\nBy Ann Lee\nJan. 7, 2022\n\n{BODY}", "Snow", DAY, id="byline and date"),
        pytest.param(
            f"Snow\n\n7 January 2022 | By Ann Lee\n\n{BODY}", "Snow", DAY, id="date and byline in a line"
        ),
        pytest.param(f"Snow\n\nUpdated: 2022-01-07\n\n{BODY}", "Snow", DAY, id="only an update"),
        pytest.param(
            f"Snow\nUpdated: 2022-02-01\nPublished: 2022-01-07\n\n{BODY}", "Snow", DAY, id="update and date"
        ),
        pytest.param(f"Title: Snow\nDate: 2022-01-07\n\n{BODY}", "Snow", DAY, id="labelled title"),
        pytest.param(f"Snow\n====\n\n{BODY}", "Snow", None, id="underlined"),
        pytest.param(
            "Snow\nIt snowed on Monday.\nIt was cold.\n", "Snow", None, id="short paragraphs right below"
        ),
        pytest.param(
            f"“It snows”: a talk\n\n{BODY}", "“It snows”: a talk", None, id="a quotation in the title"
        ),
        pytest.param(f"Will it snow?\n\n{BODY}", "Will it snow?", None, id="question"),
        pytest.param(
            f"Snow\n{BODY * 3}".replace("closed.\n", "closed. "), "Snow", None, id="paragraph right below"
        ),
        pytest.param(
            f"Skip to content\n\nShare this article\n\nSnow\n\n{BODY}", "Snow", None, id="below furniture"
        ),
        pytest.param(f"\ufeffSnow\r\n\r\n{BODY}", "Snow", None, id="byte order mark and CRLF"),
        pytest.param(BODY, None, None, id="body only"),
        pytest.param("Snow in the north", None, None, id="nothing but one line"),
        pytest.param(f"It snowed.\n\n{BODY}", None, None, id="first line is a sentence"),
        pytest.param(f"“Who is there?” he asked.\n\n{BODY}", None, None, id="first line is speech"),
        pytest.param(f"Snow\n\nThursday\n\n{BODY}", "Snow", None, id="a weekday is no date"),
        pytest.param(f"Snow\n\n03/04/2021\n\n{BODY}", "Snow", None, id="a date of two meanings"),
        pytest.param(f"Snow\n\n{BODY}\n2022-01-07\n", "Snow", None, id="a date behind the body"),
        pytest.param(
            f"---\ntitle: Snow\ndate: 2022-01-07\ntags:\n  - a\n---\n\n{BODY}", "Snow", DAY, id="front matter"
        ),
        pytest.param(
            f"---\nnot front matter\n---\n\n{BODY}", None, None, id="rules that are no front matter"
        ),
    ],
)
def test_plain_text_states_title_and_date(text: str, title: str | None, published: date | None) -> None:
    head = read_head(text)
    assert (head.title, head.published) == (title, published)


@pytest.mark.parametrize(
    ("text", "title", "published"),
    [
        pytest.param(f"# Snow #\n\n{BODY}", "Snow", None, id="heading of level 1"),
        pytest.param(
            f"# **Snow** in [the north](https://example.org)\n\n{BODY}",
            "Snow in the north",
            None,
            id="markup",
        ),
        pytest.param(
            f"[![b](x)](y)\n\n# Snow\n\n*Published 7 January 2022*\n\n{BODY}",
            "Snow",
            DAY,
            id="badge and date",
        ),
        pytest.param(f"Snow\n====\n\n{BODY}", "Snow", None, id="underlined"),
        pytest.param(f"## Snow\n\n{BODY}", "Snow", None, id="deeper heading, but first"),
        pytest.param(f"{BODY}\n## Snow\n\n{BODY}", None, None, id="deeper heading after text"),
        pytest.param(f"```\n# not a title\n```\n\n# Snow\n\n{BODY}", "Snow", None, id="behind a fence"),
        pytest.param(
            f"---\ntitle: 'Snow'\ndate: 2022-01-07T10:00:00\n---\n# Other\n{BODY}",
            "Snow",
            DAY,
            id="front matter",
        ),
        pytest.param(f"# ![logo](logo.png)\n\n{BODY}", None, None, id="a picture has no words"),
        pytest.param(BODY, None, None, id="no heading"),
    ],
)
def test_markdown_states_title_and_date(text: str, title: str | None, published: date | None) -> None:
    head = read_head(text, markdown=True)
    assert (head.title, head.published) == (title, published)


def test_the_spans_of_the_head_are_its_lines() -> None:
    text = f"---\na: b\n---\nSnow\n====\nBy Ann Lee\n\n7 January 2022\n\n{BODY}"
    head = read_head(text)
    assert head.title_span
    assert head.title_span.of(text) == "Snow\n===="
    assert [span.of(text) for span in head.matter] == ["---\na: b\n---", "By Ann Lee", "7 January 2022"]


@given(st.text(max_size=200), st.booleans())
def test_a_title_of_plain_text_stands_in_the_text(text: str, markdown: bool) -> None:
    head = read_head(text, markdown=markdown)
    assert head.title is None or markdown or head.title in text


def test_front_matter_states_author_and_language() -> None:
    head = read_head('---\ntitle: Roof\nauthors: [Ann Lee, "Bo Li"]\nlang: pt-BR\n---\n\nThe roof leaks.\n')
    assert (head.author, head.language) == ("Ann Lee, Bo Li", "pt-BR")
