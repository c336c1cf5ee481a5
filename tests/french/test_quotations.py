"""Quotations are found whatever their marks, and compared by their words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.quotations import difference, quotations, quote_pieces, quote_words


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("Il a dit : « Je viens. »", ["Je viens."]),
        ('Il a dit : “Je viens”, puis "Je pars".', ["Je viens", "Je pars"]),
        ("„Je viens“, dit-il", ["Je viens"]),
        ("« Il m’a crié « halte » trois fois »", ["Il m’a crié « halte » trois fois"]),
        ("« Il m’a crié “halte” trois fois »", ["Il m’a crié “halte” trois fois"]),
        ("elle espère que « la Chine travaillera.\nAutre paragraphe", ["la Chine travaillera."]),
        ("« Un début, dit-il. « Une suite »", ["Un début, dit-il.", "Une suite"]),
        ("« Premier paragraphe\n» et sa suite »", ["Premier paragraphe", "et sa suite"]),
        ('Un écran de 27" et un mot "cité" ici', ["cité"]),
        ("Rien » ici", []),
        ("«»", []),
    ],
)
def test_every_kind_of_marks(text: str, inner: list[str]) -> None:
    found = quotations(text)
    assert [q.text for q in found] == inner
    assert all(text[q.inner_start : q.inner_end] == q.text for q in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’accord", "l'accord"),
        ("Que faire\u00a0?", "Que faire ?"),
        ("des règles,", "des règles"),
        ("C’est fini.", "C’est fini"),
        ("un mot, un autre…", "un mot un autre ..."),
        ("1\u202f500 euros", "1500 euros"),
        ("franco‑allemand", "franco-allemand"),
        ("un « grand » jour", "un “grand” jour"),
    ],
)
def test_what_does_not_count(one: str, other: str) -> None:
    assert quote_words(one) == quote_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("la paix", "sa paix"), ("12 %", "13 %"), ("il vient", "il vient ?"), ("une", "Une")],
)
def test_words_are_never_normalised(one: str, other: str) -> None:
    assert quote_words(one) != quote_words(other)


def test_cuts_make_pieces() -> None:
    assert quote_pieces("Nous avons (…) un plan [...] clair [de relance]") == [
        ["Nous", "avons"],
        ["un", "plan"],
        ["clair"],
    ]


def test_difference_names_the_words() -> None:
    found = difference(
        quote_words("la Chine ne fera aucun compromis"), quote_words("la Chine fera un compromis")
    )
    assert (found.removed, found.added) == ("ne aucun", "un")


@given(st.text(alphabet="ab «»“”„\"'\n.", max_size=60))
def test_places_hold_the_text(text: str) -> None:
    last = 0
    for q in quotations(text):
        assert last <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert text[q.inner_start : q.inner_end] == q.text
        last = q.end
