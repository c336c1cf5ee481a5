"""HTML elements as Markdown blocks in the house's dialect, the text word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.sources.escape import escape_start
from desktop_app.sources.extracted import words
from desktop_app.sources.inline import Run, flat, to_markdown
from desktop_app.sources.office_html import is_bold, is_italic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = words(
    "address article aside blockquote body caption center dd details dir div dl dt",
    "fieldset figcaption figure footer form header hgroup hr html li main menu nav ol p",
    "pre section summary table tbody td tfoot th thead tr ul",
) | set(_HEADINGS)
_SKIPPED = words(
    "script style noscript template head svg math iframe object embed video audio canvas",
    "button input select textarea option del map area link meta title",
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEPTH_LIMIT = 200


def markdown_of(root: Element) -> str:
    """Give an element's content as Markdown blocks, a blank line between them."""
    return "\n\n".join(_blocks(root, 0))


def _name(element: Element) -> str:
    return element.tag.lower()


def _is_block(element: Element) -> bool:
    name = _name(element)
    return name in _BLOCKS or (
        name not in _SKIPPED and any(_name(inner) in _BLOCKS for inner in element.iter())
    )


def _blocks(element: Element, depth: int) -> Iterator[str]:
    """Give the blocks of an element: those inside, and what text stands between them."""
    runs: list[Run] = _text(element.text)
    for child in element:
        if depth < _DEPTH_LIMIT and _is_block(child):
            yield from _paragraphs(runs)
            runs = []
            yield from _block(child, depth + 1)
        elif depth < _DEPTH_LIMIT:
            runs += _runs(child, Run(""), depth + 1)
        else:
            runs += _text("".join(child.itertext()))
        runs += _text(child.tail)
    yield from _paragraphs(runs)


def _block(element: Element, depth: int) -> Iterator[str]:
    name = _name(element)
    if name in _HEADINGS:
        yield from _heading(element, _HEADINGS[name], depth)
    elif name in ("ul", "ol", "menu", "dir"):
        if items := list(_items(element, depth)):
            yield "\n".join(items)
    elif name == "blockquote":
        if inner := "\n\n".join(_blocks(element, depth)):
            yield "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
    elif name == "table":
        yield from _table(element, depth)
    elif name == "pre":
        yield from _preformatted(element)
    elif name == "hr":
        yield "---"
    else:
        yield from _blocks(element, depth)


def _heading(element: Element, level: int, depth: int) -> Iterator[str]:
    runs = [run for run in _inline(element, depth) if not run.image]
    if all(run.bold for run in runs if run.text.strip()):
        runs = [replace(run, bold=False) for run in runs]  # a heading is bold without saying so
    line = _SPACE.sub(" ", to_markdown(runs)).strip(" ")
    if line:
        yield f"{'#' * level} {_open_end(line)}"
    for image in (run for run in _inline(element, depth) if run.image):
        yield to_markdown([image])


def _open_end(line: str) -> str:
    hashes = len(line) - len(line.rstrip("#"))
    return f"{line[: len(line) - hashes]}" + "\\#" * hashes if hashes else line


def _inline(element: Element, depth: int) -> list[Run]:
    runs = _text(element.text)
    for child in element:
        runs += _runs(child, Run(""), depth + 1) + _text(child.tail)
    return runs


def _text(text: str | None) -> list[Run]:
    return [Run(_SPACE.sub(" ", text))] if text else []


def _runs(element: Element, style: Run, depth: int) -> list[Run]:
    """Give an inline element's pieces of text, each with the emphasis and link it stands in."""
    name = _name(element)
    if not name or name in _SKIPPED:
        return []
    if name == "br":
        return [style.with_text("\n")]
    if name == "img":
        return [Run(element.get("alt") or "", image=element.get("src") or "image")]
    inner = Run(
        "",
        _either(is_bold(element), style.bold or name in ("b", "strong")),
        _either(is_italic(element), style.italic or name in ("i", "em", "cite", "dfn")),
        (element.get("href") or "") if name == "a" else style.link,
    )
    opening, closing = ("« ", " »") if name == "q" else ("", "")
    runs = [inner.with_text(opening + _SPACE.sub(" ", element.text or ""))]
    for child in element:
        if depth < 2 * _DEPTH_LIMIT:
            runs += _runs(child, inner, depth + 1)
        else:
            runs += _text("".join(child.itertext()))
        runs.append(inner.with_text(_SPACE.sub(" ", child.tail or "")))
    return [*runs, inner.with_text(closing)] if closing else runs


def _either(declared: bool | None, otherwise: bool) -> bool:
    return otherwise if declared is None else declared


def _paragraphs(runs: Iterable[Run]) -> Iterator[str]:
    """Give paragraphs of loose text; two line breaks in a row part them."""
    pieces: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        if run.text == "\n" and not run.image:
            breaks += 1
            pieces[-1].append(run)
        elif run.image or run.text.strip(" "):
            if breaks > 1:
                pieces.append([])
            breaks = 0
            pieces[-1].append(run)
        else:
            pieces[-1].append(run)
    for piece in pieces:
        if (text := paragraph(piece)).strip():
            yield text


def paragraph(runs: list[Run]) -> str:
    """Give pieces of text as one Markdown paragraph; a line break within stays one."""
    text = to_markdown(runs)
    lines = [escape_start(line.strip(" ")) for line in text.split("\n")]
    return "  \n".join(line for line in lines if line)


def _items(element: Element, depth: int) -> Iterator[str]:
    ordered = _name(element) == "ol"
    start = element.get("start") or "1"
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    for child in element:
        blocks = list(_blocks(child, depth + 1)) if _name(child) not in _SKIPPED | {""} else []
        if _name(child) in ("ul", "ol") and (nested := list(_items(child, depth + 1))):
            yield "\n".join(f"    {line}" for item in nested for line in item.split("\n"))
        elif blocks:
            yield _item(f"{number}. " if ordered else "- ", blocks)
            number += 1


def _item(sign: str, blocks: list[str]) -> str:
    """Give a list item; a list inside follows at once, other blocks after a blank line."""
    text = blocks[0]
    for block in blocks[1:]:
        text += ("\n" if re.match(r"(?:-|\d+\.) ", block) else "\n\n") + block
    lines = text.split("\n")
    return sign + "\n".join([lines[0], *(f"    {line}" if line else "" for line in lines[1:])])


def _table(element: Element, depth: int) -> Iterator[str]:
    rows = [
        [cell for cell in row if _name(cell) in ("td", "th")]
        for row in element.iter()
        if _name(row) == "tr"
    ]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    nested = sum(_name(inner) == "table" for inner in element.iter()) > 1
    for caption in (child for child in element if _name(child) == "caption"):
        yield from _blocks(caption, depth)
    if width < 2 or len(rows) < 2 or nested:
        for row in rows:
            for cell in row:
                yield from _blocks(cell, depth + 1)
        return
    lines = [[_cell(cell, depth) for cell in row] + [""] * (width - len(row)) for row in rows]
    lines.insert(1, ["---"] * width)
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Element, depth: int) -> str:
    text = " ".join(_blocks(cell, depth + 1))
    return _SPACE.sub(" ", re.sub(r"(?<!\\)\|", r"\|", text))


def _preformatted(element: Element) -> Iterator[str]:
    text = "".join(element.itertext()).strip("\n")
    if "```" in text:
        yield from _paragraphs(
            piece for line in text.split("\n") for piece in (Run(line), Run("\n"))
        )
    elif text.strip():
        yield f"```\n{text}\n```"


def plain_of(element: Element) -> str:
    """Give an element's text on one line, white space folded."""
    return flat("".join(element.itertext()))
