"""The Markdown this program speaks: where its blocks begin and end, and how they become HTML.

It is the `markdown` package's with tables, fenced code and sane lists, less what can surprise a
writer: raw HTML, indented code, underlined headings and reference definitions are text. A heading,
a bullet or « 1. » may follow a paragraph without a blank line.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal, cast

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor

Kind = Literal["paragraph", "heading", "list", "quote", "table", "code", "rule", "image"]

_HEADING = re.compile(r"#{1,6}[ \t]+[^ \t]")
_FENCE = re.compile(r"(`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]{0,2}){3,}|(?:_[ ]{0,2}){3,}|(?:\*[ ]{0,2}){3,})[ ]*$")
_BULLET = re.compile(r" {0,3}[*+-][ \t]+[^ \t]")
_NUMBER = re.compile(r" {0,3}\d+\.[ \t]+[^ \t]")
_FIRST_NUMBER = re.compile(r" {0,3}1\.[ \t]+[^ \t]")
_QUOTE = re.compile(r" {0,3}>")
_TABLE_RULE = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
# The package's own also makes ordinary spaces of a caption's no-break ones.
_TITLE_SPACE = re.compile(r"[ \t\r\n]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BLANK_START = re.compile(r"\A(?:[^\S\n]*\n)+")
_BLANK_END = re.compile(r"(?:\n[^\S\n]*)+\Z")
_INNER_TAB = re.compile(r"(?<=[^ \t\n])[ \t]*\t[ \t]*")


def split(text: str) -> list[tuple[Kind, str]]:
    """Cut Markdown into its top-level blocks, each with the blank lines that follow it."""
    lines = _LINE.findall(text)
    pieces: list[tuple[Kind, str]] = []
    index = 0
    lead = ""
    while index < len(lines) and not lines[index].strip():
        lead += lines[index]
        index += 1
    while index < len(lines):
        kind, end = _block_end(lines, index)
        while end < len(lines) and not lines[end].strip():
            end += 1
        pieces.append((kind, lead + "".join(lines[index:end])))
        lead, index = "", end
    if lead:
        pieces.append(("paragraph", lead))
    return pieces


def _block_end(lines: list[str], index: int) -> tuple[Kind, int]:
    line = lines[index].rstrip("\n")
    if _HEADING.match(line):
        return "heading", index + 1
    if closed := _fence_end(lines, index):
        return "code", closed
    if _RULE.match(line):
        return "rule", index + 1
    if _BULLET.match(line):
        return "list", _list_end(lines, index, _BULLET)
    if _NUMBER.match(line):
        return "list", _list_end(lines, index, _NUMBER)
    if _QUOTE.match(line):
        return "quote", _quote_end(lines, index)
    if _table_starts(lines, index):
        return "table", _table_end(lines, index)
    return "paragraph", _paragraph_end(lines, index)


def _fence_end(lines: list[str], index: int) -> int:
    """Give the line after the fence that closes the one opened here; 0 when there is none."""
    opening = _FENCE.match(lines[index].rstrip("\n"))
    if opening is None:
        return 0
    for end in range(index + 1, len(lines)):
        if lines[end].rstrip(" \t\n") == opening.group(1):
            return end + 1
    return 0


def _starts_block(lines: list[str], index: int) -> bool:
    line = lines[index].rstrip("\n")
    return bool(
        _HEADING.match(line)
        or _RULE.match(line)
        or _BULLET.match(line)
        or _FIRST_NUMBER.match(line)
        or _QUOTE.match(line)
        or _fence_end(lines, index)
    )


def _paragraph_end(lines: list[str], index: int) -> int:
    end = index + 1
    while end < len(lines) and lines[end].strip() and not _starts_block(lines, end):
        end += 1
    return end


def _list_end(lines: list[str], index: int, item: re.Pattern[str]) -> int:
    end = index + 1
    while end < len(lines):
        line = lines[end].rstrip("\n")
        if not line.strip():
            after = _next_line(lines, end)
            if after == len(lines):
                return end
            following = lines[after].rstrip("\n")
            if not (following.startswith(("    ", "\t")) or _same_list(following, item)):
                return end
            end = after
        elif _ends_list(lines, end, item):
            return end
        end += 1
    return end


def _ends_list(lines: list[str], index: int, item: re.Pattern[str]) -> bool:
    line = lines[index].rstrip("\n")
    other_list = (_BULLET.match(line) or _NUMBER.match(line)) and not item.match(line)
    ends = other_list or _HEADING.match(line) or _RULE.match(line) or _QUOTE.match(line)
    return bool(ends or _fence_end(lines, index))


def _next_line(lines: list[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _same_list(line: str, item: re.Pattern[str]) -> bool:
    return bool(item.match(line)) and not _RULE.match(line)


def _quote_end(lines: list[str], index: int) -> int:
    end = index + 1
    while end < len(lines):
        if not lines[end].strip():
            after = _next_line(lines, end)
            if after == len(lines) or not _QUOTE.match(lines[after]):
                return end
            end = after
        elif not _QUOTE.match(lines[end]) and _starts_block(lines, end):
            return end
        end += 1
    return end


def _table_starts(lines: list[str], index: int) -> bool:
    return (
        "|" in lines[index]
        and index + 1 < len(lines)
        and "|" in lines[index + 1]
        and bool(_TABLE_RULE.match(lines[index + 1].rstrip("\n")))
    )


def _table_end(lines: list[str], index: int) -> int:
    end = index + 2
    while end < len(lines) and lines[end].strip() and "|" in lines[end]:
        if _starts_block(lines, end):
            return end
        end += 1
    return end


def normalised(kind: Kind, piece: str) -> tuple[str, int]:
    """Give a block without the blank lines around it, and how many characters were before it.

    Each character stays in its place: white space that only looks different becomes a space.
    """
    lead = _BLANK_START.match(piece)
    start = lead.end() if lead else 0
    end = _BLANK_END.search(piece, max(start - 1, 0))
    text = piece[start : end.start() if end else len(piece)].replace("\r", " ")
    if kind != "code":
        text = "\n".join(
            line if line.strip() else " " * len(line)
            for line in _INNER_TAB.sub(lambda tabs: " " * len(tabs.group()), text).split("\n")
        )
    return text, start


class _SpacedHashHeader(HashHeaderProcessor):
    """« # » opens a heading only before a space, so that a hashtag stays a word."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _PlainFences(FencedBlockPreprocessor):
    """A fence names a language or nothing; attributes in braces are text."""

    FENCED_BLOCK_RE = re.compile(
        r"^(?P<fence>~{3,}|`{3,})[ ]*(?P<lang>[\w#.+-]*)[ ]*\n(?P<code>.*?)(?<=\n)(?P=fence)[ ]*$"
        r"(?P<attrs>(?!))?(?P<hl_lines>(?!))?",
        re.MULTILINE | re.DOTALL,
    )


