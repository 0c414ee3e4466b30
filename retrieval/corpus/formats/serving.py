"""The child's side: from the bytes of a file to its extract, or to one line that says why there is none."""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import TYPE_CHECKING

from retrieval.corpus.formats.extract import UnreadableError
from retrieval.corpus.formats.limits import Limits, allow_time, confine
from retrieval.corpus.formats.parser import FORMATS, OUT_OF_MEMORY
from retrieval.corpus.lines import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrieval.corpus.formats.extract import Extract

READERS = {suffix: f"{__package__}.{kind}" for suffix, kind in FORMATS.items()}
"""By suffix the module whose `read(content, suffix)` returns the extract, imported when it is needed."""


def serve(readers: Mapping[str, str] = READERS) -> None:
    """Answer requests until standard input ends; limits stand on the command line."""
    processor_seconds, most_bytes = map(int, sys.argv[1:])
    limits = Limits(processor_seconds=processor_seconds, bytes=most_bytes)
    requests = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no reply
    confine(limits)
    while line := requests.readline():
        allow_time(limits)
        request = json.loads(line)
        reply = _reply(readers[request["suffix"]], requests.read(request["length"]), request["suffix"])
        replies.write(reply.encode("ascii") + b"\n")
        replies.flush()


def _reply(module: str, content: bytes, suffix: str) -> str:
    try:
        extract: Extract = importlib.import_module(module).read(content, suffix)
        return json.dumps({"problem": "it is empty"}) if is_blank(extract.text) else extract.to_json()
    except UnreadableError as error:
        return json.dumps({"problem": str(error)})
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # what is left of this process is not fit for the next file
    except Exception:  # noqa: BLE001 -- libraries raise anything at all over a damaged file
        return json.dumps({"problem": f"it is damaged, or no {suffix} file: open it and save it anew"})
