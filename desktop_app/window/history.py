"""One undo history for the article's text and fields together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.model import Article

_MERGE_SECONDS = 1.0
_LIMIT = 300


@dataclass(frozen=True)
class _Step:
    article: Article | None
    kind: str
    at: float


class History:
    """The states an article went through; states of the same kind in quick succession are one."""

    def __init__(self) -> None:
        """Begin with no article."""
        self._steps = [_Step(None, "", 0.0)]
        self._present = 0

    def record(self, article: Article | None, kind: str, at: float, *, merge: bool = False) -> None:
        """Add a state, made at this time in seconds; `merge` lets it replace the last one's."""
        last = self._steps[self._present]
        del self._steps[self._present + 1 :]
        step = _Step(article, kind, at)
        if merge and last.kind == kind and at - last.at < _MERGE_SECONDS:
            self._steps[self._present] = step
            return
        self._steps.append(step)
        del self._steps[: max(len(self._steps) - _LIMIT, 0)]
        self._present = len(self._steps) - 1

    def amend(self, article: Article | None) -> None:
        """Let this article take the place of the present state."""
        last = self._steps[self._present]
        del self._steps[self._present + 1 :]
        self._steps[self._present] = _Step(article, last.kind, last.at)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is an earlier state."""
        return self._present > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a later state."""
        return self._present < len(self._steps) - 1

    def undo(self) -> Article | None:
        """Give the state before the present one."""
        self._present = max(self._present - 1, 0)
        return self._steps[self._present].article

    def redo(self) -> Article | None:
        """Give the state after the present one."""
        self._present = min(self._present + 1, len(self._steps) - 1)
        return self._steps[self._present].article