def _keep_letters(package: markdown.Markdown) -> None:
    """Mend the package's emphasis, which may take more than its marks.

    In « *a**b*c » version 3.11 pairs two stars with one and swallows the letter after it. Here a
    pair is as long as its shorter mark. (The stubs do not know this processor yet.)
    """
    processor = cast("Any", package.inlinePatterns["em_strong"])
    handle, add = processor.handleMatch, processor.add_region
    text = ""

    def handle_match(match: re.Match[str], data: str) -> object:
        nonlocal text
        text = data
        return handle(match, data)

    def add_region(delimiter: object, a: int, b: int, c: int, d: int, _size: int) -> None:
        mark = text[b - 1 : b]
        marks = len(text[c:d]) - len(text[c:d].lstrip(mark))
        if marks > 0:
            add(delimiter, b - marks, b, c, c + marks, marks)

    processor.handleMatch, processor.add_region = handle_match, add_region


class Dialect:
    """The `markdown` package in this dialect, set up when first asked."""

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        package = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"])
        package.preprocessors.deregister("html_block")
        package.preprocessors.register(_PlainFences(package, {}), "fenced_code_block", 25)
        processors = package.parser.blockprocessors
        for name in ("code", "setextheader", "reference"):
            processors.deregister(name)
        processors.register(_SpacedHashHeader(package.parser), "hashheader", 70)
        package.inlinePatterns.deregister("html")
        for name in ("link", "image_link"):
            pattern = cast("Any", package.inlinePatterns[name])
            pattern.RE_TITLE_CLEAN = _TITLE_SPACE
        _keep_letters(package)
        return package

    def convert(self, text: str) -> str:
        """Give the HTML of normalised text."""
        return self._markdown.reset().convert(text)
