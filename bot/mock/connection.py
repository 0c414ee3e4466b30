"""One gateway connection: the protocol from HELLO to the close code."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.mock import payloads
from bot.mock.compression import compressor
from bot.mock.intents import KNOWN, PRIVILEGED, Intent
from bot.mock.opcodes import (
    ABANDONING_CODES,
    API_VERSION,
    EVENTS_PER_MINUTE,
    PAYLOAD_BYTES,
    CloseCode,
    Opcode,
)
from bot.mock.session import Session

if TYPE_CHECKING:
    from bot.mock.compression import Compressor
    from bot.mock.gateway import Gateway

FLUSH_SECONDS = 1.0
"""How long a close waits for what is queued to be written."""


class GatewayClosedError(Exception):
    """Ends a connection with a close code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """One websocket and the session it carries, once it has identified or resumed."""

    def __init__(self, gateway: Gateway, websocket: web.WebSocketResponse, request: web.Request) -> None:
        self.gateway = gateway
        self.websocket = websocket
        self.request = request
        self.session: Session | None = None
        self._compressor: Compressor | None = None
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()
        self._received: deque[float] = deque(maxlen=EVENTS_PER_MINUTE + 1)
        self._last_heartbeat = 0.0

    def post(self, text: str) -> None:
        """Queue one message."""
        self._outgoing.put_nowait(text)

    def send(self, opcode: int, body: Any = None) -> None:
        """Queue one message that is no event."""
        self.post(json.dumps({"op": opcode, "d": body, "s": None, "t": None}))

    async def close(self, code: int, reason: str = "") -> None:
        """Close with a code, after what is queued was written; the session stays resumable."""
        self._detach()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._outgoing.join(), FLUSH_SECONDS)
        await self.websocket.close(code=code, message=reason.encode())

    def abort(self) -> None:
        """Cut the TCP connection without a word."""
        self._detach()
        if self.request.transport is not None:
            self.request.transport.abort()

    def _detach(self) -> None:
        if self.session is not None and self.session.connection is self:
            self.session.connection = None

    async def serve(self) -> None:
        """Speak the protocol until the connection ends."""
        loop = asyncio.get_running_loop()
        writer = loop.create_task(self._write())
        guard = loop.create_task(self._watch_heartbeats())
        try:
            self._open()
            async for message in self.websocket:
                if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                    break
                self._receive(message.data)
            session = self.session
            left = session is not None and session.connection is self  # it closed; else it echoes our code
            if session is not None and left and self.websocket.close_code in ABANDONING_CODES:
                self.gateway.sessions.pop(session.id, None)
        except GatewayClosedError as closed:
            self.gateway.ledger.violate(f"gateway: closed with {closed.code}: {closed.reason}")
            await self.close(closed.code, closed.reason)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.gateway.ledger.violate(f"gateway: a payload that cannot be understood: {error!r}")
            await self.close(CloseCode.DECODE_ERROR, "Error while decoding payload.")
        finally:
            self._detach()
            writer.cancel()
            guard.cancel()

    async def _write(self) -> None:
        while True:
            text = await self._outgoing.get()
            try:
                if self._compressor is None:
                    await self.websocket.send_str(text)
                else:
                    await self.websocket.send_bytes(self._compressor.compress(text.encode()))
            except (ConnectionError, RuntimeError):
                return
            finally:
                self._outgoing.task_done()

    async def _watch_heartbeats(self) -> None:
        allowed = 2 * self.gateway.heartbeat_interval
        self._last_heartbeat = time.monotonic()
        due = time.monotonic() + allowed
        while due > time.monotonic():
            await asyncio.sleep(due - time.monotonic())
            due = self._last_heartbeat + allowed
        self.gateway.ledger.violate(f"gateway: no heartbeat for {allowed:g} s")
        await self.close(CloseCode.TIMED_OUT, "Session timed out.")

    def _open(self) -> None:
        query = self.request.query
        try:
            self._compressor = compressor(query.get("compress"))
        except ValueError as error:
            raise GatewayClosedError(CloseCode.DECODE_ERROR, str(error)) from error
        if query.get("v") != str(API_VERSION):
            raise GatewayClosedError(
                CloseCode.INVALID_API_VERSION, f"API version {query.get('v')!r} is not {API_VERSION}"
            )
        if query.get("encoding") != "json":
            raise GatewayClosedError(
                CloseCode.DECODE_ERROR, f"encoding {query.get('encoding')!r} is not json"
            )
        self.send(Opcode.HELLO, {"heartbeat_interval": int(self.gateway.heartbeat_interval * 1000)})

    def _receive(self, data: str | bytes) -> None:
        if len(data) > PAYLOAD_BYTES:
            raise GatewayClosedError(
                CloseCode.DECODE_ERROR, f"a payload of {len(data)} bytes, more than {PAYLOAD_BYTES}"
            )
        try:
            message = json.loads(data)
            opcode, body = message["op"], message.get("d")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GatewayClosedError(CloseCode.DECODE_ERROR, f"cannot be decoded: {error}") from error
        now = time.monotonic()
        self._received.append(now)
        if len(self._received) > EVENTS_PER_MINUTE and now - self._received[0] < 60:
            raise GatewayClosedError(
                CloseCode.RATE_LIMITED, f"more than {EVENTS_PER_MINUTE} events in a minute"
            )
        match opcode:
            case Opcode.HEARTBEAT:
                self._last_heartbeat = now
                self.send(Opcode.HEARTBEAT_ACK)
            case Opcode.IDENTIFY:
                self._identify(body)
            case Opcode.RESUME:
                self._resume(body)
            case Opcode.PRESENCE | Opcode.VOICE_STATE | Opcode.REQUEST_MEMBERS:
                if self.session is None:
                    raise GatewayClosedError(CloseCode.NOT_AUTHENTICATED, f"opcode {opcode} before IDENTIFY")
                if opcode == Opcode.REQUEST_MEMBERS:
                    self._send_members(body)
            case _:
                raise GatewayClosedError(CloseCode.UNKNOWN_OPCODE, f"unknown opcode {opcode!r}")

    def _identify(self, body: dict[str, Any]) -> None:
        gateway = self.gateway
        if self.session is not None:
            raise GatewayClosedError(CloseCode.ALREADY_AUTHENTICATED, "a second IDENTIFY")
        if body.get("token") != gateway.token:
            raise GatewayClosedError(CloseCode.AUTHENTICATION_FAILED, "wrong token in IDENTIFY")
        for wanted in ("properties", "intents"):
            if wanted not in body:
                raise GatewayClosedError(CloseCode.DECODE_ERROR, f"IDENTIFY without {wanted}")
        intents = body["intents"]
        if not isinstance(intents, int) or intents & ~KNOWN:
            raise GatewayClosedError(CloseCode.INVALID_INTENTS, f"invalid intents {intents!r}")
        refused = Intent(intents) & PRIVILEGED & ~gateway.privileged
        if refused:
            raise GatewayClosedError(
                CloseCode.DISALLOWED_INTENTS, f"privileged intents that are not enabled: {refused!r}"
            )
        shard, shards = body.get("shard") or (0, 1)
        if not 0 <= shard < shards:
            raise GatewayClosedError(CloseCode.INVALID_SHARD, f"shard {shard} of {shards}")
        session = Session(secrets.token_hex(16), Intent(intents), shard, shards)
        gateway.sessions[session.id] = session
        gateway.identifies += 1
        self._attach(session)
        self._send_ready(session)

    def _attach(self, session: Session) -> None:
        if session.connection is not None:
            session.connection.abort()
        self.session = session
        session.connection = self
        world = self.gateway.world
        world.message_content_enabled = Intent.MESSAGE_CONTENT in session.intents
        self.gateway.ledger.touch()

    def _send_ready(self, session: Session) -> None:
        world = self.gateway.world
        guilds = [
            guild
            for guild in world.guilds.values()
            if guild.has_bot and (guild.id >> 22) % session.shards == session.shard
        ]
        ready = {
            "v": API_VERSION,
            "user": payloads.user(world.bot) | {"verified": True, "mfa_enabled": False, "flags": 0},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "private_channels": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.gateway.url,
            "shard": [session.shard, session.shards],
            "application": {
                "id": str(world.application_id),
                "flags": payloads.application_flags(self.gateway.privileged),
            },
        }
        session.dispatch("READY", ready)
        if Intent.GUILDS in session.intents:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", payloads.guild(guild))

    def _resume(self, body: dict[str, Any]) -> None:
        gateway = self.gateway
        if body.get("token") != gateway.token:
            raise GatewayClosedError(CloseCode.AUTHENTICATION_FAILED, "wrong token in RESUME")
        session = gateway.sessions.get(body.get("session_id") or "")
        sequence = body.get("seq")
        oldest = session.history[0][0] if session and session.history else 0
        if gateway.faults.refuse_resume or session is None or sequence is None or sequence < oldest - 1:
            self.send(Opcode.INVALID_SESSION, body=False)
            return
        gateway.resumes += 1
        missed = [text for number, text in session.history if number > sequence]
        for text in missed:
            self.post(text)
        self._attach(session)
        session.dispatch("RESUMED", {})

    def _send_members(self, body: dict[str, Any]) -> None:
        world = self.gateway.world
        guild = world.guilds.get(int(body["guild_id"]))
        if guild is None or self.session is None:
            return
        query = body.get("query") or ""
        if body.get("user_ids"):
            wanted = body["user_ids"]
            ids = [int(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
        elif query or Intent.GUILD_MEMBERS in self.session.intents:
            ids = [one for one in guild.members if world.users[one].name.startswith(query)]
        else:
            self.gateway.ledger.violate("gateway: all members asked for without the intent GUILD_MEMBERS")
            ids = []
        chunk = {
            "guild_id": str(guild.id),
            "members": [payloads.member(guild, world.users[one]) for one in ids if one in guild.members],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(one) for one in ids if one not in guild.members],
        }
        if body.get("nonce") is not None:
            chunk["nonce"] = body["nonce"]
        self.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)
