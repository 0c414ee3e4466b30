"""Scores of several searches come onto one scale, where more of anything is never less in all."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from retrieval.datatypes import Signals
from retrieval.fusion import fused, relative_to_best

SHARES = st.floats(0, 1)
SIGNALS = st.builds(
    Signals,
    **{field.name: st.floats(-1, 1) if "dense" in field.name else SHARES for field in fields(Signals)},
)


@given(signals=SIGNALS)
def test_the_fused_score_is_a_share(signals: Signals) -> None:
    assert 0 <= fused(signals) <= 1 + 1e-9


@given(signals=SIGNALS, more=SHARES)
def test_more_of_a_signal_is_never_less_in_all(signals: Signals, more: float) -> None:
    for name in ("dense", "dense_passage", "coverage", "coverage_passage"):
        raised = replace(signals, **{name: max(getattr(signals, name), more)})
        assert fused(raised) >= fused(signals)


@given(scores=st.dictionaries(st.text(max_size=3), st.floats(0, 1e6)))
def test_the_best_is_one_and_the_order_is_kept(scores: dict[str, float]) -> None:
    relative = relative_to_best(scores)
    assert relative.keys() == scores.keys()
    assert all(0 <= value <= 1 for value in relative.values())
    if any(scores.values()):
        assert max(relative.values()) == 1
    ordered = sorted(scores, key=lambda name: scores[name])
    assert [relative[name] for name in ordered] == sorted(relative.values())
