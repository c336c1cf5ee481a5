"""An article's sections, the sources' passages, and which section rests on which passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.document import count_words, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.model import Source, SourceWhere
    from desktop_app.writers.ai.vault import Vault

_WORD = re.compile(r"[^\W_]{4,}")
RESTS_ON = 0.4
MOST_PASSAGES = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body: `start` to `end`; `heading` is "" for what stands before the first."""

    start: int
    end: int
    heading: str
    markdown: str
    words: int

    @property
    def has_heading(self) -> bool:
        """Whether this is more than the article's opening."""
        return bool(self.heading)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source: its place in the source's text, and itself with tokens."""

    source: int
    start: int
    end: int
    sealed: str
    stems: frozenset[str]


def sections(body: str) -> list[Section]:
    """Cut a body at its headings of level 1 and 2; joined, the pieces are the body."""
    found: list[Section] = []
    blocks = parse(body).blocks
    starts = [b for b in blocks if b.kind == "heading" and b.level <= 2]
    edges = [(0, "")] if not starts or starts[0].start > 0 else []
    edges += [(b.start, b.plain) for b in starts]
    for number, (start, heading) in enumerate(edges):
        end = edges[number + 1][0] if number + 1 < len(edges) else len(body)
        inside = [b for b in blocks if start <= b.start < end]
        words = sum(count_words(b.plain) for b in inside)
        if words or heading:
            found.append(Section(start, end, heading, body[start:end].strip(), words))
    return found


def passages(sources: Sequence[Source], vault: Vault) -> list[Passage]:
    """Give the sources' paragraphs, in order."""
    found: list[Passage] = []
    for number, source in enumerate(sources):
        position = 0
        sealable = source.language in ("fr", "")
        for block in parse(source.markdown).blocks:
            plain = block.plain.strip()
            if not plain:
                continue
            at = source.text.find(plain.split("\n")[0], position)
            start = at if at >= 0 else position
            end = start + len(plain)
            position = end if at >= 0 else position
            markdown = block.content.markdown.strip()
            sealed = vault.seal(markdown) if sealable else markdown
            found.append(Passage(number, start, end, sealed, stems(plain)))
    return found


def stems(text: str) -> frozenset[str]:
    """Give the beginnings of a text's longer words: enough to see what it speaks of."""
    return frozenset(word.lower()[:6] for word in _WORD.findall(text))


def likeness(passage: Passage, section_stems: frozenset[str]) -> float:
    """Give the share of a passage's words that a section uses, 0–1."""
    return len(passage.stems & section_stems) / max(1, len(passage.stems))


@dataclass(frozen=True)
class Ties:
    """Which section each passage belongs to."""

    passages: tuple[Passage, ...]
    homes: tuple[int, ...]
    shares: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, all_passages: Sequence[Passage], parts: Sequence[Section]) -> Ties:
        """Tie each passage to the section most like it; by its place where none is."""
        known = [stems(part.markdown) for part in parts]
        shares = [tuple(likeness(p, words) for words in known) for p in all_passages]
        homes: list[int] = []
        for number, row in enumerate(shares):
            # A small pull towards the same place in both texts settles what words leave open.
            here = number / max(1, len(shares) - 1) * max(0, len(parts) - 1)
            pulled = [share - 0.03 * abs(i - here) for i, share in enumerate(row)]
            homes.append(pulled.index(max(pulled)) if pulled else 0)
        return cls(tuple(all_passages), tuple(homes), tuple(shares))

    def home(self, place: SourceWhere | None) -> int | None:
        """Give the section that the passage at a place of a source belongs to."""
        number = self.passage_at(place)
        return None if number is None else self.homes[number]

    def passage_at(self, place: SourceWhere | None) -> int | None:
        """Give the number of the passage at a place of a source."""
        if place is None:
            return None
        best = None
        for number, passage in enumerate(self.passages):
            if passage.source == place.source and passage.start <= place.start:
                best = number
        return best

    def under(self, section: int, also: Sequence[int] = ()) -> list[Passage]:
        """Give the passages a section rests on, and `also` those of these numbers, in order."""
        wanted = set(also)
        mine = sorted(
            (n for n, home in enumerate(self.homes) if home == section),
            key=lambda n: -self.shares[n][section],
        )
        near = sorted(
            (n for n, row in enumerate(self.shares) if row and row[section] >= RESTS_ON),
            key=lambda n: -self.shares[n][section],
        )
        for number in [*mine, *near]:
            if len(wanted) >= MOST_PASSAGES:
                break
            wanted.add(number)
        return [self.passages[n] for n in sorted(wanted)]
