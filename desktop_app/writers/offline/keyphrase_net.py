"""Tells what a possible keyphrase is worth: a small neural net over its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True)
class KeyphraseNet:
    """One hidden layer of rectified units beside a straight weight for each feature.

    `rows` gives each feature's straight weight, then its weight for each unit; `bias` and `out`
    are the units' own. The numbers are fitted by `bench/keyphrases.py --fit`.
    """

    rows: Mapping[str, tuple[float, tuple[float, ...]]]
    bias: tuple[float, ...]
    out: tuple[float, ...]

    @classmethod
    def load(cls, word_list: Callable[[str], Iterable[str]]) -> KeyphraseNet:
        """Read `keyphrase_net` of resources/words/: bias, out, and each feature, in any order."""
        lines = (line.split(" ") for line in word_list("keyphrase_net"))
        read = {name: tuple(map(float, numbers)) for name, *numbers in lines}
        bias, out = read.pop("bias"), read.pop("out")
        return cls({name: (row[0], row[1:]) for name, row in read.items()}, bias, out)

    def worth(self, values: Mapping[str, float]) -> float:
        """Give what a candidate's features are worth together: log odds beside the others'."""
        straight, units = 0.0, list(self.bias)
        for name, value in values.items():
            if value and name in self.rows:
                own, weights = self.rows[name]
                straight += own * value
                units = [unit + weight * value for unit, weight in zip(units, weights, strict=True)]
        return straight + sum(
            weight * unit for weight, unit in zip(self.out, units, strict=True) if unit > 0
        )

    def suggested(self, values: Mapping[str, float]) -> float:
        """Give what a candidate is worth as a suggestion: a detail said once is none."""
        return self.worth(values) - 2.0 * values["hapax"] - values["once"] - values["people"]
