"""Whether a cut leaves half of a list, of a range, of what a comma adds or of an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS, WEEKDAYS
from desktop_app.french.phrases import core_end, is_of, lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged

_FAMILIES = (word_set("un une des du"), word_set("le la l' les"))
_THOSE = word_set("celui celle ceux celles")
_LONGEST_INSERTION = 7
_SPANS = word_set("an année mois semaine jour heure minute seconde")


def half_said(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether a phrase from `start` would end inside what hangs together."""
    return (
        _counts(units, end)
        or _half_list(units, start, end)
        or _but_half(units, start, end)
        or _half_added(units, start, end)
        or _half_range(units, start, end)
        or _half_between(units, start, end)
        or _resumes(units, end)
        or _half_span(units, end)
        or _half_made(units, end)
    )


def _half_span(units: Sequence[Tagged], end: int) -> bool:
    """« écrit au titulaire un an | avant l'échéance », « dans les deux ans | qui suivent »."""
    counted = units[end - 1].lemma in _SPANS and tag_at(units, end - 2) in ("num", "det")
    return counted and (units[end].tag == "rel" or lower(units[end]) in ("avant", "après"))


def _half_made(units: Sequence[Tagged], end: int) -> bool:
    """« suffit à rendre impropre | à la consommation un volume d'eau », « compatibles | avec »."""
    if units[end - 1].tag not in ("adj", "part") or units[end].tag == "mark":
        return False
    made = end > 1 and units[end - 2].lemma == "rendre" and tag_at(units, end - 3) != "obj"
    fitting = units[end - 1].lemma in ("compatible", "incompatible")
    return made or (fitting and lower(units[end]) == "avec")


