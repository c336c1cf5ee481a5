"""What changed between two versions of an article, passage by passage and word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from desktop_app.document import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.document import Block, Cache, Kind
    from desktop_app.model import Article, Field

Change = Literal["same", "removed", "added"]

FIELDS: tuple[Field, ...] = ("title", "seo_title", "meta_description", "slug")
# Below this share of common words two passages are not one that was changed.
_ALIKE = 0.34
# Common words fewer than this, between changes larger than they, only make a change hard to read.
_FEW_WORDS = 3
_TOKEN = re.compile(r"\w+[’']|\w+(?:-\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph or list with what changed in it.

    `change` is "same" where it stands in both; `marks_only` when only its form or a link changed.
    """

    kind: Kind
    level: int
    change: Change
    pieces: tuple[Piece, ...]
    marks_only: bool = False

    @property
    def unchanged(self) -> bool:
        """Whether it is word for word and mark for mark the same."""
        words = all(piece.change == "same" for piece in self.pieces)
        return self.change == "same" and words and not self.marks_only


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed: the fields that differ, the body's passages, the words that went and came."""

    fields: tuple[tuple[Field, tuple[Piece, ...]], ...]
    passages: tuple[Passage, ...]

    @property
    def nothing_changed(self) -> bool:
        """Whether both say the same in the same form."""
        return not self.fields and all(passage.unchanged for passage in self.passages)


def compare(old: Article, new: Article, cache: Cache | None = None) -> Comparison:
    """Compare two articles; `cache` spares the blocks parsed before."""
    fields: tuple[tuple[Field, tuple[Piece, ...]], ...] = tuple(
        (name, compare_words(before, after))
        for name in FIELDS
        if (before := str(getattr(old, name))) != (after := str(getattr(new, name)))
    )
    before = [block for block in parse(old.body, cache).blocks if block.content.markdown.strip()]
    after = [block for block in parse(new.body, cache).blocks if block.content.markdown.strip()]
    return Comparison(fields, tuple(_passages(before, after)))


def _passages(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Passage]:
    was = [block.content.markdown.strip() for block in old]
    now = [block.content.markdown.strip() for block in new]
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            yield from (_whole(block, "same") for block in new[j1:j2])
        else:
            yield from _changed(old[i1:i2], new[j1:j2])


def _changed(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Passage]:
    """Pair the passages that are alike, in their order; the rest went or came."""
    before = after = 0
    for i, j in (*_pairs(old, new), (len(old), len(new))):
        yield from (_whole(block, "removed") for block in old[before:i])
        yield from (_whole(block, "added") for block in new[after:j])
        if i < len(old):
            yield _pair(old[i], new[j])
        before, after = i + 1, j + 1


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Give the pairs of places that together have most in common, none crossing another."""
    bags = [Counter(_words(block.plain)) for block in new]
    rows: list[list[float]] = [[0.0] * (len(new) + 1)]
    likeness: list[list[float]] = []
    for block in old:
        words = Counter(_words(block.plain))
        likeness.append([_likeness(words, bag) for bag in bags])
        above, row = rows[-1], [0.0]
        for j, alike in enumerate(likeness[-1]):
            joined = above[j] + alike if alike >= _ALIKE else 0.0
            row.append(max(above[j + 1], row[j], joined))
        rows.append(row)
    pairs: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        if rows[i][j] == rows[i - 1][j]:
            i -= 1
        elif rows[i][j] == rows[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _words(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text) if token[0].isalnum()]


def _whole(block: Block, change: Change) -> Passage:
    return Passage(block.kind, block.level, change, (Piece(change, block.plain),))


def _pair(old: Block, new: Block) -> Passage:
    pieces = compare_words(old.plain, new.plain)
    marks_only = old.plain == new.plain
    return Passage(new.kind, new.level, "same", pieces, marks_only)


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Compare two texts word by word; the pieces that stayed and came are the new text."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs = [
        ("".join(before[i1:i2]), "".join(after[j1:j2]))
        for _operation, i1, i2, j1, j2 in matcher.get_opcodes()
    ]
    return tuple(_pieces(_without_crumbs(runs)))


def _without_crumbs(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join changes that only a few common words, or none, keep apart."""
    joined: list[tuple[str, str]] = []
    for number, (old, new) in enumerate(runs):
        crumb = old == new and 0 < number < len(runs) - 1 and _is_crumb(runs, number)
        follows = joined and joined[-1][0] != joined[-1][1]
        if follows and (crumb or old != new):
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new)
        else:
            joined.append((old, new))
    return joined


def _is_crumb(runs: list[tuple[str, str]], number: int) -> bool:
    size = len(_words(runs[number][0]))
    around = [max(len(_words(text)) for text in runs[place]) for place in (number - 1, number + 1)]
    return size == 0 or (size < _FEW_WORDS and min(around) >= _FEW_WORDS)


def _pieces(runs: list[tuple[str, str]]) -> Iterator[Piece]:
    for old, new in runs:
        if old == new:
            if old:
                yield Piece("same", old)
            continue
        if old:
            yield Piece("removed", old)
        if new:
            yield Piece("added", new)
