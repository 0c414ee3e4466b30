"""The components sent are the card, in Discord's own types."""

from __future__ import annotations

import pytest

from bot.rendering.cards import CARD_BLOCKS, CONTROL_COMPONENTS, MESSAGE_COMPONENTS, Card, Tone
from bot.rendering.controls import Action, Button, Control
from bot.rendering.layout import FAULT, FIELD, fault_form, form, layout


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


async def test_buttons_stand_below_the_container_and_nobody_listens_to_them() -> None:
    control = Control(Action.ALONE, "abc")
    view = layout(Card(("a",), Tone.ANSWER, (Button("Only my words", control),)))
    _, row = view.to_components()  # type: ignore[no-untyped-call] # discord.py leaves it untyped
    assert [button["custom_id"] for button in row["components"]] == [control.custom_id]
    assert view.is_finished()


async def test_the_second_row_stands_below_the_first() -> None:
    more, delete = (Button(each.value, Control(each, "abc")) for each in (Action.MORE, Action.DELETE))
    view = layout(Card(("a",), Tone.ANSWER, (more,), (delete,)))
    _, *rows = view.to_components()  # type: ignore[no-untyped-call] # discord.py leaves it untyped
    assert [[button["label"] for button in row["components"]] for row in rows] == [["more"], ["delete"]]


def test_the_fullest_card_with_two_full_rows_fits() -> None:
    row = tuple(Button(f"{number}", Control(Action.MORE, f"{number}")) for number in range(5))
    other = tuple(Button(f"{number}", Control(Action.WHY, f"{number}")) for number in range(5))
    view = layout(Card(("a",) * CARD_BLOCKS, Tone.ANSWER, row, other))
    assert view.total_children_count <= MESSAGE_COMPONENTS


async def test_what_was_wrong_is_chosen_and_words_may_be_added() -> None:
    modal = fault_form(
        "What was wrong?", "It was", {"a": "A", "b": "B"}, "Words", Control(Action.DOWN, "abc")
    )
    choice, words = (each["component"] for each in modal.to_dict()["components"])
    assert modal.custom_id == "down:abc"
    assert choice["custom_id"] == FAULT
    assert [(option["value"], option["label"]) for option in choice["options"]] == [("a", "A"), ("b", "B")]
    assert words["custom_id"] == FIELD
    assert not words["required"]
    assert modal.is_finished()


async def test_a_form_is_one_field_that_has_to_be_filled_in() -> None:
    modal = form("Ask a follow-up", "What you want to know", Control(Action.FOLLOW_UP, "abc"))
    (label,) = modal.to_dict()["components"]
    assert modal.custom_id == "follow-up:abc"
    assert label["component"]["custom_id"] == FIELD
    assert modal.is_finished()
