"""What of an answer is the article: the same whether it comes whole or in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.resources import word_list
from desktop_app.writers.ai.stream import (
    Chat,
    Cleaner,
    Guard,
    ReasoningSplitter,
    cleaned,
    without_reasoning,
)

CHAT = Chat.load(word_list)
ARTICLE = (
    "# Titre\n\nChapô.\n\n## Un\n\nTexte.\n\n- a\n- b\n\n**Gras** et _italique_.\n\n## Deux\n\nFin."
)


BEFORE = [
    "",
    "Voici l’article :\n\n",
    "Bien sûr !\n\n",
    "\n\n\n",
    "D’accord. Voici la version demandée :\n",
]
AFTER = [
    "",
    "\n\nN’hésitez pas à me dire si vous voulez modifier le texte.",
    "\n\n---\n\nCet article compte environ 720 mots.",
    "\n\n(Nombre de mots : 712)\n\nSouhaitez-vous une autre version ?",
]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("fence", [False, True])
def test_talk_around_the_article_is_left_out(before: str, after: str, fence: bool) -> None:
    inner = f"```markdown\n{ARTICLE}\n```" if fence else ARTICLE
    assert cleaned(before + inner + after, CHAT) == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Voici les trois étapes du chantier, qui durera deux ans.\n\nSuite.",
        "# T\n\nTexte.\n\nN’hésitez pas à réserver vos places au 04 50 00 00 00.",
        "# T\n\n```python\nprint(1)\n```\n\nSuite.",
        "# T\n\nUn.\n\n---\n\nDeux.",
        "Bien sûr, la mairie a refusé. Elle s’en explique.\n\nSuite.",
    ],
)
def test_what_belongs_to_the_article_stays(text: str) -> None:
    assert cleaned(text, CHAT) == text


LINES = [
    *("# Titre", "## Un", "Texte simple.", "", "", "---", "```", "```markdown"),
    *("Voici l’article :", "- point", "Titre SEO : Un", "**Gras**", "Slug : a-b"),
    "N’hésitez pas à modifier l’article.",
]
ANSWERS = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


@given(ANSWERS, st.integers(1, 9))
def test_pieces_give_what_the_whole_gives(answer: str, size: int) -> None:
    cleaner = Cleaner(CHAT)
    pieces = [answer[i : i + size] for i in range(0, len(answer), size)]
    shown = "".join(cleaner.feed(piece) for piece in pieces) + cleaner.finish()
    assert shown.strip() == cleaned(answer, CHAT)


@given(st.lists(st.sampled_from(["<think>", "</think>", "a", "<", ">", "th", "é\n"])), st.data())
def test_reasoning_split_anywhere(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    whole = ReasoningSplitter()
    expected = [*whole.feed(text), *whole.finish()]
    splitter, found, rest = ReasoningSplitter(), [], text
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        found += splitter.feed(rest[:size])
        rest = rest[size:]
    found += splitter.finish()
    for kind in ("thought", "text"):
        assert "".join(t for k, t in found if k == kind) == "".join(
            t for k, t in expected if k == kind
        )


def test_reasoning_without_a_beginning_or_an_end() -> None:
    assert without_reasoning("je pense</think>\n# T") == "\n# T"
    assert without_reasoning("# T\n<think>et puis") == "# T\n"


def test_the_guard_knows_repeating_from_lists_and_tables() -> None:
    guard = Guard(100_000)
    table = "\n".join(f"| Lundi {n} | 12 h | Piscine |" for n in range(60))
    assert {guard.feed(table[i : i + 50]) for i in range(0, len(table), 50)} == {""}
    loop = "Le train part à l’heure, et la ville s’en réjouit avec nous. "
    assert "repeats" in {guard.feed(loop) for _ in range(12)}
    assert "endless" in {Guard(500).feed("abc " * 200)}
