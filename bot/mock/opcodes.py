"""Opcodes, close codes and limits of the gateway."""

API_VERSION = 10
PAYLOAD_BYTES = 4096  # https://discord.com/developers/docs/events/gateway#sending-events
EVENTS_PER_MINUTE = 120  # https://discord.com/developers/docs/events/gateway#rate-limiting

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
UNKNOWN_OPCODE = 4001
DECODE_ERROR = 4002
NOT_AUTHENTICATED = 4003
AUTHENTICATION_FAILED = 4004
ALREADY_AUTHENTICATED = 4005
RATE_LIMITED = 4008
TIMED_OUT = 4009
INVALID_SHARD = 4010
INVALID_API_VERSION = 4012
INVALID_INTENTS = 4013
DISALLOWED_INTENTS = 4014

ABANDONING_CODES = {1000, 1001}
"""A client that closes with these ends its session; with any other it may resume."""
