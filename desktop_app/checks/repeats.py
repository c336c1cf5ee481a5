"""What the grammar engine says again of a place that our typography speaks of is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.checks.grammar import ENGINE, ENGINE_ID
from desktop_app.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

# LanguageTool 6.8's rules for spaces know one profile only; ours know the writer's.
_ALWAYS_OURS: Final = frozenset({"grammar.FRENCH_WHITESPACE", "grammar.FRENCH_WHITESPACE_STRICT"})
# Its rules, and ours that say the same; tests/checks/test_repeats.py holds the cases measured.
_SAME: Final = {
    "A_A_ACCENT": {"capital_a"},
    "APOS_TYP": {"apostrophe"},
    "COMMA_PARENTHESIS_WHITESPACE": {"comma_space", "parenthesis_space", "mark_space"},
    "APOS_ESPACE": {"apostrophe_space"},
    "DEUX_POINTS_ESPACE": {"colon_space", "mark_space"},
    "DUPLICATE_DETERMINER": {"repeat"},
    "FRENCH_WORD_REPEAT_RULE": {"repeat"},
    "DOUBLES_ESPACES": {"double_space", "mark_space", "guillemet_space"},
    "ETCETERA": {"etc"},
    "FR_MULTITOKEN_SPELLING_HYPHEN": {"capital"},
    "FR_SIMPLE_REPLACE_SIMPLE_CA": {"capital_a"},
    "FR_SPELLING_RULE": {"capital", "ligature", "ordinal", "unit_space", "comma_space", "acronym"},
    "NOMBRES_EN_LETTRES": {"figure_first"},
    "OE": {"ligature"},
    "TIRET": {"dash"},
    "TITRE_M": {"civility"},
    "WHITESPACE_RULE": {"double_space"},
    "XXieme": {"ordinal"},
}


def without_repeats(findings: Sequence[Finding]) -> list[Finding]:
    """Give the findings in their order, less the engine's where typography says the same.

    When nothing of the engine's is left, a finding says that it found nothing.
    """
    kept = [f for f in findings if f.id not in _ALWAYS_OURS and not _is_repeat(f, findings)]
    if len(kept) == len(findings) or any(f.check == "grammar" for f in kept):
        return kept
    first = next(i for i, finding in enumerate(findings) if finding.check == "grammar")
    return [*kept[:first], Finding(ENGINE_ID, "good", {"engine": ENGINE}), *kept[first:]]


def _is_repeat(finding: Finding, findings: Sequence[Finding]) -> bool:
    check, _, rule = finding.id.partition(".")
    place = finding.where
    if check != "grammar" or rule not in _SAME or place is None:
        return False
    ours = {f"typography.{name}" for name in _SAME[rule]}
    return any(
        other.field == place.field and other.start < place.end and place.start < other.end
        for typography in findings
        if typography.id in ours
        for other in typography.places
    )
