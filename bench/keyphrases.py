"""Counts how often the keyphrase found is one a writer chose, and fits its weights (`--fit`).

The texts are those of golden_keyphrases.md and, of other hands, of keyphrase_texts/: « === name |
accepted · accepted » before each. Two figures are honest: keyphrase_held_out/, on which nothing is
ever fitted, and « left out », each sixth of the texts judged with weights fitted on the others
(five minutes, with `--fit` only).
"""

from __future__ import annotations

import math
import random
import sys
from dataclasses import dataclass
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING

from bench.offline import GOLDEN_KEYPHRASES, TEXTS, accepted_keyphrases, bare
from desktop_app.document import plain_text
from desktop_app.french.lexicon import Lexicon
from desktop_app.model import Source
from desktop_app.resources import assembled, word_list
from desktop_app.writers.offline.keyphrase import Known, keyphrases, weighed_candidates
from desktop_app.writers.offline.keyphrase_forms import completed
from desktop_app.writers.offline.keyphrase_weights import WEIGHTS
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

MORE_TEXTS = Path(__file__).resolve().parent / "keyphrase_texts"
HELD_OUT = MORE_TEXTS.parent / "keyphrase_held_out"
FOLDS = 6
PASSES = 30
STEP = 0.05
RIDGE = 100.0
CHANGED = 0.35
GOLDEN_WEIGHT = 2.5
LEAST = 0.005
SHORTENED = 0.6
LONG = 5


@dataclass(frozen=True)
class Text:
    """One text, the keyphrases accepted for it, and how much it counts in the fit."""

    name: str
    lines: tuple[str, ...]
    accepted: tuple[str, ...]
    weight: float
    changed: bool = False


@dataclass(frozen=True)
class Choice:
    """A text's candidates: their features in the order of the names, and which are right."""

    rows: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    weight: float


class Finder:
    """Finds keyphrases and candidates as the offline writer does."""

    def __init__(self) -> None:
        """Load the lexicon and the word lists."""
        self._reader = Reader(Lexicon.load(assembled("lexicon")), word_list)
        self._known = Known.load(word_list)

    def found(self, text: Text) -> list[str]:
        """Give the keyphrase of a text and the suggestions."""
        reading, title = self._read(text)
        return keyphrases(reading, title, self._known)

    def candidates(self, text: Text) -> list[tuple[bool, dict[str, float]]]:
        """Give for each candidate whether it is accepted, and its features."""
        reading, title = self._read(text)
        wanted = {self._terms(one) for one in text.accepted}
        return [
            (
                bare(completed(reading, found.text, title)) in text.accepted
                or bare(found.text) in text.accepted
                or self._terms(found.text) in wanted,
                features,
            )
            for found, features in weighed_candidates(reading, title, self._known)
        ]

    def right(self, text: Text, keyphrase: str) -> bool:
        """Tell whether a keyphrase is accepted, its number and small words aside."""
        terms = self._terms(keyphrase)
        same = bool(terms) and terms in {self._terms(one) for one in text.accepted}
        return bare(keyphrase) in text.accepted or same

    def _read(self, text: Text) -> tuple[Reading, list[Tagged]]:
        written = "\n\n".join(text.lines)
        source = Source(text.name, written, plain_text(written))
        matter = material((source,), keep_headings=True)
        reading = self._reader.read(matter.pieces)
        return reading, self._reader.tag(matter.title, reading.names) if matter.title else []

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(self._reader.terms(self._reader.tag(text)))


def golden_texts() -> Iterator[Text]:
    """Give the texts of golden_keyphrases.md."""
    for name, accepted in accepted_keyphrases().items():
        written = next(TEXTS.rglob(f"{name}.txt")).read_text(encoding="utf-8")
        lines = tuple(line for line in written.splitlines() if line.strip())
        yield Text(name, lines, accepted, GOLDEN_WEIGHT)


def texts_of(folder: Path) -> Iterator[Text]:
    """Give the texts of a folder, each with its accepted keyphrases before it."""
    for path in sorted(folder.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, body = part.partition("\n")
            name, _, accepted = head.partition(" | ")
            lines = tuple(line for line in body.splitlines() if line.strip())
            yield Text(name, lines, tuple(bare(one) for one in accepted.split(" · ")), 1.0)


def changed(text: Text) -> Iterator[Text]:
    """Give a text without its first lines, and its beginning alone: they too must be read."""
    weight = text.weight * CHANGED
    yield Text(text.name, text.lines[1:], text.accepted, weight, True)
    if len(text.lines) > LONG:
        yield Text(text.name, text.lines[:1] + text.lines[2:], text.accepted, weight, True)
        shortened = int(len(text.lines) * SHORTENED)
        yield Text(text.name, text.lines[:shortened], text.accepted, weight, True)


def choice(finder: Finder, text: Text, names: Sequence[str]) -> Choice:
    """Give a text's candidates as rows of numbers."""
    candidates = finder.candidates(text)
    rows = tuple(tuple(f.get(name, 0.0) for name in names) for _, f in candidates)
    return Choice(rows, tuple(right for right, _ in candidates), text.weight)


def spreads(choices: Sequence[Choice], count: int) -> list[float]:
    """Give each feature's standard deviation, 1 for one that never changes."""
    rows = [row for one in choices for row in one.rows]
    found: list[float] = []
    for place in range(count):
        values = [row[place] for row in rows]
        mean = math.fsum(values) / len(values)
        spread = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values))
        found.append(spread or 1.0)
    return found


