"""The article as a Word document: real headings, lists, links and tables, proofed in French."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE

from desktop_app.exports.tree import clean, elements
from desktop_app.exports.word_body import Body
from desktop_app.exports.word_styles import dress, language_tag
from desktop_app.exports.word_template import open_template, read_template
from desktop_app.exports.word_xml import element_of

if TYPE_CHECKING:
    from docx.document import Document

    from desktop_app.messages import Messages
    from desktop_app.model import Article

# The oldest date a zip can hold: the same article gives the same bytes.
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_PROPERTY_LIMIT: Final = 255


def word_file(article: Article, card: Messages | None = None, template: str | None = None) -> bytes:
    """Give the bytes of the .docx, the same for the same article.

    `template` is the path of a client's document, whose page and styles the article takes; raises
    WordTemplateError when it cannot be used.

    The title is « Heading 1 » (Word says « Titre 1 » in French). The SEO card stands in the
    document's properties: title, subject (SEO title), comments (description), keywords
    (keyphrase), identifier (slug); with `card` also as a table on a last page, in its language.
    """
    body, document = _begun(article, template)
    if article.title.strip():
        body.paragraph("Heading 1", clean(article.title).strip())
    for element in elements(article):
        body.add(element)
    if card is not None:
        _add_card(body, article, card)
    _set_properties(document, article)
    return _packed(document)


def _begun(article: Article, template: str | None) -> tuple[Body, Document]:
    if template:
        theirs = open_template(read_template(template), template, article.language)
        return Body(theirs.document, theirs.styles, theirs.lists), theirs.document
    document = docx.Document()
    dress(document, article.language)
    return Body(document), document


def _set_properties(document: Document, article: Article) -> None:
    properties = document.core_properties
    properties.title = _property(article.title or article.seo_title)
    properties.subject = _property(article.seo_title)
    properties.comments = _property(article.meta_description)
    properties.keywords = _property(article.keyphrase)
    properties.identifier = _property(quote(article.slug))
    properties.language = language_tag(article.language)
    properties.author = ""
    element = element_of(properties)
    for child in list(element):
        if child.tag.rpartition("}")[2] in ("created", "modified", "lastModifiedBy", "revision"):
            element.remove(child)


def _property(text: str) -> str:
    return clean(text)[:_PROPERTY_LIMIT]


def _add_card(body: Body, article: Article, messages: Messages) -> None:
    body.paragraph("Normal").add_run().add_break(WD_BREAK.PAGE)
    body.paragraph("Normal").add_run(messages.text("exports.card")).bold = True
    rows = (
        (messages.text("exports.card.seo_title"), article.seo_title),
        (messages.text("exports.card.description"), article.meta_description),
        (messages.text("exports.card.slug"), article.slug),
        (messages.text("exports.card.keyphrase"), article.keyphrase),
    )
    table = body.table(len(rows), 2)
    for row, (label, value) in zip(table.rows, rows, strict=True):
        row.cells[0].paragraphs[0].add_run(label).bold = True
        row.cells[1].paragraphs[0].add_run(clean(value))


def _packed(document: Document) -> bytes:
    """Write the package, then its zip again with one date for all."""
    package = document.part.package
    relations: Any = package.rels if package else {}
    for name in [n for n, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]
    first, second = BytesIO(), BytesIO()
    document.save(first)
    with ZipFile(first) as source, ZipFile(second, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return second.getvalue()
