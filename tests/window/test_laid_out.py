"""Changing the preview piece by piece gives what laying it out anew would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument

from desktop_app.document import parse
from desktop_app.window.laid_out import LaidOut
from desktop_app.window.preview_html import Piece, pieces, style

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

BLOCKS = (
    "## Un intertitre",
    "### Plus **bas**",
    "Une phrase simple.",
    "Une *autre* phrase, avec [un lien](https://exemple.fr).",
    "- un point\n- un autre\n- encore un",
    "1. premier\n2. deuxième",
    "> Une citation, dit-on.\n>\n> Et sa suite.",
    "![Une photo](photo.jpg)",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "---",
    "```\ncode\n```",
)
articles = st.tuples(
    st.sampled_from(["", "Un titre", "Un autre titre"]),
    st.lists(st.sampled_from(BLOCKS), max_size=7),
)


def made(title: str, blocks: list[str]) -> list[Piece]:
    return pieces(title, parse("\n\n".join(blocks)).blocks)


@pytest.fixture(scope="module")
def page(qapp: QApplication) -> Callable[[], tuple[QTextDocument, LaidOut]]:
    def new() -> tuple[QTextDocument, LaidOut]:
        document = QTextDocument()
        document.setDefaultStyleSheet(style(qapp.palette(), 10))
        document.setTextWidth(500)
        return document, LaidOut(document, QFont)

    return new


def seen(document: QTextDocument, laid: LaidOut) -> list[tuple[object, ...]]:
    """Give what can be told apart of each block, and where the pieces stand."""
    found: list[tuple[object, ...]] = []
    block = document.begin()
    while block.isValid():
        look = block.blockFormat()
        place = document.documentLayout().blockBoundingRect(block)
        runs = [
            (f.start, f.length, f.format.fontWeight(), f.format.fontItalic(),
             f.format.fontPointSize(), f.format.foreground().color().name(), f.format.anchorHref())
            for f in block.textFormats()
        ]  # fmt: skip
        listed = block.textList()
        found.append(
            (block.text(),
             look.topMargin(), look.bottomMargin(), look.leftMargin(), look.lineHeight(),
             look.headingLevel(), look.indent(), round(place.top(), 2), round(place.height(), 2),
             listed.itemText(block) if listed is not None else "", runs)
        )  # fmt: skip
        block = block.next()
    return [*found, tuple(laid.start(i) for i in range(len(laid.wanted)))]


@settings(max_examples=150, deadline=None)
@given(st.lists(articles, min_size=2, max_size=4), st.booleans())
def test_every_way_to_an_article_gives_the_same_page(
    page: Callable[[], tuple[QTextDocument, LaidOut]],
    steps: list[tuple[str, list[str]]],
    hurried: bool,
) -> None:
    document, laid = page()
    for number, step in enumerate(steps):
        laid.want(made(*step))
        laid.lay_out(0.0 if hurried and number < len(steps) - 1 else 60.0)
    fresh_document, fresh = page()
    fresh.want(made(*steps[-1]))
    fresh.lay_out(60.0)
    assert laid.complete
    assert seen(document, laid) == seen(fresh_document, fresh)
