"""A reader that does what a library might over a hostile file; the content says what."""

from __future__ import annotations

import os
import tempfile
import time
from typing import NoReturn

from retrieval.corpus.formats.extract import Extract
from retrieval.corpus.formats.serving import READERS, serve


def read(content: bytes, _suffix: str) -> Extract:
    match content:
        case b"hang":
            time.sleep(3600)
        case b"spin":
            _spin()
        case b"eat":
            return Extract("x" * len([bytes(2**20) for _ in range(2**20)]))
        case b"die":
            os.abort()
        case b"raise":
            raise KeyError("anything")
        case b"chatter":
            os.write(1, b'{"text": "forged"}\n')
        case b"write":
            with tempfile.NamedTemporaryFile() as file:
                file.write(b"x" * 100_000)
    return Extract("It was read.")


def _spin() -> NoReturn:
    while True:
        pass


if __name__ == "__main__":
    serve({**READERS, ".hostile": "tests.retrieval.corpus.formats.hostile_reader"})
