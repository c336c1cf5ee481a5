"""Weighs a possible keyphrase: how much of the text it runs through, where it stands, its form."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.phrases import NOMINAL
from desktop_app.french.words import word_set
from desktop_app.writers.offline.domains import belonging
from desktop_app.writers.offline.keyphrase_manner import addressed, before_names, roles
from desktop_app.writers.offline.keyphrase_phrases import leading, outside_quotations
from desktop_app.writers.offline.keyphrase_spans import BEFORE
from desktop_app.writers.offline.keyphrase_topic import topic_features
from desktop_app.writers.offline.subject import central_terms, covered
from desktop_app.writers.offline.term_uses import term_of, term_uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.french.noun_classes import NounClasses
    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.keyphrase_phrases import Found
    from desktop_app.writers.offline.reading import Reading
    from desktop_app.writers.offline.term_uses import TermUse

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
    titled: bool
    interview: bool
    people: frozenset[str]
    first_names: frozenset[str]
    central: Mapping[str, float]
    said: tuple[frozenset[str], ...]
    scene: float
    uses: Mapping[str, TermUse]
    classes: NounClasses
    belonging: Mapping[str, float]
    before_names: Mapping[str, int]
    roles: frozenset[str]
    addressed: float
    title_strength: float


def text_of(
    reading: Reading,
    title: Sequence[Tagged],
    people: frozenset[str],
    first_names: frozenset[str],
    classes: NounClasses,
) -> Text:
    """Read what is needed of a text once."""
    pieces: defaultdict[str, set[int]] = defaultdict(set)
    for read in reading.sentences:
        for term in read.terms:
            pieces[term].add(read.piece)
    lead = leading(reading)
    first = lead[0].piece if lead else 0
    uses = term_uses(reading)
    asked = sum(r.text.rstrip().endswith("?") and not r.opening for r in reading.sentences)
    return Text(
        {term: frozenset(places) for term, places in pieces.items()},
        max(_THREE, len({r.piece for r in reading.sentences})),
        reading.rarity,
        max(1, len(reading.sentences)),
        frozenset(t for r in reading.sentences if r.piece == first for t in r.terms),
        bool(title),
        asked > _THREE,
        people,
        first_names,
        central_terms(reading),
        tuple(frozenset(r.terms) for r in reading.sentences),
        _scene(reading, central_terms(reading)),
        uses,
        classes,
        belonging(reading, classes),
        before_names(reading, first_names),
        roles(reading, first_names, classes),
        addressed(reading),
        _title_strength(title, uses),
    )


def _title_strength(title: Sequence[Tagged], uses: Mapping[str, TermUse]) -> float:
    """Give how much the strongest word of a title runs through the text, 0 to 1.

    « Sous les jupes des géants » says less of its text than « Danse sur glace » does.
    """
    told = zip(title, outside_quotations(title), strict=True)
    terms = [term_of(unit) for unit, outside in told if outside and unit.tag in NOMINAL]
    return max((uses[term].running for term in terms if term in uses), default=0.0)


def _scene(reading: Reading, central: Mapping[str, float]) -> float:
    """Give how far the first sentence says less of the subject than others do, 0 to 1.

    « Josette a mis son maillot sous ses vêtements » opens a text on swimming lessons.
    """
    shares = [covered(frozenset(read.terms), central) for read in reading.sentences]
    best = sorted(shares)[-_THREE:]
    return 1.0 - min(1.0, shares[0] * len(best) / sum(best)) if sum(best) else 0.0


def features(found: Found, text: Text) -> dict[str, float]:
    """Give each feature of a candidate by name; those that are absent are 0."""
    terms = found.terms or ("",)
    rest = [len(text.pieces.get(t, ())) / text.size for t in terms[1:]]
    words = len(terms)
    named = bool(found.names)
    alone = named and found.names == words
    role = float(not named and not found.kind and terms[0] in text.roles)
    person = alone and words > 1 and not found.kind and found.located < found.count / 2
    return {
        **_running(found, text, terms, alone, person),
        **topic_features(found, text.uses, text.classes, text.belonging),
        **_in_title(found, text, alone, person),
        **_made(found, text, terms),
        "phrase_count": math.log1p(found.count) * (words > 1 or bool(found.kind)),
        "once": float(found.count <= 1 and not found.titled),
        "definite": found.definite / max(1, found.count),
        "venue": float(terms[0] in _VENUES),
        "rest": sum(rest) / len(rest) if rest else 0.0,
        "hapax": sum(len(text.pieces.get(t, ())) < 2 for t in terms) / words,
        "person_asked": float(person and text.interview and text.title_strength > _LED),
        "told": float(found.told),
        "bare_place": found.located / max(1, found.count) * alone * (not found.kind),
        "late": found.first / text.sentences,
        "person": float(person),
        "interviewed": float(person and text.interview),
        "rarity": sum(text.rarity.get(t, 1.0) for t in terms) / words,
        "authority": float(terms[0] in _AUTHORITIES),
        "people": float(terms[0] in text.people),
        "actor": float(found.subject and terms[0] in text.people and not found.titled),
        "located": min(1.0, found.located / max(1, found.count)),
        "inner": found.inner / max(1, found.count) * (not alone),
        "speaks": min(1.0, found.speaks / max(1, found.count)),
        "before_name": float(2 * text.before_names.get(found.text, 0) > max(1, found.count)),
        "role": role,
        "role_interview": role * text.interview,
        "order_told": (1.0 - text.addressed) * (found.kind == "order"),
        **({found.kind: 1.0} if found.kind else {}),
    }


def _in_title(found: Found, text: Text, alone: bool, person: bool) -> dict[str, float]:
    """Give what the title does with a candidate, beside how much that title tells."""
    return {
        "titled": float(found.titled),
        "heads_title": float(found.heads_title),
        "defined": float(found.defined),
        "in_expansion": float(found.in_expansion),
        "title_subject": float(found.title_subject),
        "title_quoted": float(found.title_quoted),
        "fills_title": float(found.fills_title),
        "untitled": float(text.titled and not found.titled),
        "titled_strong": text.title_strength * found.titled,
        "untitled_strong": text.title_strength * (not found.titled),
        "person_untitled": float(person and text.titled and not found.titled),
        "title_located": float(found.title_located),
        "announced_name": float(found.announced and alone),
        "order_titled": float(found.kind == "order" and found.titled),
        "announced": float(found.announced),
    }


def _made(found: Found, text: Text, terms: Sequence[str]) -> dict[str, float]:
    """Give what a candidate is made of, and how often it is only part of a longer phrase."""
    words, alone = len(terms), len(terms) == 1 and not found.kind
    return {
        "acronym": float(alone and found.text.isupper()),
        "bare_noun": float(alone and not found.names),
        "two": float(words == 2),
        "long": float(words > _THREE),
        "extended": found.extended / max(1, found.count),
        "verbal": float(found.verbal),
        "verbal_once": float(found.verbal and found.count <= 1),
        "participle": float(found.participle),
        "participle_once": float(found.participle and found.count <= 1),
        "toward": float(found.toward),
        "toward_place": float(found.toward and _is_place(terms[-1], text.classes)),
        "adjective_first": float(terms[0] in BEFORE),
        "cut": found.cut / max(1, found.count),
    }


def _is_place(term: str, classes: NounClasses) -> bool:
    known = classes.noun(term)
    return known is not None and known.nature == "L"


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
    together = sum(said.issuperset(terms) for said in text.said)
    return {
        "central": covered(set(terms), text.central),
        "tail": tail,
        "tail_opening": tail * text.opening.issuperset(terms),
        "confined": float(not found.titled and max(places, default=0) <= 1),
        "together": math.log1p(together) * (words > 1),
        "agent_phrase": float(found.agent and words > 1),
        "leads": _led(found),
        "scene_person": text.scene * person * (not text.titled),
        "scene_bare": text.scene * (alone and words == 1) * (not text.titled),
        "first_name": float(terms[0] in text.first_names and words == 1 and not found.kind),
        "scene_full_name": text.scene * (terms[0] in text.first_names and not text.titled),
        "order_agent": float(found.kind == "order" and found.agent),
    }
