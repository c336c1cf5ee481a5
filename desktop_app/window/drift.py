"""Where a place that a check named stands now, after edits that came later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from desktop_app.model import Field, Where

if TYPE_CHECKING:
    from desktop_app.model import Article


@dataclass(frozen=True)
class _Edit:
    """A passage that was replaced: its place before, and how long it is now."""

    field: Field
    start: int
    end: int
    size: int

    def moved(self, where: Where) -> Where | None:
        """Give the place after this edit, or nothing where the edit met it."""
        if where.field != self.field or where.end <= self.start:
            return where
        if where.start < self.end:
            return None
        shift = self.start + self.size - self.end
        return Where(where.start + shift, where.end + shift, where.field)


class Drift:
    """Follows an article from the one that was checked to the present one."""

    def __init__(self) -> None:
        """Begin with no article."""
        self._present: Article | None = None
        self._edits: list[_Edit] = []

    def checked(self, article: Article | None) -> None:
        """Take this article as the one whose places will be asked for."""
        self._present = article
        self._edits = []

    def changed(self, article: Article | None) -> None:
        """Take in what became of the article."""
        before, self._present = self._present, article
        if before is None or article is None or before is article:
            return
        for name in get_args(Field):
            old, new = getattr(before, name), getattr(article, name)
            if old != new:
                self._edits.append(_edit(name, old, new))

    def now(self, where: Where | None) -> Where | None:
        """Give the present place of one the check named; nothing when its words were changed."""
        for edit in self._edits:
            if where is None:
                return None
            where = edit.moved(where)
        return where


def _edit(name: Field, old: str, new: str) -> _Edit:
    start = common(old, new)
    rest = min(len(old), len(new)) - start
    tail = common(old[::-1][:rest], new[::-1][:rest])
    return _Edit(name, start, len(old) - tail, len(new) - tail - start)


def common(one: str, other: str) -> int:
    """Give how many characters two texts have in common at their beginning."""
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
