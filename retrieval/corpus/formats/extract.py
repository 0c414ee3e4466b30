"""What is taken out of a file, and how it passes between the processes."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date

from retrieval.datatypes import Landmark, LandmarkKind


class UnreadableError(Exception):
    """The file gives no text; `str()` is one line: why, and what to do where something can be done."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The canonical text of a file, and what the file itself states; what it does not state is None."""

    text: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    landmarks: tuple[Landmark, ...] = ()
    """In the order of the text, none beyond its end."""

    def to_json(self) -> str:
        """Write it as one line of ASCII."""
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        record["published"] = self.published.isoformat() if self.published else None
        record["landmarks"] = [(mark.start, mark.kind.value, mark.name) for mark in self.landmarks]
        return json.dumps(record)

    @classmethod
    def from_json(cls, line: bytes) -> Extract:
        """Read back what `to_json` wrote.

        Raises:
            UnreadableError: the line says why there is nothing to read.
            ValueError: the line is not one that a reader writes.

        """
        record = json.loads(line)
        if "problem" in record:
            raise UnreadableError(record["problem"])
        published = record.pop("published")
        marks = record.pop("landmarks")
        return cls(
            published=date.fromisoformat(published) if published else None,
            landmarks=tuple(Landmark(start, LandmarkKind(kind), name) for start, kind, name in marks),
            **record,
        )
