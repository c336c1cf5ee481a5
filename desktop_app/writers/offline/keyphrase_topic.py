"""Weighs a possible keyphrase by what its words name and how they run through the text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from desktop_app.writers.offline.term_uses import NO_USE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.french.noun_classes import NounClasses
    from desktop_app.writers.offline.keyphrase_phrases import Found
    from desktop_app.writers.offline.term_uses import TermUse

NATURES = "PCXEMSRVLDATFB"
_UNLISTED_TOPICAL = 1.7
_MOST_TOPICAL = 3


def topic_features(
    found: Found,
    uses: Mapping[str, TermUse],
    classes: NounClasses,
    belonging: Mapping[str, float],
) -> dict[str, float]:
    """Give what tells whether a candidate can be, and is, what the text is about.

    `head_…` is said of its first word, `best_…` of the word that tells most.
    """
    terms = found.terms or ("",)
    own = [uses.get(term, NO_USE) for term in terms]
    best = max(range(len(terms)), key=lambda place: own[place].weight)
    return {
        **_named(found, terms, classes, belonging),
        **_used("head", own[0]),
        **_used("best", own[best]),
        "best_is_head": float(best == 0),
        "best_weight": own[best].weight,
        "head_definite": own[0].definite,
        "head_asked": math.log1p(own[0].asked),
        "weights": sum(use.weight for use in own),
        "runnings": sum(use.running for use in own),
        "least_running": min(use.running for use in own),
        "least_count": math.log1p(min(use.count for use in own)),
        "attached": found.count / max(1, own[0].count),
        "first_sentence": math.log1p(found.first),
        "terms": float(len(terms)),
        "words": float(len(found.text.split(" "))),
    }


def _used(prefix: str, use: TermUse) -> dict[str, float]:
    return {
        f"{prefix}_subject": use.subject,
        f"{prefix}_heads": use.head,
        f"{prefix}_rank": math.log1p(use.rank),
        f"{prefix}_leads": math.log1p(use.leads),
        f"{prefix}_first": math.log1p(use.first),
        f"{prefix}_rare": float(use.rare and use.count > 0),
    }


def _named(
    found: Found,
    terms: tuple[str, ...],
    classes: NounClasses,
    belonging: Mapping[str, float],
) -> dict[str, float]:
    """Give what is known of the words themselves; a name's are not looked up."""
    named = found.names == len(terms)
    head = None if named else classes.noun(terms[0])
    known = [None if named else classes.noun(term) for term in terms]
    topical = [_UNLISTED_TOPICAL if one is None else float(one.topical) for one in known]
    near = 0.0 if named else belonging.get(terms[0], 0.0)
    return {
        "unlisted": float(head is None and not named),
        "topical": topical[0],
        "never_topical": float(head is not None and not head.topical),
        "most_topical": max(topical),
        "mean_topical": sum(topical) / len(topical),
        "belongs": near * topical[0] / _MOST_TOPICAL,
        "most_belonging": 0.0 if named else max(belonging.get(term, 0.0) for term in terms),
        **{
            f"nature_{nature}": float(head is not None and head.nature == nature)
            for nature in NATURES
        },
    }
