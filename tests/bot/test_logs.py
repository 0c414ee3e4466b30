from __future__ import annotations

import io
import json
import logging
import re

import pytest

from bot.logs import logging_to
from bot.request import serving

_log = logging.getLogger("bot.test")


def fail() -> None:
    try:
        int("no good")
    except ValueError:
        _log.exception("it failed: %s", "twice", extra={"error_id": "abc"})


def test_a_text_line_has_moment_level_logger_and_message() -> None:
    stream = io.StringIO()
    with serving(), logging_to(stream):
        _log.info("so many: %d", 3)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 INFO    bot\.test: so many: 3\n", stream.getvalue()
    )


def test_text_shows_the_traceback_once() -> None:
    stream = io.StringIO()
    with logging_to(stream):
        fail()
    assert stream.getvalue().count("ValueError: invalid literal") == 1


def test_json_is_one_object_a_line_with_traceback_and_extras_apart() -> None:
    stream = io.StringIO()
    with logging_to(stream, form="json"):
        fail()
        _log.info("line\nend")
    failed, second = map(json.loads, stream.getvalue().splitlines())
    assert failed["message"] == "it failed: twice"
    assert failed["level"] == "ERROR"
    assert failed["error_id"] == "abc"
    assert "ValueError: invalid literal" in failed["exception"]
    assert second["message"] == "line\nend"
    assert "exception" not in second


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_is_never_written(form: str) -> None:
    stream = io.StringIO()
    with logging_to(stream, form="json" if form == "json" else "text", secrets=("abc.def",)):
        _log.warning("logging in with %s", "abc.def")
    assert "abc.def" not in stream.getvalue()
    assert "[secret]" in stream.getvalue()


def test_other_libraries_only_warn_and_ours_follow_the_level() -> None:
    stream = io.StringIO()
    with logging_to(stream, level="DEBUG"):
        logging.getLogger("another_library").info("noise")
        logging.getLogger("another_library").warning("trouble")
        _log.debug("detail")
    assert "noise" not in stream.getvalue()
    assert "trouble" in stream.getvalue()
    assert "detail" in stream.getvalue()


def test_logging_is_as_before_when_it_ends() -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), _log.getEffectiveLevel())
    with logging_to(io.StringIO(), level="DEBUG"):
        pass
    assert (root.level, list(root.handlers), _log.getEffectiveLevel()) == before
