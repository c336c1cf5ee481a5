"""Comparing versions: laws on any text, and what a reader sees of real changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.comparison import Piece, compare, compare_words
from desktop_app.model import Article

TEXTS = st.text(st.sampled_from("le la eau arbre l’3,  .\n-é"), max_size=40)
OLD = (
    "Les travaux commenceront le 3 mars sur les quais.\n\n## Des arbres\n\n"
    "La promenade comprendra 640 arbres et trois pontons.\n\nUn passage qui part en entier.\n\n"
    "Le projet est né d’une consultation [ancienne](https://un.fr).\n"
)
NEW = (
    "Les travaux débuteront le 5 avril sur les quais.\n\n## De l’ombre\n\n"
    "La promenade comprendra 650 arbres et trois pontons.\n\n"
    "Le projet est né d’une consultation [ancienne](https://deux.fr).\n\nUne fin nouvelle.\n"
)


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(p.text for p in pieces if p.change != "added") == old
    assert "".join(p.text for p in pieces if p.change != "removed") == new


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_every_passage_of_both_stands_in_the_comparison(old: list[str], new: list[str]) -> None:
    before, after = Article("\n\n".join(old)), Article("\n\n".join(new))
    passages = compare(before, after).passages
    alone = compare(before, before)
    assert alone.nothing_changed
    were = [p for p in passages if p.change != "added"]
    assert len(were) == len(alone.passages)
    assert len([p for p in passages if p.change != "removed"]) == len(
        compare(after, after).passages
    )


def test_words_are_told_apart_not_letters() -> None:
    assert compare_words("640 arbres", "650 arbres") == (
        Piece("removed", "640"), Piece("added", "650"), Piece("same", " arbres"),
    )  # fmt: skip
    pieces = compare_words("Les travaux commenceront le 3 mars.", "Les travaux iront à la mer.")
    assert [p.change for p in pieces] == ["same", "removed", "added", "same"]


def test_passages_are_paired_where_they_are_alike() -> None:
    passages = compare(Article(OLD, title="Un"), Article(NEW, title="Un")).passages
    assert [(p.kind, p.change) for p in passages] == [
        ("paragraph", "same"), ("heading", "removed"), ("heading", "added"), ("paragraph", "same"),
        ("paragraph", "removed"), ("paragraph", "same"), ("paragraph", "added"),
    ]  # fmt: skip
    assert passages[5].marks_only
    assert not passages[5].unchanged
    fields = compare(Article("x", title="Un", slug="un"), Article("x", title="Deux", slug="un"))
    assert [name for name, _ in fields.fields] == ["title"]
