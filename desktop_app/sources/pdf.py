"""PDF with a text layer: hyphenated line ends mended, lines joined to paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader

from desktop_app.document import escape
from desktop_app.errors import (
    BrokenFileError,
    IntertitreError,
    PasswordError,
    ScanError,
    TooLargeError,
)
from desktop_app.model import FileFields
from desktop_app.sources import plain
from desktop_app.sources.extracted import Extracted, clean, words

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "PDF"
TEXT_LIMIT = 20_000_000
_LETTERS_PER_PAGE = 8
_HEADING_SIZE = 1.15
_HEADING_LENGTH = 200
_PARAGRAPH_STEP = 1.25
_PARTED_SHARE = 0.05
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_ENDS = re.compile(r"[.!?…:][»”\"’)\]\s\u00a0\u202f]*$")
_ITEM = re.compile(r"[•‣▪●◦·–\uf0b7\uf0a7\uf0d8-]\s+\S|\d{1,3}[.)]\s+\S")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*\d{1,4}\s*(?:[-–]|(?:/|sur)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_HYPHENATED = words("il ils elle elles on nous vous je tu ce là ci même mêmes t y en moi toi lui")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its height on it and its letters' size, 0 where the page does not tell."""

    text: str
    height: float = 0
    size: float = 0


def read(data: bytes, path: str) -> Extracted:
    """Give a PDF's text; raises ScanError without text layer, PasswordError, BrokenFileError.

    Lines in clearly larger letters are headings; emphasis, links and pictures are not kept.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PasswordError(path=path)
        pages = list(_pages(reader, path))
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except IntertitreError:
        raise
    except Exception as error:
        # pypdf meets damaged files with errors of many kinds
        raise BrokenFileError(path=path, format=FORMAT, details=repr(error)) from error
    letters = sum(char.isalpha() for page in pages for line in page for char in line.text)
    if letters < _LETTERS_PER_PAGE * max(1, len(pages)):
        raise ScanError(path=path)
    markdown = "\n\n".join(_blocks(_without_frame(pages)))
    return Extracted(markdown, FileFields(title=clean(title).strip() or None), "pdf")


def _pages(reader: PdfReader, path: str) -> Iterator[list[_Line]]:
    size = 0
    for page in reader.pages:
        lines = _lines(page)
        size += sum(len(line.text) for line in lines)
        if size > TEXT_LIMIT:
            raise TooLargeError(path=path, size_mb=size // 10**6, limit_mb=TEXT_LIMIT // 10**6)
        yield lines


def _lines(page: PageObject) -> list[_Line]:
    """Give a page's lines that hold something, each with the place of its first letters."""
    pieces: list[tuple[str, float, float]] = []

    def collect(
        text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float
    ) -> None:
        scale = abs(text_matrix[3] * matrix[3]) or 1
        pieces.append((text, text_matrix[5] * matrix[3] + matrix[5], size * scale))

    page.extract_text(visitor_text=collect)
    lines: list[_Line] = []
    current = _Line("")
    for text, height, size in pieces:
        first, *others = clean(text).translate(_LIGATURES).split("\n")
        current = _with_piece(current, first, height, size)
        for other in others:
            lines.append(current)
            current = _with_piece(_Line(""), other, height, size)
    lines.append(current)
    stripped = [replace(line, text=line.text.strip(" ")) for line in lines]
    return [line for line in stripped if line.text.strip()]


def _with_piece(line: _Line, text: str, height: float, size: float) -> _Line:
    if not text.strip() or line.text.strip():
        return replace(line, text=line.text + text)
    return _Line(line.text + text, height, round(size, 1))


