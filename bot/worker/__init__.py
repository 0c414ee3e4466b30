"""The worker: the one place where blocking work leaves the event loop."""

from bot.worker.engine_thread import EngineOpener
from bot.worker.worker import State, Worker

__all__ = ["EngineOpener", "State", "Worker"]
