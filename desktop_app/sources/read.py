"""Reads a file, bytes or text into a `Source`, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from desktop_app.document import plain_text
from desktop_app.errors import (
    EmptySourceError,
    FolderError,
    MissingFileError,
    TooLargeError,
    UnknownFormatError,
    UnreadableFileError,
)
from desktop_app.model import BriefLine, Source
from desktop_app.sources import (
    markdown_file,
    opendocument,
    pdf,
    plain,
    rich_text,
    web_page,
    word,
)
from desktop_app.sources.brief_line import take_brief_line
from desktop_app.sources.client_order import understand_order
from desktop_app.sources.encodings import decode
from desktop_app.sources.extracted import Extracted, clean
from desktop_app.sources.language import language_of
from desktop_app.sources.orders_among import split_order

Reader = Callable[[bytes, str], Extracted]

MEGABYTE = 1_000_000
TEXT_LIMIT = 20 * MEGABYTE
DOCUMENT_LIMIT = 100 * MEGABYTE

_TEXT_SUFFIXES = (".txt", ".text")
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".md": markdown_file.read,
        ".markdown": markdown_file.read,
        ".docx": word.read,
        ".odt": opendocument.read,
        ".rtf": rich_text.read,
        ".pdf": pdf.read,
        ".html": web_page.read,
        ".htm": web_page.read,
    }
)
_DOCUMENTS = frozenset({".docx", ".odt", ".pdf", ".rtf"})
READABLE_SUFFIXES: tuple[str, ...] = (*_TEXT_SUFFIXES, *_READERS)


def read_source(path: Path, *, brief_line: bool = True, limit_bytes: int | None = None) -> Source:
    """Read a file; `brief_line` takes an instruction at its head out.

    Raises an InputError that names the file: missing, folder, unreadable, too large, empty, locked,
    damaged, no text, unknown format.
    """
    name = str(path)
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise FolderError(path=name)
        if not path.exists():
            raise MissingFileError(path=name)
        if suffix not in READABLE_SUFFIXES:
            raise _unknown(name, suffix)
        _check_size(name, suffix, path.stat().st_size, limit_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path=name, details=str(error)) from error
    return read_bytes(data, name, brief_line=brief_line, limit_bytes=limit_bytes)


def read_bytes(
    data: bytes, name: str, *, brief_line: bool = True, limit_bytes: int | None = None
) -> Source:
    """Read what came from standard input or a drop; a name without suffix is plain text."""
    suffix = Path(name).suffix.lower() or _TEXT_SUFFIXES[0]
    if suffix not in READABLE_SUFFIXES:
        raise _unknown(name, suffix)
    _check_size(name, suffix, len(data), limit_bytes)
    if suffix in _TEXT_SUFFIXES:
        text, encoding = decode(data, name)
        return source_from_text(text, name, brief_line=brief_line, encoding=encoding)
    extracted = _READERS[suffix](data, name)
    order, rest = split_order(extracted.markdown) if brief_line else ("", extracted.markdown)
    line, rest = take_brief_line(rest) if brief_line else (None, rest)
    return _source(replace(extracted, markdown=rest), name, line, order)


def source_from_text(
    text: str, name: str, *, brief_line: bool = True, encoding: str = "utf-8"
) -> Source:
    """Make a source of plain text (typed, pasted, dropped); its marks are text.

    Raises EmptySourceError when it holds no letter and no digit.
    """
    order, rest = split_order(text) if brief_line else ("", text)
    rest = clean(rest)
    line, rest = take_brief_line(rest) if brief_line else (None, rest)
    return _source(Extracted(plain.markdown_of(rest), encoding=encoding), name, line, order)


def read_order(path: Path) -> str:
    """Read a client's order whole, tabs and all; raises as `read_source`."""
    if path.suffix.lower() in _TEXT_SUFFIXES:
        source = read_source(path, brief_line=False)
        return decode(path.read_bytes(), source.path)[0]
    return read_source(path, brief_line=False).markdown


def _source(extracted: Extracted, name: str, line: BriefLine | None, order: str = "") -> Source:
    markdown = extracted.markdown.strip("\n")
    text = plain_text(markdown)
    if not any(char.isalnum() for char in text):
        raise EmptySourceError(path=name)
    return Source(
        path=name,
        markdown=markdown,
        text=text,
        encoding=extracted.encoding,
        language=language_of(text),
        brief_line=line,
        fields=extracted.fields,
        order=understand_order(order) if order else None,
    )


def _check_size(name: str, suffix: str, size: int, limit_bytes: int | None) -> None:
    limit = limit_bytes or (DOCUMENT_LIMIT if suffix in _DOCUMENTS else TEXT_LIMIT)
    if size > limit:
        raise TooLargeError(path=name, size_mb=-(-size // MEGABYTE), limit_mb=-(-limit // MEGABYTE))


def _unknown(name: str, suffix: str) -> UnknownFormatError:
    return UnknownFormatError(path=name, suffix=suffix, known=READABLE_SUFFIXES)
