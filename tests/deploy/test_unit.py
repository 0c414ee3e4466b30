from __future__ import annotations

from collections import defaultdict

import pytest

from tests.deploy.project import text_of


@pytest.fixture
def unit() -> dict[str, dict[str, list[str]]]:
    """Return the unit's keys by section; a key may stand several times, which configparser cannot say."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in text_of("deploy/quoth.service").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), defaultdict(list))
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            current[key].append(value)
    return sections


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateDevices", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateUsers", "yes"),
        ("ProtectKernelModules", "yes"),
        ("ProtectKernelTunables", "yes"),
        ("ProtectControlGroups", "yes"),
        ("RestrictNamespaces", "yes"),
        ("RestrictSUIDSGID", "yes"),
        ("SystemCallArchitectures", "native"),
        ("UMask", "0077"),
    ],
)
def test_the_unit_takes_away_what_the_bot_needs_not(
    unit: dict[str, dict[str, list[str]]], key: str, value: str
) -> None:
    assert unit["Service"][key] == [value]


def test_system_calls_are_those_of_a_service_that_is_not_root(unit: dict[str, dict[str, list[str]]]) -> None:
    assert unit["Service"]["SystemCallFilter"] == ["@system-service", "~@privileged"]


def test_data_lies_where_systemd_keeps_the_state(unit: dict[str, dict[str, list[str]]]) -> None:
    assert unit["Service"]["StateDirectory"] == ["quoth"]
    assert "QUOTH_DATA=%S/quoth" in unit["Service"]["Environment"]


def test_a_configuration_error_is_not_tried_again(unit: dict[str, dict[str, list[str]]]) -> None:
    from bot.cli import USAGE

    assert unit["Service"]["Restart"] == ["on-failure"]
    assert unit["Service"]["RestartPreventExitStatus"] == [str(USAGE)]


def test_the_unit_runs_the_bot_and_gives_it_time_to_stop(unit: dict[str, dict[str, list[str]]]) -> None:
    (command,) = unit["Service"]["ExecStart"]
    assert command.endswith("/bin/quoth run")
    assert unit["Service"]["EnvironmentFile"] == ["/etc/quoth/quoth.env"]
    assert int(unit["Service"]["TimeoutStopSec"][0]) > 5
