"""Lines in capitals, read as sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.capitals import without_capitals


def test_a_line_in_capitals_keeps_its_names_and_bracketed_acronyms() -> None:
    line = "PROGRAMME D’ACTIONS CONTRE LES INONDATIONS (PAPI) DE LA VÉZANNE"
    given_back = without_capitals(line, {"Vézanne"})
    assert given_back == "Programme d’actions contre les inondations (PAPI) de la Vézanne"


def test_other_lines_stay_as_they_are() -> None:
    for line in ("Le CIRDD ouvre ses portes", "ADEME", "Paris", ""):
        assert without_capitals(line, set()) == line


@given(st.text(alphabet="ABÉÇŒ ’-()12", max_size=60))
def test_the_length_is_kept_for_places_stay_true(line: str) -> None:
    assert len(without_capitals(line, {"Abéç"})) == len(line)
