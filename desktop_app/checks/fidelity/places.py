"""Where a source says something."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.model import SourceWhere


@dataclass(frozen=True)
class Place:
    """Something a source says, and in which source."""

    source: int
    start: int
    end: int

    @property
    def where(self) -> SourceWhere:
        """The same as the model says it."""
        return SourceWhere(self.source, self.start, self.end)
