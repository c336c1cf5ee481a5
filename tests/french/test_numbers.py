"""Figures mean the same in digits and in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.numbers import numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("deux jours", 2, "jour"),
        ("2 jours", 2, "jour"),
        ("une vingtaine", 20, ""),
        ("deux douzaines", 24, ""),
        ("1,5 million d’euros", 1_500_000, "euro"),
        ("un million et demi d’euros", 1_500_000, "euro"),
        ("1 500 000 €", 1_500_000, "euro"),
        ("1\u202f500\u202f000 €", 1_500_000, "euro"),
        ("1.500.000 euros", 1_500_000, "euro"),
        ("45 k€", 45_000, "euro"),
        ("2,3 Md€", 2_300_000_000, "euro"),
        ("20 %", 20, "%"),
        ("vingt pour cent", 20, "%"),
        ("quatre-vingt-dix-sept", 97, ""),
        ("nonante-sept", 97, ""),
        ("soixante et onze", 71, ""),
        ("mille neuf cent quatre-vingt-quatre", 1984, ""),
        ("deux millions trois cent mille", 2_300_000, ""),
        ("une demi-heure", Fraction(1, 2), "heure"),
        ("deux heures et demie", Fraction(5, 2), "heure"),
        ("trois quarts d’heure", Fraction(3, 4), "heure"),
        ("la moitié", Fraction(1, 2), ""),
        ("les deux tiers", Fraction(2, 3), ""),
        ("450 m²", 450, "m²"),
        ("450 mètres carrés", 450, "m²"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    (found,) = numbers(f"Avec {text}.")
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["1er", "2e", "XXIe", "deuxième", "vingt-deuxième", "3ème", "premier"]
)
def test_ranks_are_not_amounts(text: str) -> None:
    (found,) = numbers(f"le {text} tour")
    assert found.kind == "ordinal"
    assert found.noun == "tour"


@pytest.mark.parametrize(
    "text", ["Covid-19", "le G7", "un chien", "des milliers de gens", "il l’aime"]
)
def test_no_figure(text: str) -> None:
    assert numbers(text) == []


def test_a_range_is_two_figures() -> None:
    assert [n.value for n in numbers("de 10 à 15 ans, 10-15 ans")] == [10, 15, 10, 15]


_UNITS = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize",
]  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def in_words(value: int) -> str:
    if value < 17:
        return _UNITS[value]
    if value < 20:
        return f"dix-{_UNITS[value - 10]}"
    if value < 70:
        ten, unit = value // 10 * 10, value % 10
        joint = " et " if unit == 1 else "-"
        return _TENS[ten] + (joint + _UNITS[unit] if unit else "")
    if value < 80:
        return "soixante et onze" if value == 71 else f"soixante-{in_words(value - 60)}"
    if value < 100:
        return f"quatre-vingt-{in_words(value - 80)}" if value > 80 else "quatre-vingts"
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
        return f"{head} {in_words(rest)}" if rest else head
    thousands, rest = divmod(value, 1000)
    head = "mille" if thousands == 1 else f"{in_words(thousands)} mille"
    return f"{head} {in_words(rest)}" if rest else head


@given(st.integers(2, 999_999))
def test_words_and_digits_agree(value: int) -> None:
    (words,) = numbers(f"Il compte {in_words(value)} pages.")
    (digits,) = numbers(f"Il compte {value} pages.")
    assert words.value == digits.value == value


@given(st.text(alphabet="0123456789 ,.%eun deux mille-\n", max_size=40))
def test_places_hold_the_text(text: str) -> None:
    last = 0
    for number in numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        last = number.end


def test_an_article_is_no_roman_ordinal() -> None:
    assert not list(numbers("Le Mistral. Ce vélo."))
    assert [n.value for n in numbers("Le XXIe siècle, le Ve acte, le XLe anniversaire")] == [
        21,
        5,
        40,
    ]
