"""What a subheading may not hold: words that point outside it, or that only half say something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import is_of, lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_POINTING = word_set(
    "ce cet cette ces cela ceci ça celui celle ceux celles celui-ci celle-ci ceux-ci celles- "
    "ci celui-là celle-là là ici dont lui eux ci c'"
)
_THOSE = word_set("celui celle ceux celles")
_PERSONAL = word_set("il elle ils elles")
_POSSESSIVES = word_set("son sa ses leur leurs")
_WHICH = word_set("quel quelle quels quelles")
_SPEAKING = word_set("je j' nous me m' mon ma mes notre nos moi tu te t' ton ta tes toi")
_BAD_STARTS = word_set(
    "autre autres tel telle tels telles même mêmes aucun aucune chaque tout tous toute toutes "
    "peu beaucoup trop assez et ou mais ni donc car or puis certains certaines quelque "
    "quelques plusieurs"
)
_ASKING = ("-vous", "-on", "faut-il", "faudra-t-il", "est-ce")
_SEASONS = word_set("été automne hiver printemps année semaine mois week-end saison")
_DAYS = word_set("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain")
_THEY = word_set("lui eux elle elles")
_SAID = word_set("dire croire penser imaginer")
_DROPPED = (
    word_set(
        "alors également aussi notamment cependant toutefois néanmoins ainsi enfin ensuite donc "
        "pourtant"
    )
    | _DAYS
    | {
        "en effet",
        "par ailleurs",
        "en outre",
        "d'ailleurs",
        "en revanche",
        "au contraire",
        "de plus",
        "par exemple",
        "en fait",
        "bien sûr",
    }
)


def drop_asides(units: Sequence[Tagged]) -> list[Tagged]:
    """Leave out parentheses, connectors and bare weekdays, which a heading does without.

    « Blinken a (lundi) également exhorté » → « Blinken a exhorté ».
    """
    kept: list[Tagged] = []
    depth = 0
    for place, unit in enumerate(units):
        if _themselves_too(units, place):
            continue
        if unit.text == "(":
            depth += 1
        elif unit.text == ")" and depth:
            depth -= 1
        elif not depth and not (_aside(units, place) and not _dated(units, place)):
            kept.append(unit)
    return kept


def _themselves_too(units: Sequence[Tagged], place: int) -> bool:
    """« Les professionnels sont concernés (eux aussi) »: besides those named before."""
    following = lower(units[place + 1]) if place + 1 < len(units) else ""
    too = following == "aussi" or following.startswith("non plus")
    return too and units[place].tag in ("pro", "subj") and lower(units[place]) in _THEY


def _dated(units: Sequence[Tagged], place: int) -> bool:
    """Tell whether a weekday hangs together: « présentés samedi », « lundi prochain »."""
    if lower(units[place]) not in _DAYS:
        return False
    following = units[place + 1] if place + 1 < len(units) else None
    hanging = place > 0 and units[place - 1].tag in ("prep", "pdet", "det")
    if hanging:
        return True  # « celles du lundi »
    held = following is not None and following.tag in ("adj", "noun", "num", "adv", "coo")
    return held or (place > 0 and units[place - 1].tag == "part" and place + 1 < len(units))


def _aside(units: Sequence[Tagged], place: int) -> bool:
    """« n’ont jamais été | aussi | nombreux » compares: there it stays."""
    unit = units[place]
    if unit.tag != "adv" or lower(unit) not in _DROPPED:
        return False
    denied = any(u.tag in ("ne", "neg") for u in units[:place])
    return lower(unit) != "aussi" or not (denied or tag_at(units, place + 1) in ("adj", "adv"))


def starts_well(units: Sequence[Tagged], article: str = "") -> bool:
    """Tell whether a heading may begin so: no possessive, no pronoun, no « autre »."""
    if not units:
        return False
    first = lower(units[0])
    return (
        units[0].tag not in ("subj", "obj", "pro", "coo", "rel", "mark", "prep", "pdet", "ne")
        and first not in _POSSESSIVES
        and (first.split(" ")[0] not in _BAD_STARTS or _all_of(units))
        and first not in _POINTING
        and (not article or first not in ("autre", "autres", "même", "mêmes"))
    )


def _most(units: Sequence[Tagged]) -> bool:
    """« La plupart passent par l'association »: of whom."""
    most = [lower(u) for u in units[:2]] == ["la", "plupart"] or lower(units[0]) == "la plupart"
    return most and not any(is_of(units, n) for n in range(1, min(3, len(units))))


def _all_of(units: Sequence[Tagged]) -> bool:
    """« Toutes les machines tiendront dans la même salle »: nothing is missing before it."""
    first = lower(units[0])
    if first == "chaque":
        return any(u.tag == "verb" for u in units)
    return first in ("tous", "toutes") and len(units) > 3 and units[1].tag == "det"


