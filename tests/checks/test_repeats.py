from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.assess import assess
from desktop_app.checks.base import CheckContext
from desktop_app.checks.grammar import GrammarCheck
from desktop_app.checks.repeats import without_repeats
from desktop_app.checks.typography import TypographyCheck
from desktop_app.model import Article, Brief, Finding, Where

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon
    from desktop_app.languagetool.checker import GrammarChecker


def remark(rule: str, start: int, end: int) -> Finding:
    return Finding(f"grammar.{rule}", "improve", where=Where(start, end))


def typography(rule: str, *places: Where) -> Finding:
    return Finding(f"typography.{rule}", "improve", where=places[0], places=places)


def test_the_same_fault_is_said_once() -> None:
    ours = typography("ligature", Where(3, 8), Where(20, 25))
    other = remark("OE", 40, 45)
    agreement = remark("ACCORD", 3, 8)
    found = [remark("OE", 3, 8), remark("OE", 20, 25), other, agreement, ours]
    assert without_repeats(found) == [other, agreement, ours]


def test_a_fault_in_another_field_is_another() -> None:
    ours = typography("ligature", Where(3, 8, "title"))
    assert without_repeats([remark("OE", 3, 8), ours]) == [remark("OE", 3, 8), ours]


def test_spaces_are_the_profiles_and_the_engine_still_counts_as_asked() -> None:
    before, after = Finding("style.tics", "good"), Finding("typography.all", "good")
    kept = without_repeats([before, remark("FRENCH_WHITESPACE", 0, 4), after])
    assert [(f.id, f.status) for f in kept] == [
        ("style.tics", "good"),
        ("grammar.engine", "good"),
        ("typography.all", "good"),
    ]


FAULTY = (
    "L'Etat a de de la chance au XXIème siècle ,etc... Mr Wang a une oeuvre ex aequo.\n\n"
    "A Paris - la ville - Ca va :oui, 500km et 50%  de plus. Le le 2ème est l' autre !"
)


def test_the_real_engine_says_nothing_again(
    lexicon: Lexicon, grammar_checker: GrammarChecker
) -> None:
    context = CheckContext(
        Brief(), lexicon, lambda name: frozenset(),
        grammar=grammar_checker.check, grammar_text_level=grammar_checker.check_text_level,
    )  # fmt: skip
    found = assess(Article(FAULTY), context, (GrammarCheck(), TypographyCheck()), {}).findings
    places = [p for f in found if f.check == "typography" for p in f.places]
    again = {
        (f.id, f.params["words"])
        for f in found
        if f.check == "grammar" and f.where
        if any(p.start < f.where.end and f.where.start < p.end for p in places)
    }
    assert again == set()
    assert len(places) >= 18
