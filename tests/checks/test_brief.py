"""The brief: each wish beside what the article does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.checks.base import CheckContext
from desktop_app.checks.brief import BriefCheck
from desktop_app.document import parse
from desktop_app.messages_build import merged
from desktop_app.model import Article, Brief, Finding, Length
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

CHECK = BriefCheck()
FRENCH = "La piscine de la ville a rouvert ses portes et les enfants sont venus avec leurs parents."


def words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


def judged(
    article: Article, lexicon: Lexicon, brief: Brief, *, rewritten: bool = True
) -> dict[str, Finding]:
    context = CheckContext(brief, lexicon, words, rewritten=rewritten)
    measures = [(b, CHECK.measure(b.content, context)) for b in parse(article.body).blocks]
    return {f.id: f for f in CHECK.judge(article, measures, context)}


@pytest.mark.parametrize(
    ("length", "count", "expected"),
    [
        (Length(700), 699, "problem"),
        (Length(700), 700, "good"),
        (Length(630, 770), 629, "problem"),
        (Length(630, 770), 770, "good"),
        (Length(630, 770), 771, "problem"),
        (Length(None, 1000), 1000, "good"),
        (Length(None, 1000), 1001, "problem"),
        (None, 3, "info"),
    ],
)
def test_length(lexicon: Lexicon, length: Length | None, count: int, expected: str) -> None:
    article = Article(" ".join(["mot"] * count))
    found = judged(article, lexicon, Brief(length=length))["brief.words"]
    assert (found.status, found.value) == (expected, count)


def test_words_count_as_the_contract_says(lexicon: Lexicon) -> None:
    body = "## L’été ici\n\n- 12\u00a0000 euros ;\n- deux\n\n> Un – deux"
    assert judged(Article(body), lexicon, Brief())["brief.words"].value == 7


def test_headings(lexicon: Lexicon) -> None:
    def status(body: str) -> str:
        return judged(Article(body), lexicon, Brief())["brief.headings"].status

    assert status("mot " * 300) == "good"
    assert status("mot " * 301) == "problem"
    assert status("### Trois\n\n" + "mot " * 301) == "problem"
    assert status("## Deux\n\n" + "mot " * 301) == "good"
    unasked = judged(Article("mot " * 301), lexicon, Brief(length=None))
    assert unasked["brief.headings"].status == "improve"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (FRENCH, "good"),
        ("The pool of the city has reopened its doors and the children came with them.", "problem"),
        ("Die Stadt hat das neue Schwimmbad nach zwei Jahren wieder für alle geöffnet.", "problem"),
        ("Trois mots.", "not_checked"),
    ],
)
def test_language(lexicon: Lexicon, body: str, expected: str) -> None:
    assert judged(Article(body), lexicon, Brief())["brief.language"].status == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Les piscines", "La piscine.\n\n## Une piscine\n\nTexte.", "brief.keyphrase.good"),
        ("Titre", "La piscine.\n\n## Une piscine\n\nTexte.", "brief.keyphrase.improve.title"),
        ("Piscine", "Texte.\n\n## Une piscine\n\nTexte.", "brief.keyphrase.improve.intro"),
        ("Piscine", "La piscine.\n\n## Rien\n\nTexte.", "brief.keyphrase.improve.headings"),
        ("Piscine", "La piscine, sans intertitre.", "brief.keyphrase.good"),
        ("Piscine", "Texte.", "brief.keyphrase.problem"),
    ],
)
def test_keyphrase(lexicon: Lexicon, title: str, body: str, expected: str) -> None:
    found = judged(Article(body, title=title), lexicon, Brief(keyphrase="piscine"))
    assert found["brief.keyphrase"].message_id == expected


def test_keywords(lexicon: Lexicon) -> None:
    brief = Brief(keywords=("horaires d’ouverture", "tarifs", "zèbre"))
    article = Article("L’horaire d’ouverture change. Le tarif aussi.")
    found = judged(article, lexicon, brief)["brief.keywords"]
    assert (found.status, found.value) == ("problem", 2)
    assert found.params["missing"] == ["zèbre"]
    assert judged(article, lexicon, brief, rewritten=False)["brief.keywords"].status == "improve"
    assert judged(article, lexicon, Brief())["brief.keywords"].status == "not_checked"


def test_an_empty_article_is_judged_too(lexicon: Lexicon) -> None:
    found = judged(Article(""), lexicon, Brief(keyphrase="a"))
    assert found["brief.words"].status == "problem"
    catalog = merged("fr")
    assert all(catalog.get(f.message_id) for f in found.values())
