"""Markdown ↔ blocks with positions: the one parse behind checks, preview and exports.

The dialect is the `markdown` package's with tables, fenced code and sane lists, less what can
surprise a writer: raw HTML, indented code, underlined headings and reference definitions are text.
A heading, a bullet or « 1. » may follow a paragraph without a blank line.

Two laws hold (tests/test_document.py): the blocks' texts joined are the text; the blocks' HTML
joined is the HTML of the whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Literal, cast

import markdown
from markdown.blockprocessors import HashHeaderProcessor

Kind = Literal["paragraph", "heading", "list", "quote", "table", "code", "rule"]

_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_RULE = re.compile(r" {0,3}([-*_])[ ]*(?:\1[ ]*){2,}$")
_BULLET = re.compile(r" {0,3}[*+-][ \t]+\S")
_NUMBER = re.compile(r" {0,3}\d+\.[ \t]+\S")
_FIRST_NUMBER = re.compile(r" {0,3}1\.[ \t]+\S")
_QUOTE = re.compile(r" {0,3}>")
_TABLE_RULE = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")

_TAG_BASE = 0x20000
_TAG_COUNT = 0xA000
_KEEP_UNTAGGED = re.compile(
    r"&#?\w+;|<[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*>|<[^>\s]+@[^>\s]+>|(?m:^ {0,3}\d+\.(?=[ \t]))"
    r"|(?m:^(?:>[ ]?)+\d+\.)"
)


@dataclass(frozen=True)
class BlockContent:
    """What a block says, wherever it stands: depends on its Markdown alone, so it can be cached.

    `plain` is its text without marks; `offsets[i]` is where `plain[i]` stands in the Markdown.
    """

    markdown: str
    kind: Kind
    level: int
    html: str
    plain: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """A block and its place: `start` to `end` in the Markdown, blank lines after it included."""

    index: int
    start: int
    end: int
    content: BlockContent

    @property
    def kind(self) -> Kind:
        """What sort of block this is."""
        return self.content.kind

    @property
    def level(self) -> int:
        """The heading's level, 1 to 6; 0 for everything else."""
        return self.content.level

    @property
    def plain(self) -> str:
        """The block's text without Markdown marks."""
        return self.content.plain

    @property
    def html(self) -> str:
        """The block's HTML."""
        return self.content.html

    def to_markdown(self, start: int, end: int) -> tuple[int, int]:
        """Give the Markdown positions, in the whole text, of a span of the plain text."""
        offsets = self.content.offsets
        if not offsets:
            return self.start, self.start
        if end <= start:
            place = offsets[start] if start < len(offsets) else offsets[-1] + 1
            return self.start + place, self.start + place
        return self.start + offsets[start], self.start + offsets[min(end, len(offsets)) - 1] + 1

    def to_plain(self, position: int) -> int:
        """Give the position in the plain text that a Markdown position falls on, or just after."""
        return bisect_right(self.content.offsets, position - self.start - 1)


@dataclass(frozen=True)
class Document:
    """A parsed Markdown text."""

    text: str
    blocks: tuple[Block, ...]

    @cached_property
    def plain(self) -> str:
        """The whole text without marks, one block a line."""
        return "\n".join(block.plain for block in self.blocks if block.plain)

    @property
    def html(self) -> str:
        """The whole text as HTML."""
        return "\n".join(block.html for block in self.blocks if block.html)

    def block_at(self, position: int) -> Block | None:
        """Give the block that holds this position of the Markdown."""
        index = bisect_right([block.start for block in self.blocks], position) - 1
        return self.blocks[index] if index >= 0 else None

    def headings(self, level: int | None = None) -> list[Block]:
        """Give the headings, of one level or all."""
        return [b for b in self.blocks if b.kind == "heading" and level in (None, b.level)]


Cache = MutableMapping[str, BlockContent]


def parse(text: str, cache: Cache | None = None) -> Document:
    """Split Markdown into blocks with positions; a cache spares the blocks seen before."""
    known: Cache = {} if cache is None else cache
    renderer = _Renderer()
    blocks: list[Block] = []
    position = 0
    for index, (kind, piece) in enumerate(split(text)):
        content = known.get(piece)
        if content is None:
            content = known[piece] = renderer.content(kind, piece)
        blocks.append(Block(index, position, position + len(piece), content))
        position += len(piece)
    return Document(text, tuple(blocks))


def plain_text(text: str) -> str:
    """Give Markdown without its marks, one block a line."""
    return parse(text).plain


def render(text: str) -> str:
    """Give the HTML of the whole, in one conversion; the blocks' HTML joined is the same."""
    return _Renderer().convert("\n".join(_separated(text)))


_WORD_BREAK = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")


def count_words(plain: str) -> int:
    """Count words as the contract does: split at ordinary white space, a letter or digit in each.

    A no-break space does not split.
    """
    return sum(1 for piece in _WORD_BREAK.split(plain) if any(c.isalnum() for c in piece))


def _separated(text: str) -> list[str]:
    pieces = [piece.strip("\n") for _, piece in split(text)]
    return [f"{piece}\n" for piece in pieces]


