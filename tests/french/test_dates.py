"""Dates mean the same however they are written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.dates import MONTHS, dates, resolved


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("le 18 juin 2023", {"day": 18, "month": 6, "year": 2023}),
        ("le 18/06/2023", {"day": 18, "month": 6, "year": 2023}),
        ("le 18/06/23", {"day": 18, "month": 6, "year": 2023}),
        ("2023-06-18", {"day": 18, "month": 6, "year": 2023}),
        ("dimanche 18 juin", {"weekday": 6, "day": 18, "month": 6}),
        ("le 18/06", {"day": 18, "month": 6}),
        ("le 1er mai", {"day": 1, "month": 5}),
        ("le premier mai", {"day": 1, "month": 5}),
        ("le dix-huit juin", {"day": 18, "month": 6}),
        ("en février", {"month": 2}),
        ("en juin 2023", {"month": 6, "year": 2023}),
        ("en 2023", {"year": 2023}),
        ("lundi", {"weekday": 0}),
        ("samedi 8", {"weekday": 5, "day": 8}),
        ("à 18 h 30", {"hour": 18, "minute": 30}),
        ("à 18h30", {"hour": 18, "minute": 30}),
        ("à 18:30", {"hour": 18, "minute": 30}),
        ("à dix-huit heures trente", {"hour": 18, "minute": 30}),
        ("six heures", {"hour": 6}),
        ("6 heures", {"hour": 6}),
        ("à midi", {"hour": 12}),
        ("hier", {"relative": "hier"}),
        ("la semaine dernière", {"relative": "semaine dernière"}),
    ],
)
def test_what_a_date_says(text: str, parts: dict[str, object]) -> None:
    (found,) = dates(f"Cela se passe {text}.")
    assert found.parts == parts


def test_a_range_has_two_days_of_one_month() -> None:
    assert [d.parts for d in dates("du 3 au 5 juin 2023")] == [
        {"day": 3, "month": 6},
        {"day": 5, "month": 6, "year": 2023},
    ]


@pytest.mark.parametrize(
    "text", ["2000 euros versés", "1500 habitants", "il marche", "3,5 km", "Mars est rouge"]
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


def test_partial_dates_agree_when_nothing_contradicts() -> None:
    whole, part, other = dates("dimanche 18 juin 2023, le 18 juin puis le 18 juin 2024")
    assert part.agrees(whole)
    assert part.agrees(other)
    assert not whole.agrees(other)


def test_a_weekday_is_resolved_by_the_day_of_publication() -> None:
    (lundi,) = dates("lundi")
    assert datetime.date(2023, 6, 19) in resolved(lundi, datetime.date(2023, 6, 20))
    assert lundi.is_relative


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_words_and_digits_agree(day: datetime.date) -> None:
    written = f"le {day.day} {MONTHS[day.month - 1]} {day.year}"
    (one,) = dates(written)
    (other,) = dates(f"le {day:%d/%m/%Y}")
    assert one.parts == other.parts
