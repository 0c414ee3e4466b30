from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.reading import has_words, question_in

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
