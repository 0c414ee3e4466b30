from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.address import Address
from bot.operations import Metrics, Readiness, listening
from retrieval.data_directory import hold_data_directory
from tests.deploy.project import ROOT, requirement, text_of

if TYPE_CHECKING:
    from pathlib import Path

HEALTHCHECK = ROOT / "deploy" / "healthcheck.py"


@pytest.fixture
def service() -> dict[str, Any]:
    """Return the one service of the compose file."""
    services: dict[str, dict[str, Any]] = yaml.safe_load(text_of("deploy/compose.yaml"))["services"]
    assert list(services) == ["quoth"]
    return services["quoth"]


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions with their arguments, lines joined and comments left out."""
    lines = [line for line in text_of("deploy/Dockerfile").splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [
        (word, rest.strip())
        for word, _, rest in (line.partition(" ") for line in joined.splitlines())
        if word
    ]


def arguments(of: str, *, stage: int) -> list[str]:
    """Return the arguments of one kind of instruction in one stage, the part before the first being 0."""
    stages: list[list[str]] = [[]]
    for word, rest in instructions():
        if word == "FROM":
            stages.append([])
        if word == of:
            stages[-1].append(rest)
    return stages[stage]


def test_the_image_is_built_in_two_stages_from_the_python_that_the_project_asks_for() -> None:
    (base,) = arguments("ARG", stage=0)
    assert re.fullmatch(r"PYTHON_IMAGE=python:3\.11-slim-[a-z]+", base)
    assert arguments("FROM", stage=1) == ["${PYTHON_IMAGE} AS builder"]
    assert arguments("FROM", stage=2) == ["${PYTHON_IMAGE}"]


def test_the_image_takes_the_torch_of_pyproject_from_an_index_of_cpu_builds() -> None:
    pin, index = arguments("ARG", stage=1)
    assert f"torch=={pin.removeprefix('TORCH_VERSION=')}" == requirement("torch")
    assert index.startswith("TORCH_INDEX=https://")
    assert index.endswith("/cpu")
    assert any(
        'pip install --index-url "${TORCH_INDEX}" "torch==${TORCH_VERSION}"' in run
        for run in arguments("RUN", stage=1)
    )


def test_the_bot_runs_in_the_image_as_an_unprivileged_user_that_has_a_number() -> None:
    (user,) = arguments("USER", stage=2)
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


def test_the_image_runs_the_bot_itself_so_that_signals_reach_it() -> None:
    assert arguments("ENTRYPOINT", stage=2) == ['["quoth"]']
    assert arguments("CMD", stage=2) == ['["run"]']
    assert arguments("STOPSIGNAL", stage=2) == ["SIGTERM"]


def test_data_and_corpus_of_the_image_are_where_the_volumes_go() -> None:
    (environment, *_) = [line for line in arguments("ENV", stage=2) if "QUOTH_" in line]
    assert {"QUOTH_DATA=/data", "QUOTH_CORPUS=/corpus"} <= set(environment.split())
    assert arguments("VOLUME", stage=2) == ["/data"]


def test_the_build_sees_all_that_it_copies_and_no_secret() -> None:
    lines = [line for line in text_of(".dockerignore").splitlines() if not line.startswith("#")]
    assert lines[0] == "*"
    let_in = {line.removeprefix("!").rstrip("/") for line in lines if line.startswith("!")}
    copied = [rest.split()[:-1] for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    assert {source.rstrip("/") for sources in copied for source in sources} == let_in
    assert all((ROOT / name).exists() for name in let_in)


def test_the_image_says_how_it_is() -> None:
    (check,) = arguments("HEALTHCHECK", stage=2)
    assert check.endswith('CMD ["python", "/opt/quoth/healthcheck.py"]')


def healthy(data: Path, **settings: str) -> bool:
    done = subprocess.run(
        [sys.executable, HEALTHCHECK],
        env={**os.environ, "QUOTH_METRICS": "", "QUOTH_DATA": str(data)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode == 0


def test_healthy_is_who_holds_the_data_directory(tmp_path: Path) -> None:
    assert not healthy(tmp_path), "nobody has been there"
    with hold_data_directory(tmp_path):
        assert healthy(tmp_path)
    assert not healthy(tmp_path), "this process lives on, but has given the directory back"


def test_a_killed_bot_is_not_healthy(tmp_path: Path) -> None:
    holding = "import sys, time, pathlib; from retrieval.data_directory import hold_data_directory as hold\n"
    holding += "with hold(pathlib.Path(sys.argv[1])):\n    print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holding, tmp_path], stdout=subprocess.PIPE, cwd=ROOT) as bot:
        assert bot.stdout is not None
        bot.stdout.readline()
        assert healthy(tmp_path)
        bot.kill()
    assert not healthy(tmp_path)


async def test_where_the_bot_serves_health_it_is_asked_itself(tmp_path: Path) -> None:
    async with listening(Address("127.0.0.1", 0), Metrics(), Readiness({})) as address:
        for host in ("127.0.0.1", "0.0.0.0"):
            metrics = f"{host}:{address.port}"
            assert await asyncio.to_thread(healthy, tmp_path, QUOTH_METRICS=metrics)
    assert not await asyncio.to_thread(healthy, tmp_path, QUOTH_METRICS=str(address))
    assert not await asyncio.to_thread(healthy, tmp_path, QUOTH_METRICS="nonsense")


def test_the_service_serves_health_where_its_check_asks_and_only_inside(service: dict[str, Any]) -> None:
    assert service["environment"]["QUOTH_METRICS"] == f"0.0.0.0:{service['expose'][0]}"


def test_looking_after_the_health_never_takes_the_lock(tmp_path: Path) -> None:
    until = time.monotonic() + 1
    while time.monotonic() < until:
        with (
            subprocess.Popen(
                [sys.executable, HEALTHCHECK], env={**os.environ, "QUOTH_DATA": str(tmp_path)}
            ) as check,
            hold_data_directory(tmp_path),
        ):
            check.wait()


def test_the_service_may_do_as_little_as_it_can_live_with(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [service["user"]] == arguments("USER", stage=2)
    forbidden = {"privileged", "cap_add", "ports", "network_mode", "pid", "ipc", "devices", "userns_mode"}
    assert not forbidden & service.keys()
    assert {"mem_limit", "cpus", "pids_limit"} <= service.keys()


def test_the_service_writes_to_its_volume_and_to_memory_only(service: dict[str, Any]) -> None:
    assert service["volumes"] == ["data:/data"]
    assert "data" in yaml.safe_load(text_of("deploy/compose.yaml"))["volumes"]
    (temporary,) = service["tmpfs"]
    assert temporary.startswith("/tmp:size=")
    assert {"QUOTH_CORPUS": "/corpus", "QUOTH_DATA": "/data"}.items() <= service["environment"].items()
    assert service["env_file"] == ["quoth.env"]


def test_the_service_has_time_to_stop_and_comes_back_after_a_crash(service: dict[str, Any]) -> None:
    assert int(service["stop_grace_period"].removesuffix("s")) > 5
    assert service["restart"] == "unless-stopped"
    assert service["init"] is True
