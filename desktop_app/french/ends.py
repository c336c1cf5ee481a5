"""Where a phrase may end, and what the cut costs: nothing at a mark, much inside a coordination.

A cut that would change what is said (« sans », « selon », a superlative's complement, « que ») or
leave the phrase limping (an article, a preposition last) is refused.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS, WEEKDAYS
from desktop_app.french.half_said import half_said, in_list
from desktop_app.french.phrases import core_end, is_of, lower, opens_clause, tag_at
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged

REFUSED = None
_BEARING = word_set(
    "portant visant concernant allant datant provenant émanant relevant découlant résultant "
    "appartenant consistant tendant équivalant donnant comptant"
)
_HANGING = frozenset({"det", "prep", "pdet", "coo", "conj", "rel", "ne", "subj", "obj", "mark"})
_KEPT = frozenset(
    [
        "malgré",
        "sans",
        "selon",
        "sauf",
        "si",
        "s'",
        "d'après",
        "hormis",
        "que",
        "qu'",
        "ni",
        "contre",
        "même",
        "faute de",
        "faute d'",
        "au lieu de",
        "au lieu d'",
        "plutôt que",
        "plutôt qu'",
        "sans que",
        "même si",
        "bien que",
        "en cas de",
        "en cas d'",
        "à condition que",
        "à moins que",
        "hors de",
        "hors",
    ]
)
_DAYS = frozenset(WEEKDAYS) | word_set("hier demain aujourd'hui")
_TIMES = word_set("depuis pendant après avant dès durant lors jusqu'à d'ici")
_PREPOSITIONS = MappingProxyType(
    {
        "pour": 0.5,
        "dans": 0.5,
        "en": 0.6,
        "avec": 0.6,
        "par": 0.8,
        "sur": 0.9,
        "entre": 1.0,
        "à": 1.3,
        "vers": 0.7,
        "chez": 0.6,
        "sous": 0.7,
        "comme": 0.9,
    }
)
_BEING = word_set("est sont être été sera seront était étaient entièrement")
_SUPERLATIVE = word_set(
    "premier première premiers premières dernier dernière derniers dernières seul seule seuls "
    "seules meilleur meilleure meilleurs meilleures pire unique"
)
_ANYBODY = word_set("personne gens chose endroit lieu moment jour")
_WAYS = word_set("rue place avenue boulevard quai chemin route impasse allée square")
_ALLOWED = word_set(
    "interdit interdits interdite interdites interdire obligatoire gratuit possible autorisé "
    "autoriser permis exclu exclure réservé réserver recommandé obliger valable exiger requis "
    "exonéré exonérer dispenser limité limiter"
)
_LIGHT = word_set("prendre mettre remettre tenir porter rendre passer pris mis")
_GOING_ON = word_set("il elle ils elles on ce c'")
_WANTING = word_set(
    "antérieur postérieur supérieur inférieur relatif propre contraire égal semblable pareil "
    "favorable hostile étranger commun prêt apte conforme nécessaire utile"
)
_WANTING_PARTICIPLES = frozenset(
    word.rstrip("es")
    for word in word_set(
        "fait situé destiné doté composé constitué issu muni équipé soumis chargé consacré tenu "
        "contraint obligé établi réservé lié relié confié adressé dédié inspiré tiré estimé chiffré"
    )
)
_TIME_NOUNS = word_set(
    "date heure moment époque fin début printemps été automne hiver rentrée midi"
)
_PERCEIVING = word_set("voir vu vue vus vues regarder entendre entendu écouter laisser sentir")
_NEXT_VERB = frozenset({"inf", "verb", "rel", "conj", "ne", "subj"})
_DEGREES = word_set("plus moins aussi très trop si tant assez peu")


def cut_cost(units: Sequence[Tagged], start: int, end: int) -> float | None:
    """Give what it costs that a phrase from `start` ends before `end`; None when it may not."""
    if end <= start:
        return REFUSED
    last = units[end - 1]
    if last.tag in _HANGING and last.text != "»":
        return REFUSED
    if end >= len(units):
        return 0.0
    following = units[end]
    if last.tag in ("verb", "inf", "adv", "neg", "ger", "pro") and following.tag not in (
        "mark",
        "conj",
    ):
        return REFUSED
    if following.tag in ("prep", "pdet", "rel", "inf") and _superlative(units[start:end]):
        return REFUSED
    if following.tag == "rel" and last.lemma in _ANYBODY:
        return REFUSED
    if half_said(units, start, end):
        return REFUSED
    if _seen_doing(units, start, end):
        return REFUSED
    if wants_complement(units, end - 1):
        return REFUSED  # « sont faits | pour cela », « les entreprises établies | en France »
    if wants_complement(units, end) and last.tag in ("noun", "adj", "name"):
        return 0.4  # « toutes les entreprises | établies en France »
    if lower(following) in ("en", "à", "au", "sous", "à la") and last.lemma in _LIGHT:
        return REFUSED  # « sont pris | en charge »
    if _ordinal(units, end - 1) and following.tag in ("noun", "name", "num", "coo"):
        return REFUSED
    return _before(units, start, end)


def _seen_doing(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether what somebody is seen to do is lost: « ont vu Faucheux | inscrire le but »."""
    if not any(u.lemma in _PERCEIVING for u in units[start:end]):
        return False
    next_verb = (i for i in range(end, len(units)) if units[i].tag in _NEXT_VERB)
    place = next(next_verb, 0)
    doing = place > 0 and units[place].tag == "inf"
    return doing and tag_at(units, place - 1) not in ("prep", "pdet")


