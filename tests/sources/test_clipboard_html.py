"""What Word, Google Docs and Chrome put on the clipboard keeps its headings, lists and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.sources.read import read_bytes

DATA = Path(__file__).with_name("data")
EXPECTED = """# Les pompes à chaleur séduisent

Une maison neuve sur deux en est **désormais équipée**, selon [une étude](https://www.exemple.fr/etude) *récente*.

## Ce qu’il faut comparer

- le prix
    - avec la pose
- le bruit"""  # noqa: E501 # as it comes, on one line
MORE_OF_WORD = """

Dans l’ordre\u00a0:

1. mesurer
2. choisir

> «\u00a0Le bruit compte autant que le prix.\u00a0»"""


def _read(html: str) -> str:
    return read_bytes(html.encode(), "collé.html").markdown


@pytest.mark.parametrize("name", ["google_docs", "word", "chrome"])
def test_what_is_pasted_keeps_its_structure(name: str) -> None:
    html = (DATA / f"clipboard_{name}.html").read_text(encoding="utf-8")
    assert _read(html) == EXPECTED + (MORE_OF_WORD if name == "word" else "")


def test_a_wrapper_that_says_it_is_not_bold_is_not() -> None:
    html = '<b style="font-weight:normal;" id="docs-internal-guid-1"><span>Une ligne.</span></b>'
    assert _read(html) == "Une ligne."
    assert _read("<b style='mso-bidi-font-weight:normal'>Une ligne.</b>") == "**Une ligne.**"


def test_lists_of_word_that_stand_apart_and_are_cut() -> None:
    entry = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"
    html = entry.format(2, "·", "seul") + "<p>Entre.</p>" + entry.format(1, "a)", "premier")
    assert (
        _read(html + entry.format(1, "·", "autre")) == "- seul\n\nEntre.\n\n1. premier\n\n- autre"
    )
    assert _read("<p>A</p><p style='display:none'>caché</p>B") == "A\n\nB"
