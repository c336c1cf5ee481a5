"""Weighs a possible keyphrase: how much of the text it runs through, where it stands, its form."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.words import word_set
from desktop_app.writers.offline.keyphrase_phrases import leading
from desktop_app.writers.offline.subject import central_terms, covered

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
    "gymnase ligne immeuble bâtiment étage parking cour hall terrasse trottoir hangar couloir "
    "appartement table"
)
_THREE = 3
_LED = 0.8


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
    first_names: frozenset[str]
    central: Mapping[str, float]
    said: tuple[frozenset[str], ...]
    scene: float


def text_of(
    reading: Reading,
    title: Sequence[Tagged],
    people: frozenset[str],
    first_names: frozenset[str] = frozenset(),
) -> Text:
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
        first_names,
        central_terms(reading),
        tuple(frozenset(r.terms) for r in reading.sentences),
        _scene(reading, central_terms(reading)),
    )


def _scene(reading: Reading, central: Mapping[str, float]) -> float:
    """Give how far the first sentence says less of the subject than others do, 0 to 1.

    « Josette a mis son maillot sous ses vêtements » opens a text on swimming lessons.
    """
    shares = [covered(frozenset(read.terms), central) for read in reading.sentences]
    best = sorted(shares)[-_THREE:]
    return 1.0 - min(1.0, shares[0] * len(best) / sum(best)) if sum(best) else 0.0


WEIGHTS = MappingProxyType(
    {
        "work": 6.55,
        "interviewed": 5.7,
        "team": 4.45,
        "rest": 3.65,
        "title_only": 3.1,
        "bare_agent": 3,
        "placed": 2.75,
        "scene_full_name": 2.75,
        "heads_title": 2.4,
        "subject": 2.4,
        "head": 2.1,
        "scene_subject": 2,
        "told": 2,
        "central": 1.95,
        "tail_start": 1.7,
        "apposed": 1.55,
        "body": 1.55,
        "leads_phrase": 1.5,
        "person": 1.45,
        "order": 1.4,
        "titled": 1.4,
        "central_head": 1.2,
        "sited": 1.1,
        "scene_leads": 1.05,
        "announced": 1,
        "named": 0.95,
        "order_agent": 0.9,
        "leads": 0.85,
        "owned": 0.8,
        "rarity": 0.75,
        "circumstance": 0.7,
        "scene_agent": 0.6,
        "scene_person": 0.6,
        "together": 0.6,
        "rare_head": 0.55,
        "tail_opening": 0.55,
        "phrase_count": 0.5,
        "expanded": 0.45,
        "long": 0.4,
        "start": 0.4,
        "agent": 0.35,
        "agent_phrase": 0.3,
        "full_name": 0.25,
        "definite": 0.15,
        "confined": 0.1,
        "two": 0.1,
        "opening": 0.05,
        "scene_central": 0.05,
        "scene_confined": 0.05,
        "acronym": -0.05,
        "located": -0.1,
        "tail_subject": -0.2,
        "untitled": -0.2,
        "bare_name": -0.45,
        "scene_bare": -0.55,
        "people": -0.6,
        "inner": -0.65,
        "bare_noun": -0.75,
        "cut": -0.8,
        "first_name": -0.85,
        "late": -0.85,
        "authority": -0.9,
        "venue": -1.25,
        "speaks": -1.3,
        "object": -1.45,
        "actor": -1.85,
        "purpose": -4.2,
        "bare_subject": -4.8,
        "person_tail": -9.85,
    }
)


def worth(values: Mapping[str, float]) -> float:
    """Give what a candidate's features are worth together.

    The weights are a conditional logit's on the texts of bench/golden_keyphrases.md and 76 others,
    held near 0 (ridge 0.2) and to the sign that sense gives them, rounded; of texts left out in
    turn, two in three kept a right keyphrase.
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
        **_running(found, text, terms, alone, person),
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


def _led(found: Found) -> float:
    """Give 1 for what the second paragraph opens on, less for later ones."""
    return _LED ** (found.leads - 1) if found.leads > 0 else 0.0


def _running(
    found: Found, text: Text, terms: Sequence[str], alone: bool, person: bool
) -> dict[str, float]:
    """Give what tells how a candidate runs through the text after its opening scene."""
    words = len(terms)
    places = text.pieces.get(terms[0], frozenset())
    third = (text.size + _THREE - 1) // _THREE
    tail = sum(piece >= third for piece in places) / max(1, text.size - third)
    highest = max(text.central.values(), default=1.0)
    together = sum(said.issuperset(terms) for said in text.said)
    return {
        "central": covered(set(terms), text.central),
        "central_head": text.central.get(terms[0], 0.0) / highest,
        "tail": tail,
        "tail_start": tail * text.start.issuperset(terms),
        "tail_subject": tail * found.subject,
        "tail_opening": tail * text.opening.issuperset(terms),
        "confined": float(not found.titled and max(places, default=0) <= 1),
        "together": math.log1p(together) * (words > 1),
        "agent_phrase": float(found.agent and words > 1),
        "bare_agent": float(alone and words == 1 and found.agent and not found.kind),
        "bare_subject": float(alone and words == 1 and found.subject and not found.kind),
        "leads": _led(found),
        "leads_phrase": _led(found) * (words > 1 and not person),
        "scene_leads": _led(found) * (words > 1 and not person) * text.scene * (not text.titled),
        "scene_subject": text.scene * found.subject * (not text.titled),
        "scene_start": text.scene * text.start.issuperset(terms) * (not text.titled),
        "scene_person": text.scene * person * (not text.titled),
        "scene_bare": text.scene * (alone and words == 1) * (not text.titled),
        "scene_agent": text.scene * found.agent * (not text.titled),
        "scene_confined": text.scene * (max(places, default=0) <= 1) * (not text.titled),
        "scene_central": text.scene * covered(set(terms), text.central) * (not text.titled),
        "scene_together": text.scene * math.log1p(together) * (words > 1) * (not text.titled),
        "person_tail": person * tail,
        "announced": float(found.announced),
        "first_name": float(terms[0] in text.first_names and words == 1 and not found.kind),
        "full_name": float(terms[0] in text.first_names and words > 1 and not text.interview),
        "scene_full_name": text.scene * (terms[0] in text.first_names and not text.titled),
        "order_agent": float(found.kind == "order" and found.agent),
    }