def understood(units: Sequence[Tagged], subject_end: int, spoken: bool = False) -> bool:
    """Tell whether everything in a heading can be understood without what stood before.

    A possessive is, after its subject (« Les deux parties ont exprimé leur volonté »); « la leur »,
    « ces derniers », « il » are not. Within a quotation `spoken`, « je » and « nous » are.
    """
    for place, unit in enumerate(units):
        word = lower(unit)
        pointing = word in _POINTING and not (
            _of_the_same(units, place) or _this_season(units, place)
        )
        if pointing or (unit.tag == "pro" and word in _PERSONAL):
            return False
        if word in _POSSESSIVES and unit.tag == "det" and (not subject_end or place < subject_end):
            return False
        if word == "en" and place + 1 < len(units) and units[place + 1].tag in ("inf", "verb"):
            return False  # « L'obligation d'en émettre »
        if unit.tag == "subj" and word not in ("vous", "je", "j'", "nous", "on"):
            return False
        if word in _SPEAKING and not spoken:
            return False
        if _as_is_said(units, place):
            continue
        if unit.tag == "obj" and word not in ("se", "s'", "vous", "nous", "me", "m'"):
            return False
        if unit.tag == "verb" and "-" in unit.text and not word.endswith(_ASKING):
            return False
        if _lone_number(units, place) or _the_other(units, place):
            return False
        if word in ("autre", "autres", "dernier", "derniers", "dernière", "dernières") and _alone(
            units, place
        ):
            return False
    return True


def _as_is_said(units: Sequence[Tagged], place: int) -> bool:
    """« coûte moins qu'on ne le dit »: « le » is what the heading itself says."""
    if lower(units[place]) != "le" or not place or units[place - 1].tag != "ne":
        return False
    return place + 1 < len(units) and units[place + 1].lemma in _SAID


def _of_the_same(units: Sequence[Tagged], place: int) -> bool:
    """« L'année 2026 sera celle de l'extension »: what « celle » stands for is said here."""
    named = any(u.tag in ("noun", "name") for u in units[:place])
    return named and lower(units[place]) in _THOSE and is_of(units, place + 1)


def _this_season(units: Sequence[Tagged], place: int) -> bool:
    """« Le bac ne traversera pas la Seine cet été »: the reader knows which."""
    following = lower(units[place + 1]) if place + 1 < len(units) else ""
    return units[place].tag == "det" and following in _SEASONS


def _the_other(units: Sequence[Tagged], place: int) -> bool:
    """« l'autre tournant »: the other of what was said before; « un autre » needs nothing."""
    following = lower(units[place + 1]) if place + 1 < len(units) else ""
    return lower(units[place]) in ("l'", "les") and following in ("autre", "autres")


def _lone_number(units: Sequence[Tagged], place: int) -> bool:
    """« entre les deux »: a number that stands for a noun said before."""
    if units[place].tag != "num" or not place or units[place - 1].tag != "det":
        return False
    return place + 1 >= len(units) or units[place + 1].tag not in (
        "noun",
        "name",
        "adj",
        "num",
        "adv",
        "mark",
    )


def _alone(units: Sequence[Tagged], place: int) -> bool:
    """« ces derniers », « les autres »: an adjective that stands for a noun said before."""
    after = units[place + 1].tag if place + 1 < len(units) else ""
    return after not in ("noun", "name", "adj", "num")


def speaks(units: Sequence[Tagged]) -> bool:
    """Tell whether somebody speaks of themselves here: « je », « nous », « mon »."""
    return any(lower(u) in _SPEAKING for u in units)


def acceptable(read: Read, units: Sequence[Tagged]) -> bool:
    """Tell whether the units are free of marks of a longer text, and of half quotations."""
    if _most(units):
        return False
    marks = [u.text for u in units if u.tag == "mark"]
    if any(m in "?!;:…()[]{}|/\\" for m in marks[:-1]) or (marks and units[-1].text in ",;:.!…"):
        return False
    if (
        marks.count("«") != marks.count("»")
        or marks.count("“") != marks.count("”")
        or marks.count('"') % 2
    ):
        return False
    bare = units[-1].tag == "num" and not any(c.isdigit() for c in units[-1].text)
    if bare and lower(units[-2 if len(units) > 1 else 0]) != "sur":
        return False  # « L'écart ramené à six »: six of what was said before; « un sur trois » is
    if marks.count(",") > 1 or "—" in marks or "–" in marks:
        return False
    if any(lower(u) in _WHICH for u in units) and not any(u.tag == "verb" for u in units):
        return False  # « demande à | un serveur à quel numéro | elle correspond »
    start, end = units[0].start, units[-1].end
    inside = [q for u, q in zip(read.units, read.quoted, strict=True) if start <= u.start < end]
    if inside[0] != inside[-1] and not any(u.text in "«“" for u in units):
        return False  # « Le début est dur », explique le maître-nageur: half said, half told
    return not all(inside)
