"""A comparison as the page shows it: what went struck out, what came underlined, both tinted."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from desktop_app.window.theme import current, mix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop_app.comparison import Change, Comparison, Passage, Piece
    from desktop_app.messages import Messages

# Passages that stayed, shown before and after one that changed; the others are only counted.
_CONTEXT = 1
_TINT = 0.16
# A narrow space between what went and what came in its place.
_APART = "\u202f"
_FIELD = "window.versions.field."


def comparison_html(comparison: Comparison, messages: Messages, *, everything: bool) -> str:
    """Give what changed; passages that stayed are summed up unless `everything` is wanted."""
    if comparison.nothing_changed:
        return f'<p style="{_quiet()}">{_text(messages.text("window.versions.same"))}</p>'
    parts = [
        f'<p style="{_quiet()} margin-bottom:0">{_text(messages.text(_FIELD + name))}</p>'
        f'<p style="margin-top:2px">{_pieces(pieces)}</p>'
        for name, pieces in comparison.fields
    ]
    parts += _body(comparison.passages, messages, everything=everything)
    return "\n".join(parts)


def legend_html(messages: Messages) -> str:
    """Give the key to the marks."""
    gone = _marked("removed", messages.text("window.versions.removed"))
    come = _marked("added", messages.text("window.versions.added"))
    return f"{gone}&nbsp;&nbsp;{come}"


def _body(passages: Sequence[Passage], messages: Messages, *, everything: bool) -> Iterator[str]:
    shown = {
        near
        for place, passage in enumerate(passages)
        if everything or not passage.unchanged
        for near in range(place - _CONTEXT, place + _CONTEXT + 1)
    }
    for is_shown, places in groupby(range(len(passages)), shown.__contains__):
        run = [passages[place] for place in places]
        if is_shown or len(run) == 1:
            yield from (_passage(passage, messages) for passage in run)
        else:
            yield _left_out(len(run), messages)


def _left_out(count: int, messages: Messages) -> str:
    words = _text(messages.text("window.versions.left_out", count=count))
    return f'<p align="center" style="{_quiet()}">{words}</p>'


def _passage(passage: Passage, messages: Messages) -> str:
    inside = _pieces(passage.pieces)
    if passage.marks_only:
        note = _text(messages.text("window.versions.marks_only"))
        inside += f' <span style="{_quiet()}">({note})</span>'
    if passage.kind == "heading":
        level = min(max(passage.level, 2), 4)
        return f"<h{level}>{inside}</h{level}>"
    margin = "margin-left:24px" if passage.kind in ("quote", "list") else ""
    return f'<p style="{margin}">{inside}</p>'


def _pieces(pieces: Sequence[Piece]) -> str:
    parts: list[str] = []
    for place, piece in enumerate(pieces):
        if piece.change == "added" and place and pieces[place - 1].change == "removed":
            parts.append(_APART)
        parts.append(_marked(piece.change, piece.text))
    return "".join(parts)


def _marked(change: Change, text: str) -> str:
    words = _text(text).replace("\n", "<br>")
    t = current()
    if change == "removed":
        wash = mix(t.surface, t.problem, _TINT).name()
        return f'<s style="background:{wash};color:{t.problem.name()}">{words}</s>'
    if change == "added":
        wash = mix(t.surface, t.good, _TINT).name()
        return f'<u style="background:{wash};color:{t.good.name()}">{words}</u>'
    return words


def _quiet() -> str:
    return f"color:{current().quiet.name()};"


def _text(text: str) -> str:
    return escape(text)
