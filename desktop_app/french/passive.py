"""Finds the passive voice: a form of être and a past participle that is no perfect tense."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.french.lexicon import Lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ETRE = _words(
    "être suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes fûtes furent "
    "serai seras sera serons serez seront serais serait serions seriez seraient sois soit soyons "
    "soyez soient fusse fusses fût fussions fussiez fussent été"
)
_REFLEXIVE = frozenset({"s", "se", "me", "m", "te", "t"})
_PERFECT_WITH_ETRE = _words(
    "aller arriver venir devenir redevenir revenir parvenir intervenir survenir provenir advenir "
    "entrer rentrer partir repartir sortir ressortir naître renaître mourir décéder tomber "
    "retomber rester monter remonter descendre redescendre passer repasser retourner "
    "échoir éclore apparaître réapparaître être"
)
_NO_PASSIVE = _words(
    "plus moins mieux très tant or sur sous sens fois pays temps point dû dit passé"
)
_BETWEEN = _words(
    "pas plus jamais point bien mal très trop peu assez aussi encore déjà toujours souvent parfois "
    "ensuite donc alors ainsi tous toutes tout même vite rien guère désormais en y aujourd hui "
    "partie effet général il elle on ils elles t ce depuis"
)
_REACH = 5


class PassiveFinder:
    """Finds passives with the readings of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep the lexicon; participles asked for are remembered."""
        self._lexicon = lexicon
        self.is_participle = lru_cache(maxsize=20_000)(self._is_participle)
        self._may_stand_between = lru_cache(maxsize=20_000)(self._is_adverb)

    def first(self, words: Sequence[str]) -> tuple[int, int] | None:
        """Give the first and last index of the first passive among lower-case words, or None."""
        for index, word in enumerate(words):
            if word in ETRE and not (index and words[index - 1] in _REFLEXIVE):
                end = self._participle_after(words, index)
                if end is not None:
                    return index, end
        return None

    def _participle_after(self, words: Sequence[str], index: int) -> int | None:
        for place in range(index + 1, min(index + 1 + _REACH, len(words))):
            word = words[place]
            if self.is_participle(word):
                return place
            if word not in _BETWEEN and not self._may_stand_between(word):
                return None
        return None

    def _is_participle(self, word: str) -> bool:
        if word in _NO_PASSIVE:
            return False
        return any(
            r.pos == "v" and r.features.startswith("K") and r.lemma not in _PERFECT_WITH_ETRE
            for r in self._lexicon.readings(word)
        )

    def _is_adverb(self, word: str) -> bool:
        return any(r.pos in ("adv", "advneg") for r in self._lexicon.readings(word))