def _resumes(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether after an insertion the clause still has its object or list to give.

    « consiste à trouver dans l'ordre | , le plus vite possible, une série de postes », « associe
    l'État | , pour 40 %, la région et le département ».
    """
    if units[end].text != ",":
        return False
    if lower(units[min(end + 1, len(units) - 1)]) in _THOSE:
        return True  # « mélange les vols des clients | , ceux du personnel »
    reach = range(end + 2, min(len(units), end + 2 + _LONGEST_INSERTION))
    closed = next((i for i in reach if units[i].text == ","), 0)
    inserted = units[end + 1 : closed]
    if not closed or any(u.tag in ("verb", "rel", "conj", "subj", "ger", "part") for u in inserted):
        return False
    if in_list(units, closed) and any(u.tag in ("noun", "name") for u in inserted):
        return False  # « en sous-préfecture | , avec l'exploitant, la région et la mairie »
    aside = inserted[0].tag in ("prep", "pdet", "adv") or lower(inserted[-1]) == "possible"
    after = core_end(units, closed + 1)
    if not aside or tag_at(units, closed + 1) not in ("det", "num") or after <= closed + 2:
        return False
    return tag_at(units, after) not in ("verb", "ne", "obj")


def _counts(units: Sequence[Tagged], end: int) -> bool:
    """Tell whether a number loses what it counts: « six | points », « le 1er | octobre »."""
    last, following = units[end - 1], units[end]
    if last.tag == "num" and following.tag in ("noun", "name", "adj"):
        return True
    if last.tag == "num" and following.tag == "coo" and tag_at(units, end + 1) == "num":
        return True
    return lower(last) in ("er", "1er") and lower(following) in MONTHS


def _half_list(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether an enumeration is cut inside: « la propreté, la marche | et le calme ».

    Of verbs too: « se rend à Vannes, reçoit Brive | et finit à Dax ».
    """
    commas = [i for i in range(start + 1, end) if units[i].text == ","]
    verbs = bool(commas) and tag_at(units, commas[-1] + 1) == "verb"
    if not commas or not (verbs or in_list(units, commas[-1])):
        return False
    return not any(lower(u) in ("et", "ou") for u in units[commas[-1] : end])


def _but_half(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« un plus, mais un appartement | convient »: what « mais » opens is a clause."""
    buts = [i for i in range(start, end) if lower(units[i]) == "mais"]
    if not buts or tag_at(units, buts[-1] + 1) not in ("det", "noun", "name", "subj"):
        return False
    return not any(u.tag == "verb" for u in units[buts[-1] : end])


def _half_added(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether what a comma adds is cut inside.

    « un panache noir, visible | à trente kilomètres », « est fourni, que le notaire | peut
    demander », « date de 1987, et le projecteur | devra être remplacé ».
    """
    comma = next((i for i in range(end - 2, start, -1) if units[i].text == ","), None)
    if comma is None or not any(u.tag == "verb" for u in units[start:comma]):
        return False
    added = units[comma + 1 : end]
    first = lower(added[0])
    verb = any(u.tag == "verb" for u in added)
    clause = first == "et" and added[1:] and added[1].tag in ("det", "noun", "name", "num")
    if not verb and (added[0].tag in ("rel", "conj") or clause):
        return True
    going_on = units[end].tag != "mark"
    bare = all(u.tag in ("adj", "part", "adv", "num") for u in added[:-1])
    return going_on and (first == "soit" or (bare and added[-1].tag in ("adj", "part", "noun")))


def _half_range(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« passée de deux heures et quart | à trente-cinq minutes », « du lundi | au vendredi »."""
    if lower(units[end]) == "et" and lower(units[min(end + 1, len(units) - 1)]) in (
        "quart",
        "demie",
    ):
        return True
    if lower(units[end]) not in ("à", "au", "aux"):
        return False
    near = range(max(start, end - 6), end - 1)
    return any(
        is_of(units, i) and (tag_at(units, i + 1) == "num" or lower(units[i + 1]) in WEEKDAYS)
        for i in near
    )


def _half_between(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether « entre » loses its second half: « oscille entre larmes | et chansons »."""
    if lower(units[end]) not in ("et", ","):
        return False
    between = [i for i in range(start, end) if lower(units[i]) == "entre"]
    return bool(between) and not any(lower(units[i]) == "et" for i in range(between[-1], end))


def in_list(units: Sequence[Tagged], comma: int) -> bool:
    """Tell whether a comma stands inside an enumeration: « l'eau, le gaz et l'électricité »."""
    those = lower(units[min(comma + 1, len(units) - 1)]) in _THOSE
    if not those and tag_at(units, comma + 1) not in (
        "det",
        "noun",
        "name",
        "adj",
        "prep",
        "pdet",
        "num",
        "inf",
        "verb",
    ):
        return False
    if _same_articles(units, comma):
        return True
    for place in range(comma + 1, min(len(units), comma + 9)):
        unit = units[place]
        if unit.tag == "coo" and lower(unit) in ("et", "ou"):
            return True
        if unit.tag in ("verb", "rel", "conj", "subj") or unit.text in ".;:":
            return False
    return False


def _same_articles(units: Sequence[Tagged], comma: int) -> bool:
    """« un sac de couchage, | un oreiller, une bouteille d'eau »: a list without « et »."""
    family = next((f for f in _FAMILIES if lower(units[comma + 1]) in f), None)
    after = _past_acronym(units, core_end(units, comma + 1))
    if family is None or after <= comma + 1 or after >= len(units):
        return False
    if units[after].text not in ",." and lower(units[after]) not in ("et", "ou"):
        return False
    before = comma - 1
    while before > 0 and units[before].tag not in ("det", "pdet", "verb", "mark"):
        before -= 1
    again = units[after].text != "," or (
        after + 1 < len(units) and lower(units[after + 1]) in (*family, "et", "ou")
    )
    return units[before].tag == "det" and lower(units[before]) in family and again


def _past_acronym(units: Sequence[Tagged], after: int) -> int:
    """Skip what brackets add to a member of a list: « l'agence de santé | (ARS), »."""
    if after + 2 < len(units) and units[after].text == "(" and units[after + 2].text == ")":
        return after + 3
    return after
