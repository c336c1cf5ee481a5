"""Originality: how much of the article is the source's own words, quotations apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.quotations import quote_words
from desktop_app.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.fidelity.facts import Unit
    from desktop_app.checks.fidelity.sources import SourceIndex

RUN = 8


def identical_share(units: Sequence[Unit], index: SourceIndex) -> float | None:
    """Give the share of the body's words, outside quotations, that stand so in a source.

    A word counts when it is in a run of at least eight that the source has too, or in a whole
    sentence of the source's; None when the body says nothing of its own.
    """
    known = index.runs(RUN)
    total = same = 0
    for unit in units:
        if not unit.running:
            continue
        for words, whole in _stretches(unit, index):
            total += len(words)
            same += len(words) if whole else _in_runs(words, known)
    return round(same / total, 4) if total else None


def _stretches(unit: Unit, index: SourceIndex) -> list[tuple[list[str], bool]]:
    passage = unit.passage
    found: list[tuple[list[str], bool]] = []
    for phrase in passage.phrases:
        whole = phrase.exact in index.exact_phrases
        position = phrase.start
        for quotation in passage.quotations:
            if quotation.end <= position or quotation.start >= phrase.end:
                continue
            found.append((quote_words(passage.text[position : quotation.start].lower()), whole))
            position = quotation.end
        found.append((quote_words(passage.text[position : phrase.end].lower()), whole))
    return [(words, whole) for words, whole in found if words]


def _in_runs(words: list[str], known: frozenset[tuple[str, ...]]) -> int:
    covered = bytearray(len(words))
    for start in range(len(words) - RUN + 1):
        if tuple(words[start : start + RUN]) in known:
            covered[start : start + RUN] = b"\x01" * RUN
    return sum(covered)


def originality(share: float | None) -> Finding:
    """Say what the share means for publishing."""
    if share is None:
        return Finding("brief.originality", "not_checked", message="brief.originality.unknown")
    percent = round(share * 100)
    message = (
        "brief.originality.own"
        if percent < 20
        else "brief.originality.mixed"
        if percent < 80
        else "brief.originality.identical"
    )
    return Finding("brief.originality", "info", {"share": percent}, value=percent, message=message)
