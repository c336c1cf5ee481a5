"""Keeps the text of pieces in several styles from being read as markup.

`document.escape` does the same for a whole paragraph and leaves a lone mark as it is; here a
mark's partner may stand in the next piece.
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
    (?P<slash>\\(?=[\\`*_{}\[\]()>\#+\-.!|]|$))
  | (?P<mark>[`*])
  | (?P<underscore>(?<!\w)_|_(?!\w))
  | (?P<link>\](?=[(\[]|$))
  | (?P<entity>&(?=\#?\w+;|\#?\w*$))
  | (?P<angle><(?=[A-Za-z][A-Za-z0-9+.-]*:|[^<>\s]+@|[^<>\s]*$))
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"(?P<sign>\#{1,6}(?=[ \t]|$)|>|[*+-](?=[ \t]|$)|-(?=[- ]*$)|=(?==*$))"
    r"|(?P<number>\d+)(?=\.(?:[ \t]|$))|(?P<fence>~)(?=~~)"
)


def escape_inline(text: str) -> str:
    """Give text in which nothing inside a line is read as markup."""
    return _INLINE.sub(_escaped, text)


def escape_label(text: str) -> str:
    """Give text that stands between the brackets of a link or picture."""
    return "".join(
        f"\\{part}" if part in "[]" else escape_inline(part)
        for part in re.split(r"([\[\]])", text)
        if part
    )


def escape_start(line: str) -> str:
    """Give an escaped line whose beginning opens no heading, item, quotation, rule or fence."""
    match = _LINE_START.match(line)
    if match is None or line.startswith("\\"):
        return line
    if match["number"]:
        return f"{match['number']}\\{line[match.end() :]}"
    if match["fence"]:
        return f"&#126;{line[1:]}"
    return f"\\{line}" if not line.startswith("=") else f"&#61;{line[1:]}"


def _escaped(match: re.Match[str]) -> str:
    if match["entity"]:
        return "&amp;"
    if match["angle"]:
        return "&lt;"
    return f"\\{match.group()}"
