"""Corrections land where they belong, and the policy of what is safe, clause by clause."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.corrections import Correction, apply, safe
from desktop_app.model import Article, Field, Finding, Status, Where
from desktop_app.resources import word_list

NBSP = "\u00a0"
RULE = "grammar.WHITESPACE_RULE"
BODY = (
    "Le maire  d'Évreux a dit « c'est  non » hier.\n\n"
    "## L'avis  du maire\n\n"
    "Il y a 12 %  de **hausse** et l'article  de Le Monde.\n\n"
    "> Un texte  cité d'ici\n\n"
    "```\nx  = 'y'\n```\n"
)


def finding(
    text: str, passage: str, *new: str, rule: str = RULE, field: Field = "body",
    status: Status = "improve", nth: int = 0,
) -> Finding:  # fmt: skip
    start = -1
    for _ in range(nth + 1):
        start = text.index(passage, start + 1)
    where = Where(start, start + len(passage), field)
    return Finding(rule, status, where=where, replacements=new)


def corrected(passage: str, *new: str, nth: int = 0, keyphrase: str = "", **how: object) -> bool:
    one = finding(BODY, passage, *new, nth=nth, **how)  # pyright: ignore[reportArgumentType]
    return bool(safe([one], Article(BODY, keyphrase=keyphrase)))


def test_corrections_are_made_in_every_field() -> None:
    article = Article("Un deux trois", title="Un titre", seo_title="x", meta_description="desc")
    wanted = [
        Correction(Where(0, 2), "Deux fois", "r"),
        Correction(Where(8, 13), "3", "r"),
        Correction(Where(2, 2), "…", "r"),
        Correction(Where(3, 8, "title"), "mot", "r"),
        Correction(Where(0, 4, "meta_description"), "", "r"),
    ]
    done = apply(article, wanted)
    assert done.body == "Deux fois… deux 3"
    assert (done.title, done.seo_title, done.meta_description) == ("Un mot", "x", "")
    assert apply(article, []) == article


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_replacing_each_passage_by_itself_changes_nothing(
    text: str, steps: list[tuple[int, int]]
) -> None:
    wanted: list[Correction] = []
    position = 0
    for gap, size in steps:
        start, end = position + gap, position + gap + size
        if end > len(text):
            break
        wanted.append(Correction(Where(start, end), text[start:end], "r"))
        position = end
    assert apply(Article(text), wanted[::-1]).body == text


@pytest.mark.parametrize("places", [[(0, 3), (2, 5)], [(0, 99)], [(-1, 2)], [(0, 3), (0, 3)]])
def test_corrections_that_cannot_be_made_are_refused(places: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(Article("abcdef"), [Correction(Where(a, b), "x", "r") for a, b in places])


def test_what_repeats_the_body_follows_it() -> None:
    body = "L'intro *ici*.\n\n## L'avis\n\nSuite"
    article = Article(
        body, standfirst="L'intro ici.",
        alternatives=MappingProxyType({"L'avis": ("Autre",), "title": ("T",)}),
    )  # fmt: skip
    done = apply(article, [Correction(Where(1, 2), "’", "r"), Correction(Where(20, 21), "’", "r")])
    assert done.body == "L’intro *ici*.\n\n## L’avis\n\nSuite"
    assert done.standfirst == "L’intro ici."
    assert dict(done.alternatives) == {"L’avis": ("Autre",), "title": ("T",)}


def test_a_safe_correction_is_made() -> None:
    one = finding(BODY, "  ", " ")
    assert apply(Article(BODY), safe([one], Article(BODY))).body.startswith("Le maire d'Évreux")
    assert corrected("'", "’")
    assert corrected("L'", "L’")


def test_the_reviewed_list_is_ours_to_read() -> None:
    rules = word_list("safe_rules")
    assert len(rules) == len(set(rules)) > 10
    assert all(rule.startswith(("grammar.", "typography.")) for rule in rules)


def test_one_suggestion_only() -> None:
    assert not corrected("'", "’", "‘")
    assert not corrected("'")
    assert not corrected("'", "’", status="not_checked")


def test_reviewed_rules_only() -> None:
    assert not corrected("'", "’", rule="grammar.FR_SPELLING_RULE")
    assert safe([finding(BODY, "'", "’", rule="mine")], Article(BODY), rules={"mine"})


def test_only_plain_passages() -> None:
    assert not corrected("**hausse**", "hausses")
    assert not corrected("et l", "*et l")
    assert not corrected("  = ", " = ")
    assert not corrected("hausse**", "hausse")
    link = "Un [mot  ici](http://x  'y  z') là."
    assert safe([finding(link, "  ", " ")], Article(link))
    assert not safe([finding(link, "  ", " ", nth=1)], Article(link))
    assert not safe([finding(link, "  ", " ", nth=2)], Article(link))


def test_outside_quotations_only() -> None:
    assert not corrected("'", "’", nth=1)
    assert not corrected("  ", " ", nth=1)
    assert not corrected("texte  cité", "texte cité")
    title = "Il dit « c'est  non » et s'en va"
    article = Article("x", title=title)
    assert not safe([finding(title, "c'", "c’", field="title")], article)
    assert safe([finding(title, "s'", "s’", field="title")], article)


def test_no_name_is_touched() -> None:
    assert not corrected("Évreux", "Évreux-le-Vieux")
    assert not corrected("Monde", "monde")
    assert not corrected("Le Monde", "le Monde")
    assert not corrected("maire", "Maire")
    assert corrected("d'Évreux", "d’Évreux")
    named = finding(BODY, "maire", "mère")
    assert safe([named], Article(BODY))
    assert not safe([named], Article(BODY), names=["le Maire"])


def test_a_sentence_may_get_its_capital() -> None:
    body = "Fini. il pleut à verse."
    rule = "grammar.UPPERCASE_SENTENCE_START"
    assert safe([finding(body, "il", "Il", rule=rule)], Article(body))
    assert not safe([finding(body, "pleut", "Pleut", rule=rule)], Article(body))


def test_no_figure_is_touched() -> None:
    body = "Le 12 mai, 3.5 millions et 12 000 euros, 10 % à 9h30, 1 2."
    assert not safe([finding(body, "12", "13")], Article(body))
    assert not safe([finding(body, "3.5", "3,5")], Article(body))
    assert not safe([finding(body, ".", ",")], Article(body))
    assert not safe([finding(body, "9h30", "9h3")], Article(body))
    assert not safe([finding(body, ", 10", "10")], Article(body))
    assert not safe([finding(body, "1 2", "12")], Article(body))
    assert safe([finding(body, "12 000", f"12{NBSP}000")], Article(body))
    assert safe([finding(body, " %", f"{NBSP}%")], Article(body))


def test_no_keyphrase_is_touched() -> None:
    assert corrected("avis", "aviso")
    assert not corrected("avis", "aviso", keyphrase="avis du maire")
    assert corrected("L'avis", "L’avis", keyphrase="avis du maire")


def test_two_that_want_the_same_place_are_left() -> None:
    article = Article(BODY)
    one, other = finding(BODY, "maire  d'", "maire d'"), finding(BODY, "d'", "d’")
    apart = finding(BODY, "L'", "L’")
    assert [c.replacement for c in safe([one, other, apart], article)] == ["L’"]
    assert len(safe([apart, apart], article)) == 1


def test_the_address_is_left() -> None:
    article = Article("x", slug="l'avis")
    assert not safe([finding("l'avis", "'", "’", field="slug")], article)
