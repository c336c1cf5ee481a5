"""Versions of an article: V1, V2, V3, kept as it is written, mended, or put aside by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop_app.model import Article

MOST_VERSIONS = 20

By = Literal["offline", "ai", "hand"]


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it once stood.

    `number` is that of « V3 », `name` what the user calls it ("" for nothing); `made_at` is in
    seconds since 1970; `by` says who wrote it, `model` which AI.
    """

    number: int
    article: Article
    made_at: float
    words: int = 0
    by: By = "hand"
    model: str = ""
    name: str = ""


def with_version(
    versions: tuple[Version, ...],
    article: Article,
    made_at: float,
    by: By = "hand",
    *,
    words: int = 0,
    model: str = "",
    name: str = "",
) -> tuple[Version, ...]:
    """Give the versions with this article as the last; one that is the last already is only named.

    At most MOST_VERSIONS are kept: the oldest that has no name goes first.
    """
    last = versions[-1] if versions else None
    if last is not None and same_text(last.article, article):
        named = replace(last, name=name or last.name)
        return (*versions[:-1], named)
    number = max((version.number for version in versions), default=0) + 1
    added = Version(number, article, made_at, words, by, model, name)
    return _bounded((*versions, added))


def _bounded(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    while len(versions) > MOST_VERSIONS:
        unnamed = [version for version in versions[:-1] if not version.name]
        if not unnamed:
            break
        versions = tuple(version for version in versions if version is not unnamed[0])
    return versions


def same_text(one: Article, other: Article) -> bool:
    """Tell whether two articles say the same, whatever else could be proposed for them."""
    return _said(one) == _said(other)


def _said(article: Article) -> tuple[str, ...]:
    return (
        *(article.title, article.body, article.seo_title),
        *(article.meta_description, article.slug),
    )


def renamed(versions: tuple[Version, ...], number: int, name: str) -> tuple[Version, ...]:
    """Give the versions, the one with this number called `name`."""
    return tuple(replace(v, name=name) if v.number == number else v for v in versions)


def without(versions: tuple[Version, ...], number: int) -> tuple[Version, ...]:
    """Give the versions but the one with this number."""
    return tuple(version for version in versions if version.number != number)
