"""What goes to the clipboard from the article, and what comes from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from desktop_app.editing.keys import passage

if TYPE_CHECKING:
    from desktop_app.window.article_body import ArticleBody

_MARKDOWN = "text/markdown"
_MOST_HTML = 400_000
_FORMATTED = re.compile(r"<(?:h[1-6]|b|strong|i|em|a|[uo]l|p|table|span)\b", re.IGNORECASE)


def takes(source: QMimeData) -> bool:
    """Tell whether there is text in it."""
    return source.hasFormat(_MARKDOWN) or source.hasText() or source.hasHtml()


def copied(body: ArticleBody) -> QMimeData:
    """Give what is selected: as it is read for other programs, as it is for this one."""
    mime = QMimeData()
    text, (anchor, cursor) = body.text, body.selection()
    start, end = min(anchor, cursor), max(anchor, cursor)
    if body.marks_shown:
        mime.setText(text[start:end])
        return mime
    from desktop_app.document import parse

    document = parse(passage(text, start, end))
    mime.setText("\n\n".join(block.plain for block in document.blocks if block.plain))
    mime.setHtml(document.html)
    mime.setData(_MARKDOWN, document.text.encode("utf-8"))
    return mime


def markdown_in(source: QMimeData, *, marks_shown: bool) -> str:
    """Give what was copied as Markdown: from here as it was, from elsewhere with its formatting."""
    if source.hasFormat(_MARKDOWN):
        return bytes(source.data(_MARKDOWN).data()).decode("utf-8", "replace")
    words = source.text().replace("\r\n", "\n").replace("\r", "\n")
    if marks_shown:
        return words
    html = source.html() if source.hasHtml() else ""
    if _FORMATTED.search(html) and len(html) <= _MOST_HTML:
        return _formatted(html) or words
    return words if "\n\n" in words else words.strip("\n").replace("\n", "\n\n")


def _formatted(html: str) -> str:
    """Give formatted text as Markdown; nothing where it cannot be read."""
    from desktop_app.errors import IntertitreError
    from desktop_app.sources.read import read_bytes

    try:
        return read_bytes(html.encode("utf-8"), "clipboard.html", brief_line=False).markdown.strip()
    except IntertitreError:
        return ""
