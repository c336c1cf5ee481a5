"""Subheadings from parts of a sentence: behind a colon, behind a condition, what is brought up."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import (
    FINAL_MARKS,
    complement_end,
    core_end,
    head_of,
    is_of,
    is_order,
    longest_end,
    lower,
    main_clause,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidate import BASE, Candidate, capital, fits, joined, made
from desktop_app.writers.offline.clause_headings import clauses, ends, opened, predicates
from desktop_app.writers.offline.completeness import points_back, stands
from desktop_app.writers.offline.context import contrasts, restricted
from desktop_app.writers.offline.guards import acceptable, drop_asides, understood

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.noun_headings import Words
    from desktop_app.writers.offline.reading import Read

_PRESENTING = word_set("rester venir suivre arriver")
_SHORTEST_BROUGHT_UP = 12
_BEHIND = 0.3
_BEHIND_INSIDE = 0.8
_LONGEST_CONDITIONED = 78
_CONDITIONS = word_set("si s' quand lorsque lorsqu' tant dès")
_CONDITIONED_CUT = 0.6
_IMPERSONAL = word_set("falloir suffire convenir")
_OWNING_UP = word_set("dire savoir noter avouer reconnaître rappeler préciser croire voir attendre")
_CLITICS = ("-le", "-la", "-les")


def brought_up(read: Read, words: Words) -> Iterator[Candidate]:
    """Give what a paragraph's opening brings up: « Reste la rivière ».

    The sentence (« Et puis il y a les arbres ») says nothing else, or goes on behind a comma.
    """
    units = read.units
    if read.opening or any(read.quoted) or len(units) < 4:
        return
    start = _presented(read)
    end = longest_end(units, start) if start else 0
    if not start or end <= start or (units[end : end + 1] and units[end].text not in ",."):
        return
    noun = units[head_of(units, start, end)]
    if noun.lemma.lower() in words.empty_heads or not understood(units[start:end], 0):
        return
    text = capital(joined(read, units[:end]))
    if _SHORTEST_BROUGHT_UP <= len(text) <= 60 and not points_back(units[start:end], text):
        yield Candidate(text, "clause", BASE["clause"], tuple(units[:end]), read)


def _presented(read: Read) -> int:
    """Give where « la rivière » begins after « Reste », « Vient ensuite », « Il y a »; else 0."""
    units = read.units
    place = 0
    while tag_at(units, place) in ("coo", "adv"):
        place += 1
    if [lower(u) for u in units[place : place + 3]] == ["il", "y", "a"]:
        place += 3
    elif units[place].lemma in _PRESENTING and units[place].tag == "verb" and not place:
        place += 1
        while tag_at(units, place) == "adv":
            place += 1
    else:
        return 0
    known = lower(units[place]) in ("le", "la", "l'", "les") if place < len(units) else False
    return place if known else 0


def behind_colon(read: Read, words: Words) -> Iterator[Candidate]:
    """Give the clause that a colon announces: « Le principe est simple : | qui veut acheter… »."""
    units = read.units
    if any(read.quoted):
        return
    colons = [i for i, u in enumerate(units) if u.text == ":"]
    if any(lower(u) in ("si", "s'", "quand", "lorsque") for u in units[: max(colons, default=0)]):
        return  # « Si les pans partent de travers… : | le sens était inversé » is a case
    if len(colons) != 1 or colons[0] + 4 > len(units):
        return
    start = colons[0] + 1
    part = replace(read, units=units[start:], quoted=read.quoted[start:])
    clause = main_clause(part.units)
    found = [*clauses(part, clause, words), *opened(part, clause, words), *_whoever(part)]
    for one in found:
        yield replace(
            one, read=read, worth=one.worth - (_BEHIND_INSIDE if read.opening else _BEHIND)
        )


def _whoever(read: Read) -> Iterator[Candidate]:
    """« qui veut acheter à prix coûtant donne deux heures par mois »: whole, a rule."""
    units = read.units
    if lower(units[0]) != "qui" or units[-1].text != "." or tag_at(units, 1) != "verb":
        return
    kept = drop_asides(units[:-1])
    verbs = sum(u.tag == "verb" for u in kept)
    text = capital(joined(read, kept))
    if verbs == 2 and fits(text) and understood(kept, 0) and acceptable(read, kept):
        yield Candidate(text, "clause", BASE["clause"], tuple(kept), read)


def conditioned(read: Read, words: Words) -> Iterator[Candidate]:
    """Give a clause with the condition that opens it, whole.

    « Si vous disposez d'un jardin, un composteur de 300 litres vous sera remis ».
    """
    units = read.units
    if not units or lower(units[0]) not in _CONDITIONS or any(read.quoted):
        return
    comma = next((i for i, u in enumerate(units) if u.text == ","), None)
    if comma is None or not any(u.tag == "verb" for u in units[:comma]):
        return
    opening = list(units[: comma + 1])
    part = replace(read, units=units[comma + 1 :], quoted=read.quoted[comma + 1 :])
    clause = main_clause(part.units)
    if clause is None or clause.subject or not understood(opening, 0):
        return
    subject = list(part.units[: clause.subject_end])
    if subject and not (subject[0].tag in ("det", "name") or lower(subject[0]) == "vous"):
        return
    for predicate, cost in predicates(part, clause, words):
        chosen = [*opening, *drop_asides([*subject, *predicate])]
        text = capital(joined(read, chosen))
        whole = cost <= _CONDITIONED_CUT and len(text) <= _LONGEST_CONDITIONED
        if not whole or "," in text[text.index(",") + 1 :] or not stands(chosen):
            continue
        told = chosen[len(opening) :]
        if understood(told, len(subject), spoken=True) and acceptable(read, chosen):
            yield Candidate(text, "opened", BASE["clause"] - cost, tuple(chosen), read, cut=cost)


def cleft(read: Read) -> Iterator[Candidate]:
    """Give what a sentence puts first, whole: « Le plus long, c'est d'enlever l'ancien joint »."""
    units = read.units
    if read.opening or not units or units[-1].text != "." or any(read.quoted):
        return
    kept = drop_asides(units[:-1])
    kept = [u for i, u in enumerate(kept) if not (u.text == "," and kept[i - 1].text == ",")]
    place = next((i for i, u in enumerate(kept) if lower(u) == "c'"), 0)
    if place < 3 or kept[place - 1].text != "," or tag_at(kept, place + 1) != "verb":
        return
    first = [lower(u) for u in kept[:2]]
    most = first[0] in ("le", "la") and first[1] in ("plus", "moins", "mieux", "pire")
    what = first[0] == "ce" and first[1] in ("qui", "que", "qu'")
    head, rest = kept[most or what : place - 1], kept[place + 2 :]
    if not (most or what) or not rest or not understood([*head, *rest], 0):
        return
    text = capital(joined(read, kept))
    if fits(text) and text.count(",") == 1:
        yield Candidate(text, "clause", BASE["clause"], tuple(kept), read)


