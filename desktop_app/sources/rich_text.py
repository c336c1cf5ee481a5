"""Rich Text: paragraphs, and emphasis and headings where the file marks them plainly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import striprtf.striprtf  # pyright: ignore[reportMissingTypeStubs]

from desktop_app.errors import BrokenFileError
from desktop_app.model import FileFields
from desktop_app.sources import plain
from desktop_app.sources.escape import escape_inline
from desktop_app.sources.extracted import Extracted, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "RTF"
_STYLESHEET = re.compile(r"\{\\stylesheet")
_STYLE = re.compile(r"\{\\s(?P<number>\d+)(?!\d)(?:\\\*?[a-z]*-?\d*\s?)*(?P<name>[^{};\\]+);\}")
_HEADING_NAME = re.compile(r"(?:heading|titre)\s*(?P<level>[1-6])$", re.IGNORECASE)
_TITLE = re.compile(r"\{\\info.*?\{\\title (?P<title>[^{}]*)\}", re.DOTALL)
_PARAGRAPH = re.compile(r"\\pard?(?![a-z])")
_OUTLINE = re.compile(r"\\outlinelevel(?P<level>\d)(?!\d)")
_STYLE_USE = re.compile(r"\\s(?P<number>\d+)(?!\d)")
_MARK = "\ue0f0"


def read(data: bytes, path: str) -> Extracted:
    """Give a Rich Text file; headings by their style or outline level, the rest as paragraphs.

    Emphasis, links and pictures are not kept; lists are by their bullet signs.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise BrokenFileError(path=path, format=FORMAT)
    source = data.decode("latin-1")
    try:
        text = _plain(_marked(source))
        title = _title(source)
    except Exception as error:
        # striprtf lets the errors of its decoders through, whatever they are
        raise BrokenFileError(path=path, format=FORMAT, details=repr(error)) from error
    return Extracted("\n\n".join(_blocks(clean(text))), FileFields(title=title or None), "rtf")


def _plain(source: str) -> str:
    return str(cast("Any", striprtf.striprtf).rtf_to_text(source, errors="replace"))


def _title(source: str) -> str:
    match = _TITLE.search(source)
    return (
        clean(_plain("{\\rtf1\\ansi\\ansicpg1252 " + match["title"] + "}")).strip() if match else ""
    )


def _heading_styles(source: str) -> dict[str, int]:
    return {
        match["number"]: int(name["level"])
        for match in _STYLE.finditer(source)
        if (name := _HEADING_NAME.match(match["name"].strip()))
    }


def _marked(source: str) -> str:
    """Put a sign with the level before each heading's text."""
    styles = _heading_styles(source)
    start = _STYLESHEET.search(source)
    after = _group_end(source, start.start()) if start else 0

    def with_sign(match: re.Match[str]) -> str:
        words = match["words"]
        level = 0
        for use in _STYLE_USE.finditer(words):
            level = styles.get(use["number"], 0)
        if not level and (outline := _OUTLINE.search(words)) and int(outline["level"]) < 6:
            level = int(outline["level"]) + 1
        return f"{match.group()}\\u57584?{level} " if level else match.group()

    body = re.sub(
        r"\\pard(?![a-z])(?P<words>(?:\\[a-z]+-?\d* ?|[\r\n])*)", with_sign, source[after:]
    )
    return source[:after] + body


def _group_end(source: str, start: int) -> int:
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.end()
    return len(source)


def _blocks(text: str) -> Iterator[str]:
    loose: list[str] = []
    for line in text.split("\n"):
        sign, level, heading = line.lstrip().partition(_MARK)
        if level and heading[:1].isdigit() and not sign:
            yield from _loose(loose)
            loose = []
            words = re.sub(rf"{_MARK}\d\s?", "", heading[1:]).strip()
            if words:
                yield f"{'#' * int(heading[0])} {escape_inline(words)}"
        else:
            loose.append(line)
    yield from _loose(loose)


def _loose(lines: list[str]) -> Iterator[str]:
    if any(line.strip() for line in lines):
        yield plain.markdown_of("\n".join(lines), wrapped=False)
