"""Quotations of a source in another language: which of the article's translates which.

Nothing is translated here: a quotation and its original are known by who is named beside them, by
their figures, and by their order. Where these say nothing the original is left open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.fidelity.facts import Unit
    from desktop_app.checks.fidelity.sources import SourceIndex
    from desktop_app.french.quotations import Quotation

SHORTER = 0.4
LONGER = 2.8
_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][\w’'-]{2,}")
_FIGURE = re.compile(r"\d+")

Said = tuple["Unit", "Quotation"]


def originals(said: Sequence[Said], index: SourceIndex, language: str) -> list[int | None]:
    """Give for each of the article's quotations the number of its original, None when unsure."""
    there = foreign(index, language)
    found: list[int | None] = [None] * len(said)
    free = list(there)
    ranked = sorted(
        (
            (_likeness(one, number, index), -abs(at - there.index(number)), at, number)
            for at, one in enumerate(said)
            for number in there
        ),
        reverse=True,
    )
    in_order = len(said) == len(there)
    for likeness, apart, at, number in ranked:
        sure = likeness >= 1 or (likeness >= 0 and in_order and apart == 0)
        if sure and found[at] is None and number in free:
            found[at] = number
            free.remove(number)
    return found


def foreign(index: SourceIndex, language: str) -> list[int]:
    """Give the numbers of the quotations that stand in sources of another language."""
    return [
        number
        for number, quotation in enumerate(index.quotations)
        if quotation.words and index.sources[quotation.place.source].language != language
    ]


def _likeness(said: Said, number: int, index: SourceIndex) -> float:
    """Count the names and figures both have; below 0 where the lengths rule it out."""
    unit, quotation = said
    source = index.quotations[number]
    ratio = len(quotation.text) / max(1, len(source.quotation.text))
    if not SHORTER <= ratio <= LONGER:
        return -1
    figures = set(_FIGURE.findall(quotation.text))
    same = len(figures & set(_FIGURE.findall(source.quotation.text)))
    text = index.passages[source.place.source].text
    start = text.rfind("\n", 0, source.place.start) + 1
    after = text[source.place.end :].partition("\n")[0]
    around = f"{text[start : source.place.start]} {after}"
    article = unit.passage.text
    beside = article[: quotation.start] + " " + article[quotation.end :]
    return same + len(set(_NAME.findall(around)) & set(_NAME.findall(beside)))
