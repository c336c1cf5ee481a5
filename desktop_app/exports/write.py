"""Chooses an export by the suffix of the file asked for, and says beforehand what cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_app.errors import OutputFolderError, OutputFormatError, OutputReadOnlyError
from desktop_app.exports.html import html_page
from desktop_app.exports.markdown import markdown_file
from desktop_app.exports.word import word_file

if TYPE_CHECKING:
    from desktop_app.model import Article

Writer = Callable[[Path, bytes], None]
SUFFIXES: Final = (".docx", ".html", ".md")
_ALIASES: Final = {".htm": ".html", ".markdown": ".md"}


def check_outputs(paths: Sequence[Path]) -> None:
    """Raise before any work what would keep a file from being written.

    Raises OutputFormatError, OutputFolderError or OutputReadOnlyError. A folder that stands where
    the file should is read-only too: nothing can be written there.
    """
    for path in paths:
        _format(path)
        check_folder(path)


def check_folder(path: Path) -> None:
    """Raise when no file can be written at this path, whatever its suffix."""
    folder = path.parent
    if not folder.is_dir():
        raise OutputFolderError(path=str(path), folder=str(folder))
    blocked = path.is_dir() or (path.exists() and not os.access(path, os.W_OK))
    if blocked or not os.access(folder, os.W_OK | os.X_OK):
        raise OutputReadOnlyError(path=str(path), folder=str(folder))


def to_bytes(article: Article, suffix: str, template: str | None = None) -> bytes:
    """Give the file's bytes, the same for the same article.

    `template` is a client's Word document, for .docx alone. Raises OutputFormatError, and
    WordTemplateError when it cannot be used.
    """
    match _format(Path(f"article{suffix}")):
        case ".docx":
            return word_file(article, template=template)
        case ".html":
            return html_page(article).encode()
        case _:
            return markdown_file(article).encode()


def export(article: Article, path: Path, writer: Writer) -> None:
    """Write the article to the path in the format its suffix names, by way of `writer`.

    Raises OutputFormatError, and whatever `writer` raises.
    """
    writer(path, to_bytes(article, path.suffix))


def _format(path: Path) -> str:
    suffix = path.suffix.lower()
    suffix = _ALIASES.get(suffix, suffix)
    if suffix not in SUFFIXES:
        raise OutputFormatError(path=str(path), suffix=path.suffix, known=list(SUFFIXES))
    return suffix