def split(text: str) -> list[tuple[Kind, str]]:
    """Cut Markdown into its top-level blocks, each with the blank lines that follow it."""
    lines = text.splitlines(keepends=True) if "\r" not in text else _lines(text)
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


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _block_end(lines: list[str], index: int) -> tuple[Kind, int]:
    line = lines[index].rstrip("\n")
    if _HEADING.match(line):
        return "heading", index + 1
    if _FENCE.match(line) and (closed := _fence_end(lines, index)):
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
    opening = cast("re.Match[str]", _FENCE.match(lines[index].rstrip("\n"))).group(1)
    for end in range(index + 1, len(lines)):
        if lines[end].rstrip() == opening:
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
        or (_FENCE.match(line) and _fence_end(lines, index))
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
            after = end
            while after < len(lines) and not lines[after].strip():
                after += 1
            if after == len(lines):
                return end
            following = lines[after].rstrip("\n")
            if not (following.startswith(("    ", "\t")) or _same_list(following, item)):
                return end
            end = after
        elif _HEADING.match(line) or (_RULE.match(line)) or _QUOTE.match(line):
            return end
        elif (_BULLET.match(line) or _NUMBER.match(line)) and not item.match(line):
            return end
        end += 1
    return end


def _same_list(line: str, item: re.Pattern[str]) -> bool:
    return bool(item.match(line)) and not _RULE.match(line)


def _quote_end(lines: list[str], index: int) -> int:
    end = index + 1
    while end < len(lines):
        if not lines[end].strip():
            after = end
            while after < len(lines) and not lines[after].strip():
                after += 1
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
        end += 1
    return end


class _SpacedHashHeader(HashHeaderProcessor):
    """« # » opens a heading only before a space, so that a hashtag stays a word."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class _Renderer:
    """The `markdown` package in this dialect."""

    def __init__(self) -> None:
        """Set the dialect up."""
        self._markdown = markdown.Markdown(extensions=["tables", "fenced_code", "sane_lists"])
        self._markdown.preprocessors.deregister("html_block")
        processors = self._markdown.parser.blockprocessors
        for name in ("code", "setextheader", "reference"):
            processors.deregister(name)
        processors.register(_SpacedHashHeader(self._markdown.parser), "hashheader", 70)
        self._markdown.inlinePatterns.deregister("html")

    def convert(self, text: str) -> str:
        """Give the text's HTML."""
        return self._markdown.reset().convert(text)

    def content(self, kind: Kind, piece: str) -> BlockContent:
        """Render one block and find where each character of its plain text comes from."""
        text = piece.strip("\n")
        html = self.convert(text)
        level = int(html[2]) if kind == "heading" and html.startswith("<h") else 0
        plain, offsets = _positions(_text_of(self.convert(_tagged(piece).strip("\n"))), piece)
        return BlockContent(piece, kind, level, html, plain, offsets)


def _tagged(piece: str) -> str:
    """Replace each letter and digit by one that tells its position and parses alike.

    The ideographs used are letters to every rule of Markdown, and never markup.
    """
    tagged = [
        chr(_TAG_BASE + index % _TAG_COUNT) if char.isalnum() else char
        for index, char in enumerate(piece)
    ]
    for kept in _KEEP_UNTAGGED.finditer(piece):
        tagged[kept.start() : kept.end()] = kept.group()
    return "".join(tagged)


def _positions(tagged: str, piece: str) -> tuple[str, tuple[int, ...]]:
    plain: list[str] = []
    offsets: list[int] = []
    last = -1
    for char in tagged:
        code = ord(char) - _TAG_BASE
        if 0 <= code < _TAG_COUNT:
            last += 1 + (code - last - 1) % _TAG_COUNT
            plain.append(piece[last])
        else:
            found = piece.find(char, last + 1)
            anchor_between = found < 0 or any(
                c.isalnum() for c in piece[last + 1 : found] if found - last < 200
            )
            if found >= 0 and not (anchor_between and char in " \n"):
                last = found
            else:
                last = min(last + 1, len(piece) - 1)
            plain.append(char)
        offsets.append(last)
    return "".join(plain), tuple(offsets)


_BREAK_AFTER = frozenset({"p", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})


class _TextOf(HTMLParser):
    """Collects the text of HTML, a line feed after each paragraph, item and cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line break ends a line; a list inside an item begins one."""
        if tag == "br" or tag in ("ul", "ol"):
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """The end of a paragraph, item or cell ends a line."""
        if tag in _BREAK_AFTER:
            self._break()

    def handle_data(self, data: str) -> None:
        """Keep text, without the line feeds that only lay the HTML out."""
        if data == "\n" and (not self.parts or self.parts[-1].endswith("\n")):
            return
        if self.parts and self.parts[-1].endswith("\n"):
            data = data.lstrip("\n")
        self.parts.append(data)

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")


def _text_of(html: str) -> str:
    collector = _TextOf()
    collector.feed(html)
    collector.close()
    return "".join(collector.parts).strip("\n")
