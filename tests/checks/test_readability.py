"""Readability lights at, just below and just above each threshold."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.checks.base import CheckContext
from desktop_app.checks.counting import sentences_of, words_of
from desktop_app.checks.readability import ReadabilityCheck
from desktop_app.document import parse
from desktop_app.messages_build import merged
from desktop_app.model import Article, Brief, Finding
from desktop_app.resources import word_list

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

    from desktop_app.french.lexicon import Lexicon

CHECK = ReadabilityCheck()
NEUTRAL = Brief(tone="neutre")


@lru_cache
def french() -> Catalog:
    return merged("fr")


def words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


def every(body: str, lexicon: Lexicon, *, brief: Brief = NEUTRAL, **more: object) -> list[Finding]:
    context = CheckContext(brief, lexicon, words, **more)  # type: ignore[arg-type]
    measures = [(b, CHECK.measure(b.content, context)) for b in parse(body).blocks]
    found = CHECK.judge(Article(body), measures, context)
    catalog = french()
    for finding in found:
        entry = catalog.get(finding.message_id)
        assert entry is not None, finding.message_id
        assert isinstance(entry.id, tuple) == ("count" in finding.params), finding.message_id
    return found


def judged(body: str, lexicon: Lexicon, **more: object) -> dict[str, Finding]:
    found = every(body, lexicon, **more)  # type: ignore[arg-type]
    return {finding.id: finding for finding in reversed(found)}


def status(body: str, lexicon: Lexicon, name: str, **more: object) -> str:
    return judged(body, lexicon, **more)[f"readability.{name}"].status


def text(count: int) -> str:
    return " ".join(["mot"] * count)


def mixed(many: str, times: int, few: str, total: int) -> str:
    """Make sentences that never open alike three times in a row."""
    letters = "ABCDEFGHIJ"
    chosen = [many if n < times else few for n in range(total)]
    return " ".join(f"{letters[n % 10]}{s}" for n, s in enumerate(chosen))


@pytest.mark.parametrize("like_yoast", [False, True])
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (20, 300, "good"),
        (20, 301, "improve"),
        (20, 350, "improve"),
        (20, 351, "problem"),
        (301, 20, "improve"),
    ],
)
def test_sections(
    lexicon: Lexicon, before: int, after: int, expected: str, like_yoast: bool
) -> None:
    body = f"{text(before)}.\n\n## Titre\n\n{text(after)}."
    assert status(body, lexicon, "section_length", like_yoast=like_yoast) == expected


def test_a_short_text_needs_no_heading(lexicon: Lexicon) -> None:
    assert status(text(300), lexicon, "section_length") == "good"
    found = judged(text(301), lexicon)["readability.section_length"]
    assert found.status == "problem"
    assert found.message_id == "readability.section_length.no_heading"


@pytest.mark.parametrize(
    ("count", "expected"), [(150, "good"), (151, "improve"), (200, "improve"), (201, "problem")]
)
def test_paragraphs(lexicon: Lexicon, count: int, expected: str) -> None:
    body = f"Court.\n\n{text(count)}"
    assert status(body, lexicon, "paragraph_length") == expected
    assert status(f"Court.\n\n- {text(count)}\n- un", lexicon, "paragraph_length") == expected


@pytest.mark.parametrize(
    ("long", "expected"), [(25, "good"), (26, "improve"), (30, "improve"), (31, "problem")]
)
def test_sentence_length(lexicon: Lexicon, long: int, expected: str) -> None:
    body = mixed(" mot" * 20 + ".", long, " mot" * 19 + ".", 100)
    assert status(body, lexicon, "sentence_length") == expected
    assert status(body, lexicon, "sentence_length", like_yoast=True) == expected


def test_places_are_the_long_sentences(lexicon: Lexicon) -> None:
    long = "Voici" + " un *mot* de plus" * 6 + "."
    body = f"Court. {long} Fin."
    found = judged(body, lexicon)["readability.sentence_length"]
    assert [body[p.start : p.end] for p in found.places] == [long]


@pytest.mark.parametrize(
    ("passives", "expected"), [(10, "good"), (11, "improve"), (15, "improve"), (16, "problem")]
)
def test_passives(lexicon: Lexicon, passives: int, expected: str) -> None:
    body = " ".join(
        f"{'ABC'[n % 3]} {'est acceptée' if n < passives else 'dort'}." for n in range(100)
    )
    assert status(body, lexicon, "passive_voice") == expected
    assert status(body, lexicon, "passive_voice", like_yoast=True) == expected


@pytest.mark.parametrize(
    ("linked", "expected"), [(19, "problem"), (20, "improve"), (29, "improve"), (30, "good")]
)
def test_transitions(lexicon: Lexicon, linked: int, expected: str) -> None:
    body = " ".join(f"{'ABC'[n % 3]} vient {'donc' if n < linked else 'hier'}." for n in range(100))
    assert status(body, lexicon, "transition_words") == expected
    assert status(body, lexicon, "transition_words", like_yoast=True) == expected
    press = Brief(tone="presse")
    assert status(body, lexicon, "transition_words", brief=press) == (
        "good" if expected == "good" else "info"
    )


def test_a_short_text_needs_no_transitions(lexicon: Lexicon) -> None:
    assert status("Le vélo vient. " * 66, lexicon, "transition_words") == "good"
    assert status("Le vélo vient. " * 67, lexicon, "transition_words") == "problem"


def test_openings(lexicon: Lexicon) -> None:
    assert status("Elle vient. Elle part.", lexicon, "consecutive_openings") == "good"
    body = "Il dort. Elle vient. Elle part.\n\nElle dort. Il part."
    found = judged(body, lexicon)["readability.consecutive_openings"]
    assert found.status == "problem"
    assert len(found.places) == 3
    articles = "La mer monte. La lune brille. La nuit tombe."
    assert status(articles, lexicon, "consecutive_openings") == "good"


def test_the_sources_sentences_only_inform(lexicon: Lexicon) -> None:
    body = (text(40) + ". ") * 20
    for finding in every(body, lexicon, rewritten=False):
        if finding.id != "readability.section_length":
            assert finding.status in ("good", "info")


def test_quotations_are_counted_apart(lexicon: Lexicon) -> None:
    quoted = f"« {text(30)} », dit-elle."
    found = [f for f in every(f"Court. {quoted} Fin.", lexicon) if "sentence" in f.id]
    assert [f.status for f in found] == ["good", "info"]
    assert found[1].message_id == "readability.sentence_length.in_quotations"


@pytest.mark.parametrize("body", ["", "\n\n", "![](a.png)", "---", "```\ncode\n```"])
def test_without_sentences_nothing_is_checked(lexicon: Lexicon, body: str) -> None:
    assert {f.status for f in every(body, lexicon)} == {"not_checked"}


def test_one_sentence_of_5000_words(lexicon: Lexicon) -> None:
    found = judged(text(5000) + ".", lexicon)
    assert found["readability.sentence_length"].value == 100
    assert found["readability.reading_ease"].value == 0


def test_reading_ease_tells_easy_from_hard(lexicon: Lexicon) -> None:
    easy = "Le chat dort. Il rêve. La nuit est douce. Le vent passe."
    hard = (
        "L’institutionnalisation progressive des procédures administratives interministérielles "
        "nécessite l’harmonisation réglementaire des organisations territoriales."
    )
    values = [judged(t, lexicon)["readability.reading_ease"].value for t in (easy, hard)]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] > 80 > 30 > values[1]


def test_sentences_as_yoast_cuts_them() -> None:
    def cut(plain: str) -> list[str]:
        return [s.text for s in sentences_of(plain, like_yoast=True)]

    assert cut("M. Wang vient.") == ["M.", "Wang vient."]
    assert cut("« Pars !\u00a0» cria-t-il.") == ["« Pars !", "» cria-t-il."]
    assert cut("Il vient... puis part. 12 partent.") == ["Il vient... puis part.", "12 partent."]
    assert cut("Un\nDeux") == ["Un Deux"]
    assert words_of("5 % de l’été – « oui »", like_yoast=True) == 5


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Ab é.!?…»«“”\"' \u00a0\n1", max_size=60), st.booleans())
def test_sentences_keep_every_sign(plain: str, like_yoast: bool) -> None:
    found = sentences_of(plain, like_yoast=like_yoast)
    kept = "".join("".join(s.text.split()) for s in found)
    assert kept == "".join(plain.split())
    for before, after in pairwise(found):
        assert before.end <= after.start
    for sentence in found:
        assert plain[sentence.start : sentence.end].replace("\n", " ") == sentence.text.replace(
            "\n", " "
        )
