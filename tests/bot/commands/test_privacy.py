"""`/privacy` says what the settings say, to its user alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.rendering.cards import MESSAGE_LENGTH, privacy_card
from bot.rendering.phrases import every_language

if TYPE_CHECKING:
    from tests.bot.scene import Scene


async def test_it_names_the_days_and_minutes_and_the_way_out(scene: Scene) -> None:
    (shown,) = (await scene.slash("privacy")).messages
    assert shown.ephemeral_for is scene.alice
    for expected in ("7 days", "30 minutes", "/forget", "asker"):
        assert expected in shown.text.replace("\\", "")


def test_it_fits_whatever_is_set() -> None:
    card = privacy_card(days=1, minutes=1)
    assert card.length <= MESSAGE_LENGTH
    assert "after 1 day." in card.blocks[1]


def test_where_there_is_a_reading_room_it_says_what_that_keeps() -> None:
    for phrases in every_language(room="https://quoth.example.org").values():
        card = privacy_card(days=7, minutes=30, phrases=phrases)
        assert card.length <= MESSAGE_LENGTH
        assert len(card.blocks) == len(privacy_card(days=7, minutes=30).blocks) + 1
        assert "30" in card.blocks[-1]
