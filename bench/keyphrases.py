"""Counts how often the keyphrase found is one a writer chose, and fits its net (`--fit`).

The texts are those of golden_keyphrases.md and, of other hands, of keyphrase_texts/: « === name |
accepted · accepted » before each. Two figures are honest: keyphrase_held_out/, on which nothing is
ever fitted, and « left out », each sixth of the texts judged with weights fitted on the others
(four minutes, with `--fit` only, which writes resources/words/keyphrase_net.txt anew).
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench import _keyphrase_fit as fit
from bench.offline import GOLDEN_KEYPHRASES, TEXTS, accepted_keyphrases, bare
from desktop_app.document import plain_text
from desktop_app.french.lexicon import Lexicon
from desktop_app.model import Source
from desktop_app.resources import assembled, resource, word_list
from desktop_app.writers.offline.keyphrase import Known, keyphrases, weighed_candidates
from desktop_app.writers.offline.keyphrase_forms import completed
from desktop_app.writers.offline.material import material
from desktop_app.writers.offline.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Reading

MORE_TEXTS = Path(__file__).resolve().parent / "keyphrase_texts"
HELD_OUT = MORE_TEXTS.parent / "keyphrase_held_out"
NET = resource("words", "keyphrase_net.txt")
HEADER = """\
# What each feature of a possible keyphrase is worth: see writers/offline/keyphrase_net.py.
# Its straight weight, then its weight for each unit. Made by bench/keyphrases.py --fit from the
# texts of bench/golden_keyphrases.md and bench/keyphrase_texts/."""
FOLDS = 6
CHANGED = 0.35
GOLDEN_WEIGHT = 2.5
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
        return reading, self._reader.tag_in(reading, matter.title) if matter.title else []

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


def candidates_of(
    finder: Finder, texts: Sequence[Text]
) -> tuple[list[str], list[Text], fit.Choices]:
    """Give the features' names, the texts and their changed forms, and all their candidates."""
    every = [one for text in texts for one in (text, *changed(text))]
    found = [finder.candidates(one) for one in every]
    names = sorted({name for one in found for _, values in one for name in values})
    place = {name: number for number, name in enumerate(names)}
    sizes = np.array([len(one) for one in found])
    rows = np.zeros((int(sizes.sum()), len(names)), np.float32)
    for row, (_, values) in zip(rows, (c for one in found for c in one), strict=True):
        row[[place[name] for name in values]] = list(values.values())
    right = np.array([is_right for one in found for is_right, _ in one])
    weights = np.array([one.weight for one in every], np.float32)
    return names, every, fit.Choices(rows, right, np.cumsum(sizes) - sizes, sizes, weights)


def fitted(finder: Finder, texts: Sequence[Text]) -> str:
    """Print how many texts left out in turn get a right keyphrase; give the net fitted on all."""
    names, every, choices = candidates_of(finder, texts)
    mean, spread = fit.scale(choices.rows)
    choices = replace(choices, rows=(choices.rows - mean) / spread)
    turns = {text.name: number % FOLDS for number, text in enumerate(texts)}
    usable = [n for n in range(len(every)) if choices.right[choices.of(n)].any()]
    right = 0
    for fold in range(FOLDS):
        net = fit.fitted(choices, [n for n in usable if turns[every[n].name] != fold])
        for number in usable:
            text, where = every[number], choices.of(number)
            if turns[text.name] == fold and not text.changed:
                right += bool(choices.right[where][net.worth(choices.rows[where]).argmax()])
    print(f"left out: {right} of {len(texts)} ({100 * right / len(texts):.0f} %)")
    return written(names, fit.unscaled(fit.fitted(choices, usable), mean, spread))


def written(names: Sequence[str], net: fit.Net) -> str:
    """Give a net as the lines of resources/words/keyphrase_net.txt."""

    def line(name: str, numbers: Iterable[float]) -> str:
        return " ".join([name, *(f"{number:.3g}" for number in numbers)])

    rows = [
        line(name, [net.straight[place], *net.units[place]]) for place, name in enumerate(names)
    ]
    return "\n".join([HEADER, line("bias", net.bias), line("out", net.out), *rows, ""])


def main(arguments: Sequence[str] = ()) -> int:
    """Print how many keyphrases are right; with `--fit` fit the weights and print them."""
    finder = Finder()
    golden, more = list(golden_texts()), list(texts_of(MORE_TEXTS))
    for name, group in (
        (GOLDEN_KEYPHRASES.name, golden),
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
        NET.write_text(fitted(finder, texts), encoding="utf-8")
        print(f"written: {NET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
