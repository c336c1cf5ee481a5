"""Tells which words of a sentence can be a keyphrase: « train de nuit », « permis de louer »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.french.phrases import NOMINAL, core_end, is_of, lower, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.french.tagger import Tagged

LONGEST = 4
MEASURES = word_set(
    "paire série gamme poignée foule soixantaine vingtaine trentaine quinzaine cinquantaine "
    "kilo litre tonne nombre trio lot jeu"
)
_REACH = 8
_SITED = word_set(
    "situer installer baser consacrer destiner dédier adresser réserver prévoir confier lier "
    "relier publier paraître naître construire ouvrir vendre poser acheter tailler adosser "
    "accrocher suspendre couvrir remplir exposer présenter rendre promettre laisser implanter"
)
_TENS = word_set(
    "dix vingt trente quarante cinquante soixante quatre cent deux trois cinq six sept huit neuf"
)
_TIGHT = word_set("de d' à en sur pour")
TAILS = frozenset({"en ligne"})
_TOWARD = word_set("à en au aux sans sous contre sur pour")
_SHORTEST_DONE = 3
_DOING = word_set("de d' à")
_SAYS_MORE = frozenset({"det", "noun", "name", "num", "inf", "part", "obj", "pro"})
_DATING = word_set("avant après depuis pendant dès jusqu'à jusqu'au lors")
BEFORE = word_set(
    "faux libre petit grand haut premier double vieux gros jeune bon second simple court"
)
_NAMED_DAYS = word_set("journée jour nuit semaine mois soirée point lieu cours pièce voie")


def spans_of(units: Sequence[Tagged], empty: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Give the spans that can be keyphrases: a noun or name, « noun de noun », with adjectives.

    A name behind its noun takes no complement: « le collège Pasteur | de Lignerolles ».
    """
    for start in range(len(units)):
        if _leads_noun(units, start) and _opens(units, start + 1, empty):
            yield from ((start, end) for end in _ends(units, start + 1, empty))
        if _opens(units, start, empty):
            yield from ((start, end) for end in _ends(units, start, empty))


def _leads_noun(units: Sequence[Tagged], start: int) -> bool:
    """« faux conseiller », « premiers secours »: with its adjective it is another thing."""
    return units[start].tag == "adj" and units[start].lemma.lower() in BEFORE


def _ends(units: Sequence[Tagged], start: int, empty: frozenset[str]) -> Iterator[int]:
    """Give where a phrase that begins here may end, the shortest first."""
    unit = units[start]
    content = 0
    named_by_noun = unit.tag == "name" and tag_at(units, start - 1) == "noun"
    for end in range(start + 1, min(len(units), start + _REACH) + 1):
        last = units[end - 1]
        if named_by_noun and last.tag != "name":
            break
        if _told_of_name(units, start, end):
            break
        if _done(units, start, end):
            yield end
            if tag_at(units, end) == "adj":
                yield end + 1  # « permis de conduire international »
            break
        if last.tag == "adv" and lower(last) in TAILS and content:
            yield end
            break
        if last.tag in (*NOMINAL, "adj", "part"):
            content += 1
            if (last.tag == "part" and content == 1) or content > LONGEST:
                break
            if _whole(units, start, end, empty) and not _unfinished(units, end):
                yield end
        elif last.tag == "num" and _together(units, end - 1):
            yield end
            break
        elif last.tag == "num" and tag_at(units, end - 2) == "name":
            if tag_at(units, end) != "noun":  # « Lormel | 3 places »
                yield end
            break
        elif _again_toward(units, start, end - 1) or not (
            _links(units, end - 1) or _measures(units, end - 1) or _leads(units, end - 1)
        ):
            break


def _opens(units: Sequence[Tagged], start: int, empty: frozenset[str]) -> bool:
    """Tell whether a phrase may begin here: on a noun that says something, none cut from its head.

    « chaufferie | bois », « remorque | vélo »: what stands behind its noun says which.
    """
    if tag_at(units, start) not in NOMINAL:
        return False
    unit, before = units[start], tag_at(units, start - 1) if start else ""
    if _spelled_number(unit) or _cut_from_head(units, start):
        return False
    if unit.lemma.lower() in empty and not _names_a_day(units, start):
        return False
    if before == unit.tag and (unit.tag == "name" or not unit.text[:1].isupper()):
        return False
    return not measures(units, start)


def measures(units: Sequence[Tagged], place: int) -> bool:
    """« une paire de | chaussures » is about shoes; « jeux de cartes » is no measure."""
    measured = place + 2 < len(units) and is_of(units, place + 1)
    if units[place].lemma == "jeu" and units[place].number == "p":
        return False
    return measured and units[place].lemma in MEASURES and units[place + 2].number != "s"


def _names_a_day(units: Sequence[Tagged], start: int) -> bool:
    """« Journées européennes du patrimoine », « Nuit des musées », « point de croix »."""
    place = start + 1 + (tag_at(units, start + 1) == "adj")
    return units[start].lemma.lower() in _NAMED_DAYS and is_of(units, place)


