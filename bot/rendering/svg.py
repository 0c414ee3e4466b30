"""SVG: the few shapes that a plot is made of, as text, and a frame that places values among them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INK, FAINT, GRID, PAPER = "#22272e", "#667080", "#e3e7ec", "#ffffff"
FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
STEP = 0.2
"""From one tick of an axis to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plotted area in pixels; `x` runs from 0 to 1, `y` from 0 to `highest`, a multiple of `STEP`."""

    left: float
    top: float
    width: float
    height: float
    highest: float = 1.0

    def x(self, value: float) -> float:
        """Return the pixel of a value on the horizontal axis."""
        return self.left + value * self.width

    def y(self, value: float) -> float:
        """Return the pixel of a value on the vertical axis."""
        return self.top + (1 - value / self.highest) * self.height


def drawing(width: int, height: int, title: str, shapes: Iterable[str]) -> str:
    """Return a whole SVG file on a light background; the title is also what a screen reader says."""
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" font-family="{FONT}" font-size="12" fill="{INK}">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            *shapes,
            "</svg>\n",
        )
    )


def words(x: float, y: float, text: str, *, style: str = "", anchor: str = "middle") -> str:
    """Return a line of text; `style` is any further attributes."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {style}>{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, *, fill: str) -> str:
    """Return a filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def path(points: Iterable[tuple[float, float]], *, colour: str, style: str = 'stroke-width="1"') -> str:
    """Return a line through points."""
    placed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{placed}" fill="none" stroke="{colour}" stroke-linejoin="round" {style}/>'


def dot(x: float, y: float, *, colour: str, radius: float = 4.5) -> str:
    """Return a filled circle with a light rim, so that it stands out of a line."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" stroke="{PAPER}" stroke-width="1.5"/>'


def axes(frame: Frame, *, horizontal: str, vertical: str) -> Iterator[str]:
    """Yield grid, ticks and names of both axes."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    muted = f'fill="{FAINT}"'
    for tick in range(round(1 / STEP) + 1):
        x = frame.x(tick * STEP)
        yield path([(x, frame.top), (x, bottom)], colour=GRID)
        yield words(x, bottom + 18, f"{tick * STEP:.1f}", style=muted)
    for tick in range(round(frame.highest / STEP) + 1):
        y = frame.y(tick * STEP)
        yield path([(frame.left, y), (right, y)], colour=GRID)
        yield words(frame.left - 8, y + 4, f"{tick * STEP:.1f}", style=muted, anchor="end")
    yield path([(frame.left, frame.top), (frame.left, bottom), (right, bottom)], colour=FAINT)
    yield words(frame.left + frame.width / 2, bottom + 40, horizontal)
    x, y = frame.left - 42, frame.top + frame.height / 2
    yield words(x, y, vertical, style=f'transform="rotate(-90 {x:.1f} {y:.1f})"')
