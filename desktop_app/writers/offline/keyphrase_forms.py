"""Completes a found keyphrase with what its text says beside it: a purpose, a month, a place."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS
from desktop_app.french.phrases import NOMINAL, core_end, lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read, Reading

_PLACE = re.compile(r"(.*\S) (?:d['’]|de |du |des )([A-ZÀ-Ý][\w-]*)")
_LEGAL_FORMS = word_set("société entreprise firme compagnie groupe")
_SEASONS = word_set("printemps été automne hiver").union(MONTHS)
_ACRONYM = 3
_NAMED_ACRONYM = 2


def completed(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """Give the keyphrase with the words that make it precise, or as it is."""
    if title:
        best = _title_complement(reading, best, title)
        best = _in_season(reading, best, title)
    first = reading.sentences[0]
    best = _with_adjective(first, best)
    best = _with_acronym(reading, best)
    return _name_at_place(reading, _without_legal_form(first, best))


def heading_form(
    keyphrase: str, words: Sequence[str], people: Collection[str] = frozenset()
) -> str:
    """Give the keyphrase as headings repeat it: without its place, or whose name it is.

    « marché de Noël de Brécy » → « marché de Noël », « plasticienne Inès Kaddouri » → « Inès
    Kaddouri » while most of its words stay; « piscine des Tilleuls » stays.
    """
    first, _, name = keyphrase.partition(" ")
    if first.lower() in people and name[:1].isupper():
        return name if 2 * sum(word in name.lower() for word in words) > len(words) else keyphrase
    found = _PLACE.fullmatch(keyphrase)
    if not found:
        return keyphrase
    kept = found.group(1)
    left = sum(word not in found.group(2).lower() for word in words)
    return kept if 2 * left > len(words) else keyphrase


def _without_legal_form(first: Read, best: str) -> str:
    """Leave « société » before a company's name: « société Orme & Fils » → « Orme & Fils »."""
    form, _, name = best.partition(" ")
    if form.lower() not in _LEGAL_FORMS or not name[:1].isupper():
        return best
    named = any(u.tag == "name" and name.startswith(u.text) for u in first.units)
    return name if named else best


def _in_season(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """Complete a single common noun with the month the title and the opening set it in.

    « Préparer son jardin … : ce qu'il faut faire en novembre » → « jardin en novembre ».
    """
    if " " in best or not any(lower(u) == best.lower() for u in title):
        return best
    opening = {lower(u) for u in reading.sentences[0].units}
    for place, unit in enumerate(title[:-1]):
        month = lower(title[place + 1])
        if lower(unit) == "en" and month in _SEASONS and {month, best.lower()} <= opening:
            return f"{best} en {title[place + 1].text}"
    return best


def _with_acronym(reading: Reading, best: str) -> str:
    """Add whom a common thing of the first sentence is for: « appel à projets EHPAD ».

    The acronym follows « pour » there and recurs in the text; or it is the complement's own:
    « la feuille de route de son Contrat local de santé (CLS) » → « feuille de route CLS ».
    """
    first = reading.sentences[0]
    if len(best.split()) < 2 or best not in first.text:
        return best
    after = first.text.index(best) + len(best)
    if any(u.tag == "name" and u.end <= after and u.text in best for u in first.units):
        return best
    purpose = named = False
    for unit in (u for u in first.units if u.start >= after):
        purpose = purpose or lower(unit) == "pour"
        named = named or (unit.tag == "det" and lower(unit) in ("son", "sa", "leur"))
        known = unit.text.isupper() and 2 < len(unit.text) <= 6
        least = _ACRONYM if purpose else _NAMED_ACRONYM
        if (purpose or named) and known and reading.counts.get(unit.text.lower(), 0) >= least:
            return f"{_without_adjective(first, best)} {unit.text}"
    return best


def _without_adjective(first: Read, best: str) -> str:
    """« appel à projets commun » → « appel à projets », before whom it is for."""
    kept, _, last = best.rpartition(" ")
    adjective = any(u.text == last and u.tag == "adj" for u in first.units)
    return kept if adjective and " " in kept else best


def _title_complement(reading: Reading, best: str, title: Sequence[Tagged]) -> str:
    """Complete a single common noun as the source's title does: « jardin pour l'hiver »."""
    for place, unit in enumerate(title):
        if lower(unit) != best.lower() or tag_at(title, place + 1) != "prep":
            continue
        if lower(title[place + 1]) not in ("pour", "en", "contre", "avec"):
            continue
        end = core_end(title, place + 2)
        content = [u.lemma.lower() for u in title[place + 2 : end] if u.tag in NOMINAL]
        opening = {t for read in reading.of_pieces(0, 1) for t in read.terms}
        if 0 < len(content) <= 2 and opening.issuperset(content):
            words = [u.text for u in title[place:end]]
            return " ".join(words).replace("’ ", "’").replace("' ", "'")
    return best


def _with_adjective(first: Read, best: str) -> str:
    """Complete a single common noun as the first sentence does: « téléphone portable »."""
    for place, unit in enumerate(first.units[:-1]):
        following = first.units[place + 1]
        bare = unit.tag == "noun" and lower(unit) == best.lower() and following.tag == "adj"
        if bare and tag_at(first.units, place + 2) not in (*NOMINAL, "adj"):
            return f"{best} {following.text}"
    return best


def _name_at_place(reading: Reading, best: str) -> str:
    """Make « Blinken à Pékin » of a name, where three pieces hold both and one says so.

    The opening must put the place on the name's own doing: « Blinken a rencontré … à Pékin ».
    """
    surname = best.split()[-1]
    if surname not in reading.names:
        return best
    pieces: defaultdict[str, set[int]] = defaultdict(set)
    for read in reading.sentences:
        for unit in read.units:
            if unit.tag == "name":
                pieces[unit.text].add(read.piece)
    for read in reading.sentences[:2]:
        for place, unit in enumerate(read.units[:-1]):
            target = read.units[place + 1]
            if (
                lower(unit) != "à"
                or target.tag != "name"
                or tag_at(read.units, place + 2) == "name"
            ):
                continue
            if not any(u.tag == "verb" for u in read.units[:place]):
                continue
            before = [u.text for u in read.units[:place] if u.tag == "name"]
            if surname in before and len(pieces[target.text] & pieces[surname]) >= 3:
                return f"{surname} à {target.text}"
    return best
