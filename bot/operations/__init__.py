"""Operations: what those who run the program can see of it: its health, its readiness and its figures."""

from bot.operations.listener import listening
from bot.operations.metrics import Metrics
from bot.operations.pages import health_routes, metrics_route
from bot.operations.readiness import Readiness

__all__ = ["Metrics", "Readiness", "health_routes", "listening", "metrics_route"]
