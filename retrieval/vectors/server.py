"""Opens a client of a Chroma server, which several processes and installations may share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import chromadb
import httpx
from chromadb.config import Settings
from chromadb.errors import ChromaError

from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

PROTOCOL = "1"
"""First figure of the version that a server states: that of what it is asked, not of what was installed."""

SECONDS = 30.0
"""After which a request that is not answered has failed; Chroma's own client waits for ever."""

UNREACHABLE = httpx.HTTPError
"""What Chroma's client lets through where its server is down, or fails."""


def connect(url: str, token: str | None = None) -> ClientAPI:
    """Connect to the server at `http(s)://host:port`, with a token in the header that Chroma reads.

    Raises:
        ConfigurationError: it cannot be reached, refuses, or is of a version that is not understood.

    """
    address = httpx.URL(url)
    secure = address.scheme == "https"
    try:
        client = chromadb.HttpClient(
            address.host,
            address.port or (443 if secure else 80),
            ssl=secure,
            headers={"X-Chroma-Token": token} if token else None,
            settings=Settings(anonymized_telemetry=False),
        )
        cast("Any", client)._server._session.timeout = httpx.Timeout(SECONDS)  # noqa: SLF001 - no public way
        version = client.get_version()
    except (ChromaError, ValueError, OSError, UNREACHABLE) as error:
        raise ConfigurationError(
            f"cannot use the Chroma server at {url} ({' '.join(str(error).split())}); "
            f"start it (chroma run), or correct QUOTH_CHROMA_URL and QUOTH_CHROMA_TOKEN"
        ) from error
    if version.split(".")[0] != PROTOCOL:
        raise ConfigurationError(
            f"the Chroma server at {url} speaks version {version}, and quoth version {PROTOCOL}; "
            f"run the chroma that is installed with quoth"
        )
    return client
