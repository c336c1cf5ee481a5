"""What services tell of their models: contexts, prices, and what an article will cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.resources import resource
from desktop_app.writers.ai.known_models import (
    FILE,
    KnownModels,
    Offer,
    load_known,
    offers_in,
    save_known,
)
from desktop_app.writers.ai.prices import Prices

if TYPE_CHECKING:
    from pathlib import Path

ROUTER = "https://openrouter.ai/api/v1"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            {"context_length": 32768, "pricing": {"prompt": "0.0000025", "completion": "0.00001"}},
            Offer("m", 32768, 2.5, 10.0),
        ),
        ({"pricing": {"prompt": "0", "completion": "0"}}, Offer("m", None, 0.0, 0.0)),
        ({"pricing": {"prompt": "-1", "completion": "-1"}}, Offer("m")),
        ({"pricing": {"prompt": "0.1"}}, Offer("m")),
        ({"pricing": "cher", "context_length": "grand"}, Offer("m")),
        ({"max_context_length": 131072}, Offer("m", 131072)),
        ({"meta": {"n_ctx": 2048, "n_ctx_train": 8192}}, Offer("m", 2048)),
        ({"meta": None}, Offer("m")),
        ({"max_model_len": 8192, "pricing": {"prompt": "x", "completion": 2}}, Offer("m", 8192)),
        ({}, Offer("m")),
    ],
)
def test_what_a_list_says_of_a_model(told: dict[str, Any], wanted: Offer) -> None:
    found = Offer.of("m", told)
    assert (found.name, found.context) == (wanted.name, wanted.context)
    assert (found.sent, found.written) == pytest.approx((wanted.sent, wanted.written))


def test_it_is_kept_between_two_launches_and_asked_anew(tmp_path: Path) -> None:
    assert load_known(tmp_path) == KnownModels()
    known = KnownModels().with_host("a.fr", "2026-10", [Offer("m", 8192, 1.0, 2.0), Offer("n")])
    known = known.with_host("b.fr", "2026-11", [Offer("m", 4096)])
    save_known(known, tmp_path)
    kept = load_known(tmp_path)
    assert kept.of("a.fr", "m") == Offer("m", 8192, 1.0, 2.0)
    assert kept.of("a.fr", "n") is None
    assert kept.with_host("a.fr", "2026-12", [Offer("n")]).of("a.fr", "m") is None
    (tmp_path / FILE).write_text('{"schema": 1, "hosts": {"a.fr": 3}}', encoding="utf-8")
    assert load_known(tmp_path) == KnownModels()


def test_the_services_own_price_comes_before_the_table() -> None:
    table = Prices.parse(resource("ai_prices.txt").read_text(encoding="utf-8"))
    known = KnownModels().with_host("openrouter.ai", "2026-11", [Offer("x/y", None, 2.0, 10.0)])
    cost = table.cost(ROUTER, "x/y", (1_000_000, 100_000), known)
    assert cost is not None
    assert cost.least == pytest.approx(3.0 * table.euros_a_dollar)
    assert cost.most == pytest.approx(2 * cost.least)
    assert cost.date == "2026-11"
    assert table.cost(ROUTER, "x/z", (1000, 1000), known) is None
    listed = table.cost("https://api.openai.com/v1", "gpt-4o-2024-08-06", (1000, 1000), known)
    assert listed is not None
    assert listed.date == table.date
    assert listed.cents == (2, 3)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ({"object": "list", "data": [{"id": "b"}, {"id": "a"}]}, ["a", "b"]),
        ({"object": "list", "data": None}, []),
        ([{"id": "a"}, {"nom": "b"}], ["a"]),
        ({"data": [{"nom": "a"}]}, None),
        ({"bonjour": 1}, None),
        ("data", None),
    ],
)
def test_lists_of_models_in_every_shape(told: object, names: list[str] | None) -> None:
    offers = offers_in(told)
    assert (offers if offers is None else [offer.name for offer in offers]) == names
