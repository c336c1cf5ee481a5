"""Titles out of the opening sentence: who does what, with the deletions a headline may make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS
from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import (
    Clause,
    complement_end,
    is_of,
    lower,
    main_clause,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidates import joined
from desktop_app.writers.offline.guards import acceptable, drop_asides, starts_well, understood
from desktop_app.writers.offline.subject import covered, said_by
from desktop_app.writers.offline.wholeness import cut_short, points_back, wants_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

LONGEST = 90
_SHORTER = 0.2
_DEAREST = 1.2
_TOWNS = word_set("ville commune municipalité mairie métropole village")
_AGREEING = word_set("est sont sera seront était étaient été")
_ARTICLES = word_set("un une des")
_TIMES = word_set("jusqu'à jusqu'au jusqu'en depuis pendant dès")
_OBJECT = 0.8
_MANNER = 0.9
_TAKEN_UP = 0.6
_FURTHER = 0.5
SHORTEST = 25
_CENTRAL = 1.0
_LATER = 0.3
_FAR = 2.5
_LEANING = word_set(
    "pour quand lorsque si mais et or puis ensuite enfin ainsi alors autour là ici parfois souvent "
    "ce cet cette ces son sa ses leur leurs"
)
_DATES = word_set("nuit jour semaine mois année hiver été automne printemps soir matin").union(
    MONTHS
)
_SITED = 0.4
_NAMED_AT = 4
_TAKES_UP = MappingProxyType(
    {"il": ("m", "s"), "elle": ("f", "s"), "ils": ("m", "p"), "elles": ("f", "p")}
)


@dataclass(frozen=True)
class TitleForm:
    """A title and what its cuts and deletions cost."""

    text: str
    cost: float


def opening_titles(read: Read, people: frozenset[str]) -> list[TitleForm]:
    """Give the first sentence's main clause, its subject shortened where it may be.

    « La ville de Rochefort va transformer les quais de son ancien arsenal » → « Rochefort va
    transformer les quais de son ancien arsenal »; the tense stays the source's.
    """
    units = read.units
    clause = main_clause(units)
    if clause is None or clause.subject == clause.subject_end:
        return []
    found: list[TitleForm] = []
    for subject, reduced in _subjects(units, clause, people):
        for end in range(clause.after, clause.end + 1):
            cut = cut_cost(units, clause.verb_start, end)
            if cut is None or cut > _DEAREST or (end < clause.least and not _state(units, end)):
                continue
            announcing = end < len(units) and units[end].text == ":"
            if announcing or _awaits_object(units, clause, end):
                continue
            if cut_short(units, end) or wants_attribute(units, clause, end):
                continue
            predicate = units[clause.verb_start : end]
            chosen = drop_asides([*subject, *predicate])
            if not fit(read, chosen, len(subject)):
                continue
            text = joined(read, chosen)
            found.append(TitleForm(_capital(text), cut + reduced))
            if " désormais " in text:
                shorter = text.replace(" désormais ", " ", 1)
                found.append(TitleForm(_capital(shorter), cut + reduced + _SHORTER))
    found += _objects(read, clause)
    found += _without_manner(read, clause)
    found += _without_insertion(read, clause)
    return [form for form in found if len(form.text) <= LONGEST]


def _awaits_object(units: Sequence[Tagged], clause: Clause, end: int) -> bool:
    """« a remporté | dimanche, à Florac, la onzième édition »: the verb still waits for it."""
    passive = any(lower(u) in _AGREEING for u in units[clause.verb : clause.after])
    between = units[clause.after : end]
    empty = not any(u.tag in ("det", "noun", "name", "num", "adj", "pro") for u in between)
    placed = any(u.text == "," for u in units[clause.after : clause.after + 2])
    later = any(u.tag == "det" for u in units[end : clause.end])
    return not passive and later and (empty or placed)


def _without_manner(read: Read, clause: Clause) -> Iterator[TitleForm]:
    """Leave out the manner or time before the object or place.

    « publie (à compte d'auteur) un recueil », « occupe (depuis 2021) un ancien garage »,
    « s'est échouée (dans la nuit) sur la plage de Gouville ».
    """
    units = read.units
    resumed = _resumed(units, clause)
    subject = [*units[clause.subject : clause.subject_end]]
    for end in range(resumed + 2, clause.end + 1) if resumed else ():
        cut = cut_cost(units, resumed, end)
        chosen = [*subject, *units[clause.verb_start : clause.after], *units[resumed:end]]
        chosen = drop_asides(chosen)
        if cut is None or cut > _DEAREST or cut_short(units, end):
            continue
        if fit(read, chosen, len(subject)):
            yield TitleForm(_capital(joined(read, chosen)), cut + _MANNER)


def _without_insertion(read: Read, clause: Clause) -> Iterator[TitleForm]:
    """« L'année 2024 aura été(, pour le syndicat,) celle du retour à l'équilibre »."""
    units = read.units
    if not units[clause.after : clause.after + 1] or units[clause.after].text != ",":
        return
    closed = next((i for i in range(clause.after + 1, clause.end) if units[i].text == ","), 0)
    if not closed or tag_at(units, clause.after + 1) not in ("prep", "pdet"):
        return
    head = [*units[clause.subject : clause.subject_end], *units[clause.verb_start : clause.after]]
    for end in range(closed + 2, clause.end + 1):
        cut = cut_cost(units, closed + 1, end)
        if cut is None or cut > _DEAREST + _FURTHER or cut_short(units, end):
            continue
        chosen = drop_asides([*head, *units[closed + 1 : end]])
        if fit(read, chosen, clause.subject_end - clause.subject):
            yield TitleForm(_capital(joined(read, chosen)), cut + _SHORTER)


def _resumed(units: Sequence[Tagged], clause: Clause) -> int:
    """Give where the clause goes on after a time or manner, or 0."""
    place = clause.after
    if lower(units[place]) in ("chaque", "le") if place < len(units) else False:
        end = complement_end(units, place)
        timed = any(u.lemma in _DATES for u in units[place:end])
        return end if timed and tag_at(units, end) in ("prep", "pdet", "det") else 0
    if tag_at(units, place) not in ("prep", "pdet") or is_of(units, place):
        return 0
    found = next((i for i in range(place + 2, clause.end) if _resumes(units, i)), 0)
    if found:
        return found
    end = complement_end(units, place)
    timed = lower(units[place]).split(" ")[0] in _TIMES or any(
        u.lemma in _DATES for u in units[place:end]
    )
    while timed and lower(units[end]) in ("à", "de") if end < clause.end else False:
        end = max(end + 1, complement_end(units, end))
    goes_on = tag_at(units, end) in ("prep", "det") and not is_of(units, end)
    return end if timed and goes_on and end < clause.end else 0


def _resumes(units: Sequence[Tagged], place: int) -> bool:
    """Tell whether an object begins here, after a complement without article of its own."""
    article = lower(units[place]) in ("un", "une")
    return article and tag_at(units, place - 1) in ("noun", "name")


def taken_up_titles(first: Read, second: Read) -> list[TitleForm]:
    """Give the second sentence's clause with the first's subject, where « elle » takes it up.

    « L'aide au logement s'adresse aux… Versée par la ville, elle finance une partie des travaux »
    → « L'aide au logement finance une partie des travaux ».
    """
    one, other = main_clause(first.units), main_clause(second.units)
    if one is None or other is None or one.subject == one.subject_end:
        return []
    pronoun = _TAKES_UP.get(lower(second.units[other.subject]))
    subject = first.units[one.subject : one.subject_end]
    noun = next((u for u in subject if u.tag in ("noun", "name")), None)
    if noun is None or pronoun is None or subject[0].tag != "det":
        return []
    if noun.gender not in ("", pronoun[0]) or noun.number not in ("", pronoun[1]):
        return []
    found: list[TitleForm] = []
    for end in range(other.least, other.end + 1):
        cut = cut_cost(second.units, other.verb_start, end)
        predicate = drop_asides(second.units[other.verb_start : end])
        if cut is None or cut > _DEAREST or not predicate or not acceptable(second, predicate):
            continue
        if understood(predicate, len(predicate)):
            text = f"{joined(first, drop_asides(subject))} {joined(second, predicate)}"
            found.append(TitleForm(_capital(text), cut + _TAKEN_UP))
    return [form for form in found if len(form.text) <= LONGEST]


def further_titles(
    reads: Sequence[Read], words: Sequence[str], central: Mapping[str, float]
) -> list[TitleForm]:
    """Give clauses of the sentences after the first that say a word of the keyphrase.

    What opens one is kept where it says that word: « Avec Casier, l'inventaire de votre cuisine
    se fait en vingt minutes »; an infinitive may be the subject: « Poser un joint dans une rainure
    suffit souvent à retrouver du confort »; so may what is announced: « Nous sommes heureux de vous
    annoncer que | La Bobine solidaire s'installera le 1er septembre ».
    """
    found: list[TitleForm] = []
    for number, read in enumerate(reads):
        if not any(word in read.text.lower() for word in words):
            continue
        told = _announced(read)
        forms = (
            opening_titles(told or read, frozenset()),
            _with_opening(read, words),
            _of_infinitive(read),
        )
        said = _CENTRAL * (0.5 - covered(said_by(read.units, central), central))
        cost = said + min(_FAR, _FURTHER + _LATER * number)
        leaning = points_back(read) or any(read.quoted)
        for form in (f for some in forms for f in some if not leaning):
            if any(word in form.text.lower() for word in words):
                found.append(TitleForm(form.text, form.cost + cost))
    return found


def whole_titles(
    reads: Sequence[Read], words: Sequence[str], central: Mapping[str, float]
) -> list[TitleForm]:
    """Give early sentences whole: « Le bac de Lavacherie ne traversera pas la Seine cet été ».

    One that says a word of the keyphrase, better one that says much of what the text keeps coming
    back to.
    """
    found: list[TitleForm] = []
    for number, read in enumerate(reads):
        units = read.units
        text = read.text.strip()
        told = text.endswith(".") and SHORTEST <= len(text) <= LONGEST and len(units) > _NAMED_AT
        if not told or any(read.quoted) or any(mark in text[:-1] for mark in ";:?!…()«»"):
            continue
        if not any(word in text.lower() for word in words) or text.count(",") > 1:
            continue
        verb = any(u.tag == "verb" and not u.features.endswith("2p") for u in units)
        told = [u for u in units[:-1] if lower(u) != "dont"]
        alone = understood(told, 1) and not (number and points_back(read))
        if verb and alone and lower(units[0]) not in _LEANING and starts_plainly(units):
            said = _CENTRAL * covered(said_by(units, central), central)
            cost = min(_FAR, _LATER * number)
            found.append(TitleForm(text[:-1], cost + _CENTRAL / 2 - said if number else 0.0))
    return found


def starts_plainly(units: Sequence[Tagged]) -> bool:
    """« Le bac… », « Partir… », « À Valréas, … »: no « quand », no pronoun, no order."""
    return units[0].tag in ("det", "name", "noun", "inf", "prep", "pdet", "num", "adj", "adv")


def _announced(read: Read) -> Read | None:
    for place, unit in enumerate(read.units[:-3]):
        following = read.units[place + 1]
        if unit.lemma == "annoncer" and following.tag == "conj":
            first = place + 2
            return replace(read, units=read.units[first:], quoted=read.quoted[first:])
    return None


def _with_opening(read: Read, words: Sequence[str]) -> Iterator[TitleForm]:
    units = read.units
    clause = main_clause(units)
    if clause is None or not 0 < clause.subject < clause.subject_end:
        return
    opening = read.text[: units[clause.subject].start].lower()
    named = any(word in opening for word in words)
    if not named or lower(units[0]) not in ("avec", "pour", "chez"):
        return
    yield from _whole_to(read, clause.verb_start, clause.least, clause.end)


def _of_infinitive(read: Read) -> Iterator[TitleForm]:
    units = read.units
    if tag_at(units, 0) != "inf" or tag_at(units, 1) != "det":
        return
    verb = next((i for i, u in enumerate(units) if u.tag == "verb"), 0)
    comma = next((i for i, u in enumerate(units[:verb]) if u.text == ","), verb)
    if not verb or (comma < verb and units[verb - 1].text != ","):
        return
    subject = list(units[:comma])
    for end in range(verb + 3, len(units)):
        cut = cut_cost(units, verb, end)
        if cut is not None and cut <= _SHORTER and acceptable(read, [*subject, *units[verb:end]]):
            yield TitleForm(f"{joined(read, subject)} {joined(read, units[verb:end])}", cut)


def _whole_to(read: Read, start: int, least: int, longest: int) -> Iterator[TitleForm]:
    for end in range(least, longest + 1):
        cut = cut_cost(read.units, start, end)
        if cut is not None and cut <= _DEAREST:
            yield TitleForm(read.text[: read.units[end - 1].end], cut)


def _state(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether an attribute ends here before a time: « très perturbé | jusqu'à dimanche »."""
    if end >= len(units):
        return False
    timed = lower(units[end]).split(" ")[0] in _TIMES
    own = [lower(u) for u in units[max(0, end - 3) : end - 1]]
    reflexive = units[end - 1].tag == "part" and any(w in ("s'", "se") for w in own)
    located = reflexive and lower(units[end]) in ("dans", "sur", "mardi", "lundi", "le")
    return (timed or located) and units[end - 1].tag in ("adj", "part")


def _objects(read: Read, clause: Clause) -> Iterator[TitleForm]:
    """Give what is done, with its purpose: « Un appel à projets pour moderniser les EHPAD »."""
    units = read.units
    if tag_at(units, clause.after) != "det" or lower(units[clause.after]) not in _ARTICLES:
        return
    for end in range(clause.after + 3, clause.end + 1):
        cut = cut_cost(units, clause.after, end)
        chosen = drop_asides(units[clause.after : end])
        if cut is not None and cut <= _DEAREST and fit(read, chosen, 0):
            yield TitleForm(_capital(joined(read, chosen)), cut + _OBJECT)


def fit(read: Read, chosen: Sequence[Tagged], subject_end: int) -> bool:
    """Tell whether these units may be a title: whole, understood alone, well begun."""
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
    if _sited(subject):
        last = max(i for i in range(len(subject)) if is_of(subject, i))
        yield subject[:last], _SITED
    agrees = any(lower(u) in _AGREEING for u in units[clause.verb : clause.after])
    first = next((i for i, u in enumerate(subject) if u.tag == "name"), None)
    if agrees or first is None or any(u.tag not in ("name", "adj") for u in subject[first:]):
        return
    head = next((u.lemma for u in subject if u.tag == "noun"), "")
    person = head in people and len(subject) - first > 1
    town = first == 3 and head in _TOWNS and is_of(subject, 2)
    if person or town:
        yield subject[first:], _SHORTER


def _sited(subject: Sequence[Tagged]) -> bool:
    """« la bibliothèque Simone-Veil | de Lormeuil »: named, it can do without its place."""
    return (
        len(subject) > _NAMED_AT
        and subject[-1].tag == "name"
        and is_of(subject, len(subject) - 2)
        and subject[-3].tag == "name"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
