"""What a reader of one format gives: Markdown in the house's dialect, and the file's fields."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop_app.model import FileFields

_LINE_ENDS = re.compile(r"\r\n|[\r\u0085\u2028\u2029\v\f\x1c-\x1e]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff]")


NO_FIELDS = FileFields()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, its fields, and the encoding its characters were stored in."""

    markdown: str
    fields: FileFields = NO_FIELDS
    encoding: str = "utf-8"


def clean(text: str) -> str:
    """Give text in NFC with line feeds only, without control characters; tabs become spaces."""
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    return _CONTROLS.sub("", text).replace("\t", " ")


def words(*lines: str) -> frozenset[str]:
    """Give the words of these lines as a set."""
    return frozenset(word for line in lines for word in line.split())
