"""The dashboard and the alert rules, against the figures that the program really has."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.observing import Gateway
from bot.operations import Metrics
from bot.operations.metrics import FAILURES, REFUSALS, UNEXPECTED
from tests.deploy.project import text_of

NAME = re.compile(r"\b(?:quoth|process|python)_[a-z_]+\b")
QUERY_LENGTH = 1_000


def figures() -> set[str]:
    """Return the names of all samples."""
    metrics = Metrics()
    metrics.watch(waiting=lambda: 0, places=1, sources=tuple, ready=lambda: False)
    metrics.watch_gateway(lambda: False)
    page = metrics.page("")[0].decode()
    names = {sample.name for family in text_string_to_metric_families(page) for sample in family.samples}
    # A counter with labels has no sample before the first event.
    return names | {"quoth_questions_total"}


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(text_of("deploy/prometheus/alerts.yaml"))["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_of("deploy/grafana/quoth.json"))["panels"]
    return found


def queries() -> list[str]:
    shown = [target["expr"] for panel in panels() for target in panel["targets"]]
    return shown + [str(rule["expr"]) for rule in rules()]


@pytest.mark.parametrize("query", queries())
def test_every_figure_that_a_query_names_is_there(query: str) -> None:
    assert len(query) < QUERY_LENGTH
    named = set(NAME.findall(query))
    assert named or query.startswith("up{")
    assert named <= figures()


def test_the_dashboard_shows_every_figure_of_the_bot() -> None:
    text = text_of("deploy/grafana/quoth.json")
    own = {
        re.sub(r"_(?:count|sum|bucket|created)$", "", name) for name in figures() if name.startswith("quoth_")
    }
    assert {name for name in own if name not in text} <= {"quoth_build_info"}


def test_panels_lie_beside_one_another_and_have_what_grafana_asks_for() -> None:
    ids = [panel["id"] for panel in panels()]
    assert len(set(ids)) == len(ids)
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        place = panel["gridPos"]
        cells = {
            (place["x"] + column, place["y"] + row)
            for column in range(place["w"])
            for row in range(place["h"])
        }
        assert place["x"] + place["w"] <= 24
        assert not cells & taken
        taken |= cells
        assert panel["title"]
        assert all(target["refId"] for target in panel["targets"])


def test_values_of_labels_that_a_query_compares_with_exist() -> None:
    known = {"answered", "abstained", "refused", "failed", UNEXPECTED, *Gateway, *FAILURES.values()}
    known |= {*REFUSALS.values(), "answer"}
    for query in queries():
        compared = re.findall(r'(?:outcome|event|reason|stage)="([^"]*)"', query)
        assert set(compared) <= known


def test_every_alert_has_a_name_a_severity_and_a_sentence() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(set(names)) == len(names)
    for rule in rules():
        assert rule["labels"]["severity"] in {"info", "warning", "critical"}
        assert rule["annotations"]["summary"]
