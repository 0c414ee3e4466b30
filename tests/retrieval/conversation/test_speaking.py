"""The speaker is named by words of the text, near what is quoted; where nobody is named, nobody is claimed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.conversation.speaking import SENTENCES_AFTER, SENTENCES_BEFORE, speaker
from retrieval.datatypes import Span
from retrieval.segmentation import split_sentences

SENTENCES = [
    "“The dam will hold,” said Bolat Satbayev.",
    "“Nobody asked us.”",
    "He added that the water was rising.",
    "According to the ministry, two villages were flooded.",
    "The harvest was poor.",
    "Officials said that the road is closed.",
    "“Wir wissen nichts”, sagte niemand.",
    "Солдаты ушли в четверг.",
    "– Marta Lund, engineer",
]


def who_says(text: str, words: str) -> str | None:
    """Return who is named as the speaker of the sentence that holds the words."""
    sentences = split_sentences(text, Span(0, len(text)))
    start = text.index(words)
    said = [each for each in sentences if each.overlaps(Span(start, start + len(words)))]
    found = speaker(text, sentences, said)
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        pytest.param(
            "“The dam will hold,” said Bolat Satbayev. Rain fell.", "dam", "Bolat Satbayev", id="behind the verb"
        ),
        pytest.param(
            "Rain fell. The engineer Marta Lund said the cables had rusted.", "rusted", "The engineer Marta Lund",
            id="before the verb",
        ),
        pytest.param(
            "According to the ministry, two villages were flooded.", "flooded", "the ministry", id="according to"
        ),
        pytest.param(
            "“The dam will hold,” said Bolat Satbayev. “We built it ourselves.”", "ourselves", "Bolat Satbayev",
            id="a quotation that goes on",
        ),
        pytest.param(
            "Bolat Satbayev came by car. He said that the dam would hold.", "would hold", "Bolat Satbayev",
            id="a pronoun, named in the sentence before",
        ),
        pytest.param(
            "“Marta Lund said nothing,” said Bolat Satbayev.", "nothing", "Bolat Satbayev", id="not whom he quotes"
        ),
    ],
)  # fmt: skip
def test_the_words_that_name_the_speaker_are_found(text: str, words: str, who: str) -> None:
    assert who_says(text, words) == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The harvest was poor. The river rose.", "rose", id="told by nobody"),
        pytest.param("Forty hens died. A dragon guards the gate.", "dragon", id="a first word is no name"),
        pytest.param("He said that it rained.", "rained", id="a pronoun alone"),
        pytest.param("“Nobody asked us.”", "asked", id="a bare quotation"),
        pytest.param("Солдаты ушли в четверг.", "ушли", id="no English"),
    ],
)
def test_where_nobody_is_named_nobody_is_claimed(text: str, words: str) -> None:
    assert who_says(text, words) is None


def test_somebody_named_too_far_away_is_not_the_speaker() -> None:
    far = (
        "“The dam will hold,” said Bolat Satbayev. " + "It rained. " * (SENTENCES_BEFORE + 1) + "A hen died."
    )
    assert who_says(far, "hen") is None


def test_nothing_said_is_said_by_nobody() -> None:
    assert speaker("A hen died.", [Span(0, 11)], []) is None


@given(
    told=st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), min_size=1, max_size=8), data=st.data()
)
def test_the_speaker_s_words_stand_in_the_text_near_what_is_said(
    told: list[str], data: st.DataObject
) -> None:
    text = " ".join(told)
    sentences = split_sentences(text, Span(0, len(text)))
    if not sentences:
        return
    number = data.draw(st.integers(0, len(sentences) - 1))
    found = speaker(text, sentences, sentences[number : number + 1])
    if found is not None:
        assert found.of(text).strip()
        first = sentences[max(0, number - SENTENCES_BEFORE)]
        last = sentences[min(len(sentences) - 1, number + SENTENCES_AFTER)]
        assert first.cover(last).contains(found)
        assert any(each.overlaps(found) for each in sentences)
        assert all(one.end <= other.start for one, other in pairwise(sentences))
