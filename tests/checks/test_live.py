from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from desktop_app.checks.assess import assess
from desktop_app.checks.base import CheckContext, MeasureCache
from desktop_app.checks.grammar import GrammarCheck
from desktop_app.checks.live import LiveCheck
from desktop_app.checks.typography import TypographyCheck
from desktop_app.errors import GrammarUnavailableError
from desktop_app.model import Article, Brief, Finding, GrammarMatch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.french.lexicon import Lexicon

BODY = "Une faute ici.\n\n## Un titre.\n\nDeux faute là, « ouverte.\n\n- faute\n\nFin !\n"


class Engine:
    """Finds the word « faute », and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gone = False

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        if self.gone:
            raise GrammarUnavailableError(reason="crash")
        self.asked.append(text)
        at = text.find("faute")
        return (GrammarMatch(at, at + 5, "FAUTE", "C", "Faute."),) if at >= 0 else ()

    def whole(self, text: str) -> tuple[GrammarMatch, ...]:
        at = text.find("Fin")
        return (GrammarMatch(at, at + 3, "REPEATS", "C", "Encore."),) if at >= 0 else ()


def context(lexicon: Lexicon, engine: Engine) -> CheckContext:
    return CheckContext(
        Brief(), lexicon, lambda name: frozenset(),
        grammar=engine.check, grammar_text_level=engine.whole,
    )  # fmt: skip


def spots(findings: Iterable[Finding]) -> Counter[tuple[str, object]]:
    """Give every place with its rule: equal faults are one finding a block when live."""
    return Counter(
        (f.id, place) for f in findings for place in f.places or (f.where,) if place is not None
    )


def test_live_and_whole_findings_are_the_same_and_what_is_seen_comes_first(
    lexicon: Lexicon,
) -> None:
    engine = Engine()
    known = context(lexicon, engine)
    article = Article(BODY, title="Une faute !")
    cache: MeasureCache = {}
    live = list(LiveCheck(cache, {}).findings(article, known, [2, 99, -1, 2, 0]))
    assert [index for index, _ in live] == [2, 0, 1, 3, 4, None]
    whole = assess(article, known, (GrammarCheck(), TypographyCheck()), cache)
    assert spots(f for _, found in live for f in found) == spots(whole.findings)
    assert {f.id for f in live[-1][1]} == {
        "grammar.FAUTE", "grammar.REPEATS", "typography.mark_space", "typography.open_quotation",
    }  # fmt: skip


def test_only_what_changed_is_asked(lexicon: Lexicon) -> None:
    engine = Engine()
    known = context(lexicon, engine)
    cache: MeasureCache = {}
    live = LiveCheck(cache, {})
    assert list(live.ahead(Article(BODY), known))[-1] == (5, 5)
    assert len(engine.asked) == 5
    assess(Article(BODY), known, (GrammarCheck(),), cache)
    engine.asked.clear()
    edited = Article(BODY.replace("Une faute ici", "Une autre faute"))
    found = dict(live.findings(edited, known, [0]))
    assert engine.asked == ["Une autre faute."]
    assert [f.params["words"] for f in found[0] if f.id == "grammar.FAUTE"] == ["faute"]


def test_who_stops_listening_stops_asking(lexicon: Lexicon) -> None:
    engine = Engine()
    steps = LiveCheck({}, {}).ahead(Article(BODY), context(lexicon, engine), [3])
    assert next(steps) == (1, 5)
    assert engine.asked == ["faute"]


def test_an_engine_that_went_is_said_and_asked_again(lexicon: Lexicon) -> None:
    engine = Engine()
    live = LiveCheck({}, {})
    known = context(lexicon, engine)
    engine.gone = True
    found = dict(live.findings(Article("Une faute.\n"), known))
    assert "grammar.engine" in {f.id for f in found[None]}
    engine.gone = False
    assert "grammar.FAUTE" in {f.id for f in dict(live.findings(Article("Une faute.\n"), known))[0]}
