"""What an article will take and cost about: tokens always, euros where the price is known."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.writers.ai.endpoint import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_app.writers.ai.known_models import KnownModels

MILLION = 1_000_000
# Repairs may send and bring about as much again as the draft.
WITH_REPAIRS = 2
# A dated version of a model (« gpt-4o-2024-08-06 ») costs what the model costs.
_DATED = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{4}|latest)$")


@dataclass(frozen=True, slots=True)
class Cost:
    """An estimate in euros, without and with repairs, and the month (YYYY-MM) of its prices."""

    least: float
    most: float
    date: str

    @property
    def cents(self) -> tuple[int, int]:
        """Both in whole cents, rounded up: an estimate of nought would be a promise."""
        return max(1, math.ceil(self.least * 100)), max(1, math.ceil(self.most * 100))


@dataclass(frozen=True, slots=True)
class Forecast:
    """About how many tokens a draft sends and brings; repairs may double both.

    `online` when a service beyond the own network counts them; `cost` None where no price is
    known, or nobody asks one.
    """

    sent: int
    written: int
    online: bool
    cost: Cost | None = None

    @property
    def tokens(self) -> int:
        """All of them."""
        return self.sent + self.written


@dataclass(frozen=True, slots=True)
class Prices:
    """The table: euros per million tokens sent and written, by host and model."""

    date: str
    euros: Mapping[tuple[str, str], tuple[float, float]]
    euros_a_dollar: float

    @classmethod
    def parse(cls, text: str) -> Prices:
        """Read resources/ai_prices.txt."""
        facts = dict(re.findall(r"^# (\w+) = (\S+)$", text, re.MULTILINE))
        rate = float(facts["euros_a_dollar"])
        rows = (line.split("|") for line in text.split("\n") if line and line[0] != "#")
        return cls(
            facts["date"],
            {
                (host.strip(), model.strip()): (float(sent) * rate, float(written) * rate)
                for host, model, sent, written in rows
            },
            rate,
        )

    def cost(
        self, base_url: str, model: str, tokens: tuple[int, int], known: KnownModels
    ) -> Cost | None:
        """Give what so many tokens sent and written cost; None where no price is known.

        What the service itself said of its prices (`known`) comes before the table.
        """
        host = host_of(base_url)
        offer, date = known.of(host, model), self.date
        if offer is not None and offer.sent is not None and offer.written is not None:
            price = (offer.sent * self.euros_a_dollar, offer.written * self.euros_a_dollar)
            date = known.months[host]
        else:
            price = self.euros.get((host, model)) or self.euros.get((host, _DATED.sub("", model)))
        if price is None:
            return None
        least = (tokens[0] * price[0] + tokens[1] * price[1]) / MILLION
        return Cost(least, least * WITH_REPAIRS, date)
