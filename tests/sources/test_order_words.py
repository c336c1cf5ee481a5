"""What a field shows of an order is what the field takes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import WantedHeading, WantedLink, WantedTerm
from desktop_app.sources.client_order import understand_order
from desktop_app.sources.order_words import (
    heading_words,
    headings_in,
    link_words,
    links_in,
    said_by,
    term_words,
    terms_in,
    words_in,
)

WORDS = st.lists(
    st.sampled_from(["piscine", "chauffée", "l’eau", "double-vitrage", "2026", "Évian"]),
    min_size=1,
    max_size=4,
).map(" ".join)
PHRASE = WORDS.filter(lambda text: not text[-1].isdigit() and any(c.isalpha() for c in text))


@given(st.lists(st.builds(WantedTerm, PHRASE, st.integers(1, 9), st.none()), max_size=5))
def test_terms_come_back(terms: list[WantedTerm]) -> None:
    alone = tuple({term.text.casefold(): term for term in reversed(terms)}.values())
    assert set(terms_in(", ".join(term_words(t) for t in alone))) == set(alone)


@given(PHRASE, st.integers(1, 5), st.integers(0, 5))
def test_a_range_comes_back(text: str, low: int, more: int) -> None:
    term = WantedTerm(text, low, low + more)
    assert terms_in(term_words(term)) == (term,)


@given(st.lists(st.builds(WantedHeading, PHRASE, st.integers(2, 4)), max_size=4))
def test_headings_come_back(headings: list[WantedHeading]) -> None:
    assert headings_in("\n".join(map(heading_words, headings))) == tuple(headings)


@given(st.builds(WantedLink, st.one_of(st.just(""), PHRASE), st.just("https://a.example/b?c=1")))
def test_links_come_back(link: WantedLink) -> None:
    assert links_in(link_words(link)) == ((link,), ())


@pytest.mark.parametrize(
    "pasted",
    [
        "piscine (3)\nabri\npompe (2 à 4)",
        "piscine\t3\nabri\t1\npompe\t2 à 4",  # two columns of a spreadsheet
        "• piscine (3)\n• abri\n• pompe (2-4)\n",
        "piscine x 3 ; abri ; pompe (2 à 4 fois)",
        "piscine (3)\tabri\tpompe (2–4)",  # a row of a spreadsheet
        "1. piscine (3)\r\n2. abri\r\n3. pompe (2 à 4)",
    ],
)
def test_a_pasted_list(pasted: str) -> None:
    wanted = (WantedTerm("piscine", 3), WantedTerm("abri"), WantedTerm("pompe", 2, 4))
    assert terms_in(pasted) == wanted


def test_other_lists() -> None:
    assert words_in("« leader », pas cher ;incontournable\n- pas cher") == (
        *("leader", "pas cher", "incontournable"),
    )
    assert headings_in("## Un\n### Deux\n- H3 : Trois\n\nQuatre") == (
        *(WantedHeading("Un"), WantedHeading("Deux", 3), WantedHeading("Trois", 3)),
        WantedHeading("Quatre"),
    )
    links, wrong = links_in(
        "devis gratuit\thttps://a.example/devis\nnos conseils\nhttps://b.example"
    )
    assert links == (
        WantedLink("devis gratuit", "https://a.example/devis"),
        WantedLink("", "https://b.example"),
    )
    assert wrong == ("nos conseils",)


def test_what_an_order_says_is_named() -> None:
    assert said_by(None) == frozenset()
    order = understand_order("Longueur : 900 mots\nTon : expert\nMots interdits : leader, top\n")
    assert said_by(order) == {"length", "tone", "forbidden"}
