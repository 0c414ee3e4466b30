"""Whose conversation it is: one's own, that of the place, or the one pointed at; never another's by chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.conversations.saying import (
    Said,
    conversation_in,
    is_private,
    private_conversation_in,
    turn_before,
)
from tests.bot.store.turns import kept

if TYPE_CHECKING:
    from bot.store import KeptTurn

LIFE = 1800.0
NOW = 10_000.0

ids = st.integers(1, 3)
times = st.sampled_from([NOW, NOW - 1, NOW - LIFE, NOW - LIFE - 1, NOW + 60, 0.0])


@st.composite
def kept_turns(draw: st.DrawFn) -> KeptTurn:
    channel, asker, shared = draw(ids), draw(ids), draw(st.booleans())
    name = conversation_in(channel, None if shared else asker)
    if draw(st.booleans()):
        name = private_conversation_in(channel, asker)
    return kept("t", conversation=name, channel=channel, asker=asker, at=draw(times))


said = st.builds(Said, channel=ids, asker=ids, shared=st.booleans(), private=st.booleans())


@given(said, st.none() | kept_turns(), st.none() | kept_turns())
def test_what_is_read_on_from_was_pointed_at_or_is_ones_own(
    said: Said, pointed_at: KeptTurn | None, latest: KeptTurn | None
) -> None:
    before = turn_before(said, pointed_at=pointed_at, latest=latest, now=NOW, life=LIFE)
    if before is None:
        return
    assert before.channel == said.channel
    assert NOW - before.at <= LIFE
    assert before is pointed_at or before.conversation == said.conversation
    if before is not pointed_at and (said.private or not said.shared):
        assert before.asker == said.asker


@given(said, st.none() | kept_turns(), st.none() | kept_turns())
def test_what_is_said_afresh_is_read_on_from_nothing(
    said: Said, pointed_at: KeptTurn | None, latest: KeptTurn | None
) -> None:
    afresh = replace(said, afresh=True, follows="t")
    assert turn_before(afresh, pointed_at=pointed_at, latest=latest, now=NOW, life=LIFE) is None


@given(said, kept_turns())
def test_a_button_never_grows_old_where_it_stands(said: Said, pointed_at: KeptTurn) -> None:
    pressed = replace(said, channel=pointed_at.channel, follows="t")
    assert turn_before(pressed, pointed_at=pointed_at, latest=None, now=NOW, life=LIFE) is pointed_at


@given(said, said)
def test_what_is_private_is_in_nobody_elses_conversation(one: Said, other: Said) -> None:
    if one.private and one.conversation == other.conversation:
        assert (other.private, other.asker, other.channel) == (True, one.asker, one.channel)


@given(said, st.booleans(), st.booleans())
def test_a_turn_knows_whether_it_is_private(said: Said, private: bool, afresh: bool) -> None:
    one = replace(said, private=private, afresh=afresh)
    turn = kept("t", conversation=one.conversation, channel=one.channel, asker=one.asker)
    assert is_private(turn) is private


@given(said, kept_turns())
def test_anothers_turn_is_never_read_on_from_without_being_pointed_at(said: Said, latest: KeptTurn) -> None:
    before = turn_before(said, pointed_at=None, latest=latest, now=NOW, life=LIFE)
    if latest.conversation != said.conversation:
        assert before is None


MINE = Said(channel=1, asker=7, shared=False)
OWN = kept("own", conversation="1/7", at=NOW - 60)
OTHERS = kept("other's", conversation="1/8", asker=8, at=NOW - 5)


def test_a_reply_reads_on_from_what_it_replies_to_even_if_another_asked_it() -> None:
    assert turn_before(MINE, pointed_at=OTHERS, latest=OWN, now=NOW, life=LIFE) is OTHERS


def test_a_reply_to_something_over_or_elsewhere_falls_back_to_ones_own() -> None:
    for gone in (None, replace(OTHERS, at=NOW - LIFE - 1), replace(OTHERS, channel=2)):
        assert turn_before(MINE, pointed_at=gone, latest=OWN, now=NOW, life=LIFE) is OWN


def test_a_conversation_is_over_after_its_life() -> None:
    assert turn_before(MINE, pointed_at=None, latest=OWN, now=NOW + LIFE, life=LIFE) is None


def test_two_people_in_a_channel_have_two_conversations_and_in_a_thread_one() -> None:
    yours = replace(MINE, asker=8)
    assert MINE.conversation != yours.conversation
    assert replace(MINE, shared=True).conversation == replace(yours, shared=True).conversation
