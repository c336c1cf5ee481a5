from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.checks.accepted_words import accepts, folded, names
from desktop_app.checks.base import CheckContext
from desktop_app.checks.grammar import ENGINE, GrammarCheck, summary
from desktop_app.document import parse
from desktop_app.languagetool import checker as languagetool
from desktop_app.messages import Messages
from desktop_app.model import Article, Brief, Finding, GrammarMatch, Source

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon
    from desktop_app.languagetool.checker import GrammarChecker

NEWS = (
    "Antony Blinken est arrivé dimanche à Pékin. Le chef de la diplomatie américaine a rencontré "
    "Qin Gang, puis M. Al-Assad, au sujet de Taiwan et de l’entreprise Zylkowski-Brandt.\n"
    "Xerxiovitch a quitté la salle. Gouvernemant et opposition s’opposent. IBM et l’UNRWA aussi."
)


@pytest.fixture
def context(lexicon: Lexicon, grammar_checker: GrammarChecker) -> CheckContext:
    return CheckContext(
        Brief(),
        lexicon,
        lambda name: frozenset(),
        grammar=grammar_checker.check,
        grammar_text_level=grammar_checker.check_text_level,
    )


def judged(article: Article, context: CheckContext) -> list[Finding]:
    check = GrammarCheck()
    blocks = parse(article.body).blocks
    return check.judge(article, [(b, check.measure(b.content, context)) for b in blocks], context)


def surfaces(article: Article, findings: list[Finding]) -> list[str]:
    return [
        getattr(article, f.where.field)[f.where.start : f.where.end] for f in findings if f.where
    ]


def test_the_engine_is_named_as_it_is() -> None:
    assert languagetool.ENGINE == ENGINE


def test_faults_stand_where_they_are_in_the_markdown(context: CheckContext) -> None:
    article = Article(
        "## Les voisins mange 🍎 *ensemble*\n\n"
        "Ils ont **parler** avec [les enfant](https://exemple.fr) hier.\n\n"
        "- les pommes tombe\n- une poire\n",
        title="Une journée au champs",
    )
    findings = judged(article, context)
    found = surfaces(article, findings)
    assert {"mange", "parler", "tombe"} <= set(found)
    assert any("enfant" in words for words in found)
    assert all(f.status == "improve" and f.id.startswith("grammar.") for f in findings)
    one = next(f for f in findings if f.where and article.body[f.where.start :].startswith("mange"))
    assert one.replacements[0] == "mangent"
    french = Messages("fr").text(one.message_id, one.params)
    assert french.endswith(".")
    assert summary(findings).found == len(findings)


def test_inside_a_quotation_it_informs_only(context: CheckContext) -> None:
    article = Article(
        "« Les voisins mange ensemble », dit-elle. Les enfants joue dehors.\n\n"
        "> Ils ont parler hier.\n"
    )
    findings = judged(article, context)
    status = dict(zip(surfaces(article, findings), [f.status for f in findings], strict=True))
    assert status["mange"] == "info"
    assert status["parler"] == "info"
    assert status["joue"] == "improve"
    said = summary(findings)
    assert (said.found, said.in_quotations, said.checked) == (3, 2, True)
    quoted = next(f for f in findings if f.status == "info")
    assert "citation" in Messages("fr").text(quoted.message_id, quoted.params)


def test_names_of_the_source_are_no_mistakes(context: CheckContext) -> None:
    body = (
        "Blinken et Qin ont parlé de Taiwan. Zylkowski-Brandt n’a pas répondu à Antony Blinken, "
        "ni à l’UNRWA ; Assad non plus.\n\nLe gouvernemant se tait.\n"
    )
    article = Article(body, title="Blinken reçu par Qin Gang")
    without = judged(article, context)
    assert "Blinken" in surfaces(article, without)
    findings = judged(article, replace(context, sources=(Source("a.txt", NEWS, NEWS),)))
    assert surfaces(article, findings) == ["gouvernemant"]