def impersonal(read: Read, words: Words) -> Iterator[Candidate]:
    """Give what is to be done: « Il est possible de remplir un formulaire papier »."""
    units = read.units
    start = 0
    while tag_at(units, start) in ("coo", "adv", "mark"):
        start += 1
    if any(read.quoted) or start >= len(units):
        return
    if tag_at(units, start) in ("prep", "pdet"):
        comma = next((i for i, u in enumerate(units[:12]) if u.text == ","), None)
        start = comma + 1 if comma is not None else start
    place = _what_is_to_do(units, start)
    if not place or place >= len(units) or units[place].lemma in _OWNING_UP:
        return
    least = complement_end(units, place)
    stop = next((i for i in range(place, len(units)) if units[i].text in FINAL_MARKS), len(units))
    for end, cost in ends(read, start, max(least, place + 1), stop) if least > place else ():
        loss = restricted(read, end, any(u.tag in ("ne", "neg") for u in units[start:end]))
        chosen = drop_asides(units[start:end])
        text = capital(joined(read, chosen))
        told = chosen[1:]
        if (
            loss is None
            or not fits(text)
            or not stands(chosen)
            or lower(chosen[-1]) in words.incomplete
        ):
            continue
        if "," in text or not understood(told, 0) or not acceptable(read, chosen):
            continue
        if not points_back(chosen, text):
            worth = BASE["clause"] - cost - loss - contrasts(read)
            yield Candidate(text, "clause", worth, tuple(chosen), read, cut=cost)


def _what_is_to_do(units: Sequence[Tagged], start: int) -> int:
    """Give where « remplir… » begins after « il est possible de », « il faut »; else 0."""
    verb = start + 1
    if start + 4 > len(units) or lower(units[start]) != "il" or tag_at(units, verb) != "verb":
        return 0
    place = verb + 1
    while tag_at(units, place) == "adv":
        place += 1
    if units[verb].lemma in _IMPERSONAL:
        return place
    judged = tag_at(units, place) in ("adj", "part") and is_of(units, place + 1)
    return place + 1 if units[verb].lemma == "être" and judged else 0


def further_order(read: Read) -> Iterator[Candidate]:
    """Give a second order: « prenez un tournevis et | piquez le bois aux endroits exposés »."""
    units = read.units
    if any(read.quoted):
        return
    for before, place in itertools.pairwise(range(len(units))):
        joins = units[before].tag == "coo" and lower(units[before]) == "et"
        if not joins or not is_order(units, place):
            continue
        if units[place].text.lower().endswith(_CLITICS):
            continue
        orders = [i for i in range(place) if is_order(units, i)]
        if not orders or any(u.tag == "subj" for u in units[orders[0] : place]):
            continue
        least = core_end(units, place + 1)
        if least <= place + 1:
            continue
        for end in range(least, len(units)):
            cost = cut_cost(units, place, end)
            if cost is not None:
                found = made(read, "order", units[place:end], cost + _BEHIND)
                if found:
                    yield found
            if units[end].text in FINAL_MARKS or units[end].text == ",":
                break
