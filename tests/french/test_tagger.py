"""The tagger against our own sentences, tagged by hand."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.french.tagger import Tagger
from desktop_app.french.words import tokens
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from desktop_app.french.lexicon import Lexicon

SENTENCES = Path(__file__).with_name("tagged_sentences.txt")


@pytest.fixture(scope="module")
def tagger(lexicon: Lexicon) -> Tagger:
    return Tagger(lexicon, word_list("tagger_words"), word_list("tagger_compounds"))


def gold() -> list[list[tuple[str, str]]]:
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    pairs = [[p.rpartition("/") for p in line.split()] for line in lines if line[:1] != "#"]
    return [[(word.replace("_", " "), tag) for word, _, tag in line] for line in pairs if line]


def test_accuracy_on_hand_tagged_sentences(tagger: Tagger) -> None:
    wrong: list[str] = []
    total = 0
    for sentence in gold():
        text = " ".join(word for word, _ in sentence).replace("’ ", "’")
        found = [(unit.text, unit.tag) for unit in tagger.tag(text)]
        assert [w for w, _ in found] == [w for w, _ in sentence], text
        total += len(sentence)
        wrong += [
            f"{w}/{t} not {g}" for (w, t), (_, g) in zip(found, sentence, strict=True) if t != g
        ]
    assert total >= 300
    assert len(wrong) <= 0.05 * total, wrong


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("La porte s’ouvre.", "porte", "noun"),
        ("Il porte un sac.", "porte", "verb"),
        ("Le car scolaire dessert le bourg.", "dessert", "verb"),
        ("Selon M. Wang, rien ne change.", "M.", "noun"),
        ("Le taux passe à 40 %.", "40 %", "num"),
        ("A-t-il parlé ?", "A-t-il", "verb"),
        ("La 14e traversée a lieu.", "14e", "num"),
        ("Déshydrateur alimentaire à plateaux", "Déshydrateur", "noun"),
    ],
)
def test_ambiguous_words(tagger: Tagger, text: str, word: str, tag: str) -> None:
    assert {unit.text: unit.tag for unit in tagger.tag(text)}[word] == tag


def test_a_word_no_lexicon_has_is_one_in_singular_and_plural(tagger: Tagger) -> None:
    one, many = (tagger.tag(text)[2] for text in ("un papier dominoté", "des papiers dominotés"))
    assert one.tag == many.tag == "part"
    assert one.lemma == many.lemma


def test_gender_and_number_are_known(tagger: Tagger) -> None:
    by_text = {unit.text: unit for unit in tagger.tag("Les grandes tables sont prêtes.")}
    assert (by_text["tables"].gender, by_text["tables"].number) == ("f", "p")
    assert by_text["sont"].number == "p"


@given(st.text(alphabet="ab éÀ’'-.,«»!?0123 \u00a0\nleqduàMT", max_size=80))
def test_units_cover_the_tokens_in_order(tagger: Tagger, text: str) -> None:
    units = tagger.tag(text)
    covered = [t for t in tokens(text) if any(u.start <= t.start and t.end <= u.end for u in units)]
    assert covered == tokens(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(units))
