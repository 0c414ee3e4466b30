"""Citations: whatever a source is called and says, each form can be read back by its readers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.rendering.citations import Form, citation
from retrieval.datatypes import Source
from tests.bot.rendering.answers import hostile_sources, quote
from tests.bot.rendering.strategies import hostile_text

LINK = "https://quoth.example.org/q/a1-0-51-00aa11bb?m=0-5#quote"
SOURCE = Source(
    "notes/report_1.txt",
    "50 % of {all} R&D_costs #1 ~ $3 \\ ^",
    date(2022, 1, 7),
    "The *Daily*",
    "https://example.org/a",
    "en",
    author="Ayşe Öztürk",
)
# CSL 1.0.2, csl-data.json: the fields of an item that we write.
CSL_FIELDS = {
    "id",
    "type",
    "title",
    "author",
    "publisher",
    "issued",
    "URL",
    "language",
    "note",
    "abstract",
}


def balanced(text: str) -> bool:
    depth = 0
    for sign in re.sub(r"\\[{}\\]", "", text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def test_a_plain_citation_is_one_line() -> None:
    said = citation(quote("It\r\nburned.", source=SOURCE), Form.PLAIN, link=LINK)
    assert said.startswith("“It burned.” — Ayşe Öztürk, 50 % of {all}")
    assert "7 January 2022" in said
    assert said.endswith(f". {LINK}")
    assert "\n" not in said


def test_bibtex_escapes_what_latex_obeys() -> None:
    said = citation(quote("100 % & more", source=SOURCE), Form.BIBTEX, link=LINK)
    assert (
        r"title = {{50 \% of \{all\} R\&D\_costs \#1 \textasciitilde{} \$3 \textbackslash{} \textasciicircum{}}}"
        in said
    )
    assert "author = {{Ayşe Öztürk}}" in said
    assert "date = {2022-01-07}" in said
    assert r"“100 \% \& more”" in said
    assert re.match(r"@misc\{notes-report-1-txt-\d+-\d+-[0-9a-f]{8},\n", said)


@given(hostile_text(), hostile_sources())
def test_bibtex_is_balanced_and_has_one_field_a_line(text: str, source: Source) -> None:
    lines = citation(quote(text or "a", source=source), Form.BIBTEX, link=LINK).split("\n")
    assert lines[-1] == "}"
    assert all(
        re.fullmatch(r"  [a-z]+ = \{.*\},", line, re.DOTALL) and balanced(line) for line in lines[1:-1]
    )


@given(hostile_text(), hostile_sources())
def test_csl_json_is_json_with_the_exact_words_and_known_fields(text: str, source: Source) -> None:
    said = citation(quote(text or "a", source=source), Form.CSL, link=LINK)
    ((entry),) = json.loads(said)
    assert entry["abstract"] == (text or "a")
    assert set(entry) <= CSL_FIELDS
    assert entry["URL"] == LINK
    assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", said)


def test_csl_json_gives_the_date_in_parts_and_leaves_out_what_is_not_known() -> None:
    (entry,) = json.loads(citation(quote(source=SOURCE), Form.CSL, link=LINK))
    assert entry["issued"] == {"date-parts": [[2022, 1, 7]]}
    assert entry["author"] == [{"literal": "Ayşe Öztürk"}]
    bare = replace(SOURCE, published=None, publisher=None, author=None, url=None, language=None)
    (entry,) = json.loads(citation(quote(source=bare), Form.CSL))
    assert set(entry) == {"id", "type", "title", "note", "abstract"}


@given(st.text(st.sampled_from(list("ab*_`#<>[]()!\\&;~|.-+1 \n")), min_size=1, max_size=40))
def test_markdown_shows_the_words_and_no_markup_of_theirs(text: str) -> None:
    said = citation(quote(text, source=SOURCE), Form.MARKDOWN, link=LINK)
    tokens = MarkdownIt("commonmark").parse(said)
    inline = [token for token in tokens if token.type == "inline"]
    words = "".join(
        child.content for token in inline for child in token.children or () if child.type == "text"
    )
    assert "".join(words.split()).startswith("".join(text.split()))
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "softbreak", "hardbreak", "link_open", "link_close", "text_special"}


@pytest.mark.parametrize("form", Form)
def test_an_address_cannot_break_out(form: Form) -> None:
    said = citation(quote(), form, link="https://a.b/}{>\\end\n x")
    assert "https://a.b/}{>" not in said or form in {Form.PLAIN, Form.CSL}
