"""What holds for the passages of any text, plain or Markdown, however hostile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus.lines import Lines, is_blank
from retrieval.datatypes import Document, PassageKind
from retrieval.segmentation import SEGMENTATION_VERSION, repeated_lines, segment
from retrieval.segmentation.sentences import LONGEST_SENTENCE

_LINES = [
    "", " ", "\t", "\ufeff", "Title of it", "# Title", "## Part #", "#", "Part", "====", "---", "- - -", "***", "...",
    "- item", "* item", "1. One", "2) Two", "  more of the item", "> cited", ">> > twice", "- [ ] task", "-", "1.",
    "```", "``` sh", "~~~", "    code()", "| a | b |", "| - | - |", "a\tb\tc", "a    b    c", "title: X", "date: 2022-01-07",
    "date 2022-01-07 Snow in the north", "3 May 2021", "By Ann Lee", "<!-- note", "-->", "<div>", "</div>",
    "[a]: https://example.org", "[![b](x)](y)", "Follow us on Twitter!", "Leave a comment", "Related articles",
    "It rained. It snowed, e.g. on Jan. 19.", "It was a long line that goes on and on " * 5, "and so it went", "“Who?”",
    "Was it real?", "Present: Ann Lee", "CHAPTER II", "1.2 Results", "!!!", "👍", "\u202eabc", "a\u2028b", "x\x0cy", "\u200b",
]  # fmt: skip
_texts = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(_LINES), st.sampled_from(["\n", "\n\n", "\r\n", "\r"])), max_size=25
    ).map(lambda pairs: "".join(line + end for line, end in pairs)),
    st.text(max_size=200),
)
_names = st.sampled_from(["a.txt", "a.md"])


def document(text: str, name: str = "a.txt") -> Document:
    return Document(
        name=name, text=text, content_hash="", format="markdown" if name.endswith(".md") else "text"
    )


@given(_texts, _names)
def test_passages_cover_all_ink_in_order_without_overlap(text: str, name: str) -> None:
    position = 0
    for passage in segment(document(text, name)):
        assert is_blank(text[position : passage.span.start])
        assert not is_blank(text[passage.span.start])
        assert not is_blank(text[passage.span.end - 1])
        position = passage.span.end
    assert is_blank(text[position:])


@given(_texts, _names)
def test_sentences_lie_in_order_inside_their_passage(text: str, name: str) -> None:
    for passage in segment(document(text, name)):
        position = passage.span.start
        for span in passage.sentences:
            assert position <= span.start < span.end <= passage.span.end
            assert len(span) <= LONGEST_SENTENCE
            assert not is_blank(text[span.start])
            assert not is_blank(text[span.end - 1])
            position = span.end


@given(_texts, _names)
def test_only_quotable_passages_have_sentences(text: str, name: str) -> None:
    for passage in segment(document(text, name)):
        assert passage.kind.quotable or not passage.sentences


@given(_texts, _names)
def test_numbers_and_lines_lead_back_to_the_text(text: str, name: str) -> None:
    lines = Lines.of(text)
    for number, passage in enumerate(segment(document(text, name)), start=1):
        assert passage.number == number
        assert lines.spans[passage.line - 1].start <= passage.span.start < len(text)
        assert passage.line == 1 + text[: passage.span.start].replace("\r\n", "\n").replace("\r", "\n").count(
            "\n"
        )


@given(_texts, _names)
def test_headings_are_words_of_headings_above(text: str, name: str) -> None:
    seen: set[str] = set()
    for passage in segment(document(text, name)):
        for heading in passage.headings:
            assert any(" ".join(heading.split()) in " ".join(other.split()) for other in seen)
        if passage.kind is PassageKind.HEADING:
            seen.add(passage.span.of(text))


@given(st.lists(st.sampled_from([line for line in _LINES if "\n" not in line]), max_size=15), _names)
def test_the_kind_of_line_end_changes_no_passage(rows: list[str], name: str) -> None:
    found = [
        [
            (passage.kind, passage.line, len(passage.sentences))
            for passage in segment(document(end.join(rows), name))
        ]
        for end in ("\n", "\r\n", "\r")
    ]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "unit",
    [
        ". ", ".", "(", "“", '"', "[", "![", "> ", ">", "- ", "-\n", "* a\n", "# ", "#\n", "`", "```\n", "| ", "|\n", "a | b\n",
        "<", "<!--", "\n", "\r", " ", "\t", "Mr. ", "A.", "1. a\n", "a: ", "a: b\n", "---\n", "---\na: b\n", "x", "\u0301", "。",
        "[a]: x\n", "[a]: x '\n", "a\n    ", "Follow us on ", "Follow us on Twitter. ", "a.B", "\u200b", "date 2022-01-07 ",
    ],
)  # fmt: skip
def test_a_text_of_one_repeated_piece_is_segmented(unit: str, name: str) -> None:
    # Every pattern reads a run of its characters once (possessive, or bounded in length), so the size that
    # terminates here at all terminates in proportion.
    text = unit * (40_000 // len(unit))
    position = 0
    for passage in segment(document(text, name)):
        assert is_blank(text[position : passage.span.start])
        position = passage.span.end
    assert is_blank(text[position:])


def test_lines_that_the_corpus_repeats_are_boilerplate_where_the_caller_says_so() -> None:
    documents = [
        document(f"Story {n}\n\nText {n} is here.\n\nThe Post, since 1901.\n", f"{n}.txt") for n in range(4)
    ]
    repeated = repeated_lines(documents, at_least=3)
    assert repeated == {"The Post, since 1901."}
    kinds = [passage.kind for passage in segment(documents[0], repeated=repeated)]
    assert kinds == [PassageKind.TITLE, PassageKind.PARAGRAPH, PassageKind.BOILERPLATE]
    assert segment(documents[0])[-1].kind is PassageKind.PARAGRAPH


def test_indexes_can_carry_the_version_of_the_rules() -> None:
    assert SEGMENTATION_VERSION >= 1
