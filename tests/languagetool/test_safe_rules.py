"""Every rule of the reviewed list is one of the engine's or ours, and right when alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.french.typography import edits
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.languagetool.checker import GrammarChecker

ENGINE = {
    "WHITESPACE_RULE": ("Le chat  dort.", "Le chat dort."),
    "DOUBLES_ESPACES": ("Le chat  dort.", "Le chat dort."),
    "APOS_INCORRECT": ("Que m‘importe de lire ?", "Que m'importe de lire ?"),
    "DOUBLE_PUNCTUATION": ("Oui ,, bon.", "Oui , bon."),
    "AUJOURDHUI": ("Je l'ai vu aujour d'hui.", "Je l'ai vu aujourd'hui."),
    "EST_CE_QUE": ("Est ce que tu viens ?", "Est-ce que tu viens ?"),
    "OE": ("Je n'ai pas le coeur à chanter.", "Je n'ai pas le cœur à chanter."),
    "PARSQUE": ("Il rit parceque je danse.", "Il rit parce que je danse."),
    "QUART_DHEURE": ("Il vient un quart-d'heure après.", "Il vient un quart d'heure après."),
    "S_IL_TE_PLAIT": ("Viens, s'il-vous-plaît.", "Viens, s'il vous plaît."),
    "STATU_QUO": ("Gardons le statut quo.", "Gardons le statu quo."),
    "TRAIT_UNION_INVERSION": ("Que dites vous ?", "Que dites-vous ?"),
    "UPPERCASE_SENTENCE_START": ("Il part. elle reste.", "Il part. Elle reste."),
}
MISLEADING = [
    "Ceux que vous avez vous ont plu. Vous pouvez vous inscrire, et vous aussi.",
    "Ce que tu es tu le sais ; quand tu veux tu peux. L’important est ce qu’il en dit.",
    "Il habite av. du Maroc, etc. puis il part ; voir p. ex. ce livre, vol. deux, cf. supra.",
    "Le point le plus à l’est est splendide, et le choix du directeur est à lui.",
]


def listed(prefix: str) -> set[str]:
    return {r.removeprefix(prefix) for r in word_list("safe_rules") if r.startswith(prefix)}


def test_the_list_names_rules_that_there_are() -> None:
    assert listed("grammar.") == set(ENGINE)
    faulty = (
        "L'Etat a  dit : le le 2ème ,oui ! « oui » Mr Wang a 50%, n°5, nº 6, 10 000 et 10-15 % "
        '( là ) etc... l\' oeuvre, au O.N.U. va :ici - là - "non" bien... M. Wang'
    )
    ours = {e.rule for e in [*edits(faulty), *edits("Un titre.", part="heading")]}
    assert listed("typography.") <= ours


@pytest.mark.parametrize("rule", sorted(ENGINE))
def test_the_engine_gives_one_right_suggestion(rule: str, grammar_checker: GrammarChecker) -> None:
    wrong, right = ENGINE[rule]
    found = [*grammar_checker.check(wrong), *grammar_checker.check_text_level(wrong)]
    mine = [m for m in found if m.rule == rule]
    assert mine, [m.rule for m in found]
    assert len(mine[0].replacements) == 1
    assert wrong[: mine[0].start] + mine[0].replacements[0] + wrong[mine[0].end :] == right


@pytest.mark.parametrize("text", MISLEADING)
def test_it_is_not_misled(text: str, grammar_checker: GrammarChecker) -> None:
    found = [*grammar_checker.check(text), *grammar_checker.check_text_level(text)]
    assert not {m.rule for m in found} & set(ENGINE)
