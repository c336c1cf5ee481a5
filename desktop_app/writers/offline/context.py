"""What a heading loses of its sentence: a condition, an exception, a time, the part that differs.

A clause is true in its sentence. Cut from « sauf », « à condition que », « pour un
renouvellement », it would say more than the source does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop_app.french.dates import MONTHS
from desktop_app.french.phrases import lower
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_RESTRICTION = re.compile(
    r"\b(?:sauf|hormis|excepté|à condition|sous réserve|à moins (?:que|de|d')|à l'exception|"
    r"uniquement|seulement|tant que|faute d|en cas d|sans que|"
    r"si (?:l[ea]s?|l'|vous|une?|on|elles?|ce|votre|aucune?|nous|d'|des|plus)\b|s'ils?\b)"
)
_WHEN = re.compile(
    r"\b(?:lorsque|lorsqu'|quand|avant que|dès que|mais pas|jusqu'|au-delà|à partir de|à défaut)"
)
_AFTER = re.compile(r"(?:^|\s)[;:]\s")
_BUT = re.compile(r"\bmais\b")
_CONTRAST = re.compile(
    r"\b(?:à l'inverse|au contraire|en revanche|seuls?\b|seules?\b|par exemple|imagin(?:ons|ez)|"
    r"certes|autrefois|jadis|naguère|longtemps)"
)
_BUT_COST = 0.5
_WHEN_COST = 0.8
_CONTRAST_COST = 0.7
_TIME_COST = 0.15
_PLACE_COST = 0.35
_AIM_COST = 0.25
_TIME_WORDS = word_set("lors après avant depuis pendant dès durant au à une d'ici")
_TIME_NOUNS = word_set(
    "jour journée semaine mois année an matin soir soirée nuit heure minute saison été hiver "
    "printemps automne siècle début fin lendemain veille week-end époque moment temps "
    "issue cours terme pause lundi mardi mercredi jeudi vendredi samedi dimanche"
)
_PLACE_WORDS = word_set("à au aux dans en sur sous près autour devant derrière chez")
_UNREAL = ("C",)


def restricted(read: Read, end: int, denied: bool) -> float | None:
    """Give what it costs to end a clause at unit `end`; None where a condition follows.

    « L'élève peut obtenir deux titres, à condition que… » ; « n'est pas un jeu, mais un métier ».
    """
    if end >= len(read.units):
        return 0.0
    rest = read.text[read.units[end].start :].lower().replace("’", "'")
    rest = _AFTER.split(rest)[0].split("«")[0]
    if _RESTRICTION.search(rest):
        return None
    cost = _WHEN_COST if _WHEN.search(rest) else 0.0
    if _BUT.search(rest):
        if denied:
            return None
        cost += _BUT_COST
    return cost


def contrasts(read: Read) -> float:
    """Give what it costs that a sentence tells the part that differs, an example or the past.

    « Les actions en faveur des jeunes sont, à l'inverse, réalisées. »
    """
    text = read.text.lower().replace("’", "'")
    return _CONTRAST_COST if _CONTRAST.search(text) else 0.0


def opening_loss(units: Sequence[Tagged], subject: int, verb: Tagged) -> float | None:
    """Give what it costs to drop what stands before the subject; None when it may not be.

    « En cas de perte, | un duplicata… », « Pour un renouvellement, | la photo… » may not; « Lors
    du premier tour, | Blinken… », « Pour adhérer, | remplissez… » may, and « Depuis 2011, | … »
    but for what was once (« ouvrait »).
    """
    opening = [u for u in units[:subject] if u.tag != "mark"]
    if not opening or all(u.tag in ("coo", "conj") for u in opening):
        return 0.0
    if opening[0].tag == "adv" and len(opening) == 1:
        return None if _once(verb) else 0.0
    if opening[0].tag in ("noun", "part", "adj", "ger"):
        return 0.0  # an apposition: « Spécialiste du bois, l'entreprise… »
    word = lower(opening[0]).split(" ")[0]
    if word == "pour" and opening[1:] and opening[1].tag == "inf":
        return _AIM_COST
    timed = any(
        u.lemma.lower() in _TIME_NOUNS or lower(u) in MONTHS or u.text.startswith(("19", "20"))
        for u in opening
    )
    if verb.features[:1] in _UNREAL or (timed and _once(verb)):
        return None
    if opening[0].tag == "det" or word in ("lors", "après", "depuis", "pendant", "dès", "durant"):
        return _TIME_COST
    if timed and word in (*_TIME_WORDS, *_PLACE_WORDS):
        return _TIME_COST
    return _PLACE_COST if word in _PLACE_WORDS and lower(opening[0]) != "en cas de" else None


def _once(verb: Tagged) -> bool:
    return verb.features[:1] == "I"
