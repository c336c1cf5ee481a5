"""Dates, days and hours: each of the article's is in a source, and each source's is kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from desktop_app.checks.fidelity.facts import Outcome, Unit, changed, missing
from desktop_app.checks.fidelity.sources import Place, SourceIndex
from desktop_app.french.dates import Date, resolved
from desktop_app.french.numbers import Number
from desktop_app.model import Fact, Finding, Status, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.checks.base import CheckContext
    from desktop_app.checks.fidelity.alignment import Aligner
    from desktop_app.checks.fidelity.passages import Atom
    from desktop_app.french.names import Name


def compare_dates(
    units: Sequence[Unit],
    index: SourceIndex,
    aligner: Aligner,
    context: CheckContext,
    level: Status,
) -> Outcome:
    """Trace every date both ways, and point out days that nothing in the article explains."""
    outcome = Outcome()
    published = published_on(context)
    said: list[Date] = []
    for unit in units:
        for date in unit.passage.dates:
            said.append(date)
            if not aligner.in_broken_quotation(unit, date.start):
                outcome.add(_one(unit, date, index, aligner, context, published))
    told = _Told(said)
    replaced = outcome.replaced()
    left: dict[tuple[tuple[str, int | str], ...], tuple[str, Place]] = {}
    for date, place in index.dates:
        if date.loose or date.text in replaced or told.holds(date):
            continue
        if not _resolves(date, said, published):
            left.setdefault(tuple(date.parts.items()), (date.text, place))
    outcome.add(missing("date", [(t, p.where) for t, p in left.values()], level, context))
    return outcome


def published_on(context: CheckContext) -> datetime.date | None:
    """Give the day of publication, from the brief or a source; None when nobody says it."""
    for text in (context.brief.published, *(s.fields.published for s in context.sources)):
        if text:
            try:
                return datetime.date.fromisoformat(text[:10])
            except ValueError:
                continue
    return None


def relative_dates(units: Sequence[Unit], context: CheckContext) -> Finding | None:
    """Point out days that only the day of publication explains, when nobody says it."""
    if published_on(context) is not None:
        return None
    places: list[Where] = []
    words: list[str] = []
    for unit in units:
        for date in unit.passage.dates:
            if date.is_relative and not date.loose:
                places.append(unit.place(date.start, date.end))
                words.append(date.text.lower())
    if not places:
        return None
    texts = ", ".join(dict.fromkeys(words))
    return Finding(
        "fidelity.date", "good", {"texts": texts}, where=places[0], places=tuple(places),
        message="fidelity.date.relative",
    )  # fmt: skip


class _Told:
    """The dates the article gives, looked up by any part."""

    def __init__(self, said: Sequence[Date]) -> None:
        """Take the dates."""
        self._by_part: dict[tuple[str, int | str], list[Date]] = {}
        distinct = {tuple(d.parts.items()): d for d in said}
        for date in distinct.values():
            for part in date.parts.items():
                self._by_part.setdefault(part, []).append(date)

    def holds(self, date: Date) -> bool:
        """Whether the article gives this date, whole or less exactly."""
        return any(
            date.agrees(other)
            for part in date.parts.items()
            for other in self._by_part.get(part, ())
        )


def _resolves(date: Date, said: Sequence[Date], published: datetime.date | None) -> bool:
    if published is None:
        return False
    return any(
        d.day == day.day and d.month == day.month for day in resolved(date, published) for d in said
    )


def _one(
    unit: Unit,
    date: Date,
    index: SourceIndex,
    aligner: Aligner,
    context: CheckContext,
    published: datetime.date | None,
) -> Outcome:
    if date.loose:
        return Outcome()
    place = unit.place(date.start, date.end)
    explained = _explained(date, index, published) or _foreign(date, index)
    if explained is not None:
        return Outcome(
            [Fact("date", "kept", date.text, index.text(explained), place, explained.where)]
        )
    swapped = aligner.swapped(unit, date)
    if swapped is not None and not _agrees(date, swapped[0]):
        return _altered(date, swapped[0].item, place, swapped[1], context)
    at = _supported(unit, date, index, aligner)
    if at is not None:
        return Outcome([Fact("date", "kept", date.text, index.text(at), place, at.where)])
    was = aligner.date_instead(unit, date) or _contradicted(date, index)
    if was is None:
        return changed("date", "invented", date.text, place, context)
    return _altered(date, was[0], place, was[1], context)


def _altered(
    date: Date, was: Name | Number | Date | None, place: Where, at: Place, context: CheckContext
) -> Outcome:
    text = was.text if was is not None else ""
    return changed(
        "date", "altered", date.text, place, context, source_text=text,
        source_where=at.where, replacements=(text,),
    )  # fmt: skip


def _agrees(date: Date, atom: Atom) -> bool:
    if isinstance(atom.item, Date):
        return date.agrees(atom.item)
    return isinstance(atom.item, Number) and atom.item.value in (date.year, date.hour)


def _supported(unit: Unit, date: Date, index: SourceIndex, aligner: Aligner) -> Place | None:
    parts = date.parts.items()
    whole = [p for d, p in index.dates_with(next(iter(parts))) if parts <= d.parts.items()]
    if whole:
        return aligner.nearest_place(unit, date.start, whole)
    number = date.year if date.year is not None and len(parts) == 1 else date.hour
    if number is not None and len(parts) == 1 and (known := index.numbers.get((number, False))):  # pyright: ignore[reportArgumentType]
        return known[0][1]
    return _pieced(date, index)


def _foreign(date: Date, index: SourceIndex) -> Place | None:
    """Find the figures of a date in a source whose names of months and days are not French."""
    if not index.foreign:
        return None
    wanted = [str(v) for v in (date.day, date.year, date.hour) if v is not None]
    return Place(0, 0, 0) if all(v in index.vocabulary for v in wanted) else None


def _pieced(date: Date, index: SourceIndex) -> Place | None:
    """Find a date whose day one passage gives, and whose year or weekday another does."""
    if date.day is None and date.month is None:
        return None
    core = {n: v for n, v in date.parts.items() if n in ("day", "month")}
    rest = {n: v for n, v in date.parts.items() if n not in core}
    agreeing = [
        (d, p)
        for d, p in index.dates_with(next(iter(core.items())))
        if core.items() <= d.parts.items() and date.agrees(d)
    ]
    contradicted = any(
        core.items() <= d.parts.items() and not date.agrees(d)
        for d, _ in index.dates_with(next(iter(core.items())))
    )
    if not agreeing or contradicted:
        return None
    for part in rest.items():
        if part not in agreeing[0][0].parts.items() and not index.dates_with(part):
            return None
    return agreeing[0][1]


def _explained(date: Date, index: SourceIndex, published: datetime.date | None) -> Place | None:
    """Find a relative date of the source that means this day."""
    if published is None:
        return None
    for other, place in index.dates:
        for day in resolved(other, published):
            if (date.day, date.month) == (day.day, day.month) and date.year in (None, day.year):
                return place
    if date.is_relative or date.weekday is not None:
        mine = {(d.day, d.month) for d in resolved(date, published)}
        for other, place in index.dates:
            if (other.day, other.month) in mine:
                return place
    if date.year == published.year and len(date.parts) > 1:
        core = {n: v for n, v in date.parts.items() if n != "year"}
        for other, place in index.dates_with(next(iter(core.items()))):
            if core.items() <= other.parts.items() and other.year is None:
                return place
    return None


def _contradicted(date: Date, index: SourceIndex) -> tuple[Date, Place] | None:
    """Give the source's date that shares most with this one and still differs."""
    best: tuple[Date, Place] | None = None
    most = 0
    for part in date.parts.items():
        for other, place in index.dates_with(part):
            shared = len(date.parts.items() & other.parts.items())
            if shared > most:
                best, most = (other, place), shared
    return best
