"""Operations: what those who run the program can see of it: its health, its readiness and its figures."""

from bot.operations.listener import listening
from bot.operations.metrics import Metrics
from bot.operations.pages import add_operations
from bot.operations.readiness import Readiness

__all__ = ["Metrics", "Readiness", "add_operations", "listening"]
