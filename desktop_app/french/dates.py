"""Finds the dates, days and hours of a text, whole or in part, in digits or in words."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from desktop_app.french.numbers import Number, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SHORT = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11,
    "déc": 12, "aout": 8, "fevrier": 2, "decembre": 12,
}  # fmt: skip

_GAP = r"[ \u00a0\u202f]"
_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join([*MONTHS, *(f"{m}\\.?" for m in _SHORT)])
_DAY = (
    r"(?:1er|[12]?\d|3[01]|30)(?:er)?|premier|(?:vingt|trente)(?:[- ]et[- ]un|-[a-z]+)?"
    r"|dix(?:-[a-z]+)?|deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze"
    r"|quinze|seize"
)
_YEAR = r"1[0-9]\d\d|20\d\d|21\d\d"
_FULL = re.compile(
    rf"(?<![\w,.])(?:(?P<weekday>{_WEEKDAY}),?{_GAP})?(?:le{_GAP})?(?P<day>{_DAY}){_GAP}(?P<month>{_MONTH})"
    rf"(?:{_GAP}(?P<year>{_YEAR})(?![\w]))?(?!\w)",
    re.IGNORECASE,
)
_LEADING_DAY = re.compile(
    rf"(?<![\w,.])(?:(?P<weekday>{_WEEKDAY}){_GAP})?(?P<day>1er|[12]?\d|3[01]|30)(?:{_GAP}?(?:au|et|ou|à|-|–|,){_GAP}?)"
    rf"(?=(?:(?:{_WEEKDAY}){_GAP})?(?:(?:1er|\d\d?)(?:{_GAP}?(?:au|et|ou|-|–|,){_GAP}?)){{0,4}}"
    rf"(?:(?:{_WEEKDAY}){_GAP})?(?:1er|\d\d?){_GAP}(?P<month>{_MONTH})(?!\w))",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(
    rf"(?<!\w)(?P<weekday>{_WEEKDAY}){_GAP}(?P<day>1er|[12]?\d|3[01]|30)"
    rf"(?![\w,.:/%]\w|\w|{_GAP}?(?:h\b|heures?\b|%|€)|{_GAP}\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)"
    r"|(?P<iso>\d{4}-\d\d-\d\d))(?![\w/])"
)
_SHORT_NUMERIC = re.compile(
    rf"(?<!\w)(?:le|du|au){_GAP}(?P<day>\d{{1,2}})/(?P<month>\d\d)(?![\w/])"
)
_MONTH_ONLY = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(MONTHS)})(?:{_GAP}(?P<year>{_YEAR}))?(?!\w)", re.IGNORECASE
)
_WEEKDAY_ONLY = re.compile(rf"(?<!\w)(?P<weekday>{_WEEKDAY})(?P<plural>s?)(?!\w)", re.IGNORECASE)
_YEAR_ONLY = re.compile(
    rf"(?<![\w.,/-])(?<!\d[ \u00a0\u202f])(?P<year>{_YEAR})(?![\w%/]|[.,]\d|{_GAP}\d{{3}})"
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:en|depuis|dès|fin|début|courant|mi|année|années|ans?|été|hiver|printemps|automne|saison|"
    r"édition|jusqu['’]en|ici|vers|exercice|rentrée|campagne|millésime)|[(\[–/-])[ \u00a0\u202f]*$",
    re.IGNORECASE,
)
_CLOSED_AFTER = re.compile(
    r"\s*(?:[.,;:!?…»”\"()\]–—-]|$|\n|(?:et|ou|à|au|aux|puis|pour|par|de|du|des|d['’]|sur|sous|dans|en|avec|"
    r"sans|avant|après|contre|que|qui|où|quand|il|elle|ils|elles|on|le|la|les|l['’]|un|une|a|est|ont|"
    r"sont|était|avait|n['’]|ne|se|s['’]|son|sa|ses|leur|leurs|entre|selon|mais|car|grâce|lors|dont|"
    r"comme|ce|cette|ces|y|s)(?![\w]))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"(?<![\w,.])(?P<hour>[01]?\d|2[0-4]){_GAP}?(?:h|heures?){_GAP}?(?P<minute>\d\d)?(?!\w|{_GAP}et{_GAP}dem)"
    r"|(?<![\w,.:])(?P<chour>[01]?\d|2[0-3]):(?P<cminute>[0-5]\d)(?![\w:])"
    r"|(?<!\w)(?P<named>midi|minuit)(?!\w)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?<!\w)(?P<relative>avant-hier|hier|après-demain|demain|aujourd['’]hui|ce{_GAP}(?:matin|midi|soir)"
    rf"|(?:semaine|mois|année|an|week-end|été|hiver|printemps|automne){_GAP}(?:derni(?:er|ère)|prochaine?|passée?)"
    rf"|cette{_GAP}(?:semaine|année|nuit)|ce{_GAP}(?:mois-ci|week-end))(?!\w)",
    re.IGNORECASE,
)
_LOOSE = frozenset({"aujourd'hui", "cette année", "cette semaine"})


@dataclass(frozen=True, slots=True)
class Date:
    """A date, day or hour and its place; what it does not say is None.

    `weekday` counts from 0 (lundi); `relative` is an expression that only the day of publication
    explains, lower case. A weekday without a day of the month is relative too (`is_relative`).
    """

    text: str
    start: int
    end: int
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    hour: int | None = None
    minute: int | None = None
    relative: str | None = None

    @property
    def parts(self) -> dict[str, int | str]:
        """What this date says, by name."""
        named = (f.name for f in fields(self) if f.name not in ("text", "start", "end"))
        return {n: v for n in named if (v := getattr(self, n)) is not None}

    @property
    def is_relative(self) -> bool:
        """Whether only the day of publication tells which day is meant."""
        return self.relative is not None or (self.weekday is not None and self.day is None)

    @property
    def loose(self) -> bool:
        """Whether this is a manner of speaking of the present, as « aujourd'hui »."""
        return self.relative in _LOOSE

    def agrees(self, other: Date) -> bool:
        """Whether the two share something and contradict each other in nothing."""
        mine, theirs = self.parts, other.parts
        shared = mine.keys() & theirs.keys()
        return bool(shared) and all(mine[n] == theirs[n] for n in shared)


