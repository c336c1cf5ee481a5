"""Finds clients' orders: whole ones among the sources, and one at the head of a text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.sources.client_order import is_order, understand_order

if TYPE_CHECKING:
    from desktop_app.model import Source

_BORDER = re.compile(
    r"^[ \t]*(?:[-=_*\\]{3,}|(?:voici )?(?:l['’]article|le texte|texte|article|source)"
    r"(?: source| d['’]origine| à (?:réécrire|reprendre|adapter))?\s*:)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FARTHEST = 12_000


def gathered(sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """Give the sources without the orders among them, which the first of them then carries.

    Where nothing else is left, all stay sources.
    """
    rest, orders = parted(sources)
    if not orders or not rest:
        return sources
    return with_order(rest, "\n\n".join(source.markdown for source in orders))


def parted(sources: tuple[Source, ...]) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """Part the sources from the orders among them."""
    orders = tuple(source for source in sources if is_order(source.markdown))
    return tuple(source for source in sources if source not in orders), orders


def with_order(sources: tuple[Source, ...], text: str) -> tuple[Source, ...]:
    """Give the sources with an order's text understood and carried by the first."""
    return (replace(sources[0], order=understand_order(text)), *sources[1:])


def split_order(text: str) -> tuple[str, str]:
    """Part an order at a text's head from the article under it: "" where there is none.

    Between them stands a rule (« --- ») or a line that announces the article.
    """
    for match in _BORDER.finditer(text, 0, _FARTHEST):
        head, rest = text[: match.start()], text[match.end() :]
        if rest.strip() and is_order(head):
            return head.strip(), rest.lstrip("\n")
    return "", text
