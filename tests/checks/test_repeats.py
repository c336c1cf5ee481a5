from __future__ import annotations

from desktop_app.checks.repeats import without_repeats
from desktop_app.model import Finding, Where


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
