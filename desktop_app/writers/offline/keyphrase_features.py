"""Weighs a possible keyphrase: how much of the text it runs through, where it stands, its form."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_phrases import leading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.keyphrase_phrases import Found
    from desktop_app.writers.offline.reading import Reading

_AUTHORITIES = word_set(
    "mairie municipalité ville commune conseil commission direction préfecture département région "
    "gouvernement ministère communauté agglomération métropole syndicat comité tribunal police "
    "gendarmerie agence opposition majorité maire adjoint ministre préfet président réunion "
    "assemblée bureau cabinet responsable directeur directrice"
)
_VENUES = word_set(
    "stade rue place avenue boulevard quai quartier chemin route impasse allée square salle "
    "gymnase ligne immeuble bâtiment étage"
)
_THREE = 3
_FULL = 0.6


@dataclass(frozen=True)
class Text:
    """What candidates of one text are weighed against: where each term stands, and how rare."""

    pieces: Mapping[str, frozenset[int]]
    size: int
    rarity: Mapping[str, float]
    sentences: int
    opening: frozenset[str]
    start: frozenset[str]
    titled: bool
    interview: bool
    people: frozenset[str]


def text_of(reading: Reading, title: Sequence[Tagged], people: frozenset[str]) -> Text:
    """Read what is needed of a text once."""
    pieces: defaultdict[str, set[int]] = defaultdict(set)
    for read in reading.sentences:
        for term in read.terms:
            pieces[term].add(read.piece)
    lead = leading(reading)
    first = lead[0].piece if lead else 0
    asked = sum(r.text.rstrip().endswith("?") and not r.opening for r in reading.sentences)
    return Text(
        {term: frozenset(places) for term, places in pieces.items()},
        max(_THREE, len({r.piece for r in reading.sentences})),
        reading.rarity,
        max(1, len(reading.sentences)),
        frozenset(t for r in reading.sentences if r.piece == first for t in r.terms),
        frozenset(t for r in lead[:1] for t in r.terms),
        bool(title),
        asked > _THREE,
        people,
    )


WEIGHTS = MappingProxyType(
    {
        # what the text is built around
        "subject": 1.5,
        "heads_title": 1.4,
        "agent": 1.4,
        "phrase_count": 1.3,
        "titled": 1.0,
        "title_only": 0.5,
        "untitled": -1.0,
        "start": 1.05,
        "opening": 0.8,
        "told": 0.8,
        "object": 0.3,
        "head": 0.85,
        "rest": 0.8,
        "hapax": -1.15,
        "once": -0.4,
        "late": -0.7,
        "circumstance": -0.9,
        "cut": -1.15,
        # what it is
        "named": 1.05,
        "expanded": 0.9,
        "body": 0.7,
        "work": 0.7,
        "placed": 0.5,
        "interviewed": 0.6,
        "person": 0.35,
        "owned": 0.35,
        "order": 0.4,
        "team": 0.25,
        "apposed": 0.15,
        "rare_head": 0.45,
        "rarity": 0.4,
        "authority": -0.6,
        "people": -1.3,
        "actor": -1.0,
        "venue": -1.0,
        "acronym": -0.7,
        "bare_noun": -1.6,
        "bare_name": -0.95,
        "bare_place": -0.5,
        "located": -1.0,
        "sited": -0.8,
        "inner": -1.0,
        "speaks": -1.2,
        "two": -0.35,
        "count": -1.2,
        "definite": -0.6,
    }
)


def worth(values: Mapping[str, float]) -> float:
    """Give what a candidate's features are worth together.

    The weights are a logistic regression's on the texts of bench/golden_keyphrases.md and as many
    others, rounded; left out in turn, four of five texts kept a right keyphrase.
    """
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items())


def suggested(values: Mapping[str, float]) -> float:
    """Give what a candidate is worth as a suggestion: a detail said once is none."""
    return worth(values) - 2.0 * values["hapax"] - values["once"] - values["people"]


def features(found: Found, text: Text) -> dict[str, float]:
    """Give each feature of a candidate by name; those that are absent are 0."""
    terms = found.terms or ("",)
    spread = [len(text.pieces.get(t, ())) / text.size for t in terms]
    head, rest = spread[0], spread[1:]
    words = len(terms)
    named = bool(found.names)
    alone = named and found.names == words
    person = alone and words > 1 and not found.kind and found.located < found.count / 2
    return {
        "spread": len(found.pieces) / text.size,
        "count": math.log1p(found.count),
        "phrase_count": math.log1p(found.count) * (words > 1 or bool(found.kind)),
        "once": float(found.count <= 1 and not found.titled),
        "title_only": float(not found.count),
        "definite": found.definite / max(1, found.count),
        "agent": float(found.agent),
        "venue": float(terms[0] in _VENUES),
        "acronym": float(words == 1 and found.text.isupper() and not found.kind),
        "head": head,
        "rest": sum(rest) / len(rest) if rest else 0.0,
        "hapax": sum(len(text.pieces.get(t, ())) < 2 for t in terms) / words,
        "titled": float(found.titled),
        "heads_title": float(found.heads_title),
        "untitled": float(text.titled and not found.titled),
        "start": float(text.start.issuperset(terms)),
        "opening": float(text.opening.issuperset(terms)),
        "subject": float(found.subject),
        "object": float(found.object),
        "told": float(found.told),
        "circumstance": float(found.circumstance),
        "bare_place": found.located / max(1, found.count) * alone * (not found.kind),
        "late": found.first / text.sentences,
        "bare_noun": float(words == 1 and not named and not found.kind),
        "bare_name": float(words == 1 and alone and not found.kind),
        "two": float(words == 2),
        "long": float(words > _THREE),
        "named": float(named and not alone),
        "person": float(person),
        "interviewed": float(person and text.interview),
        "rarity": sum(text.rarity.get(t, 1.0) for t in terms) / words,
        "rare_head": text.rarity.get(terms[0], 1.0),
        "authority": float(terms[0] in _AUTHORITIES),
        "people": float(terms[0] in text.people),
        "actor": float(found.subject and terms[0] in text.people and not found.titled),
        "located": min(1.0, found.located / max(1, found.count)),
        "sited": float(named and found.sited > 0 and found.count <= 1),
        "inner": found.inner / max(1, found.count) * (not alone),
        "speaks": min(1.0, found.speaks / max(1, found.count)),
        "cut": found.cut / max(1, found.count),
        **({found.kind: 1.0} if found.kind else {}),
    }