def _without_frame(pages: list[list[_Line]]) -> list[_Line]:
    """Take out page numbers, and the first and last lines that most pages repeat."""
    edges = Counter(
        _shape(line) for page in pages for line in {*page[:1], *page[-1:]} if len(page) > 2
    )
    repeated = {shape for shape, count in edges.items() if count > max(2, 0.6 * len(pages))}
    lines: list[_Line] = []
    for page in pages:
        kept = page
        while kept and (_PAGE_NUMBER.match(kept[-1].text) or _shape(kept[-1]) in repeated):
            kept = kept[:-1]
        while kept and _shape(kept[0]) in repeated:
            kept = kept[1:]
        lines += kept
    return lines


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _blocks(lines: list[_Line]) -> Iterator[str]:
    body = median([line.size for line in lines for _ in range(len(line.text) // 20 + 1)])
    sizes = sorted({line.size for line in lines if line.size > _HEADING_SIZE * body}, reverse=True)
    loose: list[str] = []
    for size, text in _paragraphs(lines, body):
        if size in sizes and len(text) <= _HEADING_LENGTH:
            yield from _loose(loose)
            loose = []
            yield f"{'#' * min(3, sizes.index(size) + 1)} {escape(text, starts=False)}"
        else:
            loose.append(text)
    yield from _loose(loose)


def _loose(paragraphs: list[str]) -> Iterator[str]:
    if paragraphs:
        yield plain.markdown_of("\n".join(paragraphs), wrapped=False)


def _paragraphs(lines: list[_Line], body: float) -> Iterator[tuple[float, str]]:
    """Give the paragraphs, each with the size of its letters."""
    long = [len(line.text) for line in lines if len(line.text) > 40]
    width = median(long) if long else 0
    gap = _usual_gap(lines)
    hyphens = _hyphens(lines)
    current = ""
    size = body
    for index, line in enumerate(lines):
        if current and _same_paragraph(lines[index - 1], line, width, gap, body):
            current = hyphens.join(current, line.text)
        else:
            if current:
                yield size, current
            current, size = line.text, line.size
    if current:
        yield size, current


def _usual_gap(lines: list[_Line]) -> float:
    """Give the usual step from a line down to the next of its size; 0 when lines have no place."""
    steps = [
        one.height - other.height
        for one, other in pairwise(lines)
        if one.size == other.size and 0 < one.height - other.height < 4 * one.size
    ]
    return median(steps) if steps else 0


def _same_paragraph(line: _Line, following: _Line, width: float, gap: float, body: float) -> bool:
    """Tell by size and distance; across pages and where these do not tell, by the words."""
    step = line.height - following.height
    if abs(line.size - following.size) > 0.05 * max(line.size, following.size):
        return False
    expected = gap * line.size / body if body else 0
    if 0 < step < 6 * expected:
        if step > _PARAGRAPH_STEP * expected:
            return bool(_HYPHEN.search(line.text)) and following.text[:1].islower()
        if line.size > _HEADING_SIZE * body:
            return True
    return _goes_on(line.text, following.text, width)


def _goes_on(line: str, following: str, width: float) -> bool:
    """Tell whether the next line belongs to the same paragraph: the line is full, or unfinished."""
    if _ITEM.match(following) and not _HYPHEN.search(line):
        return False
    first = following.split(maxsplit=1)[0]
    if _HYPHEN.search(line):
        return True
    full = len(line) + 1 + len(first) > 0.9 * width
    if _ENDS.search(line):
        return full and len(line) > 0.9 * width
    return full or (first[:1].islower() and len(line) > 0.4 * width)


@dataclass(frozen=True, slots=True)
class _Hyphens:
    """What tells the hyphens at line ends apart: the document's words, and whether it parts any."""

    words: frozenset[str]
    parts_words: bool

    def join(self, text: str, line: str) -> str:
        """Join two lines; a hyphen that parted a word goes, one of a compound stays."""
        if not _HYPHEN.search(text):
            return f"{text} {line}"
        if text[-1] in "\u00ad\u2010" and line[:1].islower():
            return text[:-1] + line
        if not line[:1].islower() or self._is_compound(text, line):
            return text + line
        return text[:-1] + line

    def _is_compound(self, text: str, line: str) -> bool:
        """Tell « est-il », « sino-américain » from a word parted at a line end."""
        last = re.split(r"[\s’'«(]", text)[-1].lower()
        first = re.split(r"[^\w-]", line)[0].lower()
        if last.count("-") > 1 or first.split("-")[0] in _HYPHENATED or "-" in first:
            return True
        if last + first in self.words:
            return True
        return last[:-1] + first not in self.words and not self.parts_words


def _hyphens(lines: list[_Line]) -> _Hyphens:
    known = frozenset(
        word.lower()
        for line in lines
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
    )
    parted = sum(
        bool(_HYPHEN.search(one.text)) and other.text[:1].islower()
        for one, other in pairwise(lines)
    )
    return _Hyphens(known, parted > _PARTED_SHARE * len(lines))
