"""A library whose power can be cut before and after every step that writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from retrieval.catalogue import Catalogue
from retrieval.lexical import TantivyIndex
from retrieval.vectors import ChromaIndex
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING = {
    Catalogue: ("change",),
    ChromaIndex: ("clear", "_delete"),
    TantivyIndex: ("clear", "apply"),
}
COLLECTION_WRITING = ("add", "modify")


class PowerCutError(BaseException):
    """Nothing runs on after this; no handler of the engine may swallow it."""


@dataclass
class Breaker:
    """Counts steps, and cuts the power at one of them."""

    at: int | None = None
    steps: int = 0
    before: list[str] = field(default_factory=list)

    def step(self, name: str = "") -> None:
        """Count a step; cut the power when it is the one."""
        self.before.append(name)
        self.steps += 1
        if self.steps == self.at:
            raise PowerCutError(name)


class BreakingLibrary(Library):
    """A library that steps its breaker around every write."""

    def break_with(self, breaker: Breaker) -> BreakingLibrary:
        """Step this breaker from now on; called while the library is open."""
        self.encoder = HashingEncoder(before=lambda: breaker.step("encode"))
        for part, names in ((self.catalogue, WRITING[Catalogue]), (self.lexical, WRITING[TantivyIndex])):
            for name in names:
                setattr(part, name, _stepping(getattr(part, name), breaker))
        for name in WRITING[ChromaIndex]:
            setattr(self.vectors, name, _stepping(getattr(self.vectors, name), breaker))
        clear = self.vectors.clear

        def clear_and_step_the_new_collections() -> None:
            clear()
            self._step_collections(breaker)

        setattr(self.vectors, "clear", clear_and_step_the_new_collections)  # noqa: B010 - a method, to mypy
        self._step_collections(breaker)
        return self

    def _step_collections(self, breaker: Breaker) -> None:
        for collection in self.vectors._collections.values():
            for name in COLLECTION_WRITING:
                object.__setattr__(collection, name, _stepping(getattr(collection, name), breaker))


def _stepping(write: Callable[..., Any], breaker: Breaker) -> Callable[..., Any]:
    def stepped(*arguments: Any, **options: Any) -> Any:
        breaker.step(f"before {write.__name__}")
        done = write(*arguments, **options)
        breaker.step(f"after {write.__name__}")
        return done

    return stepped
