"""Fits the keyphrases' net: a conditional logit in which any right candidate may be the one chosen.

Stochastic gradient with Adam's step sizes and decoupled decay (Loshchilov and Hutter 2019), falling
to 0 along a cosine; some units and features are left out of each step (Srivastava et al. 2014).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Whole = NDArray[np.int64]

UNITS = 24
PASSES = 25
TEXTS_A_STEP = 32
RATE = 3e-3
DECAY = 0.2
UNITS_OUT = 0.3
FEATURES_OUT = 0.1
LEAST_SPREAD = 0.2
FIRST, SECOND = 0.9, 0.999
TINY = 1e-8


@dataclass(frozen=True)
class Choices:
    """The candidates of many texts, one under the other.

    `rows` are candidates by features, `right` tells which are, `starts` and `sizes` give each
    text's first row and their count, `weights` how much it counts.
    """

    rows: Floats
    right: NDArray[np.bool_]
    starts: Whole
    sizes: Whole
    weights: Floats

    def of(self, text: int) -> slice:
        """Give where a text's candidates stand."""
        return slice(self.starts[text], self.starts[text] + self.sizes[text])


@dataclass
class Net:
    """Weights of features by unit, the units' bias and out, and the features' straight weights."""

    units: Floats
    bias: Floats
    out: Floats
    straight: Floats

    def worth(self, rows: Floats) -> Floats:
        """Give what each row of standardised features is worth."""
        units = np.maximum(rows @ self.units + self.bias, 0)
        return (units @ self.out + rows @ self.straight).astype(np.float32)

    def parts(self) -> list[Floats]:
        """Give the arrays that are fitted."""
        return [self.units, self.bias, self.out, self.straight]


def scale(rows: Floats) -> tuple[Floats, Floats]:
    """Give each feature's mean and spread; what hardly ever changes is not blown up."""
    spread = np.maximum(rows.std(0), LEAST_SPREAD)
    return rows.mean(0).astype(np.float32), spread.astype(np.float32)


def unscaled(net: Net, mean: Floats, spread: Floats) -> Net:
    """Give the net that does on features as they are what this one does on standardised ones."""
    units = net.units / spread[:, None]
    bias = (net.bias - mean @ units).astype(np.float32)
    return Net(units, bias, net.out, net.straight / spread)


def fitted(choices: Choices, texts: Sequence[int], seed: int = 0) -> Net:
    """Give the net fitted on these texts, whose features are standardised."""
    chance = np.random.default_rng(seed)
    net = _first(chance, choices.rows.shape[1])
    moments = [(np.zeros_like(part), np.zeros_like(part)) for part in net.parts()]
    number = 0
    for turn in range(PASSES):
        rate = RATE * (1 + np.cos(np.pi * turn / PASSES)) / 2
        order = chance.permutation(np.array(texts))
        for start in range(0, len(order), TEXTS_A_STEP):
            number += 1
            slopes = _slopes(net, choices, order[start : start + TEXTS_A_STEP], chance)
            for part, slope, (first, second) in zip(net.parts(), slopes, moments, strict=True):
                first += (1 - FIRST) * (slope - first)
                second += (1 - SECOND) * (slope**2 - second)
                size = np.sqrt(second / (1 - SECOND**number)) + TINY
                part *= 1 - rate * DECAY
                part -= (rate * first / (1 - FIRST**number) / size).astype(np.float32)
    return net


def _first(chance: np.random.Generator, features: int) -> Net:
    def drawn(*shape: int, of: int) -> Floats:
        return (chance.uniform(-1, 1, shape) / np.sqrt(of)).astype(np.float32)

    return Net(
        drawn(features, UNITS, of=features),
        np.zeros(UNITS, np.float32),
        drawn(UNITS, of=UNITS),
        drawn(features, of=features),
    )


def _slopes(net: Net, choices: Choices, texts: Whole, chance: np.random.Generator) -> list[Floats]:
    """Give the slope of -log P(a right candidate is chosen), part by part."""
    sizes = choices.sizes[texts]
    places = np.concatenate(list(_places(choices, texts)))
    firsts = np.cumsum(sizes) - sizes
    rows = choices.rows[places]
    kept = rows * _kept(chance, rows.shape, FEATURES_OUT)
    units = kept @ net.units + net.bias
    mask = _kept(chance, units.shape, UNITS_OUT) * (units > 0)
    active = units * mask
    worth = active @ net.out + rows @ net.straight
    odds = np.exp(worth - np.repeat(np.maximum.reduceat(worth, firsts), sizes))
    right = odds * choices.right[places]
    every = np.repeat(np.add.reduceat(odds, firsts), sizes)
    good = np.repeat(np.maximum(np.add.reduceat(right, firsts), 1e-20), sizes)
    weights = np.repeat(choices.weights[texts] / len(texts), sizes)
    pull = (weights * (odds / every - right / good)).astype(np.float32)
    back = np.outer(pull, net.out) * mask
    return [kept.T @ back, back.sum(0), active.T @ pull, rows.T @ pull]


def _places(choices: Choices, texts: Whole) -> Iterator[Whole]:
    for text in texts:
        where = choices.of(int(text))
        yield np.arange(where.start, where.stop)


def _kept(chance: np.random.Generator, shape: tuple[int, ...], left_out: float) -> Floats:
    kept = chance.random(shape, dtype=np.float32) >= left_out
    return (kept / (1 - left_out)).astype(np.float32)
