"""The contract of a writer: sources and brief in, events out, the article at the end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Protocol

from desktop_app.model import Article, Assessment, Brief, Source, Written

if TYPE_CHECKING:
    from desktop_app.events import Event

Assess = Callable[[Article], Assessment]


class Writer(Protocol):
    """Writes one article.

    `write` yields events (Delta, Reasoning, Retry, RepairRejected, Notice) while it works and
    returns what it has written. `assess` runs the checks on a draft, for writers that repair.
    It raises WriterError when nothing can be delivered.
    """

    def write(
        self, sources: tuple[Source, ...], brief: Brief, assess: Assess
    ) -> Generator[Event, None, Written]:
        """Write the article the brief asks for from these sources."""
        ...
