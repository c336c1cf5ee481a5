"""PDF with a text layer: hyphenated line ends mended, lines joined to paragraphs again."""

from __future__ import annotations

import io
import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from desktop_app.errors import BrokenFileError, PasswordError, ScanError, TooLargeError
from desktop_app.model import FileFields
from desktop_app.sources import plain
from desktop_app.sources.extracted import Extracted, clean, words

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "PDF"
TEXT_LIMIT = 20_000_000
_LETTERS_PER_PAGE = 8
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_ENDS = re.compile(r"[.!?…:][»”\"’)\]\s\u00a0\u202f]*$")
_ITEM = re.compile(r"[•‣▪●◦·–-]\s+\S|\d{1,3}[.)]\s+\S")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–]?\s*\d{1,4}\s*(?:[-–]|(?:/|sur)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_HYPHENATED = words("il ils elle elles on nous vous je tu ce là ci même mêmes t y en moi toi lui")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})


def read(data: bytes, path: str) -> Extracted:
    """Give a PDF's text; raises ScanError without text layer, PasswordError, BrokenFileError."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PasswordError(path=path)
        pages = list(_pages(reader, path))
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            RecursionError, ZeroDivisionError, AssertionError, NotImplementedError) as error:  # fmt: skip
        raise BrokenFileError(path=path, format=FORMAT, details=repr(error)) from error
    if sum(map(str.isalpha, "".join(pages))) < _LETTERS_PER_PAGE * max(1, len(pages)):
        raise ScanError(path=path)
    paragraphs = _paragraphs(_without_frame([page.split("\n") for page in pages]))
    markdown = plain.markdown_of("\n".join(paragraphs), wrapped=False)
    return Extracted(markdown, FileFields(title=clean(title).strip() or None), "pdf")


def _pages(reader: PdfReader, path: str) -> Iterator[str]:
    size = 0
    for page in reader.pages:
        text = clean(page.extract_text()).translate(_LIGATURES)
        size += len(text)
        if size > TEXT_LIMIT:
            raise TooLargeError(path=path, size_mb=size // 10**6, limit_mb=TEXT_LIMIT // 10**6)
        yield text


def _without_frame(pages: list[list[str]]) -> list[list[str]]:
    """Take out page numbers, and the first and last lines that most pages repeat."""
    trimmed = [[line.strip(" ") for line in page if line.strip()] for page in pages]
    edges = Counter(
        _shape(line) for page in trimmed for line in {*page[:1], *page[-1:]} if len(page) > 2
    )
    repeated = {shape for shape, count in edges.items() if count > max(2, 0.6 * len(trimmed))}
    for page in trimmed:
        while page and (_PAGE_NUMBER.match(page[-1]) or _shape(page[-1]) in repeated):
            page.pop()
        while page and _shape(page[0]) in repeated:
            page.pop(0)
    return trimmed


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _paragraphs(pages: list[list[str]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    long = [len(line) for line in lines if len(line) > 40]
    width = median(long) if long else 0
    current = ""
    for index, line in enumerate(lines):
        if not current:
            current = line
        elif _goes_on(lines[index - 1], line, width):
            current = _joined(current, line)
        else:
            yield current
            current = line
    if current:
        yield current


def _goes_on(line: str, following: str, width: float) -> bool:
    """Tell whether the next line belongs to the same paragraph: the line is full, or unfinished."""
    if _ITEM.match(following) and not _HYPHEN.search(line):
        return False
    first = following.split(maxsplit=1)[0]
    if _HYPHEN.search(line) and first[:1].islower():
        return True
    full = len(line) + 1 + len(first) > 0.9 * width
    if _ENDS.search(line):
        return full and len(line) > 0.97 * width
    return full or (first[:1].islower() and len(line) > 0.4 * width)


def _joined(text: str, line: str) -> str:
    """Join two lines; a hyphen at the end goes when it parted a word, and stays in compounds."""
    if not _HYPHEN.search(text) or not line[:1].islower():
        return f"{text} {line}"
    if text[-1] == "-" and _is_compound(text, line):
        return text + line
    return text[:-1] + line


def _is_compound(text: str, line: str) -> bool:
    """Tell « est-il », « vingt-deux », « c’est-à-dire » from a word parted at a line end."""
    last = re.split(r"[\s’'«(]", text)[-1]
    first = re.split(r"[^\w-]", line)[0]
    return last.count("-") > 1 or first.split("-")[0] in _HYPHENATED or "-" in first
