"""A gateway session: what a client may resume after its connection broke."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.mock.opcodes import Opcode

if TYPE_CHECKING:
    from bot.mock.connection import Connection
    from bot.mock.intents import Intent

REPLAYED_EVENTS = 1000


@dataclass(eq=False, slots=True)
class Session:
    """What a client may resume: its events, whether or not it is connected."""

    id: str
    intents: Intent
    shard: int
    shards: int
    sequence: int = 0
    history: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAYED_EVENTS))
    connection: Connection | None = None

    def dispatch(self, event: str, body: dict[str, Any]) -> bool:
        """Keep one event for replay and send it if connected; tell whether it was sent."""
        self.sequence += 1
        text = json.dumps({"op": Opcode.DISPATCH, "t": event, "s": self.sequence, "d": body})
        self.history.append((self.sequence, text))
        if self.connection is None:
            return False
        self.connection.post(text)
        return True
