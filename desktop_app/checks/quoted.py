"""Which spans of a text stand between quotation marks, and so are not the writer's to change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTED = re.compile(r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|\"[^\"]*\"")
_HALF = 0.5

Span = tuple[int, int]


def quoted_spans(plain: str) -> list[Span]:
    """Give the spans between « », “ ” or straight marks; an unclosed one ends with the text."""
    if "«" not in plain and "“" not in plain and '"' not in plain:
        return []
    return [match.span() for match in _QUOTED.finditer(plain)]


def mostly_quoted(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Tell whether at least half of a stretch of text lies inside quotations."""
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return inside >= _HALF * (end - start) and inside > 0


def touches(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Tell whether a stretch of text overlaps a quotation."""
    return any(a < end and start < b for a, b in spans)
