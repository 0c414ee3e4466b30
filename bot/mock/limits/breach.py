"""What a limit check reports, and the small checks that all of them are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """One place of a payload that breaks one documented limit."""

    path: Path
    code: str
    """Discord's name of the error, as in the `errors` tree of its answers."""
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path)) or 'body'}: {self.message}"


@dataclass(slots=True)
class Findings:
    """Collects breaches while a payload is walked."""

    breaches: list[Breach] = field(default_factory=list)

    def add(self, path: Path, code: str, message: str) -> None:
        """Note one breach."""
        self.breaches.append(Breach(path, code, message))

    def length(self, value: Any, path: Path, *, least: int = 0, most: int) -> None:
        """Check that a value is a string of so many characters."""
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", f"Must be a string, not {type(value).__name__}.")
            return
        if any("\ud800" <= character <= "\udfff" for character in value):
            self.add(path, "STRING_TYPE_CONVERT", "Must be valid Unicode: it holds a lone surrogate.")
        if "\0" in value:
            self.add(path, "STRING_TYPE_CONVERT", "Must not hold a NUL character: it would not be kept.")
        self.size(len(value), path, least=least, most=most, what="in length")

    def optional(self, payload: dict[str, Any], key: str, path: Path, *, least: int = 0, most: int) -> None:
        """Check a string that may be left out or null."""
        if payload.get(key) is not None:
            self.length(payload[key], (*path, key), least=least, most=most)

    def required(self, payload: dict[str, Any], key: str, path: Path, *, least: int = 1, most: int) -> None:
        """Check a string that must be there."""
        if payload.get(key) is None:
            self.add((*path, key), "BASE_TYPE_REQUIRED", "This field is required")
        else:
            self.length(payload[key], (*path, key), least=least, most=most)

    def size(self, size: int, path: Path, *, least: int = 0, most: int, what: str = "in number") -> None:
        """Check a length or a count."""
        if size > most or size < least:
            if least:
                self.add(
                    path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} {what}, is {size}."
                )
            else:
                self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer {what}, is {size}.")

    def whole(self, payload: dict[str, Any], key: str, path: Path, *, least: int, most: int) -> None:
        """Check a whole number that may be left out or null."""
        value = payload.get(key)
        if value is None:
            return
        if not isinstance(value, int) or isinstance(value, bool):
            self.add((*path, key), "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            self.add((*path, key), "NUMBER_TYPE_RANGE", f"int value should be {least} to {most}, is {value}.")

    def array(self, payload: dict[str, Any], key: str, path: Path, *, least: int = 0, most: int) -> list[Any]:
        """Check a list and return it, empty where it is missing or no list."""
        value = payload.get(key)
        if value is None:
            value = []
        if not isinstance(value, list):
            self.add((*path, key), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        self.size(len(value), (*path, key), least=least, most=most)
        return value

    def unique(self, values: list[tuple[Path, Any]], code: str, message: str) -> None:
        """Check that no value occurs twice; values are hashable."""
        seen = set()
        for path, value in values:
            if value in seen:
                self.add(path, code, message)
            seen.add(value)