def wants_complement(units: Sequence[Tagged], place: int) -> bool:
    """Tell whether a participle says nothing without what follows: « situé | rue Haute »."""
    if place >= len(units) or units[place].tag not in ("part", "adj", "verb"):
        return False
    known = lower(units[place]).rstrip("es") in _WANTING_PARTICIPLES
    known = known or lower(units[place]) in _BEARING  # « un litige fiscal portant | sur »
    return known and tag_at(units, place + 1) in ("prep", "pdet")


def _ordinal(units: Sequence[Tagged], place: int) -> bool:
    """Tell whether an ordinal has lost its noun: « le deuxième | mardi du mois »."""
    word = lower(units[place])
    return (word.endswith(("ième", "ièmes")) or word in _SUPERLATIVE) and tag_at(
        units, place - 1
    ) in ("det", "prep", "pdet")


def _superlative(units: Sequence[Tagged]) -> bool:
    """Tell whether a superlative or ordinal stands here, whose complement bounds it."""
    last_verb = max((n for n, u in enumerate(units) if u.tag == "verb"), default=-1)
    for place, unit in enumerate(units):
        word = lower(unit)
        if place <= last_verb:
            continue
        if word in _SUPERLATIVE and unit.tag == "adj":
            return True
        if word in ("plus", "moins") and place and units[place - 1].tag == "det":
            return True
        if word in ("plus", "moins") and place > 1 and units[place - 1].tag == "num":
            return True
    return False


def _before(units: Sequence[Tagged], start: int, end: int) -> float | None:
    following = units[end]
    word = lower(following)
    if word in _KEPT or is_of(units, end):
        return REFUSED
    if following.tag == "mark":
        return _before_mark(units, start, end)
    if following.tag in ("prep", "pdet"):
        if word == "sur" and tag_at(units, end + 1) == "num":
            return REFUSED
        if any(lower(u) == "contre" for u in units[max(start, end - 4) : end]):
            return REFUSED  # « contre une cinquantaine | pour toute l'année dernière »
        if _allows(units, start, end):
            return REFUSED  # « sont interdits | avant deux ans », « est gratuit | pour les… »
        if word in ("à", "au", "aux") and _wants_to(units, end - 1):
            return REFUSED
        if word == "à" and tag_at(units, end + 1) in ("inf", "obj", "ne"):
            return REFUSED  # « a exhorté les Chinois | à libérer… »
        loose = units[end - 1].tag == "part" and lower(units[end - 2]) not in _BEING
        return _before_preposition(units, start, end) + 0.7 * loose
    if following.tag == "coo":
        return _before_coordination(units, end)
    if following.tag == "adv":
        if word in _DAYS:
            return 0.1
        return REFUSED if word in _DEGREES or tag_at(units, end + 1) in ("adj", "part") else 0.6
    if following.tag == "noun" and word in (*_DAYS, *MONTHS):
        return REFUSED if units[end - 1].tag == "num" else 0.1
    if following.tag in ("rel", "ger") and (_allows(units, start, end) or _those(units, end)):
        return REFUSED  # « se limite aux arbres | qui n'ont pas encore fleuri »
    if following.tag == "rel" and _is_that(units, start, end):
        return REFUSED  # « Le récolement est l'opération | qui consiste à vérifier… »
    if opens_clause(units, end) and any(u.tag == "verb" for u in units[start:end]):
        return REFUSED
    costs = {"conj": 0.3, "rel": 1.0, "ger": 0.5, "verb": 0.0, "ne": 0.0, "obj": 0.0}
    return costs.get(following.tag, REFUSED)


