from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.checks.base import CheckContext
from desktop_app.checks.typography import TypographyCheck
from desktop_app.document import parse
from desktop_app.messages import Messages
from desktop_app.model import Article, Brief, Finding, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

N = "\u00a0"
CONTEXT = CheckContext(Brief(), cast("Any", None), lambda _name: frozenset())


def judged(article: Article | str, context: CheckContext = CONTEXT) -> list[Finding]:
    article = Article(body=article) if isinstance(article, str) else article
    check = TypographyCheck()
    blocks = parse(article.body).blocks
    return check.judge(article, [(b, check.measure(b.content, context)) for b in blocks], context)


def mended(body: str, findings: Sequence[Finding]) -> str:
    changes = [(p, f.replacements[0]) for f in findings if f.replacements for p in f.places]
    for place, text in sorted(changes, key=lambda change: change[0].start, reverse=True):
        if place.field == "body":
            body = body[: place.start] + text + body[place.end :]
    return body


def test_a_clean_text_is_said_to_be_clean() -> None:
    assert [(f.id, f.status) for f in judged(f"Il dit{N}: «{N}Oui{N}»\n\n## Un titre")] == [
        ("typography.all", "good")
    ]


def test_equal_faults_make_one_finding_with_all_places() -> None:
    body = "Un : deux : trois ! Quatre\n\n## L'eau : *l'air*"
    findings = {f.id: f for f in judged(body)}
    colon = [f for f in judged(body) if f.id == "typography.mark_space"]
    assert len(colon) == 1
    assert [body[p.start : p.end] for p in colon[0].places] == [" "] * 4
    assert colon[0].where == colon[0].places[0]
    assert colon[0].params["count"] == 4
    assert len(findings["typography.apostrophe"].places) == 2
    assert mended(body, judged(body)) == (
        f"Un{N}: deux{N}: trois{N}! Quatre\n\n## L’eau{N}: *l’air*"
    )


def test_code_addresses_and_marks_of_markdown_are_left_alone() -> None:
    body = "Tapez `x = 'a'b...` ou [ici](https://a.fr/l'eau) : **gras**!\n\n```\nl'eau !\n```"
    found = judged(body)
    assert {f.id for f in found} == {"typography.mark_space"}
    assert mended(body, found) == body.replace(" :", f"{N}:").replace("**!", f"**{N}!")


def test_words_of_the_source_inform_and_spaces_ask() -> None:
    body = "Le 2ème coeur de l'Etat."
    status = {f.id: f.status for f in judged(body, replace(CONTEXT, rewritten=False))}
    assert status == {
        "typography.ordinal": "info",
        "typography.ligature": "info",
        "typography.apostrophe": "improve",
        "typography.capital": "info",
    }
    assert {f.status for f in judged(body)} == {"improve"}


def test_no_word_of_a_quotation_is_touched() -> None:
    body = "> Le coeur de l'Etat !\n\nIl dit « le 2ème coeur, c'est Mr Wang... »."
    assert {f.id for f in judged(body)} == {
        "typography.apostrophe",
        "typography.mark_space",
        "typography.guillemet_space",
    }


def test_the_fields_are_checked_too() -> None:
    article = Article(body="Un mot.", title="L’eau.", meta_description="L'eau !")
    found = {f.id: f.where for f in judged(article)}
    assert found["typography.heading_end"] == Where(5, 6, "title")
    assert found["typography.apostrophe"] == Where(1, 2, "meta_description")


def test_a_quotation_left_open_can_be_closed() -> None:
    body = f"Il dit{N}: «{N}oui.\n\n## Suite\n\nRien."
    found = judged(body)
    assert [f.id for f in found] == ["typography.open_quotation"]
    assert mended(body, found) == f"Il dit{N}: «{N}oui.{N}»\n\n## Suite\n\nRien."
    goes_on = f"Il dit{N}: «{N}oui.\n\n«{N}Et non.{N}»\n\nRien."
    assert [f.id for f in judged(goes_on)] == ["typography.all"]
    twice = f"Il dit{N}: «{N}oui.\n\nPuis «{N}non."
    assert [f.id for f in judged(twice)] == ["typography.open_quotation"] * 2


def test_a_rule_can_be_accepted() -> None:
    context = replace(CONTEXT, accepted=frozenset({"typography.dash"}))
    assert [f.id for f in judged("Lyon - la ville", context)] == ["typography.all"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    messages = Messages(cast("Any", language))
    bodies = [
        'A Lyon,l\'Etat - oui - et le coeur etc... dit "non" !',
        "12 personnes ( et 10-15 %) au n°5 et nº 6, M. Wang et Mr Li, le 2ème, 10 000  fois...",
        "L'O.N.U. a dit « oui\n\n## Fin.",
    ]
    seen: set[str] = set()
    for finding in [f for body in bodies for f in judged(body)] + judged("Oui."):
        sentence = messages.text(finding.message_id, finding.params)
        assert sentence != finding.message_id
        assert "{" not in sentence
        seen.add(finding.id)
    assert len(seen) >= 23


PIECES = st.lists(
    st.sampled_from(
        [
            "l'eau",
            "**gras**",
            "*doux*",
            " !",
            " :",
            "\n\n",
            "## Titre.",
            "« oui »",
            '"non"',
            "`c'd`",
            "[lien](https://a.fr)",
            " - ",
            "...",
            "10 %",
            "😀",
            "é",
            "\n- un",
            "> cité ",
            " etc",
        ]
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_places_hold_what_the_edit_says_and_mending_keeps_the_words(pieces: list[str]) -> None:
    body = "".join(pieces)
    findings = [f for f in judged(body) if f.id != "typography.all"]
    for finding in findings:
        assert finding.places
        assert all(0 <= p.start < p.end <= len(body) for p in finding.places)
    spaces = [f for f in findings if f.id in ("typography.mark_space", "typography.apostrophe")]
    after = parse(mended(body, spaces)).plain
    letters = [c for c in parse(body).plain if c.isalnum()]
    assert [c for c in after if c.isalnum()] == letters
