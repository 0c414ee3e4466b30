"""The gateway: accepts connections, keeps the sessions that outlive them, and spreads events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.mock.connection import Connection
from bot.mock.intents import Intent

if TYPE_CHECKING:
    from bot.mock.faults import Faults
    from bot.mock.ledger import Ledger
    from bot.mock.session import Session
    from bot.mock.world import World

CLOSE_SECONDS = 1.0
"""How long a close waits for the client to agree."""


class Gateway:
    """Accepts connections, keeps sessions and spreads events over them."""

    def __init__(
        self, *, world: World, ledger: Ledger, faults: Faults, token: str, heartbeat_interval: float
    ) -> None:
        self.world = world
        self.ledger = ledger
        self.faults = faults
        self.token = token
        self.heartbeat_interval = heartbeat_interval
        self.privileged = Intent.NONE
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.identifies = 0
        self.resumes = 0

    @property
    def ready(self) -> bool:
        """Tell whether at least one session is connected."""
        return any(session.connection is not None for session in self.sessions.values())

    def publish(self, event: str, body: dict[str, Any], intent: Intent, guild: int | None) -> bool:
        """Send an event to every session that asked for it; tell whether a connected one got it."""
        sent = False
        for session in list(self.sessions.values()):
            shard = (guild >> 22) % session.shards if guild else 0
            if shard == session.shard and intent & session.intents == intent:
                sent = session.dispatch(event, body) or sent
        return sent

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket connection until it ends."""
        if self.faults.refused_connections:
            self.faults.refused_connections -= 1
            return web.Response(status=503, text="no healthy upstream")
        websocket = web.WebSocketResponse(compress=False, timeout=CLOSE_SECONDS, max_msg_size=1 << 20)
        await websocket.prepare(request)
        connection = Connection(self, websocket, request)
        self.connections.append(connection)
        try:
            await connection.serve()
        finally:
            self.connections.remove(connection)
            self.ledger.touch()
        return websocket

    async def close(self) -> None:
        """End every connection as a restarting Discord would."""
        for connection in list(self.connections):
            await connection.close(1001, "going away")
