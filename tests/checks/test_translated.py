"""Quotations of foreign sources beside their originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.base import CheckContext
from desktop_app.checks.fidelity import FidelityCheck
from desktop_app.document import parse
from desktop_app.model import Article, Brief, Fact
from desktop_app.resources import word_list
from desktop_app.sources.read import source_from_text

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

ENGLISH = (
    "The town of Valbrun closes its swimming pool for eighteen months from the spring.\n\n"
    "“We can wait no longer, swimmers are at risk,” said the mayor, Claire Montel.\n\n"
    "“It will cost us 40 places in the summer camp,” answered Karim Belaïd of the club.\n\n"
    "“Nobody asked the families about any of this,” said Inès Faure to the council."
)


def quotes(lexicon: Lexicon, body: str, *texts: str) -> list[Fact]:
    sources = tuple(source_from_text(text, "source.txt") for text in texts)
    context = CheckContext(Brief(), lexicon, lambda n: frozenset(word_list(n)), sources)
    check, article = FidelityCheck(), Article(body)
    measures = [(b, check.measure(b.content, context)) for b in parse(body).blocks]
    return [fact for fact in check.facts(article, measures, context) if fact.kind == "quote"]


def test_each_translation_has_its_original(lexicon: Lexicon) -> None:
    body = (
        "« Cela nous coûtera 40 places au camp d’été », répond Karim Belaïd.\n\n"
        "« Nous ne pouvons plus attendre », dit Claire Montel."
    )
    found = quotes(lexicon, body, ENGLISH)
    pairs = {f.text: f.source_text for f in found if f.status == "translated"}
    assert [str(text)[:12] for text in pairs.values()] == ["It will cost", "We can wait "]
    missing = [f.text for f in found if f.status == "missing"]
    assert missing == ["Nobody asked the families about any of this,"]


def test_an_original_is_not_guessed(lexicon: Lexicon) -> None:
    found = quotes(lexicon, "« Personne ne nous a rien demandé à ce sujet », dit-on.", ENGLISH)
    said = [(f.status, f.source_text) for f in found if f.status != "missing"]
    assert said == [("translated", None)]


def test_what_no_source_quotes_is_invented(lexicon: Lexicon) -> None:
    plain = ENGLISH.split("\n\n")[0] + " The works were announced by the mayor on Monday."
    found = quotes(lexicon, "« Les travaux commencent au printemps », dit la maire.", plain)
    assert [f.status for f in found] == ["invented"]
