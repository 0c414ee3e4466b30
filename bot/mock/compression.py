"""Transport compression of the gateway, as the client asks for it in the connection's address."""

from __future__ import annotations

import importlib
import zlib
from typing import Protocol


class Compressor(Protocol):
    """Turns each message into a piece of one compressed stream."""

    def compress(self, message: bytes) -> bytes:
        """Return the piece that lets the client read the whole message."""


class ZlibStream:
    """`compress=zlib-stream`: one zlib stream, flushed after each message."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def compress(self, message: bytes) -> bytes:
        """Return the piece for one message, which ends in 00 00 FF FF."""
        return self._stream.compress(message) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """`compress=zstd-stream`: one zstandard stream; discord.py asks for it where zstandard is installed."""

    def __init__(self) -> None:
        zstandard = importlib.import_module("zstandard")
        self._stream = zstandard.ZstdCompressor().compressobj()
        self._flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def compress(self, message: bytes) -> bytes:
        """Return the piece for one message."""
        piece: bytes = self._stream.compress(message) + self._stream.flush(self._flush)
        return piece


def compressor(name: str | None) -> Compressor | None:
    """Return the compressor of that name, or None for plain text.

    Raises:
        ValueError: there is no such compression.

    """
    match name:
        case None:
            return None
        case "zlib-stream":
            return ZlibStream()
        case "zstd-stream":
            return ZstdStream()
        case _:
            raise ValueError(f"no such compression: {name}")
