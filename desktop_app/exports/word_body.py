"""Draws HTML elements into a Word document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from desktop_app.exports.word_styles import INDENT_CM, Lists, add_list
from desktop_app.exports.word_xml import Xml, element_of, make
from desktop_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_BLOCKS: Final = frozenset(
    {"p", "ul", "ol", "blockquote", "table", "pre", "hr", "figure"}
    | {f"h{level}" for level in range(1, 7)}
)
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_ADDRESS_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"
_IMAGE_WIDTH: Final = Cm(12)
_ALIGNMENTS: Final = {
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_MAX_LEVEL: Final = 8


@dataclass(frozen=True, slots=True)
class _Look:
    """How a piece of text is set."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    address: str = ""


class Body:
    """Appends elements to a document whose styles are ours, or a template's under other names."""

    def __init__(
        self,
        document: Document,
        styles: Mapping[str, str] | None = None,
        lists: Lists | None = None,
    ) -> None:
        """Draw into this document; `styles` gives the names ours go by in it."""
        self._document = document
        self._names = styles or {}
        self._lists = lists or Lists()

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """Append an empty paragraph, or one of a plain text."""
        return self._document.add_paragraph(text, style=self._names.get(style, style))

    def table(self, rows: int, columns: int) -> Table:
        """Append a ruled table."""
        style = self._names.get("Table Grid", "Table Grid")
        return self._document.add_table(rows, columns, style=style)

    def _inline(self, style: str) -> _Inline:
        return _Inline(self.paragraph(style), self._names)

    def add(self, element: Element, style: str = "Normal") -> None:
        """Append one block; `style` is that of plain paragraphs in it."""
        tag = element.tag
        if tag == "p":
            self._add_text(element, "Chapo" if element.get("class") == "chapo" else style)
        elif tag in _BLOCKS and tag.startswith("h") and tag != "hr":
            self._add_text(element, f"Heading {tag[1]}")
        elif tag in ("ul", "ol"):
            self._add_list(element, 0)
        elif tag == "table":
            self._add_table(element)
        elif tag == "pre":
            text = "".join(element.itertext()).strip("\n")
            self.paragraph("Code", text)
        elif tag == "hr":
            self._add_rule()
        elif tag == "figure":
            self._add_figure(element)
        else:
            self._add_mixed(element, "Quote" if tag == "blockquote" else style)

    def _add_text(self, element: Element, style: str) -> None:
        self._inline(style).add_content(element, _Look())

    def _add_mixed(self, element: Element, style: str) -> None:
        """Append blocks, and text that stands among them without a paragraph of its own."""
        inline: _Inline | None = None
        if (element.text or "").strip():
            inline = self._inline(style)
            inline.add_string(element.text, _Look())
        for child in element:
            if child.tag in _BLOCKS:
                self.add(child, style)
                inline = None
            else:
                inline = inline or self._inline(style)
                inline.add(child, _Look())
            if (child.tail or "").strip():
                inline = inline or self._inline(style)
                inline.add_string(child.tail, _Look())

    def _add_list(self, element: Element, level: int) -> None:
        ordered = element.tag == "ol"
        start = element.get("start", "1")
        number = add_list(
            self._document,
            self._lists,
            ordered=ordered,
            level=level,
            start=int(start) if start.isdecimal() else 1,
        )
        for item in element:
            self._add_item(item, "List Number" if ordered else "List Bullet", level, number)

    def _add_item(self, item: Element, style: str, level: int, number: int) -> None:
        inline = self._item_paragraph(style, level, number)
        inline.add_string(item.text, _Look())
        open_paragraph = True
        for child in item:
            if child.tag in ("ul", "ol"):
                self._add_list(child, min(level + 1, _MAX_LEVEL))
                open_paragraph = False
            elif child.tag == "p":
                if not (open_paragraph and inline.is_empty):
                    inline = self._item_paragraph("List Continue", level, None)
                inline.add_content(child, _Look())
                open_paragraph = False
            elif child.tag in _BLOCKS:
                self.add(child, "List Continue")
                open_paragraph = False
            else:
                if not open_paragraph:
                    inline = self._item_paragraph("List Continue", level, None)
                    open_paragraph = True
                inline.add(child, _Look())
            if (child.tail or "").strip():
                if not open_paragraph:
                    inline = self._item_paragraph("List Continue", level, None)
                    open_paragraph = True
                inline.add_string(child.tail, _Look())

    def _item_paragraph(self, style: str, level: int, number: int | None) -> _Inline:
        paragraph = self.paragraph(style)
        if number is None:
            paragraph.paragraph_format.left_indent = Cm(INDENT_CM * (level + 1))
        else:
            properties: Xml = element_of(paragraph).get_or_add_pPr()
            numbering = properties.get_or_add_numPr()
            numbering.get_or_add_ilvl().val = level
            numbering.get_or_add_numId().val = number
        return _Inline(paragraph, self._names)

    def _add_table(self, element: Element) -> None:
        rows = list(element.iter("tr"))
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self.table(len(rows), width)
        for index, row in enumerate(rows):
            cells = table.rows[index].cells
            for cell, target in zip(row, cells, strict=False):
                paragraph = target.paragraphs[0]
                style = cell.get("style", "")
                alignment = _ALIGNMENTS.get(style.rpartition(":")[2].strip(" ;"))
                paragraph.paragraph_format.alignment = alignment
                paragraph.paragraph_format.space_after = Cm(0.1)
                _Inline(paragraph, self._names).add_content(cell, _Look(bold=cell.tag == "th"))
        header: Xml = element_of(table.rows[0]).get_or_add_trPr()
        make("tblHeader", header)
        self.paragraph("Normal").paragraph_format.space_after = Cm(0)

    def _add_rule(self) -> None:
        paragraph = self.paragraph("Normal")
        properties: Xml = element_of(paragraph).get_or_add_pPr()
        borders = make("pBdr")
        make("bottom", borders, val="single", sz=4, space=1, color="BFC4CB")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
        )

    def _add_figure(self, element: Element) -> None:
        paragraph = self.paragraph("Normal")
        paragraph.paragraph_format.keep_with_next = element.find("figcaption") is not None
        for child in element:
            if child.tag == "img":
                _add_image(paragraph.add_run(), child)
            else:
                self._add_text(child, "Caption")


