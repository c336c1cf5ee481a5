"""What each feature of a possible keyphrase is worth."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WEIGHTS = MappingProxyType(
    {
        "placed": 4.22,
        "work": 3.6,
        "interviewed": 3.34,
        "announced": 2.6,
        "order_agent": 2.51,
        "acronym": 2.22,
        "rest": 2.21,
        "titled": 1.86,
        "told": 1.68,
        "team": 1.43,
        "heads_title": 1.42,
        "rarity": 1.39,
        "head_asked": 1.38,
        "leads": 1.26,
        "scene_full_name": 1.14,
        "tail_opening": 1.12,
        "agent_phrase": 0.97,
        "central": 0.93,
        "unlisted": 0.88,
        "nature_E": 0.78,
        "order": 0.7,
        "least_running": 0.69,
        "phrase_count": 0.55,
        "nature_S": 0.54,
        "most_belonging": 0.51,
        "best_weight": 0.5,
        "head_rare": 0.49,
        "head_leads": 0.46,
        "belongs": 0.45,
        "nature_X": 0.45,
        "nature_R": 0.44,
        "bare_place": 0.41,
        "runnings": 0.4,
        "best_subject": 0.39,
        "head_subject": 0.37,
        "two": 0.36,
        "confined": 0.33,
        "head_heads": 0.3,
        "terms": 0.3,
        "together": 0.28,
        "best_leads": 0.26,
        "mean_topical": 0.26,
        "head_definite": 0.24,
        "definite": 0.2,
        "most_topical": 0.2,
        "best_heads": 0.17,
        "topical": 0.13,
        "weights": 0.08,
        "words": 0.08,
        "best_rare": 0.07,
        "body": 0.01,
        "head_rank": -0.06,
        "expanded": -0.11,
        "best_first": -0.12,
        "person": -0.13,
        "untitled": -0.15,
        "never_topical": -0.19,
        "head_first": -0.2,
        "first_sentence": -0.3,
        "hapax": -0.31,
        "located": -0.32,
        "best_is_head": -0.33,
        "least_count": -0.34,
        "bare_noun": -0.35,
        "tail": -0.41,
        "once": -0.42,
        "inner": -0.46,
        "nature_C": -0.55,
        "nature_M": -0.61,
        "scene_bare": -0.64,
        "nature_P": -0.67,
        "nature_V": -0.83,
        "people": -0.87,
        "purpose": -0.87,
        "cut": -0.88,
        "attached": -0.94,
        "owned": -0.95,
        "long": -1.2,
        "authority": -1.37,
        "speaks": -1.41,
        "venue": -1.55,
        "scene_person": -1.59,
        "late": -1.71,
        "actor": -1.97,
        "apposed": -2.14,
        "first_name": -2.18,
    }
)


def worth(values: Mapping[str, float]) -> float:
    """Give what a candidate's features are worth together.

    The weights are a conditional logit's, fitted by `bench/keyphrases.py --fit` on 82 texts of
    bench/golden_keyphrases.md and the 816 of bench/keyphrase_texts/, held near 0 and rounded; of
    texts left out in turn, 60 % kept a right keyphrase, 80 % within the first three.
    """
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())


def suggested(values: Mapping[str, float]) -> float:
    """Give what a candidate is worth as a suggestion: a detail said once is none."""
    return worth(values) - 2.0 * values["hapax"] - values["once"] - values["people"]
