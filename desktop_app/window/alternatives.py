"""« Autre proposition »: the next title, description or heading of those the writer kept ready."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_app.document import escape, parse

if TYPE_CHECKING:
    from desktop_app.document import Block
    from desktop_app.model import Article, Field

FIELDS: tuple[Field, ...] = ("title", "seo_title", "meta_description")


def next_field(article: Article, name: Field) -> Article | None:
    """Give the article with the next candidate for a field; nothing where there is none."""
    turned = _turned(article, name, str(getattr(article, name)), name)
    if turned is None:
        return None
    new, after = turned
    return after.with_field(name, new)


def next_heading(article: Article, position: int) -> Article | None:
    """Give the article with the next candidate for the heading at this place of the body."""
    block = heading_at(article, position)
    if block is None:
        return None
    candidates = article.alternatives.get(block.plain, ())
    if not candidates:
        return None
    turned = _turned(article, block.plain, block.plain, candidates[0])
    if turned is None:
        return None
    new, after = turned
    start, end = block.to_markdown(0, len(block.plain))
    body = article.body[:start] + escape(new, starts=False) + article.body[end:]
    return replace(after, body=body)


def heading_at(article: Article, position: int) -> Block | None:
    """Give the heading that holds this place of the body, if there are others to propose."""
    block = parse(article.body).block_at(position)
    if block is None or block.kind != "heading" or not article.alternatives.get(block.plain):
        return None
    return block


def _turned(article: Article, key: str, old: str, new_key: str) -> tuple[str, Article] | None:
    """Give the next candidate, and the article with the present words put behind the others."""
    candidates = article.alternatives.get(key, ())
    if not candidates:
        return None
    rest = (*candidates[1:], *((old,) if old else ()))
    left = {name: kept for name, kept in article.alternatives.items() if name != key}
    left[new_key] = rest
    return candidates[0], replace(article, alternatives=MappingProxyType(left))