class _Inline:
    """Appends runs to a paragraph, white space collapsed as HTML does."""

    def __init__(self, paragraph: Paragraph, names: Mapping[str, str]) -> None:
        self._paragraph = paragraph
        self._names = names
        self._after_space = True
        self.is_empty = True

    def add_content(self, element: Element, look: _Look) -> None:
        """Append an element's text and children."""
        self.add_string(element.text, look)
        for child in element:
            self.add(child, look)
            self.add_string(child.tail, look)

    def add(self, element: Element, look: _Look) -> None:
        """Append one inline element."""
        if element.tag == "br":
            self._paragraph.add_run().add_break(WD_BREAK.LINE)
            self._after_space = True
        elif element.tag == "img":
            _add_image(self._paragraph.add_run(), element)
            self.is_empty = self._after_space = False
        else:
            self.add_content(element, _changed(look, element))

    def add_string(self, text: str | None, look: _Look) -> None:
        """Append text as one run."""
        text = _SPACE.sub(" ", text or "")
        if self._after_space:
            text = text.lstrip(" ")
        if not text:
            return
        self._after_space = text.endswith(" ")
        self.is_empty = False
        run = self._paragraph.add_run(text)
        run.bold, run.italic = look.bold or None, look.italic or None
        run.font.strike = look.strike or None
        if look.code:
            run.style = self._names.get("Code Char", "Code Char")
        if look.address:
            self._link(run, look.address)

    def _link(self, run: Run, address: str) -> None:
        target = self._paragraph.part.relate_to(
            quote(address, safe=_ADDRESS_SAFE), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        run.style = self._names.get("Hyperlink", "Hyperlink")
        link = make("hyperlink")
        link.set(qn("r:id"), target)
        element = element_of(run)
        element.addprevious(link)
        link.append(element)


def _changed(look: _Look, element: Element) -> _Look:
    match element.tag:
        case "strong" | "b":
            return replace(look, bold=True)
        case "em" | "i":
            return replace(look, italic=True)
        case "del" | "s":
            return replace(look, strike=True)
        case "code":
            return replace(look, code=True)
        case "a":
            address = element.get("href", "")
            return replace(look, address="" if address.startswith("#") else address)
        case _:
            return look


def _add_image(run: Run, image: Element) -> None:
    """Stand a grey picture in for the image, its alternative text and file name with it."""
    source = unquote(image.get("src", ""))
    run.add_picture(str(resource("styles", "image-placeholder.png")), width=_IMAGE_WIDTH)
    properties = next(element_of(run).iter(qn("wp:docPr")))
    properties.set("descr", image.get("alt", ""))
    properties.set("title", source)
    properties.set("name", PurePosixPath(source).name or "image")
