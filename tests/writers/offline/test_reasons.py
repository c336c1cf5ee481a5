"""A suggestion's reason is counted in the sources, not asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.resources import word_list
from desktop_app.sources.read import read_bytes, source_from_text
from desktop_app.writers.offline.reasons import Reason, reasons_for

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

TEXT = """# Les pompes à chaleur séduisent les propriétaires

La pompe à chaleur équipe désormais une maison neuve sur deux dans la région.

## Combien coûte une pompe à chaleur

Le prix d’une pompe à chaleur varie du simple au double selon la maison.

Un devis gratuit permet de comparer. Les aides couvrent une partie des travaux.
"""


def test_reasons(lexicon: Lexicon) -> None:
    source = read_bytes(TEXT.encode(), "a.md")
    words = word_list("function_words")
    found = reasons_for(("pompe à chaleur", "devis", "serre"), (source,), lexicon, set(words))
    assert found == (
        Reason("pompe à chaleur", in_title=True, headings=1, paragraphs=2, opening=True),
        Reason("devis", paragraphs=1),
        Reason("serre"),
    )
    assert reasons_for((), (source_from_text("Un mot.", "b"),), lexicon, set(words)) == ()
