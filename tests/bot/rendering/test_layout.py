"""The components sent are the card, in Discord's own types."""

from __future__ import annotations

import pytest

from bot.rendering.cards import CARD_BLOCKS, CONTROL_COMPONENTS, MESSAGE_COMPONENTS, Card, Tone
from bot.rendering.layout import layout


@pytest.mark.parametrize("tone", Tone)
def test_a_card_becomes_one_container_of_texts_with_lines_between(tone: Tone) -> None:
    (container,) = layout(Card(("a", "b"), tone)).to_components()  # type: ignore[no-untyped-call] # discord.py leaves it untyped
    assert container["type"] == 17
    assert isinstance(container["accent_color"], int)
    assert [component["type"] for component in container["components"]] == [10, 14, 10]
    assert [component.get("content") for component in container["components"]] == ["a", None, "b"]


def test_the_fullest_card_leaves_room_for_controls() -> None:
    view = layout(Card(("a",) * CARD_BLOCKS, Tone.ANSWER))
    assert view.total_children_count <= MESSAGE_COMPONENTS - CONTROL_COMPONENTS
    assert view.timeout is None
