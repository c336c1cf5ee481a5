"""Assessing an article: fixed order, and only what changed is measured again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.checks.assess import assess, default_checks
from desktop_app.checks.base import CheckContext
from desktop_app.checks.readability import ReadabilityCheck
from desktop_app.checks.seo import SeoCheck
from desktop_app.document import count_words, plain_text
from desktop_app.model import Article, Brief, Finding
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from desktop_app.document import Block, BlockContent
    from desktop_app.french.lexicon import Lexicon

ORDER = ["brief", "seo", "readability", "style", "fidelity", "grammar", "typography"]
BODY = "La piscine rouvre.\n\n## Horaires\n\nElle ouvre tôt.\n\nElle ferme tard."


def words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


class CountingCheck:
    """Counts how often it is asked to measure."""

    name = "style"

    def __init__(self) -> None:
        self.measured: list[str] = []

    def facet(self, context: CheckContext) -> Hashable:
        return context.keyphrase

    def measure(self, content: BlockContent, context: CheckContext) -> int:
        self.measured.append(content.plain)
        return len(content.plain)

    def judge(
        self, article: Article, measures: Sequence[tuple[Block, int]], context: CheckContext
    ) -> list[Finding]:
        return [Finding("style.tics", "good", value=sum(m for _, m in measures))]


def test_every_check_speaks_in_the_fixed_order(lexicon: Lexicon) -> None:
    context = CheckContext(Brief(), lexicon, words, keyphrase="piscine")
    found = assess(Article(BODY, title="Piscine"), context, default_checks(), {})
    seen = [f.check for f in found.findings if f.id != "brief.originality"]
    assert seen == sorted(seen, key=ORDER.index)
    assert set(seen) == set(ORDER)
    assert found.words == count_words(plain_text(BODY))
    assert found.facts == ()


def test_an_empty_article_is_assessed(lexicon: Lexicon) -> None:
    context = CheckContext(Brief(), lexicon, words)
    found = assess(Article(""), context, default_checks(), {})
    assert {f.check for f in found.findings} == set(ORDER)
    assert found.words == 0


def test_only_the_changed_block_is_measured_again(lexicon: Lexicon) -> None:
    check, cache, parsed = CountingCheck(), dict[Any, object](), dict[Any, Any]()
    context = CheckContext(Brief(), lexicon, words, keyphrase="piscine")
    assess(Article(BODY), context, [check], cache, parsed)
    assert len(check.measured) == 4
    assess(Article(BODY.replace("tôt", "plus tôt")), context, [check], cache, parsed)
    assert check.measured[4:] == ["Elle ouvre plus tôt."]
    other = CheckContext(Brief(), lexicon, words, keyphrase="horaires")
    assess(Article(BODY), other, [check], cache, parsed)
    assert len(check.measured) == 9


def test_the_way_of_counting_is_part_of_what_is_remembered(lexicon: Lexicon) -> None:
    checks, cache = (SeoCheck(), ReadabilityCheck()), dict[Any, object]()
    article = Article("Les piscines. M. Wang vient.\n\n" + BODY, title="Piscine")
    results = {}
    for like_yoast in (True, False, True, False):
        context = CheckContext(Brief(), lexicon, words, keyphrase="piscine", like_yoast=like_yoast)
        found = assess(article, context, checks, cache).findings
        assert results.setdefault(like_yoast, found) == found
        assert assess(article, context, checks, {}).findings == found
    assert results[True] != results[False]
