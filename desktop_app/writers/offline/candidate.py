"""A possible subheading: its text made of a sentence's own words, and what its form is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from desktop_app.french.dates import MONTHS
from desktop_app.french.phrases import lower
from desktop_app.writers.offline.completeness import differs, points_back, stands
from desktop_app.writers.offline.guards import acceptable, drop_asides, starts_well, understood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_app.french.tagger import Tagged
    from desktop_app.writers.offline.reading import Read

Kind = Literal[
    "question", "attribute", "participial", "clause", "opened", "order", "quotation", "phrase"
]

SHORTEST = 20
LONGEST = 75
BASE: Mapping[Kind, float] = MappingProxyType(
    {
        "question": 2.4,
        "attribute": 1.6,
        "participial": 1.65,
        "clause": 1.55,
        "opened": 1.55,
        "order": 1.5,
        "quotation": 1.25,
        "phrase": 0.8,
    }
)
NBSP = "\u00a0"
_FIGURE = 0.6
_FIGURE_FIRST = 0.4
_YEAR_COST = 0.2
_ORDINAL = ("e", "er", "re", "ème")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SHORT_CLAUSE = 0.3
_SHORT_CLAUSE_LENGTH = 29
_BARE = 0.5
_COMMA = 0.2
_COUNTED_OUT = 0.3
_DIFFERS = 1.4
_TOLD = ("clause", "participial", "opened", "order")


@dataclass(frozen=True)
class Candidate:
    """A possible subheading, where it comes from and what its form is worth (not yet its sense)."""

    text: str
    kind: Kind
    worth: float
    units: tuple[Tagged, ...]
    read: Read
    person: bool = False
    cut: float = 0.0


def made(
    read: Read,
    kind: Kind,
    chosen: Sequence[Tagged],
    cost: float,
    subject_end: int = 0,
    article: str = "",
    people: bool = False,
) -> Candidate | None:
    """Give the candidate of some units, or None when it could not be understood or is too long."""
    units = drop_asides(chosen)
    if not units or not acceptable(read, units):
        return None
    subject = subject_end - len(chosen) + len(units) if subject_end else 0
    ours = kind == "clause" and not read.opening and not any(read.quoted)
    denied = kind == "order" and units[0].tag == "ne"  # « Ne peignez pas les chants »
    if kind != "question" and not (
        (denied or starts_well(units, article)) and understood(units, subject, spoken=ours)
    ):
        return None
    text = joined(read, units)
    if article:
        text = f"{article}{'' if article.endswith('’') else ' '}{text}"
    text = capital(text)
    if not fits(text) or points_back(units, text):
        return None
    if kind in _TOLD and not stands(units):
        return None
    person = kind == "phrase" and (people or _person(units))
    worth = BASE[kind] - cost - figure_cost(units)
    worth -= _BARE if kind == "clause" and _bare_subject(read, chosen, subject_end) else 0.0
    worth -= _COMMA * sum(u.text == "," for u in units) if kind == "clause" else 0.0
    worth -= _FIGURE_FIRST if text[0].isdigit() else 0.0
    worth -= _COUNTED_OUT if kind == "phrase" and units[0].tag == "num" else 0.0
    worth -= _DIFFERS * differs(units)
    worth -= _SHORT_CLAUSE if kind == "clause" and len(text) < _SHORT_CLAUSE_LENGTH else 0.0
    return Candidate(text, kind, worth, tuple(units), read, person, cost)


def fits(text: str) -> bool:
    """Tell whether a text is long and short enough for a subheading."""
    return SHORTEST <= len(text) <= LONGEST


def joined(read: Read, units: Sequence[Tagged]) -> str:
    """Join units as the source has them; what was left out leaves one space."""
    parts: list[str] = []
    for number, unit in enumerate(units):
        if number:
            before = units[number - 1]
            gap = read.text[before.end : unit.start]
            parts.append(gap if not gap.strip() and len(gap) <= 2 else _gap(before, unit))
        parts.append(read.text[unit.start : unit.end])
    return "".join(parts)


def _gap(before: Tagged, unit: Tagged) -> str:
    return "" if before.text.endswith(("'", "’")) or unit.text in ",." else " "


def capital(text: str) -> str:
    """Give a text with a capital first."""
    return text[:1].upper() + text[1:]


def _person(units: Sequence[Tagged]) -> bool:
    """Tell whether a phrase only names somebody: « le ministre chinois Qin Gang ».

    « L'entrée en jeu de la jeune Inès Bouchareb » tells what happens.
    """
    if any(u.tag in ("prep", "pdet") for u in units):
        return False
    return units[-1].tag == "name" and len(units) > 1 and units[-2].tag in ("name", "noun", "adj")


def figure_cost(units: Sequence[Tagged]) -> float:
    """Give what a figure in a heading costs: it is a detail.

    « Tramontane 3 » is a name, « la 52e minute » no figure.
    """
    figures = [
        u
        for n, u in enumerate(units)
        if u.tag == "num"
        and u.text[:1].isdigit()
        and not (n and units[n - 1].tag == "name")
        and not any(lower(after) in _ORDINAL for after in units[n + 1 : n + 2])
        and not any(lower(after) in MONTHS for after in units[n + 1 : n + 4])
    ]
    if figures and all(_YEAR.fullmatch(u.text) for u in figures):
        return _YEAR_COST
    return _FIGURE if figures else 0.0


def _bare_subject(read: Read, units: Sequence[Tagged], end: int) -> bool:
    """Tell whether the subject leans on the sentence before: « L'accès est fixé à 3 euros »."""
    return bool(read.opening) and end == 2 and lower(units[0]) in ("le", "la", "l'", "les")
