from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.checks.accepted_words import AcceptedWords
from desktop_app.checks.base import CheckContext
from desktop_app.checks.grammar import GrammarCheck
from desktop_app.checks.ignored import Ignored, category_keys, is_key, remark_key, word_key
from desktop_app.checks.typography import TypographyCheck
from desktop_app.document import parse
from desktop_app.model import Article, Brief, Finding, GrammarMatch

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

BODY = "L'Etat a l'idee du coeur.\n\nL'Etat aussi."
REMARKS = {
    "idee": GrammarMatch(11, 15, "FR_SPELLING_RULE", "TYPOS", "Faute.", ("idée",), "spelling"),
    "du": GrammarMatch(16, 18, "CONTRACTION", "CAT_GRAMMAIRE", "Voyez.", ("de",), "grammar"),
    "coeur": GrammarMatch(19, 24, "STYLE_RULE", "STYLE", "Cliché.", (), "style"),
}


def context(lexicon: Lexicon, *accepted: str) -> CheckContext:
    return CheckContext(
        Brief(), lexicon, lambda name: frozenset(), accepted=frozenset(accepted),
        grammar=lambda text: tuple(REMARKS.values()) if "idee" in text else (),
    )  # fmt: skip


def said(known: CheckContext) -> list[Finding]:
    article = Article(BODY)
    blocks = parse(BODY).blocks
    found: list[Finding] = []
    for check in (GrammarCheck(), TypographyCheck()):
        measures = [(b, check.measure(b.content, known)) for b in blocks]
        found += check.judge(article, measures, known)  # pyright: ignore[reportArgumentType]
    return [f for f in found if f.where is not None]


def test_each_finding_can_be_ignored_by_its_own_line(lexicon: Lexicon) -> None:
    before = said(context(lexicon))
    assert {f.id for f in before} == {
        "grammar.FR_SPELLING_RULE", "grammar.CONTRACTION", "grammar.STYLE_RULE",
        "typography.apostrophe", "typography.capital", "typography.ligature",
    }  # fmt: skip
    for finding in before:
        key = remark_key(finding, Article(BODY))
        assert is_key(key)
        left = [f.id for f in said(context(lexicon, key))]
        assert left == [f.id for f in before if f is not finding]


def test_rules_kinds_and_categories_are_switched_off(lexicon: Lexicon) -> None:
    off = category_keys(("style", "typography", "CAT_GRAMMAIRE"))
    assert [f.id for f in said(context(lexicon, *off))] == ["grammar.FR_SPELLING_RULE"]
    rules = ("grammar.STYLE_RULE", "typography.capital", "typography.apostrophe")
    assert [f.id for f in said(context(lexicon, *rules))] == [
        "grammar.FR_SPELLING_RULE", "grammar.CONTRACTION", "typography.ligature",
    ]  # fmt: skip


def test_a_word_of_the_dictionary_is_right_and_vouches_for_no_fact(lexicon: Lexicon) -> None:
    known = context(lexicon, word_key("idee"), "name:Blinken", "number:12", "kind:style")
    assert "grammar.FR_SPELLING_RULE" not in {f.id for f in said(known)}
    assert AcceptedWords().of(known) == {"idee", "blinken"}
    assert "idee" not in known.accepted


def test_nothing_covers_nothing() -> None:
    assert not Ignored(frozenset()).covers("grammar.OE", "oeuf", "", "")
    assert not Ignored(frozenset({"grammar.OE|oeil"})).covers("grammar.OE", "oeuf")
    assert Ignored(frozenset({"grammar.X|l'eau"})).covers("grammar.X", "l’eau")
