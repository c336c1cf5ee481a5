"""Titles out of the opening sentence: who does what, with the deletions a headline may make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import (
    Clause,
    complement_end,
    is_of,
    lower,
    main_clause,
    noun_phrases,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidates import joined
from desktop_app.writers.offline.guards import acceptable, drop_asides, starts_well, understood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

LONGEST = 75
_SHORTER = 0.2
_TENSE = 0.3
_DEAREST = 1.2
_TOWNS = word_set("ville commune municipalité mairie métropole village")
_AGREEING = word_set("est sont sera seront était étaient été")
_ARTICLES = word_set("un une des")
_TIMES = word_set("jusqu'à jusqu'au jusqu'en depuis pendant dès")
_OBJECT = 0.8
_AT = word_set("à au aux")
_GOING = word_set("va vont")


@dataclass(frozen=True)
class TitleForm:
    """A title and what its cuts and deletions cost."""

    text: str
    cost: float


def opening_titles(
    read: Read, people: frozenset[str], present: Callable[[str], str | None]
) -> list[TitleForm]:
    """Give the first sentence's main clause, its subject and its future shortened where it may be.

    « La ville de Rochefort va transformer les quais de son ancien arsenal en promenade plantée »
    → « Rochefort transforme les quais de son ancien arsenal en promenade plantée ». `present`
    gives a regular verb's present out of its infinitive.
    """
    units = read.units
    clause = main_clause(units)
    if clause is None or clause.subject == clause.subject_end:
        return []
    found: list[TitleForm] = []
    for subject, reduced in _subjects(units, clause, people):
        for end in range(clause.after + 1, clause.end + 1):
            cut = cut_cost(units, clause.verb_start, end)
            if cut is None or cut > _DEAREST or (end < clause.least and not _state(units, end)):
                continue
            predicate = units[clause.verb_start : end]
            chosen = drop_asides([*subject, *predicate])
            if not _fit(read, chosen, len(subject)):
                continue
            text = joined(read, chosen)
            found.append(TitleForm(_capital(text), cut + reduced))
            shorter = _in_present(units, clause, text, present)
            if len(text) > LONGEST and shorter:
                found.append(TitleForm(_capital(shorter), cut + reduced + _TENSE))
    found += _objects(read, clause)
    return [form for form in found if len(form.text) <= LONGEST]


def _state(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether an attribute ends here before a time: « très perturbé | jusqu'à dimanche »."""
    timed = lower(units[end]).split(" ")[0] in _TIMES if end < len(units) else False
    return timed and units[end - 1].tag in ("adj", "part")


def _objects(read: Read, clause: Clause) -> Iterator[TitleForm]:
    """Give what is done, with its purpose: « Un appel à projets pour moderniser les EHPAD »."""
    units = read.units
    if tag_at(units, clause.after) != "det" or lower(units[clause.after]) not in _ARTICLES:
        return
    for end in range(clause.after + 3, clause.end + 1):
        cut = cut_cost(units, clause.after, end)
        chosen = drop_asides(units[clause.after : end])
        if cut is not None and cut <= _DEAREST and _fit(read, chosen, 0):
            yield TitleForm(_capital(joined(read, chosen)), cut + _OBJECT)


def _fit(read: Read, chosen: Sequence[Tagged], subject_end: int) -> bool:
    return (
        bool(chosen)
        and acceptable(read, chosen)
        and starts_well(chosen)
        and understood(chosen, subject_end)
    )


def _subjects(
    units: Sequence[Tagged], clause: Clause, people: frozenset[str]
) -> Iterator[tuple[list[Tagged], float]]:
    """Give the subject whole, then its name alone where nothing agrees with what is left out.

    « La ville de Rochefort » → « Rochefort »; « Le secrétaire d'État américain Antony Blinken »
    → « Antony Blinken ».
    """
    subject = list(units[clause.subject : clause.subject_end])
    yield subject, 0.0
    agrees = any(lower(u) in _AGREEING for u in units[clause.verb : clause.after])
    first = next((i for i, u in enumerate(subject) if u.tag == "name"), None)
    if agrees or first is None or any(u.tag not in ("name", "adj") for u in subject[first:]):
        return
    head = next((u.lemma for u in subject if u.tag == "noun"), "")
    person = head in people and len(subject) - first > 1
    town = first == 3 and head in _TOWNS and is_of(subject, 2)
    if person or town:
        yield subject[first:], _SHORTER


def _in_present(
    units: Sequence[Tagged], clause: Clause, text: str, present: Callable[[str], str | None]
) -> str | None:
    """Give « transforme » for « va transformer », as headlines do when they lack room."""
    going = units[clause.verb]
    if lower(going) not in _GOING or tag_at(units, clause.verb + 1) != "inf":
        return None
    infinitive = units[clause.verb + 1].text
    said = present(infinitive)
    if said is None:
        return None
    ending = "nt" if lower(going) == "vont" else ""
    return text.replace(f"{going.text} {infinitive}", f"{said}{ending}", 1)


def place_of(read: Read) -> str:
    """Give the town that the first sentence's subject is: « La ville de Rochefort », or ""."""
    clause = main_clause(read.units)
    if clause is None:
        return ""
    subject = read.units[clause.subject : clause.subject_end]
    for place in range(len(subject) - 2):
        town = subject[place].lemma in _TOWNS and is_of(subject, place + 1)
        if town and subject[place + 2].tag == "name":
            return subject[place + 2].text
    return ""


def phrases_of(title: Sequence[Tagged], text: str) -> list[str]:
    """Give what a source's own title is about with its place: « Un jardin partagé à Thouars ».

    Any other complement may belong to the verb: « ferme la piscine | pour dix-huit mois ».
    """
    found: list[str] = []
    for phrase in noun_phrases(title):
        placed = tag_at(title, phrase.core) in ("prep", "pdet")
        if not placed or lower(title[phrase.core]) not in _AT or title[phrase.start].tag != "det":
            continue
        end = complement_end(title, phrase.core)
        if end > phrase.core:
            found.append(_capital(text[title[phrase.start].start : title[end - 1].end]))
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
