"""Small questions about the units of one sentence, which all that reads phrases asks."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.french.tagger import Tagged

Units = Sequence[Tagged]

VERBAL = frozenset({"verb", "ne", "obj"})
_OF = frozenset({"de", "d'", "du", "des", "d’"})


def lower(unit: Tagged) -> str:
    """Give a unit's text in lower case with straight apostrophes."""
    return unit.text.lower().replace("’", "'")


def tag_at(units: Units, index: int) -> str:
    """Give the tag at an index, "" past the end."""
    return units[index].tag if 0 <= index < len(units) else ""


def is_of(units: Units, index: int) -> bool:
    """Tell whether « de », « du » or « des » stands here as a preposition."""
    return tag_at(units, index) in ("prep", "pdet") and lower(units[index]) in _OF


def opens_clause(units: Units, index: int) -> bool:
    """Tell whether a finite verb group begins here."""
    return tag_at(units, index) in (*VERBAL, "subj")


def is_order(units: Units, place: int) -> bool:
    """Tell whether an order begins here: « Versez », « Ne peignez pas », « Dégondez les ouvrants ».

    A word nobody knows is one by its ending where a complement follows; so is « faites tremper ».
    """
    denied = tag_at(units, place) == "ne"
    verb = place + denied
    if tag_at(units, verb) == "verb":
        return units[verb].features.endswith("2p") and (
            not denied or tag_at(units, verb + 1) == "neg"
        )
    if denied or verb >= len(units):
        return False
    word = lower(units[verb])
    follows = tag_at(units, verb + 1) in ("det", "inf", "num")
    unknown = not verb and units[verb].tag == "name" and word.endswith("ez")
    return follows and (unknown or (word in ("faites", "dites") and units[verb].tag == "part"))


def infinitive_subject_end(units: Units, start: int) -> int:
    """Give the end of « Acheter en viager | consiste à… », or `start` when no verb follows."""
    for place in range(start + 1, min(len(units), start + 14)):
        if units[place].tag in VERBAL and units[place].tag != "obj":
            return place
        if units[place].tag in ("mark", "rel", "conj", "subj"):
            return start
    return start
