"""Subheading candidates of one sentence: each kind a small rule, each guard a named one.

A rule gives spans of the source's own words; `acceptable` refuses what a reader could not
understand, or what would say more or less than the sentence does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import Clause, core_end, lower, main_clause, tag_at
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidate import NBSP, Candidate, joined, made
from desktop_app.writers.offline.clause_headings import (
    attribute,
    clauses,
    ends,
    opened,
    participial,
    says_nothing,
    whole,
)
from desktop_app.writers.offline.context import contrasts
from desktop_app.writers.offline.further_headings import (
    behind_colon,
    brought_up,
    cleft,
    conditioned,
    further_order,
    impersonal,
)
from desktop_app.writers.offline.guards import starts_well, understood
from desktop_app.writers.offline.noun_headings import (
    GOVERNED,
    OWN,
    OWNED,
    Words,
    all_phrases,
    article_of,
    can_head,
    denied,
    hanging,
)
from desktop_app.writers.offline.quotation_headings import quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.phrases import Phrase
    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

__all__ = ["NBSP", "Candidate", "candidates", "hangs", "is_object", "joined", "says_nothing"]

_SUBJECT = 0.45
_BARE_SUBJECT = 0.5
_CUT_OUT = 0.45
_BARE_LENGTH = 3
_URGING = word_set(
    "exhorter inviter obliger aider inciter appeler encourager pousser autoriser contraindre "
    "condamner amener forcer habituer préparer"
)
_TAKEN_ALONG = 0.7
_THE_VERB_S = word_set(
    "dans pendant avant après avec sous chez en par depuis à au lors durant dès jusqu'à le aux"
)
_ADDRESSED = word_set("votre vos")


def candidates(read: Read, words: Words) -> list[Candidate]:
    """Give the candidates of a sentence, each text once, the best form of it."""
    best: dict[str, Candidate] = {}
    clause = main_clause(read.units)
    if read.units and read.units[-1].text == "?":
        return list(question(read))  # what is asked is not said
    for found in (
        *question(read),
        *quotation(read),
        *clauses(read, clause, words),
        *whole(read, words),
        *opened(read, clause, words),
        *participial(read, clause),
        *attribute(read, clause),
        *brought_up(read, words),
        *behind_colon(read, words),
        *conditioned(read, words),
        *further_order(read),
        *cleft(read),
        *impersonal(read, words),
        *phrases(read, clause, words),
    ):
        known = best.get(found.text)
        if known is None or known.worth < found.worth:
            best[found.text] = found
    return list(best.values())


def question(read: Read) -> Iterator[Candidate]:
    """Give a short question that opens a paragraph: « Comment choisir une pompe à chaleur ? »."""
    units = read.units
    if read.opening or len(units) < 4 or units[-1].text != "?" or any(read.quoted):
        return
    if starts_well(units) and understood(units, subject_end=len(units)):
        found = made(read, "question", units, 0.0)
        if found:
            yield found


def phrases(read: Read, clause: Clause | None, words: Words) -> Iterator[Candidate]:
    """Give noun phrases with their article: « L'abattage d'un ballon de surveillance chinois »."""
    units = read.units
    for phrase in all_phrases(units, words):
        if not can_head(units, phrase, words) or denied(read, phrase, words):
            continue
        for end, cost in ends(read, phrase.start, phrase.core, phrase.end):
            article = article_of(units, phrase.start)
            if article is None:
                continue
            if lower(units[phrase.start]) in _ADDRESSED or _list_tail(units, phrase.start, end):
                continue
            own = lower(units[phrase.start]) in OWNED
            if own and end > phrase.core and lower(units[phrase.core]).startswith("lors"):
                continue  # « jouera sa survie lors des trois journées »: the time is the verb's
            if _urged(units, phrase, end):
                continue
            chosen = list(units[phrase.start + own : end])
            if lower(chosen[-1]) in words.incomplete or any(_rather(u) for u in chosen):
                continue
            subject = bool(clause and phrase.start == clause.subject)
            people = units[phrase.head].lemma in words.people
            role = hanging(units, phrase, words) + contrasts(read)
            weight = cost + role - (_SUBJECT if subject else 0.0) + (OWN if own else 0.0)
            weight += _BARE_SUBJECT * (subject and len(chosen) <= _BARE_LENGTH)
            weight += _CUT_OUT if not subject and role >= 0 else 0.0
            if not subject and role != GOVERNED and _takes_along(units, phrase, end):
                if _is_direct_object(units, phrase.start):
                    continue
                weight += _TAKEN_ALONG
            found = made(read, "phrase", chosen, weight, 0, article, people)
            if found:
                yield found


def _urged(units: Sequence[Tagged], phrase: Phrase, end: int) -> bool:
    """« a exhorté | les Chinois à libérer les détenus »: the infinitive is the verb's."""
    inside = any(lower(u) == "à" for u in units[phrase.core : end])
    if not inside or not any(u.tag == "inf" for u in units[phrase.core : end]):
        return False
    return any(u.lemma in _URGING for u in units[max(0, phrase.start - 3) : phrase.start])


