"""A quote is widened until a reader knows who or what is meant, and no further."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.completing import LONGEST_COMPLETED, completed
from retrieval.datatypes import Document, PassageKind, Span
from retrieval.segmentation import segment


def widened(text: str, quoted: str, *, form: str = "text") -> str:
    """Return what is quoted of a text for a piece of it that stands in one passage."""
    document = Document(name="a", text=text, content_hash="", format=form)
    passages = segment(document)
    span = Span(text.index(quoted), text.index(quoted) + len(quoted))
    (passage,) = (each for each in passages if each.span.contains(span))
    whole = completed(passages, text, passage.number, span)
    assert whole.contains(span)
    return whole.of(text)


NAMED_BEFORE = {
    "he": "Aldo Brink runs the ferry. He wants a bridge.",
    "she, after the day": "Mayor Edda Lund spoke first. On Friday she resigned.",
    "it": "The bridge was built by a guild of masons. It cost four thousand marks.",
    "they": "Nine families left the street. They live in a school now.",
    "possessive": "The hall belongs to a brewery. Its roof was mended in May.",
    "this": "The pump failed at noon. This led to a flood in the cellar.",
    "these and a noun": "Two dogs guarded the yard. These animals never slept.",
    "of them": "Eleven barges tried to cross. A storm sank four of them.",
    "a bare number": "Five divers were hurt. Two are still in hospital.",
    "the same source": "The guild of bakers wrote an open letter. Bread will be dearer, the same letter says.",
    "the NOUN, just introduced": "A leak was found in spring. The leak had gone unnoticed for weeks.",
    "said he": "Warden Ilse Kamp was in the yard. “The gate was open,” she said.",
    "an office": "Warden Ilse Kamp showed the yard. “The gate was open,” the official added.",
    "a clause behind": "Warden Ilse Kamp showed the yard. The gate, she said, had stood open.",
    "a second quotation": "“We shut the gate,” said Ilse Kamp. “Somebody opened it again.”",
    "straight marks": '"We shut the gate," said Ilse Kamp. "Somebody opened it again."',
    "angular marks": "«We shut the gate», said Ilse Kamp. «Somebody opened it again.»",
    "single marks": "‘We shut the gate,’ said Ilse Kamp. ‘Somebody opened it again.’",
    "the wrong closing mark": "Ilse Kamp spoke of a plot. “Somebody opened the gate. “",
    "announced by a colon": "The sign at the gate was plain:  “Nobody passes after dark.”",
    "a quotation after a deed": "Mayor Edda Lund refused. “Not as long as I live.”",
    "with one sentence between": "Aldo Brink runs the ferry. He is old. He wants a bridge.",
}


@pytest.mark.parametrize("text", NAMED_BEFORE.values(), ids=NAMED_BEFORE.keys())
def test_the_sentence_that_names_who_or_what_is_quoted_too(text: str) -> None:
    passages = segment(Document(name="a.txt", text=text, content_hash=""))
    assert widened(text, passages[-1].sentences[-1].of(text)) == text


STANDING_ALONE = {
    "a name": ("Aldo Brink runs the ferry. Edda Lund wants a bridge.", "Edda Lund wants a bridge."),
    "a named speaker": (
        "The yard was dark. “He was there,” said Ilse Kamp of the night watch.",
        "“He was there,” said Ilse Kamp of the night watch.",
    ),
    "it stands for nothing": (
        "The pump failed. It is not known who left the tap open.",
        "It is not known who left the tap open.",
    ),
    "it stands for the time": ("The pump failed. It was late in the evening.", "It was late in the evening."),
    "a cleft": (
        "The pump failed. It was on Monday that the tap broke.",
        "It was on Monday that the tap broke.",
    ),
    "the clause names him": (
        "Ilse Kamp left. When Aldo Brink came home, he found the gate open.",
        "When Aldo Brink came home, he found the gate open.",
    ),
    "that as a conjunction": (
        "The pump failed. That the cellar is dry again is a wonder.",
        "That the cellar is dry again is a wonder.",
    ),
    "the document itself": (
        "Keep it dry. This manual covers three models.",
        "This manual covers three models.",
    ),
    "nobody suitable is named": ("The pump failed at noon. He had to go home.", "He had to go home."),
    "the other sex": (
        "The brother was a mason. She sings in the choir.",
        "She sings in the choir.",
    ),
    "an exclamation": ("Ilse Kamp looked up. “Why?”", "“Why?”"),
    "somebody said who is named in the sentence": (
        "The yard was dark. A nurse of thirty said that the gate was open; it was “a scandal”, she added.",
        "A nurse of thirty said that the gate was open; it was “a scandal”, she added.",
    ),
    "part of a quotation inside a sentence": (
        "The yard was dark. The council spoke of “a black day” for the town.",
        "The council spoke of “a black day” for the town.",
    ),
    "a dash gives the word to somebody else": (
        "The pilot Aldo Brink said that he would fly. - “He may buy a hill of his own.”",
        "- “He may buy a hill of his own.”",
    ),
    "but as the story goes on": (
        "The wolf slept. But when the moon rose, the goats ran away.",
        "The wolf slept.",
    ),
}


@pytest.mark.parametrize(("text", "quoted"), STANDING_ALONE.values(), ids=STANDING_ALONE.keys())
def test_what_stands_alone_is_quoted_alone(text: str, quoted: str) -> None:
    assert widened(text, quoted) == quoted


BELONGING_BEHIND = {
    "but": "The council says that the dam is safe. But two engineers have left in protest.",
    "however": "Nineteen were hurt. However, the figure could not be checked.",
    "denied by": "The mill was sold for a mark. This was denied by the owner.",
    "somebody disputes this": "The farms foul the lake. The office disputes this.",
    "although, with a no": "The dam is safe. Although no engineer has seen it.",
    "in the next paragraph": "Nineteen were hurt.\n\nHowever, the figure could not be checked.",
    "denied in the next paragraph": "Nineteen were hurt.\n\n“It’s not correct,” said the surgeon Pia Holm.",
    "the speaker of a long quotation": "“We shut the gate. Somebody opened it again,” said Ilse Kamp.",
}


@pytest.mark.parametrize("text", BELONGING_BEHIND.values(), ids=BELONGING_BEHIND.keys())
def test_what_belongs_to_it_behind_is_quoted_too(text: str) -> None:
    passages = segment(Document(name="a.txt", text=text, content_hash=""))
    assert widened(text, passages[0].sentences[0].of(text)) == text


def test_a_speaker_is_found_in_the_paragraph_before() -> None:
    text = "At night, police spokeswoman Ilse Kamp said, shops burned.\n\nDozens were hurt, the same source said."
    assert widened(text, "Dozens were hurt, the same source said.") == text


def test_a_motto_is_quoted_with_its_signature() -> None:
    motto = "“Nobody passes here after dark.”"
    text = f"The yard has three gates.\n\n{motto}\n\n— Ilse Kamp, warden\n\nThe gates were painted in May."
    assert widened(text, motto) == f"{motto}\n\n— Ilse Kamp, warden"


@pytest.mark.parametrize("between", ["## Later\n\n", "Subscribe to our newsletter\n\n", "- "])
def test_nothing_is_added_across_a_heading_boilerplate_or_a_list_mark(between: str) -> None:
    text = f"Aldo Brink runs the ferry between the towns.\n\n{between}He wants a bridge.\n"
    assert widened(text, "He wants a bridge.", form="markdown") == "He wants a bridge."


def test_people_take_turns_by_paragraphs() -> None:
    text = '"Leave it," said Tom.\n\n"Why should I do that?"\n\n"It bites," said Tom.'
    assert widened(text, '"Why should I do that?"') == '"Why should I do that?"'


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“The gate was open,” said Ilse Kamp. “We shut it.\n\n“Somebody opened it again.”"
    assert widened(text, "“We shut it.") == "“The gate was open,” said Ilse Kamp. “We shut it."
    ours = "Ilse Kamp told the court: “We shut it.\n\n“Somebody opened it again.”"
    assert widened(ours, "“Somebody opened it again.”") == ours


def test_a_sentence_that_would_make_the_quote_too_long_is_left_out() -> None:
    text = f"Aldo Brink runs {'the old and creaking ' * 30}ferry. He wants a bridge."
    assert len(text) > LONGEST_COMPLETED
    assert widened(text, "He wants a bridge.") == "He wants a bridge."


def test_the_one_between_is_quoted_only_inside_the_paragraph() -> None:
    text = "Aldo Brink runs the ferry.\n\nHe is old. He wants a bridge."
    assert widened(text, "He wants a bridge.") == "He wants a bridge."
    assert widened(text, "He is old.") == "Aldo Brink runs the ferry.\n\nHe is old."


SENTENCES = [
    "Aldo Brink runs the ferry.",
    "He wants a bridge.",
    "It cost 1,000.",
    "“No,” she said.",
    "“We shut the gate.",
    "Somebody opened it,” said Ilse Kamp.",
    '"Twice in a week."',
    "This was denied by the owner.",
    "But nobody came.",
    "The same source said so.",
    "Тринадцать ранены.",
    "🔥 It burned.",
    "a\u0301!",
    "”” « » „ “ ‘ ’ it’s",
    "She" + " said" * 200 + ".",
]
BLOCKS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(
    BLOCKS
    | st.sampled_from(
        ["## A heading", "Share this article", "- one\n- two", "| a | b |\n|---|---|\n| c | d |"]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(blocks=TEXTS, gap=st.sampled_from(["\n\n", "\r\n\r\n", "\n", "\n\n\n\n\n\n"]), data=st.data())
def test_a_widened_quote_is_whole_sentences_that_hold_what_was_given_and_nothing_else(
    blocks: list[str], gap: str, data: st.DataObject
) -> None:
    text = gap.join(blocks)
    form = data.draw(st.sampled_from(["text", "markdown"]))
    passages = segment(Document(name="d", text=text, content_hash="", format=form))
    for passage in passages:
        for first in range(len(passage.sentences)):
            last = data.draw(st.integers(first, len(passage.sentences) - 1))
            span = passage.sentences[first].cover(passage.sentences[last])
            whole = completed(passages, text, passage.number, span)
            assert whole.contains(span)
            assert whole.end <= len(text)
            assert whole == span or len(whole) <= LONGEST_COMPLETED
            touched = [each for each in passages if each.span.overlaps(whole)]
            assert whole.start in {each.start for each in touched[0].sentences}
            assert whole.end in {each.end for each in touched[-1].sentences}
            assert {each.headings for each in touched} == {passage.headings}
            if len(touched) > 1:
                assert {each.kind for each in touched} == {PassageKind.PARAGRAPH}
            assert [each.number for each in touched if abs(each.number - passage.number) > 1] == []


def test_a_megabyte_in_one_passage_is_quick_to_look_around_in() -> None:
    text = "Aldo Brink runs the ferry. He wants a bridge. " * 22_000
    passages = segment(Document(name="a.txt", text=text, content_hash=""))
    spans = passages[0].sentences
    wholes = [completed(passages, text, 1, spans[place]) for place in (0, 1, 20_001, len(spans) - 1)]
    assert [whole.of(text) for whole in wholes[1:]] == ["Aldo Brink runs the ferry. He wants a bridge."] * 3
