"""The same article through every format, and what each format keeps beside its words."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf import style as odf_style
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from desktop_app.document import parse
from desktop_app.resources import resource
from desktop_app.sources import read_bytes, read_source, source_from_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_same_text_through_every_format(
    announcement: str, announcement_docx: Path, announcement_odt: Path, data_folder: Path
) -> None:
    expected = source_from_text(announcement, "annonce.txt").text
    files = [announcement_docx, announcement_odt]
    files += [data_folder / f"annonce.{suffix}" for suffix in ("rtf", "pdf", "html")]
    for file in files:
        source = read_source(file)
        blocks = parse(source.markdown)
        assert source.text == expected, file
        assert source.language == "fr"
        assert [b.plain for b in blocks.headings()] == [expected.split("\n")[0]], file
        assert sum(b.kind == "list" for b in blocks.blocks) == 1, file
    as_markdown = read_bytes(read_source(announcement_docx).markdown.encode(), "annonce.md")
    assert as_markdown.text == expected


def test_word_keeps_structure_under_french_style_names(tmp_path: Path) -> None:
    document = docx.Document()
    for name, style_id in (("Titre 2", "Titre2"), ("Titre", "TitrePrincipal")):
        created = document.styles.add_style(name, 1)
        created.element.set(qn("w:styleId"), style_id)
    document.add_paragraph("Le grand titre", "Titre")
    document.add_paragraph("Une partie", "Titre 2")
    paragraph = document.add_paragraph("Du ")
    paragraph.add_run("gras").bold = True
    paragraph.add_run(" et de l’")
    paragraph.add_run("italique").italic = True
    paragraph.add_run(" * étoile")
    document.add_paragraph("un", "List Number")
    document.add_paragraph("deux", "List Number")
    table = document.add_table(2, 2)
    for index, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"case {index}"
    document.save(str(tmp_path / "a.docx"))
    source = read_source(tmp_path / "a.docx")
    assert source.markdown.split("\n\n")[:4] == [
        "# Le grand titre",
        "## Une partie",
        "Du **gras** et de l’*italique* \\* étoile",
        "1. un\n2. deux",
    ]
    assert parse(source.markdown).blocks[-1].kind == "table"
    assert source.text.endswith("un\ndeux\ncase 0\ncase 1\ncase 2\ncase 3")


def _tracked(tag: str, text_tag: str, words: str) -> OxmlElement:
    change = OxmlElement(tag)
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "x")
    run, text = OxmlElement("w:r"), OxmlElement(text_tag)
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    return change


def test_word_tracked_changes_insertions_in_deletions_out(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Le maire ")
    paragraph._p.append(_tracked("w:del", "w:delText", "refuse"))
    paragraph._p.append(_tracked("w:ins", "w:t", "accepte"))
    paragraph.add_run(" le projet.")
    document.save(str(tmp_path / "a.docx"))
    assert read_source(tmp_path / "a.docx").text == "Le maire accepte le projet."


def test_word_pictures_become_placeholders(tmp_path: Path) -> None:
    pixel = tmp_path / "p.png"
    pixel.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
            "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
        )
    )
    document = docx.Document()
    document.add_paragraph("Avant.")
    document.add_picture(str(pixel))
    document.add_paragraph("Après.")
    document.save(str(tmp_path / "a.docx"))
    source = read_source(tmp_path / "a.docx")
    assert "](image)" in source.markdown
    assert source.text == "Avant.\nAprès."


def test_opendocument_keeps_emphasis_links_and_numbered_lists(tmp_path: Path) -> None:
    document = OpenDocumentText()
    bold = odf_style.Style(name="T1", family="text")
    bold.addElement(odf_style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    numbers = odf_text.ListStyle(name="L1")
    numbers.addElement(odf_text.ListLevelStyleNumber(level=1, numformat="1"))
    document.automaticstyles.addElement(numbers)
    paragraph = odf_text.P(text="Un ")
    paragraph.addElement(odf_text.Span(stylename=bold, text="mot"))
    paragraph.addText(" et un ")
    paragraph.addElement(odf_text.A(href="https://exemple.fr/a", text="lien"))
    document.text.addElement(paragraph)
    items = odf_text.List(stylename=numbers)
    for words in ("un", "deux"):
        item = odf_text.ListItem()
        item.addElement(odf_text.P(text=words))
        items.addElement(item)
    document.text.addElement(items)
    document.save(str(tmp_path / "a.odt"))
    assert read_source(tmp_path / "a.odt").markdown == (
        "Un **mot** et un [lien](https://exemple.fr/a)\n\n1. un\n2. deux"
    )


PAGE = """<!doctype html><html lang=fr><head><title>Titre SEO — Le site</title>
<meta name="description" content="Une description."><script>var x = "rien";</script>
<link rel="canonical" href="https://exemple.fr/rubrique/mon-article-en-ligne.html"></head>
<body><header>Le site</header><nav><a href="/">Accueil</a></nav>
<article><h1>Le titre</h1><p>Un <em>premier</em>&nbsp;paragraphe<!-- rien --> avec un
<a href="https://exemple.fr/x_(y)">lien</a>, long de plus de deux cents caractères pour que la page
soit reconnue comme un article, car un encadré de quelques mots ne doit pas prendre la place du
texte principal quand la page en contient plusieurs.</p>
<figure><img src="photo.jpg" alt="Une photo"><figcaption>Légende. Photo Dupont</figcaption></figure>
<ul><li>un<ul><li>dedans</li></ul></li><li>deux</li></ul>
<blockquote><p>Une citation.</p></blockquote><form><input value="x">Votre avis</form></article>
<aside>À lire aussi</aside><footer>Mentions</footer></body></html>"""


def test_a_web_page_gives_its_article_and_its_fields() -> None:
    source = read_bytes(PAGE.encode(), "page.html")
    assert source.fields.title == "Le titre"
    assert source.fields.seo_title == "Titre SEO — Le site"
    assert source.fields.meta_description == "Une description."
    assert source.fields.slug == "mon-article-en-ligne"
    for word in ("Accueil", "Mentions", "Le site", "À lire", "rien", "avis"):
        assert word not in source.text
    assert (
        "*premier*\u00a0paragraphe avec un [lien](https://exemple.fr/x_%28y%29)," in source.markdown
    )
    assert "![Une photo](photo.jpg)\n\nLégende. Photo Dupont" in source.markdown
    assert "- un\n    - dedans\n- deux" in source.markdown
    assert "> Une citation." in source.markdown


def test_a_page_in_a_declared_old_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p>L’été à Nîmes, œuvre à 12 €'.replace("’", "'")
    assert "œuvre à 12 €" in read_bytes(page.encode("cp1252"), "p.htm").text


def test_markdown_front_matter_and_underlined_headings() -> None:
    text = (
        "---\ntitle: Un titre\nslug: /blog/mon-slug/\ndescription: Une description\n"
        "keyphrase: mot clé\ndate: 2026-03-02\n---\n\nPartie\n------\n\nTexte *fort*.\n\n"
        "```\nTitre\n=====\n```\n\nSous\n====\nSuite <b>brute</b>.\n"
    )
    source = read_bytes(text.encode(), "a.md")
    assert (source.fields.title, source.fields.slug) == ("Un titre", "mon-slug")
    assert source.fields.meta_description == "Une description"
    assert source.fields.keyphrase == "mot clé"
    assert source.fields.published == "2026-03-02"
    assert [h.plain for h in parse(source.markdown).headings()] == ["Partie", "Sous"]
    assert "=====" in source.markdown
    assert "Suite <b>brute</b>." in source.text


def test_front_matter_that_is_none_stays_text() -> None:
    source = read_bytes(b"---\n: [pas du yaml\n---\n\nTexte.\n", "a.md")
    assert "Texte." in source.text


def test_rich_text_accents_and_signs(tmp_path: Path) -> None:
    rtf = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title \'c9t\'e9}}"
        r"\pard D\'e9j\'e0 : \'ab\~oui\~\'bb, \u8364? et \i l\rquote\'e9t\'e9\i0 .\par"
        "\n"
        r"\pard\outlinelevel1 Une partie\par\pard Fin # 1.\par}"
    )
    source = read_bytes(rtf.encode("ascii"), "a.rtf")
    assert source.text == "Déjà : «\u00a0oui\u00a0», € et l’été.\nUne partie\nFin # 1."
    assert "## Une partie" in source.markdown
    assert source.fields.title == "Été"


def test_pdf_mends_parted_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop_app.sources import pdf

    lines = [
        pdf._Line("La municipalité a présenté un plan de réno-"),
        pdf._Line("vation des écoles de la ville. « Pourra-t-"),
        pdf._Line("il tenir ? » demande le porte-parole des pa-"),
        pdf._Line("rents."),
        pdf._Line("Un second paragraphe suit."),
    ]
    assert "\n\n".join(pdf._blocks(lines)).split("\n\n") == [
        "La municipalité a présenté un plan de rénovation des écoles de la ville. « Pourra-t-il "
        "tenir ? » demande le porte-parole des parents.",
        "Un second paragraphe suit.",
    ]


def test_word_with_a_picture_less_core(announcement_docx: Path, tmp_path: Path) -> None:
    stripped = tmp_path / "sans.docx"
    with zipfile.ZipFile(announcement_docx) as old, zipfile.ZipFile(stripped, "w") as new:
        for name in old.namelist():
            if name != "docProps/core.xml":
                new.writestr(name, old.read(name))
    assert read_source(stripped).fields.title is None


def test_notes_are_no_sentences_of_the_article(data_folder: Path) -> None:
    for suffix in ("docx", "odt"):
        source = read_source(data_folder / f"note.{suffix}")
        assert source.text == "Un texte avec une note.\nDeux trois."


def test_a_pdf_of_two_pages_reads_as_its_text(data_folder: Path) -> None:
    plain = read_source(resource("samples", "actualite.txt"))
    source = read_source(data_folder / "actualite.pdf")
    assert source.text == plain.text
    assert source.brief_line == plain.brief_line
