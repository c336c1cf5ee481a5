"""Figures: each of the article's is in a source, of the same thing, and each source's is kept."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, changed, missing
from desktop_app.checks.fidelity.sources import Place, SourceIndex
from desktop_app.french.capitals import fold
from desktop_app.french.dates import Date
from desktop_app.french.numbers import Number
from desktop_app.model import Fact, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.alignment import Aligner
    from desktop_app.checks.fidelity.passages import Atom

Known = list[tuple[Number, Place]]
FOREIGN_WORDS = 20  # another language may spell these out
_MONEY_AND_SHARES = frozenset({"%", "euro", "dollar", "livre"})


def compare_numbers(
    units: Sequence[Unit],
    index: SourceIndex,
    aligner: Aligner,
    context: CheckContext,
    level: Status,
) -> Outcome:
    """Trace every figure both ways."""
    outcome = Outcome()
    said: set[tuple[Fraction, bool]] = set()
    for unit in units:
        for number in unit.passage.numbers:
            said.add(number.key)
            if not aligner.in_broken_quotation(unit, number.start):
                outcome.add(_one(unit, number, index, aligner, context))
        said.update((Fraction(d.year), False) for d in unit.passage.dates if d.year)
        said.update((Fraction(d.hour), False) for d in unit.passage.dates if d.hour is not None)
    replaced = outcome.replaced()
    left = [
        (known[0][0].text, known[0][1].where)
        for key, known in sorted(index.numbers.items(), key=lambda item: _first(item[1]))
        if key not in said
        and not {n.text for n, _ in known} & replaced
        and not all(n.weak or _trivial(n) for n, _ in known)
    ]
    outcome.add(missing("number", left, level, context))
    return outcome


def _first(known: Known) -> tuple[int, int]:
    return known[0][1].source, known[0][1].start


def _trivial(number: Number) -> bool:
    """« 1 » may stand for « un », which is no figure of the source."""
    return number.value == 1 and number.unit not in _MONEY_AND_SHARES and number.kind == "cardinal"


def _one(
    unit: Unit, number: Number, index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    known = index.numbers.get(number.key, [])
    place = unit.place(number.start, number.end)
    swapped = aligner.swapped(unit, number)
    if swapped is not None and swapped[0].item is not None and not _agrees(number, swapped[0]):
        was, at = swapped[0].item.text, swapped[1]
        return changed(
            "number", "altered", number.text, place, context, source_text=was,
            source_where=at.where, replacements=(was,),
        )  # fmt: skip
    spelled = index.foreign and not known and number.value <= FOREIGN_WORDS
    if number.weak or _trivial(number) or spelled:
        return Outcome()
    if not known:
        return _unknown(unit, number, index, aligner, context)
    moved = _moved(unit, number, known, index, aligner)
    if moved is not None:
        return changed(
            "number", "altered", number.text, place, context, source_text=moved[0].text,
            source_where=moved[1].where, how="moved",
        )  # fmt: skip
    at = aligner.nearest_place(unit, number.start, [p for _, p in known])
    return Outcome([Fact("number", "kept", number.text, index.text(at), place, at.where)])


def _agrees(number: Number, atom: Atom) -> bool:
    """Whether a date of the source says this figure (« 2023 », « six heures »)."""
    return isinstance(atom.item, Date) and number.value in (atom.item.year, atom.item.hour)


def _unknown(
    unit: Unit, number: Number, index: SourceIndex, aligner: Aligner, context: CheckContext
) -> Outcome:
    place = unit.place(number.start, number.end)
    if number.value.denominator == 1 and number.kind == "cardinal":
        for date, at in index.dates:
            if (not number.unit and number.value == date.year) or (
                number.unit == "heure" and number.value == date.hour
            ):
                return Outcome([Fact("number", "kept", number.text, date.text, place, at.where)])
    instead = aligner.number_instead(unit, number)
    if instead is None:
        return changed("number", "invented", number.text, place, context)
    was, at = instead
    return changed(
        "number", "altered", number.text, place, context, source_text=was.text,
        source_where=at.where, replacements=(was.text,),
    )  # fmt: skip


def _moved(
    unit: Unit, number: Number, known: Known, index: SourceIndex, aligner: Aligner
) -> tuple[Number, Place] | None:
    """Give the source's figure of this value when it certainly counts something else."""
    if number.unit:
        if any(n.unit == number.unit for n, _ in known):
            return aligner.turned_subject(unit, number, known)
        others = [(n, p) for n, p in known if n.unit]
        return others[0] if others and len(others) == len(known) else None
    if number.noun and not any(_noun(n) == _noun(number) for n, _ in known):
        nouns = index.counted.get(_noun(number), ())
        if any(value != number.key for value in nouns) and aligner.certain(unit, number.start):
            return known[0]
    return aligner.turned_subject(unit, number, known)


def _noun(number: Number) -> str:
    return fold(number.noun).rstrip("sx")
