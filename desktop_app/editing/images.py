"""Placeholders for images: what a picture shows, its alternative text, its caption and credit.

In Markdown one is `![alternative](file "Caption. Crédit : name")`, a paragraph of its own: every
export makes a figure of it, with its caption.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop_app.editing.change import Change, caret, line_at
from desktop_app.editing.keys import backspace
from desktop_app.editing.marks import read

_CREDIT = re.compile(r"(?:^|(?<=[.!?…])\s+)(?:Crédit|Credit|Photo)\s*:\s*(?P<name>[^\n]+)$")
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_NOT_IN_LABEL = re.compile(r"[\\`<\[\]]")
_SPACE = re.compile(r"[ \t\r\n]+")
_NAME_LENGTH = 60
_CREDIT_WORD = "Crédit\u00a0: "


@dataclass(frozen=True)
class ImagePlaceholder:
    """A picture to come."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def markdown(self) -> str:
        """The line of Markdown that stands for it."""
        caption = self.caption.strip()
        if self.credit.strip():
            stop = "" if not caption or caption[-1] in ".!?…" else "."
            space = " " if caption else ""
            caption = f"{caption}{stop}{space}{_CREDIT_WORD}{self.credit.strip()}"
        caption = _SPACE.sub(" ", caption).replace('"', "\u201d")
        title = f' "{caption}"' if caption else ""
        alt = _NOT_IN_LABEL.sub("", _SPACE.sub(" ", self.alt)).strip()
        return f"![{alt}]({self.file or 'image.jpg'}{title})"


def file_name(subject: str) -> str:
    """Give a file name that says what the picture shows: « La cale » → « la-cale.jpg »."""
    plain = unicodedata.normalize("NFKD", subject.lower().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    name = _NOT_IN_NAME.sub("-", plain).strip("-")[:_NAME_LENGTH].rstrip("-")
    return f"{name or 'image'}.jpg"


def image_of(line: str) -> ImagePlaceholder | None:
    """Read the placeholder that a line is; None where it is something else."""
    look, _ = read(line)
    if look.kind != "image":
        return None
    (span,) = look.spans
    alt, title = line[span.first : span.last], span.title
    credit = _CREDIT.search(title)
    if credit is None:
        return ImagePlaceholder(span.address, alt, title)
    return ImagePlaceholder(span.address, alt, title[: credit.start()].strip(), credit["name"])


def put_image(text: str, position: int, image: ImagePlaceholder) -> Change:
    """Put a placeholder after the block the cursor is in, or in the place of the one it is on."""
    place = line_at(text, position)
    if place.look.kind == "image":
        return caret(place.start, place.end, image.markdown, place.start + len(image.markdown))
    end = place.end
    while (following := line_at(text, end + 1) if end < len(text) else None) is not None:
        if following.look.kind == "blank":
            break
        end = following.end
    line = image.markdown
    if place.look.kind == "blank":
        before = (
            "\n" if text[: place.start].strip() and not text[: place.start].endswith("\n\n") else ""
        )
        after = "\n" if text[place.end + 1 : place.end + 2].strip() else ""
        cursor = place.start + len(before) + len(line)
        return caret(place.start, place.end, before + line + after, cursor)
    return caret(end, end, f"\n\n{line}", end + 2 + len(line))


def without_image(text: str, position: int) -> Change | None:
    """Take the placeholder away that the cursor is on."""
    place = line_at(text, position)
    return backspace(text, place.end) if place.look.kind == "image" else None
