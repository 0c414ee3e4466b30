"""Ids are read back as what they were made from, and believed in nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.controls import Action, Control, control_from
from bot.store.tree import new_turn_id


@pytest.mark.parametrize("action", Action)
def test_an_id_says_what_was_pressed_and_fits_into_a_component(action: Action) -> None:
    control = Control(action, new_turn_id())
    assert control_from(control.custom_id) == control
    assert len(control.custom_id) <= 100


@given(st.text() | st.from_regex(r"alone:.{0,40}", fullmatch=True))
def test_whatever_somebody_sends_is_an_id_of_ours_or_none(custom_id: str) -> None:
    control = control_from(custom_id)
    assert control is None or control.custom_id == custom_id


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "alone",
        "alone:",
        "alone:a b",
        "alone:a\n",
        "erase:abc",
        "ALONE:abc",
        "alone:" + "a" * 33,
        "alone:é",
    ],
)
def test_ids_of_nobodys_are_none(custom_id: str) -> None:
    assert control_from(custom_id) is None
