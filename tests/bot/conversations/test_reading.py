from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.reading import essence, has_words, question_in

BOT = 1234


@pytest.mark.parametrize(
    ("content", "question"),
    [
        pytest.param("<@1234> who was hurt?", "who was hurt?", id="before"),
        pytest.param("<@!1234>who was hurt?", "who was hurt?", id="old form, no blank"),
        pytest.param("who was hurt, <@1234>", "who was hurt,", id="after"),
        pytest.param("who <@1234> was hurt?", "who was hurt?", id="between"),
        pytest.param("<@1234> <@1234> who?", "who?", id="twice"),
        pytest.param(
            "<@1234> did <@99> and <@12345> say so?", "did <@99> and <@12345> say so?", id="others stay"
        ),
        pytest.param("<@1234>\nwho\nwas hurt?", "who\nwas hurt?", id="line breaks within stay"),
        pytest.param("<@1234>", "", id="only the mention"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_only_the_mention_of_the_bot_is_taken_away(content: str, question: str) -> None:
    assert question_in(content, bot=BOT) == question


@given(st.text())
def test_a_text_without_mentions_stays_as_it_is(text: str) -> None:
    assert question_in(text, bot=BOT) == text.strip()


@pytest.mark.parametrize(
    "text", ["", " \n", "?!…", "🔥🔥", "<:satbayev:123456>", "<a:wave:99> 👋", "1️⃣ #️⃣", "\u202e", "🇰🇿"]
)
def test_punctuation_and_emoji_are_no_words(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["a", "18", "Кто?", "谁", "🔥 who", "<@99>", "ق"])
def test_letters_and_digits_of_any_script_are(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        pytest.param("  13 officers\n\nwere hurt. ", "13 officers were hurt.", id="one line"),
        pytest.param("> 13 were hurt\n-# so they say", "13 were hurt so they say", id="quoted"),
        pytest.param("## News\n```py\nwho?\n```", "News who?", id="heading and code"),
        pytest.param("<@12> says <#34> <a:hi:56> who?", "says who?", id="mentions and emoji"),
        pytest.param("at <t:1641513600:R> who?", "at who?", id="time"),
        pytest.param("2 > 1, and #7 won", "2 > 1, and #7 won", id="marks within a line"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_asked_of_a_message_is_its_words(content: str, asked: str) -> None:
    assert essence(content) == asked


@given(st.text(max_size=300), st.integers(10, 60))
def test_of_a_long_message_the_beginning_is_asked(content: str, length: int) -> None:
    whole, cut = essence(content, length=10_000), essence(content, length=length)
    assert whole.startswith(cut)
    assert len(cut) <= length
    assert bool(cut) == bool(whole)


def test_it_is_cut_after_a_sentence_else_after_a_word() -> None:
    assert essence("One two three. Four five six.", length=20) == "One two three."
    assert essence("One two three four five six.", length=20) == "One two three four"
    assert essence("x" * 50, length=20) == "x" * 20
    assert essence("At 3.14 it is. Really so?", length=15) == "At 3.14 it is."
