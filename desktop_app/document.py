"""Markdown ↔ blocks with positions: the one parse behind checks, preview and exports.

`dialect.py` says what Markdown means here, `positions.py` where each character comes from.

Laws (tests/test_document.py): the blocks' texts joined are the text; the blocks' HTML joined is the
HTML of the whole; a block's plain text holds every letter its HTML shows, each at its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import cached_property
from html import escape as escape_html

from desktop_app import positions
from desktop_app.dialect import Dialect, Kind, normalised, split

__all__ = [
    "Block",
    "BlockContent",
    "Cache",
    "Document",
    "Kind",
    "count_words",
    "escape",
    "parse",
    "plain_text",
    "render",
    "split",
]


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
        """Give the Markdown positions, in the whole text, of a span of the plain text.

        A backslash before the first character and an entity at the end belong to the span.
        """
        offsets = self.content.offsets
        if not offsets:
            return self.start, self.start
        size = len(offsets)
        first = self.start + (self._begin(start) if start < size else self._end(size - 1))
        if end <= start:
            return first, first
        return first, self.start + self._end(min(end, size) - 1)

    def _begin(self, index: int) -> int:
        offsets = self.content.offsets
        preceding = offsets[index - 1] if index else -1
        return positions.place_start(self.content.markdown, offsets[index], preceding)

    def _end(self, index: int) -> int:
        markdown, offsets = self.content.markdown, self.content.offsets
        following = offsets[index + 1] if index + 1 < len(offsets) else len(markdown)
        return positions.place_end(markdown, offsets[index], following)

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
        index = bisect_right(self._starts, position) - 1
        return self.blocks[index] if index >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def headings(self, level: int | None = None) -> list[Block]:
        """Give the headings, of one level or all."""
        return [b for b in self.blocks if b.kind == "heading" and level in (None, b.level)]


Cache = MutableMapping[str, BlockContent]


def parse(text: str, cache: Cache | None = None) -> Document:
    """Split Markdown into blocks with positions; a cache spares the blocks seen before."""
    known: Cache = {} if cache is None else cache
    dialect = Dialect()
    blocks: list[Block] = []
    position = 0
    for index, (kind, piece) in enumerate(split(text)):
        content = known.get(piece)
        if content is None:
            content = known[piece] = _content(kind, piece, dialect)
        blocks.append(Block(index, position, position + len(piece), content))
        position += len(piece)
    return Document(text, tuple(blocks))


def plain_text(text: str) -> str:
    """Give Markdown without its marks, one block a line."""
    return parse(text).plain


def render(text: str) -> str:
    """Give the HTML of the whole, in one conversion; the blocks' HTML joined is the same."""
    pieces = [normalised(kind, piece)[0] for kind, piece in split(text)]
    return Dialect().convert("\n\n".join(pieces))


_WORD_BREAK = re.compile(r"[ \t\n\r\f\v\u2028\u2029]+")


def count_words(plain: str) -> int:
    """Count words as the contract does: split at ordinary white space, a letter or digit in each.

    A no-break space does not split.
    """
    return sum(1 for piece in _WORD_BREAK.split(plain) if any(c.isalnum() for c in piece))


_MAY_BE_MARKUP = re.compile(r"[*_`\[\]<>&\\|#~\t\n\r\x00-\x1f]|  $")
_HEADING = re.compile(r"(#{1,6})([ \t]+)(?=\S)")


def _content(kind: Kind, piece: str, dialect: Dialect) -> BlockContent:
    text, lead = normalised(kind, piece)
    simple = _simple_content(kind, piece, text, lead)
    if simple is not None:
        return simple
    html = dialect.convert(text)
    if kind == "code" and html.startswith("<pre>"):
        plain, offsets = positions.code_text(text, html)
    else:
        plain, offsets = positions.locate(text, html, dialect.convert)
    if kind == "paragraph" and not plain and "<img " in html:
        kind = "image"
    level = int(html[2]) if kind == "heading" and html.startswith("<h") else 0
    return BlockContent(piece, kind, level, html, plain, tuple(lead + o for o in offsets))


def _simple_content(kind: Kind, piece: str, text: str, lead: int) -> BlockContent | None:
    """Spare plain prose the conversion: one line, nothing in it that could be markup."""
    tag, level = "p", 0
    prose = text
    if kind == "heading" and (mark := _HEADING.match(text)):
        level = len(mark.group(1))
        tag = f"h{level}"
        prose = text[mark.end() :]
        lead += mark.end()
    elif kind != "paragraph":
        return None
    if not prose or prose != prose.strip() or _MAY_BE_MARKUP.search(prose):
        return None
    html = f"<{tag}>{escape_html(prose, quote=False)}</{tag}>"
    return BlockContent(piece, kind, level, html, prose, tuple(range(lead, lead + len(prose))))


_OPENS_BLOCK = re.compile(
    r"#{1,6}(?=[ \t])|[*+-](?=[ \t])|\d+(?=\.[ \t])|>|~~~"
    r"|(?:-[ ]{0,2}){3,}[ ]*$|(?:\*[ ]{0,2}){3,}[ ]*$|(?:_[ ]{0,2}){3,}[ ]*$"
)
_MARKUP = re.compile(
    r"""
    (?P<backslash>\\(?=[\\`*_{}\[\]()>\#+\-.!|]))
  | (?P<entity>&(?=(?:\#[0-9]+|\#[xX]?[0-9a-fA-F]+|[a-zA-Z0-9]+);))
  | (?P<autolink><(?=[^>]*(?:://|@)[^>]*>))
  | (?P<link>\](?=\())
  | (?P<hash>\#$)
  | (?P<tick>`+)
  | (?P<star>\*+)
  | (?P<under>_+)
    """,
    re.VERBOSE,
)
_REPLACED = {"entity": "&amp;", "autolink": "&lt;"}


def escape(text: str, *, starts: bool = True) -> str:
    """Give Markdown that shows exactly this text, one paragraph without line feeds.

    Only what would be markup is escaped: French prose comes back as it is. Without `starts`, what
    opens a block (« 1. », « - », « # », « > ») is left alone. Control characters are not covered.
    """
    if _MAY_BE_MARKUP.search(text):
        marks = [m for m in _MARKUP.finditer(text) if not _stands_alone(m)]
        for match in reversed(_without_single_marks(marks)):
            new = _REPLACED.get(match.lastgroup or "")
            new = new or "".join("\\" + char for char in match.group())
            text = text[: match.start()] + new + text[match.end() :]
    return _escape_start(text) if starts else text


def _stands_alone(match: re.Match[str]) -> bool:
    """Tell whether this is a star or underscore that cannot open or close emphasis."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    if match.lastgroup == "under" and before.isalnum() and after.isalnum():
        return True
    spaced = (not before or before.isspace()) and (not after or after.isspace())
    return match.lastgroup in ("star", "under") and spaced and len(match.group()) <= 3


def _without_single_marks(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out what needs a partner and has none."""
    count = {
        kind: sum(len(m.group()) for m in marks if m.lastgroup == kind)
        for kind in ("tick", "star", "under")
    }
    return [m for m in marks if count.get(m.lastgroup or "", 2) > 1]


def _escape_start(text: str) -> str:
    opening = _OPENS_BLOCK.match(text)
    if opening is None:
        return text
    mark = opening.group()
    if mark == "~~~":
        return "&#126;" + text[1:]
    return mark + "\\" + text[len(mark) :] if mark.isdigit() else "\\" + text
