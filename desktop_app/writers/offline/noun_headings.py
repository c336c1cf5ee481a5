"""Which noun phrases may head a section, and with which article, each rule with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.french.phrases import Phrase, core_end, head_of, lower, noun_phrases
from desktop_app.french.words import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

_VOWELS = "aeiouyhéèêàâîôûœ"
_CONTRACTED = MappingProxyType({"du": "Le", "au": "Le", "des": "Les", "aux": "Les"})
_CIRCUMSTANCES = word_set("fois avant après pendant depuis dès lors malgré grâce faute")
_TIME = 2.0
_EVENT = 1.0
_INSIDE = 1.2
GOVERNED = 0.2
_BROUGHT_UP = 0.5
_BRINGING = word_set("rester venir suivre arriver")
_ASIDE = 0.8
OWN = 0.7
OWNED = MappingProxyType({"sa": "La", "ses": "Les", "son": "", "leurs": "Les"})


@dataclass(frozen=True)
class Words:
    """The word lists that candidates are judged with."""

    empty_heads: frozenset[str]
    denied: frozenset[str]
    people: frozenset[str]
    incomplete: frozenset[str]

    @classmethod
    def load(cls, word_list: Callable[[str], Iterable[str]]) -> Words:
        """Read the lists."""
        return cls(
            frozenset(word_list("offline_empty_heads")),
            frozenset(word_list("offline_denied")),
            frozenset(word_list("offline_people")),
            frozenset(word_list("offline_incomplete")),
        )


def can_head(units: Sequence[Tagged], phrase: Phrase, words: Words) -> bool:
    """Tell whether a phrase has a noun that tells something, and hangs on no « sans »."""
    head = units[phrase.head]
    if (
        head.tag != "noun"
        or head.lemma.lower() in words.empty_heads
        or lower(head) in words.empty_heads
    ):
        return False
    before = units[phrase.start - 1] if phrase.start else None
    return not (
        before and before.tag in ("prep", "pdet") and lower(before) in ("sans", "ni", "selon")
    )


def denied(read: Read, phrase: Phrase, words: Words) -> bool:
    """Tell whether a phrase is denied: « L'absence d'un accord » never gives « Un accord »."""
    for unit in read.units[: phrase.start]:
        if (
            unit.tag in ("ne", "neg")
            or unit.lemma in words.denied
            or lower(unit) in ("sans", "aucun", "aucune")
        ):
            return True
    return False


def article_of(units: Sequence[Tagged], start: int) -> str | None:
    """Give the article of « du commerce » (« Le »), "" if a phrase has its own, None for none."""
    first = lower(units[start])
    if first in OWNED or first == "leur":
        return _instead_of_own(units, start)
    if units[start].tag in ("det", "num"):
        return ""
    if start and units[start - 1].tag in ("pdet", "prep"):
        word = lower(units[start - 1]).split(" ")[-1]
        return _CONTRACTED.get(word)
    return None


def _instead_of_own(units: Sequence[Tagged], start: int) -> str | None:
    """Give the article for a possessive: « sa grande exposition » → « La grande exposition ».

    Before a vowel (« son exposition ») the article would be elided: refused, for its form.
    """
    following = units[start + 1] if start + 1 < len(units) else None
    if following is None or following.text[:1].lower() in _VOWELS:
        return None
    fixed = OWNED.get(lower(units[start]))
    if fixed:
        return fixed
    genders = [u.gender for u in units[start + 1 : start + 4] if u.tag == "noun" and u.gender]
    return {"m": "Le", "f": "La"}.get(genders[0]) if genders else None


def all_phrases(units: Sequence[Tagged], words: Words) -> Iterator[Phrase]:
    """Give the maximal phrases, then those with an article behind a preposition inside them.

    « sa première qualification pour | une finale de Coupe de France »
    """
    for phrase in noun_phrases(units, words.empty_heads):
        yield phrase
        for place in range(phrase.core, phrase.end - 1):
            word = lower(units[place])
            if units[place].tag == "prep" and word not in ("à", "de", "d'", "entre", "comme"):
                core = core_end(units, place + 1)
                if units[place + 1].tag == "det" and core > place + 1:
                    head = head_of(units, place + 1, core)
                    yield Phrase(place + 1, head, core, core)


def hanging(units: Sequence[Tagged], phrase: Phrase, words: Words) -> float:
    """Give what it costs that a phrase is a circumstance, hangs on a preposition, or is apposed.

    « Il tient son las, | un long râteau sans dents, | et pousse l'eau »: said in passing. What
    « reste » or « il y a » brings up costs less than nothing: it is what will be told.
    """
    if _brought_up(units, phrase.start):
        return -_BROUGHT_UP
    if phrase.start and lower(units[phrase.start - 1]).startswith("lors d"):
        return _EVENT  # « Lors du | premier tour de pourparlers »: what happened has a name
    if _circumstance(units, phrase.start):
        return _TIME
    if phrase.start and units[phrase.start - 1].text == "," and phrase.end < len(units):
        return _ASIDE if units[phrase.end].text == "," else 0.0
    if _governed(units, phrase.start, words):
        return GOVERNED
    return _INSIDE if _inside(units, phrase.start) else 0.0


def _brought_up(units: Sequence[Tagged], start: int) -> bool:
    """« Reste | une fragilité », « Il y a | une veste », « Quant aux | tarifs »."""
    before = [lower(u) for u in units[max(0, start - 3) : start]]
    if before[-3:] == ["il", "y", "a"] or before[-1:] in (["voici"], ["quant à"], ["quant aux"]):
        return True
    opening = [u for u in units[:start] if u.tag not in ("mark", "adv", "coo")]
    return bool(opening) and len(opening) == 1 and opening[0].lemma in _BRINGING


def _governed(units: Sequence[Tagged], start: int, words: Words) -> bool:
    """Tell whether its verb is about a phrase: « tient à | la place laissée aux femmes »."""
    if start < 2 or lower(units[start - 1]) not in ("à", "au", "aux", "de", "du", "des", "sur"):
        return False
    before = units[start - 2]
    return before.tag in ("verb", "part") or before.lemma.lower() in words.empty_heads


def _inside(units: Sequence[Tagged], start: int) -> bool:
    """Tell whether a phrase hangs on a preposition: « des bouteilles pour | les vignerons »."""
    return start > 0 and units[start - 1].tag in ("prep", "pdet")


def _circumstance(units: Sequence[Tagged], start: int) -> bool:
    """Tell whether a phrase only says when or why: « avant les gelées », « en raison du coût »."""
    before = lower(units[start - 1]).split(" ") if start else [""]
    return before[0] in _CIRCUMSTANCES or before[:2] in (["en", "raison"], ["à", "cause"])
