"""A client's Word template: its page, its header and footer, its styles, and none of its text.

Styles are found by the part they play, under Word's own names or the names people give them; one
that the template lacks is added on its Normal. Templates (.dotx) are read like documents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast
from zipfile import BadZipFile, ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import Cm

from desktop_app.errors import (
    WordTemplateError,
    WordTemplateMacrosError,
    WordTemplateMissingError,
)
from desktop_app.exports.word_styles import (
    Lists,
    add_definition,
    add_house_style,
    language_tag,
    list_definition_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document

    from desktop_app.exports.word_xml import Xml

# For each of our styles the names it may go by, folded; Word keeps its own in English.
NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Normal": ("normal", "standard", "corps de texte", "body text"),
        "Heading 1": ("heading 1", "titre 1", "titre article", "title", "titre"),
        "Heading 2": ("heading 2", "titre 2", "intertitre"),
        "Heading 3": ("heading 3", "titre 3", "sous-intertitre"),
        "Heading 4": ("heading 4", "titre 4"),
        "Heading 5": ("heading 5", "titre 5"),
        "Heading 6": ("heading 6", "titre 6"),
        "Chapo": ("chapo", "chapeau", "accroche", "standfirst", "introduction", "intro"),
        "Quote": ("quote", "citation", "block text", "intense quote", "citation intense"),
        "Caption": ("caption", "legende"),
        "List Bullet": ("list bullet", "liste a puces", "puces", "list paragraph"),
        "List Number": ("list number", "liste a numeros", "liste numerotee", "list paragraph"),
        "List Continue": ("list continue", "liste continue", "list paragraph"),
        "Code": ("code", "html preformatted", "plain text"),
        "Code Char": ("code char", "html code"),
        "Hyperlink": ("hyperlink", "lien hypertexte", "internet link"),
        "Table Grid": ("table grid", "grille du tableau"),
    }
)
# What a client would notice; the others are added without a word.
_NOTICED: Final = ("Heading 1", "Heading 2", "Heading 3", "Chapo", "Quote", "List Bullet")
_TEMPLATE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
)
_MACROS: Final = "macroEnabled"
_TYPES: Final = "[Content_Types].xml"
_CARRIED: Final = frozenset(
    {
        *(RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK, RELATIONSHIP_TYPE.CHART),
        *(RELATIONSHIP_TYPE.COMMENTS, RELATIONSHIP_TYPE.OLE_OBJECT, RELATIONSHIP_TYPE.PACKAGE),
    }
)


@dataclass(frozen=True)
class Template:
    """An emptied document, the names its styles go by, its lists, and what had to be added."""

    document: Document
    styles: Mapping[str, str]
    lists: Lists
    added: tuple[str, ...]


def read_template(path: str) -> bytes:
    """Give a template's bytes; raises WordTemplateError when there is no such file."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise WordTemplateMissingError(path=path, details=str(error)) from error


def open_template(data: bytes, path: str, language: str = "fr") -> Template:
    """Open a template and empty it; raises WordTemplateError when it is none or holds macros."""
    try:
        document = docx.Document(BytesIO(_as_document(data, path)))
        _empty(document)
        _set_language(document, language_tag(language))
        styles, added = _styles(document)
        return Template(document, MappingProxyType(styles), _lists(document, styles), added)
    except (BadZipFile, KeyError, ValueError, AttributeError, TypeError, SyntaxError) as error:
        raise WordTemplateError(path=path, details=repr(error)) from error


def styles_missing(path: str) -> tuple[str, ...]:
    """Name the styles of ours that a template lacks; raises WordTemplateError."""
    added = open_template(read_template(path), path).added
    return tuple(name for name in _NOTICED if name in added)


def _as_document(data: bytes, path: str) -> bytes:
    """Give the package with the type of a document, whose template it may be."""
    with ZipFile(BytesIO(data)) as package:
        types = package.read(_TYPES).decode("utf-8")
        if _MACROS in types:
            raise WordTemplateMacrosError(path=path)
        if _TEMPLATE not in types:
            return data
        target = BytesIO()
        with ZipFile(target, "w") as copy:
            for name in package.namelist():
                content = package.read(name)
                if name == _TYPES:
                    content = types.replace(_TEMPLATE, CONTENT_TYPE.WML_DOCUMENT_MAIN).encode()
                copy.writestr(name, content)
    return target.getvalue()


def _empty(document: Document) -> None:
    """Take the text out, and what only the text held; the last section's page stays."""
    body: Xml = cast("Any", document.element).body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    section: Xml = body.get_or_add_sectPr()
    page = document.sections[0]
    if page.page_width is None or page.left_margin is None or page.right_margin is None:
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.5)
    kept = {value for element in section.iter() for value in element.attrib.values()}
    relations: Any = document.part.rels
    for name in [n for n, r in relations.items() if r.reltype in _CARRIED and n not in kept]:
        del relations[name]


def _set_language(document: Document, tag: str) -> None:
    root: Xml = document.styles.element
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)


def _styles(document: Document) -> tuple[dict[str, str], tuple[str, ...]]:
    """Find each of our styles under one of its names; add those that are not there."""
    kinds: dict[object, dict[str, str]] = {}
    for style in document.styles:
        name = style.name
        if name:
            kinds.setdefault(style.type, {}).setdefault(_folded(name), name)
    found: dict[str, str] = {}
    added: list[str] = []
    for ours, names in NAMES.items():
        present = kinds.get(_kind(ours), {})
        theirs = next((present[name] for name in names if name in present), None)
        if theirs is None:
            add_house_style(document, ours, found.get("Normal", "Normal"))
            added.append(ours)
        found[ours] = theirs or ours
    return found, tuple(added)


def _kind(ours: str) -> WD_STYLE_TYPE:
    if ours == "Table Grid":
        return WD_STYLE_TYPE.TABLE
    return (
        WD_STYLE_TYPE.CHARACTER if ours in ("Code Char", "Hyperlink") else WD_STYLE_TYPE.PARAGRAPH
    )


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\s_]+", " ", plain).strip()


def _lists(document: Document, styles: Mapping[str, str]) -> Lists:
    """Give the template's own lists where its list styles have any, else the house's."""
    part = document.part
    if not any(r.reltype == RELATIONSHIP_TYPE.NUMBERING for r in part.rels.values()):
        element: Xml = docx.Document().part.numbering_part.element
        for child in list(element):
            element.remove(child)
        uri, package = PackURI("/word/numbering.xml"), part.package
        numbering = NumberingPart(uri, CONTENT_TYPE.WML_NUMBERING, element, cast("Any", package))
        part.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
    bullets = list_definition_of(document, styles["List Bullet"], bullet=True)
    numbers = list_definition_of(document, styles["List Number"], bullet=False)
    return Lists(
        add_definition(document, bullet=True) if bullets is None else bullets,
        add_definition(document, bullet=False) if numbers is None else numbers,
    )
