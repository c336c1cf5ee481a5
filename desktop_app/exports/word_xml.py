"""The one place that reaches beneath python-docx, to the XML for which it has no words."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

from docx.oxml import parser
from docx.oxml.ns import qn

Xml: TypeAlias = Any
"""An lxml element, which carries no types."""


def element_of(proxy: Xml) -> Xml:
    """Give the element behind a paragraph, run, row or the core properties."""
    return proxy._element  # noqa: SLF001


def make(tag: str, parent: Xml = None, **attributes: object) -> Xml:
    """Make an element of WordprocessingML, its attributes in the same namespace."""
    element: Xml = cast("Any", parser).OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    if parent is not None:
        parent.append(element)
    return element