def _told_of_name(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« Sainte-Aurence | coupée en deux »: an adjective behind a name is no part of it."""
    name, last = units[start], units[end - 1]
    told = last.tag in ("adj", "part") and not last.text[:1].isupper()
    return told and name.tag == "name" and not name.text.isupper()


def _done(units: Sequence[Tagged], start: int, end: int) -> bool:
    """« permis de louer », « porte qui frotte »: what it serves to, or does.

    Not where more is said: « la décision de fermer | l'école ».
    """
    if end - start < _SHORTEST_DONE or tag_at(units, end) in _SAYS_MORE:
        return False
    before, last = units[end - 2], units[end - 1]
    if tag_at(units, end - 3) not in ("noun", "adj"):
        return False
    return (
        (last.tag == "inf" and lower(before) in _DOING)
        or (last.tag == "verb" and lower(before) == "qui")
        or (last.tag == "ger" and lower(before) == "en")  # « foot en marchant »
    )


def _unfinished(units: Sequence[Tagged], end: int) -> bool:
    """« des fouilles menées | avant la construction »: the participle waits for what follows."""
    return units[end - 1].tag == "part" and end < len(units) and lower(units[end]) in _DATING


def _spelled_number(unit: Tagged) -> bool:
    """« Cinquante-deux salariés » counts them; the tagger may take the number for a name."""
    return "-" in unit.text and lower(unit).split("-")[0] in _TENS


def _cut_from_head(units: Sequence[Tagged], start: int) -> bool:
    """Tell whether a name's noun would lose its head: « centre de | loisirs Les Galipettes »."""
    before = lower(units[start - 1]).split(" ")[-1] if start else ""
    bare = units[start].tag == "noun" and before in _TIGHT
    named = tag_at(units, start + 1) == "name"
    return bare and named and (start < 2 or tag_at(units, start - 2) in ("", "noun", "part"))


def _links(units: Sequence[Tagged], place: int) -> bool:
    unit = units[place]
    if unit.tag == "det":
        behind = is_of(units, place - 1) or lower(units[place - 1]) == "à"
        alone = lower(unit) in ("un", "une") and is_of(units, place - 1)  # « mort d'un animal »
        return (lower(unit) in ("la", "l'") and behind) or alone
    if is_of(units, place):
        return True
    before, following = tag_at(units, place - 1), tag_at(units, place + 1)
    if lower(unit) == "non" or unit.tag == "coo":
        paired = before == "adj" or (before == "noun" and unit.tag == "adv")
        return paired and following in ("adj", "part")  # « maternelle et infantile »
    if lower(unit) not in _TOWARD or tag_at(units, place - 1) not in ("noun", "adj", "part"):
        return False
    if lower(unit) == "à" and following == "num":
        return tag_at(units, place + 2) == "noun" or _together(units, place + 1)
    first = place + 1 + (lower(unit) == "à" and following == "det")
    first += tag_at(units, first) == "adj"  # « crèche en plein air »
    return tag_at(units, first) == "noun"


def _leads(units: Sequence[Tagged], place: int) -> bool:
    """« permis de | louer », « porte qui | frotte »: a verb may end the phrase."""
    following = tag_at(units, place + 1)
    if lower(units[place]) == "qui":
        return following == "verb"
    if lower(units[place]) == "en":
        return following == "ger" and tag_at(units, place - 1) == "noun"
    return following == "inf" and lower(units[place]) in _DOING


def _measures(units: Sequence[Tagged], place: int) -> bool:
    """« la semaine de | quatre | jours »: a number that says which."""
    counted = units[place].tag == "num" and tag_at(units, place + 1) == "noun"
    spelled = units[place].text[:1].isalpha() and is_of(units, place - 1)
    priced = lower(units[place - 1]) == "à" and tag_at(units, place - 2) == "noun"
    return counted and (spelled or priced)  # « cantine à un euro »


def _together(units: Sequence[Tagged], place: int) -> bool:
    """« jeux de cartes à | deux »: how many do it."""
    spelled = units[place].tag == "num" and units[place].text[:1].isalpha()
    closed = tag_at(units, place + 1) not in ("noun", "name", "adj", "num")
    return spelled and closed and lower(units[place - 1]) == "à"


def _again_toward(units: Sequence[Tagged], start: int, place: int) -> bool:
    """« affûter un ciseau à bois | à la pierre »: what is done with it is no part of it."""
    again = any(lower(u) in _TOWARD for u in units[start:place])
    return again and lower(units[place]) in _TOWARD


def _whole(units: Sequence[Tagged], start: int, end: int, empty: frozenset[str]) -> bool:
    """Tell whether a span ends where a phrase may: not inside a name, not on an empty word."""
    last = units[end - 1]
    following = tag_at(units, end)
    numbered = following == "num" and tag_at(units, end + 1) != "noun"
    if last.tag == "name" and (following == "name" or numbered):
        return False
    bound = lower(units[end - 2]) in _TIGHT or tag_at(units, end - 2) == "num"
    if last.tag in NOMINAL and last.lemma.lower() in empty and not bound:
        return False  # « passage à niveau » and « semaine de quatre jours » stay
    if last.tag == "adj" and tag_at(units, end) == "noun":
        return False
    if last.tag == "adj" and end - start == 2 and {units[start].gender, last.gender} == {"m", "f"}:
        return False  # « règlement local de | publicité intercommunal »
    if last.tag == "part" and _completed(units, end):
        return False
    closed = following in ("", "mark") and tag_at(units, end - 2) == "adj"
    if closed and last.tag == "noun" and tag_at(units, end - 3) == "noun":
        return True  # « contrôle technique moto | : ce qui change »
    tight = any(lower(u) in _TOWARD or u.tag == "num" for u in units[start:end])
    return tight or core_end(units, start) >= end


def _completed(units: Sequence[Tagged], end: int) -> bool:
    """« un logiciel de gestion pensé | par deux chefs », « un entrepôt situé | à Villers »."""
    following = lower(units[end]).split(" ")[0] if end < len(units) else ""
    if following in ("par", "pour", "de", "d'", "du", "des", "afin", "que", "qu'"):
        return True
    placed = following in ("à", "au", "aux", "en", "dans", "sur", "chez", "entre", "comme")
    return placed and units[end - 1].lemma in _SITED
