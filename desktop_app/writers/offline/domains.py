"""How far each noun belongs to the field a text is of: health, sport, housing."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from desktop_app.writers.offline.term_uses import term_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.french.noun_classes import NounClasses
    from desktop_app.writers.offline.reading import Reading

_SECOND = 0.5


def belonging(reading: Reading, classes: NounClasses) -> Mapping[str, float]:
    """Give for each noun how much the rest of the text is of its domain, 0 to 1.

    1 is the domain the text says most of. Each word counts by the root of the pieces it stands in,
    half where the domain is its second; a noun's own words do not count for it.
    """
    pieces: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for read in reading.sentences:
        for unit in read.units:
            if unit.tag in ("noun", "adj"):
                pieces[term_of(unit), unit.tag].add(read.piece)
    said: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (term, tag), places in pieces.items():
        for place, domain in enumerate(classes.domains(term, tag)):
            said[domain][term] = math.sqrt(len(places)) * (_SECOND if place else 1.0)
    total = {domain: sum(words.values()) for domain, words in said.items()}
    most = max(total.values(), default=0.0) or 1.0
    return {
        term: max(
            (
                (total[domain] - said[domain][term]) / most * (_SECOND if place else 1.0)
                for place, domain in enumerate(classes.domains(term, "noun"))
            ),
            default=0.0,
        )
        for term, tag in pieces
        if tag == "noun"
    }
