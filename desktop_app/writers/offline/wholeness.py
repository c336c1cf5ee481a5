"""What must not be missing from a sentence that stands alone, as a title or a description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.french.phrases import lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.phrases import Clause
    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_BEING = word_set("être devenir rester demeurer sembler paraître")
_STATES = word_set("à en de d' au aux dans sur sans sous hors chez contre du des")
_BEEN = word_set("été devenu devenue restés resté restée devenus devenues")
_COMPLETING = word_set("par à au aux en dans sur de d' du des pour entre chez sous comme")
_PAST = ("é", "ée", "és", "ées", "ie", "ies")
_SINCE = word_set("depuis avant après dès jusqu'à jusqu'au jusqu'en pendant")
_DENIED = 8
_OBJECTS = word_set("le la les l' lui leur")
_ASIDE_STARTS = ("À titre d’exemple", "Par exemple", "La suite ", "Plus loin", "–", "—")
# « L’une d’elles a perdu sa surface », « Les commerces non plus », « Dix ans plus tard ».
_LEANING = re.compile(
    r"\bd[’'](?:elles|eux|entre (?:elles|eux))\b| non plus\b|\b(?:lui|elles?|eux) aussi\b"
    r"|^(?:[\w,-]+ ){1,9}(?:secondes|minutes|heures|jours|semaines|mois|ans|années) "
    r"plus (?:tard|tôt)\b"
)
_THIS = word_set("ce cet cette ces")
_SOME = word_set("certains certaines")
_PERSONS = word_set("il elle ils elles lui eux")
_AGAINST = word_set("pourtant cependant toutefois néanmoins") | {"en revanche", "au contraire"}
_FOLLOWING = frozenset({"donc", "d'abord", "ensuite", "alors"})
_ROW = word_set("enfin ensuite également aussi")
_ORDINALS = word_set(
    "premier première premiers premières second seconde deuxième troisième dernier"
)
_OPENING = 6
_POINTING_STARTS = word_set(
    "il elle ils elles ce cet cette ces cela ceci ça c' celui celle ceux celles celui-ci "
    "celle-ci ceux-ci celles-ci son sa ses "
    "leur leurs mais et or donc car ainsi cependant toutefois pourtant néanmoins ensuite puis "
    "enfin aussi y en parmi lui eux également résultat tous toutes certains certaines chacun "
    "chacune beaucoup autre autres surtout"
)


def cut_short(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether a participle loses its complement: « un logiciel pensé | par deux chefs ».

    Or what is denied its time: « un niveau qui n'avait plus été atteint | depuis 2019 ».
    """
    last = units[end - 1]
    following = lower(units[end]).split(" ")[0] if end < len(units) else ""
    if following in _SINCE and any(u.tag == "ne" for u in units[max(0, end - _DENIED) : end]):
        return True
    past = last.tag == "part" or (last.tag == "adj" and lower(last).endswith(_PAST))
    if not past or tag_at(units, end - 2) not in ("noun", "name", "adj", "part"):
        return False
    return tag_at(units, end) in ("prep", "pdet") and lower(units[end]) in _COMPLETING


def wants_attribute(units: Sequence[Tagged], clause: Clause, end: int) -> bool:
    """Tell whether being has lost its attribute: « L'année aura été, pour le syndicat | celle »."""
    group = units[clause.verb : clause.after]
    being = units[clause.verb].lemma in _BEING or any(lower(u) in _BEEN for u in group)
    told = any(u.tag == "part" and lower(u) not in _BEEN for u in group)
    if not being or told:
        return False
    place = clause.after
    while tag_at(units, place) in ("adv", "neg"):
        place += 1
    place = _after_insertion(units, place, end)
    if place >= end or units[place].tag == "mark":
        return True
    return units[place].tag in ("prep", "pdet") and lower(units[place]) not in _STATES


def _after_insertion(units: Sequence[Tagged], place: int, end: int) -> int:
    """« aura été | , pour le syndicat, | celle du retour »: skip what stands between commas."""
    if place >= end or units[place].text != "," or tag_at(units, place + 1) != "prep":
        return place
    closed = next((i for i in range(place + 1, end) if units[i].text == ","), place - 1)
    return closed + 1


def _of_them(units: Sequence[Tagged]) -> bool:
    """« Ce siège a été conçu pour eux »: nobody was named here."""
    place = next((n for n, u in enumerate(units) if n and lower(u) in ("eux", "elles")), 0)
    led = tag_at(units, place - 1) in ("prep", "pdet")
    return bool(place) and led and not any(u.number == "p" for u in units[:place])


def _follows(units: Sequence[Tagged]) -> bool:
    """Tell whether a sentence is one of a row, or follows from one before.

    « Les scieries ont donc reçu trop de bois », « Brissarthe a d'abord paru intouchable », « Le
    chemin d'exploitation, enfin, sert à… ».
    """
    last = len(units) - 1
    return any(
        (lower(u) in _FOLLOWING and tag_at(units, n - 1) == "verb")
        or (lower(u) in _ROW and units[n - 1].text == units[min(n + 1, last)].text == ",")
        for n, u in enumerate(units)
    )


def _one_of_several(units: Sequence[Tagged]) -> bool:
    """« La première est de reconnaître la crise », « Dans le second, le ferricyanure… »."""
    return any(
        lower(u) in _ORDINALS
        and tag_at(units, n - 1) in ("det", "pdet")
        and (
            tag_at(units, n + 1) in ("verb", "ne") or units[min(n + 1, len(units) - 1)].text == ","
        )
        for n, u in enumerate(units[:_OPENING])
    )


def _around_them(units: Sequence[Tagged]) -> bool:
    """« Face à lui, Rudy Balaguer, triple vainqueur », before anyone is named."""
    comma = next((n for n, u in enumerate(units[:_OPENING]) if u.text == ","), 0)
    return any(lower(units[n]) in _PERSONS and units[n - 1].tag == "prep" for n in range(1, comma))


def points_back(read: Read) -> bool:
    """Tell whether a sentence leans on one before it.

    By its first word, an object (« Deux roulettes le maintiennent »), a pronoun (« Dans une heure,
    quand le soleil… | elle sera blanche »), an insistence (« Le Tournelune, lui, a été… ») or
    « pourtant ».
    """
    first = next((u for u in read.units if u.tag != "mark"), None)
    if first is None or lower(first) in _POINTING_STARTS or read.text.startswith(_ASIDE_STARTS):
        return True
    if any(lower(u) in _AGAINST for u in read.units) or _LEANING.search(read.text):
        return True
    if any(leans(read.units) for leans in (_of_them, _around_them, _one_of_several, _follows)):
        return True
    for place, unit in enumerate(read.units[:-1]):
        word = lower(unit)
        if unit.tag == "det" and word in _THIS:
            return True  # « La plupart de ces disputes viennent d'une confusion »
        if word in _SOME and read.units[place + 1].tag == "verb":
            return True  # « Si certaines contiennent de l'alcool »
        if unit.tag == "verb" and not any(u.tag == "conj" for u in read.units[:place]):
            return False
        if unit.tag == "obj" and word in _OBJECTS:
            return True
        there = word == "y" and lower(read.units[place - 1]) != "il"
        if (word == "en" or there) and read.units[place + 1].tag == "verb":
            return True  # « Le refroidissement en consommerait 90 000 mètres cubes »
        alone = place and read.units[place - 1].text == "," and word in _PERSONS
        if alone and (read.units[place + 1].text == "," or unit.tag in ("subj", "pro")):
            return True
    return False
