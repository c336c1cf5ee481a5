"""The facts as the window shows them: by kind, what differs first, what was kept last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.model import Fact, FactKind, FactStatus

KINDS: tuple[FactKind, ...] = ("quote", "name", "number", "date")
_ORDER: dict[FactStatus, int] = {
    "invented": 0,
    "altered": 1,
    "translated": 2,
    "missing": 3,
    "accepted": 4,
    "kept": 5,
}


@dataclass(frozen=True)
class FactGroup:
    """The facts of one kind: those to look at, and those kept as the source has them."""

    kind: FactKind
    open: tuple[Fact, ...]
    kept: tuple[Fact, ...]

    @property
    def total(self) -> int:
        """How many facts there are of this kind."""
        return len(self.open) + len(self.kept)

    @property
    def worst(self) -> FactStatus:
        """The status that asks most for a look."""
        return self.open[0].status if self.open else "kept"


def grouped_facts(facts: Iterable[Fact]) -> tuple[FactGroup, ...]:
    """Sort facts by kind; within a kind by status, then by place. Kinds without facts stay."""
    by_kind: dict[FactKind, list[Fact]] = {kind: [] for kind in KINDS}
    for fact in facts:
        by_kind[fact.kind].append(fact)
    groups: list[FactGroup] = []
    for kind, members in by_kind.items():
        members.sort(key=_place)
        groups.append(
            FactGroup(
                kind,
                tuple(fact for fact in members if fact.status != "kept"),
                tuple(fact for fact in members if fact.status == "kept"),
            )
        )
    return tuple(groups)


def _place(fact: Fact) -> tuple[int, int, int]:
    where = fact.where.start if fact.where else -1
    source = fact.source_where.start if fact.source_where else -1
    return (_ORDER[fact.status], where, source)
