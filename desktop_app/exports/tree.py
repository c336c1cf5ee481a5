"""The article's blocks as one tree of clean HTML elements, from which every export is drawn.

A paragraph that is an image becomes a `<figure>`; an address that could run something is dropped.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from desktop_app.document import parse

if TYPE_CHECKING:
    from desktop_app.model import Article

# What XML 1.0 cannot hold: no export could carry it.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PAGE_BREAK: Final = re.compile("[\x0b\x0c]")
_ENTITY: Final = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);?")
_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel", "ftp"})


def clean(text: str) -> str:
    """Give the text without the control characters that no file format holds."""
    return _ILLEGAL.sub("", _PAGE_BREAK.sub(" ", text))


def elements(article: Article) -> list[Element]:
    """Give the body's blocks as elements, in order.

    The first paragraph has the class "chapo" when it is the standfirst.
    """
    found: list[Element] = []
    standfirst = clean(article.standfirst).strip()
    for block in parse(article.body).blocks:
        for element in _elements(block.html):
            if not found and standfirst and clean(block.plain).strip() == standfirst:
                element.set("class", "chapo")
            found.append(element)
    return found


def to_html(element: Element) -> str:
    """Give an element's HTML."""
    return ElementTree.tostring(element, encoding="unicode", method="html")


def _elements(block: str) -> list[Element]:
    holder = ElementTree.fromstring(f"<div>{clean(_ENTITY.sub(_character, block))}</div>")
    for anchor in holder.iter("a"):
        _drop_unsafe(anchor, "href")
    for image in holder.iter("img"):
        _drop_unsafe(image, "src")
    children = list(holder)
    for element in children:
        element.tail = None
    return [_figure(e) if _is_image_paragraph(e) else e for e in children]


def _character(entity: re.Match[str]) -> str:
    return escape(unescape(entity.group()))


def _drop_unsafe(element: Element, name: str) -> None:
    try:
        scheme = urlsplit(re.sub(r"\s", "", element.get(name, ""))).scheme.lower()
    except ValueError:
        scheme = "?"
    if scheme not in _SCHEMES:
        element.attrib.pop(name, None)


def _is_image_paragraph(element: Element) -> bool:
    if element.tag != "p" or len(element) == 0 or (element.text or "").strip():
        return False
    return element[0].tag == "img" and sum(1 for _ in element.iter("img")) == 1


def _figure(paragraph: Element) -> Element:
    """Make a figure: the image, then its title and what follows it as the caption."""
    image, *rest = list(paragraph)
    following = (image.tail or "").lstrip()
    image.tail = None
    if rest and rest[0].tag == "br" and not following:
        following = (rest.pop(0).tail or "").lstrip()
    figure, caption = Element("figure"), Element("figcaption")
    figure.append(image)
    caption.text = image.attrib.pop("title", "")
    if not caption.text:
        caption.text = following
    elif following or rest:
        SubElement(caption, "br").tail = following
    caption.extend(rest)
    if caption.text or len(caption):
        figure.append(caption)
    return figure
