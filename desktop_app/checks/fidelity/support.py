"""Support: every sentence of the article rests on sentences of the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, accepted
from desktop_app.checks.fidelity.sources import STEM, SourceIndex
from desktop_app.model import Finding, SourceWhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.alignment import Aligned, Aligner
    from desktop_app.checks.fidelity.passages import Atom, Phrase

MOST_NEW = 0.5
FEWEST_NEW = 3
LOW_SHARE = 0.3


def compare_support(
    units: Sequence[Unit], index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    """Find sentences that say something new, and words turned into their contrary."""
    outcome = Outcome()
    for unit in units:
        for phrase in unit.passage.phrases:
            aligned = aligner.aligned(unit, phrase)
            if aligned.exact or accepted(context, "unsupported", phrase.text):
                continue
            finding = _contrary(unit, phrase, aligned, index, aligner) or _new(
                unit, phrase, aligned, index
            )
            if finding is not None:
                outcome.findings.append(finding)
    return outcome


def _contrary(
    unit: Unit, phrase: Phrase, aligned: Aligned, index: SourceIndex, aligner: Aligner
) -> Finding | None:
    if not aligned.sure:
        return None
    for mine, theirs, number in aligner.opposites(aligned):
        source = index.phrases[number].place.source
        start, end = phrase.start + mine.start, phrase.start + mine.end
        said = index.passages[source].text[theirs.start : theirs.end]
        return Finding(
            "fidelity.unsupported", "improve",
            {"text": unit.passage.text[start:end], "source_text": said},
            where=unit.place(start, end),
            source_where=SourceWhere(source, theirs.start, theirs.end),
            message="fidelity.unsupported.opposite",
        )  # fmt: skip
    return None


def _new(unit: Unit, phrase: Phrase, aligned: Aligned, index: SourceIndex) -> Finding | None:
    content = [a for a in aligned.atoms if a.content]
    new = [a for a in content if _is_new(a, index)]
    words = [a for a in new if a.item is None]
    many = len(new) >= FEWEST_NEW and len(new) >= MOST_NEW * len(content)
    apart = len(content) >= 5 and len(new) >= 2 and aligned.share < LOW_SHARE
    if not words or not (many or (apart and not unit.passage.heading)):
        return None
    text = unit.passage.text
    shown = ", ".join(text[phrase.start + a.start : phrase.start + a.end] for a in words[:4])
    place = index.phrases[aligned.phrases[0]].place.where if aligned.phrases else None
    return Finding(
        "fidelity.unsupported", "improve", {"words": shown, "text": phrase.text},
        where=unit.place(phrase.start, phrase.end), source_where=place,
    )  # fmt: skip


def _is_new(atom: Atom, index: SourceIndex) -> bool:
    if any(key in index.postings for key in atom.keys) or atom.folded in index.vocabulary:
        return False
    return not any(len(key) > STEM and key[:STEM] in index.stems for key in atom.keys)
