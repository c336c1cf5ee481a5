from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.document import count_words, plain_text
from desktop_app.exports.word import word_file
from desktop_app.messages import Messages
from desktop_app.model import Article


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(data))


def words(data: bytes) -> str:
    """Everything the document's pages say, in order."""
    body = opened(data).element.body
    parts: list[str] = []
    for element in body.iter(qn("w:t"), qn("w:br"), qn("w:p")):
        parts.append((element.text or "") if element.tag == qn("w:t") else " ")
    return "".join(parts)


def test_word_shows_the_headings_in_its_navigation(article: Article) -> None:
    paragraphs = opened(word_file(article)).paragraphs
    headings = [(p.style.name, p.text) for p in paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", article.title),
        ("Heading 2", "Un lieu ouvert à tous"),
        ("Heading 3", "Les horaires"),
        ("Heading 2", "Et après ?"),
    ]
    assert paragraphs[1].style.name == "Chapo"


def test_word_proofs_in_french(article: Article) -> None:
    document = opened(word_file(article))
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}
    assert document.core_properties.language == "fr-FR"


def test_the_card_stands_in_the_properties_not_in_the_text(article: Article) -> None:
    data = word_file(article)
    properties = opened(data).core_properties
    assert properties.title == article.title
    assert properties.subject == article.seo_title
    assert properties.comments == article.meta_description
    assert properties.keywords == article.keyphrase
    assert properties.identifier == article.slug
    assert article.meta_description not in words(data)
    with_card = word_file(article, Messages("fr"))
    assert article.meta_description in words(with_card)
    assert len(opened(with_card).tables) == 2


def test_lists_are_lists_and_each_counts_on_its_own(article: Article) -> None:
    document = opened(word_file(article))
    lists: dict[int, list[tuple[int, str, str]]] = {}
    for paragraph in document.paragraphs:
        properties = paragraph._p.pPr
        if properties is not None and properties.numPr is not None:
            place = lists.setdefault(properties.numPr.numId.val, [])
            level = properties.numPr.ilvl.val
            place.append((level, paragraph.style.name, paragraph.text))
    assert [entry[2] for entry in lists[1]] == ["des meubles", "des livres", "de la vaisselle"]
    assert {entry[:2] for entry in lists[1]} == {(0, "List Bullet")}
    assert [entry[0] for entry in lists[2]] == [1, 1]
    assert [entry[2] for entry in lists[3]] == ["Vérifiez l’objet.", "Déposez-le."]
    assert {entry[1] for entry in lists[4]} == {"List Number"}


def test_links_emphasis_tables_and_images_are_kept(article: Article) -> None:
    document = opened(word_file(article))
    targets = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert targets == {"https://www.lyon.fr/?a=1&b=2", "https://exemple.fr"}
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.bold] == ["jeudi 12 mars"]
    assert [run.text for run in runs if run.italic] == ["gratuitement"]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["Jour", "Heures"]
    assert len(cells) == 3
    picture = next(document.element.body.iter(qn("wp:docPr")))
    assert picture.get("descr") == "La façade de la ressourcerie"
    assert picture.get("title") == "facade.jpg"
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions == ["Photo : Ville de Lyon"]


def test_the_same_article_gives_the_same_bytes(article: Article) -> None:
    data = word_file(article)
    assert data == word_file(article)
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


PIECES = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=60),
        st.text("ab é*_`[]()<>&#-+.1\u00a0\n|>!~\\\"'", min_size=1, max_size=60),
        st.sampled_from(
            [
                "## Titre",
                "- un\n- deux\n    - trois",
                "1. a\n\n    b\n2. c",
                "> cité\n> - x",
                "| a | b |\n|---|---|\n| c | d |",
                "```\nx  y\n```",
                "![alt](i.png)\nCrédit",
                "&nbsp;&#0;&foo;&lt;b&gt;",
                "a  \nb",
            ]
        ),
    ),
    max_size=5,
).map("\n\n".join)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_every_word_of_the_body_is_in_the_document(body: str) -> None:
    said = words(word_file(Article(body=body, title="T")))
    expected = "T " + "".join(c for c in plain_text(body) if c.isprintable() or c.isspace())
    assert count_words(said) == count_words(expected)
    assert _letters(said) == _letters(expected)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