def dates(text: str, figures: Sequence[Number] | None = None) -> list[Date]:
    """Give the text's dates, days and hours in order, none overlapping.

    `figures` are the text's numbers where the caller has them already.
    """
    found: list[Date] = []
    taken = bytearray(len(text))
    known = numbers(text) if figures is None else figures
    finders = (
        _full, _leading_days, _days, _numeric, _clocks, _relatives, _months, _weekdays, _years
    )  # fmt: skip
    for finder in finders:
        for date in finder(text):
            _take(date, found, taken)
        if finder is _clocks:
            for date in _hours_in_words(text, known):
                _take(date, found, taken)
    return sorted(found, key=lambda d: d.start)


def _take(date: Date, found: list[Date], taken: bytearray) -> None:
    if not any(taken[date.start : date.end]):
        taken[date.start : date.end] = b"\x01" * (date.end - date.start)
        found.append(date)


def resolved(date: Date, published: datetime.date) -> tuple[datetime.date, ...]:
    """Give the days a relative date can mean in a text published that day; () when unclear."""
    near = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2}
    if date.relative is not None:
        shift = near.get(date.relative)
        return () if shift is None else (published + datetime.timedelta(days=shift),)
    if date.weekday is None or date.day is not None:
        return ()
    back = (published.weekday() - date.weekday) % 7
    last = published - datetime.timedelta(days=back)
    return last, last + datetime.timedelta(days=7), last - datetime.timedelta(days=7)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text.lower())


def _weekday(name: str | None) -> int | None:
    return WEEKDAYS.index(name.lower()) if name else None


def _month(name: str) -> int:
    folded = _fold(name).rstrip(".")
    return MONTHS.index(folded) + 1 if folded in MONTHS else _SHORT[folded]


def _day(text: str) -> int | None:
    lowered = text.lower().replace("premier", "1").removesuffix("er")
    if lowered.isdigit():
        return int(lowered)
    parsed = numbers(lowered)
    return int(parsed[0].value) if len(parsed) == 1 and 0 < parsed[0].value <= 31 else None


