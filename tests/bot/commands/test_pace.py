"""Who asks too often waits exactly as long as it takes, and only they."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.commands.pace import UNHURRIED, Limit, Pace, Tally, whole_seconds


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 5), st.lists(st.floats(0, 30), max_size=40))
def test_within_any_window_no_more_than_the_limit_gets_through(most: int, gaps: list[float]) -> None:
    clock, limit = Clock(), Limit(most, 20)
    tally = Tally(remembered=most, clock=clock)
    through: list[float] = []
    for gap in gaps:
        clock.now += gap
        if not tally.wait("alice", limit):
            tally.count("alice")
            through.append(clock.now)
    assert all(later - earlier >= 20 for earlier, later in zip(through, through[most:], strict=False))


def test_after_the_time_that_was_told_it_succeeds() -> None:
    clock, limit = Clock(), Limit(2, 20)
    tally = Tally(remembered=2, clock=clock)
    tally.count("alice")
    clock.now = 5
    tally.count("alice")
    assert tally.wait("alice", limit) == 15
    assert tally.wait("bob", limit) == 0
    clock.now += 15
    assert tally.wait("alice", limit) == 0


def test_no_limit_is_none() -> None:
    tally = Tally(remembered=1, clock=Clock())
    for _ in range(100):
        tally.count("alice")
    assert tally.wait("alice", UNHURRIED.person) == 0


def test_whoever_was_heard_of_longest_ago_is_forgotten_first() -> None:
    tally = Tally(remembered=1, kept=2, clock=Clock())
    for who in ("alice", "bob", "alice", "carol"):
        tally.count(who)
    limit = Limit(1, 20)
    assert [tally.wait(who, limit) for who in ("alice", "bob", "carol")] == [20, 0, 20]


def test_buttons_may_be_pressed_more_often_than_questions_asked() -> None:
    assert Pace(Limit(5, 20), Limit(9, 20)).gestures == Limit(15, 20)


def test_nobody_is_told_to_wait_for_less_than_it_takes() -> None:
    assert [whole_seconds(wait) for wait in (0.001, 1, 1.2)] == [1, 1, 2]
