"""The net that weighs keyphrases."""

from __future__ import annotations

import random

import pytest

from desktop_app.resources import word_list
from desktop_app.writers.offline.keyphrase_net import KeyphraseNet

LINES = ["bias -1 0", "out 2 -3", "titled 0.5 1 1", "late -2 0 4"]


def test_worth_is_the_straight_weights_and_what_the_active_units_add() -> None:
    net = KeyphraseNet.load(lambda _: LINES)
    assert net.worth({}) == 0.0
    assert net.worth({"titled": 1.0}) == pytest.approx(0.5 - 3 * 1)
    assert net.worth({"titled": 3.0, "late": -1.0}) == pytest.approx(1.5 + 2 + 2 * 2)
    assert net.worth({"unknown": 5.0}) == 0.0


def test_lines_may_come_in_any_order() -> None:
    lines = list(word_list("keyphrase_net"))
    shuffled = random.Random(3).sample(lines, len(lines))
    one, other = KeyphraseNet.load(lambda _: lines), KeyphraseNet.load(lambda _: shuffled)
    values = {name: 0.25 for name in one.rows}
    assert one.rows
    assert one.worth(values) == pytest.approx(other.worth(values))