def _span(match: re.Match[str], name: str | None = None) -> Date:
    start = match.start(name) if name else match.start()
    return Date(match.string[start : match.end()], start, match.end())


def _full(text: str) -> Iterator[Date]:
    for match in _FULL.finditer(text):
        day, year = _day(match.group("day")), match.group("year")
        if day is None:
            continue
        weekday = _weekday(match.group("weekday"))
        start = match.start("weekday") if weekday is not None else match.start("day")
        yield Date(
            text[start : match.end()], start, match.end(), weekday=weekday, day=day,
            month=_month(match.group("month")), year=int(year) if year else None,
        )  # fmt: skip


def _leading_days(text: str) -> Iterator[Date]:
    for match in _LEADING_DAY.finditer(text):
        end = match.end("day")
        start = match.start("weekday") if match.group("weekday") else match.start("day")
        yield Date(
            text[start:end], start, end, weekday=_weekday(match.group("weekday")),
            day=_day(match.group("day")), month=_month(match.group("month")),
        )  # fmt: skip


def _days(text: str) -> Iterator[Date]:
    for match in _DAY_ONLY.finditer(text):
        weekday, day = _weekday(match.group("weekday")), _day(match.group("day"))
        yield replace(_span(match), weekday=weekday, day=day)


def _numeric(text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(text):
        if match.group("iso"):
            year, month, day = (int(piece) for piece in match.group("iso").split("-"))
        else:
            day, month, year = (int(match.group(n)) for n in ("day", "month", "year"))
            year += 2000 if year < 50 else 1900 if year < 100 else 0
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield replace(_span(match), day=day, month=month, year=year)
    for match in _SHORT_NUMERIC.finditer(text):
        day, month = int(match.group("day")), int(match.group("month"))
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield replace(_span(match, "day"), day=day, month=month)


def _clocks(text: str) -> Iterator[Date]:
    for match in _CLOCK.finditer(text):
        if match.group("named"):
            hour, minute = (12 if match.group("named").lower() == "midi" else 0), None
        else:
            hour = int(match.group("hour") or match.group("chour"))
            minutes = match.group("minute") or match.group("cminute")
            minute = int(minutes) if minutes and int(minutes) else None
        yield replace(_span(match), hour=hour, minute=minute)


def _hours_in_words(text: str, figures: Sequence[Number]) -> Iterator[Date]:
    for number in figures:
        if number.unit != "heure" or number.value >= 25:
            continue
        hour, half = divmod(number.value, 1)
        if number.text[0].isdigit() and not half:
            continue
        if half not in (0, 0.5) or number.value < 1 or number.kind != "cardinal":
            continue
        minute = 30 if half else None
        after = re.compile(
            rf"{_GAP}(?:(vingt|trente|quarante|cinquante|dix|quinze)(?:-cinq)?)(?!\w|-)"
        ).match(text, number.end)
        end = number.end
        if after and not half:
            minute, end = int(numbers(after.group().strip())[0].value), after.end()
        yield Date(text[number.start : end], number.start, end, hour=int(hour), minute=minute)


def _relatives(text: str) -> Iterator[Date]:
    for match in _RELATIVE.finditer(text):
        folded = re.sub(r"\s", " ", _fold(match.group()).replace("’", "'"))
        yield replace(_span(match), relative=folded)


def _months(text: str) -> Iterator[Date]:
    for match in _MONTH_ONLY.finditer(text):
        year = match.group("year")
        if match.group("month") == "Mars" and not year:
            continue
        yield replace(
            _span(match), month=_month(match.group("month")), year=int(year) if year else None
        )


def _weekdays(text: str) -> Iterator[Date]:
    for match in _WEEKDAY_ONLY.finditer(text):
        yield replace(_span(match), weekday=_weekday(match.group("weekday")))


def _years(text: str) -> Iterator[Date]:
    for match in _YEAR_ONLY.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        if _BEFORE_YEAR.search(before) or _CLOSED_AFTER.match(text[match.end() : match.end() + 14]):
            yield replace(_span(match), year=int(match.group("year")))
