"""Versions: numbered, bounded, the named ones kept."""

from __future__ import annotations

from desktop_app.model import Article
from desktop_app.versions import MOST_VERSIONS, Version, renamed, with_version, without


def kept(*bodies: str) -> tuple[Version, ...]:
    versions: tuple[Version, ...] = ()
    for number, body in enumerate(bodies):
        words = len(body.split())
        versions = with_version(versions, Article(body), float(number), "offline", words=words)
    return versions


def test_numbers_go_on_after_a_version_was_deleted() -> None:
    versions = without(kept("un", "un *deux*", "un deux trois"), 2)
    versions = with_version(
        versions, Article("quatre"), 9.0, "ai", words=1, model="m", name="final"
    )
    assert [(v.number, v.words, v.by, v.name) for v in versions] == [
        (1, 1, "offline", ""), (3, 3, "offline", ""), (4, 1, "ai", "final"),
    ]  # fmt: skip


def test_the_same_text_is_no_new_version_but_may_get_a_name() -> None:
    versions = kept("un", "deux")
    again = with_version(versions, Article("deux", keyphrase="x"), 5.0, name="à garder")
    assert [(v.number, v.name, v.by) for v in again] == [
        (1, "", "offline"),
        (2, "à garder", "offline"),
    ]
    assert len(with_version(again, Article("un"), 6.0)) == 3


def test_the_oldest_unnamed_go_first() -> None:
    versions = renamed(kept("premier", "deuxième"), 1, "envoyée au client")
    for number in range(40):
        versions = with_version(versions, Article(f"texte {number}"), 10.0 + number)
    assert len(versions) == MOST_VERSIONS
    assert versions[0].name == "envoyée au client"
    assert versions[1].article.body == "texte 21"
    assert versions[-1].article.body == "texte 39"
    for number in range(30):
        versions = with_version(versions, Article(f"nommé {number}"), 99.0, name=f"n{number}")
    assert len([v for v in versions if v.name]) == 31
    versions = with_version(versions, Article("la dernière"), 100.0)
    assert versions[-1].article.body == "la dernière"
