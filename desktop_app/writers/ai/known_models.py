"""What services told of their models when asked: how much each can read, and its price."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from desktop_app.errors import BrokenFileError, NewerFileError
from desktop_app.files import read_json, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE = "models.json"
SCHEMA = 1
MILLION = 1_000_000
# OpenRouter and others; Mistral; vLLM.
_CONTEXTS = ("context_length", "max_context_length", "max_model_len")


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of a service: its context in tokens, its prices in dollars a million tokens.

    None where the service does not say. `sent` is what is read, `written` what comes back.
    """

    name: str
    context: int | None = None
    sent: float | None = None
    written: float | None = None

    @classmethod
    def of(cls, name: str, told: Mapping[str, Any]) -> Offer:
        """Take what a service's list says of a model, whatever else it may hold."""
        meta: object = told.get("meta")  # llama.cpp's; n_ctx is what it was started with
        served = cast("dict[str, Any]", meta).get("n_ctx") if isinstance(meta, dict) else None
        stated = [*(told.get(key) for key in _CONTEXTS), served]
        context = next((n for value in stated if (n := _whole(value))), None)
        pricing: object = told.get("pricing")
        prices = cast("dict[str, Any]", pricing) if isinstance(pricing, dict) else dict[str, Any]()
        sent, written = _a_million(prices.get("prompt")), _a_million(prices.get("completion"))
        if sent is None or written is None:
            sent = written = None
        return cls(name, context, sent, written)


def offers_in(told: object) -> list[Offer] | None:
    """Give the models a service lists, by name; None for what is no list of models.

    Most put the list under « data », which is null where there is no model yet; some give it bare.
    """
    if isinstance(told, dict):
        if "data" not in told:
            return None
        told = cast("dict[str, object]", told)["data"] or []
    if not isinstance(told, list):
        return None
    items = [cast("dict[str, Any]", i) for i in cast("list[object]", told) if isinstance(i, dict)]
    offers = [Offer.of(i["id"], i) for i in items if isinstance(i.get("id"), str)]
    return sorted(offers, key=lambda offer: offer.name) if offers or not told else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _a_million(value: object) -> float | None:
    """Give what a million tokens cost by the price of one; below 0 means « it depends »."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        price = float(value) * MILLION
    except ValueError:
        return None
    return price if math.isfinite(price) and price >= 0 else None


def _no_offers() -> Mapping[str, Mapping[str, Offer]]:
    return MappingProxyType({})


@dataclass(frozen=True)
class KnownModels:
    """What is remembered: by host, when it was asked (YYYY-MM) and its models by name."""

    months: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    offers: Mapping[str, Mapping[str, Offer]] = field(default_factory=_no_offers)

    def of(self, host: str, model: str) -> Offer | None:
        """Give what a host said of a model."""
        return self.offers.get(host, {}).get(model)

    def with_host(self, host: str, month: str, offers: Iterable[Offer]) -> KnownModels:
        """Give these with what a host says now; one that says nothing useful is left out."""
        telling = {o.name: o for o in offers if o.context is not None or o.sent is not None}
        months = {name: m for name, m in self.months.items() if name != host}
        known = {name: o for name, o in self.offers.items() if name != host}
        if telling:
            months[host], known[host] = month, telling
        return KnownModels(months, known)


def load_known(folder: Path) -> KnownModels:
    """Read what is remembered; a file that cannot be read is none."""
    try:
        data = read_json(folder / FILE, SCHEMA, {})
        hosts = cast("dict[str, Any]", data["hosts"])
        return KnownModels(
            {host: str(kept["month"]) for host, kept in hosts.items()},
            {
                host: {name: Offer(name, *row) for name, row in kept["models"].items()}
                for host, kept in hosts.items()
            },
        )
    except (OSError, BrokenFileError, NewerFileError, KeyError, TypeError, AttributeError):
        return KnownModels()


def remember(folder: Path, host: str, offers: Iterable[Offer]) -> None:
    """Keep what a host says now of its models; raises OSError."""
    month = time.strftime("%Y-%m")
    save_known(load_known(folder).with_host(host, month, offers), folder)


def save_known(known: KnownModels, folder: Path) -> None:
    """Write what is remembered; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    hosts = {
        host: {
            "month": known.months[host],
            "models": {o.name: [o.context, o.sent, o.written] for o in offers.values()},
        }
        for host, offers in known.offers.items()
    }
    write_json(folder / FILE, {"hosts": hosts}, SCHEMA)
