"""Titles around a name: who somebody is, what a work is called, what is done for the keyphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.ends import cut_cost
from desktop_app.french.phrases import (
    Clause,
    complement_end,
    core_end,
    is_of,
    lower,
    main_clause,
    noun_phrases,
    tag_at,
)
from desktop_app.french.words import word_set
from desktop_app.writers.offline.candidates import NBSP, joined
from desktop_app.writers.offline.guards import drop_asides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read
from desktop_app.writers.offline.title_forms import TitleForm, fit
from desktop_app.writers.offline.wholeness import cut_short

_TOWNS = word_set("ville commune municipalité mairie métropole village")
_AT = word_set("à au aux")
_FURTHER = 0.5
_WORK = 1.5
_GIVING = word_set(
    "lancer présenter ouvrir créer organiser proposer adopter examiner consacrer raconter publier "
    "attribuer accueillir accorder voter inaugurer installer annoncer signer obtenir préparer "
    "recevoir approuver offrir verser financer engager arrêter retenir valider"
)
_INTRODUCED = 0.5
_KEYED_OBJECT = 1.2
_SHORT_CUT = 0.6
_TRIMMED = 0.6


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def introduced_titles(read: Read) -> list[TitleForm]:
    """Give who somebody is: « Affineur à Poligny depuis trente ans, Marcel Jeandot veille… ».

    → « Marcel Jeandot, affineur à Poligny »; « Camille Desroches, luthière » is such a title.
    """
    units = read.units
    if tag_at(units, 0) != "noun":
        return []
    end = core_end(units, 0)
    if lower(units[end]) in (*_AT, "en") if end < len(units) else False:
        longer = complement_end(units, end)
        end = longer if tag_at(units, longer) == "mark" or units[longer - 1].tag == "name" else end
    for place in range(end, len(units) - 3):
        if units[place].text != "," or tag_at(units, place + 1) != "name":
            continue
        last = place + 1
        while tag_at(units, last) == "name":
            last += 1
        if last - place > 2 and tag_at(units, last) in ("verb", "obj", "ne"):
            name = read.text[units[place + 1].start : units[last - 1].end]
            said = read.text[units[0].start : units[end - 1].end]
            return [TitleForm(f"{name}, {said[:1].lower()}{said[1:]}", _INTRODUCED)]
    return []


def _together(units: Sequence[Tagged], clause: Clause, end: int, keyphrase: str) -> bool:
    """Tell whether the keyphrase is the subject, or hangs on the object itself.

    « Il a voté le budget | et fixé le calendrier de la tarification »: the budget is not its own.
    """
    last = keyphrase.split(" ")[-1].lower()
    place = next((i for i, u in enumerate(units) if lower(u).endswith(last)), -1)
    if place < clause.verb_start:
        return place >= 0
    return not any(u.tag in ("verb", "part", "coo", "mark", "rel") for u in units[end:place])


def keyed_objects(read: Read, keyphrase: str, taken_up: bool = False) -> Iterator[TitleForm]:
    """Give what is done, after the keyphrase that its sentence says: « FSL : 2,1 M€ d'aides ».

    Only of verbs that make or give their object: what one refuses is not there. Also of the next
    sentence where « il » or « elle » takes the keyphrase up.
    """
    units = read.units
    clause = main_clause(units)
    if clause is None:
        return
    after = clause.after + 2 * _just_done(units, clause)
    if tag_at(units, after) not in ("det", "num"):
        return
    if not any(u.lemma in _GIVING for u in units[clause.verb : after]):
        return
    subject = read.text[units[clause.subject].start : units[clause.subject_end - 1].end]
    if keyphrase in subject and clause.subject + 2 >= clause.subject_end:
        return
    core = core_end(units, after)
    told = next((i for i in range(after, core) if units[i].tag == "part"), core)
    for end in (*([told] if after + 1 < told < core else []), *range(core, clause.end + 1)):
        cut = _TRIMMED if end < core else cut_cost(units, after, end)
        chosen = drop_asides(units[after:end])
        if end >= core and cut_short(units, end):
            continue
        if cut is None or cut > _SHORT_CUT or not fit(read, chosen, 0):
            continue
        text = joined(read, chosen)
        repeated = any(word in text for word in keyphrase.split() if len(word) > 3)
        if not repeated and (taken_up or _together(units, clause, end, keyphrase)):
            shown = text[:1].lower() + text[1:]
            cost = cut + _KEYED_OBJECT + _FURTHER * taken_up
            yield TitleForm(f"{_capital(keyphrase)}{NBSP}: {shown}", cost)


def _just_done(units: Sequence[Tagged], clause: Clause) -> bool:
    """« Le tribunal venait | de retenir | l'offre »: what one has just done has its object."""
    coming = units[clause.verb].lemma == "venir" and tag_at(units, clause.after) == "prep"
    return coming and tag_at(units, clause.after + 1) == "inf"


def named_titles(reads: Sequence[Read], keyphrase: str) -> list[TitleForm]:
    """Give the work a keyphrase names as the text does: « L'exposition « Le fil et la main », … ».

    With what an adjective says of it until the clause ends: « visible jusqu'au 31 août ».
    """
    kind, _, name = keyphrase.partition(" ")
    for read in reads:
        units = read.units
        for place, unit in enumerate(units[:-2]):
            if unit.text != "«" or lower(units[place - 1]) != kind or place < 2:
                continue
            closed = next((i for i in range(place, len(units)) if units[i].text == "»"), 0)
            inner = read.text[units[place + 1].start : units[closed - 1].end] if closed else ""
            if inner != name or units[place - 2].tag != "det":
                continue
            start = units[place - 2].start
            ends = [closed + 1]
            if tag_at(units, closed + 2) in ("adj", "part", "noun"):
                ends.insert(0, next(i for i in range(closed + 2, len(units)) if _closes(units, i)))
            return [
                TitleForm(_capital(read.text[start : units[end - 1].end]), _WORK * n)
                for n, end in enumerate(ends)
            ]
    return []


def _closes(units: Sequence[Tagged], place: int) -> bool:
    return units[place].text in ".;:!?," or place + 1 == len(units)


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
