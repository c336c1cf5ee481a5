"""Which names of the sources mean the same: with and without first name, acronym and expansion."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.french.capitals import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.fidelity.places import Place
    from desktop_app.french.names import Name

Words = tuple[str, ...]
_SMALL = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "a", "au", "aux", "en", "sur"]
)


@dataclass(frozen=True)
class Entity:
    """One person, place, organisation or work: all its names, the longest first."""

    number: int
    variants: tuple[Words, ...]
    name: Name
    place: Place


class Entities:
    """The sources' names, gathered."""

    def __init__(self, names: Sequence[tuple[Name, Place]]) -> None:
        """Gather the names that mean the same."""
        first: dict[Words, tuple[Name, Place]] = {}
        for name, place in names:
            first.setdefault(_singular(name.words), (name, place))
        self._by_word: defaultdict[str, list[Words]] = defaultdict(list)
        self._number: dict[Words, int] = {}
        groups: list[list[Words]] = []
        for words in sorted(first, key=lambda w: (-len(w), first[w][1].source, first[w][1].start)):
            number = self._longer(words)
            if number is None:
                number = len(groups)
                groups.append([])
            groups[number].append(words)
            self._number[words] = number
            for word in set(words):
                self._by_word[word].append(words)
        self._acronyms(groups, first)
        self.all: tuple[Entity, ...] = tuple(
            Entity(i, tuple(group), *first[group[0]]) for i, group in enumerate(groups) if group
        )
        self.by_number: dict[int, Entity] = {e.number: e for e in self.all}

    def _longer(self, words: Words) -> int | None:
        """Give the number of the longer name that ends or begins with these words."""
        for other in self._by_word.get(words[0], ()):
            if words in (other[-len(words) :], other[: len(words)]):
                return self._number[other]
        return None

    def _acronyms(self, groups: list[list[Words]], first: dict[Words, tuple[Name, Place]]) -> None:
        short = {
            w[0]: w
            for w in first
            if len(w) == 1 and first[w][0].text.isupper() and 2 <= len(w[0]) <= 6
        }
        for words, (name, _) in first.items():
            for letters in initials(name):
                acronym = short.get(letters)
                if acronym and acronym != words and self._number[acronym] != self._number[words]:
                    source, target = self._number[acronym], self._number[words]
                    for moved in groups[source]:
                        self._number[moved] = target
                    groups[target].extend(groups[source])
                    groups[source] = []

    def of(self, words: Words) -> int | None:
        """Give the number of the entity that bears this name; None when no name holds its words."""
        words = _singular(words)
        known = self._number.get(words)
        if known is not None:
            return known
        for other in self._by_word.get(words[-1], ()):
            if set(words) <= set(other) or set(other) <= set(words):
                return self._number[other]
        return None

    def bearing(self, words: Words) -> list[Words]:
        """Give the names that share a word with this one."""
        found: dict[Words, None] = {}
        for word in _singular(words):
            found.update(dict.fromkeys(self._by_word.get(word, ())))
        return list(found)

    def whole(self, words: Words) -> bool:
        """Whether one name of the sources holds all these words."""
        wanted = set(_singular(words))
        return any(wanted <= set(other) for other in self._by_word.get(_singular(words)[0], ()))

    def initialled(self, words: Words) -> bool:
        """Whether a name of the sources is this one with its initials written out."""
        for other in self._by_word.get(_singular(words)[-1], ()):
            if len(other) == len(words) and all(
                o == w or (len(w) == 1 and o.startswith(w)) or (len(o) == 1 and w.startswith(o))
                for o, w in zip(other, _singular(words), strict=True)
            ):
                return True
        return False


def _singular(words: Words) -> Words:
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in words)


def initials(name: Name) -> set[str]:
    """Give what a longer name may be shortened to, lower case."""
    pieces = [
        p for p in fold(name.text.replace("’", "' ").replace("'", "' ")).split() if p.rstrip("'")
    ]
    whole = "".join(p[0] for p in pieces if p.rstrip("'") not in _SMALL)
    capital = "".join(p[0].lower() for p in name.text.split() if p[0].isupper())
    return {w for w in (whole, capital) if len(w) >= 2}