def fit(choices: Sequence[Choice], count: int) -> list[float]:
    """Give the weights of a conditional logit in which any right candidate may be the one chosen.

    Ridge-penalised on standardised features; stochastic gradient with Adam's step sizes (Kingma
    and Ba 2015), falling to 0.
    """
    spread = spreads(choices, count)
    lists = [
        ([[v / s for v, s in zip(row, spread, strict=True)] for row in one.rows], one)
        for one in choices
        if any(one.right)
    ]
    weights, first, second = ([0.0] * count for _ in range(3))
    order = random.Random(1)
    total = sum(one.weight for _, one in lists)
    step = 0
    for number in range(PASSES):
        rate = STEP * (1 - number / PASSES)
        order.shuffle(lists)
        for rows, one in lists:
            step += 1
            slope = gradient(rows, one, weights)
            for place, value in enumerate(slope):
                pulled = value + RIDGE * one.weight / total * weights[place]
                first[place] = 0.95 * first[place] + 0.05 * pulled
                second[place] = 0.999 * second[place] + 0.001 * pulled * pulled
                scale = math.sqrt(second[place] / (1 - 0.999**step)) + 1e-8
                weights[place] -= rate * first[place] / scale / 5
    return [w / s for w, s in zip(weights, spread, strict=True)]


def gradient(rows: Sequence[Sequence[float]], one: Choice, weights: Sequence[float]) -> list[float]:
    """Give the slope of -log P(a right candidate is chosen), by feature."""
    scores = [sum(map(mul, row, weights)) for row in rows]
    highest = max(scores)
    chances = [math.exp(score - highest) for score in scores]
    everything = sum(chances)
    right = sum(c for c, is_right in zip(chances, one.right, strict=True) if is_right) or 1e-30
    slope = [0.0] * len(weights)
    for row, chance, is_right in zip(rows, chances, one.right, strict=True):
        pull = one.weight * (chance / everything - (chance / right if is_right else 0.0))
        if abs(pull) > 1e-4:
            for place, value in enumerate(row):
                slope[place] += pull * value
    return slope


def chosen(one: Choice, weights: Sequence[float]) -> bool:
    """Tell whether the best candidate by these weights is right."""
    scores = [sum(v * w for v, w in zip(row, weights, strict=True)) for row in one.rows]
    return bool(scores) and one.right[scores.index(max(scores))]


def fitted(finder: Finder, texts: Sequence[Text]) -> Mapping[str, float]:
    """Print how many texts left out in turn get a right keyphrase; give weights fitted on all."""
    names = sorted({n for t in texts for _, f in finder.candidates(t) for n in f})
    held: list[tuple[int, Text, Choice]] = []
    for number, text in enumerate(texts):
        held += [(number % FOLDS, t, choice(finder, t, names)) for t in (text, *changed(text))]
    right = 0
    for fold in range(FOLDS):
        weights = fit([c for place, _, c in held if place != fold], len(names))
        right += sum(chosen(c, weights) for place, t, c in held if place == fold and not t.changed)
    print(f"left out: {right} of {len(texts)} ({100 * right / len(texts):.0f} %)")
    weights = fit([c for _, _, c in held], len(names))
    return {n: round(w, 2) for n, w in zip(names, weights, strict=True) if abs(w) >= LEAST}


def main(arguments: Sequence[str] = ()) -> int:
    """Print how many keyphrases are right; with `--fit` fit the weights and print them."""
    finder = Finder()
    golden, more = list(golden_texts()), list(texts_of(MORE_TEXTS))
    print(f"{len(WEIGHTS)} weights")
    for name, group in (
        (f"{GOLDEN_KEYPHRASES.name} (read_4 and read_5 not yet fitted on)", golden),
        (f"{MORE_TEXTS.name}/ (fitted on)", more),
        (f"{HELD_OUT.name}/ (never fitted on)", list(texts_of(HELD_OUT))),
    ):
        found = [(text, finder.found(text)) for text in group]
        right = sum(finder.right(text, one[0]) for text, one in found if one)
        offered = sum(any(finder.right(text, o) for o in one) for text, one in found)
        print(f"{name}: {right} of {len(group)} right, {offered} with the suggestions")
    if "--fit" in arguments:
        texts = [*golden, *more]
        random.Random(0).shuffle(texts)
        weights = fitted(finder, texts)
        for name, value in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
            print(f'        "{name}": {value},')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
