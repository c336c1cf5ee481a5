"""What word processors put on the clipboard as HTML, set right before it is read.

Word draws its lists as paragraphs with a bullet typed before them, and names titles and quotations
by classes; Google Docs wraps all in a `<b>` that is not bold. Weight and slant stand in styles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LEVEL = re.compile(r"\blevel(\d)")
_ORDERED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.IGNORECASE)
_CLASSES = {"msotitle": "h1", "msoquote": "blockquote", "msointensequote": "blockquote"}
_NOT_SHOWN = frozenset({"msocommentreference", "msocommenttext"})
_BOLD_FROM = 600


def declared(element: Element, name: str) -> str:
    """Give the value an element's own style declares for a property, "" for none."""
    found = ""
    for declaration in (element.get("style") or "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip().lower() == name:
            found = value.strip().lower()
    return found


def is_bold(element: Element) -> bool | None:
    """Tell whether an element's own style makes it bold or not; None where it says nothing."""
    weight = declared(element, "font-weight")
    if weight.isdecimal():
        return int(weight) >= _BOLD_FROM
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def is_italic(element: Element) -> bool | None:
    """Tell whether an element's own style slants it or not; None where it says nothing."""
    slant = declared(element, "font-style")
    return {"italic": True, "oblique": True, "normal": False}.get(slant)


def set_right(root: Element) -> None:
    """Make real lists, titles and quotations of what Word only draws so; take out what it hides."""
    for parent in list(root.iter()):
        for child in list(parent):
            _set_right_one(parent, child)
        _make_lists(parent)


def _set_right_one(parent: Element, child: Element) -> None:
    classes = {name.lower() for name in (child.get("class") or "").split()}
    hidden = declared(child, "display") == "none" or declared(child, "mso-hide") == "all"
    if hidden or classes & _NOT_SHOWN or declared(child, "mso-element") == "comment-list":
        take_out(parent, child)
    elif child.tag == "p" and (name := next((c for c in classes if c in _CLASSES), None)):
        child.tag = _CLASSES[name]


def _make_lists(parent: Element) -> None:
    """Put list paragraphs that follow each other into lists, one in the other by their levels."""
    open_: list[tuple[int, Element]] = []
    for child in list(parent):
        level = _level(child)
        if level is None:
            open_ = []
            continue
        kind = "ol" if _ORDERED.match(_take_marker(child)) else "ul"
        while open_ and open_[-1][0] > level:
            open_.pop()
        if open_ and open_[-1][0] == level and open_[-1][1].tag != kind:
            open_.pop()
        if not open_ or open_[-1][0] < level:
            open_.append((level, _new_list(parent, child, kind, open_)))
        parent.remove(child)
        child.tail = None
        child.tag = "li"
        open_[-1][1].append(child)


def _new_list(
    parent: Element, child: Element, kind: str, open_: list[tuple[int, Element]]
) -> Element:
    made = parent.makeelement(kind, {})
    if open_:
        list(open_[-1][1])[-1].append(made)
    else:
        parent.insert(list(parent).index(child), made)
    return made


def _level(element: Element) -> int | None:
    """Give the level of a paragraph that Word draws as an entry of a list."""
    said = _LEVEL.search(declared(element, "mso-list"))
    return int(said[1]) if element.tag in ("p", "div") and said else None


def _take_marker(entry: Element) -> str:
    """Take the bullet or number out that is typed before an entry, and give it."""
    for parent in entry.iter():
        for child in list(parent):
            if declared(child, "mso-list") == "ignore":
                said = "".join(child.itertext())
                take_out(parent, child)
                return said
    return ""


def take_out(parent: Element, child: Element) -> None:
    """Remove an element, not the text that follows it."""
    siblings = list(parent)
    index = siblings.index(child)
    tail = child.tail or ""
    if index:
        siblings[index - 1].tail = (siblings[index - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    child.tail = None
    parent.remove(child)