def _allows(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether something is allowed, forbidden or limited here: to whom or when matters."""
    return any(u.lemma.lower() in _ALLOWED or lower(u) in _ALLOWED for u in units[start:end])


def _those(units: Sequence[Tagged], end: int) -> bool:
    """« doivent couper les appels | dont le numéro n'est pas authentifié »: only those."""
    place = end - 1
    while place > 0 and units[place].tag in ("adj", "part", "adv", "noun", "name"):
        place -= 1
    while is_of(units, place) and tag_at(units, place - 1) in ("noun", "adj"):
        place -= 1  # « les vins | de la région qui… »
        while place > 0 and units[place].tag in ("adj", "part", "noun", "name"):
            place -= 1
    return lower(units[place]) in ("les", "aux", "des")


def _is_that(units: Sequence[Tagged], start: int, end: int) -> bool:
    """Tell whether a clause says what something is, by what follows."""
    verb = next((i for i in range(end - 1, start - 1, -1) if units[i].tag == "verb"), None)
    if verb is None or units[verb].lemma != "être" or verb + 1 >= end:
        return False
    return lower(units[verb + 1]) in ("le", "la", "l'", "les")


def _wants_to(units: Sequence[Tagged], place: int) -> bool:
    """Tell whether a word says nothing without its « à »: « antérieures | à 1949 »."""
    last = units[place]
    if last.tag == "part" and lower(units[place - 1]) not in _BEING:
        return True
    return last.tag == "adj" and last.lemma.lower() in _WANTING


def _before_mark(units: Sequence[Tagged], start: int, end: int) -> float | None:
    text = units[end].text
    if text == "." and end + 1 < len(units) and units[end + 1].start == units[end].end:
        return REFUSED  # « sur le site maprocuration | .gouv.fr »
    if text in '«“("' or text in "'’/%":
        return REFUSED if text != "(" else 0.1
    if text in "»”":
        return REFUSED
    if text not in ",.;:!?…)—–":
        return REFUSED
    if units[end - 1].tag == "num" and lower(units[min(end + 1, len(units) - 1)]) in _WAYS:
        return REFUSED  # « au 27 | , rue Ampère »
    inserted = any(u.text == "," for u in units[start:end])
    that = tag_at(units, end + 1) == "conj" and lower(units[end + 1]) in ("que", "qu'")
    if text == "," and inserted and that:
        return REFUSED  # « venait de confirmer, par un communiqué | , que la maternité… »
    if text == ",":
        if tag_at(units, end + 1) == "subj" and lower(units[end + 1]) in _GOING_ON:
            return REFUSED  # « Un cuisinier jette des tomates | , il l'indique en deux gestes »
        if in_list(units, end):
            if tag_at(units, end + 1) not in ("prep", "pdet"):
                return 1.4
            again = any(lower(u) == lower(units[end + 1]) for u in units[start:end])
            return REFUSED if again else 0.1
        return 0.1
    return 0.0


def _before_preposition(units: Sequence[Tagged], start: int, end: int) -> float:
    word = lower(units[end])
    following = lower(units[end + 1]) if end + 1 < len(units) else ""
    if tag_at(units, end + 1) == "num" and (
        following.startswith(("19", "20")) and len(following) == 4
    ):
        return 0.1
    if following in MONTHS or word.split(" ")[0] in _TIMES or _timed(units, end):
        return 0.2
    if word in ("à", "au", "aux") and not any(u.tag in ("verb", "inf") for u in units[start:end]):
        return 0.7 if tag_at(units, end + 1) in ("det", "name") or word != "à" else 1.3
    if word in ("au", "aux"):
        return 1.3
    if " " in word:
        return 0.4
    return _PREPOSITIONS.get(word, 0.6)


def _timed(units: Sequence[Tagged], end: int) -> bool:
    """« modifient leurs horaires | à la même date »."""
    nouns = [u for u in units[end + 1 : end + 4] if u.tag == "noun"]
    at = lower(units[end]) in ("à", "au", "aux", "en")
    return at and bool(nouns) and nouns[0].lemma in _TIME_NOUNS


def _before_coordination(units: Sequence[Tagged], end: int) -> float | None:
    word = lower(units[end])
    following = tag_at(units, end + 1)
    if following in ("adj", "part") and units[end - 1].tag in ("adj", "part"):
        return REFUSED
    if word in ("car", "or"):
        return 0.1
    if word == "mais":
        return 0.6
    if following in ("verb", "subj", "ne", "obj", "part"):
        return 0.6
    after = core_end(units, end + 1)
    if after > end + 1 and opens_clause(units, after):
        return 0.2
    return 1.5
