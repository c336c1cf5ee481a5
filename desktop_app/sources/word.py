"""Word documents: styles in French or English, tracked changes accepted, pictures kept as marks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree

import mammoth  # pyright: ignore[reportMissingTypeStubs]

from desktop_app.errors import BrokenFileError
from desktop_app.model import FileFields
from desktop_app.sources.archives import open_archive
from desktop_app.sources.extracted import Extracted, clean
from desktop_app.sources.html_blocks import markdown_of, plain_of
from desktop_app.sources.markup import html_root
from desktop_app.sources.office_html import take_out

if TYPE_CHECKING:
    import zipfile
    from xml.etree.ElementTree import Element

FORMAT = "Word"
_LEVELS = range(1, 7)
_STYLES = "\n".join(
    [
        *(f"p[style-name='Titre {level}'] => h{level}:fresh" for level in _LEVELS),
        *(f"p[style-name='titre {level}'] => h{level}:fresh" for level in _LEVELS),
        *(f"p.Titre{level} => h{level}:fresh" for level in _LEVELS),
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Titre'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Citation'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
        "p[style-name='Citation intense'] => blockquote > p:fresh",
        "p[style-name='List Bullet'] => ul > li:fresh",
        "p[style-name='Liste à puces'] => ul > li:fresh",
        "p[style-name='List Number'] => ol > li:fresh",
        "p[style-name='Liste à numéros'] => ol > li:fresh",
        "r[style-name='Strong'] => strong",
        "r[style-name='Emphasis'] => em",
    ]
)
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, path: str) -> Extracted:
    """Give a Word document's text; raises PasswordError or BrokenFileError when it is shut."""
    with open_archive(data, path, FORMAT) as archive:
        if "word/document.xml" not in archive.namelist():
            raise BrokenFileError(path=path, format=FORMAT)
        fields = _fields(archive)
    root = html_root(_html(data, path), path, FORMAT)
    _drop_notes(root)
    return Extracted(clean(markdown_of(root)), fields)


def _drop_notes(root: Element) -> None:
    """Take out footnotes and their marks, which are no sentences of the article."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = (child.get("href") or "#").lstrip("#") or child.get("id") or ""
            if name.startswith(("footnote-", "endnote-")):
                take_out(parent, child)


def _html(data: bytes, path: str) -> str:
    converter = cast("Any", mammoth)
    try:
        result = converter.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=converter.images.img_element(_placeholder),
        )
    except Exception as error:
        # mammoth lets the errors of its parsers through, whatever they are
        raise BrokenFileError(path=path, format=FORMAT, details=repr(error)) from error
    return str(result.value)


def _placeholder(_: object) -> dict[str, str]:
    return {"src": "image"}


def _fields(archive: zipfile.ZipFile) -> FileFields:
    try:
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))
    except (KeyError, ElementTree.ParseError):
        return FileFields()
    title = core.find(f"{_DC}title")
    return FileFields(title=(clean(plain_of(title)) if title is not None else "") or None)
