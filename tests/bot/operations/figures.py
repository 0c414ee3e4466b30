"""The figures of a program, read from its page by Prometheus' own parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from bot.operations import Metrics


def figures_of(page: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Return every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def figure(metrics: Metrics | str, name: str, **labels: str) -> float:
    """Return one sample, 0 where nothing has been counted."""
    page = metrics if isinstance(metrics, str) else metrics.page("")[0].decode()
    return figures_of(page).get((name, frozenset(labels.items())), 0.0)
