"""What common nouns name: their domain, their nature, whether articles are written about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

GENERAL = "gen"


@dataclass(frozen=True, slots=True)
class NounClass:
    """One noun: its domains (« san », « spo »…), the main one first, its nature, how topical.

    `nature` is one letter of the legend in `resources/words/noun_classes.txt`; `topical` goes from
    0, what no article is about (« façon »), to 3, what people look for (« piscine »).
    """

    domains: tuple[str, ...]
    nature: str
    topical: int


class NounClasses:
    """The classes of the 10,000 commonest nouns, and the domains of adjectives."""

    def __init__(
        self, nouns: Mapping[str, NounClass], adjectives: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Take classes by noun and domains by adjective, both by lemma."""
        self._nouns = nouns
        self._adjectives = adjectives

    @classmethod
    def load(cls, word_list: Callable[[str], Iterable[str]]) -> NounClasses:
        """Read `noun_classes` and `adjective_domains` of resources/words/."""
        nouns: dict[str, NounClass] = {}
        for line in word_list("noun_classes"):
            noun, domains, nature, topical = line.split(" ")
            nouns[noun] = NounClass(_domains(domains), nature, int(topical))
        lines = (line.split(" ") for line in word_list("adjective_domains"))
        return cls(nouns, {adjective: _domains(domains) for adjective, domains in lines})

    def noun(self, lemma: str) -> NounClass | None:
        """Give a noun's class; None for one that is rarer than those of the list."""
        return self._nouns.get(lemma)

    def domains(self, lemma: str, tag: str) -> tuple[str, ...]:
        """Give the domains of a noun or adjective (`tag` "noun", "adj"), the main one first."""
        found = self._nouns.get(lemma)
        own = found.domains if found else ()
        return self._adjectives.get(lemma, own) if tag == "adj" else own


def _domains(codes: str) -> tuple[str, ...]:
    return tuple(code for code in codes.split("+") if code != GENERAL)