def test_an_agreement_with_a_name_is_none(context: CheckContext) -> None:
    text = "Le Tramontane pèse peu. L’avis de l’Anses est attendu ; la Tramontane souffle."
    article = Article(text)
    alone = surfaces(article, judged(article, context))
    assert "Le Tramontane" in alone
    known = replace(context, sources=(Source("a.txt", text, text),))
    assert surfaces(article, judged(article, known)) == []


def test_openings_of_sentences_may_be_names_too(lexicon: Lexicon) -> None:
    text = "Xerxiovitch a quitté la salle. Gouvernemant et parti. Polution. Biden aussi."
    found = names(text, lexicon)
    assert {"Xerxiovitch", "Biden"} <= found
    assert not {"Gouvernemant", "Polution"} & found


def test_keyphrase_keywords_and_accepted_words_are_no_mistakes(context: CheckContext) -> None:
    article = Article("Le zougloutte et le kombuchaté vont avec le frichtimélo de Stroumpfy.\n")
    assert len(surfaces(article, judged(article, context))) >= 3
    knowing = replace(
        context,
        keyphrase="danse zougloutte",
        brief=Brief(keywords=("Stroumpfy",)),
        accepted=frozenset({"kombuchaté", "frichtimélo"}),
    )
    assert surfaces(article, judged(article, knowing)) == []


def test_what_is_a_name(lexicon: Lexicon) -> None:
    found = names(NEWS, lexicon)
    assert {"Antony", "Blinken", "Qin", "Al-Assad", "Assad", "Taiwan", "UNRWA"} <= found
    assert not {"Le", "Gouvernemant", "Gouvernement"} & found


@given(st.text())
def test_no_text_is_accepted_by_an_empty_list(words: str) -> None:
    assert not accepts(words, frozenset())
    assert folded(words) == folded(folded(words))


def test_headings_items_and_titles_are_no_sentences(context: CheckContext) -> None:
    article = Article(
        "## Un intertitre sans point\n\nUne phrase entière.\n\n"
        "- 800 g de farine\n- deux œufs\n\n| Plat | Prix |\n| --- | --- |\n| tarte | 12 % |\n",
        title="Comment faire une tarte en 2026",
        meta_description="Une recette simple pour réussir votre tarte aux pommes à coup sûr.",
    )
    findings = judged(article, context)
    assert [(f.id, f.status) for f in findings] == [("grammar.engine", "good")]
    assert summary(findings).checked


def test_code_is_not_language_and_the_title_is(context: CheckContext) -> None:
    article = Article(
        "```\nles voisin mange\n```\n\nTout va bien.\n", title="Les voisins mange", seo_title="Oui"
    )
    findings = judged(article, context)
    assert surfaces(article, findings) == ["mange"]
    assert [f.where.field for f in findings if f.where] == ["title"]


def test_rules_over_the_whole_text_are_asked_once(context: CheckContext) -> None:
    article = Article("Une phrase (ouverte.\n\nune autre phrase.\n")
    asked: list[str] = []

    def whole(text: str) -> tuple[GrammarMatch, ...]:
        asked.append(text)
        start = text.index("une autre")
        return (GrammarMatch(start, start + 3, "UPPERCASE_SENTENCE_START", "CASING", "Non."),)

    findings = judged(article, replace(context, grammar_text_level=whole))
    assert asked == ["Une phrase (ouverte.\n\nune autre phrase."]
    assert "une" in surfaces(article, findings)
    assert judged(article, context)[0].id != "grammar.engine"


def test_not_asked_is_not_good(lexicon: Lexicon) -> None:
    context = CheckContext(Brief(), lexicon, lambda name: frozenset())
    findings = judged(Article("Les voisins mange.\n"), context)
    assert [(f.id, f.status) for f in findings] == [("grammar.engine", "not_checked")]
    assert Messages("fr").text(findings[0].message_id).endswith(".")
    assert not summary(findings).checked
    assert summary(findings).why == "grammar.off"
