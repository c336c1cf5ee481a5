"""A job: what the user ordered of a session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.model import AiChoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop_app.model import Fix, Source, Wishes


def never() -> bool:
    """Tell that nobody has cancelled."""
    return False


@dataclass(frozen=True)
class Job:
    """What the user ordered: the sources, the wishes, where it goes, whether it was stopped.

    `accepted` is what the user accepted in this article (storage.Work keeps it).
    """

    sources: tuple[Source, ...]
    wishes: Wishes
    outputs: tuple[Path, ...] = ()
    fix: Fix = "none"
    grammar: bool = True
    like_yoast: bool = False
    accepted: frozenset[str] = frozenset()
    ai: AiChoice = field(default_factory=AiChoice)
    cancelled: Callable[[], bool] = never
    spent: dict[str, float] = field(default_factory=dict[str, float])
