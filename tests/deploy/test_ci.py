from __future__ import annotations

import os
import re
import subprocess

from tests.deploy.project import ROOT, text_of

RUN = ROOT / ".ci" / "run"


def test_the_ci_script_can_be_started() -> None:
    assert os.access(RUN, os.X_OK)
    subprocess.run(["bash", "-n", RUN], check=True)
    assert text_of(".ci/run").startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in text_of(".ci/run")


def test_the_ci_script_passes_nothing_over() -> None:
    lines = [line for line in text_of(".ci/run").splitlines() if not line.lstrip().startswith("#")]
    assert not re.findall(r"\|\| (?:true|:)(?!\S)", "\n".join(lines))


def test_the_readme_has_a_test_command_of_one_line() -> None:
    printed = subprocess.run(
        [RUN, "--print-test-command"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    (command,) = printed.stdout.splitlines()
    assert re.fullmatch(r'python3? -m pip install "\.\[test\]" && python3? -m pytest', command)
