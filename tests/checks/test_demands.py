"""What a client's order asks, beside what the article does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext
from desktop_app.checks.brief import BriefCheck
from desktop_app.document import parse
from desktop_app.messages_build import merged
from desktop_app.model import (
    Article,
    Brief,
    Demands,
    Finding,
    WantedHeading,
    WantedLink,
    WantedTerm,
)
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

BODY = (
    "La pompe à chaleur séduit les leaders, et vous aussi.\n\n## Comment ça marche\n\n"
    "ThermaLoé explique : « un leader incontournable ». Voyez [le devis](https://t.example/d/).\n\n"
    "## Combien ça coûte\n\nUne pompe à chaleur, et un orange. Écris-nous, tu verras."
)


def judged(lexicon: Lexicon, demands: Demands, *, rewritten: bool = True) -> list[Finding]:
    keywords = tuple(term.text for term in demands.terms)
    brief = Brief(demands=demands, keywords=keywords, length=None)
    check = BriefCheck()
    context = CheckContext(brief, lexicon, lambda n: frozenset(word_list(n)), rewritten=rewritten)
    article = Article(BODY, title="Une pompe incontournable")
    measures = [(b, check.measure(b.content, context)) for b in parse(BODY).blocks]
    return check.judge(article, measures, context)


def said(findings: list[Finding], name: str) -> list[tuple[str, str]]:
    catalog = merged("fr")
    for finding in findings:
        assert catalog.get(finding.message_id) is not None, finding.message_id
    return [(f.status, f.message_id) for f in findings if f.id == name]


def test_only_what_is_asked_is_reported(lexicon: Lexicon) -> None:
    found = {f.id for f in judged(lexicon, Demands())}
    assert not found & {"brief.forbidden", "brief.links", "brief.person", "brief.brands"}


def test_forbidden_words_and_those_in_quotations(lexicon: Lexicon) -> None:
    found = judged(lexicon, Demands(forbidden=("leader", "incontournable", "pas cher")))
    words = [(f.status, f.params.get("word"), f.value) for f in found if f.id == "brief.forbidden"]
    assert words == [
        ("problem", "leader", 1),
        ("info", "leader", 1),
        ("problem", "incontournable", 1),
        ("info", "incontournable", 1),
    ]
    place = next(f.where for f in found if f.id == "brief.forbidden")
    assert place is not None
    assert BODY[place.start : place.end] == "leaders"
    said(found, "brief.forbidden")


def test_links_by_address_and_anchor(lexicon: Lexicon) -> None:
    links = (
        WantedLink("le devis", "https://t.example/d"),
        WantedLink("un devis", "https://t.example/d"),
        WantedLink("", "https://t.example/autre"),
    )
    found = judged(lexicon, Demands(links=links))
    assert said(found, "brief.links") == [
        ("problem", "brief.links.anchor"),
        ("problem", "brief.links.missing_address"),
    ]
    assert said(judged(lexicon, Demands(links=links[:1])), "brief.links") == [
        ("good", "brief.links.good")
    ]


def test_person_brands_headings_and_occurrences(lexicon: Lexicon) -> None:
    demands = Demands(
        person="vous",
        brands=("Thermaloé", "Orange"),
        headings=(WantedHeading("Combien ça coûte"), WantedHeading("Comment ça marche", 3)),
        terms=(WantedTerm("pompe à chaleur", 3), WantedTerm("orange", 1, 1)),
    )
    found = judged(lexicon, demands)
    assert said(found, "brief.person") == [("problem", "brief.person.problem")]
    brands = [(f.status, f.params["found"]) for f in found if f.id == "brief.brands"]
    assert brands == [("problem", "ThermaLoé"), ("improve", "orange")]
    assert said(found, "brief.headings") == [("problem", "brief.headings.imposed")]
    assert said(found, "brief.keywords") == [("problem", "brief.keywords.rare")]
    missing = next(f.params["missing"] for f in found if f.id == "brief.keywords")
    assert missing == ["pompe à chaleur (2/3)"]
    swapped = Demands(
        headings=(WantedHeading("Combien ça coûte"), WantedHeading("comment ça marche"))
    )
    assert said(judged(lexicon, swapped), "brief.headings") == [("improve", "brief.headings.order")]


def test_what_nobody_rewrites_is_no_problem(lexicon: Lexicon) -> None:
    demands = Demands(forbidden=("leader",), person="vous", brands=("Thermaloé",))
    found = judged(lexicon, demands, rewritten=False)
    asked = [f.status for f in found if f.id in ("brief.forbidden", "brief.person", "brief.brands")]
    assert "problem" not in asked
    said(found, "brief.person")
