"""Pieces of text with emphasis and links, written as the inside of a Markdown paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from desktop_app.sources.escape import escape_inline, escape_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|/|\.\.?/|[\w%~-]+(?:[./?]|$))", re.IGNORECASE)
_UNSAFE_IN_ADDRESS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; a line feed is a line break, `image` makes it a picture."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    image: str = ""

    def with_text(self, text: str) -> Run:
        """Give this style with another text."""
        return replace(self, text=text)


def flat(text: str) -> str:
    """Give text on one line, ordinary white space folded and trimmed."""
    return _SPACE.sub(" ", text).strip(" ")


def to_markdown(runs: Iterable[Run]) -> str:
    """Give runs as Markdown; line breaks stay line feeds, ends are not yet trimmed."""
    text = ""
    for link, group in groupby(_settled(runs), key=lambda run: run.link):
        piece = _linked(link, list(group))
        if piece.startswith("[") and text.endswith("!") and not text.endswith("\\!"):
            text = f"{text[:-1]}\\!"
        text += piece
    return text


def _settled(runs: Iterable[Run]) -> Iterator[Run]:
    """Fold spaces that meet, take them out of emphasis, join neighbours of the same style."""
    pieces: list[Run] = []
    for run in runs:
        for piece in _spaces_apart(run):
            last = pieces[-1] if pieces else None
            if piece.text == " " and (last is None or last.text.endswith((" ", "\n"))):
                continue
            if last and not piece.image and not last.image and _same(last, piece):
                pieces[-1] = last.with_text(last.text + piece.text)
            else:
                pieces.append(piece)
    return _bridged(pieces)


def _same(one: Run, other: Run) -> bool:
    return one.with_text("") == other.with_text("")


def _spaces_apart(run: Run) -> Iterator[Run]:
    """Give a run's outer spaces and its line breaks without its emphasis."""
    if run.image or not (run.bold or run.italic or run.link):
        yield run
        return
    bare = Run("")
    for part in re.split(r"(\n)", run.text):
        core = part.strip()
        if not core:
            yield from [bare.with_text(part)] if part else []
            continue
        before, _, after = part.partition(core)
        yield from [bare.with_text(before)] if before else []
        yield run.with_text(core)
        yield from [bare.with_text(after)] if after else []


def _bridged(pieces: list[Run]) -> Iterator[Run]:
    """Give a lone space between two pieces of one style that style, so that they are one."""
    styled: list[Run] = []
    for index, piece in enumerate(pieces):
        before = styled[-1] if styled else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.text == " " and before and after and not before.image and _same(before, after):
            piece = before.with_text(" ")
        if before and not piece.image and not before.image and _same(before, piece):
            styled[-1] = before.with_text(before.text + piece.text)
        else:
            styled.append(piece)
    return iter(styled)


def _linked(link: str, runs: list[Run]) -> str:
    text = "".join(
        _bold(bold, list(group)) for bold, group in groupby(runs, key=lambda run: run.bold)
    )
    if not link or not text.strip() or not _SAFE_LINK.match(link.strip()):
        return text
    return f"[{text}]({_address(link)})"


def _bold(bold: bool, runs: list[Run]) -> str:
    text = "".join(_piece(run) for run in runs)
    return f"**{text}**" if bold and text.strip() else text


def _piece(run: Run) -> str:
    if run.image:
        source = "image" if run.image.startswith("data:") else run.image
        return f"![{escape_label(flat(run.text))}]({_address(source)})"
    text = escape_label(run.text) if run.link else escape_inline(run.text)
    return f"*{text}*" if run.italic and text.strip() else text


def _address(link: str) -> str:
    return "".join(_UNSAFE_IN_ADDRESS.get(char, char) for char in link.strip() if char >= " ")