def _takes_along(units: Sequence[Tagged], phrase: Phrase, end: int) -> bool:
    """Tell whether a phrase takes along what its verb said: « dévissez | les bagues à la main »."""
    for place in range(phrase.core, end - 1):
        word, following = lower(units[place]), units[place + 1]
        if units[place].tag in ("prep", "pdet") and word.split(" ")[0] in _THE_VERB_S:
            return not (
                word in ("à", "au", "aux", "en") and following.tag in ("name", "inf", "obj")
            )
    return False


def _list_tail(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« les papiers, les photographies, | les bijoux et l'argent »: the end of an enumeration.

    « les pommes de la cave, | une poignée de raisins secs » is one too, after a colon or a comma.
    """
    if not start or units[start - 1].text != ",":
        return False
    listed = any(lower(u) == "et" for u in units[start:end])
    if listed and tag_at(units, start - 2) in ("noun", "adj", "name"):
        return True
    before = next((i for i in range(start - 2, -1, -1) if units[i].text in ",:"), None)
    if before is None or tag_at(units, before + 1) != "det":
        return False
    return not any(u.tag in ("verb", "rel", "part") for u in units[before + 1 : start])


def _is_direct_object(units: Sequence[Tagged], start: int) -> bool:
    """« piquez | le bois aux endroits exposés »: where the verb's deed is done, no part of it."""
    return tag_at(units, start - 1) in ("verb", "inf", "part", "ger")


def _rather(unit: Tagged) -> bool:
    """« sur la traverse plutôt que dans un angle »: a choice between two places is no topic."""
    return lower(unit).startswith("plutôt qu")


def hangs(candidate: Candidate) -> bool:
    """Tell whether a phrase hangs on a preposition: where, when or whom, not what is said.

    « un conseiller se rend à | votre domicile » never gives « Dossier : votre domicile ». What is
    told is told of the event that « lors de » names.
    """
    units = candidate.read.units
    first = candidate.units[0].start
    place = next((i for i, u in enumerate(units) if u.start == first), 0)
    hanging = candidate.kind == "phrase" and tag_at(units, place - 1) in ("prep", "pdet")
    return hanging and not lower(units[place - 1]).startswith("lors d")


def is_object(candidate: Candidate) -> bool:
    """Tell whether a phrase is the object or attribute of its sentence's main clause, or its aim.

    « ont décroché leur première qualification pour | une finale ».
    """
    units = candidate.read.units
    clause = main_clause(units)
    if clause is None or clause.after >= len(units):
        return False
    start = clause.after
    while tag_at(units, start) == "adv":
        start += 1
    places = [start, start + 1] if tag_at(units, start) == "det" else []
    end = core_end(units, start)
    if end > start and end < len(units) and lower(units[end]) == "pour":
        places.append(end + 1)
    return any(candidate.units[0].start == units[i].start for i in places if i < len(units))
