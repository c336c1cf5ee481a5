"""A client's template: its look is kept, its text is not, and what it lacks is added."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from desktop_app.errors import WordTemplateError
from desktop_app.exports.word import word_file
from desktop_app.exports.word_template import styles_missing
from desktop_app.model import Article
from desktop_app.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

GREEN = RGBColor(0x0A, 0x7A, 0x3C)
BODY = (
    "Le chapô dit tout.\n\n## Un **intertitre**\n\nDu texte avec un "
    "[lien](https://a.example/x).\n\n- un\n- deux\n    - deux et demi\n\n1. d’abord\n2. ensuite\n\n"
    "> Une citation.\n\n### Plus bas\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n#### Fin\n\nFin.\n"
)
ARTICLE = Article(BODY, title="Le titre", standfirst="Le chapô dit tout.")


def _template(path: Path, *, drop: tuple[str, ...] = ()) -> Path:
    """Make what a client's designer makes: page, header, styles, and sample text."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.left_margin = Cm(14.8), Cm(1.5)
    section.header.paragraphs[0].text = "Thermaloé – le magazine"
    document.styles["Heading 2"].font.color.rgb = GREEN
    document.styles["Normal"].font.size = Pt(10)
    chapo = document.styles.add_style("Chapô", WD_STYLE_TYPE.PARAGRAPH)
    chapo.font.size = Pt(15)
    for name in drop:
        document.styles[name].delete()
    document.add_paragraph("Votre titre ici", style="Heading 1")
    document.add_paragraph("Lorem ipsum")
    document.add_picture(str(resource("styles", "image-placeholder.png")))
    document.add_table(2, 2)
    document.core_properties.author = "La directrice artistique"
    document.save(str(path))
    return path


def _opened(path: Path) -> docx.document.Document:
    return docx.Document(BytesIO(word_file(ARTICLE, template=str(path))))


def _as(path: Path, kind: str) -> Path:
    """Give a document the content type of a template, or of a document with macros."""
    target = path.with_suffix(".dotx" if kind == "template" else ".docm")
    main = "wordprocessingml.document.main+xml"
    other = {
        "template": "wordprocessingml.template.main+xml",
        "macros": "ms-word.document.macroEnabled.main+xml",
    }[kind]
    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(main.encode(), other.encode())
            copy.writestr(name, data)
    return target


@pytest.mark.parametrize("kind", ["document", "template"])
def test_the_article_takes_the_client_s_look(tmp_path: Path, kind: str) -> None:
    path = _template(tmp_path / "modèle.docx")
    document = _opened(_as(path, kind) if kind == "template" else path)
    assert [(p.style.name, p.text) for p in document.paragraphs][:4] == [
        ("Heading 1", "Le titre"),
        ("Chapô", "Le chapô dit tout."),
        ("Heading 2", "Un intertitre"),
        ("Normal", "Du texte avec un lien."),
    ]
    assert document.styles["Heading 2"].font.color.rgb == GREEN
    section = document.sections[0]
    assert abs(section.page_width - Cm(14.8)) < 1000
    assert section.header.paragraphs[0].text == "Thermaloé – le magazine"
    text = "\n".join(p.text for p in document.paragraphs)
    assert "Lorem" not in text
    assert "Votre titre" not in text
    assert not list(document.element.body.iter(qn("w:drawing")))
    assert len(document.tables) == 1
    assert document.core_properties.author == ""
    assert document.core_properties.title == "Le titre"
    links = [r for r in document.part.rels.values() if r.is_external]
    assert [link.target_ref for link in links] == ["https://a.example/x"]
    assert not [r for r in document.part.rels.values() if "image" in r.reltype]


def test_styles_that_are_missing_are_added(tmp_path: Path) -> None:
    dropped = ("Heading 3", "Heading 4", "Quote", "Intense Quote", "Table Grid", "Caption")
    path = _template(tmp_path / "m.docx", drop=dropped)
    assert styles_missing(str(path)) == ("Heading 3", "Quote")
    document = _opened(path)
    used = {p.text: p.style.name for p in document.paragraphs}
    assert used["Plus bas"] == "Heading 3"
    assert document.styles["Heading 3"].base_style.name == "Normal"
    assert document.styles["Heading 3"].font.bold
    outline = document.styles["Heading 3"].element.pPr.find(qn("w:outlineLvl"))
    assert outline.get(qn("w:val")) == "2"
    assert document.tables[0].style.name == "Table Grid"


def test_lists_count_by_the_template_s_definitions_or_ours(tmp_path: Path) -> None:
    path = _template(tmp_path / "m.docx")
    with_numbering = _opened(path)
    bare = docx.Document(str(path))
    rels = bare.part.rels
    for name in [n for n, r in rels.items() if r.reltype.endswith("/numbering")]:
        del rels[name]
    bare.save(str(tmp_path / "bare.docx"))
    for document in (with_numbering, _opened(tmp_path / "bare.docx")):
        root = document.part.numbering_part.element
        kinds = [child.tag for child in root]
        first_num = kinds.index(qn("w:num"))
        assert qn("w:abstractNum") not in kinds[first_num:]
        instances = {n.get(qn("w:numId")): n for n in root.findall(qn("w:num"))}
        assert len(instances) == len(root.findall(qn("w:num")))
        for text, form in (("un", "bullet"), ("d’abord", "decimal"), ("deux et demi", "bullet")):
            paragraph = next(p for p in document.paragraphs if p.text == text)
            numbering = paragraph._p.pPr.numPr
            wanted = instances[str(numbering.numId.val)].find(qn("w:abstractNumId"))
            definition = next(
                d
                for d in root.findall(qn("w:abstractNum"))
                if d.get(qn("w:abstractNumId")) == wanted.get(qn("w:val"))
            )
            level = definition.findall(qn("w:lvl"))[numbering.ilvl.val]
            assert level.find(qn("w:numFmt")).get(qn("w:val")) == form


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    path = str(_template(tmp_path / "m.docx"))
    assert word_file(ARTICLE, template=path) == word_file(ARTICLE, template=path)


def test_what_is_no_template_says_why(tmp_path: Path) -> None:
    (tmp_path / "faux.docx").write_bytes(b"PK\x03\x04 non")
    with ZipFile(tmp_path / "vide.docx", "w") as package:
        package.writestr("a.txt", "a")
    macros = _as(_template(tmp_path / "m.docx"), "macros")
    for name, id_ in (
        ("absent.docx", "output.template_missing"),
        ("faux.docx", "output.template"),
        ("vide.docx", "output.template"),
        (macros.name, "output.template_macros"),
    ):
        with pytest.raises(WordTemplateError) as caught:
            word_file(ARTICLE, template=str(tmp_path / name))
        assert caught.value.id == id_
