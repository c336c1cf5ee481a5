"""OpenDocument texts: headings, emphasis, lists, links, tables; tracked deletions left out."""

from __future__ import annotations

import io
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

import odf.opendocument  # pyright: ignore[reportMissingTypeStubs]

from desktop_app.errors import BrokenFileError, PasswordError
from desktop_app.model import FileFields
from desktop_app.sources.archives import open_archive
from desktop_app.sources.extracted import Extracted, clean
from desktop_app.sources.html_blocks import markdown_of
from desktop_app.sources.markup import html_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = "OpenDocument"
# odfpy gives no types
_Node = Any
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_XLINK = "http://www.w3.org/1999/xlink"
_DC = "http://purl.org/dc/elements/1.1/"
_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "text:list-item": "li",
        "text:list-header": "li",
        "table:table": "table",
        "table:table-row": "tr",
        "table:table-cell": "td",
    }
)
_SKIPPED = frozenset(
    {
        "text:tracked-changes",
        "text:note",
        "office:annotation",
        "text:sequence-decls",
        "office:forms",
        "text:table-of-content",
        "text:bibliography",
        "text:alphabetical-index",
        "text:soft-page-break",
    }
)
_HEADING_STYLE = re.compile(r"(?:Heading|Titre|Überschrift)(?:_20_)?(\d)$")


def read(data: bytes, path: str) -> Extracted:
    """Give an OpenDocument text; raises PasswordError or BrokenFileError when it is shut."""
    with open_archive(data, path, FORMAT) as archive:
        if "content.xml" not in archive.namelist():
            raise BrokenFileError(path=path, format=FORMAT)
        manifest = b""
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise PasswordError(path=path)
    try:
        document = cast("Any", odf.opendocument).load(io.BytesIO(data))
        page = "".join(_Walk(document).html(document.text))
        title = _title(document)
    except Exception as error:
        # odfpy lets the errors of its parser through, whatever they are
        raise BrokenFileError(path=path, format=FORMAT, details=repr(error)) from error
    markdown = markdown_of(html_root(page, path, FORMAT)) if page.strip() else ""
    return Extracted(clean(markdown), FileFields(title=title or None))


def _title(document: _Node) -> str:
    for node in document.meta.childNodes:
        if getattr(node, "qname", None) == (_DC, "title"):
            return clean("".join(str(child) for child in node.childNodes)).strip()
    return ""


class _Walk:
    """Turns an OpenDocument tree into HTML; its styles say what is bold or numbered."""

    def __init__(self, document: _Node) -> None:
        """Collect the styles."""
        self._styles: dict[str, _Node] = {}
        for holder in (document.styles, document.automaticstyles):
            for node in holder.childNodes:
                name = self._get(node, _STYLE, "name")
                if name:
                    self._styles[name] = node

    def _get(self, node: _Node, namespace: str, name: str) -> str:
        attributes = cast("dict[tuple[str, str], Any]", getattr(node, "attributes", None) or {})
        return str(attributes.get((namespace, name)) or "")

    def html(self, node: _Node) -> Iterator[str]:
        """Give what stands inside a node."""
        for child in node.childNodes:
            if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE):
                yield _escaped(re.sub(r"[ \t\r\n]+", " ", str(child.data)))
            elif child.nodeType == child.ELEMENT_NODE and child.tagName not in _SKIPPED:
                yield from self._element(child)

    def _element(self, node: _Node) -> Iterator[str]:
        name = str(node.tagName)
        if name in ("text:h", "text:p"):
            tag = self._block_tag(node)
            yield f"<{tag}>"
            yield from self._emphasised(node)
            yield f"</{tag}>"
        elif name == "text:span":
            yield from self._emphasised(node)
        elif name == "text:list":
            tag = "ol" if self._numbered(node) else "ul"
            yield f"<{tag}>"
            yield from self.html(node)
            yield f"</{tag}>"
        elif name == "text:a":
            yield f'<a href="{_escaped(self._get(node, _XLINK, "href"))}">'
            yield from self.html(node)
            yield "</a>"
        elif name in ("text:s", "text:tab"):
            yield " "
        elif name == "text:line-break":
            yield "<br>"
        elif name == "draw:frame":
            yield from self._frame(node)
        elif tag := _TAGS.get(name):
            yield f"<{tag}>"
            yield from self.html(node)
            yield f"</{tag}>"
        else:
            yield from self.html(node)

    def _block_tag(self, node: _Node) -> str:
        if node.tagName == "text:h":
            level = self._get(node, _TEXT, "outline-level") or "1"
            return f"h{min(6, max(1, int(level)))}" if level.isdigit() else "h1"
        for name in self._lineage(self._get(node, _TEXT, "style-name")):
            if match := _HEADING_STYLE.match(name):
                return f"h{match[1]}"
            if name in ("Title", "Titre"):
                return "h1"
        return "p"

    def _lineage(self, name: str) -> Iterator[str]:
        """Give a style's name and those it stands on."""
        for _ in range(20):
            if not name:
                return
            yield name
            name = self._get(self._styles.get(name), _STYLE, "parent-style-name")

    def _emphasised(self, node: _Node) -> Iterator[str]:
        bold, italic = self._emphasis(node)
        yield ("<b>" if bold else "") + ("<i>" if italic else "")
        yield from self.html(node)
        yield ("</i>" if italic else "") + ("</b>" if bold else "")

    def _emphasis(self, node: _Node) -> tuple[bool, bool]:
        """Tell whether a span's or paragraph's style is bold, italic; headings stay plain."""
        if node.tagName == "text:h" or self._block_tag(node) != "p":
            return False, False
        for name in self._lineage(self._get(node, _TEXT, "style-name")):
            for child in getattr(self._styles.get(name), "childNodes", ()):
                weight = self._get(child, _FO, "font-weight")
                slant = self._get(child, _FO, "font-style")
                if weight or slant:
                    return weight in ("bold", "700", "800", "900"), slant in ("italic", "oblique")
        return False, False

    def _numbered(self, node: _Node) -> bool:
        style = self._styles.get(self._get(node, _TEXT, "style-name"))
        while style is None and node.parentNode is not None:
            node = node.parentNode
            style = self._styles.get(self._get(node, _TEXT, "style-name"))
        levels = getattr(style, "childNodes", ())
        return bool(levels) and levels[0].tagName == "text:list-level-style-number"

    def _frame(self, node: _Node) -> Iterator[str]:
        """Give a picture as a placeholder with its description; a text box as its text."""
        images = [
            child for child in node.childNodes if getattr(child, "tagName", "") == "draw:image"
        ]
        if not images:
            yield from self.html(node)
            return
        words = [
            "".join(str(text) for text in child.childNodes)
            for child in node.childNodes
            if getattr(child, "tagName", "") in ("svg:desc", "svg:title")
        ]
        yield f'<img src="image" alt="{_escaped(words[0] if words else "")}">'


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )
