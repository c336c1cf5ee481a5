"""Quotations leave as tokens and come back word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document import plain_text
from desktop_app.french.quotations import quotations
from desktop_app.model import Source
from desktop_app.writers.ai.vault import vault_of


def source(markdown: str, language: str = "fr") -> Source:
    return Source("a.txt", markdown, plain_text(markdown), language=language)


TEXT = (
    "« Nous partons », dit Anne. Paul répond : « Non, a dit ma mère : “jamais”. »\n\n"
    "« Il faut tenir.\n\n« Et nous tiendrons *longtemps* », conclut-il.\n\nElle finit : « La suite"
)


def test_every_quotation_is_sealed_nested_open_and_over_paragraphs() -> None:
    vault = vault_of([source(TEXT)])
    assert len(vault.sealed) == 5
    assert quotations(plain_text(vault.texts[0])) == []
    for word in ("partons", "jamais", "tenir", "tiendrons", "La suite"):
        assert word not in vault.texts[0]
    back = vault.restore(vault.texts[0])
    assert (back.missing, back.repeated, back.unknown) == ((), (), ())
    assert "« Non, a dit ma mère : “jamais”. »" in back.text
    assert "*longtemps*" in back.text
    # One left open is closed, or it would swallow what follows.
    assert back.text.endswith("« La suite\u00a0»")


@pytest.mark.parametrize(
    "mangled",
    ["[[CITATION_1]]", "[CITATION_1]", "CITATION_1", "CITATION 1", "[[ CITATION 1 ]]",
     "**[[CITATION_1]]**", "« [[CITATION_1]] »", "*« CITATION_1 »*", "[[CITATION-1]]",
     "\\[\\[CITATION\\_1\\]\\]", "« **[[CITATION_1]]** »", "“[[CITATION_1]]”", "[[CITATION1]]"],
)  # fmt: skip
def test_mangled_tokens_are_restored(mangled: str) -> None:
    vault = vault_of([source("« Nous partons demain », dit Anne.")])
    text = f"Le maire l’a dit : {mangled}, puis il est sorti."
    wanted = "Le maire l’a dit : « Nous partons demain », puis il est sorti."
    assert vault.restore(text).text == wanted
    restorer = vault.incremental()
    assert "".join(restorer.feed(c) for c in text) + restorer.finish() == wanted


def test_what_is_missing_repeated_or_invented_is_said() -> None:
    vault = vault_of([source("« Un deux trois », dit A. « Quatre cinq six », dit B.")])
    back = vault.restore("[[CITATION_1]] et [[CITATION_1]] et [[CITATION_9]]")
    assert (back.missing, back.repeated, back.unknown) == ((2,), (1,), (9,))
    assert "CITATION 9" in back.text
    assert quotations(back.text)[-1].text == "CITATION 9"


def test_a_source_that_speaks_of_tokens_keeps_its_own() -> None:
    text = "Le jeton [[CITATION_1]] est du texte. « Une vraie citation », dit Anne."
    vault = vault_of([source(text)])
    assert vault.word == "CITATIONX"
    assert "[[CITATION_1]] est du texte. [[CITATIONX_1]], dit" in vault.texts[0]
    assert vault.restore(vault.texts[0]).text == text


def test_foreign_quotations_are_not_sealed() -> None:
    text = "“We leave,” she said."
    assert vault_of([source(text, "en")]).texts == (text,)


def test_numbers_run_through_all_sources() -> None:
    vault = vault_of(
        [source("« Un deux trois »."), source("« Quatre cinq six ». « Un deux trois ».")]
    )
    assert vault.texts[1] == "[[CITATION_2]]. [[CITATION_1]]."


WORDS = st.sampled_from(
    ["la mairie", "un pont", "1 200 euros", "dit-elle", "l’été", "*vite*", "Anne"]
)
PIECES = st.one_of(
    WORDS, WORDS.map(lambda w: f"« {w} de suite »"), WORDS.map(lambda w: f"“{w} là”")
)
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map(" ; ".join)


@given(st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join), st.integers(1, 7))
def test_sealing_and_restoring_gives_the_text_back(text: str, size: int) -> None:
    vault = vault_of([source(text)])
    sealed = vault.texts[0]
    assert vault.restore(sealed).text == text
    assert vault.seal(text) == sealed
    restorer = vault.incremental()
    pieces = [sealed[i : i + size] for i in range(0, len(sealed), size)]
    assert "".join(restorer.feed(p) for p in pieces) + restorer.finish() == text
