"""One undo history for the article's text, its fields and what was accepted, together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

State = TypeVar("State")

_MERGE_SECONDS = 1.0
_LIMIT = 300


@dataclass(frozen=True)
class _Step(Generic[State]):
    state: State
    kind: str
    at: float


class History(Generic[State]):
    """The states a work went through; states of the same kind in quick succession are one."""

    def __init__(self, first: State) -> None:
        """Begin with this state."""
        self._steps = [_Step(first, "", 0.0)]
        self._present = 0

    def record(self, state: State, kind: str, at: float, *, merge: bool = False) -> None:
        """Add a state, made at this time in seconds; `merge` lets it replace the last one's."""
        last = self._steps[self._present]
        del self._steps[self._present + 1 :]
        step = _Step(state, kind, at)
        if merge and last.kind == kind and at - last.at < _MERGE_SECONDS:
            self._steps[self._present] = step
            return
        self._steps.append(step)
        del self._steps[: max(len(self._steps) - _LIMIT, 0)]
        self._present = len(self._steps) - 1

    def amend(self, state: State) -> None:
        """Let this state take the place of the present state."""
        last = self._steps[self._present]
        del self._steps[self._present + 1 :]
        self._steps[self._present] = _Step(state, last.kind, last.at)

    @property
    def can_undo(self) -> bool:
        """Tell whether there is an earlier state."""
        return self._present > 0

    @property
    def can_redo(self) -> bool:
        """Tell whether there is a later state."""
        return self._present < len(self._steps) - 1

    def undo(self) -> State:
        """Give the state before the present one."""
        self._present = max(self._present - 1, 0)
        return self._steps[self._present].state

    def redo(self) -> State:
        """Give the state after the present one."""
        self._present = min(self._present + 1, len(self._steps) - 1)
        return self._steps[self._present].state
