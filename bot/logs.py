"""Where log records go: through a queue to one thread that writes them, as text or as JSON lines."""

from __future__ import annotations

import copy
import json
import logging
import logging.handlers
import queue
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TextIO

from bot.request import current_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN_LOGGERS = ("bot", "retrieval", "discord")
"""Loggers that follow the level asked for; other libraries only warn."""

_BUILT_IN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_REQUEST = "request"
"""Attribute of a record, and key of its JSON, that holds the id of the request it was logged for."""


class TextFormatter(logging.Formatter):
    """One line per record for a person to read, in UTC; secrets replaced."""

    def __init__(self, *, secrets: tuple[str, ...] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s%(bracketed)s: %(message)s")
        self._secrets = secrets

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        """Return the moment in UTC."""
        return _moment(record)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, its traceback below it where there is one."""
        request = getattr(record, _REQUEST, "")
        record.bracketed = f" [{request}]" if request else ""
        return _without(self._secrets, super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object per line for a machine to read; what was passed as `extra` stands as its own keys."""

    def __init__(self, *, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; never more than one line."""
        line: dict[str, Any] = {
            "time": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _BUILT_IN}
        if record.exc_text:
            line["exception"] = record.exc_text
        return _without(self._secrets, json.dumps(line, default=str))


class _Queueing(logging.handlers.QueueHandler):
    """Puts records into the queue, traceback rendered but kept apart from the message."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        record = copy.copy(record)  # other handlers see the record as it was
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        if ids := current_ids():  # here, in the task or thread that logs
            setattr(record, _REQUEST, ids)
        return record


@contextmanager
def logging_to(
    stream: TextIO | None = None,
    *,
    level: str = "INFO",
    form: Literal["text", "json"] = "text",
    secrets: tuple[str, ...] = (),
) -> Iterator[None]:
    """Log to the stream (standard error unless told otherwise) until the block ends; what is queued by then is still written.

    `secrets` are replaced wherever they would appear, so that no library can log the token.
    """
    writer = logging.StreamHandler(stream or sys.stderr)
    writer.setFormatter((JsonFormatter if form == "json" else TextFormatter)(secrets=secrets))
    records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    queueing = _Queueing(records)
    listener = logging.handlers.QueueListener(records, writer)
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in (root.name, *OWN_LOGGERS)}
    root.addHandler(queueing)
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for name in OWN_LOGGERS:
        logging.getLogger(name).setLevel(level)
    listener.start()
    try:
        yield
    finally:
        root.removeHandler(queueing)
        listener.stop()
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _without(secrets: tuple[str, ...], line: str) -> str:
    for secret in secrets:
        line = line.replace(secret, "[secret]")
    return line
