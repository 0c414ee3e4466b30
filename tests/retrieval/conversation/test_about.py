"""Messages about the last answer are told by their words alone, and a subject of their own sets them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.conversation import about_last_answer
from retrieval.datatypes import Relation

ABOUT = {
    Relation.SPEAKER: (
        "who said that?", "says who", "Who’s quoted there?", "whose words are these?", "who is the speaker",
        "and who told you that", "name the person who said it",
    ),
    Relation.TIME: (
        "when was this?", "when was that said", "ok and when did this happen?", "what's the date of that?",
        "how old is that quote?",
    ),
    Relation.SOURCE: (
        "source?", "which source?", "link?", "where does it come from", "url pls", "what's the source of that quote?",
        "where did you get that from?", "which article is this from",
    ),
    Relation.MORE: (
        "more", "more?", "anything else?", "go on", "tell me more", "what else does it say?", "any other quotes?",
        "is there anything more about this", "MORE!!!", "next quote",
    ),
    Relation.CONTEXT: (
        "context?", "show me the context", "what stands around it", "show me the whole passage",
        "what comes before that?", "full paragraph please",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "relation"),
    [pytest.param(text, relation, id=text) for relation, texts in ABOUT.items() for text in texts],
)
def test_a_message_about_the_last_answer_is_told(text: str, relation: Relation) -> None:
    assert about_last_answer(text) is relation


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("who said that the dam broke?", id="a speaker of something else"),
        pytest.param("when was the bridge built?", id="a time of something else"),
        pytest.param("what is the source of the river?", id="a source of water"),
        pytest.param("were there more horses?", id="more of something"),
        pytest.param("and in Astana?", id="an ellipsis"),
        pytest.param("why?", id="a bare asking word"),
        pytest.param("where?", id="a place, not a source"),
        pytest.param("thanks all", id="thanks to everybody"),
        pytest.param("hi all", id="a greeting of everybody"),
        pytest.param("ok", id="assent"),
        pytest.param("write a poem about it", id="an order to make text"),
        pytest.param("", id="nothing"),
        pytest.param("🔥", id="an emoji"),
        pytest.param("?!", id="marks"),
        pytest.param("\ud800", id="a lone surrogate"),
        pytest.param("more " * 17, id="more words than such a message has"),
        pytest.param("who said that " * 100_000, id="a megabyte"),
    ],
)
def test_a_message_with_a_subject_of_its_own_or_with_none_is_not_about_it(text: str) -> None:
    assert about_last_answer(text) is None


@given(text=st.text(max_size=80))
def test_any_text_is_told_or_passed_over(text: str) -> None:
    assert about_last_answer(text) in {*ABOUT, None}


@given(
    text=st.sampled_from([text for texts in ABOUT.values() for text in texts]),
    subject=st.sampled_from(["Almaty", "bridge", "Солдаты", "zebra", "2013"]),
)
def test_a_subject_added_anywhere_makes_a_question_of_its_own(text: str, subject: str) -> None:
    for said in (f"{subject} {text}", f"{text} {subject}"):
        assert about_last_answer(said) is None


@given(text=st.sampled_from([text for texts in ABOUT.values() for text in texts]))
def test_neither_case_nor_marks_nor_blanks_change_what_is_asked(text: str) -> None:
    told = about_last_answer(text)
    for same in (text.upper(), text.casefold(), f"  {text}\n", f"🔥 {text} !!", text.rstrip("?")):
        assert about_last_answer(same) is told
