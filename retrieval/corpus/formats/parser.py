"""The child process that takes the text out of files, as its parent sees it."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from retrieval.corpus.formats.extract import Extract, UnreadableError
from retrieval.corpus.formats.growing import MOST_CHARACTERS
from retrieval.corpus.formats.limits import Limits

if TYPE_CHECKING:
    from typing import Self

FORMATS: Final = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".eml": "mail",
    ".mbox": "mail",
    ".json": "chat",
}
"""The format of a file by its suffix in lower case."""

OUT_OF_MEMORY: Final = 3
"""Exit status of a child that took all the memory it may have."""

_ROOT = Path(__file__).parents[3]
_PART = 1 << 16
_LAST_BREATH = 2  # seconds between closing its output and being gone
_LONGEST_REPLY = 12 * MOST_CHARACTERS  # a character beyond the basic plane takes twelve in JSON


class Parser:
    """Reads files in a child that is started when first needed, and anew after one that died."""

    def __init__(self, *, limits: Limits | None = None, module: str = "retrieval.corpus.formats") -> None:
        self._limits = limits or Limits()
        self._module = module
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def extract(self, suffix: str, content: bytes) -> Extract:
        """Return what the file of that suffix (in lower case) holds.

        Raises:
            UnreadableError: it is damaged, protected, hostile or empty, or takes too long or too much memory.

        """
        request = json.dumps({"suffix": suffix, "length": len(content)}).encode() + b"\n" + content
        try:
            return Extract.from_json(self._exchange(self._started(), request))
        except TimeoutError:
            self.close()
            raise UnreadableError("reading it takes too long: split it, or export it as text") from None
        except (OSError, EOFError):
            raise UnreadableError(self._death()) from None
        except (ValueError, KeyError, TypeError):
            self.close()
            raise UnreadableError("its reader failed: export it as text") from None

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is None:
            return
        child, self._child = self._child, None
        child.kill()
        child.communicate()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            limits = self._limits
            # -P: the folder the program was started in may be a stranger's, and no place for modules.
            command = [sys.executable, "-P", "-m", self._module]
            paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
            self._child = subprocess.Popen(  # noqa: S603 -- our own module, under our own interpreter
                [*command, str(limits.processor_seconds), str(limits.bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
                start_new_session=True,  # an interrupt from the keyboard is the parent's
            )
            assert self._child.stdin  # noqa: S101 -- asked for above
            os.set_blocking(self._child.stdin.fileno(), False)
        return self._child

    def _exchange(self, child: subprocess.Popen[bytes], request: bytes) -> bytes:
        assert child.stdin  # noqa: S101 -- asked for when it was started
        assert child.stdout  # noqa: S101
        rest = memoryview(request)
        reply = bytearray()
        deadline = time.monotonic() + self._limits.seconds
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            selector.register(child.stdin, selectors.EVENT_WRITE)
            while not reply.endswith(b"\n"):
                ready = selector.select(max(deadline - time.monotonic(), 0))
                if not ready or len(reply) > _LONGEST_REPLY:
                    raise TimeoutError
                for key, _ in ready:
                    if key.fileobj is child.stdin:
                        rest = rest[os.write(key.fd, rest[:_PART]) :]
                        if not rest:
                            selector.unregister(child.stdin)
                    elif part := os.read(key.fd, _PART):
                        reply += part
                    else:
                        raise EOFError
        return bytes(reply)

    def _death(self) -> str:
        """Bury the child and say of what it died."""
        child, self._child = self._child, None
        if child is None:
            return "its reader cannot be started: export it as text"
        try:
            child.wait(timeout=_LAST_BREATH)
        except subprocess.TimeoutExpired:
            child.kill()
        child.communicate()
        if child.returncode in {-signal.SIGXCPU, -signal.SIGKILL}:
            return "reading it takes too long: split it, or export it as text"
        if child.returncode == OUT_OF_MEMORY:
            return "reading it takes too much memory: split it, or export it as text"
        return "its reader broke down over it: it is damaged, or export it as text"
